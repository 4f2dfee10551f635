import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inWorkspace, open, openCells, queries, read } from './helpers';

const EXPORT = 'tokshare.exportReport';

async function replace(cell: vscode.NotebookCell, text: string): Promise<void> {
  const { document } = cell;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

describe('Export report', () => {
  it('writes the whole example as one page that holds what draws it', async () => {
    await open(inWorkspace('chinese-models.tokshare'));
    const target = inWorkspace('example.html');
    await vscode.commands.executeCommand(EXPORT, target);
    const page = await read(target);
    assert.match(page, /^<!doctype html>[^]*<title>Did Chinese models pass US models\?<\/title>/);
    assert.equal(page.match(/plotly\.js \(basic - minified\) v\d/g)?.length, 1);
    assert.ok(page.split('<div class="result">').length > 20);
    assert.doesNotMatch(page, /class="problem error"/);
  });

  it('writes the notebook as it stands in the editor, unsaved edits included', async () => {
    const notebook = await openCells(
      '# Of one week',
      'attach A from "data/openrouter-weekly-top.csv"',
      'tokens for CN in 2026-W07 using A',
    );
    await replace(queries(notebook)[1]!, 'tokens for US in 2026-W08 using A');
    await vscode.commands.executeCommand(EXPORT, inWorkspace('edited.md'));
    const text = await read(inWorkspace('edited.md'));
    assert.match(text, /^# Of one week\n\n```tokshare\nattach A/);
    assert.match(
      text,
      /```tokshare\ntokens for US in 2026-W08 using A\n```\n\n\*\*tokens for US in 2026-W08/,
    );
    assert.match(text, /\| ---: \|/);
    assert.match(text, /SHA-256 `[0-9a-f]{64}`/);
    assert.doesNotMatch(text, /2026-W07 using/);
    assert.equal(notebook.isDirty, true, 'to export is not to save');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('needs no run before, shows errors in words, and leaves the outputs of the editor alone', async () => {
    const notebook = await openCells('attach gone from "data/gone.csv"', 'tokens using gone');
    await vscode.commands.executeCommand(EXPORT, inWorkspace('errors.html'));
    const page = await read(inWorkspace('errors.html'));
    assert.match(page, /Error in line 1:<\/strong> data\/gone\.csv does not exist/);
    assert.doesNotMatch(page, /plotly\.js .{0,25}v\d/);
    assert.ok(queries(notebook).every(({ outputs }) => outputs.length === 0));
  });

  it('takes pictures of the workspace into the page, and no other file', async () => {
    const pixel = Uint8Array.from([0x89, 0x50, 0x4e, 0x47]);
    await vscode.workspace.fs.writeFile(inWorkspace('data/pixel.png'), pixel);
    await openCells('# ![a](data/pixel.png) ![b](../../../../etc/hostname.png)');
    await vscode.commands.executeCommand(EXPORT, inWorkspace('pictures.html'));
    const page = await read(inWorkspace('pictures.html'));
    assert.match(page, /<img src="data:image\/png;base64,iVBORw==" alt="a">/);
    assert.match(page, /\[b: [^\]]*lies outside the folders that are open/);
  });

  it('never writes over the notebook itself', async () => {
    const notebook = await openCells('# Kept');
    const before = await read(notebook.uri);
    await vscode.commands.executeCommand(EXPORT, notebook.uri);
    assert.equal(await read(notebook.uri), before);
  });

  it('says why a report cannot be written, and ends', async () => {
    await openCells('# Nowhere');
    const target = vscode.Uri.joinPath(inWorkspace('data'), 'openrouter-weekly-top.csv', 'report.html');
    await vscode.commands.executeCommand(EXPORT, target);
    assert.equal(await exists(target), false);
  });
});
