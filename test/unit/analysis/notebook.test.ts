import assert from 'node:assert/strict';
import {
  describe as describeDataset,
  diagnose,
  loader,
  loadScope,
  readNotebook,
  runCell,
} from '../../../src/analysis/notebook';
import { builtInRegistry } from '../../../src/registry/registry';
import { datasetOf } from './helpers';

const FILES: Record<string, string> = {
  'usage.csv': 'week,author,tokens\n2026-W01,deepseek,50\n2026-W01,anthropic,30\n',
  'broken.csv': 'week,author,tokens\n2026-W01,deepseek,fifty\n',
  'top.csv': ['week,model,tokens', ...[1, 2, 3].map((week) => `2026-W0${week},qwen/${week},5`), ''].join(
    '\n',
  ),
};

const registry = builtInRegistry();
const load = loader((path) => {
  const text = FILES[path];
  return Promise.resolve(
    text === undefined ? { problem: `${path} does not exist.` } : new TextEncoder().encode(text),
  );
});

async function run(...texts: string[]): Promise<{ outcomes: string[][]; diagnosed: string[][] }> {
  const model = readNotebook(
    texts.map((text, index) => ({ id: String(index), text })),
    registry,
  );
  const scope = await loadScope(model.definitions, registry, load);
  return {
    outcomes: model.cells.map((cell) =>
      [...runCell(cell, model, scope)].map((outcome) => {
        const codes = outcome.diagnostics.map((each) => each.code).join(' ');
        const text =
          outcome.kind === 'result' ? outcome.result.summary : outcome.kind === 'defined' ? outcome.text : '';
        return [outcome.kind, codes, text].filter((each) => each !== '').join(': ');
      }),
    ),
    diagnosed: model.cells.map((cell) => diagnose(cell, model, scope).map((each) => each.code)),
  };
}

describe('a notebook: definitions and cells', () => {
  it('definitions are visible in all cells, whatever their order', async () => {
    const { outcomes } = await run(
      'tokens for mine',
      'group mine = (CN, FR)',
      'attach usage from "usage.csv"',
      '# only a comment',
    );
    assert.deepEqual(outcomes, [
      ['result: 50'],
      ['defined'],
      ['defined: usage: 2 rows, weekly from 2026-W01 to 2026-W01 (lab, tokens)'],
      [],
    ]);
  });

  it('one bad statement does not spoil the others', async () => {
    const { outcomes, diagnosed } = await run(
      'attach usage from "usage.csv"\ntokens for CN\ntokens fro CN\ntokens for US',
    );
    assert.deepEqual(
      outcomes[0]?.map((each) => each.split(':')[0]),
      ['defined', 'result', 'error', 'result'],
    );
    assert.equal(diagnosed[0]?.length, 1);
  });

  const errors: [name: string, cells: string[], codes: string[]][] = [
    ['a name that is defined twice', ['attach a from "usage.csv"', 'group a = CN'], ['defined-twice']],
    [
      'a group with the name of a country',
      ['attach a from "usage.csv"', 'group CN = openai'],
      ['name-of-registry'],
    ],
    [
      'a group with the name of a lab',
      ['attach a from "usage.csv"', 'group OpenAI = CN'],
      ['name-of-registry'],
    ],
    ['a file that is not there', ['attach a from "nothing.csv"'], ['file']],
    ['a file with a bad number', ['attach a from "broken.csv"'], ['bad-number']],
    ['a column that is not there', ['attach a from "usage.csv" columns tokens = total'], ['missing-column']],
    ['a list of the largest, as information', ['attach a from "top.csv"'], ['top-list']],
    [
      'a group that no dataset knows',
      ['attach a from "usage.csv"', 'group g = nobody_at_all'],
      ['unknown-name'],
    ],
    ['a group that is defined by itself', ['attach a from "usage.csv"', 'group g = (g, CN)'], ['circle']],
  ];
  for (const [name, cells, codes] of errors) {
    it(`${name}: ${codes.join(' ')}`, async () => {
      const { outcomes, diagnosed } = await run(...cells);
      assert.deepEqual(diagnosed.flat(), codes);
      const kinds = outcomes.flat().map((each) => each.split(':')[0]);
      assert.equal(kinds.includes('error'), codes[0] !== 'top-list');
    });
  }

  it('a query on a file that could not be read says why', async () => {
    const model = readNotebook(
      [
        { id: '0', text: 'attach a from "broken.csv"' },
        { id: '1', text: 'tokens' },
      ],
      registry,
    );
    const scope = await loadScope(model.definitions, registry, load);
    const [, query] = model.cells;
    assert(query);
    const [error] = diagnose(query, model, scope);
    assert.equal(error?.code, 'dataset-unreadable');
    assert.match(error.message, /line 2, column "tokens"/);
  });

  it('a problem of a column is shown at the column', async () => {
    const text = 'attach a from "usage.csv" columns lab = author, tokens = total';
    const model = readNotebook([{ id: '0', text }], registry);
    const scope = await loadScope(model.definitions, registry, load);
    const [cell] = model.cells;
    assert(cell);
    const [error] = diagnose(cell, model, scope);
    assert.equal(text.slice(error?.start, error?.end), 'total');
  });

  it('an unchanged cell is not parsed again', () => {
    const first = readNotebook([{ id: '0', text: 'tokens' }], registry);
    const second = readNotebook(
      [
        { id: '1', text: 'tokens for CN' },
        { id: '0', text: 'tokens' },
      ],
      registry,
      first,
    );
    assert.equal(second.cells[1]?.tree, first.cells[0]?.tree);
  });
});

describe('a dataset in a line', () => {
  it('counts one row as one, and lists no more columns than can be read', () => {
    const columns = Array.from({ length: 40 }, (_, index) => `c${index}`);
    const dataset = datasetOf(`${columns.join(',')}\n${columns.map(() => '1').join(',')}\n`);
    const text = describeDataset({ name: 'data', dataset, problems: [] });
    assert.match(text, /^data: 1 row, without dates \(c0, c1, .* and 28 more\)/);
  });
});
