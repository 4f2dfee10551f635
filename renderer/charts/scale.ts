/** The value axis: round steps, and ticks that say their unit in the fewest letters. */
import type { Unit } from '../../src/protocol/result';

export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** From `low` at the left or below to `high`; of ranks, `low` is the larger number, so that 1 is on top. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly Tick[];
  /** Equal distances are equal factors: only values above zero have a place. */
  readonly log: boolean;
}

/** A value as its axis counts it; on a logarithmic one, what lies below the axis stands at its low end. */
export function onAxis({ log, low }: Scale, value: number): number {
  return log ? Math.log10(Math.max(value, low)) : value;
}

export function hasPlace({ log }: Pick<Scale, 'log'>, value: number): boolean {
  return !log || value > 0;
}

/** Whether a value lies between the ends of the axis. */
export function isWithin({ low, high }: Scale, value: number): boolean {
  return value >= Math.min(low, high) && value <= Math.max(low, high);
}

const SUFFIXES: readonly (readonly [number, string])[] = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
];

/** 1, 2, 2.5 or 5 times a power of ten: the smallest such step with at most `count` steps in `span`. */
function roundStep(span: number, count: number): number {
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function decimals(step: number): number {
  for (let digits = 0; digits < 6; digits++) {
    const shifted = step * 10 ** digits;
    if (Math.abs(shifted - Math.round(shifted)) < 1e-6 * Math.max(1, shifted)) return digits;
  }
  return 6;
}

/** How a tick reads when the ticks are `step` apart and none is larger than `most`. */
function tickText(value: number, unit: Unit, step: number, most: number): string {
  const minus = value < 0 ? '−' : '';
  const magnitude = Math.abs(value);
  const fixed = (number: number, scale: number) => (number / scale).toFixed(decimals(step / scale));
  switch (unit) {
    case 'fraction':
      return `${minus}${fixed(magnitude * 100, 1).replace(/\.0+$/, '')}%`;
    case 'points':
      return `${value > 0 ? '+' : minus}${fixed(magnitude * 100, 1).replace(/\.0+$/, '')}pp`;
    case 'growth':
      return `${value > 0 ? '+' : minus}${fixed(magnitude * 100, 1).replace(/\.0+$/, '')}%`;
    case 'ratio':
      return `${minus}${fixed(magnitude, 1)}x`;
    case 'rank':
      return fixed(magnitude, 1);
    case 'places':
      return `${value > 0 ? '+' : minus}${fixed(magnitude, 1)}`;
    case 'tokens':
    case 'usd':
    case 'number':
    case 'buckets': {
      const sign = unit === 'usd' ? '$' : '';
      if (value === 0) return `${sign}0`;
      const small = unit === 'number' || unit === 'buckets';
      const found = small && most < 1e5 ? undefined : SUFFIXES.find(([scale]) => most >= scale);
      if (!found) return `${minus}${sign}${fixed(magnitude, 1).replace(/\B(?=(\d{3})+(?!\d))/g, ',')}`;
      return `${minus}${sign}${fixed(magnitude, found[0])}${found[1]}`;
    }
  }
}

/**
 * An axis that holds all values. It begins at zero, so that lengths compare; only a line of scores, whose zero means
 * nothing, may begin elsewhere (`zero: false`).
 */
export function valueScale(
  values: Iterable<number>,
  unit: Unit,
  options: { count: number; zero?: boolean; whole?: boolean },
): Scale {
  const finite = [...values].filter(Number.isFinite);
  let low = Math.min(...finite);
  let high = Math.max(...finite);
  if (finite.length === 0) [low, high] = [0, 1];
  const mayFloat = options.zero === false && low > 0 && low > high * 0.5 && high > low;
  if (!mayFloat) [low, high] = [Math.min(0, low), Math.max(0, high)];
  const factor = isPercent(unit) ? 100 : 1;
  if (high - low < 1e-12) high = low + 1 / factor;
  if (options.whole) [low, high] = [0, 1];
  const step = stepIn(high - low, unit, options.count);
  const at = multiples(step, Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9));
  // A last step that holds next to nothing would only push the chart down.
  const top = at.at(-1) ?? high;
  const spare = top - high > (top - low) * 0.12 && at.length > 2;
  if (spare) at.pop();
  const most = Math.max(...at.map(Math.abs));
  const scaled = factor === 100 ? step * 100 : step;
  return {
    low: at[0] ?? low,
    high: spare ? high + (high - low) * 0.03 : top,
    ticks: at.map((value) => ({ at: value, text: tickText(value, unit, scaled, most) })),
    log: false,
  };
}

/** The round places within an axis that keeps its own ends. */
export function roundTicks(low: number, high: number, unit: Unit, count: number): Tick[] {
  const step = stepIn(high - low, unit, count);
  const at = multiples(step, Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9));
  const most = Math.max(0, ...at.map(Math.abs));
  const scaled = isPercent(unit) ? step * 100 : step;
  return at.map((value) => ({ at: value, text: tickText(value, unit, scaled, most) }));
}

/** The round step that makes at most `count` of a stretch. */
function stepIn(span: number, unit: Unit, count: number): number {
  const factor = isPercent(unit) ? 100 : 1;
  const step = roundStep(span * factor, count) / factor;
  return isCount(unit) ? Math.max(1, Math.round(step)) : step;
}

/** From the first to the last multiple of a step, without the dust of floating point. */
function multiples(step: number, first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

function isPercent(unit: Unit): boolean {
  return unit === 'fraction' || unit === 'points' || unit === 'growth';
}

/** Whether there is nothing between two whole numbers. */
function isCount(unit: Unit): boolean {
  return unit === 'buckets' || unit === 'rank' || unit === 'places';
}

/** From many ticks in a power of ten to one in many powers. */
const LOG_STEPS: readonly { readonly factors: readonly number[]; readonly powers: number }[] = [
  { factors: [1, 2, 3, 4, 5, 6, 7, 8, 9], powers: 1 },
  { factors: [1, 2, 5], powers: 1 },
  { factors: [1], powers: 1 },
  { factors: [1], powers: 2 },
  { factors: [1], powers: 3 },
  { factors: [1], powers: 6 },
];

/** The factors times the powers of ten between `low` and `high`, both included. */
function logSteps(
  low: number,
  high: number,
  { factors, powers }: { readonly factors: readonly number[]; readonly powers: number },
): number[] {
  const from = Math.floor(Math.log10(low) + 1e-9);
  const to = Math.floor(Math.log10(high) + 1e-9);
  const found: number[] = [];
  for (let power = from; power <= to; power++) {
    if (power % powers !== 0) continue;
    for (const factor of factors) {
      const at = Number(`${String(factor)}e${String(power)}`);
      if (at >= low * (1 - 1e-9) && at <= high * (1 + 1e-9)) found.push(at);
    }
  }
  return found;
}

/**
 * A logarithmic axis that holds all values above zero, or undefined if there are none. `beneath` leaves room below the
 * smallest one, so that its bar has a length.
 */
export function logScale(
  values: Iterable<number>,
  unit: Unit,
  options: { count: number; beneath?: boolean },
): Scale | undefined {
  const positive = [...values].filter((value) => value > 1e-300 && value < 1e300);
  if (positive.length === 0) return undefined;
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  const ends = { factors: [1, 2, 5], powers: 1 };
  // A point on the very edge would be cut in half.
  const limit = least * (options.beneath ? 0.8 : 0.95);
  const low = logSteps(limit / 10, limit, ends).at(-1) ?? limit;
  const high = Math.max(most, logSteps(Math.max(most, low * 1.5), most * 20, ends)[0] ?? most * 2);
  const steps = LOG_STEPS.map((step) => logSteps(low, high, step));
  const at = steps.find(({ length }) => length <= options.count + 1) ?? steps.at(-1) ?? [];
  const factor = isPercent(unit) ? 100 : 1;
  return {
    low,
    high,
    ticks: at.map((value) => ({ at: value, text: tickText(value, unit, value * factor, value) })),
    log: true,
  };
}

/** Ranks, the first on top: ticks only at those that exist, and not closer than `gap` pixels on `height`. */
export function rankScale(values: Iterable<number>, height: number, gap: number): Scale {
  const ranks = [...new Set([...values].filter(Number.isFinite).map(Math.round))].sort((a, b) => a - b);
  const [first, last] = [ranks[0] ?? 1, ranks.at(-1) ?? 1];
  const row = height / (last - first + 1);
  const ticks: Tick[] = [];
  for (const rank of ranks) {
    const before = ticks.at(-1);
    if (before && (rank - before.at) * row < gap) continue;
    ticks.push({ at: rank, text: tickText(rank, 'rank', 1, last) });
  }
  return { low: last + 0.5, high: first - 0.5, ticks, log: false };
}
