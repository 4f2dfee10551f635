/** The claims of several notebooks in one ledger, before a format puts it into words. */
import { contradictionsBetween, type Contradiction } from '../../analysis/claims/contradictions';
import { tallyOf, type Entry } from '../../analysis/claims/ledger';
import { tallyText, type Tally } from '../../protocol/claimText';

export interface PlacedClaim extends Entry {
  /** As it was named on the command line. */
  readonly file: string;
  /** On which the claim begins, from 1. */
  readonly line: number;
}

export interface Ledger {
  /** In the order of the files, and of their lines. */
  readonly claims: readonly PlacedClaim[];
  readonly contradictions: readonly Contradiction<PlacedClaim>[];
  readonly tally: Tally;
  /** Claims with an error, about which nothing can be said. */
  readonly unread: number;
}

export function ledgerOf(claims: readonly PlacedClaim[], unread: number): Ledger {
  return {
    claims,
    contradictions: contradictionsBetween(claims),
    tally: tallyOf(claims.map(({ claim }) => claim)),
    unread,
  };
}

/** `examples/usage.tokshare:262`, as terminals and editors follow it. */
export function placeText({ file, line }: PlacedClaim): string {
  return `${file}:${line}`;
}

/** The counts, and how many contradictions there are. */
export function countsText({ tally, contradictions, unread }: Ledger): string {
  const { length } = contradictions;
  return [
    tally.claims === 0 ? 'No claims' : tallyText(tally),
    ...(unread === 0 ? [] : [`${unread} more cannot be read`]),
    ...(length === 0 ? [] : [`${length} ${length === 1 ? 'contradiction' : 'contradictions'}`]),
  ].join(' · ');
}
