import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { loader, loadScope, readNotebook } from '../../../src/analysis/notebook';
import { pinAt } from '../../../src/editor/pin';
import { builtInRegistry } from '../../../src/registry/registry';

const DATA = 'week,tokens\n2026-W07,5\n';
const HASH = createHash('sha256').update(DATA).digest('hex');

/** What a cell says after the file of its first statement was pinned; undefined where that is not offered. */
async function pinned(text: string): Promise<string | undefined> {
  const model = readNotebook([{ id: 'a', text }], builtInRegistry());
  const files = loader((path) =>
    Promise.resolve(path === 'x.csv' ? new TextEncoder().encode(DATA) : { problem: `${path} is not there.` }),
  );
  const scope = await loadScope(model.definitions, builtInRegistry(), files);
  const [cell] = model.cells;
  assert(cell);
  const fix = pinAt(cell, { start: 2, end: 2 }, { model, scope });
  return fix && text.slice(0, fix.start) + fix.text + text.slice(fix.end);
}

describe('pinning a file', () => {
  it('writes its hash after everything else that the statement says, and the file is taken', async () => {
    const text = 'attach x from "x.csv" cite "a source" # as of June\ntokens';
    const after = await pinned(text);
    assert.equal(after, `attach x from "x.csv" cite "a source"\n  sha256 "${HASH}" # as of June\ntokens`);
    assert.equal(await pinned(after), undefined, 'it is not offered twice');
  });

  it('is not offered for a file that cannot be read, nor for other statements', async () => {
    assert.equal(await pinned('attach y from "y.csv"'), undefined);
    assert.equal(await pinned('tokens using x\nattach x from "x.csv"'), undefined);
  });
});
