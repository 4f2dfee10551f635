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
    // One without one of the two values has no place, and the chart says so.
    points: frame.rows.map((row) => ({
      member: memberOf(row, nameOfOnly(query)),
      x: row.cells[0]?.[time.first] ?? { value: null },
      y: row.cells[1]?.[time.first] ?? { value: null },
    })),
    ...(query.chart?.log === true ? { log: true } : {}),
  };
}
