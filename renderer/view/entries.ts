/** The legend of a chart with what is hidden of it: what was taken away stays there, to be brought back. */
import type { Member } from '../../src/protocol/result';
import type { Chart } from '../charts/draw';
import type { LegendEntry } from '../charts/drawing';
import { paintMembers } from '../palette';
import { plain } from '../text';
import type { Theme } from '../theme';
import { partsOf } from './series';

/** Swatches that stand for a series, and not for a way of drawing. */
const OF_SERIES: ReadonlySet<LegendEntry['swatch']> = new Set(['line', 'area']);

/** The keys of the series that an entry stands for: those called like it, or those whose colour is. */
export function keysOf(entry: LegendEntry, parts: readonly Member[]): string[] {
  if (!OF_SERIES.has(entry.swatch)) return [];
  const called = parts.filter(({ label }) => plain(label) === entry.label);
  const found = called.length > 0 ? called : parts.filter(({ hue }) => plain(hue.label) === entry.label);
  return found.map(({ key }) => key);
}

/** Whether every series can be reached by an entry; otherwise they have a list of their own. */
export function isComplete(entries: readonly LegendEntry[], parts: readonly Member[]): boolean {
  const reached = new Set(entries.flatMap((entry) => keysOf(entry, parts)));
  return parts.every(({ key }) => reached.has(key));
}

/** The entries of a chart that names its series where it draws them, with one for each of them. */
export function listed(figure: Chart, entries: readonly LegendEntry[], theme: Theme): LegendEntry[] {
  const parts = partsOf(figure);
  const paints = paintMembers(parts, theme);
  const ways = entries.filter((entry) => keysOf(entry, parts).length === 0);
  const lines = figure.axis === 'time' && figure.kind !== 'area' && figure.kind !== 'column';
  return [
    ...parts.flatMap(({ label }, index): LegendEntry[] => {
      const paint = paints[index];
      return paint ? [{ label: plain(label), swatch: lines ? 'line' : 'area', paint }] : [];
    }),
    ...ways,
  ];
}
