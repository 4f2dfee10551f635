/** `claims`: every claim of the notebook, with what was published, what the data say, and the verdict. */
import type { Diagnostic } from '../../language/diagnostics';
import type { QueryNode } from '../../language/nodes';
import { VERSION, type Cell, type Claim, type Result } from '../../protocol/result';
import { listRefusal } from '../lists';
import type { Scope } from '../scope';
import { judgeClaim } from './run';

/** The ledger as a table, or why there is none. `words` is the query as written. */
export function claimsAnswer(
  query: QueryNode,
  scope: Scope,
  words: string,
): { readonly result: Result } | { readonly error: Diagnostic } {
  const refused = listRefusal(query, [], ['table']);
  if (refused) return { error: refused };
  const claims = scope.claims.flatMap(({ node, broken }) => {
    const { result } = broken ? { result: undefined } : judgeClaim(node, scope, '');
    return result?.claim ? [{ claim: result.claim, universe: result.caption.text }] : [];
  });
  const unread = scope.claims.length - claims.length;
  const count = (kind: Claim['verdict']['kind']): number =>
    claims.filter(({ claim }) => claim.verdict.kind === kind).length;
  const parts = [
    `${count('holds')} of ${claims.length} hold`,
    `${count('off')} off`,
    `${count('undecided')} undecided`,
    `${count('impossible')} cannot be computed`,
  ];
  const text = (label: string): Cell => ({ key: label, label });
  return {
    result: {
      tokshare: VERSION,
      query: words,
      title: query.chart?.title?.text ?? 'Claims',
      caption: {
        text: `the claims of this notebook · ${claims.length}`,
        universe: 'the claims of this notebook',
        period: '',
        dataset: '',
      },
      summary: claims.length === 0 ? 'The notebook has no claims.' : `${parts.join(' · ')}.`,
      notes: unread > 0 ? [`${unread} more cannot be read; mend their mistakes first.`] : [],
      table: {
        columns: ['claim', 'source', 'published', 'computed', 'verdict', 'of what'].map((name) => ({
          name: name.replace(' ', '_'),
          label: name,
        })),
        rows: claims.map(({ claim, universe }) => ({
          cells: [
            text(claim.sentence),
            text(claim.source ?? ''),
            text(claim.figures.map((each) => named(each.label, each.published)).join(', ')),
            text(claim.figures.map((each) => named(each.label, each.computed)).join(', ')),
            text(claim.verdict.text),
            text(universe),
          ],
        })),
      },
    },
  };
}

function named(label: string, figure: string): string {
  return label === '' ? figure : `${label} ${figure}`;
}
