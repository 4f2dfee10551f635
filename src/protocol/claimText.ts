/** Sentences about claims: the one wording for the command line, Markdown and charts. */
import type { Readings, Verdict } from './result';

/** What stands for a verdict beside its words, so that it is never told by colour alone. */
export const VERDICT_SYMBOLS: Readonly<Record<Verdict['kind'], string>> = {
  holds: '✓',
  off: '≠',
  undecided: '?',
  impossible: '–',
};

/** More readings than these would read like proof. */
export const MOST_READINGS = 5;

/** `4 of 23 other readings hold`: with how many were tried, so that nobody takes a lucky one for proof. */
export function readingsText({ tried, holding }: Readings): string {
  if (tried === 0) return 'no other reading gives another figure';
  return `${holding.length} of ${tried} other readings ${holding.length === 1 ? 'holds' : 'hold'}`;
}

/** The readings to list, and in words how many hold besides them; `and 3 more`. */
export function listedReadings({ holding }: Readings): {
  readonly shown: Readings['holding'];
  readonly more: string | undefined;
} {
  const more = holding.length - MOST_READINGS;
  return { shown: holding.slice(0, MOST_READINGS), more: more > 0 ? `and ${more} more` : undefined };
}

/** One reading in words: `within known, in 2026-W24: 60.9%`. */
export function readingText({ changes, computed }: Readings['holding'][number]): string {
  return `${changes.join(', ')}: ${computed}`;
}

/** The same in one line, with the reading of the fewest changes. */
export function readingsLine(readings: Readings): string {
  const [first, another] = readings.holding;
  const count = readingsText(readings);
  if (!first) return count;
  return `${count}${another ? ', first' : ''}: ${readingText(first)}`;
}

/** What has become of some claims. `explained` are off, but hold under another reading; `off` hold under none. */
export interface Tally {
  readonly claims: number;
  readonly holds: number;
  readonly explained: number;
  readonly off: number;
  readonly undecided: number;
  readonly impossible: number;
}

/** `7 of 30 hold · 7 off, explained by another reading · 8 off, explained by none · 1 undecided · 7 cannot be computed`. */
export function tallyText({ claims, holds, explained, off, undecided, impossible }: Tally): string {
  const some = (count: number, words: string): string[] => (count === 0 ? [] : [`${count} ${words}`]);
  return [
    `${holds} of ${claims} ${claims === 1 ? 'holds' : 'hold'}`,
    ...some(explained, 'off, explained by another reading'),
    ...some(off, 'off, explained by none'),
    ...some(undecided, 'undecided'),
    ...some(impossible, 'cannot be computed'),
  ].join(' · ');
}
