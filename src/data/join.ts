/** The tables of several files → one. They must have the same columns, in whatever order. */
import { shown, Unreadable } from './problem';
import type { Source } from './sources';
import type { Table } from './table';

/** Joins tables under the name by which the statement calls them all. Throws Unreadable where a column is missing. */
export function joinTables(tables: readonly Table[], name: string): Table {
  const [first] = tables;
  if (!first) throw new Unreadable('no-files', `There is no file ${name}.`);
  if (tables.length === 1) return first;
  const sources: Source[] = [];
  const lines: number[] = [];
  const rows: (readonly string[])[] = [];
  let before = 0;
  for (const table of tables) {
    const order = orderOf(table, first);
    sources.push(...table.sources.map((source) => ({ ...source, before })));
    const own = table.lines.map((line) => before + line);
    for (const line of own) lines.push(line);
    for (const cells of table.rows) rows.push(order ? order.map((index) => cells[index] ?? '') : cells);
    before = own.reduce((last, line) => Math.max(last, line), before);
  }
  const same = tables.every(({ separator }) => separator === first.separator);
  return { ...first, file: name, rows, lines, sources, separator: same ? first.separator : ',' };
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
