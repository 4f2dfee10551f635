import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { findingOf } from '../../renderer/finding';
import type { Result } from '../../src/protocol/result';
import {
  areaResult,
  barResult,
  donutResult,
  lineResult,
  numberResult,
  shareResult,
  tableResult,
  KINDS,
} from './fixtures';
import {
  audit,
  launch,
  open,
  render,
  serve,
  setTheme,
  THEMES,
  type Opened,
  type Site,
  type ThemeName,
} from './page';
import { claimOn } from './planeFixtures';

const CHARTS = Object.keys(KINDS).filter((name) => {
  const { figure } = KINDS[name]?.() ?? {};
  return figure !== undefined && figure.axis !== 'none';
});
const NAMES = Object.keys(THEMES) as ThemeName[];

describe('renderer: in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let site: Site;
  let opened: Opened | undefined;

  before(async () => {
    [browser, site] = await Promise.all([launch(), serve()]);
  });
  after(async () => {
    await browser.close();
    await site.close();
  });
  afterEach(async () => {
    site.breakChunks = false;
    await opened?.page.close();
    opened = undefined;
  });

  const start = async (theme: ThemeName = 'vscode-light', width = 900): Promise<Page> => {
    opened = await open(browser, site, theme, width);
    return opened.page;
  };
  const noProblems = () => assert.deepEqual(opened?.problems, []);

  for (const theme of NAMES) {
    describe(theme, () => {
      let shared: Opened;
      before(async () => {
        shared = await open(browser, site, theme);
      });
      after(() => shared.page.close());

      for (const [name, make] of Object.entries(KINDS)) {
        it(`draws ${name}`, async () => {
          const { page, problems } = shared;
          const isChart = CHARTS.includes(name);
          const height = await render(page, 'one', make(), name);
          assert.ok(height > (isChart ? 250 : 90), 'the height is final when the promise resolves');
          const output = page.locator('.tokshare-result');
          assert.equal(await output.count(), 1);
          assert.equal(await output.getAttribute('tabindex'), '0');
          assert.equal(await output.getAttribute('role'), 'figure');
          assert.equal(await output.getAttribute('aria-label'), findingOf(make()));
          assert.equal(await page.locator('.title').innerText(), make().title);
          assert.equal(await page.locator('.caption').innerText(), make().caption.text);
          assert.equal((await page.locator('.main-svg').count()) > 0, isChart);
          if (isChart) await checkFits(page, name);
          await audit(page);
          assert.deepEqual(problems, []);
        });
      }
    });
  }

  /** No word of a chart leaves the output or lies upon another. */
  async function checkFits(page: Page, id = 'one'): Promise<void> {
    const trouble = await page.evaluate((key) => {
      const root = document.getElementById(key);
      const output = root?.getBoundingClientRect();
      if (!root || !output) return ['no output'];
      const words = [...root.querySelectorAll('.main-svg text')].flatMap((text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        const content = text.textContent;
        return content.trim() === '' || right - left === 0 ? [] : [{ left, right, top, bottom, content }];
      });
      const found: string[] = [];
      for (const [index, word] of words.entries()) {
        if (word.left < output.left - 1 || word.right > output.right + 1)
          found.push(`${word.content} leaves the output`);
        for (const other of words.slice(index + 1)) {
          // Two pixels of a line's height are air.
          const across = Math.min(word.right, other.right) - Math.max(word.left, other.left);
          const down = Math.min(word.bottom, other.bottom) - Math.max(word.top, other.top);
          if (across > 1 && down > 3) found.push(`${word.content} lies upon ${other.content}`);
        }
      }
      return found;
    }, id);
    assert.deepEqual(trouble, []);
  }

  for (const width of [350, 400, 620, 1400]) {
    it(`fits at ${width} pixels`, async () => {
      const page = await start('vscode-dark', width);
      for (const name of CHARTS) {
        await render(page, 'one', KINDS[name]?.());
        await checkFits(page);
      }
      noProblems();
    });
  }

  it('loads no Plotly for numbers and tables, the basic build for charts, and the full one for what needs it', async () => {
    const page = await start();
    const loaded: string[] = [];
    page.on('request', (request) => {
      loaded.push(request.url().split('/').at(-1) ?? '');
    });
    await render(page, 'number', numberResult());
    await render(page, 'table', tableResult());
    assert.equal(loaded.length, 0, loaded.join());
    const files = () => loaded.filter((name) => name.startsWith('plotly'));
    await render(page, 'line', lineResult());
    assert.deepEqual(files(), ['plotly-basic.min.js']);
    await render(page, 'heatmap', KINDS['heatmap']?.());
    await render(page, 'treemap', KINDS['treemap']?.());
    await render(page, 'bar', barResult());
    assert.deepEqual(files(), ['plotly-basic.min.js', 'plotly.min.js']);
    noProblems();
  });

  it('draws charts of both builds that come at once, and leaves the global variable as it was', async () => {
    const page = await start();
    await page.evaluate(() => Object.assign(window, { Plotly: 'of another extension' }));
    await Promise.all([
      render(page, 'one', lineResult()),
      render(page, 'two', KINDS['treemap']?.()),
      render(page, 'three', donutResult()),
    ]);
    assert.ok((await page.locator('#one .js-line').count()) > 0);
    assert.ok((await page.locator('#two .treemaplayer .slice').count()) > 0);
    assert.ok((await page.locator('#three .pielayer .slice').count()) > 0);
    assert.equal(
      await page.evaluate(() => (window as unknown as { Plotly: unknown }).Plotly),
      'of another extension',
    );
    noProblems();
  });

  it('goes from a chart of one build to one of the other in the same place', async () => {
    const page = await start();
    for (const name of ['bar', 'treemap', 'line', 'treemap']) {
      await render(page, 'one', KINDS[name]?.());
      assert.equal(await page.locator('#one .js-plotly-plot').count(), 1);
      assert.equal((await page.locator('#one .treemaplayer .slice').count()) > 0, name === 'treemap');
      assert.equal((await page.locator('#one .bars .point').count()) > 0, name === 'bar');
    }
    noProblems();
  });

  it('shows title, caption, notes and source', async () => {
    const page = await start();
    await render(page, 'one', lineResult());
    assert.deepEqual(await page.locator('#one .notes li').allInnerTexts(), [
      '2026-W19 is partial: the data end on Thursday.',
    ]);
    assert.equal(
      await page.locator('#one .source').innerText(),
      'Source: OpenRouter rankings, weekly top models',
    );
    await render(page, 'one', shareResult());
    assert.equal(await page.locator('#one .source').isVisible(), false);
    assert.equal(await page.locator('#one .notes').isVisible(), false);
  });

  it('switches between chart and table by keyboard', async () => {
    const page = await start();
    await render(page, 'one', lineResult());
    const [chart, table] = [
      page.getByRole('button', { name: 'Chart' }),
      page.getByRole('button', { name: 'Table' }),
    ];
    assert.equal(await chart.getAttribute('aria-pressed'), 'true');
    await page.locator('#one .tokshare-result').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    assert.ok(await table.evaluate((button) => button === document.activeElement));
    const outline = await table.evaluate((button) => getComputedStyle(button).outlineStyle);
    assert.equal(outline, 'solid');
    await page.keyboard.press('Enter');
    assert.equal(await table.getAttribute('aria-pressed'), 'true');
    assert.equal(await chart.getAttribute('aria-pressed'), 'false');
    assert.equal(await page.locator('#one .main-svg').first().isVisible(), false);
    assert.equal(await page.locator('#one table tbody tr').count(), 65);
    // The choice outlives a new run of the cell.
    await render(page, 'one', lineResult());
    assert.equal(await table.getAttribute('aria-pressed'), 'true');
    await chart.focus();
    await page.keyboard.press('Space');
    await page.locator('#one .main-svg').first().waitFor({ state: 'visible' });
    noProblems();
  });

  it('tells values by arrow keys and by the mouse', async () => {
    const page = await start();
    await render(page, 'one', barResult());
    await page.locator('#one .tokshare-result').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.locator('#one .tip-title').innerText(), 'MiniMax: MiniMax M3');
    assert.equal(
      await page.locator('#one [aria-live]').innerText(),
      'MiniMax: MiniMax M3: tokens 15.54T, MiniMax · CN',
    );
    await page.keyboard.press('End');
    assert.equal(await page.locator('#one .tip-title').innerText(), 'other');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('#one .tip').isVisible(), false);
    await render(page, 'one', lineResult());
    const box = await page.locator('#one .plot').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    assert.match(await page.locator('#one .tip-title').innerText(), /^2025-W\d\d \(/);
    assert.ok(await page.locator('#one .guide').isVisible());
    await page.mouse.move(0, 0);
    assert.equal(await page.locator('#one .tip').isVisible(), false);
    noProblems();
  });

  it('finds the tile under the pointer where Plotly drew it', async () => {
    const page = await start();
    await render(page, 'one', KINDS['treemap']?.());
    const tiles = await page.evaluate(() =>
      [...document.querySelectorAll<SVGPathElement>('#one .slice path.surface')].map((path) => {
        const { left, top, width, height } = path.getBoundingClientRect();
        return { left, top, width, height };
      }),
    );
    assert.ok(tiles.length > 50);
    const off = (a: number, b: number) => Math.abs(a - b) > 1.5;
    const walked: { left: number; top: number; width: number; height: number }[] = [];
    await page.locator('#one .tokshare-result').focus();
    for (let index = 1; index < tiles.length; index++) {
      await page.keyboard.press('ArrowRight');
      walked.push(
        await page.locator('#one .ring').evaluate((ring) => {
          const { left, top, width, height } = ring.getBoundingClientRect();
          return { left, top, width, height };
        }),
      );
    }
    for (const [index, ring] of walked.entries()) {
      const drawn = tiles.some(
        (tile) =>
          !off(tile.left, ring.left) &&
          !off(tile.top, ring.top) &&
          !off(tile.width, ring.width) &&
          !off(tile.height, ring.height),
      );
      assert.ok(drawn, `tile ${index + 1} is not where its outline is: ${JSON.stringify(ring)}`);
    }
    const [outer] = walked;
    assert.ok(outer);
    await page.mouse.move(outer.left + 20, outer.top + 10);
    assert.equal(await page.locator('#one .tip-title').innerText(), 'CN');
    noProblems();
  });

  it('walks through the cells of a heat map in rows and columns', async () => {
    const page = await start();
    await render(page, 'one', KINDS['heatmap']?.());
    await page.locator('#one .tokshare-result').focus();
    const title = () => page.locator('#one .tip-title').innerText();
    const week = () => page.locator('#one .tip-name').innerText();
    await page.keyboard.press('ArrowRight');
    assert.equal(await title(), 'Google (DeepMind)');
    await page.keyboard.press('ArrowDown');
    assert.equal(await title(), 'Anthropic');
    assert.equal(await week(), '2026-W06 (2–8 Feb)');
    await page.keyboard.press('ArrowRight');
    assert.equal(await week(), '2026-W07 (9–15 Feb)');
    await page.keyboard.press('ArrowUp');
    assert.equal(await title(), 'Google (DeepMind)');
    await page.keyboard.press('ArrowUp');
    assert.equal(await title(), 'Google (DeepMind)');
    assert.ok(await page.locator('#one .ring').isVisible());
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('#one .ring').isVisible(), false);
    noProblems();
  });

  it('shows what is known about a point, an event and a slope to the arrow keys', async () => {
    const page = await start();
    const spoken = async (name: string) => {
      await render(page, 'one', KINDS[name]?.());
      await page.locator('#one .tokshare-result').focus();
      await page.keyboard.press('Home');
      return page.locator('#one [aria-live]').innerText();
    };
    assert.match(
      await spoken('scatter'),
      /^Google \(DeepMind\) · US: share of tokens 16\.5%, between .*; share of dollars 13\.1%, between/,
    );
    assert.equal(
      await spoken('timeline'),
      'OpenAI announces the end of API service in China: 25 Jun 2024 event, source: Reuters',
    );
    assert.match(await spoken('slope'), /^Google \(DeepMind\): 2026-W06 .* 21\.0%.*; change −6\.9pp$/);
    assert.match(await spoken('bump'), /^2026-W06 \(2–8 Feb\): Google \(DeepMind\) 1; Anthropic 2;/);
    noProblems();
  });

  it('says the verdict of an only figure once, and a sentence that is the title once', async () => {
    const page = await start('vscode-light', 700);
    const base = claimOn(shareResult(), 'undecided');
    assert.ok(base.claim);
    const claim = { ...base.claim, figures: base.claim.figures.slice(0, 1) };
    await render(page, 'one', { ...base, title: claim.sentence, claim });
    const box = page.locator('#one .claim');
    assert.equal(await box.locator('blockquote').count(), 0);
    assert.equal(await box.locator('.verdict').count(), 1);
    assert.ok((await box.locator('.ruling').innerText()).includes(claim.verdict.reason));
    assert.deepEqual(await box.getByRole('row').nth(1).locator('> span').allInnerTexts(), [
      'published more than 50%',
      'computed 50.1% (46.4%–64.9%)',
    ]);
    await audit(page);
  });

  for (const kind of ['holds', 'off', 'undecided', 'impossible'] as const) {
    it(`shows a claim that ${kind === 'holds' ? 'holds' : `is ${kind}`} in words, with a symbol and its figures`, async () => {
      const page = await start('vscode-dark', 420);
      const claim = claimOn(shareResult(), kind).claim;
      assert.ok(claim);
      await render(page, 'one', claimOn(shareResult(), kind));
      const box = page.locator('#one .claim');
      assert.equal(await box.locator('blockquote').innerText(), `“${claim.sentence}”`);
      assert.equal(await box.locator('cite').innerText(), claim.source);
      const symbols = { holds: '✓', off: '≠', undecided: '?', impossible: '–' };
      const ruling = box.locator('.ruling');
      assert.equal(await ruling.locator('.symbol').innerText(), symbols[kind]);
      assert.ok((await ruling.innerText()).includes(claim.verdict.text));
      const rows = box.getByRole('row');
      assert.equal(await rows.count(), 3);
      // Each figure has its own reason.
      assert.ok(!(await ruling.innerText()).includes(claim.verdict.reason));
      assert.equal(await rows.nth(1).locator('.why').innerText(), claim.verdict.reason);
      assert.deepEqual(await rows.nth(2).locator('> span').allInnerTexts(), [
        'US big three',
        '≠\noff by −2.9pp\n43.7% neither rounds nor truncates to 46.6%.',
        'published 46.6%',
        'computed 43.7%',
      ]);
      const readings = await box.locator('.readings').allInnerTexts();
      if (kind === 'off') {
        const [text = ''] = readings;
        assert.match(text, /^6 of 24 other readings hold:/);
        assert.match(text, /within known, in 2026-W24\s+60\.9%/);
        assert.match(text, /and 1 more$/);
      } else assert.deepEqual(readings, []);
      for (const width of [420, 800]) {
        await page.setViewportSize({ width: width + 24, height: 800 });
        assert.ok(await box.evaluate((element) => element.scrollWidth <= element.clientWidth));
        await audit(page);
      }
      // The next result of the cell is none of a claim.
      await render(page, 'one', shareResult());
      assert.equal(await box.count(), 0);
      noProblems();
    });
  }

  it('follows the theme in place', async () => {
    const page = await start('vscode-light');
    await render(page, 'one', lineResult());
    const state = () =>
      page.evaluate(() => ({
        tick: document.querySelector<SVGElement>('#one .xtick text')?.style.fill,
        line: document.querySelector<SVGElement>('#one .scatterlayer .js-line')?.style.stroke,
      }));
    let last = await state();
    await page.evaluate(() => document.querySelector('#one .canvas')?.setAttribute('data-same', 'yes'));
    for (const theme of ['vscode-dark', 'vscode-high-contrast', 'vscode-high-contrast-light'] as const) {
      await setTheme(page, theme);
      await page.waitForFunction(
        (before) => document.querySelector<SVGElement>('#one .xtick text')?.style.fill !== before,
        last.tick,
      );
      const now = await state();
      assert.notEqual(now.tick, last.tick);
      last = now;
    }
    assert.equal(await page.locator('#one .canvas').getAttribute('data-same'), 'yes');
    await audit(page);
    noProblems();
  });

  it('follows the width', async () => {
    const page = await start();
    await render(page, 'one', areaResult());
    for (const width of [1200, 380]) {
      await page.setViewportSize({ width: width + 24, height: 800 });
      await page.waitForFunction(() => {
        const plot = document.querySelector('#one .plot')?.getBoundingClientRect().width ?? 0;
        const svg = document.querySelector('#one .main-svg')?.getBoundingClientRect().width ?? -1;
        return Math.abs(plot - svg) < 1;
      });
      await checkFits(page);
    }
    noProblems();
  });

  it('updates in place under the same id and element', async () => {
    const page = await start();
    await render(page, 'one', lineResult());
    await page.evaluate(() => document.querySelector('#one .canvas')?.setAttribute('data-same', 'yes'));
    await render(page, 'one', shareResult());
    assert.equal(await page.locator('#one .title').innerText(), 'Share of tokens for CN');
    assert.equal(await page.locator('#one .canvas').getAttribute('data-same'), 'yes');
    assert.equal(await page.locator('.js-plotly-plot').count(), 1);
    // From a chart to a table, a number, a message, and back.
    await render(page, 'one', tableResult());
    assert.equal(await page.locator('.main-svg').count(), 0);
    await render(page, 'one', numberResult());
    assert.equal(await page.locator('#one .numbers .value').first().innerText(), 'at least 12');
    await render(page, 'one', 'not JSON');
    assert.equal(await page.locator('#one .tokshare-result').count(), 1);
    await render(page, 'one', donutResult());
    assert.ok((await page.locator('#one .slice').count()) > 0);
    noProblems();
  });

  it('frees the old chart when the same id comes with a new element', async () => {
    const page = await start();
    await render(page, 'one', lineResult(), 'first');
    await render(page, 'one', shareResult(), 'second');
    assert.equal(await page.locator('#first').innerHTML(), '');
    assert.equal(await page.locator('.js-plotly-plot').count(), 1);
    noProblems();
  });

  it('leaves nothing behind when outputs are disposed of', async () => {
    const page = await start();
    for (const id of ['a', 'b', 'c']) await render(page, id, id === 'c' ? tableResult() : lineResult());
    const dispose = (id?: string) =>
      page.evaluate(
        (key) =>
          (
            window as unknown as { host: { renderer: { disposeOutputItem(id?: string): void } } }
          ).host.renderer.disposeOutputItem(key ?? undefined),
        id,
      );
    await dispose('a');
    assert.equal(await page.locator('#a').innerHTML(), '');
    assert.equal(await page.locator('.js-plotly-plot').count(), 1);
    await dispose();
    assert.equal(
      await page.locator('.js-plotly-plot, .main-svg, .tokshare-result, .tokshare-table').count(),
      0,
    );
    await setTheme(page, 'vscode-dark');
    await page.setViewportSize({ width: 500, height: 500 });
    noProblems();
  });

  it('stops when a rendering is called off', async () => {
    const page = await start();
    const left = await page.evaluate(async (text) => {
      const { renderer } = (
        window as unknown as {
          host: {
            renderer: {
              renderOutputItem(item: unknown, element: Element, signal: AbortSignal): Promise<void>;
            };
          };
        }
      ).host;
      const element = document.createElement('div');
      document.body.append(element);
      const item = { id: 'x', json: () => JSON.parse(text) as unknown };
      const control = new AbortController();
      const done = renderer.renderOutputItem(item, element, control.signal);
      control.abort();
      await done;
      await renderer.renderOutputItem(item, element, AbortSignal.abort());
      return element.innerHTML;
    }, JSON.stringify(lineResult()));
    assert.equal(left, '');
    noProblems();
  });

  it('shows hostile names as text, in charts, tables, tooltips and legends', async () => {
    const hostile =
      '<a href="javascript:window.hacked=1">x</a><img src=x onerror="window.hacked=1">&lt;b&gt;';
    const page = await start();
    for (const make of [...CHARTS.map((name) => KINDS[name]), numberResult, tableResult]) {
      const poisoned = JSON.parse(JSON.stringify(make?.()), (key, each: unknown) =>
        [
          'label',
          'title',
          'text',
          'summary',
          'source',
          'universe',
          'lab',
          'remark',
          'sentence',
          'reason',
          'published',
          'computed',
        ].includes(key)
          ? hostile
          : each,
      ) as Result;
      await render(page, 'one', { ...poisoned, notes: [hostile] });
      await page.locator('#one .tokshare-result').focus();
      await page.keyboard.press('ArrowRight');
      const table = page.getByRole('button', { name: 'Table' });
      if (await table.isVisible()) await table.click();
      assert.equal(await page.locator('#one a, #one img, #one b').count(), 0);
      assert.equal(await page.locator('#one .title').innerText(), hostile);
      if (await table.isVisible()) await page.getByRole('button', { name: /Chart|Figure/ }).click();
    }
    await render(
      page,
      'bars',
      JSON.parse(JSON.stringify(barResult()), (key, each: unknown) => (key === 'label' ? '<b>&lt;' : each)),
    );
    assert.equal(await page.locator('#bars .ytick text').first().textContent(), '<b>&lt;');
    assert.equal(await page.evaluate(() => (window as unknown as { hacked?: number }).hacked), undefined);
    noProblems();
  });

  it('says what is wrong with a payload, and never stays blank', async () => {
    const page = await start();
    const message = async (payload: unknown) => {
      await render(page, 'one', payload);
      return page.locator('#one .message').innerText();
    };
    assert.match(await message('{ not json'), /not valid JSON/);
    assert.match(await message({ tokshare: 1 }), /cannot be read/);
    assert.match(await message({ tokshare: 99 }), /newer tokshare/);
    assert.match(await message(null), /cannot be read/);
    await audit(page);
    noProblems();
  });

  it('shows the table when nothing can be drawn', async () => {
    const page = await start();
    const result = shareResult();
    const { figure } = result;
    assert.ok(figure?.axis === 'time');
    await render(page, 'one', { ...result, figure: { ...figure, series: [], buckets: [] } });
    assert.ok(await page.locator('#one table').isVisible());
    noProblems();
  });

  it('shows the table and says why when the chart cannot be loaded, and tries again', async () => {
    const page = await start();
    site.breakChunks = true;
    await render(page, 'one', lineResult());
    assert.match(await page.locator('#one .message').innerText(), /could not be loaded/);
    assert.ok(await page.locator('#one table').isVisible());
    assert.equal(await page.getByRole('button', { name: 'Chart' }).count(), 0);
    site.breakChunks = false;
    await render(page, 'one', lineResult());
    assert.ok(await page.locator('#one .main-svg').first().isVisible());
    assert.ok(await page.getByRole('button', { name: 'Chart' }).isVisible());
  });

  it('writes a table that assistive technology and eyes can read', async () => {
    const page = await start();
    await render(page, 'one', tableResult());
    const table = page.locator('#one table');
    assert.equal(
      await table.locator('caption').textContent(),
      `Tokens and shares by lab. ${tableResult().caption.text}`,
    );
    assert.deepEqual(await table.locator('thead th').allTextContents(), [
      'lab',
      'country',
      'tokens',
      'share of all tokens',
      'lowest–highest of share of all tokens',
    ]);
    assert.equal(
      await table.locator('tbody tr').first().locator('th[scope=row]').innerText(),
      'Google (DeepMind)',
    );
    assert.deepEqual(await table.locator('tbody tr').first().locator('td').allInnerTexts(), [
      'US',
      '4.081T',
      '13.6%',
      '12.9%–15.0%',
    ]);
    assert.equal(await table.locator('tbody tr').nth(1).locator('.badge').innerText(), 'partial');
    const style = await table
      .locator('tr.muted td')
      .first()
      .evaluate((cell) => getComputedStyle(cell).fontStyle);
    assert.equal(style, 'italic');
    const cell = await table
      .locator('td.number')
      .first()
      .evaluate((element) => {
        const { textAlign, fontVariantNumeric } = getComputedStyle(element);
        return [textAlign, fontVariantNumeric];
      });
    assert.deepEqual(cell, ['right', 'tabular-nums']);
    const region = page.locator('#one .scroll');
    assert.equal(await region.getAttribute('tabindex'), '0');
    const box = await region.boundingBox();
    assert.ok(box && box.height <= 422);
  });

  it('draws what was collapsed once it has a width', async () => {
    const page = await start();
    await page.evaluate(() => {
      const element = document.createElement('div');
      element.id = 'one';
      element.style.display = 'none';
      document.getElementById('outputs')?.append(element);
    });
    await render(page, 'one', lineResult());
    await page.evaluate(() => document.getElementById('one')?.removeAttribute('style'));
    await page.waitForFunction(() => {
      const plot = document.querySelector('#one .plot')?.getBoundingClientRect().width ?? 0;
      return plot > 800 && document.querySelector('#one .main-svg')?.getBoundingClientRect().width === plot;
    });
    noProblems();
  });
});
