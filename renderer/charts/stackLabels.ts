/** Names beside the last column or edge of a stack, each at the height of its part. */
import { formatValue } from '../../src/protocol/format';
import type { Series, TimeFigure } from '../../src/protocol/result';
import type { Paint } from '../palette';
import { endLabel, type EndLabel } from './labels';
import type { stack } from './stack';
import type { TimeChart } from './time';

type Stacked = ReturnType<typeof stack>;

export function stackLabels(
  figure: TimeFigure,
  series: readonly Series[],
  paints: readonly Paint[],
  stacked: Stacked,
): EndLabel[] {
  const lastIsPartial = figure.buckets.at(-1)?.partial ?? false;
  const lastParts = stacked.at(-1);
  return series.map((one, index) => {
    const paint = paints[index];
    if (!paint) throw new Error('a series without a paint');
    const label = endLabel(one, paint, figure.unit, lastIsPartial);
    const part = lastParts?.[index];
    // Normalized tokens read as what is drawn: their share.
    const share = part && figure.normalized && figure.unit !== 'fraction' && !lastIsPartial;
    return share ? { ...label, value: formatValue(part.high - part.low, 'fraction') } : label;
  });
}

/** Where they belong: at the middle of each part of the last bucket that has any. */
export function stackEnds(
  labels: readonly EndLabel[],
  stacked: Stacked,
  { at, x, y }: Pick<TimeChart, 'at' | 'x' | 'y'>,
): { label: EndLabel; x: number; y: number }[] {
  const last = stacked.findLastIndex((parts) => parts !== undefined);
  return labels.flatMap((label, index) => {
    const part = stacked[last]?.[index];
    return part ? [{ label, x: x(at[last] ?? 0), y: y((part.low + part.high) / 2) }] : [];
  });
}
