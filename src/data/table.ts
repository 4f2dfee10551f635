/** Columns of cells, each of which knows its place in the file. What they mean is decided elsewhere. */
import { listedLines, type Lines } from './lines';
import { isNumeral } from './numerals';
import type { Kind } from './scan/kinds';
import type { Separator } from './separators';
import { placeOfLine, type Source } from './sources';
import { writtenCell, writtenWords, type WrittenColumn, type WrittenWords } from './written';

export interface Table {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: number;
  /** One for each name of the header. */
  readonly columns: readonly WrittenColumn[];
  /** Row → line of the file, 1-based, as `sources` count them. Several rows of an unfolded matrix stand in one line. */
  readonly lines: Lines;
  /** No row stands in a later line. */
  readonly lineCount: number;
  readonly sources: readonly Source[];
  /** What stands between the cells of a row; undefined in JSON. */
  readonly separator: Separator | undefined;
  /** Where members and their values stand if the table is an unfolded matrix; the other columns repeat from row to row. */
  readonly unfolded?: { readonly member: number; readonly value: number };
}

/** Thrown inside this folder only: a column turned out to be another than its first cells promised, and is read again. */
export class OtherKind extends Error {
  constructor(
    /** Of the file, by their names in its header. */
    readonly columns: readonly string[],
    readonly kind: Kind,
  ) {
    super(`The columns ${columns.join(', ')} are of another kind.`);
  }
}

/** A row as it is written. */
export interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/** A table of rows, in ascending order of lines, each with as many cells as the header. */
export function tableOfRows(
  file: string,
  header: readonly string[],
  rows: readonly Row[],
  { counts, separator }: { readonly counts: Source['counts']; readonly separator: Separator | undefined },
): Table {
  return {
    file,
    header,
    rows: rows.length,
    columns: header.map((_, index) => writtenWords(rows.map(({ cells }) => cells[index] ?? ''))),
    lines: listedLines(Int32Array.from(rows, ({ line }) => line)),
    lineCount: rows.at(-1)?.line ?? 0,
    sources: [{ file, counts, before: 0 }],
    separator,
  };
}

/** A cell without the blanks around it. Throws OtherKind if it was not kept. */
export function cellAt({ columns, header }: Table, row: number, index: number): string {
  const column = columns[index];
  if (column?.kind === 'ids') throw new OtherKind([header[index] ?? ''], 'words');
  return column ? writtenCell(column, row) : '';
}

/** The words of a column. Throws OtherKind if it was not kept as words. */
export function wordsOf({ columns, header }: Table, index: number): WrittenWords {
  const column = columns[index];
  if (column?.kind === 'words') return column;
  throw new OtherKind([header[index] ?? ''], 'words');
}

export interface Cell {
  readonly cell: string;
  /** The first row in which it stands. */
  readonly row: number;
}

/** The different cells of a column that are not empty, in the order in which they first occur. Throws as `wordsOf`. */
export function distinctCells(table: Table, index: number): Cell[] {
  const { words, first } = wordsOf(table, index);
  return words.flatMap((cell, code) => (cell === '' ? [] : [{ cell, row: first[code] ?? 0 }]));
}

/** Where a row stands, for messages: `data.csv, line 12`. */
export function placeOfRow(table: Table, row: number): string {
  return placeOfLine(table, table.lines.at(row));
}

/** Where a cell stands, for messages: the file, the line, and the column as the file calls it. */
export function placeOf(table: Table, row: number, index: number): string {
  const name = table.separator === undefined ? 'field' : 'column';
  return `${placeOfRow(table, row)}, ${name} "${columnOf(table, row, index)}"`;
}

/** The column of the file in which a cell stands: of a value of a matrix, the column of its member. */
export function columnOf(table: Table, row: number, index: number): string {
  const { header, unfolded } = table;
  return unfolded?.value === index ? cellAt(table, row, unfolded.member) : (header[index] ?? '');
}

/** Whether a column holds numbers and nothing else, at least one; with units behind them where `units` allows it. */
export function looksNumeric(table: Table, index: number, units = false): boolean {
  const column = table.columns[index];
  if (!column || column.kind === 'moments' || column.kind === 'ids' || index === table.unfolded?.member)
    return false;
  if (column.kind === 'words') {
    const { words } = column;
    return words.some((cell) => cell !== '') && words.every((cell) => cell === '' || isNumeral(cell, units));
  }
  if (column.units && !units) return false;
  return [...column.odd.values()].every((cell) => isNumeral(cell, units));
}

/** Whether no cell of a column is filled. */
export function isEmptyColumn({ columns }: Table, index: number): boolean {
  const column = columns[index];
  return column?.kind === 'words' && column.words.every((cell) => cell === '');
}
