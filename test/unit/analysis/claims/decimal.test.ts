import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  add,
  compare,
  decimalOf,
  digitsOf,
  multiply,
  parseDecimal,
  roundAt,
  shift,
  subtract,
  toNumber,
  trimmed,
  truncateAt,
  type Decimal,
} from '../../../../src/analysis/claims/decimal';

function read(text: string): Decimal {
  const value = parseDecimal(text);
  assert.ok(value, text);
  return value;
}

function shown(value: number): string {
  const decimal = decimalOf(value);
  assert.ok(decimal);
  return digitsOf(decimal);
}

const decimals: fc.Arbitrary<Decimal> = fc.record({
  coefficient: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
  exponent: fc.integer({ min: -12, max: 12 }),
});

describe('claims: exact decimals', () => {
  it('keeps the digits that were written', () => {
    assert.deepEqual(read('3.0'), { coefficient: 30n, exponent: -1 });
    assert.deepEqual(read('-0.50'), { coefficient: -50n, exponent: -2 });
    assert.deepEqual(read('+120'), { coefficient: 120n, exponent: 0 });
    assert.deepEqual(read('1.5e+21'), { coefficient: 15n, exponent: 20 });
    for (const text of ['', '.5', '5.', '1,5', 'x', '--1', '0x10'])
      assert.equal(parseDecimal(text), undefined);
  });

  it('reads a double as the decimal that was meant', () => {
    assert.equal(shown(47 / 80), '0.5875');
    assert.equal(shown(0.61 - 0.6), '0.01');
    assert.equal(shown(0.07 * 100), '7');
    assert.equal(shown(0.1 + 0.2), '0.3');
    assert.equal(shown(4.126 * 1e12), '4126000000000');
    assert.equal(shown(-0), '0');
    assert.equal(shown(1e21), '1000000000000000000000');
    assert.equal(shown(Number.MAX_SAFE_INTEGER), '9007199254740991');
    assert.equal(shown(-1234567890.25), '-1234567890.25');
    for (const value of [NaN, Infinity, -Infinity]) assert.equal(decimalOf(value), undefined);
  });

  it('every decimal of 15 digits survives the way through a double', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }),
        fc.integer({ min: -15, max: 3 }),
        (coefficient, exponent) => {
          const value = { coefficient, exponent };
          assert.deepEqual(decimalOf(toNumber(value)), trimmed(value));
        },
      ),
    );
  });

  it('cuts towards zero and rounds halves away from it', () => {
    const table: [text: string, place: number, cut: string, rounded: string][] = [
      ['4.126', -2, '4.12', '4.13'],
      ['4.125', -2, '4.12', '4.13'],
      ['4.1249999', -2, '4.12', '4.12'],
      ['-4.126', -2, '-4.12', '-4.13'],
      ['-4.125', -2, '-4.12', '-4.13'],
      ['0.05', -1, '0.0', '0.1'],
      ['-0.04', -1, '0.0', '0.0'],
      ['9.99', 0, '9', '10'],
      ['1450', 2, '1400', '1500'],
      ['5', -2, '5.00', '5.00'],
    ];
    for (const [text, place, cut, rounded] of table) {
      assert.equal(digitsOf(truncateAt(read(text), place)), cut, `${text} cut`);
      assert.equal(digitsOf(roundAt(read(text), place)), rounded, `${text} rounded`);
    }
  });

  it('writes digits that read back as the same value', () => {
    fc.assert(
      fc.property(decimals, (value) => {
        assert.equal(compare(read(digitsOf(value)), value), 0);
        assert.doesNotMatch(digitsOf(value), /e|^-0*$/);
      }),
    );
  });

  it('calculates as numbers do', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        assert.equal(compare(subtract(add(a, b), b), a), 0);
        assert.equal(compare(multiply(a, b), multiply(b, a)), 0);
        assert.equal(compare(a, b), compare(shift(a, 5), shift(b, 5)));
        assert.equal(compare(a, b) + compare(b, a), 0);
      }),
    );
  });

  it('rounding moves by half a unit at most, cutting by less than one and never away from zero', () => {
    fc.assert(
      fc.property(decimals, fc.integer({ min: -14, max: 14 }), (value, place) => {
        const half = { coefficient: 5n, exponent: place - 1 };
        const distance = subtract(roundAt(value, place), value);
        assert.ok(compare(distance, half) <= 0 && compare({ ...half, coefficient: -5n }, distance) <= 0);
        const cut = subtract(value, truncateAt(value, place));
        const sign = value.coefficient < 0n ? -1 : 1;
        assert.ok(compare(cut, { coefficient: 0n, exponent: 0 }) * sign >= 0);
        assert.ok(
          compare(cut, { coefficient: 1n, exponent: place }) < 0 &&
            compare(cut, { coefficient: -1n, exponent: place }) > 0,
        );
      }),
    );
  });
});
