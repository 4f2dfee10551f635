import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import {
  diagnosticsOf,
  inWorkspace,
  openCells,
  outputText,
  queries,
  runAll,
  until,
  workspace,
  write,
} from './helpers';

const CSV = 'week,tokens\n2026-02-02,500\n2026-02-09,600\n2026-02-16,700\n';

describe('the files that a notebook may read', () => {
  let elsewhere = '';
  const inside = (name: string): string => inWorkspace(`roots/${name}`).fsPath;

  before(function () {
    if (workspace().scheme !== 'file' || process.platform === 'win32') this.skip();
    elsewhere = mkdtempSync(join(tmpdir(), 'tokshare-elsewhere-'));
    writeFileSync(join(elsewhere, 'secret.csv'), CSV);
    mkdirSync(inside('folder'), { recursive: true });
    writeFileSync(inside('folder/own.csv'), CSV);
    writeFileSync(inside('%2e%2e.csv'), CSV);
    symlinkSync(join(elsewhere, 'secret.csv'), inside('link.csv'));
    symlinkSync(elsewhere, inside('linked'));
    symlinkSync('nowhere.csv', inside('dangling.csv'));
    execFileSync('mkfifo', [inside('pipe.csv')]);
    writeFileSync(inside('huge.csv'), '');
    // Nothing is written: the file has holes only.
    truncateSync(inside('huge.csv'), 2_500_000_000);
  });

  after(() => {
    if (elsewhere === '') return;
    rmSync(elsewhere, { recursive: true });
    rmSync(inside(''), { recursive: true });
  });

  /** File → why it is not read; empty if it is. */
  async function refusals(paths: readonly string[]): Promise<string[]> {
    const notebook = await openCells(...paths.map((path, at) => `attach d${at} from "${path}"`));
    await runAll(notebook);
    return queries(notebook).map((cell) => outputText(cell, 'application/vnd.code.notebook.error'));
  }

  it('lie in the open folders, however that is written', async () => {
    const path = workspace().path;
    const allowed = [
      'roots/folder/own.csv',
      'roots\\folder\\own.csv',
      'roots/folder/../folder/./own.csv',
      'roots/%2e%2e.csv',
      `${path}/roots/folder/own.csv`,
      `${path}/../${path.split('/').at(-1) ?? ''}/roots/folder/own.csv`,
    ];
    assert.deepEqual(
      await refusals(allowed),
      allowed.map(() => ''),
    );
  });

  it('lie nowhere else', async () => {
    const path = workspace().path;
    const outside = [
      `${elsewhere}/secret.csv`,
      `${path}/../../../../../../../../..${elsewhere}/secret.csv`,
      `../../../../../../../../..${elsewhere}/secret.csv`,
      'C:\\Users\\x.csv',
      '\\\\server\\share\\x.csv',
      '//server/share/x.csv',
    ];
    for (const text of await refusals(outside))
      assert.match(text, /lies outside the folders that are open here/);
  });

  it('are files, and not reached through links', async () => {
    const found = await refusals([
      'roots/link.csv',
      'roots/linked/secret.csv',
      'roots/dangling.csv',
      'roots/folder',
      'roots/pipe.csv',
      'roots/huge.csv',
      'roots/gone.csv',
      'https://example.org/x.csv',
    ]);
    const expected = [
      /is reached through the symbolic link link\.csv, which may lead outside the open folders, so it is not read\. Attach the file itself\./,
      /is reached through the symbolic link linked, which may lead outside/,
      /is reached through the symbolic link dangling\.csv, which may lead outside/,
      /is a folder, not a file\./,
      /is a pipe or a device, not a file, so it is not read\./,
      // A table of any size is read as a stream, and this one is none.
      /huge\.csv is not text: it holds bytes that no table has/,
      /does not exist; the path is relative to the notebook\./,
      /is an address, and only files are read\. Download it, and attach the file\./,
    ];
    assert.equal(found.length, expected.length);
    for (const [at, text] of found.entries()) assert.match(text, expected[at] ?? /never/);
  });
});

describe('a file that changes while its notebook is open', () => {
  const codes = (all: readonly vscode.Diagnostic[]): unknown[] => all.map(({ code }) => code);

  it('is pointed out where it says something else about the past', async () => {
    await write('restated.csv', CSV);
    const notebook = await openCells('attach mine from "restated.csv"', 'tokens weekly using mine');
    await runAll(notebook);
    const document = queries(notebook)[0]!.document;
    assert.deepEqual(codes(vscode.languages.getDiagnostics(document.uri)), []);

    // More weeks are no such thing.
    await write('restated.csv', `${CSV}2026-02-23,800\n`);
    await until('the new week is read', async () => {
      await runAll(notebook);
      return outputText(queries(notebook)[1]!, 'text/markdown').includes('2026-W09');
    });
    assert.deepEqual(codes(vscode.languages.getDiagnostics(document.uri)), []);

    await write('restated.csv', `${CSV.replace('600', '650')}2026-02-23,800\n`);
    const found = await diagnosticsOf(document, 'a restated week', (all) => codes(all).includes('restated'));
    assert.match(
      found.find(({ code }) => code === 'restated')?.message ?? '',
      /in 2026-W07 it had 600 tokens, and has 650\. The new figures are used/,
    );
  });
});
