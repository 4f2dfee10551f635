/** A column while it is read. */
import type { WrittenColumn } from '../written';
import type { Block } from './block';
import type { Kernel } from './kernel';

export interface Reading {
  /** Reads `count` cells from the first mark of a column on; `row` is the row of the first. Throws Again if it was mistaken. */
  readonly read: (block: Block, mark: number, stride: number, count: number, row: number) => void;
  /** All cells, of so many rows. */
  readonly finish: (rows: number) => WrittenColumn;
}

/** What a column needs to know about its file and its place. */
export interface Place {
  readonly file: string;
  readonly column: number;
  /** So many rows the file may have; it may have more. */
  readonly rows: number;
  /** Whether room is kept for rows of other parts of the file, which come behind these. */
  readonly keepsRoom: boolean;
  /** Where words are looked up, if there is one. */
  readonly kernel: Kernel | undefined;
}
