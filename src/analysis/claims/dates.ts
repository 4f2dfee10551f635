/** `expect 2026-W07`: the published date of a crossing against the bucket in which it was found. */
import { stretchText } from '../../language/vocabulary';
import {
  daysOf,
  isoWeekOf,
  partsOf,
  spanLabel,
  startOfIsoWeek,
  type Day,
  type DaySpan,
} from '../../data/calendar';
import { parsePeriod, type Grain, type PeriodValue } from '../../language/literals';
import type { Period } from '../../language/nodes';
import type { Crossing, Verdict } from '../../protocol/result';
import { holds, impossible, off, undecided } from './verdicts';

/** A crossing, as far as its date goes. */
export type Found = Pick<Crossing, 'bucket' | 'after' | 'status'>;

const NONE = 'There is no such crossing in the data.';

/**
 * The date holds if all days on which the crossing can lie are in the published period: those of its bucket, and after a
 * gap those of the missing buckets too. Where only some of them are, the data are too coarse to say. `none` says in a
 * sentence why there is no crossing, where none was found.
 */
export function judgeDate(published: Period, found: Found | undefined, none = NONE): Verdict {
  if (published.value === 'latest')
    return impossible('A published date is a fixed period, such as `2026-W07`.');
  const wanted = daysOf(published.value);
  if ('problem' in wanted) return impossible(`\`${published.text}\`: ${wanted.problem}.`);
  if (!found) return off('because there is none', none);
  const at = periodOf(found.bucket);
  const span = at && spanOf(found, at);
  if (!span) return impossible(`The bucket \`${found.bucket}\` is not a period of the calendar.`);
  const place =
    found.after === undefined ? `in ${found.bucket}` : `between ${found.after} and ${found.bucket}`;
  const sentence = `The crossing is ${place} (${spanLabel(span, true)})`;
  if (found.status === 'undecided')
    return undecided(`${sentence}, but its bounds do not agree on who leads.`);
  if (found.status === 'unconfirmed')
    return undecided(`${sentence}, but the data end before the new leader has led as long as was asked for.`);
  if (span.start >= wanted.start && span.end <= wanted.end) return holds(`${sentence}.`);
  if (span.start <= wanted.end && span.end >= wanted.start)
    return undecided(`${sentence}; only a part of that lies in ${published.text}.`);
  return off(`by ${distance(span, wanted, at.grain)}`, `${sentence}, not in ${published.text}.`);
}

function periodOf(key: string): PeriodValue | undefined {
  const parsed = parsePeriod(key);
  return 'value' in parsed ? parsed.value : undefined;
}

/** All days on which the crossing can lie. */
function spanOf(found: Found, at: PeriodValue): DaySpan | undefined {
  const bucket = daysOf(at);
  if ('problem' in bucket || found.after === undefined) return 'problem' in bucket ? undefined : bucket;
  const before = periodOf(found.after);
  const last = before && daysOf(before);
  return last && !('problem' in last) ? { start: last.end + 1, end: bucket.end } : undefined;
}

/** `+4 weeks`: from the published period to the crossing, in steps of the query's grain. */
function distance(span: DaySpan, wanted: DaySpan, grain: Grain): string {
  const isLater = span.start > wanted.end;
  const steps = isLater
    ? ordinal(span.start, grain) - ordinal(wanted.end, grain)
    : ordinal(wanted.start, grain) - ordinal(span.end, grain);
  return `${isLater ? '+' : '−'}${stretchText(steps, grain)}`;
}

/** The number of the bucket that holds a day. */
function ordinal(day: Day, grain: Grain): number {
  const { year, month } = partsOf(day);
  switch (grain) {
    case 'day':
      return day;
    case 'week': {
      const iso = isoWeekOf(day);
      return startOfIsoWeek(iso.year, iso.week) / 7;
    }
    case 'month':
      return year * 12 + month;
    case 'quarter':
      return year * 4 + Math.floor((month - 1) / 3);
    case 'year':
      return year;
  }
}
