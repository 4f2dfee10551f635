/** An attach statement and its file → a dataset. How bytes are read differs by host; everything else is here. */
import type { Span } from '../language/diagnostics';
import type { AttachNode } from '../language/nodes';
import { decodeText } from './decode';
import { differenceText, firstDifference } from './difference';
import { hashProblem, isHash, sha256Of } from './hash';
import { Unreadable, type About, type ReadProblem } from './problem';
import { readCsv, type ReadOptions, type ReadResult } from './read';
import { NO_VERSIONS, type Versions } from './versions';

/** Reads a file named relative to the notebook: its bytes, or why not, in the user's words. Never rejects for a bad file. */
export type ReadFile = (path: string) => Promise<Uint8Array | { readonly problem: string }>;

/**
 * Reads the file of an attach statement. A statement that is not finished reads nothing and says nothing. What
 * `rest from` asks for is left to whoever has all datasets: `completeWith`.
 */
export async function attach(
  node: AttachNode,
  readFile: ReadFile,
  versions: Versions = NO_VERSIONS,
): Promise<ReadResult> {
  const options = optionsOf(node);
  if (!options) return { dataset: undefined, problems: [] };
  const bytes = await readFile(options.file);
  if (!(bytes instanceof Uint8Array)) return unreadable('file', bytes.problem);
  const sha256 = await sha256Of(bytes);
  const pin = node.sha256?.text;
  if (pin?.toLowerCase() === sha256) versions.keep(sha256, bytes);
  else if (pin !== undefined) {
    const where = isHash(pin) ? await differs(options.file, pin.toLowerCase(), bytes, versions) : '';
    return { dataset: undefined, problems: [hashProblem(options.file, pin, sha256, where)] };
  }
  const said: ReadProblem[] = [];
  try {
    const text = await decodeText(bytes, options.file, (problem) => said.push(problem));
    const read = readCsv(text, { ...options, sha256 });
    return { ...read, problems: [...said, ...read.problems] };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { dataset: undefined, problems: [...said, error.problem] };
  }
}

async function differs(file: string, pin: string, bytes: Uint8Array, versions: Versions): Promise<string> {
  const before = await versions.find(file, pin);
  return before
    ? differenceText(firstDifference(before, bytes))
    : 'The file as it was is not at hand, so it cannot be said which row differs.';
}

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
