/** Columns in which nearly every row has a word of its own, in tables that are long enough for that to matter. */
import assert from 'node:assert/strict';
import { readSources } from '../../../src/data/attach';
import { sourceOf } from '../../../src/data/files';
import { joinTables } from '../../../src/data/join';
import type { ReadResult } from '../../../src/data/problem';
import type { ReadOptions } from '../../../src/data/read';
import { finish } from '../../../src/data/steps';
import { OtherKind, tableOfRows, type Table } from '../../../src/data/table';
import { columns } from './helpers';
import { withThreads } from './scan/helpers';

const ROWS = 1_410_000;

const textOf = (header: string, cell: (row: number) => string): Uint8Array =>
  new TextEncoder().encode(
    `day,model,${header},tokens\n${Array.from({ length: ROWS }, (_, row) => `2026-02-0${1 + (row % 9)},qwen/a,${cell(row)},2\n`).join('')}`,
  );

async function read(bytes: Uint8Array, options: Partial<ReadOptions> = {}, parts = 1): Promise<ReadResult> {
  const source = sourceOf('log.csv', bytes);
  const whole: ReadOptions = { name: 'log', file: 'log.csv', ...options };
  const { threads } = withThreads(source, bytes, parts);
  return readSources([{ ...source, ...(parts > 1 && threads ? { threads } : {}) }], whole, {});
}

describe('ids', function () {
  this.timeout(120_000);
  let ids: Uint8Array;
  before(() => {
    ids = textOf('request', (row) => `r-${row}`);
  });

  const codesOf = ({ problems }: ReadResult): string[] => problems.map(({ code }) => code);

  it('are left out, with a word about it, and tell rows apart nevertheless', async () => {
    for (const parts of [1, 2]) {
      const result = await read(ids, {}, parts);
      const { dataset, problems } = result;
      assert.deepEqual(dataset?.ids, ['request']);
      assert.deepEqual([...dataset.texts.keys()], ['model']);
      assert.equal(dataset.rows, ROWS);
      assert.equal(dataset.numbers.get('tokens')?.values[ROWS - 1], 2);
      // All rows have the same model and tokens; only their ids are different.
      assert.deepEqual(codesOf(result), ['ids']);
      assert.match(problems[0]?.message ?? '', /in "request".*`columns request = "request"`/);
    }
  });

  it('are kept where the statement names them', async () => {
    const result = await read(ids, columns({ request: 'request' }));
    assert.equal(result.dataset?.ids, undefined);
    assert.equal(result.dataset?.texts.get('request')?.words.length, ROWS);
    assert.deepEqual(codesOf(result), []);
  });

  it('are no words that stand in several rows each', async () => {
    const users = textOf('user', (row) => `u-${row % 4 === 0 ? 0 : row}`);
    // Each half has fewer words than may be ids, and both together have more.
    for (const parts of [1, 2]) {
      const { dataset } = await read(users, {}, parts);
      assert(dataset);
      assert.equal(dataset.texts.get('user')?.words.length, 1 + ROWS * 0.75);
      assert.equal(dataset.ids, undefined);
    }
  });

  it('are neither numbers nor dates, however these are written', async () => {
    const { dataset } = await read(textOf('cost', (row) => `$${row}.25`));
    assert(dataset);
    assert.equal(dataset.ids, undefined);
    assert.equal(dataset.numbers.get('cost')?.additive, true);
    assert.deepEqual([...dataset.texts.keys()], ['model']);
  });

  it('are read as words of several files, which they tell apart', () => {
    const table = (file: string): Table => {
      const made = tableOfRows(file, ['request', 'tokens'], [{ cells: ['', '1'], line: 2 }], {
        counts: 'line',
        separator: ',',
      });
      return { ...made, columns: [{ kind: 'ids', rows: 1 }, ...made.columns.slice(1)] };
    };
    assert.throws(
      () => finish(joinTables([table('a.csv'), table('b.csv')], '*.csv')),
      (error) => error instanceof OtherKind && error.kind === 'words' && error.columns[0] === 'request',
    );
  });
});
