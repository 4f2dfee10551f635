/** A computed value as exact decimals, with the bounds between which it lies. */
import type { Measured, Unit } from '../../protocol/result';
import { compare, decimalOf, type Decimal } from './decimal';
import { placeIn, type Place, type Range } from './range';

/** A bound that is undefined is not known: the value may lie anywhere on that side. */
export interface Computed {
  readonly value: Decimal;
  readonly low: Decimal | undefined;
  readonly high: Decimal | undefined;
}

/** undefined where there is no value. What has a lower bound alone may be any larger. */
export function computedOf({ value, low, high }: Measured): Computed | undefined {
  const exact = value === null ? undefined : decimalOf(value);
  if (!exact) return undefined;
  return {
    value: exact,
    low: low === undefined ? exact : decimalOf(low),
    high: high !== undefined ? decimalOf(high) : low === undefined ? exact : undefined,
  };
}

export function isExact({ value, low, high }: Computed): boolean {
  return [low, high].every((bound) => bound !== undefined && compare(bound, value) === 0);
}

/** Where the bounds lie: both at one place, or apart. */
export function boundsIn(range: Range, { low, high }: Computed): Place | 'apart' {
  const lowest = low ? placeIn(range, low) : range.from ? 'below' : 'inside';
  const highest = high ? placeIn(range, high) : range.to ? 'above' : 'inside';
  return lowest === highest ? lowest : 'apart';
}

/**
 * Whether a value counts things (members, buckets, places): it is whole whatever is attributed. Of the units that are
 * plain numbers only a count has whole bounds; an index or a score does not.
 */
export function isCount({ value, low, high }: Computed, unit: Unit): boolean {
  if (unit !== 'number' && unit !== 'buckets' && unit !== 'rank' && unit !== 'places') return false;
  return [value, low, high].every((each) => each === undefined || each.exponent >= 0);
}
