import assert from 'node:assert/strict';
import { ask, datasetOf, figureOf, grid, refusal, rowsOf, valuesOf, type Data } from './helpers';

/** Days of March 2026: the 2nd is a Monday, and the first day of W10. */
function days(from: number, to: number, without: readonly number[] = []): string {
  const dates = Array.from({ length: to - from + 1 }, (_, index) => from + index).filter(
    (day) => !without.includes(day),
  );
  return [
    'date,author,tokens',
    ...dates.map((day) => `2026-03-${String(day).padStart(2, '0')},deepseek,${day}`),
    '',
  ].join('\n');
}

const daily = (text: string) => ({ data: datasetOf(text, { every: 'day' }) });
/** Sunday 1 March to Wednesday 25 March: W10, W11 and W12 are whole. */
const march = daily(days(1, 25));
const W10 = 2 + 3 + 4 + 5 + 6 + 7 + 8;
const W11 = W10 + 49;
const W12 = W11 + 49;

const weekly = { data: grid('author', 'W05 W06 W07 W08 W09 W10\ndeepseek 1 2 4 8 16 32\nother 1 1 1 1 1 1') };

describe('time: whole buckets', () => {
  it('partial buckets at both ends are left out, and it is said', () => {
    const result = ask('tokens weekly', march);
    assert.deepEqual(rowsOf(result), [
      ['2026-W10', W10],
      ['2026-W11', W11],
      ['2026-W12', W12],
    ]);
    assert.match(result.notes.join('\n'), /2026-W09 is left out: .* 1 of its 7 days/);
    assert.match(result.notes.join('\n'), /2026-W13 is left out: .* 3 of its 7 days/);
  });

  it('`including partial` shows them, marked', () => {
    const result = ask('tokens weekly including partial', march);
    assert.deepEqual(rowsOf(result), [
      ['2026-W09', 1],
      ['2026-W10', W10],
      ['2026-W11', W11],
      ['2026-W12', W12],
      ['2026-W13', 23 + 24 + 25],
    ]);
    assert.deepEqual(
      result.table.rows.map((row) => row.partial ?? false),
      [true, false, false, false, true],
    );
    assert(result.figure?.axis === 'time');
    assert.deepEqual(
      result.figure.buckets.map((bucket) => bucket.partial),
      [true, false, false, false, true],
    );
  });

  it('a bucket that the window cuts is not whole either: it is left out, not called missing', () => {
    const result = ask('tokens weekly since 2026-03-04', march);
    assert.deepEqual(rowsOf(result), [
      ['2026-W11', W11],
      ['2026-W12', W12],
    ]);
    assert.match(result.notes.join('\n'), /2026-W10 is left out/);
    const weeks = ask('tokens weekly since 2026-02-11', weekly);
    assert.deepEqual(
      rowsOf(weeks).map((row) => row[0]),
      ['2026-W08', '2026-W09', '2026-W10'],
    );
    assert.doesNotMatch(weeks.notes.join('\n'), /No data/);
    assert.match(weeks.notes.join('\n'), /2026-W07 is left out/);
  });

  it('a week with a missing day is a gap between its neighbours, not their neighbour', () => {
    const gap = daily(days(2, 22, [11]));
    const result = ask('tokens weekly', gap);
    assert.deepEqual(rowsOf(result), [
      ['2026-W10', W10],
      ['2026-W11', null],
      ['2026-W12', W12],
    ]);
    assert.match(result.notes.join('\n'), /2026-W11 is left out: .* 6 of its 7 days/);
    assert.deepEqual(rowsOf(ask('tokens weekly | moving average 2 weeks', gap)), [
      ['2026-W10', null],
      ['2026-W11', null],
      ['2026-W12', null],
    ]);
  });

  it('a bucket without rows is missing and stays missing', () => {
    const gap = { data: grid('author', 'W05 W06 W08\ndeepseek 1 2 8\nanthropic 1 - 1') };
    const result = ask('tokens by country weekly', gap);
    assert.deepEqual(rowsOf(result), [
      ['2026-W05', 'CN', 1],
      ['2026-W05', 'US', 1],
      ['2026-W06', 'CN', 2],
      // The bucket has rows, this country has none in it: that is zero.
      ['2026-W06', 'US', 0],
      ['2026-W07', 'CN', null],
      ['2026-W07', 'US', null],
      ['2026-W08', 'CN', 8],
      ['2026-W08', 'US', 1],
    ]);
    assert.match(result.notes.join('\n'), /No data for 2026-W07/);
  });

  it('an empty cell is missing, never zero', () => {
    const empty = { data: grid('author', 'W05 W06 W07\ndeepseek 1 _ 3\nanthropic 5 6 _') };
    assert.deepEqual(valuesOf('tokens by lab weekly', empty), [
      ['2026-W05', 'anthropic', 5],
      ['2026-W05', 'deepseek', 1],
      ['2026-W06', 'anthropic', 6],
      ['2026-W06', 'deepseek', null],
      ['2026-W07', 'anthropic', null],
      ['2026-W07', 'deepseek', 3],
    ]);
    assert.match(ask('tokens by lab weekly', empty).notes.join('\n'), /2 rows have an empty cell/);
    const all = { data: grid('author', 'W05 W06\ndeepseek 1 _\nanthropic 5 _') };
    assert.deepEqual(valuesOf('tokens weekly', all), [
      ['2026-W05', 6],
      ['2026-W06', null],
    ]);
    assert.deepEqual(valuesOf('tokens for each (CN, US, FR) weekly', all).slice(3), [
      ['2026-W06', 'CN', null],
      ['2026-W06', 'US', null],
      ['2026-W06', 'FR', null],
    ]);
  });
});

describe('time: one period', () => {
  const sums: [query: string, expected: number][] = [
    ['tokens in 2026-W10', W10],
    ['tokens at 2026-W10', W10],
    ['tokens in 2026-03-05', 5],
    ['tokens from 2026-03-05 to 2026-03-07', 5 + 6 + 7],
    ['tokens from 2026-W10 to 2026-W11', W10 + W11],
    ['tokens in latest', 25],
    ['tokens in latest weekly', W12],
    ['tokens since 2026-03-24', 24 + 25],
    ['tokens until 2026-03-02', 1 + 2],
    ['tokens last 2 days', 24 + 25],
    ['tokens last 1 week', W12],
    ['tokens last 2 days until 2026-03-10', 9 + 10],
    // The last whole week that ends by the 20th, a Friday, is W11.
    ['tokens last 1 week until 2026-03-20', W11],
    ['tokens since 2026-03-20 until 2026-03-21', 20 + 21],
    ['tokens in 2026-W09 including partial', 1],
  ];
  for (const [query, expected] of sums) {
    it(`${query} is ${expected}`, () => {
      const rows = valuesOf(query, march);
      assert.deepEqual(
        rows.map((row) => row.at(-1)),
        [expected],
      );
    });
  }

  const refused: [query: string, code: string, message: RegExp][] = [
    ['tokens in 2026-W09', 'incomplete', /2026-W09 is not complete in data: 1 of 7 days/],
    ['tokens in 2026-03', 'incomplete', /25 of 31 days/],
    ['tokens in 2026-02', 'no-data', /2026-03-01 to 2026-03-25/],
    ['tokens from 2026-W10 to 2026-W15', 'incomplete', /of 42 days/],
    ['tokens from 2026-W12 to 2026-W10', 'backwards', /comes after/],
    ['tokens since 2026-W30', 'no-data', /2026-03-01 to 2026-03-25/],
    ['tokens until 2026-01', 'no-data', /2026-03-01 to 2026-03-25/],
    ['tokens since 2026-W12 until 2026-W10', 'backwards', /ends before it begins/],
    ['tokens by week', 'unknown-dimension', /one figure a week is `weekly`, without `by`/],
    ['tokens in 2025-W53', 'no-such-period', /2025 has 52 weeks/],
    ['tokens last 9 weeks', 'incomplete', /22 of 63 days/],
    ['tokens monthly', 'incomplete', /2026-03/],
    ['tokens in 2026-W09 weekly', 'incomplete', /2026-W09/],
  ];
  for (const [query, code, message] of refused) {
    it(`${query} is refused: ${code}`, () => {
      const error = refusal(query, march);
      assert.equal(error.code, code);
      assert.match(error.message, message);
    });
  }

  it('the fix of an incomplete period gives a result', () => {
    const query = 'tokens in 2026-W09 | share';
    const [fix] = refusal(query, march).fixes ?? [];
    assert(fix);
    const mended = query.slice(0, fix.start) + fix.text + query.slice(fix.end);
    assert.equal(mended, 'tokens in 2026-W09 including partial | share');
    assert.equal(figureOf(mended, march).value, 1);
  });
});

describe('time: series', () => {
  const keys = (query: string, data: Data = march): unknown[] => valuesOf(query, data).map((row) => row[0]);

  it('from A to B with a grain is the series between them', () => {
    assert.deepEqual(keys('tokens weekly from 2026-W10 to 2026-W11'), ['2026-W10', '2026-W11']);
    assert.equal(keys('tokens daily from 2026-W10 to 2026-W11').length, 14);
  });

  it('last N are the last whole buckets ending by until', () => {
    assert.deepEqual(keys('tokens weekly last 2 weeks'), ['2026-W11', '2026-W12']);
    assert.deepEqual(keys('tokens weekly last 1 week until 2026-03-20'), ['2026-W11']);
    assert.deepEqual(keys('tokens daily last 2 days'), ['2026-03-24', '2026-03-25']);
    assert.deepEqual(keys('tokens weekly last 2 weeks', weekly), ['2026-W09', '2026-W10']);
  });

  it('months of daily data are summed by day', () => {
    const rows = [];
    for (let day = 0; day < 90; day++) {
      const date = new Date(Date.UTC(2026, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
      rows.push(`${date},deepseek,1`);
    }
    const quarter = daily(`date,author,tokens\n${rows.join('\n')}\n`);
    assert.deepEqual(valuesOf('tokens monthly', quarter), [
      ['2026-01', 31],
      ['2026-02', 28],
      ['2026-03', 31],
    ]);
    assert.deepEqual(valuesOf('tokens quarterly', quarter), [['2026-Q1', 90]]);
    assert.deepEqual(valuesOf('tokens in 2026-Q1', quarter), [[90]]);
  });
});

describe('time: weekly data', () => {
  const refused: [query: string, code: string][] = [
    ['tokens monthly', 'straddling-weeks'],
    ['tokens quarterly', 'straddling-weeks'],
    ['tokens in 2026-02', 'straddling-weeks'],
    ['tokens in 2026-Q1', 'straddling-weeks'],
    ['tokens from 2026-02-04 to 2026-02-15', 'straddling-weeks'],
    ['tokens last 1 month', 'straddling-weeks'],
    ['tokens daily', 'finer-than-data'],
    ['tokens in 2026-02-09', 'straddling-weeks'],
    ['tokens weekly daily', 'two-grains'],
  ];
  for (const [query, code] of refused) {
    it(`${query} is refused: ${code}`, () => assert.equal(refusal(query, weekly).code, code));
  }

  for (const [stretch, instead] of [
    ['30 days', '4 weeks'],
    ['3 days', '1 week'],
    ['2 months', '8 weeks'],
  ] as const) {
    it(`last ${stretch} of weekly data could be the last ${instead}, and the fix says so`, () => {
      const { message, fixes } = refusal(`tokens weekly last ${stretch}`, weekly);
      assert(message.includes(`Write \`last ${instead}\``), message);
      const [fix] = fixes ?? [];
      assert.equal(fix?.text, instead);
    });
  }

  it('a month is refused even where the data hold only weeks inside of it', () => {
    const inside = { data: grid('author', 'W10 W11 W12 W13\ndeepseek 1 2 3 4') };
    assert.equal(refusal('tokens in 2026-03', inside).code, 'straddling-weeks');
  });

  it('a stretch of days that is whole weeks is accepted', () => {
    assert.deepEqual(valuesOf('tokens for CN from 2026-02-09 to 2026-02-22', weekly), [[4 + 8]]);
  });

  const weeks = (first: string, count: number, value = 1): string =>
    Array.from({ length: count }, (_, index) => {
      const date = new Date(Date.parse(`${first}T00:00:00Z`) + index * 7 * 86_400_000);
      return `${date.toISOString().slice(0, 10)},deepseek,${value}`;
    }).join('\n');
  const table = (text: string) => ({ data: `week_start,author,tokens\n${text}\n` });

  it('a year means its ISO weeks: 2025 has 52, 2026 has 53', () => {
    // 30 December 2024 is the Monday of 2025-W01, 28 December 2026 that of 2026-W53.
    const years = table(weeks('2024-12-30', 105));
    assert.deepEqual(valuesOf('tokens yearly', years), [
      ['2025', 52],
      ['2026', 53],
    ]);
    assert.deepEqual(valuesOf('tokens in 2026', years), [[53]]);
    assert.deepEqual(valuesOf('tokens yearly last 1 year', years), [['2026', 53]]);
    assert.deepEqual(valuesOf('tokens yearly last 2 years', years), [
      ['2025', 52],
      ['2026', 53],
    ]);
    assert.deepEqual(valuesOf('tokens last 1 year', years), [[53]]);
  });

  it('weeks that start on Sunday are named after the ISO week of their Thursday', () => {
    // Sunday 8 February 2026 starts the week of Thursday 12 February: W07.
    const sundays = table(weeks('2026-02-08', 3, 5));
    assert.deepEqual(
      valuesOf('tokens weekly', sundays).map((row) => row[0]),
      ['2026-W07', '2026-W08', '2026-W09'],
    );
    assert.deepEqual(valuesOf('tokens in 2026-W08', sundays), [[5]]);
    assert.deepEqual(valuesOf('tokens from 2026-W07 to 2026-W08', sundays), [[10]]);
    // 29 December 2024 to 27 December 2025 are the Sunday weeks of 2025.
    const year = table(weeks('2024-12-29', 52));
    assert.deepEqual(valuesOf('tokens in 2025', year), [[52]]);
    assert.deepEqual(valuesOf('tokens yearly', year), [['2025', 52]]);
  });
});

describe('time: monthly data', () => {
  const monthly = {
    data: 'month,author,tokens\n2026-01,deepseek,1\n2026-02,deepseek,2\n2026-03,deepseek,4\n2026-04,deepseek,8\n',
  };

  it('is summed into quarters, of which only whole ones count', () => {
    assert.deepEqual(valuesOf('tokens monthly since 2026-03', monthly), [
      ['2026-03', 4],
      ['2026-04', 8],
    ]);
    assert.deepEqual(valuesOf('tokens quarterly', monthly), [['2026-Q1', 7]]);
    assert.deepEqual(valuesOf('tokens from 2026-02 to 2026-03', monthly), [[6]]);
    assert.deepEqual(valuesOf('tokens last 2 months', monthly), [[12]]);
    assert.equal(refusal('tokens in 2026-Q2', monthly).code, 'incomplete');
    assert.equal(refusal('tokens in 2026-W07', monthly).code, 'straddling-weeks');
    assert.equal(refusal('tokens weekly', monthly).code, 'finer-than-data');
  });
});

describe('time: a snapshot', () => {
  const snapshot = { data: 'author,tokens\ndeepseek,5\nanthropic,3\n' };

  it('is one figure without a period', () => {
    assert.deepEqual(valuesOf('tokens by country', snapshot), [
      ['CN', 5],
      ['US', 3],
    ]);
  });

  for (const query of ['tokens weekly', 'tokens in 2026-W07', 'first crossing of tokens for CN over US']) {
    it(`${query} is refused`, () => assert.equal(refusal(query, snapshot).code, 'no-time'));
  }
});
