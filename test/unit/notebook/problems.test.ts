import assert from 'node:assert/strict';
import fc from 'fast-check';
import { read, write } from '../../../src/notebook/format';
import { CANONICAL, nastyFile, nastyText, plainCell } from './files';

/** `code severity line-endLine` for each problem. */
function outline(text: string): string[] {
  return read(text).problems.map(
    ({ code, severity, line, endLine }) =>
      `${code} ${severity} ${line}${endLine === undefined ? '' : `-${endLine}`}`,
  );
}

describe('notebook format: problems', () => {
  const table: [name: string, text: string, problems: string[]][] = [
    ['none in the usual layout', CANONICAL, []],
    ['none with version 1 in quotes', '---\na: b\ntokshare: "1" # one\n---\n', []],
    ['none without a version', '---\ntitle: a\n---\n', []],
    ['another version', '---\ntitle: a\ntokshare: 2\n---\n', ['unknown-version warning 3']],
    ['a version that is none', '---\ntokshare:\n---\n', ['unknown-version warning 2']],
    [
      'no closing line of the front matter',
      '---\na: b\ntokshare: 1\n\n# a\n',
      ['unclosed-front-matter warning 1-3'],
    ],
    ['none for a thematic break', '---\n\n# a\n', []],
    ['an unclosed query', 'a\n\n```tokshare\nb\n\nc', ['unclosed-fence error 3-6']],
    ['an unclosed record', '```tokshare\na\n```\n```tokshare-result\nb', ['unclosed-fence error 4-5']],
    ['an unclosed fence in prose', 'a\n~~~\nb\n', ['unclosed-fence warning 2-3']],
    [
      'a query that swallows another',
      '```tokshare\na\n\n```tokshare\nb\n```\n',
      ['swallowed-fence warning 1-4'],
    ],
    [
      'a fence in prose that swallows a record',
      'a\n```\n```tokshare-result\nb\n```\n',
      ['swallowed-fence warning 2-3'],
    ],
    [
      'fences that were meant for cells',
      [
        ' ```tokshare',
        '   ````tokshare',
        '```Tokshare',
        '```tokshare {x}',
        '~~~tokshare',
        '```TOKSHARE-result,',
      ]
        .map((open) => `${open}\na\n${open.trim().replace(/[^`~].*/, '')}\n`)
        .join(''),
      [1, 4, 7, 10, 13, 16].map((line) => `missed-cell warning ${line}`),
    ],
    [
      'none for a query that is shown, nor for other words',
      ['``` tokshare', '   ``` tokshare', '```tokshares', '```tokshare-results', '```sql']
        .map((open) => `${open}\na\n\`\`\`\n`)
        .join(''),
      [],
    ],
    [
      'none for a query in indented code or a quotation',
      'a\n\n    ```tokshare\n    ```\n\n> ```tokshare\n> ```\n',
      [],
    ],
    ['none for what is no fence', '```tokshare `a`\n', []],
    ['none for what was meant for a cell in a fence of another one', '```sql\n ```tokshare\na\n```\n', []],
    ['none for a query in a longer fence', '````\n```tokshare\nb\n```\n````\n', []],
    ['none for a query in a fence of tildes', '~~~\n```tokshare\nb\n```\n~~~\n', []],
    [
      'each marker of a conflict',
      'a\n<<<<<<< b\nc\n=======\nd\n>>>>>>> e\n',
      ['merge-conflict error 2', 'merge-conflict error 4', 'merge-conflict error 6'],
    ],
    [
      'each marker of a conflict that shows its base, once',
      '<<<<<<<\n||||||| a\n||||||| b\n=======\n=======\n>>>>>>>\n=======\n>>>>>>> c\n',
      [
        'merge-conflict error 1',
        'merge-conflict error 2',
        'merge-conflict error 4',
        'merge-conflict error 6',
      ],
    ],
    [
      'conflicts in queries and across them',
      '```tokshare\n<<<<<<<\na\n=======\nb\n>>>>>>>\n```\n<<<<<<< c\n```tokshare\n=======\n```\n>>>>>>> d\n',
      [2, 4, 6, 8, 10, 12].map((line) => `merge-conflict error ${line}`),
    ],
    ['half a conflict', '<<<<<<< a\nb\n<<<<<<< c\n', ['merge-conflict error 1', 'merge-conflict error 3']],
    [
      'a conflict without its middle',
      '<<<<<<< a\n>>>>>>> b\n',
      ['merge-conflict error 1', 'merge-conflict error 2'],
    ],
    [
      'a conflict in front matter, and not that it is open',
      '---\ntokshare: 1\n<<<<<<< a\ntitle: b\n=======\ntitle: c\n>>>>>>> d\n---\n# e\n',
      ['merge-conflict error 3', 'merge-conflict error 5', 'merge-conflict error 7'],
    ],
    ['none for a heading or a quotation', 'a\n=======\n>>>>>>> b\n<<<<<<<< c\n', []],
    ['a record at the start', '```tokshare-result\na\n```\n', ['orphan-record information 1-3']],
    [
      'a record after prose',
      '```tokshare\n```\na\n```tokshare-result\nb\n```\n',
      ['orphan-record information 4-6'],
    ],
    [
      'a second record',
      '```tokshare\n```\n```tokshare-result\n```\n```tokshare-result\n```\n',
      ['orphan-record information 5-6'],
    ],
    ['none for a record some lines below its query', '```tokshare\n```\n\n\n```tokshare-result\n```\n', []],
    [
      'all of them by line',
      '---\ntokshare: x\n---\n```tokshare-result\n```\n<<<<<<< a\n```tokshare\n',
      [
        'unknown-version warning 2',
        'orphan-record information 4-5',
        'merge-conflict error 6',
        'unclosed-fence error 7-7',
      ],
    ],
  ];
  for (const [name, text, problems] of table) {
    it(name, () => assert.deepEqual(outline(text), problems));
  }

  it('say where, what was read, what is wrong and what to do', () => {
    const messages = (text: string): string[] => read(text).problems.map(({ message }) => message);
    assert.deepEqual(messages('---\ntokshare: 2\n---\n'), [
      'Line 2: read "tokshare: 2", but this tokshare knows version 1 only. Everything was opened as version 1 and will be saved as it is. Update tokshare, or write "tokshare: 1" if the file needs nothing newer.',
    ]);
    assert.deepEqual(messages('---\ntokshare: 1\na\n'), [
      'Line 1: front matter starts here with ---, but no line --- closes it, so it was read as prose. Add a line --- after its last key.',
    ]);
    assert.deepEqual(messages('a\n\n````tokshare\nb\n```\n'), [
      'Line 3: the fence of a query opens here, but no line ```` closes it, so everything to the end of the file was read as part of it. Add a line ```` where it should end.',
    ]);
    assert.deepEqual(messages('```sql\na\n```tokshare\nb\n```\n'), [
      'Line 1: a code fence in prose opens here and seems not to be closed. The query that opens in line 3 was read as part of it. Add a line ``` where it should end, or open it with more backticks if the inner fence belongs to its text.',
    ]);
    const sides =
      'The upper side (a b) is line 2, the lower side (c) is lines 4–5. Everything was opened as it stands. ' +
      'Keep the lines you want and remove the markers: by a quick fix, by hand, or in the file opened as text.';
    assert.deepEqual(messages('<<<<<<< a\u0000b\nd\n=======\ne\nf\n>>>>>>> c\n'), [
      `Line 1: read <<<<<<< a b, the start of the merge conflict in lines 1–6. ${sides}`,
      `Line 3: read =======, the middle of the merge conflict in lines 1–6. ${sides}`,
      `Line 6: read >>>>>>> c, the end of the merge conflict in lines 1–6. ${sides}`,
    ]);
    assert.match(
      messages('<<<<<<<\n||||||| a\nb\n=======\n>>>>>>>\n')[1]!,
      /^Line 2: read \|{7} a, a part of the merge conflict in lines 1–5\. The upper side is empty, the lower side is empty; what both started from is line 3\./,
    );
    assert.deepEqual(messages('<<<<<<< a\nb\n'), [
      'Line 1: read <<<<<<< a, the start of a merge conflict without a line ======= and a line >>>>>>>. Everything was opened as it stands. Keep the lines you want and remove the markers that are left.',
    ]);
    assert.deepEqual(messages('a\n\n```tokshare-result\nb\n```\n'), [
      'Line 3: read a tokshare-result fence after prose, so it is not known which query it records. Move it right after its query, or delete it.',
    ]);
  });

  it('say how to open a cell that was missed', () => {
    const [query, record] = read('  ```tokshare\na\n```\n~~~tokshare-result\nb\n~~~\n').problems;
    assert.equal(
      query?.message,
      'Line 1: read   ```tokshare, which opens no query, so it was read as prose and is not run. Open it with ```tokshare in column 1, in small letters and with nothing behind it; to show it on purpose, put a space before the word: ``` tokshare.',
    );
    assert.equal(
      record?.message,
      'Line 4: read ~~~tokshare-result, which opens no recorded result, so it was read as prose. Open it with ```tokshare-result in column 1, in small letters and with nothing behind it; to show it on purpose, put a space before the word: ``` tokshare-result.',
    );
  });

  it('keep what they quote short', () => {
    const [problem] = read(`---\ntokshare: ${'x'.repeat(5000)}\n---\n`).problems;
    assert.ok(problem !== undefined && problem.message.length < 300);
  });

  it('point into the file, in order', () => {
    fc.assert(
      fc.property(fc.oneof(nastyText, nastyFile), (text) => {
        const { problems } = read(text);
        const count = text.split(/\r\n|\r|\n/).length;
        problems.forEach(({ line, endLine = line }, index) => {
          assert.ok(line >= (problems[index - 1]?.line ?? 1) && endLine >= line && endLine <= count);
        });
      }),
      { numRuns: 3000 },
    );
  }).timeout(60_000);

  it('are never caused by what is written', () => {
    const caused = new Set(['unknown-version', 'unclosed-front-matter', 'swallowed-fence']);
    fc.assert(
      fc.property(fc.array(plainCell, { maxLength: 6 }), (cells) => {
        const { problems } = read(write({ cells }));
        assert.ok(
          !problems.some(({ code, line }) => code === 'unclosed-fence' || (caused.has(code) && line > 1)),
        );
      }),
      { numRuns: 3000 },
    );
  }).timeout(60_000);
});
