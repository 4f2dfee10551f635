import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { pageOf } from '../../src/host/registry/page';
import { listingOf, type Listing, type Sheet } from '../../src/registry/listing';
import { withOverlays } from '../../src/registry/overlaid';
import { readOverlay } from '../../src/registry/overlay';
import { builtInRegistry } from '../../src/registry/registry';
import { audit, builtRenderer, launch, setTheme, THEMES, type ThemeName } from './page';

/** What VS Code gives to a webview's page, before its script. */
const HOST = `
let state;
window.said = [];
window.acquireVsCodeApi = () => ({ postMessage: (message) => window.said.push(message), getState: () => state, setState: (next) => (state = next) });
`;

const UNMAPPED: Sheet = {
  ...{ id: 'unmapped', title: 'Unmapped', one: 'unmapped name', many: 'unmapped names' },
  remark: 'usage: 1 name unmapped, 2.0% of its tokens.',
  columns: [{ name: 'Name', meaning: 'As the data spell it.', kind: 'code' }],
  rows: [{ cells: [{ text: 'x/y:free' }], overlay: '', subject: { kind: 'model', word: 'x/y' } }],
};

function listing(): Listing {
  const text = 'model,lab,country,price\nacme/<b>one,acme,DE,3\nz-ai/glm-5.2,,,0.5\n';
  const { overlay } = readOverlay(text, { file: 'my.csv', columns: new Map() });
  assert(overlay);
  const made = listingOf(withOverlays(builtInRegistry(), [overlay]), ['my.csv']);
  return { ...made, sheets: [...made.sheets, UNMAPPED] };
}

describe('the table of the registry, in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let server: Server;
  let url = '';
  let page: Page;
  let problems: string[] = [];

  before(async () => {
    browser = await launch();
    server = createServer((request, response) => {
      if (request.url === '/registryTable.js') {
        void readFile(join(builtRenderer(), 'registryTable.js')).then((bytes) => {
          response.setHeader('content-type', 'text/javascript');
          response.end(bytes);
        });
      } else {
        response.setHeader('content-type', 'text/html');
        response.end(request.url === '/' ? pageOf('/registryTable.js', 'abc') : '');
      }
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  after(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });
  afterEach(async () => {
    await page.close();
    assert.deepEqual(
      problems.filter((each) => !each.includes('favicon')),
      [],
    );
  });

  const start = async (theme: ThemeName = 'vscode-light'): Promise<void> => {
    problems = [];
    page = await browser.newPage({ viewport: { width: 1200, height: 700 } });
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await page.addInitScript(HOST);
    await page.goto(url);
    await setTheme(page, theme);
    await page.waitForFunction(() => (window as unknown as { said: unknown[] }).said.includes('ready'));
    await send(listing());
    await page.locator('tbody tr').first().waitFor();
  };
  const send = (sent: Listing): Promise<void> =>
    page.evaluate((each) => window.postMessage({ listing: each }, '*'), sent);
  const visible = (): Promise<string[]> => page.locator('tbody tr:visible > :first-child').allTextContents();
  const status = (): Promise<string> => page.locator('[role="status"]').innerText();
  const tab = (name: string): ReturnType<Page['locator']> => page.getByRole('tab', { name });
  /** The texts of a column. */
  const column = async (name: string): Promise<string[]> => {
    const at = (await page.locator('thead th').allTextContents()).indexOf(name);
    return page.locator(`tbody tr:visible > :nth-child(${at + 1})`).allTextContents();
  };

  it('shows every model, and the version and sources of the registry', async () => {
    await start();
    const models = builtInRegistry().models.length + 1;
    assert.equal((await visible()).length, models);
    assert.equal(await status(), `${models} models`);
    assert.match(
      await page.locator('.edition').innerText(),
      /^Version \d+ of \d{4}-\d\d-\d\d\. Over it lies my\.csv:/,
    );
    await page.getByText('Where it comes from').click();
    assert.match(
      await page.locator('.sources').innerText(),
      /OpenRouter’s catalogue .*as of 2026-08-22, CC BY 4\.0/,
    );
  });

  it('is searched by all words at once, and says how many rows are left', async () => {
    await start();
    await page.getByRole('searchbox').fill('GLM china open');
    const names = await visible();
    assert(names.length > 0 && names.every((name) => name.includes('GLM')));
    assert.match(await status(), new RegExp(`^${names.length} of \\d+ models$`));
    await page.getByRole('searchbox').fill('no such thing');
    assert.match(await status(), /^None of \d+ models$/);
    await page.getByRole('searchbox').fill('my.csv');
    assert.deepEqual((await visible()).sort(), ['GLM 5.2', 'acme/<b>one']);
    assert.equal(await page.locator('tbody b').count(), 0);
  });

  it('is sorted by a column: up, down, and as it was; what is unknown stands last', async () => {
    await start();
    const before = await visible();
    const input = page.getByRole('button', { name: 'Input' });
    await input.click();
    assert.equal(await page.locator('th[aria-sort="ascending"]').innerText(), 'Input');
    const prices = await column('Input');
    const numbers = prices.filter((text) => text !== 'unknown').map((text) => Number(text.replace('$', '')));
    assert.deepEqual(
      numbers,
      [...numbers].sort((a, b) => a - b),
    );
    assert.equal(prices.at(-1), 'unknown');
    await input.press('Enter');
    assert.equal(await page.locator('th[aria-sort="descending"]').innerText(), 'Input');
    const [most] = await column('Input');
    assert.equal(most, `$${Math.max(...numbers).toFixed(2)}`);
    assert.equal((await column('Input')).at(-1), 'unknown');
    await input.press('Enter');
    assert.deepEqual(await visible(), before);
  });

  it('is read with the keyboard: tabs by arrows, then the search, then the rows', async () => {
    await start();
    await tab('Models').focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await tab('Labs').getAttribute('aria-selected'), 'true');
    assert.match(await status(), /^\d+ labs$/);
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
    assert.equal(await tab('Models').getAttribute('aria-selected'), 'true');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await status(), '1 unmapped name');
    await page.keyboard.press('ArrowLeft');
    assert.match(await status(), /^\d+ undisclosed models$/);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'search');
    await page.keyboard.type('pony');
    assert.deepEqual(await visible(), ['openrouter/pony-alpha']);
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'panel');
  });

  it('keeps the search and the table that is shown when the registry changes', async () => {
    await start();
    await tab('Labs').click();
    await page.getByRole('searchbox').fill('acme');
    assert.deepEqual(await visible(), ['acme']);
    await send(listingOf(builtInRegistry(), []));
    await page.waitForFunction(() =>
      document.querySelector('[role="status"]')?.textContent.startsWith('None'),
    );
    assert.equal(await tab('Labs').getAttribute('aria-selected'), 'true');
  });

  it('turns to the unmapped names when it is told to, and says which one is to be added', async () => {
    await start();
    await page.getByRole('searchbox').fill('glm');
    await page.evaluate((each) => window.postMessage({ listing: each, sheet: 'unmapped' }, '*'), listing());
    await page.getByText('usage: 1 name unmapped, 2.0% of its tokens.').waitFor();
    assert.equal(await tab('Unmapped').getAttribute('aria-selected'), 'true');
    assert.equal(await page.getByRole('searchbox').inputValue(), '');
    await page.getByRole('button', { name: 'Add x/y to the registry overlay' }).click();
    const said = await page.evaluate(() => (window as unknown as { said: unknown[] }).said.at(-1));
    assert.deepEqual(said, { add: { kind: 'model', word: 'x/y' } });
    // A notebook that is closed takes its names with it.
    await send(listingOf(builtInRegistry(), []));
    await tab('Unmapped').waitFor({ state: 'detached' });
    assert.match(await status(), /^\d+ models$/);
  });

  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    it(`can be read by everybody: ${theme}`, async () => {
      await start(theme);
      await page.getByRole('searchbox').fill('glm');
      await audit(page, 'body');
      await page.getByRole('searchbox').fill('');
      for (const name of ['Labs', 'Undisclosed', 'Unmapped']) {
        await tab(name).click();
        await page.getByRole('searchbox').fill(name === 'Unmapped' ? '' : 'g');
        await audit(page, 'body');
      }
    });
  }
});
