/** What single lines mean: fences, the separator, front matter. */

import { isBlank, type Line } from './lines';
import type { CellKind } from './model';

export type FencedKind = Exclude<CellKind, 'prose'>;

export const INFO: Readonly<Record<FencedKind, string>> = { query: 'tokshare', record: 'tokshare-result' };

export const SEPARATOR = '<!-- cell -->';

export function isSeparator(line: string): boolean {
  return /^<!-- cell -->[ \t]*$/.test(line);
}

export interface Fence {
  readonly indent: string;
  /** The run of backticks or tildes that opens it. */
  readonly run: string;
}

/** The fence a line opens by the rules of CommonMark, or undefined. */
export function openingFence(line: string): Fence | undefined {
  const [begin, indent = ''] = /^( {0,3})(?:```|~~~)/.exec(line) ?? [];
  if (begin === undefined) return undefined;
  const end = endOfRun(line, indent.length);
  const run = line.slice(indent.length, end);
  // Backticks further on make it inline code.
  return run.startsWith('`') && line.includes('`', end) ? undefined : { indent, run };
}

/**
 * Where the run of one sign ends that starts at a place. Counted, because an expression that may try again runs out of stack
 * on a line of millions of backticks.
 */
function endOfRun(line: string, start: number): number {
  let end = start;
  while (end < line.length && line[end] === line[start]) end++;
  return end;
}

/** The cell a line opens, or undefined. */
export function openingCell(line: string): (Fence & { readonly kind: FencedKind }) | undefined {
  const length = line.startsWith('`') ? endOfRun(line, 0) : 0;
  const word = length < 3 ? undefined : /^(tokshare|tokshare-result)[ \t]*$/.exec(line.slice(length))?.[1];
  if (word === undefined) return undefined;
  return { indent: '', run: line.slice(0, length), kind: word === INFO.query ? 'query' : 'record' };
}

/** What opens a fence of prose, but was probably meant for a cell. A space before the word says that it is none. */
export function missedCell(line: string): FencedKind | undefined {
  const fence = openingCell(line) ? undefined : openingFence(line);
  if (!fence) return undefined;
  const info = line.slice(fence.indent.length + fence.run.length);
  const word = /^tokshare(?:-result)?(?![\p{L}\p{N}_-])/iu.exec(info)?.[0].toLowerCase();
  if (word === undefined) return undefined;
  return word === INFO.query ? 'query' : 'record';
}

export function closes(line: string, { run }: Fence): boolean {
  const [begin, indent = ''] = /^( {0,3})(?:```|~~~)/.exec(line) ?? [];
  if (begin === undefined) return false;
  const end = endOfRun(line, indent.length);
  return line.startsWith(run, indent.length) && /^[ \t]*$/.test(line.slice(end));
}

/** The run of backticks for a fence around the lines: longer than any run inside. */
export function fenceFor(lines: readonly string[]): string {
  let longest = 2;
  for (const line of lines) {
    for (let at = line.indexOf('`'); at >= 0; at = line.indexOf('`', at)) {
      const end = endOfRun(line, at);
      longest = Math.max(longest, end - at);
      at = end;
    }
  }
  return '`'.repeat(longest + 1);
}

export interface FrontMatter {
  /** How many lines it takes, the blank line after it included. */
  readonly length: number;
  /** The value of the key `tokshare`, and the index of its line. */
  readonly version?: { readonly value: string; readonly index: number };
  readonly closed: boolean;
}

export function isFrontMatterEdge(line: string): boolean {
  return /^---[ \t]*$/.test(line);
}

const KEY = /^["']?[\p{L}_][^:]*:(?:[ \t]|$)/u;
const CONTINUATION = /^(?:[ \t]+[^ \t]|- |-$)/;

/**
 * The front matter the lines start with, or undefined. All of its lines must look like YAML with at least one key, and
 * without the key `tokshare` it may not have blank lines or comments: prose between two thematic breaks, headings
 * included, must not disappear from sight. One that is never closed is returned only if it has the key `tokshare`,
 * with length 0.
 */
export function frontMatter(lines: readonly Pick<Line, 'text'>[]): FrontMatter | undefined {
  if (!isFrontMatterEdge(lines[0]?.text ?? '')) return undefined;
  let keys = 0;
  let likeProse = false;
  let version: FrontMatter['version'];
  for (let index = 1; index < lines.length; index++) {
    const text = lines[index]?.text ?? '';
    if (keys > 0 && isFrontMatterEdge(text)) {
      if (likeProse && version === undefined) return undefined;
      const after = lines[index + 1];
      const length = index + (after !== undefined && isBlank(after.text) ? 2 : 1);
      return { length, closed: true, ...(version && { version }) };
    }
    if (KEY.test(text)) {
      keys++;
      const value = /^tokshare:(.*)$/s.exec(text)?.[1];
      if (value !== undefined) version ??= { value: value.trim(), index };
    } else if (isBlank(text) || text.startsWith('#')) {
      likeProse = true;
    } else if (keys === 0 || !CONTINUATION.test(text)) {
      break;
    }
  }
  return version && { length: 0, closed: false, version };
}
