/** Records in the editor: the commands that write them, and the marks that say whether they are stale. */
import * as vscode from 'vscode';
import type { Sessions } from '../session';
import { registerCommands } from './command';
import { registerLenses, registerProblems, registerStatus } from './marks';
import type { RecordStates } from './states';

export function registerRecords(sessions: Sessions, states: RecordStates): vscode.Disposable {
  return vscode.Disposable.from(
    states,
    registerCommands(sessions, states),
    registerLenses(states),
    registerStatus(states),
    registerProblems(states),
  );
}
