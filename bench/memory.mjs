// A notebook of 20 charts that runs again and again, in Chromium: what the page holds after each collection of garbage.
// node bench/memory.mjs [RUNS] measures the renderer in out/ (npm run build makes it) and prints a table.
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { launchOptions } from '../scripts/chromium.mjs';
import { root } from '../scripts/run.mjs';
import { table } from './table.mjs';

/** Lines of the table: each a fifth of the runs. */
const STEPS = 5;

/** Measures, and returns the table. */
export async function memory({ runs = 200 } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'tokshare-bench-'));
  try {
    const { measureMemory } = await testsOf(folder);
    const every = Math.max(1, Math.floor(runs / STEPS));
    const found = await measureMemory(runs, every);
    const rows = found.map(({ run, heap, nodes, listeners }) => [
      String(run),
      `${(heap / 1e6).toFixed(1)} MB`,
      nodes.toLocaleString('en'),
      listeners.toLocaleString('en'),
    ]);
    return [
      `20 charts, each shown again in a new output by every run. Chromium, after forced collection:`,
      table(['runs', 'heap', 'DOM nodes', 'listeners'], rows),
    ].join('\n\n');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The measurement that the tests use as well, and playwright beside it. */
async function testsOf(folder) {
  const outfile = join(folder, 'memory.cjs');
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await build({
    entryPoints: [join(root, 'test', 'renderer', 'memory.ts')],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['playwright-core'],
    loader: { '.csv': 'text', '.svg': 'text' },
    logLevel: 'warning',
  });
  process.env.CHROMIUM ??= launchOptions().executablePath;
  process.env.TOKSHARE_RENDERER ??= join(root, 'out', 'renderer');
  return createRequire(import.meta.url)(outfile);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(await memory({ runs: Number(process.argv[2] ?? 200) }));
