/**
 * Exact decimals: verdicts on published figures are never left to binary fractions, in which 58.75% does not exist.
 *
 * A computed double is read at 15 digits, counted from its first digit, or from the point where it is smaller than one.
 * Every decimal of so many digits survives the way into a double and back, and what lies below them is the rounding
 * of the arithmetic: 47 / 80 is 0.5875 and exactly on the edge between 58.7% and 58.8%, and 0.61 − 0.6 is 0.01, not
 * 0.010000000000000009. The exact binary value would decide such an edge by accident. Whole numbers are exact as they are.
 */

/** `coefficient` × 10^`exponent`. The exponent is also the place of the last digit as written: 3.0 is 30 × 10^−1. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

export const ZERO: Decimal = { coefficient: 0n, exponent: 0 };

const DIGITS = 15;
const NUMERAL = /^([+-]?\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/;

/** Reads `4.12`, `-3.0` or `1.5e+21`, keeping its trailing zeros; undefined for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = NUMERAL.exec(text);
  if (!match) return undefined;
  const [, whole = '', fraction = '', power = '0'] = match;
  return { coefficient: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

/** What a computed number means, without trailing zeros; undefined for infinity and NaN. */
export function decimalOf(value: number): Decimal | undefined {
  if (!Number.isFinite(value)) return undefined;
  if (Number.isSafeInteger(value)) return trimmed({ coefficient: BigInt(value), exponent: 0 });
  const text = Math.abs(value) < 1 ? value.toFixed(DIGITS) : value.toPrecision(DIGITS);
  const decimal = parseDecimal(text);
  return decimal && trimmed(decimal);
}

/** The nearest double, for words only. */
export function toNumber({ coefficient, exponent }: Decimal): number {
  return Number(`${coefficient}e${exponent}`);
}

/** The same value with the last digit not zero. */
export function trimmed(value: Decimal): Decimal {
  if (value.coefficient === 0n) return ZERO;
  let { coefficient, exponent } = value;
  for (; coefficient % 10n === 0n; coefficient /= 10n) exponent++;
  return { coefficient, exponent };
}

/** One unit of a place: 10^exponent. */
export function unitOf(exponent: number): Decimal {
  return { coefficient: 1n, exponent };
}

/** Moves the point: × 10^power. */
export function shift({ coefficient, exponent }: Decimal, power: number): Decimal {
  return { coefficient, exponent: exponent + power };
}

export function add(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent);
  return { coefficient: coefficientAt(a, exponent) + coefficientAt(b, exponent), exponent };
}

export function negate({ coefficient, exponent }: Decimal): Decimal {
  return { coefficient: -coefficient, exponent };
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, negate(b));
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent };
}

export function magnitude(value: Decimal): Decimal {
  return value.coefficient < 0n ? negate(value) : value;
}

/** Negative, zero or positive, as for sorting. */
export function compare(a: Decimal, b: Decimal): number {
  const { coefficient } = subtract(a, b);
  return coefficient < 0n ? -1 : coefficient > 0n ? 1 : 0;
}

/** Digits below a place are cut off. */
export function truncateAt(value: Decimal, exponent: number): Decimal {
  if (value.exponent >= exponent) return { coefficient: coefficientAt(value, exponent), exponent };
  return { coefficient: value.coefficient / 10n ** BigInt(exponent - value.exponent), exponent };
}

/** The nearest value with that last place; halves go away from zero. */
export function roundAt(value: Decimal, exponent: number): Decimal {
  const half = { coefficient: value.coefficient < 0n ? -5n : 5n, exponent: exponent - 1 };
  return truncateAt(add(value, half), exponent);
}

/** Plain digits with a minus: `4.120`, `-0.5`, `1200`; never an exponent. */
export function digitsOf({ coefficient, exponent }: Decimal): string {
  if (exponent >= 0) return String(coefficient * 10n ** BigInt(exponent));
  const digits = String(coefficient < 0n ? -coefficient : coefficient).padStart(1 - exponent, '0');
  return `${coefficient < 0n ? '-' : ''}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}

/** The coefficient of the same value at a place that is at least as fine as its own. */
function coefficientAt(value: Decimal, exponent: number): bigint {
  return value.coefficient * 10n ** BigInt(value.exponent - exponent);
}
