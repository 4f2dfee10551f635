/** Hovers in CSV files: a cell that names a model or a lab shows the card that it has in queries. */
import * as vscode from 'vscode';
import { cellAt, termOfCell } from '../../editor/csvCell';
import { describeCard, describeTerm } from '../../editor/describe';
import { cardOf } from '../../registry/card';
import { builtInRegistry } from '../../registry/registry';
import { toMarkdown } from '../content';
import { resolve } from '../files';
import type { Session, Sessions } from '../session';

const CSV_FILES: vscode.DocumentSelector = [
  { pattern: '**/*.{csv,tsv}' },
  { language: 'csv' },
  { language: 'tsv' },
];

export function registerCsvHovers(sessions: Sessions): vscode.Disposable {
  return vscode.languages.registerHoverProvider(CSV_FILES, {
    async provideHover(document, position, cancelled) {
      const cell = cellAt(document.lineAt(position.line).text, position.character);
      if (!cell) return undefined;
      const session = attaching(document.uri, sessions);
      const scope = session && (await session.read()).scope;
      if (cancelled.isCancellationRequested) return undefined;
      const registry = scope?.registry ?? builtInRegistry();
      const term = termOfCell(cell.text, registry);
      if (!term) return undefined;
      const content = scope ? describeTerm(term, scope) : describeCard(cardOf(term, registry));
      const range = new vscode.Range(position.line, cell.start, position.line, cell.end);
      return new vscode.Hover(toMarkdown(content), range);
    },
  });
}

/** The notebook that reads this file, one in sight before others: its overlays hold, and it knows how much a model was used. */
function attaching(file: vscode.Uri, sessions: Sessions): Session | undefined {
  const reads = (session: Session): boolean => {
    const { datasets, registries } = session.parse().definitions;
    return [...datasets.values(), ...registries].some(({ node }) => {
      const uri = node.file && resolve(session.notebook.uri, node.file.text);
      return uri instanceof vscode.Uri && uri.toString() === file.toString();
    });
  };
  const inSight = new Set(vscode.window.visibleNotebookEditors.map(({ notebook }) => notebook));
  const reading = sessions.all().filter(reads);
  return reading.find(({ notebook }) => inSight.has(notebook)) ?? reading.at(-1);
}
