/** The built renderer in a real browser, on a page that looks to it like the webview of a notebook. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

import { chromium, type Browser, type Page } from 'playwright-core';

export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The variables VS Code's own themes set, as far as the renderer reads them. */
export const THEMES = {
  'vscode-light': {
    '--vscode-editor-background': '#ffffff',
    '--vscode-editor-foreground': '#3b3b3b',
    '--vscode-foreground': '#3b3b3b',
    '--vscode-descriptionForeground': '#3b3b3b',
    '--vscode-focusBorder': '#005fb8',
    '--vscode-panel-border': '#e5e5e5',
    '--vscode-button-background': '#005fb8',
    '--vscode-button-foreground': '#ffffff',
    '--vscode-button-secondaryBackground': '#e5e5e5',
    '--vscode-button-secondaryForeground': '#3b3b3b',
    '--vscode-list-hoverBackground': '#f2f2f2',
  },
  'vscode-dark': {
    '--vscode-editor-background': '#1f1f1f',
    '--vscode-editor-foreground': '#cccccc',
    '--vscode-foreground': '#cccccc',
    '--vscode-descriptionForeground': '#9d9d9d',
    '--vscode-focusBorder': '#0078d4',
    '--vscode-panel-border': '#2b2b2b',
    '--vscode-button-background': '#0078d4',
    '--vscode-button-foreground': '#ffffff',
    '--vscode-button-secondaryBackground': '#313131',
    '--vscode-button-secondaryForeground': '#cccccc',
    '--vscode-list-hoverBackground': '#2a2d2e',
  },
  'vscode-high-contrast': {
    '--vscode-editor-background': '#000000',
    '--vscode-editor-foreground': '#ffffff',
    '--vscode-foreground': '#ffffff',
    '--vscode-descriptionForeground': 'rgba(255, 255, 255, 0.7)',
    '--vscode-focusBorder': '#f38518',
    '--vscode-contrastBorder': '#6fc3df',
    '--vscode-panel-border': '#6fc3df',
    '--vscode-button-background': '#000000',
    '--vscode-button-foreground': '#ffffff',
  },
  'vscode-high-contrast-light': {
    '--vscode-editor-background': '#ffffff',
    '--vscode-editor-foreground': '#292929',
    '--vscode-foreground': '#292929',
    '--vscode-descriptionForeground': 'rgba(41, 41, 41, 0.7)',
    '--vscode-focusBorder': '#006bbd',
    '--vscode-contrastBorder': '#0f4a85',
    '--vscode-panel-border': '#0f4a85',
    '--vscode-button-background': '#0f4a85',
    '--vscode-button-foreground': '#ffffff',
    '--vscode-button-secondaryBackground': '#ffffff',
    '--vscode-button-secondaryForeground': '#292929',
  },
} as const;
export type ThemeName = keyof typeof THEMES;

/** What VS Code itself says about outputs: global table rules included. */
const HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>notebook outputs</title>
<link rel="icon" href="data:,">
<style>
body { margin: 0; padding: 12px; background: var(--vscode-editor-background); color: var(--vscode-editor-foreground);
  font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); }
table { border-collapse: collapse; border: 0; } td, th { text-align: right; padding: .5em; }
</style></head><body><main id="outputs"></main><script type="module" src="/page.js"></script></body></html>`;

/** Runs in the page: a host that renders items and says when their promises resolve. */
const SCRIPT = `
import { activate } from '/renderer/results.js';
const alone = location.search === '?alone';
const renderer = activate(alone ? {} : { postMessage: (message) => window.host.said.push(message) });
const outputs = document.getElementById('outputs');
window.host = {
  renderer,
  /** What the renderer said to the extension host. */
  said: [],
  /** Renders an item into the element of that name, which is made if needed; from a task of the page's own, because
      what a browser driver evaluates is exempt from the page's policy. */
  render(id, text, name = id) {
    let element = document.getElementById(name);
    if (!element) {
      element = document.createElement('div');
      element.id = name;
      outputs.append(element);
    }
    const item = {
      id,
      mime: 'application/vnd.tokshare.result+json',
      metadata: { cell: 'cell-of-' + id },
      json: () => JSON.parse(text),
      text: () => text,
    };
    return new Promise((resolve, reject) => {
      setTimeout(() => {
        renderer.renderOutputItem(item, element).then(() => resolve(element.getBoundingClientRect().height), reject);
      });
    });
  },
};
window.ready = true;
`;

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.map': 'application/json' };

/** The folder of the built renderer: beside the built tests, or where a developer put it. */
export function builtRenderer(): string {
  return process.env['TOKSHARE_RENDERER'] ?? join(process.cwd(), 'out', 'renderer');
}

export interface Site {
  readonly url: string;
  /** Answers chunks with 404 while set, as if the extension's folder were damaged. */
  breakChunks: boolean;
  close(): Promise<void>;
}

export async function serve(): Promise<Site> {
  const folder = builtRenderer();
  if (!existsSync(join(folder, 'results.js')))
    throw new Error(`no built renderer in ${folder}: run node esbuild.mjs`);
  const site = { url: '', breakChunks: false, close: () => Promise.resolve() };
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path === '/') {
      response.setHeader('content-type', 'text/html');
      // What a strict webview would allow: nothing inline but styles, no eval, no other hosts.
      response.setHeader(
        'content-security-policy',
        "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'",
      );
      response.end(HTML);
    } else if (path === '/page.js') {
      response.setHeader('content-type', 'text/javascript');
      response.end(SCRIPT);
    } else if (path.startsWith('/renderer/') && !(site.breakChunks && path.includes('chunk-'))) {
      readFile(join(folder, normalize(path.slice('/renderer/'.length)))).then(
        (bytes) => {
          response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
          response.end(bytes);
        },
        () => response.writeHead(404).end(),
      );
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  site.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return site;
}

export function launch(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'];
  if (executablePath === undefined)
    throw new Error('No Chromium is named. Start these tests with: npm test -- renderer');
  return chromium.launch({ executablePath, args: FLAGS });
}

export async function setTheme(page: Page, theme: ThemeName): Promise<void> {
  await page.evaluate(
    ([name, variables]) => {
      const root = document.documentElement;
      root.removeAttribute('style');
      for (const [key, value] of Object.entries(variables)) root.style.setProperty(key, value);
      root.style.setProperty('--vscode-font-family', '"Liberation Sans", "Noto Sans CJK SC", sans-serif');
      root.style.setProperty('--vscode-font-size', '13px');
      document.body.className = name;
      document.body.dataset['vscodeThemeKind'] = name;
    },
    [theme, THEMES[theme]] as const,
  );
}

export interface Opened {
  readonly page: Page;
  /** What the page complained about so far. */
  readonly problems: string[];
}

/** `alone`: on a page without an extension host to talk to. */
export async function open(
  browser: Browser,
  site: Site,
  theme: ThemeName,
  width = 900,
  alone = false,
): Promise<Opened> {
  const page = await browser.newPage({
    viewport: { width: width + 24, height: 900 },
    reducedMotion: 'reduce',
  });
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning' || message.type() === 'trace')
      problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(site.url + (alone ? '?alone' : ''));
  await page.waitForFunction('window.ready === true');
  await setTheme(page, theme);
  return { page, problems };
}

/** What the renderer said to the extension host so far. */
export function said(page: Page): Promise<unknown[]> {
  return page.evaluate(() => (window as unknown as { host: Host }).host.said);
}

interface Host {
  readonly said: unknown[];
  render(id: string, text: string, name?: string): Promise<number>;
}

/** Renders a payload (or any text) and returns the height at the moment the renderer's promise resolved. */
export function render(page: Page, id: string, payload: unknown, name = id): Promise<number> {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return page.evaluate(
    ([key, json, element]) => (window as unknown as { host: Host }).host.render(key, json, element),
    [id, text, name] as const,
  );
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** Fails where what is shown is hard or impossible to use for somebody. */
export async function audit(page: Page, root = '#outputs'): Promise<void> {
  const path = createRequire(join(process.cwd(), 'package.json')).resolve('axe-core/axe.min.js');
  await page.evaluate(await readFile(path, 'utf8'));
  const { violations } = await page.evaluate(
    (within) => (window as unknown as { axe: { run(root: string): Promise<AxeResult> } }).axe.run(within),
    root,
  );
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(
    grave.map(({ id, nodes }) => [id, nodes[0]?.html]),
    [],
  );
}
