import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { BLOCK, blocksOf } from '../../../src/data/blocks';
import { timeOf } from './made';

describe('blocks of rows', () => {
  it('hold every row once, in its order, and say in which bucket all of them are', () => {
    // Stretches of one day each, as in a log, and days in any order.
    const stretch = fc.oneof(
      fc.record({ days: fc.tuple(fc.nat(5)), rows: fc.nat(2 * BLOCK) }),
      fc.record({ days: fc.array(fc.nat(5), { minLength: 1, maxLength: 4 }), rows: fc.nat(600) }),
    );
    fc.assert(
      fc.property(
        fc.array(stretch, { maxLength: 8 }),
        fc.constantFrom(6, 300, 70_000),
        fc.constantFrom(1, 2),
        (stretches, many, daysOfBucket) => {
          const codes = stretches.flatMap(({ days, rows }) =>
            Array.from({ length: rows }, (_, row) => days[row % days.length]!),
          );
          const time = timeOf(codes, many, daysOfBucket);
          const bucketOf = (row: number): number => time.buckets[codes[row]!]!;
          const dataset = { rows: codes.length, time };
          const blocks = [...blocksOf(dataset)];
          let next = 0;
          for (const { from, to, bucket } of blocks) {
            assert.equal(from, next);
            assert(to > from && to - from <= BLOCK, `${from} to ${to}`);
            next = to;
            const buckets = new Set(Array.from({ length: to - from }, (_, at) => bucketOf(from + at)));
            if (bucket !== undefined) assert.deepEqual([...buckets], [bucket]);
            else assert(buckets.size > 1, 'these are all in one bucket');
          }
          assert.equal(next, codes.length);
          assert.deepEqual([...blocksOf(dataset)], blocks);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('that all lie in one bucket are long', () => {
    const time = timeOf(
      Array.from({ length: 5 * BLOCK }, (_, row) => Math.floor(row / (2.5 * BLOCK))),
      2,
    );
    const buckets = [...blocksOf({ rows: 5 * BLOCK, time })].map(({ bucket }) => bucket);
    assert.deepEqual(buckets, [0, 0, 0, 1, 1, 1]);
  });

  it('are all in the one bucket of a dataset without dates', () => {
    const blocks = [...blocksOf({ rows: BLOCK + 1, time: undefined })];
    assert.deepEqual(blocks, [
      { from: 0, to: BLOCK, bucket: 0 },
      { from: BLOCK, to: BLOCK + 1, bucket: 0 },
    ]);
  });
});
