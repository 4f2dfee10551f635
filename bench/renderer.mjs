// The built renderer in Chromium, on the page of its tests: how long until a chart is painted.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { launchOptions } from '../scripts/chromium.mjs';
import { root } from '../scripts/run.mjs';
import { median, milliseconds } from './figures.mjs';
import { table } from './table.mjs';

/** New pages for each chart. */
const PAGES = 7;
/** How often a chart is drawn again on each of them. */
const AGAIN = 5;

/** Measures, and returns the table. */
export async function renderer({ rounds = PAGES }) {
  const tests = await testsOfRenderer();
  const site = await tests.serve();
  const browser = await tests.launch();
  try {
    const rows = [];
    for (const [name, chart] of charts(tests)) {
      const pages = [];
      for (let count = 0; count < rounds; count++) pages.push(await onNewPage(tests, browser, site, chart));
      const of = (key) => milliseconds(median(pages.flatMap((page) => page[key])));
      rows.push([name, of('first'), of('another'), of('again')]);
    }
    return [
      `Result → chart painted, Chromium ${browser.version()}, medians of ${rounds} pages:`,
      table(['', 'first of a page', 'another one', 'the same with other values'], rows),
    ].join('\n\n');
  } finally {
    await browser.close();
    await site.close();
  }
}

/** The page on which the renderer is tested, and its results. They are of this build: playwright is found beside them. */
async function testsOfRenderer() {
  const outfile = join(root, 'out', 'bench', 'renderer.cjs');
  await build({
    stdin: {
      contents: `export * from './test/renderer/page'; export * from './test/renderer/fixtures';`,
      resolveDir: root,
    },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['playwright-core'],
    loader: { '.csv': 'text', '.svg': 'text' },
    logLevel: 'warning',
  });
  process.env.CHROMIUM = launchOptions().executablePath;
  process.env.TOKSHARE_RENDERER = join(root, 'out', 'renderer');
  return createRequire(import.meta.url)(outfile);
}

/** Name → a result; each time it is asked, its values are others. */
function charts({ barResult, lineResult, result, timeFigure, value, weeks }) {
  const area = (turn) => {
    const buckets = weeks('2024-01-01', 120);
    const series = Array.from({ length: 60 }, (_, lab) => ({
      member: {
        key: `lab-${lab}`,
        label: `Lab ${lab}`,
        kind: 'named',
        hue: { key: `lab:${lab}`, label: `Lab ${lab}` },
      },
      values: buckets.map((_, week) => value(1e9 * (60 - lab + ((week * (lab + turn + 1)) % 17)))),
    }));
    const figure = timeFigure({ kind: 'area', stacked: true, buckets, series });
    return result({ title: 'Tokens by lab, week by week', figure });
  };
  return [
    ['10 bars', (turn) => scaled(barResult(), turn)],
    ['2 lines of 65 weeks, with crossings', (turn) => scaled(lineResult(), turn)],
    ['60 areas of 120 weeks', area],
  ];
}

/** The same figure with all values larger. */
function scaled(result, turn) {
  const series = result.figure.series.map((each) => ({
    ...each,
    values: each.values.map((measured) => ({ value: measured.value * (1 + turn / 10) })),
  }));
  return { ...result, figure: { ...result.figure, series } };
}

async function onNewPage(tests, browser, site, chart) {
  const { page } = await tests.open(browser, site, 'vscode-light');
  try {
    const first = await paint(page, 'one', chart(0));
    const another = await paint(page, 'two', chart(1));
    const again = [];
    for (let turn = 2; turn < 2 + AGAIN; turn++) again.push(await paint(page, 'two', chart(turn)));
    return { first, another, again };
  } finally {
    await page.close();
  }
}

/** Milliseconds, by the page's clock, from handing a result to the renderer until the frame after its drawing is begun. */
function paint(page, id, result) {
  return page.evaluate(
    async ([name, text]) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      await frame();
      const begin = performance.now();
      await window.host.render(name, text);
      await frame();
      await frame();
      const drawn = document.querySelectorAll(`#${name} .js-plotly-plot .main-svg`).length > 0;
      if (!drawn) throw new Error(`No chart was drawn: ${document.getElementById(name)?.textContent}`);
      return performance.now() - begin;
    },
    [id, JSON.stringify(result)],
  );
}
