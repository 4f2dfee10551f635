/**
 * The innermost loops over the rows of a block. Each meets one kind of array only: one that meets several is slower for
 * all of them. Of every list the first `count` count; every place lies inside of its array. The loops that take most time
 * do two rows at once, which the engine does not do by itself, and which makes them up to 1.5 times as quick; an odd row
 * comes first, because the engine compiles a loop before it knows what comes after it.
 */
import type { Bits, Codes } from './codes';

/** The codes of listed rows. */
export function gatherCodes(rows: Int32Array, count: number, codes: Codes, into: Int32Array): void {
  if (codes instanceof Uint8Array) for (let each = 0; each < count; each++) into[each] = codes[rows[each]!]!;
  else if (codes instanceof Uint16Array)
    for (let each = 0; each < count; each++) into[each] = codes[rows[each]!]!;
  else for (let each = 0; each < count; each++) into[each] = codes[rows[each]!]!;
}

/** The whole numbers of listed rows. */
export function gatherWhole(rows: Int32Array, count: number, values: Uint32Array, into: Uint32Array): void {
  for (let each = 0; each < count; each++) into[each] = values[rows[each]!]!;
}

/** The numbers of listed rows. */
export function gatherNumbers(
  rows: Int32Array,
  count: number,
  values: Float64Array,
  into: Float64Array,
): void {
  for (let each = 0; each < count; each++) into[each] = values[rows[each]!]!;
}

/** Appends a digit to the number of every row: `at = at * width + digit`. */
export function addDigit(at: Int32Array, count: number, digits: Int32Array, width: number): void {
  for (let each = 0; each < count; each++) at[each] = at[each]! * width + digits[each]!;
}

/** The same with the digit that a table gives for the code. */
export function addMapped(
  at: Int32Array,
  count: number,
  codes: Int32Array,
  digits: Int32Array,
  width: number,
): void {
  for (let each = 0; each < count; each++) at[each] = at[each]! * width + digits[codes[each]!]!;
}

/**
 * Lists the rows from `from` on whose code passes (1, or else 0) behind the `kept` that are listed already, and says how
 * many these are together.
 */
export function listPassing(
  rows: Int32Array,
  kept: number,
  from: number,
  count: number,
  codes: Int32Array,
  passes: Uint8Array,
): number {
  // Written first and kept after: no branch that would be guessed wrongly.
  let each = count & 1;
  if (each === 1) {
    rows[kept] = from;
    kept += passes[codes[0]!]!;
  }
  for (; each < count; each += 2) {
    const one = passes[codes[each]!]!;
    const other = passes[codes[each + 1]!]!;
    rows[kept] = from + each;
    kept += one;
    rows[kept] = from + each + 1;
    kept += other;
  }
  return kept;
}

/** Keeps the rows whose code passes (1, or else 0) at the front of the list, and says how many these are. */
export function keepPassing(rows: Int32Array, count: number, codes: Int32Array, passes: Uint8Array): number {
  let kept = 0;
  for (let each = 0; each < count; each++) {
    rows[kept] = rows[each]!;
    kept += passes[codes[each]!]!;
  }
  return kept;
}

/** Where the cell of a row is: at `place * width + offset`. */
export interface Spread {
  readonly width: number;
  readonly offset: number;
}

/** Adds whole numbers of 32 bits to the sums of the cells, and counts them. */
export function addWhole(
  at: Int32Array,
  count: number,
  { width, offset }: Spread,
  values: Uint32Array,
  sums: Float64Array,
  counts: Int32Array,
): void {
  let each = count & 1;
  if (each === 1) {
    const cell = at[0]! * width + offset;
    sums[cell]! += values[0]!;
    counts[cell]!++;
  }
  for (; each < count; each += 2) {
    const one = at[each]! * width + offset;
    const other = at[each + 1]! * width + offset;
    const second = values[each + 1]!;
    sums[one]! += values[each]!;
    counts[one]!++;
    sums[other]! += second;
    counts[other]!++;
  }
}

/** Counts the rows of each cell. */
export function countRows(
  at: Int32Array,
  count: number,
  { width, offset }: Spread,
  counts: Int32Array,
): void {
  for (let each = 0; each < count; each++) counts[at[each]! * width + offset]!++;
}

/**
 * Adds numbers to the sums of the cells, what rounding cuts off to `lost`, and counts them; NaN is none and counted in
 * `empties`. Sum and loss are exact together: Knuth, The Art of Computer Programming, volume 2, 4.2.2.
 */
export function addExactly(
  at: Int32Array,
  count: number,
  { width, offset }: Spread,
  values: Float64Array,
  cells: {
    readonly sums: Float64Array;
    readonly lost: Float64Array;
    readonly counts: Int32Array;
    readonly empties: Int32Array;
  },
): void {
  const { sums, lost, counts, empties } = cells;
  for (let each = 0; each < count; each++) {
    const cell = at[each]! * width + offset;
    const value = values[each]!;
    if (Number.isNaN(value)) {
      empties[cell]!++;
      continue;
    }
    counts[cell]!++;
    const before = sums[cell]!;
    const sum = before + value;
    const part = sum - before;
    sums[cell] = sum;
    lost[cell]! += before - (sum - part) + (value - part);
  }
}

/**
 * Lists the rows whose bit is not set in `ownRows`, and their places in `ownAt`; says how many these are. The others are
 * counted in `empties`.
 */
export function leaveOut(
  missing: Bits,
  rows: Int32Array,
  count: number,
  at: Int32Array,
  { width, offset }: Spread,
  empties: Int32Array,
  ownRows: Int32Array,
  ownAt: Int32Array,
): number {
  let kept = 0;
  for (let each = 0; each < count; each++) {
    const row = rows[each]!;
    const bit = (missing[row >>> 5]! >>> (row & 31)) & 1;
    empties[at[each]! * width + offset]! += bit;
    ownRows[kept] = row;
    ownAt[kept] = at[each]!;
    kept += 1 - bit;
  }
  return kept;
}
