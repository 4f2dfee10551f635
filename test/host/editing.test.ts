import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  diagnosticsOf,
  hoverText,
  inWorkspace,
  open,
  openCells,
  placeOf,
  queries,
  read,
  results,
  runAll,
  until,
  write,
} from './helpers';

const ATTACH =
  'attach A from "data/openrouter-weekly-top.csv"\nattach B from "data/openrouter-daily-by-author.csv"';

describe('hovers', () => {
  it('show lab, country, release, price, weights and the latest week of a model in a query', async () => {
    const notebook = await openCells(ATTACH, 'tokens for tencent/hy3-preview-20260421 weekly using A');
    const text = await hoverText(queries(notebook)[1]!.document, 'tencent/hy3');
    for (const part of [
      'Hy3',
      'Tencent',
      'CN',
      'China',
      '2026-04-22',
      '0.18',
      '0.60',
      'open',
      '857',
      'rank 8 of 10',
    ]) {
      assert.ok(text.includes(part), `${part} in ${text}`);
    }
    assert.match(text, /!\[CN\]\(data:image\/svg\+xml/);
  });

  it('show what is unknown as unknown, and count a stealth model for no country', async () => {
    const notebook = await openCells(ATTACH, 'tokens for openrouter/hunter-alpha weekly using A');
    const text = await hoverText(queries(notebook)[1]!.document, 'openrouter/');
    assert.match(text, /Country\*: unknown/);
    assert.match(text, /undisclosed/);
    assert.match(text, /Released\*: unknown/);
    assert.doesNotMatch(text, /!\[/);
  });

  it('show labs, countries, datasets, groups and words of the language', async () => {
    const notebook = await openCells(
      ATTACH,
      'group six = lab (deepseek, qwen)\nshare of tokens for six within (deepseek, CN) in 2026-W11 using B',
    );
    const { document } = queries(notebook)[1]!;
    assert.match(await hoverText(document, 'deepseek, CN'), /DeepSeek/);
    assert.match(await hoverText(document, 'CN)'), /China/);
    const dataset = await hoverText(document, 'B');
    for (const part of [
      '1,838',
      'daily, 2026-02-02 to 2026-05-24',
      'author (lab)',
      'openrouter-daily-by-author.csv',
    ])
      assert.ok(dataset.includes(part), `${part} in ${dataset}`);
    const group = await hoverText(document, 'six within');
    assert.match(group, /group six = lab/);
    assert.match(group, /DeepSeek \(CN\) · /);
    assert.match(await hoverText(document, 'within'), /universe/);
  });

  it('work in prose that is being edited', async () => {
    const notebook = await openCells(
      '# Prose\n\nMost of it is `deepseek/deepseek-v4-flash-20260423`, by DeepSeek of China.',
      ATTACH,
    );
    const prose = notebook.cellAt(0).document;
    assert.match(await hoverText(prose, 'deepseek/deepseek-v4'), /2026-04-24/);
    assert.match(await hoverText(prose, 'DeepSeek of'), /Hangzhou/);
    assert.match(await hoverText(prose, 'China'), /CN/);
  });
});

describe('completion', () => {
  async function labelsAt(notebook: vscode.NotebookDocument, text: string): Promise<string[]> {
    const { document } = queries(notebook)[1]!;
    const at = document.positionAt(document.getText().indexOf(text) + text.length);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      at,
    );
    return list.items.map((item) => (typeof item.label === 'string' ? item.label : item.label.label));
  }

  it('offers what the parser expects at the cursor', async () => {
    const notebook = await openCells(
      ATTACH,
      'share of tokens for CN within known by country in 2026-W11 using A as bar',
    );
    const offered = async (text: string, word: string): Promise<void> => {
      const labels = await labelsAt(notebook, text);
      assert.ok(labels.includes(word), `${word} after "${text}": ${labels.slice(0, 20).join(', ')}`);
    };
    for (const word of ['known', 'top', 'CN', 'deepseek', 'openrouter/hunter-alpha'])
      await offered('within ', word);
    assert.ok(!(await labelsAt(notebook, 'within ')).includes('donut'));
    await offered('using ', 'B');
    await offered(' by ', 'country');
    await offered('share of ', 'tokens');
    await offered(' as ', 'donut');
    await offered(' in ', '2026-W19');
  });

  it('says what each thing is once it is looked at', async () => {
    const notebook = await openCells(ATTACH, 'tokens using A');
    const { document } = queries(notebook)[1]!;
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt('tokens using '.length),
      undefined,
      100,
    );
    const item = list.items.find(({ label }) => label === 'A');
    assert.match(item?.detail ?? '', /^weekly, /);
    const documentation = item?.documentation;
    assert(documentation instanceof vscode.MarkdownString);
    assert.match(documentation.value, /Rows/);
  });

  it('offers the files of data of the folder after attach, tables first', async () => {
    const files = ['forms/a.json', 'forms/b.tsv', 'forms/c.csv.gz'];
    for (const file of files) await write(file, 'week\ttokens\n2026-W07\t5\n');
    try {
      const notebook = await openCells(ATTACH, 'attach C from "');
      const offered = await labelsAt(notebook, 'from "');
      const places = [
        '"data/openrouter-weekly-top.csv"',
        '"forms/b.tsv"',
        '"forms/c.csv.gz"',
        '"forms/a.json"',
      ];
      assert.deepEqual(
        offered.filter((each) => places.includes(each)),
        places,
      );
    } finally {
      await vscode.workspace.fs.delete(inWorkspace('forms'), { recursive: true });
    }
  });
});

describe('diagnostics', () => {
  it('stand at their place and go when the cell is mended by its fix', async () => {
    const notebook = await openCells(ATTACH, 'tokens by contry in 2026-W07 using A');
    const { document } = queries(notebook)[1]!;
    const [found] = await diagnosticsOf(document, 'a diagnostic', (all) => all.length === 1);
    assert.equal(document.getText(found!.range), 'contry');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      found!.range,
    );
    const fix = actions.find((action) => action.edit && /country/.test(action.title));
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(document.getText(), 'tokens by country in 2026-W07 using A');
    await diagnosticsOf(document, 'no diagnostic', (all) => all.length === 0);
  });

  it('clear in other cells when a definition is mended', async () => {
    const notebook = await openCells(
      ATTACH,
      'tokens for mine in 2026-W07 using A',
      'group other_name = lab (deepseek)',
    );
    const [, use, definition] = queries(notebook);
    await diagnosticsOf(use!.document, 'an unknown name', (all) =>
      all.some((each) => each.code === 'unknown-name'),
    );
    const edit = new vscode.WorkspaceEdit();
    const at = definition!.document.getText().indexOf('other_name');
    edit.replace(definition!.document.uri, new vscode.Range(0, at, 0, at + 'other_name'.length), 'mine');
    await vscode.workspace.applyEdit(edit);
    await diagnosticsOf(use!.document, 'the name is known', (all) => all.length === 0);
  });

  it('name file, line and column of a cell that cannot be read', async () => {
    await write(
      'data/broken.csv',
      'week,model,tokens\n2026-02-09,openai/gpt-4o-mini,12\n2026-02-16,openai/gpt-4o-mini,many\n',
    );
    const notebook = await openCells('attach A from "data/broken.csv"');
    const { document } = queries(notebook)[0]!;
    const [found] = await diagnosticsOf(document, 'a diagnostic', (all) => all.length > 0);
    assert.match(found!.message, /data\/broken\.csv, line 3, column "tokens": "many" is not a number/);
    assert.equal(document.getText(found!.range), '"data/broken.csv"');
  });

  it('name a missing column where it is written, and go when the file is mended', async () => {
    const uri = await write('data/late.csv', 'week,model,total\n2026-02-09,openai/gpt-4o-mini,12\n');
    const notebook = await openCells('attach A from "data/late.csv" columns tokens = amount');
    const { document } = queries(notebook)[0]!;
    const [found] = await diagnosticsOf(document, 'a diagnostic', (all) => all.length > 0);
    assert.match(found!.message, /no column "amount"; its columns are week, model, total/);
    assert.equal(document.getText(found!.range), 'amount');
    await vscode.workspace.fs.writeFile(
      uri,
      new TextEncoder().encode('week,model,amount\n2026-02-09,openai/gpt-4o-mini,12\n'),
    );
    await diagnosticsOf(document, 'the column is there', (all) => all.length === 0);
  });

  it('point at an unclosed fence, with all of its text in the notebook', async () => {
    const notebook = await open(
      await write('unclosed.tokshare', '# Title\n\n```tokshare\ntokens by country\n'),
    );
    const cell = queries(notebook)[0]!;
    assert.match(cell.document.getText(), /tokens by country/);
    await diagnosticsOf(cell.document, 'the fence is reported', (all) =>
      all.some((each) => each.code === 'unclosed-fence'),
    );
  });
});

describe('the file', () => {
  it('changes only in the line that was edited', async () => {
    const source = await read(inWorkspace('chinese-models.tokshare'));
    const uri = await write('edited.tokshare', source);
    const notebook = await open(uri);
    const cell = queries(notebook).find((each) => each.document.getText().includes('2026-W07 using'))!;
    const edit = new vscode.WorkspaceEdit();
    const at = placeOf(cell.document, '2026-W07 using').translate(0, -1);
    edit.replace(cell.document.uri, new vscode.Range(at, at.translate(0, '2026-W07'.length)), '2026-W08');
    await vscode.workspace.applyEdit(edit);
    assert.equal(notebook.isDirty, true);
    await notebook.save();
    const [before, after] = [source.split('\n'), (await read(uri)).split('\n')];
    assert.equal(after.length, before.length);
    const changed = before.flatMap((line, index) => (line === after[index] ? [] : [[line, after[index]]]));
    assert.equal(changed.length, 1);
    assert.equal(changed[0]![0]!.replace('2026-W07', '2026-W08'), changed[0]![1]);
  });

  it('keeps odd layout through an edit, a save and a re-open', async () => {
    const source =
      '\ufeff# Title\r\n\r\n\r\n````tokshare\r\ntokens by country\r\n````\r\nprose right after\r\n\r\n```sql\r\nselect 1\r\n```';
    const uri = await write('odd.tokshare', source);
    const notebook = await open(uri);
    const [cell] = queries(notebook);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(cell!.document.uri, new vscode.Position(0, 'tokens by country'.length), ' weekly');
    await vscode.workspace.applyEdit(edit);
    await notebook.save();
    const wanted = source.replace('tokens by country', 'tokens by country weekly');
    assert.equal(await read(uri), wanted);
    // VS Code keeps a closed notebook in memory for a while; under another name the bytes are read anew.
    const copy = inWorkspace('odd-again.tokshare');
    await vscode.workspace.fs.copy(uri, copy);
    const again = await open(copy);
    assert.equal(queries(again)[0]!.document.getText(), 'tokens by country weekly');
    assert.equal(again.isDirty, false);
  });

  it('prints a new cell as its own lines only', async () => {
    const source = '# Title\n\n```tokshare\ntokens by country\n```\n\nThe end.\n';
    const uri = await write('inserted.tokshare', source);
    const notebook = await open(uri);
    const edit = new vscode.WorkspaceEdit();
    const data = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, 'tokens by lab', 'tokshare');
    edit.set(notebook.uri, [vscode.NotebookEdit.insertCells(2, [data])]);
    await vscode.workspace.applyEdit(edit);
    await notebook.save();
    assert.equal(
      await read(uri),
      '# Title\n\n```tokshare\ntokens by country\n```\n\n```tokshare\ntokens by lab\n```\n\nThe end.\n',
    );
  });

  it('opens with the other extension too', async () => {
    const notebook = await open(
      await write('page.tokshare.md', '# Title\n\n```tokshare\ntokens by country\n```\n'),
    );
    assert.equal(notebook.notebookType, 'tokshare');
    assert.equal(queries(notebook).length, 1);
  });
});

describe('the command New tokshare notebook', () => {
  it('opens an untitled notebook that attaches a file of the folder and runs', async () => {
    await vscode.commands.executeCommand('tokshare.newNotebook');
    const notebook = await until('an untitled notebook', () => vscode.window.activeNotebookEditor?.notebook);
    assert.equal(notebook.isUntitled, true);
    assert.match(queries(notebook)[0]!.document.getText(), /^attach usage from ".+\.csv"$/);
    await runAll(notebook);
    assert.ok(queries(notebook).flatMap(results).length > 0);
  });
});
