/** A query: its subject, its clauses, its steps and its chart. */
import { QueryBuilder } from '../builders';
import type * as N from '../nodes';
import type { Cursor } from './cursor';
import { chart } from './charts';
import { clause, CLAUSE_WORDS } from './clauses';
import { step } from './steps';
import { subject } from './subjects';

/** A query; undefined if not even its subject can be read. Inside a claim it ends before `expect`. */
export function query(at: Cursor, place: 'alone' | 'in a claim' = 'alone'): N.QueryNode | undefined {
  const { start } = at.peek();
  const asked = subject(at);
  if (!asked) return undefined;
  const parts = new QueryBuilder((span, code, message, fixes) => at.complain(span, code, message, fixes));
  for (;;) {
    const stepsBegun = parts.steps.length > 0;
    const here = at.peek();
    if (place === 'in a claim') at.expect({ kind: 'keyword', word: 'expect' });
    if (at.atEnd || (place === 'in a claim' && at.isWord('expect'))) {
      expectMore(at, parts);
      break;
    }
    if (at.symbol('|')) {
      const found = step(at, here.start);
      if (found) parts.steps.push(found);
      else skipToClause(at);
    } else if (at.word('as')) {
      parts.chart = chart(at, here.start);
      break;
    } else if (clause(at, parts)) {
      if (stepsBegun) {
        const message = `\`${here.text}\` belongs before the first \`|\`: steps work on the finished result.`;
        at.complain(here, 'clause-after-step', message);
      }
    } else {
      at.complainUnexpected();
      at.next();
      skipToClause(at);
    }
  }
  return parts.build(asked, at.since(start));
}

/** At the end nothing is taken, but everything that could follow is noted. */
function expectMore(at: Cursor, parts: QueryBuilder): void {
  at.expect({ kind: 'keyword', word: 'as' });
  clause(at, parts);
}

/** Skips what nobody can read, up to the next clause, step, chart or `expect`. */
function skipToClause(at: Cursor): void {
  const somethingStarts = (): boolean =>
    at.isSymbol('|') || at.isWord('expect') || CLAUSE_WORDS.some((word) => at.isWord(word));
  while (!at.atEnd && !somethingStarts()) at.next();
}
