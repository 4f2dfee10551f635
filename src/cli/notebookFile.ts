/** A notebook on the command line: its file read, its cells parsed, everything that it names loaded. */
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  loader,
  loadScope,
  memberRoleOf,
  readNotebook,
  type NotebookModel,
  type ParsedCell,
} from '../analysis/notebook';
import type { Scope } from '../analysis/scope';
import { cellPlaces, decode, InvalidUtf8Error, read, type Notebook } from '../notebook/format';
import { builtInRegistry } from '../registry/registry';
import { filesIn, rootsOfNotebook } from './files';
import { versionsBeside } from './versions';

export interface OpenNotebook {
  /** As it was named on the command line. */
  readonly file: string;
  readonly text: string;
  readonly notebook: Notebook;
  /** Its query cells; the id of each is the index of its cell in `notebook.cells`. */
  readonly model: NotebookModel;
  readonly scope: Scope;
  /** The line of the file, from 1, on which the text of a cell begins. */
  readonly lineOf: (cell: ParsedCell) => number;
}

/** Opens a notebook, or says in a sentence about the file why it cannot be opened. */
export async function openNotebook(file: string): Promise<OpenNotebook | { readonly problem: string }> {
  if (!/\.tokshare(\.md)?$/.test(file))
    return { problem: 'is not a notebook; notebooks end in .tokshare or .tokshare.md.' };
  const bytes = await bytesOf(file);
  if (!(bytes instanceof Uint8Array)) return bytes;
  try {
    return await openText(file, decode(bytes));
  } catch (error) {
    if (error instanceof InvalidUtf8Error) return { problem: error.message };
    throw error;
  }
}

/** Opens a text as the notebook that stands, or stood, in a file: what it names is looked for beside that file. */
export async function openText(
  file: string,
  text: string,
  readFiles = filesIn(dirname(file), rootsOfNotebook(dirname(file))),
): Promise<OpenNotebook> {
  const notebook = read(text);
  const places = cellPlaces(text);
  const registry = builtInRegistry();
  const queries = notebook.cells.flatMap((cell, index) =>
    cell.kind === 'query' ? [{ id: String(index), text: cell.text }] : [],
  );
  const model = readNotebook(queries, registry);
  const scope = await loadScope(
    model.definitions,
    registry,
    loader(readFiles, { versions: versionsBeside(dirname(file)), memberRole: memberRoleOf(registry) }),
  );
  const lineOf = ({ id }: ParsedCell): number => places[Number(id)]?.textLine ?? 1;
  return { file, text, notebook, model, scope, lineOf };
}

async function bytesOf(file: string): Promise<Uint8Array | { readonly problem: string }> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return { problem: 'does not exist.' };
    if (code === 'EISDIR') return { problem: 'is a folder; name the notebook in it.' };
    if (code === 'EACCES') return { problem: 'may not be read: permission is denied.' };
    if (code === 'ENOTDIR') return { problem: 'does not exist: a part of its path is no folder.' };
    return { problem: `cannot be read (${code ?? String(error)}).` };
  }
}
