import assert from 'node:assert/strict';
import { conflictIn } from '../../../src/analysis/conflicts';
import { diagnose, runCell } from '../../../src/analysis/notebook';
import { format } from '../../../src/language/formatter';
import { notebook } from '../editor/helpers';

const CONFLICT = 'tokens for CN\n<<<<<<< HEAD\n  in 2026-W07\n=======\n  in 2026-W08\n>>>>>>> more';

describe('a cell with a merge conflict', () => {
  it('says so when it runs, and nothing else', async () => {
    const { cells, model, scope } = await notebook('attach by_lab from "by_lab.csv"', CONFLICT);
    const outcomes = [...runCell(cells[1]!, model, scope)];
    assert.deepEqual(
      outcomes.map(({ kind, diagnostics }) => [kind, ...diagnostics.map(({ code }) => code)]),
      [['error', 'merge-conflict']],
    );
    const [{ message, start, end } = assert.fail()] = outcomes[0]!.diagnostics;
    assert.equal(CONFLICT.slice(start, end), '<<<<<<< HEAD');
    assert.equal(
      message,
      'Read <<<<<<< HEAD, a marker of a merge conflict: both sides stand in this cell, so it was not run. Keep the lines you want, remove the markers, and run the cell again.',
    );
    assert.deepEqual(diagnose(cells[1]!, model, scope), []);
  });

  it('is known by any one of the markers, whatever the line ends', () => {
    for (const marker of ['<<<<<<<', '<<<<<<< a b', '||||||| 1a2b3c4', '=======', '>>>>>>> c']) {
      for (const end of ['\n', '\r\n', '\r']) {
        const found = conflictIn(`tokens${end}${marker}${end}for CN`);
        assert.equal(found?.start, 6 + end.length);
        assert.equal(found.end - found.start, marker.length);
      }
    }
  });

  it('is none where only something like a marker stands', () => {
    for (const text of ['tokens # <<<<<<< HEAD', ' =======', '========', '<<<<<<<HEAD', '# >>>>>>> a', ''])
      assert.equal(conflictIn(text), undefined, text);
  });

  it('keeps its markers when it is formatted', () => {
    const lines = format(CONFLICT).split('\n');
    for (const marker of ['<<<<<<< HEAD', '=======', '>>>>>>> more'])
      assert.ok(lines.includes(marker), marker);
    assert.equal(format(CONFLICT).replace(/\s+/g, ' '), CONFLICT.replace(/\s+/g, ' '));
  });
});
