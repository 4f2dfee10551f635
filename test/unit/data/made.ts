/** Columns as tests make them, without a file. */
import { codesFor } from '../../../src/data/codes';
import type { NumberColumn, TextColumn, TimeColumn } from '../../../src/data/dataset';

/** The first words of every column. */
export const WORDS = ['a', 'b', 'c', 'd', 'e'];

/** A column of words; undefined is an empty cell. Its codes are as wide as `many` words need. */
export function textOf(
  name: string,
  cells: readonly (number | undefined)[],
  many = WORDS.length,
): TextColumn {
  const words = Array.from({ length: many }, (_, code) => WORDS[code] ?? `w${code}`);
  const codes = codesFor(many + 1, cells.length);
  for (const [row, cell] of cells.entries()) codes[row] = cell ?? many;
  return { kind: 'text', name, codes, words };
}

export function numberOf(values: NumberColumn['values'], rest: Partial<NumberColumn> = {}): NumberColumn {
  return { kind: 'number', name: 'tokens', additive: true, scale: 1, values, ...rest };
}

/** A column of days, of which there are `count`; so many of them, one after the other, make a bucket. */
export function timeOf(codes: readonly number[], count: number, daysOfBucket = 1): TimeColumn {
  const days = Int32Array.from({ length: count }, (_, day) => day);
  const own = codesFor(count, codes.length);
  own.set(codes);
  const buckets = days.map((day) => Math.floor(day / daysOfBucket));
  const starts = [...new Set(buckets)].map((bucket) => bucket * daysOfBucket);
  const ends = starts.map((start) => start + daysOfBucket - 1);
  return { name: 'day', grain: 'day', codes: own, days, buckets, starts, ends };
}

/** The same numbers from 0 to 1 for the same seed: quicker than to draw and to shrink each by itself. */
export function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
