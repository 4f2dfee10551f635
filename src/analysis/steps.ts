/** Steps: what stands after `|`. Each takes the finished frame and gives another one; they see buckets before the window. */
import type { Measured, Member } from '../protocol/result';
import type { BoundQuery, BoundStep } from './bind';
import type { Counted, Frame, FrameRow } from './frame';
import { isNamed, totalOf, TIE } from './frame';
import { pluralOf } from './dimensions';

export function applyStep(step: BoundStep, frame: Frame, query: BoundQuery, counted: Counted): Frame {
  switch (step.kind) {
    case 'top':
      return keepTop(step.count, frame, query);
    case 'count':
      return countMembers(step, frame, query, counted);
    case 'moving-average':
      return movingAverage(step.count, frame);
  }
}

/** `| top N`: the N largest named rows by the first value over the whole window; the others become one row of rest. */
function keepTop(n: number, frame: Frame, query: BoundQuery): Frame {
  const named = frame.rows.filter(isNamed);
  const ordered = [...named].sort((a, b) => totalOf(query, b) - totalOf(query, a));
  const kept = new Set(ordered.slice(0, n));
  const dropped = named.filter((row) => !kept.has(row));
  const ties = dropped.length > 0 && totalOf(query, ordered[n - 1] ?? dropped[0] ?? named[0] ?? missingRow) === totalOf(query, ordered[n] ?? missingRow);
  const muted = frame.rows.filter((row) => !isNamed(row));
  const summable = query.values.every((value) => value.additive && (value.kind === 'sum' || value.kind === 'share'));
  const rest = dropped.length > 0 && summable ? [restOf(dropped, frame)] : [];
  const notes = [...frame.notes, ...(ties ? [TIE] : [])];
  if (dropped.length > 0 && !summable) notes.push(`${dropped.length} more are not shown: their figures do not add up to one.`);
  return { ...frame, rows: [...named.filter((row) => kept.has(row)), ...rest, ...muted], notes };
}

const missingRow: FrameRow = { members: [], keys: [], cells: [] };

function restOf(rows: readonly FrameRow[], frame: Frame): FrameRow {
  const noun = frame.dimensions.length === 1 ? (frame.dimensions[0] ?? '') : 'row';
  const label = `rest (${rows.length} ${rows.length === 1 ? noun : pluralOf(noun)})`;
  const member: Member = { key: 'rest', label, kind: 'rest', hue: { key: 'kind:rest', label: 'rest' } };
  const first = rows[0] ?? missingRow;
  return {
    members: first.members.map(() => member),
    keys: rows.flatMap((row) => row.keys),
    cells: first.cells.map((cells, value) => cells.map((_, bucket) => ({ value: sum(rows.map((row) => row.cells[value]?.[bucket])) }))),
  };
}

function sum(cells: readonly (Measured | undefined)[]): number | null {
  const values = cells.flatMap((cell) => (cell?.value === null || cell === undefined ? [] : [cell.value]));
  return values.length === 0 ? null : values.reduce((total, value) => total + value, 0);
}

/** `| count for S`: in every bucket, how many of the named rows belong to S. */
function countMembers(step: Extract<BoundStep, { kind: 'count' }>, frame: Frame, query: BoundQuery, counted: Counted): Frame {
  const { cube } = counted.first;
  const belongs = (row: FrameRow): boolean =>
    row.keys.length > 0 &&
    row.keys.every((at) => {
      const key = cube.keys[at];
      return key !== undefined && step.set.test(key);
    });
  const members = frame.rows.filter((row) => isNamed(row) && belongs(row));
  const cells = query.time.buckets.map((bucket, at): Measured => {
    if (bucket.covered === 0) return { value: null };
    return { value: members.filter((row) => (row.cells[0]?.[at]?.value ?? 0) !== 0).length };
  });
  const values = [{ name: 'count', label: `count of ${step.set.label}`, unit: 'number' as const }];
  return { dimensions: [], values, rows: [{ members: [], keys: members.flatMap((row) => row.keys), cells: [cells] }], notes: frame.notes };
}

/** Trailing, its own bucket included; empty unless all N buckets are there. */
function movingAverage(n: number, frame: Frame): Frame {
  const average = (cells: readonly Measured[], at: number): Measured => {
    const window = cells.slice(at - n + 1, at + 1);
    if (at < n - 1 || window.some((cell) => cell.value === null)) return { value: null };
    const mean = (pick: (cell: Measured) => number): number => window.reduce((total, cell) => total + pick(cell), 0) / n;
    const value = mean((cell) => cell.value ?? 0);
    if (window.every((cell) => cell.low === undefined)) return { value };
    return { value, low: mean((cell) => cell.low ?? cell.value ?? 0), high: mean((cell) => cell.high ?? cell.value ?? 0) };
  };
  const rows = frame.rows.map((row) => ({ ...row, cells: row.cells.map((cells) => cells.map((_, at) => average(cells, at))) }));
  return { ...frame, rows };
}
