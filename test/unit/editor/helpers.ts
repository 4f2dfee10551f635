import assert from 'node:assert/strict';
import { loader, loadScope, readNotebook, type ParsedCell } from '../../../src/analysis/notebook';
import type { Content } from '../../../src/editor/content';
import { plain } from '../../../src/editor/content';
import type { Snapshot } from '../../../src/editor/snapshot';
import { builtInRegistry } from '../../../src/registry/registry';
import { exampleText } from '../analysis/helpers';

/** The example files, and small ones of which every figure is known. */
const FILES: Readonly<Record<string, () => string>> = {
  'rankings.csv': () => exampleText('A'),
  'by_lab.csv': () => exampleText('B'),
  'by_model.csv': () => exampleText('M'),
  // Weeks 2 and 3 of 2026 are missing; a tenth is lumped, another tenth is of a lab that nobody knows.
  'gaps.csv': () =>
    [
      'week,author,tokens',
      '2026-W01,deepseek,30',
      '2026-W01,anthropic,10',
      '2026-W04,openai,40',
      '2026-W04,nobody-knows,10',
      '2026-W04,other,10',
      '',
    ].join('\n'),
  'apps.csv': () =>
    [
      'date,model,app,tokens',
      '2026-02-09,openai/gpt-4o-mini,Cline,5',
      '2026-02-09,openai/gpt-4o-mini,Roo Code,7',
      '',
    ].join('\n'),
};

const load = loader((path) => {
  const text = FILES[path];
  return Promise.resolve(text ? new TextEncoder().encode(text()) : { problem: `${path} does not exist.` });
});

export interface Open extends Snapshot {
  readonly cells: readonly ParsedCell[];
}

/** A notebook of these cells, its files read. Cells are named after their numbers, from 0. */
export async function notebook(...texts: readonly string[]): Promise<Open> {
  const registry = builtInRegistry();
  const model = readNotebook(
    texts.map((text, index) => ({ id: String(index), text })),
    registry,
  );
  const scope = await loadScope(model.definitions, registry, load);
  return { model, scope, cells: model.cells };
}

/** The same, with the cursor at `¦` in one of the cells. */
export async function marked(
  ...texts: readonly string[]
): Promise<Open & { readonly cell: ParsedCell; readonly offset: number }> {
  const index = texts.findIndex((text) => text.includes('¦'));
  const open = await notebook(...texts.map((text) => text.replace('¦', '')));
  const cell = open.cells[index];
  assert(cell, 'There is no ¦ in the cells.');
  return { ...open, cell, offset: texts[index]!.indexOf('¦') };
}

export function textOf(content: Content | undefined): string {
  return content ? plain(content) : '';
}
