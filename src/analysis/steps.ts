/** Steps: what stands after `|`. Each takes the finished frame and gives another one; they see buckets before the window. */
import type { Measured, Member } from '../protocol/result';
import type { BoundQuery, BoundStep, BoundValue } from './bound';
import type { Counted, Frame, FrameRow } from './frame';
import { isNamed, totalOf, TIE } from './frame';
import { pluralOf } from './dimensions';

export function applyStep(step: BoundStep, frame: Frame, query: BoundQuery, counted: Counted): Frame {
  switch (step.kind) {
    case 'top':
      return keepTop(step.count, frame, query, counted);
    case 'count':
      return countMembers(step, frame, query, counted);
    case 'moving-average':
      return movingAverage(step.count, frame);
  }
}

/** `| top N`: the N largest named rows by the first value over the whole window; the others become one row of rest. */
function keepTop(n: number, frame: Frame, query: BoundQuery, counted: Counted): Frame {
  const named = frame.rows.filter(isNamed);
  const ordered = [...named].sort((a, b) => totalOf(query, b) - totalOf(query, a));
  const kept = new Set(ordered.slice(0, n));
  const dropped = named.filter((row) => !kept.has(row));
  const ties =
    dropped.length > 0 &&
    totalOf(query, ordered[n - 1] ?? dropped[0] ?? named[0] ?? missingRow) ===
      totalOf(query, ordered[n] ?? missingRow);
  const muted = frame.rows.filter((row) => !isNamed(row));
  const summable = query.values.every(
    (value) => value.additive && (value.kind === 'sum' || value.kind === 'share'),
  );
  const rest = dropped.length > 0 && summable ? [restOf(dropped, frame, query, counted)] : [];
  const notes = [...frame.notes, ...(ties ? [TIE] : [])];
  if (dropped.length > 0 && !summable)
    notes.push(`${dropped.length} more are not shown: their figures do not add up to one.`);
  return { ...frame, rows: [...named.filter((row) => kept.has(row)), ...rest, ...muted], notes };
}

const missingRow: FrameRow = { members: [], keys: [], cells: [] };

function restOf(rows: readonly FrameRow[], frame: Frame, query: BoundQuery, counted: Counted): FrameRow {
  const noun = frame.dimensions.length === 1 ? (frame.dimensions[0] ?? '') : 'row';
  const label = `rest (${rows.length} ${rows.length === 1 ? noun : pluralOf(noun)})`;
  const member: Member = { key: 'rest', label, kind: 'rest', hue: { key: 'kind:rest', label: 'rest' } };
  const first = rows[0] ?? missingRow;
  const keys = rows.flatMap((row) => row.keys);
  const sums = first.cells.map((cells, value) =>
    cells.map((_, bucket): Measured => ({ value: sum(rows.map((row) => row.cells[value]?.[bucket])) })),
  );
  // Rows that share none of their keys are one side of the universe, with bounds of its own.
  const apart = query.subject.kind === 'values' && new Set(keys).size === keys.length;
  const cells = apart ? query.values.map((value) => measuredRest(keys, value, frame, query, counted)) : sums;
  return { members: first.members.map(() => member), keys, cells };
}

function measuredRest(
  keys: readonly number[],
  value: BoundValue,
  frame: Frame,
  query: BoundQuery,
  counted: Counted,
): Measured[] {
  const { measurer } = counted.cubes.get(value) ?? counted.first;
  const side = { keys, everything: false, models: undefined };
  const cells = query.time.buckets.map((bucket) => measurer.value(value, bucket, side));
  return averaged(frame.averagedOver, cells);
}

function sum(cells: readonly (Measured | undefined)[]): number | null {
  const values = cells.flatMap((cell) => (cell?.value === null || cell === undefined ? [] : [cell.value]));
  return values.length === 0 ? null : values.reduce((total, value) => total + value, 0);
}

/** `| count for S`: in every bucket, how many of the named rows belong to S. */
function countMembers(
  step: Extract<BoundStep, { kind: 'count' }>,
  frame: Frame,
  query: BoundQuery,
  counted: Counted,
): Frame {
  const { cube } = counted.first;
  const belongs = (row: FrameRow): boolean =>
    row.keys.length > 0 &&
    row.keys.every((at) => {
      const key = cube.keys[at];
      return key !== undefined && step.set.test(key);
    });
  const members = frame.rows.filter((row) => isNamed(row) && belongs(row));
  const cells = query.time.buckets.map((bucket, at): Measured => {
    const nothing = frame.rows.every((row) => (row.cells[0]?.[at]?.value ?? null) === null);
    // A ranking in which nobody is listed counts nobody; figures of which none is there cannot be counted.
    if (bucket.covered === 0 || (nothing && query.subject.kind === 'values' && frame.rows.length > 0))
      return { value: null };
    return { value: members.filter((row) => (row.cells[0]?.[at]?.value ?? 0) !== 0).length };
  });
  const values = [{ name: 'count', label: `count of ${step.set.label}`, unit: 'number' as const }];
  return {
    dimensions: [],
    values,
    rows: [{ members: [], keys: members.flatMap((row) => row.keys), cells: [cells] }],
    notes: frame.notes,
    averagedOver: 1,
  };
}

function movingAverage(n: number, frame: Frame): Frame {
  const rows = frame.rows.map((row) => ({ ...row, cells: row.cells.map((cells) => averaged(n, cells)) }));
  return { ...frame, rows, averagedOver: n };
}

/** Trailing, its own bucket included; empty unless all N buckets are there. */
function averaged(n: number, cells: readonly Measured[]): Measured[] {
  return cells.map((cell, at) => {
    if (n === 1) return cell;
    const window = cells.slice(at - n + 1, at + 1);
    if (at < n - 1 || window.some((each) => each.value === null)) return { value: null };
    const mean = (pick: (each: Measured) => number): number =>
      window.reduce((total, each) => total + pick(each), 0) / n;
    const value = mean((each) => each.value ?? 0);
    if (window.every((each) => each.low === undefined)) return { value };
    return {
      value,
      low: mean((each) => each.low ?? each.value ?? 0),
      high: mean((each) => each.high ?? each.value ?? 0),
    };
  });
}
