/**
 * A published figure and the computed one on one scale. The interval is the very range by which the verdict is judged,
 * rounded to doubles for drawing: whether a value that stands on one of its edges holds, only the verdict says.
 */
import type { BoundNode, ExpectNode, Stretch } from '../../language/nodes';
import type { Measured, Scale, Unit } from '../../protocol/result';
import { toNumber, ZERO } from './decimal';
import { expectedBetween, expectedOf, type Expectation } from './expected';
import { within, type Range } from './range';

/** None where there is no figure, or where it is not one of an interval: `!=`. */
export function scaleOfFigure(bound: BoundNode, measured: Measured, unit: Unit, label = ''): Scale[] {
  return scaleOf(expectedOf(bound, unit), measured, unit, label);
}

export function scaleOfBetween(
  { low, high }: Extract<ExpectNode, { kind: 'between' }>,
  measured: Measured,
  unit: Unit,
): Scale[] {
  return scaleOf(expectedBetween(low, high, unit), measured, unit, '');
}

/** A length is published in whole buckets, and only exactly so many are meant. */
export function scaleOfLength({ count }: Stretch, measured: Measured): Scale[] {
  return drawn(within({ coefficient: BigInt(count), exponent: 0 }, ZERO), measured, 'buckets', '');
}

function scaleOf(expected: Expectation, measured: Measured, unit: Unit, label: string): Scale[] {
  return 'problem' in expected || expected.negated ? [] : drawn(expected.range, measured, unit, label);
}

/** Nothing where an edge is too large for a double: no scale could show it. */
function drawn({ from, to }: Range, measured: Measured, unit: Unit, label: string): Scale[] {
  const [low, high] = [from && toNumber(from.at), to && toNumber(to.at)];
  const isDrawable = [low, high].every((edge) => edge === undefined || Number.isFinite(edge));
  if (measured.value === null || !isDrawable) return [];
  return [
    {
      label,
      unit,
      published: { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) },
      computed: withoutInfinity(measured),
    },
  ];
}

/** What has no upper bound, such as a streak that reaches the beginning of the data, has a lower one alone. */
function withoutInfinity(measured: Measured): Measured {
  const { value, low, high } = measured;
  if (value === null || high === undefined || Number.isFinite(high)) return measured;
  return { value, low: low ?? value };
}
