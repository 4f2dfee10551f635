/**
 * The registry's tables as typed rows, before anything is joined: what the built-in CSV files say, and what overlays
 * put over it cell by cell. A cell that is empty is `undefined`.
 */
import Papa from 'papaparse';

/** Cell → the overlay's file, for cells in which an overlay has replaced or added what a row says. */
export type From = ReadonlyMap<string, string>;

/** One slug of a lab. Rows whose slugs name each other are joined to one lab, for which the first row speaks. */
export interface LabRow {
  readonly slug: string;
  readonly name: string;
  readonly country: string | undefined;
  readonly city: string | undefined;
  readonly parent: string | undefined;
  readonly weights: string | undefined;
  readonly note: string | undefined;
  /** How sure the row is: high, medium or low. */
  readonly confidence: string | undefined;
  readonly otherSlugs: readonly string[];
  /** Too uncertain to be joined with the lab that names this slug. */
  readonly apart: boolean;
  readonly stealth: boolean;
  readonly from: From;
}

/** Who was announced, or reported, to be behind an undisclosed model. */
export interface RevealRow {
  /** A slug of the lab. */
  readonly lab: string;
  /** The name under which the model was known later. */
  readonly as: string | undefined;
  readonly confidence: string | undefined;
  /** The day of the announcement, YYYY-MM-DD. */
  readonly day: string | undefined;
}

export interface ModelRow {
  readonly slug: string;
  /** A slug of the lab that the model counts for. */
  readonly lab: string;
  readonly name: string | undefined;
  /** `open`, `closed`, or "open from 2026-06-12". */
  readonly weights: string | undefined;
  readonly released: string | undefined;
  /** Since when the catalogue of the sources lists it. */
  readonly listed: string | undefined;
  /** US dollars per million input tokens. */
  readonly price: number | undefined;
  /** US dollars per million output tokens. */
  readonly outputPrice: number | undefined;
  readonly aliases: readonly string[];
  readonly stealth: boolean;
  readonly reveal: RevealRow | undefined;
  /** Where the reveal was read, or what is known of a maker that was not revealed. */
  readonly revealSource: string | undefined;
  readonly from: From;
}

export interface Tables {
  readonly labs: readonly LabRow[];
  readonly models: readonly ModelRow[];
}

/** Nothing of the row is an overlay's. */
export const BUILT_IN: From = new Map();

type Row = Readonly<Record<string, string>>;

function rowsOf(text: string): Row[] {
  return Papa.parse<Row>(text.trim(), { header: true }).data;
}

const filled = (text: string | undefined): string | undefined =>
  text === undefined || text === '' ? undefined : text;
const numbered = (text: string | undefined): number | undefined =>
  filled(text) === undefined ? undefined : Number(text);
const listed = (text: string | undefined): string[] => (text ?? '').split(';').filter((each) => each !== '');

/** Reads the text of the three built-in tables. */
export function readTables(texts: { models: string; labs: string; stealth: string }): Tables {
  const reveals = new Map(rowsOf(texts.stealth).map((row) => [row['model'] ?? '', row]));
  const labs = rowsOf(texts.labs).map(labOf);
  return {
    // "other" is reserved for the lump row of the data.
    labs: labs.filter(({ slug }) => slug !== '' && slug !== 'other'),
    models: rowsOf(texts.models).map((row) => modelOf(row, reveals)),
  };
}

function labOf(row: Row): LabRow {
  const slug = row['author_slug'] ?? '';
  const policy = row['weights_policy'] ?? '';
  const apart = row['confidence'] === 'low';
  return {
    slug,
    name: row['lab'] ?? slug,
    country: filled(row['country']),
    city: filled(row['hq_city']),
    parent: filled(row['parent']),
    weights: ['router', 'stealth'].includes(policy) ? undefined : filled(policy),
    note: filled(row['note']),
    confidence: filled(row['confidence']),
    otherSlugs: apart ? [] : listed(row['alt_slugs']),
    apart,
    stealth: policy === 'stealth',
    from: BUILT_IN,
  };
}

function modelOf(row: Row, reveals: ReadonlyMap<string, Row>): ModelRow {
  const slug = row['model'] ?? '';
  const stealth = row['weights'] === 'stealth';
  return {
    slug,
    lab: row['author_slug'] ?? '',
    name: filled(row['name']),
    weights: stealth ? undefined : filled(row['weights']),
    released: filled(row['release_date']),
    listed: filled(row['listed']),
    price: numbered(row['input_usd_per_m']),
    outputPrice: numbered(row['output_usd_per_m']),
    aliases: listed(row['aliases']),
    stealth,
    reveal: revealOf(reveals.get(slug) ?? {}),
    revealSource: filled(reveals.get(slug)?.['source']),
    from: BUILT_IN,
  };
}

function revealOf(row: Row): RevealRow | undefined {
  const lab = filled(row['revealed_lab']);
  return lab === undefined
    ? undefined
    : {
        lab,
        as: filled(row['revealed_as']),
        confidence: filled(row['confidence']),
        day: filled(row['revealed_on']),
      };
}
