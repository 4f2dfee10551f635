/** Starts the extension: one line for each thing it registers. */
import * as vscode from 'vscode';
import { registerCommands } from './host/commands';
import { registerCompletion } from './host/completion';
import { registerController } from './host/controller';
import { registerDefinitions } from './host/definition';
import { registerDiagnostics } from './host/diagnostics';
import { registerFixes } from './host/fixes';
import { registerFolding } from './host/folding';
import { registerFormatting } from './host/formatting';
import { registerHovers } from './host/hover';
import { registerProse } from './host/prose';
import { registerReferences } from './host/references';
import { registerRename } from './host/rename';
import { registerSemanticTokens } from './host/semanticTokens';
import { registerSerializer } from './host/serializer';
import { Sessions } from './host/session';
import { registerSignatures } from './host/signature';
import { registerSymbols } from './host/symbols';

export function activate(context: vscode.ExtensionContext): void {
  const sessions = new Sessions();
  context.subscriptions.push(
    // First: a notebook that waits to be opened needs nothing else.
    registerSerializer(),
    sessions,
    registerController(sessions),
    registerDiagnostics(sessions),
    registerCompletion(sessions),
    registerSignatures(),
    registerHovers(sessions),
    registerFixes(sessions),
    registerDefinitions(sessions),
    registerReferences(sessions),
    registerRename(sessions),
    registerSymbols(sessions),
    registerSemanticTokens(sessions),
    registerFolding(sessions),
    registerFormatting(),
    registerProse(sessions),
    registerCommands(),
  );
}
