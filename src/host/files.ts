/** Files through the workspace: relative to the notebook, and nowhere outside the folders that the user has opened. */
import * as vscode from 'vscode';
import type { ReadFile } from '../data/attach';

/** Where relative paths of a notebook start: its own folder, or for one that is not saved yet the first workspace folder. */
export function baseOf(notebook: vscode.Uri): vscode.Uri | undefined {
  if (notebook.scheme === 'untitled') return vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.Uri.joinPath(notebook, '..');
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
export async function stampOf(notebook: vscode.Uri, path: string): Promise<string> {
  const uri = resolve(notebook, path);
  if (!(uri instanceof vscode.Uri)) return uri.problem;
  try {
    const { mtime, size, type } = await vscode.workspace.fs.stat(uri);
    return `${uri.toString()} ${mtime} ${size} ${type}`;
  } catch {
    return `${uri.toString()} missing`;
  }
}
