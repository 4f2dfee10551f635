import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import {
  attachStatement,
  DATA_FILE,
  DATA_FILES,
  insertionAt,
  nameOfFile,
  placeOfAttachment,
  relativePath,
  type CellKind,
} from '../../../../src/editor/datasets/attachment';
import { parse } from '../../../../src/language/parser';
import { builtInRegistry } from '../../../../src/registry/registry';

const registry = builtInRegistry();

function name(file: string, ...taken: readonly string[]): string {
  return nameOfFile(file, new Set(taken), registry);
}

describe('the files that can be attached', () => {
  const names = ['a.csv', 'a.tsv', 'a.json', 'a.csv.gz', 'a.tsv.gz', 'a.json.gz', 'A.CSV', 'b.c.csv'];
  const others = ['a.txt', 'a.gz', 'csv', 'acsv', 'a.csv.zip', 'a.jsonl', 'a.tokshare'];

  it('are known by their names', () => {
    for (const file of names) assert.match(file, DATA_FILE);
    for (const file of others) assert.doesNotMatch(file, DATA_FILE);
    assert.equal(DATA_FILES, '**/*.{csv,csv.gz,tsv,tsv.gz,json,json.gz}');
  });

  it('have the command in the menu of the Explorer, and no others do', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: { menus: Record<string, { command: string; when: string }[]> };
    };
    const { when = '' } =
      contributes.menus['explorer/context']?.find(({ command }) => command === 'tokshare.attachFile') ?? {};
    const patterns = [...when.matchAll(/=~ \/(.+?)\/i/g)].map(([, pattern = '']) => new RegExp(pattern, 'i'));
    const offered = (file: string): boolean => patterns.some((pattern) => pattern.test(file));
    assert.deepEqual(names.filter(offered), names);
    assert.deepEqual(others.filter(offered), []);
  });
});

describe('the name of an attached file', () => {
  it('is that of the file, as the language writes names', () => {
    assert.equal(name('data/openrouter-weekly-top.csv'), 'openrouter_weekly_top');
    assert.equal(name('Token Usage (2026).CSV.gz'), 'token_usage_2026');
    assert.equal(name('rankings_api.json'), 'rankings_api');
    assert.equal(name('Länder.tsv'), 'länder');
    assert.equal(name('使用量.csv'), '使用量');
    assert.equal(name('v1.2.csv'), 'v1_2');
  });

  it('is no number, no word of the language, no lab and no country', () => {
    assert.equal(name('2026.csv'), 'data_2026');
    assert.equal(name('2026-W07.csv'), '2026_w07');
    assert.equal(name('share.csv'), 'data_share');
    assert.equal(name('weeks.csv'), 'data_weeks');
    assert.equal(name('openai.csv'), 'data_openai');
    assert.equal(name('CN.csv'), 'data_cn');
    assert.equal(name('.csv'), 'data');
    assert.equal(name('---.csv'), 'data');
  });

  it('is free', () => {
    assert.equal(name('usage.csv', 'usage'), 'usage_2');
    assert.equal(name('other/usage.csv', 'usage', 'usage_2'), 'usage_3');
    assert.equal(name('openai.csv', 'data_openai'), 'data_openai_2');
  });

  it('reads as the name of a dataset, whatever the file is called', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string(),
      fc.constantFrom('10K', '3x', 'top'),
    );
    fc.assert(
      fc.property(anything, fc.boolean(), (stem, again) => {
        const first = name(`${stem}.csv`);
        const chosen = again ? name(`${stem}.csv`, first) : first;
        const [only, ...more] = parse(`attach ${chosen} from "x.csv"`).statements;
        assert.deepEqual(only?.diagnostics, []);
        assert.equal(more.length, 0);
        assert(only.statement.kind === 'attach');
        assert.equal(only.statement.name?.text, chosen);
        assert.equal(registry.lab(first), undefined);
        assert.equal(registry.country(first), undefined);
        assert.equal(chosen === first, !again);
      }),
    );
  });
});

describe('the path of an attached file', () => {
  it('leads from the folder of the notebook to the file', () => {
    assert.equal(relativePath('/w/notes', '/w/notes/usage.csv'), 'usage.csv');
    assert.equal(relativePath('/w/notes', '/w/notes/data/usage.csv'), 'data/usage.csv');
    assert.equal(relativePath('/w/notes', '/w/data/usage.csv'), '../data/usage.csv');
    assert.equal(relativePath('/w/notes/usage.csv', '/w/notes/usage.csv'), '../usage.csv');
    assert.equal(relativePath('/', '/usage.csv'), 'usage.csv');
    assert.equal(relativePath('/c:/w', '/d:/usage.csv'), '../../d:/usage.csv');
  });

  it('leads back to the file from anywhere', () => {
    const segments = fc.array(fc.constantFrom('a', 'b', 'c d', 'ü'), { maxLength: 4 });
    fc.assert(
      fc.property(segments, segments, (from, to) => {
        const file = `/${[...to, 'x.csv'].join('/')}`;
        const path = relativePath(`/${from.join('/')}`, file);
        const base = `file:///${[...from, ''].join('/')}`.replace('////', '///');
        assert.equal(decodeURI(new URL(encodeURI(path), encodeURI(base)).pathname), file);
        assert.ok(!path.startsWith('/'));
      }),
    );
  });

  it('is written as it is, or refused with the reason', () => {
    assert.equal(
      attachStatement('usage', 'data/my usage #1.csv'),
      'attach usage from "data/my usage #1.csv"',
    );
    for (const [path, what] of [
      ['say "x".csv', '"'],
      ['back\\slash.csv', '\\'],
      ['two\nlines.csv', 'a line break'],
    ] as const) {
      const statement = attachStatement('usage', path);
      assert(typeof statement !== 'string');
      assert.ok(statement.problem.includes(`holds ${what}, which`), statement.problem);
      assert.match(statement.problem, /Rename the file/);
    }
  });

  it('reads back as the same path, or is refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (path) => {
        const statement = attachStatement('usage', path);
        if (typeof statement !== 'string') return;
        const [only] = parse(statement).statements;
        assert(only?.statement.kind === 'attach');
        assert.equal(only.statement.file?.text, path);
      }),
    );
  });
});

describe('the place of a new attach cell', () => {
  const cell = (kind: CellKind['kind'], attaches = false): CellKind => ({ kind, attaches });

  it('is after the last attach cell, and its record', () => {
    const cells = [cell('prose'), cell('query', true), cell('query'), cell('query', true), cell('query')];
    assert.equal(placeOfAttachment(cells), 4);
    assert.equal(placeOfAttachment([cell('query', true), cell('record'), cell('prose')]), 2);
  });

  it('is else after the first prose, or at the top', () => {
    assert.equal(placeOfAttachment([cell('prose'), cell('prose'), cell('query')]), 1);
    assert.equal(placeOfAttachment([cell('query'), cell('prose'), cell('query')]), 2);
    assert.equal(placeOfAttachment([cell('query'), cell('other')]), 0);
    assert.equal(placeOfAttachment([]), 0);
  });
});

describe('an attach statement that is dropped into a cell', () => {
  const NEW = 'attach usage from "usage.csv"';

  /** The cell after the drop at `¦`. */
  function dropped(marked: string): string {
    const at = marked.indexOf('¦');
    const text = marked.replace('¦', '');
    const { offset, text: added } = insertionAt(text, at, NEW);
    return text.slice(0, offset) + added + text.slice(offset);
  }

  it('takes an empty line', () => {
    assert.equal(dropped('¦'), NEW);
    assert.equal(dropped('tokens\n¦\nshare of tokens'), `tokens\n${NEW}\nshare of tokens`);
    assert.equal(dropped('¦\ntokens'), `${NEW}\ntokens`);
    assert.equal(dropped('tokens\n  ¦'), `tokens\n  \n${NEW}`);
  });

  it('stands after the statement it is dropped on, never within', () => {
    assert.equal(dropped('tok¦ens\nshare of tokens'), `tokens\n${NEW}\nshare of tokens`);
    assert.equal(
      dropped('¦tokens\n  for CN\n\n  using a # note\ntop 3 labs'),
      `tokens\n  for CN\n\n  using a # note\n${NEW}\ntop 3 labs`,
    );
    assert.equal(dropped('tokens\n¦\n  for CN'), `tokens\n\n  for CN\n${NEW}`);
    assert.equal(
      dropped('# a re¦mark\n# of two lines\ntokens'),
      `# a remark\n# of two lines\ntokens\n${NEW}`,
    );
    assert.equal(dropped('# a remark¦\n\ntokens'), `# a remark\n${NEW}\n\ntokens`);
    assert.equal(dropped('tokens # to the ri¦ght\nshare'), `tokens # to the right\n${NEW}\nshare`);
  });

  it('leaves every other statement as it was', () => {
    const line = fc.constantFrom(
      '',
      '  ',
      'tokens',
      '  for CN',
      '| top 3',
      '# note',
      'attach a from "a.csv"',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.nat(80), (lines, seed) => {
        const text = lines.join('\n');
        const { offset, text: added } = insertionAt(text, seed % (text.length + 1), NEW);
        const now = text.slice(0, offset) + added + text.slice(offset);
        assert.ok(now.split('\n').includes(NEW), now);
        const statements = (of: string): string[] =>
          parse(of).statements.map(({ statement: { start, end } }) => of.slice(start, end));
        const before = statements(text);
        assert.deepEqual([...statements(now)].sort(), [...before, NEW].sort());
      }),
    );
  });
});
