/** What a reviewer asks of a notebook: does every cell run, does every claim hold, and does every record still say so? */
import {
  prepareCell,
  runCell,
  type NotebookModel,
  type Outcome,
  type ParsedCell,
} from '../analysis/notebook';
import type { Scope } from '../analysis/scope';
import { pauses } from '../data/scan/pause';
import { finishWith } from '../data/steps';
import { recordAfter, type PlacedCell } from './cells';
import { recordOf } from './record';
import { OTHER_WORDS, staleReasons } from './state';

export interface CellReview {
  readonly cell: ParsedCell;
  readonly outcomes: readonly Outcome[];
  /** What a record of the cell says now; undefined where there is nothing to record. */
  readonly current: string | undefined;
  /** The record that the notebook has of it, with the reasons why it is stale; none if it is fresh. */
  readonly record: { readonly text: string; readonly stale: readonly string[] } | undefined;
}

/** Runs a cell and holds its record, if it has one, against what it gives. */
export async function reviewCell(
  cell: ParsedCell,
  record: string | undefined,
  model: NotebookModel,
  scope: Scope,
): Promise<CellReview> {
  await finishWith(prepareCell(cell, scope), pauses());
  const outcomes = [...runCell(cell, model, scope)];
  const current = await recordOf(cell, outcomes, model, scope);
  if (record === undefined) return { cell, outcomes, current, record: undefined };
  const changed = await staleReasons(record, cell, model, scope);
  // Of a cell in which something is wrong, nothing is known.
  const fresh = current === undefined || record.trimEnd() === current;
  const stale = changed.length > 0 || fresh ? changed : [OTHER_WORDS];
  return { cell, outcomes, current, record: { text: record, stale } };
}

/** The text of the record that a notebook has of the cell at `index`. */
export function recordTextAt(
  cells: readonly (PlacedCell & { readonly text: string })[],
  index: number,
): string | undefined {
  const at = recordAfter(cells, index);
  return at === undefined ? undefined : cells[at]?.text;
}
