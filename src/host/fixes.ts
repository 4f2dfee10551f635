/** Light bulbs: every diagnostic that can name its fix offers it. */
import * as vscode from 'vscode';
import { diagnose } from '../analysis/notebook';
import { rangeOf } from './diagnostics';
import { QUERY_CELLS } from './names';
import type { Sessions } from './session';

export function registerFixes(sessions: Sessions): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, range, context) {
      const session = sessions.ofCell(document);
      if (!session) return [];
      const { model, scope } = await session.read();
      const cell = session.cell(model, document);
      if (!cell) return [];
      return diagnose(cell, model, scope)
        .filter((each) => rangeOf(each, document).intersection(range) !== undefined)
        .flatMap((each) =>
          (each.fixes ?? []).map((fix) => {
            const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
            action.edit = new vscode.WorkspaceEdit();
            action.edit.replace(document.uri, rangeOf(fix, document), fix.text);
            action.diagnostics = context.diagnostics.filter(
              (shown) => shown.code === each.code && shown.range.isEqual(rangeOf(each, document)),
            );
            action.isPreferred = each.fixes?.length === 1;
            return action;
          }),
        );
    },
  };
  return vscode.languages.registerCodeActionsProvider(QUERY_CELLS, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}
