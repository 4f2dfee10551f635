/** Threads that scan the parts of a file at the same time: what each is told, and what it answers. */
import type { Source } from './bytes';
import { pack, type Packed } from './packed';
import { Again, type Lesson } from './problems';
import type { ScanOptions } from './scan';
import { readTable, type Portion } from './table';

/** Threads for the parts of one file. */
export interface Threads {
  /** Into so many parts the file is cut. */
  readonly count: number;
  /** Some bytes of the file from a place on. */
  readonly bytesAt: (place: number) => Promise<Uint8Array>;
  /** Has a part scanned. Rejects where the signal stops it, and where there is no thread. */
  readonly scan: (part: Part, watch: Pick<ScanOptions, 'signal' | 'onProgress'>) => Promise<Answer>;
}

/** What a thread has to do. */
export interface Part extends Portion {
  /** The bytes from one place up to, and without, another. */
  readonly from: number;
  readonly to: number;
  /** Room is made for the rows of so many bytes. */
  readonly size: number;
  readonly options: Pick<ScanOptions, 'separator' | 'decimal' | 'kinds' | 'kernel'>;
  readonly lesson: Lesson;
}

/** What has come out of it; what is no table may become one when it is read as a whole. */
export type Answer =
  | { readonly kind: 'table'; readonly packed: Packed }
  | { readonly kind: 'again'; readonly lesson: Lesson }
  | { readonly kind: 'none' };

/** Scans a part, in the thread to which it was given; `source` has the bytes of the part. */
export async function scanPart(
  source: Pick<Source, 'open'>,
  { size, options, lesson, ...portion }: Part,
  onProgress: ScanOptions['onProgress'],
): Promise<Answer> {
  try {
    const whole: Source = { file: '', size, open: source.open };
    const scanned = await readTable(whole, { encoding: 'utf-8', ...options, onProgress }, lesson, portion);
    return { kind: 'table', packed: pack(scanned) };
  } catch (error) {
    return error instanceof Again ? { kind: 'again', lesson: error.lesson } : { kind: 'none' };
  }
}
