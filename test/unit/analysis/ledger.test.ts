import assert from 'node:assert/strict';
import { answer, ask, grid, refusal, rowsOf, type Data } from './helpers';

/** A lump row of 9; China passes the United States in W07, falls behind in W08, and leads again from W09 on. */
const labs = grid(
  'author',
  `
          W05 W06 W07 W08 W09 W11
  deepseek  10  20  30   0  50  80
  qwen       5   0   0   5   5   5
  openai    40  30  20  20  10  60
  other      9   9   9   9   9   9`,
);

const data: Data = { labs };

/** `verdict: label published is computed` for each figure of a claim. */
function checked(query: string, expect: string): string[] {
  const { claim } = ask(`claim "so they say" = ${query} expect ${expect}`, data);
  assert(claim, query);
  return claim.figures.map(({ label, published, computed, verdict }) =>
    `${verdict.text}: ${label} ${published} is ${computed}`.replace(':  ', ': '),
  );
}

describe('claims: every kind of published figure', () => {
  const cases: [query: string, expect: string, figures: string[]][] = [
    ['tokens in 2026-W05', '64', ['holds: 64 is 64']],
    ['tokens in 2026-W05', '> 60', ['holds: > 60 is 64']],
    ['tokens for CN in 2026-W05', '15', ['holds: 15 is 15 (15–24)']],
    ['tokens for CN in 2026-W05', '> 20', ['undecided: > 20 is 15 (15–24)']],
    ['tokens for CN in 2026-W05', '20 ± 5', ['holds: 20 ± 5 is 15 (15–24)']],
    ['tokens in 2026-W05', 'about 62', ['holds: about 62 is 64']],
    ['share of tokens for CN in 2026-W05', '23%', ['holds: 23% is 23.4% (23.4%–37.5%)']],
    [
      'share of tokens for CN in 2026-W05',
      'between 20% and 50%',
      ['holds: between 20% and 50% is 23.4% (23.4%–37.5%)'],
    ],
    [
      'tokens for each (CN, US) in 2026-W05',
      'CN 15, US 41',
      ['holds: CN 15 is 15 (15–24)', 'off by −1: US 41 is 40 (40–49)'],
    ],
    [
      'tokens by country in 2026-W05',
      'China 15, "United States" 40',
      ['holds: China 15 is 15 (15–24)', 'holds: United States 40 is 40 (40–49)'],
    ],
    [
      'tokens by country in 2026-W05',
      'country:CN 15, other 9',
      ['holds: country:CN 15 is 15 (15–24)', 'holds: other 9 is 9'],
    ],
    [
      'tokens by lab in 2026-W05',
      'lab:openai 40, qwen 5',
      ['holds: lab:openai 40 is 40 (40–49)', 'holds: qwen 5 is 5 (5–14)'],
    ],
    [
      'tokens, share of tokens in 2026-W05',
      'tokens 64, "share of tokens" 100%',
      ['holds: tokens 64 is 64', 'holds: share of tokens 100% is 100.0%'],
    ],
    [
      'share of tokens for CN from 2026-W05 to 2026-W07',
      '23% -> 51%',
      ['holds: 23% -> 51% is 23.4% (23.4%–37.5%) -> 50.8% (50.8%–66.1%)'],
    ],
    ['change of tokens for US from 2026-W05 to 2026-W07', '< 0', ['holds: < 0 is −20 (−29–−11)']],
    ['multiple of tokens from 2026-W05 to 2026-W11', '2.4x', ['holds: 2.4x is 2.41x']],
    ['first crossing of tokens for CN over US weekly', '2026-W07', ['holds: 2026-W07 is 2026-W07']],
    ['first crossing of tokens for US over CN weekly', '2026-W08', ['holds: 2026-W08 is 2026-W08']],
    [
      'first crossing of tokens for CN over US weekly until 2026-W06',
      '2026-W06',
      ['off because there is none: 2026-W06 is none'],
    ],
    ['streak of tokens for CN over US weekly until 2026-W07', '1 week', ['holds: 1 week is 1 week']],
    ['tokens by lab in 2026-W05 | count for CN', '2', ['holds: 2 is 2']],
    ['tokens by lab weekly | count for CN | max', '2', ['holds: 2 is 2']],
    ['tokens for CN weekly | periods > 30', '2', ['undecided: 2 is 2 (2–3)']],
    ['tokens weekly | max', '154', ['holds: 154 is 154']],
    ['top 2 labs in 2026-W05', 'openai', ['holds: openai is OpenAI']],
    [
      'top 2 labs in 2026-W05',
      'openai 40, deepseek 10',
      ['holds: openai 40 is 40 (40–49)', 'holds: deepseek 10 is 10 (10–19)'],
    ],
  ];
  for (const [query, expect, figures] of cases) {
    it(`${query} expect ${expect}`, () => {
      assert.deepEqual(checked(query, expect), figures);
    });
  }
});

describe('claims: what the data cannot say', () => {
  const cases: [query: string, reason: RegExp, expect?: string][] = [
    ['tokens in 2026-W10', /no data for `2026-W10`/],
    ['tokens in 2027', /no data for/],
    ['tokens in 2026-03', /lies only partly in this period/],
    ['tokens daily in 2026-W05', /cannot be split into days/],
    ['dollars in 2026-W05', /has no models/],
    ['share of change of tokens for CN from 2026-W05 to 2026-W06', /did not grow/, '50%'],
    ['tokens stealth revealed in 2026-W05', /has no models/],
  ];
  for (const [query, reason, expect = '5'] of cases) {
    it(query, () => {
      const { results, diagnostics } = answer(`claim "x" = ${query} expect ${expect}`, data);
      const [result] = results;
      assert.equal(result?.claim?.verdict.kind, 'impossible');
      assert.match(result.claim.verdict.reason, reason);
      assert.deepEqual(
        result.claim.figures.map(({ published, computed }) => [published, computed]),
        [[expect, '–']],
      );
      assert.deepEqual(
        diagnostics.map(({ severity }) => severity),
        ['information'],
      );
    });
  }
});

describe('claims: mistakes of the writer', () => {
  const cases: [query: string, expect: string, code: string, message: RegExp][] = [
    ['tokens weekly', '64', 'claim-of-series', /a figure for every week, and a published figure is of one/],
    ['tokens by country weekly', 'CN 15', 'claim-of-series', /name its period, such as `in latest`/],
    ['top 2 labs weekly', 'openai', 'claim-of-series', /figure for every week/],
    ['tokens weekly | moving average 2 weeks', '64', 'claim-of-series', /\| max/],
    ['tokens from 2026-W05 to 2026-W07 as slope', '64', 'claim-of-series', /every week/],
    ['tokens weekly including partial', '64', 'partial-claim', /whole periods/],
    ['tokens by lab in 2026-W05', '40', 'unlabelled-figure', /OpenAI, DeepSeek/],
    ['tokens, share of tokens in 2026-W05', '64', 'unlabelled-figure', /tokens and share_of_tokens/],
    ['tokens by lab in 2026-W05', 'anthropic 40', 'unknown-side', /not a side of this query/],
    ['tokens by lab in 2026-W05', 'openai 40, openai 41', 'repeated-figure', /has a figure already/],
    ['tokens in 2026-W05', '40%', 'wrong-type', /percentage/],
    ['share of tokens in 2026-W05', '23% -> 50%', 'no-two-periods', /no two periods/],
    ['first crossing of tokens for CN over US weekly', '3 weeks', 'wrong-type', /date of a crossing/],
    ['streak of tokens for CN over US weekly', '2 days', 'wrong-grain', /in weeks, the claim in days/],
    ['events', '5', 'claim-of-list', /`events` is a list/],
    ['tokens for nobody_at_all', '5', 'unknown-name', /no group, country, lab or model/],
  ];
  for (const [query, expect, code, message] of cases) {
    it(`${query} expect ${expect}: ${code}`, () => {
      const error = refusal(`claim "x" = ${query} expect ${expect}`, data);
      assert.equal(error.code, code);
      assert.match(error.message, message);
    });
  }
});

describe('claims: the ledger', () => {
  const CLAIMS = `
claim "sixty-four" = tokens in 2026-W05 expect 64 source "A, 2026"
claim "two sides" = tokens for each (CN, US) in 2026-W05 expect CN 15, US 41
claim "more than 8" = tokens for qwen in 2026-W05 expect > 8
claim "later" = tokens in 2026-W12 expect 64
`;

  it('has every claim with what was published, computed and found', () => {
    const result = ask('claims', data, CLAIMS);
    assert.equal(
      result.summary,
      '1 of 4 hold · 1 off, explained by none · 1 undecided · 1 cannot be computed.',
    );
    assert.deepEqual(
      rowsOf(result).map((cells) => cells.slice(0, 5)),
      [
        ['sixty-four', 'A, 2026', '64', '64', 'holds'],
        ['two sides', '', 'CN 15, US 41', 'CN 15 (15–24), US 40 (40–49)', 'US off by −1'],
        ['more than 8', '', '> 8', '5 (5–14)', 'undecided'],
        ['later', '', '64', '–', 'cannot be computed'],
      ],
    );
    // Of what each figure is, in the words of its caption.
    assert.match(String(rowsOf(result)[2]?.[5]), /^qwen of all tokens · other 14\.1% · 2026-W05/);
    assert.deepEqual(result.notes, []);
  });

  it('says how many other readings hold, and the first of them', () => {
    const result = ask(
      'claims',
      data,
      `${CLAIMS}claim "of both" = share of tokens for CN in 2026-W05 expect 27%`,
    );
    assert.deepEqual(result.table.columns.at(-1), { name: 'readings', label: 'other readings' });
    assert.deepEqual(
      rowsOf(result).map((cells) => cells.at(-1)),
      // What holds is read once; where nothing can be computed there is nothing to read.
      // Of what is undecided, a reading that decides it is another one, though its figure is the same.
      ['', '0 of 1', '0 of 3', '', '1 of 3: within known: 27.3%'],
    );
    assert.equal(
      result.summary,
      '1 of 5 hold · 1 off, explained by another reading · 1 off, explained by none · 1 undecided · 1 cannot be computed.',
    );
  });

  it('names the claims that contradict each other, and what reconciles them', () => {
    const result = ask(
      'claims',
      data,
      `${CLAIMS}claim "of both" = share of tokens for CN in 2026-W05 expect 27%
claim "of all" = share of tokens for CN in 2026-W05 expect 23%`,
    );
    assert.deepEqual(result.table.columns.at(-1), { name: 'contradicts', label: 'contradicts' });
    assert.deepEqual(
      rowsOf(result).map((cells) => cells.at(-1)),
      ['', '', '', '', '“of all”', '“of both”'],
    );
    assert.deepEqual(result.notes, [
      '“27%” and “23%” are both about share of tokens for CN in 2026-W05. “27%” holds if read otherwise (within known); “23%” holds of all tokens using labs.',
    ]);
  });

  it('counts those that cannot be read apart', () => {
    const { summary, notes } = ask(
      'claims',
      data,
      `${CLAIMS}claim "wrong" = tokens by lab expect 5\nclaim "broken" = tokens expect`,
    );
    assert.match(summary, /^1 of 4 hold/);
    assert.deepEqual(notes, ['2 more cannot be read; mend their mistakes first.']);
  });

  it('of a notebook without claims it says so', () => {
    assert.equal(ask('claims', data).summary, 'The notebook has no claims.');
  });

  for (const more of [
    'for CN',
    'by lab',
    'weekly',
    'in 2026',
    'using labs',
    'where tokens > 5',
    '| top 5',
    'within known',
  ])
    it(`is a list, so ${more} says nothing about it`, () => {
      const error = refusal(`claims ${more}`, data, CLAIMS);
      assert.equal(error.code, 'not-of-lists');
      assert.match(error.message, /`claims` is a list, so .+ says nothing about it; leave it out/);
    });
});
