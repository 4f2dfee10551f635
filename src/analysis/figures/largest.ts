/** Of many members over time, a chart shows the largest ones and the others together; the table has them all. */
import type { BoundQuery } from '../bound';
import type { Counted } from '../counted';
import { isNamed, type Frame, type FrameRow } from '../frame';
import { keepTop } from '../steps/top';

/** As many names stand beside each other at the ends of lines. */
export const MOST_DRAWN = 12;

export interface Extract {
  readonly rows: readonly FrameRow[];
  /** Absent where all rows are drawn. */
  readonly words?: string;
  /** The same of one small chart among several, which all are cut alike. */
  readonly ofEach?: string;
}

/** The rows to draw: no more than `most` named ones, of which the last stands for several. */
export function largestOf(frame: Frame, query: BoundQuery, counted: Counted, most = MOST_DRAWN): Extract {
  const named = frame.rows.filter(isNamed);
  if (named.length <= most || isChosen(frame, query)) return { rows: frame.rows };
  // A ranking has others in every bucket: their rest would be no series.
  const addsUp = frame.again !== undefined && query.subject.kind === 'values';
  const count = addsUp ? most - 1 : most;
  const which = `the ${String(count)} ${isRanks(frame) ? 'first' : 'largest'}`;
  const words = `${which} of ${String(named.length)}`;
  const ofEach = `${which} of each`;
  if (addsUp)
    return {
      rows: keepTop(count, frame, query, counted).rows,
      words: `${words}, and the others together`,
      ofEach: `${ofEach}, and its others together`,
    };
  const kept = new Set([...named].sort((a, b) => weightOf(b, frame) - weightOf(a, frame)).slice(0, count));
  return { rows: frame.rows.filter((row) => kept.has(row) || !isNamed(row)), words, ofEach };
}

/** Somebody has said which ones, or how many: a written list, or what `| top N` leaves. */
function isChosen({ rows }: Frame, query: BoundQuery): boolean {
  return (
    (query.each !== undefined && query.by.length === 0) ||
    rows.some(({ members }) => members.some(({ kind }) => kind === 'rest')) ||
    query.steps.some(({ kind }) => kind === 'top')
  );
}

function isRanks({ values }: Frame): boolean {
  return values[0]?.unit === 'rank';
}

/** How much there is to see of a row: its figures together, whatever their signs; of ranks, the first ones most. */
function weightOf(row: FrameRow, frame: Frame): number {
  const cells = row.cells[0]?.slice(frame.time.first) ?? [];
  return cells.reduce((sum, { value }) => {
    if (value === null) return sum;
    return sum + (isRanks(frame) ? 1 / value : Math.abs(value));
  }, 0);
}
