/** What a reader can do with a chart and its table, by mouse and by keyboard, in a browser. */
import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import { areaResult, barResult, donutResult, KINDS, lineResult, tableResult } from './fixtures';
import {
  audit,
  launch,
  open,
  render,
  said,
  serve,
  THEMES,
  type Opened,
  type Site,
  type ThemeName,
} from './page';

describe('renderer: interaction', function () {
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
    await opened?.page.close();
    opened = undefined;
  });

  const start = async (theme: ThemeName = 'vscode-light', width = 900, alone = false): Promise<Page> => {
    opened = await open(browser, site, theme, width, alone);
    return opened.page;
  };
  const noProblems = () => assert.deepEqual(opened?.problems, []);
  const button = (page: Page, name: string | RegExp) =>
    page.locator('#one').getByRole('button', { name, exact: typeof name === 'string' });
  const legend = (page: Page) => page.locator('#one .legend button');
  const shown = async (buttons: Locator): Promise<string[]> =>
    buttons.evaluateAll((all) =>
      all
        .filter((each) => each.getAttribute('aria-pressed') === 'true')
        .map((each) => each.querySelector('.name')?.textContent ?? ''),
    );
  const ticks = (page: Page) => page.locator('#one .xtick text').allTextContents();
  const bars = (page: Page) => page.locator('#one .ytick text').allTextContents();
  const state = (page: Page) => page.locator('#one .state [role=status]').innerText();

  it('lists the series of a chart that names them itself, and hides and isolates them by the mouse', async () => {
    const page = await start();
    await render(page, 'one', lineResult());
    assert.equal(await legend(page).count(), 0);
    await button(page, 'Series').click();
    await legend(page).first().waitFor();
    assert.equal(await button(page, 'Series').getAttribute('aria-expanded'), 'true');
    assert.deepEqual(await shown(legend(page)), ['CN', 'US']);
    const lines = () => page.locator('#one .scatterlayer .js-line').count();
    const all = await lines();
    await legend(page).first().click();
    await page.waitForFunction(
      (before) => document.querySelectorAll('#one .scatterlayer .js-line').length < before,
      all,
    );
    assert.deepEqual(await shown(legend(page)), ['US']);
    assert.equal(await state(page), 'Hidden: CN.');
    await button(page, 'Show all').click();
    await page.waitForFunction(
      (before) => document.querySelectorAll('#one .scatterlayer .js-line').length === before,
      all,
    );
    await legend(page).nth(1).dblclick();
    await page.waitForFunction(() =>
      /Hidden: CN/.test(document.querySelector('#one .state')?.textContent ?? ''),
    );
    assert.deepEqual(await shown(legend(page)), ['US']);
    await audit(page);
    noProblems();
  });

  it('hides and isolates by keyboard, with one stop of the Tab key for the whole legend', async () => {
    const page = await start();
    await render(page, 'one', { ...areaResult() });
    if ((await legend(page).count()) === 0) await button(page, 'Series').click();
    await legend(page).first().waitFor();
    assert.equal(await page.locator('#one .legend button[tabindex="0"]').count(), 1);
    await legend(page).first().focus();
    await page.keyboard.press('ArrowRight');
    assert.ok(
      await legend(page)
        .nth(1)
        .evaluate((each) => each === document.activeElement),
    );
    const outline = await legend(page)
      .nth(1)
      .evaluate((each) => getComputedStyle(each).outlineStyle);
    assert.equal(outline, 'solid');
    const names = await shown(legend(page));
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('#one .state')?.textContent.startsWith('Hidden'));
    assert.deepEqual(
      await shown(legend(page)),
      names.filter((_, index) => index !== 1),
    );
    // The focus stays where it was, although the chart was drawn anew.
    assert.ok(
      await legend(page)
        .nth(1)
        .evaluate((each) => each === document.activeElement),
    );
    await page.keyboard.press('Alt+Enter');
    await page.waitForFunction(
      () => document.querySelectorAll('#one .legend [aria-pressed=true]').length === 1,
    );
    assert.deepEqual(await shown(legend(page)), [names[1]]);
    await page.keyboard.press('Alt+Enter');
    await page.waitForFunction(
      () => document.querySelectorAll('#one .legend [aria-pressed=false]').length === 0,
    );
    assert.equal(await page.locator('#one .state').innerText(), '');
    noProblems();
  });

  it('zooms to what the mouse draws up, and back', async () => {
    const page = await start();
    await render(page, 'one', lineResult());
    const before = await ticks(page);
    const box = await page.locator('#one .plot').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 200, box.y + 120);
    await page.mouse.down();
    await page.mouse.move(box.x + 300, box.y + 130, { steps: 4 });
    assert.ok(await page.locator('#one .brush').isVisible());
    await page.mouse.move(box.x + 400, box.y + 130, { steps: 4 });
    await page.mouse.up();
    await button(page, 'Reset zoom').waitFor();
    assert.match(await state(page), /^Zoomed to 2025-W\d\d to 2025-W\d\d\.$/);
    assert.notDeepEqual(await ticks(page), before);
    assert.equal(await page.locator('#one .brush').isVisible(), false);
    await audit(page);
    await button(page, 'Reset zoom').click();
    await button(page, 'Reset zoom').waitFor({ state: 'hidden' });
    assert.deepEqual(await ticks(page), before);
    noProblems();
  });

  it('zooms by plus, minus and zero around what the arrow keys point at', async () => {
    const page = await start();
    await render(page, 'one', lineResult());
    await page.locator('#one .tokshare-result').focus();
    for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('+');
    await button(page, 'Reset zoom').waitFor();
    assert.equal(await state(page), 'Zoomed to 2025-W07 to 2025-W39.');
    await page.keyboard.press('+');
    await page.waitForFunction(() => !document.querySelector('#one .state')?.textContent.includes('W39'));
    await page.keyboard.press('-');
    await page.keyboard.press('0');
    await button(page, 'Reset zoom').waitFor({ state: 'hidden' });
    noProblems();
  });

  it('keeps what was chosen when the cell runs again, also in a new output, and drops it with other series', async () => {
    const page = await start();
    // Outputs of one cell: the page names their cell after their id.
    await render(page, 'one', lineResult());
    await page.locator('#one .tokshare-result').focus();
    await page.keyboard.press('+');
    await button(page, 'Series').click();
    await legend(page).first().click();
    await page.waitForFunction(() =>
      document.querySelector('#one .state')?.textContent.startsWith('Hidden: CN.'),
    );
    const words = await state(page);
    await page.evaluate(() => {
      const { renderer } = (
        window as unknown as { host: { renderer: { disposeOutputItem(id: string): void } } }
      ).host;
      renderer.disposeOutputItem('one');
    });
    await render(page, 'one', lineResult());
    assert.equal(await state(page), words);
    assert.deepEqual(await shown(legend(page)), ['US']);
    await render(page, 'one', { ...areaResult(), query: lineResult().query });
    assert.equal(await state(page), '');
    noProblems();
  });

  it('offers a query of a bar that is clicked, and hides it', async () => {
    const page = await start();
    await render(page, 'one', barResult());
    const names = await bars(page);
    const box = await page.locator('#one .plot').boundingBox();
    assert.ok(box);
    await page.mouse.click(box.x + box.width / 2, box.y + 16);
    const menu = page.locator('#one').getByRole('menu');
    assert.deepEqual(await menu.getByRole('menuitem').allInnerTexts(), [
      'Insert as query',
      'Hide',
      'Only this',
    ]);
    assert.ok(
      await menu
        .getByRole('menuitem')
        .first()
        .evaluate((each) => each === document.activeElement),
    );
    await audit(page);
    await page.keyboard.press('Enter');
    assert.equal(await menu.count(), 0);
    const { figure } = barResult();
    assert.ok(figure?.axis === 'members');
    assert.deepEqual(await said(page), [
      { kind: 'narrow', cell: 'cell-of-one', query: barResult().query, member: figure.members[0]?.key },
    ]);
    // By keyboard: point, Enter, the arrow keys, Enter.
    await page.locator('#one .tokshare-result').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await button(page, 'Show all').waitFor();
    assert.deepEqual((await bars(page)).slice(0, 3), names.slice(1, 4));
    assert.ok(
      await page.locator('#one .tokshare-result').evaluate((each) => each === document.activeElement),
    );
    noProblems();
  });

  it('closes its menu with Escape and gives the focus back', async () => {
    const page = await start();
    await render(page, 'one', donutResult());
    await page.locator('#one .tokshare-result').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.locator('#one [role=menu]').waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('#one [role=menu]').count(), 0);
    assert.ok(
      await page.locator('#one .tokshare-result').evaluate((each) => each === document.activeElement),
    );
    noProblems();
  });

  it('offers a query of an entry of the legend by the context menu', async () => {
    const page = await start('vscode-dark');
    await render(page, 'one', lineResult());
    await button(page, 'Series').click();
    await legend(page).first().click({ button: 'right' });
    await page.locator('#one').getByRole('menuitem', { name: 'Insert as query' }).click();
    assert.deepEqual(await said(page), [
      { kind: 'narrow', cell: 'cell-of-one', query: lineResult().query, member: 'CN' },
    ]);
    noProblems();
  });

  it('offers no query of lumps', async () => {
    const page = await start();
    await render(page, 'one', barResult());
    await page.locator('#one .tokshare-result').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    assert.deepEqual(await page.locator('#one').getByRole('menuitem').allInnerTexts(), ['Hide', 'Only this']);
  });

  it('saves the chart as SVG and PNG, and the table as CSV, by the notebook', async () => {
    const page = await start('vscode-dark');
    await render(page, 'one', lineResult());
    await button(page, 'Save').click();
    await audit(page);
    for (const format of ['SVG', 'PNG', 'CSV']) await button(page, `Save ${format}`).click();
    await page.waitForFunction(
      () => (window as unknown as { host: { said: unknown[] } }).host.said.length === 3,
    );
    const messages = (await said(page)) as { kind: string; title: string; format: string; content: string }[];
    const of = (format: string) => {
      const message = messages.find((each) => each.format === format);
      assert.ok(message, format);
      assert.equal(message.kind, 'save');
      assert.equal(message.title, lineResult().title);
      return Buffer.from(message.content, 'base64');
    };
    const drawn = of('svg').toString('utf8');
    assert.ok(drawn.startsWith('<svg '));
    for (const words of ['Tokens of Chinese and US models', 'rankings', 'Source: OpenRouter rankings'])
      assert.ok(drawn.includes(words), words);
    // It stands by itself: nothing runs, nothing is fetched, no pattern is looked for elsewhere.
    assert.doesNotMatch(drawn, /<script|\son\w+=|href="http|url\((?!["']?#|&quot;#)/);
    const size = await page.evaluate(async (text) => {
      const image = new Image();
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
      await image.decode();
      return [image.width, image.height];
    }, drawn);
    const png = of('png');
    assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
    assert.deepEqual(
      [png.readUInt32BE(16), png.readUInt32BE(20)],
      size.map((each) => each * 2),
    );
    const rows = of('csv').toString('utf8').split('\r\n');
    assert.equal(rows.length, 67);
    assert.ok(rows[0]?.endsWith(',universe,period,dataset,source'), rows[0]);
    assert.ok(rows[1]?.endsWith(',rankings,"OpenRouter rankings, weekly top models"'), rows[1]);
    noProblems();
  });

  it('saves a picture with its whole caption, however long it is', async () => {
    const page = await start('vscode-light', 360);
    const words = Array.from({ length: 90 }, (_, index) => `lab-${index}`).join(', ');
    const { caption } = lineResult();
    await render(page, 'one', { ...lineResult(), caption: { ...caption, text: `${words}, and the end` } });
    await button(page, 'Save').click();
    await button(page, 'Save SVG').click();
    await page.waitForFunction(
      () => (window as unknown as { host: { said: unknown[] } }).host.said.length === 1,
    );
    const [message] = (await said(page)) as { content: string }[];
    const drawn = Buffer.from(message?.content ?? '', 'base64').toString('utf8');
    const lines = [...drawn.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text ?? '');
    assert.ok(lines.join(' ').includes('lab-89, and the end'));
  });

  it('draws each kind into a picture of its own', async () => {
    const page = await start();
    await render(page, 'one', lineResult());
    await button(page, 'Save').click();
    for (const [name, make] of Object.entries(KINDS)) {
      const { figure } = make();
      if (!figure || figure.axis === 'none') continue;
      await render(page, 'one', make());
      if (!(await button(page, 'Save SVG').isVisible())) await button(page, 'Save').click();
      const before = (await said(page)).length;
      await button(page, 'Save PNG').click();
      await page.waitForFunction(
        (count) => (window as unknown as { host: { said: unknown[] } }).host.said.length > count,
        before,
      );
      assert.equal(await page.locator('#one .panel [role=status]').innerText(), '', name);
    }
    noProblems();
  });

  it('saves by the browser where there is no notebook', async () => {
    const page = await start('vscode-light', 900, true);
    await render(page, 'one', barResult());
    await button(page, 'Save').click();
    const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Save CSV').click()]);
    assert.equal(download.suggestedFilename(), 'top-20-models-in-june-2026.csv');
  });

  it('copies the table with tabs and all digits', async () => {
    const page = await start();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await render(page, 'one', tableResult());
    await button(page, 'Save').click();
    assert.equal(await button(page, 'Save PNG').isVisible(), false);
    await button(page, 'Copy table').click();
    await page.locator('#one .panel [role=status]', { hasText: 'Copied' }).waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const rows = text.split('\n').map((line) => line.split('\t'));
    assert.equal(rows[0]?.[2], 'tokens');
    assert.equal(rows[1]?.[0], 'Google (DeepMind)');
    assert.match(rows[1][2] ?? '', /^\d{10,}$/);
    noProblems();
  });

  it('sorts a table by the heads of its columns, and says so', async () => {
    const page = await start();
    await render(page, 'one', tableResult());
    const firsts = () => page.locator('#one tbody th').allInnerTexts();
    const before = await firsts();
    const head = page.locator('#one thead th').nth(2);
    const press = head.getByRole('button', { name: 'tokens' });
    await press.focus();
    await page.keyboard.press('Enter');
    assert.equal(await head.getAttribute('aria-sort'), 'descending');
    const down = await page
      .locator('#one tbody tr td:nth-child(3)')
      .evaluateAll((cells) =>
        cells
          .map((cell) => Number(cell.getAttribute('title') ?? NaN))
          .filter((value) => !Number.isNaN(value)),
      );
    assert.deepEqual(
      down,
      [...down].sort((a, b) => b - a),
    );
    assert.equal(await page.locator('#one [aria-sort]').count(), 1);
    await audit(page);
    // A new run keeps the order.
    await render(page, 'one', tableResult());
    assert.equal(await head.getAttribute('aria-sort'), 'descending');
    await press.click();
    assert.equal(await head.getAttribute('aria-sort'), 'ascending');
    await press.click();
    assert.equal(await page.locator('#one [aria-sort]').count(), 0);
    assert.deepEqual(await firsts(), before);
    noProblems();
  });

  it('writes only the rows in sight of a long table, and says how many there are', async () => {
    const page = await start();
    const count = 20_000;
    await render(page, 'one', tableResult(count));
    const rows = page.locator('#one tbody tr:not(.keep)');
    assert.ok((await rows.count()) < 60);
    assert.equal(await page.locator('#one table').getAttribute('aria-rowcount'), String(count + 1));
    assert.equal(await rows.first().getAttribute('aria-rowindex'), '2');
    assert.match(await page.locator('#one .count').innerText(), /^Showing 1–\d\d of 20,000 rows$/);
    const scroll = page.locator('#one .scroll');
    const widths = () =>
      page.locator('#one thead th').evaluateAll((heads) => heads.map((each) => each.clientWidth));
    const before = await widths();
    const height = await scroll.evaluate((each) => each.scrollHeight);
    await scroll.focus();
    await page.keyboard.press('End');
    await page.locator(`#one tr[aria-rowindex="${count + 1}"]`).waitFor();
    assert.ok((await rows.count()) < 60);
    assert.match(await page.locator('#one .count').innerText(), /–20,000 of 20,000 rows$/);
    assert.deepEqual(await widths(), before);
    assert.equal(await scroll.evaluate((each) => each.scrollHeight), height);
    // The last row ends where the scrolled place ends.
    const gap = await scroll.evaluate((each) => {
      const last = each.querySelector('tr:nth-last-child(2)')?.getBoundingClientRect().bottom ?? 0;
      return Math.abs(last - each.getBoundingClientRect().bottom);
    });
    assert.ok(gap < 3, `the last row is ${gap} pixels away from the end`);
    await page.keyboard.press('Home');
    await page.locator('#one tr[aria-rowindex="2"]').waitFor();
    await page.locator('#one thead button').first().click();
    assert.equal(await rows.first().getAttribute('aria-rowindex'), '2');
    await audit(page);
    noProblems();
  });

  it('shows the words and the table of what a newer tokshare has written', async () => {
    const page = await start();
    await render(page, 'one', { ...tableResult(), tokshare: 99, figure: { axis: 'globe' } });
    assert.match(await page.locator('#one .message').innerText(), /newer tokshare/);
    assert.equal(await page.locator('#one .title').innerText(), tableResult().title);
    assert.equal(await page.locator('#one tbody tr').count(), tableResult().table.rows.length);
    await audit(page);
    noProblems();
  });

  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    it(`can be used by everybody with everything open: ${theme}`, async () => {
      const page = await start(theme);
      await render(page, 'one', lineResult());
      await button(page, 'Series').click();
      await button(page, 'Save').click();
      await button(page, 'Series').click();
      await legend(page).first().click();
      await page.locator('#one .tokshare-result').focus();
      await page.keyboard.press('+');
      await button(page, 'Reset zoom').waitFor();
      await legend(page).first().click({ button: 'right' });
      await page.locator('#one [role=menu]').waitFor();
      await audit(page);
      const moving = await page.evaluate(() => document.getAnimations().length);
      assert.equal(moving, 0);
      noProblems();
    });
  }
});
