import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loader, loadScope, readNotebook, runCell } from '../../../src/analysis/notebook';
import { asTable } from '../../../src/cli/print';
import { parse } from '../../../src/language/parser';
import { VOCABULARY } from '../../../src/language/vocabulary';
import { read } from '../../../src/notebook/format';
import { builtInRegistry } from '../../../src/registry/registry';

const REFERENCE = join('docs', 'language.md');
const WORDS = /(<!-- words:[^\n]*-->\n)[^]*?(<!-- \/words -->)/;

/** What the reference says about the words, made from what hovers and completion say about them. */
function wordsTable(): string {
  const code = (text: string): string => `\`${text}\``;
  const rows = Object.entries(VOCABULARY).map(
    ([word, { meaning, example }]) => `| ${code(word)} | ${cell(meaning)} | ${code(cell(example))} |`,
  );
  return `\n| word | meaning | example |\n| --- | --- | --- |\n${rows.join('\n')}\n\n`;
}

/** A bar would end the cell of a table, in code too. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

describe('the reference of the language', () => {
  it('has every word with its meaning and example', () => {
    const text = readFileSync(REFERENCE, 'utf8');
    const expected = text.replace(WORDS, (_, start: string, end: string) => start + wordsTable() + end);
    assert.match(text, WORDS);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(REFERENCE, expected);
    else if (text !== expected) {
      const now = new Set(text.split('\n'));
      const missing = expected.split('\n').filter((line) => !now.has(line));
      assert.fail(
        `The table of words in ${REFERENCE} is not what src/language/vocabulary.ts says. ` +
          `Write it anew with UPDATE_DOCS=1 npm test -- unit, or paste:\n${missing.join('\n')}`,
      );
    }
  });

  it('has examples of the words that parse', () => {
    for (const [word, { example }] of Object.entries(VOCABULARY)) {
      const found = parse(example).statements.flatMap(({ diagnostics }) => diagnostics);
      assert.deepEqual(found, [], word);
    }
  });
});

const ESSAY = join('examples', 'chinese-models.tokshare');

/** Everything that the queries of a page print. The query fences are the cells of a notebook beside examples/data. */
async function run(page: string): Promise<string> {
  const registry = builtInRegistry();
  const cells = read(readFileSync(page, 'utf8')).cells.flatMap(({ kind, text }, index) =>
    kind === 'query' ? [{ id: String(index), text }] : [],
  );
  assert.notEqual(cells.length, 0);
  const model = readNotebook(cells, registry);
  const readExample = async (path: string): Promise<Uint8Array> => readFile(join('examples', path));
  const scope = await loadScope(model.definitions, registry, loader(readExample));
  const printed: string[] = [];
  for (const each of model.cells) {
    for (const outcome of runCell(each, model, scope)) {
      const wrong = outcome.diagnostics.filter(({ severity }) => severity !== 'information');
      assert.deepEqual(wrong, [], each.text);
      assert.notEqual(outcome.kind, 'error', each.text);
      if (outcome.kind === 'result') printed.push(asTable(outcome.result, true));
    }
  }
  return printed.join('\n');
}

describe('the pages with queries', () => {
  for (const page of [REFERENCE, 'README.md', ESSAY]) {
    it(`${page} runs on the example data without an error or a warning`, () => run(page));
  }

  it('the figures in their prose are those of the example notebook', async () => {
    const printed = await run(ESSAY);
    // Figures as others have published them.
    const quoted = new Set(['61%', '59%', '47%', '46.6%', '37%', '37.1%', '100%']);
    for (const page of ['README.md', ESSAY]) {
      const prose = read(readFileSync(page, 'utf8')).cells.filter(({ kind }) => kind === 'prose');
      const figures = prose.flatMap(({ text }) => text.match(/\d[\d.]*(?:%|T\b)/g) ?? []);
      assert.ok(figures.length > 10);
      for (const figure of figures)
        assert.ok(quoted.has(figure) || printed.includes(figure), `${page}: ${figure}`);
    }
  });
});
