/** Texts for the tests: a table of files by what is special about them, and generators for many more. */

import fc from 'fast-check';
import type { Cell, CellKind } from '../../../src/notebook/format';

export const CANONICAL = [
  '---',
  'tokshare: 1',
  '---',
  '# Title',
  '',
  'Prose.',
  '',
  '```tokshare',
  'attach rankings',
  '```',
  '',
  '```tokshare',
  'claim "a" = b',
  '  expect c',
  '```',
  '```tokshare-result',
  'holds',
  'data rankings@3b1f9c2e',
  '```',
  '',
  'One.',
  '',
  '<!-- cell -->',
  '',
  'Two.',
  '',
].join('\n');

const CONFLICT = '<<<<<<< ours\n```tokshare\na\n```\n=======\n```tokshare\nb\n```\n>>>>>>> theirs\n';

export const FILES: Readonly<Record<string, string>> = {
  'an empty file': '',
  'one line end': '\n',
  'blank lines': '\n \n\t\n\n',
  'a byte order mark only': '\uFEFF',
  'two byte order marks': '\uFEFF\uFEFF# a\n',
  'a byte order mark, then a query': '\uFEFF```tokshare\na\n```\n',
  'byte order marks in front of cells':
    'a\n\n```tokshare\n\uFEFF\uFEFFb\n```\n\n\uFEFFc\n\n<!-- cell -->\n\n\uFEFF\n',
  'the usual layout': CANONICAL,
  'the usual layout with CRLF': CANONICAL.replaceAll('\n', '\r\n'),
  'the usual layout with lone CR': CANONICAL.replaceAll('\n', '\r'),
  'mixed line ends': '# a\r\nb\rc\n\r\n```tokshare\r\nd\n\re\r\n```\r\n\nf\r\r\n\ng\n',
  'front matter only': '---\ntokshare: 1\n---\n',
  'front matter without a final line end': '---\ntokshare: 1\n---',
  'front matter with blank lines after it': '---\ntokshare: 1\n---\n\n\n\na\n',
  'front matter with unknown keys':
    '---\ntitle: "a: b"\ntokshare: 1 # x\ntags:\n  - a\n- b\n---\n\n```tokshare\na\n```\n',
  'front matter of another version': '---\ntokshare: 7\n---\na\n',
  'front matter that is not closed': '---\ntokshare: 1\n\n# a\n',
  'front matter with a conflict': '---\n<<<<<<< a\ntokshare: 1\n=======\ntokshare: 2\n>>>>>>> b\n---\na\n',
  'prose between thematic breaks': '---\n# Heading\n\nNote: a\n\n---\nb\n',
  'no final line end': 'a\n\n```tokshare\nb\n```',
  'no final line end after prose': '```tokshare\nb\n```\na',
  'many blank lines at the end': '```tokshare\na\n```\n\n\n  \n\t',
  'no blank lines':
    'a\n```tokshare\nb\n```\nc\n<!-- cell -->\nd\n```tokshare-result\ne\n```\n```tokshare\nf\n```\n',
  'many blank lines':
    '\n\n\na\n\n\n\n```tokshare\n\n\nb\n\n```\n\n\n\n```tokshare\nc\n```\n\n\n\nd\n\n\n<!-- cell -->\n\n\n\n\ne\n\n\n',
  'white space in blank lines': 'a\n \t\n```tokshare\nb\n```\n   \nc\n \n<!-- cell -->  \n\t\nd\n',
  'white space after fences': '```tokshare \t\na\n```  \n\n````tokshare\nb\n```` \n',
  'fences longer than needed': '`````tokshare\na\n``\n```````\n',
  'a fence no longer than a run inside': '```tokshare\na ``` b\n```x\n```\n',
  'an indented closing line': '```tokshare\na\n  ```\nb\n',
  'empty fences': '```tokshare\n```\n\n```tokshare\n\n```\n\n```tokshare\n\n\n```\n```tokshare-result\n```\n',
  'an unclosed query': 'a\n\n```tokshare\nb\n\nc\n```other\n\n',
  'an unclosed query of one line': '```tokshare',
  'an unclosed query with a run of backticks': '```tokshare\na ```` b',
  'an unclosed fence in prose': 'a\n\n~~~sql\nb\n\n```tokshare\nc\n```\n',
  'a query that swallows another': '```tokshare\na\n\n```tokshare\nb\n```\n\nc\n',
  'a query in a longer fence':
    '````markdown\n```tokshare\na\n```\n<!-- cell -->\n````\n\n```tokshare\nb\n```\n',
  'a query in a fence of tildes': '~~~~markdown\n---\n```tokshare\na\n```\n~~~\n<!-- cell -->\n~~~~\nb\n',
  'fences that are almost cells':
    ' ```tokshare\na\n```\n``` tokshare\nb\n```\n```tokshare x\nc\n```\n```Tokshare\nd\n```\n~~~tokshare\ne\n~~~\n``tokshare\n```tokshare-results\n```\n',
  'inline code that looks like a fence': '```tokshare``` is inline\n\n```tokshare\na\n```\n',
  'a conflict': CONFLICT,
  'a conflict inside a query':
    '```tokshare\n<<<<<<< ours\na\n||||||| base\nb\n=======\nc\n>>>>>>> theirs\n```\n',
  'separators with nothing between':
    '<!-- cell -->\n<!-- cell -->\n\n<!-- cell -->\n\n\n<!-- cell -->\n\n\n\n```tokshare\na\n```\n<!-- cell -->',
  'a separator before prose that needs none': '<!-- cell -->\na\n\n```tokshare\nb\n```\n\n<!-- cell -->\nc\n',
  'separators that are none': 'a\n\n <!-- cell -->\n\n<!--cell-->\n<!-- cell --> b\n',
  'unusual characters':
    'a\u2028b\u2029c\u0085d\u0000e\u000bf\u000cg\u{1f600}\u00a0\n\u00a0\n\n```tokshare\n\u2028\n```\n\u3000\n',
  'orphan records':
    '```tokshare-result\na\n```\n\nb\n\n```tokshare-result\nc\n```\n\n```tokshare\nd\n```\n```tokshare-result\ne\n```\n```tokshare-result\nf\n```\n',
};

const LINE_ENDS = ['\n', '\r\n', '\r', '\n\n', '\r\n\r\n', '\r\r', '\n\r', '\n\n\n'];

const FRAGMENTS = [
  ...['---', '---\ntokshare: 1\n---\n', 'tokshare: 2', 'title: x', '# comment', '- item', '  nested: y'],
  ...[
    '```',
    '````',
    '`````',
    '``',
    '`',
    '~~~',
    '~~~~',
    '~',
    ' ```',
    '   ~~~',
    '    ```',
    '```sql',
    '~~~tokshare',
    '``` ',
  ],
  ...[
    '```tokshare',
    '```tokshare-result',
    '````tokshare',
    '```tokshare  ',
    '``` tokshare',
    '```tokshare\t',
    'tokshare',
  ],
  ...['<!-- cell -->', '<!-- cell --> ', ' <!-- cell -->', '<!-- cell', '-->'],
  ...['<<<<<<< ours', '=======', '>>>>>>> theirs', '|||||||'],
  ...[
    '\uFEFF',
    '\u2028',
    '\u2029',
    '\u0085',
    '\u0000',
    '\u00a0',
    '\t',
    ' ',
    '  ',
    '\u{1f600}',
    'a',
    'prose',
    '# Title',
    '\\',
    '\u000b',
  ],
];

const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...FRAGMENTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);

/** Mostly whole lines, so that fences and separators are frequent, and sometimes pieces run together. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .array(
        fc.tuple(
          word,
          fc.oneof(
            { weight: 9, arbitrary: fc.constantFrom(...LINE_ENDS) },
            { weight: 1, arbitrary: fc.constant('') },
          ),
        ),
        {
          maxLength: 24,
        },
      )
      .map((pieces) => pieces.flat().join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

/** Files made of whole cells in any layout and with line ends of any kind: many cells, where `nastyText` has few. */
export const nastyFile: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        '',
        '',
        '',
        '\n',
        '\n\n',
        ' \n',
        '<!-- cell -->\n',
        '\n<!-- cell -->\n\n',
        '\n\n<!-- cell --> \n',
      ),
      fc.constantFrom(
        ...['a\n', '\na\nb\n', '# a\n\n', '~~~\nx\n~~~\n', '---\n', '\uFEFFa\n', '\n'],
        ...[
          '```tokshare\na\n```\n',
          '```tokshare\n\nb\n\n```\n',
          '````tokshare \n```\n```` \n',
          '```tokshare\n```\n',
          '```tokshare\n\n```\n',
        ],
        ...[
          '```tokshare-result\na\n```\n',
          '```tokshare-result\n\uFEFFa\nb\n  ```\n',
          '```tokshare\na ``` b\n`````\n',
        ],
      ),
      fc.constantFrom('\n', '\n', '\n', '\r\n', '\r'),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.map(([layout, cell, end]) => (layout + cell).replaceAll('\n', end)).join(''));

const kind = fc.constantFrom<CellKind>('prose', 'query', 'record');

export const nastyCell: fc.Arbitrary<Cell> = fc.record({ kind, text: nastyText });

/** Cells whose text needs no guarding: what people write, blank lines everywhere included. */
export const plainCell: fc.Arbitrary<Cell> = fc.oneof(
  fc.record({
    kind: fc.constant('prose' as const),
    text: fc
      .array(
        fc.constantFrom(
          '',
          '',
          ' ',
          '\t',
          'a',
          '# b',
          '---',
          'x: y',
          'tokshare: 1',
          '- c',
          '~~~\n```tokshare\n~~~',
          '`d`',
          '\u2028',
        ),
        {
          maxLength: 6,
        },
      )
      .map((lines) => lines.join('\n')),
  }),
  fc.record({
    kind: fc.constantFrom('query' as const, 'record' as const),
    text: nastyText.map((text) => text.replace(/\r\n?/g, '\n').replace(/^\uFEFF+/, '')),
  }),
);
