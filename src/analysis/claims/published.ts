/** Published figures: a quantity of the language as an exact decimal, and which quantity states which kind of value. */
import type { QuantityUnit } from '../../language/literals';
import type { Quantity } from '../../language/nodes';
import type { Unit } from '../../protocol/result';
import { parseDecimal, shift, type Decimal } from './decimal';

/** A quantity taken apart as it was written: `$`, `1.2`, `M`. */
export interface Written {
  readonly sign: '' | '$';
  readonly numeral: string;
  readonly suffix: string;
}

const WRITTEN = /^(\$?)([+-]?\d+(?:\.\d+)?)(%|pp|x|[KMBT]?)$/;
const POWERS: Readonly<Record<string, number>> = { T: 12, B: 9, M: 6, K: 3, '%': -2, pp: -2 };

/** By which power of ten a suffix multiplies. */
export function powerOf(suffix: string): number {
  return POWERS[suffix] ?? 0;
}

export function writtenOf({ text }: Quantity): Written | undefined {
  const match = WRITTEN.exec(text);
  if (!match) return undefined;
  const [, sign = '', numeral = '', suffix = ''] = match;
  return { sign: sign === '$' ? '$' : '', numeral, suffix };
}

/** The exact value in base units; its exponent is the place of the last digit that was written: 10^10 for 4.12T. */
export function valueOf(quantity: Quantity): Decimal | undefined {
  const written = writtenOf(quantity);
  const numeral = written && parseDecimal(written.numeral);
  return numeral && shift(numeral, powerOf(written.suffix));
}

/** How values of a unit are called, which quantities state them, and an example of one. */
export interface Form {
  readonly quantity: QuantityUnit;
  readonly noun: string;
  readonly example: string;
}

const FORMS: Readonly<Record<Unit, Form>> = {
  tokens: { quantity: 'number', noun: 'tokens', example: '4.12T' },
  usd: { quantity: 'usd', noun: 'dollars', example: '$1.2M' },
  fraction: { quantity: 'percent', noun: 'a share', example: '59%' },
  points: { quantity: 'points', noun: 'a difference of shares', example: '2.5pp' },
  growth: { quantity: 'percent', noun: 'a growth rate', example: '30%' },
  ratio: { quantity: 'times', noun: 'a ratio', example: '3x' },
  number: { quantity: 'number', noun: 'a plain number', example: '6' },
  buckets: { quantity: 'number', noun: 'a number of periods', example: '2' },
  rank: { quantity: 'number', noun: 'a rank', example: '3' },
  places: { quantity: 'number', noun: 'a number of places', example: '2' },
};

export function formOf(unit: Unit): Form {
  return FORMS[unit];
}

/** What a quantity is, whatever it is held against. */
export function nounOf({ quantity, text }: Quantity): string {
  switch (quantity.unit) {
    case 'number':
      return /[KMBT]$/.test(text) ? 'an amount' : 'a plain number';
    case 'percent':
      return 'a percentage';
    case 'points':
      return 'percentage points';
    case 'times':
      return 'a factor';
    case 'usd':
      return 'dollars';
  }
}

/** Whether a quantity can state a value of that unit. */
export function states(quantity: Quantity, unit: Unit): boolean {
  return quantity.quantity.unit === formOf(unit).quantity;
}

/** In what a difference of two such values counts: that of two shares, or of two growths, is in points. */
export function differenceUnit(unit: Unit): Unit {
  return unit === 'fraction' || unit === 'growth' ? 'points' : unit;
}

/** What a tolerance of such a value is written in: that of a share in points, and not in per cent of a per cent. */
export function toleranceForm(unit: Unit): Form {
  return formOf(differenceUnit(unit));
}

/** Why a quantity cannot be held against a value of that unit. */
export function mismatch(quantity: Quantity, unit: Unit): string {
  const { noun, example } = formOf(unit);
  return `\`${quantity.text}\` is ${nounOf(quantity)}, but the query gives ${noun}, written like \`${example}\`.`;
}
