/** `| rank` and `| leader`: who stands where in each bucket. Rest, unknown and other are never ranked. */
import type { Measured } from '../../protocol/result';
import { isNamed, TIE, type Frame, type FrameRow } from '../frame';

const MISSING: Measured = { value: null };

/**
 * The place of each named row in its bucket by the first value, 1 is the largest; equal values go by name, and it is
 * said. `change`: how many places it has risen over so many buckets, positive is up.
 */
export function rankMembers(change: number | undefined, frame: Frame): Frame {
  const { rows, ties } = places(frame);
  const notes = ties ? [...frame.notes, TIE] : frame.notes;
  const [value] = frame.values;
  const label = `rank by ${value?.label ?? ''}`;
  if (change === undefined) {
    return {
      ...frame,
      notes,
      again: undefined,
      values: [{ name: 'rank', label, unit: 'rank' }],
      rows: rows.sort(byPlace(frame)),
    };
  }
  const over = `over ${change} ${frame.time.grain}${change === 1 ? '' : 's'}`;
  const risen = rows.map((row): FrameRow => {
    const [series = []] = row.cells;
    const cells = series.map((cell, at): Measured => {
      const before = series[at - change]?.value ?? null;
      return cell.value === null || before === null ? MISSING : { value: before - cell.value };
    });
    return { ...row, cells: [cells] };
  });
  return {
    ...frame,
    notes,
    again: undefined,
    values: [{ name: 'rank_change', label: `change of rank ${over}`, unit: 'places' }],
    rows: risen,
  };
}

function places(frame: Frame): { rows: FrameRow[]; ties: boolean } {
  const named = frame.rows.filter(isNamed);
  const cells = new Map<FrameRow, Measured[]>(named.map((row) => [row, []]));
  let ties = false;
  for (const at of frame.time.buckets.keys()) {
    const listed = listedIn(frame, named, at);
    for (const [index, { row, value }] of listed.entries()) {
      const series = cells.get(row);
      if (series) series[at] = { value: index + 1 };
      ties ||= at >= frame.time.first && listed[index + 1]?.value === value;
    }
    for (const series of cells.values()) series[at] ??= MISSING;
  }
  return { rows: named.map((row) => ({ ...row, cells: [cells.get(row) ?? []] })), ties };
}

/**
 * The rows with a figure in a bucket, largest first, then by name. Who has none of an amount is not listed; of a change or
 * a score, zero is a figure like any other.
 */
function listedIn(frame: Frame, rows: readonly FrameRow[], at: number): { row: FrameRow; value: number }[] {
  const isAmount = frame.again !== undefined;
  const name = (row: FrameRow): string => row.members.map((member) => member.key).join('\u0000');
  return rows
    .flatMap((row) => {
      const value = row.cells[0]?.[at]?.value ?? null;
      return value === null || (value === 0 && isAmount) ? [] : [{ row, value }];
    })
    .sort((a, b) => b.value - a.value || (name(a.row) < name(b.row) ? -1 : 1));
}

/** By the place at the end of the window; who has none there comes last, in the order of before. */
function byPlace(frame: Frame): (a: FrameRow, b: FrameRow) => number {
  const last = frame.time.buckets.length - 1;
  return (a, b) => (a.cells[0]?.[last]?.value ?? Infinity) - (b.cells[0]?.[last]?.value ?? Infinity) || 0;
}

/** In every bucket only the largest named row keeps its figure; who never leads in the window is left out. */
export function keepLeader(frame: Frame): Frame {
  const named = frame.rows.filter(isNamed);
  const leads = new Map<FrameRow, Set<number>>(named.map((row) => [row, new Set()]));
  let ties = false;
  for (const at of frame.time.buckets.keys()) {
    const [first, second] = listedIn(frame, named, at);
    if (!first) continue;
    leads.get(first.row)?.add(at);
    ties ||= at >= frame.time.first && second?.value === first.value;
  }
  const rows = named.flatMap((row): FrameRow[] => {
    const own = leads.get(row) ?? new Set();
    if (![...own].some((at) => at >= frame.time.first)) return [];
    return [
      { ...row, cells: row.cells.map((cells) => cells.map((cell, at) => (own.has(at) ? cell : MISSING))) },
    ];
  });
  return { ...frame, rows, again: undefined, notes: ties ? [...frame.notes, TIE] : frame.notes };
}
