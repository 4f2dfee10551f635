import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  answer,
  ask,
  boundsOf,
  exampleText,
  examples,
  figureOf,
  measuredOf,
  near,
  valuesOf,
} from './helpers';

/**
 * The figures of the articles, computed a second time straight from the text of the files: `split`, `Map` and `Date`
 * only, nothing of the program.
 */
interface Row {
  readonly week: string;
  readonly word: string;
  readonly country: string | undefined;
  readonly tokens: number;
}

function isoWeek(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  const thursday = new Date(day.getTime() + (3 - ((day.getUTCDay() + 6) % 7)) * 86_400_000);
  const days = Math.round((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / 86_400_000);
  return `${thursday.getUTCFullYear()}-W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`;
}

const countries = new Map(
  readFileSync(join(process.cwd(), 'src', 'registry', 'tables', 'labs.csv'), 'utf8')
    .split('\n')
    .map((line) => line.split(','))
    .flatMap(([slug = '', , country = '']) => (/^[A-Z]{2}$/.test(country) ? [[slug, country] as const] : [])),
);

function rowsOf(name: 'A' | 'B' | 'M', word: number, tokens: number): Row[] {
  return exampleText(name)
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const cells = line.split(',');
      const own = cells[word] ?? '';
      return {
        week: isoWeek(cells[0] ?? ''),
        word: own,
        country: countries.get(own.split('/')[0] ?? ''),
        tokens: Number(cells[tokens]),
      };
    });
}

const rows = { A: rowsOf('A', 2, 4), B: rowsOf('B', 1, 2), M: rowsOf('M', 1, 2) };

function sum(among: readonly Row[], test: (row: Row) => boolean = () => true): number {
  return among.filter(test).reduce((total, row) => total + row.tokens, 0);
}

const of = (country: string) => (row: Row) => row.country === country;
const inWeek = (name: keyof typeof rows, week: string): Row[] =>
  rows[name].filter((row) => row.week === week);

/** The N models with most tokens in a week, and their rows. */
function top(name: keyof typeof rows, week: string, n: number): Row[] {
  const all = inWeek(name, week).filter((row) => row.word !== 'other');
  const sums = new Map<string, number>();
  for (const row of all) sums.set(row.word, (sums.get(row.word) ?? 0) + row.tokens);
  const kept = new Set(
    [...sums]
      .sort((a, b) => b[1] - a[1])
      .slice(0, n)
      .map(([word]) => word),
  );
  return all.filter((row) => kept.has(row.word));
}

const data = examples('A', 'B', 'M', 'T');

describe('acceptance: the figures of the articles', () => {
  const pair = (query: string): number[] => valuesOf(query, data).map((row) => Number(row[1]));

  it('4.126T against 2.935T among the nine models of 2026-W07', () => {
    const nine = top('A', '2026-W07', 9);
    const figures = pair('tokens for each (CN, US) within top 9 models each week in 2026-W07 using A');
    assert.deepEqual(figures, [sum(nine, of('CN')), sum(nine, of('US'))]);
    assert.deepEqual(figures, [4.126e12, 2.935e12]);
  });

  it('4.126T against 3.375T with the tenth row', () => {
    const week = inWeek('A', '2026-W07');
    const figures = pair('tokens for each (CN, US) in 2026-W07 using A');
    assert.deepEqual(figures, [sum(week, of('CN')), sum(week, of('US'))]);
    assert.deepEqual(figures, [4.126e12, 3.375e12]);
  });

  it('5.456T against 6.510T of all labelled tokens', () => {
    const week = inWeek('B', '2026-W07');
    const figures = pair('tokens for each (CN, US) in 2026-W07 using B');
    assert.deepEqual(figures, [sum(week, of('CN')), sum(week, of('US'))]);
    assert.deepEqual(
      figures.map((each) => Math.round(each / 1e9)),
      [5456, 6510],
    );
  });

  it('4.69T against 3.29T in 2026-W11', () => {
    const nine = top('A', '2026-W11', 9);
    const figures = pair('tokens for each (CN, US) within top 9 models each week in 2026-W11 using A');
    assert.deepEqual(figures, [sum(nine, of('CN')), sum(nine, of('US'))]);
    assert.deepEqual(figures, [4.69e12, 3.294e12]);
  });

  it('18.4T against 5.7T in 2026-W24, more than 3 to 1', () => {
    const nine = top('M', '2026-W24', 9);
    const figures = pair('tokens for each (CN, US) within top 9 models each week in 2026-W24 using M');
    assert.deepEqual(figures, [sum(nine, of('CN')), sum(nine, of('US'))]);
    assert.deepEqual(
      figures.map((each) => Math.round(each / 1e11)),
      [184, 57],
    );
    const ratio = figureOf(
      'ratio of tokens for CN to US within top 9 models each week in 2026-W24 using M',
      data,
    );
    near(ratio.value, sum(nine, of('CN')) / sum(nine, of('US')));
  });

  const crossings: [name: string, within: string, dataset: string, expected: string[]][] = [
    [
      'among the nine models it is five, from W07 on',
      'within top 9 models each week',
      'A',
      ['2026-W07 CN', '2026-W09 US', '2026-W10 CN', '2026-W16 US', '2026-W18 CN'],
    ],
    ['of all labelled tokens it is three', '', 'B', ['2026-W13 CN', '2026-W15 US', '2026-W18 CN']],
  ];
  for (const [name, within, dataset, expected] of crossings) {
    it(`crossings of CN over US: ${name}`, () => {
      const query = `all crossings of tokens for CN over US ${within} weekly using ${dataset}`;
      const found = valuesOf(query, data).map((row) => `${String(row[0])} ${String(row[1]).slice(0, 2)}`);
      assert.deepEqual(found, expected);
    });
  }

  it('the first crossing is 2026-W07, and the last 2026-W18', () => {
    for (const [which, week] of [
      ['first', '2026-W07'],
      ['last', '2026-W18'],
    ] as const) {
      const query = `${which} crossing of tokens for CN over US within top 9 models each week weekly using A`;
      assert.deepEqual(
        valuesOf(query, data).map((row) => row[0]),
        [week],
      );
    }
  });

  it('the second week in a row at 2026-W11', () => {
    const query = 'streak of tokens for CN over US within top 9 models each week weekly at 2026-W11 using A';
    const result = ask(query, data);
    assert.deepEqual(measuredOf(result), [{ value: 2 }]);
    assert.match(result.summary, /2 weeks in a row, from 2026-W10 to 2026-W11/);
  });

  it('58.7%, 55.0%, 41.0% and 35.6%: one week, four universes', () => {
    const [listed, all] = [inWeek('A', '2026-W11'), inWeek('B', '2026-W11')];
    const share = (among: readonly Row[]): number => sum(among, of('CN')) / sum(among);
    const two = (among: readonly Row[]): Row[] =>
      among.filter((row) => row.country === 'CN' || row.country === 'US');
    const table: [within: string, dataset: string, expected: number, percent: string][] = [
      ['within top 9 models each week then (CN, US)', 'A', share(two(top('A', '2026-W11', 9))), '58.7'],
      ['within (CN, US)', 'A', share(two(listed)), '55.0'],
      ['within (CN, US)', 'B', share(two(all)), '41.0'],
      ['', 'B', share(all), '35.6'],
    ];
    for (const [within, dataset, expected, percent] of table) {
      const { value } = figureOf(`share of tokens for CN ${within} in 2026-W11 using ${dataset}`, data);
      near(value, expected);
      assert.equal((Number(value) * 100).toFixed(1), percent);
    }
  });

  it('the order of the universe matters: the nine of the two countries give 55.0%', () => {
    const two = inWeek('A', '2026-W11').filter((row) => row.country === 'CN' || row.country === 'US');
    const nine = [...two].sort((a, b) => b.tokens - a.tokens).slice(0, 9);
    const query = 'share of tokens for CN within (CN, US) then top 9 models each week in 2026-W11 using A';
    const { value } = figureOf(query, data);
    near(value, sum(nine, of('CN')) / sum(nine));
    assert.equal((Number(value) * 100).toFixed(1), '55.0');
  });

  it('50.5% in 2026-W23, between 50.5% and 58.1%', () => {
    const week = inWeek('M', '2026-W23');
    const other = sum(week, (row) => row.word === 'other');
    const query = 'share of tokens for CN in 2026-W23 using M';
    near(figureOf(query, data).value, sum(week, of('CN')) / sum(week));
    const [low, high] = boundsOf(query, data);
    near(low, sum(week, of('CN')) / sum(week));
    near(high, (sum(week, of('CN')) + other) / sum(week));
    assert.deepEqual(
      [low, high].map((each) => (Number(each) * 100).toFixed(1)),
      ['50.5', '58.1'],
    );
  });

  it('43.7% for the three large US labs and 34.4% for six Chinese ones in 2026-W16', () => {
    const groups = [
      'group us_big_three = lab (anthropic, google, openai)',
      'group six_cn = lab (minimax, deepseek, moonshotai, z-ai, qwen, xiaomi)',
    ].join('\n');
    const week = inWeek('B', '2026-W16');
    const table: [group: string, labs: string[], percent: string][] = [
      ['us_big_three', ['anthropic', 'google', 'openai'], '43.7'],
      ['six_cn', ['minimax', 'deepseek', 'moonshotai', 'z-ai', 'qwen', 'xiaomi'], '34.4'],
    ];
    for (const [group, labs, percent] of table) {
      const { value } = figureOf(`share of tokens for ${group} in 2026-W16 using B`, data, groups);
      near(value, sum(week, (row) => labs.includes(row.word)) / sum(week));
      assert.equal((Number(value) * 100).toFixed(1), percent);
    }
  });

  it('6 of the top 10 of 2026-W18 are Chinese', () => {
    assert.equal(top('A', '2026-W18', 10).filter(of('CN')).length, 6);
    assert.equal(figureOf('top 10 models in 2026-W18 using A | count for CN', data).value, 6);
  });

  it('a file that ends in W19 cannot say what happened in W26', () => {
    const { results, diagnostics } = answer('share of tokens for CN in 2026-W26 using A', data);
    assert.equal(results.length, 0);
    assert.deepEqual(
      diagnostics.map((each) => each.code),
      ['no-data'],
    );
    assert.match(diagnostics[0]?.message ?? '', /2026-W19/);
  });
});
