/** New query cells, written by a command: one undo takes one back. */
import * as vscode from 'vscode';
import { QUERY } from '../names';

/** Inserts a query cell, brings it into view and selects it. Undefined, and a warning, if the notebook cannot be changed. */
export async function insertCell(
  notebook: vscode.NotebookDocument,
  index: number,
  text: string,
): Promise<vscode.NotebookCell | undefined> {
  const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, QUERY);
  const edit = new vscode.WorkspaceEdit();
  edit.set(notebook.uri, [vscode.NotebookEdit.insertCells(index, [cell])]);
  if (!(await vscode.workspace.applyEdit(edit))) {
    const name = notebook.uri.path.replace(/.*\//, '');
    void vscode.window.showWarningMessage(
      `${name} could not be changed, so nothing was inserted. Is it read-only?`,
    );
    return undefined;
  }
  await showCell(notebook, index);
  return notebook.cellAt(index);
}

/** Shows the notebook where it is open already, with this cell selected and in view. */
export async function showCell(notebook: vscode.NotebookDocument, index: number): Promise<void> {
  const range = new vscode.NotebookRange(index, index + 1);
  const open = vscode.window.visibleNotebookEditors.find((each) => each.notebook === notebook);
  const editor = await vscode.window.showNotebookDocument(notebook, {
    selections: [range],
    ...(open?.viewColumn === undefined ? {} : { viewColumn: open.viewColumn }),
  });
  editor.revealRange(range, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
}
