/** `expect 2 weeks`: the published length of a streak against the computed one. */
import type { Stretch } from '../../language/nodes';
import type { Measured, Verdict } from '../../protocol/result';
import { boundsIn, computedOf, type Computed } from './computed';
import { compare, digitsOf, magnitude, subtract, ZERO, type Decimal } from './decimal';
import { within } from './range';
import { holds, impossible, MISSING, off, undecided } from './verdicts';

/**
 * A length is a count of buckets in a row, and so judged on both bounds: the shortest and the longest streak, whatever
 * `other` hides. One without an upper bound may reach the first bucket of the data, and have begun before it. It is
 * counted in the grain of the query.
 */
export function judgeLength(stretch: Stretch, length: Measured, missing = MISSING): Verdict {
  const computed = computedOf(length);
  if (!computed) return impossible(missing);
  const published = { coefficient: BigInt(stretch.count), exponent: 0 };
  const inWords = (count: Decimal): string => plural(count, stretch.grain);
  const range = within(published, ZERO);
  const reason = `The streak is ${inWords(computed.value)}${boundsOf(computed, inWords)}.`;
  switch (boundsIn(range, computed)) {
    case 'inside':
      return holds(reason);
    case 'apart':
      return undecided(reason);
    case 'below':
    case 'above': {
      const difference = subtract(computed.value, published);
      const sign = compare(difference, ZERO) < 0 ? '−' : '+';
      return off(`by ${sign}${inWords(magnitude(difference))}`, reason);
    }
  }
}

function boundsOf({ value, low = value, high }: Computed, inWords: (count: Decimal) => string): string {
  const isSure = compare(low, value) === 0;
  if (!high) {
    const begin = 'or longer, for it may have begun before the data';
    return isSure ? ` ${begin}` : `, but by its bounds ${inWords(low)} ${begin}`;
  }
  if (isSure && compare(high, value) === 0) return '';
  return `, but by its bounds anything from ${digitsOf(low)} to ${inWords(high)}`;
}

function plural(count: Decimal, noun: string): string {
  const digits = digitsOf(count);
  return `${digits} ${noun}${digits === '1' ? '' : 's'}`;
}
