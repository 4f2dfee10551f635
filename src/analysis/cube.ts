/**
 * The scan is big, the cube is small. One pass over the rows sums a measure by everything that tells rows apart and by
 * the dataset's own buckets; universes, shares and crossings are then functions of that cube.
 */
import { identityRole, isOther, type Dataset, type NumberColumn, type TextColumn } from '../data/dataset';
import type { GroupRequest, Groups } from '../data/groupBy';
import { grouped, groupedSteps } from '../data/grouped';
import type { RowFilter } from '../data/rowFilter';
import type { Steps } from '../data/steps';

/** One combination of words that occurs in the data; `identity` is the word of the model (or lab, or country) column. */
export interface Key {
  readonly identity: string | undefined;
  /** The source's lump row of everything not listed. */
  readonly other: boolean;
  /** Column → word; an empty cell is undefined. */
  readonly words: ReadonlyMap<string, string | undefined>;
}

export interface Request {
  readonly dataset: Dataset;
  readonly measure: NumberColumn;
  /** Columns by which rows are told apart, besides the identity column. */
  readonly columns: readonly TextColumn[];
  /** Rows that all of them keep are counted. */
  readonly filters: readonly RowFilter[];
}

/**
 * sums and counts: key × bucket, at `key * buckets + bucket`. A count of 0 says that no row was read there. Sums are times
 * `scale`, so that those of decimals can be added exactly before they are divided by it.
 */
export interface Cube {
  readonly keys: readonly Key[];
  readonly buckets: number;
  readonly sums: Float64Array;
  readonly scale: number;
  readonly counts: Int32Array;
  /** Rows whose measure is an empty cell, which is missing and not zero: cell by cell, and all together. */
  readonly empties: Int32Array;
  readonly emptyCells: number;
}

/** Made once for each answer, which is remembered for as long as the same is asked. */
const made = new WeakMap<Groups, Cube>();

/**
 * Answers a request; the same request about the same data is answered from memory. Throws a RangeError with a sentence for
 * the analyst if there are too many keys.
 */
export function cubeOf(request: Request): Cube {
  const groups = grouped(groupsOf(request));
  let cube = made.get(groups);
  if (!cube) made.set(groups, (cube = toCube(request, groups)));
  return cube;
}

/** Answers a request in steps, so that `cubeOf` then knows the answer. */
export function* prepareCube(request: Request): Steps<void> {
  yield* groupedSteps(groupsOf(request));
}

/** What lies in some buckets: of all keys, or of those that a test takes. Each stretch is `from` to `to` (excluded). */
export function sumIn(
  { keys, buckets, sums, scale }: Cube,
  stretches: readonly { readonly from: number; readonly to: number }[],
  takes: (key: Key) => boolean = () => true,
): number {
  let sum = 0;
  for (const [at, key] of keys.entries()) {
    if (!takes(key)) continue;
    for (const { from, to } of stretches)
      for (let bucket = from; bucket < to; bucket++) sum += sums[at * buckets + bucket] ?? 0;
  }
  return sum / scale;
}

function textsOf({ dataset, columns }: Request): TextColumn[] {
  const identity = identityOf(dataset);
  return [...new Set([...(identity ? [identity] : []), ...columns])];
}

function identityOf(dataset: Dataset): TextColumn | undefined {
  const role = identityRole(dataset);
  return role && dataset.texts.get(dataset.roles[role] ?? '');
}

function groupsOf(request: Request): GroupRequest & { readonly measure: NumberColumn } {
  const { dataset, measure, filters } = request;
  return { dataset, measure, columns: textsOf(request), filters };
}

function toCube(request: Request, { count, codes, ...cells }: Groups): Cube {
  const texts = textsOf(request);
  const identity = identityOf(request.dataset);
  const keys = Array.from({ length: count }, (_, group): Key => {
    const words = new Map(
      texts.map(({ name, words: all }, index) => [
        name,
        all[codes[group * texts.length + index] ?? all.length],
      ]),
    );
    const word = identity && words.get(identity.name);
    return { identity: word, other: word !== undefined && isOther(word), words };
  });
  return { keys, ...cells, emptyCells: total(cells.empties) };
}

function total(counts: Int32Array): number {
  let sum = 0;
  for (let at = 0; at < counts.length; at++) sum += counts[at] ?? 0;
  return sum;
}
