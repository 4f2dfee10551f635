import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { dropProvider, pasteProvider } from '../../src/host/drop';
import { progressText, reading, type Show, type Watch } from '../../src/host/datasets/progress';
import { attach as attachFile, type ReadFile } from '../../src/data/attach';
import { parse } from '../../src/language/parser';
import type { ReadResult } from '../../src/data/read';
import { statementsFor } from '../../src/host/attachCommand';
import { Reads } from '../../src/host/reads';
import { Session, Sessions } from '../../src/host/session';
import { inWorkspace, open, openCells, read, runAll, until, write } from './helpers';

interface Line {
  readonly label: string;
  readonly description: string;
  readonly kind: string;
  readonly icon?: string;
  readonly children: readonly Line[];
}

/** What the view shows. */
async function shown(): Promise<Line[]> {
  return vscode.commands.executeCommand<Line[]>('_tokshare.datasets');
}

async function untilShown(what: string, holds: (lines: readonly Line[]) => boolean): Promise<Line[]> {
  let last = '';
  return until(what, async () => {
    const lines = await shown();
    last = JSON.stringify(lines.map(({ label, description, icon }) => [label, description, icon]));
    return holds(lines) && lines;
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}; the last was ${last}`);
  });
}

function texts(notebook: vscode.NotebookDocument): string[] {
  return notebook.getCells().map((cell) => cell.document.getText());
}

function attach(...paths: readonly string[]): Thenable<void> {
  const uris = paths.map(inWorkspace);
  return vscode.commands.executeCommand('tokshare.attachFile', uris[0], uris);
}

async function selectedCell(notebook: vscode.NotebookDocument, index: number): Promise<void> {
  await until(`cell ${index} is selected`, () => {
    const editor = vscode.window.activeNotebookEditor;
    return (
      editor?.notebook === notebook && editor.selection.start === index && editor.selection.end === index + 1
    );
  });
}

const TOP = 'data/openrouter-weekly-top.csv';
const ATTACH_TOP = `attach openrouter_weekly_top from "${TOP}"`;

describe('host: attach to tokshare notebook', () => {
  it('writes a cell after the prose that opens the notebook, and can be undone', async () => {
    const notebook = await openCells('# Question', 'tokens for CN in 2026-W07');
    const before = texts(notebook);
    await attach(TOP);
    assert.deepEqual(texts(notebook), [before[0], ATTACH_TOP, before[1]]);
    assert.equal(notebook.cellAt(1).document.languageId, 'tokshare');
    await selectedCell(notebook, 1);
    await vscode.commands.executeCommand('undo');
    await until('the cell is taken back', () => notebook.cellCount === before.length);
    assert.deepEqual(texts(notebook), before);
  });

  it('writes after the last attach cell, under names that are free', async () => {
    const notebook = await openCells(
      'attach first from "data/openrouter-apps.csv"',
      '# More',
      'group openrouter_weekly_top = lab (qwen)',
      'attach second from "data/arena-text.csv"',
      'tokens for CN in 2026-W07 using first',
    );
    await write('data/openai.csv', 'model,elo\na/one,1\n');
    await attach(TOP, 'data/openai.csv');
    assert.equal(
      texts(notebook)[4],
      `attach openrouter_weekly_top_2 from "${TOP}"\nattach data_openai from "data/openai.csv"`,
    );
    await selectedCell(notebook, 4);
  });

  it('names the file from the folder of the notebook', async () => {
    const notebook = await open(await write('deeper/paths.tokshare', '# Paths\n'));
    await attach(TOP);
    assert.equal(texts(notebook)[1], `attach openrouter_weekly_top from "../${TOP}"`);
    const lines = await untilShown('it is read', ([first]) => first !== undefined);
    assert.match(lines[0]!.description, /rows, weekly$/);
  });

  it('shows the cell of a file that is attached already', async () => {
    const notebook = await openCells(
      '# One',
      'attach A from "./data/../data/openrouter-weekly-top.csv"',
      '# Two',
    );
    const before = texts(notebook);
    await attach(TOP);
    assert.deepEqual(texts(notebook), before);
    await selectedCell(notebook, 1);
  });

  it('writes nothing for a file outside the folder, or one that is no data', async () => {
    const notebook = await openCells('# Question');
    const before = texts(notebook);
    await vscode.commands.executeCommand('tokshare.attachFile', inWorkspace('../outside.csv'), [
      inWorkspace('../outside.csv'),
      inWorkspace('data/README.md'),
    ]);
    assert.deepEqual(texts(notebook), before);
  });
});

describe('host: the statements for files', () => {
  it('say why a file cannot be attached, and attach the others', async () => {
    const session = new Session(await openCells('# Question'), () => undefined);
    const files = ['../outside.csv', 'data/README.md', 'data/say "x".csv', TOP].map(inWorkspace);
    const { statements, attached, problems } = await statementsFor(files, session);
    session.dispose();
    assert.deepEqual([statements, attached], [[ATTACH_TOP], []]);
    assert.equal(problems.length, 3);
    assert.match(problems[0]!, /^\.\.\/outside\.csv lies outside the folders that are open here/);
    assert.match(problems[1]!, /^README\.md is no file of data/);
    assert.match(problems[2]!, /holds ", which cannot stand in an attach statement/);
  });
});

describe('host: a file dropped into a query cell', () => {
  const sessions = new Sessions();
  after(() => sessions.dispose());

  function transfer(...paths: readonly string[]): vscode.DataTransfer {
    const data = new vscode.DataTransfer();
    const list = paths.map((path) => inWorkspace(path).toString()).join('\r\n');
    data.set('text/uri-list', new vscode.DataTransferItem(list));
    return data;
  }

  async function drop(
    document: vscode.TextDocument,
    at: vscode.Position,
    data: vscode.DataTransfer,
  ): Promise<boolean> {
    const token = new vscode.CancellationTokenSource().token;
    const found = await dropProvider(sessions).provideDocumentDropEdits(document, at, data, token);
    if (!found || Array.isArray(found)) return false;
    assert.equal(found.insertText, '');
    if (found.additionalEdit) await vscode.workspace.applyEdit(found.additionalEdit);
    return true;
  }

  it('becomes a statement on a line of its own', async () => {
    const notebook = await openCells('tokens for CN\n  in 2026-W07\n\nshare of tokens');
    const { document } = notebook.cellAt(0);
    assert.equal(await drop(document, new vscode.Position(0, 3), transfer(TOP)), true);
    assert.equal(document.getText(), `tokens for CN\n  in 2026-W07\n${ATTACH_TOP}\n\nshare of tokens`);
    // A second time it is attached already.
    assert.equal(await drop(document, new vscode.Position(3, 0), transfer(TOP)), true);
    assert.equal(document.getText(), `tokens for CN\n  in 2026-W07\n${ATTACH_TOP}\n\nshare of tokens`);
  });

  it('is left to VS Code if it is no data', async () => {
    const notebook = await openCells('tokens for CN in 2026-W07');
    const { document } = notebook.cellAt(0);
    assert.equal(await drop(document, new vscode.Position(0, 0), transfer('data/README.md')), false);
    assert.equal(await drop(document, new vscode.Position(0, 0), new vscode.DataTransfer()), false);
  });

  it('can be pasted, several at once', async () => {
    const notebook = await openCells('# Here');
    const edit = new vscode.WorkspaceEdit();
    edit.set(notebook.uri, [
      vscode.NotebookEdit.insertCells(1, [
        new vscode.NotebookCellData(vscode.NotebookCellKind.Code, '', 'tokshare'),
      ]),
    ]);
    await vscode.workspace.applyEdit(edit);
    const { document } = notebook.cellAt(1);
    const found = await pasteProvider(sessions).provideDocumentPasteEdits?.(
      document,
      [new vscode.Range(0, 0, 0, 0)],
      transfer(TOP, 'data/openrouter-apps.csv'),
      { only: undefined, triggerKind: vscode.DocumentPasteTriggerKind.Automatic },
      new vscode.CancellationTokenSource().token,
    );
    const [paste] = found ?? [];
    assert(paste?.additionalEdit);
    await vscode.workspace.applyEdit(paste.additionalEdit);
    assert.equal(document.getText(), `${ATTACH_TOP}\nattach openrouter_apps from "data/openrouter-apps.csv"`);
  });
});

describe('host: the Datasets view', () => {
  const FILES = [
    'openrouter-weekly-top',
    'openrouter-daily-by-author',
    'openrouter-rankings-daily',
    'openrouter-apps',
  ];

  it('shows the datasets of the notebook in front, with facts and columns', async () => {
    await openCells(FILES.map((file, index) => `attach D${index} from "data/${file}.csv"`).join('\n'));
    const lines = await untilShown('four datasets', ({ length }) => length === 4);
    assert.deepEqual(
      lines.map(({ label }) => label),
      ['D0', 'D1', 'D2', 'D3'],
    );
    const byLab = lines[1]!;
    assert.equal(byLab.description, '1,838 rows, daily');
    const fact = (label: string): string | undefined =>
      byLab.children.find((each) => each.label === label)?.description;
    assert.equal(fact('Rows'), '1,838');
    assert.equal(fact('Size'), '57.8 KB');
    assert.equal(fact('SHA-256'), 'a8412af7');
    assert.equal(fact('File'), 'data/openrouter-daily-by-author.csv');
    const columns = byLab.children.find(({ kind }) => kind === 'columns');
    assert(columns);
    assert.deepEqual(
      columns.children.map(({ label, icon }) => [label, icon]),
      [
        ['date', 'time'],
        ['author', 'text'],
        ['tokens', 'number'],
      ],
    );
    assert.equal(columns.children[1]?.children.length, 6);
  });

  it('follows cells and files, and what cannot be read', async () => {
    const source = await read(inWorkspace(TOP));
    const uri = await write('data/followed.csv', source);
    const notebook = await openCells('attach A from "data/followed.csv"');
    const [before] = await untilShown(
      'it is read',
      ([first]) => first?.icon === 'dataset' || first?.icon === 'information',
    );
    assert(before);
    await vscode.workspace.fs.writeFile(
      uri,
      new TextEncoder().encode(`${source.split('\n').slice(0, -21).join('\n')}\n`),
    );
    await untilShown(
      'fewer rows',
      ([first]) => first !== undefined && first.description !== before.description,
    );
    await vscode.workspace.fs.rename(uri, inWorkspace('data/renamed.csv'), { overwrite: true });
    const [gone] = await untilShown('it cannot be read', ([first]) => first?.icon === 'error');
    assert.equal(gone?.description, 'cannot be read');
    assert.match(gone.children[0]?.label ?? '', /does not exist/);
    const edit = new vscode.WorkspaceEdit();
    const { document } = notebook.cellAt(0);
    edit.replace(document.uri, new vscode.Range(0, 0, 1, 0), 'attach B from "data/renamed.csv"');
    await vscode.workspace.applyEdit(edit);
    await untilShown(
      'it is read by its new name',
      ([first]) => first?.label === 'B' && first.icon !== 'error',
    );
  });

  it('notices that the folder of a file was renamed', async () => {
    await write('moving/here.csv', await read(inWorkspace(TOP)));
    await openCells('attach A from "moving/here.csv"');
    await untilShown('it is read', ([first]) => first !== undefined && first.icon !== 'error');
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(inWorkspace('moving'), inWorkspace('moved'), { overwrite: true });
    assert.ok(await vscode.workspace.applyEdit(edit));
    await untilShown('it cannot be read', ([first]) => first?.icon === 'error');
    await vscode.workspace.fs.rename(inWorkspace('moved'), inWorkspace('moving'), { overwrite: true });
    await untilShown('it is read again', ([first]) => first !== undefined && first.icon !== 'error');
    await vscode.workspace.fs.delete(inWorkspace('moving'), { recursive: true });
    await untilShown('it cannot be read once more', ([first]) => first?.icon === 'error');
  });

  it('leaves cells stale whose file is gone, until it is back', async () => {
    const uri = await write('data/leaving.csv', await read(inWorkspace(TOP)));
    await runAll(await openCells('attach A from "data/leaving.csv"', 'tokens for CN in 2026-W07'));
    const stale = (): Thenable<unknown[]> => vscode.commands.executeCommand('_tokshare.staleCells');
    assert.deepEqual(await stale(), []);
    await vscode.workspace.fs.rename(uri, inWorkspace('data/left.csv'), { overwrite: true });
    await until('both cells are stale', async () => (await stale()).length === 2);
    await vscode.workspace.fs.rename(inWorkspace('data/left.csv'), uri);
    await until('no cell is stale', async () => (await stale()).length === 0);
    await vscode.workspace.fs.delete(uri);
    await until('both cells are stale again', async () => (await stale()).length === 2);
  });

  it('leads to the attach statement, and copies the name', async () => {
    const notebook = await openCells('# Top', ATTACH_TOP, '# Bottom');
    await untilShown('it is read', ({ length }) => length === 1);
    await vscode.commands.executeCommand('tokshare.goToAttach', { dataset: 'openrouter_weekly_top' });
    await selectedCell(notebook, 1);
    await vscode.commands.executeCommand('tokshare.copyDatasetName', { dataset: 'openrouter_weekly_top' });
    assert.equal(await vscode.env.clipboard.readText(), 'openrouter_weekly_top');
  });

  it('opens a preview in an editor of its own', async () => {
    await openCells(ATTACH_TOP);
    await untilShown('it is read', ({ length }) => length === 1);
    const tabs = (): vscode.Tab[] =>
      vscode.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .filter(({ label }) => label === 'openrouter_weekly_top (preview)');
    await vscode.commands.executeCommand('tokshare.previewDataset', { dataset: 'openrouter_weekly_top' });
    await until('the preview is open', () => tabs().length === 1);
    await vscode.commands.executeCommand('tokshare.previewDataset', { dataset: 'openrouter_weekly_top' });
    assert.equal(tabs().length, 1, 'one for each dataset');
    assert.equal((await shown()).length, 1, 'the view stays with the notebook');
    await vscode.window.tabGroups.close(tabs());
  });
});

describe('host: reading that takes its time', () => {
  const RESULT: ReadResult = { dataset: undefined, problems: [] };
  /** Waits until somebody ends it. */
  const endless = ({ signal }: Watch): Promise<ReadResult> =>
    new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
  const cancelling: Show = (_title, _ended, _follow, cancel) => cancel();

  it('can be cancelled, which is said', async () => {
    const titles: string[] = [];
    const show: Show = (title, ended, follow, cancel) => {
      titles.push(title);
      cancelling(title, ended, follow, cancel);
    };
    const { result, cancelled } = await reading('slow.csv', endless, { show, patience: 0 });
    assert.equal(cancelled, true);
    assert.deepEqual(titles, ['Reading slow.csv']);
    assert.match(result.problems[0]!.message, /slow\.csv was cancelled/);
  });

  it('is said at the attach statement once it was cancelled, and read again for the next run', async () => {
    let [calls, changes] = [0, 0];
    const cancelledOnce: typeof reading = (file, readIt) =>
      calls++ === 0 ? reading(file, endless, { show: cancelling, patience: 0 }) : reading(file, readIt);
    const session = new Session(await openCells(ATTACH_TOP), () => changes++, new Reads(), cancelledOnce);
    const attached = async (): Promise<readonly [boolean, string[]]> => {
      const { dataset, problems } = (await session.read()).scope.datasets.get('openrouter_weekly_top')!;
      return [dataset !== undefined, problems.map(({ code }) => code)];
    };
    assert.deepEqual(await attached(), [false, ['cancelled']]);
    assert.deepEqual([await attached(), calls], [[false, ['cancelled']], 1], 'nobody waits again unasked');
    session.readCancelled();
    assert.equal(changes, 1);
    assert.equal((await attached())[0], true);
    assert.equal(calls, 2);
    session.readCancelled();
    assert.equal(changes, 1, 'nothing is left to be read');
    session.dispose();
  });

  it('says how far it is, and stops in the middle of a file', async () => {
    const row = '2026-02-09,qwen/qwen3-max,123456789\n';
    const chunk = new TextEncoder().encode(row.repeat(20_000));
    let chunks = 0;
    // It would not come to its end: whoever reads it must be stopped.
    const files: ReadFile = Object.assign(() => Promise.resolve({ problem: 'is read as a stream' }), {
      open: () =>
        Promise.resolve({
          size: 1e9,
          async *open() {
            yield await Promise.resolve(new TextEncoder().encode('week,model,tokens\n'));
            for (;;) {
              chunks++;
              yield await Promise.resolve(chunk);
            }
          },
          sha256: () => Promise.resolve(''),
        }),
    });
    const node = parse('attach endless from "endless.csv"').statements[0]?.statement;
    assert(node?.kind === 'attach');
    const messages: string[] = [];
    const show: Show = (_title, _ended, follow, cancel) =>
      follow(({ message }) => {
        messages.push(message);
        if (messages.length === 3) cancel();
      });
    const { cancelled } = await reading('endless.csv', (watch) => attachFile(node, files, watch), {
      show,
      patience: 0,
    });
    assert.equal(cancelled, true);
    assert(messages.length < 6, 'it stops soon');
    for (const message of messages) assert.match(message, /^[\d,]+ rows(, about \d+ (s|min) left)?$/);
    const before = chunks;
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(chunks, before, 'nobody reads on');
  });

  it('tells the time that is left', () => {
    const half = { bytes: 50, size: 100, rows: 1234 };
    assert.equal(progressText(half, 4000), '1,234 rows, about 4 s left');
    assert.equal(progressText({ ...half, bytes: 1 }, 4000), '1,234 rows');
    assert.equal(progressText({ ...half, size: undefined }, 4000), '1,234 rows');
  });

  it('shows nothing for a file that is read at once, and lets faults through', async () => {
    const show: Show = () => assert.fail('shown');
    const settings = { show, patience: 2 ** 30 };
    assert.equal((await reading('small.csv', () => Promise.resolve(RESULT), settings)).result, RESULT);
    await assert.rejects(
      reading('broken.csv', () => Promise.reject(new Error('a fault')), settings),
      /a fault/,
    );
  });
});
