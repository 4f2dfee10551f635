/** Rows of a table in the order of one of its columns. Nothing is ever dropped, and what is missing comes last. */
import type { Cell, Row, Table } from '../../src/protocol/result';

export interface Sort {
  /** The name of the column. */
  readonly column: string;
  readonly down: boolean;
}

const COLLATOR = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The rows in the order of the sort; as they came without one, or where there is no such column. */
export function sortRows({ columns, rows }: Table, sort: Sort | undefined): readonly Row[] {
  const index = sort ? columns.findIndex(({ name }) => name === sort.column) : -1;
  if (!sort || index < 0) return rows;
  const direction = sort.down ? -1 : 1;
  // Keys are taken once, and equal ones keep their order.
  return rows
    .map((row, place) => ({ row, place, key: keyOf(row.cells[index]) }))
    .sort((a, b) => {
      const [left, right] = [a.key, b.key];
      if (left === undefined || right === undefined)
        return Number(left === undefined) - Number(right === undefined) || a.place - b.place;
      return direction * compare(left, right) || a.place - b.place;
    })
    .map(({ row }) => row);
}

function keyOf(cell: Cell | undefined): number | string | undefined {
  if (cell === undefined) return undefined;
  if ('value' in cell) return cell.value ?? undefined;
  return cell.label === '' ? undefined : cell.label;
}

function compare(left: number | string, right: number | string): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return COLLATOR.compare(String(left), String(right));
}

/** What a press on the head of a column does: figures begin with the largest, words with A; the third press undoes it. */
export function nextSort({ columns }: Table, column: string, sort: Sort | undefined): Sort | undefined {
  const down = columns.find(({ name }) => name === column)?.unit !== undefined;
  if (sort?.column !== column) return { column, down };
  return sort.down === down ? { column, down: !down } : undefined;
}
