/** The Datasets view and what can be done with a dataset in it. */
import * as vscode from 'vscode';
import type { Attached, Defined } from '../../analysis/scope';
import { suggestedQueries } from '../../editor/datasets/suggestions';
import type { Item } from '../../editor/datasets/tree';
import type { AttachNode } from '../../language/nodes';
import { documentOf } from '../definition';
import { rangeOf } from '../diagnostics';
import { resolve } from '../files';
import { RECORD } from '../names';
import type { Session, Sessions } from '../session';
import { insertCell } from './insert';
import { Previews } from './preview';
import { DatasetsView, VIEW, type Shown } from './view';

/** What the view shows, as plain data; not shown to anyone. */
const LIST = '_tokshare.datasets';

export function registerDatasets(sessions: Sessions, extension: vscode.Uri): vscode.Disposable {
  const view = new DatasetsView(sessions);
  const previews = new Previews(sessions, extension);
  const command = (name: string, run: (one: One) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`tokshare.${name}`, async (item?: unknown) => {
      const one = await choose(item, view);
      if (one) await run(one);
    });
  return vscode.Disposable.from(
    view,
    previews,
    vscode.window.createTreeView(VIEW, { treeDataProvider: view, showCollapseAll: true }),
    command('previewDataset', ({ shown, attached }) => previews.show(shown.session, attached)),
    command('insertDatasetQuery', insertQuery),
    command('goToAttach', goToAttach),
    command('copyDatasetName', ({ attached }) => vscode.env.clipboard.writeText(attached.name)),
    command('revealDatasetFile', reveal),
    vscode.commands.registerCommand(LIST, async () => ((await view.current())?.items ?? []).map(plain)),
  );
}

/** A dataset of the notebook that the view shows. */
interface One {
  readonly shown: Shown;
  readonly attached: Attached;
}

/** The dataset of a line of the view; from the palette, the one that is chosen. */
async function choose(item: unknown, view: DatasetsView): Promise<One | undefined> {
  const shown = await view.current();
  const all = [...(shown?.snapshot.scope.datasets.values() ?? [])];
  if (!shown || all.length === 0) {
    void vscode.window.showInformationMessage(
      'No dataset is attached. Open a tokshare notebook that attaches one.',
    );
    return undefined;
  }
  const name = nameIn(item) ?? (all.length === 1 ? all[0]?.name : await ask(shown));
  const attached = name === undefined ? undefined : shown.snapshot.scope.datasets.get(name);
  return attached && { shown, attached };
}

function nameIn(item: unknown): string | undefined {
  const { dataset } = (item ?? {}) as Partial<Item>;
  return typeof dataset === 'string' ? dataset : undefined;
}

async function ask({ items }: Shown): Promise<string | undefined> {
  const lines = items.map(({ label, description }) => ({ label, description }));
  return (await vscode.window.showQuickPick(lines, { placeHolder: 'Which dataset?' }))?.label;
}

/** Offers queries that the dataset can answer, and runs the one that is chosen in a new cell. */
async function insertQuery({ shown, attached }: One): Promise<void> {
  const { session, snapshot } = shown;
  const queries = suggestedQueries(attached.name, snapshot);
  if (queries.length === 0) {
    const why = attached.problems[0]?.message ?? 'it holds nothing that can be counted or ranked.';
    void vscode.window.showWarningMessage(`No query can be asked of ${attached.name}: ${why}`);
    return;
  }
  const query = await vscode.window.showQuickPick(queries, {
    title: `Insert a query of ${attached.name}`,
    placeHolder: 'It is written into a new cell and run',
  });
  if (query === undefined) return;
  const { notebook } = session;
  const cell = await insertCell(notebook, placeOfQuery(notebook), query);
  if (!cell) return;
  await vscode.commands.executeCommand('notebook.cell.execute', {
    ranges: [{ start: cell.index, end: cell.index + 1 }],
    document: notebook.uri,
  });
}

/** Below the cell that is selected, and below the record of what that one gave. */
function placeOfQuery(notebook: vscode.NotebookDocument): number {
  const editor = vscode.window.visibleNotebookEditors.find((each) => each.notebook === notebook);
  const next = Math.min(editor?.selection.end ?? notebook.cellCount, notebook.cellCount);
  const hasRecord = next < notebook.cellCount && notebook.cellAt(next).document.languageId === RECORD;
  return hasRecord ? next + 1 : next;
}

async function goToAttach({ shown, attached }: One): Promise<void> {
  const { session, snapshot } = shown;
  const defined: Defined<AttachNode> | undefined = snapshot.model.definitions.datasets.get(attached.name);
  const document = defined && documentOf(defined.cell, session);
  if (!document) return;
  const selection = rangeOf(defined.node.name ?? defined.node, document);
  await vscode.commands.executeCommand('vscode.open', document.uri, { selection });
}

async function reveal({ shown, attached }: One): Promise<void> {
  const uri = fileOf(shown.session, attached);
  if (uri instanceof vscode.Uri) await vscode.commands.executeCommand('revealInExplorer', uri);
  else void vscode.window.showWarningMessage(uri.problem);
}

/** The file of a dataset; of several, the first. */
function fileOf(session: Session, { name, dataset }: Attached): vscode.Uri | { readonly problem: string } {
  const node = session.parse().definitions.datasets.get(name)?.node;
  const path = dataset?.sources?.[0]?.file ?? node?.file?.text;
  if (path === undefined) return { problem: `${name} names no file.` };
  return resolve(session.notebook.uri, path);
}

interface Plain {
  readonly label: string;
  readonly description: string;
  readonly kind: Item['kind'];
  readonly icon: Item['icon'];
  readonly children: readonly Plain[];
}

function plain({ label, description, kind, icon, children }: Item): Plain {
  return { label, description, kind, icon, children: (children?.() ?? []).map(plain) };
}
