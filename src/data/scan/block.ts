/**
 * The part of a file that is being scanned, and where its cells stand: cell `c` of row `r` begins behind
 * `marks[r * stride + c]` and ends before `marks[r * stride + c + 1]`, where `stride` is one more than there are columns.
 * At its end stands a separator or a line end, never a digit.
 */
import type { Kernel } from './kernel';

/** Behind the bytes are some that can be read without harm. */
export const PADDING = 64;
/** So many marks a block has, of which each row takes one more than it has cells. */
const MARKS = 2 ** 18;
/** No more rows are read at a time. */
export const MOST_ROWS = 2 ** 15;

export interface Block {
  /** So many bytes can be filled. */
  readonly size: number;
  readonly bytes: Uint8Array;
  /** The same memory: four bytes at a time, at places that are multiples of four, and at any. */
  readonly fours: Int32Array;
  readonly view: DataView;
  readonly marks: Int32Array;
  /** The numbers of a column, or the codes of its words, row by row, before they are as narrow as they can be. */
  readonly numbers: Float64Array;
  readonly codes: Int32Array;
  /** What does the quick work, if all of this lies in its memory. */
  readonly kernel: Kernel | undefined;
}

/** A block for so many bytes. */
export function blockOf(size: number): Block {
  const buffer = new ArrayBuffer((size + PADDING + 3) & -4);
  return {
    size,
    bytes: new Uint8Array(buffer),
    fours: new Int32Array(buffer),
    view: new DataView(buffer),
    marks: new Int32Array(MARKS),
    numbers: new Float64Array(MOST_ROWS),
    codes: new Int32Array(MOST_ROWS),
    kernel: undefined,
  };
}

/** How many rows of so many columns are marked at a time. */
export function rowsAtOnce({ marks }: Block, width: number): number {
  return Math.max(1, Math.min(MOST_ROWS, Math.floor(marks.length / (width + 1)) - 1));
}
