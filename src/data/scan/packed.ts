/**
 * A table as it goes from one thread to another: its arrays are handed over, and its words go as few long strings, because
 * many short ones would all be made at once where they arrive.
 */
import { followingLines } from '../lines';
import type { Steps } from '../steps';
import type { WrittenColumn } from '../written';
import type { Scanned } from './scan';

export interface Packed extends Omit<Scanned, 'columns' | 'lines'> {
  readonly columns: readonly PackedColumn[];
  readonly lines: { readonly rows: ArrayLike<number>; readonly ahead: ArrayLike<number> };
}

type Worded = Extract<WrittenColumn, { readonly words: unknown }>;
type PackedColumn = Exclude<WrittenColumn, Worded> | PackedWords<Worded>;
type PackedWords<Column> = Column extends Worded
  ? Omit<Column, 'words'> & { readonly bundles: readonly string[] }
  : never;

/** So many words are one string. */
const BUNDLE = 2 ** 12;
/** No word has it. */
const BETWEEN = '\0';

export function pack({ columns, lines: { rows, ahead }, ...others }: Scanned): Packed {
  return { ...others, lines: { rows, ahead }, columns: columns.map(packColumn) };
}

function packColumn(column: WrittenColumn): PackedColumn {
  if (!('words' in column)) return column;
  const { words, ...others } = column;
  const bundles: string[] = [];
  for (let at = 0; at < words.length; at += BUNDLE) bundles.push(words.slice(at, at + BUNDLE).join(BETWEEN));
  return { ...others, bundles };
}

export function* unpack({ columns, lines: { rows, ahead }, ...others }: Packed): Steps<Scanned> {
  const unpacked: WrittenColumn[] = [];
  for (const column of columns) unpacked.push(yield* unpackColumn(column));
  return { ...others, lines: followingLines(rows, ahead), columns: unpacked };
}

function* unpackColumn(column: PackedColumn): Steps<WrittenColumn> {
  if (!('bundles' in column)) return column;
  const { bundles, ...others } = column;
  const words: string[] = [];
  for (const bundle of bundles) {
    yield;
    words.push(...bundle.split(BETWEEN));
  }
  return { ...others, words };
}

/** How many words a column has. */
export function wordsIn(column: PackedColumn | undefined): number {
  return column && 'bundles' in column ? column.first.length : 0;
}

/** The memory of all arrays, to be handed over. */
export function memoryOf({ columns, lines }: Packed): ArrayBuffer[] {
  return [...columns, lines].flatMap(memoryIn);
}

/** The memory of the arrays of a column. */
export function memoryIn(column: object): ArrayBuffer[] {
  return Object.values(column).flatMap((part: unknown) => {
    if (ArrayBuffer.isView(part)) return [part.buffer as ArrayBuffer];
    // The codes of units.
    return typeof part === 'object' && part !== null && !Array.isArray(part) ? memoryIn(part) : [];
  });
}
