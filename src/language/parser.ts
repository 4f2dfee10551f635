/**
 * Text → tree, by recursive descent. The parser never throws and never loses its way: what is missing gets a diagnostic
 * at its place, what cannot be understood is skipped up to the next word that starts something.
 *
 * At every place it notes what it looked for. Completion is therefore the parser itself, asked at the cursor.
 */
import type { Span } from './diagnostics';
import type { Expectation, Tree } from './nodes';
import { Cursor } from './parsing/cursor';
import { statement } from './parsing/statements';
import { scan, scanStatements, type Token } from './scanner';

/** Parses the text of a query cell into its statements, each with its own diagnostics. */
export function parse(text: string): Tree {
  const statements = scanStatements(text).map((scanned) => {
    const cursor = new Cursor(scanned);
    return { statement: statement(cursor), diagnostics: cursor.diagnostics };
  });
  return { statements };
}

/** What could stand at `offset` (after whatever is being typed there is taken away), for completion. */
export function expectationsAt(text: string, offset: number): { expected: Expectation[]; typed: Span } {
  const before = text.slice(0, offset);
  const start = offset - typedAt(before).length;
  const typed = { start, end: offset };
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const lastOfLine = scan(line).at(-1)?.end ?? 0;
  if (line.slice(lastOfLine).includes('#')) return { expected: [], typed };
  // A word in column 1 starts a statement; otherwise the cursor continues the last statement before it.
  const lineStart = before.lastIndexOf('\n', start - 1) + 1;
  const startsStatement = start === lineStart;
  const last = startsStatement ? undefined : scanStatements(text.slice(0, start)).at(-1);
  const tokens = last ? last.tokens : [];
  const end: Token = { kind: 'end', text: '', start, end: start };
  const cursor = new Cursor({
    start: last?.start ?? start,
    end: start,
    tokens: [...tokens.filter((token) => token.kind !== 'end'), end],
  });
  statement(cursor);
  return { expected: cursor.expectedAtEnd(), typed };
}

/** What is being typed at the end of a text: a word, or a string that is not closed yet. */
function typedAt(before: string): string {
  const last = scan(before).at(-1);
  if (last?.kind === 'open-string' && !before.slice(last.start).includes('\n'))
    return before.slice(last.start);
  return /[\p{L}\p{M}\p{N}_./:~*-]*$/u.exec(before)?.[0] ?? '';
}

/** The keyword or name at an offset, for hovers; undefined between words, in comments and in strings. */
export function tokenAt(text: string, offset: number): Token | undefined {
  return scan(text).find((token) => token.start <= offset && offset <= token.end && token.kind !== 'end');
}
