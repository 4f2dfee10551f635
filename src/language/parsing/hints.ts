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
  order: 'results are ordered already; the largest are `top 10 models`',
};
