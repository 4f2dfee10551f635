/** What is missing between the first and the last bucket of a file. */
import type { Grain } from '../language/literals';
import { bucketOf, keyOfBucket, type Day } from './calendar';
import type { TimeColumn } from './dataset';

/** The first day of the bucket after the one that starts on a day: weeks of the data may start on any weekday. */
export function nextStart(start: Day, grain: Grain): Day {
  return grain === 'week' ? start + 7 : bucketOf(start, grain).end + 1;
}

/** The first days of the buckets in between of which the file has no row, ascending. */
export function missingStarts({ starts, grain }: Pick<TimeColumn, 'starts' | 'grain'>): Day[] {
  const missing: Day[] = [];
  let expected: Day | undefined;
  for (const start of starts) {
    for (let at = expected ?? start; at < start; at = nextStart(at, grain)) missing.push(at);
    expected = nextStart(start, grain);
  }
  return missing;
}

/** The names of these buckets. */
export function gapsOf(time: Pick<TimeColumn, 'starts' | 'grain'>): string[] {
  return missingStarts(time).map((start) => keyOfBucket(start, time.grain));
}

const MOST_RUNS = 4;

/** Buckets in words, those that follow each other as one: `2026-W07 to 2026-W09, 2026-W12 and 3 more`. */
export function runsText(starts: readonly Day[], grain: Grain): string {
  const runs: { first: Day; last: Day; count: number }[] = [];
  for (const start of starts) {
    const run = runs.at(-1);
    if (run && nextStart(run.last, grain) === start) {
      run.last = start;
      run.count++;
    } else runs.push({ first: start, last: start, count: 1 });
  }
  const key = (start: Day): string => keyOfBucket(start, grain);
  const shown = runs
    .slice(0, MOST_RUNS)
    .map(({ first, last, count }) => (count === 1 ? key(first) : `${key(first)} to ${key(last)}`));
  const left = runs.slice(MOST_RUNS).reduce((sum, { count }) => sum + count, 0);
  return shown.join(', ') + (left > 0 ? ` and ${left} more` : '');
}
