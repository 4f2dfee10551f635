import assert from 'node:assert/strict';
import { measureMemory } from './memory';

/**
 * How much the heap may grow with 20 runs of 20 charts, in bytes. Caches of the browser still fill in the first fifty
 * runs, by about half of this; a chart of each run that is kept is found by its nodes.
 */
const MOST = 6_000_000;

describe('renderer: memory', function () {
  this.timeout(180_000);

  it('is flat while a notebook of 20 charts runs again and again', async () => {
    const [first, last] = await measureMemory(20, 20);
    assert.ok(first && last);
    // Nodes that the last run has not given back yet are as many in each measurement, give or take a caret.
    assert.ok(last.nodes <= first.nodes + 50, `${first.nodes} → ${last.nodes} DOM nodes`);
    assert.ok(last.listeners <= first.listeners + 10, `${first.listeners} → ${last.listeners} listeners`);
    assert.ok(last.heap <= first.heap + MOST, `${first.heap} → ${last.heap} bytes`);
  });
});
