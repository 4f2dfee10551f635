/** `| rank` and `| leader`: who stands where in each bucket. Rest, unknown and other are never ranked. */
import { stretchText } from '../../language/vocabulary';
import type { Measured } from '../../protocol/result';
import { bounded, MISSING } from '../measured';
import { compare } from '../compare';
import { isNamed, listedIn, NOT_CHOSEN, TIE, type Chosen, type Frame, type FrameRow } from '../frame';
import { standings } from '../standing';

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
  const over = `over ${stretchText(change, frame.time.grain)}`;
  const risen = rows.map((row): FrameRow => {
    const [series = []] = row.cells;
    const cells = series.map((cell, at): Measured => {
      // From the third place to the first is two up.
      return compare('change', cell, series[at - change]);
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
    const listed = listedIn(named, at, 'largest', frame.again !== undefined);
    const standing = standings(
      listed.map(({ cell }) => cell),
      'largest',
    );
    for (const [index, { row, value }] of listed.entries()) {
      const series = cells.get(row);
      const { best: low, worst: high } = standing[index] ?? { best: index + 1, worst: index + 1 };
      if (series) series[at] = bounded(index + 1, low, high);
      ties ||= at >= frame.time.first && listed[index + 1]?.value === value;
    }
    for (const series of cells.values()) series[at] ??= MISSING;
  }
  return { rows: named.map((row) => ({ ...row, cells: [cells.get(row) ?? []] })), ties };
}

/** By the place at the end of the window; who has none there comes last, in the order of before. */
function byPlace(frame: Frame): (a: FrameRow, b: FrameRow) => number {
  const last = frame.time.buckets.length - 1;
  return (a, b) => (a.cells[0]?.[last]?.value ?? Infinity) - (b.cells[0]?.[last]?.value ?? Infinity) || 0;
}

/** In every bucket only the largest named row keeps its figure; who never leads in the window is left out. */
export function keepLeader(frame: Frame): Frame {
  const named = frame.rows.filter(isNamed);
  const { buckets, first } = frame.time;
  const leads = new Map<FrameRow, Chosen[]>(named.map((row) => [row, buckets.map(() => NOT_CHOSEN)]));
  const leaders = new Map<number, FrameRow>();
  let [ties, unsure] = [false, 0];
  for (const at of buckets.keys()) {
    const listed = listedIn(named, at, 'largest', frame.again !== undefined);
    const [leader, second] = listed;
    if (!leader) continue;
    leaders.set(at, leader.row);
    const standing = standings(
      listed.map(({ cell }) => cell),
      'largest',
    );
    for (const [index, { row }] of listed.entries()) {
      const { best = 2, worst = 2 } = standing[index] ?? {};
      const own = leads.get(row);
      if (own) own[at] = { sure: worst === 1, possible: best === 1 };
    }
    if (at < first) continue;
    ties ||= second?.value === leader.value;
    if ((standing[0]?.worst ?? 1) > 1) unsure++;
  }
  const rows = named.flatMap((row): FrameRow[] => {
    const isLeader = (at: number): boolean => leaders.get(at) === row;
    if (!buckets.some((_, at) => at >= first && isLeader(at))) return [];
    const cells = row.cells.map((each) => each.map((cell, at) => (isLeader(at) ? cell : MISSING)));
    return [{ ...row, cells, chosen: leads.get(row) ?? [] }];
  });
  const notes = [
    ...frame.notes,
    ...(ties ? [TIE] : []),
    ...unsureNote(unsure, buckets.length - first, frame),
  ];
  return { ...frame, rows, again: undefined, notes };
}

function unsureNote(unsure: number, shown: number, { time }: Frame): string[] {
  if (unsure === 0) return [];
  const where = shown === 1 ? '' : `In ${unsure} of ${shown} ${time.grain}s, `;
  const words = `${where}${where === '' ? 'Somebody' : 'somebody'} else could lead by what the source lumps into “other”.`;
  return [words];
}
