import assert from 'node:assert/strict';
import fc from 'fast-check';
import { highlight } from '../../../src/report/highlight';

function classes(text: string): [string, string][] {
  return [...highlight(text).matchAll(/<span class="(\w+)">([^<]*)<\/span>/g)].map(
    ([, name = '', word = '']) => [name, word],
  );
}

function unmarked(html: string): string {
  return html
    .replace(/<\/?span[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}

describe('report: queries', () => {
  it('show what is a word of the language, a comment, a string, a number or a model', () => {
    assert.deepEqual(classes('share of mine for x/y-1:free in 2026-W07 # why\n| top 8 title "A"'), [
      ['keyword', 'share'],
      ['keyword', 'of'],
      ['keyword', 'for'],
      ['member', 'x/y-1:free'],
      ['keyword', 'in'],
      ['number', '2026-W07'],
      ['comment', '# why'],
      ['keyword', 'top'],
      ['number', '8'],
      ['keyword', 'title'],
      ['string', '&quot;A&quot;'],
    ]);
  });

  it('keep every character of any text', () => {
    const pieces = fc.constantFrom(
      'tokens',
      ' ',
      '\n',
      '#',
      '"',
      '<b>',
      '&amp;',
      "'",
      '2026-W07',
      '5%',
      '😀',
      'x/y',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((parts) => parts.join('')),
        ),
        (text) => {
          assert.equal(unmarked(highlight(text)), text);
        },
      ),
    );
  });
});
