import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension in a real VS Code', () => {
  it('activates', async () => {
    const extension = vscode.extensions.getExtension('tokshare.tokshare');
    assert.ok(extension, 'the extension is not installed');
    await extension.activate();
    assert.ok(extension.isActive);
  });

  it('opens the example as a notebook', async () => {
    const [file] = await vscode.workspace.findFiles('chinese-models.tokshare');
    assert.ok(file, 'the workspace has no chinese-models.tokshare');
    const notebook = await vscode.workspace.openNotebookDocument(file);
    assert.equal(notebook.notebookType, 'tokshare');
    assert.ok(notebook.cellCount > 0, 'the notebook has no cells');
    assert.ok(!notebook.isDirty, 'opening made it dirty');
  });
});
