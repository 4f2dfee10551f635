/** `expect "Claude Sonnet 4.6"`: the published first of a ranking, or its leader, against the computed one. */
import type { Item } from '../../language/nodes';
import { formatBounds, formatValue } from '../../protocol/format';
import type { Measured, Unit, Verdict } from '../../protocol/result';
import { computedOf } from './computed';
import { compare } from './decimal';
import { nameOf, sideOf, type Side } from './sides';
import { holds, impossible, MISSING, off, undecided } from './verdicts';

/** One place of a ranking, with the value that it was ranked by where that is known. */
export interface Ranked extends Side {
  readonly measured?: Measured;
}

/**
 * Who leads is a comparison, and so judged on both bounds: it is undecided where all of `other` would put a rival ahead.
 * Members with the same value share their place. `ranking` is in order, the first first; a leader alone is one of one.
 */
export function judgeMember(item: Item, ranking: readonly Ranked[], unit: Unit, missing = MISSING): Verdict {
  const [first] = ranking;
  if (!first) return impossible(missing);
  const named = sideOf(item, ranking);
  const leads = `${nameOf(first)} is first${valueText(first, unit)}.`;
  if (!named)
    return off(`because ${nameOf(first)} is first`, `${leads} ${item.text} is not among what was ranked.`);
  if (named !== first && !areEqual(named, first)) {
    const place = ranking.indexOf(named) + 1;
    return off(
      `because ${nameOf(first)} is first`,
      `${leads} ${nameOf(named)} is in place ${place}${valueText(named, unit)}.`,
    );
  }
  const rival = ranking.find((each) => each !== named && mayPass(each, named));
  if (rival) {
    return undecided(
      `${nameOf(named)} is first${valueText(named, unit)}, but by its bounds ${nameOf(rival)} may be ahead${valueText(rival, unit)}.`,
    );
  }
  return holds(`${nameOf(named)} is first${valueText(named, unit)}.`);
}

/** ` with 50.5% (50.5%–58.1%)`. */
function valueText({ measured }: Ranked, unit: Unit): string {
  if (!measured) return '';
  const bounds = formatBounds(measured, unit);
  return ` with ${formatValue(measured.value, unit)}${bounds === undefined ? '' : ` (${bounds})`}`;
}

function areEqual(a: Ranked, b: Ranked): boolean {
  const [left, right] = [a, b].map(({ measured }) => measured && computedOf(measured));
  return left !== undefined && right !== undefined && compare(left.value, right.value) === 0;
}

/** Whether a rival's highest value lies above the lowest of who leads. */
function mayPass(rival: Ranked, leader: Ranked): boolean {
  const [theirs, own] = [rival, leader].map(({ measured }) => measured && computedOf(measured));
  if (!theirs || !own) return false;
  return theirs.high === undefined || own.low === undefined || compare(theirs.high, own.low) > 0;
}
