/** The claims of a page and how many of each verdict there are, as texts count them. */
import type { Claim, Result } from '../../../src/protocol/result';

export function claimsOf(results: readonly Result[]): Claim[] {
  return results.flatMap(({ claim }) => claim ?? []);
}

/** Claims that are off are told apart by whether another reading of them holds. */
export interface Counts {
  readonly holds: number;
  readonly explained: number;
  readonly unexplained: number;
  readonly undecided: number;
  readonly impossible: number;
}

export function countVerdicts(claims: readonly Claim[]): Counts {
  const those = (kind: Claim['verdict']['kind']): Claim[] =>
    claims.filter(({ verdict }) => verdict.kind === kind);
  const off = those('off');
  const explained = off.filter(({ readings }) => (readings?.holding.length ?? 0) > 0).length;
  return {
    holds: those('holds').length,
    explained,
    unexplained: off.length - explained,
    undecided: those('undecided').length,
    impossible: those('impossible').length,
  };
}

/** A small number as prose writes it; a larger one as digits. */
export function inWords(count: number): string {
  const tens = TENS[Math.floor(count / 10)];
  if (count < SMALL.length) return SMALL[count] ?? String(count);
  if (tens === undefined) return String(count);
  return count % 10 === 0 ? tens : `${tens}-${SMALL[count % 10]}`;
}

const SMALL =
  'none one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = [undefined, undefined, 'twenty', 'thirty', 'forty'];
