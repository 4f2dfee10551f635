/** "Add to the registry overlay": a row in the notebook's own CSV file, which is begun where there is none. */
import * as vscode from 'vscode';
import { NEW_OVERLAY, rowFor, type Subject } from '../../registry/overlay-add';
import { filesOf, resolve } from '../files';
import { QUERY } from '../names';
import type { Session } from '../session';

/** The overlay of a notebook that has none. */
const FILE = 'registry.csv';

/** Where a notebook's overlay is, and the columns that its statement says; `statement` is false if it has none yet. */
interface Place {
  readonly path: string;
  readonly columns: ReadonlyMap<string, string>;
  readonly statement: boolean;
}

/** Writes a row for a model or lab and puts the cursor into it; where there is one already, only the cursor. */
export async function addToOverlay(subject: Subject, session: Session): Promise<void> {
  const place = placeIn(session);
  const problem = await write(subject, place, session);
  if (problem !== undefined) void vscode.window.showErrorMessage(problem);
}

/** The last registry statement that names a file: it lies over all others. */
function placeIn(session: Session): Place {
  const node = session.parse().definitions.registries.findLast(({ node: each }) => each.file)?.node;
  if (!node?.file) return { path: FILE, columns: new Map(), statement: false };
  const columns = new Map(
    node.columns.flatMap(({ role, column }) => (column ? [[role.text, column.text] as const] : [])),
  );
  return { path: node.file.text, columns, statement: true };
}

async function write(subject: Subject, place: Place, { notebook }: Session): Promise<string | undefined> {
  const { path, columns, statement } = place;
  const uri = resolve(notebook.uri, path);
  if (!(uri instanceof vscode.Uri)) return uri.problem;
  const exists = await isThere(uri);
  if (exists) {
    const bytes = await filesOf(notebook.uri)(path);
    if (!(bytes instanceof Uint8Array)) return bytes.problem;
    // An editor would show other letters for such bytes, and write those over them.
    if (!isUtf8(bytes))
      return `${path} is not UTF-8 text, so a row cannot be added without harm to it. Save it as "CSV UTF-8" first.`;
  }
  // As it stands in the editor, saved or not.
  const before = exists ? (await vscode.workspace.openTextDocument(uri)).getText() : NEW_OVERLAY;
  const row = rowFor(subject, before, columns, path);
  if ('problem' in row) return row.problem;

  // One edit for the file and the notebook: what is done together is undone together.
  const edit = new vscode.WorkspaceEdit();
  const text = 'text' in row ? row.text : '';
  if (!exists) edit.createFile(uri, { contents: new TextEncoder().encode(before + text) });
  else if ('text' in row) {
    const document = await vscode.workspace.openTextDocument(uri);
    edit.insert(uri, document.positionAt(row.at), text);
  }
  if (!statement) edit.set(notebook.uri, [newStatement(notebook, path)]);
  if (!(await vscode.workspace.applyEdit(edit))) return `${path} could not be changed.`;

  const document = await vscode.workspace.openTextDocument(uri);
  const at = 'text' in row ? document.positionAt(row.cursor) : document.lineAt(row.line).range.end;
  await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(at, at),
    viewColumn: vscode.ViewColumn.Beside,
    preview: false,
  });
  return undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** A cell with the statement, after the first cell that attaches data. */
function newStatement(notebook: vscode.NotebookDocument, path: string): vscode.NotebookEdit {
  const first = notebook
    .getCells()
    .findIndex(({ document }) => document.languageId === QUERY && /^\s*attach\b/m.test(document.getText()));
  const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, `registry "${path}"`, QUERY);
  return vscode.NotebookEdit.insertCells(first + 1, [cell]);
}
