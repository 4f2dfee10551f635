import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  diagnosticsOf,
  inWorkspace,
  openCells,
  queries,
  read,
  rewrite,
  runAll,
  until,
  write,
} from './helpers';

const ATTACH = 'attach A from "data/openrouter-weekly-top.csv"';
const CLAIM = 'claim "4.12T" = tokens for CN within top 9 models each week in 2026-W07 expect 4.12T';
const QUERY = 'tokens for US within top 9 models each week in 2026-W07';

function records(notebook: vscode.NotebookDocument): vscode.NotebookCell[] {
  return notebook.getCells().filter((cell) => cell.document.languageId === 'tokshare-result');
}

async function recordAll(notebook: vscode.NotebookDocument): Promise<void> {
  await vscode.commands.executeCommand('tokshare.recordResults');
  await until('there are records', () => records(notebook).length > 0);
}

async function fix(document: vscode.TextDocument, title: string): Promise<void> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(0, 0, document.lineCount, 0),
  );
  const action = actions.find((each) => each.title === title);
  assert(action, `"${title}" is not among ${actions.map((each) => each.title).join(', ')}`);
  if (action.edit) await vscode.workspace.applyEdit(action.edit);
  if (action.command) {
    const { command, arguments: values = [] } = action.command;
    await vscode.commands.executeCommand(command, ...(values as unknown[]));
  }
}

const lenses = async (cell: vscode.NotebookCell): Promise<(string | undefined)[]> => {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    cell.document.uri,
    10,
  );
  return found.map(({ command }) => command?.title.replace(/\$\([a-z-]+\) /, ''));
};

const stale = (document: vscode.TextDocument): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(document.uri).filter(({ code }) => code === 'stale-record');

describe('Record results', () => {
  it('writes what cells give after their queries; one undo takes it back', async () => {
    const notebook = await openCells(ATTACH, CLAIM, QUERY);
    const before = await read(notebook.uri);
    await recordAll(notebook);
    assert.deepEqual(
      notebook.getCells().map(({ document }) => document.languageId),
      ['tokshare', 'tokshare', 'tokshare-result', 'tokshare', 'tokshare-result'],
    );
    const [claim, query] = records(notebook).map((cell) => cell.document.getText().split('\n'));
    assert.match(claim?.[0] ?? '', /^holds: computed 4\.126T, published 4\.12T$/);
    assert.match(query?.[0] ?? '', /2\.935T/);
    assert.match(query?.at(-1) ?? '', /^data A@[0-9a-f]{8} · registry@/);
    await notebook.save();
    const after = await read(notebook.uri);
    const written = after.replace(/```tokshare-result\n(?:.*\n)*?```\n/g, '');
    assert.equal(written, before, 'every other line is as it was');
    await vscode.commands.executeCommand('undo');
    await until('the records are gone', () => records(notebook).length === 0);
    await notebook.save();
    assert.equal(await read(notebook.uri), before);
  });

  it('a second time changes nothing', async () => {
    const notebook = await openCells(ATTACH, CLAIM);
    await recordAll(notebook);
    await notebook.save();
    await vscode.commands.executeCommand('tokshare.recordResults');
    assert.equal(notebook.isDirty, false);
  });

  it('of one cell leaves the others alone', async () => {
    const notebook = await openCells(ATTACH, CLAIM, QUERY);
    await vscode.commands.executeCommand('tokshare.recordResults', notebook.cellAt(2).document.uri);
    await until('there is a record', () => records(notebook).length === 1);
    assert.equal(records(notebook)[0]?.index, 3);
  });

  it('leaves out cells with mistakes', async () => {
    const notebook = await openCells(ATTACH, 'tokens for nobody', QUERY);
    // Its message waits for nobody; the records are what counts.
    await recordAll(notebook);
    assert.deepEqual(
      records(notebook).map(({ index }) => index),
      [3],
    );
  });
});

describe('A record', () => {
  it('is marked as stale when its query is edited, and recorded again by a fix', async () => {
    const notebook = await openCells(ATTACH, CLAIM);
    const claim = notebook.cellAt(1);
    assert.deepEqual(await lenses(claim), ['Record result']);
    await recordAll(notebook);
    await until('the lens has gone', async () => (await lenses(claim)).length === 0);
    await rewrite(claim, CLAIM.replace('4.12T', '4.2T').replace('4.12T', '4.2T'));
    const record = notebook.cellAt(2).document;
    const [problem] = await diagnosticsOf(record, 'the record is stale', (found) => found.length > 0);
    assert.match(problem?.message ?? '', /stale: the query, or a definition that it uses, was edited\./);
    assert.deepEqual(await lenses(claim), ['Record again']);
    await fix(record, 'Record again');
    await until('it says what is so now', () => notebook.cellAt(2).document.getText().startsWith('off by'));
    await until('the mark has gone', () => stale(notebook.cellAt(2).document).length === 0);
  });

  it('is not stale when the query is only laid out otherwise', async () => {
    const notebook = await openCells(ATTACH, QUERY);
    await recordAll(notebook);
    await rewrite(notebook.cellAt(1), 'tokens for US in 2026-W07\n  within top 9 models each week');
    // A change that does make one stale shows that the marks have been looked at since.
    await rewrite(notebook.cellAt(1), 'tokens for US in 2026-W08\n  within top 9 models each week');
    await until('it is stale', () => stale(notebook.cellAt(2).document).length === 1);
    await rewrite(
      notebook.cellAt(1),
      'tokens for US in 2026-W07\n  within top 9 models each week # as it was',
    );
    await until('it is fresh', () => stale(notebook.cellAt(2).document).length === 0);
  });

  it('is marked as stale when the data change, by name', async () => {
    const path = 'data/records-test.csv';
    await write(path, 'week,country,tokens\n2026-W07,CN,5\n2026-W07,US,3\n');
    const notebook = await openCells(`attach mine from "${path}"`, 'tokens for CN in 2026-W07');
    await recordAll(notebook);
    await write(path, 'week,country,tokens\n2026-W07,CN,6\n2026-W07,US,3\n');
    const [problem] = await diagnosticsOf(
      notebook.cellAt(2).document,
      'the record is stale',
      (found) => found.length > 0,
    );
    assert.match(problem?.message ?? '', /the data of `mine` changed/);
    await vscode.commands.executeCommand('tokshare.recordStaleResults');
    await until('it says what is so now', () => notebook.cellAt(2).document.getText().startsWith('6\n'));
    await vscode.workspace.fs.delete(inWorkspace(path));
  });

  it('that was edited by hand is marked when its cell is run', async () => {
    const notebook = await openCells(ATTACH, CLAIM);
    await recordAll(notebook);
    const record = notebook.cellAt(2);
    await rewrite(record, record.document.getText().replace('4.126T', '4.128T'));
    await runAll(notebook);
    const [problem] = await diagnosticsOf(record.document, 'it is stale', (found) => found.length > 0);
    assert.match(problem?.message ?? '', /something else than the cell gives/);
    assert.equal(queries(notebook).length, 2);
  });
});

describe('A pinned file', () => {
  it('is pinned by a code action; when it changes, the first differing row is said, and a fix pins it anew', async () => {
    const path = 'data/pinned-test.csv';
    await write(path, 'week,country,tokens\n2026-W07,CN,5\n2026-W07,US,3\n');
    const notebook = await openCells(`attach mine from "${path}"`, 'tokens for CN in 2026-W07');
    const { document } = notebook.cellAt(0);
    await fix(document, `Pin ${path} to its present state (sha256)`);
    assert.match(document.getText(), /\n {2}sha256 "[0-9a-f]{64}"$/);
    await runAll(notebook);
    await write(path, 'week,country,tokens\n2026-W07,CN,5\n2026-W07,US,4\n');
    const [problem] = await diagnosticsOf(document, 'the file is another', (found) => found.length > 0);
    assert.match(problem?.message ?? '', /line 3: it is `2026-W07,US,4` and was `2026-W07,US,3`/);
    const before = document.getText();
    await fix(document, 'Pin the file as it is now');
    assert.notEqual(document.getText(), before);
    await until('the file is taken again', () => vscode.languages.getDiagnostics(document.uri).length === 0);
    await vscode.workspace.fs.delete(inWorkspace(path));
  });
});
