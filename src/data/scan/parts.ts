/**
 * A large file in parts, which threads scan at the same time. They find what one reading of the whole would find, or
 * nothing: whatever is not plain sailing is left to that reading.
 */
import { joinColumns } from '../joinColumns';
import { followingLines, type FollowingLines } from '../lines';
import { finishWith, type Steps } from '../steps';
import type { WrittenColumn } from '../written';
import { seemsUtf8, type Source } from './bytes';
import { memoryIn, unpack, wordsIn, type Packed } from './packed';
import { MANY_WORDS } from './kinds';
import { pauses } from './pause';
import { Again, type Lesson } from './problems';
import type { Scanned, ScanOptions } from './scan';
import { beginTable, type Begun } from './table';
import type { Answer, Part, Threads } from './threads';
import { intoRoom, release } from './typed';

const LINE_END = 10;
/** A byte order mark begins with it; in the midst of a file it is left to one reading. */
const MARK = 0xef;

/**
 * As `readTable`; undefined where there are no threads, or where they are not enough. Throws Again if it was mistaken, and
 * the reason of the signal.
 */
export async function readInParts(
  source: Source,
  options: ScanOptions,
  lesson: Lesson,
): Promise<Scanned | undefined> {
  const { threads } = source;
  const isPlain = (options.encoding ?? 'utf-8') === 'utf-8' && !lesson.western && !lesson.carriage;
  if (!threads || !isPlain || !seemsUtf8(await threads.bytesAt(0))) return undefined;
  const begun = await beginTable(source, options, lesson).catch(() => undefined);
  const parts = begun && (await partsOf(source, threads, options, lesson, begun));
  if (!parts) return undefined;
  const packed = await scanAll(threads, parts, options);
  if (!packed) return undefined;
  return finishWith(
    joined(packed),
    pauses(() => options.signal?.throwIfAborted()),
  );
}

/** Parts of the same size, but for the rest of a line; undefined where lines are too long for that. */
async function partsOf(
  { size = 0 }: Source,
  { count, bytesAt }: Threads,
  { separator, decimal, kinds, kernel }: ScanOptions,
  lesson: Lesson,
  begun: Begun,
): Promise<readonly Part[] | undefined> {
  const cuts = [0];
  for (let part = 1; part < count; part++) {
    const place = Math.floor((size * part) / count);
    const bytes = await bytesAt(place);
    const end = bytes.indexOf(LINE_END);
    if (end < 0 || end + 1 >= bytes.length || bytes[end + 1] === MARK) return undefined;
    cuts.push(place + end + 1);
  }
  return cuts.map((from, at): Part => {
    // What has grown meanwhile is read to its end.
    const to = cuts[at + 1] ?? Infinity;
    const isFirst = at === 0;
    // The rows of all others are put behind those of the first.
    const rowsOf = isFirst ? size : Math.min(size, to) - from;
    const options = { separator, decimal, kinds, kernel };
    return { from, to, size: rowsOf, options, lesson, begun, isFirst, isFollowed: isFirst };
  });
}

/** What all parts hold; undefined if one of them, as it stands there, is no table. Throws as `readInParts`. */
async function scanAll(
  threads: Threads,
  parts: readonly Part[],
  { signal, onProgress }: ScanOptions,
): Promise<readonly Packed[] | undefined> {
  const stops = parts.map(() => new AbortController());
  const stopFrom = (part: number): void => stops.slice(part).forEach((stop) => stop.abort());
  const stopAll = (): void => stopFrom(0);
  const done = parts.map(() => ({ bytes: 0, rows: 0 }));
  const scan = async (part: Part, at: number): Promise<Answer> => {
    const found = await threads.scan(part, {
      signal: stops[at]?.signal,
      onProgress(progress) {
        done[at] = progress;
        const sum = (key: 'bytes' | 'rows'): number => done.reduce((all, each) => all + each[key], 0);
        onProgress?.({ bytes: sum('bytes'), rows: sum('rows') });
      },
    });
    // A row may have been cut in two: those before it tell whether what is wrong here is wrong there, too.
    if (found.kind === 'again') stopFrom(at + 1);
    if (found.kind === 'none') stopAll();
    return found;
  };
  signal?.throwIfAborted();
  signal?.addEventListener('abort', stopAll);
  try {
    const answers = await Promise.all(
      parts.map((part, at) => scan(part, at).catch((): Answer => (stopAll(), { kind: 'none' }))),
    );
    signal?.throwIfAborted();
    const failed = answers.find(({ kind }) => kind !== 'table');
    if (failed?.kind === 'again') throw new Again(failed.lesson);
    return failed ? undefined : answers.flatMap((answer) => (answer.kind === 'table' ? [answer.packed] : []));
  } finally {
    signal?.removeEventListener('abort', stopAll);
  }
}

function* joined(packed: readonly Packed[]): Steps<Scanned | undefined> {
  // Together they may be ids, which a single reading tells; and to look up so many words once more takes longer than that.
  const counts = packed[0]?.columns.map((_, index) =>
    packed.reduce((sum, { columns }) => sum + wordsIn(columns[index]), 0),
  );
  if (!counts || Math.max(...counts) > MANY_WORDS) return undefined;
  const parts: Scanned[] = [];
  for (const each of packed) parts.push(yield* unpack(each));
  const [head] = parts;
  const last = parts.at(-1);
  if (!head || !last) return undefined;
  const columns: WrittenColumn[] = [];
  for (const index of head.header.keys()) {
    const [first, ...others] = parts.flatMap((part) => part.columns[index] ?? []);
    const column = first && (yield* joinColumns([first, ...others], intoRoom));
    if (!column) return undefined;
    columns.push(column);
    // A second copy of everything would be as much memory again.
    release(others.flatMap(memoryIn));
    yield;
  }
  const before = linesBefore(parts);
  return {
    ...head,
    columns,
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
    lines: joinLines(parts, before),
    lineCount: (before.at(-1) ?? 0) + last.lineCount,
    nextLine: (before.at(-1) ?? 0) + last.nextLine,
  };
}

/** Part → how many lines stand before it. */
function linesBefore(parts: readonly Scanned[]): number[] {
  let before = 0;
  return parts.map(({ nextLine }) => {
    const own = before;
    before += nextLine - 1;
    return own;
  });
}

function joinLines(parts: readonly Scanned[], before: readonly number[]): FollowingLines {
  const rows: number[] = [];
  const ahead: number[] = [];
  let row = 0;
  for (const [at, { lines, rows: count }] of parts.entries()) {
    for (let change = 0; change < lines.rows.length; change++) {
      rows.push(row + (lines.rows[change] ?? 0));
      ahead.push((lines.ahead[change] ?? 0) + (before[at] ?? 0) - row);
    }
    row += count;
  }
  return followingLines(Uint32Array.from(rows), Uint32Array.from(ahead));
}
