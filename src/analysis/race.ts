/** Crossings and streaks of a query: the two sides over time, and what `crossing.ts` finds in their difference. */
import type { Measured } from '../protocol/result';
import type { BoundQuery, BoundValue, RaceSubject } from './bound';
import { findCrossings, streakAt, type Difference, type FoundCrossing, type Streak } from './crossing';
import type { ResultBucket } from './buckets';
import type { Counted } from './counted';
import type { Side } from './measure';

export interface Race {
  readonly left: readonly Measured[];
  /** The other side, or the same threshold in every bucket. */
  readonly right: readonly Measured[];
  readonly differences: readonly Difference[];
}

/** Nobody leads where data are missing, nor in a bucket of which only a part is known. */
const UNKNOWN: Difference = { value: null, low: 0, high: 0 };

/** A side that a list of the largest does not hold has nothing of what is listed, and may have anything. */
function unbounded({ value }: Difference): Difference {
  return value === null ? UNKNOWN : { value, low: -Infinity, high: Infinity };
}

export function buildRace(query: BoundQuery, subject: RaceSubject, counted: Counted): Race {
  const [value] = query.values;
  const measurer = counted.measurer();
  const left = measurer.side(subject.left);
  const { buckets } = query.time;
  const valuesOf = (side: Side): Measured[] => buckets.map((bucket) => counted.value(value, bucket, side));
  const leftValues = valuesOf(left);
  const isListed = (side: Side, bucket: ResultBucket | undefined): boolean =>
    bucket !== undefined && !measurer.isUnlisted(side, bucket);
  if ('threshold' in subject.right) {
    const { threshold } = subject.right;
    const differences = leftValues.map((each, index) => {
      if (each.value === null || buckets[index]?.whole !== true) return UNKNOWN;
      const { value: own, low = own, high = own } = each;
      const difference = { value: own - threshold, low: low - threshold, high: high - threshold };
      return isListed(left, buckets[index]) ? difference : unbounded(difference);
    });
    return { left: leftValues, right: buckets.map(() => ({ value: threshold })), differences };
  }
  const right = measurer.side(subject.right);
  const gap = gapOf(value, subject.left, subject.right);
  const differences = buckets.map((bucket) => {
    if (!bucket.whole) return UNKNOWN;
    const { value: between, low, high } = counted.value(gap, bucket, left, left, right);
    const difference = { value: between, low: low ?? between ?? 0, high: high ?? between ?? 0 };
    return isListed(left, bucket) && isListed(right, bucket) ? difference : unbounded(difference);
  });
  return { left: leftValues, right: valuesOf(right), differences };
}

function gapOf(value: BoundValue, left: BoundQuery['set'], right: BoundQuery['set']): BoundValue {
  const { name, label, unit, measure, over } = value;
  return { kind: 'gap', share: value.kind === 'share', left, right, name, label, unit, measure, over };
}

/** The crossings that the query asks for, inside its window: `first` and `last` mean A passing B. */
export function crossingsOf(
  query: BoundQuery,
  subject: Extract<RaceSubject, { kind: 'crossing' }>,
  race: Race,
): FoundCrossing[] {
  const inside = findCrossings(race.differences, query.sustained).filter(
    (each) => each.index >= query.time.first,
  );
  if (subject.which === 'all') return inside;
  const passing = inside.filter((each) => each.direction > 0);
  const confirmed = passing.filter((each) => each.status !== 'unconfirmed');
  // An unconfirmed one is shown only where there is no other: that there was none would be said too early.
  const among = confirmed.length > 0 ? confirmed : passing;
  return subject.which === 'first' ? among.slice(0, 1) : among.slice(-1);
}

/** The streak that ends with the last bucket of the window that can be compared, and which bucket that is. */
export function streakOf(race: Race): Streak & { readonly end: number } {
  const end = race.differences.findLastIndex((each) => each.value !== null);
  return { ...streakAt(race.differences, end), end };
}
