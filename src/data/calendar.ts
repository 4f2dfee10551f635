/**
 * The calendar in whole days: a day is its number since 1970-01-01, so that no time zone can move it. Weeks are those of
 * ISO 8601: they start on Monday, and belong to the year that holds their Thursday.
 */
import { WEEKDAYS, type Grain, type PeriodValue, type Weekday } from '../language/literals';

export type Day = number;

/** The days from `start` to `end`, both included. */
export interface DaySpan {
  readonly start: Day;
  readonly end: Day;
}

const MS_PER_DAY = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `month` counts from 1; a month outside 1–12 runs into the neighbouring year. */
export function dayOf(year: number, month: number, day: number): Day {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / MS_PER_DAY);
}

export function partsOf(day: Day): { year: number; month: number; day: number } {
  const date = new Date(day * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Monday is 0, Sunday 6. */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

export function weekdayName(day: Day): Weekday {
  return WEEKDAYS[weekdayOf(day)] ?? 'monday';
}

/** `Monday`, for sentences. */
export function weekdayLabel(weekday: Weekday): string {
  return weekday.charAt(0).toUpperCase() + weekday.slice(1);
}

/**
 * How many days after (or, negative, before) the Monday of its ISO week a week starts that starts on that weekday: a week
 * belongs to the ISO week of the Thursday that it holds.
 */
export function weekShift(start: Weekday): number {
  const weekday = WEEKDAYS.indexOf(start);
  return weekday <= 3 ? weekday : weekday - 7;
}

export function isoWeekOf(day: Day): { year: number; week: number } {
  const thursday = day - weekdayOf(day) + 3;
  const { year } = partsOf(thursday);
  return { year, week: Math.floor((thursday - dayOf(year, 1, 1)) / 7) + 1 };
}

/** The Monday of an ISO week: the week that holds 4 January is the first. */
export function startOfIsoWeek(year: number, week: number): Day {
  const fourth = dayOf(year, 1, 4);
  return fourth - weekdayOf(fourth) + (week - 1) * 7;
}

export function weeksIn(year: number): number {
  return isoWeekOf(dayOf(year, 12, 28)).week;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-02-09`. */
export function isoDate(day: Day): string {
  const { year, month, day: date } = partsOf(day);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
}

/** The days of a written period, or why there is no such period. */
export function daysOf(period: PeriodValue): DaySpan | { readonly problem: string } {
  switch (period.grain) {
    case 'day': {
      const day = dayOf(period.year, period.month, period.day);
      return { start: day, end: day };
    }
    case 'week': {
      const weeks = weeksIn(period.year);
      if (period.week > weeks)
        return { problem: `${period.year} has ${weeks} weeks; there is no W${two(period.week)}` };
      const start = startOfIsoWeek(period.year, period.week);
      return { start, end: start + 6 };
    }
    case 'month':
      return { start: dayOf(period.year, period.month, 1), end: dayOf(period.year, period.month + 1, 1) - 1 };
    case 'quarter':
      return {
        start: dayOf(period.year, period.quarter * 3 - 2, 1),
        end: dayOf(period.year, period.quarter * 3 + 1, 1) - 1,
      };
    case 'year':
      return { start: dayOf(period.year, 1, 1), end: dayOf(period.year + 1, 1, 1) - 1 };
  }
}

/** The calendar bucket of that grain that holds a day. */
export function bucketOf(day: Day, grain: Grain): DaySpan {
  const { year, month } = partsOf(day);
  switch (grain) {
    case 'day':
      return { start: day, end: day };
    case 'week': {
      const start = day - weekdayOf(day);
      return { start, end: start + 6 };
    }
    case 'month':
      return { start: dayOf(year, month, 1), end: dayOf(year, month + 1, 1) - 1 };
    case 'quarter': {
      const first = month - ((month - 1) % 3);
      return { start: dayOf(year, first, 1), end: dayOf(year, first + 3, 1) - 1 };
    }
    case 'year':
      return { start: dayOf(year, 1, 1), end: dayOf(year + 1, 1, 1) - 1 };
  }
}

/** The bucket `count` steps before (or, negative, after) the one that holds `day`. */
export function bucketBefore(day: Day, grain: Grain, count: number): DaySpan {
  const here = bucketOf(day, grain).start;
  const { year, month } = partsOf(here);
  switch (grain) {
    case 'day':
      return bucketOf(here - count, grain);
    case 'week':
      return bucketOf(here - 7 * count, grain);
    case 'month':
      return bucketOf(dayOf(year, month - count, 1), grain);
    case 'quarter':
      return bucketOf(dayOf(year, month - 3 * count, 1), grain);
    case 'year':
      return bucketOf(dayOf(year - count, 1, 1), grain);
  }
}

/** The year over weekly data: its ISO weeks, from the Monday of W01 to the Sunday of the last. */
export function isoYear(year: number): DaySpan {
  return { start: startOfIsoWeek(year, 1), end: startOfIsoWeek(year + 1, 1) - 1 };
}

/** How the language writes the bucket that holds a day: `2026-W07`, `2026-02`, … */
export function bucketKey(day: Day, grain: Grain): string {
  const { year, month } = partsOf(day);
  switch (grain) {
    case 'day':
      return isoDate(day);
    case 'week': {
      const iso = isoWeekOf(day);
      return `${iso.year}-W${two(iso.week)}`;
    }
    case 'month':
      return `${year}-${two(month)}`;
    case 'quarter':
      return `${year}-Q${Math.floor((month - 1) / 3) + 1}`;
    case 'year':
      return String(year);
  }
}

/** The name of a bucket of the data that starts on a day; a week is named after its middle, wherever it starts. */
export function keyOfBucket(start: Day, grain: Grain): string {
  return bucketKey(grain === 'week' ? start + 3 : start, grain);
}

/** A stretch of days for people: `9–15 Feb`, `30 Mar – 5 Apr`, `29 Dec 2025 – 4 Jan 2026`. */
export function spanLabel(span: DaySpan, withYear = false): string {
  const from = partsOf(span.start);
  const to = partsOf(span.end);
  const month = (part: { month: number }): string => MONTHS[part.month - 1] ?? '';
  const year = withYear ? ` ${to.year}` : '';
  if (span.start === span.end) return `${to.day} ${month(to)}${year}`;
  if (from.year !== to.year)
    return `${from.day} ${month(from)} ${from.year} – ${to.day} ${month(to)} ${to.year}`;
  if (from.month !== to.month) return `${from.day} ${month(from)} – ${to.day} ${month(to)}${year}`;
  return `${from.day}–${to.day} ${month(to)}${year}`;
}
