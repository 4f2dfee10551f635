/** Whether the quantities of a published figure are of its query's type, and what to write instead. */
import { listOf } from '../../language/diagnostics';
import type { BoundNode, ExpectNode, Quantity } from '../../language/nodes';
import type { Unit } from '../../protocol/result';
import { replace, type Problems } from '../problems';
import { converted } from './convert';
import { compare } from './decimal';
import { mismatch, states, valueOf } from './published';
import { checkTolerance } from './tolerance';

export function checkBound(bound: BoundNode, unit: Unit, problems: Problems): void {
  const { quantity, modifier, tolerance } = bound;
  if (!checkQuantity(quantity, unit, problems) || !quantity || !tolerance) return;
  if (modifier === undefined || ['=', 'about', 'nearly'].includes(modifier)) {
    checkTolerance(quantity, tolerance, unit, problems);
    return;
  }
  problems.error(
    tolerance,
    'tolerance-of-comparison',
    `\`${modifier}\` is exact and takes no tolerance; leave out \`± ${tolerance.text}\`.`,
    [replace({ start: quantity.end, end: tolerance.end }, '', 'Leave the tolerance out')],
  );
}

export function checkBetween(
  { low, high }: Extract<ExpectNode, { kind: 'between' }>,
  unit: Unit,
  problems: Problems,
): void {
  const fit = [low, high].map((each) => checkQuantity(each, unit, problems)).every(Boolean);
  const [from, to] = [low && valueOf(low), high && valueOf(high)];
  if (!fit || !low || !high || !from || !to || compare(from, to) <= 0) return;
  const both = { start: low.start, end: high.end };
  problems.error(
    both,
    'reversed-interval',
    `\`${low.text}\` is more than \`${high.text}\`, so nothing lies between them. Write the smaller one first.`,
    [replace(both, `${high.text} and ${low.text}`)],
  );
}

/** `17% -> 47% ± 1pp`: the tolerance is checked once. */
export function checkEnds(
  { from, to, tolerance }: Extract<ExpectNode, { kind: 'from-to' }>,
  unit: Unit,
  problems: Problems,
): void {
  const fit = [from, to].map((each) => checkQuantity(each, unit, problems)).every(Boolean);
  if (fit && to && tolerance) checkTolerance(to, tolerance, unit, problems);
}

/** Whether a quantity states a value of that unit; one that is not written has been reported by the parser. */
function checkQuantity(quantity: Quantity | undefined, unit: Unit, problems: Problems): boolean {
  if (!quantity || states(quantity, unit)) return true;
  const better = converted(quantity, unit);
  const advice = better.length > 0 ? ` Write ${listOf(better.map((each) => `\`${each}\``))}.` : '';
  problems.error(
    quantity,
    'wrong-type',
    mismatch(quantity, unit) + advice,
    better.map((each) => replace(quantity, each)),
  );
  return false;
}
