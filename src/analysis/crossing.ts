/** Who leads, and when the lead changes hands: pure functions of a series of differences. */

/** A − B in one bucket; null where data are missing. `low` and `high` are its bounds under every reading of `other`. */
export interface Difference {
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
}

export interface FoundCrossing {
  /** The bucket in which the new leader first leads. */
  readonly index: number;
  /** Set when buckets are missing just before: the crossing lies between this bucket and `index`. */
  readonly after: number | undefined;
  /** +1 when A passes B, −1 when B passes A. */
  readonly direction: 1 | -1;
  /**
   * `decided` where the signs before and after survive the bounds, `undecided` where they do not, `unconfirmed` where
   * the data end before the new leader has led as long as was asked for.
   */
  readonly status: 'decided' | 'undecided' | 'unconfirmed';
}

/**
 * Every change of the leader, in both directions. The leader is the last non-zero sign: ties keep it, leading from the
 * start is no crossing, and a new one counts only after `sustained` buckets in a row (a tie or a gap breaks the row).
 */
export function findCrossings(differences: readonly Difference[], sustained = 1): FoundCrossing[] {
  const found: FoundCrossing[] = [];
  let leader = 0;
  let lastLed = -1;
  let lastSeen = -1;
  let run: { start: number; length: number; after: number | undefined } | undefined;
  const status = (start: number): 'decided' | 'undecided' =>
    signSurvives(differences[start]) && signSurvives(differences[lastLed]) ? 'decided' : 'undecided';
  for (const [index, difference] of differences.entries()) {
    if (difference.value === null) {
      run = undefined;
      continue;
    }
    const sign = Math.sign(difference.value);
    const afterGap = lastSeen >= 0 && lastSeen < index - 1 ? lastSeen : undefined;
    lastSeen = index;
    if (sign === 0) {
      run = undefined;
    } else if (leader === 0 || sign === leader) {
      leader = sign;
      lastLed = index;
      run = undefined;
    } else {
      run = run ? { ...run, length: run.length + 1 } : { start: index, length: 1, after: afterGap };
      if (run.length >= sustained) {
        found.push({
          index: run.start,
          after: run.after,
          direction: sign as 1 | -1,
          status: status(run.start),
        });
        leader = sign;
        lastLed = index;
        run = undefined;
      }
    }
  }
  if (run) {
    found.push({ index: run.start, after: run.after, direction: -leader as 1 | -1, status: 'unconfirmed' });
  }
  return found;
}

function signSurvives(difference: Difference | undefined): boolean {
  return difference !== undefined && (difference.low > 0 || difference.high < 0);
}

export interface Streak {
  readonly length: number;
  /** It reaches the first bucket of the data, so it may be longer. */
  readonly atLeast: boolean;
  /** Every lead of it survives the bounds. */
  readonly decided: boolean;
  /** Its shortest length, whatever `other` may hold. */
  readonly shortest: number;
  /** Its longest one; undefined where it may reach the first bucket of the data, for then it may be any longer. */
  readonly longest: number | undefined;
}

/** How many buckets in a row A leads, up to and including `end`; a tie or a gap ends it. */
export function streakAt(differences: readonly Difference[], end: number): Streak {
  const startOf = (lead: (difference: Difference) => number | null): number => {
    let at = end + 1;
    for (let before = differences[at - 1]; before && (lead(before) ?? 0) > 0; before = differences[at - 1])
      at--;
    return at;
  };
  const missingOr = (bound: 'low' | 'high') => (each: Difference) =>
    each.value === null ? null : each[bound];
  const reachesBeginning = (start: number): boolean =>
    start <= end && differences.slice(0, start).every((each) => each.value === null);
  const start = startOf((each) => each.value);
  const earliest = startOf(missingOr('high'));
  const leads = differences.slice(start, end + 1);
  return {
    length: leads.length,
    atLeast: reachesBeginning(start),
    decided: leads.every(signSurvives),
    shortest: end + 1 - startOf(missingOr('low')),
    longest: reachesBeginning(earliest) ? undefined : end + 1 - earliest,
  };
}
