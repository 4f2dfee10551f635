/**
 * The words of the language with what they mean: the one source for hovers, completion and the reference. A word has a
 * sentence or two and an example that parses.
 */
import type { Grain } from './literals';

export interface Word {
  readonly role:
    'statement' | 'subject' | 'value' | 'clause' | 'step' | 'chart' | 'option' | 'grain' | 'unit' | 'filler';
  readonly meaning: string;
  readonly example: string;
}

const word = (role: Word['role'], meaning: string, example: string): Word => ({ role, meaning, example });

const unit = (counted: string, name = counted): Word =>
  word('unit', `A column counts ${counted}.`, `attach rounded from "data/rounded.csv" unit tokens = ${name}`);

const weekday = (name: string, note = ''): Word =>
  word(
    'unit',
    `The weeks of the data start on ${name}${note}.`,
    `attach totals from "data/totals.csv" every week from ${name.toLowerCase()}`,
  );

const separator = (name: string, mark: string): Word =>
  word(
    'unit',
    `Between two cells of the file stands ${mark}.`,
    `attach totals from "data/totals.csv" separated by ${name}`,
  );

const SERIES = 'tokens for each (CN, US) weekly';

export const VOCABULARY = {
  attach: word(
    'statement',
    'Gives a file, CSV or JSON, a name that queries can use. The path is relative to the notebook. Its date, model and token columns are found by their names, or named after `columns`.',
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
    'event 2026-04-02 "Qwen3.6 Plus" source "OpenRouter, models catalogue"',
  ),
  registry: word(
    'statement',
    'Lays a CSV file of yours over the built-in registry of models and labs, cell by cell: what it says holds, what it leaves empty stays.',
    'registry "data/my-models.csv"',
  ),
  measure: word(
    'statement',
    'Names a value computed from columns of the data and attributes of their models, by `+`, `-`, `*`, `/` and parentheses. `dollars`, tokens at list prices, needs no definition.',
    'measure cost = tokens * price',
  ),
  let: word(
    'statement',
    'Names a query, to be asked again by its name, with further clauses, steps or a chart.',
    'let cn_part = share of tokens for CN within (CN, US)',
  ),
  claim: word(
    'statement',
    'Holds a published figure against the data. It holds if the computed value rounds or truncates to it at the digits written.',
    'claim "Chinese models reached 36%" = share of tokens for CN in 2026-W11 expect 36%',
  ),
  share: word(
    'value',
    'The part of the universe that the `for` set holds: its sum divided by the sum of everything that `within` counts. As a step, `| share` divides every figure by the universe.',
    'share of tokens for CN within (CN, US) in 2026-W11',
  ),
  ratio: word(
    'value',
    'How many times as much the set after `for` has as the one after `to`.',
    'ratio of tokens for CN to US in 2026-W11',
  ),
  gap: word(
    'value',
    'The set after `for` minus the one after `to`; of shares, in percentage points.',
    'gap of tokens for CN to US in 2026-W11',
  ),
  change: word(
    'value',
    'The difference to the bucket before; with `from A to B`, of B to A. Shares change by percentage points. As a step, `| change over 4 weeks`.',
    'change of share of tokens for CN from 2026-W07 to 2026-W11',
  ),
  growth: word(
    'value',
    'The change divided by what it started from, as a percentage; of shares it is refused, since it could be read as points. As a step, `| growth over 52 weeks`.',
    'growth of tokens for CN from 2026-W07 to 2026-W11',
  ),
  multiple: word(
    'value',
    'How many times as much as before, as a factor. As a step, `| multiple over 52 weeks`.',
    'multiple of tokens from 2026-W07 to 2026-W11',
  ),
  concentration: word(
    'value',
    'The Herfindahl–Hirschman index of the known parts, 0 to 10,000: the sum of their squared shares in percent. 10,000 is one part alone.',
    'concentration of tokens by lab weekly as line',
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
    'Every crossing, in both directions; as a set, everything: `for all except (openai)`; after `lists`, a file that leaves nothing out.',
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
  events: word(
    'subject',
    'The events of the notebook, with the releases and reveals of models that the registry knows; after `mark`, those of the notebook on a chart over time.',
    'events since 2026-01 as timeline',
  ),
  claims: word(
    'subject',
    'Every claim of the notebook with its source, the figure as published and as computed, and the verdict.',
    'claims',
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
    'Splits the result by a dimension: model, lab, country, weights, variant or a column of words. In a ranking, names the value that ranks.',
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
    'Joins conditions, all of which must hold; or the two ends of a range.',
    'tokens by lab where weights = open and price < $1 in 2026-W11',
  ),
  daily: word('grain', 'One figure for every day (UTC).', 'tokens by lab daily last 14 days'),
  weekly: word('grain', 'One figure for every week, Monday to Sunday (ISO 8601).', SERIES),
  monthly: word(
    'grain',
    'One figure for every month. Weeks that straddle two months cannot be summed into one.',
    'tokens by country monthly',
  ),
  quarterly: word('grain', 'One figure for every quarter.', 'tokens by country quarterly including partial'),
  yearly: word('grain', 'One figure for every year; over weekly data, its ISO weeks.', 'tokens yearly'),
  in: word(
    'clause',
    'The period that is counted: a day, week, month, quarter or year, or `latest`. After `where`, a list of words.',
    'tokens by country in 2026-W07',
  ),
  at: word(
    'clause',
    'The bucket that is looked at; the same as `in`.',
    'streak of tokens for CN over US weekly at 2026-W11',
  ),
  from: word(
    'clause',
    'The first period; with `to`, everything between, both included. Of a change, the two periods that are compared. In `attach`, the file.',
    'tokens for CN from 2026-W07 to 2026-W11',
  ),
  to: word(
    'filler',
    'The last period, included; the second side of a ratio or gap; or the number that an index starts from.',
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
    'How the result is drawn: line, area, bar, column, donut, table, number, bump, slope, scatter, timeline, treemap or heatmap.',
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
    'How many members are shown; with `for`, how many of them belong to a set.',
    'top 10 models in 2026-W18 | count for CN',
  ),
  sum: word(
    'step',
    'The figures of the named members that are shown, added up; with `for`, those of a set.',
    'top 10 models in 2026-W18 | sum for CN',
  ),
  rank: word(
    'step',
    'The place of each member in its bucket, 1 is the largest. `| rank change over 4 weeks` says how many places it has risen.',
    'tokens by lab weekly | rank as bump',
  ),
  index: word(
    'step',
    'Sets one period to a number and everything else in proportion to it.',
    'tokens for each (CN, US) weekly | index to 100 at 2026-W07 as line',
  ),
  cumulative: word(
    'step',
    'Adds up from the first bucket shown; a missing bucket leaves everything after it empty.',
    'tokens by country weekly since 2026-W07 | cumulative',
  ),
  periods: word(
    'step',
    'Counts the buckets in which a figure passes a test.',
    'share of tokens for each (CN, US) weekly | periods > 35%',
  ),
  fill: word(
    'step',
    'Fills missing buckets: `zero` where nothing was used, `carry` with the last known figure. Without it, missing stays missing.',
    'tokens by country daily | fill carry as line',
  ),
  carry: word('filler', 'Repeats the last known figure.', 'tokens by country daily | fill carry as line'),
  zero: word('filler', 'Takes missing as nothing.', 'tokens by country daily | fill zero as line'),
  max: word(
    'step',
    'The largest figure of each member, and when it was.',
    'share of tokens for each (CN, US) weekly | max',
  ),
  min: word(
    'step',
    'The smallest figure of each member, and when it was.',
    'share of tokens for each (CN, US) weekly | min',
  ),
  leader: word(
    'step',
    'Who is the largest in each bucket, and by which figure; rest, unknown and other never lead.',
    'tokens by lab weekly | leader',
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
    'All parts of one whole in one period; refused for negative figures and for more than eight named slices.',
    'tokens by country in 2026-W07 as donut',
  ),
  table: word('chart', 'The figures as a table.', 'top 10 models in 2026-W18 as table'),
  number: word(
    'chart',
    'Up to six figures of one period, large.',
    'share of tokens for CN in 2026-W11 as number',
  ),
  bump: word(
    'chart',
    'Ranks over time: one line for each member, the first place on top.',
    'tokens by lab weekly | rank as bump',
  ),
  slope: word(
    'chart',
    'Two periods side by side, a line from one to the other for each member.',
    'share of tokens by country from 2026-W07 to 2026-W11 as slope',
  ),
  scatter: word(
    'chart',
    'A point for each member: the first value to the right, the second one up.',
    'tokens, share of tokens by lab in 2026-W11 as scatter',
  ),
  timeline: word('chart', 'What happened when.', 'events since 2026-01 as timeline'),
  treemap: word(
    'chart',
    'Areas inside areas, one level for each dimension after `by`.',
    'tokens by country, lab in 2026-W11 as treemap',
  ),
  heatmap: word(
    'chart',
    'A row for each member over time, a cell for each bucket; its colour says how much.',
    'share of tokens by lab weekly as heatmap',
  ),
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
  log: word(
    'option',
    'A logarithmic axis: equal distances are equal factors. Stacked parts have none.',
    'tokens by country weekly as line log',
  ),
  labels: word('option', 'Writes the figures at the marks.', 'top 10 models in 2026-W18 as bar labels'),
  mark: word(
    'option',
    '`mark events` shows the notebook’s events, `mark crossings` the changes of leader between the two largest series.',
    'tokens by country weekly as line mark crossings',
  ),
  columns: word(
    'option',
    'Says which column is which: `columns model = slug, tokens = total`.',
    'attach arena from "data/arena-text.csv" columns model = model, elo = arena_score',
  ),
  every: word(
    'option',
    'The grain of the data, where it cannot be seen from the dates; `every week from sunday` says on which day weeks start.',
    'attach weekly_totals from "data/totals.csv" every week',
  ),
  dates: word(
    'option',
    '`dates day-first` or `dates month-first`: how to read dates such as 02/09/2026, where no date of the file tells.',
    'attach totals from "data/totals.csv" dates month-first',
  ),
  decimal: word(
    'option',
    '`decimal comma` or `decimal point`: the mark before the decimals of all numbers, where the file does not show it.',
    'attach totals from "data/totals.csv" decimal comma',
  ),
  separated: word(
    'option',
    '`separated by tabs`, `commas`, `semicolons` or `bars`, or by one of these in quotes: what stands between the cells, where it is guessed wrong.',
    'attach totals from "data/totals.csv" separated by semicolons',
  ),
  encoding: word(
    'option',
    'How the bytes of the file stand for letters, where it is guessed wrong: `encoding "utf-8"`, `"utf-16le"`, `"utf-16be"` or `"windows-1252"`, which is also called `"latin1"`.',
    'attach totals from "data/totals.csv" encoding "windows-1252"',
  ),
  wide: word(
    'option',
    'The file has a column for each member: `wide by model`.',
    'attach matrix from "data/wide.csv" wide by model',
  ),
  unit: word(
    'option',
    'In what a column counts: ones, thousands, millions, billions, trillions or usd.',
    'attach rounded from "data/rounded.csv" unit tokens = billions',
  ),
  other: word(
    'option',
    'The word by which the file calls its lump row of everything it does not name.',
    'attach rankings from "data/rankings.csv" other = "Others"',
  ),
  rest: word(
    'option',
    '`rest from platform`: what a top list leaves out, as the totals of another dataset minus the rows that are listed.',
    'attach rankings from "data/openrouter-weekly-top.csv" lists top 10 rest from platform',
  ),
  complete: word(
    'option',
    '`complete until 2026-W18`: what comes after is not complete in the file, and counts as partial.',
    'attach by_lab from "data/openrouter-daily-by-author.csv" complete until 2026-W18',
  ),
  sha256: word(
    'option',
    'The hash of the file that the notebook was written for; another file is an error.',
    'attach by_lab from "data/openrouter-daily-by-author.csv" sha256 "…"',
  ),
  lists: word(
    'option',
    '`lists top 10`: the file holds only the first ten of every bucket, so no figure of it is “of all tokens”. `lists all`: it holds everything, however few its rows are.',
    'attach rankings from "data/openrouter-weekly-top.csv" lists top 10',
  ),
  cite: word(
    'option',
    'How the data ask to be cited; shown under every chart.',
    'attach rankings from "data/openrouter-weekly-top.csv" cite "OpenRouter (openrouter.ai/rankings)"',
  ),
  expect: word(
    'filler',
    'The figure as published: `61%`, `> 3x`, `CN 4.12T, US 2.94T`, `17% -> 47%`, `2 weeks`, `2026-W07`.',
    'claim "more than 3-to-1" = ratio of tokens for CN to US in 2026-W11 expect > 3x',
  ),
  about: word(
    'filler',
    'A published figure within five percent of it.',
    'claim "some 5 trillion" = tokens for CN in 2026-W11 expect about 5T',
  ),
  nearly: word(
    'filler',
    'A published figure from one unit of its last digit below, up to it.',
    'claim "nearly 59%" = share of tokens for CN within (CN, US) in 2026-W11 expect nearly 59%',
  ),
  between: word(
    'filler',
    'A published range, both ends included.',
    'claim "a third" = share of tokens for CN in 2026-W11 expect between 30% and 37%',
  ),
  source: word(
    'option',
    'Where an event or a claim is reported.',
    'event 2026-04-02 "Qwen3.6 Plus" source "OpenRouter, models catalogue"',
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
  ones: unit('single units', 'ones'),
  thousands: unit('thousands'),
  millions: unit('millions'),
  billions: unit('billions'),
  trillions: unit('trillions'),
  usd: word(
    'unit',
    'A column counts US dollars.',
    'attach spend from "data/spend.csv" columns cost = amount unit cost = usd',
  ),
  'day-first': word(
    'unit',
    'In 02/09/2026, the day is the 2nd and the month September.',
    'attach totals from "data/totals.csv" dates day-first',
  ),
  'month-first': word(
    'unit',
    'In 02/09/2026, the month is February and the day the 9th.',
    'attach totals from "data/totals.csv" dates month-first',
  ),
  comma: word(
    'unit',
    'In 1,440 the comma stands before the decimals: it is one and 440 thousandths.',
    'attach totals from "data/totals.csv" decimal comma',
  ),
  point: word(
    'unit',
    'In 1.440 the point stands before the decimals, and in 1,440 the comma between thousands.',
    'attach totals from "data/totals.csv" decimal point',
  ),
  commas: separator('commas', '`,`'),
  semicolons: separator('semicolons', '`;`'),
  tabs: separator('tabs', 'a tab'),
  bars: separator('bars', '`|`'),
  monday: weekday('Monday', ', as in ISO 8601'),
  tuesday: weekday('Tuesday'),
  wednesday: weekday('Wednesday'),
  thursday: weekday('Thursday'),
  friday: weekday('Friday'),
  saturday: weekday('Saturday'),
  sunday: weekday('Sunday'),
} as const satisfies Readonly<Record<string, Word>>;

export type Keyword = keyof typeof VOCABULARY;

export function isKeyword(text: string): text is Keyword {
  return Object.hasOwn(VOCABULARY, text);
}

/** Words that a name may not be, because a reader (and the parser) would take them for the language's own. */
export function isTaken(text: string): boolean {
  return isKeyword(text) || grainOf(text) !== undefined;
}

/** Words that cannot stand where a column is named, so that a column of a file may be called like them. */
const NAMES_OF_COLUMNS: readonly Word['role'][] = ['step', 'chart', 'option', 'unit'];

export function mayNameColumn(text: string): boolean {
  return isKeyword(text) && NAMES_OF_COLUMNS.includes(VOCABULARY[text].role);
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

/** "1 week", "4 weeks". */
export function stretchText(count: number, grain: Grain): string {
  return `${count} ${grain}${count === 1 ? '' : 's'}`;
}

/** "weekly" for week, and so on. */
export function adverbOf(grain: Grain): string {
  return { day: 'daily', week: 'weekly', month: 'monthly', quarter: 'quarterly', year: 'yearly' }[grain];
}
