/** What all charts over time share: the calendar below, values at the left, marks above, labels or a legend, pointing. */
import type { Annotation, Data, Layout, LayoutAxis, Shape } from 'plotly.js-dist-min';

import type { Series, TimeFigure } from '../../src/protocol/result';
import type { Paint } from '../palette';
import { plain } from '../text';
import { placeBuckets, timeTicks } from './calendar';
import type { Note, Pointing, Surface, TipRow } from './drawing';
import {
  baseLayout,
  makeFrame,
  pixelOf,
  placeAxis,
  project,
  tickRoom,
  tickSize,
  valueAxis,
  type Frame,
} from './frame';
import { drawEndLabels, type EndLabel, labelRoom } from './labels';
import { drawMarks, findMarks, planMarks } from './marks';
import { known, tipRow } from './members';
import { isWithin, type Scale } from './scale';

export interface TimeChart {
  readonly frame: Frame;
  readonly at: readonly number[];
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  /** Whether the names stand at the ends of the lines; otherwise a legend is due. */
  readonly labelled: boolean;
  readonly notes: readonly Note[];
  /** Puts labels and marks around the traces of the kind. */
  finish(
    data: Data[],
    ends: readonly { label: EndLabel; x: number; y: number }[],
    more?: { shapes?: Shape[]; annotations?: Annotation[]; yaxis?: Partial<LayoutAxis> },
  ): { data: Data[]; layout: Partial<Layout>; height: number };
}

/** Wide enough to see the shape, never taller than a page of a notebook. */
export function timeHeight(width: number): number {
  return Math.round(Math.max(220, Math.min(400, width * 0.42)));
}

export function timeChart(
  figure: TimeFigure,
  surface: Surface,
  scale: Scale,
  options: {
    labels: readonly EndLabel[];
    /** Steps of the axis beyond the first and the last bucket. */
    pad: number;
    /** Whether crossings stand at their values (lines), or only at their time. */
    crossingValues: boolean;
    /** Where the kind needs more or less than the usual height. */
    plotHeight?: number;
    /** Pixels between the ticks of the values and the plot. */
    beside?: number;
    /** Names at the right are rather shortened than listed in a legend. */
    shortNames?: boolean;
  },
): TimeChart {
  const { panel } = surface;
  const plotHeight = options.plotHeight ?? panel?.height ?? timeHeight(surface.width);
  const room = panel ? panel.names : labelRoom(surface, options.labels, plotHeight, options.shortNames);
  const labelled = room !== undefined && room > 0 && options.labels.length > 0;
  const left = tickRoom(surface, scale) + (options.beside ?? 0);
  const right = labelled ? room : 18;
  const plotWidth = Math.max(40, surface.width - left - right);

  const at = placeBuckets(figure.buckets, figure.grain);
  const last = at.at(-1) ?? 0;
  // A little air at the ends, so that the first and the last point are whole.
  const pad = Math.max(options.pad, ((last + 2 * options.pad) * 7) / plotWidth, last === 0 ? 0.5 : 0);
  const range: [number, number] = [-pad, last + pad];
  const x = (place: number) => project(place, range[0], range[1], left, plotWidth);

  const marks = findMarks(figure, at, range).map((mark) => {
    if (mark.value === undefined || (options.crossingValues && isWithin(scale, mark.value))) return mark;
    const { kind, text, hollow } = mark;
    return { kind, at: mark.at, text, hollow };
  });
  const plan = planMarks(surface, marks, x);
  const size = tickSize(surface);
  const ticks = timeTicks(figure.buckets, at, figure.grain, {
    x,
    low: 0,
    high: surface.width,
    size,
    measure: surface.measure,
  });
  const twoLines = ticks.some(({ text }) => text.includes('<br>'));
  const frame = makeFrame(surface.width, plotHeight, {
    left,
    right,
    top: Math.max(plan.room, 0) + 12,
    bottom: Math.round(size * (twoLines ? 2.7 : 1.5)) + 8,
  });
  const y = (value: number) => pixelOf(scale, value, frame.top + frame.plotHeight, -frame.plotHeight);

  return {
    frame,
    at,
    x,
    y,
    labelled,
    notes: plan.notes,
    finish(data, ends, more) {
      const drawn = drawMarks(surface, frame, plan, y, options.crossingValues ? 'below' : 'above');
      const named = panel ? ends.map((end) => ({ ...end, label: { ...end.label, value: undefined } })) : ends;
      const labels = labelled ? drawEndLabels(surface, frame, named) : { annotations: [], shapes: [] };
      const annotations: Annotation[] = [
        ...(more?.annotations ?? []),
        ...drawn.annotations,
        ...labels.annotations,
      ];
      return {
        data: [...data, ...drawn.data],
        layout: {
          ...baseLayout(surface, frame),
          xaxis: {
            ...placeAxis(surface, range, ticks),
            ticks: 'outside',
            ticklen: 5,
            tickcolor: surface.theme.axis,
          },
          yaxis: { ...valueAxis(surface, scale), ...more?.yaxis },
          annotations,
          shapes: [...(more?.shapes ?? []), ...drawn.shapes, ...labels.shapes],
        },
        height: frame.height,
      };
    },
  };
}

/** Steps over missing buckets and missing values: `null` breaks a line in Plotly. */
export function withGaps(
  at: readonly number[],
  values: readonly (number | null)[],
): { x: (number | null)[]; y: (number | null)[] } {
  const x: (number | null)[] = [];
  const y: (number | null)[] = [];
  for (const [index, place] of at.entries()) {
    const before = at[index - 1];
    if (before !== undefined && place - before > 1) {
      x.push(null);
      y.push(null);
    }
    x.push(place);
    y.push(values[index] ?? null);
  }
  return { x, y };
}

/** Runs of neighbouring buckets for which `has` holds, as indexes. */
export function runs(at: readonly number[], has: (index: number) => boolean): number[][] {
  const found: number[][] = [];
  let run: number[] = [];
  for (const index of at.keys()) {
    const before = at[index - 1];
    const joined = before !== undefined && (at[index] ?? 0) - before <= 1;
    if (run.length > 0 && (!joined || !has(index))) {
      found.push(run);
      run = [];
    }
    if (has(index)) run.push(index);
  }
  if (run.length > 0) found.push(run);
  return found;
}

/** More series than this, and a tooltip has no room for where each is from. */
const FEW_SERIES = 6;

/** Pointing at a bucket tells the values of all members in it, largest first. */
export function pointAtBuckets(
  figure: TimeFigure,
  series: readonly Series[],
  paints: readonly Paint[],
  chart: Pick<TimeChart, 'frame' | 'at' | 'x'>,
  share?: (seriesIndex: number, bucket: number) => number | undefined,
): Pointing {
  const { frame, at, x } = chart;
  const short = (row: TipRow): TipRow => {
    if (series.length <= FEW_SERIES) return row;
    const { label, value, paint } = row;
    return { label, value, ...(paint && { paint }) };
  };
  return {
    count: at.length,
    guide: [frame.top, frame.top + frame.plotHeight],
    at(pixel, pixelY) {
      if (
        pixelY < 0 ||
        pixelY > frame.height ||
        pixel < frame.left - 20 ||
        pixel > frame.left + frame.plotWidth + 20
      ) {
        return undefined;
      }
      let best: number | undefined;
      let distance = Infinity;
      for (const [index, place] of at.entries()) {
        const away = Math.abs(x(place) - pixel);
        if (away < distance) [best, distance] = [index, away];
      }
      return best;
    },
    place: (index) => ({ x: x(at[index] ?? 0), y: frame.top + 8 }),
    tip(index) {
      const bucket = figure.buckets[index];
      // The first of ranks is the smallest number.
      const ranked = figure.unit === 'rank';
      const compare = (a: { value: number }, b: { value: number }) =>
        a.value === b.value ? 0 : a.value - b.value;
      const rows: { row: TipRow; named: boolean; value: number }[] = series.map(
        ({ member, values }, which) => {
          const measured = values[index] ?? { value: null };
          return {
            row: short(tipRow(member, measured, figure.unit, paints[which], share?.(which, index))),
            named: member.kind === 'named',
            value: known(measured) ?? (ranked ? Infinity : -Infinity),
          };
        },
      );
      const order = ranked ? -1 : 1;
      rows.sort(
        (a, b) => Number(b.named) - Number(a.named) || (a.named && b.named ? compare(b, a) * order : 0),
      );
      const room = Math.max(4, Math.floor((frame.plotHeight - 40) / 20));
      const shown = rows.slice(0, room).map(({ row }) => row);
      if (rows.length > shown.length)
        shown.push({ label: `and ${rows.length - shown.length} more`, value: '' });
      return {
        title: plain(bucket?.label ?? ''),
        ...(bucket?.partial && { remark: `partial ${figure.grain}` }),
        rows: shown,
      };
    },
  };
}
