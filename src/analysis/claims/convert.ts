/** What the writer of a figure of the wrong type may have meant: the same figure, as the unit is written. */
import type { Quantity } from '../../language/nodes';
import type { Unit } from '../../protocol/result';
import { compare, digitsOf, magnitude, parseDecimal, shift, subtract, unitOf, type Decimal } from './decimal';
import { formOf, powerOf, writtenOf, type Written } from './published';

/** Texts to offer, the likeliest first; empty where nothing can be guessed. */
export function converted(quantity: Quantity, unit: Unit): string[] {
  const from = writtenOf(quantity);
  const numeral = from && parseDecimal(from.numeral);
  if (!numeral) return [];
  switch (formOf(unit).quantity) {
    case 'percent':
      return asPercent(from, numeral, unit);
    case 'points':
      return isPlain(from) || from.suffix === '%' ? [`${from.numeral}pp`] : [];
    case 'times':
      if (from.suffix === '%') return [`${digitsOf(shift(numeral, -2))}x`];
      return isPlain(from) ? [`${from.numeral}x`] : [];
    case 'usd':
      return powerOf(from.suffix) >= 0 && from.suffix !== 'x' ? [`$${from.numeral}${from.suffix}`] : [];
    case 'number':
      if (from.sign === '$') return [from.numeral + from.suffix];
      return from.suffix === 'x' && unit !== 'tokens' ? [from.numeral] : [];
  }
}

function asPercent(from: Written, numeral: Decimal, unit: Unit): string[] {
  const percent = (value: Decimal): string => `${digitsOf(value)}%`;
  if (from.suffix === 'pp') return [`${from.numeral}%`];
  // Three times as much is 200% more.
  if (from.suffix === 'x')
    return [percent(shift(unit === 'growth' ? subtract(numeral, unitOf(0)) : numeral, 2))];
  if (!isPlain(from)) return [];
  const isFraction = numeral.exponent < 0 && compare(magnitude(numeral), unitOf(0)) <= 0;
  return isFraction ? [percent(shift(numeral, 2)), `${from.numeral}%`] : [`${from.numeral}%`];
}

function isPlain({ sign, suffix }: Written): boolean {
  return sign === '' && suffix === '';
}
