/** Renaming what the notebook defines, in all cells by one edit. */
import * as vscode from 'vscode';
import { renamableAt, rename } from '../editor/rename';
import { documentOf } from './definition';
import { rangeOf } from './diagnostics';
import { QUERY_CELLS } from './names';
import type { Session, Sessions } from './session';

export function registerRename(sessions: Sessions): vscode.Disposable {
  return vscode.languages.registerRenameProvider(QUERY_CELLS, {
    prepareRename(document, position) {
      const session = sessions.ofCell(document);
      const found = session && renamable(session, document, position);
      return found && { range: rangeOf(found, document), placeholder: found.name };
    },
    async provideRenameEdits(document, position, name) {
      const session = sessions.ofCell(document);
      if (!session) return undefined;
      const { defined } = renamable(session, document, position);
      const places = rename(defined, name, await session.read());
      if ('problem' in places) throw new Error(places.problem);
      const edit = new vscode.WorkspaceEdit();
      for (const place of places) {
        const target = documentOf(place.cell, session);
        if (target) edit.replace(target.uri, rangeOf(place, target), name);
      }
      return edit;
    },
  });
}

/** What can be renamed here. VS Code shows the message of what is thrown. */
function renamable(session: Session, document: vscode.TextDocument, position: vscode.Position) {
  const model = session.parse();
  const cell = session.cell(model, document);
  const found = cell && renamableAt(cell, document.offsetAt(position), model);
  if (!found || 'problem' in found) throw new Error(found?.problem ?? 'Here stands no name.');
  return found;
}
