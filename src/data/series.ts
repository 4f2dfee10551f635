/** What is doubtful about a file from one bucket to the next. Nothing is changed: it is said, with what is done about it. */
import { keyOfBucket, type Day } from './calendar';
import type { Dataset, TimeColumn } from './dataset';
import { missingStarts, nextStart, runsText } from './gaps';
import { membersOf, rowsByBucket, type Members } from './members';
import type { Say } from './problem';
import { placeOfLine } from './sources';

type Timed = Dataset & { readonly time: TimeColumn };

export function checkSeries(dataset: Dataset, say: Say): void {
  if (!isTimed(dataset)) return;
  checkGaps(dataset, say);
  checkEnd(dataset, say);
  checkUnits(dataset, say);
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
function checkEnd({ file, time, numbers }: Timed, say: Say): void {
  const { grain, starts, buckets } = time;
  const tokens = numbers.get('tokens')?.values;
  const last = starts.length - 1;
  if (time.completeUntil !== undefined || !tokens || last < USUAL.fewest) return;
  const rows = new Float64Array(starts.length);
  const sums = new Float64Array(starts.length);
  for (const [row, bucket] of buckets.entries()) {
    rows[bucket] = (rows[bucket] ?? 0) + 1;
    // A cell without a figure makes the sum of its bucket unknown.
    sums[bucket] = (sums[bucket] ?? 0) + (tokens[row] ?? NaN);
  }
  const from = Math.max(0, last - USUAL.most);
  const least = (of: Float64Array): number => Math.min(...of.slice(from, last));
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
function checkUnits(dataset: Timed, say: Say): void {
  const { time, numbers } = dataset;
  const members = membersOf(dataset);
  const rows = rowsByBucket(time.buckets, time.starts.length);
  for (const { name, additive, values } of numbers.values()) {
    if (!additive) continue;
    const jump = firstJump(time, rows, members, values);
    if (!jump) continue;
    const { row, bucket, up, taking, shared } = jump;
    const key = (at: number): string => keyOfBucket(time.starts[at] ?? 0, time.grain);
    const many = shared === 1 ? '' : ` in ${taking} of the ${shared} that both have`;
    say({
      severity: 'warning',
      code: 'unit-jump',
      message: `${placeOfLine(dataset, dataset.lines[row] ?? 0)}: from ${key(bucket - 1)} to ${key(bucket)} "${name}" becomes about a thousand times ${up ? 'larger' : 'smaller'}${many}, as if its unit had changed. Nothing is converted; mend the figures of one side.`,
      about: 'file',
    });
  }
}

interface Jump {
  readonly row: number;
  readonly bucket: number;
  readonly up: boolean;
  readonly taking: number;
  readonly shared: number;
}

function firstJump(
  { starts, grain }: TimeColumn,
  rows: readonly (readonly number[])[],
  members: Members,
  values: Float64Array,
): Jump | undefined {
  let before = new Map<number, number>();
  for (const [bucket, own] of rows.entries()) {
    const now = new Map<number, number>();
    for (const row of own) {
      const member = members.of[row] ?? 0;
      now.set(member, (now.get(member) ?? 0) + (values[row] ?? NaN));
    }
    const follows = bucket > 0 && nextStart(starts[bucket - 1] ?? 0, grain) === starts[bucket];
    const factors = follows ? factorsOf(before, now) : [];
    const up = jumpOf(factors.map(({ factor }) => factor));
    if (up !== undefined) {
      const taking = factors.filter(({ factor }) => takesPart(factor, up));
      const [first] = taking;
      const row = own.find((each) => members.of[each] === first?.member) ?? own[0] ?? 0;
      return { row, bucket, up, taking: taking.length, shared: factors.length };
    }
    before = now;
  }
  return undefined;
}

function factorsOf(
  before: ReadonlyMap<number, number>,
  now: ReadonlyMap<number, number>,
): { readonly member: number; readonly factor: number }[] {
  return [...now].flatMap(([member, value]) => {
    const was = before.get(member) ?? NaN;
    return was > 0 && value > 0 ? [{ member, factor: value / was }] : [];
  });
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
