/** Files through the workspace: relative to the notebook, and nowhere outside the folders that the user has opened. */
import * as vscode from 'vscode';
import type { Stamps } from '../analysis/dependencies';
import type { ReadFile } from '../data/attach';
import { fitsPattern, isPattern, sourceOf, splitPath, type ByteSource, type Refusal } from '../data/files';
import { isAbsolutePath, LARGEST_FILE, misnamed, slashed, tooLarge } from '../data/paths';
import { openLocal } from './machine';

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
  const root = withSmallDrive(folder.path.endsWith('/') ? folder.path : `${folder.path}/`);
  return (
    uri.scheme === folder.scheme &&
    uri.authority === folder.authority &&
    `${withSmallDrive(uri.path)}/`.startsWith(root)
  );
}

/** Drives are called by small and by capital letters alike. */
function withSmallDrive(path: string): string {
  return path.replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase());
}

/** The file that a path means, or why it may not be read. */
export function resolve(notebook: vscode.Uri, path: string): vscode.Uri | { readonly problem: string } {
  const base = baseOf(notebook);
  if (!base)
    return {
      problem: `${path} cannot be found: save the notebook first, or open a folder, so that there is a place to look.`,
    };
  const wrong = misnamed(path);
  if (wrong !== undefined) return { problem: `${path} ${wrong}` };
  const uri = fileAt(base, path);
  if (uri && rootsOf(base).some((root) => isInside(uri, root))) return uri;
  return {
    problem: `${path} lies outside the folders that are open here, so it is not read. Copy it beside the notebook, or open the folder that holds it.`,
  };
}

/** The address of a file, without `..` in it; undefined of one on another machine. What looks escaped (`%2e`) is meant as it stands. */
function fileAt(base: vscode.Uri, path: string): vscode.Uri | undefined {
  const written = slashed(path);
  if (!isAbsolutePath(path)) return vscode.Uri.joinPath(base, written);
  if (written.startsWith('//')) return undefined;
  return vscode.Uri.joinPath(base.with({ path: '/' }), written);
}

/** The folder of a file and those around it, up to the one that is open. */
function foldersAbove(uri: vscode.Uri, notebook: vscode.Uri): vscode.Uri[] {
  const base = baseOf(notebook);
  const root = base && rootsOf(base).find((each) => isInside(uri, each));
  const folders = [vscode.Uri.joinPath(uri, '..')];
  for (let folder = folders[0]; folder && root && folder.path !== root.path && isInside(folder, root);) {
    folder = vscode.Uri.joinPath(folder, '..');
    folders.push(folder);
  }
  return folders;
}

/** Reads files for one notebook; every failure is a sentence. */
export function filesOf(notebook: vscode.Uri): ReadFile {
  const find = async <Found>(
    path: string,
    take: (uri: vscode.Uri, size: number) => Found | Promise<Found | Refusal> | Refusal,
  ): Promise<Found | Refusal> => {
    const uri = resolve(notebook, path);
    if (!(uri instanceof vscode.Uri)) return uri;
    const problem = (text: string): Refusal => ({ problem: `${path} ${text}` });
    try {
      const linked = await linkOn(uri, notebook);
      if (linked !== undefined) return problem(linked);
      const { type, size } = await vscode.workspace.fs.stat(uri);
      const refused = unlikeFile(type);
      return refused === undefined ? await take(uri, size) : problem(refused);
    } catch (error) {
      return problem(reasonOf(error));
    }
  };
  return Object.assign((path: string) => find(path, (uri, size) => readWhole(path, uri, size)), {
    open: (path: string) =>
      find(path, async (uri, size): Promise<ByteSource | Refusal> => {
        const source = openLocal(uri, size);
        if (source) return source;
        const bytes = await readWhole(path, uri, size);
        return bytes instanceof Uint8Array ? sourceOf(path, bytes) : bytes;
      }),
    list: (folder: string) => namesIn(notebook, folder),
  });
}

async function readWhole(path: string, uri: vscode.Uri, size: number): Promise<Uint8Array | Refusal> {
  if (size > LARGEST_FILE) return { problem: `${path} ${tooLarge(size)}` };
  if (size > ASKED && !(await mayRead(path, uri, size)))
    return { problem: `${path} was not read, because it is large. Change this statement to be asked again.` };
  return vscode.workspace.fs.readFile(uri);
}

/** In bytes: a file that has to be held as a whole is read without asking up to this size. */
const ASKED = 200_000_000;
const READ_IT = 'Read it';

const agreed = new Set<string>();

async function mayRead(path: string, uri: vscode.Uri, size: number): Promise<boolean> {
  const key = uri.toString();
  if (agreed.has(key)) return true;
  const question = `${path} has ${Math.round(size / 1e6)} MB. Here it can only be read as a whole, which takes long and much memory.`;
  if ((await vscode.window.showWarningMessage(question, READ_IT)) !== READ_IT) return false;
  agreed.add(key);
  return true;
}

/** The names of the files in a folder: what each of them is, is told when it is read. */
async function namesIn(
  notebook: vscode.Uri,
  folder: string,
): Promise<readonly string[] | { readonly problem: string }> {
  const uri = resolve(notebook, folder === '' ? '.' : folder);
  if (!(uri instanceof vscode.Uri)) return uri;
  try {
    const linked = await linkOn(uri, notebook);
    if (linked !== undefined) return { problem: `${folder} ${linked}` };
    const found = await vscode.workspace.fs.readDirectory(uri);
    return found.flatMap(([name, type]) => ((type & vscode.FileType.Directory) === 0 ? [name] : []));
  } catch (error) {
    return { problem: `${folder} ${reasonOf(error)}` };
  }
}

/** Why something is not to be read although it is there: a pipe might never end, or never begin. */
function unlikeFile(type: vscode.FileType): string | undefined {
  if (type === vscode.FileType.Directory) return IS_FOLDER;
  return type === vscode.FileType.File ? undefined : 'is a pipe or a device, not a file, so it is not read.';
}

const IS_FOLDER = 'is a folder, not a file.';

/**
 * Says which symbolic link stands on the way from the notebook's root to a file, if any: reading follows links, they can
 * lead anywhere, and where to is not to be known here.
 */
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
    if ((type & vscode.FileType.SymbolicLink) !== 0)
      return `is reached through the symbolic link ${segment}, which may lead outside the open folders, so it is not read. Attach the file itself.`;
  }
  return undefined;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof vscode.FileSystemError)) return 'cannot be read.';
  switch (error.code) {
    case 'FileNotFound':
      return 'does not exist; the path is relative to the notebook.';
    case 'FileIsADirectory':
      return IS_FOLDER;
    case 'NoPermissions':
      return 'may not be read: permission is denied.';
    default:
      return `cannot be read (${error.code}).`;
  }
}

/** What tells one state of a file from another without reading it. */
async function stampOf(notebook: vscode.Uri, path: string): Promise<string> {
  if (isPattern(path)) {
    const { folder, name } = splitPath(path);
    const names = await namesIn(notebook, folder);
    if ('problem' in names) return names.problem;
    const found = names.filter((each) => fitsPattern(each, name)).sort();
    return (await Promise.all(found.map((each) => stampOf(notebook, folder + each)))).join('\n');
  }
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
      for (const folder of foldersAbove(uri, this.notebook)) folders.set(folder.toString(), folder);
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
        // What happens to a folder happens to the files in it, of which there is no word of their own.
        if (!(uri instanceof vscode.Uri)) return false;
        return (
          isInside(uri, changed) || (isPattern(path) && isInside(changed, vscode.Uri.joinPath(uri, '..')))
        );
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
