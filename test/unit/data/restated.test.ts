import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { restated } from '../../../src/data/restated';
import { lines, read } from './helpers';

const HEAD = 'week,model,tokens';
const W06 = ['2026-W06,a/b,1000', '2026-W06,c/d,500'];
const W07 = ['2026-W07,a/b,2000', '2026-W07,c/d,700'];
const W08 = ['2026-W08,a/b,100'];

function between(before: readonly string[], after: readonly string[]): string | undefined {
  return restated(read(lines(HEAD, ...before)), read(lines(HEAD, ...after)))?.message;
}

describe('a restated past', () => {
  it('names the first week with its figures before and after', () => {
    const message = between(
      [...W06, ...W07, ...W08],
      ['2026-W06,a/b,1100', '2026-W06,c/d,500', ...W07.slice(1), ...W08],
    );
    assert.equal(
      message,
      'data.csv has changed since it was read before, and its past with it: in 2026-W06 it had 1,500 tokens, and has 1,600, and 1 more week differs. The new figures are used; pin the file with `sha256` to be told of every change.',
    );
  });

  it('names the model where the sum is the same', () => {
    const message = between([...W06, ...W07], ['2026-W06,a/b,900', '2026-W06,c/d,600', ...W07]);
    assert.match(message ?? '', /in 2026-W06 a\/b had 1,000 tokens, and has 900\. The new/);
  });

  it('is a week that is gone', () => {
    assert.match(
      between([...W06, ...W07], W07) ?? '',
      /in 2026-W06 it had 1,500 tokens, and has no row any more/,
    );
  });

  it('is not: new weeks, a last week that has grown, another order, other names of nothing', () => {
    assert.equal(between([...W06, ...W07], [...W06, ...W07, ...W08]), undefined);
    assert.equal(between([...W06, ...W08], [...W06, '2026-W08,a/b,300', '2026-W08,c/d,5']), undefined);
    assert.equal(between([...W06, ...W07], [...W07, ...W06].reverse()), undefined);
    assert.equal(between(W07, [...W06, ...W07]), undefined);
    // One that has shrunk was restated.
    assert.match(
      between([...W06, ...W08], [...W06, '2026-W08,a/b,90']) ?? '',
      /in 2026-W08 it had 100 tokens, and has 90/,
    );
  });

  it('is never found between two readings of one file', () => {
    const row = fc.tuple(
      fc.integer({ min: 10, max: 30 }),
      fc.constantFrom('a/b', 'c/d', ''),
      fc.option(fc.double({ min: 0, max: 1e12, noNaN: true })),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), fc.array(fc.nat(), { minLength: 1 }), (rows, order) => {
        const text = rows.map(
          ([week, model, value]) => `2026-W${week},${model},${value === null ? '' : value.toFixed(3)}`,
        );
        const shuffled = text
          .map((each, at) => ({ each, at: order[at % order.length] ?? 0 }))
          .sort((a, b) => a.at - b.at);
        assert.equal(
          between(
            text,
            shuffled.map(({ each }) => each),
          ),
          undefined,
        );
      }),
    );
  });
});
