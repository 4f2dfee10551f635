/**
 * Models → labs → countries, with prices, release dates and weights. What the tables do not say is `undefined`, and is
 * shown as unknown: nothing here is ever inferred from a name.
 */
import Papa from 'papaparse';
import { ALSO_CALLED, COUNTRIES } from './countries';
import labsTable from './tables/labs.csv';
import modelsTable from './tables/models.csv';
import stealthTable from './tables/stealth.csv';

export interface Lab {
  /** The slug under which all of the lab's slugs are counted. */
  readonly slug: string;
  readonly slugs: readonly string[];
  readonly name: string;
  /** Two letters (ISO 3166-1); unknown for community fine-tuners, routers and undisclosed models. */
  readonly country: string | undefined;
  readonly city: string | undefined;
  readonly parent: string | undefined;
  readonly weights: string | undefined;
  readonly note: string | undefined;
  readonly confidence: string | undefined;
  /** The slug carries models whose maker is not disclosed. */
  readonly stealth: boolean;
}

export interface Model {
  readonly slug: string;
  readonly name: string | undefined;
  readonly author: string;
  readonly lab: Lab | undefined;
  /** `open`, `closed`, or a sentence such as "open from 2026-06-12". */
  readonly weights: string | undefined;
  readonly released: string | undefined;
  /** US dollars per million tokens, as listed in the catalogue of 2026-08-22. */
  readonly price: { readonly input: number; readonly output: number } | undefined;
  readonly aliases: readonly string[];
  /** Of an undisclosed model: who was announced, or reported, to be behind it. */
  readonly revealed: { readonly lab: Lab; readonly as: string; readonly confidence: string } | undefined;
  readonly stealth: boolean;
}

/** How a word of the data was recognised, for readers who ask. */
export type Match = 'slug' | 'alias' | 'dated slug' | 'name' | 'author' | 'none';

export interface ResolvedModel {
  /** The model's own slug, with its variant: the identity under which its rows are counted. */
  readonly key: string;
  readonly label: string;
  readonly variant: string | undefined;
  readonly model: Model | undefined;
  readonly lab: Lab | undefined;
  readonly match: Match;
}

/** Undisclosed models count as unknown (`listed`, as they were at the time) or for the lab announced later. */
export type Stealth = 'listed' | 'revealed';

export interface Registry {
  readonly models: readonly Model[];
  readonly labs: readonly Lab[];
  /** A model by any of its slugs, aliases or display names, with or without a variant; never undefined. */
  resolveModel(word: string): ResolvedModel;
  /** A lab by any of its slugs, or by its name; case does not matter. */
  lab(word: string): Lab | undefined;
  /** A country's code by its code or English name; case does not matter. */
  country(word: string): string | undefined;
  countryName(code: string): string;
}

type Row = Readonly<Record<string, string>>;

function rowsOf(text: string): Row[] {
  return Papa.parse<Row>(text.trim(), { header: true }).data;
}

const filled = (text: string | undefined): string | undefined =>
  text === undefined || text === '' ? undefined : text;
const listed = (text: string | undefined): string[] => (text ?? '').split(';').filter((each) => each !== '');

/** Slugs that name one lab are joined; a row of low confidence is not joined to a country on a guess. */
function buildLabs(rows: readonly Row[]): { labs: Lab[]; bySlug: Map<string, Lab> } {
  const bySlug = new Map<string, Lab>();
  const joined = new Map<string, { row: Row; slugs: string[] }>();
  const home = new Map<string, string>();
  for (const row of rows) {
    const slug = row['author_slug'] ?? '';
    if (slug === 'other' || slug === '') continue;
    const sure = row['confidence'] !== 'low';
    const others = sure ? listed(row['alt_slugs']) : [];
    const known = sure
      ? [slug, ...others].map((each) => home.get(each)).find((each) => each !== undefined)
      : undefined;
    const canonical = known ?? slug;
    const entry = joined.get(canonical) ?? { row, slugs: [] };
    entry.slugs.push(...[slug, ...others].filter((each) => !entry.slugs.includes(each)));
    joined.set(canonical, entry);
    for (const each of entry.slugs) home.set(each, canonical);
  }
  // A row of its own (of low confidence) takes its slug back from the row that lists it as an alternative.
  for (const [canonical, entry] of joined) {
    entry.slugs = entry.slugs.filter((slug) => slug === canonical || !joined.has(slug));
  }
  const labs: Lab[] = [];
  for (const [slug, { row, slugs }] of joined) {
    const lab: Lab = {
      slug,
      slugs,
      name: row['lab'] ?? slug,
      country: filled(row['country']),
      city: filled(row['hq_city']),
      parent: filled(row['parent']),
      weights: ['router', 'stealth'].includes(row['weights_policy'] ?? '')
        ? undefined
        : filled(row['weights_policy']),
      note: filled(row['note']),
      confidence: filled(row['confidence']),
      stealth: row['weights_policy'] === 'stealth',
    };
    labs.push(lab);
    for (const each of slugs) bySlug.set(each.toLowerCase(), lab);
  }
  return { labs, bySlug };
}

function buildModels(
  rows: readonly Row[],
  stealthRows: readonly Row[],
  bySlug: ReadonlyMap<string, Lab>,
): Model[] {
  const reveals = new Map(stealthRows.map((row) => [row['model'] ?? '', row]));
  return rows.map((row) => {
    const slug = row['model'] ?? '';
    const author = row['author_slug'] ?? '';
    const reveal = reveals.get(slug);
    const revealedLab = bySlug.get(reveal?.['revealed_lab'] ?? '');
    const [input, output] = [row['input_usd_per_m'], row['output_usd_per_m']];
    const stealth = row['weights'] === 'stealth';
    return {
      slug,
      name: filled(row['name']),
      author,
      lab: bySlug.get(author),
      weights: stealth ? undefined : filled(row['weights']),
      released: filled(row['release_date']),
      price: filled(input) && filled(output) ? { input: Number(input), output: Number(output) } : undefined,
      aliases: listed(row['aliases']),
      revealed: revealedLab && {
        lab: revealedLab,
        as: reveal?.['revealed_as'] ?? '',
        confidence: reveal?.['confidence'] ?? '',
      },
      stealth,
    };
  });
}

function splitVariant(slug: string): { base: string; variant: string | undefined } {
  const colon = slug.indexOf(':');
  return colon < 0
    ? { base: slug, variant: undefined }
    : { base: slug.slice(0, colon), variant: slug.slice(colon + 1) };
}

/** "Anthropic: Claude Sonnet 4.6" is also known as "Claude Sonnet 4.6"; a variant in the name is said by the variant. */
function shortName(name: string): string {
  return name.replace(/^[^:]{1,40}: /, '').replace(/ \(free\)$/, '');
}

/** Builds a registry from the text of its three tables. */
export function buildRegistry(tables: { models: string; labs: string; stealth: string }): Registry {
  const { labs, bySlug } = buildLabs(rowsOf(tables.labs));
  const models = buildModels(rowsOf(tables.models), rowsOf(tables.stealth), bySlug);
  const bySlugOrAlias = new Map<string, { model: Model; match: Match }>();
  const byName = new Map<string, Model>();
  for (const model of models) bySlugOrAlias.set(model.slug.toLowerCase(), { model, match: 'slug' });
  for (const model of models) {
    for (const alias of model.aliases) {
      const key = splitVariant(alias).base.toLowerCase();
      if (!bySlugOrAlias.has(key)) bySlugOrAlias.set(key, { model, match: 'alias' });
    }
    for (const name of model.name ? [model.name, shortName(model.name)] : []) {
      if (!byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), model);
    }
  }
  const byLabName = new Map(labs.map((lab) => [lab.name.toLowerCase(), lab]));
  for (const lab of labs) {
    // "Z.ai (Zhipu AI)" is also known as "Z.ai".
    const short = lab.name.replace(/ \(.*\)$/, '').toLowerCase();
    if (!byLabName.has(short)) byLabName.set(short, lab);
  }
  const countryByName = new Map<string, string>([
    ...Object.entries(COUNTRIES).map(([code, name]) => [name.toLowerCase(), code] as const),
    ...Object.entries(ALSO_CALLED),
  ]);

  const find = (word: string): { model: Model; match: Match; variant: string | undefined } | undefined => {
    const { base, variant } = splitVariant(word.toLowerCase());
    const direct = bySlugOrAlias.get(base);
    if (direct) return { ...direct, variant };
    const undated = bySlugOrAlias.get(base.replace(/-\d{8}$/, ''));
    if (undated) return { model: undated.model, match: 'dated slug', variant };
    const named = byName.get(word.toLowerCase());
    return named && { model: named, match: 'name', variant: undefined };
  };

  const resolved = new Map<string, ResolvedModel>();
  const resolve = (word: string): ResolvedModel => {
    const found = find(word);
    if (found) {
      const suffix = found.variant === undefined ? '' : `:${found.variant}`;
      const name = found.model.name === undefined ? found.model.slug : shortName(found.model.name);
      return {
        key: found.model.slug + suffix,
        label: found.variant === undefined ? name : `${name} (${found.variant})`,
        variant: found.variant,
        model: found.model,
        lab: found.model.lab,
        match: found.match,
      };
    }
    const { variant } = splitVariant(word);
    const lab = word.includes('/') ? bySlug.get(word.slice(0, word.indexOf('/')).toLowerCase()) : undefined;
    return { key: word, label: word, variant, model: undefined, lab, match: lab ? 'author' : 'none' };
  };

  return {
    models,
    labs,
    resolveModel(word) {
      const before = resolved.get(word);
      if (before) return before;
      const now = resolve(word);
      resolved.set(word, now);
      return now;
    },
    lab: (word) => bySlug.get(word.toLowerCase()) ?? byLabName.get(word.toLowerCase()),
    country(word) {
      const upper = word.toUpperCase();
      return Object.hasOwn(COUNTRIES, upper) ? upper : countryByName.get(word.toLowerCase());
    },
    countryName: (code) =>
      Object.hasOwn(COUNTRIES, code) ? COUNTRIES[code as keyof typeof COUNTRIES] : code,
  };
}

/** Open or closed weights on a day (YYYY-MM-DD): some models were opened later than they were released. */
export function weightsOn(model: Model | undefined, day: string): string | undefined {
  const opened = /^open from (\d{4}-\d\d-\d\d)$/.exec(model?.weights ?? '')?.[1];
  if (opened === undefined) return model?.weights;
  return day < opened ? 'closed' : 'open';
}

/** The country of a model or lab: unknown for undisclosed models, unless they are read as revealed. */
export function countryOf(
  resolved: Pick<ResolvedModel, 'model' | 'lab'>,
  stealth: Stealth,
): string | undefined {
  return labOf(resolved, stealth)?.country;
}

/** The lab that a model counts for: none while its maker is undisclosed. */
export function labOf(
  { model, lab }: Pick<ResolvedModel, 'model' | 'lab'>,
  stealth: Stealth,
): Lab | undefined {
  if (model?.stealth || lab?.stealth) return stealth === 'revealed' ? model?.revealed?.lab : undefined;
  return lab;
}

let builtIn: Registry | undefined;

/** The tables that come with tokshare, read once. */
export function builtInRegistry(): Registry {
  builtIn ??= buildRegistry({ models: modelsTable, labs: labsTable, stealth: stealthTable });
  return builtIn;
}
