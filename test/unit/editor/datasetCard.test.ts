import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { gapsOf } from '../../../src/data/gaps';
import { describeDataset } from '../../../src/editor/datasetCard';
import { bucketBefore, bucketOf, dayOf, keyOfBucket } from '../../../src/data/calendar';
import { builtInRegistry } from '../../../src/registry/registry';
import { datasetOf, examples } from '../analysis/helpers';

function card(text: string): Record<string, string> {
  const dataset = datasetOf(text);
  const { facts } = describeDataset({ name: 'data', dataset, problems: [] }, builtInRegistry());
  return Object.fromEntries(facts.map(({ label, value }) => [label, value]));
}

describe('the card of a dataset', () => {
  it('says what the example files hold', () => {
    const data = examples('A', 'B', 'M', 'T');
    for (const [name, dataset] of Object.entries(data)) {
      assert(typeof dataset !== 'string');
      const { title, facts } = describeDataset({ name, dataset, problems: [] }, builtInRegistry());
      assert.equal(title, name);
      const said = Object.fromEntries(facts.map(({ label, value }) => [label, value]));
      assert.equal(said['Rows'], dataset.rows.toLocaleString('en-US'));
      assert.equal(said['Lists'] === undefined, dataset.listsTop === undefined);
      assert.equal(said['File'], dataset.file);
    }
  });

  it('says which columns were left out', () => {
    const dataset = { ...datasetOf('date,model,tokens\n2026-02-09,qwen/a,5\n'), ids: ['request', 'trace'] };
    const { facts } = describeDataset({ name: 'data', dataset, problems: [] }, builtInRegistry());
    assert.equal(
      facts.find(({ label }) => label === 'Left out')?.value,
      'request, trace (a word for each row)',
    );
    assert.equal(card('date,model,tokens\n2026-02-09,qwen/a,5\n')['Left out'], undefined);
  });

  it('counts unknown models and countries apart from what the source lumps', () => {
    const said = card(
      [
        'date,model,tokens',
        '2026-02-09,openai/gpt-4o-mini,60',
        '2026-02-09,nobody/knows,20',
        '2026-02-09,openrouter/hunter-alpha,10',
        '2026-02-09,other,10',
        '',
      ].join('\n'),
    );
    assert.equal(said['Lumped as other'], '10.0% of tokens');
    assert.equal(said['Country unknown'], '30.0% of tokens');
    assert.equal(said['Model not in the registry'], '20.0% of tokens');
    assert.equal(said['Missing'], 'no day in between');
  });

  it('counts rows where there are no tokens, and says so where nothing is unknown', () => {
    const said = card('model,elo\nopenai/gpt-4o-mini,1000\nnobody/knows,900\n');
    assert.equal(said['Country unknown'], '50.0% of rows');
    assert.equal(said['Lumped as other'], 'none');
    assert.equal(said['Period'], 'a snapshot without dates');
    assert.equal(said['Missing'], undefined);
  });

  it('an amount that is too small to show is not none', () => {
    const said = card(
      'date,model,tokens\n2026-02-09,openai/gpt-4o-mini,1000000\n2026-02-09,nobody/knows,1\n',
    );
    assert.equal(said['Model not in the registry'], 'less than 0.1% of tokens');
  });

  it('lists what was guessed, with what to write to have it otherwise', () => {
    const dataset = datasetOf('week;model;Tokens (bn)\n2026-W07;openai/gpt-4o-mini;1,440\n');
    const { facts } = describeDataset({ name: 'data', dataset, problems: [] }, builtInRegistry());
    assert.deepEqual(
      facts.flatMap(({ label, value }) => (label === 'Guessed' ? [value] : [])),
      [
        'cells: separated by ";"; say `separated by …` to change it',
        'unit of "Tokens (bn)": billions, by its name; say `unit tokens = trillions` to change it',
        'decimals of "Tokens (bn)": "1,440" as 1.44; say `decimal point` to change it',
      ],
    );
  });

  it('says of how many files the data are made', () => {
    const dataset = datasetOf('model,tokens\nopenai/gpt-4o-mini,1\n');
    const source = (file: string, before: number) => ({ file, counts: 'line', before }) as const;
    const two = { ...dataset, file: 'r-*.csv', sources: [source('r-1.csv', 0), source('r-2.csv', 2)] };
    const { facts } = describeDataset({ name: 'data', dataset: two, problems: [] }, builtInRegistry());
    assert.equal(facts.find(({ label }) => label === 'File')?.value, 'r-*.csv (2 files)');
  });

  it('names every missing bucket, and no other', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('day', 'week', 'month', 'quarter', 'year'),
        fc.uniqueArray(fc.nat(30), { minLength: 1 }),
        (grain, offsets) => {
          const last = bucketOf(dayOf(2026, 5, 20), grain).start;
          const start = (offset: number): number => bucketBefore(last, grain, offset).start;
          const sorted = [...offsets].sort((a, b) => b - a);
          const starts = sorted.map(start);
          const absent = Array.from({ length: 31 }, (_, offset) => 30 - offset).filter(
            (offset) => offset < sorted[0]! && offset > sorted.at(-1)! && !offsets.includes(offset),
          );
          const time = {
            name: 'date',
            grain,
            days: Int32Array.from([]),
            buckets: Int32Array.from([]),
            starts,
            ends: starts,
          };
          assert.deepEqual(
            gapsOf(time),
            absent.map((offset) => keyOfBucket(start(offset), grain)),
          );
        },
      ),
    );
  });
});
