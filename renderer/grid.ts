/** The table of a result as plain rows of text, every figure with all of its digits: for spreadsheets and files. */
import { formatBounds } from '../src/protocol/format';
import type { Caption, Cell, Result, Row } from '../src/protocol/result';
import { sortRows, type Sort } from './table/sort';
import { plain } from './text';

/** Whether there is anything to be written as rows. */
export function hasGrid({ table, figure }: Pick<Result, 'table' | 'figure'>): boolean {
  return table.columns.length > 0 || figure?.axis === 'none';
}

/** A row of names, then the rows. What is missing is empty, and never 0. Bounds stand in two columns of their own. */
export function gridOf({ table, figure }: Pick<Result, 'table' | 'figure'>, sort?: Sort): string[][] {
  const rows = sortRows(table, sort);
  if (table.columns.length === 0) return figure?.axis === 'none' ? numbersGrid(figure) : [];
  const columns = table.columns.map(({ label, unit = 'number' }, index) => {
    const isBounded = rows.some((row) => {
      const cell = row.cells[index];
      return cell !== undefined && 'value' in cell && formatBounds(cell, unit) !== undefined;
    });
    const head = plain(label);
    return { index, heads: isBounded ? [head, `${head} lowest`, `${head} highest`] : [head] };
  });
  // Told apart by the style of a page; in a file it needs a word.
  const hasPartial = rows.some(({ partial }) => partial);
  return [
    [...columns.flatMap(({ heads }) => heads), ...(hasPartial ? ['partial'] : [])],
    ...rows.map((row) => [
      ...columns.flatMap(({ index, heads }) => cellsOf(row, index, heads.length > 1)),
      ...(hasPartial ? [row.partial ? 'yes' : ''] : []),
    ]),
  ];
}

function cellsOf(row: Row, index: number, isBounded: boolean): string[] {
  const cell: Cell | undefined = row.cells[index];
  if (cell === undefined || 'label' in cell)
    return [plain(cell?.label ?? ''), ...(isBounded ? ['', ''] : [])];
  const written = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : String(value);
  if (!isBounded) return [written(cell.value)];
  return [written(cell.value), written(cell.low), written(cell.high)];
}

function numbersGrid({ items }: Extract<Result['figure'], { axis: 'none' }>): string[][] {
  const written = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : String(value);
  return [
    ['figure', 'value', 'lowest', 'highest'],
    ...items.map(({ label, measured }) => [
      plain(label),
      written(measured.value),
      written(measured.low),
      written(measured.high),
    ]),
  ];
}

/** What the figures are of, in columns at the end that say the same in every row: a file stands alone. */
export function withCaption(
  grid: readonly (readonly string[])[],
  { universe, period, dataset, source = '' }: Caption,
): string[][] {
  const words = [universe, period, dataset, source].map(plain);
  return grid.map((row, index) => [
    ...row,
    ...(index === 0 ? ['universe', 'period', 'dataset', 'source'] : words),
  ]);
}

/** Tabs between the cells, as spreadsheets paste them. Words have no tabs or line ends in them: `plain` took them out. */
export function toTsv(grid: readonly (readonly string[])[]): string {
  return grid.map((row) => row.join('\t')).join('\n');
}

/** RFC 4180: commas, CRLF, quotes around what needs them. */
export function toCsv(grid: readonly (readonly string[])[]): string {
  const quoted = (text: string) => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  return grid.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}
