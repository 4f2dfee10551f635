/** Small charts beside each other, one for each member of a first dimension: the same axes, colours and widths in all. */
import type { Annotation, Data, Layout, LayoutAxis, Shape } from 'plotly.js-dist-min';

import type { Member, Series, TimeFigure } from '../../src/protocol/result';
import { literal, plain, shorten } from '../text';
import type { Drawing, LegendEntry, Note, Panel, Pointing, Surface } from './drawing';
import { makeFrame, textAt, baseLayout } from './frame';
import { lineHeight } from './labels';
import { MOST_BANDS } from './line';
import { remainderLast } from './members';

/** No narrower than this: the names at the ends of lines need some room. */
const LEAST_WIDTH = { named: 300, bare: 230 };
const MOST_COLUMNS = 4;
const GAP = 22;
const MOST_NAMES = 136;

interface Part {
  readonly member: Member;
  readonly figure: TimeFigure;
}

/** The panels of a figure, what is left of them last; none where it is one chart. */
function partsOf(figure: TimeFigure): Part[] {
  const groups = new Map<string, { member: Member; series: Series[] }>();
  for (const { panel, ...one } of figure.series) {
    if (!panel) return [];
    const key = `${panel.kind}:${panel.key}`;
    const group = groups.get(key) ?? { member: panel, series: [] };
    groups.set(key, group);
    group.series.push(one);
  }
  const parts = [...groups.values()].map(({ member, series }) => ({
    member,
    figure: { ...figure, series, crossings: [] },
  }));
  return remainderLast(parts, ({ member }) => member);
}

export function hasPanels(figure: TimeFigure): boolean {
  return figure.series.length > 0 && figure.series.every(({ panel }) => panel !== undefined);
}

interface Placed {
  readonly part: Part;
  readonly drawing: Drawing;
  readonly left: number;
  readonly top: number;
}

/** `drawOne` draws the chart of a panel. */
export function drawPanels(
  figure: TimeFigure,
  surface: Surface,
  drawOne: (figure: TimeFigure, surface: Surface) => Drawing,
): Drawing {
  const parts = partsOf(figure);
  const members = distinct(figure.series.map(({ member }) => member));
  // Names stand at the ends of their lines, unless most of them would be said in several panels.
  const repeated = members.length <= figure.series.length * 0.67;
  const names = repeated ? 0 : namesRoom(members, surface);
  const columns = columnsFor(parts.length, surface.width, names > 0 ? LEAST_WIDTH.named : LEAST_WIDTH.bare);
  const width = Math.floor((surface.width - GAP * (columns - 1)) / columns);
  const height = Math.round(Math.max(130, Math.min(220, (width - names) * 0.6)));
  const most = figure.stacked ? 1 : MOST_BANDS;
  const bounds = parts.every((part) => part.figure.series.length <= most);
  const panel: Panel = { height, reach: [], names, bounds };
  const small: Surface = {
    ...surface,
    width,
    others: distinct([...members, ...(surface.others ?? [])]),
    panel,
  };
  const reach = parts.flatMap((part) => endsOf(drawOne(part.figure, small).layout.yaxis));
  const drawings = parts.map((part) => drawOne(part.figure, { ...small, panel: { ...panel, reach } }));

  const title = lineHeight(surface) + 4;
  const placed: Placed[] = [];
  let top = 0;
  for (let first = 0; first < parts.length; first += columns) {
    const row = parts.slice(first, first + columns);
    for (const [column, part] of row.entries()) {
      const drawing = drawings[first + column];
      if (drawing) placed.push({ part, drawing, left: column * (width + GAP), top: top + title });
    }
    top += title + Math.max(...drawings.slice(first, first + columns).map((each) => each.height)) + 10;
  }
  return {
    ...compose(placed, surface, top),
    legend: legendOf(drawings),
    notes: notesOf(drawings),
    pointing: pointingOf(placed, figure.buckets.length),
  };
}

function distinct(members: readonly Member[]): Member[] {
  return [...new Map(members.map((member) => [`${member.kind}:${member.key}`, member])).values()];
}

function namesRoom(members: readonly Member[], { measure, theme }: Surface): number {
  const widest = Math.max(...members.map(({ label }) => measure(plain(label), theme.size, true)));
  return Math.ceil(Math.min(widest * 1.06, MOST_NAMES)) + 20;
}

/** As many columns as have the room, but none that would leave gaps in more than the last row. */
function columnsFor(count: number, width: number, least: number): number {
  const most = Math.max(1, Math.min(MOST_COLUMNS, count, Math.floor((width + GAP) / (least + GAP))));
  return Math.ceil(count / Math.ceil(count / most));
}

/** The ends of an axis of values. */
function endsOf(axis: Partial<LayoutAxis> | undefined): number[] {
  const range = (axis?.range ?? []).map(Number);
  return axis?.type === 'log' ? range.map((end) => 10 ** end) : range;
}

/** One drawing of all of them: each has a pair of axes of its own, on its place of the page. */
function compose(
  placed: readonly Placed[],
  surface: Surface,
  height: number,
): Pick<Drawing, 'data' | 'layout' | 'height'> {
  const { width } = surface;
  const whole = makeFrame(width, height, { left: 0, right: 0, top: 0, bottom: 0 });
  const data: Data[] = [];
  const axes: Record<string, Partial<LayoutAxis>> = {};
  const annotations: Annotation[] = [];
  const shapes: Shape[] = [];
  for (const [index, { part, drawing, left, top }] of placed.entries()) {
    const { layout } = drawing;
    const number = index === 0 ? '' : String(index + 1);
    const margin = { l: 0, r: 0, t: 0, b: 0, ...layout.margin };
    const plot = {
      width: (layout.width ?? 0) - margin.l - margin.r,
      height: drawing.height - margin.t - margin.b,
    };
    const across = (share: number) => (left + margin.l + share * plot.width) / width;
    const up = (share: number) => 1 - (top + margin.t + (1 - share) * plot.height) / height;
    axes[`xaxis${number}`] = {
      ...layout.xaxis,
      domain: [across(0), across(1)],
      anchor: `y${number}` as NonNullable<LayoutAxis['anchor']>,
    };
    axes[`yaxis${number}`] = {
      ...layout.yaxis,
      domain: [up(0), up(1)],
      anchor: `x${number}` as NonNullable<LayoutAxis['anchor']>,
    };
    data.push(...drawing.data.map((trace) => ({ ...trace, xaxis: `x${number}`, yaxis: `y${number}` })));
    for (const each of layout.annotations ?? [])
      annotations.push({ ...each, x: across(Number(each.x)), y: up(Number(each.y)) });
    for (const each of layout.shapes ?? []) {
      const [onX, onY] = [each.xref === 'x', each.yref === 'y'];
      shapes.push({
        ...each,
        ...(onX
          ? { xref: `x${number}` as Shape['xref'] }
          : { x0: across(Number(each.x0)), x1: across(Number(each.x1)) }),
        ...(onY
          ? { yref: `y${number}` as Shape['yref'] }
          : { y0: up(Number(each.y0)), y1: up(Number(each.y1)) }),
      } as Shape);
    }
    const name = shorten(part.member.label, plot.width + margin.r, surface.theme.size, surface.measure);
    const at = { x: left + 2, y: top - lineHeight(surface) / 2 };
    annotations.push(textAt(surface, whole, at, `<b>${literal(name)}</b>`, { colour: surface.theme.text }));
  }
  const [first] = placed;
  const { barmode, bargap } = first?.drawing.layout ?? {};
  const layout: Partial<Layout> = {
    ...baseLayout(surface, whole),
    ...(barmode && { barmode, bargap: bargap ?? 0 }),
    ...axes,
    annotations,
    shapes,
  };
  return { data, layout, height };
}

function legendOf(drawings: readonly Drawing[]): LegendEntry[] {
  const entries = drawings.flatMap(({ legend }) => legend);
  const once = new Map(entries.map((entry) => [`${entry.swatch} ${entry.label}`, entry]));
  // What explains a way of drawing comes after those who are drawn.
  const isWay = ({ swatch }: LegendEntry) => swatch !== 'line' && swatch !== 'area';
  return [...once.values()].sort((a, b) => Number(isWay(a)) - Number(isWay(b)) || grey(a) - grey(b));
}

function grey({ paint }: LegendEntry): number {
  return Number(paint.grey);
}

function notesOf(drawings: readonly Drawing[]): Note[] {
  const notes = drawings.flatMap((each) => each.notes);
  return [...new Map(notes.map((note) => [`${note.sign ?? ''} ${note.text}`, note])).values()];
}

/** The things of all panels, panel after panel, in rows of buckets: up and down go from panel to panel. */
function pointingOf(placed: readonly Placed[], columns: number): Pointing {
  const find = (index: number) => placed[Math.floor(index / columns)];
  const spot = (index: number) => {
    const found = find(index);
    const { x, y } = found?.drawing.pointing.place(index % columns) ?? { x: 0, y: 0 };
    return { x: x + (found?.left ?? 0), y: y + (found?.top ?? 0) };
  };
  return {
    count: placed.length * columns,
    columns,
    at(x, y) {
      for (const [panel, { drawing, left, top }] of placed.entries()) {
        const within = x >= left - GAP / 2 && x <= left + (drawing.layout.width ?? 0) + GAP / 2;
        const index = within ? drawing.pointing.at(x - left, y - top) : undefined;
        if (index !== undefined) return panel * columns + index;
      }
      return undefined;
    },
    place: spot,
    tip(index) {
      const found = find(index);
      const tip = found?.drawing.pointing.tip(index % columns) ?? { title: '', rows: [] };
      return { ...tip, title: `${plain(found?.part.member.label ?? '')} · ${tip.title}` };
    },
    box(index) {
      const found = find(index);
      const [from, to] = found?.drawing.pointing.guide ?? [0, 0];
      const { x } = spot(index);
      const top = found?.top ?? 0;
      return { left: x - 1, right: x + 1, top: top + from, bottom: top + to };
    },
  };
}
