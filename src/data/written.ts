/**
 * A column as it is written in the file, before anybody knows what it means. A cell is never kept as a string of its own:
 * words are codes of a dictionary, figures whole numbers. Both look the same after trimming blanks off their ends.
 */
import { codesFor, hasBit, type Bits, type Codes } from './codes';
import type { DecimalMark } from './numerals';

export type WrittenColumn = WrittenWords | WrittenFigures | WrittenMoments | WrittenIds;

/** Any column can be kept so. */
export interface WrittenWords {
  readonly kind: 'words';
  /** The different cells, in the order in which they first occur; an empty cell is the word ''. */
  readonly words: readonly string[];
  /** Row → its word. */
  readonly codes: Codes;
  /** Word → the first row in which it stands. */
  readonly first: ArrayLike<number>;
}

/**
 * Numbers in digits, read with one decimal mark: `-1440`, `1,440,000.5`, `1.44T`, `12.5 Mio.`. A cell that is none of
 * these is `odd`, and kept as it is written.
 */
export interface WrittenFigures {
  readonly kind: 'figures';
  readonly mark: DecimalMark;
  /** Row → its number before the unit, times ten to the power of `decimals`: exact. 0 where it is empty or odd. */
  readonly values: Uint32Array | Float64Array;
  readonly decimals: number;
  /** The rows whose cell is empty. */
  readonly empty: Bits | undefined;
  /** The words behind the numbers, as they are written; undefined if there are none. */
  readonly units: WrittenUnits | undefined;
  /** Row → its cell, in ascending order of rows. */
  readonly odd: ReadonlyMap<number, string>;
  /** The first row whose cell is a number with this mark and with no other: `1.5`, `1,440,000` for the point; −1 if none. */
  readonly sure: number;
  /** The first row whose cell would be another number with the other mark: `1.440`, `1,440`; −1 if none. */
  readonly either: number;
}

export interface WrittenUnits {
  /** Row → 0 if its number has no unit, else one more than the place of its unit in `words`. */
  readonly codes: Uint8Array;
  readonly words: readonly string[];
  /** Unit → the first row in which it stands. */
  readonly first: readonly number[];
}

/** Days with a time of day: `2026-02-09T12:30:00Z`, `2026-02-09 12:30`. Fractions of a second are dropped. */
export interface WrittenMoments {
  readonly kind: 'moments';
  /** The days as they are written, `2026-02-09`, in the order in which they first occur. */
  readonly words: readonly string[];
  readonly codes: Codes;
  readonly first: ArrayLike<number>;
  /** Row → the second of its day. */
  readonly seconds: Int32Array;
  /** What stands between day and time, and behind the time, in every cell: `T` and `Z`, or a blank and nothing. */
  readonly between: string;
  readonly zone: string;
}

/**
 * Nearly every row of a long table has a word of its own, such as the id of a request: nothing is kept of them, because
 * nobody counts by them. Whoever wants them nevertheless has the table read again, with this column as words.
 */
export interface WrittenIds {
  readonly kind: 'ids';
  readonly rows: number;
}

/** A column of these cells, which are trimmed. */
export function writtenWords(cells: readonly string[]): WrittenWords {
  const known = new Map<string, number>();
  const first: number[] = [];
  const all = new Uint32Array(cells.length);
  for (const [row, cell] of cells.entries()) {
    const word = cell.trim();
    let code = known.get(word);
    if (code === undefined) {
      code = first.length;
      known.set(word, code);
      first.push(row);
    }
    all[row] = code;
  }
  const codes = codesFor(known.size, cells.length);
  codes.set(all);
  return { kind: 'words', words: [...known.keys()], codes, first };
}

/**
 * The cell of a row: as it is written, but for zeros at the end of its decimals and what stands between its parts. Empty of
 * ids.
 */
export function writtenCell(column: WrittenColumn, row: number): string {
  switch (column.kind) {
    case 'words':
      return column.words[column.codes[row] ?? -1] ?? '';
    case 'ids':
      return '';
    case 'figures':
      return column.odd.get(row) ?? figureText(column, row);
    case 'moments':
      return `${column.words[column.codes[row] ?? -1] ?? ''}${column.between}${timeText(column.seconds[row] ?? 0)}${column.zone}`;
  }
}

function figureText({ values, decimals, mark, empty, units, either }: WrittenFigures, row: number): string {
  if (hasBit(empty, row)) return '';
  const value = (values[row] ?? 0) / 10 ** decimals;
  const number = row === either ? eitherText(value, mark) : String(value).replace('.', mark);
  const unit = units?.words[(units.codes[row] ?? 0) - 1];
  if (unit === undefined) return number;
  return unit.length < 3 ? number + unit : `${number} ${unit}`;
}

/** A number that is written with three digits behind its only mark, of whichever kind that is: 1.440 or 1,440. */
function eitherText(value: number, mark: DecimalMark): string {
  const size = Math.abs(value);
  const [whole, digits, between] =
    size < 1000
      ? [Math.trunc(size), Math.round((size % 1) * 1000), mark]
      : [Math.trunc(size / 1000), size % 1000, mark === '.' ? ',' : '.'];
  return `${value < 0 ? '-' : ''}${whole}${between}${String(digits).padStart(3, '0')}`;
}

function timeText(seconds: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}
