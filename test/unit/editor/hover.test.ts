import assert from 'node:assert/strict';
import { hoverAt } from '../../../src/editor/hover';
import { DIMENSIONS, DOLLARS_EXPLAINED, GRAINS } from '../../../src/editor/builtIns';
import { parse } from '../../../src/language/parser';
import { VOCABULARY } from '../../../src/language/vocabulary';
import { marked, notebook, textOf } from './helpers';

/** What is said at `¦`. */
async function at(...texts: readonly string[]): Promise<string> {
  const open = await marked(...texts);
  return textOf(hoverAt(open.cell, open.offset, open)?.content);
}

describe('hovers', () => {
  it('explain every word of the language, with its example', async () => {
    for (const [word, { meaning, example }] of Object.entries(VOCABULARY)) {
      const open = await notebook(example);
      const [cell] = open.cells;
      const words = example.replace(/"[^"]*"/g, (text) => '·'.repeat(text.length));
      const place = new RegExp(`(?<![\\w-])${word}(?![\\w-])`).exec(words)?.index;
      assert(cell && place !== undefined, word);
      const hover = hoverAt(cell, place, open);
      assert(hover, word);
      assert.equal(example.slice(hover.start, hover.end), word);
      assert.equal(textOf(hover.content).split('\n')[1], meaning);
    }
  });

  it('words of its own have examples that parse', () => {
    for (const { example } of [...Object.values(GRAINS), ...Object.values(DIMENSIONS), DOLLARS_EXPLAINED])
      assert.deepEqual(
        parse(example).statements.map(({ diagnostics }) => diagnostics),
        [[]],
      );
  });

  const DATA = 'attach by_lab from "by_lab.csv"\nattach by_model from "by_model.csv"';
  const table: [what: string, cell: string, ...said: RegExp[]][] = [
    ['a unit of time', 'tokens last 4 ¦weeks', /unit of time/, /Monday to Sunday/],
    ['a week', 'tokens in ¦2026-W07', /9–15 Feb 2026/, /Week/],
    ['a day', 'tokens in ¦2026-02-09', /9 Feb 2026/],
    ['a year', 'tokens in ¦2026', /1 Jan – 31 Dec 2026/],
    ['a number that could be a year', 'share of tokens for CN in 2025 | periods > ¦2026', /^$/],
    ['an amount', 'all crossings of tokens for CN over ¦4.12T', /4,120,000,000,000/],
    ['dollars', 'tokens where price < ¦$1.5', /\$1\.5/],
    ['a percentage', 'all crossings of share of tokens for CN over ¦61%', /61 percent/],
    ['points', 'claim "x" = gap of share of tokens for CN to US expect ¦2.5pp', /percentage points/],
    ['a factor', 'claim "x" = ratio of tokens for CN to US expect > ¦3x', /3 times as much/],
    ['a country', 'tokens for ¦CN using by_lab', /^China/, /by_lab: .* tokens in 2026-W/],
    ['a lab', 'tokens for ¦deepseek', /^DeepSeek/, /Hangzhou/],
    ['a dimension', 'tokens by ¦country', /country \(dimension\)/],
    ['a dimension in the plural', 'top 9 ¦labs', /lab \(dimension\)/],
    ['a dimension after for each', 'tokens for each ¦country', /country \(dimension\)/],
    ['an attribute', 'tokens where ¦price < $1', /million input tokens/],
    ['a column', '¦tokens by country', /tokens \(column of numbers\)/, /In: by_lab and by_model/],
    ['dollars, the value', 'share of ¦dollars by lab', /list price/],
    ['a role', 'attach x from "by_lab.csv" columns ¦lab = author', /column of labs/],
    ['an event', 'event 2026-03-23 .. 2026-04-05 "¦Lead" source "news"', /23 Mar 2026 to 5 Apr 2026/, /news/],
    ['a name that means nothing', 'tokens for ¦nobody-at-all', /^$/],
    ['a comment', 'tokens # ¦within', /^$/],
    ['a word in quotes', 'tokens as line title "¦within"', /^$/],
    ['nothing', '  ¦', /^$/],
  ];
  for (const [what, cell, ...said] of table) {
    it(`${what}: ${cell}`, async () => {
      const text = await at(DATA, cell);
      for (const each of said) assert.match(text, each);
    });
  }

  it('a dataset: everything about it, wherever its name or file stands', async () => {
    const text = await at('attach gaps from "gaps.csv" cite "A source"', 'tokens using ¦gaps');
    assert.deepEqual(text.split('\n'), [
      'gaps (dataset)',
      'Rows: 5',
      'Columns: week, author (lab), tokens',
      'Used: all',
      'Period: weekly, 2026-W01 to 2026-W04 (4 weeks)',
      'Missing: 2 weeks: 2026-W02, 2026-W03',
      'Lumped as other: 10.0% of tokens',
      'Country unknown: 10.0% of tokens',
      'File: gaps.csv',
      'Cite: A source',
    ]);
    assert.match(await at('attach gaps from "¦gaps.csv"'), /Rows: 5/);
    assert.match(await at('attach ¦gaps from "gaps.csv"'), /Rows: 5/);
  });

  it('a dataset that cannot be read: why', async () => {
    assert.match(await at('attach x from "none.csv"', 'tokens using ¦x'), /none\.csv does not exist/);
  });

  it('a group: as it is written, and who is in it', async () => {
    const text = await at(
      'group two = lab (openai, anthropic)\ngroup mixed = (two, CN, "OpenAI", openai/gpt-4o-mini, nobody-at-all)',
      'tokens for (¦two, mixed)',
    );
    assert.match(text, /^group two = lab \(openai, anthropic\)/);
    assert.match(text, /Members: OpenAI \(US\) · Anthropic \(US\)/);
    const mixed = await at(
      'group two = lab (openai)\ngroup mixed = (two, CN, openai/gpt-4o-mini, nobody-at-all)\ntokens for ¦mixed',
    );
    assert.match(mixed, /Members: two \(group\) · China · .*\(US\) · nobody-at-all/);
    assert.match(
      await at('group rest_of = all except (openai)', 'tokens for ¦rest_of'),
      /Without: OpenAI \(US\)/,
    );
  });

  it('a measure: its formula, and what it counts', async () => {
    const text = await at(DATA, 'measure cost = tokens * price', 'top 5 labs by ¦cost');
    assert.match(text, /measure cost = tokens \* price/);
    assert.match(text, /Counts: US dollars/);
    assert.doesNotMatch(await at('measure cost = tokens * price', '¦cost'), /Counts/);
  });

  it('a let: its query, and its answer now', async () => {
    const text = await at(
      'attach gaps from "gaps.csv"',
      'let cn_part = share of tokens for CN in 2026-W01 using gaps',
      '¦cn_part',
    );
    assert.match(text, /let cn_part = share of tokens for CN in 2026-W01 using gaps/);
    assert.match(text, /Now: .*75\.0%/);
    // Without the file there is no answer, and no guess.
    assert.doesNotMatch(await at('let cn_part = share of tokens for CN using gaps', '¦cn_part'), /Now/);
  });
});
