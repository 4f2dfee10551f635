/** What must hold between the answers to different questions, whatever the data. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Measured } from '../../../src/protocol/result';
import { answer, ask, datasetOf, figureOf, measuredOf, near, valuesOf, type Data } from './helpers';

const LABS = ['deepseek', 'qwen', 'anthropic', 'openai', 'mistralai', 'gryphe'];
const WEEKS = 5;

interface Table {
  /** cells[lab][week]; undefined where there is no row. */
  readonly cells: readonly (readonly (number | undefined)[])[];
  readonly other: readonly (number | undefined)[];
}

const cell = fc.option(fc.integer({ min: 0, max: 1000 }), { nil: undefined, freq: 4 });
const row = fc.array(cell, { minLength: WEEKS, maxLength: WEEKS });
const tables: fc.Arbitrary<Table> = fc.record({
  cells: fc.array(row, { minLength: LABS.length, maxLength: LABS.length }),
  other: fc.oneof(row, fc.constant(Array.from({ length: WEEKS }, () => undefined))),
});

function csvOf({ cells, other }: Table): Data {
  const lines = [...cells, other].flatMap((values, index) =>
    values.flatMap((value, week) =>
      value === undefined ? [] : [`2026-W0${week + 1},${LABS[index] ?? 'other'},${value}`],
    ),
  );
  // A first and a last week that are always there, so that every table has the same span.
  const fixed = ['2026-W01,openai,1', `2026-W0${WEEKS},openai,1`];
  return { data: datasetOf(['week,author,tokens', ...fixed, ...lines, ''].join('\n'), { every: 'week' }) };
}

function holds(check: (data: Data) => void): void {
  fc.assert(
    fc.property(tables, (table) => {
      check(csvOf(table));
    }),
    { numRuns: 40 },
  );
}

/** Rows of the table by their words, each with its figure. */
function byWords(query: string, data: Data): Map<string, number | null> {
  return new Map(
    valuesOf(query, data).map((cells) => {
      const value = cells.at(-1);
      return [cells.slice(0, -1).join(' '), typeof value === 'number' ? value : null];
    }),
  );
}

function sumOf(values: Iterable<number | null>): number {
  return [...values].reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** The values of a series, those before the window left out. */
function series(query: string, data: Data): (number | null)[] {
  return measuredOf(ask(query, data)).map(({ value }) => value);
}

describe('laws of the language', () => {
  it('shares by a dimension sum to 1, in every universe', () => {
    holds((data) => {
      for (const query of [
        'share of tokens by lab',
        'share of tokens by country',
        'share of tokens by country, lab within (CN, US)',
        'share of tokens by lab within known',
        'share of tokens by lab within top 3 labs',
        'tokens by lab | top 2 | share',
      ]) {
        const shares = [...byWords(query, data).values()];
        if (shares.some((share) => share !== null)) near(sumOf(shares), 1, 1e-9);
      }
    });
  });

  it('members add up to the total, split as one likes', () => {
    holds((data) => {
      const total = figureOf('tokens', data).value;
      for (const query of [
        'tokens by lab',
        'tokens by country, lab',
        'tokens by lab | top 2',
        'tokens by lab weekly',
      ])
        assert.equal(sumOf(byWords(query, data).values()), total, query);
      // A sum is of named members: of the known ones, that is everything.
      const known = figureOf('tokens within known', data).value;
      assert.equal(figureOf('tokens by lab within known | sum', data).value, known);
      assert.deepEqual(
        series('tokens by lab weekly within known | sum', data),
        series('tokens weekly within known', data),
      );
    });
  });

  it('what a side was, and how it changed, is what it is', () => {
    holds((data) => {
      for (const value of ['tokens', 'share of tokens']) {
        const at = (week: string): number => figureOf(`${value} for CN in ${week}`, data).value ?? 0;
        const change = figureOf(`change of ${value} for CN from 2026-W01 to 2026-W05`, data).value ?? 0;
        near(at('2026-W01') + change, at('2026-W05'), 1e-9);
      }
    });
  });

  it('a growth is a multiple less one', () => {
    holds((data) => {
      const multiples = byWords('multiple of tokens by lab weekly', data);
      for (const [words, growth] of byWords('growth of tokens by lab weekly', data)) {
        const multiple = multiples.get(words) ?? null;
        if (growth === null) assert.equal(multiple, null, words);
        else near((multiple ?? 0) - 1, growth, 1e-9);
      }
    });
  });

  it('parts in the growth sum to 1', () => {
    holds((data) => {
      const query = 'share of change of tokens by lab from 2026-W01 to 2026-W05';
      const { results, diagnostics } = answer(query, data);
      if (results.length > 0) near(sumOf(byWords(query, data).values()), 1, 1e-9);
      else
        assert.deepEqual(
          diagnostics.map(({ code }) => code),
          ['falling-total'],
        );
    });
  });

  it('a value before the step is the same as the step on the value', () => {
    holds((data) => {
      for (const how of ['change', 'growth', 'multiple'])
        assert.deepEqual(
          series(`${how} of tokens by lab weekly`, data).toSorted(),
          series(`tokens by lab weekly | ${how} over 1 week`, data).toSorted(),
        );
    });
  });

  it('an index at its base is the base', () => {
    holds((data) => {
      for (const [words, value] of byWords('tokens by lab weekly | index to 100 at 2026-W05', data))
        if (words.startsWith('2026-W05') && value !== null) assert.equal(value, 100);
    });
  });

  it('the last cumulative figure is the sum over the window', () => {
    holds((data) => {
      const weekly = series('tokens for CN weekly since 2026-W02', data);
      const running = series('tokens for CN weekly since 2026-W02 | cumulative', data);
      const last = running.at(-1);
      if (weekly.includes(null)) assert.equal(last, null);
      else assert.equal(last, sumOf(weekly));
      const filled = series('tokens for CN weekly since 2026-W02 | fill zero | cumulative', data);
      assert.equal(filled.at(-1), sumOf(weekly));
    });
  });

  it('ranks are 1 to n of those who are listed', () => {
    holds((data) => {
      const listed = new Map<string, number>();
      for (const [words, value] of byWords('tokens by lab weekly', data)) {
        const [week = '', lab] = words.split(' ');
        if (lab !== 'other' && (value ?? 0) > 0) listed.set(week, (listed.get(week) ?? 0) + 1);
      }
      const ranks = new Map<string, number[]>();
      for (const [words, rank] of byWords('tokens by lab weekly | rank', data)) {
        const [week = ''] = words.split(' ');
        if (rank !== null) ranks.set(week, [...(ranks.get(week) ?? []), rank]);
      }
      for (const [week, count] of listed)
        assert.deepEqual(
          ranks.get(week)?.sort((a, b) => a - b),
          Array.from({ length: count }, (_, index) => index + 1),
        );
    });
  });

  it('the leader is who has rank 1', () => {
    holds((data) => {
      const first = [...byWords('tokens by lab weekly | rank', data)].flatMap(([words, rank]) =>
        rank === 1 ? [words] : [],
      );
      const leaders = [...byWords('tokens by lab weekly | leader', data)].flatMap(([words, value]) =>
        value === null ? [] : [words],
      );
      assert.deepEqual(leaders.toSorted(), first.toSorted());
    });
  });

  it('the largest and the smallest are among the figures', () => {
    holds((data) => {
      const weekly = series('tokens for CN weekly', data).flatMap((value) => value ?? []);
      assert.equal(figureOf('tokens for CN weekly | max', data).value, Math.max(...weekly));
      assert.equal(figureOf('tokens for CN weekly | min', data).value, Math.min(...weekly));
      assert.equal(
        figureOf('tokens for CN weekly | periods > 500', data).value,
        weekly.filter((value) => value > 500).length,
      );
    });
  });

  it('the concentration is that of the shares', () => {
    holds((data) => {
      const { value } = figureOf('concentration of tokens by lab', data);
      const parts = [...byWords('tokens by lab', data)].flatMap(([lab, tokens]) =>
        lab === 'other' ? [] : (tokens ?? 0),
      );
      const total = sumOf(parts);
      if (total === 0) assert.equal(value, null);
      else near(value, sumOf(parts.map((part) => ((100 * part) / total) ** 2)), 1e-9);
    });
  });

  it('every bound contains its value, and every place that the lump row could take', () => {
    /** The same data, with the lump row given to someone. */
    const given = ({ cells, other }: Table, to: string): Data =>
      csvOf({
        cells: cells.map((values, index) =>
          LABS[index] === to
            ? values.map((value, week) => {
                const more = other[week];
                return value === undefined && more === undefined ? undefined : (value ?? 0) + (more ?? 0);
              })
            : values,
        ),
        other: other.map(() => undefined),
      });
    fc.assert(
      fc.property(tables, (table) => {
        const data = csvOf(table);
        for (const query of [
          'tokens for CN',
          'share of tokens for CN',
          'share of tokens for CN within (CN, US)',
          'ratio of tokens for CN to US',
          'gap of tokens for CN to US',
          'gap of share of tokens for CN to US',
          'change of tokens for CN from 2026-W01 to 2026-W05',
          'change of share of tokens for CN from 2026-W01 to 2026-W05',
          'growth of tokens for US from 2026-W01 to 2026-W05',
          'share of change of tokens for CN from 2026-W01 to 2026-W05',
          'share of change of tokens for CN within (CN, US) from 2026-W01 to 2026-W05',
          'tokens for CN weekly | fill zero | cumulative',
          'tokens for CN weekly | moving average 2 weeks',
          'tokens by lab weekly | sum for CN',
          'tokens for CN weekly | periods > 500',
        ]) {
          const [result] = answer(query, data).results;
          if (!result) continue;
          const cells: Measured[] = measuredOf(result);
          // Somebody of China, of the United States, and of neither.
          for (const to of ['deepseek', 'anthropic', 'mistralai']) {
            const [there] = answer(query, given(table, to)).results;
            for (const [at, { value }] of (there ? measuredOf(there) : []).entries()) {
              const bounds = cells[at];
              if (value === null || !bounds || bounds.value === null || bounds.low === undefined) continue;
              const slack = 1e-9 * Math.max(1, Math.abs(value));
              assert(
                value >= bounds.low - slack && value <= (bounds.high ?? Infinity) + slack,
                `${query}: ${value} with the lump row as ${to}, but ${bounds.low} to ${bounds.high}`,
              );
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
