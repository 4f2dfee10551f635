/** One open notebook: its cells parsed, its datasets read, both only as often as something has changed. */
import * as vscode from 'vscode';
import { loadScope, readNotebook, type NotebookModel, type ParsedCell } from '../analysis/notebook';
import type { Scope } from '../analysis/scope';
import { attach } from '../data/attach';
import type { AttachNode } from '../language/nodes';
import { builtInRegistry } from '../registry/registry';
import { filesOf, stampOf } from './files';
import { NOTEBOOK, QUERY } from './names';

type Loaded = ReturnType<typeof attach>;

export interface Snapshot {
  readonly model: NotebookModel;
  readonly scope: Scope;
}

export class Session {
  private model: NotebookModel | undefined;
  /** Attach statement → the state of its file and what was read from it. */
  private readonly loaded = new Map<string, { readonly stamp: string; readonly result: Loaded }>();

  constructor(readonly notebook: vscode.NotebookDocument) {}

  /** The cells as they are now; only changed ones are parsed again. */
  parse(): NotebookModel {
    const cells = this.notebook
      .getCells()
      .filter((cell) => cell.document.languageId === QUERY)
      .map((cell) => ({ id: idOf(cell.document), text: cell.document.getText() }));
    this.model = readNotebook(cells, builtInRegistry(), this.model);
    return this.model;
  }

  /** The cells and everything that they attach; only changed files are read again. */
  async read(): Promise<Snapshot> {
    const model = this.parse();
    const used = new Set<string>();
    const scope = await loadScope(model.definitions, builtInRegistry(), async (node) => {
      const key = signatureOf(node);
      used.add(key);
      const stamp = await stampOf(this.notebook.uri, node.file?.text ?? '');
      const before = this.loaded.get(key);
      if (before?.stamp === stamp) return before.result;
      const result = attach(node, filesOf(this.notebook.uri));
      this.loaded.set(key, { stamp, result });
      return result;
    });
    for (const key of this.loaded.keys()) if (!used.has(key)) this.loaded.delete(key);
    return { model, scope };
  }

  cell(model: NotebookModel, document: vscode.TextDocument): ParsedCell | undefined {
    const id = idOf(document);
    return model.cells.find((cell) => cell.id === id);
  }
}

export function idOf(document: vscode.TextDocument): string {
  return document.uri.toString();
}

/** Everything in an attach statement that decides what is read from its file. */
function signatureOf(node: AttachNode): string {
  const columns = node.columns.map(({ role, column }) => [role.text, column?.text]);
  return JSON.stringify([
    node.name?.text,
    node.file?.text,
    columns,
    node.every?.grain,
    node.lists?.value,
    node.cite?.text,
  ]);
}

/** The sessions of all open notebooks; one that closes frees its columns. */
export class Sessions implements vscode.Disposable {
  private readonly sessions = new Map<vscode.NotebookDocument, Session>();
  private readonly subscription = vscode.workspace.onDidCloseNotebookDocument((notebook) =>
    this.sessions.delete(notebook),
  );

  of(notebook: vscode.NotebookDocument): Session {
    let session = this.sessions.get(notebook);
    if (!session) this.sessions.set(notebook, (session = new Session(notebook)));
    return session;
  }

  /** The session of the notebook that a cell belongs to. */
  ofCell(document: vscode.TextDocument): Session | undefined {
    const notebook = vscode.workspace.notebookDocuments.find(
      (each) => each.notebookType === NOTEBOOK && each.getCells().some((cell) => cell.document === document),
    );
    return notebook && this.of(notebook);
  }

  dispose(): void {
    this.subscription.dispose();
    this.sessions.clear();
  }
}
