/**
 * The canonical form of a query cell:
 *
 * - A statement starts in column 1. Its further lines are indented by two blanks; those inside of parentheses, and those
 *   that go on with a list or with `and`, `then`, `over` …, by two more than the line where that began. A closing
 *   parenthesis stands under the line that opened it.
 * - One blank stands between words, around `=` and operators, before and after `|`, after a comma; none after `(`, before
 *   `)` and before a comma. A comma at the start of a line moves to the end of the line before. Blanks at the ends of
 *   lines go.
 * - Line breaks stay as the writer made them, unless a line is wider than 100 columns. Then every clause, `|` step,
 *   option and `as` gets a line of its own; what is still too wide is broken after commas, before `and`, `then`, the
 *   two sides of a crossing or ratio, and the operators of a measure. The words themselves, strings among them, are never touched.
 * - Between statements and comments at most one empty line stays; inside of a statement and at the ends of the cell none.
 * - Comments stay where they are: at the end of their line, or on a line of their own, indented like what they stand
 *   before. Before and between statements they stand in column 1; a comment that directly follows a statement and is
 *   indented belongs to it.
 * - A statement with an error in it stays as it is, to the last blank: nobody knows yet what it is.
 */
import { layOut } from './formatting/layout';
import { partsOf } from './formatting/parts';
import { gapOf, wordsOf } from './formatting/words';
import type { Parsed } from './nodes';
import { parse } from './parser';
import { scanStatements, type ScannedStatement } from './scanner';

/** The text of a cell in its canonical form. It parses to the same tree, and formatting it again changes nothing. */
export function format(text: string): string {
  const scanned = scanStatements(text);
  const parsed = parse(text).statements;
  const before = linesOf(text.slice(0, scanned[0]?.start), scanned.length > 0);
  const rest = scanned.flatMap((each, index) => {
    const next = scanned[index + 1]?.start;
    const gap = text.slice(each.end, next);
    return [
      ...statement(text, each, parsed[index], gapOf(gap).behind),
      ...linesAfter(gap, next !== undefined),
    ];
  });
  return withoutExtraLines([...before, ...rest]).join(text.includes('\r\n') ? '\r\n' : '\n');
}

/** A statement with the comment behind it. */
function statement(
  text: string,
  scanned: ScannedStatement,
  parsed: Parsed | undefined,
  behind: string | undefined,
): string[] {
  const words = wordsOf(text, scanned.tokens, behind);
  if (parsed?.diagnostics.length === 0) return layOut(words, partsOf(parsed.statement, words));
  const end = behind === undefined ? scanned.end : text.indexOf(behind, scanned.end) + behind.length;
  return [text.slice(scanned.start, end)];
}

/** The lines of a gap: comments in column 1, and empty lines. `more`: a statement starts where the gap ends. */
function linesOf(gap: string, more: boolean): string[] {
  const lines = gap.split('\n').map((line) => line.trim());
  return more ? lines.slice(0, -1) : lines;
}

/** The lines below a statement: indented comments that directly follow it are its own. */
function linesAfter(gap: string, more: boolean): string[] {
  const written = gap.split('\n').slice(1);
  const own = written.findIndex((line) => !/^\s+#/.test(line));
  return linesOf(gap, more)
    .slice(1)
    .map((line, index) => (own < 0 || index < own ? `  ${line}`.trimEnd() : line));
}

function withoutExtraLines(lines: readonly string[]): string[] {
  const kept = lines.filter((line, index) => line !== '' || (index > 0 && lines[index - 1] !== ''));
  while (kept.at(-1) === '') kept.pop();
  return kept;
}
