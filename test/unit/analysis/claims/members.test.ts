import assert from 'node:assert/strict';
import { judgeMember, type Ranked } from '../../../../src/analysis/claims/members';
import { kindOf, measured, type Value } from './helpers';

function ranking(...each: [names: string, value?: Value][]): Ranked[] {
  return each.map(([names, value]) => ({
    names: names.split('|'),
    ...(value === undefined ? {} : { measured: measured(value) }),
  }));
}

describe('claims: who is first', () => {
  const clear = ranking(['Claude Sonnet 4.6|anthropic/claude-sonnet-4.6', 4e12], ['Hy3|tencent/hy3', 3e12]);
  const table: [published: string, ranked: Ranked[], text: string, reason: string][] = [
    ['"Claude Sonnet 4.6"', clear, 'holds', 'Claude Sonnet 4.6 is first with 4.000T.'],
    ['"claude sonnet 4.6"', clear, 'holds', 'Claude Sonnet 4.6 is first with 4.000T.'],
    ['anthropic/claude-sonnet-4.6', clear, 'holds', 'Claude Sonnet 4.6 is first with 4.000T.'],
    [
      'tencent/hy3',
      clear,
      'off because Claude Sonnet 4.6 is first',
      'Claude Sonnet 4.6 is first with 4.000T. Hy3 is in place 2 with 3.000T.',
    ],
    [
      'nobody',
      clear,
      'off because Claude Sonnet 4.6 is first',
      'Claude Sonnet 4.6 is first with 4.000T. nobody is not among what was ranked.',
    ],
    ['CN', ranking(['CN']), 'holds', 'CN is first.'],
    ['country:CN', ranking(['China|CN']), 'holds', 'China is first.'],
    ['US', ranking(['US', 5], ['CN', 5]), 'holds', 'US is first with 5.'],
    ['CN', ranking(['US', 5], ['CN', 5]), 'holds', 'CN is first with 5.'],
    [
      'CN',
      ranking(['CN', [5e12, 5e12, 6e12]], ['US', [4e12, 4e12, 5.5e12]]),
      'undecided',
      'CN is first with 5.000T (5.000T–6.000T), but by its bounds US may be ahead with 4.000T (4.000T–5.500T).',
    ],
    [
      'CN',
      ranking(['CN', [5e12, 5e12, 6e12]], ['US', [4e12, 4e12, 4.9e12]]),
      'holds',
      'CN is first with 5.000T (5.000T–6.000T).',
    ],
    ['CN', [], 'cannot be computed', 'The data have no value for it.'],
  ];
  for (const [published, ranked, text, reason] of table) {
    it(`${published} of ${ranked.map((each) => each.names[0]).join(', ')}: ${text}`, () => {
      const verdict = judgeMember(kindOf('member', published).item, ranked, 'tokens');
      assert.deepEqual([verdict.text, verdict.reason], [text, reason]);
    });
  }
});
