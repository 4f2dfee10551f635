/** What lying bars and upright columns have in common: whiskers, fillings, and whether they stand on each other. */
import type { Annotation, BarData } from 'plotly.js-dist-min';

import type { Measured, Unit } from '../../src/protocol/result';
import { inkOn, mix } from '../colour';
import type { Paint, Pattern } from '../palette';
import { literal } from '../text';
import type { Categories } from './categories';
import type { Surface } from './drawing';
import { textAt, tickSize, type Frame } from './frame';
import { bounds, known } from './members';
import { hasPlace, type Scale } from './scale';
import { commonWriting, shortValue } from './short';
import { stack } from './stack';

/** Plotly's error bars from what lies below and above each value. */
export function whiskers(
  values: readonly Measured[],
  axis: 'x' | 'y',
  colour: string,
  scale: Pick<Scale, 'log' | 'low'>,
): Pick<BarData, 'error_x' | 'error_y'> {
  if (!values.some((measured) => bounds(measured))) return {};
  const reach = (side: (around: { low: number; high: number }, value: number) => number) =>
    values.map((measured) => {
      const around = bounds(measured);
      const value = known(measured);
      // Not zero: that would draw a whisker without length.
      if (!around || value === undefined || !hasPlace(scale, value)) return NaN;
      const low = scale.log ? Math.max(around.low, scale.low) : around.low;
      return Math.max(0, side({ low, high: around.high }, value));
    });
  const error = {
    type: 'data' as const,
    symmetric: false,
    array: reach(({ high }, value) => high - value),
    arrayminus: reach(({ low }, value) => value - low),
    color: colour,
    thickness: 1.25,
    width: 4,
    visible: true,
  };
  return axis === 'x' ? { error_x: error } : { error_y: error };
}

/**
 * Where the number of a bar stands, in pixels: beyond its whisker, or, where that is so long that the number would seem
 * to be the whisker's, right at the bar, upon the whisker.
 */
export function numberPlace(bar: number, whisker: number, length: number, gap: number): number {
  const direction = whisker < bar ? -1 : 1;
  return (Math.abs(whisker - bar) > length + 3 * gap ? bar : whisker) + direction * gap;
}

/** What words on a bar stand on; `ground`: they have to cover the pattern that is there. */
function groundOf(paint: Paint, hollow: boolean, background: string): { colour: string; ground: boolean } {
  if (hollow) return { colour: hollowed(paint, background), ground: false };
  return paint.pattern === ''
    ? { colour: paint.colour, ground: false }
    : { colour: background, ground: true };
}

function hollowed({ colour }: Paint, background: string): string {
  return mix(colour, background, 0.18);
}

/**
 * Patterns in the colours of their bars, upon the page. Laid over a filling instead, Plotly would look for one contrast
 * to a list of colours, and complain that it is none.
 */
export function patternOf(shapes: Pattern[]): NonNullable<NonNullable<BarData['marker']>['pattern']> {
  return { shape: shapes, fillmode: 'replace', size: 6, solidity: 0.4 };
}

/** How a bar is filled: hollow where its bucket is partial, hatched where its paint says so. */
export function barMarker(
  paints: readonly Paint[],
  hollow: readonly boolean[],
  background: string,
): NonNullable<BarData['marker']> {
  return {
    color: paints.map((paint, index) => (hollow[index] ? hollowed(paint, background) : paint.colour)),
    line: {
      color: paints.map(({ colour, pattern }, index) =>
        hollow[index] || pattern !== '' ? colour : background,
      ),
      width: paints.map(({ pattern }, index) => (hollow[index] ? 1.5 : pattern === '' ? 0.75 : 1)),
    },
    pattern: patternOf(paints.map(({ pattern }, index) => (hollow[index] ? '' : pattern))),
  };
}

/** Whether several series are put end to end; negative parts have no end to start from. */
export function pilesUp({ series, stacked }: Pick<Categories, 'series' | 'stacked'>): boolean {
  const values = series.flatMap((one) => one.values);
  return stacked && series.length > 1 && !values.some(({ value }) => value !== null && value < 0);
}

/** How bars of members lie: end to end or beside each other, the values that are drawn, and all that the axis has to hold. */
export function arrange(all: Categories): {
  readonly piled: boolean;
  readonly normalized: boolean;
  readonly lone: boolean;
  readonly log: boolean;
  readonly stacked: ReturnType<typeof stack>;
  readonly values: readonly number[];
  readonly reach: readonly number[];
} {
  const { series, items } = all;
  const piled = pilesUp(all);
  const normalized = piled && all.normalized;
  const stacked = stack(
    items.map((_, item) => series.map(({ values }) => known(values[item]))),
    normalized,
  );
  const reach = piled
    ? stacked.flatMap((parts) => parts?.at(-1)?.high ?? [])
    : series.flatMap(({ values }) =>
        values.flatMap((measured) => {
          const around = bounds(measured);
          const value = known(measured);
          return value === undefined ? [] : [value, around?.low ?? value, around?.high ?? value];
        }),
      );
  const values = piled
    ? reach
    : series.flatMap((one) => one.values.flatMap((measured) => known(measured) ?? []));
  return { piled, normalized, lone: series.length === 1, log: all.log && !piled, stacked, values, reach };
}

/** The values of parts that are put end to end, written on those that have the room. */
export function partLabels(
  surface: Surface,
  frame: Frame,
  stacked: ReturnType<typeof stack>,
  unit: Unit,
  paint: (which: number, place: number) => Paint,
  hollow: (place: number) => boolean,
  /** The middle of a part and its size, in pixels. */
  room: (
    part: { low: number; high: number },
    place: number,
  ) => { x: number; y: number; width: number; height: number },
): Annotation[] {
  const size = tickSize(surface);
  const tall = stacked.flatMap((parts, place) =>
    (parts ?? []).flatMap((part) => {
      const { width, height } = room(part, place);
      return height >= size + 2 ? [{ value: part.high - part.low, width }] : [];
    }),
  );
  const least = Math.min(...tall.map(({ width }) => width));
  const fitting = (text: string) => surface.measure(text, size) + 4 <= least;
  const write =
    commonWriting(
      tall.map(({ value }) => value),
      unit,
      fitting,
    ) ?? shortValue;
  return stacked.flatMap((parts, place) =>
    (parts ?? []).flatMap((part, which) => {
      const { x, y, width, height } = room(part, place);
      const text = write(part.high - part.low, unit);
      if (surface.measure(text, size) + 4 > width || size + 2 > height) return [];
      const { colour, ground } = groundOf(paint(which, place), hollow(place), surface.theme.background);
      const words = {
        colour: inkOn(colour),
        size,
        xanchor: 'center' as const,
        ...(ground && { ground: colour }),
      };
      return [textAt(surface, frame, { x, y }, literal(text), words)];
    }),
  );
}
