/** Parts of queries: made from their words, and written out as these. */
import type { QueryNode, UniverseNode, WindowNode } from '../../language/nodes';
import { parse } from '../../language/parser';
import { printQuery } from '../../language/printer';
import type { BoundQuery } from '../bound';
import { universeText } from '../caption';

export function queryOf(text: string): QueryNode | undefined {
  const statement = parse(text).statements[0]?.statement;
  return statement?.kind === 'query' ? statement : undefined;
}

export function withinOf(words: string): readonly UniverseNode[] {
  return queryOf(`tokens within ${words}`)?.within ?? [];
}

export function windowOf(words: string): WindowNode | undefined {
  return queryOf(`tokens ${words}`)?.window;
}

export function nameOf(text: string): NonNullable<QueryNode['using']> {
  return { kind: 'name', text, start: 0, end: 0 };
}

/** A query as text, to be asked on its own; how it would be drawn is no part of what it asks. */
export function textOf(query: QueryNode): string {
  return printQuery({ ...query, chart: undefined });
}

/** Clauses in their words: `within known`, `in 2026-W24`. */
export function clauseText(
  clauses: Partial<Pick<QueryNode, 'within' | 'where' | 'window' | 'using'>>,
): string {
  const bare = queryOf(BARE);
  return bare ? printQuery({ ...bare, ...clauses }).slice(BARE.length + 1) : '';
}

const BARE = 'tokens';

/** What a query counts at all, after its figure: `within top 9 models each week`, `of all tokens`. */
export function universeClause(query: BoundQuery): string {
  const { within } = query.node;
  return within.length > 0 ? clauseText({ within }) : `of ${universeText(query)}`;
}
