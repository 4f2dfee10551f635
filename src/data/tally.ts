/** How many rows of a file are used, and why others are not: nothing is left out without a word. */
import { numberAt, type Dataset, type NumberColumn } from './dataset';

/** Rows that were read and are no part of any figure. */
export interface Unused {
  readonly rows: number;
  /** Why, after `12 rows`: `without tokens`. */
  readonly why: string;
}

export interface Tally {
  readonly read: number;
  readonly used: number;
  readonly refused: readonly Unused[];
}

/** The rows of a dataset's files; those that were computed from another dataset are none of them. */
export function tallyOf(dataset: Dataset): Tally {
  const { rows, computed = 0, numbers, repeated = 0, unused = [] } = dataset;
  const tokens = numbers.get('tokens');
  const columns = tokens ? [tokens] : [...numbers.values()];
  // Rows that were computed stand at the end.
  const own = rows - computed;
  const empty = emptyRows(columns, own);
  const refused: Unused[] = [
    ...unused,
    { rows: repeated, why: 'that stand in another of its files, too' },
    { rows: empty, why: tokens ? 'without tokens' : 'without a figure' },
  ].filter(({ rows }) => rows > 0);
  const left = refused.reduce((sum, { rows }) => sum + rows, 0);
  return { read: own - empty + left, used: own - empty, refused };
}

/** The rows in which all columns are empty. */
function emptyRows(columns: readonly NumberColumn[], rows: number): number {
  // Numbers of which none can be missing fill every row.
  if (columns.some(({ values, missing }) => values instanceof Uint32Array && !missing)) return 0;
  let empty = 0;
  for (let row = 0; row < rows; row++)
    if (columns.every((column) => Number.isNaN(numberAt(column, row)))) empty++;
  return empty;
}

/** How many rows are used, in words: `all`, or `4,588; not used: 2 without tokens`. */
export function usedText({ used, refused }: Tally): string {
  return refused.length === 0 ? 'all' : `${count(used)}; not used: ${refusedText(refused)}`;
}

/** The same in one line: `4,590, all used`, or `4,590 read, 4,588 used; not used: 2 without tokens`. */
export function tallyText({ read, used, refused }: Tally): string {
  if (refused.length === 0) return `${count(read)}, all used`;
  return `${count(read)} read, ${count(used)} used; not used: ${refusedText(refused)}`;
}

function refusedText(refused: readonly Unused[]): string {
  return refused.map(({ rows, why }) => `${count(rows)} ${why}`).join(', ');
}

function count(rows: number): string {
  return rows.toLocaleString('en-US');
}
