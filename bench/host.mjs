// Runs a measurement inside the extension host of a real VS Code, as scripts/host-tests.mjs runs tests there.
import { format } from 'node:util';
import { launchOptions } from '../scripts/chromium.mjs';
import { copyExamples } from '../scripts/host-tests.mjs';
import { Failure, root } from '../scripts/run.mjs';
import {
  deadline,
  ensureServer,
  folderAddress,
  freshFolders,
  remotePath,
  startServer,
} from '../scripts/vscode-server.mjs';

/** The line with what was measured starts with this. */
const RESULT = 'tokshare-bench ';

/**
 * Opens a workspace, a copy of the examples by default, and resolves to what the bundle's run() measured.
 * @param {string} bundle
 * @param {{ makeWorkspace?: () => Promise<{ folder: string, remove: () => Promise<void> }>, watch?: (page: import('playwright-core').Page, folder: string) => Promise<void> }} [options]
 *   watch: looks at the page before it is opened
 */
export async function resultInHost(bundle, { makeWorkspace = copyExamples, watch } = {}) {
  await ensureServer();
  const folders = await freshFolders();
  const workspace = await makeWorkspace();
  const server = await startServer(folders);
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage();
    await watch?.(page, workspace.folder);
    return await result(page, server, address(server, workspace.folder, bundle));
  } finally {
    await browser.close();
    await server.stop();
    await Promise.all([folders.remove(), workspace.remove()]);
  }
}

function address(server, folder, bundle) {
  const remote = (path) => `vscode-remote://${server.authority}${remotePath(path)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(root)],
    ['extensionTestsPath', remote(bundle)],
  ];
  return `${folderAddress(server, folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

async function result(page, server, url) {
  let found;
  let tail = '';
  const over = new Promise((resolve, reject) => {
    page.on('crash', () => reject(new Error('the page with the workbench crashed')));
    server.ended.then((how) => reject(new Error(`VS Code's server ended (${how})`)));
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
  });
  await page.exposeFunction('codeAutomationLog', (_type, args) => {
    const text = format(...args);
    tail = `${tail}${text}\n`.slice(-6000);
    if (text.startsWith(RESULT)) found = JSON.parse(text.slice(RESULT.length));
  });
  await page.goto(url);
  await deadline(over, 900, () => `The measurement does not end. Its last output:\n${tail}`);
  if (found === undefined) throw new Failure(`Nothing was measured. The last output:\n${tail}`);
  return found;
}
