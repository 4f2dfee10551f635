/** An attach statement and its file → a dataset. How bytes are read differs by host; everything else is here. */
import type { AttachNode } from '../language/nodes';
import { readCsv, type ReadOptions, type ReadResult } from './read';

/** Reads a file named relative to the notebook: its bytes, or why not, in the user's words. Never rejects for a bad file. */
export type ReadFile = (path: string) => Promise<Uint8Array | { readonly problem: string }>;

/** Reads the file of an attach statement. A statement that is not finished reads nothing and says nothing. */
export async function attach(node: AttachNode, readFile: ReadFile): Promise<ReadResult> {
  const options = optionsOf(node);
  if (!options) return { dataset: undefined, problems: [] };
  const bytes = await readFile(options.file);
  if (!(bytes instanceof Uint8Array)) return unreadable('file', bytes.problem);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return unreadable('encoding', `${options.file} is not UTF-8 text; save it as "CSV UTF-8".`);
  }
  return readCsv(text, options);
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
    every: node.every?.grain,
    listsTop: node.lists?.value,
    cite: node.cite?.text,
  };
}

function unreadable(code: string, message: string): ReadResult {
  return { dataset: undefined, problems: [{ severity: 'error', code, message, about: 'file' }] };
}
