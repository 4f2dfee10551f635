/** A file → the statement that attaches it: a name of the language, and the path as a text of the language. */
import { parse } from '../../language/parser';
import type { Registry } from '../../registry/registry';

/** How the names of files end that can be attached, compressed or not. A file of JSON may be anything else, too. */
const TABLES = ['csv', 'tsv'];
const OTHERS = ['json'];

/** The files that can be attached, by their names. */
export const DATA_FILE = new RegExp(`\\.(${[...TABLES, ...OTHERS].join('|')})(\\.gz)?$`, 'i');

/** The same as a pattern for searching a workspace, of tables, and of what may be data. */
export const TABLE_FILES = patternOf(TABLES);
export const OTHER_FILES = patternOf(OTHERS);
export const DATA_FILES = patternOf([...TABLES, ...OTHERS]);

function patternOf(forms: readonly string[]): string {
  return `**/*.{${forms.flatMap((form) => [form, `${form}.gz`]).join(',')}}`;
}

/** What is put before a file's name where that alone would be read as something else: as a number, a word or a lab. */
const PREFIX = 'data_';

/**
 * A name for the data of a file, made from the name of the file. It is none of `taken`, and nothing that a reader could
 * take for a word of the language, a country or a lab.
 */
export function nameOfFile(file: string, taken: ReadonlySet<string>, registry: Registry): string {
  const words = file
    .slice(file.lastIndexOf('/') + 1)
    .replace(DATA_FILE, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replace(/^[_\p{M}]+|_+$/gu, '');
  const base = words === '' ? 'data' : isName(words, registry) ? words : `${PREFIX}${words}`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(name)) return name;
  }
}

function isName(word: string, registry: Registry): boolean {
  const [first, ...more] = parse(`attach ${word} from "data.csv"`).statements;
  const reads = first?.diagnostics.length === 0 && more.length === 0;
  return reads && registry.country(word) === undefined && registry.lab(word) === undefined;
}

/** The statement, or why the path cannot be written in one. */
export function attachStatement(name: string, path: string): string | { readonly problem: string } {
  const wrong = /["\\\n\r]/.exec(path)?.[0];
  if (wrong === undefined) return `attach ${name} from "${path}"`;
  const called = wrong === '"' || wrong === '\\' ? wrong : 'a line break';
  return {
    problem: `The path ${JSON.stringify(path)} holds ${called}, which cannot stand in an attach statement. Rename the file or folder, and attach it then.`,
  };
}

/** The way from a folder to a file, both as absolute paths with forward slashes. */
export function relativePath(folder: string, file: string): string {
  const from = folder.split('/').filter((each) => each !== '');
  const to = file.split('/').filter((each) => each !== '');
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}

/** What decides where a new attach cell stands. */
export interface CellKind {
  readonly kind: 'prose' | 'query' | 'record' | 'other';
  /** It holds an attach statement. */
  readonly attaches: boolean;
}

/** The number of a new attach cell: after the last one (and its record), else after the prose that opens the notebook. */
export function placeOfAttachment(cells: readonly CellKind[]): number {
  const last = cells.findLastIndex(({ attaches }) => attaches);
  const before = last >= 0 ? last : cells.findIndex(({ kind }) => kind === 'prose');
  return cells[before + 1]?.kind === 'record' ? before + 2 : before + 1;
}

/** Where an attach statement is put into a cell, and the text that puts it on a line of its own. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

/**
 * An attach statement dropped at a place of a cell: it stands there if that line is empty, else after the statement that
 * the place is in, or after the one that the remark at this place is about. A statement is never cut in two.
 */
export function insertionAt(text: string, at: number, statement: string): Insertion {
  const line = lineAround(text, at);
  const statements = parse(text).statements.map(({ statement: { start, end } }) => ({
    // Only the first statement can look like that: below another one it would continue it.
    start: continues(text, start) ? 0 : start,
    end,
  }));
  const inside = statements.find(({ start, end }) => start <= at && at < end);
  if (!inside && text.slice(line.start, line.end).trim() === '')
    // A blank before it would make it a part of the statement above.
    return { offset: line.end, text: line.start === line.end ? statement : `\n${statement}` };
  const about = statements.find(
    ({ start }) => at < start && /^(\s*#.*\n)*$/.test(text.slice(line.start, start)),
  );
  const { end } = lineAround(text, Math.max(at, (inside ?? about)?.end ?? at));
  return { offset: end, text: `\n${statement}` };
}

/** Whether a statement begins as the lines do that continue one. */
function continues(text: string, start: number): boolean {
  return /^[\s|)]/.test(text.slice(lineAround(text, start).start));
}

function lineAround(text: string, at: number): { start: number; end: number } {
  const next = text.indexOf('\n', at);
  return { start: text.slice(0, at).lastIndexOf('\n') + 1, end: next < 0 ? text.length : next };
}
