/** The tables of several files → one. They must have the same columns, in whatever order. */
import { codesFor } from './codes';
import { JoinedLines } from './lines';
import { shown, Unreadable } from './problem';
import type { Source } from './sources';
import { OtherKind, type Table } from './table';
import type { WrittenColumn, WrittenWords } from './written';

/**
 * Joins tables under the name by which the statement calls them all. Throws Unreadable where a column is missing, and
 * OtherKind for columns that are not words: only words can be put behind each other as they stand.
 */
export function joinTables(tables: readonly Table[], name: string): Table {
  const [first] = tables;
  if (!first) throw new Unreadable('no-files', `There is no file ${name}.`);
  if (tables.length === 1) return first;
  const orders = tables.map((table) => orderOf(table, first));
  const columnsAt = (index: number): WrittenColumn[] =>
    tables.flatMap((table, at) => table.columns[orders[at]?.[index] ?? index] ?? []);
  const others = first.header.filter((_, index) => columnsAt(index).some(({ kind }) => kind !== 'words'));
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
    rows: row,
    columns: first.header.map((_, index) => joinWords(columnsAt(index).filter(isWords), row)),
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

function isWords(column: WrittenColumn): column is WrittenWords {
  return column.kind === 'words';
}

function joinWords(columns: readonly WrittenWords[], rows: number): WrittenWords {
  const known = new Map<string, number>();
  const first: number[] = [];
  const all = new Uint32Array(rows);
  let before = 0;
  for (const { words, codes, first: own } of columns) {
    const codeOf = words.map((word, code) => {
      const found = known.get(word) ?? known.size;
      if (found === known.size) {
        known.set(word, found);
        first.push(before + (own[code] ?? 0));
      }
      return found;
    });
    for (let row = 0; row < codes.length; row++) all[before + row] = codeOf[codes[row] ?? 0] ?? 0;
    before += codes.length;
  }
  const codes = codesFor(known.size, rows);
  codes.set(all);
  return { kind: 'words', words: [...known.keys()], codes, first };
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
