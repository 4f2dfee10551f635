import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { borrowKernel, returnKernel } from '../../../../src/data/scan/kernel';

describe('the kernel of the scanner', () => {
  it('is built from its source', async () => {
    // The script is no part of the bundle: it is read where it stands.
    const { kernelModule } = (await import(pathToFileURL(join('scripts', 'kernel.mjs')).href)) as {
      kernelModule: (source: string) => Promise<string>;
    };
    const folder = join('src', 'data', 'scan');
    const built = await kernelModule(readFileSync(join(folder, 'kernel.wat'), 'utf8'));
    assert.equal(readFileSync(join(folder, 'kernelBytes.ts'), 'utf8'), built);
  });

  it('is there, each for one scan at a time', () => {
    const [first, second] = [borrowKernel(), borrowKernel()];
    assert(first && second && first !== second);
    returnKernel(first);
    assert.equal(borrowKernel(), first);
    returnKernel(first);
  });

  it('takes as much memory as a file is worth', () => {
    // Whatever was used before is out of the way.
    borrowKernel();
    const small = borrowKernel(2 ** 20);
    assert(small && small.size < 2 ** 23);
    returnKernel(small);
    assert.equal(borrowKernel(2 ** 10), small, 'one that is large enough is used again');
    returnKernel(small);
    const large = borrowKernel();
    assert(large && large !== small && large.size === 2 ** 25);
    returnKernel(large);
    assert.equal(borrowKernel(2 ** 10), large);
    returnKernel(large);
  });

  it('has memory for many words, and says when there is no more', () => {
    const kernel = borrowKernel();
    assert(kernel);
    const first = kernel.allocate(1000);
    assert(first);
    first.fill(7);
    assert.equal(kernel.allocate(2 ** 24), undefined);
    kernel.clear();
    assert.deepEqual(kernel.allocate(1000), new Int32Array(1000));
    returnKernel(kernel);
  });
});
