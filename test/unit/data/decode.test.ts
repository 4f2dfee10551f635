import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { sourceOf } from '../../../src/data/files';
import { Unreadable, type ReadProblem } from '../../../src/data/problem';
import { textOf } from '../../../src/data/scan/scan';

const utf16 = (text: string, big: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return big ? bytes.swap16() : bytes;
};

async function decoded(bytes: Uint8Array): Promise<{ text: string; said: string[] }> {
  const said: ReadProblem[] = [];
  const text = await textOf(sourceOf('x.csv', bytes), {}, (problem) => said.push(problem));
  return { text, said: said.map(({ code, severity }) => `${severity} ${code}`) };
}

async function refused(bytes: Uint8Array): Promise<string> {
  try {
    await decoded(bytes);
  } catch (error) {
    assert(error instanceof Unreadable);
    return error.problem.code;
  }
  throw new Error('It was read.');
}

describe('bytes as text', () => {
  const text = 'week,model,tokens\n2026-W07,Qwen “é” 通,5\n';

  it('is the same from every encoding, plain or compressed', async () => {
    const forms = [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      utf16(`\ufeff${text}`, false),
      utf16(`\ufeff${text}`, true),
      utf16(text, false),
      utf16(text, true),
    ];
    for (const form of forms) {
      assert.deepEqual(await decoded(form), { text, said: [] });
      assert.deepEqual(await decoded(gzipSync(form)), { text, said: [] });
    }
  });

  it('is any text that can be written as UTF-8', async () => {
    const words = fc.string({ unit: 'grapheme' }).filter((each) => !/[\0\ufeff]/.test(each));
    await fc.assert(
      fc.asyncProperty(words, async (each) => {
        assert.equal((await decoded(Buffer.from(each))).text, each);
      }),
    );
  });

  it('is Western European where it is not UTF-8, with a warning', async () => {
    const bytes = Buffer.from('Modell;Größe\nMistral – groß;5\n', 'latin1');
    const { text: read, said } = await decoded(bytes);
    assert.match(read, /Größe/);
    assert.deepEqual(said, ['warning encoding']);
  });

  it('is refused where it is none', async () => {
    assert.equal(await refused(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 1, 2])), 'binary');
    assert.equal(await refused(Buffer.from('a,b\n1,\0\n')), 'binary');
    assert.equal(await refused(gzipSync(Buffer.from(text)).subarray(0, 30)), 'gzip');
    assert.equal(await refused(Uint8Array.from([0x1f, 0x8b, 1, 2, 3])), 'gzip');
  });
});
