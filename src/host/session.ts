/** One open notebook: its cells parsed, its files read, both only as often as something has changed. */
import * as vscode from 'vscode';
import type { Stamps } from '../analysis/dependencies';
import { loadScope, readNotebook, type NotebookModel, type ParsedCell } from '../analysis/notebook';
import { readRegistry } from '../analysis/load';
import type { Defined, Definitions, Overlaid, Scope } from '../analysis/scope';
import { attach } from '../data/attach';
import type { Versions } from '../data/versions';
import type { AttachNode, RegistryNode, StatementNode } from '../language/nodes';
import { builtInRegistry } from '../registry/registry';
import { FileStates, filesOf } from './files';
import { NOTEBOOK, QUERY } from './names';
import { versionsFor } from './versions';

type Loaded = Awaited<ReturnType<typeof attach>>;

export interface Snapshot {
  readonly model: NotebookModel;
  readonly scope: Scope;
  /** The states of the files from which the scope was read. */
  readonly stamps: Stamps;
}

/** What was read for attach statements that no longer stand in the notebook is kept for this many, while one types. */
const KEPT = 8;

export class Session implements vscode.Disposable {
  private model: NotebookModel | undefined;
  private readonly files: FileStates;
  private readonly versions: Versions;
  /** Attach statement and state of its file → what was read from it, latest use last. */
  private readonly loaded = new Map<string, Promise<Loaded>>();
  private readonly overlays = new Map<string, Promise<Overlaid>>();
  private scope: { readonly key: readonly unknown[]; readonly scope: Promise<Scope> } | undefined;

  constructor(
    readonly notebook: vscode.NotebookDocument,
    fileChanged: () => void,
  ) {
    this.files = new FileStates(notebook.uri, fileChanged);
    this.versions = versionsFor(notebook.uri);
  }

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
    const { definitions } = model;
    const stamps = await this.files.of(pathsIn(definitions));
    // Trees are kept for as long as their text is the same: the same statements on the same files are the same scope.
    const key = [
      ...statementsOf(definitions).flatMap(({ cell, node }) => [cell, node]),
      ...[...pathsIn(definitions)].map(stamps),
    ];
    const before = this.scope;
    const same = before?.key.length === key.length && before.key.every((each, index) => each === key[index]);
    const scope = same ? before.scope : this.load(definitions, stamps);
    this.scope = { key, scope };
    return { model, scope: await scope, stamps };
  }

  /** The states in which files were last seen, known at once. */
  get lastStamps(): Stamps {
    return this.files.last;
  }

  /** Looks whether files have changed of which there was no word. */
  lookAtFiles(): void {
    void this.files.lookAgain();
  }

  cell(model: NotebookModel, document: vscode.TextDocument): ParsedCell | undefined {
    const id = idOf(document);
    return model.cells.find((cell) => cell.id === id);
  }

  private async load(definitions: Definitions, stamps: Stamps): Promise<Scope> {
    const used = new Set<string>();
    const files = filesOf(this.notebook.uri);
    const remembered = <Read>(
      node: AttachNode | RegistryNode,
      known: Map<string, Promise<Read>>,
      read: () => Promise<Read>,
    ): Promise<Read> => {
      const key = `${optionsOf(node)} ${stamps(node.file?.text ?? '')}`;
      used.add(key);
      const found = known.get(key) ?? read();
      known.delete(key);
      known.set(key, found);
      return found;
    };
    const scope = await loadScope(definitions, builtInRegistry(), {
      attach: async (node) =>
        named(
          await remembered(node, this.loaded, () => attach(node, files, this.versions)),
          node.name?.text ?? '',
        ),
      // The same overlays make the same registry: they are kept as the objects that they are.
      overlay: (node) => remembered(node, this.overlays, () => readRegistry(node, files)),
    });
    for (const known of [this.loaded, this.overlays]) {
      const unused = [...known.keys()].filter((key) => !used.has(key));
      for (const key of unused.slice(0, -KEPT)) known.delete(key);
    }
    return scope;
  }

  dispose(): void {
    this.files.dispose();
    this.loaded.clear();
    this.overlays.clear();
    this.scope = undefined;
  }
}

export function idOf(document: vscode.TextDocument): string {
  return document.uri.toString();
}

/** Everything in an attach statement that decides what is read: all but its place, and the name that the data get. */
function optionsOf(node: AttachNode | RegistryNode): string {
  const hidden = ['start', 'end', 'name'];
  return JSON.stringify(node, (key, value: unknown) => (hidden.includes(key) ? undefined : value));
}

/** The data under the name that they have now: to rename them is not to read them again. */
function named(loaded: Loaded, name: string): Loaded {
  if (!loaded.dataset || loaded.dataset.name === name) return loaded;
  return { ...loaded, dataset: { ...loaded.dataset, name } };
}

function statementsOf(definitions: Definitions): Defined<StatementNode>[] {
  const { registries, events, claims } = definitions;
  return [...definitions.named.values(), ...registries, ...events, ...claims];
}

/** The files that a notebook names, as it names them. */
function pathsIn({ datasets, registries }: Definitions): ReadonlySet<string> {
  const nodes = [...datasets.values(), ...registries].map(({ node }) => node);
  return new Set(nodes.flatMap(({ file }) => (file ? [file.text] : [])));
}

/** What has changed in a notebook. */
export interface SessionChange {
  readonly session: Session;
  /** Cells that were typed in. */
  readonly typed: readonly vscode.TextDocument[];
}

/** A diff opens what source control has of a notebook. It is there to be compared: nobody can mend what is wrong in it. */
function isOldVersion({ uri }: vscode.NotebookDocument): boolean {
  return uri.query !== '' && vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false;
}

/** The sessions of all open notebooks; one that closes frees its columns. */
export class Sessions implements vscode.Disposable {
  private readonly sessions = new Map<vscode.NotebookDocument, Session>();
  private readonly changes = new vscode.EventEmitter<SessionChange>();
  private readonly subscriptions: vscode.Disposable;

  /** A notebook was opened, its text or layout changed, or a file that it reads. Nothing is told of old versions. */
  readonly onDidChange = this.changes.event;

  constructor() {
    this.subscriptions = vscode.Disposable.from(
      this.changes,
      vscode.workspace.onDidOpenNotebookDocument((notebook) => this.changed(notebook, [])),
      vscode.workspace.onDidChangeNotebookDocument(({ notebook, metadata, contentChanges, cellChanges }) => {
        const typed = cellChanges.flatMap(({ document }) => document ?? []);
        const layout = metadata !== undefined || cellChanges.some((each) => each.metadata !== undefined);
        if (typed.length > 0 || contentChanges.length > 0 || layout) this.changed(notebook, typed);
      }),
      vscode.workspace.onDidCloseNotebookDocument((notebook) => {
        this.sessions.get(notebook)?.dispose();
        this.sessions.delete(notebook);
      }),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.lookAtFiles();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.lookAtFiles()),
    );
  }

  of(notebook: vscode.NotebookDocument): Session {
    let session = this.sessions.get(notebook);
    if (!session) {
      session = new Session(notebook, () => this.changed(notebook, []));
      this.sessions.set(notebook, session);
    }
    return session;
  }

  /** The sessions of the notebooks that are open, those of old versions aside. */
  all(): Session[] {
    return vscode.workspace.notebookDocuments
      .filter((notebook) => notebook.notebookType === NOTEBOOK && !isOldVersion(notebook))
      .map((notebook) => this.of(notebook));
  }

  /** The session of the notebook that a cell belongs to. */
  ofCell(document: vscode.TextDocument): Session | undefined {
    const notebook = vscode.workspace.notebookDocuments.find(
      (each) => each.notebookType === NOTEBOOK && each.getCells().some((cell) => cell.document === document),
    );
    return notebook && this.of(notebook);
  }

  private changed(notebook: vscode.NotebookDocument, typed: readonly vscode.TextDocument[]): void {
    if (notebook.notebookType === NOTEBOOK && !notebook.isClosed && !isOldVersion(notebook))
      this.changes.fire({ session: this.of(notebook), typed });
  }

  private lookAtFiles(): void {
    for (const session of this.sessions.values()) session.lookAtFiles();
  }

  dispose(): void {
    this.subscriptions.dispose();
    for (const session of this.sessions.values()) session.dispose();
    this.sessions.clear();
  }
}
