/** Merge conflicts, as git writes them into a file in the styles merge, diff3 and zdiff3. */

/** The markers of a conflict as indices of lines; those that are not found are absent. */
export interface Conflict {
  /** `<<<<<<<`: the upper side begins. */
  readonly start: number;
  /** `|||||||`: what both sides started from begins. */
  readonly base?: number;
  /** `=======`: the lower side begins. */
  readonly middle?: number;
  /** `>>>>>>>`: the lower side has ended. */
  readonly end?: number;
  /** What git calls the two sides, such as `HEAD` and the name of a branch; empty where it says nothing. */
  readonly upper: string;
  readonly lower: string;
}

export type WholeConflict = Conflict & { readonly middle: number; readonly end: number };

export function isWhole(conflict: Conflict): conflict is WholeConflict {
  return conflict.middle !== undefined && conflict.end !== undefined;
}

const START = /^<{7}(?: (.*))?$/s;
const BASE = /^\|{7}(?: .*)?$/s;
const MIDDLE = /^={7}$/;
const END = /^>{7}(?: (.*))?$/s;

/**
 * All conflicts, in order. Only `<<<<<<<` begins one: the other markers can be a heading, a table or a quotation in
 * Markdown, and count only inside of it.
 */
export function findConflicts(lines: readonly { readonly text: string }[]): Conflict[] {
  const found: Conflict[] = [];
  let open: Conflict | undefined;
  for (const [index, { text }] of lines.entries()) {
    const upper = START.exec(text);
    if (upper) {
      if (open) found.push(open);
      open = { start: index, upper: upper[1]?.trim() ?? '', lower: '' };
      continue;
    }
    if (!open) continue;
    const lower = END.exec(text);
    if (lower) {
      found.push({ ...open, end: index, lower: lower[1]?.trim() ?? '' });
      open = undefined;
    } else if (open.middle === undefined && MIDDLE.test(text)) {
      open = { ...open, middle: index };
    } else if (open.base === undefined && open.middle === undefined && BASE.test(text)) {
      open = { ...open, base: index };
    }
  }
  return open ? [...found, open] : found;
}
