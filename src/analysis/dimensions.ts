/** Dimensions: from a row's words to the member that it counts for. One place knows how lab and country follow from a model. */
import { BUILT_IN_DIMENSIONS, type BuiltInDimension } from '../language/nodes';
import { isoDate } from '../data/calendar';
import { codesFor, type Codes } from '../data/codes';
import { bucketAt, type Dataset, type TextColumn } from '../data/dataset';
import type { Member } from '../protocol/result';
import {
  countryOf,
  labOf,
  weightsOn,
  type Lab,
  type Registry,
  type ResolvedModel,
  type Stealth,
} from '../registry/registry';
import type { Key } from './cube';

/** A dimension of one dataset: its name, the column behind it, and the member of a key. */
export interface Dimension {
  readonly name: string;
  readonly column: string;
  readonly member: (key: Key) => Member;
}

/** Weights depend on the model and on the day, so they are a column of their own; no file can have one of this name. */
export const WEIGHTS = '\u0000weights';
/** A snapshot without dates is taken as of now: later than any date in the registry. */
const LATEST = '9999-12-31';

/** Every query over weights asks for the same ones, as long as the dataset and the registry live. */
const weighed = new WeakMap<TextColumn, WeakMap<Registry, TextColumn>>();

/** Row by row whether the weights of its model were open on the first day of its bucket; unknown is an empty cell. */
function weightsColumn(models: TextColumn, { time, rows }: Dataset, registry: Registry): TextColumn {
  const known = weighed.get(models) ?? new WeakMap<Registry, TextColumn>();
  weighed.set(models, known);
  const before = known.get(registry);
  if (before) return before;
  const days = time?.starts.map(isoDate) ?? [LATEST];
  const found = [...models.words, undefined].flatMap((word) => {
    const model = word === undefined ? undefined : registry.resolveModel(word).model;
    return days.map((day) => weightsOn(model, day));
  });
  const words = [...new Set(found.filter((each) => each !== undefined))];
  let codes: Codes | undefined;
  const column: TextColumn = {
    ...{ kind: 'text', name: WEIGHTS, words },
    // Only who counts by it needs it, and not who looks for mistakes.
    get codes() {
      if (codes) return codes;
      const codeOf = found.map((weights) => (weights === undefined ? words.length : words.indexOf(weights)));
      codes = codesFor(words.length + 1, rows);
      for (let row = 0; row < rows; row++)
        codes[row] = codeOf[(models.codes[row] ?? 0) * days.length + bucketAt(time, row)] ?? 0;
      return codes;
    },
  };
  known.set(registry, column);
  return column;
}

/** What the registry and the dataset say about the words of a row, under one reading of stealth models. */
export class Lens {
  constructor(
    readonly dataset: Dataset,
    readonly registry: Registry,
    readonly stealth: Stealth,
  ) {}

  /** The dimension called `name` (singular or plural, or a column of words), or undefined if the dataset has none. */
  dimension(name: string): Dimension | undefined {
    const builtIn = builtInDimension(name);
    if (builtIn) {
      const column = this.columnOf(builtIn);
      if (column === undefined) return undefined;
      return {
        name: builtIn,
        column: builtIn === 'weights' ? WEIGHTS : column,
        member: (key) => this.member(builtIn, key),
      };
    }
    const texts = [...this.dataset.texts.values()];
    const wanted = name.toLowerCase();
    const text =
      texts.find((each) => each.name.toLowerCase() === wanted) ??
      texts.find((each) => pluralOf(each.name.toLowerCase()) === wanted);
    return (
      text && {
        name: text.name,
        column: text.name,
        member: (key) => wordMember(text.name, key.words.get(text.name), key),
      }
    );
  }

  /** A column of the dataset, or the one that is derived from it. */
  column(name: string): TextColumn | undefined {
    return name === WEIGHTS ? this.weights : this.dataset.texts.get(name);
  }

  private get weights(): TextColumn | undefined {
    const models = this.dataset.texts.get(this.dataset.roles.model ?? '');
    return models && weightsColumn(models, this.dataset, this.registry);
  }

  /** The column from which a dimension is read: its own, or the finest from which the registry leads to it. */
  columnOf(dimension: BuiltInDimension): string | undefined {
    const { model, lab, country } = this.dataset.roles;
    switch (dimension) {
      case 'model':
      case 'weights':
      case 'variant':
        return model;
      case 'lab':
        return lab ?? model;
      case 'country':
        return country ?? lab ?? model;
    }
  }

  model(key: Key): ResolvedModel | undefined {
    const word = this.dataset.roles.model === undefined ? undefined : key.words.get(this.dataset.roles.model);
    return word === undefined ? undefined : this.registry.resolveModel(word);
  }

  /** The lab that a key counts for; of a lab that the registry does not know, its own word. */
  lab(key: Key): { readonly slug: string; readonly name: string; readonly lab: Lab | undefined } | undefined {
    if (this.dataset.roles.lab !== undefined) {
      const word = key.words.get(this.dataset.roles.lab);
      if (word === undefined) return undefined;
      const lab = this.registry.lab(word);
      if (lab?.stealth) {
        // Where the rows are of models, the model says who was revealed to be behind it.
        const resolved = this.model(key);
        const revealed = resolved && labOf(resolved, this.stealth);
        return revealed && { slug: revealed.slug, name: revealed.name, lab: revealed };
      }
      return lab ? { slug: lab.slug, name: lab.name, lab } : { slug: word, name: word, lab: undefined };
    }
    const resolved = this.model(key);
    if (!resolved) return undefined;
    const lab = labOf(resolved, this.stealth);
    if (lab) return { slug: lab.slug, name: lab.name, lab };
    const author = /^([^/]+)\//.exec(resolved.key)?.[1];
    const undisclosed = resolved.model?.stealth === true || resolved.lab?.stealth === true;
    return undisclosed || author === undefined ? undefined : { slug: author, name: author, lab: undefined };
  }

  country(key: Key): string | undefined {
    if (this.dataset.roles.country !== undefined) {
      const word = key.words.get(this.dataset.roles.country);
      return word === undefined ? undefined : (this.registry.country(word) ?? word);
    }
    if (this.dataset.roles.lab !== undefined) return this.lab(key)?.lab?.country;
    const resolved = this.model(key);
    return resolved && countryOf(resolved, this.stealth);
  }

  private member(dimension: BuiltInDimension, key: Key): Member {
    if (key.other) return OTHER_MEMBER;
    const country = this.country(key);
    const lab = this.lab(key);
    const about = { ...(lab ? { lab: lab.name } : {}), ...(country === undefined ? {} : { country }) };
    switch (dimension) {
      case 'model': {
        const model = this.model(key);
        return model ? { ...named('model', model.key, model.label), ...about } : UNKNOWN_MEMBER;
      }
      case 'lab':
        return lab ? { ...named('lab', lab.slug, lab.name), ...about } : UNKNOWN_MEMBER;
      case 'country':
        return country === undefined ? UNKNOWN_MEMBER : countryMember(this.registry, country);
      case 'weights': {
        const weights = key.words.get(WEIGHTS);
        // Another kind of not knowing than that of a country, which captions call unknown.
        return weights === undefined
          ? { ...UNKNOWN_MEMBER, label: 'weights unknown' }
          : named('weights', weights, weights);
      }
      case 'variant': {
        const variant = this.model(key)?.variant ?? 'standard';
        return named('variant', variant, variant);
      }
    }
  }
}

export const OTHER_MEMBER: Member = {
  key: 'other',
  label: 'other',
  kind: 'other',
  hue: { key: 'kind:other', label: 'other' },
};
export const UNKNOWN_MEMBER: Member = {
  key: 'unknown',
  label: 'unknown',
  kind: 'unknown',
  hue: { key: 'kind:unknown', label: 'unknown' },
};

export function named(dimension: string, key: string, label: string): Member {
  return { key, label, kind: 'named', hue: { key: `${dimension}:${key}`, label } };
}

export function countryMember(registry: Registry, code: string): Member {
  return { ...named('country', code, registry.countryName(code)), country: code };
}

function wordMember(column: string, word: string | undefined, key: Key): Member {
  if (key.other) return OTHER_MEMBER;
  return word === undefined ? UNKNOWN_MEMBER : named(column, word, word);
}

/** `models` → model, `countries` → country; undefined for anything else. */
export function builtInDimension(name: string): BuiltInDimension | undefined {
  const lower = name.toLowerCase();
  const plurals: Readonly<Record<string, BuiltInDimension>> = {
    models: 'model',
    labs: 'lab',
    countries: 'country',
    variants: 'variant',
    organization: 'lab',
    organizations: 'lab',
  };
  return (
    BUILT_IN_DIMENSIONS.find((each) => each === lower) ??
    (Object.hasOwn(plurals, lower) ? plurals[lower] : undefined)
  );
}

/** `model` → `models`, `country` → `countries`: for sentences, and for columns that are asked for in the plural. */
export function pluralOf(dimension: string): string {
  if (dimension.endsWith('s')) return dimension;
  return /[^aeiou]y$/.test(dimension) ? `${dimension.slice(0, -1)}ies` : `${dimension}s`;
}
