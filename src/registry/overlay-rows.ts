/** CSV text → rows with their lines in the file, or why there are none. */
import Papa from 'papaparse';
import { separatorOf, type Separator } from '../data/separators';
import { shown } from './overlay-words';

export interface Rows {
  /** What stands between the cells. */
  readonly separator: Separator;
  readonly header: readonly string[];
  /** Rows that have as many cells as the header. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  /** Rows that do not, and so cannot be told cell by cell. */
  readonly ragged: readonly { readonly line: number; readonly cells: number }[];
}

interface Unusable {
  readonly code: string;
  readonly problem: string;
}

/** Splits CSV text with at least so many rows; never throws. Lines are counted as an editor counts them. */
export function splitRows(text: string, file: string, least: 0 | 1 = 1): Rows | Unusable {
  const source = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  if (source.trim() === '')
    return { code: 'empty-file', problem: `${file} is empty: it has neither a header nor rows.` };
  const separator = separatorOf(source);
  const parsed = Papa.parse<string[]>(source, { delimiter: separator, newline: '\n' });
  const all: { line: number; cells: string[] }[] = [];
  let line = 1;
  for (const cells of parsed.data) {
    all.push({ line, cells: cells.map((cell) => cell.replace(/\s+/g, ' ').trim()) });
    line += cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 1);
  }
  const quotes = parsed.errors.find((error) => error.type === 'Quotes');
  if (quotes) {
    const at = all[quotes.row ?? 0]?.line ?? line;
    const problem = `${file}, line ${at}: a quoted cell is not closed as it should be; write "" for a quote inside a quoted cell.`;
    return { code: 'quotes', problem };
  }
  const [first, ...others] = all.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const header = first?.cells ?? [];
  // Who types into a row of empty cells leaves separators at its end: they say nothing.
  const rows = others.map(({ line: at, cells }) => ({ line: at, cells: cut(cells, header.length) }));
  if (rows.length < least) return { code: 'no-rows', problem: `${file} has a header but no rows.` };
  const twice = header.find((name, index) => name !== '' && header.indexOf(name) !== index);
  if (twice !== undefined)
    return { code: 'column-twice', problem: `${file} has two columns named "${shown(twice)}"; rename one.` };
  return {
    separator,
    header,
    rows: rows.filter(({ cells }) => cells.length === header.length),
    ragged: rows
      .filter(({ cells }) => cells.length !== header.length)
      .map((row) => ({ line: row.line, cells: row.cells.length })),
  };
}

/** The cells without empty ones beyond so many. */
function cut(cells: readonly string[], most: number): readonly string[] {
  return cells.slice(most).every((cell) => cell === '') ? cells.slice(0, most) : cells;
}
