/** "Format Document" in a query cell. */
import * as vscode from 'vscode';
import { format } from '../language/formatter';
import { rangeOf } from './diagnostics';
import { QUERY_CELLS } from './names';

export function registerFormatting(): vscode.Disposable {
  return vscode.languages.registerDocumentFormattingEditProvider(QUERY_CELLS, {
    provideDocumentFormattingEdits(document) {
      const text = document.getText();
      const formatted = format(text);
      if (formatted === text) return [];
      return [vscode.TextEdit.replace(rangeOf({ start: 0, end: text.length }, document), formatted)];
    },
  });
}
