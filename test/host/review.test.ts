import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  chooseKernel,
  diagnosticsOf,
  hoverText,
  inWorkspace,
  open,
  outputText,
  queries,
  read,
  until,
  write,
} from './helpers';

const ATTACH = '```tokshare\nattach B from "data/openrouter-daily-by-author.csv"\n```';

const IN_CELL = `# Conflict

${ATTACH}

\`\`\`tokshare
<<<<<<< HEAD
tokens for CN in 2026-W11
||||||| 1a2b3c4
tokens for CN
=======
tokens for US in 2026-W11
>>>>>>> more-claims
\`\`\`
`;

const ACROSS = `---
tokshare: 1
---
# Conflict

${ATTACH}

<<<<<<< HEAD
\`\`\`tokshare
tokens for CN in 2026-W11
\`\`\`
=======
\`\`\`tokshare
tokens for US in 2026-W11
\`\`\`
>>>>>>> more-claims

Prose below.
`;

const HEAD = `---
tokshare: 1
<<<<<<< HEAD
title: One
=======
title: Two
>>>>>>> more-claims
---
# Conflict
`;

let counter = 0;

async function openText(text: string): Promise<vscode.NotebookDocument> {
  return open(await write(`review-${++counter}.tokshare`, text));
}

function isConflict({ code }: vscode.Diagnostic): boolean {
  return code === 'merge-conflict';
}

/** Every marker that is shown, as its cell and its line. */
async function markers(notebook: vscode.NotebookDocument, count: number): Promise<string[]> {
  return until(`${count} markers`, () => {
    const found = notebook.getCells().flatMap(({ document, index }) =>
      vscode.languages
        .getDiagnostics(document.uri)
        .filter(isConflict)
        .map(({ range }) => `${index}: ${document.getText(range)}`),
    );
    return found.length === count ? found : undefined;
  });
}

/** Opens a cell for editing: one that only shows rendered prose has no editor, and undo goes to what is edited. */
async function edit(cell: vscode.NotebookCell): Promise<void> {
  vscode.window.activeNotebookEditor!.selection = new vscode.NotebookRange(cell.index, cell.index + 1);
  await vscode.commands.executeCommand('notebook.cell.edit');
  await until('the cell is edited', () => vscode.window.activeTextEditor?.document === cell.document);
}

/** The quick fixes at the first marker of a cell. */
async function fixesAt(cell: vscode.NotebookCell): Promise<vscode.CodeAction[]> {
  await edit(cell);
  const [marker] = await diagnosticsOf(cell.document, 'a marker', (all) => all.some(isConflict));
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    cell.document.uri,
    marker!.range,
    vscode.CodeActionKind.QuickFix.value,
  );
  return actions.filter(({ title }) => /^Keep|^Open as text/.test(title));
}

async function fix(cell: vscode.NotebookCell, title: string): Promise<void> {
  const action = (await fixesAt(cell)).find((each) => each.title === title);
  assert.ok(action?.edit, title);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

async function saved(notebook: vscode.NotebookDocument): Promise<string> {
  assert.ok(await notebook.save());
  return read(notebook.uri);
}

async function rewrite(cell: vscode.NotebookCell, from: string, to: string): Promise<void> {
  const { document } = cell;
  const at = document.getText().indexOf(from);
  assert.ok(at >= 0, from);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(document.positionAt(at), document.positionAt(at + from.length)),
    to,
  );
  assert.ok(await vscode.workspace.applyEdit(edit));
}

describe('a merge conflict in a notebook', () => {
  it('is told at each of its markers, and at nothing else in its cell', async () => {
    const notebook = await openText(IN_CELL);
    assert.deepEqual(await markers(notebook, 4), [
      '2: <<<<<<< HEAD',
      '2: ||||||| 1a2b3c4',
      '2: =======',
      '2: >>>>>>> more-claims',
    ]);
    const found = vscode.languages.getDiagnostics(notebook.cellAt(2).document.uri);
    assert.deepEqual(found.filter(({ source }) => source === 'tokshare').length, 4);
    for (const { message } of found)
      assert.match(message, /The upper side \(HEAD\) is line 9, the lower side \(more-claims\) is line 13/);
  });

  it('is what a run of its cell says', async () => {
    const notebook = await openText(IN_CELL);
    await chooseKernel();
    await vscode.commands.executeCommand('notebook.execute');
    const cell = notebook.cellAt(2);
    await until('it has ended', () => cell.executionSummary?.timing !== undefined);
    const error = outputText(cell, 'application/vnd.code.notebook.error');
    assert.match(error, /Line 1: Read <<<<<<< HEAD, a marker of a merge conflict/);
    assert.equal(cell.outputs.length, 1);
    assert.equal(cell.executionSummary?.success, false);
  });

  it('is resolved by a quick fix in one step, and undone in one', async () => {
    const notebook = await openText(IN_CELL);
    const cell = notebook.cellAt(2);
    assert.deepEqual(
      (await fixesAt(cell)).map(({ title }) => title),
      ['Keep the upper side (HEAD)', 'Keep the lower side (more-claims)', 'Keep both sides', 'Open as text'],
    );
    await fix(cell, 'Keep the lower side (more-claims)');
    assert.equal(notebook.cellAt(2), cell, 'the cell stays');
    assert.equal(cell.document.getText(), 'tokens for US in 2026-W11');
    await markers(notebook, 0);
    assert.equal(await saved(notebook), IN_CELL.replace(/<{7}[^]*?={7}\n/, '').replace(/>{7}.*\n/, ''));
    await edit(cell);
    await vscode.commands.executeCommand('undo');
    await markers(notebook, 4);
    assert.equal(await saved(notebook), IN_CELL);
  });

  it('is told across cells, in prose and in front matter, and can be resolved there', async () => {
    const files: [text: string, markers: string[]][] = [
      [ACROSS, ['2: <<<<<<< HEAD', '4: =======', '6: >>>>>>> more-claims']],
      [HEAD, ['0: <<<<<<< HEAD', '0: =======', '0: >>>>>>> more-claims']],
    ];
    for (const [text, shown] of files) {
      const notebook = await openText(text);
      assert.deepEqual(await markers(notebook, 3), shown);
      for (const { index } of notebook.getCells().filter((cell) => shown.join().includes(`${cell.index}: `)))
        assert.deepEqual(
          (await fixesAt(notebook.cellAt(index))).map(({ title }) => title),
          [
            'Keep the upper side (HEAD)',
            'Keep the lower side (more-claims)',
            'Keep both sides',
            'Open as text',
          ],
        );
    }
  });

  it('loses nothing when the notebook is edited and saved around it', async () => {
    for (const text of [IN_CELL, ACROSS, HEAD, IN_CELL.replaceAll('\n', '\r\n')]) {
      const notebook = await openText(text);
      const prose = notebook.getCells().find(({ document }) => document.getText().includes('# Conflict'))!;
      await rewrite(prose, '# Conflict', '# A conflict');
      assert.equal(await saved(notebook), text.replace('# Conflict', '# A conflict'));
    }
  });

  it('opens as text at its marker, with what was edited', async () => {
    const notebook = await openText(IN_CELL);
    await rewrite(notebook.cellAt(0), '# Conflict', '# A conflict');
    const action = (await fixesAt(notebook.cellAt(2))).find(({ title }) => title === 'Open as text');
    const { command, arguments: values = [] } = action!.command!;
    await vscode.commands.executeCommand(command, ...(values as unknown[]));
    const editor = await until('a text editor', () =>
      vscode.window.activeTextEditor?.document.uri.toString() === notebook.uri.toString()
        ? vscode.window.activeTextEditor
        : undefined,
    );
    assert.equal(editor.document.getText(), IN_CELL.replace('# Conflict', '# A conflict'));
    assert.equal(editor.document.lineAt(editor.selection.active.line).text, '<<<<<<< HEAD');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
});

describe('an edited query in git', () => {
  it('changes its own lines only; the records that follow stay', async () => {
    const text = `---
tokshare: 1
---
# Claims

${ATTACH}

\`\`\`\`tokshare 
claim "36%" =
  share of tokens for CN in 2026-W11 using B
  expect 36%
\`\`\`\`
\`\`\`tokshare-result
holds
data B@3b1f9c2e
\`\`\`


Prose,\twith   odd blanks.\u0020\u0020

\`\`\`tokshare
tokens for US in 2026-W11 using B
\`\`\`
\`\`\`tokshare-result
US 5T
\`\`\``;
    for (const file of [text, text.replaceAll('\n', '\r\n')]) {
      const notebook = await openText(file);
      const claim = queries(notebook)[1]!;
      await rewrite(claim, 'expect 36%', 'expect 37%');
      assert.equal(await saved(notebook), file.replace('expect 36%', 'expect 37%'));
      const end = file.includes('\r\n') ? '\r\n' : '\n';
      await rewrite(queries(notebook)[2]!, ' using B', '\n  using B');
      assert.equal(
        await saved(notebook),
        file
          .replace('expect 36%', 'expect 37%')
          .replace('US in 2026-W11 using B', `US in 2026-W11${end}  using B`),
      );
    }
  });
});

describe('an older version of a notebook, as source control shows it', () => {
  const bytes = new Map<string, Uint8Array>();
  let registration: vscode.Disposable;

  before(() => {
    const refuse = (): never => {
      throw vscode.FileSystemError.NoPermissions();
    };
    registration = vscode.workspace.registerFileSystemProvider(
      'older',
      {
        onDidChangeFile: () => new vscode.Disposable(() => undefined),
        watch: () => new vscode.Disposable(() => undefined),
        // Whatever is asked for: the query alone says which file is meant.
        stat: ({ query }) => ({
          type: vscode.FileType.File,
          ctime: 0,
          mtime: 0,
          size: bytes.get(query)?.length ?? 0,
        }),
        readFile: ({ query }) => bytes.get(query) ?? refuse(),
        readDirectory: () => [],
        createDirectory: refuse,
        writeFile: refuse,
        delete: refuse,
        rename: refuse,
      },
      { isReadonly: true },
    );
  });

  after(() => {
    registration.dispose();
  });

  it('is read with the data beside the file, and has no problems of its own', async () => {
    const text = `${ATTACH}\n\n\`\`\`tokshare\ntokens for nobody-at-all using B\n\`\`\`\n`;
    const uri = await write('old.tokshare', text);
    bytes.set('HEAD', new TextEncoder().encode(text));
    const old = await vscode.workspace.openNotebookDocument(uri.with({ scheme: 'older', query: 'HEAD' }));
    const notebook = await open(uri);
    await diagnosticsOf(notebook.cellAt(1).document, 'a problem now', (all) => all.length > 0);
    assert.match(await hoverText(old.cellAt(1).document, 'B'), /1,838/);
    assert.deepEqual(
      old.getCells().flatMap(({ document }) => vscode.languages.getDiagnostics(document.uri)),
      [],
    );
  });
});

describe('the command that sets git up', () => {
  const file = '.gitattributes';
  const ALL = ['*.tokshare diff=markdown', '*.tokshare.md diff=markdown', '*.csv -text'];

  /** Writes the file, and waits until VS Code knows of it. */
  async function given(text: string): Promise<vscode.TextDocument> {
    const uri = await write(file, text);
    return until('the file is seen', async () => {
      const document = await vscode.workspace.openTextDocument(uri);
      return document.getText() === text ? document : undefined;
    });
  }

  async function setUp(): Promise<vscode.TextDocument> {
    await vscode.commands.executeCommand('tokshare.setUpGit');
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.uri.toString(), inWorkspace(file).toString());
    return document;
  }

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.workspace.fs.delete(inWorkspace(file));
  });

  it('makes the file, once', async () => {
    const document = await setUp();
    const text = document.getText();
    for (const line of ALL) assert.ok(text.split(/\r?\n/).includes(line), line);
    assert.equal(await read(document.uri), text);
    await setUp();
    assert.equal(document.getText(), text);
    assert.equal(document.isDirty, false);
  });

  it('adds to the lines of others, and can be undone', async () => {
    const before = '* text=auto\r\n*.csv text\r\n# the end';
    await given(before);
    const document = await setUp();
    const after = await read(document.uri);
    assert.ok(after.startsWith(`${before}\r\n\r\n`));
    assert.doesNotMatch(after, /[^\r]\n/);
    assert.deepEqual(
      ALL.map((line) => after.split('\r\n').includes(line)),
      [true, true, false],
    );
    const shown = vscode.window.activeTextEditor!;
    assert.match(document.getText(shown.selection), /^\s+# A tokshare notebook[^]*\*\.tokshare\.md/);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });

  it('does not save what somebody else is writing', async () => {
    const document = await given('* text=auto\n');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# mine\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await setUp();
    assert.equal(document.isDirty, true);
    assert.equal(await read(document.uri), '* text=auto\n');
    assert.match(document.getText(), /^# mine\n\* text=auto\n\n# A tokshare/);
  });
});
