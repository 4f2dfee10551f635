/** What all formats say in the same words. */
import type { Checked } from '../../protocol/result';
import type { CheckedClaim, Counts, NotebookReport } from './report';

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `13 claims: 8 hold, 3 off, 1 undecided, 1 cannot be computed; 5 recorded as they are · 4 records, 1 stale`. */
export function countsText(counts: Counts): string {
  const { claims, holds, off, undecided, impossible, unread, recorded, records, stale } = counts;
  const some = (count: number, words: string): string[] => (count === 0 ? [] : [`${count} ${words}`]);
  const verdicts = [
    ...some(holds, holds === 1 ? 'holds' : 'hold'),
    ...some(off, 'off'),
    ...some(undecided, 'undecided'),
    ...some(impossible, 'cannot be computed'),
    ...some(unread, 'cannot be read'),
  ];
  const accepted = recorded === 0 ? '' : `; ${recorded} recorded as ${recorded === 1 ? 'it is' : 'they are'}`;
  const parts = [
    claims === 0 ? 'no claims' : `${plural(claims, 'claim')}: ${verdicts.join(', ')}${accepted}`,
    ...(records === 0 ? [] : [`${plural(records, 'record')}${stale === 0 ? '' : `, ${stale} stale`}`]),
    ...(counts.errors === 0 ? [] : [plural(counts.errors, 'error')]),
    ...(counts.warnings === 0 ? [] : [plural(counts.warnings, 'warning')]),
  ];
  return parts.join(' · ');
}

/** What `--record` did. */
export function recordedText({ recorded }: NotebookReport): string | undefined {
  if (recorded === undefined) return undefined;
  return recorded === 0 ? 'no record had to be written' : `${plural(recorded, 'record')} written`;
}

export function verdictText(claim: CheckedClaim): string {
  return claim.standing === 'unread' ? 'cannot be read' : claim.claim.verdict.text;
}

/** The verdict, and whether it is accepted: `off by −10.5pp (recorded)`. */
export function standingText(claim: CheckedClaim): string {
  return `${verdictText(claim)}${claim.standing === 'recorded' ? ' (recorded)' : ''}`;
}

/** One side of the figures of a claim: `CN 4.126T, US 2.935T`. */
export function figuresText(
  claim: CheckedClaim,
  side: keyof Pick<Checked, 'published' | 'computed'>,
): string {
  if (claim.standing === 'unread') return '–';
  return claim.claim.figures
    .map((each) => (each.label === '' ? each[side] : `${each.label} ${each[side]}`))
    .join(', ');
}

/** What the figures of a claim are figures of. */
export function universeText(claim: CheckedClaim): string {
  return claim.standing === 'unread' ? '–' : claim.result.caption.text;
}

/** What a claim came to, in a line: `off by −10.5pp: computed 50.5% (50.5%–58.1%), published 61%`. */
export function outcomeText(claim: CheckedClaim): string {
  if (claim.standing === 'unread') return verdictText(claim);
  const { verdict } = claim.claim;
  const published = `published ${figuresText(claim, 'published')}`;
  if (verdict.kind === 'impossible') return `${verdict.text}, ${published}. ${verdict.reason}`;
  return `${verdict.text}: computed ${figuresText(claim, 'computed')}, ${published}`;
}

/** `11 claims and 30 other results`. */
export function unchangedText({
  claims,
  answers,
}: {
  readonly claims: number;
  readonly answers: number;
}): string {
  return `${plural(claims, 'claim')} and ${plural(answers, 'other result')}`;
}
