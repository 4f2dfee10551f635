// How large the package is, and what makes it so.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack, vsix } from '../scripts/package.mjs';
import { root } from '../scripts/run.mjs';
import { kilobytes, NOTHING } from './figures.mjs';
import { table } from './table.mjs';

const FILES = ['extension.js', 'renderer/results.js', 'renderer/prose.js', 'renderer/plotly.min.js'];

/** Packs what is built, and returns the table. */
export async function packageSize() {
  await pack();
  const { size } = await stat(vsix);
  const rows = [['tokshare.vsix', kilobytes(size), NOTHING]];
  for (const name of FILES) {
    const bytes = await readFile(join(root, 'out', ...name.split('/')));
    rows.push([`out/${name}`, kilobytes(bytes.length), kilobytes(gzipSync(bytes).length)]);
  }
  return ['Package:', table(['', 'size', 'gzip'], rows)].join('\n\n');
}
