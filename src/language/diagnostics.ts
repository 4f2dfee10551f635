/** What is wrong at a place of the text, in the user's words, and where possible what would mend it. */

/** Offsets into the text of one cell: `start` included, `end` excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One replacement that mends a diagnostic. */
export interface Fix extends Span {
  readonly title: string;
  readonly text: string;
}

export interface Diagnostic extends Span {
  readonly severity: 'error' | 'warning' | 'information';
  /** A stable word for tests and settings, such as `unknown-name`. */
  readonly code: string;
  readonly message: string;
  readonly fixes?: readonly Fix[];
}

/** The smallest span that covers both. */
export function cover(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

/** "a, b or c", for messages. */
export function listOf(words: readonly string[], last = 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}
