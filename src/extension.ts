/** Starts the extension: one line for each thing it registers. */
import * as vscode from 'vscode';
import { registerAttachCommand } from './host/attachCommand';
import { registerCommands } from './host/commands';
import { registerCompletion } from './host/completion';
import { registerConflicts } from './host/conflicts';
import { registerController } from './host/controller';
import { registerDatasets } from './host/datasets/register';
import { registerDefinitions } from './host/definition';
import { registerDiagnostics } from './host/diagnostics';
import { registerDrop } from './host/drop';
import { registerExportReport } from './host/exportReport';
import { registerFixes } from './host/fixes';
import { registerFolding } from './host/folding';
import { registerFormatting } from './host/formatting';
import { registerGitattributes } from './host/gitattributes';
import { registerHovers } from './host/hover';
import { sealedIn } from './host/machine';
import { registerMessaging } from './host/messaging';
import { registerProse } from './host/prose';
import { Reads } from './host/reads';
import { registerRecords } from './host/records/register';
import { RecordStates } from './host/records/states';
import { registerReferences } from './host/references';
import { registerRegistry } from './host/registry/register';
import { registerRename } from './host/rename';
import { registerSemanticTokens } from './host/semanticTokens';
import { registerSerializer } from './host/serializer';
import { Sessions } from './host/session';
import { registerSignatures } from './host/signature';
import { registerSymbols } from './host/symbols';
import { registerVerdicts } from './host/verdicts';

export function activate(context: vscode.ExtensionContext): void {
  const sessions = new Sessions(
    new Reads(
      sealedIn(context.globalStorageUri),
      String((context.extension.packageJSON as { version?: unknown }).version),
    ),
  );
  const records = new RecordStates(sessions);
  context.subscriptions.push(
    // First: a notebook that waits to be opened needs nothing else.
    registerSerializer(),
    sessions,
    registerController(sessions, records),
    registerRecords(sessions, records),
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
    registerVerdicts(sessions),
    registerProse(sessions),
    registerMessaging(),
    registerConflicts(),
    registerGitattributes(),
    registerCommands(),
    registerAttachCommand(sessions),
    registerDrop(sessions),
    registerDatasets(sessions, context.extensionUri),
    registerExportReport(sessions, context.extensionUri),
    registerRegistry(sessions, context.extensionUri),
  );
}
