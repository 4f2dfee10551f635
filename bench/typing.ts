/**
 * From a keystroke to its diagnostics, in a notebook of 200 cells. VS Code's extension host calls run(); the last line
 * that it prints is what bench/run.mjs makes its table of.
 */
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { diagnose, loader, loadScope, readNotebook, type Loader } from '../src/analysis/notebook';
import { builtInRegistry } from '../src/registry/registry';
import { cells, file } from './notebook';

/** A mistake that is typed behind a word of a cell, one letter, and taken away again: each time another letter. */
interface Slip {
  readonly name: string;
  readonly cell: RegExp;
  readonly behind: string;
}

const SLIPS: readonly Slip[] = [
  { name: 'in a query', cell: /^tokens by country in/, behind: 'country' },
  { name: 'in a group that 100 queries use', cell: /^group core /, behind: 'deepseek' },
  { name: 'in the path of a file', cell: /^attach by_lab /, behind: 'openrouter-daily-by-author.csv' },
  { name: 'in the name of a column', cell: /^attach by_lab /, behind: 'lab = author' },
];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const SLIPS_EACH = 100;
/** Milliseconds between two keystrokes: of a fast typist. */
const PAUSE = 80;
const PATIENCE = 30_000;

/** Milliseconds until the cell that is typed in shows its diagnostics, and until all cells do. */
interface Stroke {
  readonly own: number;
  readonly all: number;
}

export interface Typing {
  readonly name: string;
  /** Cells whose diagnostics change with each stroke, the one that is typed in among them. */
  readonly cells: number;
  readonly strokes: readonly Stroke[];
}

export interface Measured {
  /** Of VS Code. */
  readonly version: string;
  readonly cells: number;
  /** Milliseconds to parse and bind all cells, with nothing remembered. */
  readonly scratch: readonly number[];
  readonly typing: readonly Typing[];
}

export async function run(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('The measurement needs an open folder.');
  const texts = cells();
  const uri = vscode.Uri.joinPath(folder.uri, 'typing.tokshare');
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(file(texts)));
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  const editor = await vscode.window.showNotebookDocument(notebook, { preview: false });
  await settled(notebook);
  const typing: Typing[] = [];
  for (const slip of SLIPS) typing.push(...(await measure(slip, editor)));
  const scratch = await fromScratch(texts, folder.uri.fsPath);
  const measured: Measured = { version: vscode.version, cells: texts.length, scratch, typing };
  console.log(`tokshare-bench ${JSON.stringify(measured)}`);
}

/** What a cell shows, as one text. */
function shown(document: vscode.TextDocument): string {
  return vscode.languages
    .getDiagnostics(document.uri)
    .map(({ message }) => message)
    .join('\n');
}

const tick = (milliseconds: number): Promise<void> =>
  new Promise((resume) => {
    setTimeout(resume, milliseconds);
  });

async function until(what: string, condition: () => boolean): Promise<number> {
  const late = performance.now() + PATIENCE;
  while (!condition()) {
    if (performance.now() > late)
      throw new Error(`Waited ${PATIENCE / 1000} s, but it did not come to this: ${what}`);
    await tick(1);
  }
  return performance.now();
}

/** Waits until a cell shows a mistake that is made in it, and again nothing when that is undone. */
async function settled(notebook: vscode.NotebookDocument): Promise<void> {
  const last = notebook.cellAt(notebook.cellCount - 1).document;
  const before = last.getText();
  const write = async (text: string): Promise<void> => {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(last.uri, new vscode.Range(0, 0, last.lineCount, 0), text);
    await vscode.workspace.applyEdit(edit);
  };
  await write(`${before} )`);
  await until('the last cell shows a mistake', () => shown(last) !== '');
  await write(before);
  await until('the last cell shows none', () => shown(last) === '');
}

async function measure(slip: Slip, editor: vscode.NotebookEditor): Promise<Typing[]> {
  const { notebook } = editor;
  const cell = notebook.getCells().find(({ document }) => slip.cell.test(document.getText()));
  if (!cell) throw new Error(`No cell is ${slip.name}.`);
  await focus(cell, slip.behind, editor);
  const documents = notebook.getCells().map(({ document }) => document);
  const clean = new Map(documents.map((document) => [document, shown(document)]));
  const wrong = (document: vscode.TextDocument): boolean => shown(document) !== clean.get(document);
  // Once before the clock starts: which cells does it concern, and how many?
  await vscode.commands.executeCommand('type', { text: LETTERS[0] });
  await until(`${slip.name}: a mistake is shown in "${cell.document.getText()}"`, () => wrong(cell.document));
  await tick(1000);
  const concerned = documents.filter(wrong);
  await vscode.commands.executeCommand('deleteLeft');
  await until(`${slip.name}: none is shown`, () => !concerned.some(wrong));
  const stroke = async (name: string, mistake: boolean, press: () => Thenable<unknown>): Promise<Stroke> => {
    await tick(PAUSE);
    const start = performance.now();
    const pressed = press();
    const own = await until(`${name}: its own cell`, () => wrong(cell.document) === mistake);
    const all = await until(`${name}: all cells`, () => concerned.every((each) => wrong(each) === mistake));
    await pressed;
    return { own: own - start, all: all - start };
  };
  const typed: Stroke[] = [];
  const deleted: Stroke[] = [];
  for (let slips = 0; slips < SLIPS_EACH; slips++) {
    const text = LETTERS[slips % LETTERS.length];
    typed.push(await stroke(slip.name, true, () => vscode.commands.executeCommand('type', { text })));
    deleted.push(await stroke(slip.name, false, () => vscode.commands.executeCommand('deleteLeft')));
  }
  return [
    { name: `a letter ${slip.name}`, cells: concerned.length, strokes: typed },
    { name: '… and deleted', cells: concerned.length, strokes: deleted },
  ];
}

/** Puts the cursor into a cell, behind a word. */
async function focus(
  cell: vscode.NotebookCell,
  behind: string,
  editor: vscode.NotebookEditor,
): Promise<void> {
  const isActive = (): boolean => vscode.window.activeTextEditor?.document === cell.document;
  if (!isActive()) {
    const range = new vscode.NotebookRange(cell.index, cell.index + 1);
    editor.selections = [range];
    editor.revealRange(range, vscode.NotebookEditorRevealType.InCenter);
    await vscode.commands.executeCommand('notebook.cell.edit');
    await until('the cell has the cursor', isActive);
  }
  const at = cell.document.getText().indexOf(behind) + behind.length;
  const position = cell.document.positionAt(at);
  const text = vscode.window.activeTextEditor;
  if (text) text.selection = new vscode.Selection(position, position);
  await until('the cursor is there', () => text?.selection.active.isEqual(position) === true);
}

/** Parses and binds all cells with nothing remembered but the files, which are not read again. */
async function fromScratch(texts: readonly string[], folder: string): Promise<number[]> {
  const registry = builtInRegistry();
  const load = loader(async (path) => new Uint8Array(await readFile(`${folder}/${path}`)));
  const read = new Map<string, ReturnType<Loader['attach']>>();
  const attach: Loader['attach'] = (node) => {
    const name = node.name?.text ?? '';
    const found = read.get(name) ?? load.attach(node);
    read.set(name, found);
    return found;
  };
  const given = texts.map((text, index) => ({ id: String(index), text }));
  const times: number[] = [];
  for (let round = 0; round < 25; round++) {
    const start = performance.now();
    const model = readNotebook(given, registry);
    const scope = await loadScope(model.definitions, registry, { ...load, attach });
    for (const cell of model.cells) diagnose(cell, model, scope);
    times.push(performance.now() - start);
    await tick(1);
  }
  // The first rounds read the files and warm the machine up.
  return times.slice(5);
}
