import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { bitsFor, setBit } from '../../../src/data/codes';
import type { NumberColumn, TextColumn } from '../../../src/data/dataset';
import { groupBy, groupEachSteps, groupSteps, type Groups, type Grouping } from '../../../src/data/groupBy';
import { BLOCK } from '../../../src/data/blocks';
import { grouped, groupedEachSteps } from '../../../src/data/grouped';
import { byWord, type RowFilter } from '../../../src/data/rowFilter';
import { finish } from '../../../src/data/steps';
import { numberOf, randomOf, textOf, timeOf, WORDS } from './made';

/** What a group has in a bucket: its words, its sum as a string of digits, how many rows have a number and how many none. */
type Cell = readonly [words: string, bucket: number, sum: number, rows: number, empty: number];

function cellsOf(request: Parameters<typeof groupBy>[0]): Cell[] {
  return listed(groupBy(request), request.columns);
}

function listed(
  { count, buckets, codes, sums, counts, empties, scale }: Groups,
  columns: readonly TextColumn[],
): Cell[] {
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

/** Of 32 bits, also with missing ones; up to 2^53, also below zero, where NaN is missing; and so large that sums round. */
type Kind = 'whole' | 'gaps' | 'signed' | 'unread' | 'large';

/** A column, and what is in it: row → number. */
function measureOf(
  kind: Kind,
  rows: number,
  random: () => number,
): { column: NumberColumn; numbers: (bigint | undefined)[] } {
  // Where few are missing, whole stretches have none.
  const part = kind === 'gaps' || kind === 'unread' ? (random() < 0.5 ? 0.1 : 0.001) : 0;
  const isGap = (): boolean => random() < part;
  const most = kind === 'whole' || kind === 'gaps' ? 2 ** 32 : 2 ** 53;
  const sign = (): number => (kind === 'signed' && random() < 0.5 ? -1 : 1);
  const numbers = Array.from({ length: rows }, () =>
    isGap() ? undefined : BigInt(sign() * Math.floor(random() * most)),
  );
  const missing = bitsFor(rows);
  for (const [at, value] of numbers.entries()) if (value === undefined) setBit(missing, at);
  const column =
    most === 2 ** 32
      ? numberOf(
          Uint32Array.from(numbers, (value) => Number(value ?? 7n)),
          kind === 'gaps' ? { missing } : {},
        )
      : numberOf(Float64Array.from(numbers, (value) => (value === undefined ? NaN : Number(value))));
  return { column, numbers };
}

type Kept = 'one word' | 'no word' | 'half' | 'most' | 'all' | 'rows';

/** A filter by the words of a column, or by rows where there is none; and whether it keeps a row. */
function filterOf(
  kept: Kept,
  column: TextColumn | undefined,
  random: () => number,
): { filter: RowFilter; keeps: (row: number) => boolean } {
  const shift = Math.floor(random() * 3);
  if (kept === 'rows' || !column) {
    const test = (row: number): boolean => row % 3 !== shift;
    return { filter: { kind: 'rows', test }, keeps: test };
  }
  const passes = Array.from({ length: column.words.length + 1 }, (_, code): boolean => {
    if (kept === 'one word') return code === shift;
    if (kept === 'half') return code % 2 === 0;
    return kept === 'most' ? code !== shift : kept === 'all';
  });
  const words = new Map(column.words.map((word, code) => [word, passes[code]!]));
  const filter = byWord(column, (word) => (word === undefined ? passes.at(-1)! : words.get(word)!));
  return { filter, keeps: (row) => passes[column.codes[row]!]! };
}

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
            textOf(
              'one',
              rows.map(({ one }) => one),
              many,
            ),
            textOf(
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
              ? numberOf(
                  Uint32Array.from(values, (value) => value ?? 0),
                  { missing },
                )
              : kind === 'small'
                ? numberOf(Uint32Array.from(values, (value) => value ?? 0))
                : numberOf(Float64Array.from(values, (value) => value ?? NaN));
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
            time: timeOf(
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

  it('of several blocks, by any filters and for several measures at once, is that of a plain loop', () => {
    fc.assert(
      fc.property(
        fc.record({
          rows: fc.oneof(fc.nat(50), fc.integer({ min: BLOCK - 2, max: 3 * BLOCK + 2 })),
          seed: fc.integer(),
          columns: fc.array(fc.constantFrom(3, 40, 300, 70_000), { maxLength: 3 }),
          days: fc.option(fc.constantFrom(1, 3, 7, 300), { nil: undefined }),
          ascending: fc.boolean(),
          measures: fc.array(fc.constantFrom<Kind>('whole', 'gaps', 'large', 'signed', 'unread'), {
            minLength: 1,
            maxLength: 3,
          }),
          filters: fc.array(fc.constantFrom<Kept>('one word', 'no word', 'half', 'most', 'all', 'rows'), {
            maxLength: 3,
          }),
        }),
        ({ rows, seed, columns: widths, days, ascending, measures: kinds, filters: kept }) => {
          const random = randomOf(seed);
          // Small words are the usual ones, as in real files; some cells are empty.
          const columns = widths.map((many, index) =>
            textOf(
              `c${index}`,
              Array.from({ length: rows }, () =>
                random() < 0.05 ? undefined : Math.floor(random() ** 4 * many),
              ),
              many,
            ),
          );
          const written = Array.from({ length: rows }, () => Math.floor(random() * (days ?? 1)));
          if (ascending) written.sort((one, other) => one - other);
          const measures = kinds.map((kind) => measureOf(kind, rows, random));
          const filters = kept.map((each) => filterOf(each, columns[columns.length - 1], random));
          const grouping: Grouping = {
            dataset: { rows, time: days === undefined ? undefined : timeOf(written, days) },
            columns,
            filters: filters.map(({ filter }) => filter),
          };
          const found = finish(
            groupEachSteps(
              grouping,
              measures.map(({ column }) => column),
            ),
          );
          assert.equal(found.length, measures.length);
          for (const [index, { numbers }] of measures.entries()) {
            const expected = new Map<string, { sum: bigint; rows: number; empty: number }>();
            for (let row = 0; row < rows; row++) {
              if (!filters.every(({ keeps }) => keeps(row))) continue;
              const words = columns.map((column) => column.words[column.codes[row]!] ?? '-');
              const key = `${words.join()} ${days === undefined ? 0 : written[row]!}`;
              const cell = expected.get(key) ?? { sum: 0n, rows: 0, empty: 0 };
              expected.set(key, cell);
              const value = numbers[row];
              if (value === undefined) cell.empty++;
              else {
                cell.sum += value;
                cell.rows++;
              }
            }
            const cells = listed(found[index]!, columns);
            assert.deepEqual(
              new Map(cells.map(([words, bucket, ...cell]) => [`${words} ${bucket}`, cell])),
              new Map([...expected].map(([key, cell]) => [key, [Number(cell.sum), cell.rows, cell.empty]])),
            );
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is exact beyond what a number holds: the nearest one to the true sum', () => {
    const values = Uint32Array.from({ length: 2 ** 22 }, () => 2 ** 32 - 1);
    const { sums } = groupBy({
      dataset: { rows: values.length, time: undefined },
      measure: numberOf(values),
      columns: [],
    });
    assert.equal(sums[0], Number(BigInt(2 ** 22) * BigInt(2 ** 32 - 1)));
    // One by one, a double would not notice the ones.
    const large = Float64Array.of(2 ** 53 - 1, ...Array.from({ length: 1001 }, () => 1), -(2 ** 53 - 1));
    const found = groupBy({
      dataset: { rows: large.length, time: undefined },
      measure: numberOf(large),
      columns: [],
    });
    assert.equal(found.sums[0], 1001);
  });

  it('finds the one number that is missing, however few rows a filter keeps', () => {
    const missing = bitsFor(BLOCK);
    setBit(missing, BLOCK - 1);
    const found = groupBy({
      dataset: { rows: BLOCK, time: undefined },
      measure: numberOf(new Uint32Array(BLOCK).fill(1), { missing }),
      columns: [],
      filters: [{ kind: 'rows', test: (row) => row >= BLOCK - 3 }],
    });
    assert.deepEqual([...found.sums, ...found.counts, ...found.empties], [2, 2, 1]);
  });

  it('counts only those measures once more whose sums would be rounded', () => {
    const [large, small] = [2 ** 32 - 1, 3].map((value) => numberOf(new Uint32Array(2 ** 22).fill(value)));
    const columns = [
      textOf(
        'one',
        Array.from({ length: 2 ** 22 }, (_, row) => (row % 4 === 0 ? 1 : 0)),
      ),
    ];
    const grouping = { dataset: { rows: 2 ** 22, time: undefined }, columns };
    const found = finish(groupEachSteps(grouping, [small, large, undefined]));
    const rows = [3 * 2 ** 20, 2 ** 20];
    const sumsOf = (value: number): number[] => rows.map((count) => Number(BigInt(count) * BigInt(value)));
    assert((sumsOf(2 ** 32 - 1)[0] ?? 0) > Number.MAX_SAFE_INTEGER);
    assert.deepEqual(
      found.map(({ sums, counts }) => [[...sums], [...counts]]),
      [sumsOf(3), sumsOf(2 ** 32 - 1), [0, 0]].map((sums) => [sums, rows]),
    );
  });

  it('of decimals is the same in whatever order the rows stand', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10 ** 9), { minLength: 1, maxLength: 200 }), (prices) => {
        const sumOf = (values: readonly number[]): number | undefined =>
          groupBy({
            dataset: { rows: values.length, time: undefined },
            measure: numberOf(Uint32Array.from(values), { scale: 10 ** 6 }),
            columns: [],
          }).sums[0];
        const exact = prices.reduce((sum, price) => sum + price, 0);
        assert.equal(sumOf(prices), exact);
        assert.equal(sumOf([...prices].reverse()), exact);
      }),
    );
  });

  it('counts rows where nothing is summed, and gives nothing for no rows', () => {
    const columns = [textOf('one', [0, 1, 0])];
    const dataset = { rows: 3, time: undefined };
    assert.deepEqual(cellsOf({ dataset, measure: undefined, columns }), [
      ['a', 0, 0, 2, 0],
      ['b', 0, 0, 1, 0],
    ]);
    assert.equal(groupBy({ dataset: { rows: 0, time: undefined }, measure: undefined, columns }).count, 0);
  });

  it('may be by thousands of columns', () => {
    const columns = Array.from({ length: 5000 }, (_, index) => textOf(`c${index}`, [0, 1, 0]));
    const dataset = { rows: 3, time: undefined };
    const { count, codes, sums } = groupBy({ dataset, measure: numberOf(Uint32Array.of(1, 2, 4)), columns });
    assert.equal(count, 2);
    assert.deepEqual([...sums], [5, 2]);
    assert(codes.every((code, at) => code === Math.floor(at / 5000)));
  });

  it('refuses more combinations than memory holds, in words', () => {
    const many = 70_000;
    const rows = Array.from({ length: many }, (_, at) => at);
    const request = {
      dataset: {
        rows: many,
        time: timeOf(
          rows.map((at) => at % 1200),
          1200,
        ),
      },
      measure: undefined,
      columns: [textOf('one', rows, many), textOf('two', rows, many)],
    };
    assert.throws(() => groupBy(request), /too many combinations to count; ask by fewer columns/);
  });

  it('can be stopped between its steps', () => {
    const rows = 2 ** 21;
    const steps = groupSteps({
      dataset: { rows, time: undefined },
      measure: numberOf(new Uint32Array(rows)),
      columns: [],
    });
    let count = 0;
    while (!steps.next().done) count++;
    assert(count >= 3, `${count} steps`);
  });

  it('remembers what one pass has counted for each of its measures', () => {
    const measures = [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ].map((all) => numberOf(Uint32Array.from(all)));
    const grouping: Grouping = { dataset: { rows: 3, time: undefined }, columns: [textOf('one', [0, 1, 0])] };
    const [first, second] = measures;
    assert(first && second);
    const before = grouped({ ...grouping, measure: second });
    const found = finish(groupedEachSteps(grouping, measures));
    assert.deepEqual(
      found.map(({ sums }) => [...sums]),
      [
        [4, 2],
        [10, 5],
        [16, 8],
      ],
    );
    assert.equal(found[1], before);
    assert.equal(grouped({ ...grouping, measure: first }), found[0]);
    // A test of rows without a key could be any.
    const filters: RowFilter[] = [{ kind: 'rows', test: (row) => row > 0 }];
    const [one] = finish(groupedEachSteps({ ...grouping, filters }, measures));
    assert.deepEqual([...(one?.sums ?? [])], [3, 2]);
    assert.notEqual(grouped({ ...grouping, filters, measure: first }), one);
  });
});
