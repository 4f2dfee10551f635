/** Claims that contradict each other: about the same quantity and period, with figures that cannot both be right. */
import type { ClaimNode } from '../../language/nodes';
import type { Claim, Verdict } from '../../protocol/result';
import type { BoundQuery } from '../bound';
import type { Scope } from '../scope';
import { textOf, universeClause } from './parts';
import { excludeEachOther, statementsOf, type Statement } from './statements';

/** A claim that has been run, in the scope of its notebook. */
export interface JudgedClaim {
  readonly node: ClaimNode;
  readonly scope: Scope;
  readonly claim: Claim;
}

/** The reading under which a figure holds. */
export interface Reconciling {
  /** As it was asked, and not only under another reading. */
  readonly asked: boolean;
  /** `of all tokens using by_lab`; of another reading what is changed: `within known, in 2026-W24`. */
  readonly words: string;
  readonly query: string;
}

export interface Party<C extends JudgedClaim> {
  readonly claim: C;
  /** Its figure as it was written: `nearly 59%`. */
  readonly published: string;
  /** What has become of that figure. */
  readonly verdict: Verdict;
  /** undefined where no reading was found under which it holds. */
  readonly holds: Reconciling | undefined;
}

export interface Contradiction<C extends JudgedClaim> {
  /** What both are about: `share of tokens for CN in 2026-W11`. */
  readonly about: string;
  readonly parties: readonly [Party<C>, Party<C>];
}

/**
 * Every two claims that cannot both be true as they were published, whatever universe, stealth models and dataset each of
 * them counts, with the readings that reconcile them. Claims of several notebooks may stand in the list, in any order; a
 * claim that the data cannot speak to at all is left out, for its period is not known.
 */
export function contradictionsBetween<C extends JudgedClaim>(claims: readonly C[]): Contradiction<C>[] {
  const scopes = [...new Set(claims.map(({ scope }) => scope))];
  const stated = claims.flatMap((claim): StatedBy<C>[] => {
    const found = statementsOf(claim.node, claim.scope, `notebook ${scopes.indexOf(claim.scope)}`);
    return found ? found.statements.map((statement) => ({ claim, query: found.query, statement })) : [];
  });
  return stated.flatMap((first, index) =>
    stated
      .slice(index + 1)
      .filter((second) => second.claim !== first.claim && areContrary(first.statement, second.statement))
      .map((second): Contradiction<C> => ({
        about: first.statement.about,
        parties: [partyOf(first), partyOf(second)],
      })),
  );
}

interface StatedBy<C extends JudgedClaim> {
  readonly claim: C;
  readonly query: BoundQuery;
  readonly statement: Statement;
}

function areContrary(a: Statement, b: Statement): boolean {
  return a.key === b.key && excludeEachOther(a, b);
}

function partyOf<C extends JudgedClaim>({ claim, query, statement }: StatedBy<C>): Party<C> {
  const { figures, readings, verdict: all } = claim.claim;
  const { published, figure } = statement;
  const verdict = figures[figure]?.verdict ?? all;
  const [other] = readings?.holding ?? [];
  const holds =
    verdict.kind === 'holds'
      ? { asked: true, words: wordsOf(query), query: textOf(query.node) }
      : other && { asked: false, words: other.changes.join(', '), query: other.query };
  return { claim, published, verdict, holds };
}

function wordsOf(query: BoundQuery): string {
  const stealth = query.node.stealth === 'revealed' ? ' stealth revealed' : '';
  return `${universeClause(query)}${stealth} using ${query.dataset.name}`;
}

/** A contradiction in two sentences: what it is about, and what reconciles the two. */
export function contradictionText({ about, parties }: Contradiction<JudgedClaim>): string {
  const [a, b] = parties.map(({ published }) => `“${published}”`);
  const reconciled = parties.map(holdsText).join('; ');
  return `${a ?? ''} and ${b ?? ''} are both about ${about}. ${reconciled.charAt(0).toUpperCase()}${reconciled.slice(1)}.`;
}

function holdsText({ published, verdict, holds }: Party<JudgedClaim>): string {
  if (!holds && verdict.kind === 'undecided')
    return `“${published}” is undecided, and holds under no other reading`;
  if (!holds) return `no reading was found under which “${published}” holds`;
  return holds.asked
    ? `“${published}” holds ${holds.words}`
    : `“${published}” holds if read otherwise (${holds.words})`;
}
