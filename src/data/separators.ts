/** What stands between the cells of a file: found by trying, since in a table every row has as many cells as the header. */
import Papa from 'papaparse';

export const SEPARATORS = [',', ';', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** So many rows tell how a file is written. */
const TRIED = 100;

/** The separator as a message names it. */
export function separatorName(separator: Separator): string {
  return separator === '\t' ? 'tabs' : `"${separator}"`;
}

/** The separator by which the rows are even and have many cells; a comma where none divides the header. */
export function separatorOf(text: string): Separator {
  const tried = SEPARATORS.map((separator) => ({ separator, ...evenness(text, separator) }));
  const [best] = tried.filter(({ cells }) => cells > 1).sort((a, b) => b.even * b.cells - a.even * a.cells);
  return best?.separator ?? ',';
}

/** How many cells the header has, and which part of the rows has as many. */
function evenness(text: string, delimiter: Separator): { readonly cells: number; readonly even: number } {
  const { data } = Papa.parse<string[]>(text, { delimiter, newline: '\n', preview: TRIED });
  const rows = data.filter((row) => row.length > 1 || (row[0] ?? '').trim() !== '');
  const cells = rows[0]?.length ?? 0;
  return { cells, even: rows.filter((row) => row.length === cells).length / rows.length };
}
