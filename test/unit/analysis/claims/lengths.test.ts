import assert from 'node:assert/strict';
import { judgeLength } from '../../../../src/analysis/claims/lengths';
import { kindOf, measured, type Value } from './helpers';

describe('claims: the length of a streak', () => {
  const table: [published: string, streak: Value, atLeast: boolean, text: string, reason: string][] = [
    ['2 weeks', 2, false, 'holds', 'The streak is 2 weeks.'],
    ['1 week', 1, false, 'holds', 'The streak is 1 week.'],
    ['2 weeks', 3, false, 'off by +1 week', 'The streak is 3 weeks.'],
    ['2 weeks', 0, false, 'off by −2 weeks', 'The streak is 0 weeks.'],
    ['2 weeks', [2, 2, 2], false, 'holds', 'The streak is 2 weeks.'],
    [
      '2 weeks',
      [2, 1, 4],
      false,
      'undecided',
      'The streak is 2 weeks, but by its bounds anything from 1 to 4 weeks.',
    ],
    [
      '3 weeks',
      [2, 1, 4],
      false,
      'undecided',
      'The streak is 2 weeks, but by its bounds anything from 1 to 4 weeks.',
    ],
    [
      '5 weeks',
      [2, 1, 4],
      false,
      'off by −3 weeks',
      'The streak is 2 weeks, but by its bounds anything from 1 to 4 weeks.',
    ],
    [
      '2 weeks',
      [2, 2, 4],
      false,
      'undecided',
      'The streak is 2 weeks, but by its bounds anything from 2 to 4 weeks.',
    ],
    [
      '3 weeks',
      3,
      true,
      'undecided',
      'The streak is 3 weeks or longer, for it reaches the beginning of the data.',
    ],
    [
      '9 weeks',
      3,
      true,
      'undecided',
      'The streak is 3 weeks or longer, for it reaches the beginning of the data.',
    ],
    [
      '2 weeks',
      3,
      true,
      'off by +1 week',
      'The streak is 3 weeks or longer, for it reaches the beginning of the data.',
    ],
    [
      '2 weeks',
      [3, 1, 3],
      true,
      'undecided',
      'The streak is 3 weeks or longer, for it reaches the beginning of the data, and may be as short as 1 week.',
    ],
    ['2 weeks', null, false, 'cannot be computed', 'The data have no value for it.'],
  ];
  for (const [published, streak, atLeast, text, reason] of table) {
    it(`${published} against ${atLeast ? 'at least ' : ''}${JSON.stringify(streak)}: ${text}`, () => {
      const { stretch } = kindOf('length', published);
      const verdict = judgeLength(stretch, { measured: measured(streak), atLeast });
      assert.deepEqual([verdict.text, verdict.reason], [text, reason]);
    });
  }
});
