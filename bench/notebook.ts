/** A notebook of 200 cells, as one that has grown over some months: the measurements type in it. */

const LABS = ['deepseek', 'qwen', 'moonshotai', 'z-ai', 'minimax', 'xiaomi', 'openai', 'anthropic', 'google'];

const ATTACHED = [
  'attach rankings from "data/openrouter-weekly-top.csv" lists top 10',
  'attach by_lab from "data/openrouter-daily-by-author.csv"\n  columns lab = author\n  cite "OpenRouter (openrouter.ai/rankings)"',
  'attach by_model from "data/openrouter-rankings-daily.csv"',
  'attach platform from "data/openrouter-weekly-total.csv"',
  'attach again from "data/openrouter-daily-by-author.csv" columns lab = author',
];

/** The group that 100 queries use. */
const CORE = 'group core = lab (openai, anthropic, deepseek)';

const GROUPS = [
  CORE,
  ...LABS.map(
    (lab, index) => `group side_${index} = lab (${lab}, ${LABS[(index + 4) % LABS.length] ?? lab})`,
  ),
  'group east = (side_0, side_1, side_2)',
  'group west = (side_6, side_7)',
];

const MEASURES = [
  'measure twice = tokens + tokens',
  'measure half = tokens / 2',
  'measure in_millions = tokens / 1000000',
  'measure doubled = half + half',
];

const LETS = [
  'let core_share = share of tokens for core using by_lab',
  'let core_tokens = tokens for core using by_lab',
  'let east_share = share of tokens for east using by_lab',
  'let all_tokens = tokens using platform',
];

/** Queries that use the group; each ends with what varies. */
const WITH_CORE: readonly ((week: string) => string)[] = [
  (week) => `share of tokens for core in ${week} using by_lab`,
  (week) => `tokens for core since ${week} using by_lab weekly\n  | moving average 4 weeks as line`,
  (week) => `ratio of tokens for core to CN in ${week} using by_lab`,
  (week) => `# What the largest had\nshare of tokens for core within known in ${week} using by_lab as number`,
  (week) => `tokens for each (core, east) in ${week} using by_lab as bar`,
];

const WITHOUT_CORE: readonly ((week: string) => string)[] = [
  (week) => `tokens by lab in ${week} using by_lab\n  | top 8 as bar`,
  (week) => `tokens by country in ${week} using by_lab`,
  (week) => `top 10 models in ${week} using rankings as bar color by country`,
  () => 'tokens weekly using platform as line',
  (week) => `share of tokens for west within (east, west) in ${week} using by_lab`,
  () => 'first crossing of tokens for CN over US within top 9 models each week weekly using rankings',
];

/** The texts of the cells, definitions first. */
export function cells(): string[] {
  const definitions = [...ATTACHED, ...GROUPS, ...MEASURES, ...LETS];
  const weeks = Array.from({ length: 14 }, (_, index) => `2026-W${String(index + 7).padStart(2, '0')}`);
  const take = (count: number, forms: typeof WITH_CORE): string[] =>
    Array.from(
      { length: count },
      (_, index) => forms[index % forms.length]?.(weeks[index % weeks.length] ?? '') ?? '',
    );
  return [...definitions, ...take(100, WITH_CORE), ...take(200 - definitions.length - 100, WITHOUT_CORE)];
}

/** The text of the file. */
export function file(texts: readonly string[]): string {
  return `${texts.map((text) => `\`\`\`tokshare\n${text}\n\`\`\``).join('\n\n')}\n`;
}
