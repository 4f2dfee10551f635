/** The verdict of each claim at the end of its line, of the notebook as it stands, whether or not it was run. */
import * as vscode from 'vscode';
import { prepareCell } from '../analysis/notebook';
import type { Scope } from '../analysis/scope';
import { pauses } from '../data/scan/pause';
import { finishWith } from '../data/steps';
import { Verdicts, type VerdictHint } from '../editor/verdicts';
import { toMarkdown } from './content';
import { QUERY_CELLS } from './names';
import type { Session, Sessions } from './session';

/** For so many milliseconds claims are judged in one go; then whatever else waits has its turn. */
const TURN = 10;

/** While one types, other cells are asked again after a pause of so many milliseconds. */
const PAUSE = 150;

export function registerVerdicts(sessions: Sessions): vscode.Disposable {
  const verdicts = new WeakMap<Session, Verdicts>();
  const refresher = new Refresher(sessions);
  const provider: vscode.InlayHintsProvider = {
    onDidChangeInlayHints: refresher.onDidChange,
    async provideInlayHints(document, range, token) {
      const session = sessions.ofCell(document);
      if (!session) return [];
      const snapshot = await session.read();
      const cell = session.cell(snapshot.model, document);
      // Typed in since: VS Code asks again.
      if (!cell || cell.text !== document.getText()) return [];
      const within = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      const judged = verdicts.get(session) ?? new Verdicts();
      verdicts.set(session, judged);
      const stopped = pauses(() => {
        if (token.isCancellationRequested) throw new vscode.CancellationError();
      });
      await finishWith(prepareCell(cell, snapshot.scope), stopped);
      const hints: vscode.InlayHint[] = [];
      let turn = Date.now();
      for (const hint of judged.of(cell, within, snapshot)) {
        if (hint) hints.push(toVscode(hint, document));
        if (Date.now() - turn < TURN) continue;
        await new Promise((resume) => setTimeout(resume, 0));
        if (token.isCancellationRequested) return [];
        turn = Date.now();
      }
      return hints;
    },
  };
  return vscode.Disposable.from(
    refresher,
    vscode.languages.registerInlayHintsProvider(QUERY_CELLS, provider),
  );
}

function toVscode({ at, label, content }: VerdictHint, document: vscode.TextDocument): vscode.InlayHint {
  const hint = new vscode.InlayHint(document.positionAt(at), label);
  hint.tooltip = toMarkdown(content);
  hint.paddingLeft = true;
  return hint;
}

/** VS Code asks again for a cell that is typed in; of other cells it must be told when what they read has changed. */
class Refresher implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();
  private readonly scopes = new WeakMap<Session, Scope>();
  private readonly pending = new Map<Session, NodeJS.Timeout | number>();
  private readonly subscription: vscode.Disposable;

  readonly onDidChange = this.changes.event;

  constructor(sessions: Sessions) {
    this.subscription = sessions.onDidChange(({ session }) => {
      clearTimeout(this.pending.get(session));
      this.pending.set(
        session,
        setTimeout(() => void this.look(session), PAUSE),
      );
    });
  }

  /** The same definitions on the same files are the same scope. */
  private async look(session: Session): Promise<void> {
    this.pending.delete(session);
    if (session.notebook.isClosed) return;
    const { scope } = await session.read();
    if (this.scopes.get(session) === scope) return;
    this.scopes.set(session, scope);
    this.changes.fire();
  }

  dispose(): void {
    for (const timer of this.pending.values()) clearTimeout(timer);
    this.subscription.dispose();
    this.changes.dispose();
  }
}
