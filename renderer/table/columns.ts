/** How each column of a table is written: one precision for all its figures, and their bounds beside them. */
import { formatBounds } from '../../src/protocol/format';
import type { Cell, Measured, Row, Table } from '../../src/protocol/result';
import { element } from '../dom';
import { columnFormat } from '../precision';
import { plain } from '../text';

export interface Writer {
  readonly number: boolean;
  readonly bounded: boolean;
  readonly write: (measured: Measured) => { text: string; exact: string | undefined };
  readonly bounds: (measured: Measured) => string | undefined;
}

export function isMeasured(cell: Cell | undefined): cell is Measured {
  return cell !== undefined && 'value' in cell;
}

/** Decided from all rows of the table. */
export function writersOf(table: Table): Writer[] {
  return table.columns.map(({ unit }, index) => {
    const cells = table.rows.map((row) => row.cells[index]).filter(isMeasured);
    const counted = unit ?? 'number';
    const format = columnFormat(
      cells.flatMap(({ value }) => value ?? []),
      counted,
    );
    return {
      number: unit !== undefined || (cells.length > 0 && cells.length === table.rows.length),
      bounded: cells.some((cell) => formatBounds(cell, counted) !== undefined),
      write: ({ value }) =>
        value === null ? { text: '–', exact: undefined } : { text: format(value), exact: String(value) },
      bounds: (measured) => {
        const { low, high } = measured;
        if (formatBounds(measured, counted) === undefined || low === undefined) return undefined;
        return high === undefined ? `${format(low)} or more` : `${format(low)}–${format(high)}`;
      },
    };
  });
}

export function renderRow(document: Document, row: Row, columns: readonly Writer[]): HTMLTableRowElement {
  const made = element(document, 'tr', row.muted ? { class: 'muted' } : {});
  for (const [index, writer] of columns.entries()) {
    const cell = row.cells[index];
    // The first word of a row names it.
    const name = index === 0 && !isMeasured(cell) ? 'th' : 'td';
    const written = element(document, name, {
      ...(name === 'th' && { scope: 'row' }),
      ...(writer.number && { class: 'number' }),
    });
    if (isMeasured(cell)) {
      const { text, exact } = writer.write(cell);
      written.append(text);
      if (exact !== undefined) written.title = exact;
      else written.append(element(document, 'span', { class: 'hidden' }, 'no data'));
    } else {
      written.append(plain(cell?.label ?? ''));
    }
    if (index === 0 && row.partial) written.append(element(document, 'span', { class: 'badge' }, 'partial'));
    made.append(written);
    if (writer.bounded) {
      const text = isMeasured(cell) ? writer.bounds(cell) : undefined;
      made.append(element(document, 'td', { class: 'number bounds' }, text ?? ''));
    }
  }
  return made;
}

/** A row that is as wide as any: in each column its longest word or figure, as far as that is known without writing all of them. */
export function widestRow({ columns, rows }: Table, writers: readonly Writer[]): Row {
  const cells = columns.map((_, index): Cell => {
    let widest: Cell = { key: '', label: '' };
    let most = -1;
    let [low, high]: [Measured | undefined, Measured | undefined] = [undefined, undefined];
    for (const row of rows) {
      const cell = row.cells[index];
      if (!isMeasured(cell)) {
        const { length } = cell?.label ?? '';
        if (cell && length > most) [widest, most] = [cell, length];
      } else if (cell.value !== null) {
        if (!low || cell.value < (low.value ?? 0)) low = cell;
        if (!high || cell.value > (high.value ?? 0)) high = cell;
      }
    }
    const writer = writers[index];
    if (!writer || !low || !high) return widest;
    return writer.write(low).text.length > writer.write(high).text.length ? low : high;
  });
  return { cells, ...(rows.some(({ partial }) => partial) && { partial: true }) };
}
