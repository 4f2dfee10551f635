// Builds the scanner's kernel: src/data/scan/kernel.wat → kernelBytes.ts, which is checked in. Run it after each change.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import wabt from 'wabt';
import { isMain, main, root } from './run.mjs';

const folder = join(root, 'src', 'data', 'scan');

/** The module that holds the kernel's bytes in hex. */
export async function kernelModule(source) {
  const { parseWat } = await wabt();
  const parsed = parseWat('kernel.wat', source, { simd: true });
  try {
    parsed.validate();
    const { buffer } = parsed.toBinary({});
    const hex = Buffer.from(buffer).toString('hex');
    return `/** Built from kernel.wat by scripts/kernel.mjs. */\n// prettier-ignore\nexport const KERNEL =\n  '${hex}';\n`;
  } finally {
    parsed.destroy();
  }
}

if (isMain(import.meta.url))
  await main(async () => {
    const source = await readFile(join(folder, 'kernel.wat'), 'utf8');
    await writeFile(join(folder, 'kernelBytes.ts'), await kernelModule(source));
  });
