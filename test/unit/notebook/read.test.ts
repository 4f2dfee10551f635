import assert from 'node:assert/strict';
import { cellPlaces, read, type Cell, type CellKind } from '../../../src/notebook/format';
import { CANONICAL, FILES } from './files';

/** `kind:text` for each cell. */
function outline(text: string): string[] {
  return read(text).cells.map((cell) => `${cell.kind}:${cell.text}`);
}

describe('notebook format: cells', () => {
  const table: [name: string, text: string, cells: string[]][] = [
    ['an empty file has no cells', '', []],
    ['blank lines are no cell', '\n \n\t\n', []],
    ['front matter is no cell', '---\ntokshare: 1\n---\n', []],
    ['front matter takes one blank line', '---\ntokshare: 1\n---\n\n\na\n', ['prose:\na']],
    ['front matter needs no version', '---\ntitle: x\n---\na\n', ['prose:a']],
    ['front matter is only at the start', '\n---\ntokshare: 1\n---\n', ['prose:\n---\ntokshare: 1\n---']],
    ['an unclosed front matter is prose', '---\ntokshare: 1\n\n# a\n', ['prose:---\ntokshare: 1\n\n# a']],
    [
      'thematic breaks around prose are prose',
      '---\n# A\n\nNote: b\n---\n',
      ['prose:---\n# A\n\nNote: b\n---'],
    ],
    ['a list is no front matter', '---\n- a\nb: c\n---\n', ['prose:---\n- a\nb: c\n---']],
    ['an empty front matter is prose', '---\n---\n', ['prose:---\n---']],
    [
      'line ends are \\n in cells',
      'a\r\nb\rc\n\r\n```tokshare\r\nd\re\r\n```\r\n',
      ['prose:a\nb\nc', 'query:d\ne'],
    ],
    ['U+2028 ends no line', '```tokshare\na\u2028```\n```\n', ['query:a\u2028```']],
    [
      'one blank line at a fence is layout',
      'a\n\n\n```tokshare\nb\n```\n\n\nc\n',
      ['prose:a\n', 'query:b', 'prose:\nc'],
    ],
    ['no blank line is needed', 'a\n```tokshare\nb\n```\nc', ['prose:a', 'query:b', 'prose:c']],
    ['blank lines inside of fences are text', '```tokshare\n\na\n\n```\n', ['query:\na\n']],
    ['an empty fence is an empty cell', '```tokshare\n```\n```tokshare-result\n```\n', ['query:', 'record:']],
    [
      'a separator separates prose',
      'a\n\n<!-- cell -->\n\nb\n<!-- cell -->\nc\n',
      ['prose:a', 'prose:b', 'prose:c'],
    ],
    ['a separator starts empty prose', '<!-- cell -->\n<!-- cell -->\n', ['prose:', 'prose:']],
    [
      'a separator before prose after a fence adds nothing',
      '```tokshare\n```\n<!-- cell -->\na\n',
      ['query:', 'prose:a'],
    ],
    ['a separator must be in column 1', 'a\n <!-- cell -->\nb\n', ['prose:a\n <!-- cell -->\nb']],
    ['a separator in a fence is prose', '~~~\n<!-- cell -->\n~~~\n', ['prose:~~~\n<!-- cell -->\n~~~']],
    ['spaces after the info string do not matter', '```tokshare \t\na\n``` \n', ['query:a']],
    [
      'the info string must be exact',
      '```tokshare x\na\n```\n```Tokshare\nb\n```\n',
      ['prose:```tokshare x\na\n```\n```Tokshare\nb\n```'],
    ],
    [
      'a space before the info string makes it prose',
      '``` tokshare\na\n```\n',
      ['prose:``` tokshare\na\n```'],
    ],
    ['an indented fence is prose', ' ```tokshare\na\n ```\n', ['prose: ```tokshare\na\n ```']],
    ['a fence of tildes is prose', '~~~tokshare\na\n~~~\n', ['prose:~~~tokshare\na\n~~~']],
    [
      'a query in a longer fence is prose',
      '````\n```tokshare\na\n```\n````\n',
      ['prose:````\n```tokshare\na\n```\n````'],
    ],
    [
      'a query in another fence is prose',
      '```md\n```tokshare\na\n```\n',
      ['prose:```md\n```tokshare\na\n```'],
    ],
    [
      'a query after another fence is a cell',
      '```md\na\n```\n```tokshare\nb\n```\n',
      ['prose:```md\na\n```', 'query:b'],
    ],
    ['a longer closing line closes', '```tokshare\na\n`````\nb\n', ['query:a', 'prose:b']],
    ['a shorter closing line is text', '````tokshare\na\n```\n````\n', ['query:a\n```']],
    ['a closing line has no info string', '```tokshare\na\n```x\n```\n', ['query:a\n```x']],
    ['tildes do not close backticks', '```tokshare\na\n~~~\n```\n', ['query:a\n~~~']],
    ['inline code opens no fence', '```a``` b\n\n```tokshare\nc\n```\n', ['prose:```a``` b', 'query:c']],
    ['an unclosed query goes to the end', '```tokshare\na\n\nb\n\n', ['query:a\n\nb\n']],
    [
      'an unclosed fence in prose goes to the end',
      '~~~\n```tokshare\na\n```\n',
      ['prose:~~~\n```tokshare\na\n```'],
    ],
    [
      'both sides of a conflict are there',
      '<<<<<<< a\n```tokshare\nb\n```\n=======\n```tokshare\nc\n```\n>>>>>>> d\n',
      ['prose:<<<<<<< a', 'query:b', 'prose:=======', 'query:c', 'prose:>>>>>>> d'],
    ],
  ];
  for (const [name, text, cells] of table) {
    it(name, () => assert.deepEqual(outline(text), cells));
  }

  it('reads the usual layout without metadata', () => {
    const cells: Cell[] = [
      { kind: 'prose', text: '# Title\n\nProse.' },
      { kind: 'query', text: 'attach rankings' },
      { kind: 'query', text: 'claim "a" = b\n  expect c' },
      { kind: 'record', text: 'holds\ndata rankings@3b1f9c2e' },
      { kind: 'prose', text: 'One.' },
      { kind: 'prose', text: 'Two.' },
    ];
    const meta = { frontMatter: ['---', 'tokshare: 1', '---'] };
    assert.deepEqual(read(CANONICAL), { cells, meta, problems: [] });
    assert.deepEqual(read(CANONICAL.replaceAll('\n', '\r\n')), {
      cells,
      meta: { ...meta, lineEnd: '\r\n' },
      problems: [],
    });
  });

  it('keeps what is unusual, and only on the cell it belongs to', () => {
    const text =
      '\uFEFFa\n\n````tokshare \nb\n````\n\n```tokshare\r\nc\r\n```\r\n\n\n```tokshare\n\n```  \n<!-- cell -->\nd';
    assert.deepEqual(read(text), {
      cells: [
        { kind: 'prose', text: 'a' },
        { kind: 'query', text: 'b', meta: { open: '````tokshare ' } },
        { kind: 'query', text: 'c', meta: { ends: 'w' } },
        { kind: 'query', text: '', meta: { before: '\n\n', close: '```  ', emptyLine: true } },
        { kind: 'prose', text: 'd', meta: { before: '<!-- cell -->\n' } },
      ],
      meta: { bom: true, finalLineEnd: false },
      problems: [],
    });
  });

  it('says how each line of a mixed cell ends, once for a run at its end', () => {
    const [cell] = read('a\rb\nc\r\nd\r\ne\r\nf\r\n\r\n').cells;
    assert.equal(cell?.meta?.ends, 'rnw');
  });
});

describe('notebook format: places', () => {
  it('says in which lines of the file each cell is', () => {
    const rows = cellPlaces(CANONICAL).map(({ kind, line, textLine, endLine }) => [
      kind,
      line,
      textLine,
      endLine,
    ]);
    assert.deepEqual(rows, [
      ['prose', 4, 4, 6],
      ['query', 8, 9, 10],
      ['query', 12, 13, 15],
      ['record', 15 + 1, 17, 19],
      ['prose', 21, 21, 21],
      ['prose', 25, 25, 25],
    ] satisfies [CellKind, number, number, number][]);
  });

  it('counts every kind of line end as one', () => {
    const text = 'a\r\nb\rc\n\r\n```tokshare\r\nd\n```';
    assert.deepEqual(cellPlaces(text), [
      { kind: 'prose', line: 1, textLine: 1, endLine: 3 },
      { kind: 'query', line: 5, textLine: 6, endLine: 7 },
    ]);
  });

  it('ends an unclosed fence with the file', () => {
    assert.deepEqual(cellPlaces('```tokshare\na\nb'), [{ kind: 'query', line: 1, textLine: 2, endLine: 3 }]);
  });

  it('has a place for every cell', () => {
    for (const text of Object.values(FILES)) assert.equal(cellPlaces(text).length, read(text).cells.length);
  });
});
