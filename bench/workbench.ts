/**
 * The extension is activated, a notebook is opened and run, and one of its cells run again. VS Code's extension host
 * calls run(); the last line that it prints is what bench/workbench.mjs makes its table of.
 */
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';

const NOTEBOOK = `\`\`\`tokshare
attach by_lab from "data/openrouter-daily-by-author.csv" columns lab = author
\`\`\`

\`\`\`tokshare
tokens by lab weekly using by_lab
  | top 8 as area
\`\`\`
`;
/** The cell with the chart. */
const CHART = 1;
const AGAIN = 20;
/** Milliseconds between two runs, so that the chart of the one is drawn before the next. */
const PAUSE = 300;
const PATIENCE = 60_000;

/** All in milliseconds. */
export interface Measured {
  /** Of VS Code. */
  readonly version: string;
  readonly activation: number;
  /** From asking for the notebook until its editor is there, its cells have run, its chart is painted. */
  readonly shown: number;
  readonly ran: number;
  readonly painted: number;
  /** From asking for a run of a cell that has run before until it has ended. */
  readonly again: readonly number[];
}

export async function run(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('The measurement needs an open folder.');
  const activation = await activated();
  const uri = vscode.Uri.joinPath(folder.uri, 'chart.tokshare');
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(NOTEBOOK));
  // The page has no other clock in common with this process.
  const asked = Date.now();
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  await vscode.window.showNotebookDocument(notebook, { preview: false });
  const shown = Date.now();
  await vscode.commands.executeCommand('notebook.selectKernel', {
    id: 'tokshare-kernel',
    extension: 'tokshare.tokshare',
  });
  const ran = await runs('notebook.execute', undefined, notebook.cellAt(CHART));
  const painted = await paintedAt(vscode.Uri.joinPath(folder.uri, 'painted'));
  const again: number[] = [];
  for (let turn = 0; turn < AGAIN; turn++) {
    await pause(PAUSE);
    const given = { ranges: [{ start: CHART, end: CHART + 1 }], document: uri };
    const begin = Date.now();
    again.push((await runs('notebook.cell.execute', given, notebook.cellAt(CHART))) - begin);
  }
  const measured: Measured = {
    version: vscode.version,
    activation,
    shown: shown - asked,
    ran: ran - asked,
    painted: painted - asked,
    again,
  };
  console.log(`tokshare-bench ${JSON.stringify(measured)}`);
}

/** Milliseconds to load the extension's code and to activate it. */
async function activated(): Promise<number> {
  const extension = vscode.extensions.getExtension('tokshare.tokshare');
  if (!extension) throw new Error('The extension is not there.');
  if (extension.isActive) throw new Error('The extension was activated before it was asked for.');
  const begin = performance.now();
  await extension.activate();
  return performance.now() - begin;
}

/** Runs a command and resolves to the time at which the cell that it concerns has ended. */
async function runs(command: string, given: unknown, cell: vscode.NotebookCell): Promise<number> {
  const before = cell.executionSummary?.executionOrder;
  const ended = until('the cell has run', () => {
    const summary = cell.executionSummary;
    if (summary?.timing === undefined || summary.executionOrder === before) return undefined;
    if (summary.success !== true) throw new Error('The cell ended with an error.');
    return Date.now();
  });
  await Promise.all([ended, vscode.commands.executeCommand(command, given)]);
  return ended;
}

function paintedAt(file: vscode.Uri): Promise<number> {
  return until('a chart is painted', async () => {
    try {
      return Number(new TextDecoder().decode(await vscode.workspace.fs.readFile(file))) || undefined;
    } catch {
      return undefined;
    }
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resume) => {
    setTimeout(resume, milliseconds);
  });
}

async function until<T>(what: string, condition: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const late = Date.now() + PATIENCE;
  for (;;) {
    const found = await condition();
    if (found !== undefined) return found;
    if (Date.now() > late)
      throw new Error(`Waited ${PATIENCE / 1000} s, but it did not come to this: ${what}`);
    await pause(1);
  }
}
