/** Words that are no keywords and still have a meaning everywhere: units of time, dimensions, and the value `dollars`. */
import type { BuiltInDimension } from '../language/nodes';
import type { Grain } from '../language/literals';

export interface Explained {
  readonly meaning: string;
  readonly example: string;
}

export const GRAINS: Readonly<Record<Grain, Explained>> = {
  day: { meaning: 'A day, from midnight to midnight UTC.', example: 'tokens by country daily last 14 days' },
  week: {
    meaning: 'A week, Monday to Sunday (ISO 8601). It belongs to the year that holds its Thursday.',
    example: 'tokens by country weekly | moving average 4 weeks',
  },
  month: {
    meaning: 'A month of the calendar. Weeks that straddle two months cannot be summed into one.',
    example: 'tokens by country monthly last 3 months',
  },
  quarter: {
    meaning: 'Three months of the calendar; Q1 begins in January.',
    example: 'tokens by country quarterly last 2 quarters',
  },
  year: {
    meaning: 'A year of the calendar; over weekly data, its ISO weeks.',
    example: 'tokens by country yearly last 2 years',
  },
};

export const DIMENSIONS: Readonly<Record<BuiltInDimension, Explained>> = {
  model: { meaning: 'The model, by its slug.', example: 'top 10 models in 2026-W18' },
  lab: {
    meaning: 'Who made the model. Undisclosed models have none, unless they are read as `stealth revealed`.',
    example: 'tokens by lab weekly | top 8',
  },
  country: {
    meaning: 'Where the lab has its seat, by two letters (ISO 3166-1).',
    example: 'share of tokens by country weekly',
  },
  weights: {
    meaning: 'Whether the model’s weights are open or closed, on the day that is counted.',
    example: 'tokens by weights weekly',
  },
  variant: {
    meaning: 'What stands after the colon of a slug, such as free or thinking; standard where nothing does.',
    example: 'tokens by variant in 2026-W18',
  },
};

export const DOLLARS_EXPLAINED: Explained = {
  meaning:
    'Tokens times list price. The figure takes all tokens as prompt tokens, its range reaches to all of them as completion tokens. Needs a dataset of models.',
  example: 'share of dollars by lab in 2026-W18',
};

/** Of what an `attach` calls a column: the names that mean something. */
export const ROLES: Readonly<Record<string, string>> = {
  model: 'The column of models.',
  lab: 'The column of labs.',
  country: 'The column of countries.',
  tokens: 'The column of tokens.',
  day: 'The column of dates.',
  week: 'The column of weeks.',
  month: 'The column of months.',
  quarter: 'The column of quarters.',
  year: 'The column of years.',
};
