import assert from 'node:assert/strict';
import { answer, ask, datasetOf, figureOf, measuredOf, near, refusal, valuesOf, type Data } from './helpers';

/** List prices in dollars per million tokens: Sonnet 3 and 15, Flash 0.06006 and 0.12012, `:free` nothing. */
const models = `week,model,tokens
2026-W05,anthropic/claude-sonnet-4.6,100
2026-W05,deepseek/deepseek-v4-flash,300
2026-W05,qwen/qwen3.6-plus:free,50
2026-W05,nobody/x,50
2026-W05,other,100
2026-W06,anthropic/claude-sonnet-4.6,200
2026-W06,deepseek/deepseek-v4-flash,300
`;
const SONNET = [3, 15] as const;
const FLASH = [0.06006, 0.12012] as const;

const apps = `week,app,tokens,requests
2026-W05,a,100,10
2026-W05,b,10,5
2026-W06,a,200,10
2026-W06,b,40,0
`;

const scores = datasetOf(
  'model,organization,arena_score,votes\nGPT-5.2,OpenAI,1400,10\nDeepSeek-V3.2,DeepSeek,1390,20\n',
  { name: 'scores', columns: new Map([['elo', 'arena_score']]) },
);

const data: Data = { models, apps, scores };

/** The figure of `m` in the first week of the models, or of all apps. */
function valueOf(formula: string, query = 'm in 2026-W05 using models', more = ''): number | null {
  return figureOf(query, data, `measure m = ${formula}\n${more}`).value;
}

describe('measures: arithmetic', () => {
  const formulas: [formula: string, expected: number][] = [
    ['tokens', 600],
    ['tokens + tokens * 2', 1800],
    ['tokens * 2 + tokens', 1800],
    ['(tokens + tokens) * 3', 3600],
    ['tokens - tokens / 2 - tokens / 4', 150],
    ['tokens / 2 / 3', 100],
    ['tokens - (tokens - tokens / 2)', 300],
    ['2 * tokens', 1200],
    ['tokens * 50%', 300],
    ['tokens * 1.5K', 900_000],
    ['tokens / tokens', 1],
  ];
  for (const [formula, expected] of formulas) {
    it(`${formula} is ${expected}`, () => {
      near(valueOf(formula), expected);
    });
  }

  it('a quotient divides the sums, and is no mean of quotients', () => {
    const definition = 'measure per_request = tokens / requests';
    // Of the rows: 10, 2, 20 and none. Of the sums: 350 / 25, and by app 300 / 20 and 50 / 5.
    near(figureOf('per_request using apps', data, definition).value, 14);
    assert.deepEqual(valuesOf('per_request by app using apps', data, definition), [
      ['a', 15],
      ['b', 10],
    ]);
    assert.deepEqual(
      valuesOf('per_request weekly using apps', data, definition).map(([, value]) => value),
      [110 / 15, 24],
    );
  });

  it('a quotient of nothing is missing, never zero or infinite', () => {
    const rows = valuesOf(
      'per_request by app in 2026-W06 using apps',
      data,
      'measure per_request = tokens / requests',
    );
    assert.deepEqual(rows, [
      ['a', 20],
      ['b', null],
    ]);
  });

  it('measures are made of measures', () => {
    const more = 'measure base = tokens * 2\nmeasure other_base = base + base';
    near(valueOf('other_base / 4', undefined, more), 600);
  });

  it('names of columns match without regard to case', () => {
    near(valueOf('Tokens * 2'), 1200);
  });

  it('a score weighted by votes adds up', () => {
    const rows = valuesOf('m by model using scores', data, 'measure m = elo * votes');
    assert.deepEqual(
      rows.map(([, value]) => value),
      [27_800, 14_000],
    );
    near(figureOf('m using scores', data, 'measure m = elo * votes').value, 41_800);
    // The mean score, weighted by votes.
    near(figureOf('m using scores', data, 'measure m = elo * votes / votes').value, 41_800 / 30);
  });
});

describe('measures: what they count', () => {
  const units: [formula: string, unit: string][] = [
    ['tokens * 2', 'tokens'],
    ['tokens * price', 'usd'],
    ['tokens / tokens', 'number'],
    ['tokens * price / tokens', 'usd'],
    ['tokens * $2', 'number'],
    ['dollars / 2', 'usd'],
  ];
  for (const [formula, unit] of units) {
    it(`${formula}: ${unit}`, () => {
      const { table } = ask('m in 2026-W05 using models', data, `measure m = ${formula}`);
      assert.equal(table.columns[0]?.unit, unit);
    });
  }

  it('a price for a token is told for a million of them', () => {
    const definition = 'measure m = tokens * price / tokens';
    const result = ask('m by country in 2026-W05 using models', data, definition);
    assert.equal(result.table.columns[1]?.label, 'm (per million tokens)');
    const [us, cn] = measuredOf(result);
    near(us?.value, SONNET[0]);
    // The free tokens cost nothing, and count.
    near(cn?.value, (300 * FLASH[0]) / 350);
  });

  it('a blended price is one for each model', () => {
    const definition = 'measure blended = price * 0.75 + output_price * 0.25';
    const rows = valuesOf('top 3 models by blended in 2026-W05 using models', data, definition);
    near(Number(rows[0]?.[1]), 6);
    near(Number(rows[1]?.[1]), 0.75 * FLASH[0] + 0.25 * FLASH[1]);
    assert.equal(rows[2]?.[1], 0);
  });
});

describe('measures: dollars', () => {
  it('are tokens at list prices, from all prompt tokens to all completion tokens; free ones are nothing', () => {
    const [sonnet, flash, free] = measuredOf(ask('dollars by model in 2026-W05 using models', data));
    near(sonnet?.value, (100 * SONNET[0]) / 1e6);
    near(sonnet?.low, (100 * SONNET[0]) / 1e6);
    near(sonnet?.high, (100 * SONNET[1]) / 1e6);
    near(flash?.value, (300 * FLASH[0]) / 1e6);
    near(flash?.high, (300 * FLASH[1]) / 1e6);
    assert.deepEqual(free, { value: 0 });
  });

  it('a share of dollars has one mix for everyone: its bounds are the shares at both ends', () => {
    const [anthropic, deepseek] = measuredOf(ask('share of dollars by lab in 2026-W05 using models', data));
    const atPrompt = (100 * SONNET[0]) / (100 * SONNET[0] + 300 * FLASH[0]);
    const atCompletion = (100 * SONNET[1]) / (100 * SONNET[1] + 300 * FLASH[1]);
    near(anthropic?.value, atPrompt);
    near(anthropic?.low, atPrompt);
    near(anthropic?.high, atCompletion);
    near(deepseek?.value, 1 - atPrompt);
    near(deepseek?.low, 1 - atCompletion);
    near(deepseek?.high, 1 - atPrompt);
  });

  it('the mix is the same before and after: a growth has no bounds where the tokens are one model’s', () => {
    const growth = 'growth of dollars for anthropic from 2026-W05 to 2026-W06 using models';
    assert.deepEqual(figureOf(growth, data), { value: 1 });
    const change = figureOf('change of dollars for anthropic from 2026-W05 to 2026-W06 using models', data);
    near(change.low, (100 * SONNET[0]) / 1e6);
    near(change.high, (100 * SONNET[1]) / 1e6);
  });

  it('a part in the growth of dollars is told at both ends, too', () => {
    const query = 'share of change of dollars for US from 2026-W05 to 2026-W06 using models';
    const found = figureOf(query, data);
    // Only Sonnet is used more; the free model and the unknown ones cost nothing that is known.
    near(found.value, 1);
  });

  it('models without a price are missing, and how many tokens that is, is said', () => {
    const result = ask('dollars by lab in 2026-W05 using models', data);
    assert(
      !result.table.rows.some(({ cells }) => cells.some((cell) => 'key' in cell && /nobody/.test(cell.key))),
    );
    assert(result.notes.includes('Left out: models of unknown price, 10.0% of all named tokens.'));
    const { notes } = ask('dollars for nobody/x in 2026-W05 using models', data);
    assert.equal(figureOf('dollars for nobody/x in 2026-W05 using models', data).value, null);
    // It has rows: what they cost is not known.
    assert(!notes.some((note) => note.startsWith('No row of the universe')));
  });

  it('beside tokens, nothing is said of empty cells that the file does not have', () => {
    const { notes } = ask('share of tokens, share of dollars by lab in 2026-W05 using models', data);
    assert.deepEqual(
      notes.filter((note) => /empty cell/.test(note)),
      [],
    );
  });
});

describe('measures: what is wrong', () => {
  const mistakes: [formula: string, code: string, message: RegExp][] = [
    ['tokens + price', 'no-sum', /depend on how many rows/],
    ['tokens + 5', 'no-sum', /depend on how many rows/],
    ['tokens * tokens', 'no-sum', /Two sums multiplied/],
    ['1 / tokens', 'no-sum', /Only a sum can be divided by a sum/],
    ['tokens / tokens + 1', 'no-sum', /A quotient is computed after/],
    ['tokens / tokens * tokens', 'no-sum', /A quotient is computed after/],
    ['tokens * 2pp', 'wrong-unit', /difference of shares/],
    ['tokens * price + tokens', 'wrong-unit', /Dollars and Tokens cannot be added/i],
    ['m * 2', 'circle', /`m` is defined by itself: m → m/],
    ['tokenz * 2', 'unknown-value', /neither a column of numbers of models nor an attribute/],
    ['requests * 2', 'unknown-value', /neither a column of numbers of models/],
  ];
  for (const [formula, code, message] of mistakes) {
    it(`${formula}: ${code}`, () => {
      const error = refusal('m using models', data, `measure m = ${formula}`);
      assert.equal(error.code, code);
      assert.match(error.message, message);
      assert.deepEqual([error.start, error.end], [0, 1]);
      assert.equal(error.fixes, undefined);
    });
  }

  it('circles of several measures are told with their way', () => {
    const error = refusal('m using models', data, 'measure m = n + tokens\nmeasure n = o * 2\nmeasure o = m');
    assert.equal(error.message, '`m` is defined by itself: m → n → o → m.');
  });

  it('one that cannot be read is said to be so, in other measures as well', () => {
    for (const query of ['m using models', 'n using models'])
      assert.match(
        refusal(query, data, 'measure m = tokens +\nmeasure n = m * 2').message,
        /`m` cannot be read/,
      );
  });

  it('a name of the dataset’s own column is ambiguous there, and only there', () => {
    const definition = 'measure requests = tokens * 2';
    assert.equal(refusal('requests using apps', data, definition).code, 'ambiguous-value');
    near(figureOf('requests in 2026-W05 using models', data, definition).value, 1200);
  });

  it('attributes and dollars need models', () => {
    assert.equal(refusal('dollars using apps', data).code, 'no-prices');
    const error = refusal('m using apps', data, 'measure m = tokens * price');
    assert.equal(error.message, 'In the measure `m`: apps has no models, so it has no price of a model.');
  });

  it('at its own definition the nearest names are offered', () => {
    const { diagnostics } = answer('measure m = tokenz * 2', data);
    assert.deepEqual(
      diagnostics.flatMap(({ fixes = [] }) => fixes.map(({ text }) => text)),
      ['tokens'],
    );
  });

  it('a quotient has no shares', () => {
    const error = refusal('share of m using apps', data, 'measure m = tokens / requests');
    assert.equal(error.code, 'share-of-score');
  });
});
