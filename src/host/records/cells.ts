/** Query cells and the records right after them, as VS Code has them. */
import * as vscode from 'vscode';
import { QUERY, RECORD } from '../names';

/** The record of a query cell: the cell right after it, if that is a record. */
export function recordOf(cell: vscode.NotebookCell): vscode.NotebookCell | undefined {
  const { notebook, index } = cell;
  if (cell.document.languageId !== QUERY || index + 1 >= notebook.cellCount) return undefined;
  const next = notebook.cellAt(index + 1);
  return next.document.languageId === RECORD ? next : undefined;
}

/** The query cell of a record; undefined for an orphan. */
export function queryOf(record: vscode.NotebookCell): vscode.NotebookCell | undefined {
  if (record.document.languageId !== RECORD || record.index === 0) return undefined;
  const before = record.notebook.cellAt(record.index - 1);
  return before.document.languageId === QUERY ? before : undefined;
}

/** One edit, so that one undo takes it back: records that are there are replaced, new ones follow their query. */
export function recordEdits(
  notebook: vscode.NotebookDocument,
  records: ReadonlyMap<vscode.NotebookCell, string>,
): vscode.NotebookEdit[] {
  return [...records].flatMap(([cell, text]) => {
    // Cells move while others are being evaluated; one that is gone needs no record.
    if (notebook.getCells()[cell.index] !== cell) return [];
    const made = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, RECORD);
    const before = recordOf(cell);
    if (!before) return [vscode.NotebookEdit.insertCells(cell.index + 1, [made])];
    if (before.document.getText() === text) return [];
    made.metadata = before.metadata;
    return [
      vscode.NotebookEdit.replaceCells(new vscode.NotebookRange(before.index, before.index + 1), [made]),
    ];
  });
}
