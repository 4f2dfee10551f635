// From a keystroke to its diagnostics, in a real VS Code.
import { bundle } from './bundle.mjs';
import { milliseconds, quantile } from './figures.mjs';
import { folderOf } from './home.mjs';
import { resultInHost } from './host.mjs';
import { table } from './table.mjs';

/** Measures in the extension host, and returns the table. */
export async function typing() {
  const file = await bundle('typing', await folderOf('bundles'), ['vscode']);
  return typingTable(await resultInHost(file));
}

function typingTable({ version, cells, scratch, typing: measured }) {
  const whole = quantile(scratch, 0.5);
  const rows = measured.map(({ name, cells: concerned, strokes }) => {
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
    `Typing → diagnostics, ${cells} cells, VS Code ${version}. Parsing and binding all ${cells} cells from scratch: ${milliseconds(whole)} (median of ${scratch.length}).`,
    table(head, rows),
  ].join('\n\n');
}
