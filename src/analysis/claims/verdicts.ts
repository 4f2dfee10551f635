/** The four verdicts, each in the one wording that it has everywhere. */
import type { Verdict } from '../../protocol/result';

/** Why a value is missing, where nobody says it better. */
export const MISSING = 'The data have no value for it.';

export function holds(reason: string): Verdict {
  return { kind: 'holds', text: 'holds', reason };
}

/** `how`: `by +2.3pp`. */
export function off(how: string, reason: string): Verdict {
  return { kind: 'off', text: `off ${how}`, reason };
}

export function undecided(reason: string): Verdict {
  return { kind: 'undecided', text: 'undecided', reason };
}

/** Nothing was computed that the figure could be held against. */
export function impossible(reason: string): Verdict {
  return { kind: 'impossible', text: 'cannot be computed', reason };
}
