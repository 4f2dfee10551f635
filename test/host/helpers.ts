/** What the tests in the extension host share: opening, running, and waiting for conditions. */
import * as vscode from 'vscode';
import { MIME, parseResult, type Result } from '../../src/protocol/result';

const PATIENCE = 20_000;
const PAUSE = 20;

/** Waits until a condition gives something; fails with its name after a while. */
export async function until<T>(
  what: string,
  condition: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const late = Date.now() + PATIENCE;
  for (;;) {
    const found = await condition();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > late)
      throw new Error(`Waited ${PATIENCE / 1000} s, but it did not come to this: ${what}`);
    await new Promise((resume) => setTimeout(resume, PAUSE));
  }
}

/** The folder that is open: a copy of the examples that tests may write to. */
export function workspace(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('The tests need an open folder.');
  return folder.uri;
}

export function inWorkspace(path: string): vscode.Uri {
  return vscode.Uri.joinPath(workspace(), path);
}

export async function write(path: string, text: string): Promise<vscode.Uri> {
  const uri = inWorkspace(path);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

export async function read(uri: vscode.Uri): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(uri));
}

export async function open(uri: vscode.Uri): Promise<vscode.NotebookDocument> {
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  await vscode.window.showNotebookDocument(notebook, { preview: false });
  // Closed only now: a notebook editor that is closed while its outputs still load can keep the next one from opening.
  await vscode.commands.executeCommand('workbench.action.closeOtherEditors');
  return notebook;
}

let counter = 0;

/** Writes a notebook of query cells (and prose, where a text starts with "#" and a space) and opens it. */
export async function openCells(...texts: readonly string[]): Promise<vscode.NotebookDocument> {
  const body = texts
    .map((text) => (text.startsWith('# ') ? text : `\`\`\`tokshare\n${text}\n\`\`\``))
    .join('\n\n');
  return open(await write(`test-${++counter}.tokshare`, `${body}\n`));
}

export function queries(notebook: vscode.NotebookDocument): vscode.NotebookCell[] {
  return notebook.getCells().filter((cell) => cell.document.languageId === 'tokshare');
}

/** Chooses our kernel, as VS Code does by itself a little after a notebook is opened. */
export async function chooseKernel(): Promise<void> {
  await vscode.commands.executeCommand('notebook.selectKernel', {
    id: 'tokshare-kernel',
    extension: 'tokshare.tokshare',
  });
}

/** Runs all cells once and waits until each query cell has ended. */
export async function runAll(notebook: vscode.NotebookDocument): Promise<void> {
  const before = new Map(queries(notebook).map((cell) => [cell, cell.executionSummary?.executionOrder]));
  await chooseKernel();
  await vscode.commands.executeCommand('notebook.execute');
  await until('all cells have ended', () =>
    queries(notebook).every(
      (cell) =>
        cell.executionSummary?.timing !== undefined &&
        cell.executionSummary.executionOrder !== before.get(cell),
    ),
  );
}

export function results(cell: vscode.NotebookCell): Result[] {
  return cell.outputs.flatMap((output) =>
    output.items
      .filter((item) => item.mime === MIME)
      .map((item) => {
        const parsed = parseResult(JSON.parse(new TextDecoder().decode(item.data)));
        if (!parsed.ok) throw new Error(parsed.message);
        return parsed.result;
      }),
  );
}

/** The text of a cell's outputs of one kind. */
export function outputText(cell: vscode.NotebookCell, mime: string): string {
  return cell.outputs
    .flatMap((output) => output.items)
    .filter((item) => item.mime === mime)
    .map((item) => new TextDecoder().decode(item.data))
    .join('\n');
}

/** Values of a result's last column, by the key of its first. */
export function figures(result: Result): Record<string, number | null> {
  return Object.fromEntries(
    result.table.rows.map(({ cells }) => {
      const [first] = cells;
      const last = cells.at(-1);
      return [first && 'key' in first ? first.key : '', last && 'value' in last ? last.value : null];
    }),
  );
}

/** The place just inside the first occurrence of a text. */
export function placeOf(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  if (at < 0) throw new Error(`"${text}" does not stand in the cell.`);
  return document.positionAt(at + 1);
}

export async function hoverText(document: vscode.TextDocument, text: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    placeOf(document, text),
  );
  // Ours are all Markdown; the other kinds are of a time before it.
  const markdown = hovers
    .flatMap((hover) => hover.contents.map((content) => (content as vscode.MarkdownString).value))
    .join('\n');
  return markdown.replace(/\\([\\`*_[\]|~$])/g, '$1');
}

export async function diagnosticsOf(
  document: vscode.TextDocument,
  what: string,
  enough: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  return until(what, () => {
    const found = vscode.languages.getDiagnostics(document.uri).filter((each) => each.source === 'tokshare');
    return enough(found) ? found : undefined;
  });
}

/** Gives a cell another text, as somebody does who types. */
export async function rewrite(cell: vscode.NotebookCell, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(cell.document.uri, new vscode.Range(0, 0, cell.document.lineCount, 0), text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error('The cell could not be rewritten.');
}
