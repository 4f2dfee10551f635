import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../../../src/language/parser';
import { VOCABULARY } from '../../../src/language/vocabulary';
import { run, runsBeside, shownOnly } from './page';

const REFERENCE = join('docs', 'language.md');
const WORDS = /(<!-- words:[^\n]*-->\n)[^]*?(<!-- \/words -->)/;
/** Enough for all queries of a page on a slow machine, in milliseconds. */
const SLOW = 60_000;
const FENCES = /^ *```[^]*?^ *```$/gm;

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

/** Everything that is said about the language in sentences: neither the examples nor the table of words. */
function prose(): string {
  return readFileSync(REFERENCE, 'utf8').replace(WORDS, '').replace(FENCES, '');
}

/** `for each (CN, US)` → for, each, CN, US. */
function wordsInCode(text: string): Set<string> {
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  return new Set(spans.flatMap((code) => code.match(/[\w-]+/g) ?? []));
}

/** The anchor that a heading has on a page: lower case, without signs, blanks as hyphens. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replace(/\s/g, '-');
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

  it('has examples of the words that the example data answer', async () => {
    const files = [
      'openrouter-daily-by-author.csv',
      'openrouter-weekly-top.csv',
      'openrouter-rankings-daily.csv',
      'openrouter-weekly-total.csv',
    ];
    // These name files of their own.
    const asked = Object.values(VOCABULARY).filter(({ example }) => !/^(?:attach|registry) /.test(example));
    const failing: string[] = [];
    for (const example of new Set(asked.map((each) => each.example))) {
      let runs = false;
      for (const file of files) runs ||= await runsBeside(file, example);
      if (!runs) failing.push(example);
    }
    assert.deepEqual(failing, []);
  }).timeout(SLOW);

  it('explains every word in a sentence, and not in the table alone', () => {
    const explained = wordsInCode(prose());
    assert.deepEqual(
      Object.keys(VOCABULARY).filter((word) => !explained.has(word)),
      [],
    );
  });

  it('links to places that there are', () => {
    const text = prose();
    const anchors = new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)));
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
    assert.ok(links.length > 20);
    for (const link of links)
      assert.ok(link.startsWith('#') ? anchors.has(link.slice(1)) : existsSync(join('docs', link)), link);
  });

  it('runs on the example data, refuses what it says is refused, and warns where it says so', () =>
    run(REFERENCE)).timeout(SLOW);

  it('shows queries on other files that parse', () => {
    const queries = shownOnly(REFERENCE);
    assert.ok(queries.length > 1);
    for (const query of queries)
      assert.deepEqual(
        parse(query).statements.flatMap(({ diagnostics }) => diagnostics),
        [],
        query,
      );
  });

  it('prints the figures that its sentences name', async () => {
    const printed = await run(REFERENCE);
    const sentences = prose().replace(/`[^`\n]+`/g, '');
    const figures = sentences.match(/(?<![\d.])\d+\.\d+(?:%|T\b|pp|x\b)/g) ?? [];
    assert.ok(figures.length > 10);
    // The rule of rounding, with figures that no query has.
    const rule = new Set(['58.75%']);
    for (const figure of figures) assert.ok(rule.has(figure) || printed.includes(figure), figure);
  }).timeout(SLOW);
});
