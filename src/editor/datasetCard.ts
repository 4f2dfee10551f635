/** A dataset at a glance: what its file holds, from when to when, what is missing, and how much of it the registry knows. */
import { cubeOf } from '../analysis/cube';
import { Lens } from '../analysis/dimensions';
import type { Attached } from '../analysis/scope';
import { keyOfBucket } from '../data/calendar';
import {
  identityRole,
  isOther,
  type Dataset,
  type NumberColumn,
  type TextColumn,
  type TimeColumn,
} from '../data/dataset';
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
      ...(dataset.ids
        ? [{ label: 'Left out', value: `${dataset.ids.join(', ')} (a word for each row)` }]
        : []),
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
  const named = (column: string | undefined): TextColumn | undefined => dataset.texts.get(column ?? '');
  const identity = named(dataset.roles[identityRole(dataset) ?? 'model']);
  const [models, places] = [named(dataset.roles.model), named(lens.columnOf('country'))];
  const keys = keySums(dataset, [identity, models, places]);
  const isLumped = ({ words }: KeySum): boolean => isOther(words.get(identity?.name ?? '') ?? '');
  const lacksCountry = ({ words }: KeySum): boolean =>
    lens.country({ identity: undefined, other: false, words }) === undefined;
  const lacksModel = ({ words }: KeySum): boolean => {
    const word = words.get(models?.name ?? '');
    const match = word === undefined ? 'none' : registry.resolveModel(word).match;
    return match === 'none' || match === 'author';
  };
  const fact = (label: string, is: (key: KeySum) => boolean): Fact => ({
    label,
    value: partOf(dataset, keys, is),
  });
  return [
    ...(identity ? [fact('Lumped as other', isLumped)] : []),
    ...(places ? [fact('Country unknown', (key) => !isLumped(key) && lacksCountry(key))] : []),
    ...(models ? [fact('Model not in the registry', (key) => !isLumped(key) && lacksModel(key))] : []),
  ];
}

/** A combination of words, with its tokens; in a dataset without tokens with its rows. */
interface KeySum {
  readonly words: ReadonlyMap<string, string | undefined>;
  readonly sum: number;
}

function keySums(dataset: Dataset, columns: readonly (TextColumn | undefined)[]): KeySum[] {
  const texts = columns.flatMap((column) => column ?? []);
  // Counted as queries count, whose answers are remembered.
  const measure = dataset.numbers.get('tokens') ?? rowsOf(dataset);
  const { keys, sums, buckets, scale } = cubeOf({ dataset, measure, columns: texts, filters: [] });
  return keys.map(({ words }, key) => {
    let sum = 0;
    for (let at = key * buckets; at < (key + 1) * buckets; at++) sum += sums[at] ?? 0;
    return { words, sum: sum / scale };
  });
}

/** A one for every row. */
const ones = new WeakMap<Dataset, NumberColumn>();

function rowsOf(dataset: Dataset): NumberColumn {
  let column = ones.get(dataset);
  if (!column) {
    const values = new Uint32Array(dataset.rows).fill(1);
    ones.set(dataset, (column = { kind: 'number', name: 'rows', additive: true, scale: 1, values }));
  }
  return column;
}

/** The part that such combinations have. */
function partOf({ numbers }: Dataset, keys: readonly KeySum[], is: (key: KeySum) => boolean): string {
  const sumOf = (some: readonly KeySum[]): number => some.reduce((total, { sum }) => total + sum, 0);
  const part = sumOf(keys.filter(is));
  if (part === 0) return 'none';
  const share = part / sumOf(keys);
  return `${share < 0.0005 ? 'less than 0.1%' : formatValue(share, 'fraction')} of ${numbers.has('tokens') ? 'tokens' : 'rows'}`;
}

function whole(value: number): string {
  return formatValue(value, 'number');
}
