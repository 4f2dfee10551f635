/** A page of the documentation, read as a notebook beside examples/data, and what running it gives. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  loader,
  loadScope,
  readNotebook,
  runCell,
  type Outcome,
  type ParsedCell,
} from '../../../src/analysis/notebook';
import { asTable } from '../../../src/cli/print';
import { read } from '../../../src/notebook/format';
import type { Result } from '../../../src/protocol/result';
import { builtInRegistry } from '../../../src/registry/registry';

const registry = builtInRegistry();
const examples = loader(async (path) => readFile(join('examples', path)));

/** A mistake on purpose, in a comment of its statement: `# refused: …` for an error, `# warned: …` for a warning. */
const MARK = /# (refused|warned): (.+)/;

/**
 * Runs all queries of a page and gives everything that they print. A statement without a mark has neither an error nor a
 * warning; one with a mark has what the mark says, and one that is refused has no result.
 */
export async function run(page: string): Promise<string> {
  return (await resultsOf(page)).map((result) => asTable(result, true)).join('\n');
}

/** The results of all queries of a page, checked like that. */
export function resultsOf(page: string): Promise<readonly Result[]> {
  const before = runs.get(page);
  if (before) return before;
  const running = runAnew(page);
  runs.set(page, running);
  return running;
}

/** Several tests look at the results of a page. */
const runs = new Map<string, Promise<readonly Result[]>>();

async function runAnew(page: string): Promise<readonly Result[]> {
  const cells = read(readFileSync(page, 'utf8')).cells.flatMap(({ kind, text }, index) =>
    kind === 'query' ? [{ id: String(index), text }] : [],
  );
  assert.notEqual(cells.length, 0);
  const model = readNotebook(cells, registry);
  const scope = await loadScope(model.definitions, registry, examples);
  const results: Result[] = [];
  for (const cell of model.cells) {
    const sources = statements(cell);
    const outcomes = [...runCell(cell, model, scope)];
    assert.equal(outcomes.length, sources.length, cell.text);
    for (const [at, outcome] of outcomes.entries()) {
      const source = sources[at] ?? '';
      checkMark(outcome, source);
      if (outcome.kind === 'result') results.push(outcome.result);
    }
  }
  return results;
}

/** Each statement with the comments behind it. */
function statements({ tree, text }: ParsedCell): string[] {
  return tree.statements.map(({ statement }, at) =>
    text.slice(statement.start, tree.statements[at + 1]?.statement.start),
  );
}

function checkMark(outcome: Outcome, source: string): void {
  const said = outcome.diagnostics.filter(({ severity }) => severity !== 'information');
  const [, mark, text = ''] = MARK.exec(source) ?? [];
  const messages = said.map(({ severity, message }) => `${severity}: ${message}`);
  if (mark === undefined) {
    assert.deepEqual(messages, [], source);
    assert.notEqual(outcome.kind, 'error', source);
    return;
  }
  const severity = mark === 'refused' ? 'error' : 'warning';
  assert.equal(outcome.kind === 'error', mark === 'refused', source);
  assert.ok(
    said.some((each) => each.severity === severity && each.message.includes(text.trim())),
    `${source}\n${messages.join('\n')}`,
  );
}

/** Whether a statement runs without an error beside one of the files in examples/data. */
export async function runsBeside(file: string, statement: string): Promise<boolean> {
  const cells = [
    { id: 'attach', text: `attach rankings from "data/${file}"` },
    { id: 'statement', text: statement },
  ];
  const model = readNotebook(cells, registry);
  const scope = await loadScope(model.definitions, registry, examples);
  const outcomes = model.cells.slice(1).flatMap((cell) => [...runCell(cell, model, scope)]);
  return outcomes.every(({ kind }) => kind !== 'error');
}

/** Queries on files that nobody has here: they are prose, by a blank before the word of their fence. */
export function shownOnly(page: string): string[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(/^ *``` tokshare\n([^]*?)^ *```$/gm)].map(([, query = '']) =>
    query.replace(/^ {3}/gm, ''),
  );
}
