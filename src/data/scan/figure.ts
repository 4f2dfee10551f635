/**
 * One number, read from its bytes: `-1440`, `1,440,000.5`, `1.44T`, `12.5 Mio.`. What is written in another way is left to
 * `parseNumeral`, which reads all of these in the same way.
 */
import { powerOfWord, type DecimalMark } from '../numerals';

/** The numbers up to it are exact, and so are all whole numbers below. */
export const LARGEST = Number.MAX_SAFE_INTEGER;
/** So many decimals there are at most: powers of ten are exact up to this one. */
export const MOST_DECIMALS = 22;
export const POWERS_OF_TEN = Float64Array.from({ length: MOST_DECIMALS + 1 }, (_, power) =>
  Number(`1e${power}`),
);

const LONGEST = 100;
const LONGEST_UNIT = 12;
export const MOST_UNITS = 255;

const BLANK = 32;
const PLUS = 43;
const MINUS = 45;
const POINT = 46;
export const ZERO = 48;

/** What a number says about its decimals. */
export type Evidence = 'none' | 'sure' | 'either';

/** The bytes of a decimal mark, and of the sign that may stand between thousands. */
export interface Marks {
  readonly point: number;
  readonly group: number;
}

export function bytesOf(mark: DecimalMark): Marks {
  return mark === '.' ? { point: 46, group: 44 } : { point: 44, group: 46 };
}

/** Reads cells of one column, one after the other. */
export class FigureReader {
  /** The number that was read last, times ten to the power of `decimals`. */
  value = 0;
  decimals = 0;
  /** 0, or one more than the place of its unit. */
  unit = 0;
  evidence: Evidence = 'none';
  /** All units that were read. */
  readonly units: string[] = [];
  private readonly codes = new Map<string, number>();
  private readonly marks: Marks;

  constructor(mark: DecimalMark) {
    this.marks = bytesOf(mark);
  }

  /** Reads a cell without blanks around it; false if it is no number of this grammar, or none that is exact. */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    if (to - from > LONGEST) return false;
    const { point, group } = this.marks;
    const sign = bytes[from];
    const start = sign === MINUS || sign === PLUS ? from + 1 : from;
    let at = start;
    let value = 0;
    for (; at < to && isDigit(bytes[at]); at++) value = value * 10 + ((bytes[at] ?? 0) - ZERO);
    const digits = at - start;
    if (digits === 0) return false;
    let groups = 0;
    if (digits <= 3 && bytes[start] !== ZERO) {
      for (; at < to && bytes[at] === group; groups++) {
        if (at + 4 > to) return false;
        for (const end = at + 4; ++at < end; value = value * 10 + ((bytes[at] ?? 0) - ZERO))
          if (!isDigit(bytes[at])) return false;
      }
    }
    let decimals = 0;
    if (at < to && bytes[at] === point) {
      const first = at + 1;
      // Zeros at the end say nothing; they are left out where there would be too many digits.
      at = first;
      while (at < to && isDigit(bytes[at])) at++;
      if (at === first) return false;
      let last = at;
      if (last - start > 15) while (last > first && bytes[last - 1] === ZERO) last--;
      for (let digit = first; digit < last; digit++) value = value * 10 + ((bytes[digit] ?? 0) - ZERO);
      decimals = last - first;
      if (decimals > MOST_DECIMALS) return false;
      // The same digits are another number where the point stands between thousands.
      this.evidence =
        groups === 0 && at - first === 3 && digits <= 3 && bytes[start] !== ZERO ? 'either' : 'sure';
    } else this.evidence = groups === 0 ? 'none' : groups === 1 ? 'either' : 'sure';
    if (value > LARGEST) return false;
    this.unit = 0;
    if (at < to && !this.readUnit(bytes, at, to)) return false;
    this.value = sign === MINUS ? 0 - value : value;
    this.decimals = decimals;
    return true;
  }

  private readUnit(bytes: Uint8Array, from: number, to: number): boolean {
    let start = from;
    while (start < to && bytes[start] === BLANK) start++;
    const length = to - start;
    if (length === 0 || length > LONGEST_UNIT + 1) return false;
    let word = '';
    for (let at = start; at < to; at++) {
      const byte = bytes[at] ?? 0;
      const letter = byte | 32;
      if ((letter < 97 || letter > 122) && (byte !== POINT || at === start || at + 1 < to)) return false;
      word += String.fromCharCode(byte);
    }
    const known = this.codes.get(word);
    if (known === undefined) return this.addUnit(word);
    this.unit = known;
    return known > 0;
  }

  private addUnit(word: string): boolean {
    const isUnit = powerOfWord(word) !== undefined && this.units.length < MOST_UNITS;
    // What is no unit is remembered, too, but not without end.
    if (!isUnit && this.codes.size > 2 * MOST_UNITS) return false;
    this.unit = isUnit ? this.units.push(word) : 0;
    this.codes.set(word, this.unit);
    return isUnit;
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= 57;
}
