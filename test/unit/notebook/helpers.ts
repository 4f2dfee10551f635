import assert from 'node:assert/strict';
import { read, write, type Cell, type Notebook } from '../../../src/notebook/format';

/** Lines with their ends, so that a changed line end is a changed line. */
export function linesOf(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

export interface Difference {
  readonly removed: string[];
  readonly added: string[];
}

/** The one stretch of lines in which two texts differ. */
export function differenceOf(before: string, after: string): Difference {
  const old = linesOf(before);
  const now = linesOf(after);
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  return { removed: old.slice(start, old.length - end), added: now.slice(start, now.length - end) };
}

/** The text after an edit of its cells, after a check that it reads as the edited cells. */
export function edited(text: string, edit: (cells: readonly Cell[]) => Cell[]): string {
  const notebook = read(text);
  const cells = edit(notebook.cells);
  const after = write({ ...notebook, cells });
  assert.deepEqual(read(after).cells.map(bare), cells.map(bare));
  return after;
}

export function bare({ kind, text }: Cell): Pick<Cell, 'kind' | 'text'> {
  return { kind, text };
}

/** A notebook as it comes back from an editor: through JSON, with other line ends, without a leading byte order mark. */
export function throughEditor(notebook: Notebook): Notebook {
  const { cells, meta, problems } = JSON.parse(JSON.stringify(notebook)) as Notebook;
  const kept = cells.map((cell) => ({
    ...cell,
    text: cell.text.replace(/^\uFEFF/, '').replaceAll('\n', '\r\n'),
  }));
  return { cells: kept, ...(meta && { meta }), problems };
}
