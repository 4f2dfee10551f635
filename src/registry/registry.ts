/**
 * Models → labs → countries, with prices, release dates and weights. What the tables do not say is `undefined`, and is
 * shown as unknown: nothing here is ever inferred from a name.
 */
import { COUNTRIES, countryCode, countryName } from './countries';
import { labFinder, modelFinder, shortName, splitVariant, type Match, type ResolvedLab } from './identity';
import { readTables, type From, type LabRow, type ModelRow, type Tables } from './tables';
import countriesTable from './tables/countries.csv';
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
  /** How sure the tables are of all this: high, medium or low. */
  readonly confidence: string | undefined;
  /** The slug carries models whose maker is not disclosed. */
  readonly stealth: boolean;
  /** What of this is said by overlays, and by which; empty for what comes with tokshare. */
  readonly from: From;
}

export interface Model {
  readonly slug: string;
  readonly name: string | undefined;
  readonly author: string;
  readonly lab: Lab | undefined;
  /** `open`, `closed`, or a sentence such as "open from 2026-06-12". */
  readonly weights: string | undefined;
  readonly released: string | undefined;
  /** Since when the catalogue of the registry's sources lists it (YYYY-MM-DD); undefined if it does not, or no longer. */
  readonly listed: string | undefined;
  /** US dollars per million tokens; where no overlay says otherwise, of the day of the catalogue, or the last known. */
  readonly price: { readonly input: number | undefined; readonly output: number | undefined } | undefined;
  readonly aliases: readonly string[];
  /** Of an undisclosed model: who was announced, or reported, to be behind it. */
  readonly revealed: Revealed | undefined;
  /** Of an undisclosed model: where that comes from, or what is known instead. */
  readonly revealSource: string | undefined;
  readonly stealth: boolean;
  /** What of this is said by overlays, and by which; empty for what comes with tokshare. */
  readonly from: From;
}

export interface Revealed {
  readonly lab: Lab;
  /** The name under which the model was known later. */
  readonly as: string | undefined;
  readonly confidence: string | undefined;
  /** The day of the announcement (YYYY-MM-DD), where it is known. */
  readonly day: string | undefined;
}

export type { Match, ResolvedLab };

export interface ResolvedModel {
  /** The model's own slug, with its variant: the identity under which its rows are counted. */
  readonly key: string;
  readonly label: string;
  readonly variant: string | undefined;
  readonly model: Model | undefined;
  readonly lab: Lab | undefined;
  readonly match: Match;
  /** Why a word that looks like a model's is not taken for it: "is the name of a/x and b/x, so it could mean either". */
  readonly reason: string | undefined;
}

/** Undisclosed models count as unknown (`listed`, as they were at the time) or for the lab announced later. */
export type Stealth = 'listed' | 'revealed';

export interface Registry {
  readonly models: readonly Model[];
  readonly labs: readonly Lab[];
  /** A model by any of its slugs, aliases or display names, with or without a variant; never undefined. */
  resolveModel(word: string): ResolvedModel;
  /** A lab by any of its slugs, or by its name; neither case nor punctuation matters. */
  lab(word: string): Lab | undefined;
  /** The same, with how it was recognised, or why not. */
  resolveLab(word: string): ResolvedLab;
  /** A country's code by its code or English name; case does not matter. */
  country(word: string): string | undefined;
  countryName(code: string): string;
  /** The countries of the labs, by code: those that `country` finds. */
  readonly countries: ReadonlyMap<string, string>;
  /** The rows that this registry was built from. */
  readonly tables: Tables;
}

/** Rows whose slugs name one lab are joined; an uncertain row is not joined to a country on a guess. */
function buildLabs(rows: readonly LabRow[]): { labs: Lab[]; bySlug: Map<string, Lab> } {
  const joined = new Map<string, { row: LabRow; slugs: string[] }>();
  const home = new Map<string, string>();
  for (const row of rows) {
    const { slug, otherSlugs, apart } = row;
    const known = apart
      ? undefined
      : [slug, ...otherSlugs].map((each) => home.get(each)).find((each) => each !== undefined);
    const canonical = known ?? slug;
    const entry = joined.get(canonical) ?? { row, slugs: [] };
    entry.slugs.push(...[slug, ...otherSlugs].filter((each) => !entry.slugs.includes(each)));
    joined.set(canonical, entry);
    for (const each of entry.slugs) home.set(each, canonical);
  }
  // A row of its own (an uncertain one) takes its slug back from the row that lists it as an alternative.
  for (const [canonical, entry] of joined) {
    entry.slugs = entry.slugs.filter((slug) => slug === canonical || !joined.has(slug));
  }
  const labs: Lab[] = [];
  const bySlug = new Map<string, Lab>();
  for (const [slug, { row, slugs }] of joined) {
    const { name, country, city, parent, weights, note, confidence, stealth, from } = row;
    const lab = { slug, slugs, name, country, city, parent, weights, note, confidence, stealth, from };
    labs.push(lab);
    for (const each of slugs) bySlug.set(each.toLowerCase(), lab);
  }
  return { labs, bySlug };
}

function buildModels(rows: readonly ModelRow[], bySlug: ReadonlyMap<string, Lab>): Model[] {
  return rows.map((row) => {
    const { slug, name, weights, released, listed, aliases, stealth, from, reveal, revealSource } = row;
    const { price: input, outputPrice: output } = row;
    const revealedLab = bySlug.get(reveal?.lab.toLowerCase() ?? '');
    return {
      ...{ slug, name, weights, released, listed, aliases, stealth, from, revealSource },
      author: row.lab,
      lab: bySlug.get(row.lab.toLowerCase()),
      price: input === undefined && output === undefined ? undefined : { input, output },
      revealed: revealedLab && {
        lab: revealedLab,
        as: reveal?.as,
        confidence: reveal?.confidence,
        day: reveal?.day,
      },
    };
  });
}

/** Builds a registry from the text of its three tables. */
export function buildRegistry(texts: { models: string; labs: string; stealth: string }): Registry {
  return registryOf(readTables(texts));
}

/** Builds a registry from rows. */
export function registryOf(tables: Tables): Registry {
  const { labs, bySlug } = buildLabs(tables.labs);
  const models = buildModels(tables.models, bySlug);
  const findLab = labFinder(labs, bySlug, models);
  const findModel = modelFinder(models, findLab);
  // Only these: a notebook may call a group `ai` or `it` as long as no lab works from Anguilla or Italy.
  const countries = new Map<string, string>(Object.entries(COUNTRIES));
  for (const { country } of labs) {
    if (country !== undefined) countries.set(country, countryName(country));
  }

  const resolved = new Map<string, ResolvedModel>();
  const resolve = (word: string): ResolvedModel => {
    const found = findModel(word);
    if (!found.model) {
      const { variant } = splitVariant(word);
      const author = /^~?([^/]+)\//.exec(word)?.[1];
      const lab = author === undefined ? undefined : bySlug.get(author.toLowerCase());
      const match = lab ? 'author' : 'none';
      return { key: word, label: word, variant, model: undefined, lab, match, reason: found.reason };
    }
    const { model, match, variant } = found;
    const { slug, lab } = model;
    const name = model.name === undefined ? slug : shortName(model.name);
    if (variant === undefined)
      return { key: slug, label: name, variant, model, lab, match, reason: undefined };
    const label = `${name} (${variant})`;
    return { key: `${slug}:${variant}`, label, variant, model, lab, match, reason: undefined };
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
    lab: (word) => findLab(word).lab,
    resolveLab: findLab,
    country(word) {
      const code = countryCode(word);
      return code !== undefined && countries.has(code) ? code : undefined;
    },
    countryName,
    countries,
    tables,
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

/** The tables of the built-in registry as they were written: what tells one version of it from another. */
export const BUILT_IN_TEXT: string = [modelsTable, labsTable, stealthTable, countriesTable].join('\n');
