/** Light bulbs: every diagnostic that can name its fix offers it, and a query can be given a name. */
import * as vscode from 'vscode';
import { diagnose } from '../analysis/notebook';
import { extractionAt } from '../editor/extract';
import { pinAt } from '../editor/pin';
import type { Fix } from '../language/diagnostics';
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
      const fixes = diagnose(cell, model, scope)
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
      const selected = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      const extraction = extractionAt(cell, selected, { model, scope });
      const pin = pinAt(cell, selected, { model, scope });
      return [
        ...fixes,
        ...(extraction ? [extract(extraction, document)] : []),
        ...(pin ? [rewrite(pin, document)] : []),
      ];
    },
  };
  return vscode.languages.registerCodeActionsProvider(QUERY_CELLS, provider, {
    providedCodeActionKinds: [
      vscode.CodeActionKind.QuickFix,
      vscode.CodeActionKind.RefactorExtract,
      vscode.CodeActionKind.RefactorRewrite,
    ],
  });
}

function rewrite(fix: Fix, document: vscode.TextDocument): vscode.CodeAction {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.RefactorRewrite);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, rangeOf(fix, document), fix.text);
  return action;
}

/** Writes the `let`, and asks at once for a better name than the one that was free. */
function extract(
  extraction: NonNullable<ReturnType<typeof extractionAt>>,
  document: vscode.TextDocument,
): vscode.CodeAction {
  const action = new vscode.CodeAction(extraction.title, vscode.CodeActionKind.RefactorExtract);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, rangeOf(extraction, document), extraction.text);
  // Everything before the name stays as it is, on the same line.
  const place = document.positionAt(extraction.start).translate(0, extraction.nameAt - extraction.start);
  action.command = { title: 'Rename', command: 'editor.action.rename', arguments: [[document.uri, place]] };
  return action;
}
