/** Which records are fresh, and why the others are stale: kept for every open notebook, and told to whoever asks. */
import * as vscode from 'vscode';
import { fingerprint } from '../../analysis/dependencies';
import type { Outcome, ParsedCell } from '../../analysis/notebook';
import { recordOf as printRecord } from '../../records/record';
import { OTHER_WORDS, staleReasons } from '../../records/state';
import { Looks } from '../looks';
import { idOf, type Session, type Sessions, type Snapshot } from '../session';
import { recordOf } from './cells';

/** What a cell gave when it was run last, and the state in which that was. */
interface Given {
  readonly state: string;
  readonly record: string | undefined;
}

export class RecordStates implements vscode.Disposable {
  /** Query cell → why its record is stale. */
  private readonly stale = new WeakMap<Session, ReadonlyMap<string, readonly string[]>>();
  private readonly given = new WeakMap<Session, Map<string, Given>>();
  private readonly looks = new Looks((session) => this.look(session));
  private readonly changes = new vscode.EventEmitter<vscode.NotebookDocument>();
  private readonly subscription: vscode.Disposable;

  /** The records of a notebook, or their states, are others than before. */
  readonly onDidChange = this.changes.event;

  constructor(private readonly sessions: Sessions) {
    for (const session of sessions.all()) this.looks.later(session);
    this.subscription = vscode.Disposable.from(
      this.changes,
      sessions.onDidChange(({ session }) => this.looks.later(session)),
    );
  }

  /** A cell was run: what its record would say is known now. */
  async ran(
    cell: ParsedCell,
    outcomes: readonly Outcome[],
    session: Session,
    { model, scope, stamps }: Snapshot,
  ): Promise<void> {
    const record = await printRecord(cell, outcomes, model, scope);
    const given = this.given.get(session) ?? new Map<string, Given>();
    given.set(cell.id, { state: fingerprint(cell, model, stamps), record });
    this.given.set(session, given);
    this.looks.later(session);
  }

  /** Why the record of a query cell is stale; empty if it is fresh, or if there is none. */
  reasonsOf(cell: vscode.NotebookCell): readonly string[] {
    return this.stale.get(this.sessions.of(cell.notebook))?.get(idOf(cell.document)) ?? [];
  }

  /** The query cells of a notebook whose records are stale. */
  staleCells(notebook: vscode.NotebookDocument): vscode.NotebookCell[] {
    return notebook.getCells().filter((cell) => this.reasonsOf(cell).length > 0);
  }

  /** A look that a newer one has overtaken says nothing. */
  private async look(session: Session): Promise<void> {
    const isNewest = this.looks.begin(session);
    const { notebook } = session;
    const recorded = notebook.getCells().flatMap((cell) => {
      const record = recordOf(cell);
      return record ? [{ cell, text: record.document.getText() }] : [];
    });
    const stale = new Map<string, readonly string[]>();
    if (recorded.length > 0) {
      const snapshot = await session.read();
      for (const { cell, text } of recorded) {
        const parsed = session.cell(snapshot.model, cell.document);
        const reasons = parsed ? await this.reasons(text, parsed, session, snapshot) : [];
        if (reasons.length > 0) stale.set(idOf(cell.document), reasons);
      }
    }
    if (!isNewest() || notebook.isClosed) return;
    this.stale.set(session, stale);
    this.changes.fire(notebook);
  }

  private async reasons(
    record: string,
    cell: ParsedCell,
    session: Session,
    { model, scope, stamps }: Snapshot,
  ): Promise<readonly string[]> {
    const reasons = await staleReasons(record, cell, model, scope);
    if (reasons.length > 0) return reasons;
    const given = this.given.get(session)?.get(cell.id);
    // Of a cell in which something is wrong, nothing is known.
    if (given?.record === undefined || given.state !== fingerprint(cell, model, stamps)) return [];
    return given.record === record.trimEnd() ? [] : [OTHER_WORDS];
  }

  dispose(): void {
    this.looks.dispose();
    this.subscription.dispose();
  }
}
