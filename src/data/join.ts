/** The tables of several files → one. They must have the same columns, in whatever order. */
import { joinColumns } from './joinColumns';
import { JoinedLines } from './lines';
import { shown, Unreadable } from './problem';
import type { Source } from './sources';
import type { Steps } from './steps';
import { OtherKind, type Table } from './table';
import type { WrittenColumn } from './written';

/** Of more rows, nobody can find those that stand in several files. */
const MOST_ROWS = 2 ** 23;

/**
 * Joins tables under the name by which the statement calls them all. Throws Unreadable where a column is missing, or where
 * there are too many rows, and OtherKind for columns that are kept in different ways: words can always be put behind each
 * other.
 */
export function* joinTables(tables: readonly Table[], name: string): Steps<Table> {
  const [first] = tables;
  if (!first) throw new Unreadable('no-files', `There is no file ${name}.`);
  if (tables.length === 1) return first;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  if (rows > MOST_ROWS)
    throw new Unreadable(
      'too-many-rows',
      `${name} stands for files with ${rows.toLocaleString('en-US')} rows together, and no more than ${MOST_ROWS.toLocaleString('en-US')} can be looked through for those that stand in several files. Join them to one file, or attach fewer.`,
    );
  const orders = tables.map((table) => orderOf(table, first));
  const columnsAt = (index: number): WrittenColumn[] =>
    tables.flatMap((table, at) => table.columns[orders[at]?.[index] ?? index] ?? []);
  const columns: WrittenColumn[] = [];
  const others: string[] = [];
  for (const [index, column] of first.header.entries()) {
    const parts = columnsAt(index);
    // What tells rows apart tells which of them stand in several files.
    const joined = parts.some(({ kind }) => kind === 'ids') ? undefined : yield* joinColumns(parts);
    if (joined) columns.push(joined);
    else others.push(column);
  }
  if (others.length > 0) throw new OtherKind(others, 'words');
  const begins: number[] = [];
  const linesBefore: number[] = [];
  const sources: Source[] = [];
  let [before, row] = [0, 0];
  for (const table of tables) {
    sources.push(...table.sources.map((source) => ({ ...source, before })));
    begins.push(row);
    linesBefore.push(before);
    before += table.lineCount;
    row += table.rows;
  }
  const same = tables.every(({ separator }) => separator === first.separator);
  return {
    ...first,
    file: name,
    rows,
    columns,
    lines: new JoinedLines(
      tables.map(({ lines }) => lines),
      linesBefore,
      begins,
    ),
    lineCount: before,
    sources,
    separator: same ? first.separator : ',',
  };
}

/** Where the columns of the first table stand in another; undefined where they stand in the same places. */
function orderOf(table: Table, first: Table): readonly number[] | undefined {
  const missing = first.header.find((name) => !table.header.includes(name));
  if (missing !== undefined) throw different(table.file, first.file, missing);
  const added = table.header.find((name) => !first.header.includes(name));
  if (added !== undefined) throw different(first.file, table.file, added);
  const order = first.header.map((name) => table.header.indexOf(name));
  return order.every((at, index) => at === index) ? undefined : order;
}

function different(without: string, having: string, column: string): Unreadable {
  return new Unreadable(
    'other-columns',
    `${without} has no column "${shown(column)}", which ${having} has; files that are attached as one have the same columns.`,
  );
}
