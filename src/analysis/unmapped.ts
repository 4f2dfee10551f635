/** What the registry does not know of the names in a dataset: with its tokens, its periods, and why it is unknown. */
import { keyOfBucket } from '../data/calendar';
import { sumsByWord } from '../data/byWord';
import { isOther, type Dataset, type TextColumn } from '../data/dataset';
import { countryCode } from '../registry/countries';
import { labOf, type Registry } from '../registry/registry';
import type { Scope } from './scope';

/**
 * What is missing: the model (its lab may be known by its slug), the lab, or the country: that of a lab that is known, or
 * the one that a column of countries should name. Of an undisclosed model nothing is missing but what nobody has said: it is unknown on purpose.
 */
export type Missing = 'model' | 'lab' | 'country' | 'undisclosed';

export interface UnmappedName {
  readonly dataset: string;
  /** What the name is of: the column in which it stands. */
  readonly kind: 'model' | 'lab' | 'country';
  /** As the data spell it. */
  readonly word: string;
  readonly missing: Missing;
  /** The lab that its rows count for, by name; undefined if that is unknown. */
  readonly lab: string | undefined;
  /** Why a name that looks known is not: `has another date than x/y-20260423, …`. */
  readonly reason: string | undefined;
  readonly rows: number;
  /** Tokens of its rows; undefined where the dataset counts none. */
  readonly tokens: number | undefined;
  /** Its part of all tokens of the dataset, `other` included, or of all rows where none are counted: 0 to 1. */
  readonly share: number;
  /** The first and last buckets in which it stands, by their names; undefined in a snapshot without dates. */
  readonly first: string | undefined;
  readonly last: string | undefined;
}

/** The unmapped names of all datasets that could be read, those with most tokens first within each dataset. */
export function unmappedNames({ datasets, registry }: Scope): UnmappedName[] {
  return [...datasets.values()].flatMap(({ dataset }) => (dataset ? unmappedIn(dataset, registry) : []));
}

/** Lists that were made before: hovers and light bulbs ask again and again. */
const made = new WeakMap<Registry, WeakMap<Dataset, readonly UnmappedName[]>>();

export function unmappedIn(dataset: Dataset, registry: Registry): readonly UnmappedName[] {
  let own = made.get(registry);
  if (!own) made.set(registry, (own = new WeakMap<Dataset, readonly UnmappedName[]>()));
  let list = own.get(dataset);
  if (!list) own.set(dataset, (list = find(dataset, registry)));
  return list;
}

function find(dataset: Dataset, registry: Registry): UnmappedName[] {
  const { model, lab, country } = dataset.roles;
  const models = dataset.texts.get(model ?? '');
  const labs = dataset.texts.get(lab ?? '');
  const countries = dataset.texts.get(country ?? '');
  return [
    // Where a column says the lab, a model is mapped without one.
    ...(models ? namesOf(models, 'model', dataset, (word) => aboutModel(word, registry, !labs)) : []),
    ...(labs ? namesOf(labs, 'lab', dataset, (word) => aboutLab(word, registry)) : []),
    ...(countries ? namesOf(countries, 'country', dataset, aboutCountry) : []),
  ].sort((a, b) => b.share - a.share || (a.word < b.word ? -1 : 1));
}

type Verdict = Pick<UnmappedName, 'missing' | 'lab' | 'reason'>;

function aboutModel(word: string, registry: Registry, withLab: boolean): Verdict | undefined {
  const resolved = registry.resolveModel(word);
  const lab = labOf(resolved, 'listed');
  const { model, reason } = resolved;
  if (model === undefined) return { missing: 'model', lab: lab?.name, reason };
  if (!withLab || lab?.country !== undefined) return undefined;
  if (model.stealth) return { missing: 'undisclosed', lab: undefined, reason };
  return { missing: lab ? 'country' : 'lab', lab: lab?.name, reason };
}

function aboutLab(word: string, registry: Registry): Verdict | undefined {
  const { lab, reason } = registry.resolveLab(word);
  if (!lab) return { missing: 'lab', lab: undefined, reason };
  if (lab.country !== undefined) return undefined;
  return lab.stealth
    ? { missing: 'undisclosed', lab: undefined, reason }
    : { missing: 'country', lab: lab.name, reason };
}

/** A country from which no lab works is one nevertheless. What is none counts as a country of its own, by its word. */
function aboutCountry(word: string): Verdict | undefined {
  if (countryCode(word) !== undefined) return undefined;
  return { missing: 'country', lab: undefined, reason: undefined };
}

/** The names of a column of which something is missing, each with what its rows add up to. */
function namesOf(
  column: TextColumn,
  kind: UnmappedName['kind'],
  dataset: Dataset,
  about: (word: string) => Verdict | undefined,
): UnmappedName[] {
  const { name, time, numbers } = dataset;
  const tokens = numbers.get('tokens');
  const verdicts = new Map(column.words.map((word) => [word, isOther(word) ? undefined : about(word)]));
  if ([...verdicts.values()].every((each) => each === undefined)) return [];
  const sums = sumsByWord(dataset, column);
  const all = sums.reduce((total, { sum }) => total + sum, 0);
  const period = (bucket: number): string | undefined =>
    time && keyOfBucket(time.starts[bucket] ?? 0, time.grain);
  return sums.flatMap(({ word = '', rows, sum, first, last }) => {
    const verdict = verdicts.get(word);
    if (!verdict) return [];
    return {
      ...{ dataset: name, kind, word, ...verdict, rows },
      tokens: tokens ? sum : undefined,
      share: all === 0 ? 0 : sum / all,
      ...{ first: period(first), last: period(last) },
    };
  });
}
