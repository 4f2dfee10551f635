import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { ask, datasetOf, figureOf, measuredOf, near, rowsOf, valuesOf, type Data } from './helpers';

interface Row {
  readonly day: number;
  readonly lab: string;
  readonly tokens: number;
}

const LABS = ['deepseek', 'qwen', 'anthropic', 'openai', 'mistralai', 'gryphe', 'openrouter', 'other'];

/** Four whole weeks from Monday 2 March 2026: any labs on any day, but every day has `other`. */
const tables: fc.Arbitrary<Row[]> = fc
  .array(
    fc.record({
      day: fc.integer({ min: 0, max: 27 }),
      lab: fc.constantFrom(...LABS),
      tokens: fc.integer({ min: 0, max: 1_000_000 }),
    }),
    { minLength: 1, maxLength: 80 },
  )
  .map((rows) => [...rows, ...Array.from({ length: 28 }, (_, day) => ({ day, lab: 'other', tokens: 7 }))]);

function csvOf(rows: readonly Row[]): Data {
  const date = (day: number): string => new Date(Date.UTC(2026, 2, 2 + day)).toISOString().slice(0, 10);
  const lines = rows.map(({ day, lab, tokens }) => `${date(day)},${lab},${tokens}`);
  return { data: datasetOf(['date,author,tokens', ...lines, ''].join('\n'), { every: 'day' }) };
}

const runs = { numRuns: 40 };

describe('properties of every result', () => {
  it('shares by country, with unknown and other, sum to 1', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const sums = new Map<unknown, number>();
        for (const [week, , share] of valuesOf('share of tokens by country weekly', csvOf(rows))) {
          sums.set(week, (sums.get(week) ?? 0) + Number(share));
        }
        assert.equal(sums.size, 4);
        for (const sum of sums.values()) near(sum, 1, 1e-9);
      }),
      runs,
    );
  });

  it('the sum over weeks is the sum over days, and both are the sum of the file', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const data = csvOf(rows);
        const total = (query: string): number =>
          valuesOf(query, data).reduce((sum, row) => sum + Number(row.at(-1)), 0);
        const expected = rows.reduce((sum, row) => sum + row.tokens, 0);
        for (const query of [
          'tokens',
          'tokens daily',
          'tokens weekly',
          'tokens by lab weekly',
          'tokens by country',
        ]) {
          assert.equal(total(query), expected, query);
        }
      }),
      runs,
    );
  });

  it('the order of rows changes nothing', () => {
    const queries = [
      'tokens by lab weekly',
      'share of tokens for CN within top 2 labs each week weekly',
      'top 3 labs weekly',
      'all crossings of tokens for CN over US weekly',
      'tokens by lab | top 2',
      'tokens by lab weekly | moving average 2 weeks',
    ];
    const shuffled = tables.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    fc.assert(
      fc.property(shuffled, fc.constantFrom(...queries), ([rows, other], query) => {
        assert.deepEqual(ask(query, csvOf(other)), ask(query, csvOf(rows)));
      }),
      { numRuns: 60 },
    );
  });

  it('every value lies within its bounds, and the bounds of what is known are its own value', () => {
    const queries = [
      'tokens by lab weekly',
      'share of tokens by country weekly',
      'share of tokens for CN within (CN, US) weekly',
      'ratio of tokens for CN to US weekly',
      'gap of share of tokens for CN to US weekly',
    ];
    fc.assert(
      fc.property(tables, fc.constantFrom(...queries), (rows, query) => {
        for (const { value, low, high } of measuredOf(ask(query, csvOf(rows)))) {
          if (low === undefined || high === undefined) assert.equal(low, high);
          else assert(value !== null && low <= value && value <= high, query);
        }
      }),
      runs,
    );
  });

  it('whatever `other` holds, the share lies within its bounds', () => {
    // The rows that other stands for are drawn too: the lumped file is asked, the full one is the truth.
    const hidden = fc.array(
      fc.record({
        day: fc.integer({ min: 0, max: 27 }),
        lab: fc.constantFrom('qwen', 'deepseek', 'openai', 'mistralai'),
        tokens: fc.integer({ min: 0, max: 100_000 }),
      }),
      { maxLength: 20 },
    );
    const queries = [
      'share of tokens for CN',
      'tokens for CN',
      'share of tokens for CN within (CN, US)',
      'gap of tokens for CN to US',
      'gap of share of tokens for CN to US within (CN, US)',
    ];
    fc.assert(
      fc.property(tables, hidden, fc.constantFrom(...queries), (rows, inside, query) => {
        const named = rows.filter((row) => row.lab !== 'other');
        if (!named.some((row) => row.lab === 'deepseek') || !named.some((row) => row.lab === 'openai'))
          return;
        const fill = rows
          .filter((row) => row.lab === 'other')
          .map((row) => ({ ...row, lab: 'gryphe', tokens: 0 }));
        const lumped = inside.map((row) => ({ ...row, lab: 'other' }));
        const truth = figureOf(query, csvOf([...named, ...fill, ...inside])).value;
        const { value, low, high } = figureOf(query, csvOf([...named, ...fill, ...lumped]));
        if (truth === null || value === null) return;
        assert(truth >= (low ?? value) - 1e-9 && truth <= (high ?? value) + 1e-9, `${query}: ${truth}`);
      }),
      { numRuns: 100 },
    );
  });

  it('a lead in a streak is a lead in the series, bucket by bucket', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const data = csvOf(rows);
        const gaps = valuesOf('gap of tokens for CN to US weekly', data).map((row) => Number(row[1]));
        let length = 0;
        while (length < gaps.length && (gaps[gaps.length - 1 - length] ?? 0) > 0) length++;
        assert.deepEqual(rowsOf(ask('streak of tokens for CN over US weekly', data)), [[length]]);
      }),
      runs,
    );
  });

  it('`top N each week` keeps N labs a week at most, and no smaller one than it drops', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 4 }), (rows, n) => {
        const data = csvOf(rows);
        const all = valuesOf('tokens by lab weekly', data);
        const kept = valuesOf(`tokens by lab within top ${n} labs each week weekly`, data);
        for (const week of new Set(all.map((row) => row[0]))) {
          const of = (among: typeof all): number[] =>
            among
              .filter(
                (row) => row[0] === week && row[1] !== 'other' && row[1] !== 'unknown' && Number(row[2]) > 0,
              )
              .map((row) => Number(row[2]))
              .sort((a, b) => b - a);
          assert.deepEqual(of(kept), of(all).slice(0, n));
        }
      }),
      runs,
    );
  });
});
