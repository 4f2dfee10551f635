/**
 * The innermost loops over rows. Each stands here once for every kind of array: a loop that meets several kinds is slower
 * for all of them. Rows are given as a list, of which the first `count` count; every place lies inside of its array.
 */
import type { Codes } from './codes';

/** Appends a digit to the number of every row: `at = at * width + code`. */
export function addDigit(rows: Int32Array, count: number, at: Int32Array, codes: Codes, width: number): void {
  if (codes instanceof Uint8Array)
    for (let each = 0; each < count; each++) at[each] = at[each]! * width + codes[rows[each]!]!;
  else if (codes instanceof Uint16Array)
    for (let each = 0; each < count; each++) at[each] = at[each]! * width + codes[rows[each]!]!;
  else for (let each = 0; each < count; each++) at[each] = at[each]! * width + codes[rows[each]!]!;
}

/** The same with the digit that a table gives for the code. */
export function addMapped(
  rows: Int32Array,
  count: number,
  at: Int32Array,
  codes: Codes,
  digits: Int32Array,
  width: number,
): void {
  if (codes instanceof Uint8Array)
    for (let each = 0; each < count; each++) at[each] = at[each]! * width + digits[codes[rows[each]!]!]!;
  else if (codes instanceof Uint16Array)
    for (let each = 0; each < count; each++) at[each] = at[each]! * width + digits[codes[rows[each]!]!]!;
  else for (let each = 0; each < count; each++) at[each] = at[each]! * width + digits[codes[rows[each]!]!]!;
}

/** Lists the rows `from` to `to` (excluded) whose code passes (1, or else 0), and says how many these are. */
export function selectPassing(
  rows: Int32Array,
  from: number,
  to: number,
  codes: Codes,
  passes: Uint8Array,
): number {
  let kept = 0;
  // Written first and kept after: no branch that would be guessed wrongly.
  if (codes instanceof Uint8Array)
    for (let row = from; row < to; row++) {
      rows[kept] = row;
      kept += passes[codes[row]!]!;
    }
  else if (codes instanceof Uint16Array)
    for (let row = from; row < to; row++) {
      rows[kept] = row;
      kept += passes[codes[row]!]!;
    }
  else
    for (let row = from; row < to; row++) {
      rows[kept] = row;
      kept += passes[codes[row]!]!;
    }
  return kept;
}

/** Keeps the rows whose code passes (1, or else 0) at the front of the list, and says how many these are. */
export function keepPassing(rows: Int32Array, count: number, codes: Codes, passes: Uint8Array): number {
  let kept = 0;
  if (codes instanceof Uint8Array)
    for (let each = 0; each < count; each++) {
      const row = rows[each]!;
      rows[kept] = row;
      kept += passes[codes[row]!]!;
    }
  else if (codes instanceof Uint16Array)
    for (let each = 0; each < count; each++) {
      const row = rows[each]!;
      rows[kept] = row;
      kept += passes[codes[row]!]!;
    }
  else
    for (let each = 0; each < count; each++) {
      const row = rows[each]!;
      rows[kept] = row;
      kept += passes[codes[row]!]!;
    }
  return kept;
}

/** Adds whole numbers of 32 bits to the sums at the given places, and counts them. */
export function addWhole(
  rows: Int32Array,
  count: number,
  at: Int32Array,
  values: Uint32Array,
  sums: Float64Array,
  counts: Int32Array,
): void {
  for (let each = 0; each < count; each++) {
    const place = at[each]!;
    sums[place]! += values[rows[each]!]!;
    counts[place]!++;
  }
}

/**
 * Adds numbers to the sums at the given places, what rounding cuts off to `lost`, and counts them; NaN is none and counted
 * in `empties`. Sum and loss are exact together: Knuth, The Art of Computer Programming, volume 2, 4.2.2.
 */
export function addExactly(
  rows: Int32Array,
  count: number,
  at: Int32Array,
  values: Float64Array | Uint32Array,
  cells: {
    readonly sums: Float64Array;
    readonly lost: Float64Array;
    readonly counts: Int32Array;
    readonly empties: Int32Array;
  },
): void {
  const { sums, lost, counts, empties } = cells;
  for (let each = 0; each < count; each++) {
    const place = at[each]!;
    const value = values[rows[each]!]!;
    if (Number.isNaN(value)) {
      empties[place]!++;
      continue;
    }
    counts[place]!++;
    const before = sums[place]!;
    const sum = before + value;
    const part = sum - before;
    sums[place] = sum;
    lost[place]! += before - (sum - part) + (value - part);
  }
}
