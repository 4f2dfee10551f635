/** A query that runs but cannot be drawn, or answered, as asked. */
import type { Diagnostic } from '../../language/diagnostics';
import type { ChartKindName } from '../../language/nodes';
import type { BoundQuery } from '../bound';

export class Refusal extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}

/** The chart that was asked for would mislead; `better` is the one that does not. */
export function chartRefusal({ chart, node }: BoundQuery, message: string, better: ChartKindName): Refusal {
  const { start, end } = chart?.kindSpan ?? node;
  const fixes =
    chart && chart.kind !== better ? [{ start, end, title: `Draw it as ${better}`, text: better }] : [];
  return new Refusal({ start, end, severity: 'error', code: 'chart-refused', message, fixes });
}

/** What was asked for has no answer. */
export function answerRefusal({ node }: BoundQuery, code: string, message: string): Refusal {
  const { start, end } = node.subject;
  return new Refusal({ start, end, severity: 'error', code, message });
}
