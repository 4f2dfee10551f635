/**
 * What happened when: rows of events, releases and reveals on one calendar. The words of events that are close to each
 * other stand in lanes below each other; what finds no lane is a mark without words.
 */
import type { Annotation, Data, Shape } from 'plotly.js-dist-min';

import type { EventFigure } from '../../src/protocol/result';
import { fade } from '../colour';
import { neutral, paintMembers, type Paint } from '../palette';
import { literal, plain, shorten } from '../text';
import { isInside, type Box } from './boxes';
import { dayNumber, dayTicks, dayWords } from './calendar';
import { pointLegend } from './categories';
import { remark } from './chooseScale';
import type { Drawing, Surface, Tip } from './drawing';
import { baseLayout, makeFrame, placeAxis, project, textAt, tickSize } from './frame';
import { origin } from './members';

type Entry = EventFigure['events'][number];
type Type = Entry['type'];

const ROWS: readonly (readonly [Type, string])[] = [
  ['event', 'Events'],
  ['release', 'Releases of models'],
  ['reveal', 'Reveals of stealth models'],
];
/** What a single mark is called. */
const NAMES: Readonly<Record<Type, string>> = { event: 'event', release: 'release', reveal: 'reveal' };

const DOT = 10;
/** Lanes with words, in all rows together (words take more lanes on a narrow page), and lanes of bare marks in each. */
const MOST_LANES = { wide: 18, narrow: 24 };
const MOST_BARE = 6;
const APART = 12;

/** One event as it is drawn. */
interface Placed {
  readonly entry: Entry;
  readonly paint: Paint;
  /** Of the mark, in pixels. */
  readonly from: number;
  readonly to: number;
  readonly lasts: boolean;
  readonly text: string;
  /** Where the words begin and end; equal where there are none. */
  readonly words: readonly [number, number];
}

export function drawTimeline(figure: EventFigure, surface: Surface): Drawing {
  const { theme, measure, width } = surface;
  const size = tickSize(surface);
  const laneHeight = size + 8;
  const [left, right] = [3, 3];
  const plotWidth = Math.max(40, width - left - right);
  const [first, last] = stretch(figure);
  const x = (day: number) => project(day, first, last + 1, left, plotWidth);

  const entries = figure.events
    .filter((entry) => isShown(entry, first, last))
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  const members = entries.flatMap(({ member }) => member ?? []);
  const painted = paintMembers(members, theme);
  const paints = new Map(members.map((member, index) => [member, painted[index]]));
  const place = (entry: Entry): Placed => {
    const start = Math.max(first, dayNumber(entry.start) ?? first);
    const end = Math.min(last, dayNumber(entry.end) ?? start);
    const lasts = entry.end > entry.start;
    const middle = x(start + 0.5);
    const from = lasts ? x(start) : middle - DOT / 2;
    const to = lasts ? Math.max(x(end + 1), from + 4) : middle + DOT / 2;
    const text = shorten(plain(entry.label), Math.min(280, width * 0.6), size, measure);
    const wide = measure(text, size) * 1.03;
    const words = wordsBeside(from, to, lasts, wide, width);
    const paint = (entry.member && paints.get(entry.member)) ?? {
      ...neutral(theme),
      colour: theme.text,
      ink: theme.text,
    };
    return { entry, paint, from, to, lasts, text, words };
  };

  const kinds = ROWS.filter(([type]) => entries.some((entry) => entry.type === type));
  const rows = kinds.map(([type, title]) => ({
    title,
    all: entries.filter((entry) => entry.type === type).map(place),
  }));
  const most = width < 560 ? MOST_LANES.narrow : MOST_LANES.wide;
  const allotted = allot(
    rows.map(({ all }) => packLanes(all, most).lanes.length),
    most,
  );
  let top = 6;
  const shapes: Shape[] = [];
  const annotations: Annotation[] = [];
  const marks: { placed: Placed; y: number; worded: boolean }[] = [];
  const headings: { text: string; y: number }[] = [];
  const bands: number[] = [];
  let unworded = 0;
  for (const [row, { title, all }] of rows.entries()) {
    const { lanes, bare } = packLanes(all, allotted[row] ?? 1);
    if (row > 0) bands.push(top - 2);
    headings.push({ text: title, y: top + laneHeight / 2 });
    top += laneHeight + 2;
    for (const [lane, members] of lanes.entries())
      for (const placed of members) marks.push({ placed, y: top + (lane + 0.5) * laneHeight, worded: true });
    top += lanes.length * laneHeight;
    unworded += bare.length;
    const bareLanes = packBare(bare);
    for (const [lane, members] of bareLanes.entries())
      for (const placed of members) marks.push({ placed, y: top + (lane + 0.5) * (DOT + 2), worded: false });
    top += bareLanes.length * (DOT + 2) + 12;
  }

  const ticks = dayTicks(first, last, {
    x,
    low: 0,
    high: width,
    size,
    measure,
  });
  const twoLines = ticks.some(({ text }) => text.includes('<br>'));
  const frame = makeFrame(width, Math.max(60, top), {
    left,
    right,
    top: 0,
    bottom: Math.round(size * (twoLines ? 2.7 : 1.5)) + 8,
  });
  const across = (pixel: number) => (pixel - frame.left) / frame.plotWidth;
  const up = (pixel: number) => 1 - (pixel - frame.top) / frame.plotHeight;
  const line = (from: [number, number], to: [number, number], color: string, dash?: 'dot'): Shape => ({
    type: 'line',
    xref: 'paper',
    yref: 'paper',
    x0: across(from[0]),
    y0: up(from[1]),
    x1: across(to[0]),
    y1: up(to[1]),
    layer: 'below',
    line: { color, width: 1, ...(dash && { dash }) },
  });
  for (const y of bands) shapes.push(line([left, y], [left + plotWidth, y], theme.axis));
  for (const { text, y } of headings)
    annotations.push(
      textAt(surface, frame, { x: left, y }, `<b>${literal(text)}</b>`, { colour: theme.text, ground: true }),
    );

  for (const { placed, y, worded } of marks) {
    const { from, to, lasts, paint, text, words } = placed;
    if (lasts) {
      const half = worded ? laneHeight / 2 - 2 : DOT / 2 - 1;
      shapes.push({
        type: 'rect',
        xref: 'paper',
        yref: 'paper',
        x0: across(from),
        x1: across(to),
        y0: up(y + half),
        y1: up(y - half),
        layer: 'below',
        line: { color: paint.colour, width: 1 },
        fillcolor: fade(paint.colour, theme.highContrast ? 0.3 : 0.2),
      });
    }
    if (!worded) continue;
    annotations.push(
      textAt(surface, frame, { x: words[0], y }, literal(text), {
        colour: lasts ? theme.text : paint.ink,
        size,
      }),
    );
  }
  const dots = marks.filter(({ placed }) => !placed.lasts);
  const data: Data[] = [
    {
      type: 'scatter',
      mode: 'markers',
      name: 'events',
      x: dots.map(({ placed }) => (placed.from + placed.to) / 2),
      y: dots.map(({ y }) => y),
      cliponaxis: false,
      hoverinfo: 'skip',
      marker: {
        size: DOT,
        color: dots.map(({ placed }) => placed.paint.colour),
        // Crowded marks keep their edges.
        line: { width: 1, color: theme.background },
      },
    },
  ];

  const boxes: Box[] = marks.map(({ placed, y, worded }) => {
    const half = worded ? laneHeight / 2 : DOT / 2;
    const [from, to] = worded ? placed.words : [placed.from, placed.to];
    return {
      left: Math.min(placed.from, from),
      right: Math.max(placed.to, to),
      top: y - half,
      bottom: y + half,
    };
  });
  const order = [...marks.keys()].sort((a, b) => {
    const start = (index: number) => marks[index]?.placed.entry.start ?? '';
    return start(a) < start(b) ? -1 : start(a) > start(b) ? 1 : a - b;
  });
  const markAt = (index: number) => marks[order[index] ?? -1];
  const boxAt = (index: number): Box => boxes[order[index] ?? -1] ?? { left: 0, right: 0, top: 0, bottom: 0 };

  return {
    data,
    layout: {
      ...baseLayout(surface, frame),
      xaxis: {
        ...placeAxis(
          surface,
          [left, left + plotWidth],
          ticks.map(({ at, text }) => ({ at: x(at), text })),
        ),
        showgrid: true,
        gridcolor: theme.grid,
        ticks: 'outside',
        ticklen: 5,
        tickcolor: theme.axis,
        showline: true,
        linecolor: theme.axis,
      },
      // Both axes count pixels: lanes have no other measure.
      yaxis: { ...placeAxis(surface, [frame.plotHeight, 0], []), showticklabels: false },
      annotations,
      shapes,
    },
    height: frame.height,
    legend: pointLegend(
      members.flatMap((member) => {
        const paint = paints.get(member);
        return paint ? [{ member, paint }] : [];
      }),
    ),
    notes: [
      ...(unworded > 0
        ? [
            remark(
              `${unworded} of ${entries.length} have no room for their words: pointing tells them, and the table.`,
            ),
          ]
        : []),
    ],
    pointing: {
      count: marks.length,
      at(pixelX, pixelY) {
        const found = order.findIndex((index) => {
          const box = boxes[index];
          return box !== undefined && isInside(box, pixelX, pixelY);
        });
        return found < 0 ? undefined : found;
      },
      place: (index) => ({ x: boxAt(index).left, y: boxAt(index).bottom + 2 }),
      tip: (index) => tipOf(markAt(index)?.placed),
      box: boxAt,
    },
  };
}

/** Where words stand: in their bar if it is long enough, otherwise after their mark, or before it at the end of the page. */
function wordsBeside(
  from: number,
  to: number,
  lasts: boolean,
  wide: number,
  width: number,
): readonly [number, number] {
  if (lasts && to - from >= wide + 10) return [from + 5, from + 5 + wide];
  if (to + 5 + wide <= width - 2) return [to + 5, to + 5 + wide];
  if (from - 5 - wide >= 2) return [from - 5 - wide, from - 5];
  return [width - 2 - wide, width - 2];
}

/** First and last day as numbers; where the figure's own cannot be read, it is as long as its events. */
function stretch({ start, end, events }: EventFigure): [number, number] {
  const days = events
    .flatMap((event) => [dayNumber(event.start), dayNumber(event.end)])
    .filter((day) => day !== undefined)
    .sort((a, b) => a - b);
  const first = dayNumber(start) ?? days[0] ?? 0;
  const last = dayNumber(end) ?? days.at(-1) ?? first;
  return [first, Math.max(first, last)];
}

export function hasEvents(figure: EventFigure): boolean {
  const [first, last] = stretch(figure);
  return figure.events.some((entry) => isShown(entry, first, last));
}

/** Whether any of an event lies within the days. */
function isShown({ start, end }: Entry, first: number, last: number): boolean {
  const [from, to] = [dayNumber(start), dayNumber(end)];
  return from !== undefined && to !== undefined && from <= last && to >= first;
}

/** The first lane in which nothing touches, for each from left to right; `bare` found none. */
function packLanes(all: readonly Placed[], most: number): { lanes: Placed[][]; bare: Placed[] } {
  const lanes: Placed[][] = [];
  const bare: Placed[] = [];
  const reach = ({ from, to, words }: Placed) => [Math.min(from, words[0]), Math.max(to, words[1])] as const;
  for (const placed of all) {
    const [from, to] = reach(placed);
    const free = (lane: readonly Placed[]) =>
      lane.every((other) => {
        const [start, end] = reach(other);
        return to + APART <= start || end + APART <= from;
      });
    const lane = lanes.find(free);
    if (lane) lane.push(placed);
    else if (lanes.length < most) lanes.push([placed]);
    else bare.push(placed);
  }
  return { lanes, bare };
}

/** What each gets of `most` lanes: as many as it needs, or an equal part of what the others leave. */
function allot(needs: readonly number[], most: number): number[] {
  const given = needs.map(() => 0);
  const order = [...needs.keys()].sort((a, b) => (needs[a] ?? 0) - (needs[b] ?? 0));
  let left = most;
  for (const [done, index] of order.entries()) {
    given[index] = Math.min(needs[index] ?? 0, Math.floor(left / (needs.length - done)));
    left -= given[index];
  }
  return given;
}

/** Bare marks, beside each other while there are lanes, then upon each other in the last one. */
function packBare(bare: readonly Placed[]): Placed[][] {
  const lanes: Placed[][] = [];
  for (const placed of bare) {
    const lane = lanes.find((others) => others.every(({ from, to }) => placed.to < from || to < placed.from));
    if (lane) lane.push(placed);
    else if (lanes.length < MOST_BARE) lanes.push([placed]);
    else lanes.at(-1)?.push(placed);
  }
  return lanes;
}

function tipOf(placed: Placed | undefined): Tip {
  if (!placed) return { title: '', rows: [] };
  const { entry, paint } = placed;
  const { start, end, label, source, member, type } = entry;
  const whose = member && [plain(member.label), origin(member)].filter((part) => part !== undefined);
  const detail = [...(whose ?? []), ...(source === undefined ? [] : [`source: ${plain(source)}`])].join(
    ' · ',
  );
  const days = end > start ? `${dayWords(start)} – ${dayWords(end)}` : dayWords(start);
  return {
    title: plain(label),
    rows: [{ label: days, value: NAMES[type], paint, ...(detail !== '' && { detail }) }],
  };
}
