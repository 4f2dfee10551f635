import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openCells, queries, until } from './helpers';

/** The coloured words of a cell, each with its colour. */
async function colours(document: vscode.TextDocument): Promise<string[]> {
  const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend | undefined>(
    'vscode.provideDocumentSemanticTokensLegend',
    document.uri,
  );
  const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>(
    'vscode.provideDocumentSemanticTokens',
    document.uri,
  );
  if (!legend || !tokens) return [];
  const found: string[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < tokens.data.length; at += 5) {
    const [lines = 0, characters = 0, length = 0, type = 0] = tokens.data.slice(at, at + 4);
    line += lines;
    character = lines > 0 ? characters : character + characters;
    const text = document.getText(new vscode.Range(line, character, line, character + length));
    found.push(`${text}:${legend.tokenTypes[type]}`);
  }
  return found;
}

describe('colours', () => {
  it('say what each name stands for, and nothing of names that are unknown', async () => {
    const notebook = await openCells(
      'attach B from "data/openrouter-daily-by-author.csv"',
      'group six = lab (deepseek, qwen)',
      'share of tokens for (six, nobody-knows)\n  within (six, US) by lab using B',
    );
    const [data, group, query] = queries(notebook);
    assert.deepEqual(await colours(data!.document), ['B:namespace']);
    assert.deepEqual(await colours(group!.document), [
      ...['six:class', 'lab:type', 'deepseek:enumMember', 'qwen:enumMember'],
    ]);
    assert.deepEqual(await colours(query!.document), [
      ...['tokens:property', 'six:class', 'six:class', 'US:enumMember', 'lab:type', 'B:namespace'],
    ]);
  });

  it('follow a definition that is changed in another cell', async () => {
    const notebook = await openCells(
      'attach B from "data/openrouter-daily-by-author.csv"',
      'group seven = lab (deepseek, qwen)',
      'tokens for six using B',
    );
    const [, group, query] = queries(notebook);
    assert.deepEqual(await colours(query!.document), ['tokens:property', 'B:namespace']);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(group!.document.uri, new vscode.Range(0, 6, 0, 11), 'six');
    await vscode.workspace.applyEdit(edit);
    await until('the name is coloured', async () => (await colours(query!.document)).includes('six:class'));
  });
});
