/** The Problems panel: what is wrong in cells, at its place, while one types. */
import * as vscode from 'vscode';
import { Diagnoses } from '../analysis/dependencies';
import { diagnose, type ParsedCell } from '../analysis/notebook';
import type { Diagnostic } from '../language/diagnostics';
import { cellPlaces, read } from '../notebook/format';
import { textOf } from './serializer';
import { idOf, type Session, type SessionChange, type Sessions } from './session';

const SEVERITY: Readonly<Record<Diagnostic['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

/** For so many milliseconds cells are looked at in one go; then whatever else waits has its turn, as a newer keystroke. */
const TURN = 10;

export function registerDiagnostics(sessions: Sessions): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('tokshare');
  const watchers = new Map<Session, Watcher>();
  const changed = ({ session, typed }: SessionChange): void => {
    let watcher = watchers.get(session);
    if (!watcher) watchers.set(session, (watcher = new Watcher(session, collection)));
    watcher.changed(typed);
  };
  for (const session of sessions.all()) changed({ session, typed: [] });
  return vscode.Disposable.from(
    collection,
    sessions.onDidChange(changed),
    vscode.workspace.onDidCloseNotebookDocument((notebook) => {
      for (const [session, watcher] of watchers) {
        if (session.notebook !== notebook) continue;
        watcher.close();
        watchers.delete(session);
      }
    }),
  );
}

/** Keeps the diagnostics of one notebook. */
class Watcher {
  private version = 0;
  private readonly typed = new Set<vscode.TextDocument>();
  private readonly diagnoses = new Diagnoses(diagnose);
  private readonly layout = new Layout();
  /** Cell → what it shows. */
  private readonly shown = new Map<string, { readonly uri: vscode.Uri; readonly what: string }>();

  constructor(
    private readonly session: Session,
    private readonly collection: vscode.DiagnosticCollection,
  ) {}

  /** Looks again, once for all changes of the same moment; a look that a newer change has overtaken ends. */
  changed(typed: readonly vscode.TextDocument[]): void {
    for (const document of typed) this.typed.add(document);
    const version = ++this.version;
    setTimeout(() => {
      if (this.version === version) void this.look(() => this.version === version);
    }, 0);
  }

  close(): void {
    this.version++;
    this.forgetOthers([]);
  }

  private async look(isNewest: () => boolean): Promise<void> {
    const { model, scope, stamps } = await this.session.read();
    if (!isNewest()) return;
    const diagnosed = this.diagnoses.of(model, scope, stamps);
    const parsed = new Map(model.cells.map((cell) => [cell.id, cell]));
    const layout = this.layout.of(this.session.notebook);
    const documents = this.session.notebook.getCells().map(({ document }) => document);
    this.forgetOthers(documents);
    let turn = Date.now();
    for (const document of [...documents.filter((each) => this.typed.has(each)), ...documents]) {
      const cell = parsed.get(idOf(document));
      const own = cell ? diagnosed(cell).map((each) => toVscode(each, cell)) : [];
      this.show(document, [...own, ...(layout.get(document) ?? [])]);
      this.typed.delete(document);
      if (Date.now() - turn < TURN) continue;
      await new Promise((resume) => setTimeout(resume, 0));
      if (!isNewest()) return;
      turn = Date.now();
    }
  }

  /** Shows what is wrong in a cell, unless that is shown already. */
  private show(document: vscode.TextDocument, found: readonly vscode.Diagnostic[]): void {
    const id = idOf(document);
    const what = JSON.stringify(
      found.map(({ code, message, range, severity }) => [code, message, range, severity]),
    );
    if ((this.shown.get(id)?.what ?? '[]') === what) return;
    this.shown.set(id, { uri: document.uri, what });
    this.collection.set(document.uri, found);
  }

  /** Cells that are gone take their diagnostics with them. */
  private forgetOthers(documents: readonly vscode.TextDocument[]): void {
    const ids = new Set(documents.map(idOf));
    for (const [id, { uri }] of this.shown) {
      if (ids.has(id)) continue;
      this.shown.delete(id);
      this.collection.delete(uri);
    }
  }
}

export function rangeOf(
  span: { readonly start: number; readonly end: number },
  document: vscode.TextDocument,
): vscode.Range {
  return new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
}

/** By the text that was parsed: the document may have been typed in since. */
function toVscode(diagnostic: Diagnostic, { text }: ParsedCell): vscode.Diagnostic {
  const positionAt = (offset: number): vscode.Position => {
    const lines = text.slice(0, offset).split('\n');
    return new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
  };
  const range = new vscode.Range(positionAt(diagnostic.start), positionAt(diagnostic.end));
  const shown = new vscode.Diagnostic(range, diagnostic.message, SEVERITY[diagnostic.severity]);
  shown.source = 'tokshare';
  shown.code = diagnostic.code;
  return shown;
}

/** Without one of these, no line of a cell can be taken for a fence, a separator, front matter or a conflict. */
const MARKS = /`{3}|~{3}|<{7}|>{7}|^---|<!--/m;

type Shown = ReadonlyMap<vscode.TextDocument, readonly vscode.Diagnostic[]>;

/**
 * What is wrong with the file rather than with a query: an unclosed fence, a merge conflict, an unknown version. The
 * file is printed and read for that, so only when a change could have made a difference.
 */
class Layout {
  private cells: readonly { readonly parts: readonly unknown[]; readonly text: string }[] = [];
  private metadata: unknown;
  private found: Shown = new Map();

  of(notebook: vscode.NotebookDocument): Shown {
    const { metadata } = notebook;
    const cells = notebook.getCells().map(({ document, kind, metadata: layout }) => ({
      parts: [document, document.languageId, kind, layout],
      text: document.getText(),
    }));
    const before = this.cells;
    const same =
      this.found.size === 0 &&
      metadata === this.metadata &&
      cells.length === before.length &&
      cells.every(({ parts, text }, index) => {
        const was = before[index];
        if (!was?.parts.every((part, at) => part === parts[at])) return false;
        return text === was.text || !(MARKS.test(text) || MARKS.test(was.text));
      });
    this.cells = cells;
    this.metadata = metadata;
    if (!same) this.found = layoutProblems(notebook);
    return this.found;
  }
}

function layoutProblems(notebook: vscode.NotebookDocument): Shown {
  const text = textOf(notebook);
  const { problems } = read(text);
  const found = new Map<vscode.TextDocument, vscode.Diagnostic[]>();
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
    const { document } = cell;
    const line = Math.max(0, Math.min(document.lineCount - 1, problem.line - place.textLine));
    const last = Math.max(
      line,
      Math.min(document.lineCount - 1, (problem.endLine ?? problem.line) - place.textLine),
    );
    const range = new vscode.Range(line, 0, last, document.lineAt(last).text.length);
    const shown = new vscode.Diagnostic(range, problem.message, SEVERITY[problem.severity]);
    shown.source = 'tokshare';
    shown.code = problem.code;
    found.set(document, [...(found.get(document) ?? []), shown]);
  }
  return found;
}
