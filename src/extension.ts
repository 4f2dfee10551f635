/** Starts the extension: one line for each thing it registers. */
import * as vscode from 'vscode';
import { registerCommands } from './host/commands';
import { registerCompletion } from './host/completion';
import { registerController } from './host/controller';
import { registerDiagnostics } from './host/diagnostics';
import { registerFixes } from './host/fixes';
import { registerHovers } from './host/hover';
import { registerProse } from './host/prose';
import { registerSerializer } from './host/serializer';
import { Sessions } from './host/session';

export function activate(context: vscode.ExtensionContext): void {
  const sessions = new Sessions();
  context.subscriptions.push(
    // First: a notebook that waits to be opened needs nothing else.
    registerSerializer(),
    sessions,
    registerController(sessions),
    registerDiagnostics(sessions),
    registerCompletion(sessions),
    registerHovers(sessions),
    registerFixes(sessions),
    registerProse(sessions),
    registerCommands(),
  );
}
