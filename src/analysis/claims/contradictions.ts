/** Claims that contradict each other: about the same quantity and period, with figures that cannot both be right. */
import type { ClaimNode } from '../../language/nodes';
import type { Claim, Verdict } from '../../protocol/result';
import type { Dataset } from '../../data/dataset';
import type { BoundQuery } from '../bound';
import type { Scope } from '../scope';
import { textOf, universeClause } from './parts';
import { judgePart, type Reading } from './readings';
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
  // One figure may contradict many others, and is judged for itself once.
  const known = new Map<Statement, Party<C>>();
  const partyOf = (each: StatedBy<C>): Party<C> => {
    const party = known.get(each.statement) ?? judged(each);
    known.set(each.statement, party);
    return party;
  };
  return stated.flatMap((first, index) =>
    stated
      .slice(index + 1)
      .filter((second) => second.claim !== first.claim && areContrary(first.statement, second.statement))
      .map((second): Contradiction<C> => ({
        about: first.statement.about,
        parties: toldApart([first, second], [partyOf(first), partyOf(second)]),
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

/** One figure with what has become of it, whatever has become of the others of its claim. */
function judged<C extends JudgedClaim>({ claim, query, statement }: StatedBy<C>): Party<C> {
  const { verdict, other } = judgedAlone(claim, query, statement);
  const holds =
    verdict.kind === 'holds'
      ? { asked: true, words: wordsOf(query), query: textOf(query.node) }
      : other && { asked: false, words: other.changes.join(', '), query: other.text };
  return { claim, published: statement.published, verdict, holds };
}

function judgedAlone(
  { node: { expect }, scope, claim: { verdict: all, figures, readings } }: JudgedClaim,
  query: BoundQuery,
  { part }: Statement,
): { readonly verdict: Verdict; readonly other: Pick<Reading, 'changes' | 'text'> | undefined } {
  if (expect && (expect.kind === 'from-to' || figures.length > 1)) {
    const { verdict, reading } = judgePart(query, expect, part, scope);
    return { verdict: verdict ?? all, other: reading };
  }
  const [first] = readings?.holding ?? [];
  return { verdict: all, other: first && { changes: first.changes, text: first.query } };
}

/** Two notebooks may call two files by one name: where the words of two readings are the same, with the files. */
function toldApart<C extends JudgedClaim>(
  stated: readonly [StatedBy<C>, StatedBy<C>],
  parties: readonly [Party<C>, Party<C>],
): readonly [Party<C>, Party<C>] {
  const [a, b] = parties;
  if (!a.holds || !b.holds || a.holds.asked !== b.holds.asked || a.holds.words !== b.holds.words)
    return parties;
  const [first, second] = stated.map(({ query }) => query.dataset);
  if (!first || !second || first.sha256 === second.sha256) return parties;
  const fileOf = (dataset: Dataset): string =>
    first.file === second.file ? `${dataset.file}, sha256 ${dataset.sha256.slice(0, 8)}` : dataset.file;
  const named = (party: Party<C>, holds: Reconciling, dataset: Dataset): Party<C> => ({
    ...party,
    // `using d (a.csv)`; of another reading `within known, of a.csv`, for that stands in brackets itself.
    holds: {
      ...holds,
      words: holds.words + (holds.asked ? ` (${fileOf(dataset)})` : `, of ${fileOf(dataset)}`),
    },
  });
  return [named(a, a.holds, first), named(b, b.holds, second)];
}

function wordsOf(query: BoundQuery): string {
  const stealth = query.node.stealth === 'revealed' ? ' stealth revealed' : '';
  return `${universeClause(query)}${stealth} using ${query.dataset.name}`;
}

/** More contradictions than these nobody reads one by one. */
const MOST_LISTED = 20;

/** The contradictions to list, and in words how many there are besides them: `and 3 more contradictions`. */
export function listedContradictions<T extends Contradiction<JudgedClaim>>(
  all: readonly T[],
): { readonly shown: readonly T[]; readonly more: string | undefined } {
  const more = all.length - MOST_LISTED;
  return {
    shown: all.slice(0, MOST_LISTED),
    more: more > 0 ? `and ${more} more ${more === 1 ? 'contradiction' : 'contradictions'}` : undefined,
  };
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
