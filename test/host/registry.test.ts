import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hoverText, inWorkspace, open, openCells, placeOf, queries, read, until, write } from './helpers';

const DATA = 'attach U from "data/unmapped.csv"';
const ROWS = [
  'week,model,tokens',
  '2026-W01,acme/one:free,30',
  '2026-W01,deepseek/deepseek-v4-flash,60',
  '2026-W02,qwen/of-tomorrow,10',
  '',
].join('\n');
const HEADER = 'model,lab,country,weights,release,price,output_price,aliases';
const OVERLAY = 'registry.csv';

async function actionsAt(document: vscode.TextDocument, text: string): Promise<vscode.CodeAction[]> {
  const place = placeOf(document, text);
  const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(place, place),
  );
  return found.filter(({ title }) => / unmapped,|registry overlay$/.test(title));
}

async function run({ command }: vscode.CodeAction): Promise<void> {
  assert(command);
  await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

function texts(notebook: vscode.NotebookDocument): string[] {
  return queries(notebook).map(({ document }) => document.getText());
}

describe('the registry: what it lacks', () => {
  beforeEach(async () => {
    await write('data/unmapped.csv', ROWS);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    if (await isThere(inWorkspace(OVERLAY))) await vscode.workspace.fs.delete(inWorkspace(OVERLAY));
  });

  it('is counted on the light bulb of an attach', async () => {
    const notebook = await openCells(DATA);
    const actions = await actionsAt(queries(notebook)[0]!.document, 'attach');
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['2 names unmapped, 40.0% of its tokens: list them'],
    );
  });

  it('gets a row in an overlay that is begun for it, with its statement; a second time only the cursor', async () => {
    const notebook = await openCells('# Prose', DATA, 'tokens for acme/one:free');
    const action = async (): Promise<vscode.CodeAction> => {
      const query = queries(notebook).at(-1)!;
      const [only] = await actionsAt(query.document, 'acme/one');
      assert.equal(only?.title, 'Add `acme/one` to the registry overlay');
      return only;
    };
    const add = await action();
    await run(add);
    const uri = inWorkspace(OVERLAY);
    assert.equal(await read(uri), `${HEADER}\nacme/one,,,,,,,\n`);
    assert.deepEqual(texts(notebook), [DATA, 'registry "registry.csv"', 'tokens for acme/one:free']);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), uri.toString());
    assert.deepEqual(
      [editor.selection.active.line, editor.selection.active.character],
      [1, 'acme/one,'.length],
    );

    await run(add);
    assert.equal(editor.document.getText(), `${HEADER}\nacme/one,,,,,,,\n`);
    assert.equal(texts(notebook).length, 3);
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 1);

    // What was done in the notebook and beside it is taken back in the notebook.
    await vscode.window.showNotebookDocument(notebook);
    await vscode.commands.executeCommand('notebook.focusTop');
    await vscode.commands.executeCommand('undo');
    await until('the statement is gone', () => texts(notebook).length === 2);
  });

  it('gets a row at the end of the overlay that there is, unsaved, which one undo takes back', async () => {
    const before = 'slug,price\nx/y,1\n';
    const uri = await write('my-models.csv', before);
    const notebook = await openCells(DATA, 'registry "my-models.csv"', 'tokens for qwen/of-tomorrow');
    const [add] = await actionsAt(queries(notebook)[2]!.document, 'qwen/of');
    assert(add);
    await run(add);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.getText(), `${before}qwen/of-tomorrow,\n`);
    assert.equal(document.isDirty, true);
    assert.equal(texts(notebook).length, 3);
    await vscode.commands.executeCommand('undo');
    await until('one undo has taken the row back', () => document.getText() === before);
  });

  it('is listed, and what is chosen is added', async () => {
    const notebook = await openCells(DATA);
    void vscode.commands.executeCommand('tokshare.unmappedModels');
    // The first of the list has most tokens. It is accepted as soon as the list is there.
    await until('the chosen name has its row', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return isThere(inWorkspace(OVERLAY));
    });
    await until('the notebook has the statement', () => texts(notebook).length === 2);
    await until('the cursor is in the row', () =>
      vscode.window.activeTextEditor?.document.uri.path.endsWith(`/${OVERLAY}`),
    );
    assert.equal(await read(inWorkspace(OVERLAY)), `${HEADER}\nacme/one,,,,,,,\n`);
  });

  it('is no longer missing once the overlay says it, and hovers say which file does', async () => {
    await write(OVERLAY, `${HEADER}\nacme/one,acme,DE,open,,,,\n`);
    const notebook = await openCells(DATA, 'registry "registry.csv"', 'tokens for acme/one:free');
    const [attach, , query] = queries(notebook);
    const actions = await actionsAt(attach!.document, 'attach');
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['1 name unmapped, 10.0% of its tokens: list them'],
    );
    const hover = await hoverText(query!.document, 'acme/one');
    assert.match(hover, /Country\*: DE Germany/);
    assert.match(hover, /Registry\*: registry\.csv \(.*weights/);
  });
});

describe('the registry: hovers in CSV files', () => {
  it('show the card of a slug or name, and nothing on other cells', async () => {
    const uri = await write(
      'data/names.csv',
      'day,model,maker\n2026-01-01,z-ai/glm-5.2:free,"Mistral"\n2026-01-02,nobody/knows,Nobody\n',
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const slug = await hoverText(document, 'glm-5.2');
    assert.match(slug, /\*\*GLM 5\.2 \(free\)\*\*/);
    assert.match(slug, /matched by alias z-ai\/glm-5\.2:free/);
    assert.match(await hoverText(document, 'Mistral'), /\*Matched\*: by name Mistral/);
    for (const word of ['2026-01-01', 'nobody', 'Nobody', 'maker'])
      assert.equal(await hoverText(document, word), '', word);
  });

  it('show what the notebook that attaches the file knows: its overlay, and how much a model was used', async () => {
    await write('data/unmapped.csv', ROWS);
    await write('my-models.csv', 'model,lab,country\nacme/one,acme,DE\n');
    await open(await write('reads.tokshare', `\`\`\`tokshare\n${DATA}\nregistry "my-models.csv"\n\`\`\`\n`));
    const document = await vscode.workspace.openTextDocument(inWorkspace('data/unmapped.csv'));
    const hover = await hoverText(document, 'acme/one');
    assert.match(hover, /Country\*: DE Germany/);
    assert.match(hover, /\*U\*: 30 tokens in 2026-W01/);
  });
});

describe('the registry: its table', () => {
  const tabs = (): string[] =>
    vscode.window.tabGroups.all.flatMap(({ tabs: open }) =>
      open.filter(({ input }) => input instanceof vscode.TabInputWebview).map(({ label }) => label),
    );

  it('is one page, whoever asks for it and however often', async () => {
    const notebook = await openCells(DATA);
    await vscode.commands.executeCommand('tokshare.showRegistry');
    await until('the page is there', () => tabs().length === 1);
    await vscode.window.showNotebookDocument(notebook);
    await vscode.commands.executeCommand('tokshare.showRegistry');
    await vscode.commands.executeCommand('tokshare.showRegistry');
    assert.deepEqual(tabs(), ['Registry']);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('the page is closed', () => tabs().length === 0);
  });
});
