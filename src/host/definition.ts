/** Go to definition: from a name to the statement that defines it, from an `attach` to its file. */
import * as vscode from 'vscode';
import type { ParsedCell } from '../analysis/notebook';
import { definitionAt } from '../editor/names';
import { statementAt } from '../editor/snapshot';
import { rangeOf } from './diagnostics';
import { resolve } from './files';
import { QUERY_CELLS } from './names';
import type { Session, Sessions } from './session';

export function registerDefinitions(sessions: Sessions): vscode.Disposable {
  return vscode.languages.registerDefinitionProvider(QUERY_CELLS, {
    provideDefinition(document, position) {
      const session = sessions.ofCell(document);
      const model = session?.parse();
      const cell = model && session?.cell(model, document);
      if (!session || !cell) return undefined;
      const offset = document.offsetAt(position);
      const defined = definitionAt(cell, offset, model);
      const target = defined && documentOf(defined.cell, session);
      if (!defined || !target) return fileAt(cell, offset, document, session);
      const from = document.getWordRangeAtPosition(position);
      return [
        {
          targetUri: target.uri,
          targetRange: rangeOf(defined.node, target),
          targetSelectionRange: rangeOf(defined.node.name ?? defined.node, target),
          ...(from ? { originSelectionRange: from } : {}),
        },
      ];
    },
  });
}

/** The document of a cell by its id. */
export function documentOf(id: string, { notebook }: Session): vscode.TextDocument | undefined {
  return notebook.getCells().find(({ document }) => document.uri.toString() === id)?.document;
}

/** The file whose name is under the cursor. */
function fileAt(
  cell: ParsedCell,
  offset: number,
  document: vscode.TextDocument,
  { notebook }: Session,
): vscode.LocationLink[] {
  const statement = statementAt(cell, offset);
  const file = statement?.kind === 'attach' || statement?.kind === 'registry' ? statement.file : undefined;
  if (!file || offset < file.start || offset > file.end) return [];
  const uri = resolve(notebook.uri, file.text);
  if (!(uri instanceof vscode.Uri)) return [];
  const start = new vscode.Range(0, 0, 0, 0);
  return [{ targetUri: uri, targetRange: start, originSelectionRange: rangeOf(file, document) }];
}
