/** Where one version of a file departs from another. */

/** The first line that differs; `undefined` where one version has ended. */
export interface Difference {
  /** From 1, the header included: as editors count. */
  readonly line: number;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The first line in which two versions differ; undefined if only line ends, or nothing, differ. */
export function firstDifference(before: Uint8Array, after: Uint8Array): Difference | undefined {
  const [was, now] = [linesOf(before), linesOf(after)];
  for (let at = 0; at < Math.max(was.length, now.length); at++)
    if (was[at] !== now[at]) return { line: at + 1, before: was[at], after: now[at] };
  return undefined;
}

function linesOf(bytes: Uint8Array): string[] {
  const lines = new TextDecoder().decode(bytes).split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

const LONGEST = 60;

export function differenceText(difference: Difference | undefined): string {
  if (!difference) return 'No row differs, only line ends or the byte order mark.';
  const { line, before, after } = difference;
  if (before === undefined)
    return `The first row that differs is line ${line}, which is new: \`${shown(after)}\`.`;
  if (after === undefined)
    return `The first row that differs is line ${line}, which is gone: it was \`${shown(before)}\`.`;
  return `The first row that differs is line ${line}: it is \`${shown(after)}\` and was \`${shown(before)}\`.`;
}

/** What stands in a file, in a sentence: on one line, not too long, and nothing that ends the quotation. */
function shown(text = ''): string {
  const plain = text.replace(/[\p{C}\s]+/gu, ' ').replaceAll('`', '’');
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1)}…` : plain;
}
