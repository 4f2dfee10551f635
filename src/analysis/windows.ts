/**
 * Time: from the clauses of a query to the buckets of its result. A bucket is whole only if it lies inside both the data
 * and the window with no day missing; what is not whole is never compared with what is.
 */
import type { Span } from '../language/diagnostics';
import type { Grain } from '../language/literals';
import type { Period, QueryNode, Stretch, WindowNode } from '../language/nodes';
import { adverbOf, stretchText } from '../language/vocabulary';
import { bucketKey, isoDate, spanLabel, type DaySpan } from '../data/calendar';
import type { Dataset, TimeColumn } from '../data/dataset';
import { clip, DataCalendar, emptied, type ResultBucket } from './buckets';
import { replace, type Problems } from './problems';

export interface TimePlan {
  /** One figure for the whole window, or a series. */
  readonly mode: 'snapshot' | 'single' | 'series';
  readonly grain: Grain;
  /** Every bucket of the data up to the end of the window, so that steps can look back; missing ones included. */
  readonly buckets: readonly ResultBucket[];
  /** The first of `buckets` that the window shows. */
  readonly first: number;
  /** The window in words, for captions: `2026-W07 (9–15 Feb 2026)`. */
  readonly label: string;
  /** The part of the data that the window holds, for `top N` without `each`. */
  readonly dataFrom: number;
  readonly dataTo: number;
  /** The data buckets that are counted, `to` excluded: all of the window, or the two periods that are compared. */
  readonly counted: readonly { readonly from: number; readonly to: number }[];
  readonly notes: readonly string[];
}

const RANK: Readonly<Record<Grain, number>> = { day: 0, week: 1, month: 2, quarter: 3, year: 4 };
const UNIT: Readonly<Record<Grain, string>> = {
  day: 'days',
  week: 'weeks',
  month: 'months',
  quarter: 'quarters',
  year: 'years',
};

/** How long a period is, on average, in days. */
const DAYS: Readonly<Record<Grain, number>> = { day: 1, week: 7, month: 30.44, quarter: 91.3, year: 365.25 };

/** How many whole periods of a grain a stretch of another one holds, at least one. */
function wholesIn({ count, grain }: Stretch, own: Grain): number {
  return Math.max(1, Math.floor((count * DAYS[grain]) / DAYS[own]));
}

/**
 * What a query does with time besides summing. `series`: it needs one figure a bucket (a crossing). `before`: it holds a
 * bucket against the one before it, or B against A of `from A to B`. `pair`: A and B side by side, each summed whole.
 */
export type TimeNeed = 'none' | 'series' | 'before' | 'pair';

/**
 * The result's buckets, or undefined after saying what is wrong. `summed`: the values are sums, so that two periods can
 * only be held against each other if they are equally long.
 */
export function planTime(
  query: QueryNode,
  dataset: Dataset,
  need: TimeNeed,
  summed: boolean,
  problems: Problems,
): TimePlan | undefined {
  const needsSeries = need === 'series';
  const { time } = dataset;
  if (!time) {
    const at: Span | undefined = query.grain ?? query.window;
    if (at || need !== 'none') {
      problems.error(
        at ?? query,
        'no-time',
        `${dataset.name} is a snapshot: it has no column of dates, so nothing of it can be asked over time.`,
      );
      return undefined;
    }
    const whole: ResultBucket = {
      key: '',
      label: '',
      start: 0,
      end: 0,
      from: 0,
      to: 1,
      whole: true,
      covered: 1,
      expected: 1,
    };
    return {
      mode: 'snapshot',
      grain: 'day',
      buckets: [whole],
      first: 0,
      label: '',
      dataFrom: 0,
      dataTo: 1,
      counted: [{ from: 0, to: 1 }],
      notes: [],
    };
  }
  const grain = query.grain?.grain ?? (needsSeries ? time.grain : undefined);
  const planner = new Planner(query, dataset.name, time, problems);
  if (grain) return planner.series(grain);
  if (need === 'none') return planner.single();
  if (query.window?.kind === 'between') return planner.pair(query.window, need === 'pair' ? 0 : 1, summed);
  return need === 'before' ? planner.withBefore() : planner.single();
}

class Planner {
  private readonly calendar: DataCalendar;

  constructor(
    private readonly query: QueryNode,
    private readonly dataset: string,
    private readonly time: TimeColumn,
    private readonly problems: Problems,
  ) {
    this.calendar = new DataCalendar(time);
  }

  series(grain: Grain): TimePlan | undefined {
    if (!this.canBeCoarsenedTo(grain, this.query.grain ?? this.query)) return undefined;
    const all = this.calendar.buckets(grain);
    const window = this.window(all, grain);
    if (!window) return undefined;
    const partial = this.query.partial;
    const inside = all.map((bucket) => clip(bucket, window.span, this.time));
    const shown = inside.map((bucket, index) => {
      if (bucket === undefined) return false;
      const missing = all[index]?.covered === 0;
      return bucket.whole || missing || (partial && bucket.covered > 0);
    });
    const first = shown.indexOf(true);
    const last = shown.lastIndexOf(true);
    const hasData = inside.some((bucket, index) => shown[index] === true && (bucket?.covered ?? 0) > 0);
    if (first < 0 || !hasData) {
      const some = inside.find((bucket, index) => bucket !== undefined && (all[index]?.covered ?? 0) > 0);
      if (some) return this.incomplete(some, grain);
      return this.nothing(window.at, window.text);
    }
    const left = inside.filter(
      (bucket, index): bucket is ResultBucket => bucket !== undefined && shown[index] === false,
    );
    // What is left out before or between whole buckets is a gap for steps and crossings, never a neighbour.
    const buckets = all.slice(0, last + 1).map((bucket, index): ResultBucket => {
      if (index < first) return bucket.whole || partial ? bucket : emptied(bucket);
      const cut = inside[index] ?? bucket;
      return shown[index] === true ? cut : emptied(cut);
    });
    const visible = buckets.slice(first);
    const from = visible[0];
    const to = visible.at(-1);
    if (!from || !to) return undefined;
    // A partial bucket reaches beyond the data; what is named is what is counted.
    const end = Math.min(to.end, this.time.ends.at(-1) ?? to.end);
    const years = spanLabel({ start: Math.max(from.start, this.time.starts[0] ?? from.start), end }, true);
    const missing = visible.filter(
      (bucket) => bucket.covered === 0 && left.every((each) => each.key !== bucket.key),
    );
    const notes = left.map((bucket) =>
      bucket.covered === 0
        ? `${bucket.key} is left out: the period begins or ends inside of it.`
        : this.isDeclaredPartial(bucket)
          ? `${bucket.key} is left out: the attach statement says that it is not complete. Write \`including partial\` to see it.`
          : `${bucket.key} is left out: the data and the period cover ${bucket.covered} of its ${bucket.expected} ${UNIT[this.time.grain]}. Write \`including partial\` to see it.`,
    );
    if (missing.length > 0)
      notes.push(
        `No data for ${missing.map((bucket) => bucket.key).join(', ')}: shown as a gap, never as zero.`,
      );
    const dataFrom = Math.min(...visible.map((bucket) => bucket.from));
    const dataTo = Math.max(...visible.map((bucket) => bucket.to));
    return {
      mode: 'series',
      grain,
      buckets,
      first,
      label:
        visible.length === 1
          ? `${from.key} (${spanLabel(from, true)})`
          : `${from.key} to ${to.key} (${years}), ${adverbOf(grain)}`,
      dataFrom,
      dataTo,
      counted: [{ from: dataFrom, to: dataTo }],
      notes,
    };
  }

  /** `from A to B`: two buckets, of which those from `first` on are shown. */
  pair(
    window: Extract<WindowNode, { kind: 'between' }>,
    first: 0 | 1,
    summed: boolean,
  ): TimePlan | undefined {
    const { from, to } = window;
    if (!from || !to) return undefined;
    const own = this.time.grain;
    const all = this.calendar.buckets(own);
    const grains = [from, to].map(({ value }) => (value === 'latest' ? own : value.grain));
    if (summed && grains[0] !== grains[1]) {
      this.problems.error(
        window,
        'unequal-periods',
        `${from.text} is a ${grains[0] ?? ''} and ${to.text} a ${grains[1] ?? ''}: sums of unequal periods cannot be held against each other. Name two periods of one length, or compare shares.`,
      );
      return undefined;
    }
    const [a, b] = [this.wholePeriod(from, all), this.wholePeriod(to, all)];
    if (!a || !b) return undefined;
    if (b.start <= a.end) {
      const [early, late] = b.end < a.start ? [to.text, from.text] : [from.text, to.text];
      const backwards = b.end < a.start;
      this.problems.error(
        window,
        backwards ? 'backwards' : 'overlap',
        backwards
          ? `${late} comes after ${early}; write \`from ${early} to ${late}\`.`
          : `${from.text} and ${to.text} overlap: they cannot be held against each other.`,
        backwards ? [replace(window, `from ${early} to ${late}`)] : [],
      );
      return undefined;
    }
    return this.against(a, b, first, grains[1] ?? own);
  }

  /** One period, held against the one before it. */
  withBefore(): TimePlan | undefined {
    const { window } = this.query;
    const period = window?.kind === 'in' ? window.period : undefined;
    if (window?.kind === 'in' && !period) return undefined;
    if (!period) {
      this.problems.error(
        window ?? this.query.subject,
        'compare-what',
        `A change is between two periods. Add a grain (\`${adverbOf(this.time.grain)}\`), two periods (\`from A to B\`), or one that is held against the one before it (\`in latest\`).`,
      );
      return undefined;
    }
    const own = this.time.grain;
    const all = this.calendar.buckets(own);
    const bucket = this.wholePeriod(period, all);
    if (!bucket) return undefined;
    const grain = period.value === 'latest' ? own : period.value.grain;
    const start = this.calendar.startBefore(bucket, grain, 1);
    const span = { start, end: bucket.start - 1 };
    if (!this.fitsBuckets(span, period)) return undefined;
    const anchor =
      grain === 'week' || grain === 'year' ? Math.floor((span.start + span.end) / 2) : span.start;
    const before = this.calendar.bucket(span, bucketKey(anchor, grain));
    if (before.covered === 0) return this.nothing(period, `\`${before.key}\`, the ${grain} before`);
    if (!before.whole) return this.incomplete(before, own, 'compared');
    return this.against(before, bucket, 1, grain);
  }

  /** The bucket of a period, or undefined after saying that it is not whole in the data. */
  private wholePeriod(period: Period, all: readonly ResultBucket[]): ResultBucket | undefined {
    const named = this.days(period, all, this.time.grain);
    if (!named) return undefined;
    if (!this.calendar.touches(named.days)) {
      this.nothing(period, `\`${period.text}\``);
      return undefined;
    }
    if (!this.fitsBuckets(named.days, period)) return undefined;
    const bucket = this.calendar.bucket(named.days, named.key);
    if (bucket.whole) return bucket;
    this.incomplete(bucket, this.time.grain, 'compared');
    return undefined;
  }

  private against(a: ResultBucket, b: ResultBucket, first: 0 | 1, grain: Grain): TimePlan {
    return {
      mode: first === 0 ? 'series' : 'single',
      grain,
      buckets: [a, b],
      first,
      label: `${a.key} → ${b.key} (${spanLabel(a, true)} → ${spanLabel(b, true)})`,
      dataFrom: a.from,
      dataTo: b.to,
      counted: [a, b],
      notes: [],
    };
  }

  single(): TimePlan | undefined {
    const window = this.window(this.calendar.buckets(this.time.grain), this.time.grain);
    if (!window) return undefined;
    const { span, at, text } = window;
    if (!this.calendar.touches(span)) return this.nothing(at, text);
    if (!this.fitsBuckets(span, at)) return undefined;
    const bucket = this.calendar.bucket(span, window.key);
    const notes: string[] = [];
    if (!bucket.whole) {
      const gap = `${bucket.covered} of ${bucket.expected} ${UNIT[this.time.grain]}`;
      // Without a period the question is "everything that there is": gaps are said, not refused.
      if (this.query.window && !this.query.partial) return this.incomplete(bucket, this.time.grain);
      notes.push(
        this.isDeclaredPartial(bucket)
          ? 'The attach statement says that the end of this period is not complete in the file.'
          : `The data cover ${gap} of this period.`,
      );
    }
    return {
      mode: 'single',
      grain: this.time.grain,
      buckets: [bucket],
      first: 0,
      label: bucket.key === '' ? spanLabel(span, true) : `${bucket.key} (${spanLabel(span, true)})`,
      dataFrom: bucket.from,
      dataTo: bucket.to,
      counted: [bucket],
      notes,
    };
  }

  /** `stretch`: it is asked for as the length of the window, `last 30 days`. */
  private canBeCoarsenedTo(grain: Grain, at: Span, stretch?: Stretch): boolean {
    const own = this.time.grain;
    const isFiner = RANK[grain] < RANK[own];
    const straddles = own === 'week' && (grain === 'month' || grain === 'quarter');
    if (!isFiner && !straddles) return true;
    const nearest = stretch && stretchText(wholesIn(stretch, own), own);
    const advice = nearest
      ? `\`last ${nearest}\``
      : isFiner
        ? `\`${adverbOf(own)}\``
        : '`weekly` or `yearly` (ISO weeks)';
    const why = isFiner
      ? `it cannot be split into ${UNIT[grain]}. Write ${advice}, or use a dataset of ${UNIT[grain]}.`
      : `and weeks straddle ${UNIT[grain]}: they cannot be summed into ${UNIT[grain]} without splitting a week. Write ${advice}, or use a daily dataset.`;
    const { grain: written } = this.query;
    const fix = nearest ? replace(stretch, nearest) : written && replace(written, adverbOf(own));
    this.problems.error(
      at,
      isFiner ? 'finer-than-data' : 'straddling-weeks',
      `${this.dataset} is ${adverbOf(own)}${isFiner ? ':' : ','} ${why}`,
      fix ? [fix] : [],
    );
    return false;
  }

  /** A window must begin and end where the buckets of the data do. */
  private fitsBuckets(span: DaySpan, at: Span): boolean {
    const first = this.calendar.ownBucketAt(span.start);
    const last = this.calendar.ownBucketAt(span.end);
    const cut = first.start < span.start ? first : last.end > span.end ? last : undefined;
    if (!cut) return true;
    const own = this.time.grain;
    const [from, to] = [bucketKey(span.start, own), bucketKey(span.end, own)];
    this.problems.error(
      at,
      'straddling-weeks',
      `${this.dataset} is ${adverbOf(own)}, and the ${own} of ${spanLabel(cut, true)} lies only partly in this period: it cannot be split. Name whole ${UNIT[own]}, such as \`${from === to ? `in ${from}` : `from ${from} to ${to}`}\`, or use a daily dataset.`,
    );
    return false;
  }

  /** The days that the window names, where it is written, and how a caption calls it. */
  private window(
    all: readonly ResultBucket[],
    grain: Grain,
  ): { span: DaySpan; at: Span; text: string; key: string } | undefined {
    const { window } = this.query;
    const data = this.calendar.span;
    if (!window) return { span: data, at: this.query, text: 'this period', key: '' };
    switch (window.kind) {
      case 'in': {
        if (!window.period) return undefined;
        const span = this.days(window.period, all, grain);
        return (
          span && { span: span.days, at: window.period, text: `\`${window.period.text}\``, key: span.key }
        );
      }
      case 'between': {
        if (!window.from || !window.to) return undefined;
        const from = this.days(window.from, all, grain);
        const to = this.days(window.to, all, grain);
        if (!from || !to) return undefined;
        if (to.days.end < from.days.start) {
          this.problems.error(
            window,
            'backwards',
            `${window.from.text} comes after ${window.to.text}; write \`from ${window.to.text} to ${window.from.text}\`.`,
            [replace(window, `from ${window.to.text} to ${window.from.text}`)],
          );
          return undefined;
        }
        return {
          span: { start: from.days.start, end: to.days.end },
          at: window,
          text: 'this period',
          key: `${from.key} to ${to.key}`,
        };
      }
      case 'open':
        return this.openWindow(window, all, grain, data);
    }
  }

  private openWindow(
    window: Extract<WindowNode, { kind: 'open' }>,
    all: readonly ResultBucket[],
    grain: Grain,
    data: DaySpan,
  ): { span: DaySpan; at: Span; text: string; key: string } | undefined {
    const since = window.since && this.days(window.since, all, grain);
    const until = window.until && this.days(window.until, all, grain);
    if ((window.since && !since) || (window.until && !until)) return undefined;
    const end = until?.days.end ?? data.end;
    let start = since?.days.start ?? data.start;
    let last = end;
    if (window.last) {
      const stretch = window.last;
      if (!this.canBeCoarsenedTo(stretch.grain, stretch, stretch)) return undefined;
      const whole = this.calendar
        .buckets(stretch.grain)
        .filter((bucket) => bucket.whole && bucket.end <= end);
      const newest = whole.at(-1);
      if (!newest) {
        this.problems.error(
          stretch,
          'no-data',
          `${this.dataset} has no whole ${stretch.grain} ending by ${isoDate(end)}.`,
        );
        return undefined;
      }
      last = newest.end;
      const begin = this.calendar.startBefore(newest, stretch.grain, stretch.count - 1);
      start = since ? Math.max(since.days.start, begin) : begin;
    }
    if (start > last) {
      const isReversed = since && until && since.days.start > until.days.end;
      const isOutside = start > data.end || end < data.start;
      if (isOutside && !isReversed) this.nothing(window, 'this period');
      else this.problems.error(window, 'backwards', 'This period ends before it begins.');
      return undefined;
    }
    const grainOfKey = window.last?.grain ?? grain;
    // A week, and a year of weeks, may start in the year before the one after which it is named.
    const inset = grainOfKey === 'week' ? 3 : grainOfKey === 'year' && this.time.grain === 'week' ? 10 : 0;
    const keys = [bucketKey(start + inset, grainOfKey), bucketKey(last - inset, grainOfKey)];
    return {
      span: { start, end: last },
      at: window,
      text: 'this period',
      key: keys[0] === keys[1] ? (keys[0] ?? '') : keys.join(' to '),
    };
  }

  private days(
    period: Period,
    all: readonly ResultBucket[],
    grain: Grain,
  ): { days: DaySpan; key: string } | undefined {
    if (period.value === 'latest') {
      const newest = all.filter((bucket) => bucket.whole).at(-1);
      if (!newest) {
        this.problems.error(period, 'no-data', `${this.dataset} has no whole ${grain}.`);
        return undefined;
      }
      return { days: newest, key: newest.key };
    }
    const days = this.calendar.daysOf(period.value);
    if (!('problem' in days)) return { days, key: period.text.toUpperCase() };
    this.problems.error(period, 'no-such-period', `\`${period.text}\`: ${days.problem}.`);
    return undefined;
  }

  /** A period that is compared with another one has to be whole; one that stands alone can be shown in part. */
  private incomplete(
    bucket: ResultBucket,
    grain: Grain,
    how: 'alone' | 'compared' = 'alone',
  ): TimePlan | undefined {
    const at = this.query.window ?? this.query.grain ?? this.query;
    const name = bucket.key === '' ? `This ${grain}` : bucket.key;
    const covered = `${bucket.covered} of ${bucket.expected} ${UNIT[this.time.grain]}`;
    // Said of the data only where they are to blame: a period can cut a bucket that they have whole.
    const why = this.isDeclaredPartial(bucket)
      ? `The attach statement of ${this.dataset} says that ${name} is not complete. Name a period before`
      : this.calendar.hasWhole(bucket)
        ? `The period covers only ${covered} of ${name}. Name a period of whole ${UNIT[grain]}`
        : `${name} is not complete in ${this.dataset}: ${covered}. The data run from ${this.calendar.extent()}. Name a period inside`;
    if (how === 'compared') {
      const message = `${why}: a part of a period is never compared with a whole one.`;
      this.problems.error(at, 'incomplete', message);
    } else {
      this.problems.error(at, 'incomplete', `${why}, or write \`including partial\`.`, [
        { title: 'Add `including partial`', start: at.end, end: at.end, text: ' including partial' },
      ]);
    }
    return undefined;
  }

  /** All of it is there, but `complete until` says that the file does not hold everything of it yet. */
  private isDeclaredPartial(bucket: ResultBucket): boolean {
    return (
      !bucket.whole &&
      bucket.covered === bucket.expected &&
      bucket.end > (this.time.completeUntil ?? Infinity)
    );
  }

  private nothing(at: Span, text: string): TimePlan | undefined {
    this.problems.error(
      at,
      'no-data',
      `${this.dataset} has no data for ${text}: it runs from ${this.calendar.extent()}.`,
    );
    return undefined;
  }
}
