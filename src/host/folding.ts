/** Folding of statements, runs of definitions and comments. */
import * as vscode from 'vscode';
import { foldsOf } from '../editor/folding';
import { QUERY_CELLS } from './names';
import type { Sessions } from './session';

export function registerFolding(sessions: Sessions): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider(QUERY_CELLS, {
    provideFoldingRanges(document) {
      const session = sessions.ofCell(document);
      const cell = session?.cell(session.parse(), document);
      if (!cell) return [];
      return foldsOf(cell).map(({ from, to, kind }) =>
        kind === 'comment'
          ? new vscode.FoldingRange(from, to, vscode.FoldingRangeKind.Comment)
          : new vscode.FoldingRange(from, to),
      );
    },
  });
}
