/** Crossings and streaks of a query: the two sides over time, and what `crossing.ts` finds in their difference. */
import type { Measured } from '../protocol/result';
import type { BoundQuery, BoundSubject, BoundValue } from './bind';
import { findCrossings, streakAt, type Difference, type FoundCrossing, type Streak } from './crossing';
import type { Counted } from './frame';
import type { Side } from './measure';

export interface Race {
  readonly left: readonly Measured[];
  /** The other side, or the same threshold in every bucket. */
  readonly right: readonly Measured[];
  readonly differences: readonly Difference[];
}

type RaceSubject = Extract<BoundSubject, { kind: 'crossing' | 'streak' }>;

export function buildRace(query: BoundQuery, subject: RaceSubject, counted: Counted): Race {
  const { measurer } = counted.first;
  const [value] = query.values;
  if (!value) return { left: [], right: [], differences: [] };
  const left = measurer.side(subject.left);
  const { buckets } = query.time;
  const valuesOf = (side: Side): Measured[] => buckets.map((bucket) => measurer.value(value, bucket, side, ...pair(value, measurer)));
  const leftValues = valuesOf(left);
  if ('threshold' in subject.right) {
    const { threshold } = subject.right;
    const differences = leftValues.map((each) => ({
      value: each.value === null ? null : each.value - threshold,
      low: (each.low ?? each.value ?? 0) - threshold,
      high: (each.high ?? each.value ?? 0) - threshold,
    }));
    return { left: leftValues, right: buckets.map(() => ({ value: threshold })), differences };
  }
  const right = measurer.side(subject.right);
  const gap = gapOf(value, subject.left, subject.right);
  const differences = buckets.map((bucket) => {
    const { value: between, low, high } = measurer.value(gap, bucket, left, left, right);
    return { value: between, low: low ?? between ?? 0, high: high ?? between ?? 0 };
  });
  return { left: leftValues, right: valuesOf(right), differences };
}

function pair(value: BoundValue, measurer: Counted['first']['measurer']): [Side?, Side?] {
  const { left, right } = measurer.sides(value);
  return left && right ? [left, right] : [];
}

function gapOf(value: BoundValue, left: BoundQuery['set'], right: BoundQuery['set']): BoundValue {
  const { name, label, unit, measure, additive } = value;
  return { kind: 'gap', share: value.kind === 'share', left, right, name, label, unit, measure, additive };
}

/** The crossings that the query asks for, inside its window: `first` and `last` mean A passing B. */
export function crossingsOf(query: BoundQuery, subject: Extract<RaceSubject, { kind: 'crossing' }>, race: Race): FoundCrossing[] {
  const inside = findCrossings(race.differences, query.sustained).filter((each) => each.index >= query.time.first);
  if (subject.which === 'all') return inside;
  const passing = inside.filter((each) => each.direction > 0 && each.status !== 'unconfirmed');
  return subject.which === 'first' ? passing.slice(0, 1) : passing.slice(-1);
}

/** The streak that ends with the last bucket of the window. */
export function streakOf(query: BoundQuery, race: Race): Streak {
  return streakAt(race.differences, query.time.buckets.length - 1);
}
