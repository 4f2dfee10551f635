/** Resolving a merge conflict: which cells of a notebook become which others. */

import { findConflicts, isWhole, type WholeConflict } from './conflicts';
import { joinLines, type Line } from './lines';
import type { Cell, NotebookMeta } from './model';
import { read } from './read';
import { scan } from './scan';

export type Kept = 'upper' | 'lower' | 'both';

/** The cells from index `from` up to `to`, which is not included, become others. */
export interface Resolution {
  readonly kept: Kept;
  /** What git calls the two sides; empty where it says nothing. */
  readonly upper: string;
  readonly lower: string;
  readonly from: number;
  readonly to: number;
  readonly cells: readonly Cell[];
  /** What the file has beside its cells afterwards: a conflict may stand in its front matter. */
  readonly meta: NotebookMeta | undefined;
}

/** The ways to resolve the conflict around a line of a file, which counts from 1; none where no whole conflict is. */
export function resolutionsAt(text: string, line: number): Resolution[] {
  const { lines, bom } = scan(text);
  const conflict = findConflicts(lines)
    .filter(isWhole)
    .find(({ start, end }) => start < line && line <= end + 1);
  if (!conflict) return [];
  const { upper, lower } = conflict;
  const before = read(text).cells;
  return (['upper', 'lower', 'both'] as const).map((kept) => {
    const after = read((bom ? '\uFEFF' : '') + joinLines(resolved(lines, conflict, kept)));
    return { kept, upper, lower, ...difference(before, after.cells), meta: after.meta };
  });
}

/** The markers go, and so does what is not kept. */
function resolved(
  lines: readonly Line[],
  { start, base, middle, end }: WholeConflict,
  kept: Kept,
): readonly Line[] {
  return [
    ...lines.slice(0, start),
    ...(kept === 'lower' ? [] : lines.slice(start + 1, base ?? middle)),
    ...(kept === 'upper' ? [] : lines.slice(middle + 1, end)),
    ...lines.slice(end + 1),
  ];
}

/** The one stretch in which two lists of cells differ. */
function difference(
  before: readonly Cell[],
  after: readonly Cell[],
): Pick<Resolution, 'from' | 'to' | 'cells'> {
  const [old, now] = [before, after].map((cells) => cells.map((cell) => JSON.stringify(cell))) as [
    string[],
    string[],
  ];
  const most = Math.min(old.length, now.length);
  let from = 0;
  while (from < most && old[from] === now[from]) from++;
  let same = 0;
  while (same < most - from && old.at(-1 - same) === now.at(-1 - same)) same++;
  return { from, to: old.length - same, cells: after.slice(from, now.length - same) };
}
