/**
 * The scan is big, the cube is small. One pass over the rows sums a measure by everything that tells rows apart and by
 * the dataset's own buckets; universes, shares and crossings are then functions of that cube.
 */
import { identityRole, isOther, type Dataset, type NumberColumn, type TextColumn } from '../data/dataset';
import { groupBy, groupSteps, type GroupRequest, type Groups, type RowFilter } from '../data/groupBy';
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

/** sums and counts: key × bucket, at `key * buckets + bucket`. A count of 0 says that no row was read there. */
export interface Cube {
  readonly keys: readonly Key[];
  readonly buckets: number;
  readonly sums: Float64Array;
  readonly counts: Int32Array;
  /** Rows whose measure is an empty cell, which is missing and not zero: cell by cell, and all together. */
  readonly empties: Int32Array;
  readonly emptyCells: number;
}

/**
 * Answers a request; the same request about the same data is answered from memory. Throws a RangeError with a sentence for
 * the analyst if there are too many keys.
 */
export function cubeOf(request: Request): Cube {
  const shelf = shelfOf(request);
  return shelf.find() ?? shelf.keep(toCube(request, groupBy(groupsOf(request))));
}

/** Answers a request in steps, so that `cubeOf` then knows the answer. */
export function* prepareCube(request: Request): Steps<void> {
  const shelf = shelfOf(request);
  if (!shelf.find()) shelf.keep(toCube(request, yield* groupSteps(groupsOf(request))));
}

/** What lies in some buckets: of all keys, or of those that a test takes. Each stretch is `from` to `to` (excluded). */
export function sumIn(
  { keys, buckets, sums }: Cube,
  stretches: readonly { readonly from: number; readonly to: number }[],
  takes: (key: Key) => boolean = () => true,
): number {
  let sum = 0;
  for (const [at, key] of keys.entries()) {
    if (!takes(key)) continue;
    for (const { from, to } of stretches)
      for (let bucket = from; bucket < to; bucket++) sum += sums[at * buckets + bucket] ?? 0;
  }
  return sum;
}

/** So many answers are kept for each column of numbers, the last used ones; larger ones only until they are used. */
const KEPT = 24;

/** Answers live as long as the column that they sum. */
const remembered = new WeakMap<NumberColumn, Map<string, Cube>>();
const numbered = new WeakMap<object, number>();
let lastNumber = 0;

/** Columns are told apart as the objects that they are. */
function numberOf(column: object): number {
  let number = numbered.get(column);
  if (number === undefined) numbered.set(column, (number = ++lastNumber));
  return number;
}

function shelfOf(request: Request): { find: () => Cube | undefined; keep: (cube: Cube) => Cube } {
  const { measure, dataset, filters } = request;
  const known = remembered.get(measure) ?? new Map<string, Cube>();
  remembered.set(measure, known);
  const kept = filters.map(keyOf);
  if (kept.includes(undefined)) return { find: () => undefined, keep: (cube) => cube };
  const parts = [...(dataset.time ? [dataset.time] : []), ...textsOf(request)];
  const key = [...parts.map(numberOf), ...kept].join(' ');
  return {
    find() {
      const cube = known.get(key);
      if (cube) {
        known.delete(key);
        known.set(key, cube);
      }
      return cube;
    },
    keep(cube) {
      known.set(key, cube);
      for (const oldest of known.keys()) {
        if (known.size <= KEPT) break;
        known.delete(oldest);
      }
      return cube;
    },
  };
}

/** A list of more words is not kept. */
const LONGEST_KEY = 10_000;

/** What tells filters apart; undefined if nothing does. */
function keyOf(filter: RowFilter): string | undefined {
  if (filter.kind === 'rows') return filter.key;
  const { column, passes } = filter;
  return passes.length > LONGEST_KEY ? undefined : `${numberOf(column)}:${passes.join('')}`;
}

function textsOf({ dataset, columns }: Request): TextColumn[] {
  const identity = identityOf(dataset);
  return [...new Set([...(identity ? [identity] : []), ...columns])];
}

function identityOf(dataset: Dataset): TextColumn | undefined {
  const role = identityRole(dataset);
  return role && dataset.texts.get(dataset.roles[role] ?? '');
}

function groupsOf(request: Request): GroupRequest {
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
  return { keys, ...cells, emptyCells: cells.empties.reduce((sum, each) => sum + each, 0) };
}
