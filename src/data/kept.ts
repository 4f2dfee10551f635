/** The rows of a block that are counted, and what columns hold of them, one behind the other. */
import type { Bits, Codes } from './codes';
import { gatherCodes, gatherNumbers, gatherWhole } from './loops';

export interface Kept {
  /** The first row of the block, and how many of it are kept: those that `rows` begins with, or else all from there. */
  readonly from: number;
  readonly count: number;
  readonly rows: Int32Array | undefined;
}

/**
 * Their codes, as numbers of one kind, so that further loops meet no other. Where they stand one behind the other already,
 * the engine copies them several times quicker than a loop.
 */
export function codesOf({ from, count, rows }: Kept, codes: Codes, into: Int32Array): void {
  if (rows) gatherCodes(rows, count, codes, into);
  else into.set(codes.subarray(from, from + count));
}

/** Their whole numbers: in place, or else in `space`. */
export function wholeOf({ from, count, rows }: Kept, values: Uint32Array, space: Uint32Array): Uint32Array {
  if (!rows) return values.subarray(from, from + count);
  gatherWhole(rows, count, values, space);
  return space;
}

/** Their numbers: in place, or else in `space`. */
export function numbersOf(
  { from, count, rows }: Kept,
  values: Float64Array,
  space: Float64Array,
): Float64Array {
  if (!rows) return values.subarray(from, from + count);
  gatherNumbers(rows, count, values, space);
  return space;
}

/** Their rows: the list of them, or else one in `space`. */
export function rowsOf({ from, count, rows }: Kept, space: Int32Array): Int32Array {
  if (rows) return rows;
  for (let each = 0; each < count; each++) space[each] = from + each;
  return space;
}

/** Whether any of their bits may be set: those of rows between them are looked at, too. There is at least one row. */
export function mayHaveBit({ from, count, rows }: Kept, bits: Bits): boolean {
  const last = rows?.[count - 1] ?? from + count - 1;
  for (let at = from >>> 5; at <= last >>> 5; at++) if (bits[at] !== 0) return true;
  return false;
}
