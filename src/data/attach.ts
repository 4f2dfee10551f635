/** An attach statement and its file → a dataset. How bytes are read differs by host; everything else is here. */
import type { Span } from '../language/diagnostics';
import type { AttachNode } from '../language/nodes';
import { decodeText } from './decode';
import { differenceText, firstDifference } from './difference';
import { hashOf, readAll, type FileBytes, type ReadFile } from './files';
import { hashProblem, isHash } from './hash';
import type { MemberRole } from './matrix';
import { Unreadable, type About, type ReadProblem } from './problem';
import { readTexts, type ReadOptions, type ReadResult } from './read';
import { NO_VERSIONS, type Versions } from './versions';

export type { ReadFile } from './files';

/**
 * Reads the file, or the files, of an attach statement. A statement that is not finished reads nothing and says nothing. What
 * `rest from` asks for is left to whoever has all datasets: `completeWith`. `memberRole` knows names of models, labs and
 * countries, so that a matrix of them is known as one.
 */
export async function attach(
  node: AttachNode,
  readFile: ReadFile,
  versions: Versions = NO_VERSIONS,
  memberRole?: MemberRole,
): Promise<ReadResult> {
  const options = optionsOf(node);
  if (!options) return { dataset: undefined, problems: [] };
  const files = await readAll(options.file, readFile);
  if ('problem' in files) return unreadable('file', files.problem);
  const sha256 = await hashOf(files, options.file);
  const pin = node.sha256?.text;
  if (pin?.toLowerCase() === sha256) keep(options.file, files, sha256, versions);
  else if (pin !== undefined) {
    const where = isHash(pin) ? await differs(options.file, pin.toLowerCase(), files, versions) : '';
    return { dataset: undefined, problems: [hashProblem(options.file, pin, sha256, where)] };
  }
  const said: ReadProblem[] = [];
  try {
    const texts = [];
    for (const { file, bytes } of files)
      texts.push({ file, text: await decodeText(bytes, file, (problem) => said.push(problem)) });
    const { dataset, problems } = readTexts(texts, { ...options, sha256, memberRole });
    const guesses = [...said.flatMap(({ guess }) => guess ?? []), ...(dataset?.guesses ?? [])];
    return { dataset: dataset && { ...dataset, guesses }, problems: [...said, ...problems] };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { dataset: undefined, problems: [...said, error.problem] };
  }
}

/** Versions are kept of single files: only in them a row that differs can be named. */
function keep(path: string, [only]: readonly FileBytes[], sha256: string, versions: Versions): void {
  if (only?.file === path) versions.keep(sha256, only.bytes);
}

async function differs(
  path: string,
  pin: string,
  files: readonly FileBytes[],
  versions: Versions,
): Promise<string> {
  const [only] = files;
  if (only?.file !== path)
    return `It stands for ${files.length} files, and it cannot be said which of them differs.`;
  const before = await versions.find(path, pin);
  return before
    ? differenceText(firstDifference(before, only.bytes))
    : 'The file as it was is not at hand, so it cannot be said which row differs.';
}

const MARKS = { comma: ',', point: '.' } as const;

/** What an attach statement asks for; undefined while it lacks a name or a file. */
function optionsOf(node: AttachNode): ReadOptions | undefined {
  if (!node.name || !node.file) return undefined;
  const columns = new Map(
    node.columns.flatMap(({ role, column }) => (column ? [[role.text, column.text] as const] : [])),
  );
  return {
    name: node.name.text,
    file: node.file.text,
    columns,
    wide: node.wide?.text,
    every: node.every?.grain,
    weekStart: node.every?.from,
    dates: node.dates?.order,
    decimal: node.decimal?.mark && MARKS[node.decimal.mark],
    units: node.units.flatMap(({ column, unit }) => (unit ? [{ column: column.text, unit }] : [])),
    other: node.other?.text,
    listsTop: node.lists?.value,
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
