/** Hovers: models, labs and countries in queries and in prose; words of the language, datasets and groups in queries. */
import * as vscode from 'vscode';
import { resolveTerm } from '../analysis/terms';
import { usageOf } from '../analysis/usage';
import { escapeMarkdown } from '../protocol/markdown';
import { tokenAt } from '../language/parser';
import { isKeyword, VOCABULARY } from '../language/vocabulary';
import { cardOf, type Card, type Term } from '../registry/card';
import { flagUri } from '../registry/flags';
import { builtInRegistry } from '../registry/registry';
import { termFinder } from '../registry/terms';
import type { Scope } from '../analysis/scope';
import { describe } from '../analysis/notebook';
import { rangeOf } from './diagnostics';
import { PROSE_CELLS, QUERY_CELLS } from './names';
import type { Sessions } from './session';

export function registerHovers(sessions: Sessions): vscode.Disposable {
  const find = termFinder(builtInRegistry());
  const inQueries: vscode.HoverProvider = {
    async provideHover(document, position) {
      const session = sessions.ofCell(document);
      const token = tokenAt(document.getText(), document.offsetAt(position));
      if (!session || !token) return undefined;
      const { model, scope } = await session.read();
      const range = rangeOf(token, document);
      if (token.kind === 'name' && isKeyword(token.text))
        return new vscode.Hover(wordHover(token.text), range);
      const attached = token.kind === 'name' ? scope.datasets.get(token.text) : undefined;
      if (attached?.dataset)
        return new vscode.Hover(new vscode.MarkdownString(escapeMarkdown(describe(attached))), range);
      const group = token.kind === 'name' ? model.definitions.groups.get(token.text) : undefined;
      if (group) {
        const { node, cell } = group;
        const text = model.cells.find((each) => each.id === cell)?.text.slice(node.start, node.end) ?? '';
        return new vscode.Hover(new vscode.MarkdownString().appendCodeblock(text, 'tokshare'), range);
      }
      const term = resolveTerm(token, scope);
      return term && new vscode.Hover(cardHover(cardOf(term, scope.registry), term, scope), range);
    },
  };
  const inProse: vscode.HoverProvider = {
    async provideHover(document, position) {
      const session = sessions.ofCell(document);
      const offset = document.offsetAt(position);
      const found = find(document.getText()).find((each) => each.start <= offset && offset <= each.end);
      if (!session || !found) return undefined;
      const { scope } = await session.read();
      return new vscode.Hover(
        cardHover(cardOf(found.term, scope.registry), found.term, scope),
        rangeOf(found, document),
      );
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(QUERY_CELLS, inQueries),
    vscode.languages.registerHoverProvider(PROSE_CELLS, inProse),
  );
}

function wordHover(word: keyof typeof VOCABULARY): vscode.MarkdownString {
  const { meaning, example } = VOCABULARY[word];
  return new vscode.MarkdownString()
    .appendMarkdown(`**${word}**\n\n${meaning}\n`)
    .appendCodeblock(example, 'tokshare');
}

/** Names come from files: they are words, never Markdown. (`appendText` would forbid them to wrap.) */
function cardHover(card: Card, term: Term, scope: Scope): vscode.MarkdownString {
  const hover = new vscode.MarkdownString();
  const flag = card.country && flagUri(card.country.code);
  if (flag !== undefined && card.country)
    hover.appendMarkdown(`![${card.country.code}](${flag}|width=20,height=15) `);
  hover.appendMarkdown(`**${escapeMarkdown(card.title)}**\n\n`);
  for (const { label, value } of card.lines) line(hover, label, value);
  for (const { dataset, text } of usageOf(term, scope)) line(hover, dataset, text);
  return hover;
}

function line(hover: vscode.MarkdownString, label: string, value: string): void {
  hover.appendMarkdown(`*${escapeMarkdown(label)}*: ${escapeMarkdown(value)}  \n`);
}
