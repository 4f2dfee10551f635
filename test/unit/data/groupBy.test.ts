import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { bitsFor, codesFor, setBit } from '../../../src/data/codes';
import type { NumberColumn, TextColumn, TimeColumn } from '../../../src/data/dataset';
import { byWord, groupBy, groupSteps, type RowFilter } from '../../../src/data/groupBy';

const WORDS = ['a', 'b', 'c', 'd', 'e'];

/** A column of words; undefined is an empty cell. Its codes are as wide as `many` words need. */
function text(name: string, cells: readonly (number | undefined)[], many = WORDS.length): TextColumn {
  const words = Array.from({ length: many }, (_, code) => WORDS[code] ?? `w${code}`);
  const codes = codesFor(many + 1, cells.length);
  for (const [row, cell] of cells.entries()) codes[row] = cell ?? many;
  return { kind: 'text', name, codes, words };
}

function number(values: NumberColumn['values'], rest: Partial<NumberColumn> = {}): NumberColumn {
  return { kind: 'number', name: 'tokens', additive: true, scale: 1, values, ...rest };
}

function time(buckets: readonly number[], count: number): TimeColumn {
  const starts = Array.from({ length: count }, (_, at) => at);
  const codes = codesFor(count, buckets.length);
  codes.set(buckets);
  const days = Int32Array.from(starts);
  return { name: 'day', grain: 'day', codes, days, buckets: days, starts, ends: starts };
}

/** What a group has in a bucket: its words, its sum as a string of digits, how many rows have a number and how many none. */
type Cell = readonly [words: string, bucket: number, sum: number, rows: number, empty: number];

function cellsOf(request: Parameters<typeof groupBy>[0]): Cell[] {
  const { count, buckets, codes, sums, counts, empties, scale } = groupBy(request);
  const { columns } = request;
  const cells: Cell[] = [];
  for (let group = 0; group < count; group++)
    for (let bucket = 0; bucket < buckets; bucket++) {
      const at = group * buckets + bucket;
      if (counts[at] === 0 && empties[at] === 0) continue;
      const words = columns.map(
        (column, index) => column.words[codes[group * columns.length + index]!] ?? '-',
      );
      cells.push([words.join(), bucket, sums[at]! / scale, counts[at]!, empties[at]!]);
    }
  return cells.sort((one, other) => (one[0] < other[0] ? -1 : one[0] > other[0] ? 1 : one[1] - other[1]));
}

/** Whole numbers of any size, each kind of array, each width of codes, dense places and found ones. */
const row = fc.record({
  one: fc.option(fc.nat(WORDS.length - 1), { nil: undefined }),
  two: fc.option(fc.nat(WORDS.length - 1), { nil: undefined }),
  bucket: fc.nat(2),
  value: fc.option(fc.maxSafeNat(), { nil: undefined }),
});

describe('grouping', () => {
  it('sums every row once, exactly, whatever the columns are', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 40 }),
        fc.constantFrom(WORDS.length, 300, 70_000),
        fc.constantFrom<'whole' | 'small' | 'missing'>('whole', 'small', 'missing'),
        fc.option(fc.subarray(WORDS), { nil: undefined }),
        (rows, many, kind, kept) => {
          const columns = [
            text(
              'one',
              rows.map(({ one }) => one),
              many,
            ),
            text(
              'two',
              rows.map(({ two }) => two),
              many,
            ),
          ];
          const values = rows.map(({ value }) =>
            value === undefined ? undefined : kind === 'whole' ? value : value % 2 ** 32,
          );
          const missing = bitsFor(rows.length);
          for (const [at, value] of values.entries()) if (value === undefined) setBit(missing, at);
          const measure =
            kind === 'missing'
              ? number(
                  Uint32Array.from(values, (value) => value ?? 0),
                  { missing },
                )
              : kind === 'small'
                ? number(Uint32Array.from(values, (value) => value ?? 0))
                : number(Float64Array.from(values, (value) => value ?? NaN));
          const filters: RowFilter[] = kept
            ? [
                byWord(columns[0]!, (word) => word !== undefined && kept.includes(word)),
                { kind: 'rows', test: (at) => at % 2 === 0 },
              ]
            : [];
          const expected = new Map<string, { sum: bigint; rows: number; empty: number }>();
          for (const [at, { one, two, bucket }] of rows.entries()) {
            if (kept && (one === undefined || !kept.includes(WORDS[one]!) || at % 2 !== 0)) continue;
            const key = `${[one, two].map((code) => (code === undefined ? '-' : WORDS[code])).join()} ${bucket}`;
            const cell = expected.get(key) ?? { sum: 0n, rows: 0, empty: 0 };
            expected.set(key, cell);
            const value = kind === 'small' ? (values[at] ?? 0) : values[at];
            if (value === undefined) cell.empty++;
            else {
              cell.sum += BigInt(value);
              cell.rows++;
            }
          }
          const dataset = {
            rows: rows.length,
            time: time(
              rows.map(({ bucket }) => bucket),
              3,
            ),
          };
          const found = cellsOf({ dataset, measure, columns, filters });
          assert.deepEqual(
            new Map(
              found.map(([words, bucket, sum, count, empty]) => [`${words} ${bucket}`, [sum, count, empty]]),
            ),
            new Map([...expected].map(([key, cell]) => [key, [Number(cell.sum), cell.rows, cell.empty]])),
          );
        },
      ),
      { numRuns: 600 },
    );
  });

  it('is exact beyond what a number holds: the nearest one to the true sum', () => {
    const values = Uint32Array.from({ length: 2 ** 22 }, () => 2 ** 32 - 1);
    const { sums } = groupBy({
      dataset: { rows: values.length, time: undefined },
      measure: number(values),
      columns: [],
    });
    assert.equal(sums[0], Number(BigInt(2 ** 22) * BigInt(2 ** 32 - 1)));
    // One by one, a double would not notice the ones.
    const large = Float64Array.of(2 ** 53 - 1, ...Array.from({ length: 1001 }, () => 1), -(2 ** 53 - 1));
    const found = groupBy({
      dataset: { rows: large.length, time: undefined },
      measure: number(large),
      columns: [],
    });
    assert.equal(found.sums[0], 1001);
  });

  it('of decimals is the same in whatever order the rows stand', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10 ** 9), { minLength: 1, maxLength: 200 }), (prices) => {
        const sumOf = (values: readonly number[]): number | undefined =>
          groupBy({
            dataset: { rows: values.length, time: undefined },
            measure: number(Uint32Array.from(values), { scale: 10 ** 6 }),
            columns: [],
          }).sums[0];
        const exact = prices.reduce((sum, price) => sum + price, 0);
        assert.equal(sumOf(prices), exact);
        assert.equal(sumOf([...prices].reverse()), exact);
      }),
    );
  });

  it('counts rows where nothing is summed, and gives nothing for no rows', () => {
    const columns = [text('one', [0, 1, 0])];
    const dataset = { rows: 3, time: undefined };
    assert.deepEqual(cellsOf({ dataset, measure: undefined, columns }), [
      ['a', 0, 0, 2, 0],
      ['b', 0, 0, 1, 0],
    ]);
    assert.equal(groupBy({ dataset: { rows: 0, time: undefined }, measure: undefined, columns }).count, 0);
  });

  it('refuses more combinations than memory holds, in words', () => {
    const many = 70_000;
    const rows = Array.from({ length: many }, (_, at) => at);
    const request = {
      dataset: {
        rows: many,
        time: time(
          rows.map((at) => at % 1200),
          1200,
        ),
      },
      measure: undefined,
      columns: [text('one', rows, many), text('two', rows, many)],
    };
    assert.throws(() => groupBy(request), /too many combinations to count; ask by fewer columns/);
  });

  it('can be stopped between its steps', () => {
    const rows = 2 ** 21;
    const steps = groupSteps({
      dataset: { rows, time: undefined },
      measure: number(new Uint32Array(rows)),
      columns: [],
    });
    let count = 0;
    while (!steps.next().done) count++;
    assert(count >= 3, `${count} steps`);
  });
});
