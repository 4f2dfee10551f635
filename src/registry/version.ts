/** Which edition of the built-in registry this is, and where it comes from. Whoever changes its tables raises it. */

export interface Source {
  /** What of the tables it is. */
  readonly what: string;
  readonly from: string;
  /** The day as of which it holds (YYYY-MM-DD); undefined where each row has a day, or a confidence, of its own. */
  readonly asOf: string | undefined;
  readonly licence: string | undefined;
}

/** The day of the catalogue from which slugs, names and prices are. */
export const CATALOGUE_DAY = '2026-08-22';

export const EDITION = {
  version: 2,
  /** The day on which the tables were last changed. */
  date: '2026-11-22',
  /** The SHA-256 of the tables' text: a test holds the edition to its tables. */
  sha256: '1ffc86fcae8c70cb90b17c1fc13eb9618c29074cb3b2fd6b8bc1b77affa6c91d',
  sources: [
    {
      what: 'Slugs, aliases, names and prices of the models with a day in the column Listed',
      from: 'OpenRouter’s catalogue of models (openrouter.ai)',
      asOf: CATALOGUE_DAY,
      licence: 'CC BY 4.0',
    },
    {
      what: 'Labs, countries, release dates, weights, and models that are not, or no longer, in the catalogue',
      from: 'compiled by hand from the catalogue, announcements and general knowledge; the confidence says how sure a lab is',
      asOf: undefined,
      licence: undefined,
    },
    {
      what: 'Who was revealed to be behind undisclosed models',
      from: 'compiled by hand; each row names its source',
      asOf: undefined,
      licence: undefined,
    },
  ],
} as const satisfies {
  readonly version: number;
  readonly date: string;
  readonly sha256: string;
  readonly sources: readonly Source[];
};
