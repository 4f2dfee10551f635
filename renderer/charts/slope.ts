/** Two times side by side: a line for each member from one to the other, its name and value at both ends. */
import type { Annotation, Data, Shape } from 'plotly.js-dist-min';

import { formatValue } from '../../src/protocol/format';
import type { Bucket, Measured, Series, TimeFigure, Unit } from '../../src/protocol/result';
import { neutral, paintMembers, type Paint } from '../palette';
import { literal, padded, plain, shorten } from '../text';
import { chooseScale, remark } from './chooseScale';
import type { Drawing, LegendEntry, Surface, TipRow } from './drawing';
import { baseLayout, makeFrame, pixelOf, placeAxis, textAt, valueAxis } from './frame';
import { lineHeight, spread } from './labels';
import { drawLine } from './line';
import { known, orderSeries, tipRow } from './members';
import { hasPlace, rankScale } from './scale';
import { timeHeight } from './time';

/** More names than this do not stand below each other on a page: the largest ones are named. */
const MOST_NAMES = 30;
/** From a point to its words. */
const GAP = 12;

export function drawSlope(figure: TimeFigure, surface: Surface): Drawing {
  const { theme, measure, width } = surface;
  const { unit } = figure;
  const series = orderSeries(figure.series);
  const paints = paintMembers(
    series.map(({ member }) => member),
    theme,
    surface.others,
  );
  const size = theme.size;
  const line = lineHeight(surface);
  const values = series.flatMap((one) => [0, 1].flatMap((end) => known(one.values[end]) ?? []));
  const named = largest(series, MOST_NAMES);
  const plotHeight = Math.max(timeHeight(width), named.size * line + 8);
  const { scale, notes } =
    unit === 'rank'
      ? { scale: rankScale(values, plotHeight, line), notes: [] }
      : chooseScale(values, [], unit, { log: figure.log ?? false, count: 5, zero: false });

  const words = series.map((one) => [0, 1].map((end) => endWords(one, end, unit)));
  const widest = Math.max(
    ...words.flatMap((ends) =>
      ends.map((end) => (end ? measure(end.name, size, true) + measure(`  ${end.value}`, size) : 0)),
    ),
  );
  const room = Math.ceil(Math.min(widest * 1.05 + GAP + 6, width * 0.34));
  const frame = makeFrame(width, plotHeight, { left: room, right: room, top: size + 22, bottom: 10 });
  const x = (place: number) => frame.left + place * frame.plotWidth;
  const y = (value: number) => pixelOf(scale, value, frame.top + frame.plotHeight, -frame.plotHeight);
  const drawnAt = (one: Series, end: number) => {
    const value = known(one.values[end]);
    return value !== undefined && hasPlace(scale, value) ? value : undefined;
  };

  const style = { width: 2.75, size: 9, everyPoint: true, scale };
  const data: Data[] = series.flatMap((one, index) =>
    drawLine(figure, one, [0, 1], paints[index] ?? neutral(theme), surface, style),
  );

  const annotations: Annotation[] = figure.buckets.slice(0, 2).map((bucket, end) => {
    const text = heading(bucket, width / 2 - 12, surface);
    const fits = measure(text, size, true) * 1.04 <= room;
    // Over its line and away from the other one; where that has no room, from the edge of the page.
    const place = end === 0 ? (fits ? x(0) : 2) : fits ? x(1) : width - 2;
    return textAt(surface, frame, { x: place, y: 10 }, `<b>${literal(text)}</b>`, {
      colour: theme.text,
      xanchor: (end === 0) === fits ? 'right' : 'left',
    });
  });
  const shapes: Shape[] = [0, 1].map((place) => upright(place, theme.axis));
  for (const end of [0, 1]) {
    const labels = series.flatMap((one, index) => {
      const value = drawnAt(one, end);
      const text = words[index]?.[end];
      return value === undefined || !text || !named.has(one)
        ? []
        : [{ ...text, wanted: y(value), paint: paints[index] }];
    });
    const places = spread(
      labels.map(({ wanted }) => wanted),
      line,
      frame.top + 2,
      frame.top + frame.plotHeight - 2,
    );
    const away = end === 0 ? -1 : 1;
    const longest = Math.max(...labels.map(({ value }) => value.length));
    for (const [index, { name, value: bare, wanted, paint }] of labels.entries()) {
      const value = end === 0 ? bare : padded(bare, longest);
      const place = places[index] ?? wanted;
      const moved = Math.abs(place - wanted) > 3;
      const free = room - GAP - 6 - measure(`  ${value}`, size);
      const short = `<b>${literal(shorten(name, free / 1.05, size, measure))}</b>`;
      // The values stand next to the lines, the names outside of them.
      const text = end === 0 ? `${short}&nbsp; ${literal(value)}` : `${literal(value)}&nbsp; ${short}`;
      annotations.push(
        textAt(surface, frame, { x: x(end) + away * (GAP + 4), y: place }, text, {
          colour: paint?.ink ?? theme.text,
          xanchor: end === 0 ? 'right' : 'left',
        }),
      );
      if (moved) {
        const across = (pixel: number) => (pixel - frame.left) / frame.plotWidth;
        const up = (pixel: number) => 1 - (pixel - frame.top) / frame.plotHeight;
        shapes.push({
          type: 'line',
          xref: 'paper',
          yref: 'paper',
          x0: across(x(end) + away * 5),
          y0: up(wanted),
          x1: across(x(end) + away * (GAP + 1)),
          y1: up(place),
          line: { color: paint?.colour ?? theme.axis, width: 1 },
          opacity: 0.8,
        });
      }
    }
  }

  const legend: LegendEntry[] = figure.buckets.some(({ partial }) => partial)
    ? [{ label: `partial ${figure.grain}`, swatch: 'dotted', paint: neutral(theme) }]
    : [];
  const unnamed = series.length - named.size;
  return {
    data,
    layout: {
      ...baseLayout(surface, frame),
      xaxis: { ...placeAxis(surface, [0, 1], []), showticklabels: false },
      yaxis: { ...valueAxis(surface, scale), showticklabels: false, showgrid: false, zeroline: false },
      annotations,
      shapes,
    },
    height: frame.height,
    legend,
    notes: [
      ...notes,
      ...(unnamed > 0
        ? [remark(`The ${named.size} largest are named; pointing at a line tells the others.`)]
        : []),
    ],
    pointing: {
      count: series.length,
      at(pixelX, pixelY) {
        const share = Math.max(0, Math.min(1, (pixelX - frame.left) / frame.plotWidth));
        const away = series.map((one) => {
          const [from, to] = [drawnAt(one, 0), drawnAt(one, 1)];
          const [low, high] = [from ?? to, to ?? from];
          if (low === undefined || high === undefined) return Infinity;
          return Math.abs(y(low) + (y(high) - y(low)) * share - pixelY);
        });
        const best = away.indexOf(Math.min(...away));
        return (away[best] ?? Infinity) < 24 ? best : undefined;
      },
      place(index) {
        const one = series[index];
        const end = one && drawnAt(one, 1) !== undefined ? 1 : 0;
        return { x: x(end), y: y((one && drawnAt(one, end)) ?? scale.low) };
      },
      tip(index) {
        const one = series[index];
        if (!one) return { title: '', rows: [] };
        return { title: plain(one.member.label), rows: rowsOf(one, figure, paints[index]) };
      },
      member: (index) => series[index]?.member,
    },
  };
}

function upright(place: number, color: string): Shape {
  return {
    type: 'line',
    xref: 'x',
    yref: 'paper',
    x0: place,
    x1: place,
    y0: 0,
    y1: 1,
    layer: 'below',
    line: { color, width: 1 },
  };
}

/** The whole label of a bucket, or its key where there is no room for that. */
function heading(bucket: Bucket, room: number, { measure, theme }: Surface): string {
  const partial = bucket.partial ? ' (partial)' : '';
  const label = plain(bucket.label) + partial;
  return measure(label, theme.size, true) <= room ? label : plain(bucket.key) + partial;
}

function endWords(one: Series, end: number, unit: Unit): { name: string; value: string } | undefined {
  const value = known(one.values[end]);
  return value === undefined ? undefined : { name: plain(one.member.label), value: formatValue(value, unit) };
}

function largest(series: readonly Series[], count: number): Set<Series> {
  const most = ({ values }: Series) => Math.max(...values.map(({ value }) => Math.abs(value ?? 0)));
  return new Set([...series].sort((a, b) => most(b) - most(a)).slice(0, count));
}

/** Both values with their bounds, and the change between them. */
function rowsOf(one: Series, { buckets, unit }: TimeFigure, paint: Paint | undefined): TipRow[] {
  const rows = [0, 1].map((end): TipRow => {
    const bucket = buckets[end];
    const remark = bucket?.partial ? ' (partial)' : '';
    const row = tipRow(one.member, one.values[end] ?? { value: null }, unit, end === 0 ? paint : undefined);
    return { ...row, label: plain(bucket?.label ?? '') + remark };
  });
  const change = changeWords(one.values[0], one.values[1], unit);
  return change === undefined ? rows : [...rows, { label: 'change', value: change }];
}

/** `+10.8pp`, `+2.310T (+54.2%)`: the difference in words, with the growth where that says something. */
export function changeWords(
  from: Measured | undefined,
  to: Measured | undefined,
  unit: Unit,
): string | undefined {
  const [before, after] = [known(from), known(to)];
  if (before === undefined || after === undefined) return undefined;
  const change = after - before;
  const plus = change > 0 ? '+' : '';
  switch (unit) {
    case 'fraction':
    case 'points':
    case 'growth':
      return formatValue(change, 'points');
    case 'rank':
      // Who goes from 5 to 2 has risen by three.
      return `${formatValue(-change, 'places')} ${Math.abs(change) === 1 ? 'place' : 'places'}`;
    case 'places':
      return formatValue(change, unit);
    case 'ratio':
      return plus + formatValue(change, unit);
    default: {
      const growth = before > 0 ? ` (${formatValue(change / before, 'growth')})` : '';
      return plus + formatValue(change, unit) + growth;
    }
  }
}
