/** One open notebook: its cells parsed, its files read, both only as often as something has changed. */
import * as vscode from 'vscode';
import type { Stamps } from '../analysis/dependencies';
import {
  loadScope,
  memberRoleOf,
  readNotebook,
  type NotebookModel,
  type ParsedCell,
} from '../analysis/notebook';
import { readRegistry } from '../analysis/load';
import type { Defined, Definitions, Overlaid, Scope } from '../analysis/scope';
import { attach, type ReadFile } from '../data/attach';
import type { Dataset } from '../data/dataset';
import { restated } from '../data/restated';
import { hashOf, openAll } from '../data/files';
import type { Versions } from '../data/versions';
import type { AttachNode, RegistryNode, StatementNode } from '../language/nodes';
import { builtInRegistry } from '../registry/registry';
import { EDITION } from '../registry/version';
import { reading } from './datasets/progress';
import { FileStates, filesOf } from './files';
import { NOTEBOOK, QUERY } from './names';
import { Reads } from './reads';
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
  /** Attach statement → what was read for it last. */
  private readonly latest = new Map<string, Dataset>();
  private readonly overlays = new Map<string, Promise<Overlaid>>();
  /** What of it was not read to its end, because somebody did not want to wait. */
  private readonly cancelled = new Set<string>();
  private scope: { readonly key: readonly unknown[]; readonly scope: Promise<Scope> } | undefined;

  constructor(
    readonly notebook: vscode.NotebookDocument,
    private readonly fileChanged: () => void,
    private readonly reads = new Reads(),
    private readonly watch: typeof reading = reading,
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
    scope.catch(() => {
      if (this.scope?.scope === scope) this.scope = undefined;
    });
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

  /** Whoever runs a cell wants what was cancelled before: it is read again when it is asked for next. */
  readCancelled(): void {
    if (this.cancelled.size === 0) return;
    for (const key of this.cancelled) this.loaded.delete(key);
    this.cancelled.clear();
    this.scope = undefined;
    this.fileChanged();
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
      read: (key: string) => Promise<Read>,
    ): Promise<Read> => {
      const key = `${optionsOf(node)} ${stamps(node.file?.text ?? '')}`;
      used.add(key);
      const found = known.get(key) ?? read(key);
      known.delete(key);
      known.set(key, found);
      // A fault is not remembered: what failed once may work next time.
      found.catch(() => {
        if (known.get(key) === found) known.delete(key);
      });
      return found;
    };
    const scope = await loadScope(definitions, builtInRegistry(), {
      attach: async (node) =>
        named(
          await remembered(node, this.loaded, (key) => this.attach(node, files, key)),
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

  /** Reads a file, with its progress; what is cancelled is remembered by its key. */
  private async attach(node: AttachNode, files: ReadFile, key: string): Promise<Loaded> {
    const memberRole = memberRoleOf(builtInRegistry());
    const path = node.file?.text ?? '';
    const { result, cancelled } = await this.watch(path, (watch) =>
      this.reads.of(`${this.reads.version} ${EDITION.sha256} ${key}`, {
        read: () => attach(node, files, { versions: this.versions, memberRole, ...watch }),
        isSame: async (sha256) => {
          const found = await openAll(path, files);
          return !('problem' in found) && (await hashOf(found, path)) === sha256;
        },
        changed: () => this.readAgain(key),
      }),
    );
    if (cancelled) this.cancelled.add(key);
    return this.withRestated(node, result);
  }

  private readAgain(key: string): void {
    this.loaded.delete(key);
    this.scope = undefined;
    this.fileChanged();
  }

  /** Holds what was read against what the same statement read before, as long as the notebook is open. */
  private withRestated(node: AttachNode, read: Loaded): Loaded {
    if (!read.dataset) return read;
    const statement = optionsOf(node);
    const before = this.latest.get(statement);
    this.latest.set(statement, read.dataset);
    const problem = before && restated(before, read.dataset);
    return problem ? { ...read, problems: [...read.problems, problem] } : read;
  }

  dispose(): void {
    this.files.dispose();
    this.loaded.clear();
    this.latest.clear();
    this.overlays.clear();
    this.scope = undefined;
  }
}

/** The cell of an open notebook that a document is the text of. */
export function cellOf(document: vscode.TextDocument): vscode.NotebookCell | undefined {
  for (const notebook of vscode.workspace.notebookDocuments) {
    const cell = notebook.getCells().find((each) => each.document === document);
    if (cell) return cell;
  }
  return undefined;
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

  constructor(private readonly reads = new Reads()) {
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
      session = new Session(notebook, () => this.changed(notebook, []), this.reads);
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
    const notebook = cellOf(document)?.notebook;
    return notebook?.notebookType === NOTEBOOK ? this.of(notebook) : undefined;
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
