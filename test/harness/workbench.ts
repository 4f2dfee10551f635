// Drives a real VS Code in Chromium, with the packaged extension installed: what tests of the browser suite share.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Frame, type Page } from 'playwright-core';

/** VS Code's four kinds of theme: the setting's value, the name in the picker, and how workbench and webview show it. */
const themes = {
  light: { id: 'Default Light Modern', label: 'Light Modern', workbench: 'vs', webview: 'vscode-light' },
  dark: { id: 'Default Dark Modern', label: 'Dark Modern', workbench: 'vs-dark', webview: 'vscode-dark' },
  'high-contrast': {
    id: 'Default High Contrast',
    label: 'Dark High Contrast',
    workbench: 'hc-black',
    webview: 'vscode-high-contrast',
  },
  'high-contrast-light': {
    id: 'Default High Contrast Light',
    label: 'Light High Contrast',
    workbench: 'hc-light',
    webview: 'vscode-high-contrast-light',
  },
} as const;

export type Theme = keyof typeof themes;

export interface Options {
  /** Light unless said otherwise. */
  readonly theme?: Theme;
  /** The user's settings, over those of scripts/vscode-server.mjs. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The folder to open, an absolute path; otherwise a copy of `examples/` of its own. */
  readonly folder?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

export interface Workbench {
  readonly page: Page;
  /** The folder that is open. */
  readonly folder: string;
  /** What went wrong so far in the workbench, the extension host or a renderer, without VS Code's own known noise. */
  readonly errors: readonly string[];
  /** Opens a file of the folder's top level with a double click and waits for its cells and its kernel. */
  openNotebook(name: string): Promise<void>;
  /** Clears the outputs, runs all cells and waits until none is left running. */
  runAll(): Promise<void>;
  /** The frames that show outputs, as soon as there is one: each open notebook has one frame for all of its outputs. */
  outputFrames(): Promise<Frame[]>;
  setTheme(theme: Theme): Promise<void>;
  /** Runs a command by its title, for example `Notebook: Clear All Outputs`. */
  runCommand(title: string): Promise<void>;
  /** Saves test-artifacts/NAME.png and returns its path. */
  screenshot(name: string): Promise<string>;
  close(): Promise<void>;
}

/** What scripts/test.mjs has ready before the tests start. */
interface Environment {
  readonly url: string;
  readonly userDataDir: string;
  readonly browser: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

const loading = 30_000;
const running = 120_000;
const artifacts = 'test-artifacts';

/** The notebook editor that is shown. Those of other tabs stay in the page, hidden. */
const notebook = '.notebookOverlay:visible';

let browser: Promise<Browser> | undefined;
const open = new Map<Workbench, BrowserContext>();

export async function openWorkbench(options: Options = {}): Promise<Workbench> {
  const { url, userDataDir, browser: endpoint, settings } = environment();
  const { theme = 'light', viewport = { width: 1280, height: 900 } } = options;
  const own = options.folder === undefined ? await copyExamples() : undefined;
  const folder = options.folder ?? join(own ?? '', 'examples');
  await writeFile(
    join(userDataDir, 'User', 'settings.json'),
    JSON.stringify({ ...settings, 'workbench.colorTheme': themes[theme].id, ...options.settings }),
  );

  // A context of its own has nothing stored: no layout, no open editors, no answer about trust.
  browser ??= chromium.connect(endpoint);
  const context = await (await browser).newContext({ viewport });
  const page = await context.newPage();
  page.setDefaultTimeout(loading);
  const errors = watchErrors(page);
  await page.goto(`${url}?folder=${encodeURI(folder)}`);
  await page.locator('.monaco-workbench .explorer-folders-view').waitFor();

  const workbench: Workbench = {
    page,
    folder,
    errors,
    openNotebook: (name) => openNotebook(page, name),
    runAll: () => runAll(page),
    outputFrames: () => outputFrames(page),
    setTheme: (name) => setTheme(page, name),
    runCommand: (title) => runCommand(page, title),
    screenshot: (name) => screenshot(page, name),
    async close() {
      open.delete(workbench);
      await context.close();
      if (own !== undefined) await rm(own, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  open.set(workbench, context);
  return workbench;
}

/** A picture of every workbench that was open when a test failed. */
afterEach('picture of a failure', async function () {
  if (this.currentTest?.state !== 'failed') return;
  const name = this.currentTest.fullTitle().replace(/\W+/g, '-');
  for (const workbench of open.keys()) {
    const path = await workbench.screenshot(`failed-${name}`);
    console.log(`      ${[`picture: ${path}`, ...workbench.errors].join('\n      ')}`);
  }
});

after('close the browser', async () => {
  for (const workbench of [...open.keys()]) await workbench.close();
  await (await browser)?.close();
});

function environment(): Environment {
  const json = process.env['TOKSHARE_WORKBENCH'];
  if (json === undefined)
    throw new Error('No VS Code is running for these tests. Start them with: npm test -- browser');
  return JSON.parse(json) as Environment;
}

async function copyExamples(): Promise<string> {
  const base = await mkdtemp(join(tmpdir(), 'tokshare-workspace-'));
  await cp('examples', join(base, 'examples'), { recursive: true });
  return base;
}

/** Requests that this server never answers, and what the workbench says about them. None has to do with an extension. */
const noise = [
  /\/(favicon[^/]*|vsda[^/]*|serviceWorker\.js|check)$/,
  /registration TypeError.*serviceWorker\.js/,
  /fetching the script/,
];

function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const text = message.text();
    const url = message.location().url;
    if (noise.some((pattern) => pattern.test(text) || pattern.test(url))) return;
    errors.push(text.startsWith('Failed to load resource') ? `${text} ${url}` : text);
  });
  return errors;
}

async function openNotebook(page: Page, name: string): Promise<void> {
  // As long as VS Code does not know the extension yet, a double click opens the file as text.
  await until(`${name} opens as a notebook`, loading, () => opensAsNotebook(page, name));
  // Cells are there once the prose among them is rendered, which a frame of its own shows: such a cell itself is empty.
  await page
    .locator(`${notebook} .cell-list-container .monaco-list-row`)
    .first()
    .waitFor({ state: 'attached' });
  const undecided = /^(|Detecting Kernels|Select Kernel)$/;
  await page.locator(`${notebook} .kernel-label`).filter({ hasNotText: undecided }).first().waitFor();
}

async function opensAsNotebook(page: Page, name: string): Promise<boolean> {
  await page.locator('.explorer-folders-view').getByRole('treeitem', { name, exact: true }).dblclick();
  const tab = page.locator(`.tab.active[data-resource-name="${name}"]`);
  await tab.waitFor();
  const text = page.locator('.editor-instance > .monaco-editor:visible');
  await page.locator(notebook).or(text).first().waitFor();
  if ((await text.count()) === 0) return true;
  await tab.click({ button: 'middle' });
  await tab.waitFor({ state: 'detached' });
  return false;
}

async function runAll(page: Page): Promise<void> {
  const shown = page.locator(notebook);
  const hasOutputs = shown.locator('a.codicon-notebook-clear:not(.disabled)');
  if ((await hasOutputs.count()) > 0) {
    await hasOutputs.click();
    await hasOutputs.waitFor({ state: 'detached' });
  }
  await shown.locator('.codicon-notebook-execute-all').click();
  // Something has to have ended before nothing left running means that all is done.
  const ended = shown.locator('.codicon-notebook-state-success, .codicon-notebook-state-error');
  await hasOutputs.or(ended).first().waitFor({ timeout: running });
  const busy = shown.locator(
    '.codicon-notebook-state-executing, .codicon-notebook-state-pending, .codicon-notebook-stop',
  );
  await until('all cells have run', running, async () => (await busy.count()) === 0);
}

async function outputFrames(page: Page): Promise<Frame[]> {
  let frames: Frame[] = [];
  await until('there is an output', loading, async () => {
    frames = await framesWith(page, '.output_container .output');
    return frames.length > 0;
  });
  return frames;
}

/** A frame may go while it is asked; then it has nothing. */
async function framesWith(page: Page, selector: string): Promise<Frame[]> {
  const frames = page.frames();
  const counts = await Promise.all(
    frames.map((frame) =>
      frame
        .locator(selector)
        .count()
        .catch(() => 0),
    ),
  );
  return frames.filter((_, index) => (counts[index] ?? 0) > 0);
}

async function setTheme(page: Page, theme: Theme): Promise<void> {
  const { label, workbench, webview } = themes[theme];
  await runCommand(page, 'Preferences: Color Theme');
  await choose(page, label);
  await page.locator(`.monaco-workbench.${workbench}`).waitFor();
  for (const frame of await framesWith(page, '#container.widgetarea')) {
    await frame.locator(`body[data-vscode-theme-kind="${webview}"]`).waitFor({ state: 'attached' });
  }
}

async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().waitFor();
  await choose(page, title, `>${title}`);
}

/** Picks the entry with exactly this label from the list that is open. */
async function choose(page: Page, label: string, filter = label): Promise<void> {
  const widget = page.locator('.quick-input-widget');
  await widget.locator('input[type="text"]').first().fill(filter);
  // The accessible name goes on with a key binding or the like.
  await widget
    .locator(`.monaco-list-row:is([aria-label="${label}"], [aria-label^="${label},"])`)
    .first()
    .click();
}

async function screenshot(page: Page, name: string): Promise<string> {
  await mkdir(artifacts, { recursive: true });
  const path = join(artifacts, `${name}.png`);
  await page.screenshot({ path });
  return path;
}

/** For conditions that no locator can express. */
export async function until(what: string, timeout: number, holds: () => Promise<boolean>): Promise<void> {
  const late = Date.now() + timeout;
  while (!(await holds())) {
    if (Date.now() > late)
      throw new Error(`Waited ${timeout / 1000} s, but it did not come to this: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
