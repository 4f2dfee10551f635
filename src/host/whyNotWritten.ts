/** Why a file could not be written, as the end of a sentence that begins with its name. */
import * as vscode from 'vscode';

export function whyNotWritten(error: unknown): string {
  if (!(error instanceof vscode.FileSystemError))
    return `could not be written: ${error instanceof Error ? error.message : String(error)}`;
  switch (error.code) {
    case 'NoPermissions':
      return 'could not be written: permission is denied. Choose another folder.';
    case 'FileNotFound':
      return 'could not be written: its folder does not exist.';
    case 'FileIsADirectory':
      return 'could not be written: it is a folder. Choose another name.';
    default:
      return `could not be written (${error.code}).`;
  }
}
