/** Lines over time: whole buckets solid, partial ones dotted and hollow, bounds as light bands, gaps where data are missing. */
import type { Annotation, Data } from 'plotly.js-dist-min';

import { formatValue } from '../../src/protocol/format';
import type { Series, TimeFigure } from '../../src/protocol/result';
import { fade } from '../colour';
import { neutral, paintMembers, tint, type Paint } from '../palette';
import { plain } from '../text';
import { boxAround, boxesAlong } from './boxes';
import { chooseScale } from './chooseScale';
import type { Drawing, LegendEntry, Surface } from './drawing';
import { endLabel, lineHeight } from './labels';
import { bounds, known, orderSeries } from './members';
import { drawPointLabels, plotBox, tellingFirst, type PointLabel } from './pointLabels';
import { hasPlace, rankScale, type Scale } from './scale';
import { pointAtBuckets, runs, timeChart, timeHeight, withGaps, type TimeChart } from './time';

/** Above this number of series, bands would only cover each other; tooltips and the table still have the bounds. */
export const MOST_BANDS = 4;
/** With few buckets and series, each value is worth a point. */
const FEW_BUCKETS = 16;
const FEW_SERIES = 4;
const SYMBOLS = [
  'circle',
  'square',
  'diamond',
  'triangle-up',
  'triangle-down',
  'cross',
  'x',
  'star',
] as const;
type PointShape = (typeof SYMBOLS)[number];

export function drawLines(figure: TimeFigure, surface: Surface): Drawing {
  const { theme } = surface;
  const series = orderSeries(figure.series);
  const paints = paintMembers(
    series.map(({ member }) => member),
    theme,
    surface.others,
  );
  const bounded = series.filter(({ values }) => values.some((measured) => bounds(measured)));
  const bands = surface.panel?.bounds ?? bounded.length <= MOST_BANDS;
  const measured = series.flatMap(({ values }) => values);
  const values = measured.flatMap((each) => known(each) ?? []);
  const reach = [
    ...(bands ? measured.flatMap((each) => Object.values(bounds(each) ?? {})) : []),
    ...(surface.panel?.reach ?? []),
  ];
  const { scale, notes } =
    figure.unit === 'rank'
      ? { scale: rankScale(values, timeHeight(surface.width), lineHeight(surface)), notes: [] }
      : chooseScale(values, reach, figure.unit, {
          log: figure.log ?? false,
          count: 5,
          zero: figure.unit !== 'number',
          whole: figure.normalized && figure.unit === 'fraction',
        });
  const lastIsPartial = figure.buckets.at(-1)?.partial ?? false;
  const labels = series.map((one, index) => endLabel(one, at(paints, index), figure.unit, lastIsPartial));
  const chart = timeChart(figure, surface, scale, { labels, pad: 0, crossingValues: true });

  const few = figure.buckets.length <= FEW_BUCKETS && series.length <= FEW_SERIES && !surface.panel;
  const style = { width: 2.5, size: 6, everyPoint: few || (figure.labels ?? false) };
  const data: Data[] = [];
  if (bands) {
    for (const [index, one] of series.entries()) {
      const band = drawBand(one, chart.at, scale, at(paints, index), tint(at(paints, index), theme));
      if (band) data.push(band);
    }
  }
  for (const [index, one] of series.entries()) {
    const symbol = chart.labelled || series.length < 2 ? undefined : symbolOf(one, series, surface);
    data.push(...drawLine(figure, one, chart.at, at(paints, index), surface, { ...style, symbol, scale }));
  }

  const ends = series.flatMap((one, index) => {
    const last = one.values.findLastIndex((each) => each.value !== null && hasPlace(scale, each.value));
    const value = known(one.values[last]);
    const label = labels[index];
    return value === undefined || !label
      ? []
      : [{ label, x: chart.x(chart.at[last] ?? 0), y: chart.y(value) }];
  });

  const legend: LegendEntry[] =
    chart.labelled && series.length > 0
      ? []
      : series.map(({ member }, index) => ({
          label: plain(member.label),
          swatch: 'line',
          paint: at(paints, index),
          ...(series.length > 1 && series[index] && { symbol: symbolOf(series[index], series, surface) }),
        }));
  const lone = series.length === 1 ? paints[0] : undefined;
  const example = lone ?? neutral(theme);
  if (bands && bounded.length > 0) {
    legend.push({ label: 'range by “other” or price mix', swatch: 'band', paint: example });
  }
  if (figure.buckets.some(({ partial }) => partial)) {
    legend.push({ label: `partial ${figure.grain}`, swatch: 'dotted', paint: example });
  }

  const annotations = figure.labels ? labelPoints(figure, series, paints, chart, scale, surface) : [];
  return {
    ...chart.finish(data, ends, { annotations }),
    legend,
    notes: [...chart.notes, ...notes],
    pointing: pointAtBuckets(figure, series, paints, chart),
  };
}

/** The shape of a member's points: the same whatever is hidden, and in every panel. */
function symbolOf(one: Series, series: readonly Series[], { others }: Surface): PointShape {
  const keys = (others ?? series.map(({ member }) => member)).map(({ key }) => key);
  return SYMBOLS[Math.max(0, keys.indexOf(one.member.key)) % SYMBOLS.length] ?? 'circle';
}

function at(paints: readonly Paint[], index: number): Paint {
  const paint = paints[index];
  if (!paint) throw new Error(`no paint for series ${index}`);
  return paint;
}

/** The value at each point, as far as there is room. */
function labelPoints(
  figure: TimeFigure,
  series: readonly Series[],
  paints: readonly Paint[],
  chart: TimeChart,
  scale: Scale,
  surface: Surface,
): Annotation[] {
  const place = (one: Series, index: number) => {
    const value = known(one.values[index]);
    return value === undefined || !hasPlace(scale, value)
      ? undefined
      : { x: chart.x(chart.at[index] ?? 0), y: chart.y(value), value };
  };
  const points = series.map((one) => figure.buckets.map((_, index) => place(one, index)));
  const lines = points.flatMap((all) =>
    all.flatMap((point, index) => {
      const next = all[index + 1];
      return point && next ? boxesAlong(point, next) : [];
    }),
  );
  const last = figure.buckets.length - 1;
  const labels = points.flatMap((all, which) =>
    tellingFirst(all.map((point) => point?.value)).flatMap((index): PointLabel[] => {
      const point = all[index];
      // Names at the ends of lines have the last value beside them.
      if (!point || (chart.labelled && index === last && !figure.buckets[last]?.partial)) return [];
      const text = formatValue(point.value, figure.unit);
      return [{ x: point.x, y: point.y, text, colour: at(paints, which).ink }];
    }),
  );
  const { annotations } = drawPointLabels(surface, chart.frame, labels, {
    first: 'above',
    gap: 6,
    within: plotBox(chart.frame, 10),
    obstacles: points.flatMap((all) =>
      all.flatMap((point) => (point ? [boxAround(point.x, point.y, 6, 6)] : [])),
    ),
    covered: lines,
  });
  return annotations;
}

/** One polygon for each run of buckets with bounds. */
function drawBand(
  series: Series,
  places: readonly number[],
  scale: Scale,
  paint: Paint,
  alpha: number,
): Data | undefined {
  const drawn = (index: number) => {
    const around = bounds(series.values[index]);
    const low = scale.log ? Math.max(around?.low ?? 0, scale.low) : (around?.low ?? 0);
    return around && hasPlace(scale, around.high) ? { low, high: around.high } : undefined;
  };
  const x: (number | null)[] = [];
  const y: (number | null)[] = [];
  for (const run of runs(places, (index) => drawn(index) !== undefined)) {
    if (x.length > 0) {
      x.push(null);
      y.push(null);
    }
    const corners = run.map((index) => ({
      place: places[index] ?? 0,
      ...(drawn(index) ?? { low: 0, high: 0 }),
    }));
    // A single bucket has no width of its own.
    const [only] = corners;
    const wide =
      corners.length === 1 && only
        ? [
            { ...only, place: only.place - 0.2 },
            { ...only, place: only.place + 0.2 },
          ]
        : corners;
    x.push(...wide.map(({ place }) => place), ...wide.map(({ place }) => place).reverse());
    y.push(...wide.map(({ high }) => high), ...wide.map(({ low }) => low).reverse());
  }
  if (x.length === 0) return undefined;
  return {
    type: 'scatter',
    mode: 'lines',
    name: `bounds of ${series.member.key}`,
    x,
    y,
    fill: 'toself',
    fillcolor: fade(paint.colour, alpha),
    line: { width: 0, color: 'rgba(0,0,0,0)' },
    hoverinfo: 'skip',
  };
}

export interface LineStyle {
  /** Of a coloured line, in pixels; greys are thinner. */
  readonly width: number;
  readonly size: number;
  /** A point at every value; otherwise only where there would be no line. */
  readonly everyPoint: boolean;
  readonly symbol?: PointShape | undefined;
  readonly scale: Scale;
}

/** The line of whole buckets, the dotted one to and from partial ones, and points for what would be no line. */
export function drawLine(
  figure: TimeFigure,
  series: Series,
  places: readonly number[],
  paint: Paint,
  surface: Surface,
  style: LineStyle,
): Data[] {
  const { theme } = surface;
  const { symbol } = style;
  const values = figure.buckets.map((_, index) => {
    const value = known(series.values[index]);
    return value !== undefined && hasPlace(style.scale, value) ? value : null;
  });
  const partial = (index: number) => figure.buckets[index]?.partial ?? false;
  const width = style.width * (paint.grey ? 0.7 : 1) + (theme.highContrast ? 0.5 : 0);
  const whole = withGaps(
    places,
    values.map((value, index) => (partial(index) ? null : value)),
  );
  const data: Data[] = [
    {
      type: 'scatter',
      mode: 'lines',
      name: series.member.key,
      ...whole,
      line: { color: paint.colour, width, dash: paint.dash },
      cliponaxis: false,
      connectgaps: false,
      hoverinfo: 'skip',
    },
  ];

  const joined = runs(places, (index) => values[index] !== null);
  const dotted: { x: (number | null)[]; y: (number | null)[] } = { x: [], y: [] };
  for (const run of joined) {
    for (const [step, index] of run.entries()) {
      const next = run[step + 1];
      if (next === undefined || !(partial(index) || partial(next))) continue;
      dotted.x.push(places[index] ?? null, places[next] ?? null, null);
      dotted.y.push(values[index] ?? null, values[next] ?? null, null);
    }
  }
  if (dotted.x.length > 0) {
    data.push({
      type: 'scatter',
      mode: 'lines',
      name: `partial ${series.member.key}`,
      ...dotted,
      line: { color: paint.colour, width, dash: 'dot' },
      cliponaxis: false,
      hoverinfo: 'skip',
    });
  }

  const wholeRuns = runs(places, (index) => values[index] !== null && !partial(index));
  const alone = new Set(wholeRuns.filter(({ length }) => length === 1).flat());
  const every = symbol === undefined ? 0 : Math.max(1, Math.ceil(places.length / 8));
  const points = [...places.keys()].filter(
    (index) =>
      values[index] !== null &&
      (style.everyPoint || alone.has(index) || partial(index) || (every > 0 && index % every === 0)),
  );
  if (points.length > 0) {
    data.push({
      type: 'scatter',
      mode: 'markers',
      name: `points of ${series.member.key}`,
      x: points.map((index) => places[index] ?? null),
      y: points.map((index) => values[index] ?? null),
      cliponaxis: false,
      hoverinfo: 'skip',
      marker: {
        size: symbol === undefined ? style.size : 8,
        symbol: symbol ?? 'circle',
        color: points.map((index) => (partial(index) ? theme.background : paint.colour)),
        line: { width: 1.75, color: paint.colour },
      },
    });
  }
  return data;
}
