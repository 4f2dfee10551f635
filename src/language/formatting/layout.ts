/** Lines and blanks of one statement. */
import type { Parts } from './parts';
import type { Word } from './words';

/** A line longer than this is broken where it can be. */
export const WIDEST = 100;
const STEP = 2;

interface Line {
  readonly from: number;
  /** After its last word. */
  readonly to: number;
  readonly indent: number;
}

/** The lines of a statement, with its comments, without an end of line. */
export function layOut(words: readonly Word[], parts: Parts): string[] {
  const layout = new Layout(words, parts);
  layout.narrow();
  return layout.lines().flatMap((line) => layout.written(line));
}

class Layout {
  /** The words that begin a line. */
  private readonly breaks: Set<number>;

  constructor(
    private readonly words: readonly Word[],
    private readonly parts: Parts,
  ) {
    this.breaks = new Set(words.flatMap((_, index) => (this.breaksBefore(index) ? [index] : [])));
  }

  /** Whether the writer's break before a word is kept; one before a comma stands after it. */
  private breaksBefore(index: number): boolean {
    if (this.hangs(index)) return false;
    return (this.words[index]?.broken ?? false) || this.hangs(index - 1);
  }

  /** A comma at the start of a line, which belongs to the line before unless a comment is in between. */
  private hangs(index: number): boolean {
    const word = this.words[index];
    if (word?.text !== ',' || !word.broken) return false;
    return word.above.length === 0 && this.words[index - 1]?.behind === undefined;
  }

  /** Breaks what is too wide: before its clauses, then after the `=` before a query, then inside of clauses. */
  narrow(): void {
    const { clauses, query } = this.parts;
    if (!this.lines().some((line) => this.isWide(line))) return;
    for (const index of clauses) this.breaks.add(index);
    const [head] = this.lines();
    if (query !== undefined && head && this.isWide(head)) this.breaks.add(query);
    // A break indents what follows, which may then be too wide itself.
    const fillOnce = (): boolean => this.lines().some((line) => this.isWide(line) && this.fill(line));
    while (fillOnce());
  }

  /** Breaks a line at the last place where its beginning fits, or else at the first; false if there is none. */
  private fill(line: Line): boolean {
    let place: number | undefined;
    for (let index = line.from + 1; index < line.to; index++) {
      if (!this.isInner(index)) continue;
      if (place !== undefined && this.isWide({ ...line, to: index })) break;
      place = index;
    }
    if (place !== undefined) this.breaks.add(place);
    return place !== undefined;
  }

  /** Whether a break before a word is inside of a clause, between its members. */
  private isInner(index: number): boolean {
    return this.words[index - 1]?.text === ',' || this.parts.inner.has(index);
  }

  lines(): Line[] {
    const starts = [...new Set([0, ...this.breaks])].sort((a, b) => a - b);
    const lines: Line[] = [];
    /** The indents of the lines on which the parentheses stand that are open. */
    const open: number[] = [];
    /** Whether the line before goes on with a clause, as this one may do. */
    let goesOn = false;
    starts.forEach((from, number) => {
      const to = starts[number + 1] ?? this.words.length;
      const before = lines.at(-1)?.indent ?? 0;
      const outer = open.at(-1);
      const inner = outer === undefined && this.isInner(from);
      let indent = STEP;
      if (number === 0) indent = 0;
      else if (outer !== undefined) indent = this.words[from]?.text === ')' ? outer : outer + STEP;
      else if (inner) indent = goesOn ? before : before + STEP;
      goesOn = inner;
      for (const { text } of this.words.slice(from, to)) {
        if (text === '(') open.push(indent);
        if (text === ')') open.pop();
      }
      lines.push({ from, to, indent });
    });
    return lines;
  }

  private isWide(line: Line): boolean {
    return line.indent + this.textOf(line).length > WIDEST;
  }

  private textOf({ from, to }: Line): string {
    return this.words
      .slice(from, to)
      .map(({ text }, index, words) => {
        const before = words[index - 1]?.text ?? '(';
        return before === '(' || text === ')' || text === ',' ? text : ` ${text}`;
      })
      .join('');
  }

  /** A line with the comments before it and behind it. */
  written(line: Line): string[] {
    const { from, to, indent } = line;
    const first = this.words[from];
    const inside = ' '.repeat(first?.text === ')' ? indent + STEP : indent);
    const behind = this.words[to - 1]?.behind;
    return [
      ...(first?.above ?? []).map((comment) => inside + comment),
      ' '.repeat(indent) + this.textOf(line) + (behind === undefined ? '' : ` ${behind}`),
    ];
  }
}
