import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { openWorkbench, until, type Workbench } from '../harness/workbench';

const EXAMPLE = 'chinese-models.tokshare';

describe('the example notebook, run by its button', () => {
  let workbench: Workbench;
  let frame: Frame;

  before(async () => {
    workbench = await openWorkbench({ viewport: { width: 1280, height: 1000 } });
    await workbench.openNotebook(EXAMPLE);
    await workbench.runAll();
    const [first] = await workbench.outputFrames();
    assert.ok(first);
    frame = first;
  });

  after(() => workbench.close());

  /** Scrolls the notebook until the output of a query with this title is drawn. */
  async function output(title: string): Promise<Locator> {
    const { page } = workbench;
    const shown = frame.locator('.tokshare-output').filter({ hasText: title }).first();
    await page.locator('.notebookOverlay:visible .cell-list-container').first().hover();
    await until(`"${title}" is drawn`, 60_000, async () => {
      if ((await shown.count()) > 0 && (await shown.isVisible())) return true;
      await page.mouse.wheel(0, 400);
      return false;
    });
    return shown;
  }

  it('runs every query without an error', async () => {
    const { page } = workbench;
    await page.locator('.notebookOverlay:visible').waitFor();
    assert.equal(await page.locator('.codicon-notebook-state-error').count(), 0);
  });

  it('draws a bar for each of ten labs', async () => {
    const chart = await output('top 10 labs in 2026-W07');
    const bars = chart.locator('.js-plotly-plot .bars .point');
    await until('ten bars', 30_000, async () => (await bars.count()) === 10);
  });

  it('draws two lines with the crossing marked', async () => {
    const chart = await output('first crossing of tokens for CN over US');
    await until('two lines', 30_000, async () => (await chart.locator('.js-plotly-plot .scatterlayer .trace path.js-line').count()) >= 2);
    await chart.getByText(/passes/).first().waitFor();
  });

  it('opens as a table by keyboard', async () => {
    const chart = await output('first crossing of tokens for CN over US');
    const button = chart.getByRole('button', { name: 'Table' });
    await button.focus();
    await workbench.page.keyboard.press('Enter');
    await chart.locator('table').waitFor();
    assert.match(await chart.locator('table').innerText(), /2026-W07/);
    assert.equal(await button.getAttribute('aria-pressed'), 'true');
  });

  it('prints the universe and the source with every result', async () => {
    const captions = await frame.locator('.tokshare-output').allInnerTexts();
    assert.ok(captions.length > 0);
    for (const text of captions) assert.match(text, /rankings|by_lab|by_model|platform/);
  });

  it('shows what it knows of a model in rendered prose', async () => {
    const { page } = workbench;
    await page.locator('.notebookOverlay:visible .cell-list-container').first().hover();
    const term = frame.locator('.tokshare-term[data-kind="model"]:visible').first();
    await until('a model in prose is drawn', 60_000, async () => {
      if ((await term.count()) > 0) return true;
      await page.mouse.wheel(0, -600);
      return false;
    });
    await term.scrollIntoViewIfNeeded();
    await term.hover();
    const card = frame.locator('.tokshare-card');
    await card.waitFor();
    for (const part of [/Lab/, /Country/, /Released/, /Price/, /Weights/]) assert.match(await card.innerText(), part);
    await card.getByText(/tokens in 2026-W\d\d, rank \d+ of \d+/).first().waitFor();
    assert.equal(await card.locator('img').count(), 1);
    await workbench.screenshot('prose-hover');
    await page.keyboard.press('Escape');
  });

  it('follows the themes, with a picture of each', async () => {
    await workbench.runCommand('Notebook: Focus First Cell').catch(() => undefined);
    for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const) {
      await workbench.setTheme(theme);
      await output('top 10 labs in 2026-W07');
      await workbench.screenshot(`example-${theme}`);
    }
  });

  it('leaves the file and its tab clean', async () => {
    const { page, folder } = workbench;
    assert.equal(await page.locator('.tab.active.dirty').count(), 0);
    assert.equal(await readFile(join(folder, EXAMPLE), 'utf8'), await readFile(join('examples', EXAMPLE), 'utf8'));
  });

  it('reports no error in the workbench', () => {
    assert.deepEqual(workbench.errors, []);
  });
});

describe('a query cell in the editor', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
    await workbench.openNotebook(EXAMPLE);
  });

  after(() => workbench.close());

  it('shows lab and country of a hovered model', async () => {
    const { page } = workbench;
    const word = page.locator('.notebookOverlay:visible .view-line span').filter({ hasText: /^CN$/ }).first();
    await page.locator('.notebookOverlay:visible .cell-list-container').first().hover();
    await until('a query is on screen', 60_000, async () => {
      if ((await word.count()) > 0 && (await word.isVisible())) return true;
      await page.mouse.wheel(0, 300);
      return false;
    });
    await word.hover();
    const hover = page.locator('.monaco-hover:visible .hover-contents');
    await hover.filter({ hasText: 'China' }).first().waitFor();
    assert.equal(await hover.locator('img').count(), 1);
    await workbench.screenshot('query-hover');
  });
});
