import assert from 'node:assert/strict';
import { judgeFigure, judgeFromTo } from '../../../../src/analysis/claims/judge';
import type { Unit } from '../../../../src/protocol/result';
import { judge, kindOf, measured, type Value } from './helpers';

type Case = [published: string, computed: Value, unit: Unit, verdict: string, reason?: string];

function table(name: string, cases: readonly Case[]): void {
  describe(name, () => {
    for (const [published, computed, unit, text, reason] of cases) {
      it(`${published} against ${JSON.stringify(computed)} ${unit}: ${text}`, () => {
        const verdict = judge(published, computed, unit);
        assert.equal(verdict.text, text, verdict.reason);
        if (reason !== undefined) assert.equal(verdict.reason, reason);
      });
    }
  });
}

describe('claims: verdicts', () => {
  table('rounds or truncates, at the digits written', [
    ['4.12T', 4.126e12, 'tokens', 'holds', '4.126T truncates to 4.12T.'],
    ['4.13T', 4.126e12, 'tokens', 'holds', '4.126T rounds to 4.13T.'],
    ['4.12T', 4.1213e12, 'tokens', 'holds', '4.121T rounds and truncates to 4.12T.'],
    ['4.12T', 4.12e12, 'tokens', 'holds', 'The computed value is exactly 4.12T.'],
    ['4.11T', 4.126e12, 'tokens', 'off by +16.00B', '4.126T neither rounds nor truncates to 4.11T.'],
    ['4.14T', 4.126e12, 'tokens', 'off by −14.00B'],
    ['4120B', 4.126e12, 'tokens', 'off by +6.000B'],
    ['4T', 4.999e12, 'tokens', 'holds', '4.999T truncates to 4T.'],
    ['4T', 3.5e12, 'tokens', 'holds', '3.500T rounds to 4T.'],
    ['3.0T', 3.04e12, 'tokens', 'holds'],
    ['3.0T', 3.1e12, 'tokens', 'off by +100.0B'],
    ['3T', 3.1e12, 'tokens', 'holds'],
    ['58.7%', 0.587, 'fraction', 'holds', 'The computed value is exactly 58.7%.'],
    ['58.7%', 0.58734, 'fraction', 'holds', '58.73% rounds and truncates to 58.7%.'],
    ['58.8%', 0.5875, 'fraction', 'holds', '58.75% rounds to 58.8%.'],
    ['58.7%', 0.5875, 'fraction', 'holds', '58.75% truncates to 58.7%.'],
    ['58.8%', 47 / 80, 'fraction', 'holds'],
    ['58.8%', 0.5874999, 'fraction', 'off by −0.1pp', '58.74999% neither rounds nor truncates to 58.8%.'],
    ['59%', 0.584999, 'fraction', 'off by −0.5pp'],
    ['61%', 0.505, 'fraction', 'off by −10.5pp'],
    ['46.6%', 0.437, 'fraction', 'off by −2.9pp'],
    ['37.1%', 0.344, 'fraction', 'off by −2.7pp'],
    ['61%', 0.633, 'fraction', 'off by +2.3pp'],
    ['58.70%', 0.58744, 'fraction', 'off by +0.04pp', '58.744% neither rounds nor truncates to 58.70%.'],
    ['0%', 0, 'fraction', 'holds'],
    ['0%', 0.009, 'fraction', 'holds', '0.9% truncates to 0%.'],
    ['0%', 0.01, 'fraction', 'off by +1.0pp'],
    ['30pp', 0.302, 'points', 'holds'],
    ['-2.9pp', -0.0294, 'points', 'holds', '−2.94pp rounds and truncates to -2.9pp.'],
    ['-2.9pp', -0.0299, 'points', 'holds', '−2.99pp truncates to -2.9pp.'],
    ['-2.9pp', -0.0285, 'points', 'holds', '−2.85pp rounds to -2.9pp.'],
    ['-2.9pp', -0.03, 'points', 'off by −0.1pp'],
    ['1pp', 0.61 - 0.6, 'points', 'holds', 'The computed value is exactly 1pp.'],
    ['176%', 1.764, 'growth', 'holds', '+176.4% rounds and truncates to 176%.'],
    ['150%', 1.764, 'growth', 'off by +26.4pp'],
    ['3x', 3.27, 'ratio', 'holds', '3.27x rounds and truncates to 3x.'],
    ['3.0x', 3.27, 'ratio', 'off by +0.27x'],
    ['$1.2M', 1_249_000, 'usd', 'holds', '$1.249M rounds and truncates to $1.2M.'],
    ['$1.2M', 900_000, 'usd', 'off by −$300.0K'],
    ['2.5T', null, 'tokens', 'cannot be computed', 'The data have no value for it.'],
    ['1470', 1470, 'number', 'holds'],
    ['1470', 1471, 'number', 'off by +1', '1,471 is not 1470.'],
    ['= 50%', 0.502, 'fraction', 'holds', '50.2% rounds and truncates to 50%.'],
    ['= 50%', 0.512, 'fraction', 'off by +1.2pp'],
  ]);

  table('figures are judged on the attributed value, and show their bounds', [
    [
      '61%',
      [0.505, 0.505, 0.581],
      'fraction',
      'off by −10.5pp',
      '50.5% neither rounds nor truncates to 61%. Its bounds are 50.5%–58.1%; they do not include 61% either.',
    ],
    [
      '55%',
      [0.505, 0.505, 0.581],
      'fraction',
      'off by −4.5pp',
      '50.5% neither rounds nor truncates to 55%. Its bounds are 50.5%–58.1%; they include 55%, but a figure is judged on what is attributed.',
    ],
    ['50%', [0.505, 0.4, 0.581], 'fraction', 'holds', '50.5% truncates to 50%. Its bounds are 40.0%–58.1%.'],
    ['50%', [0.505, 0.505, 0.505], 'fraction', 'holds', '50.5% truncates to 50%.'],
  ]);

  table('±, about and nearly', [
    ['59% ± 0.5pp', 0.585, 'fraction', 'holds', '58.5% is within 59% ± 0.5pp (58.5% to 59.5%).'],
    ['59% ± 0.5pp', 0.595, 'fraction', 'holds'],
    [
      '59% ± 0.5pp',
      0.59501,
      'fraction',
      'off by +0.5pp',
      '59.501% is not within 59% ± 0.5pp (58.5% to 59.5%).',
    ],
    ['59% ± 0pp', 0.59, 'fraction', 'holds'],
    ['59% ± 0pp', 0.592, 'fraction', 'off by +0.2pp'],
    ['about 18T ± 0.1T', 18.42e12, 'tokens', 'off by +420.0B'],
    ['nearly 59% ± 2pp', 0.602, 'fraction', 'holds'],
    ['$1.2M ± $0.1M', 1_300_000, 'usd', 'holds'],
    ['3x ± 0.3x', 3.3, 'ratio', 'holds'],
    ['about 18T', 18.42e12, 'tokens', 'holds', '18.42T is within 5% of 18T (17.10T to 18.90T).'],
    ['about 18T', 18.9e12, 'tokens', 'holds'],
    ['about 18T', 17.1e12, 'tokens', 'holds'],
    [
      'about 18T',
      18.9001e12,
      'tokens',
      'off by +900.1B',
      '18.9001T is not within 5% of 18T (17.10T to 18.90T).',
    ],
    ['about 5.5T', 5.23e12, 'tokens', 'holds'],
    ['about 5.5T', 5.22e12, 'tokens', 'off by −280.0B'],
    ['about -10pp', -0.105, 'points', 'holds'],
    ['about -10pp', -0.1051, 'points', 'off by −0.5pp'],
    ['nearly 59%', 0.587, 'fraction', 'holds', '58.7% is nearly 59% (58.0% to 59.0%).'],
    ['nearly 59%', 0.58, 'fraction', 'holds'],
    ['nearly 59%', 0.59, 'fraction', 'holds'],
    ['nearly 59%', 0.5799, 'fraction', 'off by −1.0pp', '57.99% is not nearly 59% (58.0% to 59.0%).'],
    ['nearly 59%', 0.5901, 'fraction', 'off by +0.01pp'],
    ['nearly 59.0%', 0.587, 'fraction', 'off by −0.3pp'],
    ['nearly -5pp', -0.046, 'points', 'holds'],
    ['nearly -5pp', -0.051, 'points', 'off by −0.1pp'],
  ]);

  table('comparisons are judged on both bounds', [
    [
      '> 50%',
      [0.501, 0.464, 0.649],
      'fraction',
      'undecided',
      '50.1% is more than 50%. Its bounds are 46.4%–64.9%; they do not agree.',
    ],
    [
      '> 50%',
      [0.52, 0.51, 0.6],
      'fraction',
      'holds',
      '52.0% is more than 50%. Its bounds are 51.0%–60.0%; it holds at both.',
    ],
    [
      '> 50%',
      [0.48, 0.44, 0.495],
      'fraction',
      'off by −2.0pp',
      '48.0% is not more than 50%. Its bounds are 44.0%–49.5%; it fails at both.',
    ],
    [
      '> 50%',
      [0.52, 0.49999, 0.6],
      'fraction',
      'undecided',
      '52.0% is more than 50%. Its bounds are 49.999%–60.0%; they do not agree.',
    ],
    ['> 3x', 3.37, 'ratio', 'holds', '3.37x is more than 3x.'],
    ['> 3x', 2.9, 'ratio', 'off by −0.10x'],
    ['> 3x', 3.001, 'ratio', 'holds', '3.001x is more than 3x.'],
    ['> 50%', 0.5, 'fraction', 'off because it is exactly 50%', '50.0% is not more than 50%.'],
    ['>= 50%', 0.5, 'fraction', 'holds'],
    ['>= 50%', [0.51, 0.5, 0.52], 'fraction', 'holds'],
    ['< 50%', [0.49, 0.48, 0.5], 'fraction', 'undecided'],
    ['< 50%', 0.5, 'fraction', 'off because it is exactly 50%'],
    ['<= 50%', [0.49, 0.48, 0.5], 'fraction', 'holds'],
    ['<= 50%', 0.5001, 'fraction', 'off by +0.01pp'],
    ['!= 50%', 0.502, 'fraction', 'off because it reads as 50%'],
    ['!= 50%', 0.512, 'fraction', 'holds'],
    ['!= 50%', [0.55, 0.52, 0.6], 'fraction', 'holds'],
    ['!= 50%', [0.55, 0.4, 0.6], 'fraction', 'undecided'],
    ['> 50%', null, 'fraction', 'cannot be computed'],
    ['between 55% and 60%', 0.55, 'fraction', 'holds', '55.0% is between 55% and 60%.'],
    ['between 55% and 60%', 0.6, 'fraction', 'holds'],
    ['between 55% and 60%', 0.6001, 'fraction', 'off by +0.01pp', '60.01% is not between 55% and 60%.'],
    ['between 55% and 60%', 0.537, 'fraction', 'off by −1.3pp'],
    ['between 55% and 60%', [0.57, 0.54, 0.59], 'fraction', 'undecided'],
    ['between 55% and 60%', [0.57, 0.54, 0.61], 'fraction', 'undecided'],
    ['between 55% and 60%', [0.57, 0.55, 0.6], 'fraction', 'holds'],
    ['between 55% and 60%', null, 'fraction', 'cannot be computed'],
  ]);

  table('counts are judged on both bounds', [
    ['6', 6, 'number', 'holds', 'The computed value is exactly 6.'],
    ['6', 7, 'number', 'off by +1'],
    [
      '6',
      [6, 5, 7],
      'number',
      'undecided',
      'The computed value is exactly 6. Its bounds are 5–7; they do not agree.',
    ],
    ['6', [5, 5, 7], 'number', 'undecided'],
    ['6', [8, 7, 9], 'number', 'off by +2', '8 is not 6. Its bounds are 7–9; it fails at both.'],
    ['> 5', [7, 6, 9], 'number', 'holds'],
    ['6', [6.2, 5.1, 7.9], 'number', 'holds'],
    ['3', [3, 2, 4], 'buckets', 'undecided'],
    ['3', [3, 3, 4], 'rank', 'undecided'],
  ]);

  table('what cannot be held against the value', [
    [
      '59',
      0.59,
      'fraction',
      'cannot be computed',
      '`59` is a plain number, but the query gives a share, written like `59%`.',
    ],
    ['59%', 4e12, 'tokens', 'cannot be computed'],
    ['59% ± 0.5%', 0.59, 'fraction', 'cannot be computed'],
    ['59%', NaN, 'fraction', 'cannot be computed'],
    ['3x', Infinity, 'ratio', 'cannot be computed'],
  ]);

  it('a bound that is not known leaves a comparison open', () => {
    assert.equal(judge('> 3x', [4, 3.5, Infinity], 'ratio').kind, 'holds');
    assert.equal(judge('< 5x', [4, 3.5, Infinity], 'ratio').kind, 'undecided');
    assert.equal(judge('> 3x', [4, -Infinity, 5], 'ratio').kind, 'undecided');
    assert.match(
      judge('< 5x', [4, 3.5, Infinity], 'ratio').reason,
      /It may be 3\.50x or more; they do not agree/,
    );
  });

  it('a figure that was left out is no verdict', () => {
    const node = kindOf('figure', '5T');
    const bound = { ...node.bound, quantity: undefined };
    assert.equal(judgeFigure(bound, { value: 5e12 }, 'tokens').kind, 'impossible');
  });

  it('says why there is no value, where that is known', () => {
    const { bound } = kindOf('figure', '5T');
    const verdict = judgeFigure(bound, { value: null }, 'tokens', 'The file ends in 2026-W19.');
    assert.deepEqual(verdict, {
      kind: 'impossible',
      text: 'cannot be computed',
      reason: 'The file ends in 2026-W19.',
    });
  });

  describe('from one figure to another', () => {
    const cases: [published: string, start: Value, end: Value, text: string][] = [
      ['17% -> 47%', 0.172, 0.468, 'holds'],
      ['17% -> 47%', 0.192, 0.468, 'start off by +2.2pp'],
      ['17% -> 47%', 0.172, 0.45, 'end off by −2.0pp'],
      ['17% -> 47%', 0.152, 0.45, 'start off by −1.8pp, end off by −2.0pp'],
      ['17% -> 47% ± 2pp', 0.152, 0.45, 'holds'],
      ['17% -> 47%', 0.172, null, 'end cannot be computed'],
      ['17% -> 47%', 0.192, null, 'start off by +2.2pp'],
      ['17% -> 47%', [0.172, 0.1, 0.3], 0.47, 'holds'],
    ];
    for (const [published, start, end, text] of cases) {
      it(`${published} against ${JSON.stringify([start, end])}: ${text}`, () => {
        const ends = { start: measured(start), end: measured(end) };
        assert.equal(judgeFromTo(kindOf('from-to', published), ends, 'fraction').text, text);
      });
    }

    it('the reason tells both ends, and what is missing', () => {
      const verdict = judgeFromTo(
        kindOf('from-to', '17% -> 47%'),
        { start: { value: 0.172 }, end: { value: null } },
        'fraction',
        { end: 'The file ends in 2026-W19.' },
      );
      assert.equal(
        verdict.reason,
        'start: 17.2% rounds and truncates to 17%. end: The file ends in 2026-W19.',
      );
    });
  });
});
