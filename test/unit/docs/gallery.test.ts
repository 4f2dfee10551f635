import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from '../../../src/notebook/format';
import { ChartKind } from '../../../src/protocol/result';
import { resultsOf, run } from './page';

const GALLERY = join('examples', 'gallery.tokshare');
/** Enough for all queries of the notebook on a slow machine, in milliseconds. */
const SLOW = 60_000;

describe('the gallery of charts', () => {
  const { cells } = read(readFileSync(GALLERY, 'utf8'));

  it('runs on the example data without an error or a warning, and has every kind of chart', async () => {
    const results = await resultsOf(GALLERY);
    const kinds = new Set(results.map(({ figure }) => figure?.kind ?? 'table'));
    assert.deepEqual([...kinds].sort(), [...ChartKind.options].sort());
  }).timeout(SLOW);

  it('has small charts, a logarithmic axis and marks', async () => {
    const figures = (await resultsOf(GALLERY)).flatMap(({ figure }) =>
      figure?.axis === 'time' ? [figure] : [],
    );
    assert.ok(figures.some(({ series }) => series.every(({ panel }) => panel)));
    assert.ok(figures.some(({ log }) => log));
    assert.ok(figures.some(({ crossings, events }) => crossings.length > 0 && events.length > 0));
  }).timeout(SLOW);

  it('has a line of prose before every query, and a title of its own on every result', async () => {
    for (const [index, { kind, text }] of cells.entries())
      if (kind === 'query' && !text.startsWith('attach')) assert.equal(cells[index - 1]?.kind, 'prose', text);
    const titles = (await resultsOf(GALLERY)).map(({ title }) => title);
    assert.equal(new Set(titles).size, titles.length);
  }).timeout(SLOW);

  it('shows every figure of its prose in a result', async () => {
    const printed = await run(GALLERY);
    const prose = cells.flatMap(({ kind, text }) => (kind === 'prose' ? [text] : [])).join('\n');
    const figures = prose.match(/\d+\.\d+(?:%|pp|T\b|B\b)/g) ?? [];
    assert.ok(figures.length > 15, String(figures.length));
    for (const figure of figures) assert.ok(printed.includes(figure), figure);
  }).timeout(SLOW);
});
