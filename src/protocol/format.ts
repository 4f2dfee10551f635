/** How figures read: the one place that turns base units into words, for charts, tables, captions and the command line. */
import type { Measured, Unit } from './result';

const SCALES: readonly (readonly [number, string])[] = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
];

/** A minus sign that is as wide as a plus, and no "-0"; "-0.4" keeps its sign. */
function signed(text: string): string {
  return text.replace(/^-/, '−').replace(/^−(0(\.0+)?)(?![\d.])/, '$1');
}

/** `digits` significant digits, never in exponent notation: 4.126, 58.70, 776.0. */
function significant(value: number, digits: number): string {
  if (value === 0) return '0';
  // Counted, because logarithms may differ in their last digit from one machine to another.
  const whole = String(Math.trunc(Math.abs(value))).length;
  return value.toFixed(Math.max(0, Math.min(20, digits - whole)));
}

/** 4126000000000 → "4.126T": `digits` significant digits and the largest scale below the value. */
export function formatScaled(value: number, digits = 4): string {
  const magnitude = Math.abs(value);
  for (const [index, [scale, suffix]] of SCALES.entries()) {
    if (magnitude < scale) continue;
    const text = significant(value / scale, digits);
    // 999,999 rounds to "1000K": say "1.000M".
    const larger = SCALES[index - 1];
    if (Math.abs(Number(text)) >= 1000 && larger)
      return signed(significant(value / larger[0], digits) + larger[1]);
    return signed(text + suffix);
  }
  return signed(Number.isInteger(value) ? String(value) : significant(value, digits));
}

function grouped(value: number): string {
  const text = Number.isInteger(value) ? String(value) : significant(value, 4);
  const [whole = '', fraction] = text.split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return signed(fraction === undefined ? spaced : `${spaced}.${fraction}`);
}

/** A value in words: "4.126T", "58.7%", "+2.3pp", "3.27x", "$1.200M", "1,470"; missing is "–", never 0. */
export function formatValue(value: number | null, unit: Unit): string {
  if (value === null) return '–';
  switch (unit) {
    case 'tokens':
      return formatScaled(value);
    case 'usd':
      return value < 0 ? `−$${formatScaled(-value)}` : `$${formatScaled(value)}`;
    case 'fraction':
      return `${signed((value * 100).toFixed(1))}%`;
    case 'points':
      return `${value > 0 ? '+' : ''}${signed((value * 100).toFixed(1))}pp`;
    case 'ratio':
      return `${signed(value.toFixed(2))}x`;
    case 'growth':
      return `${value > 0 ? '+' : ''}${Math.abs(value) < 10 ? signed((value * 100).toFixed(1)) : grouped(Math.round(value * 100))}%`;
    case 'places':
      return `${value > 0 ? '+' : ''}${grouped(value)}`;
    case 'number':
    case 'rank':
    case 'buckets':
      return grouped(value);
  }
}

/**
 * The interval in words, or undefined where the value is exact: "50.5%–58.1%"; "3 or more" of what has a lower bound
 * alone, such as a streak that may have begun before the data.
 */
export function formatBounds(measured: Measured, unit: Unit): string | undefined {
  const { low, high, value } = measured;
  if (low === undefined || value === null || (low === value && (high === value || high === undefined)))
    return undefined;
  const from = formatValue(low, unit);
  if (high === undefined) return `${from} or more`;
  const to = formatValue(high, unit);
  return from === to ? undefined : `${from}–${to}`;
}
