import assert from 'node:assert/strict';
import type { ExpectNode } from '../../../../src/language/nodes';
import { parse } from '../../../../src/language/parser';
import { judgeBetween, judgeFigure } from '../../../../src/analysis/claims/judge';
import type { Measured, Unit, Verdict } from '../../../../src/protocol/result';

export const LEAD = 'claim "x" = tokens expect ';
const DATED = 'claim "x" = first crossing of tokens for CN over US expect ';

/** What stands after `expect`, as the parser reads it. */
export function expectOf(text: string, lead = LEAD): ExpectNode {
  const [only] = parse(lead + text).statements;
  assert.ok(only?.statement.kind === 'claim' && only.statement.expect, `cannot be read: ${text}`);
  assert.deepEqual(only.diagnostics, [], text);
  return only.statement.expect;
}

export function kindOf<K extends ExpectNode['kind']>(
  kind: K,
  text: string,
  lead = LEAD,
): Extract<ExpectNode, { kind: K }> {
  const node = expectOf(text, lead);
  assert.equal(node.kind, kind, text);
  return node as Extract<ExpectNode, { kind: K }>;
}

export function dateOf(text: string) {
  return kindOf('date', text, DATED).period;
}

/** A computed value, or a value with its bounds. */
export type Value = number | null | readonly [value: number, low: number, high: number];

export function measured(value: Value): Measured {
  if (value === null || typeof value === 'number') return { value };
  return { value: value[0], low: value[1], high: value[2] };
}

export function judge(text: string, value: Value, unit: Unit): Verdict {
  const node = expectOf(text);
  if (node.kind === 'between') return judgeBetween(node, measured(value), unit);
  assert.equal(node.kind, 'figure', text);
  return judgeFigure(node.bound, measured(value), unit);
}
