import assert from 'node:assert/strict';
import type { TimeFigure } from '../../../src/protocol/result';
import { ask, datasetOf } from './helpers';

/** `2023-W01` and on: three years of 52 weeks. */
const weekOf = (week: number): string => {
  const [year, rest] = [2023 + Math.floor(week / 52), (week % 52) + 1];
  return `${year}-W${String(rest).padStart(2, '0')}`;
};

function dataOf(models: number, weeks: number): string {
  const rows = ['week,model,tokens'];
  for (let week = 0; week < weeks; week++) {
    // The first has the most. All of them grow.
    for (let model = 0; model < models; model++)
      rows.push(`${weekOf(week)},lab-${model % 5}/model-${model},${(models - model) * (week + 1)}`);
    rows.push(`${weekOf(week)},other,7`);
  }
  return `${rows.join('\n')}\n`;
}

const data = {
  crowd: dataOf(60, 120),
  few: dataOf(12, 4),
  places: datasetOf(
    [
      'week,place,sort,tokens',
      ...['2026-W05', '2026-W06'].flatMap((week) =>
        ['north', 'south', 'tiny'].flatMap((place, at) =>
          Array.from({ length: 9 }, (_, sort) => `${week},${place},s${sort},${[900, 500, 1][at] ?? 0}`),
        ),
      ),
      '',
    ].join('\n'),
    { name: 'places' },
  ),
};

function figureOf(query: string): TimeFigure {
  const { figure } = ask(query, data);
  assert(figure?.axis === 'time', query);
  return figure;
}

const names = ({ series }: TimeFigure): string[] => series.map(({ member }) => member.label);

describe('many series', () => {
  it('are drawn as the largest ones and the others together, which is said; the table has them all', () => {
    const query = 'tokens by model weekly using crowd';
    const figure = figureOf(query);
    assert.equal(figure.buckets.length, 120);
    assert.equal(figure.extract, 'the 11 largest of 60, and the others together');
    assert.deepEqual(names(figure).slice(-2), ['rest (49 models)', 'other']);
    assert.equal(figure.series.length, 13);
    assert.equal(names(figure)[0], 'lab-0/model-0');
    // 49 + 48 + … + 1 in the first week.
    assert.equal(figure.series[11]?.values[0]?.value, 1225);
    assert.equal(new Set(ask(query, data).table.rows.map(({ cells }) => JSON.stringify(cells[1]))).size, 61);
  });

  it('are all drawn where they are no more than twelve, or somebody has said how many', () => {
    assert.equal(figureOf('tokens by model weekly using few').series.length, 13);
    assert.equal(figureOf('tokens by model weekly using few').extract, undefined);
    const top = figureOf('tokens by model weekly using crowd | top 20');
    assert.equal(top.series.length, 22);
    assert.equal(top.extract, undefined);
    const list = Array.from({ length: 14 }, (_, model) => `lab-${model % 5}/model-${model}`).join(', ');
    assert.equal(figureOf(`tokens for each (${list}) weekly using crowd`).series.length, 14);
  });

  it('that do not add up have no rest', () => {
    const figure = figureOf('growth of tokens by model weekly using crowd');
    assert.equal(figure.extract, 'the 12 largest of 60');
    assert.ok(!names(figure).some((name) => name.startsWith('rest')));
  });

  it('of ranks are the first ones', () => {
    const figure = figureOf('tokens by model weekly using crowd | rank');
    assert.equal(figure.extract, 'the 12 first of 60');
    assert.deepEqual(names(figure).at(-1), 'lab-1/model-11');
  });

  it('of a ranking are members of it, without a rest', () => {
    const figure = figureOf('top 20 models weekly using crowd as line');
    assert.equal(figure.extract, 'the 12 largest of 20');
    assert.equal(figure.series.length, 12);
  });

  it('are rows of a heatmap, each of them', () => {
    assert.equal(figureOf('tokens by model weekly using crowd as heatmap').series.length, 61);
  });
});

describe('two dimensions over time', () => {
  const panels = ({ series }: TimeFigure): string[] => [
    ...new Set(series.map(({ panel }) => panel?.label ?? '')),
  ];

  it('are a small chart for each member of the first one, as far as there is anything to see', () => {
    const figure = figureOf('tokens by place, sort weekly using places as line');
    assert.deepEqual(panels(figure), ['north', 'south']);
    assert.equal(figure.extract, 'the 2 largest of 3 places; the 6 largest of each, and its others together');
    const [first] = figure.series;
    assert.equal(first?.member.label, 's0');
    assert.equal(first.values[0]?.value, 900);
    const rest = figure.series[6];
    assert.equal(rest?.member.label, 'rest (3 sorts)');
    assert.equal(rest.panel?.label, 'north');
    assert.equal(rest.values[0]?.value, 2700);
    // A part of the whole in each: none of them is filled to 100%.
    assert.equal(figureOf('share of tokens by place, sort weekly using places as area').normalized, false);
  });

  it('name what is left out, and speak of others together only where there are any', () => {
    const figure = figureOf('tokens by lab, model weekly using crowd as line');
    assert.ok(!panels(figure).includes('other'));
    assert.equal(figure.extract, 'without other, below 1%; the 6 largest of each, and its others together');
    const growth = figureOf('growth of tokens by place, sort weekly using places as line');
    assert.deepEqual(panels(growth), ['north', 'south', 'tiny']);
    assert.equal(growth.extract, 'the 7 largest of each');
    assert.ok(!names(growth).some((name) => name.startsWith('rest')));
  });

  it('are one chart where crossings are marked, and where it has a row for each', () => {
    assert.deepEqual(panels(figureOf('tokens by place, sort weekly using places as line mark crossings')), [
      '',
    ]);
    assert.deepEqual(panels(figureOf('tokens by place, sort weekly using places as heatmap')), ['']);
    assert.deepEqual(panels(figureOf('tokens by sort weekly using places as line')), ['']);
  });

  it('keep the order of a written list', () => {
    const figure = figureOf('tokens for each (south, north) by sort weekly using places as line');
    assert.deepEqual(panels(figure), ['south', 'north']);
  });
});
