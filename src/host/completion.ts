/** Completion: what the parser would take at the cursor, with its documentation. */
import * as vscode from 'vscode';
import { completionAt, type Proposal, type ProposalKind } from '../editor/completion';
import { toMarkdown } from './content';
import { findDataFiles } from './dataFiles';
import { rangeOf } from './diagnostics';
import { baseOf } from './files';
import { QUERY_CELLS } from './names';
import type { Sessions } from './session';

/** An item that keeps what it was made of, so that its documentation is written only when it is looked at. */
class Item extends vscode.CompletionItem {
  constructor(
    readonly proposal: Proposal,
    order: number,
    range: vscode.Range,
  ) {
    super(proposal.label, KINDS[proposal.kind]);
    this.detail = proposal.detail;
    this.sortText = String(order).padStart(5, '0');
    this.filterText = proposal.label;
    this.range = range;
  }
}

const KINDS: Readonly<Record<ProposalKind, vscode.CompletionItemKind>> = {
  keyword: vscode.CompletionItemKind.Keyword,
  dataset: vscode.CompletionItemKind.Module,
  group: vscode.CompletionItemKind.Class,
  measure: vscode.CompletionItemKind.Variable,
  let: vscode.CompletionItemKind.Variable,
  column: vscode.CompletionItemKind.Field,
  attribute: vscode.CompletionItemKind.Property,
  dimension: vscode.CompletionItemKind.Enum,
  member: vscode.CompletionItemKind.EnumMember,
  word: vscode.CompletionItemKind.Value,
  period: vscode.CompletionItemKind.Constant,
  grain: vscode.CompletionItemKind.Unit,
  file: vscode.CompletionItemKind.File,
};

export function registerCompletion(sessions: Sessions): vscode.Disposable {
  const provider: vscode.CompletionItemProvider = {
    async provideCompletionItems(document, position) {
      const session = sessions.ofCell(document);
      if (!session) return [];
      const snapshot = await session.read();
      const { typed, proposals } = await completionAt(
        document.getText(),
        document.offsetAt(position),
        snapshot,
        () => dataFiles(session.notebook.uri),
      );
      const range = rangeOf(typed, document);
      return proposals.map((proposal, order) => new Item(proposal, order, range));
    },
    resolveCompletionItem(item) {
      const content = item instanceof Item ? item.proposal.about() : [];
      if (content.length > 0) item.documentation = toMarkdown(content);
      return item;
    },
  };
  return vscode.languages.registerCompletionItemProvider(QUERY_CELLS, provider, ' ', '"', '(', '/', ':');
}

const MOST_FILES = 200;

/** The files of data at or below the notebook's folder, as an `attach` names them. */
async function dataFiles(notebook: vscode.Uri): Promise<string[]> {
  const base = baseOf(notebook);
  if (!base) return [];
  const found = await findDataFiles(MOST_FILES, base);
  const folder = base.path.endsWith('/') ? base.path : `${base.path}/`;
  return found.filter((uri) => uri.path.startsWith(folder)).map((uri) => uri.path.slice(folder.length));
}
