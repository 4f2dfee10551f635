/**
 * The words of the language with what they mean: the one source for hovers, completion and the reference. A word has a
 * sentence or two and an example that parses.
 */
import type { Grain } from './literals';

export interface Word {
  readonly role: 'statement' | 'subject' | 'clause' | 'step' | 'chart' | 'option' | 'grain' | 'filler';
  readonly meaning: string;
  readonly example: string;
}

const word = (role: Word['role'], meaning: string, example: string): Word => ({ role, meaning, example });

const SERIES = 'tokens for each (CN, US) weekly';

export const VOCABULARY = {
  attach: word(
    'statement',
    'Gives a CSV file a name that queries can use. The path is relative to the notebook. Its date, model and token columns are found by their names, or named after `columns`.',
    'attach rankings from "data/openrouter-weekly-top.csv"',
  ),
  group: word(
    'statement',
    'Names a set of models, labs or countries, to be used wherever a set stands.',
    'group us_big_three = lab (anthropic, google, openai)',
  ),
  event: word(
    'statement',
    'Marks a day or a stretch of time with a label. Charts over time show it with `mark events`.',
    'event 2026-02-05 "Claude Opus 4.6" source "announcement"',
  ),
  share: word(
    'subject',
    'The part of the universe that the `for` set holds: its sum divided by the sum of everything that `within` counts. As a step, `| share` divides every figure by the universe.',
    'share of tokens for CN within (CN, US) in 2026-W11',
  ),
  ratio: word(
    'subject',
    'How many times as much the first set has as the second.',
    'ratio of tokens for CN to US in 2026-W11',
  ),
  gap: word(
    'subject',
    'The first set minus the second; of shares, in percentage points.',
    'gap of tokens for CN to US in 2026-W11',
  ),
  top: word(
    'subject',
    'The N largest, ranked; `other` and `rest` are never ranked. As a universe, `within top 9 models each week` keeps the nine of every week; as a step, `| top 8` sums what is left as `rest`.',
    'top 10 models in 2026-W18',
  ),
  bottom: word('subject', 'The N smallest, ranked.', 'bottom 5 labs by tokens in 2026-W18'),
  first: word(
    'subject',
    'The first bucket in which the set after `for` passes the one after `over`. Leading from the start is no crossing.',
    'first crossing of tokens for CN over US weekly',
  ),
  last: word(
    'subject',
    'The last crossing; or, as a clause, the last N whole buckets.',
    'tokens for CN weekly last 8 weeks',
  ),
  all: word(
    'subject',
    'Every crossing, in both directions; or, as a set, everything: `for all except (openai)`.',
    'all crossings of tokens for CN over US weekly',
  ),
  crossing: word(
    'subject',
    'A bucket in which the leader changes: the sign of the difference over whole buckets, ties keep the leader. It is decided only where both signs survive whatever `other` may hold.',
    'first crossing of tokens for CN over US weekly',
  ),
  crossings: word(
    'subject',
    'Every change of the leader.',
    'all crossings of tokens for CN over US weekly sustained 2 weeks',
  ),
  streak: word(
    'subject',
    'How many whole buckets in a row the first set has led, up to and including the given one. A tie or a gap ends it.',
    'streak of tokens for CN over US weekly at 2026-W11',
  ),
  for: word(
    'clause',
    'Picks the numerator inside the universe. `for each` gives one figure for every item of a list, or of a dimension.',
    'tokens for each (CN, US) in 2026-W07',
  ),
  each: word(
    'filler',
    'One figure for every item; after `top N models`, one choice for every bucket.',
    SERIES,
  ),
  by: word(
    'clause',
    'Splits the result by a dimension: model, lab, country, weights, variant or a column of words.',
    'tokens by country weekly',
  ),
  within: word(
    'clause',
    'The universe: everything that is counted at all, above and below the line. Without it, every row counts. `then` narrows it further, in that order.',
    'share of tokens for CN within top 9 models each week then (CN, US) in 2026-W11',
  ),
  then: word(
    'filler',
    'Narrows the universe further: first what stands before it, then of those what stands after.',
    'share of tokens for CN within top 9 models each week then (CN, US) in 2026-W11',
  ),
  known: word(
    'filler',
    'The universe without the `other` row and without models whose country is unknown.',
    'share of tokens for CN within known in 2026-W11',
  ),
  where: word(
    'clause',
    'Keeps rows by an attribute (weights, price, release, variant) or a column, before the universe is formed.',
    'tokens by country where weights = open in 2026-W11',
  ),
  and: word(
    'filler',
    'Joins conditions: all of them must hold.',
    'tokens by lab where weights = open and price < $1 in 2026-W11',
  ),
  daily: word('grain', 'One figure for every day (UTC).', 'tokens by lab daily last 14 days'),
  weekly: word('grain', 'One figure for every week, Monday to Sunday (ISO 8601).', SERIES),
  monthly: word(
    'grain',
    'One figure for every month. Weeks that straddle two months cannot be summed into one.',
    'tokens by country monthly',
  ),
  quarterly: word('grain', 'One figure for every quarter.', 'tokens by country quarterly'),
  yearly: word(
    'grain',
    'One figure for every year; over weekly data, its ISO weeks.',
    'tokens by country yearly',
  ),
  in: word(
    'clause',
    'The period that is counted: a day, week, month, quarter or year, or `latest`.',
    'tokens by country in 2026-W07',
  ),
  at: word(
    'clause',
    'The bucket that is looked at; the same as `in`.',
    'streak of tokens for CN over US weekly at 2026-W11',
  ),
  from: word(
    'clause',
    'The first period; with `to`, everything between, both included.',
    'tokens for CN from 2026-W07 to 2026-W11',
  ),
  to: word(
    'filler',
    'The last period, included; or the second side of a ratio or gap.',
    'tokens for CN from 2026-W07 to 2026-W11',
  ),
  since: word('clause', 'From this period on, included.', 'tokens by country weekly since 2026-W01'),
  until: word('clause', 'Up to this period, included.', 'tokens by country weekly until 2026-W10'),
  latest: word('filler', 'The last whole bucket of the data.', 'tokens by country in latest weekly'),
  using: word(
    'clause',
    'The dataset to ask; needed where a notebook attaches more than one.',
    'tokens by country in 2026-W07 using rankings',
  ),
  including: word(
    'clause',
    '`including partial` shows buckets that the data cover only in part, drawn dotted.',
    'tokens by country weekly including partial',
  ),
  partial: word(
    'filler',
    'Buckets that the data or the window cover only in part.',
    'tokens by country weekly including partial',
  ),
  sustained: word(
    'clause',
    'A crossing counts only when the new leader leads for N buckets in a row; it is dated at the first of them.',
    'all crossings of tokens for CN over US weekly sustained 2 weeks',
  ),
  stealth: word(
    'clause',
    'How undisclosed models count: `listed` (default) as unknown, `revealed` as the lab that was announced later.',
    'share of tokens for CN in 2026-W11 stealth revealed',
  ),
  listed: word(
    'filler',
    'Stealth models stay unknown, as they were listed at the time.',
    'share of tokens for CN in 2026-W11 stealth listed',
  ),
  revealed: word(
    'filler',
    'Stealth models count for the lab that was announced later.',
    'share of tokens for CN in 2026-W11 stealth revealed',
  ),
  as: word(
    'clause',
    'How the result is drawn: line, area, bar, column, donut, table or number.',
    'tokens by country weekly as area',
  ),
  moving: word(
    'step',
    '`moving average N weeks`: the mean of a bucket and the N − 1 before it; empty where the data are.',
    'tokens by country weekly | moving average 4 weeks',
  ),
  average: word('filler', 'Part of `moving average`.', 'tokens by country weekly | moving average 4 weeks'),
  count: word(
    'step',
    'How many of the members shown belong to a set.',
    'top 10 models in 2026-W18 | count for CN',
  ),
  line: word('chart', 'One line for each series over time.', 'tokens by country weekly as line'),
  area: word(
    'chart',
    'Stacked areas over time; `normalized` stacks shares up to 100%.',
    'tokens by country weekly as area normalized',
  ),
  bar: word('chart', 'Horizontal bars, one for each member.', 'top 10 models in 2026-W18 as bar'),
  column: word('chart', 'Upright bars, over time or by member.', 'tokens by country weekly as column'),
  donut: word(
    'chart',
    'Parts of one whole; refused for more than eight named slices.',
    'tokens by country in 2026-W07 as donut',
  ),
  table: word('chart', 'The figures as a table.', 'top 10 models in 2026-W18 as table'),
  number: word('chart', 'One figure, large.', 'share of tokens for CN in 2026-W11 as number'),
  color: word(
    'option',
    '`color by country` gives every member the colour of its country (or lab).',
    'top 10 models in 2026-W18 as bar color by country',
  ),
  title: word(
    'option',
    'The words above the chart; without it, the query itself.',
    'tokens by country weekly as area title "Who is used"',
  ),
  stacked: word('option', 'Stacks the series on each other.', 'tokens by country weekly as column stacked'),
  normalized: word(
    'option',
    'Stacks the series up to 100% of what is shown.',
    'tokens by country weekly as area normalized',
  ),
  mark: word(
    'option',
    '`mark events` shows the notebook’s events, `mark crossings` the changes of leader between the two largest series.',
    'tokens by country weekly as line mark crossings',
  ),
  events: word('filler', 'The events of the notebook.', 'tokens by country weekly as line mark events'),
  columns: word(
    'option',
    'Says which column is which: `columns model = slug, tokens = total`.',
    'attach arena from "data/arena-text.csv" columns model = model, elo = arena_score',
  ),
  every: word(
    'option',
    'The grain of the data, where it cannot be seen from the dates.',
    'attach weekly_totals from "data/totals.csv" every week',
  ),
  lists: word(
    'option',
    '`lists top 10`: the file holds only the first ten of every bucket, so no figure of it is “of all tokens”.',
    'attach rankings from "data/openrouter-weekly-top.csv" lists top 10',
  ),
  cite: word(
    'option',
    'How the data ask to be cited; shown under every chart.',
    'attach rankings from "data/openrouter-weekly-top.csv" cite "OpenRouter (openrouter.ai/rankings)"',
  ),
  source: word(
    'option',
    'Where an event is reported.',
    'event 2026-02-05 "Claude Opus 4.6" source "announcement"',
  ),
  except: word('filler', 'Leaves items out of `all`.', 'tokens for all except (openai) in 2026-W07'),
  over: word(
    'filler',
    'The side that is passed, or led over: a set, or a quantity.',
    'first crossing of tokens for CN over US weekly',
  ),
  of: word(
    'filler',
    'Joins a function and its value: `share of tokens`.',
    'share of tokens for CN in 2026-W11',
  ),
} as const satisfies Readonly<Record<string, Word>>;

export type Keyword = keyof typeof VOCABULARY;

/** Words that a later version gives a meaning; names cannot take them, so that no notebook breaks then. */
export const RESERVED: ReadonlySet<string> = new Set([
  ...[
    'registry',
    'measure',
    'let',
    'claim',
    'claims',
    'expect',
    'change',
    'growth',
    'multiple',
    'concentration',
  ],
  ...[
    'rank',
    'index',
    'cumulative',
    'periods',
    'fill',
    'carry',
    'leader',
    'max',
    'min',
    'sum',
    'log',
    'labels',
  ],
  ...[
    'bump',
    'slope',
    'scatter',
    'timeline',
    'treemap',
    'heatmap',
    'wide',
    'complete',
    'rest',
    'unit',
    'about',
    'nearly',
    'between',
  ],
]);

export function isKeyword(text: string): text is Keyword {
  return Object.hasOwn(VOCABULARY, text);
}

/** Words that a name may not be, because a reader (and the parser) would take them for the language's own. */
export function isTaken(text: string): boolean {
  return isKeyword(text) || RESERVED.has(text) || grainOf(text) !== undefined;
}

const GRAIN_WORDS: Readonly<Record<string, Grain>> = {
  day: 'day',
  days: 'day',
  week: 'week',
  weeks: 'week',
  month: 'month',
  months: 'month',
  quarter: 'quarter',
  quarters: 'quarter',
  year: 'year',
  years: 'year',
};

/** `week` or `weeks` → week. */
export function grainOf(text: string): Grain | undefined {
  return Object.hasOwn(GRAIN_WORDS, text) ? GRAIN_WORDS[text] : undefined;
}

export const GRAIN_CLAUSES = {
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  yearly: 'year',
} as const satisfies Readonly<Record<string, Grain>>;

export function grainClauseOf(text: string): Grain | undefined {
  return Object.hasOwn(GRAIN_CLAUSES, text) ? GRAIN_CLAUSES[text as keyof typeof GRAIN_CLAUSES] : undefined;
}

/** "weekly" for week, and so on. */
export function adverbOf(grain: Grain): string {
  return { day: 'daily', week: 'weekly', month: 'monthly', quarter: 'quarterly', year: 'yearly' }[grain];
}
