import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  diagnosticsOf,
  inWorkspace,
  openCells,
  queries,
  read,
  results,
  rewrite,
  runAll,
  until,
  write,
} from './helpers';

const ATTACH = 'attach A from "data/openrouter-weekly-top.csv"';
const GROUP = 'group mine = lab (qwen)';

/** Index of a stale cell → why, as its status says it. */
async function stale(): Promise<Record<number, string>> {
  return Object.fromEntries(await vscode.commands.executeCommand<[number, string][]>('_tokshare.staleCells'));
}

async function untilStale(wanted: Readonly<Record<number, string>>): Promise<void> {
  let last = '';
  await until(`stale cells ${JSON.stringify(wanted)}`, async () => {
    last = JSON.stringify(await stale());
    return last === JSON.stringify(wanted);
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}; the last were ${last}`);
  });
}

async function replaceCells(
  notebook: vscode.NotebookDocument,
  from: number,
  to: number,
  ...texts: readonly string[]
): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const cells = texts.map(
    (text) => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'tokshare'),
  );
  edit.set(notebook.uri, [vscode.NotebookEdit.replaceCells(new vscode.NotebookRange(from, to), cells)]);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** `file` is attached by A; the group is used by two of three queries. */
async function openRun(file = 'data/openrouter-weekly-top.csv'): Promise<vscode.NotebookDocument> {
  const notebook = await openCells(
    `attach A from "${file}"`,
    GROUP,
    'tokens for mine in 2026-W07',
    'tokens for CN in 2026-W07',
    'share of tokens for mine in 2026-W07',
  );
  await runAll(notebook);
  return notebook;
}

describe('stale cells', () => {
  it('are those that a changed definition feeds, until it is as it was', async () => {
    const notebook = await openRun();
    await rewrite(notebook.cellAt(1), 'group mine = lab (openai)');
    await untilStale({
      1: 'stale: this cell changed',
      2: 'stale: `mine` changed',
      4: 'stale: `mine` changed',
    });
    assert.equal(results(notebook.cellAt(2)).length, 1, 'the output stays');
    await rewrite(notebook.cellAt(1), `# The same, with a remark\n${GROUP}`);
    await untilStale({});
  });

  it('are those whose own text changed, or whose definition is gone', async () => {
    const notebook = await openRun();
    await rewrite(notebook.cellAt(3), 'tokens for US in 2026-W07');
    await untilStale({ 3: 'stale: this cell changed' });
    await replaceCells(notebook, 1, 2);
    await untilStale({
      1: 'stale: `mine` was deleted',
      2: 'stale: this cell changed',
      3: 'stale: `mine` was deleted',
    });
    // Wherever it stands, and whether or not it was run.
    await replaceCells(notebook, 4, 4, GROUP);
    await untilStale({ 2: 'stale: this cell changed' });
  });

  it('come and go with undo', async () => {
    const notebook = await openRun();
    await replaceCells(notebook, 1, 2);
    await untilStale({ 1: 'stale: `mine` was deleted', 3: 'stale: `mine` was deleted' });
    await vscode.commands.executeCommand('notebook.focusTop');
    await vscode.commands.executeCommand('undo');
    await until('the cell is back', () => notebook.cellCount === 5);
    await untilStale({});
    await rewrite(notebook.cellAt(1), 'group mine = lab (openai)');
    await untilStale({
      1: 'stale: this cell changed',
      2: 'stale: `mine` changed',
      4: 'stale: `mine` changed',
    });
  });

  it('are none when cells only move', async () => {
    const notebook = await openRun();
    await vscode.commands.executeCommand('notebook.focusTop');
    const [first] = notebook.getCells();
    await vscode.commands.executeCommand('notebook.cell.moveDown');
    await until('the first cell has moved', () => notebook.cellAt(1).document === first!.document);
    await rewrite(notebook.cellAt(3), 'tokens for US in 2026-W07');
    // Only that, although the other edit came first.
    await untilStale({ 3: 'stale: this cell changed' });
  });

  it('are those that read a changed file', async () => {
    const source = await read(inWorkspace('data/openrouter-weekly-top.csv'));
    const uri = await write('data/changing.csv', source);
    const notebook = await openRun('data/changing.csv');
    const before = results(notebook.cellAt(3));
    const text = source.split('\n').slice(0, -20).join('\n');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(`${text}\n`));
    await untilStale({
      0: 'stale: "data/changing.csv" changed',
      2: 'stale: "data/changing.csv" changed',
      3: 'stale: "data/changing.csv" changed',
      4: 'stale: "data/changing.csv" changed',
    });
    assert.deepEqual(results(notebook.cellAt(3)), before, 'the output stays');
    await vscode.commands.executeCommand('tokshare.runStaleCells');
    await untilStale({});
  });

  it('are none where outputs were cleared', async () => {
    const notebook = await openRun();
    await vscode.commands.executeCommand('notebook.clearAllCellsOutputs');
    await until('no outputs', () => queries(notebook).every((cell) => cell.outputs.length === 0));
    await rewrite(notebook.cellAt(1), 'group mine = lab (openai)');
    await runAll(notebook);
    await rewrite(notebook.cellAt(1), GROUP);
    await untilStale({
      1: 'stale: this cell changed',
      2: 'stale: `mine` changed',
      4: 'stale: `mine` changed',
    });
    await vscode.commands.executeCommand('notebook.clearAllCellsOutputs');
    await untilStale({});
  });

  it('are run by one command, in their order and no others', async () => {
    const notebook = await openRun();
    await rewrite(notebook.cellAt(1), 'group mine = lab (openai)');
    await untilStale({
      1: 'stale: this cell changed',
      2: 'stale: `mine` changed',
      4: 'stale: `mine` changed',
    });
    const orders = (): (number | undefined)[] =>
      notebook.getCells().map((cell) => cell.executionSummary?.executionOrder);
    const before = orders();
    const last = Math.max(...before.map((order) => order ?? 0));
    await vscode.commands.executeCommand('tokshare.runStaleCells');
    await untilStale({});
    assert.deepEqual(orders(), [before[0], last + 1, last + 2, before[3], last + 3]);
    // With none left, it does nothing.
    await vscode.commands.executeCommand('tokshare.runStaleCells');
    assert.deepEqual(orders(), [before[0], last + 1, last + 2, before[3], last + 3]);
  });

  it('write nothing into the file', async () => {
    const notebook = await openRun();
    await rewrite(notebook.cellAt(1), 'group mine = lab (openai)');
    await untilStale({
      1: 'stale: this cell changed',
      2: 'stale: `mine` changed',
      4: 'stale: `mine` changed',
    });
    const before = await read(notebook.uri);
    await notebook.save();
    assert.equal(await read(notebook.uri), before.replace(GROUP, 'group mine = lab (openai)'));
    await vscode.commands.executeCommand('tokshare.runStaleCells');
    await untilStale({});
    assert.equal(notebook.isDirty, false);
  });
});

describe('diagnostics of many cells', () => {
  it('come in every cell that a broken definition feeds, and go when it is mended', async () => {
    const uses = ['tokens for mine in 2026-W07', 'share of tokens for mine', 'tokens weekly within mine'];
    const notebook = await openCells(ATTACH, GROUP, ...uses, 'tokens for CN');
    const documents = queries(notebook).map((cell) => cell.document);
    await rewrite(notebook.cellAt(1), 'group mine = lab (nobody_at_all)');
    for (const document of documents.slice(1, 5))
      await diagnosticsOf(document, 'a diagnostic', (all) => all.length > 0);
    await diagnosticsOf(documents[5]!, 'no diagnostic', (all) => all.length === 0);
    await rewrite(notebook.cellAt(1), GROUP);
    for (const document of documents.slice(1))
      await diagnosticsOf(document, 'no diagnostic', (all) => all.length === 0);
  });

  it('are set anew only where they differ', async () => {
    const changed: string[] = [];
    const watch = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      changed.push(...uris.map(String));
    });
    const notebook = await openCells(ATTACH, 'tokens for nobody_at_all', 'tokens for CN');
    const [attach, standing, typed] = queries(notebook).map((cell) => cell.document);
    // Word of what is told first comes a little after it can be seen.
    await until('word of the first ones', () =>
      [attach, standing].every((each) => changed.includes(String(each!.uri))),
    );
    changed.length = 0;
    await rewrite(notebook.cellAt(2), 'tokens for CN in 2026-W07 by contry');
    await until('word of the diagnostic', () => changed.includes(String(typed!.uri)));
    watch.dispose();
    assert.deepEqual([...new Set(changed)], [String(typed!.uri)]);
  });

  it('go with their cell', async () => {
    const notebook = await openCells(ATTACH, 'tokens for nobody_at_all');
    const { document } = notebook.cellAt(1);
    await diagnosticsOf(document, 'a diagnostic', (all) => all.length === 1);
    await replaceCells(notebook, 1, 2);
    await diagnosticsOf(document, 'no diagnostic', (all) => all.length === 0);
  });

  it('tell a merge conflict as soon as it stands in a cell, and no longer', async () => {
    const notebook = await openCells(ATTACH, 'tokens for CN');
    const { document } = notebook.cellAt(1);
    const codes = (all: readonly vscode.Diagnostic[]): unknown[] => all.map(({ code }) => code);
    await rewrite(notebook.cellAt(1), 'tokens for CN\n<<<<<<< ours\n>>>>>>> theirs');
    await diagnosticsOf(document, 'the conflict', (all) => codes(all).includes('merge-conflict'));
    await rewrite(notebook.cellAt(1), 'tokens for CN in 2026-W07');
    await diagnosticsOf(document, 'no diagnostic', (all) => all.length === 0);
  });

  it('see a file that appears, and the name of a definition that was meant', async () => {
    const notebook = await openCells(
      'attach A from "data/to-come.csv"',
      'tokens for yours',
      'group your = (CN)',
    );
    const [attach, use] = queries(notebook).map((cell) => cell.document);
    await diagnosticsOf(attach!, 'no such file', (all) => all.some(({ code }) => code === 'file'));
    await write('data/to-come.csv', 'week,author,tokens\n2026-W01,deepseek,50\n');
    await diagnosticsOf(attach!, 'no diagnostic', (all) => all.length === 0);
    await diagnosticsOf(use!, 'a name that is near', (all) =>
      all.some(({ message }) => /`your`/.test(message)),
    );
  });
});
