/** What is doubtful about a file from one bucket to the next. Nothing is changed: it is said, with what is done about it. */
import { keyOfBucket, type Day } from './calendar';
import { bucketAt, type Dataset, type NumberColumn, type TextColumn, type TimeColumn } from './dataset';
import { missingStarts, nextStart, runsText } from './gaps';
import type { Groups } from './groupBy';
import { groupedEachSteps, groupedSteps } from './grouped';
import { tellingApart } from './members';
import type { Say } from './problem';
import { placeOfLine } from './sources';
import { stretches, type Steps } from './steps';

type Timed = Dataset & { readonly time: TimeColumn };

export function* checkSeries(dataset: Dataset, say: Say): Steps<void> {
  if (!isTimed(dataset)) return;
  checkGaps(dataset, say);
  const columns = tellingApart(dataset);
  const amounts = [...dataset.numbers.values()].filter(({ additive }) => additive);
  const groups = yield* groupedEachSteps({ dataset, columns }, amounts);
  yield* checkEnd(dataset, columns, say);
  for (const [index, column] of amounts.entries())
    yield* checkUnit(dataset, columns, column, groups[index], say);
}

function isTimed(dataset: Dataset): dataset is Timed {
  return dataset.time !== undefined;
}

/** Where so many times more buckets are missing than there are, the dates are of events, and no series. */
const SPARSE = 3;

/** Buckets without a row between others that have some. */
function checkGaps({ file, time }: Timed, say: Say): void {
  const { grain } = time;
  const missing = missingStarts(time);
  if (missing.length === 0 || missing.length > SPARSE * time.starts.length) return;
  const which = `${file} has no row for ${runsText(missing, grain)}`;
  const cut = grain === 'day' ? ` ${weeksOf(missing)}` : '';
  say({
    severity: 'information',
    code: 'gaps',
    message: `${which}. What is missing is not zero: changes and averages over it are empty.${cut}`,
    about: 'file',
  });
}

/** The weeks that lack a day. */
function weeksOf(days: readonly Day[]): string {
  const mondays = [...new Set(days.map((day) => day - ((((day + 3) % 7) + 7) % 7)))];
  const [verb, noun] = mondays.length === 1 ? ['counts', 'week'] : ['count', 'weeks'];
  return `The ${noun} ${runsText(mondays, 'week')} ${verb} as partial.`;
}

/** With so many buckets before it, the last one is held against what is usual. */
const USUAL = { fewest: 4, most: 8 } as const;
/** Below this part of the least of them, the last bucket looks as if it were not over yet. */
const SHORT_TOKENS = 0.6;
const SHORT_ROWS = 0.5;

/** A last bucket that is so small that the file was probably written before its end. */
function* checkEnd(dataset: Timed, columns: readonly TextColumn[], say: Say): Steps<void> {
  const { file, time, numbers } = dataset;
  const { grain, starts } = time;
  const tokens = numbers.get('tokens');
  const last = starts.length - 1;
  if (time.completeUntil !== undefined || !tokens || last < USUAL.fewest) return;
  const groups = yield* groupedSteps({ dataset, measure: tokens, columns });
  const inBucket = (cells: Float64Array | Int32Array, bucket: number): number => {
    let sum = 0;
    for (let at = bucket; at < cells.length; at += groups.buckets) sum += cells[at] ?? 0;
    return sum;
  };
  const empty = starts.map((_, at) => inBucket(groups.empties, at));
  const rows = starts.map((_, at) => inBucket(groups.counts, at) + (empty[at] ?? 0));
  // A cell without a figure makes the sum of its bucket unknown.
  const sums = starts.map((_, at) => ((empty[at] ?? 0) > 0 ? NaN : inBucket(groups.sums, at) / groups.scale));
  const from = Math.max(0, last - USUAL.most);
  const least = (of: readonly number[]): number => Math.min(...of.slice(from, last));
  const [fewest, smallest] = [least(rows), least(sums)];
  const [lastRows, lastSum] = [rows[last] ?? 0, sums[last] ?? 0];
  const short = lastSum < SHORT_TOKENS * smallest;
  if (!short && lastRows >= SHORT_ROWS * fewest) return;
  const key = (at: number): string => keyOfBucket(starts[at] ?? 0, grain);
  const figure = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 0 });
  const than = `the ${last - from} ${grain}s before it have at least`;
  const why = short
    ? `has ${figure(lastSum)} tokens, and ${than} ${figure(smallest)}`
    : `has ${figure(lastRows)} ${lastRows === 1 ? 'row' : 'rows'}, and ${than} ${figure(fewest)}`;
  say({
    severity: 'information',
    code: 'short-end',
    message: `${file}: ${key(last)} ${why}. It may not be complete; it is counted as a whole ${grain}. If it is none, add \`complete until ${key(last - 1)}\`.`,
    about: 'file',
    add: [`complete until ${key(last - 1)}`],
  });
}

/** A factor by which a unit is off, and not an amount: members rise and fall besides, but not all by a thousand. */
const JUMP = { from: 500, to: 2000 } as const;
/** Nearly all members have to take part, each by a factor that a change of unit explains. */
const TAKES_PART = { from: 100, to: 10_000, part: 0.75 } as const;

/** Figures that are all a thousand times larger, or smaller, than in the bucket before. */
function* checkUnit(
  dataset: Timed,
  columns: readonly TextColumn[],
  column: NumberColumn,
  groups: Groups | undefined,
  say: Say,
): Steps<void> {
  const { time } = dataset;
  const jump = groups && firstJump(time, groups);
  if (!jump) return;
  const { bucket, member, up, taking, shared } = jump;
  const row = yield* rowOf(dataset, columns, groups, bucket, member);
  const key = (at: number): string => keyOfBucket(time.starts[at] ?? 0, time.grain);
  const many = shared === 1 ? '' : ` in ${taking} of the ${shared} that both have`;
  say({
    severity: 'warning',
    code: 'unit-jump',
    message: `${placeOfLine(dataset, dataset.lines.at(row))}: from ${key(bucket - 1)} to ${key(bucket)} "${column.name}" becomes about a thousand times ${up ? 'larger' : 'smaller'}${many}, as if its unit had changed. Nothing is converted; mend the figures of one side.`,
    about: 'file',
  });
}

/** The first row of a member in a bucket. */
function* rowOf(
  { time, rows }: Timed,
  columns: readonly TextColumn[],
  { codes }: Groups,
  bucket: number,
  member: number,
): Steps<number> {
  const width = columns.length;
  for (const [from, to] of stretches(rows)) {
    yield;
    for (let row = from; row < to; row++) {
      if (bucketAt(time, row) !== bucket) continue;
      if (columns.every((column, index) => column.codes[row] === codes[member * width + index])) return row;
    }
  }
  return 0;
}

interface Jump {
  readonly bucket: number;
  /** The first member that takes part in it. */
  readonly member: number;
  readonly up: boolean;
  readonly taking: number;
  readonly shared: number;
}

function firstJump({ starts, grain }: TimeColumn, groups: Groups): Jump | undefined {
  for (let bucket = 1; bucket < starts.length; bucket++) {
    if (nextStart(starts[bucket - 1] ?? 0, grain) !== starts[bucket]) continue;
    if (!mayJump(groups, bucket)) continue;
    const factors = factorsOf(groups, bucket);
    const up = jumpOf(factors.map(({ factor }) => factor));
    if (up === undefined) continue;
    const taking = factors.filter(({ factor }) => takesPart(factor, up));
    const member = taking[0]?.member ?? 0;
    return { bucket, member, up, taking: taking.length, shared: factors.length };
  }
  return undefined;
}

/** Whether enough members take part in a jump one way or the other: told quickly, because nearly no bucket has one. */
function mayJump({ count, buckets, sums, empties }: Groups, bucket: number): boolean {
  let [shared, up, down] = [0, 0, 0];
  for (let at = bucket; at < count * buckets; at += buckets) {
    const was = sums[at - 1] ?? 0;
    const is = sums[at] ?? 0;
    if (!(was > 0 && is > 0) || empties[at - 1] !== 0 || empties[at] !== 0) continue;
    shared++;
    if (takesPart(is / was, true)) up++;
    else if (takesPart(is / was, false)) down++;
  }
  return shared > 0 && Math.max(up, down) >= TAKES_PART.part * shared;
}

/** What the figures of every member are multiplied by from the bucket before to this one. */
function factorsOf(
  { count, buckets, sums, empties }: Groups,
  bucket: number,
): { readonly member: number; readonly factor: number }[] {
  return Array.from({ length: count }, (_, member) => ({ member, at: member * buckets + bucket })).flatMap(
    ({ member, at }) => {
      const [was = 0, is = 0] = [sums[at - 1], sums[at]];
      const missing = (empties[at - 1] ?? 0) + (empties[at] ?? 0) > 0;
      return !missing && was > 0 && is > 0 ? [{ member, factor: is / was }] : [];
    },
  );
}

function takesPart(factor: number, up: boolean): boolean {
  const size = up ? factor : 1 / factor;
  return size >= TAKES_PART.from && size <= TAKES_PART.to;
}

/** Whether most jump, and which way; undefined if they do not. */
function jumpOf(factors: readonly number[]): boolean | undefined {
  const middle = [...factors].sort((a, b) => a - b)[Math.floor(factors.length / 2)] ?? 1;
  const up = middle > 1;
  const size = up ? middle : 1 / middle;
  if (size < JUMP.from || size > JUMP.to) return undefined;
  const taking = factors.filter((factor) => takesPart(factor, up));
  return taking.length >= TAKES_PART.part * factors.length ? up : undefined;
}
