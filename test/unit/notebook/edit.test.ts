import assert from 'node:assert/strict';
import fc from 'fast-check';
import { read, write, type Cell } from '../../../src/notebook/format';
import { CANONICAL, FILES, nastyFile } from './files';
import { bare, differenceOf, edited, linesOf } from './helpers';

const NEW: Cell = { kind: 'query', text: 'new' };

function withText(at: number, change: (text: string) => string) {
  return (cells: readonly Cell[]) =>
    cells.map((cell, index) => (index === at ? { ...cell, text: change(cell.text) } : cell));
}

function without(at: number) {
  return (cells: readonly Cell[]) => cells.toSpliced(at, 1);
}

function inserted(at: number, cell: Cell) {
  return (cells: readonly Cell[]) => cells.toSpliced(at, 0, cell);
}

function moved(from: number, to: number) {
  return (cells: readonly Cell[]) => cells.toSpliced(from, 1).toSpliced(to, 0, cells[from]!);
}

const MIXED =
  '# a\r\nb\n\r\n````tokshare \nc\r\nd\ne\r\n`````\n\n\n```tokshare\r\nf\r\n```\r\ng\n<!-- cell -->\nh';

describe('notebook format: an edit of one line changes that line', () => {
  const layouts: [name: string, text: string][] = [
    ['LF', CANONICAL],
    ['CRLF', CANONICAL.replaceAll('\n', '\r\n')],
    ['CR', CANONICAL.replaceAll('\n', '\r')],
    ['mixed line ends', MIXED],
    ...Object.entries(FILES),
  ];
  for (const [name, text] of layouts) {
    it(name, () => {
      read(text).cells.forEach((cell, at) => {
        // Each line of each cell, except those that are or could be syntax.
        cell.text.split('\n').forEach((line, index) => {
          if (!/^[a-z]$/.test(line)) return;
          const edit = (old: string): string => old.split('\n').with(index, `${line}${line}`).join('\n');
          const isUnclosed = cell.meta?.unclosed !== undefined;
          const { removed, added } = differenceOf(text, edited(text, withText(at, edit)));
          const end = /[\r\n]*$/.exec(removed[0] ?? '')?.[0] ?? '';
          if (isUnclosed) {
            assert.equal(added[0]?.trimEnd(), `${line}${line}`);
            return;
          }
          // A mark in front of a text stays where it is.
          assert.deepEqual(added, [removed[0]?.replace(line + end, `${line}${line}${end}`)]);
          assert.equal(removed.length, 1);
        });
      });
    });
  }

  it('adds a line with the line end of its cell', () => {
    const text = 'a\n\n```tokshare\r\nb\r\n```\r\n\nc\n';
    const after = edited(
      text,
      withText(1, (old) => `${old}\nnew`),
    );
    assert.deepEqual(differenceOf(text, after), { removed: [], added: ['new\r\n'] });
  });

  it('makes a fence longer only where the text needs it', () => {
    const text = '```tokshare\na\n```\n\n```tokshare\nb\n```\n';
    assert.equal(
      edited(
        text,
        withText(0, () => '```'),
      ),
      '````tokshare\n```\n````\n\n```tokshare\nb\n```\n',
    );
    assert.equal(
      edited(
        '`````tokshare \na\n``````\n',
        withText(0, () => '````'),
      ),
      '`````tokshare \n````\n``````\n',
    );
    assert.equal(
      edited(
        '`````tokshare \na\n``````\n',
        withText(0, () => '`````'),
      ),
      '``````tokshare\n`````\n``````\n',
    );
  });

  it('closes an unclosed fence once its text is edited', () => {
    assert.equal(
      edited(
        '```tokshare\na\nb',
        withText(0, (old) => `${old}c`),
      ),
      '```tokshare\na\nbc\n```',
    );
  });

  it('prints a cell of another kind anew', () => {
    const text = '````tokshare \na\n```` \n';
    assert.equal(
      edited(text, ([cell]) => [{ ...cell!, kind: 'record' }]),
      '```tokshare-result\na\n```` \n',
    );
    assert.equal(
      edited(text, ([cell]) => [{ ...cell!, kind: 'prose' }]),
      'a\n',
    );
  });
});

describe('notebook format: an inserted cell changes only the lines it adds', () => {
  const cases: [name: string, text: string, at: number, cell: Cell, added: string[]][] = [
    ['into an empty file', '', 0, NEW, ['```tokshare\n', 'new\n', '```\n']],
    ['into front matter only', '---\ntokshare: 1\n---\n', 0, NEW, ['```tokshare\n', 'new\n', '```\n']],
    ['at the start', '```tokshare\na\n```\n', 0, NEW, ['```tokshare\n', 'new\n', '```\n', '\n']],
    ['at the end', '```tokshare\na\n```\n', 1, NEW, ['\n', '```tokshare\n', 'new\n', '```\n']],
    [
      'before the blank lines at the end',
      '```tokshare\na\n```\n\n\n',
      1,
      NEW,
      ['```tokshare\n', 'new\n', '```\n', '\n'],
    ],
    [
      'between prose and a query',
      'a\n\n```tokshare\nb\n```\n',
      1,
      NEW,
      ['```tokshare\n', 'new\n', '```\n', '\n'],
    ],
    [
      'with the usual line end',
      'a\r\n\r\n```tokshare\r\nb\r\n```\r\n',
      1,
      NEW,
      ['```tokshare\r\n', 'new\r\n', '```\r\n', '\r\n'],
    ],
    ['with the more frequent line end', MIXED, 1, NEW, ['```tokshare\n', 'new\n', '```\n', '\n']],
    [
      'where no blank lines are',
      'a\n```tokshare\nb\n```\n',
      1,
      NEW,
      ['\n', '```tokshare\n', 'new\n', '```\n'],
    ],
    [
      'where many blank lines are',
      '```tokshare\na\n```\n\n\n\n```tokshare\nb\n```\n',
      1,
      NEW,
      ['```tokshare\n', 'new\n', '```\n', '\n'],
    ],
    [
      'between prose',
      'a\n\n<!-- cell -->\n\nb\n',
      1,
      { kind: 'prose', text: 'new' },
      ['new\n', '\n', '<!-- cell -->\n', '\n'],
    ],
    [
      'prose between queries',
      '```tokshare\n```\n\n```tokshare\n```\n',
      1,
      { kind: 'prose', text: 'new' },
      ['new\n', '\n'],
    ],
    ['prose before a query', '```tokshare\n```\n', 0, { kind: 'prose', text: 'new' }, ['new\n', '\n']],
    [
      'prose before prose',
      'a\n',
      0,
      { kind: 'prose', text: 'new' },
      ['new\n', '\n', '<!-- cell -->\n', '\n'],
    ],
    [
      'a record after its query',
      '```tokshare\na\n```\n\nb\n',
      1,
      { kind: 'record', text: 'new' },
      ['```tokshare-result\n', 'new\n', '```\n'],
    ],
    [
      'a record at the end',
      '```tokshare\na\n```\n',
      1,
      { kind: 'record', text: 'new' },
      ['```tokshare-result\n', 'new\n', '```\n'],
    ],
  ];
  for (const [name, text, at, cell, added] of cases) {
    it(name, () => {
      const difference = differenceOf(text, edited(text, inserted(at, cell)));
      // Among equal lines, a difference may begin at another one of them.
      assert.deepEqual(
        { removed: difference.removed, added: difference.added.toSorted() },
        { removed: [], added: added.toSorted() },
      );
    });
  }

  it('replaces the separator between two prose cells', () => {
    const text = 'a\n\n<!-- cell -->\n\nb\n';
    assert.equal(edited(text, inserted(1, NEW)), 'a\n\n```tokshare\nnew\n```\n\nb\n');
  });

  it('adds a line end to a last line that had none', () => {
    assert.equal(edited('a\r\nb', inserted(1, NEW)), 'a\r\nb\r\n\r\n```tokshare\r\nnew\r\n```');
  });

  it('keeps a blank last line that prose gets where the file had no final line end', () => {
    assert.equal(
      edited(
        'a',
        withText(0, () => 'a\n'),
      ),
      'a\n\n',
    );
  });

  it('keeps all other lines of any file, in order', () => {
    fc.assert(
      fc.property(nastyFile, fc.nat(), (text, position) => {
        const { cells } = read(text);
        const after = edited(text, inserted(position % (cells.length + 1), NEW));
        const rest = contentOf(after);
        const at = rest.findIndex((line, index) => line === 'new' && rest[index - 1] === '```tokshare');
        assert.deepEqual(rest.toSpliced(at - 1, 3), contentOf(text));
      }),
      { numRuns: 3000 },
    );
  }).timeout(60_000);
});

describe('notebook format: a deleted cell takes only its own lines away', () => {
  const cases: [name: string, text: string, at: number, after: string][] = [
    ['the only cell', '---\ntokshare: 1\n---\na\n', 0, '---\ntokshare: 1\n---\n'],
    ['the first', 'a\n\n```tokshare\nb\n```\n', 0, '```tokshare\nb\n```\n'],
    ['the last', 'a\r\n\r\n```tokshare\r\nb\r\n```\r\n', 1, 'a\r\n'],
    ['the last of many', '```tokshare\na\n```\n\n\nb\n', 1, '```tokshare\na\n```\n'],
    [
      'between queries',
      '```tokshare\na\n```\n\nb\n\n```tokshare\nc\n```\n',
      1,
      '```tokshare\na\n```\n\n```tokshare\nc\n```\n',
    ],
    ['between prose', 'a\n\n```tokshare\nb\n```\n\nc\n', 1, 'a\n\n<!-- cell -->\n\nc\n'],
    ['one of three prose cells', 'a\n<!-- cell -->\nb\n<!-- cell -->\nc\n', 1, 'a\n<!-- cell -->\nc\n'],
    [
      'a query with a record',
      '```tokshare\na\n```\n```tokshare-result\nb\n```\n',
      0,
      '```tokshare-result\nb\n```\n',
    ],
    ['a record', '```tokshare\na\n```\n```tokshare-result\nb\n```\n\nc\n', 1, '```tokshare\na\n```\n\nc\n'],
    [
      'with unusual neighbours',
      'a\r\n````tokshare \nb\n````\n\n\n```tokshare\nc\n```',
      1,
      'a\r\n\n```tokshare\nc\n```',
    ],
  ];
  for (const [name, text, at, after] of cases) {
    it(name, () => assert.equal(edited(text, without(at)), after));
  }

  it('keeps all lines of the other cells of any file, in order', () => {
    fc.assert(
      fc.property(nastyFile, fc.nat(), (text, position) => {
        const { cells } = read(text);
        if (cells.length === 0) return;
        const at = position % cells.length;
        const others = edited(text, without(at));
        const own = contentOf(write({ cells: [cells[at]!] }));
        assert.equal(contentOf(others).length, contentOf(text).length - own.length);
        assert.ok(isSubsequence(contentOf(others), contentOf(text)));
      }),
      { numRuns: 3000 },
    );
  }).timeout(60_000);
});

describe('notebook format: a moved cell', () => {
  it('moves its lines', () => {
    const text = '# a\n\n```tokshare\nb\n```\n\n````tokshare \nc\n````\n\nd\n';
    assert.equal(edited(text, moved(2, 1)), '# a\n\n````tokshare \nc\n````\n\n```tokshare\nb\n```\n\nd\n');
    assert.equal(
      edited(text, moved(0, 2)),
      '```tokshare\nb\n```\n\n````tokshare \nc\n````\n\n# a\n\n<!-- cell -->\n\nd\n',
    );
  });

  it('keeps its own line ends', () => {
    const text = 'a\n\n```tokshare\r\nb\r\n```\r\n\n```tokshare\nc\n```\n';
    assert.equal(edited(text, moved(1, 2)), 'a\n\n```tokshare\nc\n```\n\n```tokshare\r\nb\r\n```\r\n');
  });

  it('is closed when it no longer ends the file', () => {
    assert.equal(edited('a\n\n```tokshare\nb', moved(1, 0)), '```tokshare\nb\n```\n\na');
    const text = 'a\n\n<!-- cell -->\n\n- b\n  ~~~~sql\n  c\n';
    const { cells, ...rest } = read(text);
    assert.equal(
      write({ ...rest, cells: cells.toReversed() }),
      '- b\n  ~~~~sql\n  c\n  ~~~~\n\n<!-- cell -->\n\na\n',
    );
  });

  it('does not merge a lone CR with a line end that comes after it', () => {
    // Each alone, the two are a line end each.
    const cells: Cell[] = [
      { kind: 'query', text: 'a', meta: { ends: 'r' } },
      { kind: 'query', text: '\nb', meta: { ends: 'rn', before: '\n' } },
    ];
    const text = write({ cells });
    assert.equal(text, '```tokshare\ra\r```\r' + '\r\n' + '```tokshare\r' + '\r\n' + 'b\n```\n');
    assert.deepEqual(read(text).cells.map(bare), cells.map(bare));
  });

  it('keeps the content of all lines of any file', () => {
    fc.assert(
      fc.property(nastyFile, fc.nat(), fc.nat(), (text, one, other) => {
        const { cells } = read(text);
        if (cells.length === 0) return;
        const after = edited(text, moved(one % cells.length, other % cells.length));
        assert.deepEqual(contentOf(after).toSorted(), contentOf(text).toSorted());
      }),
      { numRuns: 3000 },
    );
  }).timeout(60_000);
});

describe('notebook format: prose that would be read as something else', () => {
  const cases: [name: string, cells: Cell[], text: string][] = [
    [
      'a query fence gets a space',
      [{ kind: 'prose', text: 'so:\n```tokshare\na\n```\n````tokshare-result\n```tokshare\n````' }, NEW],
      'so:\n``` tokshare\na\n```\n```` tokshare-result\n```tokshare\n````\n\n```tokshare\nnew\n```\n',
    ],
    ['a separator gets a space', [{ kind: 'prose', text: 'a\n<!-- cell -->\nb' }], 'a\n <!-- cell -->\nb\n'],
    [
      'a separator in a fence does not',
      [{ kind: 'prose', text: '```\n<!-- cell -->\n```' }],
      '```\n<!-- cell -->\n```\n',
    ],
    [
      'an open fence is closed before a cell',
      [{ kind: 'prose', text: 'a\n```sql\nb' }, NEW],
      'a\n```sql\nb\n```\n\n```tokshare\nnew\n```\n',
    ],
    ['an open fence stays open at the end', [{ kind: 'prose', text: 'a\n```sql\nb' }], 'a\n```sql\nb\n'],
    [
      'front matter gets a separator',
      [{ kind: 'prose', text: '---\na: b\n---\nc' }],
      '<!-- cell -->\n\n---\na: b\n---\nc\n',
    ],
    ['a thematic break needs none', [{ kind: 'prose', text: '---\nc' }], '---\nc\n'],
    [
      'empty prose gets a separator',
      [{ kind: 'prose', text: '' }, NEW],
      '<!-- cell -->\n\n\n```tokshare\nnew\n```\n',
    ],
    [
      'a byte order mark gets a separator',
      [{ kind: 'prose', text: '\uFEFFa' }],
      '<!-- cell -->\n\n\uFEFFa\n',
    ],
  ];
  for (const [name, cells, text] of cases) {
    it(name, () => {
      assert.equal(write({ cells }), text);
      assert.deepEqual(
        read(text).cells.map(({ kind }) => kind),
        cells.map(({ kind }) => kind),
      );
    });
  }

  it('front matter in prose needs no separator after front matter', () => {
    const prose: Cell = { kind: 'prose', text: '---\na: b\n---' };
    const text = write({ cells: [prose], meta: { frontMatter: ['---', 'tokshare: 1', '---'] } });
    assert.equal(text, '---\ntokshare: 1\n---\n---\na: b\n---\n');
    assert.deepEqual(read(text).cells, [prose]);
  });

  it('is not written differently the second time', () => {
    for (const [, , text] of cases) assert.equal(write(read(text)), text);
  });
});

describe('notebook format: metadata that does not fit', () => {
  const cases: [name: string, cells: Cell[], text: string][] = [
    ['text in the layout', [{ kind: 'query', text: 'a', meta: { before: 'b\n' } }], '```tokshare\na\n```\n'],
    [
      'two separators',
      [{ kind: 'prose', text: 'a', meta: { before: '<!-- cell -->\n<!-- cell -->\n' } }],
      'a\n',
    ],
    [
      'a separator above a query',
      [{ kind: 'query', text: 'a', meta: { before: '<!-- cell -->\n' } }],
      '```tokshare\na\n```\n',
    ],
    [
      'the fence of another kind',
      [{ kind: 'record', text: 'a', meta: { open: '```tokshare  ' } }],
      '```tokshare-result\na\n```\n',
    ],
    [
      'no fence at all',
      [{ kind: 'query', text: 'a', meta: { open: 'b', close: 'c' } }],
      '```tokshare\na\n```\n',
    ],
    ['unknown line ends', [{ kind: 'query', text: 'a', meta: { ends: '?' } }], '```tokshare\na\n```\n'],
  ];
  for (const [name, cells, text] of cases) {
    it(`is not used: ${name}`, () => assert.equal(write({ cells }), text));
  }
});

describe('notebook format: size', () => {
  it('reads and writes a file of 5 MB', () => {
    const shapes: [name: string, text: string, cells: number][] = [
      ['many cells', '# a\n\n```tokshare\nb\n```\n\n'.repeat(200_000), 400_000],
      ['one unclosed fence', '```tokshare\n' + '```tokshare\n'.repeat(400_000), 1],
      ['many separators', '<!-- cell -->\n'.repeat(350_000), 350_000],
      ['blank lines', '\n'.repeat(1_000_000), 0],
      ['one line of backticks', '`'.repeat(5_000_000), 1],
      ['one line of spaces', ' '.repeat(2_500_000) + 'a' + ' '.repeat(2_500_000), 1],
      ['one key', `---\n${'a'.repeat(5_000_000)}\n---\n`, 1],
    ];
    for (const [name, text, cells] of shapes) {
      const notebook = read(text);
      assert.equal(notebook.cells.length, cells, name);
      assert.ok(write(notebook) === text, name);
    }
  }).timeout(60_000);
});

/** The lines of a text without their ends and the file's byte order mark, without blank lines and separators. */
function contentOf(text: string): string[] {
  return linesOf(text.replace(/^\uFEFF/, ''))
    .map((line) => line.replace(/[\r\n]+$/, ''))
    .filter((line) => !/^[ \t]*$/.test(line) && !/^<!-- cell -->[ \t]*$/.test(line));
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const line of whole) if (line === part[at]) at++;
  return at === part.length;
}
