/** A dataset at a glance: what its file holds, from when to when, what is missing, and how much of it the registry knows. */
import { Lens } from '../analysis/dimensions';
import type { Attached } from '../analysis/scope';
import { keyOfBucket } from '../data/calendar';
import { identityRole, isOther, type Dataset, type TextColumn, type TimeColumn } from '../data/dataset';
import { gapsOf } from '../data/gaps';
import { guessText } from '../data/guess';
import { tallyOf, usedText } from '../data/tally';
import { adverbOf } from '../language/vocabulary';
import { formatValue } from '../protocol/format';
import type { Registry } from '../registry/registry';
import type { Content } from './content';

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface DatasetCard {
  readonly title: string;
  readonly facts: readonly Fact[];
}

const MOST_COLUMNS = 12;
const MOST_GAPS = 4;

/** Everything that can be said about a dataset without a query; of one that cannot be read, why. */
export function describeDataset({ name, dataset, problems }: Attached, registry: Registry): DatasetCard {
  if (!dataset)
    return {
      title: name,
      facts: problems.map(({ message }) => ({ label: 'Cannot be read', value: message })),
    };
  const tally = tallyOf(dataset);
  return {
    title: name,
    facts: [
      { label: 'Rows', value: whole(tally.read) },
      { label: 'Columns', value: columnsOf(dataset) },
      { label: 'Used', value: usedText(tally) },
      ...(dataset.time ? timeFacts(dataset.time) : [{ label: 'Period', value: 'a snapshot without dates' }]),
      ...(dataset.listsTop === undefined
        ? []
        : [
            {
              label: 'Lists',
              value: `only the top ${dataset.listsTop} of each ${dataset.time?.grain ?? 'list'}`,
            },
          ]),
      ...unknownFacts(dataset, registry),
      { label: 'File', value: fileOf(dataset) },
      ...(dataset.guesses ?? []).map((guess) => ({ label: 'Guessed', value: guessText(guess) })),
      ...(dataset.cite === undefined ? [] : [{ label: 'Cite', value: dataset.cite }]),
    ],
  };
}

function fileOf({ file, sources = [] }: Dataset): string {
  return sources.length < 2 ? file : `${file} (${whole(sources.length)} files)`;
}

export function contentOfDataset(attached: Attached, registry: Registry): Content {
  const { title, facts } = describeDataset(attached, registry);
  return [
    { kind: 'title', text: title, remark: 'dataset' },
    ...facts.map((fact) => ({ kind: 'fact', ...fact }) as const),
  ];
}

/** The dataset in a few words: `weekly, 2025-W05 to 2026-W19`. */
export function periodOfDataset({ time }: Dataset): string {
  return time ? periodOf(time) : 'without dates';
}

function timeFacts(time: TimeColumn): Fact[] {
  const { grain, starts, completeUntil } = time;
  const gaps = gapsOf(time);
  const more = gaps.length > MOST_GAPS ? ` and ${gaps.length - MOST_GAPS} more` : '';
  const count = starts.length + gaps.length;
  return [
    {
      label: 'Period',
      value: `${periodOf(time)} (${whole(count)} ${grain}${count === 1 ? '' : 's'})`,
    },
    {
      label: 'Missing',
      value:
        gaps.length === 0
          ? `no ${grain} in between`
          : `${whole(gaps.length)} ${grain}${gaps.length === 1 ? '' : 's'}: ${gaps.slice(0, MOST_GAPS).join(', ')}${more}`,
    },
    ...(completeUntil === undefined
      ? []
      : [{ label: 'Complete', value: `until ${keyOfBucket(completeUntil, 'day')}` }]),
  ];
}

function periodOf({ grain, starts }: TimeColumn): string {
  const [first, last] = [starts[0] ?? 0, starts.at(-1) ?? 0];
  return `${adverbOf(grain)}, ${keyOfBucket(first, grain)} to ${keyOfBucket(last, grain)}`;
}

function columnsOf({ time, texts, numbers, roles }: Dataset): string {
  const roleOf = new Map(Object.entries(roles).map(([role, column]) => [column, role]));
  const names = [
    ...(time ? [named(time.name, time.grain)] : []),
    ...[...texts.keys()].map((name) => named(name, roleOf.get(name))),
    ...numbers.keys(),
  ];
  const more = names.length > MOST_COLUMNS ? ` and ${names.length - MOST_COLUMNS} more` : '';
  return names.slice(0, MOST_COLUMNS).join(', ') + more;
}

function named(column: string, role: string | undefined): string {
  return role === undefined || role === column ? column : `${column} (${role})`;
}

/** What the source lumps, and what the registry does not know, each as a part of all tokens (or of all rows). */
function unknownFacts(dataset: Dataset, registry: Registry): Fact[] {
  const lens = new Lens(dataset, registry, 'listed');
  const identity = dataset.texts.get(dataset.roles[identityRole(dataset) ?? 'model'] ?? '');
  const models = dataset.texts.get(dataset.roles.model ?? '');
  const places = dataset.texts.get(lens.columnOf('country') ?? '');
  const isLump = identity?.words.map(isOther) ?? [];
  const lumped = (row: number): boolean => isLump[identity?.codes[row] ?? -1] ?? false;
  const countryUnknown =
    places &&
    testOf(places, (word) => {
      const words = new Map([[places.name, word]]);
      return lens.country({ identity: word, other: false, words }) === undefined;
    });
  const modelUnknown =
    models &&
    testOf(models, (word) => {
      const match = word === undefined ? 'none' : registry.resolveModel(word).match;
      return match === 'none' || match === 'author';
    });
  return [
    ...(identity ? [{ label: 'Lumped as other', value: partOf(dataset, lumped) }] : []),
    ...(countryUnknown
      ? [{ label: 'Country unknown', value: partOf(dataset, (row) => !lumped(row) && countryUnknown(row)) }]
      : []),
    ...(modelUnknown
      ? [
          {
            label: 'Model not in the registry',
            value: partOf(dataset, (row) => !lumped(row) && modelUnknown(row)),
          },
        ]
      : []),
  ];
}

/** A test of rows by their word in a column, decided once for each word; an empty cell has none. */
function testOf(
  { words, codes }: TextColumn,
  is: (word: string | undefined) => boolean,
): (row: number) => boolean {
  const verdicts = words.map(is);
  const empty = is(undefined);
  return (row) => verdicts[codes[row] ?? -1] ?? empty;
}

/** The part of all tokens that such rows have; of a dataset without tokens, the part of its rows. */
function partOf({ numbers, rows }: Dataset, is: (row: number) => boolean): string {
  const tokens = numbers.get('tokens');
  let [part, total] = [0, 0];
  for (let row = 0; row < rows; row++) {
    const value = tokens ? (tokens.values[row] ?? NaN) : 1;
    if (Number.isNaN(value)) continue;
    total += value;
    if (is(row)) part += value;
  }
  if (part === 0) return 'none';
  const share = part / total;
  return `${share < 0.0005 ? 'less than 0.1%' : formatValue(share, 'fraction')} of ${tokens ? 'tokens' : 'rows'}`;
}

function whole(value: number): string {
  return formatValue(value, 'number');
}
