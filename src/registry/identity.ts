/**
 * Which model or lab a word of the data means: by slug, alias, date, variant or name. How it was found is told with it,
 * and a word that could mean two things means neither: the reason is told instead.
 */
import { listOf } from '../language/diagnostics';
import type { Lab, Model } from './registry';

/** How a word was recognised as a model, for readers who ask. */
export type Match =
  | 'slug'
  | 'alias'
  /** The slug of a model that the registry knows without a date, with one. */
  | 'dated slug'
  /** The slug of a model that the registry knows with one date only, without it. */
  | 'undated slug'
  /** The slug, under another slug of the same lab. */
  | 'other author'
  | 'name'
  /** The model is unknown; its slug tells the lab. */
  | 'author'
  | 'none';

export interface FoundModel {
  readonly model: Model;
  readonly match: Exclude<Match, 'author' | 'none'>;
  readonly variant: string | undefined;
}

export interface NotFound {
  readonly model: undefined;
  /** Why a word that looks known is not taken for what it looks like. */
  readonly reason: string | undefined;
}

/** What a display name may end with, in brackets, to name a variant. */
const VARIANTS = ['free', 'beta', 'thinking', 'extended', 'batch', 'exacto', 'nitro', 'floor', 'online'];
const NAMED_VARIANT = new RegExp(`^(.*\\S) *\\((${VARIANTS.join('|')})\\)$`);

/** `a/b:free` → `a/b` and `free`. Only slugs have variants: "Anthropic: Claude" is a name. */
export function splitVariant(slug: string): { base: string; variant: string | undefined } {
  const [, base, variant] = /^([^:\s]*\/[^:\s]*):([\w.-]+)$/.exec(slug) ?? [];
  return base === undefined ? { base: slug, variant: undefined } : { base, variant };
}

const LONGEST_MAKER = 40;
const FREE = ' (free)';

/** "Anthropic: Claude Sonnet 4.6" is also known as "Claude Sonnet 4.6"; a variant in the name is said by the variant. */
export function shortName(name: string): string {
  const colon = name.indexOf(':');
  const hasMaker = colon > 0 && colon <= LONGEST_MAKER && name[colon + 1] === ' ';
  const short = hasMaker ? name.slice(colon + 2) : name;
  return short.endsWith(FREE) ? short.slice(0, -FREE.length) : short;
}

/** Capitals, and what stands between words, do not tell names of models apart: "Gemini-2.5-Pro" is "Gemini 2.5 Pro". */
function plainName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
}

/** Word → everything that it can mean. */
class Index<Thing> {
  private readonly things = new Map<string, Set<Thing>>();

  add(word: string, thing: Thing): void {
    const known = this.things.get(word);
    if (known) known.add(thing);
    else this.things.set(word, new Set([thing]));
  }

  all(word: string): readonly Thing[] {
    return [...(this.things.get(word) ?? [])];
  }
}

/** A day that can be: eight digits alone may be the end of a version and more. */
const DATE = /-(20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$/;

/** A finder over models; `findLab` finds labs. */
export function modelFinder(
  models: readonly Model[],
  findLab: (word: string) => ResolvedLab,
): (word: string) => FoundModel | NotFound {
  const slugs = new Map<string, Model>(models.map((model) => [model.slug.toLowerCase(), model]));
  const aliases = new Index<Model>();
  const undated = new Index<Model>();
  const names = new Index<Model>();
  for (const model of models) {
    const slug = model.slug.toLowerCase();
    if (DATE.test(slug)) undated.add(slug.replace(DATE, ''), model);
    for (const alias of model.aliases) {
      const base = splitVariant(alias.toLowerCase()).base;
      if (!slugs.has(base)) aliases.add(base, model);
    }
    for (const name of model.name === undefined ? [] : [model.name, shortName(model.name)])
      names.add(plainName(name), model);
  }

  /** By what is written in the tables, letter for letter. */
  const listed = (slug: string): Pick<FoundModel, 'model' | 'match'> | NotFound => {
    const own = slugs.get(slug);
    if (own) return { model: own, match: 'slug' };
    return only(aliases.all(slug), 'alias', 'is an alias of');
  };

  const dated = (slug: string): Pick<FoundModel, 'model' | 'match'> | NotFound => {
    const date = DATE.exec(slug)?.[1];
    const stem = slug.replace(DATE, '');
    if (date === undefined) return only(undated.all(slug), 'undated slug', 'has no date, and is the slug of');
    const { model } = listed(stem);
    const others = undated.all(stem);
    const own = DATE.exec(model?.slug ?? '')?.[1];
    if (model && (own === date || (own === undefined && others.length === 0)))
      return { model, match: 'dated slug' };
    // Another date may be another model, with other prices and weights.
    const known = [...new Set([...(model ? [model] : []), ...others])];
    return notFound(
      known.length === 0 ? undefined : `has another date than ${slugsOf(known)}, so it may be another model`,
    );
  };

  const underOtherSlug = (slug: string): Pick<FoundModel, 'model' | 'match'> | NotFound => {
    const [, author = '', tail = ''] = /^([^/]+)(\/.+)$/.exec(slug) ?? [];
    const { lab, match } = findLab(author);
    if (!lab || lab.stealth || match === 'name') return notFound(undefined);
    const found = lab.slugs.flatMap((each) => listed(each.toLowerCase() + tail).model ?? []);
    return only([...new Set(found)], 'other author', 'is, under other slugs of its lab,');
  };

  const bySlug = (word: string): FoundModel | NotFound => {
    const { base, variant } = splitVariant(word.replace(/^~/, ''));
    let reason: string | undefined;
    for (const look of [listed, dated, underOtherSlug]) {
      const found = look(base);
      if (found.model) {
        const match = word.startsWith('~') && found.match === 'slug' ? 'alias' : found.match;
        return { model: found.model, match, variant };
      }
      reason ??= found.reason;
    }
    const moves = /^~[^/]+\/.*-latest$/.test(word);
    return notFound(reason ?? (moves ? 'means another model from time to time' : undefined));
  };

  const named = (name: string): Pick<FoundModel, 'model' | 'match'> | NotFound => {
    const whole = only(names.all(plainName(name)), 'name', 'is the name of');
    if (whole.model) return whole;
    // The maker before the name says nothing new, as long as it is the maker.
    const [, maker, rest = ''] = /^([^:]{1,40}): (.+)$/.exec(name) ?? [];
    const lab = maker === undefined ? undefined : findLab(maker).lab;
    const found = only(names.all(plainName(rest)), 'name', 'is the name of');
    return lab && found.model?.lab === lab ? found : whole;
  };

  const byName = (word: string): FoundModel | NotFound => {
    const whole = named(word);
    if (whole.model) return { ...whole, variant: undefined };
    const [, base = '', variant] = NAMED_VARIANT.exec(word) ?? [];
    const found = named(base);
    return found.model ? { ...found, variant } : notFound(whole.reason ?? found.reason);
  };

  return (word) => {
    const lower = word.trim().toLowerCase();
    // Most words of most files: a slug as it is listed, without anything to take off first.
    const own = slugs.get(lower);
    if (own && !lower.includes(':') && !lower.startsWith('~'))
      return { model: own, match: 'slug', variant: undefined };
    const found = bySlug(lower);
    if (found.model) return found;
    const byItsName = byName(lower);
    return byItsName.model ? byItsName : notFound(found.reason ?? byItsName.reason);
  };
}

function notFound(reason: string | undefined): NotFound {
  return { model: undefined, reason };
}

/** The only one; of several, none. */
function only<M extends FoundModel['match']>(
  models: readonly Model[],
  match: M,
  why: string,
): { readonly model: Model; readonly match: M } | NotFound {
  const [model] = models;
  if (model && models.length === 1) return { model, match };
  return notFound(model && `${why} ${slugsOf(models)}, so it could mean either`);
}

function slugsOf(models: readonly Model[]): string {
  return listOf(
    models.map(({ slug }) => slug),
    'and',
  );
}

/** How a word was recognised as a lab. */
export type LabMatch = 'slug' | 'other slug' | 'name' | 'none';

export interface ResolvedLab {
  readonly lab: Lab | undefined;
  readonly match: LabMatch;
  /** Why a word that looks known is nobody's: two labs could be meant. */
  readonly reason: string | undefined;
}

/** Letters and digits in one case: "Z.ai", "z-ai" and "Z AI" are one word. */
function squashed(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** "Mistral AI" is also called "Mistral". */
function withoutAi(name: string): string {
  return squashed(name.trim().replace(/\s+AI$/i, ''));
}

/** A finder over labs by slug and name; `models` say under which names the catalogue has their makers. */
export function labFinder(
  labs: readonly Lab[],
  bySlug: ReadonlyMap<string, Lab>,
  models: readonly Model[],
): (word: string) => ResolvedLab {
  const exact = new Index<Lab>();
  const loose = new Index<Lab>();
  const also = new Index<Lab>();
  for (const lab of labs) {
    // "Z.ai (Zhipu AI)" is also known as "Z.ai", and as "Zhipu AI".
    const short = lab.name.replace(/ \(.*\)$/, '');
    for (const name of [lab.name, short]) exact.add(name.toLowerCase(), lab);
    if (lab.stealth) continue;
    for (const name of [...lab.slugs, lab.name, short]) loose.add(squashed(name), lab);
    const inside = / \((.*)\)$/.exec(lab.name)?.[1];
    for (const name of [short, ...(inside === undefined ? [] : [inside])]) {
      also.add(squashed(name), lab);
      also.add(withoutAi(name), lab);
    }
  }
  for (const { name, lab, from } of models) {
    const maker = /^([^:]{1,40}): /.exec(name ?? '')?.[1];
    if (maker !== undefined && lab && !lab.stealth && !from.has('name')) also.add(squashed(maker), lab);
  }

  return (word) => {
    const lower = word.trim().toLowerCase();
    const own = bySlug.get(lower);
    if (own) {
      const match = own.slug.toLowerCase() === lower ? 'slug' : 'other slug';
      return { lab: own, match, reason: undefined };
    }
    const looks = [
      exact.all(lower),
      loose.all(squashed(word)),
      also.all(squashed(word)),
      also.all(withoutAi(word)),
    ];
    const found = looks.find((each) => each.length > 0) ?? [];
    const [lab] = found;
    if (lab && found.length === 1) return { lab, match: 'name', reason: undefined };
    const both = listOf(
      found.map(({ name }) => name),
      'and',
    );
    return { lab: undefined, match: 'none', reason: lab && `is a name of ${both}, so it could mean either` };
  };
}
