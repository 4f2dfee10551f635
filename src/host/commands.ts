/** Commands of the palette and the menus. */
import * as vscode from 'vscode';
import { findTables } from './dataFiles';
import { NOTEBOOK, QUERY } from './names';

export function registerCommands(): vscode.Disposable {
  return vscode.commands.registerCommand('tokshare.newNotebook', newNotebook);
}

/** Opens an untitled notebook that attaches a table of the workspace, if there is one. */
async function newNotebook(): Promise<void> {
  const [file] = await findTables(1);
  const path = file ? vscode.workspace.asRelativePath(file, false) : 'data.csv';
  const prose = (text: string): vscode.NotebookCellData =>
    new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, text, 'markdown');
  const query = (text: string): vscode.NotebookCellData =>
    new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, QUERY);
  const data = new vscode.NotebookData([
    prose('# Untitled\n\nWhat is asked, and what one divides by.'),
    query(`attach usage from "${path}"`),
    query('tokens by country'),
  ]);
  data.metadata = { layout: { frontMatter: ['---', 'tokshare: 1', '---'] } };
  const notebook = await vscode.workspace.openNotebookDocument(NOTEBOOK, data);
  await vscode.window.showNotebookDocument(notebook);
}
