// From the start of the extension to the first chart, in a real VS Code that is started anew each time.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../scripts/run.mjs';
import { bundle } from './bundle.mjs';
import { median, milliseconds } from './figures.mjs';
import { folderOf } from './home.mjs';
import { resultInHost } from './host.mjs';
import { table } from './table.mjs';

const STARTS = 5;

/** Measures, and returns the table. */
export async function workbench({ quick, rounds = quick ? 1 : STARTS }) {
  const file = await bundle('workbench', await folderOf('bundles'), ['vscode']);
  const starts = [];
  for (let count = 0; count < rounds; count++)
    starts.push(await resultInHost(file, { makeWorkspace, watch }));
  const of = (key) => milliseconds(median(starts.flatMap((start) => start[key])));
  const [{ version, again }] = starts;
  return [
    `A notebook with one chart, VS Code ${version}, medians of ${starts.length} starts:`,
    table(
      ['', 'time'],
      [
        ['the extension is activated', of('activation')],
        ['notebook asked for → shown', of('shown')],
        ['notebook asked for → its cells have run', of('ran')],
        ['notebook asked for → first chart painted', of('painted')],
        [`the cell run again (${again.length} times each)`, of('again')],
      ],
    ),
  ].join('\n\n');
}

/** A folder with data and without a notebook: one would start the extension before the clock. */
async function makeWorkspace() {
  const base = await mkdtemp(join(tmpdir(), 'tokshare-workspace-'));
  const folder = join(base, 'notebooks');
  await cp(join(root, 'examples', 'data'), join(folder, 'data'), { recursive: true });
  return { folder, remove: () => rm(base, { recursive: true, force: true, maxRetries: 3 }) };
}

/** Notes in the workspace when the first chart is painted, for the extension host to read: they share a clock. */
async function watch(page, folder) {
  await page.exposeFunction('tokshareChartPainted', (time) =>
    writeFile(join(folder, 'painted'), String(time)),
  );
  await page.addInitScript(() => {
    if (window !== window.top) return;
    // Outputs are in a frame of a frame. Here all have one origin, and are painted together.
    const hasChart = (window) =>
      window.document.querySelector('.js-plotly-plot .trace') !== null ||
      Array.from({ length: window.frames.length }, (_, index) => window.frames[index]).some(hasChart);
    const look = () => {
      // The frame after the one in which the marks are there has painted them.
      if (hasChart(window)) requestAnimationFrame(() => window.tokshareChartPainted(Date.now()));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
