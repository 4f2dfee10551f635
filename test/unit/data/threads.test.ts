/** Real threads: a script of their own, built as it is for the extension. */
import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Say } from '../../../src/data/problem';
import { readInParts } from '../../../src/data/scan/parts';
import { scan, type Scanned, type Source } from '../../../src/data/scan/scan';
import type { Threads } from '../../../src/data/scan/threads';
import { chunksOf } from '../../../src/node/source';
import { threadsFor } from '../../../src/node/threads';

describe('threads for a large local file', () => {
  const text = `week,model,tokens\n${Array.from({ length: 50_000 }, (_, row) => `2026-W${10 + (row % 40)},m${row % 300},${row}.5\n`).join('')}`;
  let folder: string;
  let path: string;
  let script: string;

  before(async function () {
    this.timeout(60_000);
    folder = await mkdtemp(join(tmpdir(), 'tokshare-'));
    path = join(folder, 'data.csv');
    script = join(folder, 'scanWorker.js');
    await writeFile(path, text);
    const entryPoints = [join('src', 'node', 'scanWorker.ts')];
    await build({ entryPoints, bundle: true, platform: 'node', outfile: script, logLevel: 'error' });
  });

  after(() => rm(folder, { recursive: true }));

  /** The file, as if it were large. */
  function large(run = script): Source & { readonly threads: Threads } {
    const threads = threadsFor(path, 2 ** 30, { processors: 4, script: run });
    assert(threads);
    return { file: 'data.csv', size: text.length, open: () => chunksOf(path), threads };
  }

  const silent: Say = ({ message }) => assert.fail(message);
  const cells = ({ columns, rows, lines }: Scanned): unknown => [
    Array.from({ length: rows }, (_, row) => lines.at(row)),
    columns.map((column) => ({
      ...column,
      ...('codes' in column ? { codes: [...column.codes], first: Array.from(column.first) } : {}),
      ...('values' in column ? { values: [...column.values] } : {}),
    })),
  ];

  it('are not there where one reads it as soon', () => {
    assert.equal(threadsFor(path, 10 ** 7, { processors: 4 }), undefined);
    assert.equal(threadsFor(path, 2 ** 30, { processors: 2 }), undefined);
  });

  it('read what one reads', async () => {
    const source = large();
    const parts = await readInParts(source, {}, {});
    assert(parts);
    assert.equal(parts.rows, 50_000);
    const { file, size, open } = source;
    const whole = await scan({ file, size, open }, {}, silent);
    assert.deepEqual(cells(parts), cells(whole));
  }).timeout(60_000);

  it('are done without where they cannot be started', async () => {
    const source = large(join(folder, 'none.js'));
    assert.equal(await readInParts(source, {}, {}), undefined);
    assert.equal((await scan(source, {}, silent)).rows, 50_000);
  }).timeout(60_000);

  it('end when they are told to', async () => {
    const { threads } = large();
    const stop = new AbortController();
    const part = {
      ...{ from: 0, to: Infinity, size: text.length, options: {}, lesson: {} },
      ...{ begun: undefined, isFirst: true, isFollowed: false },
    };
    const running = threads.scan(part, { signal: stop.signal });
    stop.abort();
    await assert.rejects(running, /ended/);
    await assert.rejects(threads.scan(part, { signal: stop.signal }));
  }).timeout(60_000);
});
