/** Hovers: in queries everything that has a meaning, in prose models, labs and countries. */
import * as vscode from 'vscode';
import { describeTerm } from '../editor/describe';
import { hoverAt } from '../editor/hover';
import { builtInRegistry } from '../registry/registry';
import { termFinder } from '../registry/terms';
import { toMarkdown } from './content';
import { rangeOf } from './diagnostics';
import { PROSE_CELLS, QUERY_CELLS } from './names';
import type { Sessions } from './session';

export function registerHovers(sessions: Sessions): vscode.Disposable {
  const find = termFinder(builtInRegistry());
  const inQueries: vscode.HoverProvider = {
    async provideHover(document, position) {
      const session = sessions.ofCell(document);
      if (!session) return undefined;
      const snapshot = await session.read();
      const cell = session.cell(snapshot.model, document);
      const found = cell && hoverAt(cell, document.offsetAt(position), snapshot);
      return found && new vscode.Hover(toMarkdown(found.content), rangeOf(found, document));
    },
  };
  const inProse: vscode.HoverProvider = {
    async provideHover(document, position) {
      const session = sessions.ofCell(document);
      const offset = document.offsetAt(position);
      const found = find(document.getText()).find((each) => each.start <= offset && offset <= each.end);
      if (!session || !found) return undefined;
      const { scope } = await session.read();
      return new vscode.Hover(toMarkdown(describeTerm(found.term, scope)), rangeOf(found, document));
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(QUERY_CELLS, inQueries),
    vscode.languages.registerHoverProvider(PROSE_CELLS, inProse),
  );
}
