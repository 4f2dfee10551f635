/**
 * The one loop over rows that answers queries: sums and counts of a column by the words of some columns and by bucket.
 * It goes through the rows in blocks, so that whoever has other things to do can stop in between.
 */
import { BLOCK, blocksOf } from './blocks';
import type { Dataset, NumberColumn, TextColumn } from './dataset';
import { placesFor, type Places } from './groupPlaces';
import { codesOf, mayHaveBit, numbersOf, rowsOf, wholeOf, type Kept } from './kept';
import { addExactly, addMapped, addWhole, countRows, leaveOut, type Spread } from './loops';
import { Selection, type RowFilter } from './rowFilter';
import { longer } from './scan/typed';
import { finish, type Steps } from './steps';

/** Which rows are counted, and what tells them apart. */
export interface Grouping {
  readonly dataset: Pick<Dataset, 'rows' | 'time'>;
  /** Columns by whose words rows are told apart. */
  readonly columns: readonly TextColumn[];
  /** Rows that all of them keep are counted. */
  readonly filters?: readonly RowFilter[];
}

export interface GroupRequest extends Grouping {
  /** What is summed; without it, rows are counted. */
  readonly measure: NumberColumn | undefined;
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

/** Every combination of words has cells as long as they are no more than this. */
const CELLS_FOR_ALL = 1 << 21;
/** More cells than this are no answer to anything that one could look at, and would fill the memory. */
const MOST_CELLS = 1 << 26;

/** Goes through all rows at once. Throws a RangeError in words for the analyst if there are too many groups. */
export function groupBy(request: GroupRequest): Groups {
  return finish(groupSteps(request));
}

/** The same in steps. */
export function* groupSteps(request: GroupRequest): Steps<Groups> {
  const [groups] = yield* groupEachSteps(request, [request.measure]);
  if (!groups) throw new RangeError('A measure without an answer.');
  return groups;
}

/** The same for several measures, in one pass over the rows: one answer for each. */
export function* groupEachSteps(
  grouping: Grouping,
  measures: readonly (NumberColumn | undefined)[],
): Steps<readonly Groups[]> {
  const { dataset, columns } = grouping;
  const buckets = dataset.time?.starts.length ?? 1;
  const places = placesFor(columns, CELLS_FOR_ALL / buckets);
  const cells = measures.map(
    (measure) => new Cells(measure, buckets, measure?.values instanceof Float64Array),
  );
  yield* count(grouping, places, cells);
  // Sums that were rounded on the way are counted once more, with what is cut off them.
  const exact = cells.map((each) => (each.mayBeRounded() ? new Cells(each.measure, buckets, true) : each));
  const again = exact.filter((each) => !cells.includes(each));
  if (again.length > 0) yield* count(grouping, places, again);
  return exact.map((each) => each.groups(places, columns.length));
}

/** So many blocks are a step, each as often as there are sums: also where places take long to find. */
const STEP = 8;

/** Goes through the rows once. */
function* count({ dataset, filters = [] }: Grouping, places: Places, all: readonly Cells[]): Steps<void> {
  const { time } = dataset;
  const buckets = time?.starts.length ?? 1;
  const selection = new Selection(filters);
  const [at, codes] = [new Int32Array(BLOCK), new Int32Array(BLOCK)];
  let work = 0;
  for (const block of blocksOf(dataset)) {
    work += all.length;
    if (work >= STEP) {
      yield;
      work = 0;
    }
    const kept = selection.in(block);
    if (kept.count === 0) continue;
    places.find(kept, at);
    let spread = { width: buckets, offset: block.bucket ?? 0 };
    if (time && block.bucket === undefined) {
      codesOf(kept, time.codes, codes);
      addMapped(at, kept.count, codes, time.buckets, buckets);
      spread = { width: 1, offset: 0 };
    }
    for (const each of all) {
      each.reserve(places.count);
      each.add(kept, at, spread);
    }
  }
}

/** What is summed up, for groups × buckets; it grows with the groups. */
class Cells {
  sums = new Float64Array(0);
  counts = new Int32Array(0);
  empties = new Int32Array(0);
  /** What rounding has cut off the sums. */
  lost = new Float64Array(0);
  /** Of the block, where they do not stand one behind the other: the numbers, and the rows with one and their places. */
  private readonly whole = new Uint32Array(BLOCK);
  private readonly numbers = new Float64Array(BLOCK);
  private readonly rows = new Int32Array(BLOCK);
  private readonly at = new Int32Array(BLOCK);

  constructor(
    readonly measure: NumberColumn | undefined,
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

  /** Adds the rows of a block, each at its place. */
  add(kept: Kept, at: Int32Array, spread: Spread): void {
    const { measure, empties } = this;
    if (!measure) countRows(at, kept.count, spread, this.counts);
    else if (measure.missing && mayHaveBit(kept, measure.missing)) {
      const rows = rowsOf(kept, this.rows);
      const count = leaveOut(measure.missing, rows, kept.count, at, spread, empties, this.rows, this.at);
      this.addNumbers(measure, { ...kept, count, rows: this.rows }, this.at, spread);
    } else this.addNumbers(measure, kept, at, spread);
  }

  private addNumbers({ values }: NumberColumn, kept: Kept, at: Int32Array, spread: Spread): void {
    const { whole, numbers, sums, counts } = this;
    if (values instanceof Float64Array)
      addExactly(at, kept.count, spread, numbersOf(kept, values, numbers), this);
    else {
      const own = wholeOf(kept, values, whole);
      if (this.isExact) {
        numbers.set(own.subarray(0, kept.count));
        addExactly(at, kept.count, spread, numbers, this);
      } else addWhole(at, kept.count, spread, own, sums, counts);
    }
  }

  /** Sums of whole numbers that are not negative are exact if the last of them is. */
  mayBeRounded(): boolean {
    if (this.isExact) return false;
    const { sums } = this;
    for (let cell = 0; cell < sums.length; cell++) if (sums[cell]! > Number.MAX_SAFE_INTEGER) return true;
    return false;
  }

  /** The groups with a row, of so many columns. Nothing can be added any more. */
  groups(places: Places, columns: number): Groups {
    this.reserve(places.count);
    const { buckets, sums, counts, empties, lost, measure } = this;
    for (let cell = 0; cell < lost.length; cell++) sums[cell]! += lost[cell]!;
    const used: number[] = [];
    for (let place = 0; place < places.count; place++) {
      let cell = place * buckets;
      const end = cell + buckets;
      while (cell < end && counts[cell] === 0 && empties[cell] === 0) cell++;
      if (cell < end) used.push(place);
    }
    const codes = new Int32Array(used.length * columns);
    for (const [group, place] of used.entries()) {
      places.codesOf(place, codes, group * columns);
      if (group === place) continue;
      // No group comes before its place: what is written over has been moved already.
      for (let bucket = 0; bucket < buckets; bucket++) {
        const to = group * buckets + bucket;
        const cell = place * buckets + bucket;
        sums[to] = sums[cell]!;
        counts[to] = counts[cell]!;
        empties[to] = empties[cell]!;
      }
    }
    const length = used.length * buckets;
    return {
      ...{ count: used.length, buckets, codes, scale: measure?.scale ?? 1 },
      sums: begin(sums, length),
      counts: begin(counts, length),
      empties: begin(empties, length),
    };
  }
}

/** The first cells, as a copy where most of the others would be kept for nothing. */
function begin<A extends Float64Array | Int32Array>(cells: A, length: number): A {
  return (cells.length > 1.25 * length ? cells.slice(0, length) : cells.subarray(0, length)) as A;
}
