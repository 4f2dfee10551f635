/** The scale on which published and computed values stand: both well inside, and no closer than their digits warrant. */
import type { Scale, Unit } from '../../src/protocol/result';
import { roundTicks, type Tick } from '../charts/scale';

export interface Axis {
  readonly unit: Unit;
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly Tick[];
}

/** Into how many steps the axis is cut: as few as have two ticks, so that a scale can be read off. */
const STEPS = [3, 4, 5, 6] as const;

/** One axis for all scales, which are of one unit; undefined where there is nothing to place. */
export function axisOf(scales: readonly Scale[]): Axis | undefined {
  const [first] = scales;
  const values = scales.flatMap(({ published, computed }) => [
    ...[published.low, published.high].flatMap((end) => end ?? []),
    ...[computed.value, computed.low, computed.high].flatMap((value) => value ?? []),
  ]);
  if (!first || values.length === 0) return undefined;
  const { unit } = first;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const span = Math.max(most - least, leastSpan(scales, Math.max(Math.abs(least), Math.abs(most))));
  const middle = (least + most) / 2;
  const isOpen = (end: 'low' | 'high') => scales.some(({ published }) => published[end] === undefined);
  let low = middle - span / 2 - span * (isOpen('low') ? 0.4 : 0.12);
  let high = middle + span / 2 + span * (isOpen('high') ? 0.4 : 0.12);
  // What is far from zero only in appearance is shown from zero.
  if (least >= 0 && (low < 0 || least < most * 0.4)) low = 0;
  if (unit === 'fraction' && most <= 1) high = Math.min(1, high);
  const ticks = STEPS.map((count) => roundTicks(low, high, unit, count));
  return { unit, low, high, ticks: ticks.find(({ length }) => length >= 2) ?? [] };
}

/** The shortest stretch that is shown: an interval of one digit is a part of it, not all. */
function leastSpan(scales: readonly Scale[], most: number): number {
  const widths = scales.map(({ published: { low, high } }) =>
    low === undefined || high === undefined ? 0 : high - low,
  );
  const whole = scales.some(({ unit }) => ['rank', 'places', 'buckets'].includes(unit)) ? 3 : 0;
  const found = Math.max(3 * Math.max(...widths), 0.04 * most, whole);
  return found > 0 ? found : 0.01;
}

/** Where a value stands, from 0 at the left to 100 at the right; what lies outside stands at the edge. */
export function percentOf({ low, high }: Pick<Axis, 'low' | 'high'>, value: number): number {
  return high > low ? Math.min(100, Math.max(0, ((value - low) / (high - low)) * 100)) : 50;
}
