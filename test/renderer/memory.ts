/** What a page holds while its notebook runs again and again: the test asserts it for few runs, the measurement prints it for many. */
import type { CDPSession, Page } from 'playwright-core';
import type { Result } from '../../src/protocol/result';
import { KINDS } from './fixtures';
import { launch, open, render, serve } from './page';

export interface Held {
  /** After so many runs. */
  readonly run: number;
  /** Bytes of the page's JavaScript. */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

const CHARTS = 20;
/** The first runs fill caches (of fonts, of text widths) and load code. */
const WARM = 5;

/** Runs a notebook of 20 charts of all kinds, and returns what is held after the first runs and then after every `every`. */
export async function measureMemory(runs: number, every: number): Promise<Held[]> {
  const [browser, site] = await Promise.all([launch(), serve()]);
  try {
    const { page, problems } = await open(browser, site, 'vscode-light');
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.enable');
    const found: Held[] = [];
    for (let run = 1; run <= WARM + runs; run++) {
      await runAll(page, run);
      const counted = run - WARM;
      if (counted === 0 || (counted > 0 && counted % every === 0)) found.push(await held(session, counted));
    }
    if (problems.length > 0) throw new Error(problems.join('\n'));
    return found;
  } finally {
    await browser.close();
    await site.close();
  }
}

/** Every cell runs: VS Code makes a new output for it and drops the old one. A few are hidden in or zoomed, and opened as tables. */
async function runAll(page: Page, run: number): Promise<void> {
  const kinds = Object.values(KINDS)
    .map((make) => make())
    .filter(({ figure }) => figure !== undefined && figure.axis !== 'none');
  for (let cell = 0; cell < CHARTS; cell++) {
    const result = kinds[cell % kinds.length];
    if (!result) continue;
    // Every third keeps its output and changes in place; the others have a new one in the same cell.
    const id = cell % 3 === 0 ? `${cell}` : `${cell}-${run}`;
    await dispose(page, cell % 3 === 0 ? undefined : `${cell}-${run - 1}`);
    await render(page, id, changed(result, run), `cell${cell}`);
  }
  await page.evaluate(() => {
    const press = (selector: string) => document.querySelector<HTMLElement>(selector)?.click();
    press('#cell1 .switch button:nth-child(2)');
    press('#cell1 .switch button:nth-child(1)');
    press('#cell2 .quiet:not([hidden])');
    press('#cell2 .legend button');
    press('#cell2 .state button');
  });
}

async function dispose(page: Page, id: string | undefined): Promise<void> {
  if (id === undefined) return;
  await page.evaluate((key) => {
    const { host } = window as unknown as { host: { renderer: { disposeOutputItem(id: string): void } } };
    host.renderer.disposeOutputItem(key);
  }, id);
}

/** The same chart of other values: nothing may be found already drawn. */
function changed(result: Result, run: number): Result {
  return { ...result, title: `${result.title} (${run})` };
}

async function held(session: CDPSession, run: number): Promise<Held> {
  // What is freed late, as by observers, goes with the second one.
  for (let turn = 0; turn < 3; turn++) await session.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return { run, heap: usedSize, nodes, listeners: jsEventListeners };
}
