/** The Datasets view: what the notebook in front attaches, kept up to date while cells and files change. */
import * as vscode from 'vscode';
import type { Attached } from '../../analysis/scope';
import { itemOf, type FileFacts, type Icon, type Item } from '../../editor/datasets/tree';
import { toMarkdown } from '../content';
import { resolve } from '../files';
import { NOTEBOOK } from '../names';
import type { Session, Sessions, Snapshot } from '../session';
import { hasTab } from './tabs';

export const VIEW = 'tokshare.datasets';

/** Set once a window has to do with tokshare; the view is not shown before. */
const ACTIVE = 'tokshare.active';
/** Set while there is a notebook whose datasets can be shown. */
const HAS_NOTEBOOK = 'tokshare.hasNotebook';

/** While one types, the view waits for a pause of so many milliseconds. */
const PAUSE = 150;

/** What the view shows, and of what. */
export interface Shown {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly items: readonly Item[];
}

export class DatasetsView implements vscode.TreeDataProvider<Item>, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<undefined>();
  private readonly subscriptions: vscode.Disposable;
  /** The notebook in front, or the one that was before a text was opened over it. */
  private notebook: vscode.NotebookDocument | undefined;
  private shown: Shown | undefined;
  /** What the lines were made from: while it is the same, so are they. */
  private made: readonly unknown[] = [];
  private pending: NodeJS.Timeout | number | undefined;
  private looks = 0;

  readonly onDidChangeTreeData = this.changes.event;

  constructor(private readonly sessions: Sessions) {
    this.subscriptions = vscode.Disposable.from(
      this.changes,
      sessions.onDidChange(({ session }) => {
        if (session.notebook === this.notebook || !this.notebook) this.lookLater();
      }),
      vscode.window.onDidChangeActiveNotebookEditor(() => this.lookLater(0)),
      vscode.window.onDidChangeVisibleNotebookEditors(() => this.lookLater(0)),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.length > 0) this.lookLater(0);
      }),
    );
    void vscode.commands.executeCommand('setContext', ACTIVE, true);
    this.lookLater(0);
  }

  /** The datasets of the notebook as they are now. */
  async current(): Promise<Shown | undefined> {
    await this.look();
    return this.shown;
  }

  getChildren(item?: Item): Item[] {
    return [...(item ? (item.children?.() ?? []) : (this.shown?.items ?? []))];
  }

  getTreeItem(item: Item): vscode.TreeItem {
    const { id, kind, label, description, icon, details, spoken, children } = item;
    const line = new vscode.TreeItem(label, stateOf(kind, children !== undefined));
    // Other notebooks have datasets of the same names, and lines of theirs are open or not by themselves.
    line.id = `${this.shown?.session.notebook.uri.toString() ?? ''} ${id}`;
    line.description = description;
    line.tooltip = details.length === 0 ? label : toMarkdown(details);
    line.contextValue = item.readable === false ? 'unreadable' : kind;
    line.accessibilityInformation = { label: spoken };
    if (icon) line.iconPath = iconOf(icon);
    if (kind === 'problem')
      line.command = { command: 'tokshare.goToAttach', title: 'Go to attach statement', arguments: [item] };
    return line;
  }

  private lookLater(pause = PAUSE): void {
    clearTimeout(this.pending);
    this.pending = setTimeout(() => void this.look(), pause);
  }

  /** Reads what has changed; a look that a newer one has overtaken shows nothing. */
  private async look(): Promise<void> {
    const look = ++this.looks;
    this.notebook = this.notebookInFront();
    void vscode.commands.executeCommand('setContext', HAS_NOTEBOOK, this.notebook !== undefined);
    const session = this.notebook && this.sessions.of(this.notebook);
    const snapshot = await session?.read();
    if (look !== this.looks) return;
    const attached = [...(snapshot?.scope.datasets.values() ?? [])];
    const { registry } = snapshot?.scope ?? {};
    const made = [
      ...[session, registry],
      ...attached.flatMap(({ name, dataset, problems }) => [
        ...[name, dataset],
        ...problems.map(({ message }) => message),
      ]),
    ];
    const same = made.length === this.made.length && made.every((each, index) => each === this.made[index]);
    if (same) {
      this.shown = session && snapshot && { session, snapshot, items: this.shown?.items ?? [] };
      return;
    }
    // Only now: while one types, the file system is asked for nothing.
    const sizes = await Promise.all(attached.map((each) => factsOf(each, session)));
    if (look !== this.looks) return;
    this.made = made;
    const items = registry ? attached.map((each, index) => itemOf(each, registry, sizes[index])) : [];
    this.shown = session && snapshot && { session, snapshot, items };
    this.changes.fire(undefined);
  }

  private notebookInFront(): vscode.NotebookDocument | undefined {
    const ofOurs = (notebook: vscode.NotebookDocument | undefined): vscode.NotebookDocument | undefined =>
      notebook?.notebookType === NOTEBOOK && hasTab(notebook) ? notebook : undefined;
    const visible = vscode.window.visibleNotebookEditors.map(({ notebook }) => notebook);
    return (
      ofOurs(vscode.window.activeNotebookEditor?.notebook) ??
      ofOurs(this.notebook) ??
      visible.find((each) => ofOurs(each) !== undefined)
    );
  }

  dispose(): void {
    clearTimeout(this.pending);
    this.looks++;
    this.subscriptions.dispose();
  }
}

/** The size of all files of a dataset; unknown if one of them is gone since it was read. */
async function factsOf({ dataset }: Attached, session: Session | undefined): Promise<FileFacts> {
  if (!dataset || !session) return {};
  const files = (dataset.sources ?? [dataset]).map(({ file }) => resolve(session.notebook.uri, file));
  try {
    const sizes = await Promise.all(
      files.map(async (uri) =>
        uri instanceof vscode.Uri ? (await vscode.workspace.fs.stat(uri)).size : NaN,
      ),
    );
    const size = sizes.reduce((sum, each) => sum + each, 0);
    return Number.isNaN(size) ? {} : { size };
  } catch {
    return {};
  }
}

const ICONS: Readonly<Record<Icon, readonly [icon: string, color?: string]>> = {
  dataset: ['table'],
  error: ['error', 'problemsErrorIcon.foreground'],
  warning: ['warning', 'problemsWarningIcon.foreground'],
  information: ['info', 'problemsInfoIcon.foreground'],
  time: ['calendar'],
  text: ['symbol-string'],
  number: ['symbol-number'],
};

function iconOf(icon: Icon): vscode.ThemeIcon {
  const [id, color] = ICONS[icon];
  return new vscode.ThemeIcon(id, color === undefined ? undefined : new vscode.ThemeColor(color));
}

function stateOf(kind: Item['kind'], opens: boolean): vscode.TreeItemCollapsibleState {
  if (!opens) return vscode.TreeItemCollapsibleState.None;
  return kind === 'columns'
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.Collapsed;
}
