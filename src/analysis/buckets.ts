/**
 * The buckets of a dataset: its own, and the coarser ones of the calendar. A bucket is whole only if the data have all of
 * it; which part of them a query shows is the business of its window.
 */
import type { Grain, PeriodValue } from '../language/literals';
import {
  bucketBefore,
  bucketKey,
  bucketOf,
  daysOf,
  isoDate,
  isoWeekOf,
  isoYear,
  keyOfBucket,
  spanLabel,
  weekdayName,
  weekShift,
  type Day,
  type DaySpan,
} from '../data/calendar';
import type { TimeColumn } from '../data/dataset';

/** One step of the result's time: the data buckets `from` to `to` (excluded) are summed into it. */
export interface ResultBucket extends DaySpan {
  readonly key: string;
  readonly label: string;
  readonly from: number;
  readonly to: number;
  /** Whole in the data and in the window. */
  readonly whole: boolean;
  /** How many of its data buckets the data hold, of how many. */
  readonly covered: number;
  readonly expected: number;
}

/** Some of its data are there, and some are not. */
export function isPartial(bucket: ResultBucket | undefined): boolean {
  return bucket !== undefined && !bucket.whole && bucket.covered > 0;
}

/** How the bucket of a literal period is called: `2026-W07`. */
export function keyOfPeriod(period: PeriodValue): string | undefined {
  if (period.grain === 'year') return String(period.year);
  const days = daysOf(period);
  return 'problem' in days ? undefined : bucketKey(days.start, period.grain);
}

/** The bucket of `grain` that a data bucket counts for. A week counts where its Thursday is. */
export function calendarBucket(time: TimeColumn, index: number, grain: Grain): DaySpan {
  const start = time.starts[index] ?? 0;
  if (time.grain !== 'week') return bucketOf(start, grain);
  if (grain === 'week') return { start, end: time.ends[index] ?? start + 6 };
  const thursday = start - shiftOf(time) + 3;
  return grain === 'year' ? yearOfWeeks(time, isoWeekOf(thursday).year) : bucketOf(thursday, grain);
}

/** How many days after (or, negative, before) the Monday of its ISO week a week of the data starts. */
function shiftOf(time: TimeColumn): number {
  return weekShift(weekdayName(time.starts[0] ?? 0));
}

/** The year over weekly data: its ISO weeks, starting on the weekday on which the weeks of the data start. */
function yearOfWeeks(time: TimeColumn, year: number): DaySpan {
  const { start, end } = isoYear(year);
  const shift = shiftOf(time);
  return { start: start + shift, end: end + shift };
}

/** Asked for by every query, and the same for as long as the dataset lives. */
const remembered = new WeakMap<TimeColumn, Map<Grain, readonly ResultBucket[]>>();

/** A dataset's time, asked for buckets. */
export class DataCalendar {
  constructor(readonly time: TimeColumn) {}

  /** From the first day of the data to the last. */
  get span(): DaySpan {
    return { start: this.time.starts[0] ?? 0, end: this.time.ends.at(-1) ?? 0 };
  }

  /** Every calendar bucket from the first to the last of the data. */
  buckets(grain: Grain): readonly ResultBucket[] {
    let known = remembered.get(this.time);
    if (!known) remembered.set(this.time, (known = new Map<Grain, readonly ResultBucket[]>()));
    let buckets = known.get(grain);
    if (!buckets) known.set(grain, (buckets = this.compute(grain)));
    return buckets;
  }

  private compute(grain: Grain): ResultBucket[] {
    const buckets: ResultBucket[] = [];
    let index = 0;
    while (index < this.time.starts.length) {
      const span = calendarBucket(this.time, index, grain);
      const previous = buckets.at(-1);
      if (previous) for (const missing of this.between(previous, span, grain, index)) buckets.push(missing);
      let to = index + 1;
      while (to < this.time.starts.length && calendarBucket(this.time, to, grain).start === span.start) to++;
      buckets.push(this.filled(span, grain, index, to));
      index = to;
    }
    return buckets;
  }

  /** The buckets without a row between two that have some. */
  private between(before: DaySpan, after: DaySpan, grain: Grain, at: number): ResultBucket[] {
    const missing: ResultBucket[] = [];
    let start = before.end + 1;
    while (start < after.start) {
      const end =
        this.time.grain === 'week' && grain === 'week'
          ? start + 6
          : this.time.grain === 'week' && grain === 'year'
            ? yearOfWeeks(this.time, isoWeekOf(start - shiftOf(this.time) + 3).year).end
            : bucketOf(start, grain).end;
      if (end >= after.start) break;
      missing.push(this.filled({ start, end }, grain, at, at));
      start = end + 1;
    }
    return missing;
  }

  private filled(span: DaySpan, grain: Grain, from: number, to: number): ResultBucket {
    // A week, and a year of weeks, may start in the year before the one after which it is named.
    const anchor =
      grain === 'week' || grain === 'year' ? Math.floor((span.start + span.end) / 2) : span.start;
    return this.holding(span, bucketKey(anchor, grain), from, to);
  }

  /** A bucket that holds the data buckets `from` to `to` (excluded). */
  private holding(span: DaySpan, key: string, from: number, to: number): ResultBucket {
    const expected = expectedIn(span, this.time.grain);
    const covered = to - from;
    const { completeUntil = Infinity } = this.time;
    const whole = covered === expected && span.end <= completeUntil;
    return { ...span, key, label: spanLabel(span), from, to, covered, expected, whole };
  }

  /** The bucket of a stretch of days, with those data buckets that lie in it. */
  bucket(span: DaySpan, key: string): ResultBucket {
    const { starts, ends } = this.time;
    let from = starts.findIndex((start) => start >= span.start);
    if (from < 0) from = starts.length;
    let to = from;
    while (to < starts.length && (ends[to] ?? 0) <= span.end) to++;
    return this.holding(span, key, from, to);
  }

  /** The bucket of the data's own grain that holds a day, whether or not the data have rows in it. */
  ownBucketAt(day: Day): DaySpan {
    const { grain } = this.time;
    if (grain !== 'week') return bucketOf(day, grain);
    const shift = shiftOf(this.time);
    const { start, end } = bucketOf(day - shift, 'week');
    return { start: start + shift, end: end + shift };
  }

  /** The first day of the bucket that lies `count` buckets before the given one. */
  startBefore(bucket: ResultBucket, grain: Grain, count: number): Day {
    if (this.time.grain !== 'week') return bucketBefore(bucket.start, grain, count).start;
    if (grain === 'week') return bucket.start - 7 * count;
    const thursday = bucket.start - shiftOf(this.time) + 3;
    return yearOfWeeks(this.time, isoWeekOf(thursday).year - count).start;
  }

  /** The days of a period, over the weeks of the data where these do not start on Monday. */
  daysOf(period: PeriodValue): DaySpan | { readonly problem: string } {
    const days = daysOf(period);
    if ('problem' in days || this.time.grain !== 'week') return days;
    // A week of the data is named after the ISO week that holds its Thursday; a year over weeks means its ISO weeks.
    if (period.grain === 'year') return yearOfWeeks(this.time, period.year);
    if (period.grain !== 'week') return days;
    const shift = shiftOf(this.time);
    return { start: days.start + shift, end: days.end + shift };
  }

  /** Whether the data hold any part of a stretch of days. */
  touches({ start, end }: DaySpan): boolean {
    const { starts, ends } = this.time;
    return starts.some((each, index) => each <= end && (ends[index] ?? each) >= start);
  }

  /** Whether every data bucket of a stretch is there. */
  hasWhole(span: DaySpan): boolean {
    const { starts, ends } = this.time;
    const held = starts.filter((start, index) => start >= span.start && (ends[index] ?? start) <= span.end);
    return held.length === expectedIn(span, this.time.grain);
  }

  /** From when to when the data run, in words. */
  extent(): string {
    const start = this.time.starts[0] ?? 0;
    const end = this.time.ends.at(-1) ?? 0;
    const grain = this.time.grain;
    if (grain === 'day') return `${isoDate(start)} to ${isoDate(end)}`;
    const last = this.time.starts.at(-1) ?? start;
    return `${keyOfBucket(start, grain)} to ${keyOfBucket(last, grain)} (${spanLabel({ start, end }, true)})`;
  }
}

/** How many data buckets a stretch of days holds if none is missing. */
function expectedIn(span: DaySpan, grain: Grain): number {
  const days = span.end - span.start + 1;
  if (grain === 'day') return days;
  if (grain === 'week') return Math.max(1, Math.round(days / 7));
  let count = 0;
  for (let day = span.start; day <= span.end; day = bucketOf(day, grain).end + 1) count++;
  return count;
}

/** A bucket that is left out: its place in the calendar without its rows. */
export function emptied(bucket: ResultBucket): ResultBucket {
  return { ...bucket, to: bucket.from, covered: 0, whole: false };
}

/** A bucket as a window shows it: undefined outside, cut (and no longer whole) where the window cuts it. */
export function clip(bucket: ResultBucket, window: DaySpan, time: TimeColumn): ResultBucket | undefined {
  if (bucket.end < window.start || bucket.start > window.end) return undefined;
  if (bucket.start >= window.start && bucket.end <= window.end) return bucket;
  let { from, to } = bucket;
  while (from < to && (time.starts[from] ?? 0) < window.start) from++;
  while (to > from && (time.ends[to - 1] ?? 0) > window.end) to--;
  return { ...bucket, from, to, covered: to - from, whole: false };
}
