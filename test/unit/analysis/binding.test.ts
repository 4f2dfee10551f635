import assert from 'node:assert/strict';
import { answer, figureOf, grid, near, refusal, valuesOf, type Data } from './helpers';

const data = { data: grid('author', 'W01 W02\ndeepseek 50 10\nanthropic 30 20\ngoogle 10 5\nother 10 5') };
const models = {
  data: grid(
    'model',
    `
                                     W20
    deepseek/deepseek-v4-flash        50
    deepseek/deepseek-v4-flash:free   20
    deepseek/deepseek-v4-flash-20260423  5
    openrouter/hunter-alpha           40
    newlab/first                       7
    other                              1
    `,
  ),
};

function mended(query: string, on: Data, definitions = '', index = 0): string {
  const fix = refusal(query, on, definitions).fixes?.[index];
  assert(fix, `${query} has no fix`);
  return query.slice(0, fix.start) + fix.text + query.slice(fix.end);
}

describe('binding: names of sets', () => {
  const sums: [query: string, on: Data, expected: number][] = [
    ['tokens for CN in 2026-W01', data, 50],
    ['tokens for cn in 2026-W01', data, 50],
    ['tokens for china in 2026-W01', data, 50],
    ['tokens for "United States" in 2026-W01', data, 40],
    ['tokens for country:CN in 2026-W01', data, 50],
    ['tokens for DeepSeek in 2026-W01', data, 50],
    ['tokens for lab:deepseek in 2026-W01', data, 50],
    ['tokens for lab (deepseek, google) in 2026-W01', data, 60],
    ['tokens for (deepseek, google) in 2026-W01', data, 60],
    ['tokens for (CN, deepseek) in 2026-W01', data, 50],
    ['tokens for all except (CN) in 2026-W01', data, 50],
    ['tokens for (CN) in 2026-W01', data, 50],
    // Models: one variant, all variants and dated slugs, all of a slug, by display name.
    ['tokens for deepseek/deepseek-v4-flash', models, 55],
    ['tokens for DeepSeek/DeepSeek-V4-Flash', models, 55],
    ['tokens for deepseek/deepseek-v4-flash:free', models, 20],
    ['tokens for deepseek/deepseek-v4-flash:*', models, 75],
    ['tokens for deepseek/*', models, 75],
    ['tokens for openrouter/*-alpha', models, 40],
    ['tokens for "DeepSeek V4 Flash 0423"', models, 55],
    ['tokens for model:newlab/first', models, 7],
    ['tokens for newlab', models, 7],
    ['tokens for lab (newlab)', models, 7],
    ['tokens for variant:free', models, 20],
    ['tokens for weights:open', models, 75],
    ['tokens for weights (open)', models, 75],
  ];
  for (const [query, on, expected] of sums) {
    it(`${query} is ${expected}`, () => assert.equal(figureOf(query, on).value, expected));
  }

  it('stealth models are of no country as listed, and of the revealed lab as revealed', () => {
    assert.deepEqual(
      valuesOf('tokens by country', models).filter((row) => row[0] !== 'other'),
      [
        ['CN', 75],
        ['unknown', 40 + 7],
      ],
    );
    assert.deepEqual(
      valuesOf('tokens by lab', models).filter((row) => row[0] === 'openrouter'),
      [],
    );
    // hunter-alpha was xiaomi's.
    assert.equal(figureOf('tokens for CN stealth revealed', models).value, 115);
    assert.equal(figureOf('tokens for xiaomi stealth revealed', models).value, 40);
    assert.equal(figureOf('tokens for xiaomi stealth listed', models).value, 0);
    assert.equal(refusal('tokens for openrouter', models).code, 'stealth-lab');
    assert.equal(mended('tokens for openrouter', models), 'tokens for openrouter/*');
  });

  it('`stealth revealed` needs a dataset with models', () => {
    assert.equal(refusal('tokens for CN in 2026-W01 stealth revealed', data).code, 'no-models');
  });

  it('a dataset with both labs and models reveals by its models', () => {
    const both = { data: 'model,author,tokens\nopenrouter/hunter-alpha,openrouter,40\nqwen/a,qwen,5\n' };
    assert.deepEqual(valuesOf('tokens by country', both), [
      ['CN', 5],
      ['unknown', 40],
    ]);
    assert.deepEqual(valuesOf('tokens by lab stealth revealed', both), [
      ['xiaomi', 40],
      ['qwen', 5],
    ]);
  });

  it('groups hold sets, and groups of groups', () => {
    const groups = 'group two = lab (deepseek, google)\ngroup three = (two, anthropic)';
    assert.equal(figureOf('tokens for two in 2026-W01', data, groups).value, 60);
    assert.equal(figureOf('tokens for group:two in 2026-W01', data, groups).value, 60);
    assert.deepEqual(valuesOf('tokens for each (two, three, US) in 2026-W01', data, groups), [
      ['two', 60],
      ['three', 90],
      ['US', 40],
    ]);
    near(figureOf('share of tokens for two within three in 2026-W01', data, groups).value, 60 / 90);
  });

  const refused: [query: string, on: Data, code: string, message: RegExp, fix?: string][] = [
    ['tokens for deepsek in 2026-W01', data, 'unknown-name', /deepseek/, 'tokens for deepseek in 2026-W01'],
    ['tokens for nobody_at_all in 2026-W01', data, 'unknown-name', /group nobody_at_all = lab/],
    ['tokens for lab:deepsek in 2026-W01', data, 'unknown-name', /deepseek/],
    ['tokens for country (Chin) in 2026-W01', data, 'unknown-name', /Chin/],
    ['tokens for weights:opne', models, 'unknown-name', /open/],
    ['tokens for variant (fre)', models, 'unknown-name', /free/],
    [
      'tokens for deepseek/deepseek-v4-flas',
      models,
      'unknown-model',
      /deepseek-v4-flash/,
      'tokens for deepseek/deepseek-v4-flash',
    ],
    ['tokens for deepseek/nothing*', models, 'matches-nothing', /deepseek\/nothing/],
    ['tokens for CN/US in 2026-W01', data, 'slash', /ratio of tokens for CN to US/],
    ['tokens for CN/US', models, 'slash', /ratio of tokens for CN to US/],
    ['tokens for openai/gpt-5 in 2026-W01', data, 'no-such-dimension', /no models/],
    ['tokens by model in 2026-W01', data, 'no-such-dimension', /no models/],
    ['top 3 models in 2026-W01', data, 'no-such-dimension', /no models/],
    ['tokens by county in 2026-W01', data, 'unknown-dimension', /country/, 'tokens by country in 2026-W01'],
    ['tokns in 2026-W01', data, 'unknown-value', /`tokens`/, 'tokens in 2026-W01'],
    ['CN in 2026-W01', data, 'member-as-value', /tokens for CN/, 'tokens for CN in 2026-W01'],
    [
      'share of CN in 2026-W01',
      data,
      'member-as-value',
      /tokens for CN/,
      'share of tokens for CN in 2026-W01',
    ],
    ['country in 2026-W01', data, 'dimension-as-value', /tokens by country/, 'tokens by country in 2026-W01'],
    ['share of share of tokens', data, 'share-of', /tokens/],
    ['tokens for each all', data, 'each-of-all', /list or a dimension/],
    ['tokens using dat', data, 'unknown-dataset', /`data`/, 'tokens using data'],
    ['ratio of ratio of tokens for CN to US for CN to US', data, 'nested', /value or of a share/],
  ];
  for (const [query, on, code, message, fix] of refused) {
    it(`${query}: ${code}`, () => {
      const error = refusal(query, on);
      assert.equal(error.code, code);
      assert.match(error.message, message);
      if (fix !== undefined) assert.equal(mended(query, on), fix);
    });
  }

  it('groups in a circle are refused, and so are groups that cannot be read', () => {
    const circle = 'group a_side = (b_side, CN)\ngroup b_side = a_side';
    const error = refusal('tokens for a_side', data, circle);
    assert.equal(error.code, 'circle');
    assert.match(error.message, /a_side → b_side → a_side/);
    assert.equal(refusal('tokens for bad', data, 'group bad = lab (nobody_at_all)').code, 'broken-group');
  });
});

describe('binding: which dataset', () => {
  it('none is an error, and one needs no `using`', () => {
    assert.equal(refusal('tokens', {}).code, 'no-dataset');
    assert.equal(valuesOf('tokens in 2026-W01', data)[0]?.[0], 100);
  });

  const two = { one: data.data, two: data.data };
  const places: [query: string, mended: string][] = [
    ['tokens', 'tokens using two'],
    ['tokens by lab weekly', 'tokens by lab weekly using two'],
    ['tokens by lab weekly | top 2 as line', 'tokens by lab weekly using two | top 2 as line'],
    ['tokens by lab weekly|top 2', 'tokens by lab weekly using two|top 2'],
    ['tokens by lab weekly # labs\n| top 2', 'tokens by lab weekly using two # labs\n| top 2'],
    ['tokens in 2026-W01 as number', 'tokens in 2026-W01 using two as number'],
    ['top 2 labs weekly including partial | top 1', 'top 2 labs weekly using two including partial | top 1'],
  ];
  for (const [query, expected] of places) {
    it(`two are an error whose fix says which: ${JSON.stringify(query)}`, () => {
      assert.equal(refusal(query, two).code, 'which-dataset');
      const after = mended(query, two, '', 1);
      assert.equal(after, expected);
      assert.deepEqual(
        answer(after, two).diagnostics.filter((each) => each.severity === 'error'),
        [],
      );
    });
  }
});
