import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { read, resolutionsAt, write, type Kept } from '../../../src/notebook/format';
import { nastyFile, nastyText } from './files';

const BASE = `---
tokshare: 1
title: Shares
---
# Who leads?

It depends on what one divides by.

\`\`\`tokshare
claim "36%" =
  share of tokens for CN in 2026-W11
  expect 36%
\`\`\`
\`\`\`tokshare-result
holds 36.1%
data by_lab@3b1f9c2e
\`\`\`

Below it, more prose.

\`\`\`tokshare
tokens for US
\`\`\`
`;

const swap = (from: string, to: string) => (text: string) => text.replace(from, () => to);
const query = (text: string): string => `\`\`\`tokshare\n${text}\n\`\`\`\n\n`;

/** What both sides make of the same file. */
const CASES: [name: string, ours: (text: string) => string, theirs: (text: string) => string][] = [
  ['inside a query', swap('2026-W11', '2026-W12'), swap('2026-W11', '2026-W13')],
  ['in prose', swap('It depends', 'All depends'), swap('It depends', 'Much depends')],
  [
    'across the end of a query',
    swap(
      'expect 36%\n```\n```tokshare-result\nholds 36.1%\n',
      'expect 37%\n```\n\nProse.\n\n```tokshare-result\noff\n',
    ),
    swap(
      'expect 36%\n```\n```tokshare-result\nholds 36.1%\n',
      'expect 38%\n  source "x"\n```\n```tokshare-result\nundecided\n',
    ),
  ],
  ['in a record', swap('36.1%', '36.2%'), swap('36.1%', '36.3%')],
  ['in front matter', swap('title: Shares', 'title: A'), swap('title: Shares', 'title: B\nlang: en')],
  ['in the version', swap('tokshare: 1', 'tokshare: 2'), swap('tokshare: 1', 'tokshare: 3')],
  [
    'where both sides add a cell',
    swap('Below it', `${query('top 9 models')}Below it`),
    swap('Below it', `${query('tokens by lab\n  in 2026-W07')}Below it`),
  ],
  [
    'where one side deletes what the other edits',
    swap('Below it, more prose.\n\n', ''),
    swap('more', 'much more'),
  ],
  [
    'twice',
    (text) => text.replace('tokens for US', 'tokens for CN').replace('It depends', 'All depends'),
    (text) => text.replace('tokens for US', 'tokens for FR').replace('It depends', 'Much depends'),
  ],
];

/** What git makes of the two sides. */
function merge(ours: string, theirs: string, ...flags: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'tokshare-merge-'));
  try {
    const sides = Object.entries({ ours, base: BASE, theirs });
    const paths = sides.map(([name, text]) => {
      const path = join(folder, name);
      writeFileSync(path, ours.includes('\r\n') ? text.replace(/\r?\n/g, '\r\n') : text);
      return path;
    });
    const labels = ['HEAD', '1a2b3c4', 'more-claims'].flatMap((label) => ['-L', label]);
    const { stdout, status, error } = spawnSync('git', ['merge-file', '-p', ...labels, ...flags, ...paths]);
    assert.ok(status !== null && status < 100, String(error ?? status));
    return stdout.toString('utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function markersOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => /^(<{7}|\|{7}|>{7})( |$)|^={7}$/.test(line));
}

/** Resolves one conflict after the other as the editor does, and gives what it would save. */
function resolveAll(text: string, kept: Kept): string {
  const conflict = read(text).problems.find(({ code }) => code === 'merge-conflict');
  if (!conflict) return text;
  const notebook = read(text);
  const way = resolutionsAt(text, conflict.line).find((each) => each.kept === kept);
  assert.ok(way, `no way to resolve line ${conflict.line}`);
  const cells = notebook.cells.toSpliced(way.from, way.to - way.from, ...way.cells);
  return resolveAll(write({ cells, ...(way.meta && { meta: way.meta }) }), kept);
}

describe('notebook format: merge conflicts', () => {
  for (const ends of ['\n', '\r\n']) {
    for (const style of ['merge', 'diff3', 'zdiff3']) {
      for (const [name, ours, theirs] of CASES) {
        it(`${name}, in the style ${style}${ends === '\n' ? '' : ', with CRLF'}`, () => {
          const [one, other] = [ours(BASE), theirs(BASE)].map((text) => text.replaceAll('\n', ends));
          const text = merge(one!, other!, ...(style === 'merge' ? [] : [`--${style}`]));
          const markers = markersOf(text);
          assert.ok(markers.length >= (style === 'merge' ? 3 : 4), text);
          const notebook = read(text);
          assert.equal(write(notebook), text);
          const shown = notebook.cells.flatMap((cell) => markersOf(cell.text));
          assert.deepEqual(shown, markers, 'every marker stands in a cell');
          const told = notebook.problems.filter(({ code }) => code === 'merge-conflict');
          const lines = text.split(ends);
          assert.deepEqual(
            told.map(({ line }) => lines[line - 1]),
            markers,
          );
          for (const { message } of told)
            assert.match(message, /The upper side \(HEAD\) is .*, the lower side \(more-claims\) is /);
          assert.equal(resolveAll(text, 'upper'), merge(one!, other!, '--ours'));
          assert.equal(resolveAll(text, 'lower'), merge(one!, other!, '--theirs'));
          if (style === 'merge') assert.equal(resolveAll(text, 'both'), merge(one!, other!, '--union'));
        });
      }
    }
  }

  it('change only the cells that they stand in', () => {
    const text = merge(swap('2026-W11', '2026-W12')(BASE), swap('2026-W11', '2026-W13')(BASE));
    const { line } = read(text).problems[0]!;
    for (const { from, to, cells } of resolutionsAt(text, line)) {
      assert.deepEqual([from, to, cells.length], [1, 2, 1]);
      assert.deepEqual(cells[0]?.kind, 'query');
      assert.equal(cells[0].meta, undefined);
    }
  });

  it('are found from each of their lines, and from no other', () => {
    const text = 'a\n<<<<<<< b\nc\n||||||| d\n=======\ne\n>>>>>>> f\ng\n';
    const found = [1, 2, 3, 4, 5, 6, 7, 8].map((line) => resolutionsAt(text, line).length);
    assert.deepEqual(found, [0, 3, 3, 3, 3, 3, 3, 0]);
    assert.deepEqual(
      resolutionsAt(text, 2).map(({ kept, upper, lower, cells }) => [kept, upper, lower, cells[0]?.text]),
      [
        ['upper', 'b', 'f', 'a\nc\ng'],
        ['lower', 'b', 'f', 'a\ne\ng'],
        ['both', 'b', 'f', 'a\nc\ne\ng'],
      ],
    );
  });

  it('are left to their reader where a marker is missing', () => {
    for (const text of ['<<<<<<< a\nb\n=======\nc\n', '<<<<<<< a\nb\n>>>>>>> c\n', '=======\n>>>>>>> c\n'])
      assert.deepEqual(
        [1, 2, 3].flatMap((line) => resolutionsAt(text, line)),
        [],
      );
  });

  it('never lose a line that is not a side or a marker, in any file', () => {
    const side = fc.constantFrom('', 'a\n', '```\n', '```tokshare\n', '---\n', 'b\r\n', '<!-- cell -->\n');
    const file = fc.oneof(nastyFile, nastyText).filter((text) => markersOf(text).length === 0);
    fc.assert(
      fc.property(file, side, side, file, (above, upper, lower, below) => {
        // A lone CR would become one line end with the LF of an empty line after it.
        const start = /(^|\n)$/.test(above) ? above : `${above}\n`;
        const rest = below.replace(/^\uFEFF/, '');
        const text = `${start}<<<<<<< x\n${upper}=======\n${lower}>>>>>>> y\n${rest}`;
        assert.equal(write(read(text)), text);
        const line = text.split(/\r\n|\r|\n/).indexOf('<<<<<<< x') + 1;
        const { cells } = read(text);
        for (const way of resolutionsAt(text, line)) {
          const after = write({
            cells: cells.toSpliced(way.from, way.to - way.from, ...way.cells),
            ...(way.meta && { meta: way.meta }),
          });
          const kept = { upper, lower, both: upper + lower }[way.kept];
          assert.equal(after, start + kept + rest);
        }
      }),
      { numRuns: 2000 },
    );
  }).timeout(60_000);
});
