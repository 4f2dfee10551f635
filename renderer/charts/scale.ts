/** The value axis: round steps, and ticks that say their unit in the fewest letters. */
import type { Unit } from '../../src/protocol/result';

export interface Tick {
  readonly at: number;
  readonly text: string;
}

export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly Tick[];
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
    case 'ratio':
      return `${minus}${fixed(magnitude, 1)}x`;
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
  if (high - low < 1e-12) high = low + (unit === 'fraction' || unit === 'points' ? 0.01 : 1);
  if (options.whole) [low, high] = [0, 1];
  const factor = unit === 'fraction' || unit === 'points' ? 100 : 1;
  let step = roundStep((high - low) * factor, options.count) / factor;
  if (unit === 'buckets') step = Math.max(1, Math.round(step));
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  const at = Array.from({ length: last - first + 1 }, (_, index) => {
    const exact = (first + index) * step;
    return Number(exact.toPrecision(12));
  });
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
  };
}
