/** The rows of a dataset in blocks, one behind the other: what is known of a block stays in the nearest memory. */
import type { Codes } from './codes';
import type { Dataset, TimeColumn } from './dataset';

/** No block has more rows. */
export const BLOCK = 1 << 13;
/** Logs ascend: where this many rows and more are of one bucket, they are a block by themselves. */
const LONG = BLOCK / 8;

/** The rows `from` to `to` (excluded). */
export interface Block {
  readonly from: number;
  readonly to: number;
  /** The bucket of all of them; undefined where they are of several. Without dates there is one for all. */
  readonly bucket: number | undefined;
}

/** They are the same for whoever asks about a column of dates: each is found once. */
const remembered = new WeakMap<TimeColumn, Block[]>();

export function* blocksOf({ rows, time }: Pick<Dataset, 'rows' | 'time'>): Generator<Block, void, void> {
  const known = (time && remembered.get(time)) ?? [];
  if (time) remembered.set(time, known);
  for (let index = 0, from = 0; from < rows; index++) {
    const block = known[index] ?? blockAt(from, Math.min(rows, from + BLOCK), time);
    if (time) known[index] = block;
    yield block;
    from = block.to;
  }
}

function blockAt(from: number, to: number, time: TimeColumn | undefined): Block {
  if (!time) return { from, to, bucket: 0 };
  const end = endOfRun(time, from, to);
  const bucket = time.buckets[time.codes[from] ?? 0] ?? 0;
  return end === to || end - from >= LONG ? { from, to: end, bucket } : { from, to, bucket: undefined };
}

/** The end of the rows that are in the bucket of the first one. */
function endOfRun({ codes, buckets }: TimeColumn, from: number, to: number): number {
  const bucket = buckets[codes[from] ?? 0];
  let end = from;
  while (end < to && buckets[codes[end] ?? 0] === bucket) end = endOfSame(codes, end, to);
  return end;
}

/** The end of the rows that have the code of the first one. */
function endOfSame(codes: Codes, from: number, to: number): number {
  const code = codes[from];
  let end = from + 1;
  if (codes instanceof Uint8Array) while (end < to && codes[end] === code) end++;
  else if (codes instanceof Uint16Array) while (end < to && codes[end] === code) end++;
  else while (end < to && codes[end] === code) end++;
  return end;
}
