/** What lying bars and upright columns have in common: whiskers, fillings, and whether they stand on each other. */
import type { BarData } from 'plotly.js-dist-min';

import type { Measured } from '../../src/protocol/result';
import { mix } from '../colour';
import type { Paint } from '../palette';
import type { Categories } from './categories';
import { bounds, known } from './members';
import { stack } from './stack';

/** Plotly's error bars from what lies below and above each value. */
export function whiskers(
  values: readonly Measured[],
  axis: 'x' | 'y',
  colour: string,
): Pick<BarData, 'error_x' | 'error_y'> {
  if (!values.some((measured) => bounds(measured))) return {};
  const reach = (side: (around: { low: number; high: number }, value: number) => number) =>
    values.map((measured) => {
      const around = bounds(measured);
      // Not zero: that would draw a whisker without length.
      return around ? Math.max(0, side(around, measured.value ?? 0)) : NaN;
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

/** The ground under a pattern is lighter than the pattern. */
export function filling({ colour, pattern }: Paint, background: string): string {
  return pattern === '' ? colour : mix(colour, background, 0.4);
}

/** How a bar is filled: hollow where its bucket is partial, hatched where its paint says so. */
export function barMarker(
  paints: readonly Paint[],
  hollow: readonly boolean[],
  background: string,
): NonNullable<BarData['marker']> {
  return {
    color: paints.map((paint, index) =>
      hollow[index] ? mix(paint.colour, background, 0.18) : filling(paint, background),
    ),
    line: {
      color: paints.map(({ colour, pattern }, index) =>
        hollow[index] || pattern !== '' ? colour : background,
      ),
      width: paints.map(({ pattern }, index) => (hollow[index] ? 1.5 : pattern === '' ? 0.75 : 1)),
    },
    // With a colour for each bar, Plotly draws patterns in black or white over it.
    pattern: {
      shape: paints.map(({ pattern }, index) => (hollow[index] ? '' : pattern)),
      fillmode: 'overlay',
      fgopacity: 0.55,
      size: 6,
      solidity: 0.3,
    },
  };
}

/** Whether several series are put end to end; negative parts have no end to start from. */
export function pilesUp({ series, stacked }: Pick<Categories, 'series' | 'stacked'>): boolean {
  const values = series.flatMap((one) => one.values);
  return stacked && series.length > 1 && !values.some(({ value }) => value !== null && value < 0);
}

/** How bars of members lie: end to end or beside each other, and every value that the axis has to hold. */
export function arrange(all: Categories): {
  readonly piled: boolean;
  readonly normalized: boolean;
  readonly lone: boolean;
  readonly stacked: ReturnType<typeof stack>;
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
  return { piled, normalized, lone: series.length === 1, stacked, reach };
}
