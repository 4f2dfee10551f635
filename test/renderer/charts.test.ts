import assert from 'node:assert/strict';
import type { Figure, MemberFigure, Result, TimeFigure } from '../../src/protocol/result';
import { draw, hasValues, type Chart } from '../../renderer/charts/draw';
import type { Drawing } from '../../renderer/charts/drawing';
import { stack } from '../../renderer/charts/stack';
import { unitWords } from '../../renderer/shell';
import { speak } from '../../renderer/tooltip';
import {
  areaResult,
  barResult,
  changeResult,
  columnResult,
  country,
  donutResult,
  grey,
  lab,
  lineResult,
  manyLinesResult,
  memberFigure,
  shareResult,
  timeColumnResult,
  timeFigure,
  value,
  weeks,
  KINDS,
} from './fixtures';
import { surface, trace, traces, words } from './surface';

function chartOf(result: Result): Chart {
  const { figure } = result;
  assert.ok(figure && figure.axis !== 'none');
  return figure;
}
const over = (result: Result): TimeFigure => {
  const figure = chartOf(result);
  assert.equal(figure.axis, 'time');
  return figure;
};
const among = (result: Result): MemberFigure => {
  const figure = chartOf(result);
  assert.equal(figure.axis, 'members');
  return figure;
};
const drawn = (result: Result, width = 900): Drawing => draw(chartOf(result), surface(width));
const ticktext = (axis: { ticktext?: unknown } | undefined) => (axis?.ticktext ?? []) as string[];

describe('renderer: lines', () => {
  const drawing = drawn(lineResult());

  it('draws a line for each series, whole weeks solid and the partial one dotted and hollow', () => {
    const line = trace(drawing, 'CN');
    assert.equal(line.line?.dash, 'solid');
    assert.equal(line.y?.filter((each) => each !== null).length, 64);
    assert.equal(line.y.at(-1), null);
    const dotted = trace(drawing, 'partial CN');
    assert.equal(dotted.line?.dash, 'dot');
    assert.deepEqual(dotted.x, [63, 64, null]);
    assert.deepEqual(trace(drawing, 'points of CN').marker?.color, ['#ffffff']);
  });

  it('names the lines at their ends, and not the value of a partial week', () => {
    assert.ok(words(drawing).includes('<b>CN</b>'));
    assert.ok(words(drawing).includes('<b>US</b>'));
    assert.deepEqual(
      drawing.legend.map(({ label }) => label),
      ['partial week'],
    );
  });

  it('prints the last value of a whole week', () => {
    assert.ok(words(drawn(shareResult())).some((text) => /^<b>CN<\/b>\s+54\.\d%$/.test(text)));
  });

  it('has units on the axis and few week labels', () => {
    assert.deepEqual(ticktext(drawing.layout.yaxis), ['0', '5T', '10T', '15T']);
    assert.equal(ticktext(drawing.layout.xaxis)[0], 'W14 · 31 Mar<br>2025');
  });

  it('marks crossings: decided ones filled, others hollow and said so', () => {
    const marks = trace(drawing, 'crossings');
    assert.equal(marks.x?.length, 5);
    const theme = surface().theme;
    assert.deepEqual(marks.marker?.color, [
      theme.text,
      theme.text,
      theme.background,
      theme.text,
      theme.background,
    ]);
    assert.ok(words(drawing).includes('CN passes US · 2026-W07'));
    assert.ok(words(drawing).includes('CN passes US · 2026-W10 (undecided)'));
    assert.ok(words(drawing).includes('CN passes US · 2026-W18 (unconfirmed)'));
  });

  it('says between which weeks a crossing over a gap lies', () => {
    const figure = over(lineResult());
    const [first] = figure.crossings;
    assert.ok(first);
    const gap = draw({ ...figure, crossings: [{ ...first, after: '2026-W05' }] }, surface());
    assert.ok(words(gap).includes('CN passes US · between 2026-W05 and 2026-W07'));
  });

  it('marks events by a line, and a period by a band', () => {
    assert.ok(words(drawing).includes('DeepSeek R1-0528'));
    const bands = drawing.layout.shapes?.filter(({ type }) => type === 'rect') ?? [];
    assert.equal(bands.length, 1);
  });

  it('numbers marks where their words have no room, and lists them', () => {
    const narrow = drawn(lineResult(), 380);
    assert.deepEqual(
      narrow.notes.map(({ sign }) => sign),
      ['1', '2', '3', '4', '5', '6', '7', '8'],
    );
    assert.equal(narrow.notes[2]?.text, 'CN passes US · 2026-W07');
  });

  it('leaves out events outside the weeks', () => {
    const figure = over(lineResult());
    const outside = draw(
      { ...figure, crossings: [], events: [{ start: '2019-01-01', end: '2019-01-01', label: 'GPT-2' }] },
      surface(),
    );
    assert.equal(outside.notes.length, 0);
  });

  it('leaves gaps where data are missing, never zero', () => {
    const share = drawn(shareResult());
    const line = trace(share, 'CN');
    assert.ok(line.x?.includes(null), 'a missing week breaks the line');
    assert.ok(!line.y?.includes(0));
    const points = trace(share, 'points of CN');
    assert.equal(points.x?.length, 1, 'a week alone between two gaps is a point');
  });

  it('draws bounds as bands, one polygon for each run', () => {
    const band = trace(drawn(shareResult()), 'bounds of CN');
    assert.equal(band.fill, 'toself');
    assert.equal(band.x?.filter((each) => each === null).length, 3);
  });

  it('draws no bands for many series, only lines', () => {
    const figure = over(shareResult());
    const [one] = figure.series;
    assert.ok(one);
    const series = ['google', 'openai', 'anthropic', 'deepseek', 'qwen'].map((slug) => ({
      ...one,
      member: lab(slug),
    }));
    assert.ok(!traces(draw({ ...figure, series }, surface())).some(({ fill }) => fill === 'toself'));
  });

  it('puts names into a legend with symbols where they have no room', () => {
    const narrow = drawn(manyLinesResult(), 380);
    assert.equal(narrow.legend.length, 13);
    assert.ok(narrow.legend.every(({ symbol }) => symbol !== undefined));
    assert.equal(narrow.legend.at(-1)?.label, 'other');
    assert.equal(drawn(manyLinesResult()).legend.length, 0);
  });

  it('draws greys last, and dashed', () => {
    const lines = traces(drawn(manyLinesResult())).filter(({ line, name }) => line && !name?.startsWith('p'));
    assert.equal(lines.at(-1)?.name, 'other');
    assert.equal(lines.at(-1)?.line?.dash, 'dashdot');
  });

  it('shows a single week as a point', () => {
    const one = draw(
      timeFigure({
        buckets: weeks('2026-02-02', 1),
        series: [{ member: country('CN'), values: [value(1e12)] }],
      }),
      surface(),
    );
    assert.deepEqual(trace(one, 'points of CN').x, [0]);
  });

  it('tells all values of a week, largest first, and that a week is partial', () => {
    const index = drawing.pointing.count - 1;
    const tip = drawing.pointing.tip(index);
    assert.equal(tip.title, '2026-W19 (4–10 May)');
    assert.equal(tip.remark, 'partial week');
    assert.deepEqual(
      tip.rows.map(({ label, value: text }) => [label, text]),
      [
        ['CN', '8.686T'],
        ['US', '3.760T'],
      ],
    );
    assert.equal(speak(tip), '2026-W19 (4–10 May) (partial week): CN 8.686T; US 3.760T');
    const place = drawing.pointing.place(index);
    assert.equal(drawing.pointing.at(place.x + 1, place.y), index);
    assert.equal(drawing.pointing.at(-50, 10), undefined);
  });

  it('tells bounds, and that there are no data', () => {
    const share = drawn(shareResult());
    assert.match(share.pointing.tip(0).rows[0]?.detail ?? '', /^between \d+\.\d% and \d+\.\d%$/);
    assert.equal(share.pointing.tip(9).rows[0]?.value, 'no data');
  });
});

describe('renderer: areas', () => {
  it('stacks parts to 100%, with gaps for missing weeks', () => {
    const [whole, missing] = stack(
      [
        [1, 3],
        [undefined, undefined],
      ],
      true,
    );
    assert.deepEqual(whole, [
      { low: 0, high: 0.25 },
      { low: 0.25, high: 1 },
    ]);
    assert.equal(missing, undefined);
    assert.deepEqual(stack([[1, undefined, 3]], false), [
      [
        { low: 0, high: 1 },
        { low: 1, high: 1 },
        { low: 1, high: 4 },
      ],
    ]);
    assert.deepEqual(stack([[0, 0]], true), [undefined]);
  });

  it('draws a polygon for each part, what is left on top', () => {
    const drawing = drawn(areaResult());
    const names = traces(drawing).map(({ name }) => name);
    assert.deepEqual(names.slice(-2), ['unknown', 'other']);
    assert.ok(traces(drawing).every(({ fill }) => fill === 'toself'));
    const top = Math.max(...(trace(drawing, 'other').y ?? []).map((each) => each ?? 0));
    assert.ok(Math.abs(top - 1) < 1e-9);
    assert.deepEqual(ticktext(drawing.layout.yaxis), ['0%', '20%', '40%', '60%', '80%', '100%']);
  });

  it('labels the bands at their ends with their shares', () => {
    assert.ok(words(drawn(areaResult())).some((text) => /^<b>CN<\/b>\s+43\.7%$/.test(text)));
  });

  it('breaks the stack at a missing week', () => {
    const figure = over(areaResult());
    const series = figure.series.map((one) => ({
      ...one,
      values: one.values.map((each, index) => (index === 5 ? value(null) : each)),
    }));
    const polygon = trace(draw({ ...figure, series }, surface()), 'CN');
    assert.ok(polygon.x?.includes(null));
  });

  it('is drawn as lines where parts are negative', () => {
    const figure = over(areaResult());
    const [first] = figure.series;
    assert.ok(first);
    const series = [{ ...first, values: first.values.map(() => value(-0.1)) }];
    assert.ok(
      !traces(draw({ ...figure, normalized: false, series }, surface())).some(
        ({ fill }) => fill === 'toself',
      ),
    );
  });

  it('normalizes tokens and prints their shares', () => {
    const figure = { ...over(timeColumnResult()), kind: 'area' as const, normalized: true };
    const buckets = figure.buckets.map((bucket) => ({ ...bucket, partial: false }));
    const drawing = draw({ ...figure, buckets }, surface());
    assert.equal(ticktext(drawing.layout.yaxis).at(-1), '100%');
    assert.ok(words(drawing).some((text) => /^<b>CN<\/b>\s+43\.7%$/.test(text)));
    const rows = drawing.pointing.tip(0).rows;
    assert.match(rows[0]?.value ?? '', /T$/);
    assert.match(rows[0]?.detail ?? '', /%/);
  });

  it('veils a partial week', () => {
    const figure = over(areaResult());
    const buckets = figure.buckets.map((bucket, index) => ({ ...bucket, partial: index === 15 }));
    const drawing = draw({ ...figure, events: [], buckets }, surface());
    assert.equal(drawing.layout.shapes?.filter(({ type }) => type === 'rect').length, 1);
    assert.ok(drawing.legend.some(({ label }) => label === 'partial week'));
  });
});

describe('renderer: columns over time', () => {
  it('stands parts of a sum on each other, other and unknown on top, partial weeks hollow', () => {
    const drawing = drawn(timeColumnResult());
    assert.deepEqual(
      traces(drawing)
        .map(({ name }) => name)
        .slice(-2),
      ['unknown', 'other'],
    );
    const [us, cn] = traces(drawing);
    assert.equal(cn?.base?.[0], us?.y?.[0]);
    const colours = us?.marker?.color as string[];
    assert.notEqual(colours[15], colours[0]);
    assert.ok(drawing.legend.some(({ label, swatch }) => label === 'partial week' && swatch === 'hollow'));
  });

  it('puts changes side by side, below zero where they fall', () => {
    const figure = timeFigure({
      kind: 'column',
      unit: 'points',
      buckets: weeks('2026-02-02', 3),
      series: [country('CN'), country('US')].map((member) => ({
        member,
        values: [value(0.02), value(null), { value: -0.03, low: -0.04, high: -0.02 }],
      })),
    });
    const drawing = draw(figure, surface());
    const [cn] = traces(drawing);
    assert.equal(cn?.base, undefined);
    assert.deepEqual(cn?.y, [0.02, null, -0.03]);
    assert.ok(Math.abs((cn.error_y?.array[2] ?? 0) - 0.01) < 1e-12);
    assert.ok(Number.isNaN(cn.error_y?.array[0]));
  });
});

describe('renderer: bars', () => {
  const drawing = drawn(barResult());

  it('lies down, in the order of the figure, what is left last', () => {
    const [bars] = traces(drawing);
    assert.equal(bars?.orientation, 'h');
    assert.equal(bars.x?.length, 22);
    const names = ticktext(drawing.layout.yaxis);
    assert.equal(names[0], 'DeepSeek: DeepSeek V4 Flash 0423');
    assert.deepEqual(names.slice(-2), ['<i>rest (61 models)</i>', '<i>other</i>']);
  });

  it('is coloured by country, and says so', () => {
    assert.deepEqual(
      drawing.legend.map(({ label }) => label),
      ['China', 'United States', 'unknown', 'range by “other” or price mix'],
    );
    const colours = traces(drawing)[0]?.marker?.color as string[];
    assert.equal(new Set(colours.slice(0, 4)).size, 1);
  });

  it('ends in its number, after its whisker', () => {
    assert.equal(words(drawing)[0], '19.14T');
    assert.equal(words(drawing).length, 22);
    const error = traces(drawing)[0]?.error_x;
    assert.ok((error?.array[2] ?? 0) > 0);
    assert.ok(Number.isNaN(error?.array[0]), 'no whisker where the value is exact');
  });

  it('needs no legend where each bar is its own', () => {
    const labels = drawn(changeResult()).legend.map(({ label }) => label);
    assert.deepEqual(labels, ['range by “other” or price mix']);
  });

  it('writes negative numbers with their sign, left of their bars', () => {
    const change = drawn(changeResult());
    assert.ok(words(change).includes('−0.4pp'));
    assert.ok(words(change).includes('+10.8pp'));
    const range = change.layout.xaxis?.range as [number, number];
    assert.ok(range[0] < -0.087, 'with room for them inside the plot');
  });

  it('says that there are no data instead of drawing nothing', () => {
    const figure = memberFigure({
      members: [lab('qwen'), lab('openai')],
      series: [{ member: country('CN'), values: [value(1), value(null)] }],
    });
    const bars = draw(figure, surface());
    assert.deepEqual(traces(bars)[0]?.x, [1, null]);
    assert.ok(words(bars).includes('no data'));
  });

  it('draws series side by side, and end to end where they are stacked', () => {
    const figure = { ...among(columnResult()), kind: 'bar' as const };
    assert.equal(traces(draw(figure, surface())).length, 2);
    const [series] = figure.series;
    assert.ok(series);
    const parts = ['google', 'openai', 'anthropic', 'qwen'].map((slug) => ({ ...series, member: lab(slug) }));
    const piled = draw({ ...figure, stacked: true, series: parts }, surface());
    assert.equal(traces(piled)[1]?.base?.[0], traces(piled)[0]?.x?.[0]);
  });

  it('shows the first hundred of many and says so', () => {
    const members = Array.from({ length: 140 }, (_, index) => ({
      ...lab('qwen'),
      key: `m${index}`,
      label: `m${index}`,
    }));
    const many = draw(
      memberFigure({ members, series: [{ member: country('CN'), values: members.map(() => value(1)) }] }),
      surface(),
    );
    assert.equal(traces(many)[0]?.x?.length, 100);
    assert.match(many.notes[0]?.text ?? '', /100 of 140/);
  });

  it('takes weeks as categories, too', () => {
    const figure = { ...over(lineResult()), kind: 'bar' as const };
    const [first] = figure.series;
    assert.ok(first);
    const bars = draw(
      {
        ...figure,
        buckets: figure.buckets.slice(-3),
        series: [{ ...first, values: first.values.slice(-3) }],
      },
      surface(),
    );
    assert.ok(words(bars).at(-1)?.endsWith('(partial)'));
  });

  it('tells lab and country', () => {
    const tip = drawing.pointing.tip(0);
    assert.equal(tip.title, 'DeepSeek: DeepSeek V4 Flash 0423');
    assert.equal(tip.rows[0]?.detail, 'DeepSeek · CN');
    const place = drawing.pointing.place(3);
    assert.equal(drawing.pointing.at(place.x, place.y), 3);
  });
});

describe('renderer: columns', () => {
  it('stand side by side with their numbers on top', () => {
    const drawing = drawn(columnResult());
    assert.equal(traces(drawing).length, 2);
    assert.ok(words(drawing).includes('5.530T'));
    assert.equal(ticktext(drawing.layout.xaxis).at(-1), '<i>other</i>');
    assert.deepEqual(
      drawing.legend.map(({ label }) => label),
      ['2026-W06', '2026-W21'],
    );
  });

  it('carry their numbers at their ends, not at those of long whiskers', () => {
    const measured = { value: 4e12, low: 4e12, high: 8e12 };
    for (const kind of ['column', 'bar'] as const) {
      const figure = memberFigure({
        kind,
        members: [lab('qwen')],
        series: [{ member: country('CN'), values: [measured] }],
      });
      const drawing = draw(figure, surface());
      const [number] = drawing.layout.annotations ?? [];
      const { x, y } = drawing.pointing.place(0);
      const { margin, width = 0, height = 0 } = drawing.layout;
      const [left, top] = [margin?.l ?? 0, margin?.t ?? 0];
      const at = {
        x: left + Number(number?.x) * (width - left - (margin?.r ?? 0)),
        y: top + (1 - Number(number?.y)) * (height - top - (margin?.b ?? 0)),
      };
      assert.ok(
        Math.abs(at.x - x) < 14 && Math.abs(at.y - y) < 14,
        `${kind}: ${JSON.stringify(at)}, end ${x}, ${y}`,
      );
    }
  });

  it('lie down where names have no room', () => {
    assert.equal(traces(drawn(columnResult(), 380))[0]?.orientation, 'h');
    assert.equal(traces(drawn(columnResult()))[0]?.orientation, undefined);
  });
});

describe('renderer: donuts', () => {
  it('cuts one slice for each member, rest, unknown and other last', () => {
    const drawing = drawn(donutResult());
    const [pie] = traces(drawing);
    assert.equal(pie?.type, 'pie');
    assert.equal(pie.values?.length, 11);
    assert.deepEqual(pie.marker?.pattern?.shape?.slice(-3), ['', '/', '.']);
    const text = words(drawing).join('\n');
    assert.match(text, /<b>DeepSeek<\/b>\s+19\.1%/);
    assert.match(text, /28\.92T/);
  });

  it('lists names and shares in the legend where they have no room', () => {
    const drawing = drawn(donutResult(), 380);
    assert.equal(drawing.legend.length, 11);
    assert.equal(drawing.legend[0]?.value, '19.1%');
  });

  it('is drawn as bars where parts are negative', () => {
    const figure = { ...among(changeResult()), kind: 'donut' as const };
    assert.equal(traces(draw(figure, surface()))[0]?.type, 'bar');
  });

  it('finds the slice under the pointer', () => {
    const { pointing } = drawn(donutResult());
    for (let index = 0; index < pointing.count; index++) {
      const { x, y } = pointing.place(index);
      assert.equal(pointing.at(x, y), index);
    }
    assert.equal(pointing.at(0, 0), undefined);
    assert.match(pointing.tip(0).rows[0]?.detail ?? '', /^19\.1% · CN$/);
  });
});

describe('renderer: every chart', () => {
  const charts = Object.entries(KINDS).filter(([, make]) => {
    const { figure } = make();
    return figure !== undefined && figure.axis !== 'none';
  });
  for (const [name, make] of charts) {
    it(`${name} has room for its plot at all widths, and no NaN in its layout`, () => {
      for (const width of [320, 350, 500, 900, 1400]) {
        const drawing = drawn(make(), width);
        const { margin } = drawing.layout;
        assert.ok(width - (margin?.l ?? 0) - (margin?.r ?? 0) >= width * 0.3, `${name} at ${width}`);
        assert.doesNotMatch(JSON.stringify(drawing.layout), /null|NaN/);
        for (const { text, x } of drawing.layout.annotations ?? []) assert.ok(Number.isFinite(x), text);
      }
    });
  }

  it('escapes hostile names wherever they stand', () => {
    const hostile = '<a href="javascript:alert(1)">x</a><img src=x onerror=alert(1)>';
    const poison = (figure: Chart): Chart =>
      JSON.parse(JSON.stringify(figure), (key, each: unknown) => (key === 'label' ? hostile : each)) as Chart;
    for (const [name, make] of charts) {
      for (const width of [380, 900]) {
        const { layout } = draw(poison(chartOf(make())), surface(width));
        const text = JSON.stringify([layout.annotations, layout.xaxis, layout.yaxis]);
        assert.doesNotMatch(text.replace(/<\/?(b|i|br)>/g, ''), /</, `${name} at ${width}`);
      }
    }
  });

  it('knows when there is nothing to draw', () => {
    assert.ok(!hasValues(timeFigure({ series: [{ member: grey('other'), values: [value(null)] }] })));
    assert.ok(hasValues(chartOf(lineResult())));
  });

  it('says what it counts, of which universe, how often', () => {
    const figure: Figure = over(areaResult());
    assert.equal(unitWords(figure, 'all tokens'), 'Share of all tokens, weekly');
    assert.equal(
      unitWords(over(lineResult()), 'top 9 models each week'),
      'Tokens within top 9 models each week, weekly',
    );
    assert.equal(unitWords(among(barResult()), 'all tokens'), 'Tokens');
  });
});
