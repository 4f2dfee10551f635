/** What the editor offers about the registry: its table, what it lacks, and its cards in CSV files. */
import * as vscode from 'vscode';
import type { Sessions } from '../session';
import { registerCsvHovers } from './csvHover';
import { registerTable } from './table';
import { registerUnmapped } from './unmapped';

export function registerRegistry(sessions: Sessions, extensionUri: vscode.Uri): vscode.Disposable {
  const table = registerTable(sessions, extensionUri);
  return vscode.Disposable.from(table, registerUnmapped(sessions, table.open), registerCsvHovers(sessions));
}
