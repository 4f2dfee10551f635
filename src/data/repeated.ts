/** Rows that say again what another row has said: the same words, at the same time. */
import { bitsFor, type Codes } from './codes';
import { dayAt, type Dataset } from './dataset';
import { addDigit } from './loops';
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
const SECONDS_OF_DAY = 86_400;

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
  const [list, at] = [new Int32Array(BLOCK), new Int32Array(BLOCK)];
  let [count, row, combination] = [0, -1, -1];
  for (let from = 0; from < rows; from += BLOCK) {
    if (from % STEP === 0) yield;
    const to = Math.min(from + BLOCK, rows);
    at.fill(0);
    for (let row = from; row < to; row++) list[row - from] = row;
    for (const { codes, width } of columns) addDigit(list, to - from, at, codes, width);
    for (let each = from; each < to; each++) {
      const own = at[each - from]!;
      const bit = 1 << (own & 31);
      const before = seen[own >>> 5]!;
      if ((before & bit) === 0) {
        seen[own >>> 5] = before | bit;
        continue;
      }
      if (count++ === 0) [row, combination] = [each, own];
    }
  }
  if (count === 0) return NONE;
  for (let first = 0; first < row; first++) {
    if (first % BLOCK === 0) yield;
    const own = columns.reduce((sum, { codes, width }) => sum * width + (codes[first] ?? 0), 0);
    if (own === combination) return { count, row, first };
  }
  return NONE;
}

function* amongKeys(dataset: Dataset): Steps<Repeated> {
  const { time, texts, rows } = dataset;
  const columns = [...texts.values()];
  const seen = new Map<string, number>();
  let [count, row, first] = [0, -1, -1];
  for (let each = 0; each < rows; each++) {
    if (each % BLOCK === 0) yield;
    const moment = time ? dayAt(time, each) * SECONDS_OF_DAY + (time.times?.[each] ?? 0) : 0;
    const key = `${moment} ${columns.map(({ codes }) => codes[each]).join()}`;
    const before = seen.get(key);
    if (before === undefined) seen.set(key, each);
    else if (count++ === 0) [row, first] = [each, before];
  }
  return count === 0 ? NONE : { count, row, first };
}
