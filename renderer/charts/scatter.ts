/** One value against another: a point for each member, its name beside it where there is room, whiskers for what is unsure. */
import type { Annotation, Data, Shape } from 'plotly.js-dist-min';

import type { Measured, PlaneFigure } from '../../src/protocol/result';
import { neutral, paintMembers, type Paint } from '../palette';
import { literal, plain, shorten } from '../text';
import { whiskers } from './barParts';
import { boxAround, boxesAlong, placeFree, type Box } from './boxes';
import { pointLegend } from './categories';
import { chooseScale, leftOut, remark } from './chooseScale';
import type { Drawing, LegendEntry, Surface } from './drawing';
import { baseLayout, makeFrame, pixelOf, textAt, tickRoom, tickSize, valueAxis, type Frame } from './frame';
import { bounds, known, origin, remainderLast, tipRow } from './members';
import { drawPointLabels, plotBox } from './pointLabels';
import { isWithin, type Scale } from './scale';

type Point = PlaneFigure['points'][number];
type Axis = 'x' | 'y';
/** A pixel of the drawing. */
interface Spot {
  readonly x: number;
  readonly y: number;
}

const SIZE = 11;
const WORDS = 'equal shares';

/** Whether a point has both values, and a place on logarithmic axes. */
export function isDrawn({ x, y }: Point, log: boolean): boolean {
  return [x.value, y.value].every((value) => value !== null && (!log || value > 0));
}

export function drawScatter(figure: PlaneFigure, surface: Surface): Drawing {
  const { theme, measure, width } = surface;
  const complete = figure.points.filter((point) => isDrawn(point, false));
  const log = (figure.log ?? false) && complete.some((point) => isDrawn(point, true));
  const points = remainderLast(
    complete.filter((point) => isDrawn(point, log)),
    ({ member }) => member,
  );
  const paints = paintMembers(
    points.map(({ member }) => member),
    theme,
    surface.others,
  );
  const equal = figure.x.unit === 'fraction' && figure.y.unit === 'fraction';
  const plotHeight = Math.round(Math.max(280, Math.min(460, width * 0.56)));
  const scaleOf = (axes: readonly Axis[], count: number): Scale => {
    const unit = figure[axes[0] ?? 'x'].unit;
    const values = points.flatMap((point) => axes.map((axis) => point[axis].value ?? 0));
    const reach = points.flatMap((point) => axes.flatMap((axis) => Object.values(bounds(point[axis]) ?? {})));
    return withAir(chooseScale(values, reach, unit, { log, count, zero: unit !== 'number' }).scale);
  };
  const across = Math.max(3, Math.floor(width / 110));
  const own = { x: scaleOf(['x'], across), y: scaleOf(['y'], 6) };
  // Shares of about the same size are read on one scale: the diagonal then goes from corner to corner.
  const alike = equal && (log || Math.max(own.x.high / own.y.high, own.y.high / own.x.high) < 1.6);
  const [scaleX, scaleY] = alike ? [scaleOf(['x', 'y'], across), scaleOf(['x', 'y'], 6)] : [own.x, own.y];

  const size = tickSize(surface);
  const frame = makeFrame(width, plotHeight, {
    left: tickRoom(surface, scaleY),
    right: 22,
    top: size + 22,
    bottom: 2 * size + 18,
  });
  const x = (value: number) => pixelOf(scaleX, value, frame.left, frame.plotWidth);
  const y = (value: number) => pixelOf(scaleY, value, frame.top + frame.plotHeight, -frame.plotHeight);
  const at = ({ x: across, y: up }: Point) => ({ x: x(across.value ?? 0), y: y(up.value ?? 0) });

  const colours = paints.map(({ colour }) => colour);
  const data: Data[] = [
    {
      type: 'scatter',
      mode: 'markers',
      name: 'points',
      x: points.map((point) => point.x.value),
      y: points.map((point) => point.y.value),
      cliponaxis: false,
      hoverinfo: 'skip',
      marker: {
        size: SIZE,
        color: colours,
        symbol: paints.map(({ grey }) => (grey ? 'square' : 'circle')),
        opacity: 1,
        line: { width: 1.5, color: theme.background },
      },
    },
    ...whiskersOf(points, paints, scaleX, scaleY),
  ];

  const crossed = points.flatMap((point) => whiskerBoxes(point, x, y));
  // Lines that words should leave alone: whiskers, the axes, the diagonal.
  const covered = [...crossed, ...axisBoxes(scaleX, scaleY, x, y)];
  const spots = points.map((point) => boxAround(at(point).x, at(point).y, SIZE, SIZE));
  const annotations: Annotation[] = axisWords(figure, surface, frame);
  const shapes: Shape[] = [];
  let line: readonly [Spot, Spot] | undefined;
  if (equal) {
    const low = Math.max(0, scaleX.low, scaleY.low);
    const high = Math.min(scaleX.high, scaleY.high);
    if (high > low) {
      line = [
        { x: x(low), y: y(low) },
        { x: x(high), y: y(high) },
      ];
      shapes.push(diagonal(frame, ...line, theme.axis));
      covered.push(...boxesAlong(...line));
    }
  }
  // Outer points first: they are what is looked for, and have the room.
  const order = [...points.keys()].sort(
    (a, b) => reachOf(points[b], x, y, frame) - reachOf(points[a], x, y, frame),
  );
  const named = order.map((index) => {
    const point = points[index];
    const label = point ? plain(point.member.label) : '';
    return {
      ...(point ? at(point) : { x: 0, y: 0 }),
      text: shorten(label, Math.min(200, width * 0.4), size, measure),
      colour: paints[index]?.ink ?? theme.text,
    };
  });
  const { annotations: names, placed } = drawPointLabels(surface, frame, named, {
    first: 'beside',
    gap: SIZE / 2 + 2,
    within: { ...plotBox(frame, 0), right: width - 2, top: frame.top - 6 },
    obstacles: spots,
    covered,
    mostCovered: 4,
  });
  annotations.push(...names);
  if (line) {
    const taken = [...spots, ...crossed, ...placed.flatMap((box) => box ?? [])];
    const box = placeWords(surface, frame, ...line, taken);
    if (box)
      annotations.push(
        textAt(surface, frame, middle(box), WORDS, { colour: theme.muted, size, xanchor: 'center' }),
      );
  }

  const legend: LegendEntry[] = pointLegend(
    points.flatMap(({ member }, index) => {
      const paint = paints[index];
      return paint ? [{ member, paint }] : [];
    }),
  );
  if (points.some((point) => bounds(point.x) ?? bounds(point.y)))
    legend.push({
      label: 'range by “other” or price mix',
      swatch: 'whisker',
      paint: { ...neutral(theme), colour: theme.text },
    });
  const unnamed = placed.filter((box) => box === undefined).length;
  const without = figure.points.filter((point) => !isDrawn(point, false));
  return {
    data,
    layout: {
      ...baseLayout(surface, frame),
      xaxis: { ...valueAxis(surface, scaleX), showline: log, linecolor: theme.axis, linewidth: 1 },
      yaxis: { ...valueAxis(surface, scaleY), showline: log, linecolor: theme.axis, linewidth: 1 },
      annotations,
      shapes,
    },
    height: frame.height,
    legend,
    notes: [
      ...leftOut(log ? complete.filter((point) => !isDrawn(point, true)).length : 0, 'point'),
      ...(without.length > 0 ? [remark(missingWords(without))] : []),
      ...(unnamed > 0
        ? [remark(`${unnamed} of ${points.length} names have no room: pointing tells them.`)]
        : []),
    ],
    pointing: {
      count: points.length,
      at(pixelX, pixelY) {
        const away = points.map((point) => Math.hypot(at(point).x - pixelX, at(point).y - pixelY));
        const best = away.indexOf(Math.min(...away));
        return (away[best] ?? Infinity) <= 28 ? best : undefined;
      },
      place: (index) => at(points[index] ?? { member: NOBODY, x: { value: 0 }, y: { value: 0 } }),
      tip(index) {
        const point = points[index];
        if (!point) return { title: '', rows: [] };
        const paint = paints[index];
        const from = origin(point.member);
        const row = (axis: Axis, measured: Measured) => ({
          ...tipRow(NOBODY, measured, figure[axis].unit, axis === 'x' ? paint : undefined),
          label: plain(figure[axis].label),
        });
        const title = plain(point.member.label) + (from === undefined ? '' : ` · ${from}`);
        return { title, rows: [row('x', point.x), row('y', point.y)] };
      },
      member: (index) => points[index]?.member,
      box: (index) => spots[index] ?? boxAround(0, 0, 0, 0),
    },
  };
}

const NOBODY: Point['member'] = { key: '', label: '', kind: 'named', hue: { key: '', label: '' } };

/** A little room below zero, so that points next to it are whole. */
function withAir(scale: Scale): Scale {
  if (scale.log || scale.low !== 0) return scale;
  return { ...scale, low: -scale.high * 0.02 };
}

function middle({ left, right, top, bottom }: Box): Spot {
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** How far a point is from the corner where the axes meet. */
function reachOf(
  point: Point | undefined,
  x: (value: number) => number,
  y: (value: number) => number,
  frame: Frame,
): number {
  if (!point) return 0;
  return Math.hypot(x(point.x.value ?? 0) - frame.left, y(point.y.value ?? 0) - frame.top - frame.plotHeight);
}

/** What the axes count: above the upright one, and at the end of the level one. */
function axisWords(figure: PlaneFigure, surface: Surface, frame: Frame): Annotation[] {
  const { theme, measure } = surface;
  const size = tickSize(surface);
  const words = (label: string, arrow: string, room: number) =>
    `${literal(shorten(label, room, size, measure))} ${arrow}`;
  return [
    textAt(surface, frame, { x: 2, y: 9 }, words(figure.y.label, '↑', frame.width - 30), {
      colour: theme.text,
      size,
    }),
    textAt(
      surface,
      frame,
      { x: frame.left + frame.plotWidth, y: frame.height - size / 2 - 3 },
      words(figure.x.label, '→', frame.plotWidth - 20),
      { colour: theme.text, size, xanchor: 'right', align: 'right' },
    ),
  ];
}

function diagonal(frame: Frame, from: Spot, to: Spot, color: string): Shape {
  const across = (pixel: number) => (pixel - frame.left) / frame.plotWidth;
  const up = (pixel: number) => 1 - (pixel - frame.top) / frame.plotHeight;
  return {
    type: 'line',
    xref: 'paper',
    yref: 'paper',
    x0: across(from.x),
    y0: up(from.y),
    x1: across(to.x),
    y1: up(to.y),
    layer: 'below',
    opacity: 0.7,
    line: { color, width: 1, dash: 'dash' },
  };
}

/** The words of the diagonal stand at its upper end, or further down where that is taken. */
function placeWords(
  surface: Surface,
  frame: Frame,
  from: Spot,
  to: Spot,
  obstacles: readonly Box[],
): Box | undefined {
  const size = tickSize(surface);
  const wide = surface.measure(WORDS, size) * 1.03;
  const options = Array.from({ length: 18 }, (_, step) => 0.97 - step * 0.05).map((share) => {
    const point = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    return boxAround(point.x - wide / 2 - 6, point.y - 8, wide, size + 2);
  });
  return placeFree([options], plotBox(frame, 0), obstacles)[0];
}

/** Thin lines from the lowest to the highest possible values, one trace for each colour of the points. */
function whiskersOf(
  points: readonly Point[],
  paints: readonly Paint[],
  scaleX: Scale,
  scaleY: Scale,
): Data[] {
  const thin = { thickness: 1, width: 0 };
  const colours = new Map<string, Point[]>();
  for (const [index, point] of points.entries()) {
    if (!bounds(point.x) && !bounds(point.y)) continue;
    const colour = paints[index]?.colour ?? '';
    colours.set(colour, [...(colours.get(colour) ?? []), point]);
  }
  return [...colours].map(([colour, some]): Data => {
    const [xs, ys] = [some.map(({ x }) => x), some.map(({ y }) => y)];
    const across = whiskers(xs, 'x', colour, scaleX).error_x;
    const up = whiskers(ys, 'y', colour, scaleY).error_y;
    return {
      type: 'scatter',
      mode: 'markers',
      name: 'whiskers',
      x: xs.map(({ value }) => value),
      y: ys.map(({ value }) => value),
      hoverinfo: 'skip',
      marker: { size: 1, color: colour },
      ...(across && { error_x: { ...across, ...thin } }),
      ...(up && { error_y: { ...up, ...thin } }),
    };
  });
}

function whiskerBoxes(point: Point, x: (value: number) => number, y: (value: number) => number): Box[] {
  const [aroundX, aroundY] = [bounds(point.x), bounds(point.y)];
  const [valueX, valueY] = [x(known(point.x) ?? 0), y(known(point.y) ?? 0)];
  return [
    ...(aroundX ? boxesAlong({ x: x(aroundX.low), y: valueY }, { x: x(aroundX.high), y: valueY }) : []),
    ...(aroundY ? boxesAlong({ x: valueX, y: y(aroundY.low) }, { x: valueX, y: y(aroundY.high) }) : []),
  ];
}

/** The lines of zero, as far as they are drawn. */
function axisBoxes(
  scaleX: Scale,
  scaleY: Scale,
  x: (value: number) => number,
  y: (value: number) => number,
): Box[] {
  const [zeroX, zeroY] = [isWithin(scaleX, 0), isWithin(scaleY, 0)];
  const corner = (toX: number, toY: number) => ({ x: x(toX), y: y(toY) });
  return [
    ...(zeroY && !scaleY.log ? boxesAlong(corner(scaleX.low, 0), corner(scaleX.high, 0)) : []),
    ...(zeroX && !scaleX.log ? boxesAlong(corner(0, scaleY.low), corner(0, scaleY.high)) : []),
  ];
}

/** `Not drawn, because one of the two values is missing: openrouter, poolside and 3 more.` */
function missingWords(points: readonly Point[]): string {
  const names = points.slice(0, 3).map(({ member }) => plain(member.label));
  const more = points.length - names.length;
  const listed = more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
  return `Not drawn, because one of the two values is missing: ${listed}.`;
}
