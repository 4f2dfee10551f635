import assert from 'node:assert/strict';
import { Reads, type SealedReads } from '../../../src/host/reads';
import type { ReadResult } from '../../../src/data/read';
import { readCsv } from '../data/readCsv';

const HEAD = 'week,model,tokens\n';

function resultOf(tokens: number, sha256: string): ReadResult {
  const { dataset, problems } = readCsv(`${HEAD}2026-W07,qwen/a,${tokens}\n`, {
    name: 'd',
    file: 'd.csv',
    sha256,
  });
  assert(dataset);
  return { dataset, problems };
}

/** A place that has something under every key until it is told to forget it. */
class Kept implements SealedReads {
  kept: ReadResult | undefined;
  looks = 0;

  constructor(kept?: ReadResult) {
    this.kept = kept;
  }

  find(): Promise<ReadResult | undefined> {
    this.looks++;
    return Promise.resolve(this.kept);
  }

  keep(_key: string, read: ReadResult): Promise<void> {
    this.kept = read;
    return Promise.resolve();
  }

  forget(): Promise<void> {
    this.kept = undefined;
    return Promise.resolve();
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('what was read', () => {
  const never = { isSame: () => Promise.resolve(true), changed: () => assert.fail('changed') };

  it('is read once for the same state of a file, and again for another', async () => {
    const reads = new Reads();
    let count = 0;
    const read = (): Promise<ReadResult> => Promise.resolve(resultOf(++count, 'a'));
    const first = await reads.of('key', { ...never, read });
    assert.equal(await reads.of('key', { ...never, read }), first);
    assert.notEqual(await reads.of('other', { ...never, read }), first);
    assert.equal(count, 2);
  });

  it('comes from where it was kept, if it is of the file', async () => {
    const kept = resultOf(7, 'same');
    const reads = new Reads(new Kept(kept));
    const read = (): never => assert.fail('read');
    assert.equal(
      await reads.of('key', { ...never, read, isSame: (hash) => Promise.resolve(hash === 'same') }),
      kept,
    );
    await turn();
  });

  for (const [what, isSame] of [
    ['is of another file', () => Promise.resolve(false)],
    ['cannot be held against the file', () => Promise.reject(new Error('EIO'))],
  ] as const) {
    it(`is read anew, and everybody is told, if what was kept ${what}`, async () => {
      const sealed = new Kept(resultOf(7, 'before'));
      const reads = new Reads(sealed);
      const told: string[] = [];
      const fresh = resultOf(8, 'now');
      let count = 0;
      const reader = (name: string) => ({
        read: () => Promise.resolve((count++, fresh)),
        isSame,
        changed: () => told.push(name),
      });
      await Promise.all([reads.of('key', reader('one')), reads.of('key', reader('two'))]);
      await turn();
      assert.deepEqual(told.sort(), ['one', 'two']);
      assert.equal(await reads.of('key', reader('one')), fresh);
      assert.equal(await reads.of('key', reader('two')), fresh);
      assert.equal(count, 1);
      assert.equal(sealed.kept, undefined, 'it is forgotten');
      assert.equal(told.length, 2, 'nobody is told twice');
    });
  }
});
