/** The words of a statement with what stands between them: line breaks and comments. */
import type { Token } from '../scanner';

export interface Word {
  /** As written, a string with its quotes. */
  readonly text: string;
  readonly start: number;
  /** Whether the writer broke the line before it. */
  readonly broken: boolean;
  /** Comments on lines of their own before it. */
  readonly above: readonly string[];
  /** A comment behind it, at the end of its line. */
  readonly behind: string | undefined;
}

/** What stands between two words: blanks and comments, nothing else. */
export interface Gap {
  /** The comment that ends the line of the word before. */
  readonly behind: string | undefined;
  /** The lines between the two lines of the words: comments, with the blanks before them, and empty lines. */
  readonly between: readonly string[];
  readonly broken: boolean;
}

/** Reads a gap that a word follows on its last line. */
export function gapOf(text: string): Gap {
  const [first = '', ...lines] = text.split('\n').map((line) => line.trimEnd());
  const behind = first.trim();
  return {
    behind: behind === '' ? undefined : behind,
    between: lines.slice(0, -1),
    broken: lines.length > 0,
  };
}

/** The words of one statement; `behind` is the comment behind the last of them. */
export function wordsOf(source: string, tokens: readonly Token[], behind: string | undefined): Word[] {
  const written = tokens.filter(({ kind }) => kind !== 'end');
  const gaps = written.map(({ start }, index) =>
    gapOf(source.slice(written[index - 1]?.end ?? start, start)),
  );
  return written.map(({ start, end }, index) => ({
    text: source.slice(start, end),
    start,
    broken: gaps[index]?.broken ?? false,
    above: (gaps[index]?.between ?? []).map((line) => line.trim()).filter((line) => line !== ''),
    behind: index < written.length - 1 ? gaps[index + 1]?.behind : behind,
  }));
}
