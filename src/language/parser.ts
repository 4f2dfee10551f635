/**
 * Text → tree, by recursive descent. The parser never throws and never loses its way: what is missing gets a diagnostic
 * at its place, what cannot be understood is skipped up to the next word that starts something.
 *
 * At every place it notes what it looked for. Completion is therefore the parser itself, asked at the cursor.
 */
import { listOf, type Diagnostic, type Fix, type Span } from './diagnostics';
import { closest } from './closest';
import { parsePeriod, parseQuantity, type Grain } from './literals';
import { ChartBuilder, QueryBuilder } from './builders';
import type * as N from './nodes';
import { scan, scanStatements, type ScannedStatement, type Token } from './scanner';
import {
  grainClauseOf,
  GRAIN_CLAUSES,
  grainOf,
  isKeyword,
  isTaken,
  RESERVED,
  type Keyword,
} from './vocabulary';

/** Parses the text of a query cell into its statements, each with its own diagnostics. */
export function parse(text: string): N.Tree {
  return { statements: scanStatements(text).map((statement) => new StatementParser(statement).parse()) };
}

/** What could stand at `offset` (after whatever is being typed there is taken away), for completion. */
export function expectationsAt(text: string, offset: number): { expected: N.Expectation[]; typed: Span } {
  const before = text.slice(0, offset);
  const start = offset - typedAt(before).length;
  const typed = { start, end: offset };
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const lastOfLine = scan(line).at(-1)?.end ?? 0;
  if (line.slice(lastOfLine).includes('#')) return { expected: [], typed };
  // A word in column 1 starts a statement; otherwise the cursor continues the last statement before it.
  const lineStart = before.lastIndexOf('\n', start - 1) + 1;
  const startsStatement = start === lineStart;
  const statements = scanStatements(text.slice(0, start));
  const last = startsStatement ? undefined : statements.at(-1);
  const tokens = last ? last.tokens : [];
  const end: Token = { kind: 'end', text: '', start, end: start };
  const parser = new StatementParser({
    start: last?.start ?? start,
    end: start,
    tokens: [...tokens.filter((token) => token.kind !== 'end'), end],
  });
  parser.parse();
  return { expected: parser.expectedAtEnd(), typed };
}

/** What is being typed at the end of a text: a word, or a string that is not closed yet. */
function typedAt(before: string): string {
  const last = scan(before).at(-1);
  if (last?.kind === 'open-string' && !before.slice(last.start).includes('\n'))
    return before.slice(last.start);
  return /[\p{L}\p{M}\p{N}_./:~*-]*$/u.exec(before)?.[0] ?? '';
}

/** What people write who come from other languages, and what to write here. */
const HINTS: Readonly<Record<string, string>> = {
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
  limit: 'to keep the largest, write `| top 10`',
  order: 'results are ordered already; the largest are `top 10 models`',
};

const CLAUSE_WORDS = [
  ...[
    'for',
    'by',
    'within',
    'where',
    ...Object.keys(GRAIN_CLAUSES),
    'in',
    'at',
    'from',
    'since',
    'until',
    'last',
  ],
  ...['using', 'including', 'sustained', 'stealth', 'as'],
] as readonly Keyword[];

const CHART_KINDS = ['line', 'area', 'bar', 'column', 'donut', 'table', 'number'] as const;
/** `gap of share of tokens` is two deep; nothing that means something is deeper than that. */
const DEEPEST = 8;
const COMPARISONS: readonly string[] = ['=', '!=', '<', '<=', '>', '>='];

class StatementParser {
  private readonly tokens: readonly Token[];
  private index = 0;
  private readonly diagnostics: Diagnostic[] = [];
  private readonly expected = new Map<number, Map<string, N.Expectation>>();
  /** One complaint a place: the first is the cause, the others are its echoes. */
  private readonly complained = new Set<number>();
  private readonly missingAt = new Set<number>();

  constructor(private readonly source: ScannedStatement) {
    this.tokens = source.tokens;
  }

  parse(): N.Parsed {
    const statement = this.statement();
    if (this.peek().kind !== 'end' && statement.kind !== 'unreadable') {
      const token = this.peek();
      const rest = { start: token.start, end: this.source.end };
      const charted = statement.kind === 'query' && statement.chart !== undefined;
      const late = charted && (this.isSymbol('|') || CLAUSE_WORDS.some((word) => this.isWord(word)));
      const message = late
        ? `\`${token.text}\` belongs before \`as\`: the chart stands last.`
        : this.unexpected(token);
      this.complain(rest, 'unexpected', message);
    }
    return { statement, diagnostics: this.diagnostics };
  }

  expectedAtEnd(): N.Expectation[] {
    return [...(this.expected.get(this.tokens.length - 1)?.values() ?? [])];
  }

  // --- tokens -------------------------------------------------------------------------------------------------------

  private peek(ahead = 0): Token {
    const at = Math.min(this.index + ahead, this.tokens.length - 1);
    return this.tokens[at] ?? { kind: 'end', text: '', start: this.source.end, end: this.source.end };
  }

  private next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.index++;
    return token;
  }

  private expect(expectation: N.Expectation): void {
    // Where a part is missing, what could follow that part cannot stand yet.
    if (this.missingAt.has(this.index)) return;
    const key = expectation.kind === 'keyword' ? expectation.word : expectation.kind;
    const here = this.expected.get(this.index) ?? new Map<string, N.Expectation>();
    here.set(key, expectation);
    this.expected.set(this.index, here);
  }

  private isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'name' && token.text === word;
  }

  private isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'symbol' && token.text === symbol;
  }

  /** Takes the keyword if it stands here. */
  private word(word: Keyword): Token | undefined {
    this.expect({ kind: 'keyword', word });
    return this.isWord(word) ? this.next() : undefined;
  }

  private symbol(symbol: string): Token | undefined {
    return this.isSymbol(symbol) ? this.next() : undefined;
  }

  private previousEnd(): number {
    return this.tokens[this.index - 1]?.end ?? this.source.start;
  }

  private since(start: number): Span {
    return { start, end: Math.max(start, this.previousEnd()) };
  }

  // --- complaints ---------------------------------------------------------------------------------------------------

  private complain(
    span: Span,
    code: string,
    message: string,
    fixes?: readonly Fix[],
    severity: Diagnostic['severity'] = 'error',
  ) {
    if (severity === 'error') {
      if (this.complained.has(this.index)) return;
      this.complained.add(this.index);
    }
    this.diagnostics.push({
      start: span.start,
      end: span.end,
      severity,
      code,
      message,
      ...(fixes ? { fixes } : {}),
    });
  }

  /** Something is left out. `what` names it in the reader's words, with an article and an example. */
  private missing(what: string): void {
    const token = this.peek();
    this.missingAt.add(this.index);
    if (token.kind !== 'end') {
      this.complain(token, 'expected', `${what} is expected here, but here stands ${quoted(token)}.`);
      return;
    }
    const previous = this.tokens[this.index - 1] ?? token;
    const where = what.includes(' after `') ? '' : ` after ${quoted(previous)}`;
    this.complain(previous, 'missing', `${what} is missing${where}.`);
  }

  private unexpected(token: Token): string {
    if (token.kind === 'open-string') return 'This text has no closing quote; write `"` at its end.';
    if (token.kind === 'unreadable') return `\`${token.text}\` means nothing here.`;
    const hint = Object.hasOwn(HINTS, token.text.toLowerCase()) ? HINTS[token.text.toLowerCase()] : undefined;
    if (hint) return `\`${token.text}\` is not understood here: ${hint}.`;
    if (RESERVED.has(token.text)) {
      return notYet(token);
    }
    if (
      token.kind === 'name' &&
      token.text !== token.text.toLowerCase() &&
      isKeyword(token.text.toLowerCase())
    ) {
      return `Write \`${token.text.toLowerCase()}\`: the words of the language are lower case.`;
    }
    const words = [...(this.expected.get(this.index)?.values() ?? [])].flatMap((each) =>
      each.kind === 'keyword' ? [each.word] : [],
    );
    const { kind, text } = this.peek(1);
    if (kind === 'name' && /^(vs|versus)$/i.test(text))
      return `\`${token.text} ${text}\` is not understood here: ${HINTS['vs'] ?? ''}.`;
    // Two letters are one edit away from most short words: too little to guess by.
    const near = token.kind === 'name' && token.text.length > 2 ? closest(token.text, words) : [];
    if (near.length > 0)
      return `\`${token.text}\` is not understood here. Did you mean ${listOf(near.map((each) => `\`${each}\``))}?`;
    if (token.kind === 'model' || /^[A-Z]{2}$/.test(token.text)) {
      return `\`${token.text}\` is not understood here; to count only ${token.text}, write \`for ${token.text}\`.`;
    }
    const some = words.slice(0, 6).map((each) => `\`${each}\``);
    return `${quoted(token)} is not understood here${some.length > 0 ? `; what can follow is, for example, ${listOf(some)}` : ''}.`;
  }

  /** Skips what nobody can read, up to the next clause, step or chart. */
  private skipToClause(): void {
    do this.next();
    while (
      this.peek().kind !== 'end' &&
      !this.isSymbol('|') &&
      !CLAUSE_WORDS.some((word) => this.isWord(word))
    );
  }

  // --- leaves -------------------------------------------------------------------------------------------------------

  private name(expectation: N.Expectation, what: string): N.Name | undefined {
    this.expect(expectation);
    const token = this.peek();
    // A column of the data may have the name of a word of the language: `columns week = from`.
    if (token.kind !== 'name' || (isKeyword(token.text) && expectation.kind !== 'column')) {
      this.missing(what);
      return undefined;
    }
    this.next();
    return { kind: 'name', text: token.text, start: token.start, end: token.end };
  }

  /** A name that this statement defines: it must not be a word of the language. */
  private newName(what: string): N.Name | undefined {
    this.expect({ kind: 'new-name' });
    const token = this.peek();
    if (token.kind !== 'name') {
      this.missing(what);
      return undefined;
    }
    if (isTaken(token.text)) {
      this.complain(
        token,
        'keyword-as-name',
        `\`${token.text}\` is a word of the language and cannot be a name; write \`my_${token.text}\`, for example.`,
        [
          {
            title: `Rename to my_${token.text}`,
            start: token.start,
            end: token.end,
            text: `my_${token.text}`,
          },
        ],
      );
    }
    this.next();
    return { kind: 'name', text: token.text, start: token.start, end: token.end };
  }

  private text(expectation: N.Expectation, what: string): N.Text | undefined {
    this.expect(expectation);
    const token = this.peek();
    if (token.kind === 'open-string') {
      this.complain(token, 'open-string', 'This text has no closing quote; write `"` at its end.', [
        { title: 'Add the closing quote', start: token.end, end: token.end, text: '"' },
      ]);
      this.next();
      return { kind: 'text', text: token.text, start: token.start, end: token.end };
    }
    if (token.kind !== 'string') {
      this.missing(what);
      return undefined;
    }
    this.next();
    return { kind: 'text', text: token.text, start: token.start, end: token.end };
  }

  private count(what = 'A whole number'): N.Count | undefined {
    this.expect({ kind: 'count' });
    const token = this.peek();
    if (token.kind !== 'quantity' || !/^\d{1,5}$/.test(token.text) || Number(token.text) < 1) {
      this.missing(`${what} (1, 2, 3 …)`);
      if (token.kind === 'quantity') this.next();
      return undefined;
    }
    this.next();
    return { kind: 'count', value: Number(token.text), start: token.start, end: token.end };
  }

  private grainWord(after: string): Grain | undefined {
    this.expect({ kind: 'grain' });
    const token = this.peek();
    const grain = token.kind === 'name' ? grainOf(token.text) : undefined;
    if (grain === undefined) {
      this.missing(`A unit of time after \`${after}\` (days, weeks, months, quarters or years)`);
      return undefined;
    }
    this.next();
    return grain;
  }

  private stretch(after: string): N.Stretch | undefined {
    const start = this.peek().start;
    const count = this.count(`A whole number after \`${after}\``);
    const grain = this.grainWord(after);
    return count && grain ? { kind: 'stretch', count: count.value, grain, ...this.since(start) } : undefined;
  }

  private isPeriod(): boolean {
    const token = this.peek();
    return (
      token.kind === 'period' ||
      (token.kind === 'quantity' && /^\d{4}$/.test(token.text)) ||
      this.isWord('latest')
    );
  }

  private period(after: string): N.Period | undefined {
    this.expect({ kind: 'period' });
    const token = this.peek();
    if (!this.isPeriod()) {
      this.missing(`A period after \`${after}\` (2026-02-09, 2026-W07, 2026-02, 2026-Q1, 2026 or latest)`);
      return undefined;
    }
    this.next();
    if (token.text === 'latest')
      return { kind: 'period', text: token.text, value: 'latest', start: token.start, end: token.end };
    const parsed = parsePeriod(token.text);
    if ('problem' in parsed) {
      this.complain(token, 'no-such-period', `\`${token.text}\`: ${parsed.problem}.`);
      return undefined;
    }
    return { kind: 'period', text: token.text, value: parsed.value, start: token.start, end: token.end };
  }

  private quantity(): N.Quantity | undefined {
    this.expect({ kind: 'quantity' });
    const token = this.peek();
    if (token.kind !== 'quantity') return undefined;
    this.next();
    const parsed = parseQuantity(token.text);
    if ('problem' in parsed) {
      const fixes = parsed.suggestion
        ? [
            {
              title: `Write ${parsed.suggestion}`,
              start: token.start,
              end: token.end,
              text: parsed.suggestion,
            },
          ]
        : undefined;
      this.complain(token, 'bad-quantity', `\`${token.text}\`: ${parsed.problem}.`, fixes);
      return undefined;
    }
    return { kind: 'quantity', text: token.text, quantity: parsed.value, start: token.start, end: token.end };
  }

  // --- sets ---------------------------------------------------------------------------------------------------------

  private item(what: string): N.Item | undefined {
    this.expect({ kind: 'item' });
    const token = this.peek();
    const form = ({ name: 'name', model: 'model', qualified: 'qualified', string: 'string' } as const)[
      token.kind as 'name'
    ] as N.Item['form'] | undefined;
    if (form === undefined) {
      this.missing(what);
      return undefined;
    }
    if (form === 'name' && isKeyword(token.text)) {
      this.missing(what);
      return undefined;
    }
    this.next();
    return { kind: 'item', form, text: token.text, start: token.start, end: token.end };
  }

  private list(): N.Item[] {
    const items: N.Item[] = [];
    if (!this.symbol('(')) {
      this.missing('A list in parentheses, such as `(CN, US)`,');
      return items;
    }
    do {
      const item = this.item('A model, lab, country or group');
      if (!item) break;
      items.push(item);
    } while (this.symbol(','));
    if (!this.symbol(')')) this.missing('The closing parenthesis `)` of the list');
    return items;
  }

  private set(what: string): N.SetNode | undefined {
    const start = this.peek().start;
    if (this.word('all')) {
      const except = this.word('except') ? this.list() : [];
      return { kind: 'all', except, ...this.since(start) };
    }
    if (this.isSymbol('(')) {
      return { kind: 'list', dimension: undefined, items: this.list(), ...this.since(start) };
    }
    if (this.peek().kind === 'name' && this.isSymbol('(', 1) && !isKeyword(this.peek().text)) {
      const dimension = this.name({ kind: 'dimension' }, 'A dimension');
      return { kind: 'list', dimension, items: this.list(), ...this.since(start) };
    }
    const item = this.item(what);
    return item && { kind: 'one', item, ...this.since(start) };
  }

  // --- values -------------------------------------------------------------------------------------------------------

  /** `depth` keeps a pasted page of `share of share of …` from exhausting the stack. */
  private value(depth = 0): N.ValueNode | undefined {
    const start = this.peek().start;
    if (depth > DEEPEST) {
      this.complain(
        this.peek(),
        'too-deep',
        'A value inside of values inside of values: write one, such as `share of tokens`.',
      );
      return undefined;
    }
    if (this.isWord('share') && this.word('share')) {
      this.of('share');
      return { kind: 'share', of: this.value(depth + 1), ...this.since(start) };
    }
    for (const kind of ['ratio', 'gap'] as const) {
      if (!this.word(kind)) continue;
      this.of(kind);
      const of = this.value(depth + 1);
      if (!this.word('for')) this.missing(`\`for\` and the two sides (\`${kind} of tokens for CN to US\`)`);
      const left = this.set(`The first side of the ${kind}`);
      if (!this.word('to')) this.missing('`to` and the second side');
      const right = this.set(`The second side of the ${kind}`);
      return { kind, of, left, right, ...this.since(start) };
    }
    this.expect({ kind: 'keyword', word: 'share' });
    if (RESERVED.has(this.peek().text) && this.isWord('of', 1)) {
      const token = this.next();
      this.complain(token, 'not-yet', notYet(token));
      this.next();
      return this.value();
    }
    const slash = /^([\w-]+)\/([\w-]+)$/.exec(this.peek().kind === 'model' ? this.peek().text : '');
    if (slash) {
      const ratio = `ratio of tokens for ${slash[1] ?? ''} to ${slash[2] ?? ''}`;
      const token = this.next();
      this.complain(
        token,
        'slash',
        `\`${token.text}\` reads as the slug of a model, not as a value. To divide one side by the other, write \`${ratio}\`.`,
        [{ title: `Write \`${ratio}\``, start: token.start, end: token.end, text: ratio }],
      );
      return undefined;
    }
    const name = this.name({ kind: 'measure' }, 'A value (such as `tokens`, or `share of tokens`)');
    return name && { kind: 'measure', name, ...this.since(start) };
  }

  private of(word: string): void {
    if (this.word('of')) return;
    this.missing(`\`of\` after \`${word}\` (\`${word} of tokens\`)`);
    // "share off tokens": the word is taken for the missing one, so that the mistake is said once.
    const [here, next] = [this.peek(), this.peek(1)];
    const isName = (token: Token): boolean => token.kind === 'name' && !isKeyword(token.text);
    if (isName(here) && isName(next)) this.next();
  }

  // --- subjects -----------------------------------------------------------------------------------------------------

  private subject(): N.SubjectNode | undefined {
    const start = this.peek().start;
    for (const kind of ['top', 'bottom'] as const) {
      if (!this.word(kind)) continue;
      const count = this.count(`A whole number after \`${kind}\``);
      const dimension = this.name({ kind: 'dimension' }, 'What is ranked (models, labs, countries)');
      // `by` here names the value that ranks; a dimension after `by` would be a clause, but a ranking has its own.
      const by = this.word('by') ? this.value() : undefined;
      return { kind, count, dimension, by, ...this.since(start) };
    }
    for (const which of ['first', 'last', 'all'] as const) {
      if (!this.word(which)) continue;
      if (!this.word('crossing') && !this.word('crossings')) this.missing(`\`crossing\` after \`${which}\``);
      return { kind: 'crossing', which, ...this.sides('crossing'), ...this.since(start) };
    }
    if (this.isWord('crossing') || this.isWord('crossings')) {
      this.complain(
        this.peek(),
        'which-crossing',
        'Say which: `first crossing of`, `last crossing of` or `all crossings of`.',
        [{ title: 'Write “all crossings”', ...this.peek(), text: 'all crossings' }],
      );
      this.next();
      return { kind: 'crossing', which: 'all', ...this.sides('crossing'), ...this.since(start) };
    }
    if (this.word('streak'))
      return { kind: 'streak', which: 'all', ...this.sides('streak'), ...this.since(start) };
    const values: N.ValueNode[] = [];
    do {
      const value = this.value();
      if (!value) break;
      values.push(value);
    } while (this.symbol(','));
    return values.length > 0 ? { kind: 'values', values, ...this.since(start) } : undefined;
  }

  private sides(kind: string): {
    of: N.ValueNode | undefined;
    left: N.SetNode | undefined;
    right: N.SetNode | N.Quantity | undefined;
  } {
    this.of(kind);
    const of = this.value();
    if (!this.word('for')) this.missing(`\`for\` and the first side (\`${kind} of tokens for CN over US\`)`);
    const left = this.set('The first side');
    if (!this.word('over')) this.missing('`over` and the second side');
    const right =
      this.peek().kind === 'quantity'
        ? this.quantity()
        : this.set('The second side (a set, or a quantity such as 50%)');
    return { of, left, right };
  }

  // --- clauses ------------------------------------------------------------------------------------------------------

  private query(start: number, subject: N.SubjectNode): N.QueryNode {
    const query = new QueryBuilder((span, code, message, fixes) => this.complain(span, code, message, fixes));
    for (;;) {
      const stepsBegun = query.steps.length > 0;
      const at = this.peek();
      if (this.symbol('|')) {
        const step = this.step(at.start);
        if (step) query.steps.push(step);
        else if (this.peek().kind !== 'end' && !this.isSymbol('|')) this.skipToClause();
        continue;
      }
      if (this.word('as')) {
        query.chart = this.chart(at.start);
        break;
      }
      if (this.clause(query, at)) {
        if (stepsBegun) {
          this.complain(
            at,
            'clause-after-step',
            `\`${at.text}\` belongs before the first \`|\`: steps work on the finished result.`,
          );
        }
        continue;
      }
      if (this.peek().kind === 'end') break;
      this.complain(this.peek(), 'unexpected', this.unexpected(this.peek()));
      this.skipToClause();
    }
    return query.build(subject, this.since(start));
  }

  /** Takes the word of a clause if it stands here; one that may not stand (again) is taken, but not offered. */
  private clauseWord(query: QueryBuilder, word: Keyword): Token | undefined {
    if (query.accepts(word)) this.expect({ kind: 'keyword', word });
    return this.isWord(word) ? this.next() : undefined;
  }

  /** Parses one clause into the query; false if none stands here. */
  private clause(query: QueryBuilder, at: Token): boolean {
    if (this.clauseWord(query, 'for')) query.once('for', at, this.forClause(at.start));
    else if (this.clauseWord(query, 'by')) query.once('by', at, this.names());
    else if (this.clauseWord(query, 'within')) query.within(at, this.universes());
    else if (this.clauseWord(query, 'where')) query.once('where', at, this.conditions());
    else if (this.clauseWord(query, 'in'))
      query.window(at, { kind: 'in', period: this.period('in'), ...this.since(at.start) });
    else if (this.clauseWord(query, 'at'))
      query.window(at, { kind: 'in', period: this.period('at'), ...this.since(at.start) });
    else if (this.clauseWord(query, 'from')) query.window(at, this.between(at.start));
    else if (this.clauseWord(query, 'since'))
      query.open(at, { since: this.period('since') }, this.since(at.start));
    else if (this.clauseWord(query, 'until'))
      query.open(at, { until: this.period('until') }, this.since(at.start));
    else if (this.clauseWord(query, 'last'))
      query.open(at, { last: this.stretch('last') }, this.since(at.start));
    else if (this.clauseWord(query, 'using'))
      query.once('using', at, this.name({ kind: 'dataset' }, 'The name of a dataset'));
    else if (this.clauseWord(query, 'including')) {
      if (!this.word('partial')) this.missing('`partial` after `including`');
      query.once('partial', at, true);
    } else if (this.clauseWord(query, 'sustained')) query.once('sustained', at, this.stretch('sustained'));
    else if (this.clauseWord(query, 'stealth')) query.once('stealth', at, this.stealth());
    else return this.grain(query, at);
    return true;
  }

  private grain(query: QueryBuilder, at: Token): boolean {
    if (query.accepts('weekly')) {
      for (const word of Object.keys(GRAIN_CLAUSES)) this.expect({ kind: 'keyword', word });
    }
    const grain = at.kind === 'name' ? grainClauseOf(at.text) : undefined;
    if (grain === undefined) return false;
    this.next();
    query.once('grain', at, { grain, start: at.start, end: at.end });
    return true;
  }

  private forClause(start: number): N.ForNode {
    if (!this.word('each')) {
      const set = this.set('A model, lab, country, group or list after `for`');
      return { kind: 'for', set, ...this.since(start) };
    }
    this.expect({ kind: 'dimension' });
    const token = this.peek();
    if (token.kind === 'name' && !isKeyword(token.text) && !this.isSymbol('(', 1)) {
      this.expect({ kind: 'item' });
      this.next();
      return {
        kind: 'for-each',
        each: { kind: 'name', text: token.text, start: token.start, end: token.end },
        ...this.since(start),
      };
    }
    return {
      kind: 'for-each',
      each: this.set('A dimension or a list after `for each`'),
      ...this.since(start),
    };
  }

  private names(): N.Name[] {
    const names: N.Name[] = [];
    do {
      const name = this.name(
        { kind: 'dimension' },
        'A dimension after `by` (model, lab, country, weights, variant or a column)',
      );
      if (!name) break;
      names.push(name);
    } while (this.symbol(','));
    return names;
  }

  private universes(): N.UniverseNode[] {
    const universes: N.UniverseNode[] = [];
    do {
      const universe = this.universe();
      if (!universe) break;
      universes.push(universe);
    } while (this.word('then'));
    return universes;
  }

  private universe(): N.UniverseNode | undefined {
    const start = this.peek().start;
    if (this.word('known')) return { kind: 'known', ...this.since(start) };
    if (this.word('top')) {
      const count = this.count('A whole number after `top`');
      const dimension = this.name({ kind: 'dimension' }, 'What is ranked (models, labs, countries)');
      const each = this.word('each') ? this.grainWord('each') : undefined;
      return { kind: 'top', count, dimension, each: each && { grain: each }, ...this.since(start) };
    }
    const set = this.set('The universe (a set such as `(CN, US)`, `known` or `top 9 models each week`)');
    return set && { kind: 'set', set, ...this.since(start) };
  }

  private conditions(): N.ConditionNode[] {
    const conditions: N.ConditionNode[] = [];
    do {
      const condition = this.condition();
      if (!condition) break;
      conditions.push(condition);
    } while (this.word('and'));
    return conditions;
  }

  private condition(): N.ConditionNode | undefined {
    const start = this.peek().start;
    const name = this.name(
      { kind: 'column' },
      'What is compared (weights, price, release, variant or a column)',
    );
    if (!name) return undefined;
    if (this.word('in')) return { kind: 'in', name, items: this.list(), ...this.since(start) };
    const operator = COMPARISONS.find((symbol) => this.isSymbol(symbol)) as N.Comparison | undefined;
    if (operator === undefined) {
      this.missing('A comparison (=, !=, <, <=, > or >=)');
      return undefined;
    }
    this.next();
    return { kind: 'compare', name, operator, operand: this.operand(), ...this.since(start) };
  }

  private operand(): N.Quantity | N.Text | N.Name | N.Period | undefined {
    this.expect({ kind: 'operand' });
    const token = this.peek();
    if (token.kind === 'period' || this.isWord('latest')) return this.period('the comparison');
    if (token.kind === 'quantity') return this.quantity();
    if (token.kind === 'string' || token.kind === 'open-string') return this.text({ kind: 'text' }, 'A text');
    return this.name({ kind: 'operand' }, 'What it is compared with');
  }

  private between(start: number): N.WindowNode {
    const from = this.period('from');
    if (!this.word('to')) this.missing('`to` and the last period');
    const to = this.period('to');
    return { kind: 'between', from, to, ...this.since(start) };
  }

  private stealth(): 'listed' | 'revealed' | undefined {
    if (this.word('listed')) return 'listed';
    if (this.word('revealed')) return 'revealed';
    this.missing('`listed` or `revealed`');
    return undefined;
  }

  // --- steps and charts ---------------------------------------------------------------------------------------------

  private step(start: number): N.StepNode | undefined {
    if (this.word('share')) return { kind: 'share', ...this.since(start) };
    if (this.word('top'))
      return { kind: 'top', count: this.count('A whole number after `top`'), ...this.since(start) };
    if (this.word('count')) {
      if (!this.word('for')) this.missing('`for` and the set that is counted (`count for CN`)');
      return { kind: 'count', set: this.set('The set that is counted'), ...this.since(start) };
    }
    if (this.word('moving')) {
      if (!this.word('average')) this.missing('`average` after `moving`');
      return { kind: 'moving-average', stretch: this.stretch('moving average'), ...this.since(start) };
    }
    const token = this.peek();
    if (token.kind === 'end' || this.isSymbol('|'))
      this.missing('A step (share, top N, count for, moving average N weeks)');
    else this.complain(token, 'unexpected', this.unexpected(token));
    return undefined;
  }

  private chart(start: number): N.ChartNode {
    const token = this.peek();
    let kind: N.ChartKindName | undefined;
    for (const each of CHART_KINDS) {
      if (kind === undefined && this.word(each)) kind = each;
    }
    if (kind === undefined) {
      if (token.kind === 'end') this.missing('A chart (line, area, bar, column, donut, table or number)');
      else {
        this.complain(token, 'unexpected', this.unexpected(token));
        this.next();
      }
    }
    const chart = new ChartBuilder(kind, kind === undefined ? { start, end: start + 2 } : token);
    while (this.chartOption(chart));
    return chart.build(this.since(start));
  }

  private chartOption(chart: ChartBuilder): boolean {
    if (this.word('color')) {
      if (!this.word('by')) this.missing('`by` after `color`');
      chart.colorBy = this.name({ kind: 'dimension' }, 'A dimension (country or lab)');
    } else if (this.word('title')) chart.title = this.text({ kind: 'text' }, 'The title in quotes');
    else if (this.word('stacked')) chart.stacked = true;
    else if (this.word('normalized')) chart.normalized = true;
    else if (this.word('mark')) {
      if (this.word('events')) chart.mark.push('events');
      else if (this.word('crossings')) chart.mark.push('crossings');
      else this.missing('`events` or `crossings`');
    } else return false;
    return true;
  }

  // --- statements ---------------------------------------------------------------------------------------------------

  private statement(): N.StatementNode {
    const start = this.peek();
    if (this.word('attach')) return this.attach(start.start);
    if (this.isWord('group') && this.peek(1).kind === 'name' && this.word('group'))
      return this.group(start.start);
    this.expect({ kind: 'keyword', word: 'group' });
    if (this.word('event')) return this.event(start.start);
    if (start.kind === 'name' && RESERVED.has(start.text) && this.peek(1).kind !== 'end') {
      this.complain(start, 'not-yet', notYet(start));
      return { kind: 'unreadable', start: start.start, end: this.source.end };
    }
    const subject = this.subject();
    if (!subject) {
      this.missing('A statement (`attach`, `group`, `event`, or a query such as `tokens by country`)');
      return { kind: 'unreadable', start: start.start, end: this.source.end };
    }
    return this.query(start.start, subject);
  }

  private attach(start: number): N.AttachNode {
    const name = this.newName('A name for the dataset (`attach rankings from "data/rankings.csv"`)');
    if (!this.word('from')) this.missing('`from` and the file in quotes');
    const file = this.text({ kind: 'file' }, 'The file in quotes');
    const columns: { role: N.Name; column: N.Name | N.Text | undefined }[] = [];
    let every: N.AttachNode['every'];
    let lists: N.Count | undefined;
    let cite: N.Text | undefined;
    for (;;) {
      const at = this.peek();
      if (this.word('columns')) columns.push(...this.columnPairs());
      else if (this.word('every')) {
        const grain = this.grainWord('every');
        every = grain && { grain, ...this.since(at.start) };
      } else if (this.word('lists')) {
        if (!this.word('top')) this.missing('`top` after `lists` (`lists top 10`)');
        lists = this.count('A whole number after `lists top`');
      } else if (this.word('cite')) cite = this.text({ kind: 'text' }, 'The citation in quotes');
      else break;
    }
    return { kind: 'attach', name, file, columns, every, lists, cite, ...this.since(start) };
  }

  private columnPairs(): { role: N.Name; column: N.Name | N.Text | undefined }[] {
    const pairs: { role: N.Name; column: N.Name | N.Text | undefined }[] = [];
    do {
      const role = this.name(
        { kind: 'column' },
        'A role (model, lab, country, tokens, day, week, month or a name of your own)',
      );
      if (!role) break;
      if (!this.symbol('=')) this.missing('`=` and the column');
      const column =
        this.peek().kind === 'string'
          ? this.text({ kind: 'column' }, 'The column')
          : this.name({ kind: 'column' }, 'The column (in quotes if its name has spaces)');
      pairs.push({ role, column });
    } while (this.symbol(','));
    return pairs;
  }

  private group(start: number): N.GroupNode {
    const name = this.newName('A name for the group');
    if (!this.symbol('=')) this.missing('`=` and the set (`group six = lab (deepseek, qwen)`)');
    return { kind: 'group', name, set: this.set('The set'), ...this.since(start) };
  }

  private event(start: number): N.EventNode {
    const from = this.period('event');
    const to = this.symbol('..') ? this.period('..') : undefined;
    const label = this.text({ kind: 'text' }, 'What happened, in quotes,');
    const source = this.word('source') ? this.text({ kind: 'text' }, 'The source in quotes') : undefined;
    return { kind: 'event', from, to, label, source, ...this.since(start) };
  }
}

function notYet(token: Token): string {
  return `\`${token.text}\` is a word of the language that this version does not read yet.`;
}

function quoted(token: Token): string {
  return token.kind === 'string' || token.kind === 'open-string' ? `"${token.text}"` : `\`${token.text}\``;
}

/** The keyword or name at an offset, for hovers; undefined between words, in comments and in strings. */
export function tokenAt(text: string, offset: number): Token | undefined {
  return scan(text).find((token) => token.start <= offset && offset <= token.end && token.kind !== 'end');
}
