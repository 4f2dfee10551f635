import assert from 'node:assert/strict';
import { answer, ask, datasetOf, figureOf, grid, near, refusal, valuesOf, warningsOf } from './helpers';

/**
 * Attributes as the registry's tables have them: deepseek-v4-flash is open, released 2026-04-24, $0.06006 in;
 * claude-opus-4.6 is closed; nobody's model is in no table.
 */
const data = {
  data: grid(
    'model',
    `
                                       W20
    deepseek/deepseek-v4-flash          50
    deepseek/deepseek-v4-flash:free     20
    anthropic/claude-opus-4.6           30
    nobody/unheard-of                   10
    other                               40
    `,
  ),
};
const apps = {
  data: [
    'app,model,tokens,requests',
    'Cline,deepseek/a,30,3',
    'Cline,openai/b,10,1',
    'Roo,deepseek/a,20,9',
    'Roo,openai/b,40,',
    '',
  ].join('\n'),
};

describe('where: attributes of models', () => {
  const sums: [condition: string, expected: number][] = [
    ['weights = open', 70],
    ['weights = closed', 30],
    ['weights = "open"', 70],
    // What is unknown passes no test, neither one nor its opposite.
    ['weights != open', 30],
    ['weights in (open, closed)', 100],
    ['variant = free', 20],
    ['variant = standard', 50 + 30 + 10],
    ['variant != free', 90],
    // A free variant costs nothing; a model without a price is unknown.
    ['price < $1', 70],
    ['price = 0', 20],
    ['price >= $1', 30],
    ['price > 0', 80],
    ['output_price > $1', 30],
    ['release >= 2026-04', 70],
    ['release < 2026-04', 30],
    ['release = 2026-04-24', 70],
    ['release = 2026', 100],
    ['release = 2026-Q2', 70],
    ['release != 2026-Q2', 30],
    ['weights = open and price > 0', 50],
    ['weights = open and weights = closed', 0],
  ];
  for (const [condition, expected] of sums) {
    it(`${condition}: ${expected}`, () => {
      assert.equal(figureOf(`tokens where ${condition}`, data).value, expected);
    });
  }

  it('other is left out of the universe and is its bound', () => {
    assert.deepEqual(figureOf('tokens where weights = open', data), { value: 70, low: 70, high: 110 });
    const share = figureOf('share of tokens for CN where price > 0', data);
    near(share.value, 50 / 80);
    near(share.low, 50 / 120);
    near(share.high, 90 / 120);
  });

  it('applies before `within`', () => {
    assert.deepEqual(valuesOf('tokens by model within top 1 models where weights = closed', data), [
      ['anthropic/claude-4.6-opus-20260205', 30],
    ]);
  });
});

describe('where: columns', () => {
  const sums: [condition: string, expected: number][] = [
    ['app = Cline', 40],
    ['app = "cline"', 40],
    ['app != Cline', 60],
    ['app in (Cline, Roo)', 100],
    ['requests > 2', 50],
    ['requests <= 3', 40],
    // An empty cell passes no test.
    ['requests != 9', 40],
    ['tokens >= 30', 70],
  ];
  for (const [condition, expected] of sums) {
    it(`${condition}: ${expected}`, () => {
      assert.equal(figureOf(`tokens where ${condition}`, apps).value, expected);
    });
  }

  it('a condition on a column decides about other as well', () => {
    const lumps = { data: 'app,model,tokens\nCline,deepseek/a,30\nCline,other,5\nRoo,other,7\n' };
    assert.equal(figureOf('tokens where app = Cline', lumps).value, 35);
    const { low, high } = figureOf('tokens where app = Cline and variant = standard', lumps);
    assert.deepEqual([low, high], [30, 35]);
  });

  it('a word that no row has is warned of', () => {
    assert.deepEqual(warningsOf('tokens where app = Clien', apps), ['matches-nothing']);
    assert.match(ask('tokens where app = "nobody"', apps).summary, /^0$|No figures/);
  });
});

describe('where: what it refuses', () => {
  const refused: [query: string, code: string, message: RegExp][] = [
    ['tokens where country = CN', 'where-member', /`for` .*`within`/],
    ['tokens where lab = openai', 'where-member', /`for` .*`within`/],
    ['tokens where models = "x"', 'where-member', /`for` .*`within`/],
    ['tokens where weight = open', 'unknown-attribute', /weights/],
    ['tokens where constructor = open', 'unknown-attribute', /constructor/],
    ['tokens where release = open', 'wrong-type', /period/],
    ['tokens where price = open', 'wrong-type', /number/],
    ['tokens where price < 5pp', 'wrong-type', /number/],
    ['tokens where price < 50%', 'wrong-type', /number/],
    ['tokens where weights < open', 'wrong-type', /= or !=/],
    ['tokens where weights = 5', 'wrong-type', /word/],
    ['tokens where price in (a, b)', 'wrong-type', /compare/],
  ];
  for (const [query, code, message] of refused) {
    it(`${query}: ${code}`, () => {
      const error = refusal(query, data);
      assert.equal(error.code, code);
      assert.match(error.message, message);
    });
  }

  it('a column of ids was left out, and says how to keep it', () => {
    const log = { data: { ...datasetOf('date,model,tokens\n2026-02-09,qwen/a,5\n'), ids: ['Request'] } };
    const error = refusal('tokens where request = "x"', log);
    assert.equal(error.code, 'left-out');
    assert.match(error.message, /attach statement: `columns request = "Request"`/);
  });

  it('attributes of models need models', () => {
    const labs = { data: 'author,tokens\ndeepseek,5\n' };
    assert.equal(refusal('tokens where weights = open', labs).code, 'no-such-dimension');
  });

  it('says everything that is wrong at once', () => {
    const codes = answer('tokens for nobodyy where weight = open', data).diagnostics.map((each) => each.code);
    assert.deepEqual(codes.sort(), ['unknown-attribute', 'unknown-name']);
  });
});

describe('weights that were opened later', () => {
  // The registry has MiniMax M3 as "open from 2026-06-12".
  const days = {
    data: grid(
      'model',
      `
                                     06-11  06-12
      minimax/minimax-m3-20260531        1     10
      anthropic/claude-opus-4.6        100   1000
      nobody/unheard-of              10000 100000
      `,
    ),
  };

  for (const [query, expected] of [
    ['tokens where weights = open', 10],
    ['tokens where weights = closed', 1101],
    ['tokens for weights:open in 2026-06-11', 0],
    ['tokens for weights:open in 2026-06-12', 10],
  ] as const) {
    it(`${query} is ${expected}`, () => assert.equal(figureOf(query, days).value, expected));
  }

  it('split a model by its days, with the unknown apart', () => {
    assert.deepEqual(valuesOf('tokens by weights', days), [
      ['closed', 1101],
      ['open', 10],
      ['unknown', 110000],
    ]);
  });
});

describe('what a condition cannot decide about', () => {
  it('is said with its size, apart from the lump row', () => {
    const result = ask('tokens where weights = open in 2026-W20', data);
    assert.ok(
      result.notes.includes('Left out: models of unknown weights, 9.1% of all named tokens.'),
      result.notes.join('\n'),
    );
    assert.match(result.caption.text, / · left out: other \(of unknown models\) · /);
  });

  it('is not said where everything is known', () => {
    assert.deepEqual(ask('tokens where variant = free in 2026-W20', data).notes, []);
  });
});
