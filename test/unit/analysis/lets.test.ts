import assert from 'node:assert/strict';
import { answer, ask, grid, refusal, rowsOf, valuesOf, type Data } from './helpers';

const labs = grid(
  'author',
  `
          W05 W06 W07
  deepseek  10  20  30
  openai    40  30  20
  other     10  10  10`,
);

const data: Data = { labs };
const both: Data = { labs, more: labs };

const DEFINITIONS = `
let part = share of tokens
let chinese = tokens for CN weekly
let as_columns = tokens for CN weekly as column
let large = tokens where tokens > 15
let ordered = tokens by lab weekly | rank
let two = tokens, share of tokens
let three = top 3 labs
let lead = first crossing of tokens for CN over US
let nested = change of part
let with_data = tokens using labs
let outer = inner
let inner = tokens by lab
let spread = concentration of tokens
let happenings = events since 2026-02
let ledger = claims
event 2026-02-03 "a launch"
claim "a quarter" = share of tokens for CN in 2026-W05 expect 17%
`;

/** Two queries that must be answered in the same figures and the same chart. */
function same(one: string, other: string): void {
  const [a, b] = [ask(one, data, DEFINITIONS), ask(other, data, DEFINITIONS)];
  assert.deepEqual({ ...a, query: '', title: '' }, { ...b, query: '', title: '' });
}

describe('let: a query by its name', () => {
  const pairs: [use: string, written: string][] = [
    ['chinese', 'tokens for CN weekly'],
    ['chinese since 2026-W06', 'tokens for CN weekly since 2026-W06'],
    ['chinese | change over 1 week', 'tokens for CN weekly | change over 1 week'],
    ['chinese within (CN, US)', 'tokens for CN within (CN, US) weekly'],
    ['large where tokens < 35', 'tokens where tokens > 15 and tokens < 35'],
    ['ordered | max', 'tokens by lab weekly | rank | max'],
    ['ordered in 2026-W06', 'tokens by lab weekly in 2026-W06 | rank'],
    ['three in 2026-W05', 'top 3 labs in 2026-W05'],
    ['two for CN in 2026-W05', 'tokens, share of tokens for CN in 2026-W05'],
    ['lead weekly sustained 2 weeks', 'first crossing of tokens for CN over US weekly sustained 2 weeks'],
    ['outer in 2026-W07', 'tokens by lab in 2026-W07'],
    ['spread by lab weekly', 'concentration of tokens by lab weekly'],
    ['as_columns', 'tokens for CN weekly as column'],
    ['as_columns as line labels', 'tokens for CN weekly as line labels'],
    ['with_data in 2026-W05', 'tokens in 2026-W05 using labs'],
    ['part for CN in 2026-W05', 'share of tokens for CN in 2026-W05'],
    [
      'change of part for CN from 2026-W05 to 2026-W07',
      'change of share of tokens for CN from 2026-W05 to 2026-W07',
    ],
    ['nested for CN in 2026-W06', 'change of share of tokens for CN in 2026-W06'],
    ['part, tokens for CN weekly', 'share of tokens, tokens for CN weekly'],
    ['top 1 lab by part in 2026-W05', 'top 1 lab by share of tokens in 2026-W05'],
    [
      'all crossings of part for CN over 40% weekly',
      'all crossings of share of tokens for CN over 40% weekly',
    ],
    ['gap of part for CN to US weekly', 'gap of share of tokens for CN to US weekly'],
  ];
  for (const [use, written] of pairs) {
    it(`${use}: ${written}`, () => {
      same(use, written);
    });
  }

  it('may stand for a list', () => {
    const events = ask('happenings', data, DEFINITIONS);
    assert(rowsOf(events).some((row) => row[1] === 'a launch'));
    assert.deepEqual(
      rowsOf(ask('ledger', data, DEFINITIONS)).map(([sentence]) => sentence),
      ['a quarter'],
    );
  });

  it('what is wrong with a definition is said at the use, and mended at the definition', () => {
    for (const query of ['typo for CN', 'tokens, typo for CN', 'change of typo in 2026-W06']) {
      const error = refusal(query, data, 'let typo = share of tokenz');
      assert.equal(error.code, 'unknown-value');
      assert.equal(query.slice(error.start, error.end), 'typo');
      assert.equal(error.fixes, undefined);
    }
    // What the use itself lacks can be added there.
    const { fixes = [] } = refusal('spread in 2026-W05', data, DEFINITIONS);
    assert.deepEqual(
      fixes.map(({ text, start }) => [text, start]),
      [[' by lab', 'spread'.length]],
    );
  });
});

describe('let: what it refuses', () => {
  const refused: [query: string, code: string, at: string, message: RegExp][] = [
    ['chinese for US', 'said-by-let', 'for US', /`chinese` has `for` already/],
    ['chinese daily', 'said-by-let', 'daily', /`chinese` has a grain already/],
    ['three by lab', 'ranking-by', 'lab', /A ranking has one dimension/],
    ['outer by country', 'said-by-let', 'country', /has `by` already/],
    ['with_data using labs', 'said-by-let', 'labs', /has `using` already/],
    ['happenings in 2026', 'said-by-let', 'in 2026', /has a period already/],
    ['chinese, tokens', 'let-as-value', 'chinese', /has to stand alone/],
    ['share of chinese', 'let-as-value', 'chinese', /has to stand alone/],
    ['two, tokens', 'let-as-value', 'two', /has to stand alone/],
    ['change of three', 'let-as-value', 'three', /has to stand alone/],
    ['ordered | rank', 'step-order', '| rank', /These are ranks already/],
  ];
  for (const [query, code, at, message] of refused) {
    it(query, () => {
      const error = refusal(query, data, DEFINITIONS);
      assert.equal(error.code, code);
      assert.equal(query.slice(error.start, error.end), at);
      assert.match(error.message, message);
    });
  }

  it('circles', () => {
    const definitions = 'let one = two\nlet two = share of three\nlet three = one\nlet self = self';
    assert.equal(
      refusal('one', data, definitions).message,
      '`one` is defined by itself: one → two → three → one.',
    );
    assert.equal(
      refusal('share of self', data, definitions).message,
      '`self` is defined by itself: self → self.',
    );
  });

  it('a definition with mistakes', () => {
    const error = refusal('wrong', data, 'let wrong = tokens fro CN');
    assert.equal(error.message, '`wrong` cannot be read; mend its definition first.');
  });

  it('a claim about a list, whatever its name', () => {
    assert.equal(refusal('claim "x" = ledger expect 5', data, DEFINITIONS).code, 'claim-of-list');
  });

  it('a dataset is named at the use, if the definition names none', () => {
    assert.equal(refusal('part for CN', both, DEFINITIONS).code, 'which-dataset');
    assert.deepEqual(valuesOf('part for CN in 2026-W05 using more', both, DEFINITIONS), [[10 / 60]]);
  });

  it('a long chain of definitions is no trouble, and one without end is refused', () => {
    const chain = (length: number): string =>
      Array.from({ length }, (_, at) =>
        [
          `let l${at} = ${at + 1 < length ? `l${at + 1}` : 'tokens'}`,
          `measure m${at} = ${at + 1 < length ? `m${at + 1}` : 'tokens'} * 1`,
          `group g${at} = ${at + 1 < length ? `g${at + 1}` : 'CN'}`,
        ].join('\n'),
      ).join('\n');
    const short = chain(50);
    assert.deepEqual(valuesOf('l0', data, short), [[180]]);
    assert.deepEqual(valuesOf('m0', data, short), [[180]]);
    assert.deepEqual(valuesOf('tokens for g0 within known', data, short), [[60]]);
    const long = chain(4000);
    for (const query of ['l0', 'm0', 'tokens for g0'])
      assert.equal(refusal(query, data, long).code, 'too-deep');
  }).timeout(20_000);

  it('definitions are checked where they stand', () => {
    const { diagnostics } = answer('let wrong = share of tokenz', data);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['unknown-value'],
    );
  });
});
