/** Rows that are about the same thing have the same words in all columns. */
import type { Dataset } from './dataset';

export interface Members {
  /** Row → the number of its member, from 0. */
  readonly of: Int32Array;
  readonly count: number;
}

/** Numbers the members of a dataset; where it has no words, every row is about the same. */
export function membersOf({ texts, rows }: Pick<Dataset, 'texts' | 'rows'>): Members {
  let of = new Int32Array(rows);
  let count = 1;
  for (const { codes, words } of texts.values()) {
    // An empty cell, code −1, is a word of its own.
    const width = words.length + 1;
    const numbers = new Map<number, number>();
    const next = new Int32Array(rows);
    for (let row = 0; row < rows; row++) {
      const key = (of[row] ?? 0) * width + (codes[row] ?? -1) + 1;
      let number = numbers.get(key);
      if (number === undefined) numbers.set(key, (number = numbers.size));
      next[row] = number;
    }
    of = next;
    count = numbers.size;
  }
  return { of, count };
}

/** The rows of each bucket, in the order of the file. */
export function rowsByBucket(buckets: Int32Array, count: number): readonly (readonly number[])[] {
  const rows = Array.from({ length: count }, (): number[] => []);
  for (const [row, bucket] of buckets.entries()) rows[bucket]?.push(row);
  return rows;
}
