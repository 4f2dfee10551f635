import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { receive } from '../../src/host/messaging';
import { write as writeFile } from '../../src/host/saveAs';
import { OutputMetadata } from '../../src/protocol/messages';
import { open, openCells, queries, runAll, until, write } from './helpers';

const ATTACH = 'attach A from "data/openrouter-weekly-top.csv"';
const READING = 'share of tokens for CN within known\n  in 2026-W07 using A';

let opened = 0;

/** The notebook with a record below its second query. */
async function openRecorded(): Promise<vscode.NotebookDocument> {
  const fence = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\``;
  const parts = [
    fence('tokshare', ATTACH),
    'Some prose.',
    fence('tokshare', 'tokens for CN in 2026-W07'),
    fence('tokshare-result', 'a record'),
    'More prose.',
  ];
  // A file of its own: one that is written again while it is open may be read again at any time.
  return open(await write(`messages-${++opened}.tokshare`, `${parts.join('\n\n')}\n`));
}

function texts(notebook: vscode.NotebookDocument): string[] {
  return notebook.getCells().map((cell) => cell.document.getText());
}

function editorOf(notebook: vscode.NotebookDocument): vscode.NotebookEditor {
  const editor = vscode.window.visibleNotebookEditors.find((each) => each.notebook === notebook);
  assert.ok(editor, 'the notebook is in an editor');
  return editor;
}

function insertBelow(cell: vscode.NotebookCell, query = READING): unknown {
  return { kind: 'insert', cell: cell.document.uri.toString(), query };
}

describe('host: messages from the renderer of results', () => {
  it('name the cell of their output', async () => {
    const notebook = await openCells(ATTACH, 'tokens for CN in 2026-W07');
    await runAll(notebook);
    const [, cell] = queries(notebook);
    const [output] = cell!.outputs;
    assert.deepEqual(OutputMetadata.parse(output?.metadata), { cell: cell!.document.uri.toString() });
  });

  it('insert a query below its cell, select it, and can be undone', async () => {
    const notebook = await openRecorded();
    const editor = editorOf(notebook);
    const before = texts(notebook);
    await receive(editor, insertBelow(notebook.cellAt(0)));
    assert.deepEqual(texts(notebook), [before[0], READING, ...before.slice(1)]);
    const added = notebook.cellAt(1);
    assert.equal(added.kind, vscode.NotebookCellKind.Code);
    assert.equal(added.document.languageId, 'tokshare');
    await until('the new cell is selected', () => {
      const [selection] = editorOf(notebook).selections;
      return selection?.start === 1 && selection.end === 2;
    });
    assert.equal(vscode.window.activeNotebookEditor?.notebook, notebook);
    await vscode.commands.executeCommand('undo');
    await until('the cell is taken back', () => notebook.cellCount === before.length);
    assert.deepEqual(texts(notebook), before);
  });

  it('insert below the record of the cell', async () => {
    const notebook = await openRecorded();
    const before = texts(notebook);
    await receive(editorOf(notebook), insertBelow(notebook.cellAt(2)));
    assert.deepEqual(texts(notebook), [...before.slice(0, 4), READING, ...before.slice(4)]);
  });

  it('insert below the last cell, where nothing follows', async () => {
    const notebook = await openCells(ATTACH, 'tokens for CN in 2026-W07');
    await receive(editorOf(notebook), insertBelow(notebook.cellAt(1)));
    assert.deepEqual(texts(notebook), [ATTACH, 'tokens for CN in 2026-W07', READING]);
  });

  it('change nothing if they are none of ours', async () => {
    const notebook = await openRecorded();
    const editor = editorOf(notebook);
    const cell = notebook.cellAt(0);
    const before = texts(notebook);
    for (const message of [
      undefined,
      null,
      'insert',
      {},
      { kind: 'insert', query: READING },
      { kind: 'insert', cell: cell.document.uri.toString() },
      { kind: 'insert', cell: 0, query: READING },
      { kind: 'insert', cell: cell.document.uri.toString(), query: ['a'] },
      { kind: 'delete', cell: cell.document.uri.toString(), query: READING },
    ]) {
      await receive(editor, message);
      assert.deepEqual(texts(notebook), before);
    }
    assert.equal(notebook.isDirty, false);
  });

  it('change nothing if their cell is gone, or in another notebook', async () => {
    const other = await openCells(ATTACH);
    const foreign = insertBelow(other.cellAt(0));
    const notebook = await openRecorded();
    const before = texts(notebook);
    await receive(editorOf(notebook), foreign);
    const gone = insertBelow(notebook.cellAt(4));
    const edit = new vscode.WorkspaceEdit();
    edit.set(notebook.uri, [vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(4, 5))]);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await receive(editorOf(notebook), gone);
    assert.deepEqual(texts(notebook), before.slice(0, 4));
  });

  it('insert the query of a member of a result below its cell', async () => {
    const notebook = await openCells(ATTACH, 'tokens by country in 2026-W07 using A | top 5 as donut');
    const cell = notebook.cellAt(1);
    const uri = cell.document.uri.toString();
    const query = cell.document.getText();
    await receive(editorOf(notebook), { kind: 'narrow', cell: uri, query, member: 'CN' });
    assert.equal(notebook.cellCount, 3);
    assert.equal(texts(notebook)[2], 'tokens for country:CN in 2026-W07 using A');
    await runAll(notebook);
    const outputs = notebook.cellAt(2).outputs.flatMap(({ items }) => items.map(({ mime }) => mime));
    assert.ok(outputs.includes('application/vnd.tokshare.result+json'), outputs.join());
    // What cannot be asked changes nothing.
    await receive(editorOf(notebook), { kind: 'narrow', cell: uri, query, member: '"' });
    assert.equal(notebook.cellCount, 3);
  });

  it('write a file where the user says, and never over the notebook', async () => {
    const notebook = await openCells(ATTACH);
    const saved = await write('saved.tokshare', 'to be kept');
    const bytes = new Uint8Array([1, 2, 3]);
    const target = vscode.Uri.joinPath(saved, '..', 'chart.png');
    await writeFile(target, bytes, notebook);
    assert.deepEqual(new Uint8Array(await vscode.workspace.fs.readFile(target)), bytes);
    const own = await open(saved);
    await writeFile(own.uri, bytes, own);
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(saved)), 'to be kept');
    // A folder that is not there is said, and not made a failure of the extension.
    await writeFile(vscode.Uri.joinPath(saved, 'x', 'chart.png'), bytes, notebook);
  });

  it('copy text to the clipboard', async () => {
    const notebook = await openCells(ATTACH);
    const text = 'the finding\n\nlab\ttokens';
    await receive(editorOf(notebook), { kind: 'copy', text });
    await until('the text is copied', async () => (await vscode.env.clipboard.readText()) === text);
  });
});
