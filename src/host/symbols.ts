/** The outline: what each cell defines, claims and asks. */
import * as vscode from 'vscode';
import { outlineOf, type OutlineKind } from '../editor/outline';
import { rangeOf } from './diagnostics';
import { QUERY_CELLS } from './names';
import type { Sessions } from './session';

const KINDS: Readonly<Record<OutlineKind, vscode.SymbolKind>> = {
  attach: vscode.SymbolKind.Module,
  registry: vscode.SymbolKind.File,
  group: vscode.SymbolKind.Class,
  measure: vscode.SymbolKind.Variable,
  let: vscode.SymbolKind.Variable,
  event: vscode.SymbolKind.Event,
  claim: vscode.SymbolKind.Boolean,
  query: vscode.SymbolKind.Function,
};

export function registerSymbols(sessions: Sessions): vscode.Disposable {
  return vscode.languages.registerDocumentSymbolProvider(QUERY_CELLS, {
    provideDocumentSymbols(document) {
      const session = sessions.ofCell(document);
      const cell = session?.cell(session.parse(), document);
      if (!cell) return [];
      return outlineOf(cell).map(
        (item) =>
          new vscode.DocumentSymbol(
            item.name,
            item.detail,
            KINDS[item.kind],
            rangeOf(item, document),
            rangeOf(item.head, document),
          ),
      );
    },
  });
}
