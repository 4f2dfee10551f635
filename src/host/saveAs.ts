/** *Save as*: a picture or table of an output, written where the user says and nowhere else. */
import * as vscode from 'vscode';
import { fileName, type Format } from '../protocol/messages';
import { baseOf } from './files';
import { whyNotWritten } from './whyNotWritten';

const FILTERS: Readonly<Record<Format, Record<string, string[]>>> = {
  svg: { 'SVG picture': ['svg'] },
  png: { 'PNG picture': ['png'] },
  csv: { 'CSV table': ['csv'] },
};

/** Asks where to write the bytes, and writes them; says in a message what became of it. */
export async function saveAs(
  notebook: vscode.NotebookDocument,
  title: string,
  format: Format,
  content: string,
): Promise<void> {
  const bytes = decode(content);
  if (!bytes) {
    void vscode.window.showErrorMessage('The file could not be made. Run the cell again, then save.');
    return;
  }
  const base = baseOf(notebook.uri);
  const target = await vscode.window.showSaveDialog({
    title: `Save as ${format.toUpperCase()}`,
    filters: FILTERS[format],
    ...(base ? { defaultUri: vscode.Uri.joinPath(base, fileName(title, format)) } : {}),
  });
  if (target) await write(target, bytes, notebook);
}

/** Writes the file, and offers to open it. */
export async function write(
  target: vscode.Uri,
  bytes: Uint8Array,
  notebook: vscode.NotebookDocument,
): Promise<void> {
  const name = target.path.slice(target.path.lastIndexOf('/') + 1);
  if (target.toString() === notebook.uri.toString()) {
    void vscode.window.showErrorMessage('The file would replace the notebook itself; choose another name.');
    return;
  }
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
  } catch (error) {
    void vscode.window.showErrorMessage(`${name} ${whyNotWritten(error)}`);
    return;
  }
  // Not waited for: it stands until it is answered.
  void offerToOpen(target, name);
}

async function offerToOpen(target: vscode.Uri, name: string): Promise<void> {
  const open = await vscode.window.showInformationMessage(`${name} is written.`, 'Open');
  if (open !== undefined) await vscode.commands.executeCommand('vscode.open', target);
}

function decode(content: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
