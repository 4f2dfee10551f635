import assert from 'node:assert/strict';
import fc from 'fast-check';
import { setUp } from '../../../src/editor/gitattributes';

const ALL = ['*.tokshare diff=markdown', '*.tokshare.md diff=markdown', '*.csv -text'];

const COMPLETE = `# A tokshare notebook is Markdown: a diff then names the heading above each change.
*.tokshare diff=markdown
*.tokshare.md diff=markdown

# Recorded results and pinned datasets name the exact bytes of the data, so git keeps their line ends.
*.csv -text
`;

describe('git attributes', () => {
  it('are all added to an empty file, each with its reason', () => {
    assert.deepEqual(setUp(''), { addition: COMPLETE, added: ALL, standing: [] });
  });

  it('are added once', () => {
    assert.deepEqual(setUp(COMPLETE), { addition: '', added: [], standing: [] });
  });

  const files: [name: string, file: string, addition: string][] = [
    ['after a blank line', '* text=auto\n', `\n${COMPLETE}`],
    ['after a last line without an end', '* text=auto', `\n\n${COMPLETE}`],
    ['with the line ends of the file', '* text=auto\r\n', `\n${COMPLETE}`.replaceAll('\n', '\r\n')],
    [
      'only as far as they are missing',
      '*.csv -text\n*.tokshare\t diff=markdown -text # no remark in git\n',
      `\n${COMPLETE.split('\n')[0]!}\n*.tokshare.md diff=markdown\n`,
    ],
    ['although a remark names them', '# *.csv -text\n', `\n${COMPLETE}`],
    ['although another pattern has them', 'data/*.csv -text\n*.csv2 -text\n', `\n${COMPLETE}`],
    ['although the pattern stands there for something else', '*.csv linguist-detectable\n', `\n${COMPLETE}`],
  ];
  for (const [name, file, addition] of files)
    it(`are added ${name}`, () => assert.equal(setUp(file).addition, addition));

  it('are known in other words', () => {
    for (const csv of ['"*.csv" -text', '  *.csv diff -text', '*.csv binary', '*.csv text\n*.csv -text']) {
      const { added, standing } = setUp(csv);
      assert.deepEqual([added, standing], [ALL.slice(0, 2), []], csv);
    }
  });

  it('are left as others have set them, and that is told', () => {
    const { added, standing } = setUp(
      '# Ours\n*.csv text eol=lf\n*.tokshare diff=astextplain\n*.tokshare.md !diff\n',
    );
    assert.deepEqual(added, []);
    assert.deepEqual(standing, [
      { line: 3, text: '*.tokshare diff=astextplain', wanted: '*.tokshare diff=markdown' },
      { line: 4, text: '*.tokshare.md !diff', wanted: '*.tokshare.md diff=markdown' },
      { line: 2, text: '*.csv text eol=lf', wanted: '*.csv -text' },
    ]);
    for (const csv of [
      '*.csv text',
      '*.csv text=auto',
      '*.csv !text',
      '*.csv eol=crlf',
      '*.csv -text\n*.csv text',
    ])
      assert.deepEqual(setUp(csv).added, ALL.slice(0, 2), csv);
  });

  it('complete any file, and nothing is added twice', () => {
    const line = fc.constantFrom(
      ...ALL,
      '* text=auto',
      '# x',
      '',
      '*.csv',
      '*.csv text',
      '[attr]x -text',
      '*.tokshare',
    );
    const file = fc.tuple(fc.array(line), fc.constantFrom('\n', '\r\n'), fc.boolean());
    fc.assert(
      fc.property(file, ([lines, end, ended]) => {
        const before = lines.join(end) + (ended && lines.length > 0 ? end : '');
        const after = before + setUp(before).addition;
        const { addition, standing } = setUp(after);
        assert.equal(addition, '');
        const settled = after.split(/\r?\n/).map((each) => each.trim());
        const left = standing.map(({ wanted }) => wanted);
        for (const rule of ALL) assert.ok(settled.includes(rule) || left.includes(rule), rule);
        if (end === '\r\n' && before.includes(end)) assert.doesNotMatch(after, /[^\r]\n/);
      }),
    );
  });
});
