/** Reports as the command line writes them, opened from the disk in a real browser that has no network. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launch } from './page';

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** The height of an A4 page without its margins, in pixels: less than that of a Letter page would need. */
const PAGE_HEIGHT = ((279.4 - 16 - 18) / 25.4) * 96;
/** The width of the text of both. */
const PAGE_WIDTH = ((210 - 2 * 15) / 25.4) * 96;

describe('a report in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let folder: string;
  let page: Page | undefined;
  /** What the page complained about. */
  let problems: string[] = [];
  /** Everything that the page asked for, itself and what stands in it excepted. */
  let requests: string[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tokshare-report-'));
    render(join('examples', 'chinese-models.tokshare'), 'example.html');
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });
  afterEach(async () => {
    await page?.close();
    page = undefined;
  });

  function render(notebook: string, name: string): void {
    const cli = process.env['TOKSHARE_CLI'] ?? join(process.cwd(), 'out', 'cli.js');
    execFileSync(process.execPath, [cli, 'render', notebook, '-o', join(folder, name)], { stdio: 'ignore' });
  }

  async function open(name = 'example.html', options: BrowserContextOptions = {}): Promise<Page> {
    problems = [];
    requests = [];
    const opened = await browser.newPage({ viewport: { width: 1100, height: 900 }, ...options });
    page = opened;
    const url = pathToFileURL(join(folder, name)).href;
    opened.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text());
    });
    opened.on('pageerror', (error) => problems.push(String(error)));
    opened.on('request', (request) => {
      if (!request.url().startsWith('data:') && !request.url().startsWith(url)) requests.push(request.url());
    });
    await opened.context().setOffline(true);
    await opened.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`refused: ${violatedDirective} ${blockedURI}`),
      );
    });
    await opened.goto(url);
    await drawn(opened);
    return opened;
  }

  /** Waits until every result is shown, and every chart painted. */
  async function drawn(opened: Page): Promise<void> {
    await opened.waitForFunction(() =>
      [...document.querySelectorAll('.result')].every((place) => {
        const chart = place.querySelector<HTMLElement>('.chart:not([hidden]) .canvas');
        return place.querySelector('.tokshare-result') && (!chart || chart.querySelector('.main-svg'));
      }),
    );
  }

  function nothingWrong(): void {
    assert.deepEqual(problems, []);
    assert.deepEqual(requests, []);
  }

  async function audit(opened: Page): Promise<void> {
    const path = createRequire(join(process.cwd(), 'package.json')).resolve('axe-core/axe.min.js');
    await opened.evaluate(await readFile(path, 'utf8'));
    const { violations } = await opened.evaluate(() =>
      (window as unknown as { axe: { run(): Promise<AxeResult> } }).axe.run(),
    );
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    assert.deepEqual(
      grave.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
      [],
    );
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`${colorScheme}: shows every result, asks for nothing and hides from nobody`, async () => {
      const opened = await open('example.html', { colorScheme });
      const written =
        (await readFile(join(folder, 'example.html'), 'utf8')).split('<div class="result">').length - 1;
      assert.ok(written > 20);
      assert.equal(await opened.locator('.result > .tokshare-result').count(), written);
      assert.ok((await opened.locator('.main-svg').count()) > 5);
      const background = await opened.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.equal(background, colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(22, 24, 28)');
      await audit(opened);
      nothingWrong();
    });
  }

  it('follows the system from light to dark, charts included', async () => {
    const opened = await open('example.html', { colorScheme: 'light' });
    const tick = () =>
      opened.evaluate(() => {
        const text = document.querySelector('.main-svg .xtick text');
        return text ? getComputedStyle(text).fill : '';
      });
    const light = await tick();
    await opened.emulateMedia({ colorScheme: 'dark' });
    await opened.waitForFunction((before) => {
      const text = document.querySelector('.main-svg .xtick text');
      return text !== null && getComputedStyle(text).fill !== before;
    }, light);
    nothingWrong();
  });

  it('shows a chart as its table and back', async () => {
    const opened = await open();
    const result = opened.locator('.result', { has: opened.locator('.main-svg') }).first();
    await result.getByRole('button', { name: 'Table' }).first().click();
    assert.ok((await result.locator('.table table tbody tr').count()) > 0);
    assert.equal(await result.locator('.main-svg').first().isVisible(), false);
    await result.getByRole('button', { name: 'Chart' }).click();
    assert.equal(await result.locator('.main-svg').first().isVisible(), true);
    nothingWrong();
  });

  it('tells the values of a chart to the pointer and to the keyboard', async () => {
    const opened = await open();
    const figure = opened.locator('.tokshare-result', { has: opened.locator('.main-svg') }).first();
    const plot = figure.locator('.plot');
    await plot.scrollIntoViewIfNeeded();
    const box = await plot.boundingBox();
    assert.ok(box);
    await opened.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const tip = figure.locator('.tip');
    assert.equal(await tip.isVisible(), true);
    await opened.mouse.move(0, 0);
    await figure.focus();
    await opened.keyboard.press('End');
    assert.match(await tip.innerText(), /\d/);
    nothingWrong();
  });

  it('shows the card of a term to the pointer and to the keyboard, and hides it again', async () => {
    const opened = await open();
    const term = opened.locator('.tokshare-term[data-key="CN"]').first();
    await term.hover();
    const card = opened.getByRole('tooltip');
    assert.match(await card.innerText(), /^China\n/);
    assert.match(await card.innerText(), /by_lab\n[^\n]*tokens in 2026-W/);
    await opened.keyboard.press('Escape');
    assert.equal(await card.isVisible(), false);
    await term.focus();
    assert.equal(await card.isVisible(), true);
    assert.equal(await term.getAttribute('aria-describedby'), await card.getAttribute('id'));
    await term.blur();
    assert.equal(await card.isVisible(), false);
    nothingWrong();
  });

  it('reads from top to bottom where no script runs', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(pathToFileURL(join(folder, 'example.html')).href);
    const words = await plain.locator('main').innerText();
    assert.match(words, /^Did Chinese models pass US models\?/);
    assert.match(words, /4\.126T/);
    await context.close();
  });

  describe('on paper', () => {
    /** Colours, widths and heights of what will be printed. */
    function printed(opened: Page): Promise<{
      charts: { drawn: boolean; width: number; height: number; background: string; whole: boolean }[];
      buttons: number;
      cutTables: number;
    }> {
      return opened.evaluate(() => ({
        charts: [...document.querySelectorAll<HTMLElement>('.result')]
          .filter((place) => place.querySelector('.chart:not([hidden]) .canvas'))
          .map((place) => {
            const { width, height } = place.getBoundingClientRect();
            const svg = place.querySelector('.main-svg');
            return {
              drawn: place.querySelector('.main-svg path') !== null,
              width: Math.max(width, svg?.getBoundingClientRect().width ?? Infinity),
              height,
              background: place.style.getPropertyValue('--tokshare-background'),
              whole: getComputedStyle(place).breakInside === 'avoid',
            };
          }),
        buttons: [
          // The legend stays, and is no button on paper.
          ...document.querySelectorAll<HTMLElement>(
            '.tokshare-result button:not(.legend button), .switch, .skip, .card',
          ),
        ].filter((each) => each.offsetParent !== null).length,
        cutTables: [...document.querySelectorAll('.tokshare-table')].filter((table) => {
          const scroll = table.shadowRoot?.querySelector('.scroll');
          return scroll ? scroll.scrollHeight > scroll.clientHeight + 1 : true;
        }).length,
      }));
    }

    for (const colorScheme of ['light', 'dark'] as const) {
      it(`${colorScheme}: every chart is drawn whole, in light colours and as wide as the page`, async () => {
        const opened = await open('example.html', { colorScheme });
        await opened.emulateMedia({ media: 'print' });
        // The page hears of it a little later than the browser answers.
        await opened.waitForFunction(() => document.documentElement.classList.contains('printing'));
        await drawn(opened);
        const { charts, buttons, cutTables } = await printed(opened);
        assert.ok(charts.length > 5);
        for (const { width, height, ...chart } of charts) {
          assert.deepEqual(chart, { drawn: true, background: '#ffffff', whole: true });
          assert.ok(width <= PAGE_WIDTH && height <= PAGE_HEIGHT, `${width} × ${height}`);
        }
        assert.equal(buttons, 0);
        assert.equal(cutTables, 0);
        nothingWrong();
      });
    }

    it('everything is drawn by the time that the browser has told of the printing', async () => {
      const opened = await open('example.html', { colorScheme: 'dark' });
      const state = await opened.evaluate(async () => {
        // Had the page been printed before it came to this, nothing would have been on paper.
        for (const place of document.querySelectorAll('.canvas')) place.replaceChildren();
        window.dispatchEvent(new Event('beforeprint'));
        // Only what needs no time: what waits for a frame or a timer comes too late for the printer.
        for (let turn = 0; turn < 100; turn++) await Promise.resolve();
        const places = [...document.querySelectorAll('.chart:not([hidden]) .canvas')];
        return {
          all: places.length,
          drawn: places.filter((place) => place.querySelector('.main-svg path')).length,
          class: document.body.className,
        };
      });
      assert.ok(state.all > 5);
      assert.equal(state.drawn, state.all);
      assert.equal(state.class, 'vscode-light');
    });

    it('is a document of several pages, and the screen is as it was afterwards', async () => {
      const opened = await open('example.html', { colorScheme: 'dark' });
      const first = opened.locator('.result', { has: opened.locator('.main-svg') }).first();
      await first.getByRole('button', { name: 'Table' }).first().click();
      const pdf = await opened.pdf({ preferCSSPageSize: true });
      assert.ok((pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0) > 10);
      await opened.waitForFunction(() => !document.documentElement.classList.contains('printing'));
      await opened.waitForFunction(() =>
        [...document.querySelectorAll<HTMLElement>('.result')].every(
          (place) => place.style.getPropertyValue('--tokshare-background') === '#16181c',
        ),
      );
      await drawn(opened);
      const places = opened.locator('.result');
      const table = places.locator('.head button[aria-pressed="true"]:visible', { hasText: 'Table' });
      assert.equal(await table.count(), 1, 'what was shown as a table is one again');
      nothingWrong();
    });
  });

  it('a notebook with mistakes and markup is a page like any other', async () => {
    const evil = '</script><script>document.title = "evil"</script><img src=x onerror="document.title=1">';
    await writeFile(
      join(folder, 'odd.tokshare'),
      [
        `# Odd ${evil}`,
        '',
        '![remote](https://example.org/a.png) <iframe src="https://example.org"></iframe>',
        '',
        '```tokshare',
        'attach gone from "gone.csv"',
        'attach usage from "usage.csv"',
        'tokens by contry using usage',
        `tokens by model weekly using usage as line title "${evil.replaceAll('"', '')}"`,
        '```',
        '',
      ].join('\n'),
    );
    await writeFile(
      join(folder, 'usage.csv'),
      'week,model,tokens\n2026-W06,<b>x</b>/y,5\n2026-W07,<b>x</b>/y,6\n',
    );
    render(join(folder, 'odd.tokshare'), 'odd.html');
    const opened = await open('odd.html');
    assert.equal(await opened.title(), `Odd ${evil}`);
    assert.equal(await opened.locator('.problem').count(), 2);
    assert.equal((await opened.locator('.main-svg').count()) > 0, true);
    assert.equal(await opened.locator('iframe, .prose img').count(), 0);
    await audit(opened);
    nothingWrong();
  });
});
