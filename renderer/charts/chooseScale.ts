/** The axis a figure asks for, and the words about what has no place on it. */
import type { Unit } from '../../src/protocol/result';
import type { Note } from './drawing';
import { logScale, valueScale, type Scale } from './scale';

export interface Chosen {
  readonly scale: Scale;
  readonly notes: readonly Note[];
}

/**
 * An axis for `values` and for what else it has to hold (the ends of whiskers and bands). A logarithmic one leaves out
 * zero and what is below, and says so; where nothing is above zero it is a plain axis.
 */
export function chooseScale(
  values: readonly number[],
  reach: readonly number[],
  unit: Unit,
  options: { log: boolean; count: number; zero?: boolean; whole?: boolean; beneath?: boolean },
): Chosen {
  const positive = values.filter((value) => value > 0);
  const linear = () => valueScale([...values, ...reach], unit, options);
  if (!options.log) return { scale: linear(), notes: [] };
  // A lowest possible value may be next to nothing: it does not stretch the axis by more than one power of ten.
  const least = Math.min(...positive) / 10;
  const scale = logScale([...positive, ...reach.filter((value) => value >= least)], unit, options);
  if (!scale)
    return {
      scale: linear(),
      notes: [remark('No value is above zero: the axis is not logarithmic.')],
    };
  return { scale, notes: leftOut(values.length - positive.length) };
}

/** The note about `count` values (or points) that a logarithmic axis cannot hold. */
export function leftOut(count: number, thing = 'value'): Note[] {
  if (count === 0) return [];
  const what =
    count === 1 ? `1 ${thing} at zero or below has` : `${String(count)} ${thing}s at zero or below have`;
  return [remark(`The axis is logarithmic: ${what} no place on it. The table has every value.`)];
}

/** A note that stands for no mark on the chart. */
export function remark(text: string): Note {
  return { sign: '·', text };
}
