/** Does what the buttons in an output ask for. What a renderer says is not trusted: it is parsed, and held to its notebook. */
import * as vscode from 'vscode';
import { narrowed } from '../editor/narrow';
import { Message } from '../protocol/messages';
import { NOTEBOOK, QUERY, RECORD, RESULT_RENDERER } from './names';
import { saveAs } from './saveAs';
import { idOf } from './session';

export function registerMessaging(): vscode.Disposable {
  const messaging = vscode.notebooks.createRendererMessaging(RESULT_RENDERER);
  return messaging.onDidReceiveMessage(({ editor, message }) => receive(editor, message));
}

/** Says in a warning what could not be done; what is no message of ours changes nothing. */
export async function receive(editor: vscode.NotebookEditor, message: unknown): Promise<void> {
  const parsed = Message.safeParse(message);
  if (!parsed.success || editor.notebook.notebookType !== NOTEBOOK) return;
  const { data } = parsed;
  switch (data.kind) {
    case 'insert':
      return insert(editor, data.cell, data.query);
    case 'narrow':
      return narrow(editor, data.cell, data.query, data.member);
    case 'copy':
      return copy(data.text);
    case 'save':
      return saveAs(editor.notebook, data.title, data.format, data.content);
  }
}

async function narrow(
  editor: vscode.NotebookEditor,
  cell: string,
  text: string,
  member: string,
): Promise<void> {
  const query = narrowed(text, member);
  if (query !== undefined) return insert(editor, cell, query);
  warn(
    `\`${text}\` cannot be asked of ${member} alone, so nothing was inserted. Write the query with \`for\`.`,
  );
}

async function insert(editor: vscode.NotebookEditor, cell: string, query: string): Promise<void> {
  const { notebook } = editor;
  const index = placeBelow(notebook, cell);
  if (index === undefined) {
    warn(
      'The cell of this result is no longer in the notebook, so nothing was inserted. Run the cell again.',
    );
    return;
  }
  const added = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, query, QUERY);
  const edit = new vscode.WorkspaceEdit();
  edit.set(notebook.uri, [vscode.NotebookEdit.insertCells(index, [added])]);
  if (!(await vscode.workspace.applyEdit(edit))) {
    warn('The notebook could not be changed, so nothing was inserted. Is it read-only?');
    return;
  }
  const range = new vscode.NotebookRange(index, index + 1);
  const { viewColumn } = editor;
  // From the output the focus goes to the notebook, so that the new cell can be run, or taken back, by keyboard.
  const shown = await vscode.window.showNotebookDocument(notebook, {
    selections: [range],
    ...(viewColumn === undefined ? {} : { viewColumn }),
  });
  shown.revealRange(range, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
}

/** Where a new cell stands below the one whose document is named, and below the record of what that one gave. */
function placeBelow(notebook: vscode.NotebookDocument, document: string): number | undefined {
  const cell = notebook.getCells().find((each) => idOf(each.document) === document);
  if (!cell) return undefined;
  const next = cell.index + 1;
  const hasRecord = next < notebook.cellCount && notebook.cellAt(next).document.languageId === RECORD;
  return hasRecord ? next + 1 : next;
}

async function copy(text: string): Promise<void> {
  try {
    await vscode.env.clipboard.writeText(text);
  } catch {
    warn('The clipboard could not be written to. Allow it for this page, and copy again.');
  }
}

function warn(text: string): void {
  void vscode.window.showWarningMessage(text);
}
