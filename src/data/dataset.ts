/** A dataset: typed columns over rows, and what is known about them. Rows are numbers, words are codes of a dictionary. */
import type { Grain } from '../language/literals';
import type { Day } from './calendar';
import { hasBit, type Bits, type Codes } from './codes';
import type { Guess } from './guess';
import type { Lines } from './lines';
import type { Source } from './sources';
import type { Unused } from './tally';

/** Words as codes: row → code → word. The code `words.length` is an empty cell. */
export interface TextColumn {
  readonly kind: 'text';
  readonly name: string;
  readonly codes: Codes;
  readonly words: readonly string[];
}

/** Numbers in base units. An empty cell is missing and never zero. */
export interface NumberColumn {
  readonly kind: 'number';
  readonly name: string;
  /** Whether sums of it mean something: by its name, and by that of the file where the analyst gave it another. */
  readonly additive: boolean;
  /**
   * Row → its number times `scale`, so that decimals are whole numbers, too, and add up exactly. NaN is missing where
   * there can be one; `numberAt` reads a row.
   */
  readonly values: Uint32Array | Float64Array;
  /** A power of ten. */
  readonly scale: number;
  /** The rows that are missing, in values that cannot say so themselves. */
  readonly missing?: Bits | undefined;
  /** What the attach statement says that it counts; without it, its name tells. */
  readonly unit?: 'tokens' | 'usd' | 'number';
}

/** The column of dates: row → code → day and bucket; bucket → its first and last day, ascending. */
export interface TimeColumn {
  readonly name: string;
  readonly grain: Grain;
  /** Row → code of what is written in it. */
  readonly codes: Codes;
  /** Code → the day that is written, before rows are gathered into buckets. */
  readonly days: Int32Array;
  /** Code → bucket. */
  readonly buckets: Int32Array;
  /** Row → the second of the day that is written in it, in files that tell the time; nothing but the day is counted. */
  readonly times?: Int32Array;
  readonly starts: readonly Day[];
  readonly ends: readonly Day[];
  /** The last day up to which the file holds everything: a bucket that ends later is partial. Without it, all are whole. */
  readonly completeUntil?: Day;
}

/** The dimensions that a column of the file can hold itself. */
export type ColumnRole = 'model' | 'lab' | 'country';

export interface Dataset {
  readonly name: string;
  readonly file: string;
  readonly rows: number;
  /** The hash of the file's bytes, in lower-case hex; empty if the text was read from no file. */
  readonly sha256: string;
  /**
   * Row → line of the file, 1-based: every figure can be traced back to where it was read. 0 for a row that stands in no
   * line, because it was computed from another dataset.
   */
  readonly lines: Lines;
  /** How many of the rows stand in no line. */
  readonly computed?: number;
  /** The files of which it is made, by name; without it, it is `file` alone. `placeOfLine` says where a line stands. */
  readonly sources?: readonly Source[];
  /** How many rows stand in several of the files and are counted once. */
  readonly repeated?: number;
  /** Rows of the file that are no part of `rows`, and why. */
  readonly unused?: readonly Unused[];
  /** Columns of the file in which nearly every row has a word of its own, and which are left out. */
  readonly ids?: readonly string[];
  /** What nobody has said and was read nevertheless. */
  readonly guesses?: readonly Guess[];
  /** Absent in a snapshot without dates. */
  readonly time: TimeColumn | undefined;
  readonly texts: ReadonlyMap<string, TextColumn>;
  readonly numbers: ReadonlyMap<string, NumberColumn>;
  readonly roles: Readonly<Partial<Record<ColumnRole, string>>>;
  /** Set when the file holds only the first N of every bucket: no figure of it is "of all tokens". */
  readonly listsTop: number | undefined;
  readonly cite: string | undefined;
}

/** The reserved word of the data for "everything that is not listed by name". */
export const OTHER = 'other';

export function isOther(word: string): boolean {
  return word.toLowerCase() === OTHER;
}

/** The number of a row in base units; NaN if it is missing. */
export function numberAt({ values, scale, missing }: NumberColumn, row: number): number {
  return hasBit(missing, row) ? NaN : (values[row] ?? NaN) / scale;
}

/** The same column with other numbers, of which NaN is missing. */
export function withNumbers(column: NumberColumn, values: Float64Array): NumberColumn {
  return { ...column, scale: 1, values, missing: undefined };
}

/** The word of a row; undefined if its cell is empty. */
export function wordAt({ codes, words }: TextColumn, row: number): string | undefined {
  return words[codes[row] ?? words.length];
}

/** The bucket of a row; without dates there is one for all. */
export function bucketAt(time: TimeColumn | undefined, row: number): number {
  return time?.buckets[time.codes[row] ?? 0] ?? 0;
}

/** The day that is written in a row. */
export function dayAt(time: TimeColumn, row: number): Day {
  return time.days[time.codes[row] ?? 0] ?? 0;
}

/** Tells the rows of models that the source has lumped into one, however they are spelt; decided once for each word. */
export function lumpTest(dataset: Dataset): (row: number) => boolean {
  const models = dataset.texts.get(dataset.roles.model ?? '');
  const lumps = models?.words.map(isOther) ?? [];
  return (row) => lumps[models?.codes[row] ?? lumps.length] ?? false;
}

/** The column whose words tell rows apart: models, else labs, else countries. */
export function identityRole(dataset: Dataset): ColumnRole | undefined {
  return (['model', 'lab', 'country'] as const).find((role) => dataset.roles[role] !== undefined);
}

const SCORES =
  /(^|_)(elo|score|rank|price|rate|ratio|share|percent|pct|avg|average|mean|median|latency|length|rating)(_|$)/i;

/** Whether sums of the column mean something: tokens and dollars add up, scores, ranks and prices do not. */
export function isAdditive(column: string): boolean {
  return !SCORES.test(column);
}
