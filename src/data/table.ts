/** CSV text → cells, each of which knows its place in the file. What they mean is decided elsewhere. */
import Papa from 'papaparse';
import { Unreadable } from './problem';

export interface Table {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Row → line of the file, 1-based. Several rows of an unfolded matrix stand in one line. */
  readonly lines: readonly number[];
  /** Where members and their values stand if the table is an unfolded matrix; the other columns repeat from row to row. */
  readonly unfolded?: { readonly member: number; readonly value: number };
}

/** Splits CSV text into cells. Throws Unreadable where it is no table: quotes, separators, rows of different lengths. */
export function split(text: string, file: string): Table {
  // Line ends are made one kind: a file may mix them, and rows must be counted as an editor counts lines.
  const source = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  if (source.trim() === '') {
    throw new Unreadable('empty-file', `${file} is empty: it has neither a header nor rows.`);
  }
  const parsed = Papa.parse<string[]>(source, { delimiter: ',', newline: '\n' });
  const places: number[] = [];
  let line = 1;
  for (const cells of parsed.data) {
    places.push(line);
    line += 1 + cells.reduce((sum, cell) => sum + (cell.split('\n').length - 1), 0);
  }
  const quotes = parsed.errors.find((error) => error.type === 'Quotes');
  if (quotes) {
    throw new Unreadable(
      'quotes',
      `${file}, line ${places[quotes.row ?? 0] ?? line}: a quoted cell is not closed as it should be; write "" for a quote inside a quoted cell.`,
    );
  }
  const filled = parsed.data.flatMap((cells, index) =>
    cells.length > 1 || (cells[0] ?? '').trim() !== '' ? [{ cells, line: places[index] ?? 0 }] : [],
  );
  const [first, ...rows] = filled;
  const header = (first?.cells ?? []).map((cell) => cell.trim());
  const separator = header.length === 1 ? /[;\t|]/.exec(header[0] ?? '')?.[0] : undefined;
  if (separator !== undefined) {
    const called = separator === '\t' ? 'tabs' : `\`${separator}\``;
    throw new Unreadable(
      'separator',
      `${file} separates its columns by ${called}; only commas are read. Save it as CSV with commas (and decimal points).`,
    );
  }
  if (rows.length === 0) throw new Unreadable('no-rows', `${file} has a header but no rows.`);
  const ragged = rows.find(({ cells }) => cells.length !== header.length);
  if (ragged) {
    const { length } = ragged.cells;
    throw new Unreadable(
      'ragged-row',
      `${file}, line ${ragged.line}: ${length} ${length === 1 ? 'cell' : 'cells'} where the header has ${header.length} columns.`,
    );
  }
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new Unreadable('column-twice', `${file} has two columns named "${twice}"; rename one.`);
  }
  return { file, header, rows: rows.map(({ cells }) => cells), lines: rows.map((row) => row.line) };
}

/** A cell without the blanks around it. */
export function cellAt(table: Table, row: number, index: number): string {
  return table.rows[row]?.[index]?.trim() ?? '';
}

/** Where a cell stands, for messages: the file, the line, and the column as the file calls it. */
export function placeOf(table: Table, row: number, index: number): string {
  return `${table.file}, line ${table.lines[row] ?? 0}, column "${columnOf(table, row, index)}"`;
}

/** The column of the file in which a cell stands: of a value of a matrix, the column of its member. */
export function columnOf(table: Table, row: number, index: number): string {
  const { header, unfolded } = table;
  return unfolded?.value === index ? cellAt(table, row, unfolded.member) : (header[index] ?? '');
}

/** Digits as other programs write them, without separators; a unit is said in the attach statement. */
export const NUMBER = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** Whether a column holds numbers and nothing else, at least one. */
export function looksNumeric(table: Table, index: number): boolean {
  if (index === table.unfolded?.member) return false;
  let numbers = 0;
  for (const row of table.rows.keys()) {
    const cell = cellAt(table, row, index);
    if (cell === '') continue;
    if (!NUMBER.test(cell)) return false;
    numbers++;
  }
  return numbers > 0;
}
