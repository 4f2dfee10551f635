/**
 * Where a parser stands in the tokens of one statement: what is here, what was looked for, what is wrong. It never moves
 * past the end and complains once about a place.
 */
import { closest } from '../closest';
import { listOf, type Diagnostic, type Fix, type Span } from '../diagnostics';
import type { Expectation } from '../nodes';
import type { ScannedStatement, Token } from '../scanner';
import { isKeyword, mayNameColumn, type Keyword } from '../vocabulary';
import { HINTS, REPLACEMENTS } from './hints';
import { joinThousands } from './thousands';

export class Cursor {
  readonly diagnostics: Diagnostic[] = [];
  private readonly tokens: readonly Token[];
  private index = 0;
  private readonly expected = new Map<number, Map<string, Expectation>>();
  /** One complaint a place: the first is the cause, the others are its echoes. */
  private readonly complained = new Set<number>();
  private readonly missingAt = new Set<number>();

  constructor(readonly source: ScannedStatement) {
    const { tokens, diagnostics } = joinThousands(source.tokens);
    this.tokens = tokens;
    for (const [index, diagnostic] of diagnostics) {
      this.complained.add(index);
      this.diagnostics.push(diagnostic);
    }
  }

  // --- tokens -------------------------------------------------------------------------------------------------------

  peek(ahead = 0): Token {
    const at = Math.min(this.index + ahead, this.tokens.length - 1);
    return this.tokens[at] ?? { kind: 'end', text: '', start: this.source.end, end: this.source.end };
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.index++;
    return token;
  }

  get atEnd(): boolean {
    return this.peek().kind === 'end';
  }

  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'name' && token.text === word;
  }

  isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'symbol' && token.text === symbol;
  }

  /** What `words` has for the two words that stand here, or for the first of them; without regard to case. */
  lookUp<T>(
    words: ReadonlyMap<string, T>,
    ahead = 0,
  ): { found: T; tokens: number; text: string } | undefined {
    const [first, second] = [this.peek(ahead), this.peek(ahead + 1)];
    if (first.kind !== 'name' && first.kind !== 'unreadable') return undefined;
    for (const [tokens, text] of [
      [2, `${first.text} ${second.text}`],
      [1, first.text],
    ] as const) {
      const found = words.get(text) ?? words.get(text.toLowerCase());
      if (found !== undefined) return { found, tokens, text };
    }
    return undefined;
  }

  skip(tokens: number): void {
    for (let taken = 0; taken < tokens; taken++) this.next();
  }

  /** Takes the keyword if it stands here. One that may not stand again is taken all the same, but not offered. */
  word(word: Keyword, offered = true): Token | undefined {
    if (offered) this.expect({ kind: 'keyword', word });
    return this.isWord(word) ? this.next() : undefined;
  }

  /** Takes the first of these keywords that stands here, and says which. */
  oneOf<Word extends Keyword>(words: readonly Word[]): Word | undefined {
    return words.find((word) => this.word(word));
  }

  symbol(symbol: string): Token | undefined {
    return this.isSymbol(symbol) ? this.next() : undefined;
  }

  /** From `start` to the end of what was read last. */
  since(start: number): Span {
    return { start, end: Math.max(start, this.tokens[this.index - 1]?.end ?? this.source.start) };
  }

  // --- what could stand here ----------------------------------------------------------------------------------------

  expect(expectation: Expectation): void {
    // Where a part is missing, what could follow that part cannot stand yet.
    if (this.missingAt.has(this.index)) return;
    // `measure` is a word, and a kind of thing that may be named.
    const key = expectation.kind === 'keyword' ? `the word ${expectation.word}` : expectation.kind;
    const here = this.expected.get(this.index) ?? new Map<string, Expectation>();
    here.set(key, expectation);
    this.expected.set(this.index, here);
  }

  expectedAtEnd(): Expectation[] {
    return [...(this.expected.get(this.tokens.length - 1)?.values() ?? [])];
  }

  // --- complaints ---------------------------------------------------------------------------------------------------

  complain(span: Span, code: string, message: string, fixes: readonly Fix[] = []): void {
    if (this.complained.has(this.index)) return;
    this.complained.add(this.index);
    this.diagnostics.push({
      start: span.start,
      end: span.end,
      severity: 'error',
      code,
      message,
      ...(fixes.length > 0 ? { fixes } : {}),
    });
  }

  /** What is meant is clear, but it is written in another way here. `written` is quoted already. */
  complainForm(span: Span, written: string, better: string): void {
    this.complain(span, 'other-form', `${written} is written as \`${better}\` here.`, [
      replacing(span)(better),
    ]);
  }

  /** Something is left out. `what` names it in the reader's words, with an article and an example. */
  missing(what: string): void {
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

  /** Complains about what nothing can make sense of here: the token, or all from it to the end of `span`. */
  complainUnexpected(span: Span = this.peek()): void {
    const token = this.peek();
    const capital = this.capitalKeyword();
    if (capital) {
      const word = capital.text.toLowerCase();
      const country = isCode(capital.text)
        ? ` To count only ${capital.text}, write \`for ${capital.text}\`.`
        : '';
      const message = `Write \`${word}\`: the words of the language are lower case.${country}`;
      this.complain(capital, 'unexpected', message, [replacing(capital)(word)]);
      // With its first word, the whole statement loses its sense.
      if (capital !== token && this.index === 1) this.index = this.tokens.length - 1;
      return;
    }
    this.complain(span, 'unexpected', this.unexpected(token), this.nearWords(token).map(replacing(token)));
  }

  /**
   * The word of the language that is written with a capital, here or just before: "Share of tokens" makes a name of the
   * first word, and leaves the second without sense.
   */
  private capitalKeyword(): Token | undefined {
    const [here, before] = [this.peek(), this.peek(-1)];
    if (isCapitalKeyword(here)) return here;
    const isName = isCode(before.text) || mayNameColumn(before.text.toLowerCase());
    return isCapitalKeyword(before) && !isName ? before : undefined;
  }

  /** The words that could stand here and mean the same as this one, or are spelt much like it. */
  private nearWords(token: Token): string[] {
    if (token.kind !== 'name') return [];
    const words = this.expectedWords();
    const other = REPLACEMENTS.get(token.text.toLowerCase());
    if (other !== undefined && words.some((word) => word === other.split(' ')[0])) return [other];
    return hintFor(token.text) === undefined ? closest(token.text, words) : [];
  }

  private expectedWords(): string[] {
    const here = this.expected.get(this.index)?.values() ?? [];
    return [...here].flatMap((each) => (each.kind === 'keyword' ? [each.word] : []));
  }

  /** Why a token means nothing here, and what the writer may have meant. */
  private unexpected(token: Token): string {
    if (token.kind === 'open-string') return 'This text has no closing quote; write `"` at its end.';
    if (token.kind === 'unreadable') return `\`${token.text}\` means nothing here.`;
    const hint = hintFor(token.text);
    if (hint) return `\`${token.text}\` is not understood here: ${hint}.`;
    const { kind, text } = this.peek(1);
    if (kind === 'name' && /^(vs|versus)$/i.test(text))
      return `\`${token.text} ${text}\` is not understood here: ${HINTS['vs'] ?? ''}.`;
    const near = this.nearWords(token);
    if (near.length > 0)
      return `\`${token.text}\` is not understood here. Did you mean ${listOf(near.map((each) => `\`${each}\``))}?`;
    const sides = token.kind === 'model' ? /^([A-Z]{2})\/([A-Z]{2})$/.exec(token.text) : null;
    if (sides)
      return `\`${token.text}\` reads as the slug of a model; to divide one side by the other, write \`ratio of tokens for ${sides[1] ?? ''} to ${sides[2] ?? ''}\`.`;
    if (token.kind === 'model' || isCode(token.text)) {
      return `\`${token.text}\` is not understood here; to count only ${token.text}, write \`for ${token.text}\`.`;
    }
    const some = this.expectedWords()
      .slice(0, 6)
      .map((each) => `\`${each}\``);
    return `${quoted(token)} is not understood here${some.length > 0 ? `; what can follow is, for example, ${listOf(some)}` : ''}.`;
  }
}

function isCapitalKeyword({ kind, text }: Token): boolean {
  return kind === 'name' && text !== text.toLowerCase() && isKeyword(text.toLowerCase());
}

/** Two capitals may be a country: IN, AT, BY. */
const isCode = (text: string): boolean => /^[A-Z]{2}$/.test(text);

function hintFor(text: string): string | undefined {
  const lower = text.toLowerCase();
  return Object.hasOwn(HINTS, lower) ? HINTS[lower] : undefined;
}

const replacing =
  ({ start, end }: Span) =>
  (text: string): Fix => ({ title: `Write \`${text}\``, start, end, text });

export function quoted(token: Token): string {
  return token.kind === 'string' || token.kind === 'open-string' ? `"${token.text}"` : `\`${token.text}\``;
}
