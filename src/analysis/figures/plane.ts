/** A scatter: two values of each member against each other, in one period. */
import type { PlaneFigure } from '../../protocol/result';
import type { BoundQuery } from '../bound';
import type { Frame } from '../frame';
import { memberOf, nameOfOnly } from './parts';
import { chartRefusal } from './refusal';

export function planeFigure(query: BoundQuery, frame: Frame): PlaneFigure {
  const { time } = frame;
  const [x, y] = frame.values;
  if (time.mode === 'series' && time.buckets.length - time.first > 1) {
    throw chartRefusal(
      query,
      'A scatter shows one period, and this is a series. Name one, such as `in latest`, or draw it `as line`.',
      'line',
    );
  }
  if (!x || !y || frame.values.length > 2) {
    throw chartRefusal(
      query,
      `A scatter holds two values against each other, and here ${frame.values.length === 1 ? 'is one' : `are ${frame.values.length}`}. Write, for example, \`tokens, share of tokens by lab as scatter\`.`,
      'bar',
    );
  }
  if (frame.dimensions.length === 0) {
    throw chartRefusal(
      query,
      'A scatter needs a point for each member. Split the figures, such as `by lab`.',
      'number',
    );
  }
  return {
    axis: 'plane',
    kind: 'scatter',
    x: { label: x.label, unit: x.unit },
    y: { label: y.label, unit: y.unit },
    points: frame.rows.flatMap((row) => {
      const [a, b] = [row.cells[0]?.[time.first], row.cells[1]?.[time.first]];
      // Without one of the two it has no place.
      const isThere = a && b && a.value !== null && b.value !== null;
      return isThere ? [{ member: memberOf(row, nameOfOnly(query)), x: a, y: b }] : [];
    }),
    ...(query.chart?.log === true ? { log: true } : {}),
  };
}
