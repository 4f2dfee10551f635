/** Arithmetic of figures with bounds. */
import type { Measured } from '../protocol/result';

export const MISSING: Measured = { value: null };

/** A figure with bounds around it; without any where both are the figure itself. */
export function bounded(value: number, low: number, high: number): Measured {
  return low === value && high === value
    ? { value }
    : { value, low: Math.min(low, value), high: Math.max(high, value) };
}

/** Figures that are all known, added up: the bounds of the sum are the sums of the bounds. */
export function sumOf(cells: readonly Measured[]): Measured {
  const total = (pick: (cell: Measured) => number | null | undefined): number =>
    cells.reduce((sum, cell) => sum + (pick(cell) ?? 0), 0);
  const value = total((cell) => cell.value);
  if (cells.every((cell) => cell.low === undefined)) return { value };
  return {
    value,
    low: total((cell) => cell.low ?? cell.value),
    high: total((cell) => cell.high ?? cell.value),
  };
}

/** A figure and its bounds through a function that keeps their order. */
export function through(cell: Measured, scale: (value: number) => number): Measured {
  const { value, low, high } = cell;
  if (value === null) return MISSING;
  return low === undefined || high === undefined
    ? { value: scale(value) }
    : { value: scale(value), low: scale(low), high: scale(high) };
}
