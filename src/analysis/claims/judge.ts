/**
 * A published figure against the computed one. A figure is judged on the attributed value, and its bounds are shown; a
 * comparison, an interval and a count are judged on both bounds: they hold only if they hold whatever `other` hides.
 */
import type { BoundNode, ExpectNode } from '../../language/nodes';
import type { Measured, Unit, Verdict } from '../../protocol/result';
import { combine } from './combine';
import { boundsIn, computedOf, isCount, isExact, type Computed } from './computed';
import { subtract, type Decimal } from './decimal';
import { expectedBetween, expectedOf, type Expectation, type Expected } from './expected';
import { placeIn } from './range';
import { measuredText } from './texts';
import { holds, impossible, MISSING, off, undecided } from './verdicts';
import { differenceText, valueText } from './words';

/** `missing`: why there is no value, in a sentence, where the value is null. */
export function judgeFigure(bound: BoundNode, measured: Measured, unit: Unit, missing = MISSING): Verdict {
  return judge(expectedOf(bound, unit), measured, unit, missing);
}

export function judgeBetween(
  { low, high }: Extract<ExpectNode, { kind: 'between' }>,
  measured: Measured,
  unit: Unit,
  missing = MISSING,
): Verdict {
  return judge(expectedBetween(low, high, unit), measured, unit, missing);
}

/** The two ends of a change. */
export interface Ends<T> {
  readonly start: T;
  readonly end: T;
}

/** `17% -> 47%`: the figures at both ends; a tolerance is that of each. */
export function boundsOf({
  from,
  to,
  tolerance,
  start,
  end,
}: Extract<ExpectNode, { kind: 'from-to' }>): Ends<BoundNode> {
  const bound = { start, end, modifier: undefined, tolerance };
  return { start: { ...bound, quantity: from }, end: { ...bound, quantity: to } };
}

/** Both ends of a change, each judged for itself. */
export function judgeFromTo(
  expect: Extract<ExpectNode, { kind: 'from-to' }>,
  measured: Ends<Measured>,
  unit: Unit,
  missing: Partial<Ends<string>> = {},
): Verdict {
  const { start, end } = boundsOf(expect);
  return combine([
    { label: 'start', verdict: judgeFigure(start, measured.start, unit, missing.start) },
    { label: 'end', verdict: judgeFigure(end, measured.end, unit, missing.end) },
  ]);
}

function judge(expected: Expectation, measured: Measured, unit: Unit, missing: string): Verdict {
  if ('problem' in expected) return impossible(expected.problem);
  const computed = computedOf(measured);
  if (!computed) return impossible(missing);
  const strict = expected.strict || isCount(computed, unit);
  const place = strict ? boundsIn(expected.range, computed) : placeIn(expected.range, computed.value);
  const reason = reasonFor(expected, computed, unit, strict);
  if (place === 'apart') return undecided(reason);
  if ((place === 'inside') !== expected.negated) return holds(reason);
  return off(howFar(expected, computed.value, unit), reason);
}

/** `by +2.3pp`: computed less published. What misses a strict comparison by nothing says so. */
function howFar(expected: Expected, value: Decimal, unit: Unit): string {
  if (expected.negated) return `because it reads as ${expected.text}`;
  const difference = subtract(value, expected.reference(value));
  if (difference.coefficient === 0n) return `because it is exactly ${expected.text}`;
  return `by ${differenceText(difference, unit, expected.place)}`;
}

function reasonFor(expected: Expected, computed: Computed, unit: Unit, strict: boolean): string {
  const shown = shownFor(expected, computed.value, unit);
  const sentence = expected.says(computed.value, shown);
  const bounds = boundsText(expected, computed, unit);
  return bounds === undefined ? sentence : `${sentence} ${bounds}${onBounds(expected, computed, strict)}.`;
}

/**
 * A computed figure with its bounds, with as many digits as its verdict needs: 16.57% beside a published 16.5%, which it
 * truncates to.
 */
export function computedFor(bound: BoundNode, measured: Measured, unit: Unit): string {
  return computedText(expectedOf(bound, unit), measured, unit);
}

export function computedForBetween(
  { low, high }: Extract<ExpectNode, { kind: 'between' }>,
  measured: Measured,
  unit: Unit,
): string {
  return computedText(expectedBetween(low, high, unit), measured, unit);
}

function computedText(expected: Expectation, measured: Measured, unit: Unit): string {
  const computed = computedOf(measured);
  if ('problem' in expected || !computed) return measuredText(measured, unit);
  const usual = (value: Decimal, alike?: (shown: Decimal) => boolean): string =>
    valueText(value, unit, Infinity, alike);
  // As everywhere else, and finer only where that would read otherwise than it was judged.
  const isClear =
    usual(computed.value) === usual(computed.value, (shown) => expected.alike(shown, computed.value));
  const show = (value: Decimal): string => (isClear ? usual(value) : shownFor(expected, value, unit));
  const shown = show(computed.value);
  const { low, high } = measured;
  if (low === undefined || high === undefined || isExact(computed)) return shown;
  const ends = [computed.low, computed.high].map((each) => each && show(each));
  const [from = shown, to = shown] = ends;
  return from === to ? shown : `${shown} (${from}–${to})`;
}

function shownFor(expected: Expected, value: Decimal, unit: Unit): string {
  return valueText(value, unit, expected.finest, (shown) => expected.alike(shown, value));
}

/** What the bounds are; undefined where the value is exact. */
function boundsText(expected: Expected, computed: Computed, unit: Unit): string | undefined {
  if (isExact(computed)) return undefined;
  const [low, high] = [computed.low, computed.high].map((each) => each && shownFor(expected, each, unit));
  if (low === undefined) return high === undefined ? 'Nothing bounds it' : `It may be anything up to ${high}`;
  if (high === undefined) return `It may be ${low} or more`;
  return low === high ? undefined : `Its bounds are ${low}–${high}`;
}

/** What the bounds say about the figure. */
function onBounds({ range, negated, text }: Expected, computed: Computed, strict: boolean): string {
  const place = boundsIn(range, computed);
  if (strict) {
    if (place === 'apart') return '; they do not agree';
    return (place === 'inside') !== negated ? '; it holds at both' : '; it fails at both';
  }
  if (placeIn(range, computed.value) === 'inside') return '';
  if (place === 'below' || place === 'above') return `; they do not include ${text} either`;
  return `; they include ${text}, but a figure is judged on what is attributed`;
}
