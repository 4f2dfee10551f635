import assert from 'node:assert/strict';
import fc from 'fast-check';
import Papa from 'papaparse';
import { cellAt, termOfCell } from '../../../src/editor/csvCell';
import { builtInRegistry } from '../../../src/registry/registry';

/** The cell at `¦`, with the part of the line that it takes. */
function at(marked: string): [text: string, part: string] | undefined {
  const line = marked.replace('¦', '');
  const cell = cellAt(line, marked.indexOf('¦'));
  return cell && [cell.text, line.slice(cell.start, cell.end)];
}

describe('the cell of a CSV file under the cursor', () => {
  const table: [line: string, text: string | undefined, part?: string][] = [
    ['2026-W01,deep¦seek/x,5', 'deepseek/x'],
    ['2026-W01,¦deepseek/x,5', 'deepseek/x'],
    ['2026-W01,deepseek/x¦,5', 'deepseek/x'],
    ['¦a,b', 'a'],
    ['a,b¦', 'b'],
    ['a; b ¦;c', 'b'],
    ['a\t\t¦b\tc', 'b'],
    ['a\t¦\tb', undefined],
    ['a; ¦b c ;d', 'b c'],
    ['a\tb¦\tc', 'b'],
    ['1,"Claude, ¦the ""4""",2', 'Claude, the "4"', '"Claude, the ""4"""'],
    ['1,,¦', undefined],
    ['\ufeffmod¦el,x', 'model'],
    ['', undefined],
  ];
  for (const [line, text, part] of table) {
    it(`${line}: ${text ?? 'none'}`, () =>
      assert.deepEqual(at(line), text === undefined ? undefined : [text, part ?? text]));
  }

  it('is the cell that a reader of CSV finds there', () => {
    const cell = fc.stringMatching(/^[a-z/".:]([a-z ,/".:]{0,8}[a-z/".:])?$/);
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), fc.nat(), (cells, pick) => {
        const line = Papa.unparse([cells], { quotes: true });
        const index = pick % cells.length;
        const before = Papa.unparse([cells.slice(0, index)], { quotes: true }).length + (index === 0 ? 0 : 1);
        assert.equal(cellAt(line, before + 1)?.text, cells[index]);
      }),
    );
  });

  it('is found in any line, and never throws', () => {
    fc.assert(fc.property(fc.string(), fc.nat(100), (line, offset) => void cellAt(line, offset)));
    assert.equal(cellAt(`${'a,'.repeat(60_000)}b`, 5), undefined);
    assert.equal(cellAt(`${'a'.repeat(300)},b`, 5), undefined);
  });
});

describe('the model or lab that a cell names', () => {
  const registry = builtInRegistry();
  it('is found by slug and by name, and only by a whole cell', () => {
    assert.deepEqual(termOfCell('z-ai/glm-5.2:free', registry), { kind: 'model', key: 'z-ai/glm-5.2:free' });
    assert.deepEqual(termOfCell('Claude Opus 4.6', registry), { kind: 'model', key: 'Claude Opus 4.6' });
    assert.deepEqual(termOfCell('Moonshot', registry), {
      kind: 'lab',
      key: 'moonshotai',
      written: 'Moonshot',
    });
    for (const word of ['2026-08-01', '1234', 'tokens', 'other', 'we use Claude Opus 4.6 a lot', 'nobody/x'])
      assert.equal(termOfCell(word, registry), undefined, word);
  });
});
