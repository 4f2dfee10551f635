import assert from 'node:assert/strict';
import { ask, datasetOf, examples, exampleText, grid, type Data } from './helpers';

const data = {
  by_lab: datasetOf(grid('author', 'W10 W11\ndeepseek 50 40\nanthropic 30 45\ngryphe 8 5\nother 12 10'), {
    name: 'by_lab',
    cite: 'OpenRouter',
  }),
};
const listed = examples('A');

const caption = (query: string, on: Data = data): string => ask(query, on).caption.text;

describe('captions: what a figure is a share of, of when, and from where', () => {
  const texts: [query: string, text: string][] = [
    [
      'share of tokens for CN in 2026-W11',
      'CN / all tokens · other 10.0% · unknown 5.0% · 2026-W11 (9–15 Mar 2026) · by_lab',
    ],
    [
      'tokens for CN in 2026-W11',
      'CN of all tokens · other 10.0% · unknown 5.0% · 2026-W11 (9–15 Mar 2026) · by_lab',
    ],
    [
      'share of tokens for CN within (CN, US) in 2026-W11',
      'CN / (CN, US) · left out: other 10.0%, unknown 5.0% of everything · 2026-W11 (9–15 Mar 2026) · by_lab',
    ],
    [
      'share of tokens for CN within known in 2026-W11',
      'CN / known · left out: other 10.0%, unknown 5.0% of everything · 2026-W11 (9–15 Mar 2026) · by_lab',
    ],
    [
      'share of tokens by lab within top 2 labs each week then (CN, US) weekly',
      'by lab / top 2 labs each week, then (CN, US) · left out: other 11.0%, unknown 6.5% of everything · 2026-W10 to 2026-W11 (2–15 Mar 2026), weekly · by_lab',
    ],
    [
      'first crossing of tokens for CN over US weekly',
      'CN over US of all tokens · other 11.0% · unknown 6.5% · 2026-W10 to 2026-W11 (2–15 Mar 2026), weekly · by_lab',
    ],
    [
      'top 2 labs for US in 2026-W11',
      'top 2 labs, US, of all tokens · other 10.0% · unknown 5.0% · 2026-W11 (9–15 Mar 2026) · by_lab',
    ],
  ];
  for (const [query, text] of texts) it(query, () => assert.equal(caption(query), text));

  it('the source is the one that the attach statement cites', () => {
    assert.equal(ask('tokens', data).caption.source, 'OpenRouter');
    assert.equal(ask('tokens in 2026-W11', listed).caption.source, undefined);
  });

  it('a list of the largest is never all tokens', () => {
    const queries = [
      'tokens in 2026-W11',
      'share of tokens for CN in 2026-W11',
      'share of tokens for CN within (CN, US) in 2026-W11',
      'share of tokens for CN within top 9 models each week in 2026-W11',
      'share of tokens for CN within known in 2026-W11',
      'all crossings of tokens for CN over US weekly',
      'top 10 models in 2026-W18 | count for CN',
      'tokens where weights = open in 2026-W11',
    ];
    for (const query of queries) {
      const text = caption(query, listed);
      assert.doesNotMatch(text, /all tokens/, query);
      assert.match(text, /listed rows/, query);
    }
  });

  it('names universe, period and dataset by themselves too', () => {
    const { universe, period, dataset } = ask(
      'share of tokens for CN within top 9 models each week then (CN, US) in 2026-W11',
      listed,
    ).caption;
    assert.equal(universe, 'top 9 models each week, then (CN, US) (of listed rows)');
    assert.equal(period, '2026-W11 (9–15 Mar 2026)');
    assert.equal(dataset, 'A');
  });

  it('conditions and the reading of stealth models are said', () => {
    assert.match(caption('tokens where weights = open in 2026-W11', listed), /where weights = open/);
    assert.match(caption('tokens for CN in 2026-W11 stealth revealed', listed), /stealth models as revealed/);
  });

  it('a small remainder is not zero', () => {
    const small = { data: grid('author', 'W10\ndeepseek 99999\nother 1') };
    assert.match(caption('share of tokens for CN', small), /other <0\.1%/);
  });

  it('a stealth model among the chosen ones is unknown, with its part of what is counted', () => {
    const nine = exampleText('A')
      .split('\n')
      .map((line) => line.split(','))
      .filter(([week, rank]) => week === '2026-03-16' && Number(rank) <= 9);
    const sum = (rows: string[][]): number => rows.reduce((total, row) => total + Number(row[4]), 0);
    const hidden = sum(nine.filter((row) => row[2]?.startsWith('openrouter/'))) / sum(nine);
    const text = caption('share of tokens for CN within top 9 models each week in 2026-W12', listed);
    assert(text.includes(`unknown ${(hidden * 100).toFixed(1)}%`), text);
  });

  it('a period of every kind is called by its name', () => {
    const periods: [query: string, period: string][] = [
      ['tokens', '2–15 Mar 2026'],
      ['tokens from 2026-W10 to 2026-W11', '2026-W10 to 2026-W11 (2–15 Mar 2026)'],
      ['tokens in latest', '2026-W11 (9–15 Mar 2026)'],
      ['tokens last 2 weeks', '2026-W10 to 2026-W11 (2–15 Mar 2026)'],
      ['tokens weekly last 1 week', '2026-W11 (9–15 Mar 2026)'],
      ['tokens until 2026-W10', '2026-W10 (2–8 Mar 2026)'],
    ];
    for (const [query, period] of periods) assert.equal(ask(query, data).caption.period, period, query);
  });
});

describe('summaries: the finding in a sentence', () => {
  const texts: [query: string, summary: string][] = [
    ['share of tokens for CN in 2026-W11', '40.0%'],
    ['tokens for each (CN, US) in 2026-W11', 'CN 40 · US 45'],
    ['tokens for CN weekly', '2026-W10 to 2026-W11: 50 → 40'],
    ['first crossing of tokens for US over CN weekly', 'US passes CN in 2026-W11 (45 to 40, undecided)'],
    ['first crossing of tokens for CN over US weekly', 'No crossing: CN does not pass US in this period.'],
    ['streak of tokens for US over CN weekly', 'US leads CN for 1 week in a row, from 2026-W11 to 2026-W11.'],
    ['streak of tokens for CN over US weekly', 'CN does not lead US in 2026-W11.'],
    [
      'streak of tokens for CN over US weekly at 2026-W10',
      'CN leads US for at least 1 week in a row, from 2026-W10 to 2026-W10.',
    ],
  ];
  for (const [query, summary] of texts) it(query, () => assert.equal(ask(query, data).summary, summary));
});
