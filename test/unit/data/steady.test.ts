import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cubeOf, sumIn } from '../../../src/analysis/cube';
import { attach, type ReadFile } from '../../../src/data/attach';
import { wholeBytes, type ByteSource } from '../../../src/data/files';
import { sha256Of } from '../../../src/data/hash';
import type { ReadResult } from '../../../src/data/read';
import { parse } from '../../../src/language/parser';
import { sourceAt } from '../../../src/node/source';
import { lines, numbers, read } from './helpers';

async function attached(source: ByteSource): Promise<ReadResult> {
  const node = parse('attach d from "d.csv"').statements[0]?.statement;
  assert(node?.kind === 'attach');
  const files: ReadFile = Object.assign(() => Promise.resolve({ problem: 'is a stream' }), {
    open: () => Promise.resolve(source),
  });
  return attach(node, files);
}

describe('a file that changes while it is read', () => {
  /** Every time it is opened it says something else, until it has said the last thing. */
  function changing(texts: readonly string[]): ByteSource {
    let at = 0;
    const bytes = (): Uint8Array => new TextEncoder().encode(texts[Math.min(at, texts.length - 1)]);
    return {
      size: undefined,
      async *open() {
        yield await Promise.resolve(bytes());
      },
      async sha256() {
        const hash = await sha256Of(bytes());
        at++;
        return hash;
      },
      state: () => Promise.resolve(String(Math.min(at, texts.length - 1))),
    };
  }
  const text = (tokens: number): string => lines('week,model,tokens', `2026-W07,qwen/a,${tokens}`);

  it('is read again, so that its hash is that of its figures', async () => {
    const { dataset } = await attached(changing([text(1), text(2), text(3)]));
    assert.deepEqual(numbers(dataset), [3]);
    assert.equal(dataset?.sha256, await sha256Of(new TextEncoder().encode(text(3))));
  });

  it('is refused if it does not stop', async () => {
    const { dataset, problems } = await attached(changing([1, 2, 3, 4, 5, 6, 7, 8].map(text)));
    assert.equal(dataset, undefined);
    assert.match(problems[0]?.message ?? '', /d\.csv changes while it is read/);
  });

  it('is a problem in words if it goes away', async () => {
    for (const size of [10, 2 ** 26]) {
      const { problems } = await attached(sourceAt(join(tmpdir(), 'none', 'gone.csv'), size));
      assert.match(problems[0]?.message ?? '', /d\.csv cannot be read to its end \(ENOENT\)/, String(size));
    }
  });
});

describe('the bytes of a local file', () => {
  it('are all there, though its parts are written over each other', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bytes-'));
    try {
      const bytes = Uint8Array.from({ length: 5_000_001 }, (_, at) => (at * 7919) >>> 8);
      await writeFile(join(folder, 'file'), bytes);
      const source = sourceAt(join(folder, 'file'), bytes.length);
      assert.ok(Buffer.from(await wholeBytes(source)).equals(Buffer.from(bytes)));
      assert.equal(await source.sha256(), await sha256Of(bytes));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('decimals', () => {
  it('add up exactly over buckets, too: 0.1 and 0.2 are 0.3', () => {
    for (const odd of ['', ',2026-02-11,qwen/c,1e3']) {
      const text = lines(
        'date,model,tokens',
        '2026-02-09,qwen/a,0.1',
        '2026-02-10,qwen/a,0.2',
        '2026-02-09,qwen/b,0.3',
        ...(odd === '' ? [] : [odd.slice(1)]),
      );
      const dataset = read(text, { every: 'day' });
      const measure = dataset.numbers.get('tokens');
      assert(measure);
      const cube = cubeOf({ dataset, measure, columns: [], filters: [] });
      const of = (model: string): number =>
        sumIn(cube, [{ from: 0, to: cube.buckets }], ({ identity }) => identity === model);
      assert.equal(of('qwen/a'), of('qwen/b'), odd);
      assert.equal(of('qwen/a'), 0.3);
    }
  });
});
