/**
 * Dates as people and programs write them, each read by itself: `2026-02-09`, `09.02.2026`, `Feb 9, 2026`, `20260209`,
 * `W07 2026`, with or without a time of day. What one cell cannot tell, as the order of 02/09/2026, is left to its column.
 */
import { parsePeriod, type PeriodValue } from '../language/literals';
import { daysOf, isoDate } from './calendar';

/** How a date is written. One column uses one form; in `slashed`, `dashed` and `dotted` the year stands last. */
export type DateForm =
  'iso' | 'year-first' | 'compact' | 'slashed' | 'dashed' | 'dotted' | 'words' | 'week' | 'month' | 'quarter';

/** A time of day as it is written, and how far the clock is ahead of UTC, in minutes; undefined where no zone is written. */
export interface WrittenTime {
  readonly text: string;
  /** Seconds since midnight. */
  readonly seconds: number;
  readonly zone: { readonly text: string; readonly minutes: number } | undefined;
}

/** A period that reads one way only. */
export interface PlainDate {
  readonly form: DateForm;
  readonly period: PeriodValue;
  readonly time: WrittenTime | undefined;
}

/** Day and month in an order that the cell does not tell. */
export interface TwoNumbers {
  readonly form: 'slashed' | 'dashed' | 'dotted';
  readonly first: number;
  readonly second: number;
  readonly year: number;
  readonly time: WrittenTime | undefined;
}

/** Something that is meant as a date and is none, and why, as the end of a sentence. */
export interface NoDate {
  readonly problem: string;
}

const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'january', 'januar', 'jänner'],
  ['feb', 'february', 'februar'],
  ['mar', 'march', 'mär', 'mrz', 'märz', 'maerz'],
  ['apr', 'april'],
  ['may', 'mai'],
  ['jun', 'june', 'juni'],
  ['jul', 'july', 'juli'],
  ['aug', 'august'],
  ['sep', 'sept', 'september'],
  ['oct', 'october', 'okt', 'oktober'],
  ['nov', 'november'],
  ['dec', 'december', 'dez', 'dezember'],
];

const TIME =
  /(?<=\d)(?:T|,? +)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)? ?([ap]m)?(?: ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?$/i;

/** What stands before the weekday: `Mon, Feb 9, 2026`. */
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? +/i;

/** The first day that spreadsheets of today count, and what they call 1970-01-01. */
const SERIAL_OF_1970 = 25569;

/** What nearly all dates are. */
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads a cell by itself; undefined where it is meant as something else than a date. */
export function parseDate(cell: string): PlainDate | TwoNumbers | NoDate | undefined {
  if (ISO_DAY.test(cell)) return plainDate('iso', cell, undefined);
  const clock = cell.includes(':') ? TIME.exec(cell) : null;
  const time = clock ? timeOf(clock) : undefined;
  if (clock && !time) return { problem: `there is no such time as ${clock[0].replace(/^T|^,? +/, '')}` };
  const date = (clock ? cell.slice(0, clock.index) : cell).trim();
  const found = numbersOf(date, time) ?? plainOf(date, time) ?? numeralOf(date);
  // A time of day belongs to a day.
  if (time && found && 'period' in found && found.period.grain !== 'day') return undefined;
  return found;
}

function timeOf([, hour, minute, second = '0', half, zone]: RegExpExecArray): WrittenTime | undefined {
  const written = Number(hour);
  if (half !== undefined && (written < 1 || written > 12)) return undefined;
  const hours = half === undefined ? written : (written % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return {
    text: `${hour ?? ''}:${minute ?? ''}${half === undefined ? '' : ` ${half}`}`,
    seconds: hours * 3600 + Number(minute) * 60 + Number(second),
    zone: zone === undefined ? undefined : { text: zone, minutes: minutesAhead(zone) },
  };
}

function minutesAhead(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!match) return 0;
  const [, sign, hours, minutes = '0'] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

const FORM_OF_SIGN = { '/': 'slashed', '-': 'dashed', '.': 'dotted' } as const;

function numbersOf(date: string, time: WrittenTime | undefined): TwoNumbers | NoDate | undefined {
  const match = /^(\d{1,2})([/.-]) ?(\d{1,2})\2 ?(\d{4}|\d{2})$/.exec(date);
  if (!match) return undefined;
  const [, first, sign, second, year = ''] = match;
  if (year.length === 2)
    return { problem: 'its year has two digits, and it cannot be seen which; write all four' };
  const numbers = { first: Number(first), second: Number(second), year: Number(year) };
  return { form: FORM_OF_SIGN[sign as keyof typeof FORM_OF_SIGN], ...numbers, time };
}

/** The form, its shape, and how the language writes the same. */
type Plain = readonly [form: DateForm, shape: RegExp, write: (...parts: string[]) => string | undefined];

/** Forms in which it is plain which number is what, without a letter but for those of ISO 8601. */
const IN_DIGITS: readonly Plain[] = [
  ['iso', /^(\d{4}(?:-(?:\d{2}(?:-\d{2})?|[Ww]\d{2}|[Qq]\d))?)$/, (text) => text],
  ['year-first', /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/, (year, month, day) => iso(year, month, day)],
  ['compact', /^((?:19|20)\d{2})(\d{2})(\d{2})$/, (year, month, day) => iso(year, month, day)],
  ['month', /^(\d{4})\/(\d{1,2})$/, (year, month) => `${year}-${two(month)}`],
  ['month', /^(\d{1,2})\/(\d{4})$/, (month, year) => `${year}-${two(month)}`],
];

/** Those, and the ones with words in them. */
const PLAIN: readonly Plain[] = [
  ...IN_DIGITS,
  [
    'words',
    /^([\p{L}]+)\.?[ -](\d{1,2})(?:st|nd|rd|th)?,?[ -](\d{4})$/u,
    (month, day, year) => named(year, month, day),
  ],
  [
    'words',
    /^(\d{1,2})(?:st|nd|rd|th|\.)?[ -]?([\p{L}]+)[.,]?[ -](\d{4})$/u,
    (day, month, year) => named(year, month, day),
  ],
  ['words', /^(\d{4})[ -]([\p{L}]+)\.?[ -](\d{1,2})$/u, (year, month, day) => named(year, month, day)],
  ['week', /^(\d{4})[ -]?(?:w|kw|cw|week)[ -]?(\d{1,2})$/i, (year, week) => `${year}-W${two(week)}`],
  ['week', /^(?:w|kw|cw|wk|week)[ .-]*(\d{1,2})[ ,/-]+(\d{4})$/i, (week, year) => `${year}-W${two(week)}`],
  ['quarter', /^(\d{4})[ /-]?q(\d)$/i, (year, quarter) => `${year}-Q${quarter}`],
  ['quarter', /^q(\d)[ ,/-]+(\d{4})$/i, (quarter, year) => `${year}-Q${quarter}`],
  ['month', /^([\p{L}]+)[.,]?[ -](\d{4})$/u, (month, year) => named(year, month)],
];
/** What is looked at for digits only: to look for letters of all languages takes long to prepare. */
const NO_WORDS = /^[\d ,./-]*$/;

function plainOf(date: string, time: WrittenTime | undefined): PlainDate | NoDate | undefined {
  const inDigits = NO_WORDS.test(date);
  const bare = inDigits ? date : date.replace(WEEKDAY, '');
  for (const [form, shape, write] of inDigits ? IN_DIGITS : PLAIN) {
    const [, ...parts] = shape.exec(bare) ?? [];
    const text = parts.length > 0 ? write(...parts) : undefined;
    if (text !== undefined) return plainDate(form, text, time);
  }
  return undefined;
}

/** A date as the language writes it. */
function plainDate(form: DateForm, text: string, time: WrittenTime | undefined): PlainDate | NoDate {
  const parsed = parsePeriod(text);
  if ('problem' in parsed) return { problem: parsed.problem };
  const days = daysOf(parsed.value);
  return 'problem' in days ? days : { form, period: parsed.value, time };
}

const two = (digits = ''): string => digits.padStart(2, '0');

const iso = (year = '', month = '', day = ''): string => `${year}-${two(month)}-${two(day)}`;

/** A month by its name, with or without a day. */
function named(year = '', month = '', day?: string): string | undefined {
  const at = MONTHS.findIndex((names) => names.includes(month.toLowerCase()));
  if (at < 0) return undefined;
  const number = String(at + 1);
  return day === undefined ? `${year}-${two(number)}` : iso(year, number, day);
}

/** Numbers that other programs keep instead of dates. */
function numeralOf(date: string): NoDate | undefined {
  if (/^[3-7]\d{4}(\.\d+)?$/.test(date)) {
    const day = isoDate(Math.floor(Number(date)) - SERIAL_OF_1970);
    return {
      problem: `it is the number by which a spreadsheet counts days (${day}, if days are counted from 1900); format the column there as YYYY-MM-DD and save it again`,
    };
  }
  if (/^1\d{9}(\d{3})?(\.\d+)?$/.test(date)) {
    const unit = date.length >= 13 && !date.includes('.') ? 'thousandths of a second' : 'seconds';
    return { problem: `it looks like ${unit} since 1970; write days, such as 2026-02-09` };
  }
  return undefined;
}

export type DateOrder = 'day-first' | 'month-first';

/** The period of two numbers that are read in this order, or why there is none. */
export function inOrder({ first, second, year }: TwoNumbers, order: DateOrder): PeriodValue | NoDate {
  const [day, month] = order === 'day-first' ? [first, second] : [second, first];
  const parsed = parsePeriod(iso(String(year), String(month), String(day)));
  return 'problem' in parsed ? { problem: parsed.problem } : parsed.value;
}

/** The orders in which two numbers can be read. */
export function ordersOf(date: TwoNumbers): DateOrder[] {
  return (['day-first', 'month-first'] as const).filter((order) => !('problem' in inOrder(date, order)));
}

/**
 * Whether a cell is a date whatever its column is called: a bare year, and eight digits in a row, are more often a
 * number.
 */
export function surelyDate(cell: string): boolean {
  const date = parseDate(cell);
  if (!date || 'problem' in date) return false;
  return !('period' in date) || (date.period.grain !== 'year' && date.form !== 'compact');
}

/** Whether a cell of a column that is called like one of dates is a date. */
export function maybeDate(cell: string): boolean {
  const date = parseDate(cell);
  return date !== undefined && !('problem' in date);
}
