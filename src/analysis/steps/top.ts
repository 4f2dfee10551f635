/** `| top N`: the N largest named rows by the first value over the whole window; the others become one row of rest. */
import type { Measured, Member } from '../../protocol/result';
import type { BoundQuery } from '../bound';
import type { Counted } from '../counted';
import { pluralOf } from '../dimensions';
import { isNamed, TIE, totalOf, type Frame, type FrameRow } from '../frame';
import { seriesOf } from './together';

export function keepTop(n: number, frame: Frame, query: BoundQuery, counted: Counted): Frame {
  const size = (row: FrameRow | undefined): number => (row ? totalOf(frame.time, row) : 0);
  const named = frame.rows.filter(isNamed);
  const ordered = [...named].sort((a, b) => size(b) - size(a));
  const kept = new Set(ordered.slice(0, n));
  const dropped = named.filter((row) => !kept.has(row));
  const ties = dropped.length > 0 && size(ordered[n - 1]) === size(ordered[n]);
  const muted = frame.rows.filter((row) => !isNamed(row));
  const summable = frame.again !== undefined;
  const rest = dropped.length > 0 && summable ? [restOf(dropped, frame, query, counted)] : [];
  const notes = [...frame.notes, ...(ties ? [TIE] : [])];
  if (dropped.length > 0 && !summable)
    notes.push(
      `${dropped.length} more ${dropped.length === 1 ? 'is' : 'are'} not shown: their figures do not add up to one.`,
    );
  return { ...frame, rows: [...named.filter((row) => kept.has(row)), ...rest, ...muted], notes };
}

function restOf(rows: readonly FrameRow[], frame: Frame, query: BoundQuery, counted: Counted): FrameRow {
  const noun = frame.dimensions.length === 1 ? (frame.dimensions[0] ?? '') : 'row';
  const label = `rest (${rows.length} ${rows.length === 1 ? noun : pluralOf(noun)})`;
  const member: Member = { key: 'rest', label, kind: 'rest', hue: { key: 'kind:rest', label: 'rest' } };
  const [first] = rows;
  const keys = rows.flatMap((row) => row.keys);
  const cells =
    seriesOf(rows, { everything: false, models: undefined }, frame, query, counted) ??
    (first?.cells ?? []).map((cells, value) =>
      cells.map((_, bucket): Measured => ({ value: sum(rows.map((row) => row.cells[value]?.[bucket])) })),
    );
  return { members: (first?.members ?? []).map(() => member), keys, cells };
}

function sum(cells: readonly (Measured | undefined)[]): number | null {
  const values = cells.flatMap((cell) => (cell?.value === null || cell === undefined ? [] : [cell.value]));
  return values.length === 0 ? null : values.reduce((total, value) => total + value, 0);
}
