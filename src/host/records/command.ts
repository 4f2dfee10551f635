/** *Record results*: writes what cells give into the notebook, for whoever reviews it. */
import * as vscode from 'vscode';
import { reviewCell } from '../../records/review';
import { NOTEBOOK, QUERY } from '../names';
import { cellOf, type Sessions } from '../session';
import { recordEdits } from './cells';
import type { RecordStates } from './states';

export const RECORD_RESULTS = 'tokshare.recordResults';
export const RECORD_STALE = 'tokshare.recordStaleResults';

export function registerCommands(sessions: Sessions, states: RecordStates): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(RECORD_RESULTS, (asked: unknown) => {
      const cell = askedCell(asked);
      const notebook = cell?.notebook ?? activeNotebook();
      if (!notebook) return undefined;
      const cells = cell ? [cell] : notebook.getCells().filter(isQuery);
      return record(cells, notebook, sessions);
    }),
    vscode.commands.registerCommand(RECORD_STALE, () => {
      const notebook = activeNotebook();
      return notebook && record(states.staleCells(notebook), notebook, sessions);
    }),
  );
}

function isQuery(cell: vscode.NotebookCell): boolean {
  return cell.document.languageId === QUERY;
}

function activeNotebook(): vscode.NotebookDocument | undefined {
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  return notebook?.notebookType === NOTEBOOK ? notebook : undefined;
}

/** Lenses, items and fixes name a cell by its document; what the toolbar hands over is not about one cell. */
function askedCell(asked: unknown): vscode.NotebookCell | undefined {
  const uri = asked instanceof vscode.Uri ? asked.toString() : undefined;
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
  return document && cellOf(document);
}

async function record(
  cells: readonly vscode.NotebookCell[],
  notebook: vscode.NotebookDocument,
  sessions: Sessions,
): Promise<void> {
  const found = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Recording results', cancellable: true },
    (progress, token) => evaluate(cells, sessions.of(notebook), progress, token),
  );
  if (!found) return;
  const { records, failed } = found;
  const edits = recordEdits(notebook, records);
  if (edits.length > 0) {
    const edit = new vscode.WorkspaceEdit();
    edit.set(notebook.uri, edits);
    await vscode.workspace.applyEdit(edit);
  }
  tell(records.size, edits.length, failed);
}

interface Found {
  readonly records: ReadonlyMap<vscode.NotebookCell, string>;
  /** How many cells have mistakes. */
  readonly failed: number;
}

/** Runs the cells as they stand; undefined if it was stopped, and then nothing is written. */
async function evaluate(
  cells: readonly vscode.NotebookCell[],
  session: ReturnType<Sessions['of']>,
  progress: vscode.Progress<{ increment?: number }>,
  token: vscode.CancellationToken,
): Promise<Found | undefined> {
  const { model, scope } = await session.read();
  const records = new Map<vscode.NotebookCell, string>();
  let failed = 0;
  for (const cell of cells) {
    // Lets the bar be drawn, and Cancel be heard.
    await new Promise((resume) => setTimeout(resume, 0));
    if (token.isCancellationRequested) return undefined;
    const parsed = session.cell(model, cell.document);
    if (parsed) {
      const { current, outcomes } = await reviewCell(parsed, undefined, model, scope);
      if (current !== undefined) records.set(cell, current);
      else if (outcomes.some(({ kind }) => kind === 'error')) failed++;
    }
    progress.report({ increment: 100 / cells.length });
  }
  return { records, failed };
}

function tell(recorded: number, changed: number, failed: number): void {
  const cells = (count: number): string => `${count} ${count === 1 ? 'cell' : 'cells'}`;
  if (failed > 0) {
    const verb = failed === 1 ? 'has' : 'have';
    void vscode.window.showWarningMessage(
      `${cells(recorded)} recorded. ${cells(failed)} ${verb} mistakes and could not be recorded; the Problems panel lists them.`,
    );
  } else if (recorded === 0) {
    void vscode.window.showInformationMessage('There is nothing to record: no cell here asks for a result.');
  } else {
    const news = changed === 0 ? 'nothing has changed' : `${changed} written`;
    vscode.window.setStatusBarMessage(`$(check) ${cells(recorded)} recorded, ${news}`, 5000);
  }
}
