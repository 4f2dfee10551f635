import assert from 'node:assert/strict';
import { itemOf, sizeText, type Item } from '../../../../src/editor/datasets/tree';
import { describeDataset } from '../../../../src/editor/datasetCard';
import { builtInRegistry } from '../../../../src/registry/registry';
import { datasetOf } from '../../analysis/helpers';
import { notebook } from '../helpers';

const registry = builtInRegistry();

function all(item: Item): Item[] {
  return [item, ...(item.children?.() ?? []).flatMap(all)];
}

function child(item: Item, label: string): Item {
  const found = item.children?.().find((each) => each.label === label);
  assert(
    found,
    `${label} among ${
      item
        .children?.()
        .map((each) => each.label)
        .join(', ') ?? 'no lines'
    }`,
  );
  return found;
}

function lines(item: Item): string[] {
  return (item.children?.() ?? []).map(({ label, description }) => `${label}: ${description}`);
}

function itemFor(text: string): Item {
  return itemOf({ name: 'usage', dataset: datasetOf(text, { name: 'usage' }), problems: [] }, registry);
}

describe('the lines of the Datasets view', () => {
  it('say period and rows, then every fact of the card, then the columns', async () => {
    const { scope } = await notebook('attach by_lab from "by_lab.csv"');
    const attached = scope.datasets.get('by_lab');
    assert(attached?.dataset);
    const item = itemOf(attached, registry, { size: 57_800 });
    assert.equal(item.description, '1,838 rows, daily');
    assert.equal(item.icon, 'dataset');
    const facts = describeDataset(attached, registry).facts.filter(({ label }) => label !== 'Columns');
    assert.deepEqual(lines(item), [
      ...facts.map(({ label, value }) => `${label}: ${value}`),
      'Size: 57.8 KB',
      `SHA-256: ${attached.dataset.sha256.slice(0, 8)}`,
      'Columns: 3',
    ]);
    assert.deepEqual(lines(child(item, 'Columns')).slice(0, 1), ['date: 112 days']);
  });

  it('show the words with the most tokens, and from where to where numbers go', () => {
    const columns = child(
      itemFor(
        'date,model,tokens\n2026-02-09,a/one,5\n2026-02-09,a/two,\n2026-02-10,a/two,2000\n2026-02-10,other,7\n',
      ),
      'Columns',
    );
    assert.deepEqual(lines(columns), ['date: 2 days', 'model: 3 values', 'tokens: 5 to 2.000K']);
    assert.deepEqual(lines(child(columns, 'model')), [
      'a/two: 2.000K tokens',
      'other: 7 tokens',
      'a/one: 5 tokens',
    ]);
    const { details } = child(columns, 'tokens');
    assert.ok(
      details.some((block) => block.kind === 'fact' && block.label === 'Empty cells' && block.value === '1'),
    );
  });

  it('count rows where there are no tokens, and say how many more words there are', () => {
    const rows = Array.from({ length: 8 }, (_, index) => `a/m${index},${index}`).join('\n');
    const model = child(child(itemFor(`model,elo\n${rows}\na/m7,9\n`), 'Columns'), 'model');
    assert.deepEqual(lines(model).slice(0, 2), ['a/m7: 2 rows', 'a/m0: 1 row']);
    assert.equal(lines(model).at(-1), 'and 3 more: ');
  });

  it('show what is wrong first, at the dataset as its icon', () => {
    const dataset = datasetOf('date,model,tokens\n2026-02-09,a/one,5\n', { name: 'usage' });
    const problem = (severity: 'error' | 'warning' | 'information', message: string) =>
      ({ severity, code: 'x', message, about: 'file' }) as const;
    const item = itemOf(
      {
        name: 'usage',
        dataset,
        problems: [problem('information', 'data.csv, line 3: one.'), problem('warning', 'Two.')],
      },
      registry,
    );
    assert.equal(item.icon, 'warning');
    assert.match(item.spoken, /2 remarks$/);
    assert.deepEqual(
      item
        .children?.()
        .slice(0, 2)
        .map(({ icon, label }) => [icon, label]),
      [
        ['information', 'line 3: one.'],
        ['warning', 'Two.'],
      ],
    );
  });

  it('of a file that cannot be read are the reasons alone', async () => {
    const { scope } = await notebook('attach gone from "gone.csv"\nattach unfinished from');
    const [gone, unfinished] = [...scope.datasets.values()].map((each) => itemOf(each, registry));
    assert.equal(gone?.readable, false);
    assert.equal(gone.icon, 'error');
    assert.equal(gone.description, 'cannot be read');
    assert.deepEqual(lines(gone), ['gone.csv does not exist.: ']);
    assert.equal(unfinished?.description, 'not finished');
  });

  it('have ids of their own that stay, whatever the words are', () => {
    const hostile = ['more', 'usage', '/more', '"]', '["usage","more","model"]', 'column', 'value'];
    const text = `date,model,"a/b",tokens\n${hostile.map((word) => `2026-02-09,"${word.replaceAll('"', '""')}",x,1`).join('\n')}\n`;
    const ids = all(itemFor(text)).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(
      all(itemFor(text)).map(({ id }) => id),
      ids,
    );
  });

  it('say everything to a screen reader', () => {
    for (const { spoken } of all(itemFor('week,lab,tokens\n2026-W01,openai,5\n')))
      assert.notEqual(spoken, '');
  });
});

describe('sizes of files', () => {
  it('have three digits or fewer than a thousand bytes', () => {
    assert.deepEqual(
      [0, 999, 1000, 57_800, 99_940, 99_960, 999_499, 999_500, 50_000_000, 3_000_000_000].map(sizeText),
      [
        '0 bytes',
        '999 bytes',
        '1.0 KB',
        '57.8 KB',
        '99.9 KB',
        '100 KB',
        '999 KB',
        '1.0 MB',
        '50.0 MB',
        '3.0 GB',
      ],
    );
  });
});
