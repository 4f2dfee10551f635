/** The files of data in the open folders, for whoever offers them. */
import * as vscode from 'vscode';
import { OTHER_FILES, TABLE_FILES } from '../editor/datasets/attachment';

/** Files of settings are JSON too. */
const NOT_SEARCHED = '**/{node_modules,.*}/**';

/** Up to `most` files, tables before others; with a folder, those in it or below. */
export async function findDataFiles(most: number, folder?: vscode.Uri): Promise<vscode.Uri[]> {
  const found = await findTables(most, folder);
  const left = most - found.length;
  return left > 0 ? [...found, ...(await find(OTHER_FILES, left, folder))] : found;
}

/** Up to `most` files that are tables by their names. */
export function findTables(most: number, folder?: vscode.Uri): Promise<vscode.Uri[]> {
  return find(TABLE_FILES, most, folder);
}

async function find(pattern: string, most: number, folder: vscode.Uri | undefined): Promise<vscode.Uri[]> {
  const wanted = folder ? new vscode.RelativePattern(folder, pattern) : pattern;
  const found = await vscode.workspace.findFiles(wanted, NOT_SEARCHED, most);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}
