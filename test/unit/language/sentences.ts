/** Sentences of the language, derived from docs/grammar.ebnf: all that a sentence uses, and random ones. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { bodyOf, partsOf, readGrammar, rulesOf, type Rule } from './ebnf';

export const GRAMMAR = readGrammar(readFileSync(join(process.cwd(), 'docs', 'grammar.ebnf'), 'utf8'));
const START = 'statement';

/** What stands for a production that is a pattern; after a dot, inside of which other production. */
export const POOLS: Readonly<Record<string, readonly string[]>> = {
  name: ['rankings', 'by_lab', 'us_big_three', 'usage_2'],
  'value.name': ['tokens', 'requests', 'elo', 'china'],
  'operand.name': ['tokens', 'price', 'prompt_tokens'],
  'dimension.name': ['lab', 'models', 'country', 'weights', 'variant', 'app'],
  'column.name': ['weights', 'price', 'release', 'Größe', 'total_tokens'],
  'item.name': ['CN', 'US', 'openai', 'z-ai', '01-ai', 'us_big_three'],
  model: ['qwen/qwen3.6-plus:free', 'deepseek/*', 'tencent/hy3:*', 'openrouter/*-alpha', '~x-ai/grok-4'],
  qualified: ['lab:meta', 'country:CN', 'model:qwen/qwen3:free', 'group:six'],
  string: ['"Claude Sonnet 4.6"', '"data/a b.csv"', '"the two countries\' share: 59% # of it"'],
  separator: ['";"', '","', '"|"'],
  encoding: ['"utf-8"', '"utf-16be"', '"windows-1252"'],
  day: ['2026-02-09', '2024-02-29'],
  iso_week: ['2026-W07', '2026-w53'],
  month: ['2026-02', '2025-12'],
  quarter: ['2026-Q1', '2026-q4'],
  year: ['2026', '2025'],
  number: ['50', '4.12T', '776B', '-2.5', '+3K'],
  percentage: ['61%', '58.7%', '-3%'],
  points: ['2.5pp', '-1pp'],
  factor: ['3x', '1.5x'],
  dollars: ['$1.50', '$1.2M'],
  count: ['10', '4', '1'],
};

/** Words that a member of these lists claims for itself: no other member may claim one of them again. */
const ONCE: Readonly<Record<string, (words: readonly string[]) => readonly string[]>> = {
  attach_option: ([first = '']) => (first === 'columns' || first === 'unit' ? [] : [first]),
  chart_option: ([first = '', second = '']) => [first === 'mark' ? `mark ${second}` : first],
  clause: ([first = '']) => {
    if (first.endsWith('ly')) return ['a grain'];
    return ['in', 'at', 'from'].includes(first) ? ['since', 'until', 'last'] : [first];
  },
};

/** In `top 10 models by lab, country` the `by` would name the value that ranks, and a value is one. */
function claimedBy(query: readonly string[]): string[] {
  return /^(top|bottom)$/.test(query[0] ?? '') && !query.includes('by') ? ['by'] : [];
}

/** A word of a sentence; `of` is the production whose pattern it fits. */
export interface SentenceWord {
  readonly text: string;
  readonly of?: string;
}

interface Derived {
  readonly words: readonly SentenceWord[];
  /** The productions by name, and what was chosen as `number of the choice:chosen`. */
  readonly used: readonly string[];
}

/** Chooses one of `count` ways at a choice; undefined takes the shortest. */
type Choose = (id: number | string, count: number) => number | undefined;

/** How often a production may stand inside of itself. */
const DEEPEST = 3;
const NOTHING: Derived = { words: [], used: [] };
const joined = (parts: readonly Derived[]): Derived => ({
  words: parts.flatMap(({ words }) => words),
  used: parts.flatMap(({ used }) => used),
});
const textsOf = ({ words }: Derived): string[] => words.map(({ text }) => text);

class Derivation {
  constructor(private readonly ways: Choose) {}

  production(name: string, inside: readonly string[] = []): Derived {
    const stack = [...inside, name];
    const derived = this.rule(bodyOf(GRAMMAR, name), stack, NOTHING);
    return { ...derived, used: [name, ...derived.used] };
  }

  private rule(rule: Rule, stack: readonly string[], before: Derived): Derived {
    switch (rule.kind) {
      case 'word':
        return { words: [{ text: rule.text }], used: [] };
      case 'pattern':
        return this.pattern(stack);
      case 'production':
        return this.production(rule.name, stack);
      case 'sequence':
        return rule.parts.reduce((done, part) => joined([done, this.rule(part, stack, done)]), NOTHING);
      case 'choice':
        return this.branch(rule, this.choose(rule.id, rule.options.length, stack) ?? shortest(rule), stack);
      case 'option': {
        const taken = this.choose(rule.id, 2, stack) ?? 0;
        return using(`${rule.id}:${taken}`, taken === 1 ? this.rule(rule.body, stack, NOTHING) : NOTHING);
      }
      case 'repetition':
        return this.repetition(rule, stack, before);
    }
  }

  private pattern(stack: readonly string[]): Derived {
    const [parent = '', name = ''] = stack.slice(-2);
    const pool = POOLS[`${parent}.${name}`] ?? POOLS[name] ?? [];
    const text = pool[this.choose(name, pool.length, stack) ?? 0];
    if (text === undefined) throw new Error(`There is no pool of words for ${name}.`);
    return { words: [{ text, of: name }], used: [] };
  }

  private branch(rule: Rule & { kind: 'choice' }, index: number, stack: readonly string[]): Derived {
    const option = rule.options[index];
    if (!option) throw new Error(`A choice has no alternative ${index}.`);
    return using(`${rule.id}:${index}`, this.rule(option, stack, NOTHING));
  }

  private repetition(
    rule: Rule & { kind: 'repetition' },
    stack: readonly string[],
    before: Derived,
  ): Derived {
    const { body } = rule;
    const wanted = this.choose(rule.id, 4, stack) ?? 0;
    const claims = body.kind === 'production' ? ONCE[body.name] : undefined;
    const claimed = new Set(stack.at(-1) === 'query' ? claimedBy(textsOf(before)) : []);
    const members: Derived[] = [];
    while (members.length < wanted) {
      const free = (each: Derived): boolean =>
        (claims?.(textsOf(each)) ?? []).every((word) => !claimed.has(word));
      const member = first(this.members(body, stack), free);
      if (!member) break;
      for (const word of claims?.(textsOf(member)) ?? []) claimed.add(word);
      members.push(member);
    }
    return using(`${rule.id}:${Math.min(members.length, 2)}`, joined(members));
  }

  /** What could be repeated: whatever is chosen and, should that stand already, the other alternatives. */
  private *members(body: Rule, stack: readonly string[]): Generator<Derived> {
    yield this.rule(body, stack, NOTHING);
    if (body.kind !== 'production' || !(body.name in ONCE)) return;
    const rule = bodyOf(GRAMMAR, body.name);
    if (rule.kind !== 'choice') return;
    for (const index of rule.options.keys())
      yield using(body.name, this.branch(rule, index, [...stack, body.name]));
  }

  private choose(id: number | string, count: number, stack: readonly string[]): number | undefined {
    const depth = stack.filter((each) => each === stack.at(-1)).length;
    return depth > DEEPEST ? undefined : this.ways(id, count);
  }
}

function first<Item>(items: Iterable<Item>, suits: (item: Item) => boolean): Item | undefined {
  for (const item of items) if (suits(item)) return item;
  return undefined;
}

function using(what: string, derived: Derived): Derived {
  return { ...derived, used: [what, ...derived.used] };
}

// --- the shortest ways ----------------------------------------------------------------------------------------------

/** How many words the shortest sentence of each production has. */
const LENGTHS = new Map<string, number>();

function lengthOf(rule: Rule): number {
  switch (rule.kind) {
    case 'word':
    case 'pattern':
      return 1;
    case 'production':
      return LENGTHS.get(rule.name) ?? Infinity;
    case 'sequence':
      return rule.parts.reduce((sum, part) => sum + lengthOf(part), 0);
    case 'choice':
      return Math.min(...rule.options.map(lengthOf));
    case 'option':
    case 'repetition':
      return 0;
  }
}

for (let round = 0; round < GRAMMAR.size; round++)
  for (const [name, body] of GRAMMAR) LENGTHS.set(name, lengthOf(body));

function shortest(rule: Rule & { kind: 'choice' }): number {
  const lengths = rule.options.map(lengthOf);
  return lengths.indexOf(Math.min(...lengths));
}

type Decision = readonly [id: number, way: number];

/** The ways that can be chosen at one rule: each alternative; an option left out or taken; none, one or several. */
function waysOf(rule: Rule): Decision[] {
  switch (rule.kind) {
    case 'choice':
      return rule.options.map((_, index) => [rule.id, index]);
    case 'option':
      return [0, 1].map((way) => [rule.id, way]);
    case 'repetition':
      return [0, 1, 2].map((way) => [rule.id, way]);
    default:
      return [];
  }
}

/** For every way of every rule, what has to be chosen to come there, by the shortest road from the start. */
function roads(): Decision[][] {
  const found: Decision[][] = [];
  const seen = new Set<string>([START]);
  const queue: { rule: Rule; road: Decision[] }[] = [{ rule: bodyOf(GRAMMAR, START), road: [] }];
  for (const { rule, road } of queue) {
    found.push(...waysOf(rule).map((decision) => [...road, decision]));
    if (rule.kind === 'production' && !seen.has(rule.name)) {
      seen.add(rule.name);
      queue.push({ rule: bodyOf(GRAMMAR, rule.name), road });
    }
    partsOf(rule).forEach((part, index) => {
      const way = rule.kind === 'choice' ? index : 1;
      queue.push({ rule: part, road: 'id' in rule ? [...road, [rule.id, way]] : road });
    });
  }
  return found;
}

// --- sentences ------------------------------------------------------------------------------------------------------

export interface Sentence extends Derived {
  readonly text: string;
}

function sentence(ways: Choose): Sentence {
  const derived = new Derivation(ways).production(START);
  return { ...derived, text: textsOf(derived).join(' ') };
}

/** One short sentence for each way of each rule. */
export function shortSentences(): Sentence[] {
  return roads().map((road) => {
    const ahead = new Map<number | string, number>(road);
    return sentence((id) => {
      const way = ahead.get(id);
      ahead.delete(id);
      return way;
    });
  });
}

/** Random sentences: numbers choose, and where they end the shortest way is taken. */
export const sentences: fc.Arbitrary<Sentence> = fc
  .array(fc.nat(999), { maxLength: 90, size: 'max' })
  .map((numbers) => {
    let next = 0;
    return sentence((_, count) => {
      const number = numbers[next++];
      return number === undefined ? undefined : number % count;
    });
  });

export interface Coverage {
  readonly productions: readonly [used: number, all: number];
  /** The alternatives of every choice; a production without a choice is one alternative. */
  readonly alternatives: readonly [used: number, all: number];
  /** The ways of options (left out, taken) and repetitions (none, one, several). */
  readonly optional: readonly [used: number, all: number];
  readonly unused: readonly string[];
}

export function coverage(of: readonly Sentence[]): Coverage {
  const used = new Set(of.flatMap((each) => each.used));
  const productions = [...GRAMMAR.keys()];
  const rules = [...GRAMMAR.values()].flatMap(rulesOf);
  const name = ([id, way]: Decision): string => `${id}:${way}`;
  const plain = [...GRAMMAR].filter(([, body]) => body.kind !== 'choice').map(([each]) => each);
  const alternatives = [
    ...plain,
    ...rules
      .filter(({ kind }) => kind === 'choice')
      .flatMap(waysOf)
      .map(name),
  ];
  const optional = rules
    .filter(({ kind }) => kind !== 'choice')
    .flatMap(waysOf)
    .map(name);
  const count = (all: readonly string[]): [number, number] => [
    all.filter((each) => used.has(each)).length,
    all.length,
  ];
  return {
    productions: count(productions),
    alternatives: count(alternatives),
    optional: count(optional),
    unused: [...productions, ...alternatives, ...optional].filter((each) => !used.has(each)),
  };
}
