import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticsOf, figures, inWorkspace, openCells, queries, results, runAll, write } from './helpers';

const csv = (...rows: readonly string[]): string => `week,lab,tokens\n${rows.join('\n')}\n`;

describe('several files as one dataset', () => {
  after(() => vscode.workspace.fs.delete(inWorkspace('several'), { recursive: true }));

  it('are those of the folder that fit, and one that comes or changes later is noticed', async () => {
    await write('several/r-1.csv', csv('2026-W05,qwen,1', '2026-W06,qwen,2'));
    await write('several/other.csv', 'nothing\n');
    const notebook = await openCells(
      'attach parts from "several/r-*.csv"',
      'tokens weekly until 2026-W08 using parts as table',
    );
    const [attached, cell] = queries(notebook);
    assert(attached && cell);
    const asked = async (): Promise<Record<string, number | null>> => {
      await runAll(notebook);
      const [result] = results(cell);
      return result ? figures(result) : {};
    };
    const said = (what: string, message: RegExp): Promise<unknown> =>
      diagnosticsOf(attached.document, what, (found) => found.some((each) => message.test(each.message)));
    assert.deepEqual(await asked(), { '2026-W05': 1, '2026-W06': 2 });

    await write('several/r-2.csv', csv('2026-W06,qwen,2', '2026-W07,qwen,3'));
    await said('the new file is read', /r-2\.csv, line 2 repeats several\/r-1\.csv, line 3/);
    assert.deepEqual(await asked(), { '2026-W05': 1, '2026-W06': 2, '2026-W07': 3 });

    await write('several/r-2.csv', csv('2026-W06,qwen,9'));
    await said('the change is read', /`tokens` is 2 in the first and 9 in the second/);
  });
});
