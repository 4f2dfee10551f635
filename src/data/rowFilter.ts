/** Which rows are counted, by their words or by a test of each. */
import { BLOCK, type Block } from './blocks';
import { codesOf, rowsOf, type Kept } from './kept';
import { keepPassing, listPassing } from './loops';
import type { TextColumn } from './dataset';

/**
 * Keeps the rows whose word passes (code → 1, that of an empty cell included), or those of which a test says so; tests of
 * the same `key` keep the same rows of a dataset.
 */
export type RowFilter =
  | { readonly kind: 'words'; readonly column: TextColumn; readonly passes: Uint8Array }
  | { readonly kind: 'rows'; readonly test: (row: number) => boolean; readonly key?: string };

type WordFilter = Extract<RowFilter, { kind: 'words' }>;

/** Keeps the rows whose word `passes`; an empty cell has none. */
export function byWord(column: TextColumn, passes: (word: string | undefined) => boolean): RowFilter {
  const { words } = column;
  const found = new Uint8Array(words.length + 1);
  for (let code = 0; code < found.length; code++) found[code] = passes(words[code]) ? 1 : 0;
  return { kind: 'words', column, passes: found };
}

/** Whether a filter keeps a row. */
export function keepsRow(filter: RowFilter, row: number): boolean {
  if (filter.kind === 'rows') return filter.test(row);
  return filter.passes[filter.column.codes[row] ?? -1] === 1;
}

/** A word of which a block has more rows than this is not searched for: a loop is quicker. */
const RARE = BLOCK / 64;

/** Finds the rows of blocks that all filters keep. The list of one block is written over by the next. */
export class Selection {
  /** Those that keep the smallest part of their words first: what follows has less to look at. */
  private readonly words: readonly WordFilter[];
  private readonly tests: readonly ((row: number) => boolean)[];
  private readonly rows = new Int32Array(BLOCK);
  private readonly codes = new Int32Array(BLOCK);

  constructor(filters: readonly RowFilter[]) {
    const words = filters.filter((filter) => filter.kind === 'words');
    const parts = new Map(words.map((each) => [each, partOf(each.passes)]));
    this.words = words.sort((one, other) => (parts.get(one) ?? 0) - (parts.get(other) ?? 0));
    this.tests = filters.flatMap((filter) => (filter.kind === 'rows' ? [filter.test] : []));
  }

  in({ from, to }: Block): Kept {
    const all = { from, count: to - from, rows: undefined };
    const [first, ...others] = this.words;
    if (!first && this.tests.length === 0) return all;
    const { rows, codes } = this;
    let count = first ? this.list(first, all) : all.count;
    if (!first) rowsOf(all, rows);
    for (const { column, passes } of others) {
      codesOf({ from, count, rows }, column.codes, codes);
      count = keepPassing(rows, count, codes, passes);
    }
    for (const test of this.tests) count = keepTested(rows, count, test);
    return count === to - from ? all : { from, count, rows };
  }

  /** Lists the rows of a block that a filter keeps, and says how many these are. */
  private list({ column, passes }: WordFilter, { from, count: all }: Kept): number {
    const { rows, codes } = this;
    const code = passes.indexOf(1);
    let [count, next] = [0, 0];
    if (passes.lastIndexOf(1) === code) {
      const own = column.codes.subarray(from, from + all);
      for (let at = own.indexOf(code); at >= 0 && count < RARE; at = own.indexOf(code, next)) {
        rows[count++] = from + at;
        next = at + 1;
      }
      if (count < RARE) return count;
    }
    codesOf({ from: from + next, count: all - next, rows: undefined }, column.codes, codes);
    return listPassing(rows, count, from + next, all - next, codes, passes);
  }
}

/** Which part of the words passes. */
function partOf(passes: Uint8Array): number {
  let count = 0;
  for (const each of passes) count += each;
  return count / passes.length;
}

function keepTested(rows: Int32Array, count: number, test: (row: number) => boolean): number {
  let kept = 0;
  for (let at = 0; at < count; at++) {
    const row = rows[at] ?? 0;
    if (test(row)) rows[kept++] = row;
  }
  return kept;
}
