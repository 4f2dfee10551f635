/** What the registry says about a model, lab or country, as a card: for hovers while one writes, and in rendered prose. */
import {
  countryOf,
  labOf,
  type Lab,
  type Match,
  type Model,
  type Registry,
  type ResolvedModel,
} from './registry';
import type { From } from './tables';
import { CATALOGUE_DAY } from './version';

/** One thing that can be hovered. `key` is the slug of a model or lab, or the code of a country. */
export interface Term {
  readonly kind: 'model' | 'lab' | 'country';
  readonly key: string;
  /** The word that was read as it, where that is not the key: the card says how it was recognised. */
  readonly written?: string;
}

export interface Card {
  readonly term: Term;
  readonly title: string;
  readonly country: { readonly code: string; readonly name: string } | undefined;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
}

const UNKNOWN = 'unknown';

/** The card of a term; what the tables do not say is shown as unknown. */
export function cardOf(term: Term, registry: Registry): Card {
  switch (term.kind) {
    case 'model':
      return modelCard(term, registry);
    case 'lab':
      return labCard(term, registry);
    case 'country':
      return countryCard(term, registry);
  }
}

function countryField(code: string | undefined, registry: Registry): Card['country'] {
  return code === undefined ? undefined : { code, name: registry.countryName(code) };
}

function modelCard(term: Term, registry: Registry): Card {
  const written = term.written ?? term.key;
  const resolved = registry.resolveModel(written);
  const { model, variant } = resolved;
  const country = countryField(countryOf(resolved, 'listed'), registry);
  const lines = [
    { label: 'Slug', value: resolved.key + matchRemark(resolved, written) },
    { label: 'Lab', value: labText(resolved) },
    { label: 'Country', value: country ? `${country.code} ${country.name}` : UNKNOWN },
    { label: 'Released', value: model?.released ?? UNKNOWN },
    { label: 'Price', value: priceText(resolved) },
    { label: 'Weights', value: model?.weights ?? UNKNOWN },
    ...(variant === undefined ? [] : [{ label: 'Variant', value: variant }]),
    ...confidenceLines(labOf(resolved, 'listed'), 'lab and country'),
    ...sourceLines(model),
    ...overlayLines(model?.from, resolved.lab?.from),
  ];
  return { term, title: resolved.label, country, lines };
}

/** The words after "matched by". */
const MATCHES: Readonly<Record<Exclude<Match, 'none'>, string>> = {
  slug: 'slug',
  alias: 'alias',
  'dated slug': 'dated slug',
  'undated slug': 'slug without its date',
  'other author': 'another slug of its lab,',
  name: 'display name',
  author: 'lab only',
};

function matchRemark({ key, match, reason }: ResolvedModel, written: string): string {
  const why = reason === undefined ? '' : `; this ${reason}`;
  if (match === 'none') return ` (not in the registry${why})`;
  if (match === 'author') return ` (matched by lab only: model not in the registry${why})`;
  return key.toLowerCase() === written.toLowerCase() ? '' : ` (matched by ${MATCHES[match]} ${written})`;
}

/** As of when the tables know what they say of a model; nothing of one that only an overlay has. */
function sourceLines(model: Model | undefined): Card['lines'] {
  if (!model || model.from.has('model')) return [];
  const value =
    model.listed === undefined
      ? `compiled by hand; not in the catalogue of ${CATALOGUE_DAY}`
      : `catalogue of ${CATALOGUE_DAY}, which lists it since ${model.listed}`;
  return [{ label: 'Source', value }];
}

function labText(resolved: ResolvedModel): string {
  const lab = labOf(resolved, 'listed');
  if (lab) return lab.name;
  const { stealth = false, revealed } = resolved.model ?? {};
  if (!revealed) return stealth ? 'undisclosed' : UNKNOWN;
  const { as, day, confidence } = revealed;
  const who = as === undefined ? revealed.lab.name : `${revealed.lab.name}, ${as}`;
  const when = day === undefined ? '' : ` on ${day}`;
  return `undisclosed; later said${when} to be ${who} (confidence: ${confidence ?? UNKNOWN})`;
}

/** How sure the tables are of a lab and of what follows from it. */
function confidenceLines(lab: Lab | undefined, of: string): Card['lines'] {
  return lab ? [{ label: 'Confidence', value: `${lab.confidence ?? UNKNOWN} (${of})` }] : [];
}

/** The cells of a row as a reader knows them; what an overlay says of the others is told by these. */
const CELLS: Readonly<Record<string, string>> = {
  model: 'model',
  lab: 'lab',
  name: 'name',
  country: 'country',
  city: 'seat',
  parent: 'parent',
  weights: 'weights',
  released: 'release',
  price: 'price',
  outputPrice: 'output price',
  aliases: 'aliases',
  otherSlugs: 'other slugs',
  reveal: 'who was revealed',
  confidence: 'confidence',
  note: 'note',
};

/** Which files of the notebook say something else, or more, than the built-in tables: "my-models.csv (price)". */
export function overlaysOf(...rows: readonly (From | undefined)[]): string {
  const files = new Map<string, Set<string>>();
  for (const [cell, file] of rows.flatMap((from) => [...(from ?? [])])) {
    const word = CELLS[cell];
    if (word !== undefined) files.set(file, (files.get(file) ?? new Set()).add(word));
  }
  return [...files].map(([file, words]) => `${file} (${[...words].join(', ')})`).join('; ');
}

function overlayLines(...rows: readonly (From | undefined)[]): Card['lines'] {
  const value = overlaysOf(...rows);
  return value === '' ? [] : [{ label: 'Registry', value }];
}

function priceText({ model, variant }: ResolvedModel): string {
  if (variant === 'free') return 'free of charge (:free)';
  if (!model?.price) return UNKNOWN;
  const { input, output } = model.price;
  return `${dollars(input)} in, ${dollars(output)} out per million tokens`;
}

/** At least two decimals, and as many as the table has: $3.00, $0.06006. */
export function dollars(value: number | undefined): string {
  if (value === undefined) return UNKNOWN;
  const cents = value.toFixed(2);
  return `$${Number(cents) === value ? cents : String(value)}`;
}

function labCard(term: Term, registry: Registry): Card {
  const written = term.written ?? term.key;
  const { lab, match, reason } = registry.resolveLab(written);
  const country = countryField(lab?.country, registry);
  if (!lab)
    return {
      term,
      title: term.key,
      country,
      lines: [
        { label: 'Lab', value: `not in the registry${reason === undefined ? '' : `; this ${reason}`}` },
        { label: 'Country', value: UNKNOWN },
      ],
    };
  const models = registry.models.filter((model) => model.lab === lab);
  const lines = [
    { label: lab.slugs.length > 1 ? 'Slugs' : 'Slug', value: lab.slugs.join(', ') },
    { label: 'Country', value: country ? `${country.code} ${country.name}` : UNKNOWN },
    ...(match === 'slug' || written.toLowerCase() === lab.name.toLowerCase()
      ? []
      : [{ label: 'Matched', value: `by ${match === 'name' ? 'name' : 'another slug'} ${written}` }]),
    ...(lab.city === undefined ? [] : [{ label: 'Seat', value: lab.city }]),
    ...(lab.parent === undefined ? [] : [{ label: 'Parent', value: lab.parent }]),
    { label: 'Weights', value: lab.weights ?? UNKNOWN },
    { label: 'Models', value: `${models.length} in the registry` },
    ...(lab.note === undefined ? [] : [{ label: 'Note', value: lab.note }]),
    ...confidenceLines(lab, 'country and slugs'),
    ...overlayLines(lab.from),
  ];
  return { term, title: lab.name, country, lines };
}

const MOST_LABS = 8;

function countryCard(term: Term, registry: Registry): Card {
  const labs: Lab[] = registry.labs.filter((lab) => lab.country === term.key);
  const names = labs.slice(0, MOST_LABS).map((lab) => lab.name);
  const more = labs.length > names.length ? ` and ${labs.length - names.length} more` : '';
  return {
    term,
    title: registry.countryName(term.key),
    country: countryField(term.key, registry),
    lines: [
      { label: 'Code', value: term.key },
      { label: 'Labs', value: names.length === 0 ? 'none in the registry' : names.join(', ') + more },
    ],
  };
}
