import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { openWorkbench, until, type Workbench } from '../harness/workbench';

const EXAMPLE = 'chinese-models.tokshare';

/** Wheel steps that cross the whole example. */
const WHOLE_NOTEBOOK = 250;

/** Scrolls the notebook until something lies well inside of it; what is far away is not drawn at all. */
async function bringIntoView({ page }: Workbench, target: Locator): Promise<void> {
  const list = page.locator('.notebookOverlay:visible .cell-list-container').first();
  const { y, height } = (await list.boundingBox()) ?? { y: 0, height: 0 };
  await list.hover();
  let step = 0;
  await until('it is in view', 90_000, async () => {
    const box = (await target.count()) > 0 ? await target.boundingBox() : null;
    const inside = box && box.y > y + 40 && box.y + Math.min(box.height, height / 2) < y + height - 40;
    if (inside) return true;
    // Down to the end and up again, until it is drawn; then straight to it.
    const down = box ? box.y > y + 40 : Math.floor(step++ / WHOLE_NOTEBOOK) % 2 === 0;
    await page.mouse.wheel(0, down ? 400 : -400);
    return false;
  });
}

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

  /** The output of the query with this title, scrolled into view and drawn. */
  async function output(title: string): Promise<Locator> {
    const shown = frame.locator('.tokshare-result').filter({ hasText: title }).first();
    await bringIntoView(workbench, shown);
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
    await until(
      'two lines',
      30_000,
      async () => (await chart.locator('.js-plotly-plot .scatterlayer .trace path.js-line').count()) >= 2,
    );
    await chart
      .getByText(/passes/)
      .first()
      .waitFor();
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
    const captions = await frame.locator('.tokshare-result .caption').allTextContents();
    assert.ok(captions.length > 3, `${captions.length} captions`);
    for (const text of captions) assert.match(text, / · (rankings|by_lab|by_model|platform|registry|\d+)$/);
    const sources = await frame.locator('.tokshare-result .source').allTextContents();
    for (const text of sources) assert.match(text, /^Source: OpenRouter/);
  });

  it('shows what it knows of a model in rendered prose', async () => {
    const { page } = workbench;
    const term = frame.locator('.tokshare-term[data-kind="model"]').first();
    await bringIntoView(workbench, term);
    await term.hover();
    const card = frame.locator('.tokshare-card');
    await card.waitFor();
    for (const part of [/Lab/, /Country/, /Released/, /Price/, /Weights/])
      assert.match(await card.innerText(), part);
    await card
      .getByText(/tokens in 2026-W\d\d, rank \d+ of \d+/)
      .first()
      .waitFor();
    assert.equal(await card.locator('img').count(), 1);
    // The editors of the cells around lie over this page: what is not on the term's own cell is not seen.
    await until('the card lies on its own cell', 10_000, async () => {
      const [box, cell] = [
        await card.boundingBox(),
        await frame.locator('#preview', { has: term }).first().boundingBox(),
      ];
      return (
        box !== null && cell !== null && box.y >= cell.y && box.y + box.height <= cell.y + cell.height + 1
      );
    });
    await workbench.screenshot('prose-hover');
    await page.keyboard.press('Escape');
  });

  it('follows the themes, with a picture of each', async () => {
    for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const) {
      await workbench.setTheme(theme);
      await output('top 10 labs in 2026-W07');
      await workbench.screenshot(`example-${theme}`);
    }
  });

  it('leaves the file and its tab clean', async () => {
    const { page, folder } = workbench;
    assert.equal(await page.locator('.tab.active.dirty').count(), 0);
    assert.equal(
      await readFile(join(folder, EXAMPLE), 'utf8'),
      await readFile(join('examples', EXAMPLE), 'utf8'),
    );
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
    await bringIntoView(workbench, word);
    const hover = page.locator('.monaco-hover:visible .hover-contents').filter({ hasText: 'China' }).first();
    // A hover comes for a pointer that moves and then rests; one that scrolling has brought there does not count.
    await until('the hover comes', 30_000, async () => {
      await page.mouse.move(0, 0);
      await word.hover();
      return hover.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
    });
    assert.equal(await hover.locator('img').count(), 1);
    await workbench.screenshot('query-hover');
  });

  it('runs by Control and Enter, also while something is offered', async () => {
    const { page } = workbench;
    await page.locator('.notebook-toolbar-container').getByText('Code').first().click();
    const cell = page.locator('.notebookOverlay:visible .code-cell-row.focused .monaco-editor').first();
    await cell.waitFor();
    await page.keyboard.type('tokens for CN in 2026-W11 using by_lab');
    await page.keyboard.press('Control+Enter');
    await until('the figure stands below', 60_000, async () => {
      for (const frame of await workbench.outputFrames())
        if ((await frame.getByText('6.008T').count()) > 0) return true;
      return false;
    });
  });
});
