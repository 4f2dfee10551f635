/** The command that tells git how to treat notebooks and their data. */
import * as vscode from 'vscode';
import { setUp, type Setup, type Standing } from '../editor/gitattributes';

const SET_UP_GIT = 'tokshare.setUpGit';
const FILE = '.gitattributes';

export function registerGitattributes(): vscode.Disposable {
  return vscode.commands.registerCommand(SET_UP_GIT, setUpGit);
}

/** Adds what is missing to the file of a workspace folder, shows the file, and says what was done. */
async function setUpGit(): Promise<void> {
  const folder = await chooseFolder();
  if (!folder) return;
  const uri = vscode.Uri.joinPath(folder.uri, FILE);
  const document = await openOrCreate(uri);
  const { addition, added, standing } = setUp(document.getText());
  const wasDirty = document.isDirty;
  const end = lastOf(document);
  if (addition !== '') {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, end, addition);
    if (!(await vscode.workspace.applyEdit(edit)))
      throw new Error(`${FILE} cannot be changed. Add these lines to it: ${added.join(', ')}.`);
    // What somebody else was about to write is not saved for them.
    if (!wasDirty) await document.save();
  }
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(end, lastOf(document)) });
  void vscode.window.showInformationMessage(report({ addition, added, standing }));
}

function lastOf(document: vscode.TextDocument): vscode.Position {
  return document.lineAt(document.lineCount - 1).range.end;
}

async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1)
    return vscode.window.showWorkspaceFolderPick({ placeHolder: `The folder in which ${FILE} stands` });
  if (!folders[0])
    void vscode.window.showWarningMessage(
      `${FILE} stands in the folder of a repository, and no folder is open. Open one, and run the command again.`,
    );
  return folders[0];
}

async function openOrCreate(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { ignoreIfExists: true });
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new Error(`${FILE} cannot be created in ${vscode.workspace.asRelativePath(uri)}.`);
  return vscode.workspace.openTextDocument(uri);
}

function report({ added, standing }: Setup): string {
  const left = standing.map(
    ({ line, text, wanted }) => `Line ${line}, "${text}", was left as it is; tokshare asks for "${wanted}".`,
  );
  return [doneTo(added, standing), ...left].join(' ');
}

function doneTo(added: readonly string[], standing: readonly Standing[]): string {
  if (added.length > 0)
    return `Added to ${FILE}: ${added.join(', ')}. Commit it, so that it holds in every clone.`;
  if (standing.length > 0) return `Nothing was added to ${FILE}.`;
  return `${FILE} says everything already; nothing was added.`;
}
