import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { format } from '../../src/language/formatter';
import { openCells, placeOf, queries, until } from './helpers';

const DATA =
  'attach A from "data/openrouter-weekly-top.csv"\nattach B from "data/openrouter-daily-by-author.csv"';
const CELLS = [
  DATA,
  'group six = lab (deepseek, qwen)',
  'share of tokens for six in 2026-W11 using B\n\nlet part = share of tokens for six\n  within (six, US)',
  'tokens for each (six, US) weekly using B',
] as const;

type Places = readonly (vscode.Location | vscode.LocationLink)[];

async function ask<T>(
  command: string,
  document: vscode.TextDocument,
  text: string,
  ...more: unknown[]
): Promise<T> {
  return vscode.commands.executeCommand<T>(command, document.uri, placeOf(document, text), ...more);
}

/** The texts of all cells. */
function texts(notebook: vscode.NotebookDocument): string[] {
  return queries(notebook).map(({ document }) => document.getText());
}

function shown(places: Places, notebook: vscode.NotebookDocument): string[] {
  return places.map((place) => {
    const [uri, range] =
      'uri' in place
        ? [place.uri, place.range]
        : [place.targetUri, place.targetSelectionRange ?? place.targetRange];
    const index = queries(notebook).findIndex(({ document }) => document.uri.toString() === uri.toString());
    const document = queries(notebook)[index]?.document;
    return document
      ? `${index}:${range.start.line}:${range.start.character} ${document.getText(range)}`
      : uri.path.replace(/.*\//, '');
  });
}

describe('go to definition', () => {
  it('leads from a name to its definition in another cell, and from an attach to its file', async () => {
    const notebook = await openCells(...CELLS);
    const cells = queries(notebook);
    const go = async (cell: number, text: string): Promise<string[]> =>
      shown(await ask<Places>('vscode.executeDefinitionProvider', cells[cell]!.document, text), notebook);
    assert.deepEqual(await go(3, 'six, US'), ['1:0:6 six']);
    assert.deepEqual(await go(2, 'B\n'), ['0:1:7 B']);
    assert.deepEqual(await go(0, 'data/openrouter-weekly'), ['openrouter-weekly-top.csv']);
    assert.deepEqual(await go(3, 'tokens'), []);
  });
});

describe('references', () => {
  it('are found in all cells', async () => {
    const notebook = await openCells(...CELLS);
    const found = await ask<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      queries(notebook)[2]!.document,
      'six in',
    );
    assert.deepEqual(shown(found, notebook).sort(), [
      '1:0:6 six',
      '2:0:20 six',
      '2:2:31 six',
      '2:3:10 six',
      '3:0:17 six',
    ]);
  });

  it('are highlighted in the cell of the cursor', async () => {
    const notebook = await openCells(...CELLS);
    const { document } = queries(notebook)[2]!;
    const found = await ask<vscode.DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      document,
      'six in',
    );
    assert.deepEqual(
      found.map(({ range }) => document.getText(range)),
      ['six', 'six', 'six'],
    );
  });
});

describe('rename', () => {
  it('changes every cell by one edit, which one undo takes back', async () => {
    const notebook = await openCells(...CELLS);
    const before = texts(notebook);
    const { document } = queries(notebook)[3]!;
    const edit = await ask<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document,
      'six, US',
      'chinese_labs',
    );
    assert.equal(await vscode.workspace.applyEdit(edit), true);
    const renamed = before.map((text) => text.replaceAll('six', 'chinese_labs'));
    assert.deepEqual(texts(notebook), renamed);
    // From the cell in which one has renamed, as one would.
    await vscode.commands.executeCommand('notebook.focusBottom');
    await vscode.commands.executeCommand('notebook.cell.edit');
    await vscode.commands.executeCommand('undo');
    await until('one undo has taken all of it back', () => texts(notebook).join() === before.join());
  });

  it('is refused with its reason', async () => {
    const notebook = await openCells(...CELLS);
    const [, group, query] = queries(notebook);
    const refused = async (
      document: vscode.TextDocument,
      text: string,
      name: string,
      why: RegExp,
    ): Promise<void> =>
      assert.rejects(async () => ask('vscode.executeDocumentRenameProvider', document, text, name), why);
    await refused(query!.document, 'share', 'x', /word of the language/);
    await refused(query!.document, 'US)', 'x', /not defined in this notebook/);
    await refused(group!.document, 'six', 'within', /word of the language/);
    await refused(group!.document, 'six', 'part', /defined already/);
    await assert.rejects(async () => ask('vscode.prepareRename', query!.document, 'tokens'), /not defined/);
  });

  it('begins with the name that stands there', async () => {
    const notebook = await openCells(...CELLS);
    const { document } = queries(notebook)[2]!;
    const found = await ask<{ range: vscode.Range; placeholder: string }>(
      'vscode.prepareRename',
      document,
      'six in',
    );
    assert.equal(found.placeholder, 'six');
    assert.equal(document.getText(found.range), 'six');
  });
});

describe('outline and folding', () => {
  it('list what a cell defines and asks', async () => {
    const notebook = await openCells(...CELLS);
    const { document } = queries(notebook)[2]!;
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.deepEqual(
      symbols.map(({ name, kind }) => [name, vscode.SymbolKind[kind]]),
      [
        ['share of tokens for six in 2026-W11 using B', 'Function'],
        ['part', 'Variable'],
      ],
    );
  });

  it('fold statements and runs of definitions', async () => {
    const notebook = await openCells(...CELLS);
    const folds = async (cell: number): Promise<number[][]> => {
      const found = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
        'vscode.executeFoldingRangeProvider',
        queries(notebook)[cell]!.document.uri,
      );
      return found.map(({ start, end }) => [start, end]);
    };
    assert.deepEqual(await folds(0), [[0, 1]]);
    assert.deepEqual(await folds(2), [[2, 3]]);
  });
});

describe('formatting', () => {
  it('writes a cell as the formatter does', async () => {
    const text = 'share   of tokens for ( CN,US )   weekly';
    const notebook = await openCells(DATA, text);
    const { document } = queries(notebook)[1]!;
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      'vscode.executeFormatDocumentProvider',
      document.uri,
      { tabSize: 2, insertSpaces: true },
    );
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits);
    await vscode.workspace.applyEdit(edit);
    assert.notEqual(format(text), text);
    assert.equal(document.getText(), format(text));
  });
});

describe('signature help', () => {
  it('shows the form of the statement and the part under the cursor', async () => {
    const notebook = await openCells(DATA, 'let part = share of tokens for ');
    const { document } = queries(notebook)[1]!;
    const help = await vscode.commands.executeCommand<vscode.SignatureHelp>(
      'vscode.executeSignatureHelpProvider',
      document.uri,
      document.lineAt(0).range.end,
      ' ',
    );
    const [inner, outer] = help.signatures;
    assert.equal(help.activeSignature, 0);
    assert.match(inner!.label, /^share of VALUE\u00a0 for SET\u00a0 by DIMENSION/);
    const active = inner!.parameters[help.activeParameter]!.label;
    assert(Array.isArray(active));
    assert.equal(inner!.label.slice(...active), 'for SET');
    assert.match(outer!.label, /^let NAME\u00a0 = QUERY$/);
  });
});

describe('naming a query', () => {
  it('is offered where a query stands, and leaves a cell that says the same', async () => {
    const notebook = await openCells(DATA, 'share of tokens for CN weekly using B\n  as line');
    const { document } = queries(notebook)[1]!;
    const at = placeOf(document, 'tokens');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(at, at),
      vscode.CodeActionKind.RefactorExtract.value,
    );
    const action = actions.find(({ title }) => title === 'Name this query');
    assert(action?.edit);
    await vscode.workspace.applyEdit(action.edit);
    assert.equal(document.getText(), 'let result = share of tokens for CN weekly using B\nresult as line');
    assert(action.command);
    const [[, place]] = action.command.arguments as [[vscode.Uri, vscode.Position]];
    assert.equal(document.getText(document.getWordRangeAtPosition(place)), 'result');
  });
});
