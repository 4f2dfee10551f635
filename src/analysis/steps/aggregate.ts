/** `| count` and `| sum`: one figure a bucket of all rows that are shown, or of those that belong to a set. */
import { listOf } from '../../language/diagnostics';
import type { Measured } from '../../protocol/result';
import { isRanking, type BoundQuery, type RankingSubject } from '../bound';
import type { Counted } from '../counted';
import { asCounted, isNamed, listedIn, type Frame, type FrameRow, type Listed } from '../frame';
import { bounded, MISSING, sumOf } from '../measured';
import type { BoundSet } from '../sets';
import { standings } from '../standing';
import { seriesOf } from './together';

/** In every bucket, how many of the named rows belong to the set. */
export function countMembers(set: BoundSet, frame: Frame, query: BoundQuery, counted: Counted): Frame {
  const members = frame.rows.filter((row) => isNamed(row) && belongs(row, set, counted));
  const { subject } = query;
  const contenders = isRanking(subject) && frame.again === asCounted ? frame.contenders : undefined;
  const cells = frame.time.buckets.map((bucket, at): Measured => {
    const nothing = frame.rows.every((row) => (row.cells[0]?.[at]?.value ?? null) === null);
    // A ranking in which nobody is listed counts nobody; figures of which none is there cannot be counted.
    if (bucket.covered === 0 || (nothing && query.subject.kind === 'values' && frame.rows.length > 0))
      return { value: null };
    const isListed = (row: FrameRow): boolean => (row.cells[0]?.[at]?.value ?? 0) !== 0;
    const value = members.filter(isListed).length;
    if (!contenders || !isRanking(subject)) return { value };
    const listed = listedIn(contenders, at, subject.kind === 'top' ? 'largest' : 'smallest', true);
    return countRanked(value, frame.rows.filter(isListed).length, subject, listed, (row) =>
      belongs(row, set, counted),
    );
  });
  const label = set.everything ? 'count' : `count of ${set.label}`;
  const row = { members: [], keys: members.flatMap((each) => each.keys), cells: [cells] };
  return { ...alone(frame), values: [{ name: 'count', label, unit: 'number' }], rows: [row] };
}

/** How many of a list belong to a set, with what `other` could make of it: who is sure to be listed, and who could be. */
function countRanked(
  value: number,
  length: number,
  subject: RankingSubject,
  contenders: readonly Listed[],
  isInside: (row: FrameRow) => boolean,
): Measured {
  const places = standings(
    contenders.map(({ cell }) => cell),
    subject.kind === 'top' ? 'largest' : 'smallest',
  );
  const count = (how: 'best' | 'worst', inside: boolean): number =>
    contenders.filter(
      ({ row }, index) => isInside(row) === inside && (places[index]?.[how] ?? Infinity) <= subject.count,
    ).length;
  const low = Math.max(count('worst', true), length - count('best', false));
  const high = Math.min(count('best', true), length - count('worst', false));
  return bounded(value, low, high);
}

/** In every bucket, the sum of the named rows that belong to the set; without one, of all named rows. */
export function sumMembers(set: BoundSet, frame: Frame, query: BoundQuery, counted: Counted): Frame {
  const members = frame.rows.filter((row) => isNamed(row) && (set.everything || belongs(row, set, counted)));
  const everything = set.everything && members.length === frame.rows.length;
  const cells =
    seriesOf(
      members,
      { everything: everything && query.set.everything, models: set.models },
      frame,
      query,
      counted,
    ) ??
    frame.values.map((_, value) =>
      frame.time.buckets.map((_bucket, at) => added(members.flatMap((row) => row.cells[value]?.[at] ?? []))),
    );
  const of = set.everything ? '' : ` for ${set.label}`;
  const values = frame.values.map(({ name, label, unit }) => ({
    name: `sum_of_${name}`,
    label: `sum of ${label}${of}`,
    unit,
  }));
  const row = { members: [], keys: members.flatMap((each) => each.keys), cells };
  const muted = [...new Set(frame.rows.flatMap((each) => (isNamed(each) ? [] : [kindOf(each)])))];
  const left = set.everything && muted.length > 0 ? [`Not in the sum: ${listOf(muted, 'and')}.`] : [];
  return { ...alone(frame), values, rows: [row], notes: [...frame.notes, ...left] };
}

function kindOf({ members }: FrameRow): string {
  return members.find(({ kind }) => kind !== 'named')?.kind ?? '';
}

function alone(frame: Frame): Pick<Frame, 'dimensions' | 'time' | 'notes' | 'again'> {
  return { dimensions: [], time: frame.time, notes: frame.notes, again: undefined };
}

function belongs(row: FrameRow, set: BoundSet, { cube }: Counted): boolean {
  return (
    row.keys.length > 0 &&
    row.keys.every((at) => {
      const key = cube.keys[at];
      return key !== undefined && set.test(key);
    })
  );
}

/** What is missing adds nothing; where everything is missing, so is the sum. Bounds of rows add up to wider ones. */
function added(cells: readonly Measured[]): Measured {
  const known = cells.filter((cell) => cell.value !== null);
  return known.length === 0 ? MISSING : sumOf(known);
}
