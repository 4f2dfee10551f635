/** A file that says something else about the past than it said before. New buckets behind the old ones are no such thing. */
import { keyOfBucket, type Day } from './calendar';
import type { Dataset, TimeColumn } from './dataset';
import { groupBy } from './groupBy';
import { tellingApart } from './members';
import type { ReadProblem } from './problem';

/** Sums of the same figures in another order may differ by so much. */
const NOTHING = 1e-9;

/** What a file holds of one bucket. */
interface Holding {
  readonly total: number;
  readonly members: ReadonlyMap<string, number>;
}

/**
 * The warning about a past that was restated between two readings of a file; undefined if nothing but what was added
 * differs. A last bucket that has grown was only not finished before.
 */
export function restated(before: Dataset, after: Dataset): ReadProblem | undefined {
  const { time } = before;
  if (!time || time.grain !== after.time?.grain) return undefined;
  const names = tellingApart(before).map(({ name }) => name);
  const columns = names.filter((name) => after.texts.has(name)).sort();
  const was = holdings(before, time, columns);
  const is = holdings(after, after.time, columns);
  const last = time.starts.at(-1);
  const changed = [...was].flatMap(([start, old]) => {
    const now = is.get(start);
    if (start === last && now && now.total >= old.total) return [];
    const what = differenceOf(old, now);
    return what === undefined ? [] : [{ start, what }];
  });
  const [first, ...others] = changed;
  if (!first) return undefined;
  const { grain } = time;
  const more =
    others.length === 0
      ? ''
      : `, and ${others.length} more ${others.length === 1 ? `${grain} differs` : `${grain}s differ`}`;
  return {
    severity: 'warning',
    code: 'restated',
    message: `${after.file} has changed since it was read before, and its past with it: in ${keyOfBucket(first.start, grain)} ${first.what}${more}. The new figures are used; pin the file with \`sha256\` to be told of every change.`,
    about: 'file',
  };
}

function holdings(
  dataset: Dataset,
  { starts }: TimeColumn,
  columns: readonly string[],
): ReadonlyMap<Day, Holding> {
  const { texts, numbers } = dataset;
  const found = starts.map(() => ({ total: 0, members: new Map<string, number>() }));
  const words = columns.flatMap((name) => texts.get(name) ?? []);
  const measure = numbers.get('tokens');
  if (measure) {
    const { count, buckets, codes, sums, counts, scale } = groupBy({ dataset, measure, columns: words });
    for (let group = 0; group < count; group++) {
      const own = words.map((column, at) => column.words[codes[group * words.length + at] ?? -1] ?? '');
      const member = own.join(', ');
      for (const [at, bucket] of found.entries()) {
        if (counts[group * buckets + at] === 0) continue;
        const value = (sums[group * buckets + at] ?? 0) / scale;
        bucket.total += value;
        bucket.members.set(member, (bucket.members.get(member) ?? 0) + value);
      }
    }
  }
  return new Map(found.map((each, at) => [starts[at] ?? 0, each]));
}

/** What is different in a bucket, in words. */
function differenceOf(was: Holding, is: Holding | undefined): string | undefined {
  if (!is) return `it had ${figure(was.total)} tokens, and has no row any more`;
  const member = [...was.members].find(([name, value]) => !same(value, is.members.get(name)));
  const added = [...is.members.keys()].find((name) => !was.members.has(name));
  if (!member && added === undefined) return undefined;
  if (!same(was.total, is.total)) return `it had ${figure(was.total)} tokens, and has ${figure(is.total)}`;
  const [name, value] = member ?? [added ?? '', 0];
  return `${name} had ${figure(value)} tokens, and has ${figure(is.members.get(name) ?? 0)}`;
}

function same(one: number, other = NaN): boolean {
  return Math.abs(one - other) <= NOTHING * Math.max(Math.abs(one), Math.abs(other));
}

function figure(value: number): string {
  return value.toLocaleString('en-US');
}
