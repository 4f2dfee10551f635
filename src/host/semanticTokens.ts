/** Colours of names by what they stand for, over those that the grammar gives by shape alone. */
import * as vscode from 'vscode';
import { COLOURS, coloursOf } from '../editor/colours';
import { rangeOf } from './diagnostics';
import { NOTEBOOK, QUERY_CELLS } from './names';
import type { Sessions } from './session';

const LEGEND = new vscode.SemanticTokensLegend([...COLOURS], ['declaration']);

export function registerSemanticTokens(sessions: Sessions): vscode.Disposable {
  // What a name stands for can be decided in another cell.
  const changed = new vscode.EventEmitter<void>();
  const watcher = vscode.workspace.onDidChangeNotebookDocument(
    ({ notebook, contentChanges, cellChanges }) => {
      const text = contentChanges.length > 0 || cellChanges.some((change) => change.document !== undefined);
      if (text && notebook.notebookType === NOTEBOOK) changed.fire();
    },
  );
  const provider: vscode.DocumentSemanticTokensProvider = {
    onDidChangeSemanticTokens: changed.event,
    async provideDocumentSemanticTokens(document) {
      const builder = new vscode.SemanticTokensBuilder(LEGEND);
      const session = sessions.ofCell(document);
      if (!session) return builder.build();
      const snapshot = await session.read();
      const cell = session.cell(snapshot.model, document);
      // The text may have gone on while files were read; VS Code asks again then.
      if (cell?.text !== document.getText()) return builder.build();
      for (const each of coloursOf(cell, snapshot))
        builder.push(rangeOf(each, document), each.colour, each.defines ? ['declaration'] : []);
      return builder.build();
    },
  };
  return vscode.Disposable.from(
    changed,
    watcher,
    vscode.languages.registerDocumentSemanticTokensProvider(QUERY_CELLS, provider, LEGEND),
  );
}
