/** The Problems panel: what is wrong in cells, at its place, while one types. */
import * as vscode from 'vscode';
import { diagnose } from '../analysis/notebook';
import type { Diagnostic } from '../language/diagnostics';
import { cellPlaces, read } from '../notebook/format';
import { NOTEBOOK, QUERY } from './names';
import { textOf } from './serializer';
import type { Session, Sessions } from './session';

const SEVERITY: Readonly<Record<Diagnostic['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

export function registerDiagnostics(sessions: Sessions): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('tokshare');
  const watcher = new Watcher(collection, sessions);
  const watch = (notebook: vscode.NotebookDocument): void => {
    if (notebook.notebookType === NOTEBOOK) watcher.changed(notebook);
  };
  vscode.workspace.notebookDocuments.forEach(watch);
  // A data file that appears or changes mends (or breaks) the cells that attach it.
  const files = vscode.workspace.createFileSystemWatcher('**/*.csv');
  const allAgain = (): void => vscode.workspace.notebookDocuments.forEach(watch);
  return vscode.Disposable.from(
    collection,
    files,
    files.onDidChange(allAgain),
    files.onDidCreate(allAgain),
    files.onDidDelete(allAgain),
    vscode.workspace.onDidOpenNotebookDocument(watch),
    vscode.workspace.onDidChangeNotebookDocument(({ notebook, contentChanges, cellChanges }) => {
      const text = contentChanges.length > 0 || cellChanges.some((change) => change.document !== undefined);
      if (text) watch(notebook);
    }),
    vscode.workspace.onDidCloseNotebookDocument((notebook) => {
      notebook.getCells().forEach((cell) => collection.delete(cell.document.uri));
    }),
  );
}

class Watcher {
  private readonly versions = new WeakMap<vscode.NotebookDocument, number>();

  constructor(
    private readonly collection: vscode.DiagnosticCollection,
    private readonly sessions: Sessions,
  ) {}

  /** Looks again, once for all changes of the same moment; a look that a newer change has overtaken shows nothing. */
  changed(notebook: vscode.NotebookDocument): void {
    const version = (this.versions.get(notebook) ?? 0) + 1;
    this.versions.set(notebook, version);
    const isNewest = (): boolean => this.versions.get(notebook) === version && !notebook.isClosed;
    setTimeout(() => {
      if (isNewest()) void this.look(this.sessions.of(notebook), isNewest);
    }, 0);
  }

  private async look(session: Session, isNewest: () => boolean): Promise<void> {
    const { model, scope } = await session.read();
    if (!isNewest()) return;
    const layout = layoutProblems(session.notebook);
    for (const [index, cell] of session.notebook.getCells().entries()) {
      const { document } = cell;
      const parsed = document.languageId === QUERY ? session.cell(model, document) : undefined;
      const own = parsed ? diagnose(parsed, model, scope).map((each) => toVscode(each, document)) : [];
      this.collection.set(document.uri, [...own, ...(layout.get(index) ?? [])]);
    }
  }
}

export function rangeOf(
  span: { readonly start: number; readonly end: number },
  document: vscode.TextDocument,
): vscode.Range {
  return new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
}

function toVscode(diagnostic: Diagnostic, document: vscode.TextDocument): vscode.Diagnostic {
  const shown = new vscode.Diagnostic(
    rangeOf(diagnostic, document),
    diagnostic.message,
    SEVERITY[diagnostic.severity],
  );
  shown.source = 'tokshare';
  shown.code = diagnostic.code;
  return shown;
}

/** What is wrong with the file rather than with a query: an unclosed fence, a merge conflict, an unknown version. */
function layoutProblems(notebook: vscode.NotebookDocument): Map<number, vscode.Diagnostic[]> {
  const text = textOf(notebook);
  const { problems } = read(text);
  const found = new Map<number, vscode.Diagnostic[]>();
  if (problems.length === 0) return found;
  const places = cellPlaces(text);
  for (const problem of problems) {
    const index = Math.max(
      0,
      places.findLastIndex((place) => place.line <= problem.line),
    );
    const place = places[index];
    const cell = index < notebook.cellCount ? notebook.cellAt(index) : undefined;
    if (!place || !cell) continue;
    const line = Math.max(0, Math.min(cell.document.lineCount - 1, problem.line - place.textLine));
    const last = Math.max(
      line,
      Math.min(cell.document.lineCount - 1, (problem.endLine ?? problem.line) - place.textLine),
    );
    const range = new vscode.Range(line, 0, last, cell.document.lineAt(last).text.length);
    const shown = new vscode.Diagnostic(range, problem.message, SEVERITY[problem.severity]);
    shown.source = 'tokshare';
    shown.code = problem.code;
    found.set(index, [...(found.get(index) ?? []), shown]);
  }
  return found;
}
