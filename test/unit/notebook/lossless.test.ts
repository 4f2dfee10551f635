import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cellPlaces, read, write, type Cell, type Notebook } from '../../../src/notebook/format';
import { FILES, nastyCell, nastyFile, nastyText, plainCell } from './files';
import { bare, linesOf, throughEditor } from './helpers';

const RUNS = { numRuns: 5000 };

describe('notebook format: lossless', () => {
  for (const [name, text] of Object.entries(FILES)) {
    it(`writes back ${name}`, () => {
      assert.equal(write(read(text)), text);
      assert.equal(write(throughEditor(read(text))), text);
    });
  }

  it('writes back any text', () => {
    fc.assert(
      fc.property(fc.oneof(nastyText, nastyFile), (text) => {
        assert.equal(write(read(text)), text);
      }),
      { numRuns: 4 * RUNS.numRuns },
    );
  }).timeout(60_000);

  it('writes back any text after an editor had it', () => {
    fc.assert(
      fc.property(fc.oneof(nastyText, nastyFile), (text) => {
        assert.equal(write(throughEditor(read(text))), text);
      }),
      RUNS,
    );
  }).timeout(60_000);

  it('shows every line of any text in a cell, except front matter, fences and layout', () => {
    fc.assert(
      fc.property(fc.oneof(nastyText, nastyFile), (text) => {
        const { cells, meta } = read(text);
        const lines = linesOf(text.replace(/^\uFEFF/, '')).map((line) => line.replace(/[\r\n]+$/, ''));
        const places = cellPlaces(text);
        assert.deepEqual(
          places.map(({ kind }) => kind),
          cells.map(({ kind }) => kind),
        );
        let rest = meta?.frontMatter?.length ?? 0;
        places.forEach(({ line, textLine, endLine }, index) => {
          const cell = cells[index]!;
          for (const layout of lines.slice(rest, line - 1)) assert.match(layout, /^(<!-- cell -->)?[ \t]*$/);
          const shown = (cell.meta?.marks ?? '') + cell.text;
          const count = shown === '' ? Number(cell.meta?.emptyLine ?? false) : shown.split('\n').length;
          assert.equal(lines.slice(textLine - 1, textLine - 1 + count).join('\n'), shown);
          const closing = cell.kind === 'prose' || cell.meta?.unclosed !== undefined ? 0 : 1;
          assert.equal(endLine, textLine - 1 + count + closing);
          assert.equal(textLine - line, cell.kind === 'prose' ? 0 : 1);
          rest = endLine;
        });
        for (const layout of lines.slice(rest)) assert.match(layout, /^[ \t]*$/);
      }),
      RUNS,
    );
  }).timeout(60_000);

  it('opens nothing empty that has text in it', () => {
    fc.assert(
      fc.property(fc.oneof(nastyText, nastyFile), (text) => {
        const { cells, meta } = read(text);
        const rest = linesOf(text.replace(/^\uFEFF/, '')).slice(meta?.frontMatter?.length ?? 0);
        assert.ok(cells.length > 0 || rest.every((line) => /^[ \t\r\n]*$/.test(line)));
      }),
      RUNS,
    );
  }).timeout(60_000);
});

describe('notebook format: cells that were never in a file', () => {
  it('reads plain cells back exactly, whatever blank lines they have', () => {
    fc.assert(
      fc.property(fc.array(plainCell, { maxLength: 8 }), fc.boolean(), (cells, hasFrontMatter) => {
        const meta = hasFrontMatter ? { frontMatter: ['---', 'tokshare: 1', '---'] } : {};
        const notebook = read(write({ cells, meta }));
        assert.deepEqual(notebook.cells.map(bare), cells.map(bare));
        assert.deepEqual(notebook.meta?.frontMatter?.slice(0, 3), meta.frontMatter);
      }),
      RUNS,
    );
  }).timeout(60_000);

  it('needs no metadata for ordinary cells', () => {
    const cells: Cell[] = [
      { kind: 'prose', text: '# Title\n\nText\n' },
      { kind: 'query', text: 'a\n\nb\n' },
      { kind: 'record', text: 'holds' },
      { kind: 'query', text: 'show ```` fences' },
      { kind: 'prose', text: 'one' },
      { kind: 'prose', text: '' },
      { kind: 'prose', text: '\n\nthree' },
      { kind: 'query', text: '' },
    ];
    assert.deepEqual(read(write({ cells })), { cells, problems: [] });
  });

  it('loses neither text nor cells of any list of cells', () => {
    fc.assert(
      fc.property(fc.array(nastyCell, { maxLength: 6 }), (cells) => {
        assertKept(read(write({ cells })), cells);
      }),
      RUNS,
    );
  }).timeout(60_000);

  it('prints what it reads after printing', () => {
    fc.assert(
      fc.property(fc.array(nastyCell, { maxLength: 6 }), (cells) => {
        const text = write({ cells });
        assert.equal(write(read(text)), text);
      }),
      RUNS,
    );
  }).timeout(60_000);

  it('loses neither text nor cells when the cells of files are mixed', () => {
    const pick = fc.tuple(fc.nat(), fc.nat({ max: 2 }));
    fc.assert(
      fc.property(
        nastyFile,
        nastyText,
        fc.array(pick, { maxLength: 8 }),
        fc.array(nastyCell, { maxLength: 2 }),
        (one, other, picks, added) => {
          const from = read(one);
          const pool = [...from.cells, ...read(other).cells, ...added];
          const cells = picks.flatMap(([index, change]): Cell[] => {
            const cell = pool[index % pool.length];
            if (cell === undefined) return [];
            // As they are; with another cell's text; with another cell's kind.
            const another = pool[(index + 1) % pool.length]!;
            if (change === 0) return [cell];
            return [change === 1 ? { ...cell, text: another.text } : { ...cell, kind: another.kind }];
          });
          assertKept(read(write({ ...from, cells })), cells);
        },
      ),
      RUNS,
    );
  }).timeout(60_000);
});

/** Same kinds, and the same texts but for the exceptions that `write` states. */
function assertKept(notebook: Notebook, cells: readonly Cell[]): void {
  assert.deepEqual(
    notebook.cells.map(({ kind }) => kind),
    cells.map(({ kind }) => kind),
  );
  notebook.cells.forEach((cell, index) => {
    const expected = cells[index]!;
    const actual = (cell.meta?.marks ?? '') + cell.text;
    const text = (expected.meta?.marks ?? '') + expected.text.replace(/\r\n?/g, '\n');
    if (cell.kind !== 'prose' || !/```|~~~|<!-- cell -->/.test(text)) {
      assert.equal(actual, text);
    } else {
      assert.match(unspaced(actual).replace(unspaced(text), ''), /^(\n *(`{3,}|~{3,}))?$/);
      assert.ok(unspaced(actual).startsWith(unspaced(text)));
    }
  });
}

/** Without the spaces that may have been added to fences and separators. */
function unspaced(text: string): string {
  return text.replace(/^(`{3,}) ?(?=tokshare)/gm, '$1').replace(/^ <!-- cell -->/gm, '<!-- cell -->');
}
