import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatBounds, formatScaled, formatValue } from '../../../src/protocol/format';
import { Unit } from '../../../src/protocol/result';

describe('protocol: how figures read', () => {
  const cases: readonly (readonly [number | null, Unit, string])[] = [
    [4_126_000_000_000, 'tokens', '4.126T'],
    [58_700_000_000, 'tokens', '58.70B'],
    [776_000_000_000, 'tokens', '776.0B'],
    [1234, 'tokens', '1.234K'],
    [999, 'tokens', '999'],
    [0, 'tokens', '0'],
    [-4_126_000_000_000, 'tokens', '−4.126T'],
    [1.5, 'tokens', '1.500'],
    [999_999, 'tokens', '1.000M'],
    [999_999_999_999, 'tokens', '1.000T'],
    [1_200_000, 'usd', '$1.200M'],
    [-1_200_000, 'usd', '−$1.200M'],
    [0.587, 'fraction', '58.7%'],
    [0, 'fraction', '0.0%'],
    [1, 'fraction', '100.0%'],
    [-0.00001, 'fraction', '0.0%'],
    [0.023, 'points', '+2.3pp'],
    [-0.105, 'points', '−10.5pp'],
    [0, 'points', '0.0pp'],
    [3.27, 'ratio', '3.27x'],
    [-0.001, 'ratio', '0.00x'],
    [1470, 'number', '1,470'],
    [1234567, 'number', '1,234,567'],
    [1234.5, 'number', '1,235'],
    [-1470, 'number', '−1,470'],
    [12, 'buckets', '12'],
    [null, 'tokens', '–'],
    [null, 'fraction', '–'],
  ];
  for (const [value, unit, text] of cases) {
    it(`${String(value)} ${unit} is ${text}`, () => {
      assert.equal(formatValue(value, unit), text);
    });
  }

  it('keeps the minus of a value between −1 and 0', () => {
    assert.equal(formatValue(-0.004, 'points'), '−0.4pp');
    assert.equal(formatValue(-0.5, 'ratio'), '−0.50x');
    assert.equal(formatScaled(-0.25), '−0.250');
  });

  it('never writes a missing value as a number', () => {
    for (const unit of Unit.options) assert.equal(formatValue(null, unit), '–');
  });

  it('keeps four significant digits of any amount, and no exponent', () => {
    fc.assert(
      fc.property(fc.double({ min: 1000, max: 9e14, noNaN: true }), (value) => {
        const text = formatScaled(value);
        const [, digits = '', suffix = ''] = /^([\d.]+)([TBMK])$/.exec(text) ?? [];
        const scale = { T: 1e12, B: 1e9, M: 1e6, K: 1e3 }[suffix] ?? NaN;
        assert.ok(Math.abs(Number(digits) * scale - value) <= value * 0.00051, `${String(value)} → ${text}`);
        assert.ok(Number(digits) < 1000 || suffix === 'T', text);
      }),
    );
  });

  it('writes bounds only where they say something', () => {
    assert.equal(formatBounds({ value: 0.55, low: 0.505, high: 0.581 }, 'fraction'), '50.5%–58.1%');
    assert.equal(formatBounds({ value: 0.55 }, 'fraction'), undefined);
    assert.equal(formatBounds({ value: 0.55, low: 0.55, high: 0.55 }, 'fraction'), undefined);
    assert.equal(formatBounds({ value: null, low: 0, high: 1 }, 'fraction'), undefined);
    assert.equal(formatBounds({ value: 0.55, low: 0.55001, high: 0.55002 }, 'fraction'), undefined);
  });
});
