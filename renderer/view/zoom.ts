/** A stretch of a chart's calendar instead of all of it: the same chart, of fewer buckets. */
import type { TimeFigure } from '../../src/protocol/result';
import type { Chart } from '../charts/draw';
import type { Pointing } from '../charts/drawing';
import { hasPanels } from '../charts/panels';
import { plain } from '../text';

/** The keys of the first and the last bucket that are shown. */
export interface Zoom {
  readonly from: string;
  readonly to: string;
}

/** Fewer buckets than this are no course of time. */
const LEAST = 2;

export function canZoom(figure: Chart): figure is TimeFigure {
  return (
    figure.axis === 'time' &&
    figure.kind !== 'bar' &&
    figure.kind !== 'slope' &&
    // A place across the page is another time in each panel.
    !hasPanels(figure) &&
    figure.buckets.length > LEAST
  );
}

/** The places of a zoom in the figure's buckets; undefined where it is about other buckets, or shows all of them. */
function placesOf({ buckets }: TimeFigure, { from, to }: Zoom): readonly [number, number] | undefined {
  const first = buckets.findIndex(({ key }) => key === from);
  const last = buckets.findIndex(({ key }) => key === to);
  if (first < 0 || last - first < LEAST - 1 || last - first === buckets.length - 1) return undefined;
  return [first, last];
}

export function zoomed(figure: Chart, zoom: Zoom | undefined): Chart {
  const places = zoom && canZoom(figure) ? placesOf(figure, zoom) : undefined;
  if (!places || !canZoom(figure)) return figure;
  const [first, last] = places;
  const buckets = figure.buckets.slice(first, last + 1);
  const keys = new Set(buckets.map(({ key }) => key));
  return {
    ...figure,
    buckets,
    series: figure.series.map((one) => ({ ...one, values: one.values.slice(first, last + 1) })),
    crossings: figure.crossings.filter(({ bucket }) => keys.has(bucket)),
  };
}

/** Whether the zoom still means something in a figure. */
export function fits(figure: Chart, zoom: Zoom): boolean {
  return canZoom(figure) && placesOf(figure, zoom) !== undefined;
}

/** The zoom to the buckets between two places of the whole figure, whichever of them is first; never too narrow to read. */
export function zoomTo({ buckets }: TimeFigure, one: number, other: number): Zoom | undefined {
  const end = buckets.length - 1;
  let first = Math.max(0, Math.min(one, other));
  let last = Math.min(end, Math.max(one, other));
  if (last - first < LEAST - 1) [first, last] = [Math.max(0, last - 1), Math.min(end, first + 1)];
  const [from, to] = [buckets[first], buckets[last]];
  return from && to && last - first < end ? { from: from.key, to: to.key } : undefined;
}

/** Half (`in`) or double (`out`) the stretch that is shown, around the place `at`. undefined: all of it. */
export function zoomBy(
  figure: TimeFigure,
  zoom: Zoom | undefined,
  at: number | undefined,
  way: 'in' | 'out',
): Zoom | undefined {
  const [first, last] = (zoom && placesOf(figure, zoom)) ?? [0, figure.buckets.length - 1];
  const shown = last - first + 1;
  const middle = at ?? Math.round((first + last) / 2);
  const wanted = way === 'in' ? Math.max(LEAST, Math.ceil(shown / 2)) : shown * 2;
  if (wanted >= figure.buckets.length) return undefined;
  const start = Math.max(0, Math.min(figure.buckets.length - wanted, middle - Math.floor(wanted / 2)));
  return zoomTo(figure, start, start + wanted - 1);
}

/** Where the first shown bucket stands in the whole figure. */
export function offsetOf(figure: Chart, zoom: Zoom | undefined): number {
  return (zoom && canZoom(figure) && placesOf(figure, zoom)?.[0]) || 0;
}

/**
 * The bucket that is nearest to a pixel, among those that are drawn; where there are several rows or panels of them, in
 * that of the thing `of`.
 */
export function bucketNear(pointing: Pointing, x: number, of = 0): number {
  const count = pointing.columns ?? pointing.count;
  const start = Math.floor(of / count) * count;
  let best = 0;
  let distance = Infinity;
  for (let index = 0; index < count; index++) {
    const away = Math.abs(pointing.place(start + index).x - x);
    if (away < distance) [best, distance] = [index, away];
  }
  return best;
}

/** `2026-W05 to 2026-W12`. */
export function zoomWords({ from, to }: Zoom): string {
  return `${plain(from)} to ${plain(to)}`;
}
