import assert from 'node:assert/strict';
import { checkClaim, type Answer } from '../../../../src/analysis/claims/check';
import { combine } from '../../../../src/analysis/claims/combine';
import { expectOf, LEAD } from './helpers';

const CROSSING = 'claim "x" = first crossing of tokens for CN over US expect ';

function told(text: string, answer: Answer, lead = LEAD): string[] {
  return checkClaim(expectOf(text, lead), answer).map(
    ({ label, published, computed, verdict }) => `${label}|${published}|${computed}|${verdict.text}`,
  );
}

const sides: Answer = {
  kind: 'figures',
  sides: [
    { names: ['CN'], unit: 'tokens', measured: { value: 18.42e12 } },
    { names: ['US'], unit: 'tokens', measured: { value: 5.23e12, low: 5.23e12, high: 6e12 } },
  ],
};

describe('claims: published and computed, side by side', () => {
  it('each labelled figure', () => {
    assert.deepEqual(told('CN about 18T, US 5.5T ± 0.1T', sides), [
      'CN|about 18T|18.42T|holds',
      'US|5.5T ± 0.1T|5.230T (5.230T–6.000T)|off by −270.0B',
    ]);
    assert.equal(combine(checkClaim(expectOf('CN about 18T, US 2T'), sides)).text, 'US off by +3.230T');
  });

  it('a single figure, and an interval', () => {
    const share: Answer = {
      kind: 'figures',
      sides: [{ names: ['CN'], unit: 'fraction', measured: { value: 0.505, low: 0.505, high: 0.581 } }],
    };
    assert.deepEqual(told('61%', share), ['|61%|50.5% (50.5%–58.1%)|off by −10.5pp']);
    assert.deepEqual(told('> 50%', share), ['|> 50%|50.5% (50.5%–58.1%)|holds']);
    assert.deepEqual(told('between 40% and 55%', share), [
      '|between 40% and 55%|50.5% (50.5%–58.1%)|undecided',
    ]);
  });

  it('both ends of a change', () => {
    const change: Answer = {
      kind: 'change',
      sides: [
        {
          names: ['CN'],
          unit: 'fraction',
          measured: { value: 0.3 },
          ends: { start: { value: 0.172 }, end: { value: null } },
          missingAt: { end: 'The file ends in 2026-W19.' },
        },
      ],
    };
    assert.deepEqual(told('17% -> 47%', change), ['|17% -> 47%|17.2% -> –|end cannot be computed']);
    assert.deepEqual(told('17% -> 47% ± 1pp', change), [
      '|17% -> 47% ± 1pp|17.2% -> –|end cannot be computed',
    ]);
    assert.deepEqual(told('30%', change), ['|30%|30.0%|holds']);
  });

  it('a crossing, a streak and a ranking', () => {
    const crossing: Answer = {
      kind: 'crossing',
      grain: 'week',
      found: { bucket: '2026-W07', status: 'decided' },
    };
    assert.deepEqual(told('2026-W07', crossing, CROSSING), ['|2026-W07|2026-W07|holds']);
    const gap: Answer = { ...crossing, found: { after: '2026-W05', bucket: '2026-W07', status: 'decided' } };
    assert.deepEqual(told('2026', gap, CROSSING), ['|2026|between 2026-W05 and 2026-W07|holds']);
    const none: Answer = { ...crossing, found: undefined };
    assert.deepEqual(told('2026', none, CROSSING), ['|2026|none|off because there is none']);

    const streak = (atLeast: boolean): Answer => ({
      kind: 'streak',
      grain: 'week',
      length: atLeast ? { value: 2, low: 2 } : { value: 2, low: 2, high: 2 },
    });
    assert.deepEqual(told('2 weeks', streak(false)), ['|2 weeks|2 weeks|holds']);
    assert.deepEqual(told('2 weeks', streak(true)), ['|2 weeks|at least 2 weeks|undecided']);
    assert.deepEqual(told('>= 2', streak(true)), ['|>= 2|at least 2 weeks|holds']);
    const open: Answer = { kind: 'streak', grain: 'week', length: { value: 6, low: 3 } };
    assert.deepEqual(told('9 weeks', open), ['|9 weeks|6 weeks (3 or more)|undecided']);
    assert.deepEqual(told('2 weeks', open), ['|2 weeks|6 weeks (3 or more)|off by +4 weeks']);
    assert.deepEqual(told('> 2', open), ['|> 2|6 weeks (3 or more)|holds']);
    assert.deepEqual(told('< 9', open), ['|< 9|6 weeks (3 or more)|undecided']);
    assert.deepEqual(told('< 1000', streak(true)), ['|< 1000|at least 2 weeks|undecided']);
    assert.deepEqual(told('between 2 and 3', streak(true)), ['|between 2 and 3|at least 2 weeks|undecided']);

    const ranking: Answer = { ...sides, kind: 'ranking' };
    assert.deepEqual(told('CN', ranking), ['|CN|CN|holds']);
    assert.deepEqual(told('US', ranking), ['|US|CN|off because CN is first']);
  });

  it('what is of the wrong type is not judged, and says why', () => {
    assert.deepEqual(told('4T', sides), ['|4T|–|cannot be computed']);
    const [checked] = checkClaim(expectOf('CN 4T, JP 5T'), sides);
    assert.equal(checked!.published, 'CN 4T, JP 5T');
    assert.match(checked!.verdict.reason, /`JP` is not a side of this query/);
  });

  it('a streak that nobody leads, and a side without a value', () => {
    assert.deepEqual(
      told('2 weeks', {
        kind: 'streak',
        grain: 'week',
        length: { value: null },
      }),
      ['|2 weeks|–|cannot be computed'],
    );
    assert.deepEqual(
      told('5T', { kind: 'figures', sides: [{ names: [], unit: 'tokens', measured: { value: null } }] }),
      ['|5T|–|cannot be computed'],
    );
  });
});
