/** The notebook that a command without one is about: the active one, else the only one in sight, else the only one that is open. */
import * as vscode from 'vscode';
import { NOTEBOOK } from '../names';
import type { Session, Sessions } from '../session';

export function activeSession(sessions: Sessions): Session | undefined {
  const active = vscode.window.activeNotebookEditor?.notebook;
  if (active?.notebookType === NOTEBOOK) return sessions.of(active);
  const all = sessions.all();
  const inSight = new Set(vscode.window.visibleNotebookEditors.map(({ notebook }) => notebook));
  const seen = all.filter(({ notebook }) => inSight.has(notebook));
  const [only, ...others] = seen.length > 0 ? seen : all;
  return others.length === 0 ? only : undefined;
}
