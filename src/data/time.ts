/** The column of dates: written days → buckets, and how far the file is complete. */
import type { Grain, PeriodValue, Weekday } from '../language/literals';
import {
  bucketOf,
  daysOf,
  isoDate,
  isoYear,
  keyOfBucket,
  weekdayLabel,
  weekdayName,
  weekShift,
  type Day,
} from './calendar';
import type { TimeColumn } from './dataset';
import { readDates } from './dateColumn';
import type { DateOrder } from './dates';
import { Unreadable, type Say } from './problem';
import { cellAt, placeOf, type Table } from './table';

/** Where dates stand, and the grain if the role of the column says it. */
export interface TimePlace {
  readonly index: number;
  readonly stated: Grain | undefined;
}

/** What the statement says about time. */
export interface TimeOptions {
  /**
   * The grain of the data, where it is not to be inferred. `week` takes every date for the first day of a week, so that
   * daily data are refused and not summed into weeks; of the other grains each gathers the days that it holds.
   */
  readonly every?: Grain | undefined;
  /**
   * The weekday on which the weeks of the data start. It is held against every date; a week that is written as such,
   * 2026-W07, is moved to the week that starts so and holds the same Thursday.
   */
  readonly weekStart?: Weekday | undefined;
  /** Whether the day or the month stands first in dates such as 02/09/2026, where that is not to be found. */
  readonly dates?: DateOrder | undefined;
  /** The last period that the file holds completely, and how it is written. */
  readonly completeUntil?: WrittenPeriod | undefined;
}

export interface WrittenPeriod {
  readonly text: string;
  readonly value: PeriodValue | 'latest';
}

/** Columns that name a week by its last day. */
const WEEK_ENDS = /^(week[_ -]?(end|ending|ended|end[_ -]?date|ending[_ -]?(on|date|sun|sunday))|w\/e)$/i;
/** Columns that name a week by its first day. */
const WEEK_STARTS = /start|begin|from|commencing|^w\/c$/i;
/** Reads the dates of a column and gathers them into buckets. Throws Unreadable where they are none, or do not fit. */
export function readTime(
  table: Table,
  { index, stated }: TimePlace,
  { every, weekStart, completeUntil, dates: order }: TimeOptions,
  say: Say,
): TimeColumn {
  const name = table.header[index] ?? '';
  const { codes, days: own, first, times, grain: written } = readDates(table, index, order, say);
  const labelled = written === 'day' && endWeeks(name, own, weekStart);
  const days = labelled ? own.map((day) => day - 6) : own;
  if (labelled && !weekStart) {
    say({
      severity: 'information',
      code: 'week-ends',
      message: `${table.file}: the days of "${name}" are read as the last days of weeks.`,
      about: 'file',
      guess: {
        what: `days of "${name}"`,
        read: 'the last ones of weeks',
        instead: `every week from ${weekdayName(own[0] ?? 0)}`,
      },
    });
  }
  const grain = stated ?? every ?? inferGrain(distinct(days), written, name);
  if (weekStart) startWeeksOn(weekStart, grain, { table, index, written, days, first });
  else if (grain === 'week' && written === 'day' && !labelled) doubtSundays(table.file, name, days, say);
  const time = { name, codes, days, ...(times ? { times } : {}), ...bucketsOf(table.file, days, grain) };
  if (!completeUntil) return time;
  return { ...time, completeUntil: lastCompleteDay(completeUntil, table.file, time, say) };
}

/**
 * Whether days are the last ones of their weeks: as the statement says, which names the weekday on which weeks start, or
 * else as the column is called.
 */
function endWeeks(name: string, days: Int32Array, weekStart: Weekday | undefined): boolean {
  const called = WEEK_ENDS.test(name);
  if (!weekStart) return called;
  const all = (ahead: number): boolean => days.every((day) => weekdayName(day + ahead) === weekStart);
  if (all(0)) return false;
  return called || all(1);
}

const distinct = (days: Int32Array): Day[] => [...new Set(days)].sort((a, b) => a - b);

/** Moves written weeks to the weekday on which the weeks of the data start, and holds every date against it. */
function startWeeksOn(
  weekday: Weekday,
  grain: Grain,
  read: { table: Table; index: number; written: Grain; days: Int32Array; first: ArrayLike<number> },
): void {
  const { table, index, written, days, first } = read;
  if (grain !== 'week') {
    throw new Unreadable(
      'weekday-of-weeks',
      `${table.file} is read by the ${grain}, and only weeks start on a weekday; write \`every week from ${weekday}\`, or leave \`from ${weekday}\` out.`,
      { option: 'every' },
    );
  }
  for (const [code, day] of days.entries()) {
    if (written === 'week') days[code] = day + weekShift(weekday);
    const own = weekdayName(days[code] ?? 0);
    const row = first[code] ?? 0;
    if (own !== weekday) {
      throw new Unreadable(
        'other-weekday',
        `${placeOf(table, row, index)}: the week of "${cellAt(table, row, index)}" starts on a ${weekdayLabel(own)}, not on a ${weekdayLabel(weekday)} as the statement says; mend one of the two, or write \`every day\` if the data are daily.`,
        { option: 'every' },
        [`every week from ${own}`],
      );
    }
  }
}

/** Weeks that are called by their Sundays may start or end on them, and only the name of the column could tell. */
function doubtSundays(file: string, name: string, days: Int32Array, say: Say): void {
  if (WEEK_STARTS.test(name) || days.some((day) => weekdayName(day) !== 'sunday')) return;
  say({
    severity: 'information',
    code: 'sunday-weeks',
    message: `${file}: every date of "${name}" is a Sunday, and is read as the first day of its week. If it is the last, call the column week_ending; if it is the first, write \`every week from sunday\`.`,
    about: 'file',
    guess: { what: `days of "${name}"`, read: 'the first ones of weeks', instead: 'every week from sunday' },
  });
}

function bucketsOf(
  file: string,
  days: Int32Array,
  grain: Grain,
): Pick<TimeColumn, 'grain' | 'buckets' | 'starts' | 'ends'> {
  // Weeks start where the data start them; everything else where the calendar does.
  const startOf = (day: Day): Day => (grain === 'week' ? day : bucketOf(day, grain).start);
  const starts = [...new Set(distinct(days).map(startOf))];
  const position = new Map(starts.map((start, at) => [start, at]));
  const buckets = days.map((day) => position.get(startOf(day)) ?? 0);
  const ends = starts.map((start) => (grain === 'week' ? start + 6 : bucketOf(start, grain).end));
  const overlap = starts.findIndex((start, at) => at > 0 && start <= (ends[at - 1] ?? -Infinity));
  if (overlap > 0) {
    throw new Unreadable(
      'overlapping-weeks',
      `${file} is read as weekly, but the weeks of ${isoDate(starts[overlap - 1] ?? 0)} and ${isoDate(starts[overlap] ?? 0)} overlap; if it is daily, write \`every day\`.`,
    );
  }
  const [first = 0] = starts;
  const uneven = grain === 'week' ? starts.find((start) => (start - first) % 7 !== 0) : undefined;
  if (uneven !== undefined) {
    throw new Unreadable(
      'uneven-weeks',
      `${file} is read as weekly, but the weeks of ${isoDate(first)} and ${isoDate(uneven)} start on different weekdays, so that days between them would be lost.`,
    );
  }
  return { grain, buckets, starts, ends };
}

/** The last day of a period as the data count it: their weeks may start on another day than Monday. */
function lastCompleteDay(period: WrittenPeriod, file: string, time: TimeColumn, say: Say): Day {
  const { value, text } = period;
  const { grain, starts } = time;
  const about = { option: 'complete' } as const;
  const [first = 0] = starts;
  if (value === 'latest') {
    const last = keyOfBucket(starts.at(-1) ?? first, grain);
    throw new Unreadable(
      'complete-latest',
      `What is latest follows from what is complete; name the last complete ${grain} of ${file}, such as \`complete until ${last}\`.`,
      about,
      [last],
    );
  }
  const days = daysOf(value);
  if ('problem' in days) throw new Unreadable('no-such-period', `\`${text}\`: ${days.problem}.`, about);
  const shift = grain === 'week' ? weekShift(weekdayName(first)) : 0;
  const end =
    grain === 'week' && value.grain === 'year'
      ? isoYear(value.year).end + shift
      : value.grain === 'week'
        ? days.end + shift
        : days.end;
  if (end < (time.ends[0] ?? first)) {
    say({
      severity: 'warning',
      code: 'nothing-complete',
      message: `${file} begins with ${keyOfBucket(first, grain)}, so nothing of it is complete by ${text}; every ${grain} counts as partial.`,
      about,
    });
  }
  return end;
}

/** Says which options have no meaning in a snapshot. */
export function withoutTime(file: string, { weekStart, completeUntil }: TimeOptions, say: Say): void {
  const options = [
    ...(weekStart ? [['every', `every week from ${weekStart}`] as const] : []),
    ...(completeUntil ? [['complete', `complete until ${completeUntil.text}`] as const] : []),
  ];
  for (const [option, written] of options) {
    say({
      severity: 'warning',
      code: 'no-dates',
      message: `${file} has no column of dates, so \`${written}\` says nothing about it; name one (\`columns day = …\`), or leave this out.`,
      about: { option },
    });
  }
}

/** Whether days could be those of a grain: weeks are 7 (or a multiple) apart, months start on the first. */
function fits(days: readonly Day[], grain: Grain): boolean {
  const first = days[0] ?? 0;
  switch (grain) {
    case 'day':
      return true;
    case 'week':
      return days.every((day) => (day - first) % 7 === 0);
    default:
      return days.every((day) => bucketOf(day, grain).start === day);
  }
}

/** The grain of ascending days: as they are written, as their column is called, or else the coarsest that fits. */
function inferGrain(days: readonly Day[], written: Grain, column: string): Grain {
  if (written !== 'day') return written;
  const called = (['day', 'week', 'month', 'quarter', 'year'] as const).find((grain) =>
    new RegExp(`(^|_)${grain}(_|$)`, 'i').test(column),
  );
  if (called !== undefined && fits(days, called)) return called;
  if (days.length < 2) return 'day';
  return (['year', 'quarter', 'month', 'week'] as const).find((grain) => fits(days, grain)) ?? 'day';
}
