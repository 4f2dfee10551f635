import assert from 'node:assert/strict';
import { loader, loadScope, readNotebook, runCell } from '../../../../src/analysis/notebook';
import type { Diagnostic } from '../../../../src/language/diagnostics';
import { builtInRegistry } from '../../../../src/registry/registry';

const FILES: Readonly<Record<string, string>> = {
  'both.csv': 'date,tokens\n02/03/2026,5\n02/04/2026,6\n',
  'short.csv': `week,tokens\n${[100, 101, 99, 102, 20].map((each, at) => `2026-W0${at + 1},${each}`).join('\n')}\n`,
  'long.csv': 'week,model,tokens\n2026-W01,a/b,5\n2026-W01,c/d,5\n2026-W01,e/f,5\n',
  'american.csv': 'date,tokens\n02/16/2026,5\n',
};

async function diagnosticsOf(text: string): Promise<readonly Diagnostic[]> {
  const registry = builtInRegistry();
  const model = readNotebook([{ id: 'cell', text }], registry);
  const read = loader((path) => Promise.resolve(new TextEncoder().encode(FILES[path] ?? '')));
  const scope = await loadScope(model.definitions, registry, read);
  return model.cells.flatMap((cell) =>
    [...runCell(cell, model, scope)].flatMap(({ diagnostics }) => diagnostics),
  );
}

describe('fixes of what is said about a file', () => {
  const table: [statement: string, code: string, fixed: string[]][] = [
    [
      'attach a from "both.csv" cite "x" # a remark',
      'ambiguous-dates',
      [
        'attach a from "both.csv" cite "x" dates month-first # a remark',
        'attach a from "both.csv" cite "x" dates day-first # a remark',
      ],
    ],
    [
      'attach a from "american.csv"\n  dates day-first cite "x"',
      'other-order',
      ['attach a from "american.csv"\n  dates month-first cite "x"'],
    ],
    ['attach a from "short.csv"', 'short-end', ['attach a from "short.csv" complete until 2026-W04']],
    ['attach a from "long.csv" lists top 2', 'list-longer', ['attach a from "long.csv" lists top 3']],
  ];
  for (const [statement, code, fixed] of table) {
    it(`${code}: each mends it`, async () => {
      const found = (await diagnosticsOf(statement)).find((each) => each.code === code);
      assert.ok(found, statement);
      const texts = (found.fixes ?? []).map(
        ({ start, end, text }) => statement.slice(0, start) + text + statement.slice(end),
      );
      assert.deepEqual(texts, fixed);
      for (const text of texts) assert.deepEqual(await diagnosticsOf(text), [], text);
    });
  }
});
