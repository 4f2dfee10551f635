/** Periods and quantities: the two literals of the language, from text to value. */

export type Grain = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** In the order of ISO 8601: Monday is the first. */
export const WEEKDAYS = [
  ...(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const),
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A stretch of the calendar as it is written; which days it covers is the calendar's business. */
export type PeriodValue =
  | { readonly grain: 'day'; readonly year: number; readonly month: number; readonly day: number }
  | { readonly grain: 'week'; readonly year: number; readonly week: number }
  | { readonly grain: 'month'; readonly year: number; readonly month: number }
  | { readonly grain: 'quarter'; readonly year: number; readonly quarter: number }
  | { readonly grain: 'year'; readonly year: number };

export type QuantityUnit = 'number' | 'percent' | 'points' | 'times' | 'usd';

/** A quantity in base units: 4.12T is 4.12e12, 61% is 0.61, 2.5pp is 0.025. `digits` is the text without its unit. */
export interface QuantityValue {
  readonly unit: QuantityUnit;
  readonly value: number;
}

type Parsed<T> = { readonly value: T } | { readonly problem: string; readonly suggestion?: string };

const DAYS_BEFORE_FEBRUARY_ENDS = 29;
const DAYS_OF_MONTH = [31, DAYS_BEFORE_FEBRUARY_ENDS, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && !leap ? 28 : (DAYS_OF_MONTH[month - 1] ?? 0);
}

/** The shape that the scanner takes for a period, before anything is said about whether such a day exists. */
export const PERIOD_SHAPE = /\d{4}-(?:\d{2}-\d{2}|[Ww]\d{2}|[Qq]\d|\d{2})(?![\w-])/y;

/** Reads `2026-02-09`, `2026-W07`, `2026-02`, `2026-Q1` or `2026`. */
export function parsePeriod(text: string): Parsed<PeriodValue> {
  const match = /^(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|[Ww](\d{2})|[Qq](\d)))?$/.exec(text);
  if (!match)
    return { problem: `\`${text}\` is not a period; write 2026-02-09, 2026-W07, 2026-02, 2026-Q1 or 2026` };
  const numberAt = (place: number): number | undefined =>
    match[place] === undefined ? undefined : Number(match[place]);
  const year = Number(match[1]);
  const [month, day, week, quarter] = [numberAt(2), numberAt(3), numberAt(4), numberAt(5)];
  if (week !== undefined) {
    if (week < 1 || week > 53)
      return { problem: `there is no week ${week}; the weeks of a year run from W01 to W52 or W53` };
    return { value: { grain: 'week', year, week } };
  }
  if (quarter !== undefined) {
    if (quarter < 1 || quarter > 4)
      return { problem: `there is no quarter ${quarter}; quarters run from Q1 to Q4` };
    return { value: { grain: 'quarter', year, quarter } };
  }
  if (month === undefined) return { value: { grain: 'year', year } };
  if (month < 1 || month > 12) return { problem: `there is no month ${month}; months run from 01 to 12` };
  if (day === undefined) return { value: { grain: 'month', year, month } };
  if (day < 1 || day > daysIn(year, month)) {
    return { problem: `${text} does not exist; that month has ${daysIn(year, month)} days` };
  }
  return { value: { grain: 'day', year, month, day } };
}

/** The shape that the scanner takes for a quantity, right or wrong unit. */
export const QUANTITY_SHAPE = /\$?[+-]?\d+(?:\.\d+)?(?:%|[A-Za-z]{1,3})?(?!\w|-(?!>)|\.\w)/y;

const SCALE: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** Reads `4.12T`, `776B`, `61%`, `2.5pp`, `3x`, `$1.2M`, `50`. */
export function parseQuantity(text: string): Parsed<QuantityValue> {
  const match = /^(\$?)([+-]?\d+(?:\.\d+)?)(%|[A-Za-z]*)$/.exec(text);
  if (!match) return { problem: `\`${text}\` is not a quantity; write 4.12T, 61%, 2.5pp, 3x or $1.2M` };
  const [, dollar = '', digits = '', suffix = ''] = match;
  const number = Number(digits);
  if (suffix === '' || Object.hasOwn(SCALE, suffix)) {
    const value = scaled(digits, suffix);
    return { value: { unit: dollar ? 'usd' : 'number', value } };
  }
  if (['%', 'pp', 'x'].includes(suffix)) {
    if (dollar) return { problem: `\`${suffix}\` counts no dollars; write $1.2M, or leave the $ out` };
    if (suffix === '%') return { value: { unit: 'percent', value: scaled(digits, '', -2) } };
    if (suffix === 'pp') return { value: { unit: 'points', value: scaled(digits, '', -2) } };
    if (suffix === 'x') return { value: { unit: 'times', value: number } };
  }
  const upper = suffix.toUpperCase();
  if (Object.hasOwn(SCALE, upper)) {
    return {
      problem: `write \`${dollar}${digits}${upper}\`: T, B, M and K are capital letters`,
      suggestion: dollar + digits + upper,
    };
  }
  return { problem: `\`${suffix}\` is not a unit; the units are T, B, M, K, %, pp and x` };
}

/** Decimal scaling through the text, so that 4.12T is exactly 4120000000000 and 58.7% the nearest double to 0.587. */
function scaled(digits: string, suffix: string, exponent = 0): number {
  const power = exponent + (suffix === '' ? 0 : Math.log10(SCALE[suffix] ?? 1));
  return Number(`${digits}e${String(Math.round(power))}`);
}
