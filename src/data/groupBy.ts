/**
 * The one loop over rows that answers queries: sums and counts of a column by the words of some columns and by bucket.
 * It goes through the rows in blocks, so that whoever has other things to do can stop in between.
 */
import { hasBit, type Bits } from './codes';
import type { Dataset, NumberColumn, TextColumn } from './dataset';
import { placesFor, type Places } from './groupPlaces';
import { addExactly, addMapped, addWhole, keepPassing, selectPassing } from './loops';
import { longer } from './scan/typed';
import { finish, type Steps } from './steps';

/**
 * Keeps the rows whose word passes (code → 1, that of an empty cell included), or those of which a test says so; tests of
 * the same `key` keep the same rows of a dataset.
 */
export type RowFilter =
  | { readonly kind: 'words'; readonly column: TextColumn; readonly passes: Uint8Array }
  | { readonly kind: 'rows'; readonly test: (row: number) => boolean; readonly key?: string };

/** Keeps the rows whose word `passes`; an empty cell has none. */
export function byWord(column: TextColumn, passes: (word: string | undefined) => boolean): RowFilter {
  const { words } = column;
  const found = Uint8Array.from({ length: words.length + 1 }, (_, code) => (passes(words[code]) ? 1 : 0));
  return { kind: 'words', column, passes: found };
}

/** Whether a filter keeps a row. */
export function keepsRow(filter: RowFilter, row: number): boolean {
  if (filter.kind === 'rows') return filter.test(row);
  return filter.passes[filter.column.codes[row] ?? -1] === 1;
}

export interface GroupRequest {
  readonly dataset: Pick<Dataset, 'rows' | 'time'>;
  /** What is summed; without it, rows are counted. */
  readonly measure: NumberColumn | undefined;
  /** Columns by whose words rows are told apart. */
  readonly columns: readonly TextColumn[];
  readonly filters?: readonly RowFilter[];
}

/** Sums and counts: group × bucket, at `group * buckets + bucket`. Only groups with a row are there. */
export interface Groups {
  readonly count: number;
  readonly buckets: number;
  /** Group × column → code of its word. */
  readonly codes: Int32Array;
  /**
   * Times `scale`, so that decimals add up as whole numbers: exact up to 2^53, and the nearest number to the exact sum
   * beyond. Whoever adds some of them divides by `scale` at the end.
   */
  readonly sums: Float64Array;
  readonly scale: number;
  /** How many rows have a number. */
  readonly counts: Int32Array;
  /** How many have none, which is missing and not zero. */
  readonly empties: Int32Array;
}

/** So many rows are gone through at once: what is known of them stays in the nearest memory. */
const BLOCK = 1 << 13;
/** Every combination of words has cells as long as they are no more than this. */
const CELLS_FOR_ALL = 1 << 21;
/** More cells than this are no answer to anything that one could look at, and would fill the memory. */
const MOST_CELLS = 1 << 26;

/** Goes through all rows at once. Throws a RangeError in words for the analyst if there are too many groups. */
export function groupBy(request: GroupRequest): Groups {
  return finish(groupSteps(request));
}

/** So many blocks are a step. */
const STEP = 64;

/** The same in steps. */
export function* groupSteps(request: GroupRequest): Steps<Groups> {
  const scan = new GroupScan(request);
  for (let block = 1; scan.next(); block++) if (block % STEP === 0) yield;
  return scan.groups();
}

class GroupScan {
  private row = 0;
  private readonly buckets: number;
  private readonly places: Places;
  private cells: Cells;
  /** Of the block: rows that pass, and the cell of each. */
  private readonly rows = new Int32Array(BLOCK);
  private readonly at = new Int32Array(BLOCK);

  constructor(private readonly request: GroupRequest) {
    const { dataset, columns, measure } = request;
    this.buckets = dataset.time?.starts.length ?? 1;
    this.places = placesFor(columns, CELLS_FOR_ALL / this.buckets);
    this.cells = new Cells(this.buckets, measure?.values instanceof Float64Array);
  }

  /** Goes through one block; false if there was none left. */
  next(): boolean {
    const { dataset, filters = [], measure } = this.request;
    const from = this.row;
    const to = Math.min(from + BLOCK, dataset.rows);
    if (from >= to) return this.again();
    this.row = to;
    const { rows, at, places, cells, buckets } = this;
    const count = select(filters, rows, from, to);
    if (count === 0) return true;
    places.find(rows, count, at);
    cells.reserve(places.count);
    const { time } = dataset;
    if (time) addMapped(rows, count, at, time.codes, time.buckets, buckets);
    if (measure) cells.add(measure, rows, count, at);
    else cells.count(count, at);
    return true;
  }

  /** Sums that were rounded on the way are counted once more, with what is cut off them. */
  private again(): boolean {
    if (!this.cells.mayBeRounded()) return false;
    this.row = 0;
    this.cells = new Cells(this.buckets, true);
    return this.next();
  }

  groups(): Groups {
    this.cells.reserve(this.places.count);
    return this.cells.groups(this.places, this.request);
  }
}

/** Lists the rows `from` to `to` (excluded) that pass, and says how many these are. */
function select(
  [first, ...others]: readonly RowFilter[],
  rows: Int32Array,
  from: number,
  to: number,
): number {
  if (first?.kind === 'words') {
    const count = selectPassing(rows, from, to, first.column.codes, first.passes);
    return others.reduce((left, filter) => keep(filter, rows, left), count);
  }
  for (let row = from; row < to; row++) rows[row - from] = row;
  return [...(first ? [first] : []), ...others].reduce((left, filter) => keep(filter, rows, left), to - from);
}

/** Keeps those of the first `count` rows that pass, and says how many these are. */
function keep(filter: RowFilter, rows: Int32Array, count: number): number {
  if (filter.kind === 'words') return keepPassing(rows, count, filter.column.codes, filter.passes);
  let kept = 0;
  for (const row of rows.subarray(0, count)) if (filter.test(row)) rows[kept++] = row;
  return kept;
}

/** What is summed up, for groups × buckets; it grows with the groups. */
class Cells {
  sums = new Float64Array(0);
  counts = new Int32Array(0);
  empties = new Int32Array(0);
  /** What rounding has cut off the sums. */
  lost = new Float64Array(0);

  constructor(
    private readonly buckets: number,
    private readonly isExact: boolean,
  ) {}

  /** Throws a RangeError in words for the analyst if there are too many. */
  reserve(groups: number): void {
    const length = groups * this.buckets;
    if (length <= this.sums.length) return;
    if (length > MOST_CELLS)
      throw new RangeError(
        'There are too many combinations to count; ask by fewer columns, or for fewer rows with `where`.',
      );
    const size = this.sums.length === 0 ? length : Math.min(MOST_CELLS, 2 * length);
    this.sums = longer(this.sums, size);
    this.counts = longer(this.counts, size);
    this.empties = longer(this.empties, size);
    if (this.isExact) this.lost = longer(this.lost, size);
  }

  count(count: number, at: Int32Array): void {
    const { counts } = this;
    for (let each = 0; each < count; each++) counts[at[each]!]!++;
  }

  add({ values, missing }: NumberColumn, rows: Int32Array, count: number, at: Int32Array): void {
    const { sums, counts, empties } = this;
    const left = missing ? leaveOut(missing, rows, count, at, empties) : count;
    if (values instanceof Uint32Array && !this.isExact) addWhole(rows, left, at, values, sums, counts);
    else addExactly(rows, left, at, values, this);
  }

  /** Sums of whole numbers that are not negative are exact if the last of them is. */
  mayBeRounded(): boolean {
    return !this.isExact && this.sums.some((sum) => sum > Number.MAX_SAFE_INTEGER);
  }

  /** The groups with a row. */
  groups(places: Places, { columns, measure }: GroupRequest): Groups {
    const { buckets, sums, counts, empties, lost } = this;
    const scale = measure?.scale ?? 1;
    const used: number[] = [];
    for (let place = 0; place < places.count; place++) {
      let cell = place * buckets;
      const end = cell + buckets;
      while (cell < end && counts[cell] === 0 && empties[cell] === 0) cell++;
      if (cell < end) used.push(place);
    }
    const width = columns.length;
    const codes = places.codes();
    const found = {
      ...{ count: used.length, buckets, scale, codes: new Int32Array(used.length * width) },
      sums: new Float64Array(used.length * buckets),
      counts: new Int32Array(used.length * buckets),
      empties: new Int32Array(used.length * buckets),
    };
    for (const [group, place] of used.entries()) {
      found.codes.set(codes.subarray(place * width, (place + 1) * width), group * width);
      found.counts.set(counts.subarray(place * buckets, (place + 1) * buckets), group * buckets);
      found.empties.set(empties.subarray(place * buckets, (place + 1) * buckets), group * buckets);
      for (let bucket = 0; bucket < buckets; bucket++) {
        const cell = place * buckets + bucket;
        found.sums[group * buckets + bucket] = sums[cell]! + (this.isExact ? lost[cell]! : 0);
      }
    }
    return found;
  }
}

/** Counts rows without a number, keeps the others, and says how many these are. */
function leaveOut(
  missing: Bits,
  rows: Int32Array,
  count: number,
  at: Int32Array,
  empties: Int32Array,
): number {
  let kept = 0;
  for (let each = 0; each < count; each++) {
    const [row, place] = [rows[each]!, at[each]!];
    if (hasBit(missing, row)) empties[place]!++;
    else {
      rows[kept] = row;
      at[kept++] = place;
    }
  }
  return kept;
}
