/** Periods and quantities in words: what `2026-W07` and `4.12T` stand for. */
import { daysOf, spanLabel } from '../data/calendar';
import { parseQuantity, type Grain, type PeriodValue } from '../language/literals';

const NAMES: Readonly<Record<Grain, string>> = {
  day: 'Day',
  week: 'Week, Monday to Sunday',
  month: 'Month',
  quarter: 'Quarter',
  year: 'Year',
};

/** `9–15 Feb 2026`; undefined for a period that does not exist. */
export function daysInWords(period: PeriodValue): string | undefined {
  const span = daysOf(period);
  return 'problem' in span ? undefined : spanLabel(span, true);
}

/** The days of a period, and what kind of period it is. */
export function periodInWords(period: PeriodValue): { days: string; kind: string } | undefined {
  const days = daysInWords(period);
  return days === undefined ? undefined : { days, kind: NAMES[period.grain] };
}

/** `4,120,000,000,000`, or what the unit means; undefined for a number that says itself. */
export function quantityInWords(text: string): string | undefined {
  const parsed = parseQuantity(text);
  if ('problem' in parsed) return undefined;
  const { unit, value } = parsed.value;
  switch (unit) {
    case 'number':
      return /[A-Z]$/.test(text) ? written(value) : undefined;
    case 'usd':
      return `${value < 0 ? '−' : ''}$${written(Math.abs(value))}`;
    case 'percent':
      return `${text.slice(0, -1)} percent of the whole: a share, or a rate of growth.`;
    case 'points':
      return `${text.slice(0, -2)} percentage points: the difference of two shares.`;
    case 'times':
      return `${text.slice(0, -1)} times as much.`;
  }
}

/** Every digit, in groups of three. */
function written(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 20 });
}
