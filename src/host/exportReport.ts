/** *Export report*: the notebook as it stands in the editor, run and written as one page or as Markdown. */
import * as vscode from 'vscode';
import { PLOTLY_FILES } from '../protocol/plotly';
import { toHtml, type Assets } from '../report/html';
import { toMarkdown } from '../report/markdown';
import { runReport, type Report } from '../report/report';
import { baseOf, filesOf } from './files';
import { NOTEBOOK } from './names';
import { cellsOf } from './serializer';
import type { Session, Sessions } from './session';
import { whyNotWritten } from './whyNotWritten';

export function registerExportReport(sessions: Sessions, extension: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand('tokshare.exportReport', (context?: unknown) =>
    exportReport(context, sessions, extension),
  );
}

/** `context` is where to write, given by whoever calls the command, or what the toolbar tells about its notebook. */
async function exportReport(context: unknown, sessions: Sessions, extension: vscode.Uri): Promise<void> {
  const notebook = notebookOf(context);
  if (!notebook) {
    void vscode.window.showWarningMessage('Open a tokshare notebook to export a report of it.');
    return;
  }
  const target = context instanceof vscode.Uri ? context : await askForTarget(notebook);
  if (!target) return;
  if (target.toString() === notebook.uri.toString()) {
    void vscode.window.showErrorMessage('The report would replace the notebook itself; choose another file.');
    return;
  }
  try {
    const written = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: `Exporting ${nameOf(target)}`,
        cancellable: true,
      },
      (_, stop) => write(target, sessions.of(notebook), extension, stop),
    );
    // Not waited for: it stands until it is answered.
    if (written) void offerToOpen(target);
  } catch (error) {
    void vscode.window.showErrorMessage(`${nameOf(target)} ${whyNotWritten(error)}`);
  }
}

function notebookOf(context: unknown): vscode.NotebookDocument | undefined {
  const { notebookEditor } = (context ?? {}) as { notebookEditor?: { notebookUri?: unknown } };
  const uri = notebookEditor?.notebookUri;
  const shown =
    uri instanceof vscode.Uri
      ? vscode.workspace.notebookDocuments.find((each) => each.uri.toString() === uri.toString())
      : vscode.window.activeNotebookEditor?.notebook;
  return shown?.notebookType === NOTEBOOK ? shown : undefined;
}

async function askForTarget(notebook: vscode.NotebookDocument): Promise<vscode.Uri | undefined> {
  const base = baseOf(notebook.uri);
  const name = nameOf(notebook.uri).replace(/\.tokshare(\.md)?$/, '');
  return vscode.window.showSaveDialog({
    title: 'Export report',
    saveLabel: 'Export',
    filters: { HTML: ['html'], Markdown: ['md'] },
    ...(base ? { defaultUri: vscode.Uri.joinPath(base, `${name}.html`) } : {}),
  });
}

/** Runs the notebook and writes the report; false if it was stopped. */
async function write(
  target: vscode.Uri,
  session: Session,
  extension: vscode.Uri,
  stop: vscode.CancellationToken,
): Promise<boolean> {
  const report = await run(session, stop);
  if (!report) return false;
  const text = isMarkdown(target)
    ? await toMarkdown(report)
    : await toHtml(report, assetsOf(extension), filesOf(session.notebook.uri));
  if (stop.isCancellationRequested) return false;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  return true;
}

/** The notebook as it is now, unsaved edits included, run afresh. */
async function run(session: Session, stop: vscode.CancellationToken): Promise<Report | undefined> {
  const { notebook } = session;
  // Before anything is waited for: the session parses the same state of the notebook.
  const cells = cellsOf(notebook);
  const { model, scope } = await session.read();
  const steps = runReport(nameOf(notebook.uri), cells, model, scope);
  let step = steps.next();
  while (step.done !== true) {
    // Lets Cancel be heard between two statements.
    await new Promise((resume) => setTimeout(resume, 0));
    if (stop.isCancellationRequested) return undefined;
    step = steps.next();
  }
  return step.value;
}

/** Beside the extension's own file, as they were built; asked for through the workspace, because they may lie on a web server. */
function assetsOf(extension: vscode.Uri): Assets {
  const text = async (name: string): Promise<string> => {
    const uri = vscode.Uri.joinPath(extension, 'out', 'renderer', name);
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  };
  return { script: () => text('report.js'), plotly: (build) => text(PLOTLY_FILES[build]) };
}

async function offerToOpen(target: vscode.Uri): Promise<void> {
  const open = await vscode.window.showInformationMessage(`${nameOf(target)} is written.`, 'Open');
  if (open === undefined) return;
  // A page belongs in the browser; where it lies on another machine, the editor is what can open it.
  const local = !isMarkdown(target) && target.scheme === 'file';
  if (local && (await vscode.env.openExternal(target))) return;
  await vscode.commands.executeCommand('vscode.open', target);
}

function isMarkdown({ path }: vscode.Uri): boolean {
  return /\.(md|markdown)$/i.test(path);
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
