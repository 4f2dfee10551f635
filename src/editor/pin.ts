/** "Pin this file": the hash of an attached file is written into its statement, so that any other file is noticed. */
import type { ParsedCell } from '../analysis/notebook';
import type { Fix, Span } from '../language/diagnostics';
import { statementAt, type Snapshot } from './snapshot';

/** The edit for the attach statement under the cursor; undefined where none is, or its file is pinned or unread. */
export function pinAt(cell: ParsedCell, at: Span, { scope }: Snapshot): Fix | undefined {
  const found = statementAt(cell, at.start);
  if (found?.kind !== 'attach' || found.sha256 || !found.name) return undefined;
  const dataset = scope.datasets.get(found.name.text)?.dataset;
  if (!dataset || dataset.sha256 === '') return undefined;
  const { end } = found;
  const title = `Pin ${dataset.file} to its present state (sha256)`;
  return { start: end, end, title, text: `\n  sha256 "${dataset.sha256}"` };
}
