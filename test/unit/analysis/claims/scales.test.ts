import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { checkClaim, type Answer } from '../../../../src/analysis/claims/check';
import { Result, type Scale, type Unit } from '../../../../src/protocol/result';
import { ask, examples, grid } from '../helpers';
import { expectOf, judge, measured, type Value } from './helpers';

/** The scales of one figure of one side. */
function scalesOf(text: string, value: Value, unit: Unit): readonly Scale[] | undefined {
  const answer: Answer = {
    kind: 'figures',
    sides: [{ names: [], unit, measured: measured(value) }],
  };
  return checkClaim(expectOf(text), answer)[0]?.scales;
}

function publishedOf(text: string, unit: Unit): Scale['published'] | undefined {
  const scales = scalesOf(text, 0, unit);
  assert.ok(scales === undefined || scales.length === 1, text);
  return scales?.[0]?.published;
}

describe('claims: the scale of a figure', () => {
  const cases: [published: string, unit: Unit, interval: Scale['published'] | undefined][] = [
    ['61%', 'fraction', { low: 0.605, high: 0.62 }],
    ['4.12T', 'tokens', { low: 4.115e12, high: 4.13e12 }],
    ['4.12T ± 0.05T', 'tokens', { low: 4.07e12, high: 4.17e12 }],
    ['about 18T', 'tokens', { low: 17.1e12, high: 18.9e12 }],
    ['nearly 59%', 'fraction', { low: 0.58, high: 0.59 }],
    ['-5pp', 'points', { low: -0.06, high: -0.045 }],
    ['between 20% and 50%', 'fraction', { low: 0.2, high: 0.5 }],
    // An open end is absent.
    ['> 50%', 'fraction', { low: 0.5 }],
    ['>= 3x', 'ratio', { low: 3 }],
    ['< $1.2M', 'usd', { high: 1.2e6 }],
    ['<= 6', 'number', { high: 6 }],
    // No interval, or none that a scale could show.
    ['!= 50%', 'fraction', undefined],
    [`${'9'.repeat(400)}T`, 'tokens', undefined],
  ];
  for (const [published, unit, interval] of cases) {
    it(`${published.slice(0, 40)} is ${interval ? JSON.stringify(interval) : 'on none'}`, () => {
      assert.deepEqual(publishedOf(published, unit), interval);
    });
  }

  it('has the computed value with its bounds, in base units', () => {
    assert.deepEqual(scalesOf('61%', [0.505, 0.505, 0.581], 'fraction'), [
      {
        label: '',
        unit: 'fraction',
        published: { low: 0.605, high: 0.62 },
        computed: { value: 0.505, low: 0.505, high: 0.581 },
      },
    ]);
  });

  it('is absent where nothing was computed', () => {
    assert.equal(scalesOf('61%', null, 'fraction'), undefined);
    assert.equal(scalesOf('61%', 5, 'tokens'), undefined);
  });

  it('of a change has one for each end', () => {
    const side = { names: [], unit: 'fraction', measured: measured(0.2) } as const;
    const answerOf = (start: Value, end: Value): Answer => ({
      kind: 'change',
      sides: [{ ...side, ends: { start: measured(start), end: measured(end) } }],
    });
    const [checked] = checkClaim(expectOf('17% -> 47%'), answerOf(0.171, [0.4, 0.4, 0.5]));
    assert.deepEqual(checked?.scales, [
      { label: 'start', unit: 'fraction', published: { low: 0.165, high: 0.18 }, computed: { value: 0.171 } },
      {
        label: 'end',
        unit: 'fraction',
        published: { low: 0.465, high: 0.48 },
        computed: { value: 0.4, low: 0.4, high: 0.5 },
      },
    ]);
    // One end is off, of the other nothing is known: what is known is shown.
    const [half] = checkClaim(expectOf('17% -> 47%'), answerOf(null, 0.4));
    assert.equal(half?.verdict.kind, 'off');
    assert.deepEqual(
      half.scales?.map(({ label }) => label),
      ['end'],
    );
    const [none] = checkClaim(expectOf('17% -> 47%'), answerOf(0.171, null));
    assert.equal(none?.verdict.kind, 'impossible');
    assert.equal(none.scales, undefined);
  });

  it('of several figures has one for each of them', () => {
    const nine = 'tokens for each (CN, US) within top 9 models each week in 2026-W07 using A';
    const { claim } = ask(`claim "x" = ${nine} expect CN 4.12T, US 2.94T`, examples('A'));
    assert.deepEqual(
      claim?.figures.map(({ scales }) => scales),
      [
        [
          {
            label: '',
            unit: 'tokens',
            published: { low: 4.115e12, high: 4.13e12 },
            computed: { value: 4.126e12 },
          },
        ],
        [
          {
            label: '',
            unit: 'tokens',
            published: { low: 2.935e12, high: 2.95e12 },
            computed: { value: 2.935e12 },
          },
        ],
      ],
    );
  });

  const labs = grid('author', 'W05 W06 W07\ndeepseek 30 30 10\nopenai 20 20 20');

  it('of a streak counts its buckets, without an upper end where it reaches the beginning of the data', () => {
    const streak = 'streak of tokens for CN over US weekly';
    const scaleOf = (query: string, expect: string): readonly Scale[] | undefined => {
      const result = ask(`claim "x" = ${query} expect ${expect}`, { labs });
      // Whatever it holds, it travels as JSON.
      assert.deepEqual(Result.parse(JSON.parse(JSON.stringify(result))), result);
      return result.claim?.figures[0]?.scales;
    };
    assert.deepEqual(scaleOf(`${streak} until 2026-W06`, '2 weeks'), [
      { label: '', unit: 'buckets', published: { low: 2, high: 2 }, computed: { value: 2, low: 2 } },
    ]);
    assert.deepEqual(scaleOf(streak, '> 1'), [
      { label: '', unit: 'buckets', published: { low: 1 }, computed: { value: 0 } },
    ]);
  });

  it('is none of a date and of a name', () => {
    for (const claim of [
      'first crossing of tokens for US over CN weekly expect 2026-W07',
      'top 2 labs in 2026-W05 expect deepseek',
    ]) {
      const { figures } = ask(`claim "x" = ${claim}`, { labs }).claim ?? { figures: [] };
      assert.equal(figures[0]?.verdict.kind, 'holds', claim);
      assert.equal(figures[0].scales, undefined, claim);
    }
  });

  it('contains the computed value if and only if the figure holds, off its edges', () => {
    const numeral = fc.tuple(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: 0, max: 2 }));
    const modifier = fc.constantFrom('', 'about ', 'nearly ', '= ');
    const tolerance = fc.constantFrom('', ' ± 3pp', ' ± 0.5pp');
    const near = fc.integer({ min: -400, max: 400 });
    fc.assert(
      fc.property(numeral, modifier, tolerance, near, ([size, digits], modifier, tolerance, offset) => {
        const percent = size / 10 ** digits;
        const text = `${modifier}${percent.toFixed(digits)}%${tolerance}`;
        const value = (percent + (offset / 100) * 10 ** -digits) / 100;
        const [scale] = scalesOf(text, value, 'fraction') ?? [];
        assert.ok(scale, text);
        const { low = -Infinity, high = Infinity } = scale.published;
        const onEdge = [low, high].some((edge) => Math.abs(edge - value) < 1e-9);
        fc.pre(!onEdge);
        const holds = judge(text, value, 'fraction').kind === 'holds';
        assert.equal(low < value && value < high, holds, `${text} against ${value}`);
      }),
    );
  });
});
