/** `expect 2 weeks`: the published length of a streak against the computed one. */
import type { Stretch } from '../../language/nodes';
import type { Measured, Verdict } from '../../protocol/result';
import { boundsIn, computedOf, type Computed } from './computed';
import { compare, digitsOf, magnitude, subtract, ZERO, type Decimal } from './decimal';
import { within } from './range';
import { holds, impossible, MISSING, off, undecided } from './verdicts';

/** How many buckets in a row; its bounds are the shortest and the longest streak, whatever `other` hides. */
export interface Length {
  readonly measured: Measured;
  /** The streak reaches the first bucket of the data, and may have begun before it. */
  readonly atLeast: boolean;
}

/** A length is a count, and so judged on both bounds. It is counted in the grain of the query. */
export function judgeLength(stretch: Stretch, { measured, atLeast }: Length, missing = MISSING): Verdict {
  const known = computedOf(measured);
  if (!known) return impossible(missing);
  const computed = atLeast ? { ...known, high: undefined } : known;
  const published = { coefficient: BigInt(stretch.count), exponent: 0 };
  const inWords = (count: Decimal): string => plural(count, stretch.grain);
  const range = within(published, ZERO);
  const reason = `The streak is ${inWords(known.value)}${boundsOf(computed, inWords)}.`;
  switch (boundsIn(range, computed)) {
    case 'inside':
      return holds(reason);
    case 'apart':
      return undecided(reason);
    case 'below':
    case 'above': {
      const difference = subtract(known.value, published);
      const sign = compare(difference, ZERO) < 0 ? '−' : '+';
      return off(`by ${sign}${inWords(magnitude(difference))}`, reason);
    }
  }
}

function boundsOf({ value, low = value, high }: Computed, inWords: (count: Decimal) => string): string {
  const isSure = compare(low, value) === 0;
  if (!high) {
    const begin = ' or longer, for it reaches the beginning of the data';
    return isSure ? begin : `${begin}, and may be as short as ${inWords(low)}`;
  }
  if (isSure && compare(high, value) === 0) return '';
  return `, but by its bounds anything from ${digitsOf(low)} to ${inWords(high)}`;
}

function plural(count: Decimal, noun: string): string {
  const digits = digitsOf(count);
  return `${digits} ${noun}${digits === '1' ? '' : 's'}`;
}
