import assert from 'node:assert/strict';
import { unmappedNames } from '../../../src/analysis/unmapped';
import {
  amountInWords,
  missingInWords,
  nearestNames,
  subjectOf,
  unmappedAt,
  unmappedInWords,
  unmappedSheet,
} from '../../../src/editor/unmapped';
import { builtInRegistry } from '../../../src/registry/registry';
import { marked, notebook } from './helpers';

async function offered(...texts: readonly string[]): Promise<string | undefined> {
  const open = await marked(...texts);
  return unmappedAt(open.cell, open.offset, open)?.title;
}

const GAPS = 'attach gaps from "gaps.csv"';

describe('unmapped names in words', () => {
  it('are counted with their share', async () => {
    const { scope } = await notebook(GAPS, 'attach known from "by_lab.csv"\nattach gone from "gone.csv"');
    assert.equal(unmappedInWords('gaps', scope), '1 name unmapped, 10.0% of its tokens');
    assert.equal(unmappedInWords('gone', scope), undefined);
    assert.equal(unmappedInWords('nothing', scope), undefined);
    const [name] = unmappedNames(scope);
    assert(name);
    assert.equal(amountInWords(name), '10 tokens, 10.0%, 2026-W04');
    assert.equal(missingInWords(name), 'lab not in the registry');
  });

  it('of which nothing but the maker is missing are not counted: they are unknown on purpose', async () => {
    const { scope } = await notebook('attach B from "by_lab.csv"');
    assert(unmappedNames(scope).some(({ missing }) => missing === 'undisclosed'));
    assert.equal(unmappedInWords('B', scope)?.includes('openrouter'), undefined);
  });

  it('say the names that are nearest', () => {
    const registry = builtInRegistry();
    assert.deepEqual(
      nearestNames({ kind: 'model', missing: 'model', word: 'deepseek/deepseek-v4-flahs' }, registry)[0],
      'deepseek/deepseek-v4-flash',
    );
    assert.deepEqual(
      nearestNames({ kind: 'lab', missing: 'lab', word: 'anthropik' }, registry)[0],
      'anthropic',
    );
    assert.deepEqual(nearestNames({ kind: 'lab', missing: 'lab', word: 'nobody-at-all' }, registry), []);
    assert.deepEqual(
      nearestNames({ kind: 'model', missing: 'undisclosed', word: 'openrouter/pony-alpha' }, registry),
      [],
    );
  });

  it('a variant is added as its model', () => {
    assert.deepEqual(subjectOf({ kind: 'model', word: 'a/b:free' }), { kind: 'model', word: 'a/b' });
    assert.deepEqual(subjectOf({ kind: 'lab', word: 'a:b' }), { kind: 'lab', word: 'a:b' });
  });

  it('what is no country is told so, and cannot be added', () => {
    const name = { kind: 'country', missing: 'country', word: 'Chnia' } as const;
    const more = { dataset: 'a', lab: undefined, reason: undefined, tokens: 5, share: 0.1, rows: 1 };
    const period = { first: undefined, last: undefined };
    assert.equal(
      missingInWords({ ...name, ...more, ...period }),
      'no country that is known, counted under this word',
    );
    assert.deepEqual(nearestNames(name, builtInRegistry()), ['China']);
    assert.equal(subjectOf(name), undefined);
  });
});

describe('the table of unmapped names', () => {
  it('has counts before it, and a row for each name', async () => {
    const { scope } = await notebook(GAPS, 'attach apps from "apps.csv"\nattach gone from "gone.csv"');
    const { remark, columns, rows } = unmappedSheet(unmappedNames(scope), scope);
    assert.equal(remark, 'gaps: 1 name unmapped, 10.0% of its tokens.');
    assert.deepEqual(
      rows.map(({ cells }) => cells.map(({ text }) => text)),
      [['nobody-knows', 'gaps', '10', '10.0%', '2026-W04', '2026-W04', 'lab not in the registry', '']],
    );
    assert.deepEqual(rows[0]!.subject, { kind: 'lab', word: 'nobody-knows' });
    assert.equal(columns.length, rows[0]!.cells.length);
  });

  it('says so where nothing is missing', async () => {
    const { scope } = await notebook('attach apps from "apps.csv"');
    const { remark, rows } = unmappedSheet(unmappedNames(scope), scope);
    assert.deepEqual([remark, rows.length], ['Nothing is missing but the makers of undisclosed models.', 0]);
  });
});

describe('what is offered about unmapped names', () => {
  it('on an attach: to list them, if there are any', async () => {
    assert.equal(
      await offered('attach ¦gaps from "gaps.csv"'),
      '1 name unmapped, 10.0% of its tokens: list them',
    );
    assert.equal(await offered('attach ¦apps from "apps.csv"'), undefined);
    assert.equal(await offered('attach ¦gone from "gone.csv"'), undefined);
  });

  it('on a name that the registry does not know: to add it', async () => {
    const on = async (query: string): Promise<string | undefined> => offered(GAPS, query);
    assert.equal(
      await on('tokens for ¦nobody/knows-this'),
      'Add `nobody/knows-this` to the registry overlay',
    );
    assert.equal(
      await on('tokens for qwen/¦of-tomorrow:free'),
      'Add `qwen/of-tomorrow` to the registry overlay',
    );
    assert.equal(
      await on('tokens for qwen/¦of-tomorrow:*'),
      'Add `qwen/of-tomorrow` to the registry overlay',
    );
    assert.equal(await on('tokens for lab ("¦nobody-knows")'), 'Add `nobody-knows` to the registry overlay');
    assert.equal(await on('tokens for lab:¦nobody-knows'), 'Add `nobody-knows` to the registry overlay');
  });

  it('not on one that it knows, on a pattern, or on another word', async () => {
    const on = async (query: string): Promise<string | undefined> => offered(GAPS, query);
    for (const query of [
      'tokens for ¦deepseek',
      'tokens for deepseek/¦deepseek-v4-flash:free',
      'tokens for nobody/¦*',
    ])
      assert.equal(await on(query), undefined, query);
    for (const query of ['¦tokens for CN', 'tokens for ¦CN', 'tokens for ¦nonsense'])
      assert.equal(await on(query), undefined, query);
  });
});
