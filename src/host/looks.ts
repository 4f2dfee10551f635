/** Looks at notebooks a little after they change: once for all changes of a pause, and never with an old answer. */
import type * as vscode from 'vscode';
import type { Session } from './session';

/** So many milliseconds: while one types, only diagnostics are worth the time. */
const PAUSE = 100;

export class Looks implements vscode.Disposable {
  private readonly pending = new Map<Session, NodeJS.Timeout | number>();
  /** How often a notebook was looked at. */
  private readonly begun = new WeakMap<Session, number>();

  constructor(private readonly look: (session: Session) => Promise<void>) {}

  /** Looks after a pause in which nothing else changes, unless the notebook is closed by then. */
  later(session: Session): void {
    clearTimeout(this.pending.get(session));
    const look = (): void => {
      this.pending.delete(session);
      if (!session.notebook.isClosed) void this.look(session);
    };
    this.pending.set(session, setTimeout(look, PAUSE));
  }

  /** A look begins. What it gives tells later whether it is still the newest: one that was overtaken says nothing. */
  begin(session: Session): () => boolean {
    const look = (this.begun.get(session) ?? 0) + 1;
    this.begun.set(session, look);
    return () => this.begun.get(session) === look;
  }

  dispose(): void {
    for (const timer of this.pending.values()) clearTimeout(timer);
  }
}
