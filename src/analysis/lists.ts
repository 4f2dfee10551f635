/** What `events` and `claims` have in common: they are lists, so most clauses and charts say nothing about them. */
import { listOf, type Diagnostic, type Span } from '../language/diagnostics';
import type { ChartKindName, QueryNode } from '../language/nodes';

type Part = 'for' | 'where' | 'window';

/** The first part of a query that a list cannot have. */
export function listRefusal(
  query: QueryNode,
  allowed: readonly Part[],
  charts: readonly ChartKindName[],
): Diagnostic | undefined {
  const parts: readonly (readonly [string, Span | undefined])[] = [
    ['for', allowed.includes('for') ? undefined : query.for],
    ['by', query.by[0]],
    ['within', query.within[0]],
    ['where', allowed.includes('where') ? undefined : query.where[0]],
    ['a grain', query.grain],
    ['a period', allowed.includes('window') ? undefined : query.window],
    ['using', query.using],
    ['sustained', query.sustained],
    ['a step', query.steps[0]],
  ];
  const what = query.subject.kind;
  const found = parts.find(([, at]) => at !== undefined);
  if (found?.[1]) {
    const [name, { start, end }] = found;
    const said = name.startsWith('a ') ? name : `\`${name}\``;
    const message = `\`${what}\` is a list, so ${said} says nothing about it; leave it out.`;
    return { start, end, severity: 'error', code: 'not-of-lists', message };
  }
  const kind = query.chart?.kind;
  if (!query.chart || kind === undefined || charts.includes(kind)) return undefined;
  const { start, end } = query.chart.kindSpan;
  const better = charts.map((each) => `\`as ${each}\``);
  return {
    start,
    end,
    severity: 'error',
    code: 'chart-refused',
    message: `\`${what}\` is a list; show it ${listOf(better)}.`,
    fixes: charts.map((text) => ({ start, end, title: `Show it as ${text}`, text })),
  };
}
