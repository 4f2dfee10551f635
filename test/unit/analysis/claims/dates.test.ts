import assert from 'node:assert/strict';
import { judgeDate, type Found } from '../../../../src/analysis/claims/dates';
import { dateOf } from './helpers';

const at = (bucket: string, status: Found['status'] = 'decided'): Found => ({ bucket, status });
const between = (after: string, bucket: string): Found => ({ after, bucket, status: 'decided' });

describe('claims: the date of a crossing', () => {
  const table: [published: string, found: Found | undefined, text: string, reason?: string][] = [
    ['2026-W07', at('2026-W07'), 'holds', 'The crossing is in 2026-W07 (9–15 Feb 2026).'],
    ['2026-02', at('2026-W07'), 'holds'],
    ['2026-Q1', at('2026-02'), 'holds'],
    ['2026', at('2026-W07'), 'holds'],
    ['2026-02-09', at('2026-02-09'), 'holds'],
    [
      '2026-W07',
      at('2026-W11'),
      'off by +4 weeks',
      'The crossing is in 2026-W11 (9–15 Mar 2026), not in 2026-W07.',
    ],
    ['2026-W07', at('2026-W06'), 'off by −1 week'],
    ['2026-W02', at('2025-W51'), 'off by −3 weeks'],
    ['2026-02', at('2026-W11'), 'off by +2 weeks'],
    ['2026-W07', at('2026-04'), 'off by +2 months'],
    ['2025-11', at('2026-02'), 'off by +3 months'],
    ['2025-Q4', at('2025-Q1'), 'off by −3 quarters'],
    ['2026-Q1', at('2026-Q3'), 'off by +2 quarters'],
    ['2026', at('2025'), 'off by −1 year'],
    ['2026-02-09', at('2026-02-12'), 'off by +3 days'],
    [
      '2026-02-10',
      at('2026-W07'),
      'undecided',
      'The crossing is in 2026-W07 (9–15 Feb 2026); only a part of that lies in 2026-02-10.',
    ],
    ['2026-01', at('2026-W05'), 'undecided'],
    ['2026-W07', at('2026-W07', 'undecided'), 'undecided'],
    ['2026-W07', at('2026-W11', 'undecided'), 'undecided'],
    ['2026-W07', at('2026-W07', 'unconfirmed'), 'undecided'],
    [
      '2026-W09',
      between('2026-W07', '2026-W09'),
      'undecided',
      'The crossing is between 2026-W07 and 2026-W09 (16 Feb – 1 Mar 2026); only a part of that lies in 2026-W09.',
    ],
    ['2026-W08', between('2026-W07', '2026-W09'), 'undecided'],
    ['2026-W07', between('2026-W07', '2026-W09'), 'off by +1 week'],
    ['2026', between('2026-W07', '2026-W09'), 'holds'],
    ['2026-W07', undefined, 'off because there is none', 'There is no such crossing in the data.'],
    ['latest', at('2026-W07'), 'cannot be computed'],
    ['2026-W07', at('W?'), 'cannot be computed'],
    ['2025-W53', at('2026-W01'), 'cannot be computed', '`2025-W53`: 2025 has 52 weeks; there is no W53.'],
  ];
  for (const [published, found, text, reason] of table) {
    it(`${published} against ${JSON.stringify(found)}: ${text}`, () => {
      const verdict = judgeDate(dateOf(published), found);
      assert.equal(verdict.text, text, verdict.reason);
      if (reason !== undefined) assert.equal(verdict.reason, reason);
    });
  }

  it('says why there is none', () => {
    const none = 'CN leads from the first week.';
    assert.equal(judgeDate(dateOf('2026-W07'), undefined, none).reason, none);
  });

  it('tells what is in doubt', () => {
    assert.match(judgeDate(dateOf('2026-W07'), at('2026-W07', 'undecided')).reason, /bounds do not agree/);
    assert.match(judgeDate(dateOf('2026-W07'), at('2026-W07', 'unconfirmed')).reason, /the data end before/);
  });
});
