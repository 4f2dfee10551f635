import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { checkExpectation, type Shape } from '../../../../src/analysis/claims/types';
import { Unit } from '../../../../src/protocol/result';
import { expectOf, LEAD } from './helpers';

const one = (unit: Unit): Shape => ({ kind: 'figures', sides: [{ names: ['CN', 'China'], unit }] });
const nameless: Shape = { kind: 'figures', sides: [{ names: [], unit: 'tokens' }] };
const two: Shape = {
  kind: 'figures',
  sides: [
    { names: ['CN', 'China'], unit: 'tokens' },
    { names: ['US', 'United States'], unit: 'tokens' },
  ],
};
const models: Shape = {
  kind: 'ranking',
  sides: ['Claude Sonnet 4.6', 'Hy3', 'Grok 4', 'Kimi K2', 'GLM 5'].map((name) => ({
    names: [name],
    unit: 'tokens',
  })),
};
const change: Shape = { kind: 'change', sides: [{ names: ['CN'], unit: 'fraction' }] };
const streak: Shape = { kind: 'streak', grain: 'week' };
const crossing: Shape = { kind: 'crossing', grain: 'week' };

/** The words after `expect` as each fix makes them. */
function mended(text: string, shape: Shape): string[] {
  const found = checkExpectation(expectOf(text), shape);
  return found.flatMap(({ fixes = [] }) =>
    fixes.map((fix) => {
      const whole = LEAD + text;
      return (whole.slice(0, fix.start) + fix.text + whole.slice(fix.end)).slice(LEAD.length);
    }),
  );
}

function errors(text: string, shape: Shape): string[] {
  return checkExpectation(expectOf(text), shape).map((each) => each.code);
}

describe('claims: figures of the right type', () => {
  const right: [text: string, shape: Shape][] = [
    ['4.12T', one('tokens')],
    ['59', one('tokens')],
    ['59%', one('fraction')],
    ['nearly 59%', one('fraction')],
    ['59% ± 0.5pp', one('fraction')],
    ['2.5pp ± 0.1pp', one('points')],
    ['3x ± 0.1x', one('ratio')],
    ['$1.2M ± $0.1M', one('usd')],
    ['18T ± 0.5T', one('tokens')],
    ['18T ± 500B', one('tokens')],
    ['> 50%', one('fraction')],
    ['= 50% ± 1pp', one('fraction')],
    ['176%', one('growth')],
    ['6', one('number')],
    ['between 55% and 60%', one('fraction')],
    ['CN 61%', one('fraction')],
    ['CN 4.12T, US 2.94T', two],
    ['us 2.94T', two],
    ['country:CN 4.12T', two],
    ['"United States" 2.94T', two],
    ['17% -> 47%', change],
    ['17% -> 47% ± 1pp', change],
    ['47%', change],
    ['2 weeks', streak],
    ['> 2', streak],
    ['between 2 and 4', streak],
    ['2026-W07', crossing],
    ['2026-02', crossing],
    ['"Claude Sonnet 4.6"', models],
    ['"Claude Sonnet 4.6" 4T', models],
  ];
  for (const [text, shape] of right) {
    it(`${text} fits`, () => assert.deepEqual(checkExpectation(expectOf(text), shape), []));
  }

  const wrong: [text: string, shape: Shape, code: string, mended: string[]][] = [
    ['59', one('fraction'), 'wrong-type', ['59%']],
    ['> 59', one('fraction'), 'wrong-type', ['> 59%']],
    ['0.59', one('fraction'), 'wrong-type', ['59%', '0.59%']],
    ['2.5pp', one('fraction'), 'wrong-type', ['2.5%']],
    ['0.6x', one('fraction'), 'wrong-type', ['60%']],
    ['4.12T', one('fraction'), 'wrong-type', []],
    ['$59', one('fraction'), 'wrong-type', []],
    ['59%', one('tokens'), 'wrong-type', []],
    ['3x', one('tokens'), 'wrong-type', []],
    ['$4.12T', one('tokens'), 'wrong-type', ['4.12T']],
    ['30%', one('points'), 'wrong-type', ['30pp']],
    ['30', one('points'), 'wrong-type', ['30pp']],
    ['3', one('ratio'), 'wrong-type', ['3x']],
    ['300%', one('ratio'), 'wrong-type', ['3.00x']],
    ['1.2M', one('usd'), 'wrong-type', ['$1.2M']],
    ['3%', one('usd'), 'wrong-type', []],
    ['3x', one('usd'), 'wrong-type', []],
    ['176', one('growth'), 'wrong-type', ['176%']],
    ['3x', one('growth'), 'wrong-type', ['200%']],
    ['30pp', one('growth'), 'wrong-type', ['30%']],
    ['6x', one('number'), 'wrong-type', ['6']],
    ['59% ± 0.5%', one('fraction'), 'ambiguous-tolerance', ['59% ± 0.5pp', '59% ± 0.295pp']],
    ['30pp ± 10%', one('points'), 'ambiguous-tolerance', ['30pp ± 10pp', '30pp ± 3pp']],
    ['18T ± 5%', one('tokens'), 'wrong-type', ['18T ± 0.9T']],
    ['$1.2M ± 5%', one('usd'), 'wrong-type', ['$1.2M ± $0.06M']],
    ['3x ± 5%', one('ratio'), 'wrong-type', ['3x ± 0.15x']],
    ['59% ± 2', one('fraction'), 'wrong-type', ['59% ± 2pp']],
    ['3x ± 0.2', one('ratio'), 'wrong-type', ['3x ± 0.2x']],
    ['$1.2M ± 0.1M', one('usd'), 'wrong-type', ['$1.2M ± $0.1M']],
    ['18T ± 2pp', one('tokens'), 'wrong-type', []],
    ['18T ± 0.5', one('tokens'), 'tiny-tolerance', ['18T ± 0.5T']],
    ['59% ± -1pp', one('fraction'), 'negative-tolerance', ['59% ± 1pp']],
    ['> 50% ± 1pp', one('fraction'), 'tolerance-of-comparison', ['> 50%']],
    ['between 60% and 55%', one('fraction'), 'reversed-interval', ['between 55% and 60%']],
    ['between 55 and 60%', one('fraction'), 'wrong-type', ['between 55% and 60%']],
    ['17% -> 47%', one('fraction'), 'no-two-periods', ['47%']],
    ['17 -> 47%', change, 'wrong-type', ['17% -> 47%']],
    ['17% -> 47% ± 1%', change, 'ambiguous-tolerance', ['17% -> 47% ± 1pp', '17% -> 47% ± 0.47pp']],
    ['4.12T', two, 'unlabelled-figure', ['CN 4.12T', 'US 4.12T']],
    ['about 4.12T', two, 'unlabelled-figure', ['CN about 4.12T', 'US about 4.12T']],
    ['between 4T and 5T', two, 'unlabelled-figure', []],
    ['CM 4.12T, US 2.94T', two, 'unknown-side', []],
    ['Chin 4.12T, US 2.94T', two, 'unknown-side', ['CN 4.12T, US 2.94T']],
    ['Chine 4.12T', two, 'unknown-side', ['CN 4.12T']],
    ['JP 4.12T', two, 'unknown-side', []],
    ['CN 4.12T, China 4.12T', two, 'repeated-figure', []],
    ['CN 4.12T, US 59%', two, 'wrong-type', []],
    ['US 61%', one('fraction'), 'unknown-side', ['61%']],
    ['CN 4T', nameless, 'unknown-side', ['4T']],
    ['"Claude Sonet 4.6" 4T', models, 'unknown-side', ['"Claude Sonnet 4.6" 4T']],
    ['4T', models, 'unlabelled-figure', ['"Claude Sonnet 4.6" 4T', 'Hy3 4T', '"Grok 4" 4T', '"Kimi K2" 4T']],
    ['2 months', streak, 'wrong-grain', ['2 weeks']],
    ['1 month', streak, 'wrong-grain', ['1 week']],
    ['59%', streak, 'wrong-type', []],
    ['2026-W07', streak, 'wrong-type', []],
    ['4.12T', crossing, 'wrong-type', []],
    ['2 weeks', crossing, 'wrong-type', []],
    ['latest', crossing, 'wrong-type', []],
    ['2026-W07', one('tokens'), 'wrong-type', []],
    ['2 weeks', two, 'wrong-type', []],
    ['CN', two, 'wrong-type', []],
    ['2026-W07', models, 'wrong-type', []],
  ];
  for (const [text, shape, code, expected] of wrong) {
    it(`${text} of ${shape.kind}: ${code}${expected.length > 0 ? `, write ${expected.join(' or ')}` : ''}`, () => {
      const found = checkExpectation(expectOf(text), shape);
      assert.deepEqual(errors(text, shape), [code], found[0]?.message);
      assert.deepEqual(mended(text, shape), expected);
    });
  }

  it('messages say what was read, what is wrong and what to write', () => {
    const said = (text: string, shape: Shape): string =>
      checkExpectation(expectOf(text), shape)
        .map((each) => each.message)
        .join('\n');
    assert.equal(
      said('59', one('fraction')),
      '`59` is a plain number, but the query gives a share, written like `59%`. Write `59%`.',
    );
    assert.equal(
      said('59% ± 0.5%', one('fraction')),
      '`± 0.5%` can mean 0.5% of 59%, or percentage points. Write `± 0.5pp` or `± 0.295pp`.',
    );
    assert.equal(said('18T ± 5%', one('tokens')), '`± 5%` is not in the unit of its figure. Write `± 0.9T`.');
    assert.equal(
      said('4.12T', two),
      'The query gives figures of CN and US; whose figure this is must be said. Write its name before it.',
    );
    assert.equal(said('JP 1T', two), '`JP` is not a side of this query; it gives figures of CN and US.');
    assert.equal(
      said('4T', models),
      'The query gives figures of "Claude Sonnet 4.6", Hy3, "Grok 4", "Kimi K2" and 1 more; whose figure this is must be said. Write its name before it.',
    );
    assert.equal(said('CN', two), 'This is a name, but the query gives tokens; write it like `CN 4.12T`.');
    assert.equal(
      said('2026-W07', streak),
      'This is a date, but the query gives the length of a streak; write it like `2 weeks`.',
    );
  });

  it('one unit takes one type of quantity, and a fix of the wrong ones is always right', () => {
    const numeral = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 3 }));
    const form = fc.constantFrom('', 'T', '%', 'pp', 'x', '$', '$M');
    fc.assert(
      fc.property(numeral, form, fc.constantFrom(...Unit.options), ([digits, places], suffix, unit) => {
        const number = (digits / 10 ** places).toFixed(places);
        const text = suffix.startsWith('$') ? `$${number}${suffix.slice(1)}` : number + suffix;
        const shape = one(unit);
        for (const better of mended(text, shape)) assert.deepEqual(errors(better, shape), [], better);
      }),
    );
  });
});
