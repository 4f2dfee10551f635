/** Results that no longer fit: cells that were run, and have since changed in their text, a definition or a file. */
import * as vscode from 'vscode';
import {
  changesBetween,
  dependenciesOf,
  type Change,
  type Dependencies,
  type Stamps,
} from '../analysis/dependencies';
import type { NotebookModel, ParsedCell } from '../analysis/notebook';
import { Looks } from './looks';
import { NOTEBOOK } from './names';
import { idOf, type Session, type Sessions, type Snapshot } from './session';

const RUN_STALE = 'tokshare.runStaleCells';
/** What cells are stale and why, as their status says it; not shown to anyone. */
const LIST_STALE = '_tokshare.staleCells';
const HAS_STALE = 'tokshare.hasStaleCells';

type RunCells = (cells: readonly vscode.NotebookCell[], notebook: vscode.NotebookDocument) => Thenable<void>;

/** Remembers on what each cell was run, and keeps the status of the cells for which that no longer holds. */
export class Staleness implements vscode.Disposable {
  /** Cell → what its result depends on, as it was. A deleted cell is kept: undoing that brings its result back. */
  private readonly runs = new WeakMap<Session, Map<string, Dependencies>>();
  /** Cell → why it is stale. */
  private readonly stale = new WeakMap<Session, ReadonlyMap<string, readonly Change[]>>();
  private readonly looks = new Looks((session) => this.look(session));
  private readonly changes = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable;

  readonly onDidChange = this.changes.event;

  constructor(private readonly sessions: Sessions) {
    this.subscriptions = vscode.Disposable.from(
      this.changes,
      sessions.onDidChange(({ session }) => this.looks.later(session)),
      vscode.workspace.onDidChangeNotebookDocument(({ notebook, cellChanges }) => {
        const runs = cellChanges.some((each) => each.executionSummary !== undefined);
        if (runs && notebook.notebookType === NOTEBOOK) this.looks.later(sessions.of(notebook));
      }),
    );
  }

  /** A cell was run to its end in this state of the notebook. */
  ran(cell: ParsedCell, session: Session, { model, stamps }: Snapshot): void {
    this.runsOf(session).set(cell.id, dependenciesOf(cell, model, stamps));
    this.looks.later(session);
  }

  /** A cell was begun and has not come to its end: it shows neither its old result nor a new one. */
  forget(cell: vscode.NotebookCell, session: Session): void {
    this.runsOf(session).delete(idOf(cell.document));
    this.looks.later(session);
  }

  /** Tells which cells were run as they stand in the model, on definitions and files as they are. */
  currentIn(session: Session, model: NotebookModel): (cell: vscode.NotebookCell) => boolean {
    const changes = this.changesIn(session, model, session.lastStamps);
    return (cell) => changes(cell)?.length === 0;
  }

  /** Why a cell is stale; empty if it is not. */
  changesOf(cell: vscode.NotebookCell): readonly Change[] {
    return this.stale.get(this.sessions.of(cell.notebook))?.get(idOf(cell.document)) ?? [];
  }

  /** The stale cells of a notebook in their order. */
  staleCells(notebook: vscode.NotebookDocument): vscode.NotebookCell[] {
    return notebook.getCells().filter((cell) => this.changesOf(cell).length > 0);
  }

  private async look(session: Session): Promise<void> {
    if (this.runsOf(session).size === 0) return;
    const isNewest = this.looks.begin(session);
    const { model, stamps } = await session.read();
    if (!isNewest()) return;
    const changesOf = this.changesIn(session, model, stamps);
    const stale = new Map<string, readonly Change[]>();
    for (const cell of session.notebook.getCells()) {
      const changes = changesOf(cell) ?? [];
      if (changes.length > 0) stale.set(idOf(cell.document), changes);
    }
    const print = (each: ReadonlyMap<string, unknown> | undefined): string =>
      JSON.stringify([...(each ?? [])]);
    const same = print(stale) === print(this.stale.get(session));
    this.stale.set(session, stale);
    if (!same) this.changes.fire();
  }

  /** What has changed since a cell was run; undefined if it was not. */
  private changesIn(
    session: Session,
    model: NotebookModel,
    stamps: Stamps,
  ): (cell: vscode.NotebookCell) => readonly Change[] | undefined {
    const runs = this.runsOf(session);
    const parsed = new Map(model.cells.map((cell) => [cell.id, cell]));
    return ({ document, executionSummary }) => {
      const before = runs.get(idOf(document));
      const cell = parsed.get(idOf(document));
      // Who clears outputs takes the run away with them.
      if (!before || !cell || executionSummary?.executionOrder === undefined) return undefined;
      return changesBetween(before, dependenciesOf(cell, model, stamps));
    };
  }

  private runsOf(session: Session): Map<string, Dependencies> {
    let runs = this.runs.get(session);
    if (!runs) {
      runs = new Map<string, Dependencies>();
      this.runs.set(session, runs);
    }
    return runs;
  }

  dispose(): void {
    this.looks.dispose();
    this.subscriptions.dispose();
  }
}

/** Shows which cells are stale, and offers to run them. */
export function registerStale(staleness: Staleness, run: RunCells): vscode.Disposable {
  const active = (): vscode.NotebookDocument | undefined => {
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    return notebook?.notebookType === NOTEBOOK ? notebook : undefined;
  };
  const offer = (): void => {
    const notebook = active();
    const some = notebook !== undefined && staleness.staleCells(notebook).length > 0;
    void vscode.commands.executeCommand('setContext', HAS_STALE, some);
  };
  const provider: vscode.NotebookCellStatusBarItemProvider = {
    onDidChangeCellStatusBarItems: staleness.onDidChange,
    provideCellStatusBarItems(cell) {
      const changes = staleness.changesOf(cell);
      return changes.length > 0 ? statusOf(changes) : undefined;
    },
  };
  return vscode.Disposable.from(
    staleness,
    vscode.notebooks.registerNotebookCellStatusBarItemProvider(NOTEBOOK, provider),
    staleness.onDidChange(offer),
    vscode.window.onDidChangeActiveNotebookEditor(offer),
    vscode.commands.registerCommand(RUN_STALE, async () => {
      const notebook = active();
      const cells = notebook ? staleness.staleCells(notebook) : [];
      if (notebook && cells.length > 0) await run(cells, notebook);
    }),
    vscode.commands.registerCommand(LIST_STALE, () => {
      const notebook = active();
      const cells = notebook ? staleness.staleCells(notebook) : [];
      return cells.map((cell) => [cell.index, textOf(staleness.changesOf(cell))]);
    }),
  );
}

function statusOf(changes: readonly Change[]): vscode.NotebookCellStatusBarItem {
  const item = new vscode.NotebookCellStatusBarItem(
    `$(warning) ${textOf(changes)}`,
    vscode.NotebookCellStatusBarAlignment.Left,
  );
  item.tooltip = `Since this cell was run, ${changes.map(wordsOf).join(', ')}. Click to run all stale cells.`;
  item.command = RUN_STALE;
  return item;
}

/** ``stale: `china` changed``, and how much more did. */
function textOf([first, ...others]: readonly Change[]): string {
  if (!first) return '';
  return `stale: ${wordsOf(first)}${others.length > 0 ? ` and ${others.length} more` : ''}`;
}

function wordsOf({ name, how }: Change): string {
  const verb = name === 'events' || name === 'claims' ? 'were' : 'was';
  return `${name === '' ? 'this cell' : name} ${how === 'changed' ? how : `${verb} ${how}`}`;
}
