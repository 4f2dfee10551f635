// Bundles of TypeScript for measurements.
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../scripts/run.mjs';

/** Bundles bench/NAME.ts for Node into a folder, and returns the file. `external` is left to be loaded when it runs. */
export async function bundle(name, folder, external = []) {
  const outfile = join(folder, `${name.replaceAll('/', '-')}.js`);
  await build({
    absWorkingDir: root,
    // Threads for large files are looked for beside what starts them.
    entryPoints: [
      { in: join(root, 'bench', `${name}.ts`), out: name.replaceAll('/', '-') },
      ...['hashWorker', 'scanWorker'].map((worker) => ({
        in: join(root, 'src', 'node', `${worker}.ts`),
        out: worker,
      })),
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
