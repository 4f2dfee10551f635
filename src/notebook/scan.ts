/** Finds the cells among the lines of a file. */

import {
  closes,
  frontMatter,
  isSeparator,
  missedCell,
  openingCell,
  openingFence,
  type Fence,
  type FencedKind,
  type FrontMatter,
} from './grammar';
import { isBlank, splitLines, type Line } from './lines';

/** A prose cell as indices of lines. `above` is where the layout above it begins; `end` is exclusive. */
export interface ProseSpan {
  readonly kind: 'prose';
  readonly above: number;
  readonly start: number;
  readonly end: number;
}

/** A fence as indices of lines: `open` is the line that opens it, `start` to `end` the text, `end` the line that closes it. */
export interface FenceSpan {
  readonly kind: FencedKind;
  readonly above: number;
  readonly open: number;
  readonly start: number;
  readonly end: number;
  readonly closed: boolean;
}

export type Span = ProseSpan | FenceSpan;

/** A fence that is never closed, or that a line closes which was probably meant for a cell that opens inside of it. */
export interface Suspect {
  readonly kind: FencedKind | 'prose';
  readonly run: string;
  readonly open: number;
  readonly closed: boolean;
  readonly swallowed?: { readonly kind: FencedKind; readonly open: number };
}

/** A fence of prose that was probably meant for a cell: the index of the line that opens it. */
export interface Missed {
  readonly kind: FencedKind;
  readonly open: number;
}

export interface Scan {
  readonly bom: boolean;
  readonly lines: readonly Line[];
  readonly frontMatter: FrontMatter | undefined;
  readonly spans: readonly Span[];
  /** The index of the first line after the last cell. */
  readonly tail: number;
  readonly suspects: readonly Suspect[];
  readonly missed: readonly Missed[];
}

export function scan(text: string): Scan {
  const bom = text.startsWith('\uFEFF');
  const lines = splitLines(bom ? text.slice(1) : text);
  const head = frontMatter(lines);
  const start = head?.length ?? 0;
  const { marks, suspects, missed } = findMarks(lines, start);
  return { bom, lines, frontMatter: head, suspects, missed, ...findSpans(lines, start, marks) };
}

type Mark =
  | { readonly kind: 'separator'; readonly at: number }
  | { readonly kind: 'end'; readonly at: number }
  | { readonly kind: FencedKind; readonly at: number; readonly end: number; readonly closed: boolean };

/** The separators and the fences that are cells. What is inside of any fence is neither. */
function findMarks(
  lines: readonly Line[],
  start: number,
): { marks: Mark[]; suspects: Suspect[]; missed: Missed[] } {
  const marks: Mark[] = [];
  const suspects: Suspect[] = [];
  const missed: Missed[] = [];
  for (let at = start; at < lines.length; at++) {
    const text = lines[at]?.text ?? '';
    if (isSeparator(text)) marks.push({ kind: 'separator', at });
    const cell = openingCell(text);
    const fence = cell ?? openingFence(text);
    if (fence === undefined) continue;
    const kind = missedCell(text);
    if (kind) missed.push({ kind, open: at });
    const { end, swallowed } = endOfFence(lines, at, fence);
    const closed = end < lines.length;
    if (cell) marks.push({ kind: cell.kind, at, end, closed });
    if (!closed || swallowed) {
      suspects.push({
        kind: cell?.kind ?? 'prose',
        run: fence.run,
        open: at,
        closed,
        ...(swallowed && { swallowed }),
      });
    }
    at = end;
  }
  marks.push({ kind: 'end', at: lines.length });
  return { marks, suspects, missed };
}

/** The index of the line that closes a fence, or the number of lines, and the first cell that opens inside. */
function endOfFence(
  lines: readonly Line[],
  open: number,
  fence: Fence,
): { end: number; swallowed?: Suspect['swallowed'] } {
  let swallowed: Suspect['swallowed'];
  let end = open + 1;
  for (; end < lines.length; end++) {
    const text = lines[end]?.text ?? '';
    if (closes(text, fence)) break;
    const inner = swallowed ? undefined : openingCell(text);
    // A longer fence around a shorter one is how one shows a query on purpose.
    if (inner?.run.startsWith(fence.run)) swallowed = { kind: inner.kind, open: end };
  }
  return { end, ...(swallowed && { swallowed }) };
}

/** Deals the lines between the marks out to prose cells and layout. */
function findSpans(
  lines: readonly Line[],
  start: number,
  marks: readonly Mark[],
): Pick<Scan, 'spans' | 'tail'> {
  const spans: Span[] = [];
  const blankAt = (index: number): boolean => isBlank(lines[index]?.text ?? '');
  let above = start;
  let body = start;
  let separated = false;
  for (const mark of marks) {
    if (separated || !lines.slice(body, mark.at).every(({ text }) => isBlank(text))) {
      let first = body;
      let end = mark.at;
      const atStart = body === start && !separated;
      if (!atStart && first < end && blankAt(first)) first++;
      if (mark.kind !== 'end' && first < end && blankAt(end - 1)) end--;
      spans.push({ kind: 'prose', above, start: first, end });
      above = end;
    }
    if (mark.kind === 'separator') {
      body = mark.at + 1;
      separated = true;
    } else if (mark.kind !== 'end') {
      const { kind, at, end, closed } = mark;
      spans.push({ kind, above, open: at, start: at + 1, end, closed });
      above = body = closed ? end + 1 : end;
      separated = false;
    }
  }
  return { spans, tail: above };
}
