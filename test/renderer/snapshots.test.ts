/** Each kind of chart in each kind of theme, as a picture and as what it is made of. */
import type { Browser, Page } from 'playwright-core';
import { KINDS } from './fixtures';
import { launch, open, render, serve, THEMES, type Opened, type Site, type ThemeName } from './page';
import { comparePicture, compareText, useFont } from './pictures';

const WIDTH = 480;
const SHOWN = [
  ['line', 'share', 'manyLines', 'panels', 'area', 'timeColumn', 'change', 'column', 'donut'],
  ['bump', 'slope', 'heatmap', 'logLine', 'scatter', 'timeline', 'treemap', 'number', 'table'],
].flat();

describe('renderer: pictures', function () {
  this.timeout(60_000);
  let browser: Browser;
  let site: Site;

  before(async () => {
    [browser, site] = await Promise.all([launch(), serve()]);
  });
  after(async () => {
    await browser.close();
    await site.close();
  });

  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    describe(theme, () => {
      let opened: Opened;
      before(async () => {
        opened = await open(browser, site, theme, WIDTH);
        await useFont(opened.page);
      });
      after(() => opened.page.close());

      for (const name of SHOWN) {
        it(`shows ${name} as before`, async () => {
          const { page } = opened;
          await render(page, 'one', KINDS[name]?.(), name);
          // What is drawn is the same in all themes, but for its colours.
          await compareText(name, await structureOf(page, name));
          const body = page.locator(`#${name} .body`);
          await comparePicture(`${theme.replace('vscode-', '')}/${name}`, await body.screenshot());
        });
      }
    });
  }
});

/** The marks of a chart by their kinds, the words of its axes, and those on it: one line for each. */
function structureOf(page: Page, id: string): Promise<string> {
  return page.evaluate((key) => {
    const all = (selector: string) => [...document.querySelectorAll(`#${key} ${selector}`)];
    const words = (selector: string) => all(selector).map(({ textContent }) => textContent.trim());
    const marks = [
      ['lines', '.js-line'],
      ['points', '.scatterlayer .points path'],
      ['areas', '.js-fill'],
      ['bars', '.bars .point'],
      ['whiskers', '.errorbar'],
      ['slices', '.pielayer .slice'],
      ['tiles', '.treemaplayer .slice'],
      ['upright and other lines', '.shapelayer path'],
    ].flatMap(([kind = '', selector = '']) => {
      const count = all(selector).length;
      return count === 0 ? [] : [`${kind}: ${count}`];
    });
    const lists = [
      ['across', '.xtick text'],
      ['up', '.ytick text'],
      ['words', '.annotation-text'],
      ['legend', '.legend li'],
      ['notes', '.marks li'],
      ['numbers', '.numbers > *'],
    ].flatMap(([kind = '', selector = '']) => words(selector).map((text) => `${kind}: ${text}`));
    return [...marks, ...lists, ''].join('\n');
  }, id);
}
