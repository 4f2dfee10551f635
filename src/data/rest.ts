/**
 * `rest from platform`: a top list and the totals of another dataset → a dataset of everything, in which `other` is what
 * the list leaves out.
 */
import { closest } from '../language/closest';
import { keyOfBucket, weekdayLabel, weekdayName, type Day } from './calendar';
import { codesFor } from './codes';
import {
  bucketAt,
  identityRole,
  isOther,
  numberAt,
  OTHER,
  withNumbers,
  wordAt,
  type Dataset,
  type NumberColumn,
  type TextColumn,
  type TimeColumn,
} from './dataset';
import { listedLines } from './lines';
import { orProblem, Unreadable, type ReadProblem, type ReadResult } from './problem';

const ABOUT = { option: 'rest' } as const;
/** The line of a row that stands in no file. */
const NO_LINE = 0;
/** The part of a total by which a sum of fractions may be off. */
const NOTHING = 1e-12;

/** The bucket of a snapshot, which has no day. */
const SNAPSHOT: Day = 0;

/**
 * Adds to every bucket of `list` a row OTHER with the tokens of `totals` minus those of the rows that the list names;
 * lump rows of its own are replaced. Its listed rows then are part of all tokens, so `listsTop` is gone. A bucket without a
 * total is left out, because nobody knows what it lacks. There is no dataset if the two do not fit, or if the list holds
 * more than the total.
 */
export function completeWith(list: Dataset, totals: Dataset): ReadResult {
  return orProblem(() => {
    const identity = fit(list, totals);
    const listed = sums(list, (row) => !isLump(identity, row));
    const all = totalsOf(totals);
    const starts = [...listed.keys()].filter((start) => all.has(start)).sort((a, b) => a - b);
    if (starts.length === 0)
      fail('rest-apart', `${totals.name} has a total for no ${grainOf(list)} of ${list.name}.`);
    const rest = remainders(list, totals, starts, listed, all);
    return {
      dataset: rebuild(list, identity, starts, rest, totals),
      problems: [...leftOut(list, totals, listed, all)],
    };
  });
}

function fail(code: string, message: string): never {
  throw new Unreadable(code, message, ABOUT);
}

function grainOf({ time }: Dataset): string {
  return time?.grain ?? 'row';
}

/** Whether totals of one dataset can complete the other; gives the column in which OTHER is written. */
function fit(list: Dataset, totals: Dataset): TextColumn {
  for (const { name, numbers } of [list, totals]) {
    if (!numbers.has('tokens'))
      fail(
        'rest-tokens',
        `${name} has no tokens, so no rest can be computed; name them: \`columns tokens = …\`.`,
      );
  }
  const role = identityRole(list);
  const identity = role && list.texts.get(list.roles[role] ?? '');
  if (!identity)
    fail(
      'rest-names',
      `${list.name} has no column of models, labs or countries beside which a rest could stand.`,
    );
  if (totals.listsTop !== undefined)
    fail(
      'rest-list',
      `${totals.name} holds only the top ${totals.listsTop} of every ${grainOf(totals)}, so its sums are no totals; take another dataset.`,
    );
  const [own, other] = [rhythm(list), rhythm(totals)];
  if (own !== other)
    fail(
      'rest-grain',
      `${list.name} has ${own} and ${totals.name} has ${other}: a rest can be computed only between the same buckets.`,
    );
  return identity;
}

/** In what steps a dataset goes through time, in words. */
function rhythm({ time }: Dataset): string {
  if (!time) return 'no dates';
  return time.grain === 'week'
    ? `weeks that start on a ${weekdayLabel(weekdayName(time.starts[0] ?? 0))}`
    : `a row for every ${time.grain}`;
}

function isLump(identity: TextColumn, row: number): boolean {
  return isOther(wordAt(identity, row) ?? '');
}

function startOf({ time }: Dataset, row: number): Day {
  return time?.starts[bucketAt(time, row)] ?? SNAPSHOT;
}

/** Bucket → the tokens of the rows that are counted. An empty cell adds nothing: its tokens are part of the rest. */
function sums(dataset: Dataset, counts: (row: number) => boolean): Map<Day, number> {
  const tokens = dataset.numbers.get('tokens');
  const found = new Map<Day, number>();
  for (let row = 0; row < dataset.rows; row++) {
    const start = startOf(dataset, row);
    const value = tokens && counts(row) ? numberAt(tokens, row) : 0;
    found.set(start, (found.get(start) ?? 0) + (Number.isNaN(value) ? 0 : value));
  }
  return found;
}

/** Bucket → all tokens; without the buckets of which a cell is empty, since their total is not known. */
function totalsOf(totals: Dataset): Map<Day, number> {
  const found = sums(totals, () => true);
  const tokens = totals.numbers.get('tokens');
  for (let row = 0; tokens && row < totals.rows; row++)
    if (Number.isNaN(numberAt(tokens, row))) found.delete(startOf(totals, row));
  return found;
}

/** What is left of every bucket; throws Unreadable where the list holds more than there is. */
function remainders(
  list: Dataset,
  totals: Dataset,
  starts: readonly Day[],
  listed: ReadonlyMap<Day, number>,
  all: ReadonlyMap<Day, number>,
): number[] {
  const rest = starts.map((start) => difference(all.get(start) ?? 0, listed.get(start) ?? 0));
  const below = starts.filter((_, at) => (rest[at] ?? 0) < 0);
  const [first] = below;
  if (first === undefined) return rest;
  const figure = (value: number | undefined): string => (value ?? 0).toLocaleString('en-US');
  const at = list.time ? ` in ${keyOfBucket(first, list.time.grain)}` : '';
  const more = below.length > 1 ? ` The same in ${below.length - 1} more.` : '';
  return fail(
    'rest-negative',
    `The rows of ${list.name} add up to ${figure(listed.get(first))} tokens${at}, which is more than the total of ${figure(all.get(first))} in ${totals.name}: the two do not count the same.${more}`,
  );
}

/** Whole numbers are subtracted exactly; of fractions a difference in the last digits is none. */
function difference(total: number, part: number): number {
  const left = total - part;
  return Number.isInteger(left) || Math.abs(left) > NOTHING * Math.abs(total) ? left : 0;
}

/** The listed rows of the shared buckets, followed by one row OTHER for each of these. */
function rebuild(
  list: Dataset,
  identity: TextColumn,
  starts: readonly Day[],
  rest: readonly number[],
  totals: Dataset,
): Dataset {
  const shared = new Map(starts.map((start, at) => [start, at]));
  const kept = Array.from({ length: list.rows }, (_, row) => row).filter(
    (row) => !isLump(identity, row) && shared.has(startOf(list, row)),
  );
  let lumped = 0;
  for (let row = 0; row < list.rows; row++) if (isLump(identity, row)) lumped++;
  const texts = [...list.texts].map(([key, column]): [string, TextColumn] => {
    const before = column.words.length;
    const words = column === identity ? [...column.words, OTHER] : column.words;
    // An empty cell has the code behind the last word; the added rows have the new word, or are empty.
    const codeOf = (row: number): number => {
      const code = column.codes[row] ?? before;
      return code === before ? words.length : code;
    };
    const codes = codesFor(words.length + 1, kept.length + starts.length);
    codes.set([...kept.map(codeOf), ...starts.map(() => before)]);
    return [key, { ...column, words, codes }];
  });
  const numbers = [...list.numbers].map(([key, column]): [string, NumberColumn] => {
    const added = key === 'tokens' ? rest : rest.map(() => NaN);
    const values = Float64Array.from([...kept.map((row) => numberAt(column, row)), ...added]);
    return [key, withNumbers(column, values)];
  });
  const untotalled = list.rows - kept.length - lumped;
  const time = list.time && withoutTimes(list.time);
  return {
    ...list,
    unused: [
      ...(list.unused ?? []),
      { rows: lumped, why: 'lumped, for which the rest stands' },
      { rows: untotalled, why: `of a ${grainOf(list)} without a total in ${totals.name}` },
    ],
    rows: kept.length + starts.length,
    lines: listedLines([...kept.map((row) => list.lines.at(row)), ...starts.map(() => NO_LINE)]),
    computed: starts.length,
    time: time && {
      ...time,
      ...datesOf(time, kept, starts),
      starts,
      ends: starts.map((start) => time.ends[time.starts.indexOf(start)] ?? start),
      ...earlierEnd(time, totals.time),
    },
    texts: new Map(texts),
    numbers: new Map(numbers),
    listsTop: undefined,
    cite: [...new Set([list.cite, totals.cite].filter((each) => each !== undefined))].join('; ') || undefined,
  };
}

/** The days of the kept rows, and behind them the first day of every bucket. */
function datesOf(
  time: TimeColumn,
  kept: readonly number[],
  starts: readonly Day[],
): Pick<TimeColumn, 'codes' | 'days' | 'buckets'> {
  const before = time.days.length;
  const days = Int32Array.from([...time.days, ...starts]);
  const codes = codesFor(days.length, kept.length + starts.length);
  codes.set([...kept.map((row) => time.codes[row] ?? 0), ...starts.map((_, at) => before + at)]);
  const bucketOf = (start: Day | undefined): number => Math.max(0, starts.indexOf(start ?? SNAPSHOT));
  const buckets = [...time.buckets].map((bucket) => bucketOf(time.starts[bucket]));
  return { codes, days, buckets: Int32Array.from([...buckets, ...starts.keys()]) };
}

/** A rest belongs to a whole bucket, and to no time of a day. */
function withoutTimes(time: TimeColumn): TimeColumn {
  const { times, ...days } = time;
  return times ? days : time;
}

/** What is complete in only one of the two is not complete. */
function earlierEnd(list: TimeColumn, totals: TimeColumn | undefined): Pick<TimeColumn, 'completeUntil'> {
  const ends = [list.completeUntil, totals?.completeUntil].filter((each) => each !== undefined);
  return ends.length > 0 ? { completeUntil: Math.min(...ends) } : {};
}

/** Says which buckets only one of the two has. */
function* leftOut(
  list: Dataset,
  totals: Dataset,
  listed: ReadonlyMap<Day, number>,
  all: ReadonlyMap<Day, number>,
): Generator<ReadProblem> {
  const { time } = list;
  if (!time) return;
  const named = (starts: readonly Day[]): string => {
    const [first = 0] = starts;
    const one = keyOfBucket(first, time.grain);
    return starts.length === 1 ? one : `${one} and ${starts.length - 1} more`;
  };
  const sorted = (starts: Iterable<Day>): Day[] => [...starts].sort((a, b) => a - b);
  const untotalled = sorted(listed.keys()).filter((start) => !all.has(start));
  if (untotalled.length > 0) {
    const message = `${totals.name} has no total for ${named(untotalled)}: what ${list.name} lists there is left out, because nobody can say what it is a part of.`;
    yield { severity: 'warning', code: 'rest-no-total', message, about: ABOUT };
  }
  const unlisted = sorted(all.keys()).filter((start) => !listed.has(start));
  if (unlisted.length > 0) {
    const message = `${list.name} lists nothing for ${named(unlisted)} of ${totals.name}: ${unlisted.length === 1 ? 'it stays' : 'they stay'} missing.`;
    yield { severity: 'information', code: 'rest-no-list', message, about: ABOUT };
  }
}

/** What is said where `rest from` names no dataset of the notebook. */
export function unknownTotals(name: string, datasets: readonly string[]): ReadProblem {
  const near = closest(name, datasets);
  const hint =
    near[0] !== undefined
      ? `did you mean \`${near[0]}\`?`
      : `attach it (\`attach ${name} from "…"\`), or leave \`rest from ${name}\` out.`;
  return {
    severity: 'error',
    code: 'rest-unknown',
    message: `No dataset of this notebook is called \`${name}\`; ${hint}`,
    about: ABOUT,
    ...(near.length > 0 ? { instead: near } : {}),
  };
}

/** What is said where the dataset that `rest from` names could not be read. */
export function unreadTotals(name: string): ReadProblem {
  const message = `The rest cannot be computed, because \`${name}\` could not be read; mend its \`attach\` first.`;
  return { severity: 'error', code: 'rest-unread', message, about: ABOUT };
}

/** What is said to each of datasets that wait for one another: `path` leads from one back to itself. */
export function circularTotals(path: readonly string[]): ReadProblem {
  const message = `The rest goes round in a circle (${path.join(' → ')}): one of these datasets must hold its own totals.`;
  return { severity: 'error', code: 'rest-circle', message, about: ABOUT };
}
