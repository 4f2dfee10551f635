import assert from 'node:assert/strict';
import { openWorkbench, type Workbench } from '../harness/workbench';

describe('the packaged extension in a real VS Code', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
  });

  after(() => workbench.close());

  it('is listed as installed', async () => {
    const { page } = workbench;
    await workbench.runCommand('View: Show Extensions');
    await page.locator('.extensions-viewlet [data-extension-id="tokshare.tokshare"]').waitFor();
    await workbench.runCommand('View: Show Explorer');
  });

  it('opens the example in the notebook editor', async () => {
    await workbench.openNotebook('chinese-models.tokshare');
  });

  it('shows an output for a query', async () => {
    await workbench.runAll();
    const [frame] = await workbench.outputFrames();
    assert.ok(frame);
    assert.notEqual(await frame.locator('.output').first().innerText(), '');
  });

  it('follows the theme', async () => {
    await workbench.setTheme('high-contrast');
    await workbench.setTheme('dark');
    await workbench.screenshot('smoke');
  });

  it('reports no error', () => {
    assert.deepEqual(workbench.errors, []);
  });
});
