/** The time axis: where buckets stand, and the few of them that are written out. */
import type { Bucket, TimeFigure } from '../../src/protocol/result';
import { literal, plain, type Measure } from '../text';

type Grain = TimeFigure['grain'];

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = 86_400_000;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Days since 1970. */
  readonly number: number;
}

function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const number = Date.UTC(year, month - 1, day) / DAY;
  return Number.isNaN(number) ? undefined : { year, month, day, number };
}

/** Whole steps of the grain since some origin. */
function ordinal(bucket: Bucket, grain: Grain): number {
  const day = parseDay(bucket.start);
  if (!day) return NaN;
  switch (grain) {
    case 'day':
      return day.number;
    case 'week':
      // The first day of 1970 was a Thursday; weeks may begin on any day, and are all seven days apart.
      return Math.floor((day.number + 3) / 7);
    case 'month':
      return day.year * 12 + day.month - 1;
    case 'quarter':
      return day.year * 4 + Math.floor((day.month - 1) / 3);
    case 'year':
      return isoYear(bucket) ?? day.year;
  }
}

/** A year over weekly data begins in the last days of December before it: its key says which year it is. */
function isoYear(bucket: Bucket): number | undefined {
  const match = /^(\d{4})/.exec(bucket.key)?.[1];
  return match === undefined ? undefined : Number(match);
}

/**
 * Each bucket's place in steps of the grain from the first one. A missing bucket leaves its place empty, so a gap in
 * the data is a gap on the axis. Buckets that cannot be placed so stand one after the other.
 */
export function placeBuckets(buckets: readonly Bucket[], grain: Grain): number[] {
  const ordinals = buckets.map((bucket) => ordinal(bucket, grain));
  const first = ordinals[0] ?? 0;
  const rising = ordinals.every((value, index) => index === 0 || value > (ordinals[index - 1] ?? NaN));
  const span = (ordinals.at(-1) ?? 0) - first;
  // A broken date far away would squeeze all the others together.
  return rising && span < buckets.length * 20 + 20
    ? ordinals.map((value) => value - first)
    : buckets.map((_, i) => i);
}

/** The place of a calendar day between the buckets, which reach half a step to both sides; undefined outside. */
export function placeDay(
  text: string,
  buckets: readonly Bucket[],
  at: readonly number[],
  edge: 'start' | 'end' | 'middle',
): number | undefined {
  const day = parseDay(text);
  const first = parseDay(buckets[0]?.start ?? '');
  const last = parseDay(buckets.at(-1)?.end ?? '');
  if (!day || !first || !last) return undefined;
  if (day.number < first.number) return edge === 'end' ? undefined : -Infinity;
  if (day.number > last.number) return edge === 'start' ? undefined : Infinity;
  let best: number | undefined;
  for (const [index, bucket] of buckets.entries()) {
    const start = parseDay(bucket.start);
    const end = parseDay(bucket.end);
    const place = at[index];
    if (!start || !end || place === undefined || day.number < start.number) break;
    const length = end.number - start.number + 1;
    const within = { start: 0, middle: 0.5, end: 1 }[edge];
    best = place - 0.5 + Math.min(1, (day.number - start.number + within) / length);
  }
  return best;
}

/** A bucket in the words of an axis: `W07 · 9 Feb`, and the year it belongs to. */
export function bucketWords(
  bucket: Bucket,
  grain: Grain,
): { text: string; year: string | undefined; index: number } {
  const day = parseDay(bucket.start);
  const month = day && MONTHS[day.month - 1];
  const year = day && String(day.year);
  const fallback = { text: plain(bucket.label), year: undefined, index: 0 };
  switch (grain) {
    case 'week': {
      const match = /^(\d{4})-W(\d{2})$/.exec(bucket.key);
      if (!day || !month || !match) return fallback;
      return {
        text: `W${match[2] ?? ''} · ${day.day} ${month}`,
        year: match[1],
        index: Number(match[2]) - 1,
      };
    }
    case 'day':
      return day && month ? { text: `${day.day} ${month}`, year, index: day.number + 3 } : fallback;
    case 'month':
      return day && month ? { text: month, year, index: day.month - 1 } : fallback;
    case 'quarter': {
      if (!day) return fallback;
      const quarter = Math.floor((day.month - 1) / 3);
      return { text: `Q${quarter + 1}`, year, index: quarter };
    }
    case 'year':
      return { text: plain(bucket.key), year: undefined, index: isoYear(bucket) ?? 0 };
  }
}

/** Every how many buckets a label may stand: steps that divide the year, so that labels fall on the same weeks of it. */
const STEPS: Readonly<Record<Grain, readonly number[]>> = {
  day: [1, 2, 7, 14],
  week: [1, 2, 4, 13, 26],
  month: [1, 3, 6, 12],
  quarter: [1, 2, 4],
  year: [1, 2, 5, 10],
};

export interface TimeTick {
  readonly at: number;
  readonly text: string;
}

interface Words {
  readonly text: string;
  readonly year: string | undefined;
  readonly index: number;
}

/** The pixels of a time axis: where a place is, and where labels may reach. */
export interface TimePixels {
  readonly x: (at: number) => number;
  readonly low: number;
  readonly high: number;
  readonly size: number;
  readonly measure: Measure;
}

/** Picks labels that neither touch nor leave the page; the year is written under the first of each year. */
export function timeTicks(
  buckets: readonly Bucket[],
  at: readonly number[],
  grain: Grain,
  { x, low, high, size, measure }: TimePixels,
): TimeTick[] {
  const words: Words[] = buckets.map((bucket) => bucketWords(bucket, grain));
  const half = (index: number) => measure(words[index]?.text ?? '', size) / 2;
  const pixel = (index: number) => x(at[index] ?? 0);
  const inside = (index: number) => pixel(index) - half(index) >= low && pixel(index) + half(index) <= high;
  const far = (a: number, b: number) => pixel(b) - pixel(a) >= half(a) + half(b) + size * 1.4;
  const chosen = pickTicks(words, tickRules(buckets, words, grain), inside, far);
  let year: string | undefined;
  return chosen.map((index) => {
    const word = words[index];
    const text = literal(word?.text ?? '');
    const changed = word?.year !== undefined && word.year !== year;
    year = word?.year ?? year;
    return { at: at[index] ?? 0, text: changed ? `${text}<br>${literal(word.year)}` : text };
  });
}

/** From many labels to few: which buckets may have one. */
function tickRules(
  buckets: readonly Bucket[],
  words: readonly Words[],
  grain: Grain,
): ((index: number) => boolean)[] {
  const everyMonths = (months: number) => (index: number) => {
    const start = parseDay(buckets[index]?.start ?? '');
    return start?.day === 1 && (start.month - 1) % months === 0;
  };
  return [
    ...STEPS[grain].map((step) => (index: number) => (words[index]?.index ?? 0) % step === 0),
    ...(grain === 'day' ? [everyMonths(1), everyMonths(3), everyMonths(6)] : []),
  ];
}

/** The first rule whose labels fit; where none does, every so many buckets from the first one on. */
function pickTicks(
  words: readonly Words[],
  rules: readonly ((index: number) => boolean)[],
  inside: (index: number) => boolean,
  far: (a: number, b: number) => boolean,
): number[] {
  const even = Array.from({ length: words.length }, (_, step) => (index: number) => index % (step + 1) === 0);
  for (const rule of [...rules, ...even]) {
    const picked: number[] = [];
    let fits = true;
    for (const index of words.keys()) {
      if (!rule(index) || !inside(index)) continue;
      const previous = picked.at(-1);
      if (previous !== undefined && !far(previous, index)) {
        // The first label of a year stands close to the last of the year before: the new year wins.
        if (words[index]?.year === words[previous]?.year) fits = false;
        else picked.pop();
      }
      picked.push(index);
    }
    if (fits && picked.length >= 2) return picked;
  }
  const last = words.length - 1;
  return last >= 0 ? [last] : [];
}

/** Days since 1970; undefined where it is no day. */
export function dayNumber(text: string): number | undefined {
  return parseDay(text)?.number;
}

/** `2 Apr 2026`. */
export function dayWords(text: string): string {
  const day = parseDay(text);
  const month = day && MONTHS[day.month - 1];
  return day && month ? `${day.day} ${month} ${day.year}` : plain(text);
}

function isoDay(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** Up to so many days are written as days, longer stretches as months. */
const FEW_DAYS = 62;
const MOST_MONTHS = 1200;

/** Labels for a stretch of days whose places are the days' numbers: days or months, and the year under its first. */
export function dayTicks(first: number, last: number, pixels: TimePixels): TimeTick[] {
  const buckets: Bucket[] = [];
  const at: number[] = [];
  const add = (number: number) => {
    const start = isoDay(number);
    buckets.push({ key: start.slice(0, 7), label: start, start, end: start, partial: false });
    at.push(number);
  };
  const short = last - first <= FEW_DAYS;
  if (short) {
    for (let number = first; number <= last; number++) add(number);
  } else {
    const from = new Date(first * DAY);
    for (let month = 0; month < MOST_MONTHS; month++) {
      const number = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + month, 1) / DAY;
      if (number > last) break;
      if (number >= first) add(number);
    }
  }
  return timeTicks(buckets, at, short ? 'day' : 'month', pixels);
}
