import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { QueryNode, StatementNode } from '../../../src/language/nodes';
import { parse } from '../../../src/language/parser';
import { printQuery, printStatement } from '../../../src/language/printer';
import { sentences, shortSentences } from './sentences';

function queryOf(text: string): QueryNode | undefined {
  const statement: StatementNode | undefined = parse(text).statements[0]?.statement;
  if (statement?.kind === 'query') return statement;
  return statement?.kind === 'let' || statement?.kind === 'claim' ? statement.query : undefined;
}

/** The tree without its places in the text; the order of clauses is no part of it. */
function meaningOf(statement: StatementNode): unknown {
  return JSON.parse(
    JSON.stringify(statement, (key, value: unknown) =>
      ['start', 'end', 'kindSpan', 'whereWord'].includes(key) ? undefined : value,
    ),
  );
}

function check(text: string): void {
  const [parsed] = parse(text).statements;
  assert.ok(parsed, text);
  const printed = printStatement(parsed.statement);
  const [again, ...more] = parse(printed).statements;
  assert.ok(again && more.length === 0, printed);
  assert.deepEqual(again.diagnostics, [], printed);
  assert.deepEqual(meaningOf(again.statement), meaningOf(parsed.statement), printed);
  assert.equal(printStatement(again.statement), printed);
}

describe('printed statements', () => {
  it('parse to the tree that they were printed from, with every alternative of the grammar', () => {
    for (const sentence of shortSentences()) check(sentence.words.map(({ text }) => text).join(' '));
  });

  it('do so for any statement', () => {
    fc.assert(fc.property(sentences, (sentence) => check(sentence.words.map(({ text }) => text).join(' '))));
  });

  it('have the parentheses that a measure needs, and no others', () => {
    const forms = ['a - (b - c)', 'a - b - c', '(a + b) * c', 'a + b * c', 'a / (b * c)', 'a / b / 2'];
    for (const form of forms) {
      const [parsed] = parse(`measure m = ${form}`).statements;
      assert.ok(parsed);
      assert.equal(printStatement(parsed.statement), `measure m = ${form}`);
    }
    const [double] = parse('measure m = ((a * b)) + (c)').statements;
    assert.ok(double);
    assert.equal(printStatement(double.statement), 'measure m = a * b + c');
  });

  it('name what separates cells, and an encoding, in one way', () => {
    const forms: readonly [written: string, printed: string][] = [
      ['encoding "Latin1" separated by ";"', 'separated by semicolons encoding "windows-1252"'],
      ['separated by "\t" lists all', 'separated by tabs lists all'],
      ['separated by bars encoding "UTF-8"', 'separated by bars encoding "utf-8"'],
      ['lists top 10 separated by commas', 'separated by commas lists top 10'],
    ];
    for (const [written, printed] of forms) {
      const [parsed] = parse(`attach a from "x.csv" ${written}`).statements;
      assert.ok(parsed);
      assert.equal(printStatement(parsed.statement), `attach a from "x.csv" ${printed}`);
    }
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
