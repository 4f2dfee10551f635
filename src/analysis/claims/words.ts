/** Computed values in the sentences of a verdict: as `format.ts` writes them, with as many digits as the verdict needs. */
import { formatValue } from '../../protocol/format';
import type { Unit } from '../../protocol/result';
import {
  compare,
  digitsOf,
  magnitude,
  roundAt,
  shift,
  toNumber,
  trimmed,
  ZERO,
  type Decimal,
} from './decimal';
import { differenceUnit, powerOf } from './published';

/** The numeral of a formatted value, and its suffix at the end. */
const FORMATTED = /(\d[\d,]*)(?:\.(\d+))?([A-Za-z%]*)$/;

/** Beyond this all values have the suffix that it has, and numbers are soon written with exponents. */
const LARGEST = 1e18;

/** What `format.ts` makes of a value that is not negative; of a huge one, of another with the same form. */
function usualText(value: Decimal, unit: Unit): string {
  return formatValue(Math.min(toNumber(value), LARGEST), unit);
}

/** A value in words; its last digit stands at 10^`finest` (in base units) or further right. */
function textAt(value: Decimal, unit: Unit, finest: number): string {
  const size = sizeAt(magnitude(value), unit, finest);
  const isNegative = value.coefficient < 0n && /[1-9]/.test(size);
  return isNegative ? `−${size.replace(/^\+/, '')}` : size;
}

/** What is not negative: format.ts chooses sign, scale and suffix, the digits are exact. */
function sizeAt(value: Decimal, unit: Unit, finest: number): string {
  return usualText(value, unit).replace(
    FORMATTED,
    (_, whole: string, fraction: string | undefined, suffix: string) => {
      const power = powerOf(suffix);
      const place = Math.min(finest - power, -(fraction ?? '').length);
      const numeral = digitsOf(roundAt(shift(value, -power), place));
      return (whole.includes(',') ? grouped(numeral) : numeral) + suffix;
    },
  );
}

function grouped(numeral: string): string {
  const [whole = '', ...fraction] = numeral.split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.');
}

/** The place of the last digit that `format.ts` writes. */
function usualPlace(value: Decimal, unit: Unit): number {
  const [, , fraction = '', suffix = ''] = FORMATTED.exec(usualText(magnitude(value), unit)) ?? [];
  return powerOf(suffix) - fraction.length;
}

/**
 * A value in words, rounded no further than its reader can be trusted with: what is shown is `alike` to what is meant.
 * 58.7499% is not shown as 58.75% where that rounds another way. `finest` is the place down to which digits are of use.
 */
export function valueText(
  given: Decimal,
  unit: Unit,
  finest: number,
  alike: (shown: Decimal) => boolean = () => true,
): string {
  const value = trimmed(given);
  let place = Math.min(Math.max(finest, value.exponent), usualPlace(value, unit));
  while (place > value.exponent && !alike(roundAt(value, place))) place--;
  return textAt(value, unit, place);
}

/** A value in words with all its digits. */
export function exactText(value: Decimal, unit: Unit): string {
  return textAt(value, unit, trimmed(value).exponent);
}

/** `+2.3pp`, `−0.04T`: how much more or less than published, with a sign and at least one digit that is not zero. */
export function differenceText(difference: Decimal, unit: Unit, finest: number): string {
  const size = valueText(magnitude(difference), differenceUnit(unit), finest, isSomething);
  return `${compare(difference, ZERO) < 0 ? '−' : '+'}${size.replace(/^\+/, '')}`;
}

function isSomething(value: Decimal): boolean {
  return compare(value, ZERO) !== 0;
}
