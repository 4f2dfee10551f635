// npm run bench: measures in a real VS Code and prints tables. bench/README.md says how to read them.
import { join } from 'node:path';
import { build } from 'esbuild';
import { ensurePackages } from '../scripts/install.mjs';
import { buildAll } from '../scripts/package.mjs';
import { main, root } from '../scripts/run.mjs';
import { resultInHost } from './host.mjs';
import { table } from './table.mjs';

await main(async () => {
  await ensurePackages();
  await buildAll();
  const measured = await resultInHost(await bundle('typing'));
  console.log(typingTable(measured));
});

/** Builds what runs in the extension host beside the extension, and returns its file. */
async function bundle(name) {
  const outfile = join(root, 'out', 'bench', `${name}.js`);
  await build({
    entryPoints: [join(root, 'bench', `${name}.ts`)],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['vscode'],
    loader: { '.csv': 'text', '.svg': 'text' },
    logLevel: 'warning',
  });
  return outfile;
}

function typingTable({ machine, cells, scratch, typing }) {
  const whole = quantile(scratch, 0.5);
  const rows = typing.map(({ name, cells: concerned, strokes }) => {
    const own = strokes.map((each) => each.own);
    const all = strokes.map((each) => each.all);
    const times = [quantile(own, 0.5), quantile(own, 0.95), quantile(all, 0.5), quantile(all, 0.95)];
    const ratio = (quantile(all, 0.5) / whole).toFixed(2);
    return [name, String(strokes.length), String(concerned), ...times.map(milliseconds), ratio];
  });
  const head = [
    'typed',
    'keystrokes',
    'cells',
    'own, median',
    'own, p95',
    'all, median',
    'all, p95',
    'ratio',
  ];
  return [
    `Typing → diagnostics, ${cells} cells`,
    machine,
    `Parsing and binding all ${cells} cells from scratch: ${milliseconds(whole)} (median of ${scratch.length})`,
    '',
    table(head, rows),
  ].join('\n');
}

function milliseconds(value) {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

/** The value that so much of the sample does not exceed. */
function quantile(sample, part) {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
}
