import assert from 'node:assert/strict';
import type { Claim, Readings } from '../../../src/protocol/result';
import { ask, examples, grid, type Data } from './helpers';

const DATA: Data = { A: examples('A')['A'] ?? '', B: examples('B')['B'] ?? '', M: examples('M')['M'] ?? '' };

function claimOf(text: string, data: Data): Claim {
  const { claim } = ask(text, data);
  assert.ok(claim, text);
  return claim;
}

function readingsOf(text: string, data: Data): Readings {
  const { readings } = claimOf(text, data);
  assert.ok(readings, text);
  return readings;
}

describe('other readings of a claim', () => {
  const SIXTY_ONE = 'claim "61%" = share of tokens for CN in 2026-W23 using M expect 61%';

  it('name the universe, week and stealth models under which 61% holds, fewest changes first', () => {
    const { tried, holding } = readingsOf(SIXTY_ONE, DATA);
    assert.deepEqual(
      holding.map(({ changes, computed }) => [changes.join(', '), computed]),
      [
        ['within known, in 2026-W24', '60.9%'],
        ['within top 10 models each week, in 2026-W22', '61.9%'],
        ['within (CN, US), in 2026-W24', '61.1% (56.8%–63.9%)'],
        ['within (CN, US), stealth revealed', '60.7% (56.1%–63.7%)'],
      ],
    );
    assert.ok(tried > 20, `${tried} readings were tried`);
  });

  it('are queries that hold when they are asked themselves', () => {
    for (const { query } of readingsOf(SIXTY_ONE, DATA).holding) {
      const { verdict } = claimOf(`claim "x" = ${query} expect 61%`, DATA);
      assert.equal(verdict.kind, 'holds', query);
    }
  });

  it('are not tried where the claim holds', () => {
    const { verdict, readings } = claimOf(
      'claim "x" = share of tokens for CN in 2026-W23 using M expect 50.5%',
      DATA,
    );
    assert.equal(verdict.kind, 'holds');
    assert.equal(readings, undefined);
  });

  it('are tried where bounds leave the claim undecided', () => {
    const { holding } = readingsOf(
      'claim "x" = share of change of tokens for CN from 2026-W06 to 2026-W21 using B expect > 50%',
      DATA,
    );
    assert.deepEqual(holding[0]?.changes, ['within known']);
  });

  const small = grid(
    'lab',
    'W01 W02 W03\ndeepseek 60 50 40\nopenai 30 40 50\nmistralai 10 10 10\nother 100 100 100',
  );

  it('take the largest rival for the other side', () => {
    const { holding } = readingsOf('claim "x" = share of tokens for CN in 2026-W01 expect 66%', { small });
    assert.deepEqual(
      holding.map(({ changes, query }) => [changes, query]),
      // 60 of 90; of the known ones of the two sides it is the same, and so no other reading.
      [[['within (CN, US)'], 'share of tokens for CN within (CN, US) in 2026-W01']],
    );
  });

  it('look at the periods beside the one that is named', () => {
    const { holding } = readingsOf('claim "x" = tokens for CN in 2026-W02 expect 40', { small });
    assert.deepEqual(holding[0]?.changes, ['in 2026-W03']);
  });

  it('take a list or a side out again', () => {
    const { holding } = readingsOf(
      'claim "x" = share of tokens for CN within (CN, US) in 2026-W01 expect 30%',
      {
        small,
      },
    );
    assert.deepEqual(holding[0]?.changes, ['not only of the two sides']);
  });

  it('ask other datasets of the same measure', () => {
    const other = grid('lab', 'W01\ndeepseek 70\nopenai 30');
    const { holding } = readingsOf('claim "x" = tokens for CN in 2026-W01 using small expect 70', {
      small,
      other,
    });
    assert.deepEqual(holding[0]?.changes, ['using other']);
  });

  it('are counted only where they give another figure', () => {
    const { tried, holding } = readingsOf('claim "x" = tokens for CN expect 7T', {
      small: 'lab,tokens\ndeepseek,60\nopenai,30\n',
    });
    assert.deepEqual([tried, holding.length], [0, 0]);
  });
});
