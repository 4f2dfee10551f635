import assert from 'node:assert/strict';
import {
  listedReadings,
  MOST_READINGS,
  readingsLine,
  readingsText,
  tallyText,
} from '../../../src/protocol/claimText';
import type { Readings } from '../../../src/protocol/result';

function readings(tried: number, holding: number): Readings {
  return {
    tried,
    holding: Array.from({ length: holding }, (_, index) => ({
      changes: ['within known', `in 2026-W${index + 10}`],
      query: 'tokens',
      computed: `${index + 60}%`,
    })),
  };
}

describe('sentences about claims', () => {
  const counts: [tried: number, holding: number, text: string, line: string][] = [
    [23, 4, '4 of 23 other readings hold', ', first: within known, in 2026-W10: 60%'],
    [8, 1, '1 of 8 other readings holds', ': within known, in 2026-W10: 60%'],
    [8, 0, '0 of 8 other readings hold', ''],
  ];
  for (const [tried, holding, text, line] of counts) {
    it(text, () => {
      assert.equal(readingsText(readings(tried, holding)), text);
      assert.equal(readingsLine(readings(tried, holding)), text + line);
    });
  }

  it('say that no other reading gives another figure where that is so', () => {
    assert.equal(readingsLine(readings(0, 0)), 'no other reading gives another figure');
  });

  it('list no more readings than prove nothing, and count the others', () => {
    const { shown, more } = listedReadings(readings(9, MOST_READINGS + 2));
    assert.equal(shown.length, MOST_READINGS);
    assert.equal(more, 'and 2 more');
    assert.equal(listedReadings(readings(9, MOST_READINGS)).more, undefined);
  });

  it('count verdicts, and leave out those that do not occur', () => {
    const none = { holds: 0, explained: 0, off: 0, undecided: 0, impossible: 0 };
    assert.equal(
      tallyText({ claims: 13, holds: 8, explained: 1, off: 2, undecided: 1, impossible: 1 }),
      '8 of 13 hold · 1 off, explained by another reading · 2 off, explained by none · 1 undecided · 1 cannot be computed',
    );
    assert.equal(tallyText({ ...none, claims: 1, holds: 1 }), '1 of 1 holds');
    assert.equal(tallyText({ ...none, claims: 2, off: 2 }), '0 of 2 hold · 2 off, explained by none');
  });
});
