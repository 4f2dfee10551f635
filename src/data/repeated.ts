/** Rows that say again what another row has said: the same words, at the same time. */
import { BLOCK } from './blocks';
import { bitsFor, type Bits, type Codes } from './codes';
import type { Dataset } from './dataset';
import { addDigit } from './loops';
import { rowKey, type Key } from './rowKey';
import type { Steps } from './steps';

export interface Repeated {
  /** How many rows repeat an earlier one. */
  readonly count: number;
  /** The first of them, and the row that it repeats. */
  readonly row: number;
  readonly first: number;
}

const NONE: Repeated = { count: 0, row: -1, first: -1 };
/** So many combinations of words and dates have a bit each: 32 MB. */
const MOST_BITS = 2 ** 28;
/** Where there are more, rows are compared up to this many; more are a log, in which the same may happen twice. */
const MOST_ROWS = 2 ** 22;

/** Finds rows that repeat another; in a long log with too many combinations to look at, none. */
export function* repeatedRows(dataset: Dataset): Steps<Repeated> {
  const { time, texts, rows } = dataset;
  const columns: Digit[] = [...texts.values()].map(({ codes, words }) => ({
    codes,
    width: words.length + 1,
  }));
  if (time) columns.unshift({ codes: time.codes, width: time.days.length });
  const all = columns.reduce((product, { width }) => product * width, 1);
  if (!time?.times && all <= MOST_BITS && all <= 1024 * (rows + 64))
    return yield* amongBits(columns, all, rows);
  return rows <= MOST_ROWS ? yield* amongKeys(dataset) : NONE;
}

interface Digit {
  readonly codes: Codes;
  readonly width: number;
}

/** So many rows are a step. */
const STEP = 32 * BLOCK;

function* amongBits(columns: readonly Digit[], all: number, rows: number): Steps<Repeated> {
  const seen = bitsFor(all);
  let [count, row, combination] = [0, -1, -1];
  for (const { from, at } of combinations(columns, rows)) {
    if (from % STEP === 0) yield;
    const first = count === 0 ? setUntilRepeated(at, seen) : 0;
    if (first < at.length && count === 0) [row, combination] = [from + first, at[first] ?? -1];
    count += setBits(at, first, seen);
  }
  if (count === 0) return NONE;
  for (const { from, at } of combinations(columns, row)) {
    yield;
    const place = at.indexOf(combination);
    if (place >= 0) return { count, row, first: from + place };
  }
  return NONE;
}

/** Block by block the combination of each row, as a number; it is written over by the next one. */
function* combinations(
  [first, ...others]: readonly Digit[],
  rows: number,
): Generator<{ readonly from: number; readonly at: Int32Array }, void, void> {
  const [all, digits] = [new Int32Array(BLOCK), new Int32Array(BLOCK)];
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(rows, from + BLOCK);
    const at = all.subarray(0, to - from);
    if (first) at.set(first.codes.subarray(from, to));
    for (const { codes, width } of others) {
      digits.set(codes.subarray(from, to));
      addDigit(at, at.length, digits, width);
    }
    yield { from, at };
  }
}

/** Sets the bits of numbers up to the first that is set already, and gives its place; their count if there is none. */
function setUntilRepeated(at: Int32Array, seen: Bits): number {
  for (let each = 0; each < at.length; each++) {
    const own = at[each]!;
    const bit = 1 << (own & 31);
    const before = seen[own >>> 5]!;
    if ((before & bit) !== 0) return each;
    seen[own >>> 5] = before | bit;
  }
  return at.length;
}

/** Sets the bits of the numbers from `from` on, and says how many were set before. */
function setBits(at: Int32Array, from: number, seen: Bits): number {
  let repeated = 0;
  // No branch: whether a bit is set would be guessed wrongly.
  for (let each = from; each < at.length; each++) {
    const own = at[each]!;
    const before = seen[own >>> 5]!;
    repeated += (before >>> (own & 31)) & 1;
    seen[own >>> 5] = before | (1 << (own & 31));
  }
  return repeated;
}

function* amongKeys(dataset: Dataset): Steps<Repeated> {
  const keyOf = rowKey(dataset, [...dataset.texts.values()]);
  const seen = new Map<Key, number>();
  let [count, row, first] = [0, -1, -1];
  for (let each = 0; each < dataset.rows; each++) {
    if (each % BLOCK === 0) yield;
    const key = keyOf(each);
    const before = seen.get(key);
    if (before === undefined) seen.set(key, each);
    else if (count++ === 0) [row, first] = [each, before];
  }
  return count === 0 ? NONE : { count, row, first };
}
