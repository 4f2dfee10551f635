/**
 * CSV text → a table, by papaparse: what the scanner of bytes is held against. Throws Unreadable where it is none: quotes,
 * separators, rows of different lengths.
 */
import Papa from 'papaparse';
import { shown, Unreadable } from '../../../src/data/problem';
import { SEPARATORS, separatorName, separatorOf, type Separator } from '../../../src/data/separators';
import { tableOfRows, type Row, type Table } from '../../../src/data/table';

/** A header is shorter, in characters: what is longer is a file without line ends. */
const LONGEST_HEADER = 2 ** 20;
/** Spreadsheets have no more. */
const MOST_COLUMNS = 16_384;
/** The first line by which spreadsheets say how cells are separated. */
const ANNOUNCED = /^sep=([,;\t|])\n/i;

/** Splits CSV text into cells. */
export function split(text: string, file: string, stated?: Separator): Table {
  // Line ends are made one kind: a file may mix them, and rows must be counted as an editor counts lines.
  const whole = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  if (whole.trim() === '') {
    throw new Unreadable('empty-file', `${file} is empty: it has neither a header nor rows.`);
  }
  const announced = ANNOUNCED.exec(whole);
  const source = announced ? whole.slice(announced[0].length) : whole;
  checkFirstLine(source, file);
  const separator = stated ?? (announced?.[1] as Separator | undefined) ?? separatorOf(source);
  const [first, ...rows] = rowsOf(source, separator, announced ? 2 : 1, file);
  const header = (first?.cells ?? []).map((cell) => cell.trim());
  if (rows.length === 0) throw new Unreadable('no-rows', `${file} has a header but no rows.`);
  checkShape(file, header, rows, separator);
  return tableOfRows(file, header, rows, { counts: 'line', separator });
}

function checkFirstLine(source: string, file: string): void {
  const begun = source.trimStart();
  const end = begun.includes('\n') ? begun.indexOf('\n') : begun.length;
  if (end <= LONGEST_HEADER) return;
  throw new Unreadable(
    'long-line',
    `${file} begins with a line of ${Math.round(end / 1e6).toLocaleString('en-US')} million characters, which is no header. Its line ends may have been lost; save it again as CSV.`,
  );
}

/** The rows that are not blank, each with the line in which it starts. */
function rowsOf(source: string, delimiter: Separator, firstLine: number, file: string): Row[] {
  const parsed = Papa.parse<string[]>(source, { delimiter, newline: '\n' });
  const places: number[] = [];
  let line = firstLine;
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
  return parsed.data.flatMap((cells, index) =>
    cells.length > 1 || (cells[0] ?? '').trim() !== '' ? [{ cells, line: places[index] ?? 0 }] : [],
  );
}

function checkShape(
  file: string,
  header: readonly string[],
  rows: readonly Row[],
  separator: Separator,
): void {
  const { length } = header;
  if (length > MOST_COLUMNS) {
    throw new Unreadable(
      'too-many-columns',
      `${file} has ${length.toLocaleString('en-US')} columns; no more than ${MOST_COLUMNS.toLocaleString('en-US')} are read. Write it with a row for each figure.`,
    );
  }
  const ragged = rows.find(({ cells }) => cells.length !== length);
  if (ragged) {
    const { cells, line } = ragged;
    const count = `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}`;
    throw new Unreadable(
      'ragged-row',
      `${file}, line ${line}: ${count} where the header has ${length} columns${otherSeparator(cells, length, separator)}.`,
    );
  }
  const seen = new Set<string>();
  for (const name of header) {
    if (seen.has(name))
      throw new Unreadable('column-twice', `${file} has two columns named "${shown(name)}"; rename one.`);
    seen.add(name);
  }
}

/** A row that would fit the header by another separator than the rest. */
function otherSeparator(cells: readonly string[], columns: number, separator: Separator): string {
  const row = cells.join(separator);
  const other = SEPARATORS.find((each) => each !== separator && row.split(each).length === columns);
  if (other === undefined) return '';
  return `: its cells are separated by ${separatorName(other)}, and those of the header by ${separatorName(separator)}`;
}
