/** One bucket held against another: difference, growth and multiple, with their bounds. */
import type { Comparing } from '../language/nodes';
import type { Measured } from '../protocol/result';
import { bounded, MISSING, through } from './measured';

/** `after` against `before`; missing where one of them is, or where nothing can be divided by. */
export function compare(how: Comparing, before: Measured | undefined, after: Measured | undefined): Measured {
  if (!isKnown(before) || !isKnown(after)) return MISSING;
  const [a, b] = [rangeOf(before), rangeOf(after)];
  switch (how) {
    case 'change':
      return measured(after.value - before.value, b.low - a.high, b.high - a.low);
    case 'growth':
      return divided(before.value, after.value, a, b, 1);
    case 'multiple':
      return divided(before.value, after.value, a, b, 0);
  }
}

/** Every bucket against the one `count` before it. */
export function compareAll(how: Comparing, cells: readonly Measured[], count: number): Measured[] {
  return cells.map((cell, at) => compare(how, cells[at - count], cell));
}

type Known = Measured & { readonly value: number };

function isKnown(cell: Measured | undefined): cell is Known {
  return cell !== undefined && cell.value !== null;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

function rangeOf({ value, low = value, high = value }: Known): Range {
  return { low, high };
}

/**
 * b / a − `less`; of nothing, and of less than nothing, there is no growth. A start that may have been nothing sets no
 * bound to how much more there is now.
 */
function divided(before: number, after: number, a: Range, b: Range, less: number): Measured {
  if (before <= 0) return MISSING;
  const value = after / before - less;
  if (a.low <= 0) return { value: positiveZero(value) };
  const ends = [b.low / a.low, b.low / a.high, b.high / a.low, b.high / a.high].map((each) => each - less);
  return measured(value, Math.min(...ends), Math.max(...ends));
}

function measured(value: number, low: number, high: number): Measured {
  return through(bounded(value, low, high), positiveZero);
}

/** Nothing has no sign, and is never written with one. */
function positiveZero(value: number): number {
  return value === 0 ? 0 : value;
}
