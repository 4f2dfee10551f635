// Bundles of TypeScript for measurements.
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../scripts/run.mjs';

/** Bundles bench/NAME.ts for Node into a folder, and returns the file. `external` is left to be loaded when it runs. */
export async function bundle(name, folder, external = []) {
  const outfile = join(folder, `${name.replaceAll('/', '-')}.js`);
  await build({
    absWorkingDir: root,
    // The thread that hashes large files is looked for beside what starts it.
    entryPoints: [
      { in: join(root, 'bench', `${name}.ts`), out: name.replaceAll('/', '-') },
      { in: join(root, 'src', 'node', 'hashWorker.ts'), out: 'hashWorker' },
    ],
    outdir: folder,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external,
    loader: { '.csv': 'text', '.svg': 'text' },
    logLevel: 'warning',
  });
  return outfile;
}
