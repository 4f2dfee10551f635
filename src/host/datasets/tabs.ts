/** Which notebooks somebody has open: VS Code keeps the document of one for a while after its tab was closed. */
import * as vscode from 'vscode';

export function hasTab({ uri }: vscode.NotebookDocument): boolean {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(({ input }) => input instanceof vscode.TabInputNotebook && input.uri.toString() === uri.toString());
}
