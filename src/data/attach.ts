/** An attach statement and its file → a dataset. How bytes are read differs by host; everything else is here. */
import type { Span } from '../language/diagnostics';
import type { AttachNode } from '../language/nodes';
import { differenceText, firstDifference } from './difference';
import { hashOf, openAll, wholeBytes, type FileSource, type ReadFile, type Refusal } from './files';
import { hashProblem, isHash } from './hash';
import { isJson, readJson } from './json';
import type { MemberRole } from './matrix';
import { Unreadable, type About, type ReadProblem, type Say } from './problem';
import { readTables, type ReadOptions, type ReadResult } from './read';
import { pauses } from './scan/pause';
import { beginOf, scan, textOf, type Kind, type ScanOptions } from './scan/scan';
import { finishWith } from './steps';
import { OtherKind, type Table } from './table';
import { NO_VERSIONS, type Versions } from './versions';

export type { ReadFile } from './files';

/** How far reading has come. */
export interface Progress {
  /** Of all files, before unpacking; `size` of them together, undefined where it is not known. */
  readonly bytes: number;
  readonly size: number | undefined;
  readonly rows: number;
}

/** What a statement is read with, besides its files. */
export interface AttachContext {
  readonly versions?: Versions;
  /** Knows names of models, labs and countries, so that a matrix of them is known as one. */
  readonly memberRole?: MemberRole | undefined;
  readonly onProgress?: (progress: Progress) => void;
  /** Aborted: reading ends soon, and throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** What scans; for measurements, which compare the two. */
  readonly kernel?: 'typescript' | 'simd';
}

/**
 * Reads the file, or the files, of an attach statement. A statement that is not finished reads nothing and says nothing. What
 * `rest from` asks for is left to whoever has all datasets: `completeWith`.
 */
export async function attach(
  node: AttachNode,
  readFile: ReadFile,
  context: AttachContext = {},
): Promise<ReadResult> {
  const options = optionsOf(node);
  if (!options) return { dataset: undefined, problems: [] };
  const files = await openAll(options.file, readFile);
  if ('problem' in files) return unreadable('file', files.problem);
  const { versions = NO_VERSIONS } = context;
  const steady = await readSteadily(files, options, context);
  if (!steady)
    return unreadable(
      'changing',
      `${options.file} changes while it is read. Read it again when it is complete.`,
    );
  if ('problem' in steady) return unreadable('file', steady.problem);
  const { sha256, read } = steady;
  const pin = node.sha256?.text;
  if (pin === undefined || pin.toLowerCase() === sha256) {
    if (pin !== undefined) await keep(options.file, files, sha256, versions);
    return read.dataset ? { ...read, dataset: { ...read.dataset, sha256 } } : read;
  }
  const where = isHash(pin) ? await differs(options.file, pin.toLowerCase(), files, versions) : '';
  return { dataset: undefined, problems: [hashProblem(options.file, pin, sha256, where)] };
}

interface Steady {
  readonly sha256: string;
  readonly read: ReadResult;
}

/** So often a file is read that changes meanwhile. */
const MOST_ATTEMPTS = 3;

/** What is read of files, and their hash, which are of one state of them; undefined where they do not stop to change. */
async function readSteadily(
  files: readonly FileSource[],
  options: ReadOptions,
  context: AttachContext,
): Promise<Steady | Refusal | undefined> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const before = await statesOf(files);
    try {
      const reading = readSources(files, { ...options, memberRole: context.memberRole }, context);
      const [sha256, read] = await Promise.all([hashOf(files, options.file), reading]);
      if ((await statesOf(files)) === before) return { sha256, read };
    } catch (error) {
      const code = systemCode(error);
      if (code === undefined) throw error;
      return {
        problem: `${options.file} cannot be read to its end (${code}). Look whether it is still there.`,
      };
    }
  }
  return undefined;
}

async function statesOf(files: readonly FileSource[]): Promise<string> {
  return (await Promise.all(files.map(({ state }) => state?.() ?? Promise.resolve('')))).join('\n');
}

/** A column that turns out to be of another kind is read again: once for each, and once more for its mark. */
const MOST_ROUNDS = 64;

/** The same for files that are open already; `options` say what a statement would. */
export async function readSources(
  files: readonly FileSource[],
  options: ReadOptions,
  context: AttachContext,
): Promise<ReadResult> {
  const kinds = new Map<string, Kind>();
  for (let round = 0; ; round++) {
    const said: ReadProblem[] = [];
    try {
      const tables: Table[] = [];
      for (const [at, file] of files.entries())
        tables.push(
          await tableOf(file, options, {
            ...{ signal: context.signal, kernel: context.kernel, kinds, said },
            ...progressFrom(files, at, context),
          }),
        );
      const pause = pauses(() => context.signal?.throwIfAborted());
      return await finishWith(readTables(tables, options, said), pause);
    } catch (error) {
      if (error instanceof Unreadable) return { dataset: undefined, problems: [...said, error.problem] };
      if (!(error instanceof OtherKind) || round > MOST_ROUNDS) throw error;
      for (const column of error.columns) kinds.set(column, error.kind);
    }
  }
}

/** By what the system names its reasons, such as EIO; a file may go while it is read. */
function systemCode(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && !(error instanceof DOMException) ? code : undefined;
}

/** Progress within one of several files as progress within all of them. */
function progressFrom(
  files: readonly FileSource[],
  at: number,
  { onProgress }: AttachContext,
): Pick<ScanOptions, 'onProgress'> {
  if (!onProgress) return {};
  const sum = (some: readonly FileSource[]): number => some.reduce((all, { size }) => all + (size ?? 0), 0);
  const before = sum(files.slice(0, at));
  const size = files.some((file) => file.size === undefined) ? undefined : sum(files);
  return { onProgress: ({ bytes, rows }) => onProgress({ bytes: before + bytes, size, rows }) };
}

async function tableOf(
  source: FileSource,
  { separator, encoding, decimal }: ReadOptions,
  reading: Pick<ScanOptions, 'kernel' | 'kinds' | 'onProgress' | 'signal'> & {
    readonly said: ReadProblem[];
  },
): Promise<Table> {
  const { file } = source;
  const { said, ...others } = reading;
  const say: Say = (problem) => said.push(problem);
  const options: ScanOptions = { separator, encoding, decimal, ...others };
  if (isJson(await beginOf(source, options), file)) {
    if (separator)
      say({
        ...{ severity: 'warning', code: 'json-separator', about: { option: 'separated' } },
        message: `${file} is JSON, in which nothing separates cells; leave \`separated by\` out.`,
      });
    return readJson(await textOf(source, options, say), file, say);
  }
  const scanned = await scan(source, options, say);
  return { file, ...scanned, sources: [{ file, counts: 'line', before: 0 }] };
}

/** Versions are kept of single files: only in them a row that differs can be named. */
async function keep(
  path: string,
  [only]: readonly FileSource[],
  sha256: string,
  versions: Versions,
): Promise<void> {
  if (only?.file === path && isComparable(only)) versions.keep(sha256, await wholeBytes(only));
}

/** Larger files are not held in memory for the sake of a remark, in bytes. */
const MOST_COMPARED = 2 ** 25;

function isComparable({ size }: FileSource): boolean {
  return size !== undefined && size <= MOST_COMPARED;
}

async function differs(
  path: string,
  pin: string,
  files: readonly FileSource[],
  versions: Versions,
): Promise<string> {
  const [only] = files;
  if (only?.file !== path)
    return `It stands for ${files.length} files, and it cannot be said which of them differs.`;
  const before = isComparable(only) ? await versions.find(path, pin) : undefined;
  return before
    ? differenceText(firstDifference(before, await wholeBytes(only)))
    : 'The file as it was is not at hand, so it cannot be said which row differs.';
}

const MARKS = { comma: ',', point: '.' } as const;

/** What an attach statement asks for; undefined while it lacks a name or a file. */
function optionsOf(node: AttachNode): ReadOptions | undefined {
  if (!node.name || !node.file) return undefined;
  const columns = new Map(
    node.columns.flatMap(({ role, column }) => (column ? [[role.text, column.text] as const] : [])),
  );
  const lists = node.lists?.value;
  return {
    name: node.name.text,
    file: node.file.text,
    columns,
    wide: node.wide?.text,
    every: node.every?.grain,
    weekStart: node.every?.from,
    dates: node.dates?.order,
    decimal: node.decimal?.mark && MARKS[node.decimal.mark],
    separator: node.separated?.separator,
    encoding: node.encoding?.encoding,
    units: node.units.flatMap(({ column, unit }) => (unit ? [{ column: column.text, unit }] : [])),
    other: node.other?.text,
    listsTop: lists === 'all' ? undefined : lists,
    listsAll: lists === 'all',
    rest: node.rest?.text,
    completeUntil: node.complete,
    cite: node.cite?.text,
  };
}

/** The part of the statement that a problem is about. */
export function placeIn(node: AttachNode, about: About): Span {
  return partOf(node, about) ?? node.file ?? node;
}

function partOf(node: AttachNode, about: About): Span | undefined {
  if (about === 'file') return node.file;
  if ('role' in about) return node.columns.find(({ role }) => role.text === about.role)?.column;
  if ('unit' in about) return node.units.find(({ column }) => column.text === about.unit)?.column;
  return node[about.option];
}

function unreadable(code: string, message: string): ReadResult {
  const problem: ReadProblem = { severity: 'error', code, message, about: 'file' };
  return { dataset: undefined, problems: [problem] };
}
