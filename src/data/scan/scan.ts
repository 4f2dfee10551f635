/**
 * A file of delimited text → its columns, as they are written: a part of the file after the other, without a string for
 * each cell. What the first rows promise and a later one breaks makes the file be read again.
 */
import type { FollowingLines } from '../lines';
import type { DecimalMark } from '../numerals';
import type { Say } from '../problem';
import type { Separator } from '../separators';
import type { WrittenColumn } from '../written';
import type { Encoding, Source } from './bytes';
import type { Kind } from './kinds';
import { readInParts } from './parts';
import { Again, notUtf8, saysWestern, type Lesson } from './problems';
import { readTable } from './table';

export type { Encoding, Source } from './bytes';
export type { Kind } from './kinds';
export { beginOf, textOf } from './whole';

export interface ScanOptions {
  /** Stated; else found from the first part of the file. */
  readonly separator?: Separator | undefined;
  /** Stated; else found. */
  readonly encoding?: Encoding | undefined;
  /** Stated for all figures. */
  readonly decimal?: DecimalMark | undefined;
  /** Header → what whoever asks a second time wants a column to be. */
  readonly kinds?: ReadonlyMap<string, Kind> | undefined;
  /** Takes how far it is, now and then: bytes of the source, and rows. */
  readonly onProgress?: ((done: { readonly bytes: number; readonly rows: number }) => void) | undefined;
  /** Aborted: throws its reason. */
  readonly signal?: AbortSignal | undefined;
  /** What does the quick work, for tests: without it, whatever there is. */
  readonly kernel?: 'typescript' | 'simd' | undefined;
  /** So many bytes are scanned at a time, for tests; a longer row is read nevertheless. */
  readonly blockSize?: number | undefined;
}

export interface Scanned {
  /** Without blanks around the names. */
  readonly header: readonly string[];
  readonly rows: number;
  readonly columns: readonly WrittenColumn[];
  /** Lines as an editor counts them: that of a row is where it begins. */
  readonly lines: FollowingLines;
  /** The line of the last row, and that on which one more would begin. */
  readonly lineCount: number;
  readonly nextLine: number;
  readonly separator: Separator;
}

/** Throws Unreadable for what is no table. */
export async function scan(source: Source, options: ScanOptions, say: Say): Promise<Scanned> {
  let lesson: Lesson = {};
  for (;;) {
    try {
      const scanned =
        (await readInParts(source, options, lesson)) ?? (await readTable(source, options, lesson));
      if (lesson.western) say(saysWestern(source.file));
      return scanned;
    } catch (error) {
      if (!(error instanceof Again)) throw error;
      if (error.lesson.western && (options.encoding !== undefined || lesson.western))
        throw notUtf8(source.file);
      const words = [...(lesson.words ?? []), ...(error.lesson.words ?? [])];
      lesson = { ...lesson, ...error.lesson, words };
    }
  }
}
