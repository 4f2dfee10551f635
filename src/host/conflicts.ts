/** Merge conflicts in an open notebook: quick fixes that resolve one, and the way to the file as text. */
import * as vscode from 'vscode';
import { cellPlaces, resolutionsAt, type Kept, type Resolution } from '../notebook/format';
import { NOTEBOOK } from './names';
import { textOf, toData } from './serializer';

const OPEN_AS_TEXT = 'tokshare.openAsText';
const HAS_CONFLICTS = 'tokshare.hasConflicts';

export function registerConflicts(): vscode.Disposable {
  const offer = (): void => {
    const notebook = activeNotebook();
    const some = notebook?.getCells().some(({ document }) => markersIn(document).length > 0) ?? false;
    void vscode.commands.executeCommand('setContext', HAS_CONFLICTS, some);
  };
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(
      { notebookType: NOTEBOOK },
      { provideCodeActions },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    vscode.commands.registerCommand(OPEN_AS_TEXT, openAsText),
    vscode.languages.onDidChangeDiagnostics(offer),
    vscode.window.onDidChangeActiveNotebookEditor(offer),
  );
}

function activeNotebook(): vscode.NotebookDocument | undefined {
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  return notebook?.notebookType === NOTEBOOK ? notebook : undefined;
}

/** The markers that the Problems panel shows for a cell. */
function markersIn(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source, code }) => source === 'tokshare' && code === 'merge-conflict');
}

function provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
  const markers = markersIn(document).filter((each) => each.range.intersection(range) !== undefined);
  const [marker] = markers;
  const cell = vscode.workspace.notebookDocuments
    .flatMap((notebook) => notebook.getCells())
    .find((each) => each.document === document);
  if (!marker || !cell) return [];
  const { notebook } = cell;
  const text = textOf(notebook);
  // Cells are told apart by their numbers, so the file must have as many.
  const places = cellPlaces(text);
  const place = places.length === notebook.cellCount ? places[cell.index] : undefined;
  const line = (place?.textLine ?? 1) + marker.range.start.line;
  const kept = place ? resolutionsAt(text, line).map((each) => keep(each, notebook)) : [];
  const asText = new vscode.CodeAction('Open as text', vscode.CodeActionKind.QuickFix);
  asText.command = { title: asText.title, command: OPEN_AS_TEXT, arguments: [notebook.uri, line] };
  const actions = [...kept, asText];
  for (const action of actions) action.diagnostics = markers;
  return actions;
}

const TITLES: Readonly<Record<Kept, (names: Pick<Resolution, 'upper' | 'lower'>) => string>> = {
  upper: ({ upper }) => `Keep the upper side${named(upper)}`,
  lower: ({ lower }) => `Keep the lower side${named(lower)}`,
  both: () => 'Keep both sides',
};

function named(label: string): string {
  const short = label.length > 40 ? `${label.slice(0, 39)}…` : label;
  return short === '' ? '' : ` (${short})`;
}

/** Taken back by one undo. */
function keep(resolution: Resolution, notebook: vscode.NotebookDocument): vscode.CodeAction {
  const { from, to, cells, meta } = resolution;
  const data = toData({ cells, problems: [], ...(meta && { meta }) });
  const action = new vscode.CodeAction(TITLES[resolution.kept](resolution), vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  const [cell] = data.cells;
  const old = to === from + 1 && data.cells.length === 1 ? notebook.cellAt(from) : undefined;
  if (old && cell && differsInText(old, cell)) {
    // The cell stays, and with it its output.
    const whole = new vscode.Range(0, 0, old.document.lineCount, 0);
    action.edit.replace(old.document.uri, whole, cell.value);
  } else {
    const range = new vscode.NotebookRange(from, to);
    action.edit.set(notebook.uri, [vscode.NotebookEdit.replaceCells(range, data.cells)]);
  }
  if (!isSame(data.metadata, notebook.metadata))
    action.edit.set(notebook.uri, [vscode.NotebookEdit.updateNotebookMetadata(data.metadata ?? {})]);
  return action;
}

/** In its text alone. */
function differsInText(old: vscode.NotebookCell, now: vscode.NotebookCellData): boolean {
  return (
    old.kind === now.kind && old.document.languageId === now.languageId && isSame(old.metadata, now.metadata)
  );
}

function isSame(one: object | undefined, other: object | undefined): boolean {
  return JSON.stringify(one ?? {}) === JSON.stringify(other ?? {});
}

/**
 * Opens the file in the text editor, where VS Code has buttons for conflicts. It shows what stands on disk, so the
 * notebook is saved before.
 */
async function openAsText(file?: unknown, line?: unknown): Promise<void> {
  const notebook =
    file instanceof vscode.Uri
      ? vscode.workspace.notebookDocuments.find(({ uri }) => uri.toString() === file.toString())
      : activeNotebook();
  if (!notebook) return;
  if (notebook.isDirty && !(await notebook.save())) return;
  const at = new vscode.Position(typeof line === 'number' ? line - 1 : 0, 0);
  const options: vscode.TextDocumentShowOptions = { selection: new vscode.Range(at, at) };
  await vscode.commands.executeCommand('vscode.openWith', notebook.uri, 'default', options);
}
