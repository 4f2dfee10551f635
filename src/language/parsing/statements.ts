/** Statements: definitions, claims and queries. */
import type * as N from '../nodes';
import { attach } from './attach';
import { claim } from './claims';
import { CLAUSE_WORDS } from './clauses';
import type { Cursor } from './cursor';
import { expression } from './expressions';
import { columnPairs, newName, period, text } from './leaves';
import { query } from './queries';
import { set } from './sets';

/** Parses the one statement that the cursor holds; what is left over is complained about. */
export function statement(at: Cursor): N.StatementNode {
  const found = oneStatement(at);
  if (!at.atEnd && found.kind !== 'unreadable') complainAboutRest(at, found);
  return found;
}

function complainAboutRest(at: Cursor, found: N.StatementNode): void {
  const token = at.peek();
  const rest = { start: token.start, end: at.source.end };
  const charted = found.kind === 'query' && found.chart !== undefined;
  const late = charted && (at.isSymbol('|') || CLAUSE_WORDS.some((word) => at.isWord(word)));
  if (late)
    at.complain(rest, 'unexpected', `\`${token.text}\` belongs before \`as\`: the chart stands last.`);
  else at.complainUnexpected(rest);
}

function oneStatement(at: Cursor): N.StatementNode {
  const { start } = at.peek();
  if (at.word('attach')) return attach(at, start);
  if (at.word('registry')) return registry(at, start);
  if (at.isWord('group') && at.isWord('by', 1)) return groupBy(at, start);
  if (at.word('group')) return group(at, start);
  if (at.word('measure')) return measure(at, start);
  if (at.word('let')) return letQuery(at, start);
  if (at.word('event')) return event(at, start);
  if (at.word('claim')) return claim(at, start);
  const asked = query(at);
  if (asked) return asked;
  at.missing('A statement (`attach`, `group`, `let`, `claim`, or a query such as `tokens by country`)');
  return { kind: 'unreadable', start, end: at.source.end };
}

/** `group by country`, as other languages have it. */
function groupBy(at: Cursor, start: number): N.UnreadableNode {
  at.complainUnexpected();
  return { kind: 'unreadable', start, end: at.source.end };
}

function registry(at: Cursor, start: number): N.RegistryNode {
  const file = text(at, { kind: 'file' }, 'The file in quotes (`registry "my-models.csv"`)');
  const columns = at.word('columns') ? columnPairs(at) : [];
  return { kind: 'registry', file, columns, ...at.since(start) };
}

function group(at: Cursor, start: number): N.GroupNode {
  const name = newName(at, 'A name for the group');
  if (!at.symbol('=')) at.missing('`=` and the set (`group six = lab (deepseek, qwen)`)');
  return { kind: 'group', name, set: set(at, 'The set'), ...at.since(start) };
}

function measure(at: Cursor, start: number): N.MeasureNode {
  const name = newName(at, 'A name for the measure');
  if (!at.symbol('=')) at.missing('`=` and how it is computed (`measure cost = tokens * price`)');
  return { kind: 'measure', name, expression: expression(at), ...at.since(start) };
}

function letQuery(at: Cursor, start: number): N.LetNode {
  const name = newName(at, 'A name for the query');
  if (!at.symbol('=')) at.missing('`=` and the query (`let cn_share = share of tokens for CN`)');
  return { kind: 'let', name, query: query(at), ...at.since(start) };
}

function event(at: Cursor, start: number): N.EventNode {
  const from = period(at, 'event');
  const to = at.symbol('..') ? period(at, '..') : undefined;
  const label = text(at, { kind: 'text' }, 'What happened, in quotes,');
  const source = at.word('source') ? text(at, { kind: 'text' }, 'The source in quotes') : undefined;
  return { kind: 'event', from, to, label, source, ...at.since(start) };
}
