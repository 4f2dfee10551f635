import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inWorkspace, openCells, queries, read, rewrite, until, write } from './helpers';

const ATTACH = 'attach B from "data/openrouter-daily-by-author.csv"';
const HOLDS = 'claim "36%" = share of tokens for CN in 2026-W11 using B expect about 36%';
const OFF = 'claim "61%" =\n  share of tokens for CN in 2026-W11 using B\n  expect 61%\n  source "A note"';

async function hintsOf(document: vscode.TextDocument, range?: vscode.Range): Promise<vscode.InlayHint[]> {
  return vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    range ?? new vscode.Range(0, 0, document.lineCount, 0),
  );
}

function outline(hints: readonly vscode.InlayHint[]): string[] {
  return hints.map(
    ({ position, label }) =>
      `${position.line}:${position.character} ${typeof label === 'string' ? label : ''}`,
  );
}

async function untilHints(document: vscode.TextDocument, pattern: RegExp): Promise<void> {
  let last = '';
  await until(`hints ${String(pattern)}`, async () => {
    last = outline(await hintsOf(document)).join('; ');
    return pattern.test(last);
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}; the last were ${last}`);
  });
}

describe('verdicts at the ends of lines', () => {
  it('stand in cells that nobody has run, with their reason', async () => {
    const notebook = await openCells(ATTACH, `${HOLDS}\n\n${OFF}`);
    const { document } = queries(notebook)[1]!;
    const hints = await hintsOf(document);
    assert.deepEqual(outline(hints), [`0:${HOLDS.length} ✓ holds`, '4:12 ≠ off by −25.4pp']);
    const { value } = hints[1]!.tooltip as vscode.MarkdownString;
    for (const part of [/off by −25\.4pp/, /Why/, /61% published/, /CN \/ all tokens/, /A note/])
      assert.match(value, part);
    assert.equal(notebook.isDirty, false);
  });

  it('are those of the lines that are asked for', async () => {
    const notebook = await openCells(ATTACH, `${HOLDS}\n\n${OFF}`);
    const { document } = queries(notebook)[1]!;
    assert.deepEqual(outline(await hintsOf(document, new vscode.Range(4, 0, 4, 20))), [
      '4:12 ≠ off by −25.4pp',
    ]);
    assert.deepEqual(await hintsOf(document, new vscode.Range(2, 0, 3, 5)), []);
  });

  it('follow the text, a definition in another cell, and the file', async () => {
    const source = await read(inWorkspace('data/openrouter-daily-by-author.csv'));
    const uri = await write('data/verdicts.csv', source);
    const notebook = await openCells(
      'attach B from "data/verdicts.csv"',
      'group six = (CN)',
      'claim "36%" = share of tokens for six in 2026-W11 using B expect about 36%',
    );
    const [, group, claim] = queries(notebook);
    await untilHints(claim!.document, /✓ holds/);
    await rewrite(group!, 'group six = (US)');
    await untilHints(claim!.document, /≠ off by/);
    await rewrite(group!, 'group six = (CN)');
    await untilHints(claim!.document, /✓ holds/);
    await rewrite(claim!, 'claim "36%" = share of tokens for six in 2026-W11 using B expect about 50%');
    await untilHints(claim!.document, /≠ off by/);
    await rewrite(claim!, 'claim "36%" = share of tokens for six in 2026-W11 using B expect about');
    await untilHints(claim!.document, /^$/);
    await rewrite(claim!, 'claim "36%" = share of tokens for six in 2026-W11 using B expect about 36%');
    await untilHints(claim!.document, /✓ holds/);
    const [head] = source.split('\n');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(`${head!}\n`));
    await untilHints(claim!.document, /– cannot be computed|^$/);
  });

  it('stand in query cells only', async () => {
    const notebook = await openCells(`# ${HOLDS}`, ATTACH);
    for (const cell of notebook.getCells()) assert.deepEqual(await hintsOf(cell.document), []);
  });
});
