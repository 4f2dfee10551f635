/** One precision for each column of a table, so that its digits stand below each other and compare at a glance. */
import { formatValue } from '../src/protocol/format';
import type { Unit } from '../src/protocol/result';

const SCALES: readonly (readonly [number, string])[] = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
  [1, ''],
];

/** A function that writes any value of the column in the column's scale and digits. */
export function columnFormat(values: Iterable<number>, unit: Unit): (value: number) => string {
  const finite = [...values].filter((value) => Number.isFinite(value) && value !== 0).map(Math.abs);
  const plain = (value: number) => formatValue(value, unit);
  if (finite.length === 0) return plain;
  // One by one: a call takes only so many arguments.
  const most = finite.reduce((a, b) => Math.max(a, b));
  const least = finite.reduce((a, b) => Math.min(a, b));
  switch (unit) {
    case 'fraction':
    case 'points':
    case 'ratio':
    case 'growth':
    case 'buckets':
    case 'rank':
    case 'places':
      // Their formats have a fixed number of digits anyway.
      return plain;
    case 'number': {
      const digits = finite.every(Number.isInteger) ? 0 : most >= 1000 ? 1 : most >= 10 ? 2 : 3;
      return (value) => minus(group(value.toFixed(digits)));
    }
    case 'tokens':
    case 'usd': {
      // The largest scale in which even the smallest value has two digits.
      const scale = SCALES.find(([size]) => size <= most && least / size >= 0.01) ?? SCALES.at(-1);
      const [size, suffix] = scale ?? [1, ''];
      // Figures too far apart for one scale are easier to read each in its own.
      if (most / size >= 1e5 || size === 1) return plain;
      const digits = most / size >= 1000 ? 1 : 3;
      const sign = unit === 'usd' ? '$' : '';
      return (value) => {
        const text = `${sign}${group((Math.abs(value) / size).toFixed(digits))}${suffix}`;
        return value < 0 ? `−${text}` : text;
      };
    }
  }
}

function group(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function minus(text: string): string {
  return /^-[0.,]*$/.test(text) ? text.slice(1) : text.replace('-', '−');
}
