/** Files through the workspace: relative to the notebook, and nowhere outside the folders that the user has opened. */
import * as vscode from 'vscode';
import type { Stamps } from '../analysis/dependencies';
import type { ReadFile } from '../data/attach';

/** Where relative paths of a notebook start: its own folder, or for one that is not saved yet the first workspace folder. */
export function baseOf(notebook: vscode.Uri): vscode.Uri | undefined {
  if (notebook.scheme === 'untitled') return vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.Uri.joinPath(fileOf(notebook), '..');
}

/**
 * An older version, as source control shows it, has an address of its own kind, with the path of the file and a query:
 * it is read with the data that stand beside the file.
 */
function fileOf(notebook: vscode.Uri): vscode.Uri {
  if (notebook.query === '') return notebook;
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) =>
    isInside(notebook.with({ scheme: uri.scheme, authority: uri.authority }), uri),
  );
  return folder ? folder.uri.with({ path: notebook.path }) : notebook.with({ query: '' });
}

/** The folders that a notebook may read: the workspace, else its own folder. */
function rootsOf(base: vscode.Uri): readonly vscode.Uri[] {
  const folders = vscode.workspace.workspaceFolders?.map((folder) => folder.uri) ?? [];
  return folders.some((folder) => isInside(base, folder)) ? folders : [...folders, base];
}

function isInside(uri: vscode.Uri, folder: vscode.Uri): boolean {
  const root = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return (
    uri.scheme === folder.scheme && uri.authority === folder.authority && `${uri.path}/`.startsWith(root)
  );
}

/** The file that a path means, or why it may not be read. */
export function resolve(notebook: vscode.Uri, path: string): vscode.Uri | { readonly problem: string } {
  const base = baseOf(notebook);
  if (!base)
    return {
      problem: `${path} cannot be found: save the notebook first, or open a folder, so that there is a place to look.`,
    };
  const slashed = path.replaceAll('\\', '/');
  const absolute = /^([A-Za-z]:)?\//.test(slashed);
  const uri = absolute
    ? base.with({ path: slashed.startsWith('/') ? slashed : `/${slashed}` })
    : vscode.Uri.joinPath(base, slashed);
  if (rootsOf(base).some((root) => isInside(uri, root))) return uri;
  return {
    problem: `${path} lies outside the folders that are open here, so it is not read. Copy it beside the notebook, or open the folder that holds it.`,
  };
}

/** Reads files for one notebook; every failure is a sentence. */
export function filesOf(notebook: vscode.Uri): ReadFile {
  return async (path) => {
    const uri = resolve(notebook, path);
    if (!(uri instanceof vscode.Uri)) return uri;
    try {
      const link = await linkOn(uri, notebook);
      if (link !== undefined)
        return {
          problem: `${path} is reached through the symbolic link ${link}, which may lead outside the open folders, so it is not read. Attach the file itself.`,
        };
      return await vscode.workspace.fs.readFile(uri);
    } catch (error) {
      return { problem: `${path} ${reasonOf(error)}` };
    }
  };
}

/** The first symbolic link on the way from the notebook's root to a file: reading follows links, and they can lead anywhere. */
async function linkOn(uri: vscode.Uri, notebook: vscode.Uri): Promise<string | undefined> {
  const base = baseOf(notebook);
  const root = base && rootsOf(base).find((each) => isInside(uri, each));
  if (!root) return undefined;
  let here = root;
  for (const segment of uri.path
    .slice(root.path.length)
    .split('/')
    .filter((each) => each !== '')) {
    here = vscode.Uri.joinPath(here, segment);
    const { type } = await vscode.workspace.fs.stat(here);
    if ((type & vscode.FileType.SymbolicLink) !== 0) return segment;
  }
  return undefined;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof vscode.FileSystemError)) return 'cannot be read.';
  switch (error.code) {
    case 'FileNotFound':
      return 'does not exist; the path is relative to the notebook.';
    case 'FileIsADirectory':
      return 'is a folder, not a file.';
    case 'NoPermissions':
      return 'may not be read: permission is denied.';
    default:
      return `cannot be read (${error.code}).`;
  }
}

/** What tells one state of a file from another without reading it. */
async function stampOf(notebook: vscode.Uri, path: string): Promise<string> {
  const uri = resolve(notebook, path);
  if (!(uri instanceof vscode.Uri)) return uri.problem;
  try {
    const { mtime, size, type } = await vscode.workspace.fs.stat(uri);
    return `${uri.toString()} ${mtime} ${size} ${type}`;
  } catch {
    return `${uri.toString()} missing`;
  }
}

/**
 * The states of the files that a notebook names. Each is looked at when it is named first and whenever there is word of
 * a change, so that typing asks the file system for nothing.
 */
export class FileStates implements vscode.Disposable {
  private readonly stamps = new Map<string, Promise<string>>();
  private readonly known = new Map<string, string>();
  private readonly folders = new Map<string, vscode.Disposable>();

  constructor(
    private readonly notebook: vscode.Uri,
    /** Called when a file is no longer in the state in which it was last seen. */
    private readonly changed: () => void,
  ) {}

  /** The states as they were last seen; empty of a file that was not looked at yet. */
  readonly last: Stamps = (path) => this.known.get(path) ?? '';

  /** The states of these files, which are followed from now on; others are no longer. */
  async of(paths: ReadonlySet<string>): Promise<Stamps> {
    for (const path of this.stamps.keys()) if (!paths.has(path)) this.forget(path);
    this.watchFoldersOf(paths);
    const states = new Map(
      await Promise.all([...paths].map(async (path) => [path, await this.stamp(path)] as const)),
    );
    return (path) => states.get(path) ?? '';
  }

  /** Looks at all followed files again: at some changes nobody sends word, as at those of a network drive. */
  async lookAgain(paths: Iterable<string> = this.stamps.keys()): Promise<void> {
    const looks = [...paths].map(async (path) => {
      const before = await this.stamp(path);
      const now = await stampOf(this.notebook, path);
      if (now === before || !this.stamps.has(path)) return false;
      this.stamps.set(path, Promise.resolve(now));
      this.known.set(path, now);
      return true;
    });
    if ((await Promise.all(looks)).includes(true)) this.changed();
  }

  private async stamp(path: string): Promise<string> {
    const before = this.stamps.get(path);
    if (before) return before;
    const asked = stampOf(this.notebook, path);
    this.stamps.set(path, asked);
    const stamp = await asked;
    if (this.stamps.get(path) === asked) this.known.set(path, stamp);
    return stamp;
  }

  private forget(path: string): void {
    this.stamps.delete(path);
    this.known.delete(path);
  }

  private watchFoldersOf(paths: ReadonlySet<string>): void {
    const folders = new Map<string, vscode.Uri>();
    for (const path of paths) {
      const uri = resolve(this.notebook, path);
      if (!(uri instanceof vscode.Uri)) continue;
      const folder = vscode.Uri.joinPath(uri, '..');
      folders.set(folder.toString(), folder);
    }
    for (const [key, watcher] of this.folders) {
      if (folders.has(key)) continue;
      watcher.dispose();
      this.folders.delete(key);
    }
    for (const [key, folder] of folders)
      if (!this.folders.has(key)) this.folders.set(key, this.watch(folder));
  }

  private watch(folder: vscode.Uri): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*'));
    const look = (changed: vscode.Uri): void => {
      const paths = [...this.stamps.keys()].filter((path) => {
        const uri = resolve(this.notebook, path);
        return uri instanceof vscode.Uri && uri.toString() === changed.toString();
      });
      void this.lookAgain(paths);
    };
    return vscode.Disposable.from(
      watcher,
      watcher.onDidChange(look),
      watcher.onDidCreate(look),
      watcher.onDidDelete(look),
    );
  }

  dispose(): void {
    for (const watcher of this.folders.values()) watcher.dispose();
    this.folders.clear();
    this.stamps.clear();
    this.known.clear();
  }
}
