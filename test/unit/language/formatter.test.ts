import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { format } from '../../../src/language/formatter';
import { parse } from '../../../src/language/parser';
import { scan, scanStatements } from '../../../src/language/scanner';
import { VOCABULARY } from '../../../src/language/vocabulary';
import { sentences, type SentenceWord } from './sentences';

const LONG =
  'claim "nearly 59% of the two countries’ combined usage" = share of tokens for CN within top 9 models each week then (CN, US) where weights = open and price < $1.50 in 2026-W11 using rankings | moving average 4 weeks | rank change over 4 weeks as line title "Who?" mark events expect nearly 59% source "press"';

const tables: Record<string, [name: string, text: string, formatted: string][]> = {
  blanks: [
    ['between words', 'tokens   by\tlab', 'tokens by lab'],
    [
      'around = and comparisons',
      'tokens where price<$1 and app!="x"',
      'tokens where price < $1 and app != "x"',
    ],
    ['in lists', 'group g=lab( openai ,google)', 'group g = lab (openai, google)'],
    ['around operators', 'measure m=(a+b)*2', 'measure m = (a + b) * 2'],
    ['around |', 'tokens by lab|share|top 3', 'tokens by lab | share | top 3'],
    ['around .. and -> and ±', 'event 2024-06..2024-07 "x"', 'event 2024-06 .. 2024-07 "x"'],
    [
      'in a figure',
      'claim "x"=tokens from 2025 to 2026 expect 17%->47%±1pp',
      'claim "x" = tokens from 2025 to 2026 expect 17% -> 47% ± 1pp',
    ],
    ['at the ends of lines', 'tokens  \n  by lab \t', 'tokens\n  by lab'],
    ['of the first line', '   tokens by lab', 'tokens by lab'],
    ['of other kinds', '\ufefftokens\u00a0by lab', 'tokens by lab'],
    ['but not in strings', 'tokens as bar title "a ( b,c  |"', 'tokens as bar title "a ( b,c  |"'],
  ],
  'lines that the writer broke': [
    ['are indented by two', 'tokens\n\tby lab\n      weekly', 'tokens\n  by lab\n  weekly'],
    ['also those with a step', 'tokens by lab\n| share\n    | top 3', 'tokens by lab\n  | share\n  | top 3'],
    ['are not joined', 'tokens\n  by\n  lab', 'tokens\n  by\n  lab'],
    [
      'in parentheses, whose end stands under their beginning',
      'group g = lab (\nopenai,\n google\n)'.replaceAll('\n', '\n '),
      'group g = lab (\n  openai,\n  google\n)',
    ],
    [
      'in parentheses of a clause',
      'tokens\n  for each (\n  CN,\n  US\n  )\n  weekly',
      'tokens\n  for each (\n    CN,\n    US\n  )\n  weekly',
    ],
    [
      'in a list without parentheses',
      'attach a from "x.csv"\n columns day = date,\n lab = author,\n tokens = n\n cite "me"',
      'attach a from "x.csv"\n  columns day = date,\n    lab = author,\n    tokens = n\n  cite "me"',
    ],
    ['before a comma, which moves', 'group g = (CN\n  , US\n  , FR)', 'group g = (CN,\n  US,\n  FR)'],
  ],
  'empty lines': [
    ['one stays between statements', 'tokens\n\n\n\ntokens weekly', 'tokens\n\ntokens weekly'],
    ['none is added', 'tokens\ntokens weekly', 'tokens\ntokens weekly'],
    ['none stays at the ends', '\n\ntokens\n\n', 'tokens'],
    ['none stays inside of a statement', 'tokens\n\n  by lab', 'tokens\n  by lab'],
    ['nothing at all', ' \n\n', ''],
    ['line ends stay what they are', 'tokens\r\n\r\n\r\ntokens  weekly\r\n', 'tokens\r\n\r\ntokens weekly'],
  ],
  comments: [
    ['at the end of a line', 'tokens   #  why \n  by lab#what', 'tokens #  why\n  by lab #what'],
    [
      'on their own line inside',
      'tokens\n# why\n      # and\n  by lab',
      'tokens\n  # why\n  # and\n  by lab',
    ],
    [
      'before a closing parenthesis',
      'group g = (\nCN\n# all\n)'.replaceAll('\n', '\n '),
      'group g = (\n  CN\n  # all\n)',
    ],
    [
      'before a comma',
      'group g = (CN # China\n, US)'.replaceAll('\n', '\n '),
      'group g = (CN # China\n  , US)',
    ],
    ['between statements', 'tokens\n\n   # next\n\n\n# now\ntokens', 'tokens\n\n# next\n\n# now\ntokens'],
    [
      'a clause that is commented out',
      'tokens\n    # by lab\n  # weekly\n# next\n  # x',
      'tokens\n  # by lab\n  # weekly\n# next\n# x',
    ],
    ['at the ends', '  # a\n\ntokens\n\n # z\n', '# a\n\ntokens\n\n# z'],
    ['alone', '  # a \n\n\n   # b', '# a\n\n# b'],
    ['that are quoted', 'tokens as bar title "#1"  # "2"', 'tokens as bar title "#1" # "2"'],
  ],
  'lines that are too wide': [
    [
      'are broken before clauses, steps and chart',
      LONG,
      [
        'claim "nearly 59% of the two countries’ combined usage" = share of tokens',
        '  for CN',
        '  within top 9 models each week then (CN, US)',
        '  where weights = open and price < $1.50',
        '  in 2026-W11',
        '  using rankings',
        '  | moving average 4 weeks',
        '  | rank change over 4 weeks',
        '  as line title "Who?" mark events',
        '  expect nearly 59%',
        '  source "press"',
      ].join('\n'),
    ],
    [
      'after = where a sentence is long',
      `claim "${'a '.repeat(46)}" = tokens, requests weekly expect 5`,
      `claim "${'a '.repeat(46)}" =\n  tokens, requests\n  weekly\n  expect 5`,
    ],
    [
      'before what is a clause, not before words that only look like one',
      `top 10 models by share of tokens for ratio of x including partial stealth revealed since 2026-01 last 4 weeks as bar color by country`.replace(
        ' for ratio of x',
        ' for each (CN, US)',
      ),
      [
        'top 10 models by share of tokens',
        '  for each (CN, US)',
        '  including partial',
        '  stealth revealed',
        '  since 2026-01',
        '  last 4 weeks',
        '  as bar color by country',
      ].join('\n'),
    ],
    [
      'before options',
      'attach rankings from "data/openrouter-weekly-top.csv" columns week = week_start, model = slug unit tokens = billions separated by ";" lists top 10 encoding "latin1" rest from platform',
      [
        'attach rankings from "data/openrouter-weekly-top.csv"',
        '  columns week = week_start, model = slug',
        '  unit tokens = billions',
        '  separated by ";"',
        '  lists top 10',
        '  encoding "latin1"',
        '  rest from platform',
      ].join('\n'),
    ],
    [
      'before a list that is whole',
      'attach everything from "data/openrouter-weekly-top-of-everything.csv" separated by tabs lists all cite "me"',
      [
        'attach everything from "data/openrouter-weekly-top-of-everything.csv"',
        '  separated by tabs',
        '  lists all',
        '  cite "me"',
      ].join('\n'),
    ],
    [
      'in lists after commas',
      'group chinese = lab (minimax, deepseek, moonshotai, z-ai, qwen, xiaomi, tencent, baidu, stepfun, bytedance, inclusionai, meituan)',
      [
        'group chinese = lab (minimax, deepseek, moonshotai, z-ai, qwen, xiaomi, tencent, baidu, stepfun,',
        '  bytedance, inclusionai, meituan)',
      ].join('\n'),
    ],
    [
      'in a measure before operators',
      `measure spending_of_everyone_in_dollars = ${Array.from({ length: 5 }, (_, index) => `prompt_tokens_${index} * price`).join(' + ')}`,
      [
        'measure spending_of_everyone_in_dollars = prompt_tokens_0 * price + prompt_tokens_1 * price',
        '  + prompt_tokens_2 * price + prompt_tokens_3 * price + prompt_tokens_4 * price',
      ].join('\n'),
    ],
    [
      'between conditions',
      'tokens where weights = open and price < $1.50 and release >= 2026-01-01 and app != "Cline" and variant = free in 2026',
      [
        'tokens',
        '  where weights = open and price < $1.50 and release >= 2026-01-01 and app != "Cline"',
        '    and variant = free',
        '  in 2026',
      ].join('\n'),
    ],
    ['nowhere, where there is no place', `tokens for ${'x'.repeat(120)}`, `tokens\n  for ${'x'.repeat(120)}`],
    [
      'but not for their comments',
      `tokens by lab # ${'x'.repeat(120)}`,
      `tokens by lab # ${'x'.repeat(120)}`,
    ],
  ],
  'statements with errors stay as they are': [
    ['alone', 'tokens   fro\n      CN  #x', 'tokens   fro\n      CN  #x'],
    [
      'between others',
      'tokens  weekly\ntokens   fro (CN   \n\n\n   # why\n | top\ntokens  daily',
      'tokens weekly\ntokens   fro (CN   \n\n\n   # why\n | top\ntokens daily',
    ],
    ['indented on the first line', '   tokens   fro CN', '   tokens   fro CN'],
    ['with an open string', 'tokens as bar title "Who  # is', 'tokens as bar title "Who  # is'],
  ],
};

describe('formatter', () => {
  for (const [name, table] of Object.entries(tables)) {
    describe(name, () => {
      for (const [what, text, formatted] of table) {
        it(what, () => {
          assert.equal(format(text), formatted);
          assert.equal(format(formatted), formatted);
        });
      }
    });
  }

  it('the examples of the vocabulary are in canonical form', () => {
    for (const { example } of Object.values(VOCABULARY)) assert.equal(format(example), example);
  });
});

// --- whatever is written --------------------------------------------------------------------------------------------

const BLANKS = [' ', '  ', '\t', ' \u00a0'];
const BREAKS = [
  '\n  ',
  '\n\t',
  '  \n\n \n ',
  '\r\n  ',
  ' # why\n  ',
  '#"\n   # and (\n  ',
  '\n# in column 1\n  ',
  '\n\n # x\n\n ',
];

/** A sentence with random blanks, line breaks and comments between its words; `none` where no blank has to stand. */
function laidOut(words: readonly SentenceWord[], gaps: readonly number[]): string {
  return words.reduce((text, { text: word }, index) => {
    if (index === 0) return word;
    const isFree = /^[(),|]$/.test(word) || /[(),|]$/.test(words[index - 1]?.text ?? '');
    const choices = [...BLANKS, ...BREAKS, ...(isFree ? [''] : [])];
    return text + (choices[(gaps[index % gaps.length] ?? 0) % choices.length] ?? ' ') + word;
  }, '');
}

const layouts = fc.oneof(
  { weight: 2, arbitrary: fc.array(fc.nat(BLANKS.length - 1), { minLength: 1, maxLength: 3 }) },
  { weight: 3, arbitrary: fc.array(fc.nat(100), { minLength: 1, maxLength: 20 }) },
);
const statements = fc.tuple(sentences, layouts).map(([{ words }, gaps]) => laidOut(words, gaps));
const joints = fc.constantFrom('\n', '\n\n\n', '  # tail\n', '\n   # own\n', '\n\n# head\n', '\r\n');
const cells = fc
  .tuple(
    fc.constantFrom('', '  ', '\n\n', ' # first\n  '),
    fc.array(fc.tuple(statements, joints), { maxLength: 4 }),
  )
  .map(([start, all]) => start + all.map((each) => each.join('')).join(''));

/** A tree without its places. */
const treeOf = (text: string): string =>
  JSON.stringify(parse(text).statements, (key, value: unknown) =>
    ['start', 'end', 'kindSpan'].includes(key) ? undefined : value,
  );

/** Comments by a way of their own: what begins with # outside of quotes. */
const commentsOf = (text: string): string[] =>
  [...text.matchAll(/"[^"\n]*"?|#[^\n]*/g)].flatMap(([each]) =>
    each.startsWith('#') ? [each.trimEnd()] : [],
  );

const wordsOf = (text: string): string[] => scan(text).map((token) => token.text);

function check(text: string): void {
  const formatted = format(text);
  assert.equal(treeOf(formatted), treeOf(text), 'the tree');
  assert.deepEqual(commentsOf(formatted), commentsOf(text), 'the comments');
  assert.deepEqual(wordsOf(formatted), wordsOf(text), 'the words');
  assert.equal(format(formatted), formatted, 'formatting twice');
}

describe('formatter: whatever is written', () => {
  it('changes neither tree nor words nor comments, and nothing the second time', () => {
    fc.assert(fc.property(cells, check), { numRuns: 600 });
  });

  it('leaves no blank at an end, no second empty line, and no line too wide that could be broken', () => {
    fc.assert(
      fc.property(cells, (text) => {
        const lines = format(text).split(/\r?\n/);
        lines.forEach((line, index) => {
          assert.equal(line, line.trimEnd());
          assert(line !== '' || (index > 0 && index < lines.length - 1) || lines.length === 1);
          assert(line !== '' || lines[index - 1] !== '');
          const [code = ''] = line.split(/ #(?=[^"]*(?:"[^"]*"[^"]*)*$)/);
          if (code.length > 100)
            assert.doesNotMatch(code.replace(/"[^"]*"/g, ''), /, | \| |(?<=\S) and /, line);
          assert.match(line, /^(?:(?: {2})*\S|$)/);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('leaves statements with errors as they are, and formats the others', () => {
    const broken = fc
      .tuple(
        statements,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom('"', ' ? ', ')', '', ' fro ', ' | ', ' in '),
      )
      .map(([text, place, piece]) => {
        const at = Math.floor(place * text.length);
        return text.slice(0, at) + piece + text.slice(at + 2);
      });
    fc.assert(
      fc.property(fc.array(fc.oneof(statements, broken), { minLength: 1, maxLength: 3 }), (all) => {
        const text = all.join('\n');
        check(text);
        const formatted = format(text);
        scanStatements(text).forEach((scanned, index) => {
          const faults = parse(text).statements[index]?.diagnostics ?? [];
          if (faults.length > 0) assert(formatted.includes(text.slice(scanned.start, scanned.end)));
        });
      }),
      { numRuns: 600 },
    );
  });
});
