import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { WEEKDAYS } from '../../../src/language/literals';
import { CHART_KINDS, UNITS } from '../../../src/language/nodes';
import { expectationsAt, tokenAt } from '../../../src/language/parser';

/** What could be written at `|`, as words and kinds. */
function at(marked: string): { expected: Set<string>; typed: string } {
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  const { expected, typed } = expectationsAt(text, offset);
  return {
    expected: new Set(expected.map((each) => (each.kind === 'keyword' ? each.word : `<${each.kind}>`))),
    typed: text.slice(typed.start, typed.end),
  };
}

const KINDS: readonly string[] = CHART_KINDS;
const STEPS = [
  ...['share', 'top', 'count', 'sum', 'moving', 'change', 'growth', 'multiple', 'rank', 'index', 'periods'],
  ...['fill', 'cumulative', 'max', 'min', 'leader'],
];
const CLAUSES = [
  ...['for', 'by', 'within', 'where', 'in', 'at', 'from', 'since', 'until', 'last', 'using', 'including'],
  ...['sustained', 'stealth', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly'],
];
const OPTIONS = [
  'columns',
  'wide',
  'every',
  'dates',
  'decimal',
  'separated',
  'encoding',
  'unit',
  'other',
  'lists',
  'rest',
  'complete',
  'sha256',
  'cite',
];

describe('completion: what could stand at the cursor', () => {
  const table: [marked: string, some: readonly string[], none: readonly string[]][] = [
    ['¦', ['attach', 'group', 'event', 'share', 'top', 'first', 'streak', '<measure>'], ['within', 'line']],
    ['sha¦', ['share', 'attach'], ['within']],
    [
      'tokens ¦',
      ['for', 'by', 'within', 'where', 'weekly', 'in', 'using', 'as'],
      ['attach', 'line', 'tokens'],
    ],
    ['tokens by lab\n  ¦', ['for', 'within', 'weekly'], ['attach']],
    ['tokens by lab\n¦', ['attach', 'share'], ['within', 'weekly']],
    ['tokens within ¦', ['known', 'top', 'all', '<item>'], [...KINDS, 'weekly', 'attach']],
    ['tokens within to¦', ['known', 'top', '<item>'], KINDS],
    ['tokens within top ¦', ['<count>'], ['known']],
    ['tokens within top 9 ¦', ['<dimension>'], ['each']],
    ['tokens within top 9 models ¦', ['each', 'then', 'weekly'], ['known']],
    ['tokens within top 9 models each ¦', ['<grain>'], ['then', 'for']],
    ['tokens within known then ¦', ['known', 'top', '<item>'], KINDS],
    ['tokens for ¦', ['each', 'all', '<item>'], ['known', 'top', ...KINDS]],
    ['tokens for each ¦', ['<dimension>', '<item>'], ['each']],
    ['tokens for (CN, ¦', ['<item>'], ['all', 'weekly']],
    ['tokens by ¦', ['<dimension>'], ['for', '<item>']],
    ['tokens where ¦', ['<column>'], ['for', '<item>']],
    ['tokens where weights = ¦', ['<operand>'], ['for']],
    ['tokens in ¦', ['<period>'], ['for', '<item>']],
    ['tokens in 2026-W¦', ['<period>'], ['for']],
    ['tokens from 2026-W01 ¦', ['to'], ['for', 'weekly']],
    ['tokens last 4 ¦', ['<grain>'], ['weekly']],
    ['tokens using ¦', ['<dataset>'], ['for']],
    ['tokens including ¦', ['partial'], ['for']],
    ['tokens stealth ¦', ['listed', 'revealed'], ['for']],
    ['tokens as ¦', KINDS, ['for', 'color', 'weekly']],
    ['tokens as b¦', KINDS, ['for']],
    ['tokens as bar ¦', ['color', 'title', 'stacked', 'normalized', 'mark'], [...KINDS, 'for']],
    ['tokens as line mark ¦', ['events', 'crossings'], ['color']],
    ['tokens as bar color by ¦', ['<dimension>'], ['title']],
    ['tokens | ¦', ['share', 'top', 'count', 'moving'], ['for', 'as', ...KINDS]],
    ['tokens | share ¦', ['as'], ['share', 'line']],
    ['tokens | moving ¦', ['average'], ['share']],
    ['top 10 models ¦', ['by', 'for', 'within', 'in'], ['each', 'crossing']],
    ['first ¦', ['crossing', 'crossings'], ['of', 'for']],
    ['first crossing of tokens ¦', ['for'], ['over', 'within']],
    ['first crossing of tokens for CN ¦', ['over'], ['within']],
    ['first crossing of tokens for CN over US ¦', ['weekly', 'sustained', 'within'], ['over']],
    ['share ¦', ['of'], ['for']],
    ['share of ¦', ['<measure>'], ['for', 'top']],
    ['attach a ¦', ['from'], ['every']],
    ['attach a from "¦', ['<file>'], ['every']],
    ['attach a from "data/ra¦', ['<file>'], ['every']],
    ['attach a from "x.csv" ¦', ['columns', 'every', 'lists', 'cite'], ['for', 'weekly']],
    ['attach a from "x.csv" columns ¦', ['<column>'], ['every']],
    ['group g = ¦', ['all', '<item>'], ['known', 'top']],
    ['event 2026-02 "x" ¦', ['source'], ['for']],
    ['¦', ['registry', 'measure', 'let', 'claim', 'events', 'claims', 'growth'], ['expect', ...OPTIONS]],
    [
      'tokens ¦',
      [...CLAUSES, 'as'],
      [...STEPS.filter((each) => !CLAUSES.includes(each)), ...KINDS, 'expect', 'then'],
    ],
    ['growth ¦', ['of'], ['over', ...CLAUSES]],
    ['concentration of ¦', ['<measure>', 'share', 'change', 'gap'], ['top', 'events', ...CLAUSES]],
    ['events ¦', ['since', 'as'], ['<measure>']],
    ['tokens | ¦', STEPS, [...KINDS, 'for', 'by', 'as', 'average', 'over', '<item>', '<dimension>']],
    ['tokens | rank ¦', ['change', 'as'], [...CLAUSES, 'over', 'share']],
    ['tokens | rank change ¦', ['over'], ['change', 'as']],
    ['tokens | rank change over ¦', ['<count>'], ['<grain>', 'as']],
    ['tokens | growth over 4 ¦', ['<grain>'], ['as']],
    ['tokens | index ¦', ['to'], ['at', 'as']],
    ['tokens | index to 100 ¦', ['at'], ['to', 'as']],
    ['tokens | index to 100 at ¦', ['<period>'], ['as']],
    ['tokens | fill ¦', ['zero', 'carry'], ['as', 'for']],
    ['tokens | periods > ¦', ['<quantity>'], ['as']],
    ['tokens | count ¦', ['for', 'as'], ['within', 'by']],
    ['tokens | sum for ¦', ['<item>', 'all'], ['each', 'as']],
    ['tokens as ¦', KINDS, [...CLAUSES, ...STEPS, 'color', 'log', '<measure>']],
    ['tokens as line ¦', ['log', 'labels', 'color', 'title', 'mark'], [...CLAUSES, ...KINDS, 'expect']],
    ['attach a from "x.csv" ¦', OPTIONS, [...CLAUSES.filter((each) => each !== 'every'), 'by', 'top']],
    ['attach a from "x.csv" wide ¦', ['by'], OPTIONS],
    ['attach a from "x.csv" wide by ¦', ['<dimension>'], OPTIONS],
    ['attach a from "x.csv" every week ¦', ['from', 'cite'], WEEKDAYS],
    ['attach a from "x.csv" every week from ¦', WEEKDAYS, OPTIONS],
    ['attach a from "x.csv" separated ¦', ['by'], OPTIONS],
    ['attach a from "x.csv" separated by ¦', ['commas', 'semicolons', 'tabs', 'bars'], OPTIONS],
    ['attach a from "x.csv" encoding ¦', ['<encoding>'], OPTIONS],
    ['attach a from "x.csv" encoding "wi¦', ['<encoding>'], OPTIONS],
    ['attach a from "x.csv" lists ¦', ['top', 'all'], OPTIONS],
    ['attach a from "x.csv" unit ¦', ['<column>'], OPTIONS],
    ['attach a from "x.csv" unit tokens = ¦', UNITS, OPTIONS],
    ['attach a from "x.csv" rest ¦', ['from'], OPTIONS],
    ['attach a from "x.csv" rest from ¦', ['<dataset>'], OPTIONS],
    ['attach a from "x.csv" complete ¦', ['until'], OPTIONS],
    ['attach a from "x.csv" complete until ¦', ['<period>'], OPTIONS],
    ['attach a from "x.csv" sha256 ¦', ['<text>'], OPTIONS],
    ['registry ¦', ['<file>'], ['columns', 'from']],
    ['registry "x.csv" ¦', ['columns'], ['every', 'cite']],
    ['group ¦', ['<new-name>'], ['by', '<item>']],
    ['measure ¦', ['<new-name>'], ['<measure>']],
    ['measure m = ¦', ['<term>', '<quantity>'], ['share', 'for']],
    ['measure m = tokens * ¦', ['<term>', '<quantity>'], ['share', 'for']],
    ['let ¦', ['<new-name>'], ['share']],
    ['let x = ¦', ['share', 'top', 'events', '<measure>'], ['for', 'attach', 'claim']],
    ['let x = tokens ¦', [...CLAUSES, 'as'], ['expect']],
    ['claim ¦', ['<text>'], ['share']],
    ['claim "x" = ¦', ['share', 'first', 'streak', '<measure>'], ['expect', 'claim']],
    ['claim "x" = tokens ¦', [...CLAUSES, 'as', 'expect'], ['source', ...KINDS]],
    ['claim "x" = tokens | count ¦', ['for', 'as', 'expect'], CLAUSES.filter((each) => each !== 'for')],
    ['claim "x" = tokens as number ¦', ['title', 'expect'], CLAUSES],
    [
      'claim "x" = tokens expect ¦',
      ['about', 'nearly', 'between', '<quantity>', '<period>', '<item>'],
      ['expect', 'source', 'as', ...CLAUSES],
    ],
    ['claim "x" = tokens expect about ¦', ['<quantity>'], ['nearly', 'source']],
    ['claim "x" = tokens expect between 5 ¦', ['and'], ['source']],
    ['claim "x" = tokens expect 2 ¦', ['<grain>', 'source'], ['expect', 'about']],
    ['claim "x" = tokens expect 61% ¦', ['source'], ['<grain>', 'expect']],
    ['claim "x" = tokens expect 61% source ¦', ['<text>'], ['expect']],
  ];
  for (const [marked, some, none] of table) {
    it(marked.replaceAll('\n', '⏎'), () => {
      const { expected } = at(marked);
      const shown = [...expected].join(' ');
      for (const each of some) assert(expected.has(each), `${each} is not among ${shown}`);
      for (const each of none) assert(!expected.has(each), `${each} is among ${shown}`);
    });
  }

  it('a clause that stands already is not offered to stand twice', () => {
    assert(!at('tokens by lab ¦').expected.has('by'));
    assert(!at('tokens weekly ¦').expected.has('daily'));
    assert(!at('tokens in 2026 ¦').expected.has('since'));
    assert(at('tokens since 2026 ¦').expected.has('until'));
    assert(!at('tokens | share ¦').expected.has('by'));
    assert(!at('attach a from "x" every week cite "y" ¦').expected.has('every'));
    assert(at('attach a from "x" columns a = b ¦').expected.has('columns'));
    assert(!at('tokens as line log ¦').expected.has('log'));
    assert(at('tokens as line mark events ¦').expected.has('mark'));
  });

  const typed: [marked: string, typed: string][] = [
    ['tok¦', 'tok'],
    ['tokens wit¦', 'wit'],
    ['tokens for qwen/qwen3.6-p¦', 'qwen/qwen3.6-p'],
    ['tokens for lab:me¦', 'lab:me'],
    ['attach a from "data/x y¦', '"data/x y'],
    ['tokens ¦', ''],
    ['tokens for (CN,¦', ''],
  ];
  for (const [marked, text] of typed) {
    it(`what is typed at ${marked} is "${text}"`, () => assert.equal(at(marked).typed, text));
  }

  it('never throws, wherever the cursor is', () => {
    const texts = fc.constantFrom(
      'share of tokens for CN within top 9 models each week then (CN, US) in 2026-W11 using a | top 3 as bar',
      'attach a from "x.csv" columns tokens = n lists top 10\ngroup g = lab (openai)\n\ntokens by lab\n  weekly',
    );
    fc.assert(
      fc.property(texts, fc.nat(120), (text, offset) => {
        const place = Math.min(offset, text.length);
        const { typed: span } = expectationsAt(text, place);
        assert(span.start <= span.end && span.end === place);
      }),
    );
  });
});

describe('the token at a place, for hovers', () => {
  const text = 'share of tokens # by lab\n  for "CN x"';
  const table: [at: string, token: string | undefined][] = [
    ['share', 'share'],
    ['okens', 'tokens'],
    ['by lab', undefined],
    ['CN x', 'CN x'],
  ];
  for (const [word, token] of table) {
    it(`at ${word}: ${token ?? 'none'}`, () => assert.equal(tokenAt(text, text.indexOf(word))?.text, token));
  }
});
