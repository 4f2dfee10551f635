import assert from 'node:assert/strict';
import { judgeLength } from '../../../../src/analysis/claims/lengths';
import type { Measured } from '../../../../src/protocol/result';
import { kindOf } from './helpers';

describe('claims: the length of a streak', () => {
  const table: [published: string, streak: Measured, text: string, reason: string][] = [
    ['2 weeks', { value: 2 }, 'holds', 'The streak is 2 weeks.'],
    ['1 week', { value: 1 }, 'holds', 'The streak is 1 week.'],
    ['2 weeks', { value: 3 }, 'off by +1 week', 'The streak is 3 weeks.'],
    ['2 weeks', { value: 0 }, 'off by −2 weeks', 'The streak is 0 weeks.'],
    ['2 weeks', { value: 2, low: 2, high: 2 }, 'holds', 'The streak is 2 weeks.'],
    [
      '2 weeks',
      { value: 2, low: 1, high: 4 },
      'undecided',
      'The streak is 2 weeks, but by its bounds anything from 1 to 4 weeks.',
    ],
    [
      '3 weeks',
      { value: 2, low: 1, high: 4 },
      'undecided',
      'The streak is 2 weeks, but by its bounds anything from 1 to 4 weeks.',
    ],
    [
      '5 weeks',
      { value: 2, low: 1, high: 4 },
      'off by −3 weeks',
      'The streak is 2 weeks, but by its bounds anything from 1 to 4 weeks.',
    ],
    [
      '2 weeks',
      { value: 2, low: 2, high: 4 },
      'undecided',
      'The streak is 2 weeks, but by its bounds anything from 2 to 4 weeks.',
    ],
    [
      '3 weeks',
      { value: 3, low: 3 },
      'undecided',
      'The streak is 3 weeks or longer, for it may have begun before the data.',
    ],
    [
      '9 weeks',
      { value: 3, low: 3 },
      'undecided',
      'The streak is 3 weeks or longer, for it may have begun before the data.',
    ],
    [
      '2 weeks',
      { value: 3, low: 3 },
      'off by +1 week',
      'The streak is 3 weeks or longer, for it may have begun before the data.',
    ],
    [
      '2 weeks',
      { value: 3, low: 1 },
      'undecided',
      'The streak is 3 weeks, but by its bounds 1 week or longer, for it may have begun before the data.',
    ],
    ['2 weeks', { value: null }, 'cannot be computed', 'The data have no value for it.'],
  ];
  for (const [published, streak, text, reason] of table) {
    it(`${published} against ${JSON.stringify(streak)}: ${text}`, () => {
      const { stretch } = kindOf('length', published);
      const verdict = judgeLength(stretch, streak);
      assert.deepEqual([verdict.text, verdict.reason], [text, reason]);
    });
  }
});
