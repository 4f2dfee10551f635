import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  digitsOf,
  roundAt,
  toNumber,
  truncateAt,
  type Decimal,
} from '../../../../src/analysis/claims/decimal';
import { Unit } from '../../../../src/protocol/result';
import { judge } from './helpers';

/** Each unit with how its figures are written, by the power of ten of what is written. */
const UNITS: readonly { unit: Unit; power: number; write: (digits: string) => string }[] = [
  { unit: 'tokens', power: 12, write: (digits) => `${digits}T` },
  { unit: 'tokens', power: 9, write: (digits) => `${digits}B` },
  { unit: 'tokens', power: 0, write: (digits) => digits },
  { unit: 'usd', power: 6, write: (digits) => `$${digits}M` },
  { unit: 'fraction', power: -2, write: (digits) => `${digits}%` },
  { unit: 'points', power: -2, write: (digits) => `${digits}pp` },
  { unit: 'growth', power: -2, write: (digits) => `${digits}%` },
  { unit: 'ratio', power: 0, write: (digits) => `${digits}x` },
];

/** A value as it is written, in a unit: 58.734 of per cent. */
const written: fc.Arbitrary<Decimal> = fc.record({
  coefficient: fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }),
  exponent: fc.integer({ min: -7, max: 0 }),
});
const unit = fc.constantFrom(...UNITS);
const place = fc.integer({ min: -6, max: 0 });

function baseOf(value: Decimal, power: number): number {
  return toNumber({ ...value, exponent: value.exponent + power });
}

describe('claims: properties of verdicts', () => {
  it('a value rounded or cut to any digits, and published so, holds', () => {
    fc.assert(
      fc.property(written, unit, place, ({ coefficient, exponent }, { unit, power, write }, digits) => {
        const value = { coefficient, exponent };
        for (const shorten of [roundAt, truncateAt]) {
          const published = write(digitsOf(shorten(value, digits)));
          const verdict = judge(published, baseOf(value, power), unit);
          assert.equal(verdict.kind, 'holds', `${published}: ${verdict.reason}`);
        }
      }),
    );
  });

  it('so does a double of any size, published with up to twelve digits', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e15, noNaN: true }),
        fc.integer({ min: 1, max: 12 }),
        (value, digits) => {
          // The digits of the double itself, rounded by the platform and not by what is tested.
          const places = Math.max(0, digits - Math.floor(Math.log10(value)) - 1);
          assert.equal(judge(value.toFixed(places), value, 'tokens').kind, 'holds');
        },
      ),
    );
  });

  it('a value a whole unit of the last digit away, or further, never holds', () => {
    fc.assert(
      fc.property(
        written,
        unit,
        place,
        fc.bigInt({ min: 0n, max: 10n ** 6n }),
        fc.boolean(),
        ({ coefficient }, { unit, power, write }, digits, further, up) => {
          const figure = { coefficient, exponent: digits };
          // In thousandths of the last digit.
          const away = (1000n + further) * (up ? 1n : -1n);
          const value = { coefficient: coefficient * 1000n + away, exponent: digits - 3 };
          const verdict = judge(write(digitsOf(figure)), baseOf(value, power), unit);
          assert.equal(verdict.kind, 'off', verdict.reason);
          assert.match(verdict.text, up ? /^off by \+.*[1-9]/ : /^off by −.*[1-9]/);
        },
      ),
    );
  });

  it('a verdict does not depend on how the double came to its scale', () => {
    fc.assert(
      fc.property(written, place, fc.integer({ min: -30, max: 30 }), (value, digits, tenths) => {
        // Around the edges, and on them: tenths of the last digit away from the figure.
        const figure = roundAt(value, digits);
        const published = digitsOf(figure);
        const coefficient = figure.coefficient * 10n + BigInt(tenths);
        // More than 15 digits are not sure to survive in a double, whatever its scale.
        fc.pre(String(coefficient).replace('-', '').length <= 15);
        const near = toNumber({ coefficient, exponent: digits - 1 });
        const kinds = [
          judge(`${published}x`, near, 'ratio'),
          judge(`${published}%`, near / 100, 'fraction'),
          judge(`${published}%`, near * 0.01, 'growth'),
          judge(`${published}T`, near * 1e12, 'tokens'),
          judge(`$${published}M`, near * 1e3 * 1e3, 'usd'),
        ].map((verdict) => verdict.kind);
        assert.equal(new Set(kinds).size, 1, `${published} against ${near}: ${kinds.join(' ')}`);
      }),
    );
  });

  it('wider bounds never decide what narrower ones left open, and never turn a comparison', () => {
    const share = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(
        fc.tuple(share, share, share, share, share),
        fc.constantFrom('> 50%', '>= 50%', '< 50%', '<= 50%', '!= 50%', 'between 40% and 60%'),
        (shares, published) => {
          const [a = 0, b = 0, c = 0, d = 0, e = 0] = [...shares].sort((x, y) => x - y).map((x) => x / 1000);
          const [point, narrow, wide] = [
            judge(published, c, 'fraction').kind,
            judge(published, [c, b, d], 'fraction').kind,
            judge(published, [c, a, e], 'fraction').kind,
          ];
          assert.ok(narrow === point || narrow === 'undecided');
          assert.ok(wide === narrow || wide === 'undecided');
        },
      ),
    );
  });

  it('the reason shows a value that comes to the same verdict', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 0, max: 100 }), (nth, percent) => {
        const verdict = judge(`${percent}%`, nth / 10 ** 9, 'fraction');
        const shown = /^([\d.]+)% /.exec(verdict.reason)?.[1];
        const value = shown === undefined ? percent / 100 : Number(`${shown}e-2`);
        assert.equal(judge(`${percent}%`, value, 'fraction').kind, verdict.kind, verdict.reason);
      }),
    );
  });

  it('any figure against any value gets a verdict in words', () => {
    const numeral = fc.oneof(
      fc.stringMatching(/^[+-]?\d{1,40}(\.\d{1,40})?$/),
      fc.constant('9'.repeat(400)),
      fc.constant(`0.${'0'.repeat(400)}1`),
    );
    const modifier = fc.constantFrom('', 'about ', 'nearly ', '> ', '!= ', '= ');
    const suffix = fc.constantFrom('', 'T', '%', 'pp', 'x');
    const value = fc.oneof(fc.double(), fc.constant(null), fc.tuple(fc.double(), fc.double(), fc.double()));
    const units = fc.constantFrom(...Unit.options);
    fc.assert(
      fc.property(modifier, numeral, suffix, value, units, (modifier, numeral, suffix, value, unit) => {
        const verdict = judge(modifier + numeral + suffix, value, unit);
        assert.match(verdict.text, /^(holds|undecided|cannot be computed|off (by|because) .+)$/);
        assert.match(verdict.reason, /^.+\.$/);
        assert.doesNotMatch(verdict.reason, /undefined|NaN|Infinity/);
      }),
      { numRuns: 500 },
    );
  });
});
