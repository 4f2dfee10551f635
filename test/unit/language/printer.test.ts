import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { QueryNode, StatementNode } from '../../../src/language/nodes';
import { parse } from '../../../src/language/parser';
import { printQuery } from '../../../src/language/printer';
import { sentences, shortSentences } from './sentences';

function queryOf(text: string): QueryNode | undefined {
  const statement: StatementNode | undefined = parse(text).statements[0]?.statement;
  if (statement?.kind === 'query') return statement;
  return statement?.kind === 'let' || statement?.kind === 'claim' ? statement.query : undefined;
}

/** The tree without its places in the text; the order of clauses is no part of it. */
function meaningOf(query: QueryNode): unknown {
  return JSON.parse(
    JSON.stringify(query, (key, value: unknown) =>
      ['start', 'end', 'kindSpan', 'whereWord'].includes(key) ? undefined : value,
    ),
  );
}

function check(text: string): void {
  const query = queryOf(text);
  if (!query) return;
  const printed = printQuery(query);
  const again = queryOf(printed);
  assert.ok(again, printed);
  assert.deepEqual(parse(printed).statements[0]?.diagnostics, [], printed);
  assert.deepEqual(meaningOf(again), meaningOf(query), printed);
  assert.equal(printQuery(again), printed);
}

describe('printed queries', () => {
  it('parse to the tree that they were printed from, with every alternative of the grammar', () => {
    for (const sentence of shortSentences()) check(sentence.words.map(({ text }) => text).join(' '));
  });

  it('do so for any query', () => {
    fc.assert(fc.property(sentences, (sentence) => check(sentence.words.map(({ text }) => text).join(' '))));
  });

  it('are the same for queries that differ in layout and in the order of clauses', () => {
    const [a, b] = [
      'tokens using by_lab in 2026-W11   within (CN,US) for CN|share as line title "x" stacked',
      'tokens for CN within (CN, US) in 2026-W11 using by_lab | share as line stacked title "x"',
    ].map(queryOf);
    assert.ok(a && b);
    assert.equal(printQuery(a), printQuery(b));
  });
});
