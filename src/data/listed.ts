/** Files that hold only the top of a list: how they are recognised, and whether all their buckets are as long. */
import type { Day } from './calendar';
import { bucketAt, identityRole, isOther, type Dataset } from './dataset';
import { runsText } from './gaps';
import type { Say } from './problem';

/** A bucket of more rows is taken for a census, not for the top of a list. */
const LONGEST_TOP_LIST = 20;

/** The dataset with the length of its list: as the statement says, or as it is recognised where nothing is `known` of the rest. */
export function withList(dataset: Dataset, rest: string | undefined, say: Say): Dataset {
  if (dataset.listsTop !== undefined) {
    checkStated(dataset, dataset.listsTop, say);
    return dataset;
  }
  return rest === undefined ? { ...dataset, listsTop: recognise(dataset, say) } : dataset;
}

/** Few rows in every bucket and no `other`: the top of a list, not everything. */
function recognise(dataset: Dataset, say: Say): number | undefined {
  const { time, texts, numbers, roles, file } = dataset;
  const identity = identityRole(dataset) === 'model' ? texts.get(roles.model ?? '') : undefined;
  if (!identity || !time || !numbers.has('tokens')) return undefined;
  if (time.starts.length < 2 || identity.words.some(isOther)) return undefined;
  if (isLong(dataset)) return undefined;
  const lengths = listLengths(dataset);
  const most = largest(lengths);
  if (most > LONGEST_TOP_LIST || identity.words.length <= most) return undefined;
  const fewest = smallest(lengths);
  say({
    severity: 'information',
    code: 'top-list',
    message: `${file} has ${fewest === most ? String(most) : `${fewest} to ${most}`} rows in every ${time.grain} and no "other" row: it is taken for the top of a list, and its figures are of listed rows, not of all tokens.`,
    about: 'file',
  });
  if (fewest < most) sayUneven(dataset, lengths, say);
  return most;
}

/** Whether the first rows show already that a bucket lists too many: then nobody has to count them all. */
function isLong(dataset: Dataset): boolean {
  const { time, texts, roles, rows } = dataset;
  const identity = texts.get(roles.model ?? '');
  const first = bucketAt(time, 0);
  const seen = new Set<number>();
  for (let row = 0; row < rows && seen.size <= LONGEST_TOP_LIST; row++)
    if (identity && bucketAt(time, row) === first) seen.add(identity.codes[row] ?? 0);
  return seen.size > LONGEST_TOP_LIST;
}

/** Whether the file is as long as the statement says. */
function checkStated(dataset: Dataset, stated: number, say: Say): void {
  const lengths = listLengths(dataset);
  const most = largest(lengths);
  if (most > stated && !hasSeveralLists(dataset, stated)) {
    const at = lengths.indexOf(most);
    const where = dataset.time ? ` in ${runsText([dataset.time.starts[at] ?? 0], dataset.time.grain)}` : '';
    say({
      severity: 'warning',
      code: 'list-longer',
      message: `${dataset.file} lists ${most}${where}, and the statement says \`lists top ${stated}\`. All of its rows are counted; write \`lists top ${most}\`, or \`lists all\` if the file holds everything.`,
      about: { option: 'lists' },
      instead: [String(most)],
    });
  }
  if (smallest(lengths) < most) sayUneven(dataset, lengths, say);
}

/** Says which buckets list fewer than others: their sums are not of the same number of members. */
function sayUneven({ file, time }: Dataset, lengths: readonly number[], say: Say): void {
  if (!time) return;
  const byLength = new Map<number, Day[]>();
  for (const [at, length] of lengths.entries()) {
    const starts = byLength.get(length) ?? [];
    starts.push(time.starts[at] ?? 0);
    byLength.set(length, starts);
  }
  const groups = [...byLength].sort(([a], [b]) => a - b);
  const [[fewest] = [0]] = groups;
  const shown = groups.slice(0, -1).slice(0, MOST_GROUPS);
  const texts = shown.map(([length, starts]) => `${length} in ${runsText(starts, time.grain)}`);
  const most = groups.at(-1)?.[0] ?? fewest;
  const rest = groups.length - 1 > MOST_GROUPS ? `up to ${most} in others` : `${most} in all others`;
  say({
    severity: 'information',
    code: 'uneven-list',
    message: `${file} lists fewer in some ${time.grain}s than in others: ${texts.join('; ')}; ${rest}. Every listed row is counted; \`within top ${fewest} models each ${time.grain}\` counts as many everywhere.`,
    about: 'file',
  });
}

const MOST_GROUPS = 3;

/** Bucket → how many members it lists by name; rows that say the same twice are one. */
export function listLengths(dataset: Dataset): number[] {
  const { time } = dataset;
  return countLists(dataset, time?.starts.length ?? 1, (row) => bucketAt(time, row));
}

/** List → how many members it has by name, where each row stands in one list. */
function countLists(dataset: Dataset, lists: number, listOf: (row: number) => number): number[] {
  const { texts, roles, rows } = dataset;
  const role = identityRole(dataset);
  const identity = role && texts.get(roles[role] ?? '');
  const lumps = identity?.words.map(isOther) ?? [];
  const width = (identity?.words.length ?? 0) + 1;
  const lengths = Array.from({ length: lists }, () => 0);
  const seen = new Uint8Array(identity ? lists * width : 0);
  for (let row = 0; row < rows; row++) {
    const code = identity?.codes[row] ?? 0;
    if (lumps[code] === true) continue;
    const list = listOf(row);
    if (identity) {
      const key = list * width + code;
      if (seen[key] === 1) continue;
      seen[key] = 1;
    }
    lengths[list] = (lengths[list] ?? 0) + 1;
  }
  return lengths;
}

/** A column with more words tells no lists apart. */
const MOST_LISTS = 64;

/** Whether a column tells several lists of about that length apart, as one that says `today`, `week` or `month` does. */
function hasSeveralLists(dataset: Dataset, stated: number): boolean {
  const { time, texts, roles } = dataset;
  const buckets = time?.starts.length ?? 1;
  return [...texts.values()].some(({ name, codes, words }) => {
    if (Object.values(roles).includes(name) || words.length > MOST_LISTS) return false;
    const most = largest(
      countLists(
        dataset,
        buckets * (words.length + 1),
        (row) => bucketAt(time, row) * (words.length + 1) + (codes[row] ?? 0),
      ),
    );
    return most <= stated && 2 * most > stated;
  });
}

const largest = (lengths: readonly number[]): number => lengths.reduce((a, b) => Math.max(a, b), 0);
const smallest = (lengths: readonly number[]): number => lengths.reduce((a, b) => Math.min(a, b), Infinity);
