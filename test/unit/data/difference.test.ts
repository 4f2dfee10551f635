import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { differenceText, firstDifference } from '../../../src/data/difference';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const found = (before: string, after: string): string =>
  differenceText(firstDifference(bytes(before), bytes(after)));

describe('where two versions of a file differ', () => {
  it('is the first line that does, counted as editors count', () => {
    const line = fc.stringMatching(/^[a-z0-9,]{1,8}$/);
    const lines = fc.array(line, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lines, fc.nat(), (before, at) => {
        const index = at % before.length;
        const after = before.with(index, `${before[index] ?? ''}!`);
        assert.deepEqual(firstDifference(bytes(before.join('\n')), bytes(after.join('\n'))), {
          line: index + 1,
          before: before[index],
          after: after[index],
        });
      }),
    );
  });

  it('is said with both rows', () => {
    assert.equal(
      found('week,tokens\nW1,5\n', 'week,tokens\nW1,6\n'),
      'The first row that differs is line 2: it is `W1,6` and was `W1,5`.',
    );
    assert.match(found('a\n', 'a\nb\n'), /line 2, which is new: `b`/);
    assert.match(found('a\nb\n', 'a\n'), /line 2, which is gone: it was `b`/);
  });

  it('is nowhere if only line ends differ', () => {
    assert.match(found('a\nb\n', 'a\r\nb'), /^No row differs/);
  });

  it('is said on one line, whatever stands in the file', () => {
    const text = found('a', `\`${'x'.repeat(500)}\u0000\u2028`);
    assert(text.length < 200, text);
    assert(!/[\u0000\u2028]/.test(text));
  });
});
