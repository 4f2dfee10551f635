/** Lines and their ends. Only `\n`, `\r\n` and `\r` end a line, as in VS Code; U+2028 and others are text. */

export type LineEnd = '\n' | '\r\n' | '\r';

export interface Line {
  readonly text: string;
  /** Empty only for a last line that has no line end, and that line is not empty. */
  readonly end: LineEnd | '';
}

/** Splits a text into lines that, joined, are the text again. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ text: text.slice(start, match.index), end: match[0] as LineEnd });
    start = match.index + match[0].length;
  }
  if (start < text.length) lines.push({ text: text.slice(start), end: '' });
  return lines;
}

/**
 * Joins lines to a text that splits into the same lines: where a `\r` and the `\n` of an empty line would become one
 * line end, the empty line ends in `\r\n`.
 */
export function joinLines(lines: readonly Line[]): string {
  const parts: string[] = [];
  let previous: Line['end'] = '';
  for (const { text, end } of lines) {
    const merges: boolean = previous === '\r' && text === '' && end === '\n';
    previous = merges ? '\r\n' : end;
    parts.push(text, previous);
  }
  return parts.join('');
}

/** The line end most of the lines have; `\n` where it is undecided. */
export function dominantEnd(lines: readonly Line[]): LineEnd {
  const count = { '\n': 0, '\r\n': 0, '\r': 0 };
  for (const { end } of lines) if (end !== '') count[end]++;
  const most = Math.max(...Object.values(count));
  if (count['\n'] === most) return '\n';
  return count['\r\n'] === most ? '\r\n' : '\r';
}

/** Blank lines are layout. Only spaces and tabs are blank: anything else is somebody's text. */
export function isBlank(text: string): boolean {
  return /^[ \t]*$/.test(text);
}

const LETTERS = { '\n': 'n', '\r\n': 'w', '\r': 'r' } as const;
const ENDS: Readonly<Record<string, LineEnd>> = { n: '\n', w: '\r\n', r: '\r' };

/** The ends of the lines as one letter each, without the repetitions of the last one; empty if all are the usual end. */
export function encodeEnds(lines: readonly Line[], usual: LineEnd): string {
  const letters = lines.map(({ end }) => (end === '' ? '' : LETTERS[end])).join('');
  let length = letters.length;
  while (length > 1 && letters[length - 2] === letters[length - 1]) length--;
  const ends = letters.slice(0, length);
  return ends === LETTERS[usual] ? '' : ends;
}

/** Gives each line its end back. Lines that were added take the last end, or the usual one where there is none. */
export function applyEnds(texts: readonly string[], ends: string, usual: LineEnd): Line[] {
  return texts.map((text, index) => ({
    text,
    end: ENDS[ends.charAt(Math.min(index, ends.length - 1))] ?? usual,
  }));
}
