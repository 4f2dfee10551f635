/** *Attach to tokshare notebook*: writes attach statements for files of the Explorer, or of the workspace. */
import * as vscode from 'vscode';
import {
  attachStatement,
  DATA_FILE,
  DATA_FILES,
  nameOfFile,
  placeOfAttachment,
  type CellKind,
} from '../editor/datasets/attachment';
import type { Attached } from '../analysis/scope';
import type { AttachNode } from '../language/nodes';
import { builtInRegistry } from '../registry/registry';
import { insertCell, showCell } from './datasets/insert';
import { pathFrom } from './datasets/pathFrom';
import { hasTab } from './datasets/tabs';
import { resolve } from './files';
import { NOTEBOOK, QUERY, RECORD } from './names';
import { idOf, type Session, type Sessions } from './session';

/** So many files and notebooks of the workspace are offered. */
const MOST_FILES = 500;

const NOT_SEARCHED = '**/node_modules/**';

export function registerAttachCommand(sessions: Sessions): vscode.Disposable {
  return vscode.commands.registerCommand('tokshare.attachFile', async (first?: unknown, all?: unknown) => {
    const files = given(first, all) ?? (await chooseFiles());
    if (files.length === 0) return;
    const notebook = await chooseNotebook(sessions, files);
    if (notebook) await attachFiles(files, sessions.of(notebook));
  });
}

/** The Explorer tells the file that was clicked, and all that are selected. */
function given(first: unknown, all: unknown): vscode.Uri[] | undefined {
  const uris = (Array.isArray(all) ? all : []).filter((each) => each instanceof vscode.Uri);
  if (uris.length > 0) return uris;
  return first instanceof vscode.Uri ? [first] : undefined;
}

async function chooseFiles(): Promise<vscode.Uri[]> {
  const found = await vscode.workspace.findFiles(DATA_FILES, NOT_SEARCHED, MOST_FILES);
  if (found.length === 0) {
    void vscode.window.showInformationMessage(
      'The open folder holds no CSV, TSV or JSON file. Copy one into it, and attach it then.',
    );
    return [];
  }
  const items = found
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Attach files',
    placeHolder: 'Choose the files to attach',
    canPickMany: true,
  });
  return (chosen ?? []).map(({ uri }) => uri);
}

/** The notebook that is seen; where several are, or none, whoever attaches is asked. */
async function chooseNotebook(
  sessions: Sessions,
  files: readonly vscode.Uri[],
): Promise<vscode.NotebookDocument | undefined> {
  const open = sessions
    .all()
    .map(({ notebook }) => notebook)
    .filter(hasTab);
  const shown = vscode.window.visibleNotebookEditors.map(({ notebook }) => notebook);
  const seen = [...new Set(open.filter((each) => shown.includes(each)))];
  const [only, ...others] = seen.length > 0 ? seen : open;
  if (only && others.length === 0) return only;
  const choices = only ? [only, ...others].map(({ uri }) => uri) : await notebooksOfWorkspace();
  const items = [
    ...choices.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), iconPath: BOOK, uri })),
    { label: 'New notebook', iconPath: PLUS, uri: undefined },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: `Attach ${files.map(nameOf).join(', ')}`,
    placeHolder: only ? 'Attach to which notebook?' : 'No tokshare notebook is open. Attach to which one?',
  });
  if (!chosen) return undefined;
  if (chosen.uri) return vscode.workspace.openNotebookDocument(chosen.uri);
  return newNotebook();
}

const BOOK = new vscode.ThemeIcon('notebook');
const PLUS = new vscode.ThemeIcon('add');

function notebooksOfWorkspace(): Thenable<vscode.Uri[]> {
  return vscode.workspace.findFiles('**/*.{tokshare,tokshare.md}', NOT_SEARCHED, MOST_FILES);
}

/** An untitled notebook with a heading, to which the files are attached. */
async function newNotebook(): Promise<vscode.NotebookDocument> {
  const text = '# Untitled\n\nWhat is asked, and what one divides by.';
  const prose = new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, text, 'markdown');
  const data = new vscode.NotebookData([prose]);
  data.metadata = { layout: { frontMatter: ['---', 'tokshare: 1', '---'] } };
  return vscode.workspace.openNotebookDocument(NOTEBOOK, data);
}

/**
 * Attaches files in one new cell. A file that is attached already is shown where that is; one that cannot be attached
 * is said with the reason.
 */
export async function attachFiles(files: readonly vscode.Uri[], session: Session): Promise<void> {
  const { statements, attached, problems } = await statementsFor(files, session);
  for (const problem of problems) void vscode.window.showErrorMessage(problem);
  const { notebook } = session;
  if (statements.length > 0) {
    const place = placeOfAttachment(kindsOf(session));
    await insertCell(notebook, place, statements.join('\n'));
    return;
  }
  const [first] = attached;
  const cell = first && notebook.getCells().find(({ document }) => idOf(document) === first.cell);
  if (!cell) return;
  await showCell(notebook, cell.index);
  void vscode.window.showInformationMessage(`${nameOf(first.file)} is attached already, as ${first.name}.`);
}

export interface Statements {
  readonly statements: readonly string[];
  /** Files that the notebook attaches already: in which cell, and under which name. */
  readonly attached: readonly { readonly file: vscode.Uri; readonly cell: string; readonly name: string }[];
  /** Why the others cannot be attached. */
  readonly problems: readonly string[];
}

/** The statements that attach files to a notebook, under names that are free in it. */
export async function statementsFor(files: readonly vscode.Uri[], session: Session): Promise<Statements> {
  const { notebook } = session;
  const { model, scope } = await session.read();
  const { named, datasets } = model.definitions;
  const taken = new Set(named.keys());
  const statements: string[] = [];
  const attached: Statements['attached'][number][] = [];
  const problems: string[] = [];
  for (const file of files) {
    const before = [...datasets].find(([name, { node }]) =>
      filesOf(node, scope.datasets.get(name)).some((path) => isFile(path, file, notebook.uri)),
    );
    if (before) {
      attached.push({ file, cell: before[1].cell, name: before[0] });
      continue;
    }
    const path = DATA_FILE.test(file.path) ? pathFrom(notebook.uri, file) : { problem: noData(file) };
    const name = nameOfFile(file.path, taken, builtInRegistry());
    const statement = typeof path === 'string' ? attachStatement(name, path) : path;
    if (typeof statement !== 'string') problems.push(statement.problem);
    else {
      taken.add(name);
      statements.push(statement);
    }
  }
  return { statements, attached, problems };
}

function noData(file: vscode.Uri): string {
  return `${nameOf(file)} is no file of data: only .csv, .tsv and .json files are attached, compressed as .gz or not.`;
}

/** The files of an attach statement, as it names them; one that names several is known by what was read. */
function filesOf({ file }: AttachNode, attached: Attached | undefined): string[] {
  const read = attached?.dataset?.sources?.map((source) => source.file) ?? [];
  return [...read, ...(file ? [file.text] : [])];
}

function isFile(path: string, wanted: vscode.Uri, notebook: vscode.Uri): boolean {
  const found = resolve(notebook, path);
  return found instanceof vscode.Uri && found.toString() === wanted.toString();
}

function kindsOf(session: Session): CellKind[] {
  const { cells } = session.parse();
  const attaching = new Set(
    cells.flatMap(({ id, tree }) =>
      tree.statements.some(({ statement }) => statement.kind === 'attach') ? id : [],
    ),
  );
  return session.notebook.getCells().map(({ kind, document }) => ({
    kind:
      kind === vscode.NotebookCellKind.Markup
        ? 'prose'
        : document.languageId === QUERY
          ? 'query'
          : document.languageId === RECORD
            ? 'record'
            : 'other',
    attaches: attaching.has(idOf(document)),
  }));
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
