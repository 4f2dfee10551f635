import assert from 'node:assert/strict';
import fc from 'fast-check';
import type {
  EventFigure,
  Measured,
  PlaneFigure,
  Result,
  TimeFigure,
  TreeFigure,
} from '../../src/protocol/result';
import { draw, hasValues, type Chart } from '../../renderer/charts/draw';
import type { Drawing } from '../../renderer/charts/drawing';
import { changeWords } from '../../renderer/charts/slope';
import { unitWords } from '../../renderer/shell';
import { country, grey, KINDS, lab, memberFigure, timeFigure, value, weeks } from './fixtures';
import { scatterResult, timelineResult, treemapResult } from './planeFixtures';
import {
  bumpResult,
  heatmapResult,
  labelsResult,
  logLineResult,
  panelsResult,
  slopeResult,
} from './rankFixtures';
import { surface, trace, traces, words } from './surface';

function chartOf({ figure }: Result): Chart {
  assert.ok(figure && figure.axis !== 'none');
  return figure;
}
function over(result: Result): TimeFigure {
  const figure = chartOf(result);
  assert.ok(figure.axis === 'time');
  return figure;
}
function plane(result: Result): PlaneFigure {
  const figure = chartOf(result);
  assert.ok(figure.axis === 'plane');
  return figure;
}
const drawn = (result: Result, width = 900): Drawing => draw(chartOf(result), surface(width));
const ticktext = (axis: { ticktext?: unknown } | undefined) => (axis?.ticktext ?? []) as string[];
const remarks = ({ notes }: Drawing) => notes.map(({ text }) => text);

describe('renderer: bumps', () => {
  const drawing = drawn(bumpResult());

  it('has the first rank on top, and whole ranks only', () => {
    assert.deepEqual(
      ticktext(drawing.layout.yaxis),
      Array.from({ length: 12 }, (_, index) => String(index + 1)),
    );
    assert.deepEqual(drawing.layout.yaxis?.range, [12.5, 0.5]);
  });

  it('has ticks only at ranks that exist', () => {
    const figure = over(bumpResult());
    const series = figure.series.filter(({ values }) => values.every((each) => each.value !== 1));
    assert.ok(!ticktext(draw({ ...figure, series }, surface()).layout.yaxis).includes('1'));
  });

  it('draws a point at each rank and straight lines between them', () => {
    const points = trace(drawing, 'points of google');
    assert.equal(points.x?.length, 16);
    assert.ok(!('shape' in (trace(drawing, 'google').line ?? {})));
  });

  it('names who is there at the end with the rank, and who was there at the start', () => {
    const text = words(drawing);
    assert.ok(text.some((each) => /^\s*1\s+<b>DeepSeek<\/b>$/.test(each)));
    assert.ok(text.includes('DeepSeek'), 'without the rank at the left');
    assert.ok(!text.includes('Tencent Hunyuan'), 'who came later is not at the left');
    assert.deepEqual(drawing.legend, []);
  });

  it('leaves out the names at the left where the lines would have no room', () => {
    assert.ok(!words(drawn(bumpResult(), 400)).includes('DeepSeek'));
    assert.ok(words(drawn(bumpResult(), 400)).some((each) => each.includes('<b>DeepSeek</b>')));
  });

  it('has a gap where a member is gone for a while', () => {
    const figure = over(bumpResult());
    const series = figure.series.map((one, which) => ({
      ...one,
      values: one.values.map((each, week) => (which === 0 && week > 3 && week < 7 ? value(null) : each)),
    }));
    const line = trace(draw({ ...figure, series }, surface()), figure.series[0]?.member.key ?? '');
    assert.deepEqual(line.y?.slice(4, 7), [null, null, null]);
    assert.notEqual(line.y[7], null);
  });

  it('names who came late and left early where it leaves, or in the legend', () => {
    const figure = timeFigure({
      kind: 'bump',
      unit: 'rank',
      buckets: weeks('2026-02-02', 12),
      series: [
        { member: lab('google'), values: Array.from({ length: 12 }, () => value(1)) },
        {
          member: lab('qwen'),
          values: Array.from({ length: 12 }, (_, week) => value(week > 0 && week < 4 ? 2 : null)),
        },
        {
          member: lab('openai'),
          values: Array.from({ length: 12 }, (_, week) => value(week > 0 && week < 9 ? 3 : null)),
        },
        {
          member: lab('minimax'),
          values: Array.from({ length: 12 }, (_, week) => value(week < 9 ? null : 3)),
        },
      ],
    });
    const drawing = draw(figure, surface());
    assert.ok(words(drawing).includes('Alibaba Qwen'));
    assert.deepEqual(
      drawing.legend.map(({ label }) => label),
      ['OpenAI'],
    );
  });

  it('tells the ranks of a week, the first one first, and who has none', () => {
    const { rows } = drawing.pointing.tip(0);
    assert.deepEqual(
      rows.slice(0, 2).map(({ label, value: text }) => [label, text]),
      [
        ['Google (DeepMind)', '1'],
        ['Anthropic', '2'],
      ],
    );
    assert.deepEqual([rows.at(-1)?.label, rows.at(-1)?.value], ['Tencent Hunyuan', 'not ranked']);
  });

  it('cuts off what nobody can follow, and says so', () => {
    const figure = timeFigure({
      kind: 'bump',
      unit: 'rank',
      buckets: weeks('2026-02-02', 3),
      series: Array.from({ length: 40 }, (_, index) => ({
        member: { ...lab('qwen'), key: `m${index}`, label: `m${index}` },
        values: [value(index + 1), value(index + 1), value(index + 1)],
      })),
    });
    const drawing = draw(figure, surface());
    assert.equal(ticktext(drawing.layout.yaxis).length, 30);
    assert.match(remarks(drawing).join(), /ranks 1 to 30/);
  });

  it('follows by lines who is only far down', () => {
    const figure = timeFigure({
      kind: 'bump',
      unit: 'rank',
      buckets: weeks('2026-02-02', 3),
      series: [{ member: lab('qwen'), values: [value(45), value(null), value(41)] }],
    });
    assert.deepEqual(ticktext(draw(figure, surface()).layout.yaxis), ['41', '45']);
  });

  it('reverses the axis of ranks drawn as lines, too', () => {
    const drawing = draw({ ...over(bumpResult()), kind: 'line' }, surface());
    assert.deepEqual(drawing.layout.yaxis?.range, [12.5, 0.5]);
  });
});

describe('renderer: panels', () => {
  const drawing = drawn(panelsResult(), 900);
  const axes = (of: Drawing, which: 'x' | 'y') =>
    Object.entries(
      of.layout as unknown as Record<string, { range?: number[]; domain?: number[]; anchor?: string }>,
    )
      .filter(([name]) => name.startsWith(`${which}axis`))
      .map(([, axis]) => axis);

  it('are small charts with one scale, each with its name and axes', () => {
    const [across, up] = [axes(drawing, 'x'), axes(drawing, 'y')];
    assert.equal(across.length, 3);
    assert.deepEqual(
      up.map(({ anchor }) => anchor),
      ['x', 'x2', 'x3'],
    );
    assert.equal(new Set(up.map(({ range }) => JSON.stringify(range))).size, 1);
    assert.equal(new Set(across.map(({ range }) => JSON.stringify(range))).size, 1);
    const text = words(drawing);
    for (const name of ['<b>US</b>', '<b>CN</b>', '<b>other</b>', '<b>DeepSeek</b>', '<b>OpenAI</b>'])
      assert.ok(text.includes(name), name);
  });

  it('have plots of one size, which lie apart', () => {
    for (const width of [350, 620, 900, 1400]) {
      const some = drawn(panelsResult(), width);
      const boxes = axes(some, 'x').map(({ domain }, index) => ({
        across: domain ?? [],
        up: axes(some, 'y')[index]?.domain ?? [],
      }));
      const size = ({ across, up }: (typeof boxes)[number]) =>
        [across, up].map(([from = 0, to = 0]) => (to - from).toFixed(6)).join();
      assert.equal(new Set(boxes.map(size)).size, 1, String(width));
      const apart = (a: readonly number[], b: readonly number[]) =>
        (a[1] ?? 0) <= (b[0] ?? 0) || (b[1] ?? 0) <= (a[0] ?? 0);
      for (const [index, one] of boxes.entries())
        for (const other of boxes.slice(index + 1))
          assert.ok(apart(one.across, other.across) || apart(one.up, other.up), String(width));
    }
  });

  it('draw each line on the axes of its panel, in the colour that it has among all', () => {
    const lines = (drawing.data as { name: string; xaxis: string; line?: { color: string } }[]).filter(
      ({ line }) => line,
    );
    const of = (slug: string) => lines.find(({ name }) => name === slug);
    assert.equal(of('openai')?.xaxis, 'x');
    assert.equal(of('deepseek')?.xaxis, 'x2');
    assert.equal(of('other')?.xaxis, 'x3');
    const colours = lines.filter(({ name }) => name !== 'other').map(({ line }) => line?.color);
    assert.equal(new Set(colours).size, 12);
  });

  it('share a legend where their members are the same, and shapes of points', () => {
    const figure = over(panelsResult());
    const both = ['US', 'CN'].flatMap((code) =>
      [...figure.series.slice(0, 3)].reverse().map((one) => ({ ...one, panel: country(code) })),
    );
    // One of them is missing in the second panel.
    const some = draw({ ...figure, series: both.slice(0, 5) }, surface());
    assert.equal(some.legend.length, 3);
    assert.ok(!words(some).includes('<b>OpenAI</b>'));
    const points = (
      some.data as unknown as { name: string; xaxis: string; marker?: { symbol: string } }[]
    ).filter(({ marker }) => marker);
    for (const { label, symbol } of some.legend) {
      const key = both.find(({ member }) => member.label === label)?.member.key ?? '';
      const symbols = points
        .filter(({ name }) => name === `points of ${key}`)
        .map(({ marker }) => marker?.symbol);
      assert.ok(symbols.length > 0);
      assert.deepEqual(new Set(symbols), new Set([symbol]), label);
    }
  });

  it('are pointed at one by one, with the name of the panel', () => {
    const { pointing } = drawing;
    assert.equal(pointing.count, 48);
    assert.equal(pointing.columns, 16);
    for (const index of [0, 15, 16, 40]) {
      const { x, y } = pointing.place(index);
      assert.equal(pointing.at(x, y), index);
    }
    assert.equal(pointing.tip(0).title, 'US · 2026-W06 (2–8 Feb)');
    assert.equal(pointing.tip(17).title, 'CN · 2026-W07 (9–15 Feb)');
    assert.equal(pointing.at(450, 1e6), undefined);
  });

  it('stack columns and areas to one height', () => {
    const figure = over(panelsResult());
    for (const kind of ['area', 'column'] as const) {
      const some = draw({ ...figure, kind, stacked: true }, surface());
      const [first, ...others] = axes(some, 'y').map(({ range }) => range);
      assert.ok((first?.[1] ?? 0) >= 11e12, kind);
      for (const range of others) assert.deepEqual(range, first);
    }
  });
});

describe('renderer: slopes', () => {
  const drawing = drawn(slopeResult());

  it('has a line for each member, its name and value at both ends, and the two weeks on top', () => {
    const text = words(drawing);
    assert.ok(
      text.some((each) => /^<b>DeepSeek<\/b>\s+8\.6%$/.test(each)),
      text.join('\n'),
    );
    assert.ok(text.some((each) => /^\s*19\.1%\s+<b>DeepSeek<\/b>$/.test(each)));
    assert.ok(text.includes('<b>2026-W06 (2–8 Feb)</b>') && text.includes('<b>2026-W21 (18–24 May)</b>'));
    assert.deepEqual(trace(drawing, 'deepseek').x, [0, 1]);
  });

  it('is one point for who is there only once', () => {
    assert.deepEqual(trace(drawing, 'points of tencent').x, [1]);
    assert.equal(words(drawing).filter((each) => each.includes('Tencent')).length, 1);
  });

  it('keeps the labels of either side a line apart', () => {
    const sides = new Map<unknown, number[]>();
    const { height = 0, margin } = drawing.layout;
    const plot = height - (margin?.t ?? 0) - (margin?.b ?? 0);
    for (const { x, y, text } of drawing.layout.annotations ?? []) {
      if (!/%/.test(String(text))) continue;
      sides.set(x, [...(sides.get(x) ?? []), (1 - Number(y)) * plot]);
    }
    assert.equal(sides.size, 2);
    for (const places of sides.values()) {
      places.sort((a, b) => a - b);
      for (const [index, place] of places.entries())
        if (index > 0) assert.ok(place - (places[index - 1] ?? 0) >= 17.9);
    }
  });

  it('tells the change', () => {
    const index = over(slopeResult()).series.findIndex(({ member }) => member.key === 'deepseek');
    const tip = drawing.pointing.tip(index);
    assert.equal(tip.title, 'DeepSeek');
    assert.equal(tip.rows.at(-1)?.value, '+10.6pp');
    assert.equal(
      drawing.pointing.at(drawing.pointing.place(index).x, drawing.pointing.place(index).y),
      index,
    );
  });

  it('counts changes in the words of their unit', () => {
    const words = (from: number, to: number, unit: TimeFigure['unit']) =>
      changeWords(value(from), value(to), unit);
    assert.equal(words(2e12, 3e12, 'tokens'), '+1.000T (+50.0%)');
    assert.equal(words(3e12, 2e12, 'tokens'), '−1.000T (−33.3%)');
    assert.equal(words(0.2, 0.1, 'fraction'), '−10.0pp');
    assert.equal(words(5, 2, 'rank'), '+3 places');
    assert.equal(words(2, 3, 'rank'), '−1 place');
    assert.equal(changeWords(value(null), value(1), 'tokens'), undefined);
  });

  it('is drawn as lines where there are not two buckets', () => {
    const figure = { ...over(labelsResult()), kind: 'slope' as const };
    assert.ok(ticktext(draw(figure, surface()).layout.xaxis).length > 2);
  });
});

describe('renderer: heat maps', () => {
  const drawing = drawn(heatmapResult());
  const cells = (key: string) => {
    const { marker } = trace(drawing, key);
    return { colours: marker?.color as string[], patterns: marker?.pattern?.shape ?? [] };
  };

  it('has a row of cells for each series, the first on top', () => {
    assert.equal(traces(drawing).length, 14);
    assert.equal(ticktext(drawing.layout.yaxis)[0], 'Google (DeepMind)');
    const [low, high] = drawing.layout.yaxis?.range as [number, number];
    assert.ok(low > high);
    assert.equal(trace(drawing, 'google').x?.length, 16);
  });

  it('hatches what is missing, and not what is zero', () => {
    assert.equal(cells('google').patterns[6], '/');
    assert.equal(cells('tencent').patterns[0], '/');
    assert.equal(cells('nvidia').patterns[0], '');
    assert.notEqual(cells('nvidia').colours[0], cells('tencent').colours[0]);
  });

  it('grows in contrast with its values, in light and in dark', () => {
    const light = (theme: 'light' | 'dark') => {
      const all = draw(chartOf(heatmapResult()), surface(900, theme));
      const { colour } = { colour: trace(all, 'qwen').marker?.color as string[] };
      const sum = (hex: string) => parseInt(hex.slice(1, 3), 16) + parseInt(hex.slice(3, 5), 16);
      // The week of 24.4% against the week of 1.4%.
      return sum(colour[8] ?? '') - sum(colour[7] ?? '');
    };
    assert.ok(light('light') < -100);
    assert.ok(light('dark') > 100);
  });

  it('explains its colours with the values of their ends, what is missing and what is partial', () => {
    assert.deepEqual(
      drawing.legend.map(({ swatch, label, value: text }) => [swatch, label, text]),
      [
        ['ramp', '0.0%', '24.4%'],
        ['area', 'no data', undefined],
        ['dotted', 'partial week', undefined],
      ],
    );
  });

  it('has two hues around zero where values fall below it', () => {
    const figure = timeFigure({
      kind: 'heatmap',
      unit: 'points',
      buckets: weeks('2026-02-02', 3),
      series: [{ member: lab('qwen'), values: [value(-0.1), value(0), value(0.05)] }],
    });
    const change = draw(figure, surface());
    assert.deepEqual([change.legend[0]?.label, change.legend[0]?.value], ['−10.0pp', '+10.0pp']);
    assert.equal(new Set(trace(change, 'qwen').marker?.color).size, 3);
  });

  it('writes the values where all of them have room', () => {
    assert.ok(words(drawing).includes('21%') || words(drawing).includes('21.0%'));
    assert.equal(words(drawn(heatmapResult(), 400)).length, 0);
  });

  it('leaves cells of a logarithmic scale empty that have no place on it', () => {
    const figure = timeFigure({
      kind: 'heatmap',
      log: true,
      buckets: weeks('2026-02-02', 3),
      series: [{ member: lab('qwen'), values: [value(0), value(1e9), value(1e12)] }],
    });
    const log = draw(figure, surface());
    assert.deepEqual(trace(log, 'qwen').marker?.pattern?.shape, ['', '', '']);
    assert.match(remarks(log).join(), /1 value at zero or below/);
    assert.deepEqual([log.legend[0]?.label, log.legend[0]?.value], ['1.000B', '1.000T']);
  });
});

describe('renderer: scatters', () => {
  const drawing = drawn(scatterResult(false));

  it('has a point for each member with both values, and says who has not', () => {
    assert.equal(trace(drawing, 'points').x?.length, 20);
    assert.match(remarks(drawing).join(), /one of the two values is missing: other\./);
  });

  it('names its axes and units', () => {
    assert.ok(words(drawing).includes('share of tokens →') && words(drawing).includes('share of dollars ↑'));
    assert.equal(ticktext(drawing.layout.xaxis)[0], '0%');
    assert.ok(ticktext(drawing.layout.yaxis).includes('60%'));
  });

  it('shows where shares are equal, only where both are shares', () => {
    assert.ok(words(drawing).includes('equal shares'));
    assert.equal(drawing.layout.shapes?.length, 1);
    const figure = plane(scatterResult(false));
    const elo = draw({ ...figure, y: { label: 'elo', unit: 'number' } }, surface());
    assert.ok(!words(elo).includes('equal shares'));
    assert.deepEqual(elo.layout.shapes, []);
  });

  it('puts the diagonal where both values are the same', () => {
    const [line] = drawn(scatterResult(true)).layout.shapes ?? [];
    assert.deepEqual([line?.x0, line?.y0, line?.x1, line?.y1].map(Number), [0, 0, 1, 1]);
  });

  it('has whiskers that stay on a logarithmic axis', () => {
    const whiskers = traces(drawing).filter(({ name }) => name === 'whiskers');
    assert.ok(whiskers.length > 0 && whiskers.some(({ error_y }) => (error_y?.array[0] ?? 0) > 0));
    const figure = plane(scatterResult(true));
    const points = figure.points.map((point) => ({ ...point, y: { ...point.y, low: 0, high: 1 } }));
    const log = draw({ ...figure, points }, surface());
    for (const { y, error_y } of traces(log).filter(({ name }) => name === 'whiskers'))
      assert.ok((y?.[0] ?? 0) - (error_y?.arrayminus[0] ?? 0) > 0);
  });

  it('is logarithmic on both axes, without what has no place there', () => {
    const log = drawn(scatterResult(true));
    assert.equal(log.layout.xaxis?.type, 'log');
    assert.equal(log.layout.yaxis?.type, 'log');
    assert.ok(ticktext(log.layout.xaxis).includes('0.1%'));
    assert.equal(trace(log, 'points').x?.length, 19);
    assert.match(remarks(log).join(), /1 point at zero or below has no place/);
  });

  it('finds each point, and tells both values', () => {
    const { pointing } = drawn(scatterResult(true));
    for (let index = 0; index < pointing.count; index++) {
      const { x, y } = pointing.place(index);
      assert.equal(pointing.at(x, y), index);
    }
    assert.deepEqual(
      pointing.tip(0).rows.map(({ label }) => label),
      ['share of tokens', 'share of dollars'],
    );
    assert.equal(pointing.at(-100, -100), undefined);
  });

  it('names the hues where they are not those of the names', () => {
    const figure = plane(scatterResult(false));
    const points = figure.points.slice(0, 6).map((point, index) => ({
      ...point,
      member: { ...point.member, hue: country(index % 2 === 0 ? 'US' : 'CN').hue },
    }));
    assert.deepEqual(
      draw({ ...figure, points }, surface())
        .legend.filter(({ swatch }) => swatch === 'area')
        .map(({ label }) => label),
      ['United States', 'China'],
    );
  });
});

describe('renderer: timelines', () => {
  it('has a row for each type that there is, and a mark for each event', () => {
    const drawing = drawn(timelineResult(30));
    const text = words(drawing);
    for (const row of ['Events', 'Releases of models', 'Reveals of stealth models'])
      assert.ok(text.includes(`<b>${row}</b>`), row);
    const dots = trace(drawing, 'events').x?.length ?? 0;
    const bars = drawing.layout.shapes?.filter(({ type }) => type === 'rect').length ?? 0;
    assert.deepEqual([dots, bars], [28, 2]);
    assert.equal(drawing.pointing.count, 30);
    const figure = chartOf(timelineResult(30));
    assert.ok(figure.axis === 'events');
    const releases = figure.events.filter(({ type }) => type === 'release');
    assert.ok(!words(draw({ ...figure, events: releases }, surface())).includes('<b>Events</b>'));
  });

  it('writes months, and years under the first of each', () => {
    const ticks = ticktext(drawn(timelineResult(30)).layout.xaxis);
    assert.equal(ticks[0], 'Jul<br>2024');
    assert.ok(ticks.includes('Jan<br>2025'));
  });

  it('writes days where the stretch is short', () => {
    const figure = chartOf(timelineResult(30));
    assert.ok(figure.axis === 'events');
    const short = draw({ ...figure, start: '2026-03-25', end: '2026-04-10' }, surface());
    assert.equal(ticktext(short.layout.xaxis)[0], '27 Mar<br>2026');
    assert.equal(short.pointing.count >= 1, true);
  });

  it('has no words upon each other at any width, and grows only so far', () => {
    for (const width of [350, 500, 900, 1400]) {
      for (const count of [30, 300]) {
        const drawing = drawn(timelineResult(count), width);
        assert.ok(drawing.height <= 800, `${drawing.height} pixels at ${width}`);
        const { pointing } = drawing;
        const boxes = Array.from({ length: pointing.count }, (_, index) => pointing.box?.(index));
        const worded = boxes.flatMap((box) => (box && box.bottom - box.top > 15 ? [box] : []));
        for (const [a, one] of worded.entries()) {
          assert.ok(one.left >= 0 && one.right <= width);
          for (const other of worded.slice(a + 1)) {
            const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
            const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
            assert.ok(across <= 0 || down <= 0.5, `at ${width}, ${count}`);
          }
        }
        assert.equal(pointing.count, count);
        if (count === 300) assert.match(remarks(drawing).join(), /of 300 have no room for their words/);
      }
    }
  });

  it('tells day, type, whose and source, from the oldest to the newest', () => {
    const { pointing } = drawn(timelineResult(30));
    const days = Array.from(
      { length: pointing.count },
      (_, index) => pointing.tip(index).rows[0]?.label ?? '',
    );
    assert.equal(days[0], '25 Jun 2024');
    const numbers = days.map((day) => Date.parse(day.split(' – ')[0] ?? ''));
    assert.deepEqual(
      numbers,
      [...numbers].sort((a, b) => a - b),
    );
    assert.equal(pointing.tip(0).rows[0]?.detail, 'source: Reuters');
    const span = days.findIndex((day) => day.includes('–'));
    assert.equal(days[span], '26 Aug 2025 – 30 Sep 2025');
    assert.equal(pointing.tip(span).rows[0]?.detail, 'xAI · US');
  });

  it('leaves out what lies outside, and knows when that is everything', () => {
    const figure = chartOf(timelineResult(30));
    assert.ok(figure.axis === 'events');
    assert.ok(!hasValues({ ...figure, start: '2020-01-01', end: '2020-12-31' }));
    assert.ok(hasValues(figure));
  });
});

describe('renderer: treemaps', () => {
  const drawing = drawn(treemapResult());
  const tiles = traces(drawing)[0] as unknown as {
    ids: string[];
    parents: string[];
    values: number[];
    branchvalues: string;
    marker: { colors: string[] };
  };

  it('is one tree in which each branch is the sum of its parts', () => {
    assert.equal(tiles.branchvalues, 'total');
    assert.deepEqual(
      tiles.parents.filter((parent) => parent === ''),
      [''],
    );
    for (const [index, id] of tiles.ids.entries()) {
      const parts = tiles.values.filter((_, part) => tiles.parents[part] === id);
      const sum = parts.reduce((total, each) => total + each, 0);
      if (parts.length > 0) assert.equal(sum, tiles.values[index]);
    }
  });

  it('writes names with shares, and the whole', () => {
    const text = words(drawing);
    assert.ok(text.includes('<b>28.92T tokens in all</b>'), text.join('\n'));
    assert.ok(text.some((each) => /^<b>CN\s+43\.7%<\/b>$/.test(each)));
    assert.ok(text.includes('10.2%'));
  });

  it('colours tiles by what they lie in, and greys wherever they are', () => {
    const colours = tiles.marker.colors;
    const of = (title: string) => {
      const index = Array.from(
        { length: drawing.pointing.count },
        (_, at) => drawing.pointing.tip(at).title,
      ).indexOf(title);
      return colours[index + 1] ?? '';
    };
    assert.equal(of('Hy3 preview'), of('MiniMax M3'));
    assert.notEqual(of('Hy3 preview'), of('Claude Opus 4.7'));
    const rest = of('rest');
    assert.equal(rest.slice(1, 3), rest.slice(3, 5));
  });

  it('puts other after everything named', () => {
    const titles = Array.from({ length: drawing.pointing.count }, (_, at) => drawing.pointing.tip(at).title);
    assert.equal(titles.at(-1), 'other');
    assert.equal(titles[0], 'CN');
  });

  it('lists in a legend which outer tiles have no room for their names', () => {
    assert.deepEqual(
      drawing.legend.map(({ label, value: text }) => [label, text]),
      [['FR', '0.5%']],
    );
  });

  it('tells value, share of the whole and share of what is around', () => {
    const tip = Array.from({ length: drawing.pointing.count }, (_, at) => drawing.pointing.tip(at)).find(
      ({ title }) => title === 'DeepSeek',
    );
    assert.deepEqual(
      tip?.rows.map(({ label, value: text }) => [label, text]),
      [
        ['lab', '5.530T'],
        ['of the whole', '19.1%'],
        ['of CN', '43.8%'],
      ],
    );
  });

  it('finds the innermost tile', () => {
    const { pointing } = drawing;
    const leaf = Array.from({ length: pointing.count }, (_, at) => at).find(
      (at) => pointing.tip(at).title === 'Claude Opus 4.7',
    );
    assert.ok(leaf !== undefined);
    const { x, y } = pointing.place(leaf);
    assert.equal(pointing.at(x, y), leaf);
  });

  it('leaves out what has no area and says so; a broken tree is no endless one', () => {
    assert.match(remarks(drawing).join(), /5 of 59 have no area/);
    const figure = chartOf(treemapResult());
    assert.ok(figure.axis === 'tree');
    const [node] = figure.nodes;
    assert.ok(node);
    const loop = {
      ...figure,
      nodes: [
        { ...node, id: 'a', parent: 'b' },
        { ...node, id: 'b', parent: 'a' },
      ],
    };
    assert.ok(!hasValues(loop));
    const orphan = { ...figure, nodes: [{ ...node, id: 'a', parent: 'nowhere' }] };
    assert.ok(hasValues(orphan));
    assert.ok(!hasValues({ ...figure, nodes: [{ ...node, measured: value(null) }] }));
  });
});

describe('renderer: logarithmic axes', () => {
  it('have a tick for each power of ten', () => {
    const { yaxis } = drawn(logLineResult()).layout;
    assert.equal(yaxis?.type, 'log');
    assert.deepEqual(ticktext(yaxis), ['10B', '100B', '1T', '10T']);
  });

  it('leave out zero, never draw it, and say so', () => {
    const drawing = drawn(logLineResult());
    assert.ok(!trace(drawing, 'tencent').y?.includes(0));
    assert.match(remarks(drawing).join(), /13 values at zero or below have no place on it/);
    // A zero is no missing value: it is told as what it is.
    assert.equal(drawing.pointing.tip(0).rows.find(({ label }) => label === 'NVIDIA')?.value, '0');
  });

  it('give each bar a length, and keep the number of one that has none', () => {
    const figure = memberFigure({
      log: true,
      members: ['qwen', 'openai', 'google'].map(lab),
      series: [
        { member: country('CN'), values: [value(1e9), value(0), { value: 1e12, low: 0, high: 2e12 }] },
      ],
    });
    for (const kind of ['bar', 'column'] as const) {
      const drawing = draw({ ...figure, kind }, surface());
      const [bars] = traces(drawing);
      const [values, error, axis] =
        kind === 'bar'
          ? [bars?.x, bars?.error_x, drawing.layout.xaxis]
          : [bars?.y, bars?.error_y, drawing.layout.yaxis];
      assert.deepEqual(values, [1e9, null, 1e12]);
      assert.equal(axis?.type, 'log');
      assert.ok(10 ** Number(axis.range?.[0]) < 1e9);
      assert.ok(1e12 - (error?.arrayminus[2] ?? 0) > 0);
      assert.ok(words(drawing).includes('0'));
    }
  });

  it('are plain ones where no value is above zero', () => {
    const figure = memberFigure({
      log: true,
      unit: 'points',
      members: [lab('qwen')],
      series: [{ member: country('CN'), values: [value(-0.1)] }],
    });
    const drawing = draw(figure, surface());
    assert.equal(drawing.layout.xaxis?.type, 'linear');
    assert.match(remarks(drawing).join(), /No value is above zero/);
  });

  it('are said where the unit is said', () => {
    assert.equal(unitWords(over(logLineResult()), 'all tokens'), 'Tokens, weekly, logarithmic axis');
  });
});

describe('renderer: labels', () => {
  it('stand at the points of lines, except where the name has the value beside it', () => {
    const text = words(drawn(labelsResult()));
    assert.ok(text.includes('2.062T') && text.includes('391.0B'));
    assert.equal(text.filter((each) => each === '5.530T').length, 0);
    assert.ok(text.some((each) => /<b>DeepSeek<\/b>\s+5\.530T/.test(each)));
  });

  it('are left out where they have no room, and none is lost where they have', () => {
    const figure = over(labelsResult());
    const few = { ...figure, series: figure.series.slice(0, 1) };
    const count = (width: number, of: TimeFigure) =>
      words(draw(of, surface(width))).filter((each) => /^[\d.]+[TB]$/.test(each)).length;
    assert.equal(count(1400, few), 15);
    assert.ok(count(400, figure) < 45 && count(400, figure) > 3);
  });

  it('stand on columns over time, and on their parts', () => {
    const figure = over(labelsResult());
    const lone = { ...figure, kind: 'column' as const, series: figure.series.slice(0, 1) };
    assert.ok(words(draw(lone, surface())).includes('4.081T'));
    const stacked = { ...figure, kind: 'column' as const, stacked: true };
    assert.ok(words(draw(stacked, surface())).some((each) => /^5\.5(30)?T$/.test(each)));
    const plain = { ...lone, labels: false };
    assert.equal(words(draw(plain, surface())).length, 0);
  });

  it('stand on the parts of bars and columns', () => {
    for (const kind of ['bar', 'column'] as const) {
      const figure = memberFigure({
        kind,
        stacked: true,
        labels: true,
        members: [lab('qwen'), lab('openai')],
        series: ['CN', 'US'].map((code, index) => ({
          member: country(code),
          values: [value((index + 1) * 1e12), value((index + 3) * 1e12)],
        })),
      });
      const text = words(draw(figure, surface()));
      for (const part of ['1.000T', '2.000T', '3.000T', '4.000T'])
        assert.ok(text.includes(part), `${kind} ${part}`);
    }
  });
});

describe('renderer: what the values of new figures count', () => {
  it('is said in words', () => {
    const unit = (name: string) => {
      const { figure } = KINDS[name]?.() ?? {};
      assert.ok(figure);
      return unitWords(figure, 'all tokens');
    };
    assert.equal(unit('bump'), 'Rank, weekly, 1 is the largest');
    assert.equal(unit('slope'), 'Share of all tokens, weekly');
    assert.equal(unit('panels'), 'Tokens, weekly, the 6 largest of each');
    assert.equal(unit('treemap'), 'Tokens, by country, lab, model');
    assert.equal(unit('timeline'), '');
    assert.equal(unit('scatter'), '');
    const growth = timeFigure({ unit: 'growth', grain: 'month' });
    assert.equal(unitWords(growth, 'top 9 models'), 'Growth within top 9 models, monthly');
    assert.equal(unitWords({ ...growth, unit: 'places' }, 'all tokens'), 'Places gained or lost, monthly');
  });

  it('is on the axis with its sign', () => {
    const axis = (unit: TimeFigure['unit'], values: number[]) =>
      ticktext(
        draw(
          timeFigure({
            unit,
            buckets: weeks('2026-02-02', values.length),
            series: [{ member: grey('rest'), values: values.map(value) }],
          }),
          surface(),
        ).layout.yaxis,
      );
    assert.deepEqual(axis('growth', [-0.5, 1]), ['−50%', '0%', '+50%', '+100%']);
    assert.deepEqual(axis('places', [-2, 3]), ['−2', '−1', '0', '+1', '+2', '+3']);
  });
});

describe('renderer: any figure', () => {
  const number = fc.oneof(
    fc.constantFrom(null, 0, 1, -1, 1e-12, 1e15),
    fc.double({ min: -1e13, max: 1e13, noNaN: true }),
    fc.integer({ min: 1, max: 50 }),
  );
  const measured: fc.Arbitrary<Measured> = fc
    .record({ value: number, low: number, high: number, bounded: fc.boolean() })
    .map(({ value: middle, low, high, bounded }) =>
      bounded && middle !== null
        ? { value: middle, low: Math.min(middle, low ?? middle), high: Math.max(middle, high ?? middle) }
        : { value: middle },
    );
  const member = fc.constantFrom('google', 'qwen', 'openrouter', 'other', 'xiaomi').map(lab);
  const unit = fc.constantFrom<TimeFigure['unit']>(
    'tokens',
    'usd',
    'fraction',
    'points',
    'ratio',
    'number',
    'buckets',
    'growth',
    'rank',
    'places',
  );
  const width = fc.integer({ min: 320, max: 1400 });

  function check(figure: Chart, pixels: number): void {
    if (!hasValues(figure)) return;
    const drawing = draw(figure, surface(pixels));
    assert.ok(drawing.height > 0 && drawing.height < 5000);
    assert.doesNotMatch(JSON.stringify([drawing.layout, drawing.height]), /null/);
    for (let index = 0; index < Math.min(20, drawing.pointing.count); index++) {
      const { x, y } = drawing.pointing.place(index);
      assert.ok(Number.isFinite(x) && Number.isFinite(y));
      assert.notEqual(drawing.pointing.tip(index).title, '');
    }
  }

  it('over time can be drawn', () => {
    const kind = fc.constantFrom<TimeFigure['kind']>(
      'line',
      'area',
      'column',
      'bar',
      'bump',
      'slope',
      'heatmap',
    );
    const series = (count: number) =>
      fc.array(fc.record({ member, values: fc.array(measured, { minLength: count, maxLength: count }) }), {
        minLength: 1,
        maxLength: 6,
      });
    const figure = fc
      .integer({ min: 1, max: 20 })
      .chain((count) =>
        fc
          .record({ kind, unit, log: fc.boolean(), labels: fc.boolean(), series: series(count) })
          .map((parts) => timeFigure({ ...parts, buckets: weeks('2026-02-02', count) })),
      );
    fc.assert(fc.property(figure, width, check), { numRuns: 300 });
  });

  it('of members can be drawn', () => {
    const figure = fc
      .record({
        kind: fc.constantFrom('bar' as const, 'column' as const),
        unit,
        log: fc.boolean(),
        labels: fc.boolean(),
        stacked: fc.boolean(),
        values: fc.array(fc.tuple(measured, measured), { minLength: 1, maxLength: 8 }),
      })
      .map(({ values, ...parts }) =>
        memberFigure({
          ...parts,
          members: values.map((_, index) => ({ ...lab('qwen'), key: `m${index}`, label: `m${index}` })),
          series: [0, 1].map((which) => ({
            member: country(which === 0 ? 'CN' : 'US'),
            values: values.map((pair) => pair[which] ?? value(null)),
          })),
        }),
      );
    fc.assert(fc.property(figure, width, check), { numRuns: 200 });
  });

  it('of points can be drawn', () => {
    const figure = fc
      .record({
        x: unit,
        y: unit,
        log: fc.boolean(),
        points: fc.array(fc.record({ member, x: measured, y: measured }), { maxLength: 12 }),
      })
      .map(({ x, y, log, points }): PlaneFigure => ({
        axis: 'plane',
        kind: 'scatter',
        x: { label: 'x', unit: x },
        y: { label: 'y', unit: y },
        points,
        log,
      }));
    fc.assert(fc.property(figure, width, check), { numRuns: 200 });
  });

  it('of events can be drawn', () => {
    const day = fc.oneof(
      fc
        .integer({ min: 0, max: 900 })
        .map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10)),
      fc.constantFrom('soon', '0001-01-01', '9999-12-31'),
    );
    const event = fc.record({
      start: day,
      end: day,
      label: fc.string({ minLength: 1 }).map((text) => `x${text}`),
      type: fc.constantFrom('event' as const, 'release' as const, 'reveal' as const),
    });
    const figure = fc
      .record({ start: day, end: day, events: fc.array(event, { maxLength: 40 }) })
      .map((parts): EventFigure => ({ axis: 'events', kind: 'timeline', ...parts }));
    fc.assert(fc.property(figure, width, check), { numRuns: 150 });
  });

  it('of trees can be drawn', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
    const node = fc.record(
      { id, parent: id, member, measured, share: fc.double({ min: 0, max: 1, noNaN: true }) },
      { requiredKeys: ['id', 'member', 'measured', 'share'] },
    );
    const figure = fc.array(node, { maxLength: 12 }).map((nodes): TreeFigure => ({
      axis: 'tree',
      kind: 'treemap',
      unit: 'tokens',
      levels: ['lab'],
      nodes,
    }));
    fc.assert(fc.property(figure, width, check), { numRuns: 200 });
  });
});
