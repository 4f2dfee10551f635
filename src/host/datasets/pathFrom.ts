/** The path by which a notebook names a file. */
import * as vscode from 'vscode';
import { relativePath } from '../../editor/datasets/attachment';
import { baseOf, resolve } from '../files';

/** Relative to the notebook; or why the notebook may not read the file, or could not name it. */
export function pathFrom(notebook: vscode.Uri, file: vscode.Uri): string | { readonly problem: string } {
  const base = baseOf(notebook);
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  if (!base)
    return {
      problem: `${name} cannot be named: save the notebook first, or open a folder, so that there is a place to look.`,
    };
  const elsewhere = base.scheme !== file.scheme || base.authority !== file.authority;
  if (elsewhere)
    return {
      problem: `${name} is not on the file system of the notebook, so it cannot be read. Copy it beside the notebook.`,
    };
  const path = relativePath(base.path, file.path);
  // A path that the language cannot write could mean another file, so that is left to whoever writes the statement.
  if (path.includes('\\')) return path;
  const found = resolve(notebook, path);
  return found instanceof vscode.Uri ? path : found;
}
