/** For which computed values a published figure holds: an interval of exact decimals for each way of writing it. */
import type { Comparison } from '../../language/nodes';
import {
  add,
  compare,
  magnitude,
  multiply,
  negate,
  shift,
  subtract,
  truncateAt,
  unitOf,
  ZERO,
  type Decimal,
} from './decimal';

export interface Edge {
  readonly at: Decimal;
  readonly included: boolean;
}

/** Without an edge it is open on that side. */
export interface Range {
  readonly from: Edge | undefined;
  readonly to: Edge | undefined;
}

export type Place = 'below' | 'inside' | 'above';

export function placeIn(range: Range, value: Decimal): Place {
  if (range.from && !passes(compare(value, range.from.at), range.from)) return 'below';
  if (range.to && !passes(compare(range.to.at, value), range.to)) return 'above';
  return 'inside';
}

function passes(order: number, edge: Edge): boolean {
  return order > 0 || (order === 0 && edge.included);
}

const closed = (at: Decimal): Edge => ({ at, included: true });
const open = (at: Decimal): Edge => ({ at, included: false });

/**
 * Everything that rounds or truncates to a figure at the digits written. Truncation goes towards zero, so it reaches a
 * whole unit of the last digit beyond the figure (that unit excluded: there the next figure starts); rounding reaches
 * half a unit short of it, the half included. So who rounds halves up is right, and who rounds them to even, too.
 */
export function atDigits(figure: Decimal): Range {
  const unit = unitOf(figure.exponent);
  const half = { coefficient: 5n, exponent: figure.exponent - 1 };
  const sign = compare(figure, ZERO);
  return {
    from: sign > 0 ? closed(subtract(figure, half)) : open(subtract(figure, unit)),
    to: sign < 0 ? closed(add(figure, half)) : open(add(figure, unit)),
  };
}

/** `± tolerance`, both ends included. */
export function within(figure: Decimal, tolerance: Decimal): Range {
  const size = magnitude(tolerance);
  return { from: closed(subtract(figure, size)), to: closed(add(figure, size)) };
}

/** `about`: 5% of the figure on both sides, both ends included. */
export function about(figure: Decimal): Range {
  return within(figure, shift(multiply(figure, { coefficient: 5n, exponent: 0 }), -2));
}

/**
 * `nearly`: from one unit of the last digit below the figure up to it, both ends included. Of a negative figure, below
 * means closer to zero: what is nearly −5% has not quite fallen by 5%.
 */
export function nearly(figure: Decimal): Range {
  const unit = unitOf(figure.exponent);
  return figure.coefficient < 0n
    ? { from: closed(figure), to: closed(add(figure, unit)) }
    : { from: closed(add(figure, negate(unit))), to: closed(figure) };
}

/** `> X` and the like, taken at their word: X is exact. `=` and `!=` say nothing more than the digits do. */
export function comparedWith(figure: Decimal, operator: Comparison): Range {
  switch (operator) {
    case '=':
    case '!=':
      return atDigits(figure);
    case '<':
      return { from: undefined, to: open(figure) };
    case '<=':
      return { from: undefined, to: closed(figure) };
    case '>':
      return { from: open(figure), to: undefined };
    case '>=':
      return { from: closed(figure), to: undefined };
  }
}

/** `between low and high`, both ends included. */
export function between(low: Decimal, high: Decimal): Range {
  return { from: closed(low), to: closed(high) };
}

/** The whole numbers in a range, from the first to the last: of what is counted, nothing lies between them. */
export function wholeNumbersIn({ from, to }: Range): Range {
  return { from: from && closed(firstWhole(from)), to: to && closed(negate(firstWhole(mirrored(to)))) };
}

const mirrored = ({ at, included }: Edge): Edge => ({ at: negate(at), included });

/** The smallest whole number that is not below an edge. */
function firstWhole({ at, included }: Edge): Decimal {
  const whole = truncateAt(at, 0);
  const order = compare(whole, at);
  return order > 0 || (order === 0 && included) ? whole : add(whole, unitOf(0));
}

/** Whether no value is in both. */
export function areDisjoint(a: Range, b: Range): boolean {
  return endsBefore(a, b) || endsBefore(b, a);
}

function endsBefore({ to }: Range, { from }: Range): boolean {
  if (!to || !from) return false;
  const order = compare(to.at, from.at);
  return order < 0 || (order === 0 && !(to.included && from.included));
}
