import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { openWorkbench, until, type Workbench } from '../harness/workbench';

const EXAMPLE = 'chinese-models.tokshare';

describe('browser: the Datasets view', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
    await workbench.openNotebook(EXAMPLE);
    await workbench.page
      .getByRole('tab', { name: /^tokshare/ })
      .first()
      .click();
    await dataset('by_lab').waitFor();
  });

  after(() => workbench.close());

  /** The line of a dataset, as a screen reader names it. */
  function dataset(name: string): Locator {
    return workbench.page.getByRole('treeitem', { name: new RegExp(`^${name}, dataset, `) });
  }

  async function action(name: string, icon: string): Promise<void> {
    await dataset(name).hover();
    await dataset(name).locator(`.action-label.${icon}`).click();
  }

  it('shows what the example attaches, down to the words of a column', async () => {
    const { page } = workbench;
    for (const name of ['rankings', 'by_lab', 'by_model', 'platform']) await dataset(name).waitFor();
    await dataset('by_lab').click();
    await page.getByRole('treeitem', { name: 'Rows: 1,838' }).waitFor();
    await page.getByRole('treeitem', { name: /^Period: daily, 2026-02-02 to 2026-05-24/ }).waitFor();
    const author = page.getByRole('treeitem', { name: /^author, column of words/ });
    await author.click();
    await page.getByRole('treeitem', { name: /^google, 47\.47T tokens/ }).waitFor();
    await workbench.screenshot('datasets-view');
  });

  it('opens a preview with the lines of the file', async () => {
    const { page } = workbench;
    await action('by_lab', 'codicon-open-preview');
    await until('the table is there', 30_000, async () => {
      for (const frame of page.frames()) {
        const cells = await frame
          .locator('tbody tr:first-child > *')
          .allInnerTexts()
          .catch(() => []);
        if (cells.join(' ') === '2 2026-02-02 google 309,604,000,000') return true;
      }
      return false;
    });
    await workbench.screenshot('datasets-preview');
    await page.locator('.tab.active .codicon-close').click();
  });

  it('inserts a query and runs it', async () => {
    const { page } = workbench;
    await action('by_lab', 'codicon-insert');
    const query = 'top 10 labs in latest using by_lab';
    await page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: query }).click();
    await until('the result stands below', 60_000, async () => {
      for (const frame of await workbench.outputFrames())
        if (
          (await frame.locator('.tokshare-result').filter({ hasText: 'top 10 labs in latest' }).count()) > 0
        )
          return true;
      return false;
    });
    await page.keyboard.press('Control+z');
    await page.locator('.tab.active:not(.dirty)').waitFor();
  });

  it('takes a file that is dragged into a cell while Shift is held', async () => {
    const { page } = workbench;
    await page
      .getByRole('tab', { name: /^Explorer/ })
      .first()
      .click();
    const file = page.getByRole('treeitem', { name: 'openrouter-apps.csv' });
    if ((await file.count()) === 0) await page.getByRole('treeitem', { name: 'data', exact: true }).click();
    const cell = page
      .locator('.notebookOverlay:visible .code-cell-row .view-line')
      .filter({ hasText: /\w/ })
      .first();
    const added = page
      .locator('.notebookOverlay:visible .view-line')
      .filter({ hasText: 'attach openrouter_apps' });
    // Chromium begins a drag only once the pointer has moved for a while: then there is a mark at the place in the cell.
    await until('the statement is there', 60_000, async () => {
      await file.hover();
      await page.mouse.down();
      await page.keyboard.down('Shift');
      const { x = 0, y = 0 } = (await cell.boundingBox()) ?? {};
      await page.mouse.move(x + 100, y + 8, { steps: 20 });
      await page.mouse.move(x + 103, y + 9, { steps: 5 });
      await page.mouse.up();
      await page.keyboard.up('Shift');
      return added
        .first()
        .waitFor({ timeout: 3_000 })
        .then(
          () => true,
          () => false,
        );
    });
    assert.equal(await added.count(), 1);
    await workbench.screenshot('datasets-drop');
  });

  it('reports no error in the workbench', () => {
    assert.deepEqual(workbench.errors, []);
  });
});
