import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSources } from '../../../src/data/attach';
import type { ReadResult } from '../../../src/data/read';
import { SealedFiles } from '../../../src/node/sealedFiles';
import { lines, linesOf } from './helpers';

const TEXT = lines(
  'date,model,app,tokens,price_usd,elo,note',
  '2026-02-02T10:00:00Z,qwen/a,Kilo,5000000000,0.25,1400,',
  '',
  '2026-02-02T11:30:00Z,qwen/b,"Two',
  'lines",7,1.5,,x',
  '2026-02-09T00:00:10Z,openai/c,Kilo,-3,,1398.5,',
  '2026-02-10T00:00:10Z,other,,9,0.125,1500,',
);

async function readResult(text = TEXT): Promise<ReadResult> {
  const bytes = new TextEncoder().encode(text);
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(bytes);
  };
  const source = { file: 'data.csv', size: bytes.length, open, sha256: () => Promise.resolve('') };
  const read = await readSources([source], { name: 'data', file: 'data.csv' }, {});
  assert(read.dataset, read.problems[0]?.message);
  return read;
}

function columnsOf({ dataset }: ReadResult): unknown {
  assert(dataset);
  const { texts, numbers } = dataset;
  return JSON.parse(JSON.stringify([{ ...dataset, lines: linesOf(dataset) }, [...texts], [...numbers]]));
}

describe('sealed columns', () => {
  let folder = '';
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'sealed-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const onlyFile = async (): Promise<string> => join(folder, (await readdir(folder))[0] ?? '');

  it('come back as they were', async () => {
    const read = await readResult();
    const files = new SealedFiles(folder);
    assert.equal(await files.find('key'), undefined);
    await files.keep('key', read);
    const found = await files.find('key');
    assert(found?.dataset && read.dataset);
    // JSON knows no difference between what is absent and what is undefined.
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    assert.deepEqual(plain(found.dataset), plain(read.dataset));
    assert.deepEqual(found.dataset.texts, read.dataset.texts);
    assert.deepEqual(found.dataset.numbers, read.dataset.numbers);
    assert.deepEqual(found.dataset.time, read.dataset.time);
    assert.deepEqual(linesOf(found.dataset), linesOf(read.dataset));
    assert.deepEqual(plain(found.problems), plain(read.problems));
    assert.equal(await files.find('another key'), undefined);
  });

  it('are not taken if any byte of them is damaged, or is missing', async () => {
    const read = await readResult();
    const files = new SealedFiles(folder);
    await files.keep('key', read);
    const path = await onlyFile();
    const whole = await readFile(path);
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged[at] = damaged[at]! ^ 0x20;
      await writeFile(path, damaged);
      const found = await files.find('key');
      // What is left free between arrays means nothing.
      if (found) assert.deepEqual(columnsOf(found), columnsOf(read), `byte ${at}`);
    }
    for (const length of [0, 5, 20, 100, whole.length - 8, whole.length - 1]) {
      await writeFile(path, whole.subarray(0, length));
      assert.equal(await files.find('key'), undefined, `${length} bytes`);
    }
    await writeFile(path, Buffer.concat([whole, Buffer.alloc(8)]));
    assert.equal(await files.find('key'), undefined);
    assert.deepEqual(await readdir(folder), [], 'what cannot be read is removed');
  });

  it('are not taken if any part of a long column is damaged, or stands where another should', async () => {
    const read = await readResult();
    const tokens = read.dataset?.numbers.get('tokens');
    assert(read.dataset && tokens);
    const values = Float64Array.from({ length: 3 * 2 ** 19 + 5 }, (_, row) => row);
    const long = {
      ...read,
      dataset: { ...read.dataset, numbers: new Map([['tokens', { ...tokens, values }]]) },
    };
    const files = new SealedFiles(folder);
    await files.keep('key', long);
    const path = await onlyFile();
    const whole = await readFile(path);
    assert.deepEqual((await files.find('key'))?.dataset?.numbers, long.dataset.numbers);
    const column = Buffer.from(values.buffer);
    const begin = whole.indexOf(column.subarray(0, 64));
    assert(begin > 0);
    for (const at of [0, 2 ** 22 - 1, 2 ** 22, 2 ** 23 + 1, column.length - 1]) {
      const damaged = Buffer.from(whole);
      damaged[begin + at] = damaged[begin + at]! ^ 1;
      await writeFile(path, damaged);
      assert.equal(await files.find('key'), undefined, `byte ${at} of the column`);
    }
    const exchanged = Buffer.from(whole);
    exchanged.set(column.subarray(2 ** 22, 2 ** 23), begin);
    exchanged.set(column.subarray(0, 2 ** 22), begin + 2 ** 22);
    await writeFile(path, exchanged);
    assert.equal(await files.find('key'), undefined, 'parts that have changed places');
  });

  it('are none of a file with very many words, whose head would take long', async () => {
    const read = await readResult();
    assert(read.dataset);
    const words = new Array<string>(2 ** 20 + 1).fill('a');
    const codes = new Uint32Array(read.dataset.rows);
    const texts = new Map(read.dataset.texts).set('id', { kind: 'text', name: 'id', codes, words });
    const files = new SealedFiles(folder);
    await files.keep('key', { ...read, dataset: { ...read.dataset, texts } });
    assert.deepEqual(await readdir(folder), []);
  });

  it('are bounded: those that were not used for longest go first', async () => {
    const read = await readResult();
    await new SealedFiles(folder).keep('size', read);
    const { length } = await readFile(await onlyFile());
    await rm(folder, { recursive: true });
    const files = new SealedFiles(folder, 2 * length + 100);
    const age = async (key: string, seconds: number): Promise<void> => {
      const before = new Set(await readdir(folder).catch(() => []));
      await files.keep(key, read);
      for (const name of await readdir(folder))
        if (!before.has(name)) await utimes(join(folder, name), seconds, seconds);
    };
    await age('a', 1000);
    await age('b', 2000);
    assert(await files.find('a'), 'it is used now');
    await files.keep('c', read);
    assert(await files.find('a'));
    assert.equal(await files.find('b'), undefined);
    assert(await files.find('c'));
  });

  it('can be deleted at any time, and need no folder that can be written', async () => {
    const read = await readResult();
    await writeFile(join(folder, 'file'), '');
    const nowhere = new SealedFiles(join(folder, 'file', 'below'));
    await nowhere.keep('key', read);
    assert.equal(await nowhere.find('key'), undefined);
  });
});
