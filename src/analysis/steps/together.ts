/** Several rows as one: what they come to together, with bounds of its own instead of a sum of bounds. */
import type { Measured } from '../../protocol/result';
import type { BoundQuery } from '../bound';
import type { Counted } from '../counted';
import { asCounted, type Frame, type FrameRow } from '../frame';
import type { Side } from '../measure';

/**
 * The series of each value for all rows together, after the steps so far; undefined where the rows share some of their
 * keys, or a step has made something else of them than parts of a sum, so that only their figures can be added.
 */
export function seriesOf(
  rows: readonly FrameRow[],
  known: Pick<Side, 'everything' | 'models'>,
  { again, time }: Frame,
  query: BoundQuery,
  counted: Counted,
): (readonly Measured[])[] | undefined {
  const keys = keysOf(rows);
  if (!again || new Set(keys).size < keys.length) return undefined;
  const { subject } = query;
  if (subject.kind === 'values')
    return query.values.map((value) => again(counted.series(value, { keys, ...known })));
  // A ranking has others in every bucket, of which a step that looks along time has lost sight.
  if (again !== asCounted) return undefined;
  const isOfModels = 'dimension' in subject && subject.dimension.name === 'model';
  return query.values.map((value, index) =>
    time.buckets.map((bucket, at): Measured => {
      const listed = rows.filter((row) => (row.cells[index]?.[at]?.value ?? null) !== null);
      const models = isOfModels ? listed.length : undefined;
      return listed.length === 0
        ? { value: null }
        : counted.value(value, bucket, { keys: keysOf(listed), everything: false, models });
    }),
  );
}

function keysOf(rows: readonly FrameRow[]): number[] {
  return rows.flatMap((row) => row.keys);
}
