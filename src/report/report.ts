/** A notebook as it was run: what a report shows, from top to bottom, whatever it is written as. */
import { runCell, type NotebookModel, type Outcome, type ParsedCell } from '../analysis/notebook';
import type { Scope } from '../analysis/scope';
import type { Diagnostic } from '../language/diagnostics';
import type { Cell } from '../notebook/format';

export type Part =
  | { readonly kind: 'prose'; readonly text: string }
  | { readonly kind: 'query'; readonly cell: ParsedCell; readonly outcomes: readonly Outcome[] }
  | { readonly kind: 'record'; readonly text: string };

export interface Report {
  /** The name of the notebook's file, without its folder. */
  readonly file: string;
  readonly parts: readonly Part[];
  readonly scope: Scope;
}

/**
 * Runs a notebook, one statement at a time so that a host can stop between them. The queries among `cells` are those of
 * the model, in its order.
 */
export function* runReport(
  file: string,
  cells: readonly Pick<Cell, 'kind' | 'text'>[],
  model: NotebookModel,
  scope: Scope,
): Generator<undefined, Report> {
  const queries = model.cells[Symbol.iterator]();
  const parts: Part[] = [];
  for (const { kind, text } of cells) {
    const cell = kind === 'query' ? queries.next().value : undefined;
    if (kind !== 'query') parts.push({ kind, text });
    if (!cell) continue;
    const outcomes: Outcome[] = [];
    for (const outcome of runCell(cell, model, scope)) {
      outcomes.push(outcome);
      yield;
    }
    parts.push({ kind: 'query', cell, outcomes });
  }
  return { file, parts, scope };
}

/** What a reader should know of a statement: everything but remarks, which captions say already. */
export function problemsOf({ diagnostics }: Outcome): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity !== 'information');
}

/** Where and what: `Error in line 2` and the message, which may hold parts of the language between backticks. */
export function describeProblem(
  { severity, start, message }: Diagnostic,
  cell: ParsedCell,
): { readonly where: string; readonly message: string } {
  const line = cell.text.slice(0, start).split('\n').length;
  return { where: `${severity === 'error' ? 'Error' : 'Warning'} in line ${line}`, message };
}
