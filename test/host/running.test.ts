import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  chooseKernel,
  figures,
  open,
  inWorkspace,
  openCells,
  outputText,
  queries,
  read,
  results,
  runAll,
  until,
} from './helpers';

describe('running a notebook', () => {
  it('runs the whole example, every query with a result and a Markdown twin', async () => {
    const notebook = await open(inWorkspace('chinese-models.tokshare'));
    await runAll(notebook);
    for (const cell of queries(notebook)) {
      assert.equal(
        cell.executionSummary?.success,
        true,
        cell.document.getText() + outputText(cell, 'application/vnd.code.notebook.error'),
      );
    }
    const all = queries(notebook).flatMap(results);
    assert.ok(all.length >= 12, `${all.length} results`);
    const twins = queries(notebook).flatMap((cell) =>
      cell.outputs.filter((output) => output.items.some((item) => item.mime === 'text/markdown')),
    );
    assert.equal(twins.length, all.length);
    for (const result of all) {
      assert.notEqual(result.caption.universe, '');
      assert.ok(result.caption.text.includes(result.caption.dataset));
    }
  });

  it('computes the week of the headlines on three universes', async () => {
    const notebook = await openCells(
      'attach A from "data/openrouter-weekly-top.csv"\nattach B from "data/openrouter-daily-by-author.csv"',
      'tokens for each (CN, US) within top 9 models each week in 2026-W07 using A\ntokens for each (CN, US) in 2026-W07 using A\ntokens for each (CN, US) in 2026-W07 using B',
    );
    await runAll(notebook);
    const [nine, ten, all] = results(queries(notebook)[1]!).map(figures);
    const trillions = (figure: Record<string, number | null> | undefined): string[] =>
      ['CN', 'US'].map((key) => ((figure?.[key] ?? 0) / 1e12).toFixed(3));
    assert.deepEqual(trillions(nine), ['4.126', '2.935']);
    assert.deepEqual(trillions(ten), ['4.126', '3.375']);
    assert.deepEqual(trillions(all), ['5.456', '6.510']);
  });

  it('changes nothing on disk and leaves the notebook clean', async () => {
    const uri = inWorkspace('chinese-models.tokshare');
    const before = await read(uri);
    const notebook = await open(uri);
    await runAll(notebook);
    assert.equal(notebook.isDirty, false);
    await notebook.save();
    assert.equal(await read(uri), before);
  });

  it('shows an error in its cell and runs the next one', async () => {
    const notebook = await openCells(
      'attach A from "data/openrouter-weekly-top.csv"',
      'tokens by contry in 2026-W07',
      'tokens by country in 2026-W07',
    );
    await runAll(notebook);
    const [, wrong, right] = queries(notebook);
    assert.equal(wrong!.executionSummary?.success, false);
    assert.match(
      outputText(wrong!, 'application/vnd.code.notebook.error'),
      /Line 1: `contry` is not a dimension/,
    );
    assert.equal(right!.executionSummary?.success, true);
    assert.equal(results(right!).length, 1);
  });

  it('keeps the rest usable when one file is missing', async () => {
    const notebook = await openCells(
      'attach gone from "data/gone.csv"',
      'attach here from "data/openrouter-weekly-top.csv"',
      'tokens by country in 2026-W07 using here',
      'tokens by country in 2026-W07 using gone',
    );
    await runAll(notebook);
    const [gone, , here, asked] = queries(notebook);
    assert.match(outputText(gone!, 'application/vnd.code.notebook.error'), /data\/gone\.csv does not exist/);
    assert.equal(results(here!).length, 1);
    assert.match(
      outputText(asked!, 'application/vnd.code.notebook.error'),
      /`gone` could not be attached: data\/gone\.csv does not exist/,
    );
  });

  it('finds definitions wherever they stand', async () => {
    const notebook = await openCells(
      'tokens for three in 2026-W07',
      'group three = lab (anthropic, google, openai)',
      'attach A from "data/openrouter-weekly-top.csv"',
    );
    await runAll(notebook);
    assert.equal(results(queries(notebook)[0]!).length, 1);
  });

  it('stops when asked, and runs again afterwards', async () => {
    const cells = Array.from({ length: 100 }, () => 'tokens in 2026-W07');
    const notebook = await openCells('attach A from "data/openrouter-weekly-top.csv"', ...cells);
    const last = queries(notebook).at(-1)!;
    await chooseKernel();
    // Asked to stop as soon as the first cell has ended, long before the last begins.
    const first = queries(notebook)[0]!;
    const stopping = new Promise<unknown>((stopped) => {
      const watch = vscode.workspace.onDidChangeNotebookDocument(() => {
        if (first.executionSummary?.timing === undefined) return;
        watch.dispose();
        stopped(vscode.commands.executeCommand('notebook.cancelExecution'));
      });
    });
    await vscode.commands.executeCommand('notebook.execute');
    await stopping;
    assert.notEqual(last.executionSummary?.success, true);
    await runAll(notebook);
    assert.equal(last.executionSummary?.success, true);
  });
});

describe('running one cell', () => {
  /** Runs some cells of a notebook and waits until the last of them has ended. */
  async function run(notebook: vscode.NotebookDocument, start: number, end = start + 1): Promise<void> {
    const last = notebook.cellAt(end - 1);
    const before = last.executionSummary?.executionOrder;
    await chooseKernel();
    await vscode.commands.executeCommand('notebook.cell.execute', {
      ranges: [{ start, end }],
      document: notebook.uri,
    });
    await until('the cell has ended', () => {
      const { executionOrder, timing } = last.executionSummary ?? {};
      return executionOrder !== before && timing !== undefined;
    });
  }

  /** The indices of the cells that ran, in the order in which they did. */
  function ran(notebook: vscode.NotebookDocument, since = 0): number[] {
    return queries(notebook)
      .map((cell) => [cell.executionSummary?.executionOrder ?? 0, cell.index] as const)
      .filter(([order]) => order > since)
      .sort(([a], [b]) => a - b)
      .map(([, index]) => index);
  }

  const lastOrder = (notebook: vscode.NotebookDocument): number =>
    Math.max(...queries(notebook).map((cell) => cell.executionSummary?.executionOrder ?? 0));

  const CELLS = [
    'tokens for outer in 2026-W07 using A',
    'group outer = (inner, mixed)',
    'group inner = lab (qwen)',
    'group mixed = lab (openai)\ntokens for mixed in 2026-W07 using A',
    'attach A from "data/openrouter-weekly-top.csv"',
    'attach B from "data/openrouter-daily-by-author.csv"',
    'tokens for inner in 2026-W07 using A',
  ];

  it('runs first the definitions that it needs, wherever they stand, and no other query', async () => {
    const notebook = await openCells(...CELLS);
    await run(notebook, 0);
    assert.deepEqual(ran(notebook), [2, 1, 4, 0]);
    assert.equal(results(notebook.cellAt(0)).length, 1);
    assert.match(outputText(notebook.cellAt(4), 'text/plain'), /^A: /);
  });

  it('runs no definition again that has run as it stands', async () => {
    const notebook = await openCells(...CELLS);
    await run(notebook, 0);
    const first = lastOrder(notebook);
    await run(notebook, 6);
    assert.deepEqual(ran(notebook, first), [6]);
    const edit = new vscode.WorkspaceEdit();
    const { document } = notebook.cellAt(2);
    edit.replace(document.uri, new vscode.Range(0, 0, 1, 0), 'group inner = lab (deepseek)');
    await vscode.workspace.applyEdit(edit);
    const second = lastOrder(notebook);
    await run(notebook, 0);
    assert.deepEqual(ran(notebook, second), [2, 1, 0]);
  });

  it('runs each cell once when all are run', async () => {
    const notebook = await openCells(...CELLS);
    const before = lastOrder(notebook);
    await runAll(notebook);
    assert.deepEqual(ran(notebook, before), [2, 1, 4, 0, 3, 5, 6]);
    assert.equal(lastOrder(notebook) - Math.min(...orders(notebook)) + 1, CELLS.length);
  });

  function orders(notebook: vscode.NotebookDocument): number[] {
    return queries(notebook).map((cell) => cell.executionSummary?.executionOrder ?? 0);
  }

  it('shows the error of a definition there and runs on', async () => {
    const notebook = await openCells(
      'tokens for good in 2026-W07 using A\ntokens for bad in 2026-W07 using A',
      'group bad = lab (nobody_at_all)',
      'group good = lab (qwen)',
      'attach A from "data/openrouter-weekly-top.csv"',
    );
    await run(notebook, 0);
    assert.deepEqual(
      queries(notebook).map((cell) => cell.executionSummary?.success),
      [false, false, true, true],
    );
    assert.match(outputText(notebook.cellAt(1), 'application/vnd.code.notebook.error'), /nobody_at_all/);
    assert.equal(results(notebook.cellAt(0)).length, 1);
  });

  it('stops while it runs the definitions, and runs again afterwards', async () => {
    const count = 60;
    const groups = Array.from(
      { length: count },
      (_, index) => `group g${index} = (${index === 0 ? 'CN' : `g${index - 1}`})`,
    );
    const notebook = await openCells(
      `tokens for g${count - 1} in 2026-W07`,
      'attach A from "data/openrouter-weekly-top.csv"',
      ...groups,
    );
    const [asked, , first] = queries(notebook);
    await chooseKernel();
    const stopping = new Promise<unknown>((stopped) => {
      const watch = vscode.workspace.onDidChangeNotebookDocument(() => {
        if (first!.executionSummary?.timing === undefined) return;
        watch.dispose();
        stopped(vscode.commands.executeCommand('notebook.cancelExecution'));
      });
    });
    await vscode.commands.executeCommand('notebook.cell.execute', {
      ranges: [{ start: 0, end: 1 }],
      document: notebook.uri,
    });
    await stopping;
    assert.notEqual(asked!.executionSummary?.success, true);
    await run(notebook, 0);
    assert.equal(asked!.executionSummary?.success, true);
    assert.ok(queries(notebook).every((cell) => cell.executionSummary?.success === true));
  });
});

describe('what a notebook may read', () => {
  it('refuses files outside the open folders, with the reason', async () => {
    const notebook = await openCells(
      'attach A from "../../../etc/hostname"',
      'attach B from "/etc/hostname"',
    );
    await runAll(notebook);
    for (const cell of queries(notebook)) {
      assert.match(
        outputText(cell, 'application/vnd.code.notebook.error'),
        /lies outside the folders that are open/,
      );
    }
  });
});
