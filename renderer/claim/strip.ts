/** Published against computed: for each a lane on one scale, the range that reads as published and the value with its bounds. */
import { formatBounds, formatValue } from '../../src/protocol/format';
import type { Measured, Scale, Unit } from '../../src/protocol/result';
import { svg } from '../dom';
import { percentOf, type Axis } from './axis';
import { along, bar, lane, percent, shape, upright } from './marks';

/** `published 60.5%–62.0%, computed 50.5% (50.5%–58.1%)`; of several scales, each with its label. */
export function scaleText(scales: readonly Scale[]): string {
  return scales
    .map(({ label, unit, published, computed }) => {
      const bounds = formatBounds(computed, unit);
      const words = `published ${rangeText(published, unit)}, computed ${formatValue(computed.value, unit)}`;
      return `${label === '' ? '' : `${label}: `}${words}${bounds === undefined ? '' : ` (${bounds})`}`;
    })
    .join('; ');
}

/** The interval in words: `60.5%–62.0%`, `from 50.0%`, `up to 50.0%`. */
export function rangeText({ low, high }: Scale['published'], unit: Unit): string {
  if (low === undefined) return high === undefined ? 'any value' : `up to ${formatValue(high, unit)}`;
  if (high === undefined) return `from ${formatValue(low, unit)}`;
  const [from, to] = [formatValue(low, unit), formatValue(high, unit)];
  return from === to ? from : `${from}–${to}`;
}

/** The lane of what was published, with the text alternative of both. */
export function publishedLane(document: Document, scales: readonly Scale[], axis: Axis): SVGElement {
  const ends = scales.map(({ published }) => extent(published, axis));
  return lane(
    document,
    scaleText(scales),
    ...grid(document, axis),
    ...ends.flatMap((end) => interval(document, end)),
    ...way(document, 'published-way', between(ends), 3),
  );
}

/** The lane of what was computed; behind it lies, faintly, what would read as published. */
export function computedLane(document: Document, scales: readonly Scale[], axis: Axis): SVGElement {
  const known = scales.flatMap(({ computed }) =>
    computed.value === null ? [] : [{ computed, x: percentOf(axis, computed.value) }],
  );
  return lane(
    document,
    undefined,
    ...grid(document, axis),
    ...scales.flatMap(({ published }) => shadow(document, published, axis)),
    ...way(
      document,
      'computed-way',
      known.map(({ x }) => x),
      8,
    ),
    ...known.flatMap(({ computed }) => whisker(document, computed, axis)),
    ...known.map(({ x }) => shape(document, 'dot', x, 'M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z')),
  );
}

/** The line below the lanes, with its round numbers. */
export function axisLane(document: Document, axis: Pick<Axis, 'low' | 'high' | 'ticks'>): SVGElement {
  const ticks = axis.ticks.map(({ at, text }) => {
    const x = percent(percentOf(axis, at));
    const word = svg(document, 'text', { class: 'tick', x, y: '14', 'text-anchor': 'middle' });
    word.textContent = text;
    return word;
  });
  const made = lane(
    document,
    undefined,
    svg(document, 'line', { class: 'axis', x1: '0', x2: '100%', y1: '0.5', y2: '0.5' }),
    ...ticks,
  );
  made.classList.add('ticks');
  return made;
}

/** The quiet lines at the ticks. */
export function grid(document: Document, axis: Pick<Axis, 'low' | 'high' | 'ticks'>): SVGElement[] {
  return axis.ticks.map(({ at }) => upright(document, 'grid', percentOf(axis, at)));
}

/** What reads as published, through the whole height of a lane: a tint between dashed lines. */
export function shadow(
  document: Document,
  published: Scale['published'],
  axis: Pick<Axis, 'low' | 'high'>,
): SVGElement[] {
  const { from, to, openLow, openHigh } = extent(published, axis);
  return [
    bar(document, 'shadow', from, to),
    ...(openLow ? [] : [upright(document, 'shadow-edge', from)]),
    ...(openHigh ? [] : [upright(document, 'shadow-edge', to)]),
  ];
}

/** What the bounds leave open: a line between two ends. */
export function whisker(
  document: Document,
  { value, low, high }: Measured,
  axis: Pick<Axis, 'low' | 'high'>,
): SVGElement[] {
  if (low === undefined || high === undefined || (low === value && high === value)) return [];
  const [from, to] = [percentOf(axis, low), percentOf(axis, high)];
  const cap = (x: number) => shape(document, 'whisker', x, 'M0 -5V5');
  return [along(document, 'halo', from, to), along(document, 'whisker', from, to), cap(from), cap(to)];
}

interface Extent {
  readonly from: number;
  readonly to: number;
  readonly openLow: boolean;
  readonly openHigh: boolean;
}

/** From where to where an interval reaches, in per cent; an open end is at the edge of the axis. */
function extent({ low, high }: Scale['published'], axis: Pick<Axis, 'low' | 'high'>): Extent {
  return {
    from: low === undefined ? 0 : percentOf(axis, low),
    to: high === undefined ? 100 : percentOf(axis, high),
    openLow: low === undefined,
    openHigh: high === undefined,
  };
}

/** From the edge of the first interval to the near edge of the second one. */
function between([first, second, another]: readonly Extent[]): number[] {
  if (!first || !second || another) return [];
  if (second.from >= first.to) return [first.to, second.from];
  return second.to <= first.from ? [first.from, second.to] : [];
}

let fades = 0;

/** A bar with an upright line at each end that is closed, fading into an arrow at an end that is open. */
function interval(document: Document, { from, to, openLow, openHigh }: Extent): SVGElement[] {
  const edge = (x: number) => shape(document, 'edge', x, 'M0 -9V9');
  const arrow = (x: number, sign: number) =>
    shape(document, 'edge', x, `M${-7 * sign} -5L${-1 * sign} 0L${-7 * sign} 5`);
  const ends = [
    openLow ? arrow(from, -1) : edge(from),
    openHigh ? arrow(to, 1) : edge(to),
    ...(openLow || openHigh ? [along(document, 'open', from, to)] : []),
  ];
  if (openLow === openHigh) return [bar(document, 'band', from, to, 12), ...ends];
  const id = `tokshare-fade-${++fades}`;
  const stop = (offset: string, opacity: string) =>
    svg(document, 'stop', { offset, class: 'fade', 'stop-opacity': opacity });
  const fade = svg(
    document,
    'linearGradient',
    { id },
    stop('0', openLow ? '0' : '1'),
    stop('1', openLow ? '1' : '0'),
  );
  return [fade, bar(document, 'band', from, to, 12, `fill: url(#${id})`), ...ends];
}

/** An arrow from the start of a change to its end, from which it keeps `gap` pixels away. */
function way(document: Document, name: string, places: readonly number[], gap: number): SVGElement[] {
  const [from, to, another] = places;
  if (from === undefined || to === undefined || another !== undefined || Math.abs(to - from) < 8) return [];
  const sign = to > from ? 1 : -1;
  const tip = -gap * sign;
  return [
    along(document, name, from, to),
    shape(document, `${name} tip`, to, `M${tip - 6 * sign} -4L${tip} 0L${tip - 6 * sign} 4`),
  ];
}
