import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import type { Result } from '../../src/protocol/result';
import { changeClaim, openClaim, pairClaim, shareClaim, silentClaim } from './claimFixtures';
import { lineResult, tableResult } from './fixtures';
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

const CLAIMS: Readonly<Record<string, () => Result>> = {
  share: shareClaim,
  pair: pairClaim,
  open: openClaim,
  change: changeClaim,
  silent: silentClaim,
};

describe('renderer: claims in a browser', function () {
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

  const start = async (
    theme: ThemeName = 'vscode-light',
    width = 900,
    { alone = false } = {},
  ): Promise<Page> => {
    opened = await open(browser, site, theme, width, alone);
    return opened.page;
  };
  const noProblems = () => assert.deepEqual(opened?.problems, []);
  const openAll = async (page: Page): Promise<void> => {
    for (const toggle of await page.locator('#one .claim button[aria-expanded]').all()) await toggle.click();
  };

  /** No word of a claim leaves its box or lies upon another one, and nothing must be scrolled to. */
  async function checkWords(page: Page): Promise<void> {
    const trouble = await page.evaluate(() => {
      const claim = document.querySelector('#one .claim');
      if (!claim) return ['no claim'];
      const box = claim.getBoundingClientRect();
      const words: { text: string; left: number; right: number; top: number; bottom: number }[] = [];
      const walk = document.createTreeWalker(claim, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const text = node.textContent?.trim() ?? '';
        if (text === '' || node.parentElement?.closest('.hidden')) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const { left, right, top, bottom } of range.getClientRects())
          if (right > left) words.push({ text, left, right, top, bottom });
      }
      const found = claim.scrollWidth > claim.clientWidth ? ['the claim must be scrolled'] : [];
      for (const [index, word] of words.entries()) {
        if (word.left < box.left || word.right > box.right) found.push(`${word.text} leaves the claim`);
        for (const other of words.slice(index + 1)) {
          const across = Math.min(word.right, other.right) - Math.max(word.left, other.left);
          const down = Math.min(word.bottom, other.bottom) - Math.max(word.top, other.top);
          if (across > 1 && down > 4) found.push(`${word.text} lies upon ${other.text}`);
        }
      }
      return found;
    });
    assert.deepEqual(trouble, []);
  }

  for (const width of [350, 400, 620, 900, 1400]) {
    it(`fits at ${width} pixels, with all comparisons open`, async () => {
      const page = await start('vscode-dark', width);
      for (const make of Object.values(CLAIMS)) {
        await render(page, 'one', make());
        await openAll(page);
        await checkWords(page);
      }
      noProblems();
    });
  }

  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    it(`can be used by everybody in ${theme}`, async () => {
      const page = await start(theme, 620);
      for (const make of Object.values(CLAIMS)) {
        await render(page, 'one', make());
        await openAll(page);
        await audit(page);
        for (const table of await page.locator('#one .lead').getByRole('button', { name: 'Table' }).all())
          await table.click();
        await audit(page);
      }
      noProblems();
    });
  }

  it('holds the published figure against the computed one on one scale', async () => {
    const page = await start();
    await render(page, 'one', shareClaim());
    const picture = page.locator('#one .checked').getByRole('img');
    assert.equal(
      await picture.getAttribute('aria-label'),
      'published 60.5%–62.0%, computed 50.5% (50.5%–58.1%)',
    );
    const at = await marks(page, 0);
    const percent = (value: number) => at.place(value, '50%', 0.5, '60%', 0.6);
    near(at.band.left, percent(0.605));
    near(at.band.right, percent(0.62));
    near(at.dot, percent(0.5048));
    near(at.whisker?.right, percent(0.581));
    // The words stand beside their marks.
    const [words, lane] = await page
      .locator('#one .published')
      .evaluate((cell) => [...cell.children].map((child) => child.getBoundingClientRect().top));
    near(words, lane);
    noProblems();
  });

  it('puts figures of one unit on one scale', async () => {
    const page = await start('vscode-dark', 500);
    await render(page, 'one', pairClaim());
    assert.equal(await page.locator('#one .checked .ticks').count(), 1);
    assert.equal(await page.locator('#one .checked').getByRole('img').count(), 2);
    const [cn, us] = [await marks(page, 0), await marks(page, 1)];
    const place = (value: number) => cn.place(value, '10T', 10e12, '20T', 20e12);
    near(cn.dot, place(15.71e12));
    near(us.dot, place(10.14e12));
    near(us.band.left, place(5.225e12));
    assert.equal(us.whisker, undefined, 'exact values have no whisker');
  });

  it('lets an interval without an end run to the edge, with an arrow', async () => {
    const page = await start();
    await render(page, 'one', openClaim());
    const { band, lane } = await marks(page, 0);
    near(band.right, lane.right);
    assert.equal(
      await page.locator('#one .checked').getByRole('img').getAttribute('aria-label'),
      'published from 50.0%, computed 50.1% (46.4%–64.9%)',
    );
    const fill = await page.locator('#one .band').evaluate((element) => getComputedStyle(element).fill);
    const [, id = 'none'] = /url\("?#(.+?)"?\)/.exec(fill) ?? [];
    assert.equal(await page.locator(`#one linearGradient[id="${id}"]`).count(), 1);
  });

  it('shows both ends of a change in one lane', async () => {
    const page = await start();
    await render(page, 'one', changeClaim());
    assert.equal(await page.locator('#one .band').count(), 2);
    assert.equal(await page.locator('#one .dot').count(), 2);
    assert.match(
      (await page.locator('#one .checked').getByRole('img').getAttribute('aria-label')) ?? '',
      /^start: published 16\.5%–18\.0%, computed 17\.1%; end: published 46\.5%–48\.0%, computed 45\.4% \(/,
    );
  });

  it('draws nothing for what cannot be computed, and says so in words', async () => {
    const page = await start();
    await render(page, 'one', silentClaim());
    assert.equal(await page.locator('#one .checked svg').count(), 0);
    assert.equal(await page.locator('#one .checked .computed').innerText(), 'computed –');
  });

  it('inserts a reading as a cell, by keyboard, with its very query', async () => {
    const page = await start();
    await render(page, 'one', shareClaim());
    const readings = shareClaim().claim!.readings!.holding;
    const buttons = page.getByRole('button', { name: /^Insert as cell/ });
    assert.equal(await buttons.count(), readings.length);
    const name = `Insert as cell: ${readings[1]!.changes.join(', ')}`;
    await page.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await said(page), [{ kind: 'insert', cell: 'cell-of-one', query: readings[1]!.query }]);
    noProblems();
  });

  it('offers no cell where there is no notebook, but compares and copies', async () => {
    const page = await start('vscode-light', 900, { alone: true });
    await render(page, 'one', shareClaim());
    assert.equal(await page.getByRole('button', { name: /^Insert/ }).count(), 0);
    await page
      .getByRole('button', { name: /^Compare/ })
      .first()
      .click();
    assert.ok(await page.locator('#one .waterfall').isVisible());
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await refuseClipboard(page);
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.locator('#one .said', { hasText: 'Copied' }).waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^“Chinese models reached 61%/);
    assert.deepEqual(await said(page), []);
    noProblems();
  });

  it('opens and closes a comparison by keyboard, and keeps it open when the cell runs again', async () => {
    const page = await start();
    await render(page, 'one', shareClaim());
    const toggles = page.getByRole('button', { name: /^Compare/ });
    // The third reading has no way to it.
    assert.equal(await toggles.count(), 2);
    const toggle = toggles.first();
    assert.equal(await toggle.getAttribute('aria-label'), 'Compare: within known, in 2026-W24');
    assert.equal(await toggle.getAttribute('aria-expanded'), 'false');
    const place = page.locator(`#${(await toggle.getAttribute('aria-controls')) ?? 'none'}`);
    assert.equal(await place.isVisible(), false);
    await toggle.focus();
    await page.keyboard.press('Space');
    assert.equal(await toggle.getAttribute('aria-expanded'), 'true');
    assert.ok(await place.isVisible());
    await render(page, 'one', shareClaim());
    assert.equal(await toggle.getAttribute('aria-expanded'), 'true');
    assert.equal(await page.locator('#one .waterfall').count(), 1);
    await toggle.focus();
    await page.keyboard.press('Enter');
    assert.equal(await toggle.getAttribute('aria-expanded'), 'false');
    assert.equal(await page.locator('#one .waterfall').isVisible(), false);
    noProblems();
  });

  it('draws a waterfall: ends on zero, steps from one value to the next', async () => {
    const page = await start();
    await render(page, 'one', shareClaim());
    await page
      .getByRole('button', { name: /^Compare/ })
      .first()
      .click();
    const drawn = await page.locator('#one .waterfall').evaluate((waterfall) => {
      const box = (element: Element) => {
        const { left, right } = element.getBoundingClientRect();
        return { left, right };
      };
      const ticks = [...waterfall.querySelectorAll('.tick')].map((tick) => {
        const { left, right } = box(tick);
        return { text: tick.textContent, x: (left + right) / 2 };
      });
      return { ticks, bars: [...waterfall.querySelectorAll('.bar')].map(box) };
    });
    const at = (text: string) => drawn.ticks.find((tick) => tick.text === text)?.x ?? NaN;
    const place = (value: number) => at('0%') + ((at('50%') - at('0%')) * value) / 0.5;
    const expected = [
      [0, 0.5048],
      [0.5048, 0.5462],
      [0.5462, 0.6091],
      [0, 0.6091],
    ] as const;
    assert.equal(drawn.bars.length, expected.length);
    for (const [index, [from, to]] of expected.entries()) {
      near(drawn.bars[index]?.left, place(from));
      near(drawn.bars[index]?.right, place(to));
    }
    assert.deepEqual(await page.locator('#one .waterfall .value').allInnerTexts(), [
      '50.5%',
      '▲ +4.1pp',
      '▲ +6.3pp',
      '60.9%',
    ]);
    assert.deepEqual(await page.locator('#one .waterfall .remark').allInnerTexts(), [
      '29.83T tokens counted',
      '2.260T tokens left out',
      '3.630T tokens more',
      '31.20T tokens counted',
    ]);
    assert.equal(
      await page.locator('#one .waterfall').getAttribute('aria-label'),
      'published 61%; as asked: all tokens 50.5%; within known ▲ +4.1pp; in 2026-W24 ▲ +6.3pp; this reading 60.9%',
    );
    noProblems();
  });

  it('draws one waterfall for each side on one scale, and has their table', async () => {
    const page = await start('vscode-light', 1200);
    await render(page, 'one', pairClaim());
    await openAll(page);
    const sides = page.locator('#one .waterfall');
    assert.deepEqual(await sides.locator('.side').allInnerTexts(), ['CN', 'US']);
    assert.deepEqual(await sides.locator('.reference').allInnerTexts(), [
      'published about 18T',
      'published about 5.5T',
    ]);
    const ticks = () =>
      sides.evaluateAll((all) => all.map((each) => each.querySelector('.ticks')?.textContent));
    const [cn, us] = await ticks();
    assert.equal(cn, us);
    assert.deepEqual(await sides.nth(1).locator('.value').allInnerTexts(), [
      '10.14T',
      '▼ −4.650T',
      'no change',
      '5.490T',
    ]);
    const lead = page.locator('#one .lead');
    await lead.getByRole('button', { name: 'Table' }).click();
    assert.equal(await sides.first().isVisible(), false);
    assert.deepEqual(
      await page.locator('#one .comparison tbody tr').nth(1).locator('th, td').allInnerTexts(),
      [
        'within top 9 models each week',
        '12.460T',
        '−3.250T',
        '5.490T',
        '−4.650T',
        '17.950T',
        '12.56T tokens left out',
      ],
    );
    await lead.getByRole('button', { name: 'Chart' }).click();
    assert.ok(await sides.first().isVisible());
    noProblems();
  });

  it('copies text and a table with its caption', async () => {
    const page = await start();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await render(page, 'one', tableResult());
    const button = page.getByRole('button', { name: 'Copy' });
    const status = page.locator('#one .said');
    assert.equal(await status.getAttribute('role'), 'status');
    await button.focus();
    await page.keyboard.press('Enter');
    await status.filter({ hasText: /^Copied$/ }).waitFor();
    const copied = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const read = async (type: string) => (await item?.getType(type))?.text();
      return { text: await read('text/plain'), html: await read('text/html') };
    });
    assert.match(
      copied.text ?? '',
      /^Tokens and shares by lab\nall tokens .* by_lab\n\nlab\tcountry\ttokens\t/,
    );
    assert.match(copied.html ?? '', /<table>.*<caption>Tokens and shares by lab\. all tokens/s);
    // It is said for a moment only.
    await page.waitForFunction(() => document.querySelector('#one .said')?.textContent === '');
    // What is copied is what is shown now.
    await render(page, 'one', lineResult());
    await button.click();
    await status.filter({ hasText: 'Copied' }).waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(text.startsWith(lineResult().summary));
    assert.equal(text.split('\n\n').at(-1)?.split(/\r?\n/).length, 66);
    assert.deepEqual(await said(page), []);
    noProblems();
  });

  it('asks the notebook to copy where the page may not', async () => {
    const page = await start();
    await render(page, 'one', shareClaim());
    await refuseClipboard(page);
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.locator('#one .said', { hasText: 'Copied' }).waitFor();
    const [message] = (await said(page)) as { kind: string; text: string }[];
    assert.equal(message?.kind, 'copy');
    assert.match(
      message.text,
      /^“Chinese models reached 61% of weekly tokens”: off by −10\.5pp\.\npublished 61%/,
    );
  });

  it('takes payloads that lack values, and refuses those of another shape', async () => {
    const page = await start();
    const lacking = shareClaim();
    const [first, second] = lacking.claim!.readings!.holding;
    first!.path!.stations[1]!.values = [];
    first!.path!.stations[2]!.counted = null;
    second!.path!.stations = second!.path!.stations.slice(0, 1);
    lacking.claim!.figures[0]!.scales = [
      { label: '', unit: 'fraction', published: {}, computed: { value: null } },
    ];
    await render(page, 'one', lacking);
    assert.equal(await page.getByRole('button', { name: /^Compare/ }).count(), 1);
    await openAll(page);
    assert.deepEqual(await page.locator('#one .waterfall .value').allInnerTexts(), [
      '50.5%',
      'no data',
      'no data',
      '60.9%',
    ]);
    assert.equal(await page.locator('#one .waterfall .bar').count(), 2);
    await checkWords(page);
    const wrong = { ...shareClaim(), claim: { ...shareClaim().claim, figures: [{ scales: 'none' }] } };
    await render(page, 'one', wrong);
    assert.match(await page.locator('#one .message').innerText(), /^This result cannot be read/);
    noProblems();
  });

  it('shows markup in words of data as it is written', async () => {
    const page = await start();
    const evil = '<img src=x onerror="document.title=1">';
    const hostile = shareClaim();
    const { claim } = hostile;
    const [figure] = claim!.figures;
    Object.assign(figure!, { label: evil, published: evil, computed: evil });
    figure!.scales![0]!.label = evil;
    const [reading] = claim!.readings!.holding;
    Object.assign(reading!, { changes: [evil], query: evil, computed: evil });
    reading!.path!.stations.forEach((station) => Object.assign(station, { change: evil, query: evil }));
    reading!.path!.sides[0]!.label = evil;
    await render(page, 'one', hostile);
    await openAll(page);
    assert.equal(await page.locator('img').count(), 0);
    assert.ok((await page.locator('#one .claim').innerText()).includes(evil));
    noProblems();
  });
});

/** Within a pixel and a half. */
function near(found: number | undefined, expected: number | undefined): void {
  assert.ok(
    found !== undefined && expected !== undefined && Math.abs(found - expected) <= 1.5,
    `${String(found)} is not at ${String(expected)}`,
  );
}

interface Span {
  readonly left: number;
  readonly right: number;
}

/** Where the marks of a figure stand on the page, and where any value would, by two ticks of the axis. */
async function marks(page: Page, figure: number) {
  const found = await page.locator('#one .checked').evaluate((root, index) => {
    const box = (element: Element | null | undefined): { left: number; right: number } => {
      const { left = NaN, right = NaN } = element?.getBoundingClientRect() ?? {};
      return { left, right };
    };
    const row = root.querySelectorAll('.figure')[index];
    const dot = box(row?.querySelector('.dot'));
    const whisker = row?.querySelector('line.whisker');
    const ticks = [...root.querySelectorAll('.tick')].map((tick) => {
      const { left, right } = box(tick);
      return { text: tick.textContent, x: (left + right) / 2 };
    });
    return {
      ticks,
      lane: box(row?.querySelector('.published .lane .grid')?.parentElement),
      band: box(row?.querySelector('.band')),
      dot: (dot.left + dot.right) / 2,
      whisker: whisker ? box(whisker) : undefined,
    };
  }, figure);
  const tick = (text: string): number => found.ticks.find((each) => each.text === text)?.x ?? NaN;
  const place = (value: number, low: string, from: number, high: string, to: number): number =>
    tick(low) + ((tick(high) - tick(low)) * (value - from)) / (to - from);
  const whisker: Span | undefined = found.whisker;
  return { ...found, whisker, place };
}

/** A page that may not write to the clipboard. */
async function refuseClipboard(page: Page): Promise<void> {
  await page.evaluate(() => {
    navigator.clipboard.write = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
}
