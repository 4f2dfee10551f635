/** A row of cells for each member over time: the darker against the page, the more. A missing cell is hatched, not pale. */
import type { Annotation, Data, Shape } from 'plotly.js-dist-min';

import type { Bucket, Measured, Series, TimeFigure } from '../../src/protocol/result';
import { inkOn } from '../colour';
import { neutral } from '../palette';
import { literal, plain, shorten } from '../text';
import { leftOut, remark } from './chooseScale';
import type { Drawing, LegendEntry, Surface, Tip } from './drawing';
import { textAt, tickSize } from './frame';
import { known, orderSeries, tipRow } from './members';
import { makeRamp, type Ramp } from './ramp';
import type { Scale } from './scale';
import { commonWriting, shortValue } from './short';
import { timeChart } from './time';

/** More rows than this are a table. */
const MOST_ROWS = 60;
const ROW = 26;
/** Air between cells, as a share of a cell and in pixels. */
const WIDE = 0.96;
const AIR = 2;
/** Between the names and the cells. */
const BESIDE = 6;

export function drawHeatmap(figure: TimeFigure, surface: Surface): Drawing {
  const { theme, measure, width } = surface;
  const all = orderSeries(figure.series);
  const series = all.slice(0, MOST_ROWS);
  const { buckets, unit } = figure;
  const values = series.flatMap((one) => one.values.flatMap((each) => known(each) ?? []));
  const ramp = makeRamp(values, unit, figure.log ?? false, theme);
  const small = tickSize(surface);
  const nameRoom = Math.max(70, width * 0.28);
  const scale: Scale = {
    low: series.length - 0.5,
    high: -0.5,
    ticks: series.map(({ member }, index) => ({
      at: index,
      text: literal(shorten(plain(member.label), nameRoom, small, measure)),
    })),
    log: false,
  };
  const plotHeight = series.length * ROW;
  const chart = timeChart(figure, surface, scale, {
    labels: [],
    pad: 0.5,
    crossingValues: false,
    plotHeight,
    beside: BESIDE,
  });
  const { at, x, y, frame } = chart;
  const cell = { width: (x(1) - x(0)) * WIDE, height: ROW - AIR };

  const whole = [...at.keys()];
  const tall = 1 - AIR / ROW;
  const data: Data[] = series.map((one, row): Data => {
    const colours = whole.map((bucket) => colourOf(ramp, one.values[bucket]));
    const missing = whole.map((bucket) => known(one.values[bucket]) === undefined);
    return {
      type: 'bar',
      name: one.member.key,
      x: [...at],
      y: whole.map(() => tall),
      base: whole.map(() => row - tall / 2),
      width: WIDE,
      hoverinfo: 'skip',
      marker: {
        // Plotly draws a pattern in the colour of its bar.
        color: colours.map((colour, bucket) => colour ?? (missing[bucket] ? theme.axis : theme.background)),
        line: {
          width: colours.map((colour) => (colour === undefined || theme.highContrast ? 1 : 0)),
          color: colours.map((colour) => (colour === undefined ? theme.grid : theme.axis)),
        },
        pattern: {
          shape: missing.map((is) => (is ? '/' : '')),
          fillmode: 'replace',
          size: 7,
          solidity: 0.15,
        },
      },
    };
  });

  const annotations: Annotation[] = [];
  const fits = (text: string) => measure(text, small) + 7 <= cell.width;
  // All cells in one way of writing: the longest that fits them all.
  const writing = commonWriting(values, unit, fits);
  // Numbers in a few of the cells would be the exceptions that they are not; unless somebody wants what fits.
  if (figure.labels || writing) {
    const write = writing ?? shortValue;
    for (const [row, one] of series.entries()) {
      for (const bucket of whole) {
        const value = known(one.values[bucket]);
        const ground = colourOf(ramp, one.values[bucket]);
        if (value === undefined || ground === undefined) continue;
        const text = write(value, unit);
        if (!fits(text)) continue;
        const place = { x: x(at[bucket] ?? 0), y: y(row) };
        annotations.push(
          textAt(surface, frame, place, literal(text), {
            colour: inkOn(ground),
            size: small,
            xanchor: 'center',
          }),
        );
      }
    }
  }

  const missing = series.some((one) => whole.some((bucket) => known(one.values[bucket]) === undefined));
  const legend: LegendEntry[] = [{ swatch: 'ramp', paint: neutral(theme), ...ramp.legend }];
  if (missing) {
    const paint = { ...neutral(theme), colour: theme.axis, pattern: '/' as const };
    legend.push({ label: 'no data', swatch: 'area', paint });
  }
  const partial = whole.filter((bucket) => buckets[bucket]?.partial);
  if (partial.length > 0)
    legend.push({ label: `partial ${figure.grain}`, swatch: 'dotted', paint: neutral(theme) });

  const notes = [
    ...chart.notes,
    ...leftOut(ramp.log ? values.filter((value) => value <= 0).length : 0),
    ...(all.length > series.length
      ? [remark(`The chart shows ${series.length} of ${all.length}; the table has all of them.`)]
      : []),
  ];
  const columns = at.length;
  return {
    ...overlaid(
      chart.finish(data, [], {
        annotations,
        shapes: partial.map((bucket) => dottedFrame(at[bucket] ?? 0, theme.text)),
        yaxis: {
          showgrid: false,
          ticks: 'outside',
          ticklen: BESIDE,
          tickcolor: 'rgba(0,0,0,0)',
          zeroline: false,
          tickfont: { family: theme.font, size: small, color: theme.text },
        },
      }),
    ),
    legend,
    notes,
    pointing: {
      count: series.length * columns,
      columns,
      at(pixelX, pixelY) {
        const row = Math.floor((pixelY - frame.top) / ROW);
        const bucket = whole.find((each) => Math.abs(x(at[each] ?? 0) - pixelX) <= (x(1) - x(0)) / 2);
        return row < 0 || row >= series.length || bucket === undefined ? undefined : row * columns + bucket;
      },
      place: (index) => ({ x: x(at[index % columns] ?? 0), y: y(Math.floor(index / columns)) }),
      tip: (index) =>
        cellTip(series[Math.floor(index / columns)], buckets[index % columns], index % columns, figure),
      member: (index) => series[Math.floor(index / columns)]?.member,
      box(index) {
        const middle = { x: x(at[index % columns] ?? 0), y: y(Math.floor(index / columns)) };
        return {
          left: middle.x - cell.width / 2,
          right: middle.x + cell.width / 2,
          top: middle.y - cell.height / 2,
          bottom: middle.y + cell.height / 2,
        };
      },
    },
  };
}

function overlaid<T extends { layout: object }>(finished: T): T {
  return { ...finished, layout: { ...finished.layout, barmode: 'overlay', bargap: 0 } };
}

/** The colour of a cell, or nothing where there is no value or none that has a place. */
function colourOf(ramp: Ramp, measured: Measured | undefined): string | undefined {
  const value = known(measured);
  return value === undefined ? undefined : ramp.colour(value);
}

/** A frame around the column of a bucket that is not whole. */
function dottedFrame(at: number, color: string): Shape {
  return {
    type: 'rect',
    xref: 'x',
    yref: 'paper',
    x0: at - 0.5,
    x1: at + 0.5,
    y0: 0,
    y1: 1,
    line: { width: 1, color, dash: 'dot' },
  };
}

function cellTip(
  one: Series | undefined,
  bucket: Bucket | undefined,
  column: number,
  figure: TimeFigure,
): Tip {
  if (!one || !bucket) return { title: '', rows: [] };
  const row = tipRow(one.member, one.values[column] ?? { value: null }, figure.unit);
  return {
    title: plain(one.member.label),
    ...(bucket.partial && { remark: `partial ${figure.grain}` }),
    rows: [{ ...row, label: plain(bucket.label) }],
  };
}
