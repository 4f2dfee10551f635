/** Text → tokens. The order of the patterns is the language's rule of precedence between its words. */
import { PERIOD_SHAPE, QUANTITY_SHAPE } from './literals';
import type { Span } from './diagnostics';

export type TokenKind =
  | 'string'
  | 'period'
  | 'quantity'
  | 'qualified'
  | 'model'
  | 'name'
  | 'symbol'
  /** A string without its closing quote, to the end of its line. */
  | 'open-string'
  | 'unreadable'
  | 'end';

export interface Token extends Span {
  readonly kind: TokenKind;
  /** As written; of a string, what is between the quotes. */
  readonly text: string;
}

/** One statement's tokens, closed by an `end` token at the place where more could be written. */
export interface ScannedStatement extends Span {
  readonly tokens: readonly Token[];
}

const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ['string', /"[^"\n]*"/y],
  ['open-string', /"[^"\n]*/y],
  ['qualified', /(?:model|lab|country|weights|variant|group):[\w~][\w./:*~-]*/y],
  ['model', /~?[A-Za-z0-9][\w.-]*\/[\w.*~-]*(?::[\w*.-]*)*/y],
  ['period', PERIOD_SHAPE],
  ['quantity', QUANTITY_SHAPE],
  ['name', /[\p{L}_0-9](?:[\p{L}\p{M}\p{N}_-]|\.(?=[\p{L}\p{N}]))*/uy],
  ['symbol', /!=|<=|>=|->|\.\.|\+\/-|[()=<>,|*+/±-]/y],
];

const BLANK = /[ \t\r\n\f\v\u00a0\ufeff]+/y;
const COMMENT = /#[^\n]*/y;

function matchAt(pattern: RegExp, text: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0];
}

/** Scans one stretch of text; comments and blanks are dropped. */
export function scan(text: string, from = 0, to = text.length): Token[] {
  const source = text.slice(0, to);
  const tokens: Token[] = [];
  let offset = from;
  while (offset < to) {
    const skipped = matchAt(BLANK, source, offset) ?? matchAt(COMMENT, source, offset);
    if (skipped !== undefined) {
      offset += skipped.length;
      continue;
    }
    const token = nextToken(source, offset);
    tokens.push(token);
    offset = token.end;
  }
  return tokens;
}

function nextToken(source: string, offset: number): Token {
  for (const [kind, pattern] of PATTERNS) {
    const text = matchAt(pattern, source, offset);
    if (text === undefined || text === '') continue;
    const end = offset + text.length;
    if (kind === 'string') return { kind, text: text.slice(1, -1), start: offset, end };
    if (kind === 'open-string')
      return { kind, text: text.slice(1).trimEnd(), start: offset, end: offset + text.trimEnd().length };
    return { kind, text, start: offset, end };
  }
  // A whole code point, so that half of an emoji is never shown to anyone.
  const character = String.fromCodePoint(source.codePointAt(offset) ?? 0);
  return { kind: 'unreadable', text: character, start: offset, end: offset + character.length };
}

/** The lines of a cell that start a statement: text in column 1 that is neither a comment nor a step. */
const STATEMENT_LINE = /^[^\s|#)]/;

/** Splits a cell into statements: one starts in column 1, an indented line or one that starts with `|` continues it. */
export function scanStatements(text: string): ScannedStatement[] {
  const starts: number[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    const startsOne = STATEMENT_LINE.test(line) || (starts.length === 0 && scan(line).length > 0);
    if (startsOne) starts.push(offset);
    offset += line.length + 1;
  }
  return starts.map((start, index) => {
    const limit = starts[index + 1] ?? text.length;
    const tokens = scan(text, start, limit);
    const end = tokens.at(-1)?.end ?? start;
    return { start, end, tokens: [...tokens, { kind: 'end', text: '', start: end, end }] };
  });
}
