/** Ranks over time: 1 on top, a thick line for each member with a point at each rank, its name where it begins and ends. */
import type { Annotation } from 'plotly.js-dist-min';

import { formatValue } from '../../src/protocol/format';
import type { Series, TimeFigure } from '../../src/protocol/result';
import { neutral, paintMembers, type Paint } from '../palette';
import { literal, padded, plain, shorten } from '../text';
import { boxAround, boxesAlong, overlap, type Box } from './boxes';
import { remark } from './chooseScale';
import type { Drawing, LegendEntry, Note, Surface } from './drawing';
import { textAt, type Frame } from './frame';
import { lineHeight, type EndLabel } from './labels';
import { drawLine, drawLines } from './line';
import { known, orderSeries } from './members';
import { rankScale } from './scale';
import { pointAtBuckets, timeChart, timeHeight } from './time';

/** Ranks below this are left to the table: nobody follows so many lines. */
const MOST_RANKS = 30;
/** Names stand at the left, too, where the lines keep this width. */
const LEAST_LINES = 320;

export function drawBump(figure: TimeFigure, surface: Surface): Drawing {
  const { theme, measure, width } = surface;
  const drawn = orderSeries(figure.series).map(cutRanks).filter(hasRank);
  // Far down, single members are followed as well by lines.
  if (drawn.length === 0) return drawLines(figure, surface);
  const paints = paintMembers(
    drawn.map(({ member }) => member),
    theme,
  );
  const ranks = drawn.flatMap(({ values }) => values.flatMap((each) => known(each) ?? []));
  const rows = Math.max(...ranks) - Math.min(...ranks) + 1;
  const plotHeight = Math.max(timeHeight(width), Math.ceil(rows) * (lineHeight(surface) + 4));
  const scale = rankScale(ranks, plotHeight, lineHeight(surface));

  const first = figure.buckets.findIndex((_, bucket) =>
    drawn.some((one) => rankAt(one, bucket) !== undefined),
  );
  const last = figure.buckets.findLastIndex((_, bucket) =>
    drawn.some((one) => rankAt(one, bucket) !== undefined),
  );
  const stays = drawn.filter((one) => rankAt(one, last) !== undefined);
  // Names stand below each other, whatever the digits before them.
  const digits = String(Math.max(...ranks)).length;
  const endOf = (one: Series): EndLabel => ({
    lead: padded(formatValue(rankAt(one, last) ?? null, 'rank'), digits),
    name: plain(one.member.label),
    value: undefined,
    paint: paintOf(one),
  });
  const paintOf = (one: Series): Paint => paints[drawn.indexOf(one)] ?? neutral(theme);
  const size = theme.size;
  const starts = drawn.filter((one) => rankAt(one, first) !== undefined);
  const nameRoom = Math.min(
    Math.ceil(Math.max(0, ...starts.map(({ member }) => measure(plain(member.label), size)))) + 16,
    width * 0.24,
  );
  const rightRoom = width * 0.24;
  const beside = width - nameRoom - rightRoom - 30 >= LEAST_LINES ? nameRoom : 0;
  const chart = timeChart(figure, surface, scale, {
    labels: stays.map(endOf),
    pad: 0.15,
    crossingValues: false,
    plotHeight,
    beside,
    shortNames: true,
  });
  const { at, x, y, frame } = chart;

  const step = x(1) - x(0);
  const thick = step < 18 ? 2.5 : rows > 14 || step < 30 ? 3 : 4;
  const style = {
    width: thick,
    size: step < 10 ? thick : Math.min(thick + 5, step * 0.5),
    everyPoint: true,
    scale,
  };
  const data = drawn.flatMap((one) => drawLine(figure, one, at, paintOf(one), surface, style));
  const ends = stays.map((one) => ({
    label: endOf(one),
    x: x(at[last] ?? 0),
    y: y(rankAt(one, last) ?? 0),
  }));

  const annotations: Annotation[] = [];
  if (beside > 0) {
    for (const one of starts) {
      const name = shorten(plain(one.member.label), beside - 16, size, measure);
      const place = { x: frame.left - 12, y: y(rankAt(one, first) ?? 0) };
      annotations.push(
        textAt(surface, frame, place, literal(name), { colour: paintOf(one).ink, xanchor: 'right' }),
      );
    }
  }
  // Who neither stays nor was there from the start is named where it leaves, if the other lines leave room for that.
  const unnamed = drawn.filter((one) => !stays.includes(one) && !(beside > 0 && starts.includes(one)));
  const lines = drawn.flatMap((one) => lineBoxes(one, at, x, y));
  const taken: Box[] = [];
  const listed: Series[] = [];
  for (const one of unnamed) {
    const bucket = one.values.findLastIndex((each) => each.value !== null);
    const name = plain(one.member.label);
    const wide = measure(name, size) * 1.03;
    const left = x(at[bucket] ?? 0) + style.size;
    const box = boxAround(left + wide / 2, y(rankAt(one, bucket) ?? 0), wide, size + 2);
    if (
      box.right > frame.left + frame.plotWidth ||
      [...lines, ...taken].some((other) => overlap(box, other, 1))
    ) {
      listed.push(one);
      continue;
    }
    taken.push(box);
    annotations.push(
      textAt(surface, frame, { x: left, y: (box.top + box.bottom) / 2 }, literal(name), {
        colour: paintOf(one).ink,
      }),
    );
  }

  const legend: LegendEntry[] = listed.map((one) => ({
    label: plain(one.member.label),
    swatch: 'line',
    paint: paintOf(one),
    symbol: 'circle',
  }));
  if (figure.buckets.some(({ partial }) => partial))
    legend.push({ label: `partial ${figure.grain}`, swatch: 'dotted', paint: neutral(theme) });
  return {
    ...chart.finish(data, ends, { annotations, yaxis: { ...tickAtEdge(frame, beside), zeroline: false } }),
    legend,
    notes: [...chart.notes, ...cutNotes(figure)],
    pointing: pointAtBuckets(figure, drawn, paints, chart),
  };
}

/** The ranks stand at the left of the names. */
function tickAtEdge(frame: Frame, beside: number) {
  return { ticks: 'outside' as const, ticklen: Math.min(beside, frame.left), tickcolor: 'rgba(0,0,0,0)' };
}

function rankAt(one: Series, bucket: number): number | undefined {
  return known(one.values[bucket]);
}

function isFollowed(value: number | null): boolean {
  return value !== null && value >= 1 && value <= MOST_RANKS;
}

function cutRanks(one: Series): Series {
  return { ...one, values: one.values.map((each) => (isFollowed(each.value) ? each : { value: null })) };
}

function hasRank({ values }: Series): boolean {
  return values.some(({ value }) => value !== null);
}

function cutNotes(figure: TimeFigure): Note[] {
  const cut = figure.series.some(({ values }) =>
    values.some(({ value }) => value !== null && !isFollowed(value)),
  );
  return cut ? [remark(`The chart shows ranks 1 to ${MOST_RANKS}; the table has all of them.`)] : [];
}

/** What a line covers, as small boxes. */
function lineBoxes(
  one: Series,
  at: readonly number[],
  x: (place: number) => number,
  y: (value: number) => number,
): Box[] {
  const point = (bucket: number) => {
    const rank = rankAt(one, bucket);
    return rank === undefined ? undefined : { x: x(at[bucket] ?? 0), y: y(rank) };
  };
  return at.flatMap((_, bucket) => {
    const from = point(bucket);
    return from ? boxesAlong(from, point(bucket + 1) ?? from) : [];
  });
}
