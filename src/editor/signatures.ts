/**
 * The forms of the language: how each statement, step and chart is written, part by part. While one types, the part
 * under the cursor is found by the words that open parts.
 *
 * In a form, lower-case words are the language's own and CAPITALS stand for what is filled in.
 */
import { scan, scanStatements, type Token } from '../language/scanner';
import { isKeyword, VOCABULARY } from '../language/vocabulary';

/**
 * A part as it can be written: the word (or two, or the symbol) that opens it → the form. The first is shown until
 * another one is typed. `"` opens a part that is a text, and an empty word the part that a form begins with.
 */
export type Part = Readonly<Record<string, string>>;

export interface Form {
  /** An example that uses the form, for those who test the table. */
  readonly example: string;
  readonly parts: readonly Part[];
  /** Words of the form that mean something else elsewhere: what is said about them here is what is said about the form. */
  readonly borrows?: readonly string[];
}

const BY: Part = { by: 'by DIMENSION' };
const FOR: Part = { for: 'for SET', 'for each': 'for each DIMENSION|LIST' };
const SCOPE: readonly Part[] = [
  { within: 'within UNIVERSE' },
  { where: 'where COLUMN = WORD' },
  { weekly: 'weekly', daily: 'daily', monthly: 'monthly', quarterly: 'quarterly', yearly: 'yearly' },
  {
    in: 'in PERIOD',
    at: 'at PERIOD',
    from: 'from PERIOD to PERIOD',
    since: 'since PERIOD',
    until: 'until PERIOD',
    last: 'last N weeks',
  },
  { using: 'using DATASET' },
  { stealth: 'stealth listed|revealed' },
  { including: 'including partial' },
];
/** Parts that are shown only where they are used: with them, a form would be longer than anybody reads. */
const SELDOM: readonly string[] = [
  ...([
    'stealth',
    'including',
    'wide',
    'dates',
    'decimal',
    'separated',
    'encoding',
    'unit',
    'other',
    'rest',
    'complete',
    'sha256',
  ] as const),
];
const TAIL: readonly Part[] = [{ '|': '| STEP' }, { as: 'as CHART' }];

/** What a query asks for decides what can follow. */
const QUERIES = {
  values: {
    example: 'share of tokens for CN by lab within known weekly since 2026-W07 using by_lab | top 8 as line',
    parts: [
      {
        '': 'VALUE',
        share: 'share of VALUE',
        change: 'change of VALUE',
        growth: 'growth of VALUE',
        multiple: 'multiple of VALUE',
        concentration: 'concentration of VALUE',
      },
      FOR,
      BY,
      ...SCOPE,
      ...TAIL,
    ],
  },
  pair: {
    example: 'ratio of tokens for CN to US within (CN, US) weekly using by_lab as line',
    parts: [
      { ratio: 'ratio of VALUE', gap: 'gap of VALUE' },
      { for: 'for SET' },
      { to: 'to SET' },
      BY,
      ...SCOPE,
      ...TAIL,
    ],
  },
  ranking: {
    example: 'top 10 models by share of tokens for CN in 2026-W18 using rankings as bar',
    parts: [
      { top: 'top N DIMENSION', bottom: 'bottom N DIMENSION' },
      { by: 'by VALUE' },
      { for: 'for SET' },
      ...SCOPE,
      ...TAIL,
    ],
  },
  crossing: {
    example: 'first crossing of tokens for CN over US within known weekly sustained 2 weeks using by_lab',
    parts: [
      { first: 'first crossing of VALUE', last: 'last crossing of VALUE', all: 'all crossings of VALUE' },
      { for: 'for SET' },
      { over: 'over SET|QUANTITY' },
      { sustained: 'sustained N weeks' },
      ...SCOPE,
      ...TAIL,
    ],
  },
  streak: {
    example: 'streak of tokens for CN over US weekly at 2026-W11 using by_lab',
    parts: [
      { streak: 'streak of VALUE' },
      { for: 'for SET' },
      { over: 'over SET|QUANTITY' },
      ...SCOPE,
      ...TAIL,
    ],
  },
  list: {
    example: 'events since 2026-01 as timeline',
    parts: [
      { events: 'events', claims: 'claims' },
      { since: 'since PERIOD', from: 'from PERIOD to PERIOD', in: 'in PERIOD', until: 'until PERIOD' },
      ...TAIL,
    ],
  },
} as const satisfies Readonly<Record<string, Form>>;

const STATEMENTS: Readonly<Record<string, Form>> = {
  attach: {
    example:
      'attach rankings from "top.csv" columns tokens = total every week lists top 10 cite "OpenRouter"',
    borrows: ['from'],
    parts: [
      { attach: 'attach NAME' },
      { from: 'from "FILE"' },
      { columns: 'columns ROLE = COLUMN, …' },
      { every: 'every week from WEEKDAY' },
      { wide: 'wide by DIMENSION' },
      { dates: 'dates day-first|month-first' },
      { decimal: 'decimal comma|point' },
      { separated: 'separated by tabs|commas|semicolons|bars' },
      { encoding: 'encoding "NAME"' },
      { unit: 'unit COLUMN = UNIT' },
      { other: 'other = "WORD"' },
      { lists: 'lists top N|all' },
      { rest: 'rest from DATASET' },
      { complete: 'complete until PERIOD' },
      { sha256: 'sha256 "HASH"' },
      { cite: 'cite "TEXT"' },
    ],
  },
  registry: {
    example: 'registry "my-models.csv" columns model = slug',
    parts: [{ registry: 'registry "FILE"' }, { columns: 'columns ROLE = COLUMN, …' }],
  },
  group: {
    example: 'group us_three = lab (anthropic, google, openai)',
    parts: [{ group: 'group NAME' }, { '=': '= SET' }],
  },
  measure: {
    example: 'measure cost = tokens * price',
    parts: [{ measure: 'measure NAME' }, { '=': '= VALUE * VALUE' }],
  },
  let: {
    example: 'let cn_share = share of tokens for CN',
    parts: [{ let: 'let NAME' }, { '=': '= QUERY' }],
  },
  event: {
    example: 'event 2026-03-23 .. 2026-04-05 "A lead of two weeks" source "OpenRouter"',
    parts: [
      { event: 'event PERIOD' },
      { '..': '.. PERIOD' },
      { '"': '"LABEL"' },
      { source: 'source "TEXT"' },
    ],
  },
  claim: {
    example: 'claim "36% of all tokens" = share of tokens for CN in 2026-W11 expect 36% source "A newspaper"',
    parts: [
      { claim: 'claim "SENTENCE"' },
      { '=': '= QUERY' },
      { expect: 'expect FIGURE' },
      { source: 'source "TEXT"' },
    ],
  },
};

/** Steps that take something. */
const STEPS: Readonly<Record<string, Form>> = {
  top: { example: 'tokens by lab | top 8', parts: [{ top: '| top N' }] },
  count: {
    example: 'top 10 models | count for CN',
    borrows: ['for'],
    parts: [{ count: '| count' }, { for: 'for SET' }],
  },
  sum: {
    example: 'top 10 models | sum for CN',
    borrows: ['for'],
    parts: [{ sum: '| sum' }, { for: 'for SET' }],
  },
  moving: {
    example: 'tokens weekly | moving average 4 weeks',
    parts: [{ moving: '| moving average', average: '| moving average N weeks' }],
  },
  change: {
    example: 'tokens weekly | change over 4 weeks',
    borrows: ['over'],
    parts: [{ change: '| change' }, { over: 'over N weeks' }],
  },
  growth: {
    example: 'tokens weekly | growth over 4 weeks',
    borrows: ['over'],
    parts: [{ growth: '| growth' }, { over: 'over N weeks' }],
  },
  multiple: {
    example: 'tokens weekly | multiple over 4 weeks',
    borrows: ['over'],
    parts: [{ multiple: '| multiple' }, { over: 'over N weeks' }],
  },
  rank: {
    example: 'tokens by lab weekly | rank change over 4 weeks',
    borrows: ['change', 'over'],
    parts: [{ rank: '| rank' }, { change: 'change' }, { over: 'over N weeks' }],
  },
  index: {
    example: 'tokens weekly | index to 100 at 2026-W07',
    borrows: ['to', 'at'],
    parts: [{ index: '| index' }, { to: 'to NUMBER' }, { at: 'at PERIOD' }],
  },
  periods: { example: 'tokens weekly | periods > 5T', parts: [{ periods: '| periods > QUANTITY' }] },
  fill: { example: 'tokens daily | fill carry', parts: [{ fill: '| fill zero|carry' }] },
};

const CHART: Form = {
  example:
    'tokens by country weekly as line color by country title "Who" stacked normalized log labels mark events',
  parts: [
    { as: 'as CHART' },
    { color: 'color by DIMENSION' },
    { title: 'title "TEXT"' },
    { stacked: 'stacked' },
    { normalized: 'normalized' },
    { log: 'log' },
    { labels: 'labels' },
    { mark: 'mark events|crossings' },
  ],
};

const UNIVERSE: Form = {
  example: 'share of tokens for CN within top 9 models each week then (CN, US)',
  parts: [
    {
      within: 'within SET|known|top N models',
      then: 'then SET|known|top N models',
      known: 'known',
      top: 'top N DIMENSION',
    },
    { each: 'each week' },
    { then: 'then SET' },
  ],
};

/** All forms, for documentation and tests. */
export const FORMS: readonly Form[] = [
  ...Object.values(STATEMENTS),
  ...Object.values(QUERIES),
  ...Object.values(STEPS),
  CHART,
  UNIVERSE,
];

export interface Signature {
  readonly label: string;
  /** What the whole form is for, in a sentence or two. */
  readonly meaning: string;
  readonly parts: readonly { readonly start: number; readonly end: number; readonly meaning: string }[];
  /** Which part the cursor is in. */
  readonly active: number;
}

/** The forms around the cursor, the innermost first: the step, the query, the claim. None in a comment or between statements. */
export function signaturesAt(text: string, offset: number): Signature[] {
  const before = text.slice(0, offset);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (line === '' || line.slice(scan(line).at(-1)?.end ?? 0).includes('#')) return [];
  const tokens =
    scanStatements(before)
      .at(-1)
      ?.tokens.filter((token) => token.kind !== 'end') ?? [];
  const [first] = tokens;
  // The first word is still being typed: what it will be, completion says.
  if (!first || (tokens.length === 1 && first.end === offset)) return [];
  return formsOf(tokens).reverse();
}

function formsOf(tokens: readonly Token[]): Signature[] {
  const [first, second] = tokens;
  const statement = first && Object.hasOwn(STATEMENTS, first.text) ? STATEMENTS[first.text] : undefined;
  if (!first || !statement || first.kind !== 'name' || (first.text === 'group' && second?.text === 'by'))
    return ofQuery(tokens);
  const equals = tokens.findIndex((token) => token.kind === 'symbol' && token.text === '=');
  const holdsQuery = first.text === 'let' || first.text === 'claim';
  const inner = holdsQuery && equals >= 0 ? tokens.slice(equals + 1) : [];
  const expect = inner.findIndex((token) => isWord(token, 'expect'));
  const query = expect < 0 ? inner : [];
  // The words of the inner query open no parts of the statement.
  const outer =
    equals < 0 || !holdsQuery
      ? tokens
      : [...tokens.slice(0, equals + 1), ...inner.slice(expect < 0 ? inner.length : expect)];
  return [signature(statement, outer, first.text), ...(query.length > 0 ? ofQuery(query) : [])];
}

function ofQuery(tokens: readonly Token[]): Signature[] {
  const chart = tokens.findIndex((token) => isWord(token, 'as'));
  const pipe = tokens.findIndex((token) => token.kind === 'symbol' && token.text === '|');
  const form = queryForm(tokens);
  const word = tokens[0]?.text ?? '';
  const begun = chart >= 0 ? tokens.slice(0, chart + 1) : tokens;
  const asked = pipe >= 0 ? begun.slice(0, pipe) : begun;
  const rest = pipe >= 0 ? begun.slice(pipe) : [];
  // Of the steps and the chart, only the word that opens them counts here: they have forms of their own.
  const openers = [...rest.slice(0, 1), ...(chart >= 0 ? begun.slice(-1) : [])];
  const outer = signature(form, pipe >= 0 ? [...asked, ...openers] : begun, word);
  if (chart >= 0) return [outer, signature(CHART, tokens.slice(chart), 'as')];
  if (pipe >= 0) {
    const last = tokens.slice(tokens.findLastIndex((token) => token.text === '|') + 1);
    const step = last[0] && Object.hasOwn(STEPS, last[0].text) ? STEPS[last[0].text] : undefined;
    return step ? [outer, signature(step, last, last[0]?.text ?? '')] : [outer];
  }
  const within =
    activeWord(form, tokens) === 'within' ? tokens.findLastIndex((token) => isWord(token, 'within')) : -1;
  return within >= 0 ? [outer, signature(UNIVERSE, lastStage(tokens.slice(within)), 'within')] : [outer];
}

/** Of a universe of several stages, the one that is being written. */
function lastStage(tokens: readonly Token[]): readonly Token[] {
  const then = tokens.findLastIndex((token) => isWord(token, 'then'));
  return then < 0 ? tokens : tokens.slice(then);
}

function queryForm([first]: readonly Token[]): Form {
  switch (first?.text) {
    case 'ratio':
    case 'gap':
      return QUERIES.pair;
    case 'top':
    case 'bottom':
      return QUERIES.ranking;
    case 'first':
    case 'last':
    case 'all':
      return QUERIES.crossing;
    case 'streak':
      return QUERIES.streak;
    case 'events':
    case 'claims':
      return QUERIES.list;
    default:
      return QUERIES.values;
  }
}

/** Which opening word was typed last, part by part. */
function opened(
  { parts }: Form,
  tokens: readonly Token[],
): { readonly active: number; readonly words: readonly string[] } {
  const words = parts.map((part, index) => (index === 0 ? (Object.keys(part)[0] ?? '') : ''));
  let active = 0;
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    const opener = openerOf(token);
    if (opener === undefined || isInCondition(tokens, index)) continue;
    // Each part is written once; a word that opens one further on belongs to the part it stands in.
    const found = parts.findIndex(
      (part, at) => Object.hasOwn(part, opener) && (words[at] === '' || at === active),
    );
    const isFirst = index === 0 && parts[0] !== undefined && Object.hasOwn(parts[0], opener);
    if (found < 0 && !isFirst) continue;
    active = isFirst ? 0 : found;
    const two = next ? `${opener} ${next.text}` : opener;
    const part = parts[active] ?? {};
    words[active] = Object.hasOwn(part, two) ? two : opener;
  }
  return { active, words };
}

function activeWord(form: Form, tokens: readonly Token[]): string {
  const { active, words } = opened(form, tokens);
  return words[active] ?? '';
}

function openerOf({ kind, text }: Token): string | undefined {
  if (kind === 'string' || kind === 'open-string') return '"';
  return kind === 'name' || kind === 'symbol' ? text : undefined;
}

/** `where variant in (free)`: this `in` is a comparison and no period. */
function isInCondition(tokens: readonly Token[], index: number): boolean {
  const [before, token] = [tokens[index - 2], tokens[index]];
  if (!before || !token || !isWord(token, 'in')) return false;
  return isWord(before, 'where') || isWord(before, 'and');
}

function isWord({ kind, text }: Token, word: string): boolean {
  return kind === 'name' && text === word;
}

/** Blanks would be drawn as one, and the parts run together. */
const GAP = '\u00a0 ';

function signature(form: Form, tokens: readonly Token[], word: string): Signature {
  const { active, words } = opened(form, tokens);
  const shown = form.parts.flatMap((part, index) => {
    const [first = ''] = Object.keys(part);
    const opener = words[index] === '' ? first : (words[index] ?? first);
    return SELDOM.includes(opener) && words[index] === ''
      ? []
      : [{ index, opener, form: part[opener] ?? '' }];
  });
  let label = '';
  const parts = shown.map(({ opener, form: written }) => {
    if (label !== '') label += GAP;
    const start = label.length;
    label += written;
    return { start, end: label.length, meaning: meaningOf(form.borrows?.includes(opener) ? word : opener) };
  });
  return {
    label,
    meaning: meaningOf(word) || VALUE,
    parts,
    active: shown.findIndex(({ index }) => index === active),
  };
}

const VALUE =
  'A value: a column of numbers is summed, a measure is computed, a query with a name is asked again.';

/** What is said about an opening word; about two, about the first. */
function meaningOf(opener: string): string {
  const word = opener.split(' ')[0] ?? '';
  return isKeyword(word) ? VOCABULARY[word].meaning : '';
}
