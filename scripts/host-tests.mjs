// Runs out/test/host.js inside the extension host of a real VS Code: Chromium opens it with a payload that asks for that.
import { cp, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import { Failure, root } from './run.mjs';
import {
  deadline,
  ensureServer,
  folderAddress,
  freshFolders,
  remotePath,
  startServer,
} from './vscode-server.mjs';

/** What test/host/index.ts puts before and after the tests' own lines; the counts follow the second one. */
const begin = 'tokshare-host-tests begin';
const end = 'tokshare-host-tests end ';

/** The built tests, and the extension they are about. */
export const hostTests = join(root, 'out', 'test', 'host.js');

/**
 * @param {object} launch playwright's launch options
 * @param {string} [grep] runs only tests whose name has this
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function runHostTests(launch, grep) {
  await requireListed();
  await ensureServer();
  const folders = await freshFolders();
  const workspace = await copyExamples();
  const server = await startServer({ ...folders, env: grep === undefined ? {} : { TOKSHARE_GREP: grep } });
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch(launch);
  try {
    return await counts(await browser.newPage(), server, address(server, workspace.folder));
  } finally {
    await browser.close();
    await server.stop();
    await Promise.all([folders.remove(), workspace.remove()]);
  }
}

/** A workspace that tests may write to. */
export async function copyExamples() {
  const base = await mkdtemp(join(tmpdir(), 'tokshare-workspace-'));
  const folder = join(base, 'examples');
  await cp(join(root, 'examples'), folder, { recursive: true });
  return { folder, remove: () => rm(base, { recursive: true, force: true, maxRetries: 3 }) };
}

/** A test file that the index does not import would never run, and nobody would notice. */
export async function requireListed() {
  const folder = join(root, 'test', 'host');
  const index = await readFile(join(folder, 'index.ts'), 'utf8');
  for (const name of await readdir(folder)) {
    if (name.endsWith('.test.ts') && !index.includes(`import('./${name.slice(0, -3)}')`)) {
      throw new Failure(
        `test/host/${name} has no line in test/host/index.ts, so it would not run. Add it there.`,
      );
    }
  }
}

/** The payload gives the workbench what the desktop gets as flags of the same names. */
function address(server, folder) {
  const remote = (path) => `vscode-remote://${server.authority}${remotePath(path)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(root)],
    ['extensionTestsPath', remote(hostTests)],
  ];
  return `${folderAddress(server, folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** Opens the address and resolves to the counts once the extension host says that the tests are over. */
async function counts(page, server, url) {
  const log = follow();
  const over = new Promise((resolve, reject) => {
    page.on('crash', () => reject(new Error('the page with the workbench crashed')));
    server.ended.then((how) => reject(new Error(`VS Code's server ended (${how})`)));
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
  });
  await page.exposeFunction('codeAutomationLog', (_type, args) => log.add(format(...args)));
  await page.goto(url);
  const problem = await deadline(over, 600, () => 'the tests in the extension host do not end').then(
    () => (log.result() === undefined ? 'the extension host ended' : undefined),
    (error) => error.message,
  );
  if (problem === undefined) return log.result();
  throw new Failure(`There is no result: ${problem}. The last output:\n${log.tail()}`);
}

/** Prints what the tests say, from their first line to their last, and keeps the rest for when something fails. */
function follow() {
  let state = 'before';
  let tail = '';
  let result;
  return {
    add(text) {
      tail = `${tail}${text}\n`.slice(-6000);
      if (text.startsWith(end)) {
        result = JSON.parse(text.slice(end.length));
        state = 'after';
      } else if (state === 'during') console.log(text);
      else if (text.startsWith(begin)) state = 'during';
    },
    tail: () => tail,
    result: () => result,
  };
}
