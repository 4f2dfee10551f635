/** `claims`: every claim of the notebook, with what was published, what the data say, the verdict and other readings. */
import type { Diagnostic } from '../../language/diagnostics';
import type { QueryNode } from '../../language/nodes';
import { readingText, tallyText, type Tally } from '../../protocol/claimText';
import { VERSION, type Cell, type Claim, type Result } from '../../protocol/result';
import { listRefusal } from '../lists';
import type { Scope } from '../scope';
import {
  contradictionsBetween,
  contradictionText,
  listedContradictions,
  type Contradiction,
  type JudgedClaim,
} from './contradictions';
import { runClaim } from './run';

/** A claim in a ledger. */
export interface Entry extends JudgedClaim {
  /** The cell in which it stands. */
  readonly cell: string;
  /** Of what its figures are, in the words of their caption. */
  readonly universe: string;
}

/** The claims of a notebook that can be read, in their order, each with its verdict and its other readings. */
export function entriesOf(scope: Scope): Entry[] {
  return scope.claims.flatMap(({ node, cell, broken }) => {
    const { result } = broken ? { result: undefined } : runClaim(node, scope, '');
    return result?.claim ? [{ cell, node, scope, claim: result.claim, universe: result.caption.text }] : [];
  });
}

export function tallyOf(claims: readonly Claim[]): Tally {
  const count = (kind: Claim['verdict']['kind']): number =>
    claims.filter(({ verdict }) => verdict.kind === kind).length;
  const explained = claims.filter(
    ({ verdict, readings }) => verdict.kind === 'off' && (readings?.holding.length ?? 0) > 0,
  ).length;
  return {
    claims: claims.length,
    holds: count('holds'),
    explained,
    off: count('off') - explained,
    undecided: count('undecided'),
    impossible: count('impossible'),
  };
}

/** As published, in one line: `CN 4.12T, US 2.94T`. */
export function publishedOf({ figures }: Claim): string {
  return figures.map(({ label, published }) => named(label, published)).join(', ');
}

export function computedOf({ figures }: Claim): string {
  return figures.map(({ label, computed }) => named(label, computed)).join(', ');
}

function named(label: string, figure: string): string {
  return label === '' ? figure : `${label} ${figure}`;
}

/** `4 of 23: within known, in 2026-W24: 60.9%`; empty where none were tried. */
export function readingsOf({ readings }: Claim): string {
  if (!readings || readings.tried === 0) return '';
  const [first] = readings.holding;
  const count = `${readings.holding.length} of ${readings.tried}`;
  return first ? `${count}: ${readingText(first)}` : count;
}

/** The ledger as a table, or why there is none. `words` is the query as written. */
export function claimsAnswer(
  query: QueryNode,
  scope: Scope,
  words: string,
): { readonly result: Result } | { readonly error: Diagnostic } {
  const refused = listRefusal(query, [], ['table']);
  if (refused) return { error: refused };
  const entries = entriesOf(scope);
  const unread = scope.claims.length - entries.length;
  const contradictions = contradictionsBetween(entries);
  const { shown, more } = listedContradictions(contradictions);
  const tally = tallyText(tallyOf(entries.map(({ claim }) => claim)));
  const columns = COLUMNS.filter(({ name }) => name !== 'contradicts' || contradictions.length > 0);
  return {
    result: {
      tokshare: VERSION,
      query: words,
      title: query.chart?.title?.text ?? 'Claims',
      caption: {
        text: ['the claims of this notebook', ...(entries.length === 0 ? [] : [tally])].join(' · '),
        universe: 'the claims of this notebook',
        period: '',
        dataset: '',
      },
      summary: entries.length === 0 ? 'The notebook has no claims.' : `${tally}.`,
      notes: [
        ...shown.map(contradictionText),
        ...(more === undefined ? [] : [`${more}.`]),
        ...(unread > 0 ? [`${unread} more cannot be read; mend their mistakes first.`] : []),
      ],
      table: {
        columns: columns.map(({ name, label }) => ({ name, label })),
        rows: entries.map((entry) => ({
          cells: columns.map(({ cell }) => textCell(cell(entry, contradictions))),
        })),
      },
    },
  };
}

interface LedgerColumn {
  readonly name: string;
  readonly label: string;
  readonly cell: (entry: Entry, contradictions: readonly Contradiction<Entry>[]) => string;
}

const COLUMNS: readonly LedgerColumn[] = [
  { name: 'claim', label: 'claim', cell: ({ claim }) => claim.sentence },
  { name: 'source', label: 'source', cell: ({ claim }) => claim.source ?? '' },
  { name: 'published', label: 'published', cell: ({ claim }) => publishedOf(claim) },
  { name: 'computed', label: 'computed', cell: ({ claim }) => computedOf(claim) },
  { name: 'verdict', label: 'verdict', cell: ({ claim }) => claim.verdict.text },
  { name: 'of_what', label: 'of what', cell: ({ universe }) => universe },
  { name: 'readings', label: 'other readings', cell: ({ claim }) => readingsOf(claim) },
  {
    name: 'contradicts',
    label: 'contradicts',
    cell: (entry, contradictions) =>
      contradicted(entry, contradictions)
        .map(({ claim }) => `“${claim.sentence}”`)
        .join(', '),
  },
];

/** The claims that contradict one, each once. */
export function contradicted<C extends JudgedClaim>(
  claim: C,
  contradictions: readonly Contradiction<C>[],
): readonly C[] {
  const others = contradictions.flatMap(({ parties: [a, b] }) =>
    a.claim === claim ? [b.claim] : b.claim === claim ? [a.claim] : [],
  );
  return [...new Set(others)];
}

function textCell(text: string): Cell {
  return { key: text, label: text };
}
