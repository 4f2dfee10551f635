/** Rows of cells, each of which knows its place in the file. What they mean is decided elsewhere. */
import { isNumeral } from './numerals';
import type { Separator } from './separators';
import { placeOfLine, type Source } from './sources';

export interface Table {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Row → line of the file, 1-based, as `sources` count them. Several rows of an unfolded matrix stand in one line. */
  readonly lines: readonly number[];
  readonly sources: readonly Source[];
  /** What stands between the cells of a row; undefined in JSON. */
  readonly separator: Separator | undefined;
  /** Where members and their values stand if the table is an unfolded matrix; the other columns repeat from row to row. */
  readonly unfolded?: { readonly member: number; readonly value: number };
}

/** A cell without the blanks around it. */
export function cellAt(table: Table, row: number, index: number): string {
  return table.rows[row]?.[index]?.trim() ?? '';
}

/** Where a row stands, for messages: `data.csv, line 12`. */
export function placeOfRow(table: Table, row: number): string {
  return placeOfLine(table, table.lines[row] ?? 0);
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
  if (index === table.unfolded?.member) return false;
  let numbers = 0;
  for (const row of table.rows.keys()) {
    const cell = cellAt(table, row, index);
    if (cell === '') continue;
    if (!isNumeral(cell, units)) return false;
    numbers++;
  }
  return numbers > 0;
}
