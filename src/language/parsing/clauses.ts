/** The clauses of a query, in any order, each once. */
import { QueryBuilder } from '../builders';
import type * as N from '../nodes';
import type { Token } from '../scanner';
import { grainClauseOf, GRAIN_CLAUSES, type Keyword } from '../vocabulary';
import type { Cursor } from './cursor';
import { comparison, count, grainWord, isDimension, name, period, quantity, stretch, text } from './leaves';
import { list, set } from './sets';

export const CLAUSE_WORDS: readonly Keyword[] = [
  ...(['for', 'by', 'within', 'where', 'in', 'at', 'from', 'since', 'until', 'last'] as const),
  ...(Object.keys(GRAIN_CLAUSES) as (keyof typeof GRAIN_CLAUSES)[]),
  ...(['using', 'including', 'sustained', 'stealth', 'as'] as const),
];

/** Parses one clause into the query; false if none stands here. */
export function clause(at: Cursor, query: QueryBuilder): boolean {
  const here = at.peek();
  const taken = (word: Keyword): Token | undefined => at.word(word, query.accepts(word));
  const { start } = here;
  if (taken('for')) query.once('for', here, forClause(at, start));
  else if (taken('by')) query.once('by', here, dimensions(at));
  else if (taken('within')) query.within(here, universes(at));
  else if (taken('where')) query.once('where', here, conditions(at));
  else if (taken('in')) query.window(here, { kind: 'in', period: period(at, 'in'), ...at.since(start) });
  else if (taken('at')) query.window(here, { kind: 'in', period: period(at, 'at'), ...at.since(start) });
  else if (taken('from')) query.window(here, between(at, start));
  else if (taken('since')) query.open(here, { since: period(at, 'since') }, at.since(start));
  else if (taken('until')) query.open(here, { until: period(at, 'until') }, at.since(start));
  else if (taken('last')) query.open(here, { last: stretch(at, 'last') }, at.since(start));
  else if (taken('using')) query.once('using', here, name(at, { kind: 'dataset' }, 'The name of a dataset'));
  else if (taken('including')) {
    if (!at.word('partial')) at.missing('`partial` after `including`');
    query.once('partial', here, true);
  } else if (taken('sustained')) query.once('sustained', here, stretch(at, 'sustained'));
  else if (taken('stealth')) query.once('stealth', here, stealth(at));
  else return grain(at, query);
  return true;
}

function grain(at: Cursor, query: QueryBuilder): boolean {
  if (query.accepts('weekly')) {
    for (const word of Object.keys(GRAIN_CLAUSES)) at.expect({ kind: 'keyword', word });
  }
  const here = at.peek();
  const found = here.kind === 'name' ? grainClauseOf(here.text) : undefined;
  if (found === undefined) return false;
  at.next();
  query.once('grain', here, { grain: found, start: here.start, end: here.end });
  return true;
}

function forClause(at: Cursor, start: number): N.ForNode {
  if (!at.word('each')) {
    const only = set(at, 'A model, lab, country, group or list after `for`');
    return { kind: 'for', set: only, ...at.since(start) };
  }
  at.expect({ kind: 'dimension' });
  const token = at.peek();
  if (isDimension(at) && !at.isSymbol('(', 1)) {
    at.expect({ kind: 'item' });
    at.next();
    const each: N.Name = { kind: 'name', text: token.text, start: token.start, end: token.end };
    return { kind: 'for-each', each, ...at.since(start) };
  }
  return { kind: 'for-each', each: set(at, 'A dimension or a list after `for each`'), ...at.since(start) };
}

function dimensions(at: Cursor): N.Name[] {
  const names: N.Name[] = [];
  do {
    const each = name(
      at,
      { kind: 'dimension' },
      'A dimension after `by` (model, lab, country, weights, variant or a column)',
    );
    if (!each) break;
    names.push(each);
  } while (at.symbol(','));
  return names;
}

function universes(at: Cursor): N.UniverseNode[] {
  const found: N.UniverseNode[] = [];
  do {
    const each = universe(at);
    if (!each) break;
    found.push(each);
  } while (at.word('then'));
  return found;
}

function universe(at: Cursor): N.UniverseNode | undefined {
  const start = at.peek().start;
  if (at.word('known')) return { kind: 'known', ...at.since(start) };
  if (at.word('top')) {
    const number = count(at, 'A whole number after `top`');
    const dimension = name(at, { kind: 'dimension' }, 'What is ranked (models, labs, countries)');
    const each = at.word('each') ? grainWord(at, 'each') : undefined;
    return { kind: 'top', count: number, dimension, each: each && { grain: each }, ...at.since(start) };
  }
  const only = set(at, 'The universe (a set such as `(CN, US)`, `known` or `top 9 models each week`)');
  return only && { kind: 'set', set: only, ...at.since(start) };
}

function conditions(at: Cursor): N.ConditionNode[] {
  const found: N.ConditionNode[] = [];
  do {
    const each = condition(at);
    if (!each) break;
    found.push(each);
  } while (at.word('and'));
  return found;
}

function condition(at: Cursor): N.ConditionNode | undefined {
  const start = at.peek().start;
  const what = name(
    at,
    { kind: 'column' },
    'What is compared (weights, price, release, variant or a column)',
  );
  if (!what) return undefined;
  if (at.word('in')) return { kind: 'in', name: what, items: list(at), ...at.since(start) };
  const operator = comparison(at);
  if (operator === undefined) {
    at.missing('A comparison (=, !=, <, <=, > or >=)');
    return undefined;
  }
  return { kind: 'compare', name: what, operator, operand: operand(at), ...at.since(start) };
}

function operand(at: Cursor): N.Quantity | N.Text | N.Name | N.Period | undefined {
  at.expect({ kind: 'operand' });
  const token = at.peek();
  if (token.kind === 'period' || at.isWord('latest')) return period(at, 'the comparison');
  if (token.kind === 'quantity') return quantity(at);
  if (token.kind === 'string' || token.kind === 'open-string') return text(at, { kind: 'text' }, 'A text');
  return name(at, { kind: 'operand' }, 'What it is compared with');
}

function between(at: Cursor, start: number): N.WindowNode {
  const from = period(at, 'from');
  if (!at.word('to')) at.missing('`to` and the last period');
  const to = period(at, 'to');
  return { kind: 'between', from, to, ...at.since(start) };
}

function stealth(at: Cursor): 'listed' | 'revealed' | undefined {
  const found = at.oneOf(['listed', 'revealed']);
  if (!found) at.missing('`listed` or `revealed`');
  return found;
}
