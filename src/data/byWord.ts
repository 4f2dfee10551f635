/** What belongs to each word of a column. */
import type { Dataset, TextColumn } from './dataset';
import { groupBy } from './groupBy';

export interface WordSum {
  readonly word: string | undefined;
  /** Of tokens; in a dataset without them, of rows. */
  readonly sum: number;
  readonly rows: number;
  /** The first and last bucket with a row. */
  readonly first: number;
  readonly last: number;
}

/** One for each word that occurs, and one for empty cells if there are any. */
export function sumsByWord(dataset: Dataset, column: TextColumn): WordSum[] {
  const tokens = dataset.numbers.get('tokens');
  const { count, buckets, codes, sums, counts, empties, scale } = groupBy({
    dataset,
    measure: tokens,
    columns: [column],
  });
  return Array.from({ length: count }, (_, group) => {
    const [from, to] = [group * buckets, (group + 1) * buckets];
    const rows = counts.subarray(from, to).map((each, at) => each + (empties[from + at] ?? 0));
    const all = total(rows);
    return {
      word: column.words[codes[group] ?? column.words.length],
      sum: tokens ? total(sums.subarray(from, to)) / scale : all,
      rows: all,
      first: rows.findIndex((each) => each > 0),
      last: rows.findLastIndex((each) => each > 0),
    };
  });
}

function total(numbers: Float64Array | Int32Array): number {
  let sum = 0;
  for (const each of numbers) sum += each;
  return sum;
}
