import assert from 'node:assert/strict';
import { loader, loadScope, readNotebook } from '../../../src/analysis/notebook';
import { usageOf } from '../../../src/analysis/usage';
import type { Scope } from '../../../src/analysis/scope';
import type { Term } from '../../../src/registry/card';
import { builtInRegistry } from '../../../src/registry/registry';

const FILES: Readonly<Record<string, string>> = {
  'list.csv': [
    'week,model,tokens',
    '2026-02-02,openai/gpt-4o-mini,50',
    '2026-02-02,deepseek/deepseek-r1,40',
    '2026-02-09,deepseek/deepseek-r1,70',
    '2026-02-09,qwen/qwen3.6-plus,80',
  ].join('\n'),
  'days.csv': [
    'date,author,tokens',
    ...Array.from({ length: 9 }, (_, day) => `2026-02-${String(day + 2).padStart(2, '0')},deepseek,10`),
  ].join('\n'),
};

async function scope(): Promise<Scope> {
  const registry = builtInRegistry();
  const model = readNotebook(
    [{ id: '1', text: 'attach list from "list.csv" lists top 2\nattach days from "days.csv"' }],
    registry,
  );
  const encoder = new TextEncoder();
  return loadScope(
    model.definitions,
    registry,
    loader((path) => Promise.resolve(encoder.encode(FILES[path] ?? ''))),
  );
}

async function usage(kind: Term['kind'], key: string): Promise<Record<string, string>> {
  return Object.fromEntries(
    usageOf({ kind, key }, await scope()).map(({ dataset, text }) => [dataset, text]),
  );
}

describe('usage in hovers', () => {
  it('is of the latest whole week, with the rank in it', async () => {
    assert.deepEqual(await usage('model', 'deepseek/deepseek-r1'), {
      list: '70 tokens in 2026-W07, rank 2 of 2 listed',
    });
  });

  it('says so when a later week does not list it', async () => {
    assert.deepEqual(await usage('model', 'openai/gpt-4o-mini'), {
      list: '50 tokens in 2026-W06, rank 1 of 2 listed; not listed since',
    });
  });

  it('leaves the partial week out', async () => {
    assert.deepEqual(await usage('lab', 'deepseek'), {
      list: '70 tokens in 2026-W07, rank 2 of 2 listed',
      days: '70 tokens in 2026-W06, rank 1 of 1',
    });
  });

  it('is silent about what no dataset has', async () => {
    assert.deepEqual(await usage('lab', 'mistralai'), {});
  });
});
