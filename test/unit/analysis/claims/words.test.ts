import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { decimalOf, parseDecimal, type Decimal } from '../../../../src/analysis/claims/decimal';
import { differenceText, exactText, valueText } from '../../../../src/analysis/claims/words';
import { formatValue } from '../../../../src/protocol/format';
import { Unit } from '../../../../src/protocol/result';

function read(text: string): Decimal {
  const value = parseDecimal(text);
  assert.ok(value, text);
  return value;
}

describe('claims: values in the sentences of a verdict', () => {
  it('shows the digits that are of use, and none that are not there', () => {
    assert.equal(valueText(read('0.58734'), 'fraction', 0), '58.7%');
    assert.equal(valueText(read('0.58734'), 'fraction', -4), '58.73%');
    assert.equal(valueText(read('0.5'), 'fraction', -9), '50.0%');
    assert.equal(valueText(read('-0.00004'), 'points', -5), '−0.004pp');
    assert.equal(valueText(read('1470.25'), 'number', -2), '1,470.25');
    assert.equal(valueText(read('-1200000'), 'usd', 0), '−$1.200M');
  });

  it('shows all digits where they are wanted', () => {
    assert.equal(exactText(read('0.587295'), 'fraction'), '58.7295%');
    assert.equal(exactText(read('17100000000000'), 'tokens'), '17.10T');
    assert.equal(exactText(read('4126000000001'), 'tokens'), '4.126000000001T');
    assert.equal(exactText(read('0'), 'tokens'), '0');
  });

  it('a difference has a sign, and never reads as nothing', () => {
    assert.equal(differenceText(read('-0.105'), 'fraction', -2), '−10.5pp');
    assert.equal(differenceText(read('0.023'), 'growth', -2), '+2.3pp');
    assert.equal(differenceText(read('0.0000412'), 'fraction', -2), '+0.004pp');
    assert.equal(differenceText(read('300000'), 'usd', 5), '+$300.0K');
    assert.equal(differenceText(read('-14000000000'), 'tokens', 10), '−14.00B');
    assert.equal(differenceText(read('-0.27'), 'ratio', -1), '−0.27x');
    assert.equal(differenceText(read('2'), 'places', 0), '+2');
    assert.equal(differenceText(read('-1'), 'number', 0), '−1');
  });

  it('reads as everywhere else, unless more digits are asked for', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Unit.options),
        // None ends in 5, so that no value lies on the edge of a rounding.
        fc.integer({ min: -99_999, max: 99_999 }).filter((hundredths) => Math.abs(hundredths) % 10 !== 5),
        fc.constantFrom(1e6, 1e12),
        (unit, hundredths, scale) => {
          const isScaled = unit === 'tokens' || unit === 'usd';
          const value = isScaled ? (hundredths * scale) / 100 : hundredths / 10_000;
          const decimal = decimalOf(value);
          assert.ok(decimal);
          const shown = valueText(decimal, unit, 20);
          if (value > 0 || /[1-9]/.test(shown)) assert.equal(shown, formatValue(value, unit));
        },
      ),
    );
  });
});
