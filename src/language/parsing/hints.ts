/** Words of other languages and of articles, and what is written here instead. */
import type { BoundNode } from '../nodes';

/** What people write who come from other languages, and what to write here. */
export const HINTS: Readonly<Record<string, string>> = {
  vs: 'to set two sides against each other, write `tokens for each (CN, US)`, `ratio of tokens for CN to US` or `gap of tokens for CN to US`',
  versus:
    'to set two sides against each other, write `tokens for each (CN, US)` or `gap of tokens for CN to US`',
  group: 'a split by a dimension is `by country`',
  select: 'start with the value itself: `tokens by country`',
  of: 'the universe is named by `within`: `share of tokens for CN within (CN, US)`',
  on: 'a period is named by `in`, a dataset by `using`',
  during: 'a period is named by `in`: `in 2026-W07`',
  with: 'narrow the rows by `where`, the universe by `within`',
  or: 'a set is a list in parentheses: `for (CN, US)`',
  over: '`over` belongs to a crossing or a streak: `first crossing of tokens for CN over US`',
  among: 'the universe is named by `within`',
  per: 'a split is `by country`, a grain is `weekly`',
  expect: 'a published figure is expected in a claim: `claim "…" = share of tokens for CN expect 61%`',
  limit: 'to keep the largest, write `| top 10`',
  and: 'it joins the conditions of `where`; a set is a list in parentheses: `for (CN, US)`',
  ',': 'a set is a list in parentheses: `for (CN, US)`; clauses have no commas between them',
  between: 'a period with two ends is `from 2026-W01 to 2026-W07`',
  average: 'a mean over time is `| moving average 4 weeks`',
  pie: 'parts of a whole are drawn `as donut`',
  order: 'results are ordered already; the largest are `top 10 models`',
};

/** Words for which others can stand, where the first of these is understood. */
export const REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  ['pie', 'donut'],
  ['average', 'moving average'],
]);

/** What articles write before a figure, and what is written in a claim. */
export const MODIFIERS: ReadonlyMap<string, NonNullable<BoundNode['modifier']>> = new Map([
  ...(['roughly', 'around', 'approximately', 'approx', 'circa', 'ca', 'some', '~', '≈'] as const).map(
    (word) => [word, 'about'] as const,
  ),
  ['almost', 'nearly'],
  ...(['more than', 'greater than', 'over', 'above'] as const).map((words) => [words, '>'] as const),
  ...(['less than', 'fewer than', 'under', 'below'] as const).map((words) => [words, '<'] as const),
  ...(['at least', '≥'] as const).map((words) => [words, '>='] as const),
  ...(['at most', 'up to', '≤'] as const).map((words) => [words, '<='] as const),
]);

/** What is written after a number, with a blank between them, and how the language writes it at the number. */
export const UNITS: ReadonlyMap<string, string> = new Map([
  ...['T', 'B', 'M', 'K', '%', 'pp', 'x'].map((unit) => [unit, unit] as const),
  ['trillion', 'T'],
  ['trillions', 'T'],
  ['billion', 'B'],
  ['billions', 'B'],
  ['million', 'M'],
  ['millions', 'M'],
  ['thousand', 'K'],
  ['thousands', 'K'],
  ['percent', '%'],
  ['per cent', '%'],
  ['percentage points', 'pp'],
  ['percentage point', 'pp'],
  ['times', 'x'],
]);
