/** How a cell shows the state of its record: a lens above the query, an item in its status bar, a line in Problems. */
import * as vscode from 'vscode';
import { parse } from '../../language/parser';
import { NOTEBOOK, QUERY, QUERY_CELLS, RECORD_CELLS } from '../names';
import { cellOf } from '../session';
import { queryOf, recordOf } from './cells';
import { RECORD_RESULTS, RECORD_STALE } from './command';
import type { RecordStates } from './states';

/** Above claims, which are made to be reviewed, and above queries whose record is stale. */
export function registerLenses(states: RecordStates): vscode.Disposable {
  const changes = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changes.event,
    provideCodeLenses(document) {
      const cell = cellOf(document);
      const asked = cell && askedIn(document);
      if (!cell || !asked) return [];
      const reasons = states.reasonsOf(cell);
      const record = recordOf(cell);
      if (reasons.length === 0 && (record || asked !== 'claim')) return [];
      const title = record ? '$(history) Record again' : '$(bookmark) Record result';
      const tooltip = record
        ? `The record is stale: ${reasons.join('; ')}.`
        : 'Writes the verdict below the query, for whoever reviews the notebook.';
      const command = { title, tooltip, command: RECORD_RESULTS, arguments: [document.uri] };
      return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), command)];
    },
  };
  return vscode.Disposable.from(
    changes,
    states.onDidChange(() => changes.fire()),
    vscode.languages.registerCodeLensProvider(QUERY_CELLS, provider),
  );
}

export function registerStatus(states: RecordStates): vscode.Disposable {
  const changes = new vscode.EventEmitter<void>();
  const provider: vscode.NotebookCellStatusBarItemProvider = {
    onDidChangeCellStatusBarItems: changes.event,
    provideCellStatusBarItems(cell) {
      if (cell.document.languageId !== QUERY || !askedIn(cell.document)) return undefined;
      const reasons = states.reasonsOf(cell);
      const [text, tooltip] = recordOf(cell)
        ? reasons.length > 0
          ? [
              '$(warning) record is stale',
              `The record is stale: ${reasons.join('; ')}. Click to record again.`,
            ]
          : ['$(bookmark) recorded', 'The record below says what this query gives. Click to record again.']
        : ['$(bookmark) record', 'Record the result below the query, for whoever reviews the notebook.'];
      const item = new vscode.NotebookCellStatusBarItem(text, vscode.NotebookCellStatusBarAlignment.Right);
      item.tooltip = tooltip;
      item.command = { title: text, command: RECORD_RESULTS, arguments: [cell.document.uri] };
      return item;
    },
  };
  return vscode.Disposable.from(
    changes,
    states.onDidChange(() => changes.fire()),
    vscode.notebooks.registerNotebookCellStatusBarItemProvider(NOTEBOOK, provider),
  );
}

/** What a cell asks for; undefined where it only defines. */
function askedIn(document: vscode.TextDocument): 'claim' | 'query' | undefined {
  const kinds = parse(document.getText()).statements.map(({ statement }) => statement.kind);
  if (kinds.includes('claim')) return 'claim';
  return kinds.includes('query') ? 'query' : undefined;
}

const CODE = 'stale-record';

export function registerProblems(states: RecordStates): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('tokshare records');
  /** Notebook → the records with a mark. */
  const marked = new Map<vscode.NotebookDocument, vscode.Uri[]>();
  const unmark = (notebook: vscode.NotebookDocument): void => {
    for (const uri of marked.get(notebook) ?? []) collection.delete(uri);
    marked.delete(notebook);
  };
  return vscode.Disposable.from(
    collection,
    states.onDidChange((notebook) => {
      unmark(notebook);
      const stale = states.staleCells(notebook).flatMap((cell) => {
        const document = recordOf(cell)?.document;
        return document ? [{ document, problem: problemOf(document, cell, states) }] : [];
      });
      for (const { document, problem } of stale) collection.set(document.uri, [problem]);
      if (stale.length > 0)
        marked.set(
          notebook,
          stale.map(({ document }) => document.uri),
        );
    }),
    vscode.workspace.onDidCloseNotebookDocument(unmark),
    vscode.languages.registerCodeActionsProvider(
      RECORD_CELLS,
      { provideCodeActions: (document, _, { diagnostics }) => fixes(document, diagnostics, states) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
}

function problemOf(
  document: vscode.TextDocument,
  query: vscode.NotebookCell,
  states: RecordStates,
): vscode.Diagnostic {
  const last = document.lineAt(document.lineCount - 1).range.end;
  const advice = askedIn(query.document)
    ? 'Record the result again, or bring back what it was made from.'
    : 'Delete it, or bring back the question.';
  const problem = new vscode.Diagnostic(
    new vscode.Range(new vscode.Position(0, 0), last),
    `This record is stale: ${states.reasonsOf(query).join('; ')}. ${advice}`,
    vscode.DiagnosticSeverity.Warning,
  );
  problem.source = 'tokshare';
  problem.code = CODE;
  return problem;
}

function fixes(
  document: vscode.TextDocument,
  diagnostics: readonly vscode.Diagnostic[],
  states: RecordStates,
): vscode.CodeAction[] {
  const own = diagnostics.filter(({ code }) => code === CODE);
  const record = cellOf(document);
  const query = record && queryOf(record);
  if (own.length === 0 || !query || !askedIn(query.document)) return [];
  const fix = (title: string, command: string, ...values: readonly unknown[]): vscode.CodeAction => {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.command = { title, command, arguments: [...values] };
    action.diagnostics = own;
    return action;
  };
  const again = fix('Record again', RECORD_RESULTS, query.document.uri);
  again.isPreferred = true;
  const several = states.staleCells(query.notebook).length > 1;
  return several ? [again, fix('Record all stale results again', RECORD_STALE)] : [again];
}
