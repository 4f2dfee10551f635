/**
 * The scan is big, the cube is small. One pass over the rows sums a measure by everything that tells rows apart and by
 * the dataset's own buckets; universes, shares and crossings are then functions of that cube.
 */
import { identityRole, isOther, type Dataset, type NumberColumn, type TextColumn } from '../data/dataset';

/** One combination of words that occurs in the data; `identity` is the word of the model (or lab, or country) column. */
export interface Key {
  readonly identity: string | undefined;
  /** The source's lump row of everything not listed. */
  readonly other: boolean;
  /** Column → word; an empty cell is undefined. */
  readonly words: ReadonlyMap<string, string | undefined>;
}

/** Decides about a row by its number, before anything is summed. */
export type RowTest = (row: number) => boolean;

export interface Request {
  readonly dataset: Dataset;
  readonly measure: NumberColumn;
  /** Columns by which rows are told apart, besides the identity column. */
  readonly columns: readonly TextColumn[];
  readonly rows: RowTest | undefined;
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

/** Whether sums of whole numbers up to this are exact in doubles. */
const EXACT = Number.MAX_SAFE_INTEGER;

/** Answers one request. Throws a RangeError with a sentence for the analyst if a sum would lose digits. */
export function buildCube({ dataset, measure, columns, rows }: Request): Cube {
  const role = identityRole(dataset);
  const identityColumn = role && dataset.texts.get(dataset.roles[role] ?? '');
  const texts = [...new Set([...(identityColumn ? [identityColumn] : []), ...columns])];
  const { keyOf, keys } = keyRows(dataset.rows, texts, identityColumn);
  const buckets = dataset.time?.starts.length ?? 1;
  const bucketOf = dataset.time?.buckets;
  const sums = new Float64Array(keys.length * buckets);
  const counts = new Int32Array(keys.length * buckets);
  const empties = new Int32Array(keys.length * buckets);
  let emptyCells = 0;
  for (let row = 0; row < dataset.rows; row++) {
    if (rows && !rows(row)) continue;
    const value = measure.values[row] ?? NaN;
    const at = (keyOf[row] ?? 0) * buckets + (bucketOf?.[row] ?? 0);
    if (Number.isNaN(value)) {
      empties[at] = (empties[at] ?? 0) + 1;
      emptyCells++;
      continue;
    }
    sums[at] = (sums[at] ?? 0) + value;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  for (const sum of sums) {
    if (Math.abs(sum) > EXACT) {
      throw new RangeError(
        `A sum of ${measure.name} in ${dataset.name} exceeds 9,007,199,254,740,991 and would lose digits.`,
      );
    }
  }
  return { keys, buckets, sums, counts, empties, emptyCells };
}

function keyRows(
  rows: number,
  texts: readonly TextColumn[],
  identity: TextColumn | undefined,
): { keyOf: Int32Array; keys: Key[] } {
  const keyOf = new Int32Array(rows);
  const keys: Key[] = [];
  const seen = new Map<string, number>();
  for (let row = 0; row < rows; row++) {
    const signature = texts.map((column) => column.codes[row] ?? -1).join(',');
    let key = seen.get(signature);
    if (key === undefined) {
      key = keys.length;
      seen.set(signature, key);
      const words = new Map(texts.map((column) => [column.name, column.words[column.codes[row] ?? -1]]));
      const word = identity && words.get(identity.name);
      keys.push({ identity: word, other: word !== undefined && isOther(word), words });
    }
    keyOf[row] = key;
  }
  return { keyOf, keys };
}
