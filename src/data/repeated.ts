/** Rows that say again what another row has said: the same words, at the same time. */
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

/** A block of rows: its combinations stay in the nearest memory. */
const BLOCK = 1 << 13;
/** So many rows are a step. */
const STEP = 64 * BLOCK;

function* amongBits(columns: readonly Digit[], all: number, rows: number): Steps<Repeated> {
  const seen = bitsFor(all);
  let [count, row, combination] = [0, -1, -1];
  for (const { from, at } of combinations(columns, rows)) {
    if (from % STEP === 0) yield;
    const found = setBits(at, seen);
    if (count === 0 && found.count > 0) [row, combination] = [from + found.first, at[found.first] ?? -1];
    count += found.count;
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
  columns: readonly Digit[],
  rows: number,
): Generator<{ readonly from: number; readonly at: Int32Array }, void, void> {
  const [list, all] = [new Int32Array(BLOCK), new Int32Array(BLOCK)];
  for (let from = 0; from < rows; from += BLOCK) {
    const at = all.subarray(0, Math.min(BLOCK, rows - from)).fill(0);
    for (let place = 0; place < at.length; place++) list[place] = from + place;
    for (const { codes, width } of columns) addDigit(list, at.length, at, codes, width);
    yield { from, at };
  }
}

/** Sets the bits of numbers; says how many were set before, and the place of the first of these. */
function setBits(at: Int32Array, seen: Bits): { readonly count: number; readonly first: number } {
  let [repeated, first] = [0, -1];
  for (let each = 0; each < at.length; each++) {
    const own = at[each]!;
    const bit = 1 << (own & 31);
    const before = seen[own >>> 5]!;
    seen[own >>> 5] = before | bit;
    if ((before & bit) !== 0 && repeated++ === 0) first = each;
  }
  return { count: repeated, first };
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
