import assert from 'node:assert/strict';
import { ask, figureOf, grid, measuredOf, near, refusal, rowsOf, valuesOf, warningsOf } from './helpers';

const data = {
  data: grid(
    'author',
    `
                W01 W02 W03 W04
    deepseek     50  10  20  40
    anthropic    30  30  30  30
    qwen         10  20   -   5
    other        10  40  50  25
    `,
  ),
};

describe('steps: share', () => {
  it('divides every figure by the universe', () => {
    const rows = valuesOf('tokens by lab within (CN, US) in 2026-W01 | share', data);
    assert.deepEqual(rows, [
      ['deepseek', 50 / 90],
      ['anthropic', 30 / 90],
      ['qwen', 10 / 90],
    ]);
    assert.deepEqual(rows, valuesOf('share of tokens by lab within (CN, US) in 2026-W01', data));
  });

  it('stands before a moving average, and needs a sum', () => {
    const late = 'tokens by lab weekly | moving average 2 weeks | share';
    assert.equal(refusal(late, data).code, 'step-order');
    assert.equal(refusal('ratio of tokens for CN to US weekly | share', data).code, 'share-of');
  });
});

describe('steps: top', () => {
  it('sums what is left as rest, beside other', () => {
    assert.deepEqual(valuesOf('tokens by lab in 2026-W01 | top 1', data), [
      ['deepseek', 50],
      ['rest', 40],
      ['other', 10],
    ]);
    const [, rest] = ask('tokens by lab in 2026-W01 | top 1', data).table.rows;
    assert.deepEqual(rest?.cells[0], { key: 'rest', label: 'rest (2 labs)' });
    assert.equal(rest.muted, true);
  });

  it('the rest has bounds like any other part', () => {
    assert.deepEqual(measuredOf(ask('tokens by lab in 2026-W01 | top 1', data))[1], {
      value: 40,
      low: 40,
      high: 50,
    });
    // W01 has 60 of deepseek and qwen and 10 of other, W02 30 and 40.
    const { rows } = ask('tokens by lab weekly | moving average 2 weeks | top 1', data).table;
    const rest = rows.find(
      ({ cells }) =>
        JSON.stringify(cells).includes('2026-W02 ') &&
        cells[1] &&
        'key' in cells[1] &&
        cells[1].key === 'rest',
    );
    assert.deepEqual(rest?.cells[2], { value: 45, low: 45, high: 70 });
  });

  it('chooses by the whole window, and the rest is a series too', () => {
    // deepseek 120, anthropic 120, qwen 35: a tie does not fall on the cut.
    assert.deepEqual(
      valuesOf('tokens by lab weekly | top 2', data).filter((row) => row[1] === 'rest'),
      [
        ['2026-W01', 'rest', 10],
        ['2026-W02', 'rest', 20],
        ['2026-W03', 'rest', 0],
        ['2026-W04', 'rest', 5],
      ],
    );
    assert.deepEqual(ask('tokens by lab weekly | top 2', data).notes, []);
  });

  it('says where the order of names decided', () => {
    const result = ask('tokens by lab weekly | top 1', data);
    assert.equal(rowsOf(result)[0]?.[1], 'anthropic');
    assert.match(result.notes.join(' '), /Equal values/);
  });

  it('figures that do not add up have no rest', () => {
    const scores = { data: 'model,elo\nopenai/a,1400\nqwen/b,1300\ngoogle/c,1350\n' };
    const result = ask('elo by model | top 2', scores);
    assert.deepEqual(rowsOf(result), [
      ['openai/a', 1400],
      ['google/c', 1350],
    ]);
    assert.match(result.notes.join(' '), /1 more .* not .* add up/);
  });

  it('a top that keeps everything leaves no rest', () => {
    assert.deepEqual(valuesOf('tokens by lab in 2026-W01 | top 9', data).length, 4);
  });
});

describe('steps: count', () => {
  it('counts the named members of a set that are there', () => {
    assert.deepEqual(valuesOf('tokens by lab weekly | count for CN', data), [
      ['2026-W01', 2],
      ['2026-W02', 2],
      ['2026-W03', 1],
      ['2026-W04', 2],
    ]);
    assert.deepEqual(valuesOf('tokens by lab in 2026-W01 | count for all', data), [[3]]);
    assert.deepEqual(valuesOf('top 2 labs in 2026-W01 | count for CN', data), [[1]]);
    assert.deepEqual(valuesOf('top 1 labs weekly | count for CN', data), [
      ['2026-W01', 1],
      ['2026-W02', 0],
      ['2026-W03', 0],
      ['2026-W04', 1],
    ]);
  });

  it('counts scores too: nothing is summed', () => {
    const scores = { data: 'model,elo\nopenai/a,1400\nqwen/b,1300\ndeepseek/c,1350\n' };
    assert.equal(figureOf('top 3 models by elo | count for CN', scores).value, 2);
  });

  it('is missing where there is nothing to count', () => {
    assert.deepEqual(valuesOf('tokens by lab weekly | moving average 3 weeks | count for CN', data), [
      ['2026-W01', null],
      ['2026-W02', null],
      ['2026-W03', 2],
      ['2026-W04', 2],
    ]);
  });

  it('is the last but for a moving average', () => {
    for (const step of ['share', 'top 1', 'count for US']) {
      assert.equal(refusal(`tokens by lab weekly | count for CN | ${step}`, data).code, 'step-order');
    }
    assert.deepEqual(
      valuesOf('tokens by lab weekly | count for CN | moving average 2 weeks', data).map((row) => row[1]),
      [null, 2, 1.5, 1.5],
    );
  });
});

describe('steps: moving average', () => {
  it('is trailing and includes its own bucket; it is empty only where the data are', () => {
    assert.deepEqual(valuesOf('tokens for deepseek weekly | moving average 2 weeks', data), [
      ['2026-W01', null],
      ['2026-W02', 30],
      ['2026-W03', 15],
      ['2026-W04', 30],
    ]);
  });

  it('looks back before the window', () => {
    assert.deepEqual(valuesOf('tokens for deepseek weekly since 2026-W03 | moving average 3 weeks', data), [
      ['2026-W03', 80 / 3],
      ['2026-W04', 70 / 3],
    ]);
  });

  it('looks back on members that have no row in the window', () => {
    // qwen has none in W03 alone; its W02 belongs to the average of CN all the same.
    assert.deepEqual(
      valuesOf('tokens by country weekly in 2026-W03 | moving average 2 weeks', data).find(
        (row) => row[1] === 'CN',
      ),
      ['2026-W03', 'CN', (10 + 20 + 20 + 0) / 2],
    );
  });

  it('averages bounds with the values', () => {
    const [, w02] = measuredOf(ask('tokens for deepseek weekly | moving average 2 weeks', data));
    assert.deepEqual(w02, { value: 30, low: 30, high: (60 + 50) / 2 });
  });

  it('of shares is the mean of the shares', () => {
    const [, w02] = measuredOf(ask('tokens for deepseek weekly | share | moving average 2 weeks', data));
    near(w02?.value, (50 / 100 + 10 / 100) / 2);
  });

  const refused: [query: string, code: string][] = [
    ['tokens in 2026-W02 | moving average 2 weeks', 'average-of-one'],
    ['tokens weekly | moving average 2 days', 'other-grain'],
    ['tokens weekly | moving average 0 weeks', 'expected'],
    ['tokens weekly | moving average 1.5 weeks', 'expected'],
  ];
  for (const [query, code] of refused) {
    it(`${query} is refused: ${code}`, () => assert.equal(refusal(query, data).code, code));
  }
});

describe('rankings', () => {
  it('the largest first, the smallest first; ties by name', () => {
    assert.deepEqual(valuesOf('top 2 labs in 2026-W01', data), [
      ['deepseek', 50],
      ['anthropic', 30],
    ]);
    assert.deepEqual(valuesOf('bottom 2 labs in 2026-W01', data), [
      ['qwen', 10],
      ['anthropic', 30],
    ]);
    const ties = { data: grid('author', 'W01\nqwen 5\ndeepseek 5\nopenai 5\nother 1') };
    for (const kind of ['top', 'bottom']) {
      const result = ask(`${kind} 2 labs`, ties);
      assert.deepEqual(rowsOf(result), [
        ['deepseek', 5],
        ['openai', 5],
      ]);
      assert.match(result.notes.join(' '), /Equal values/);
    }
  });

  it('over time every bucket has a ranking of its own', () => {
    const rows = valuesOf('top 1 labs weekly', data);
    assert.deepEqual(rows, [
      ['2026-W01', 'deepseek', 50],
      ['2026-W02', 'anthropic', 30],
      ['2026-W03', 'anthropic', 30],
      ['2026-W04', 'deepseek', 40],
    ]);
    assert.deepEqual(warningsOf('top 1 labs weekly', data), []);
  });

  it('within a universe, of a set, by a share', () => {
    assert.deepEqual(valuesOf('top 1 labs for US in 2026-W01', data), [['anthropic', 30]]);
    assert.deepEqual(valuesOf('top 1 labs by share of tokens within (CN, US) in 2026-W01', data), [
      ['deepseek', 50 / 90],
    ]);
    assert.equal(refusal('top 2 labs by country', data).code, 'dimension-as-value');
    assert.equal(refusal('top 2 labs by tokens by country', data).code, 'ranking-by');
  });

  it('members without rows are not ranked', () => {
    assert.deepEqual(valuesOf('bottom 3 labs in 2026-W03', data), [
      ['deepseek', 20],
      ['anthropic', 30],
    ]);
  });
});

describe('values: ratio and gap', () => {
  it('divide and subtract the two sides inside the universe', () => {
    near(figureOf('ratio of tokens for CN to US in 2026-W01', data).value, 2);
    near(figureOf('gap of tokens for US to CN in 2026-W01', data).value, -30);
    near(figureOf('gap of share of tokens for CN to US in 2026-W01', data).value, 0.3);
    near(figureOf('gap of share of tokens for CN to US within (CN, US) in 2026-W01', data).value, 30 / 90);
  });

  it('a ratio to nothing does not exist', () => {
    assert.deepEqual(figureOf('ratio of tokens for CN to FR in 2026-W01', data), { value: null });
  });

  it('split by a dimension, each row compares its own part of the sides', () => {
    const apps = {
      data: 'app,model,tokens\nx,deepseek/a,30\nx,openai/b,10\ny,deepseek/a,20\ny,openai/b,40\n',
    };
    assert.deepEqual(valuesOf('ratio of tokens for CN to US by app', apps), [
      ['x', 3],
      ['y', 0.5],
    ]);
  });

  it('name their own sides', () => {
    assert.equal(refusal('ratio of tokens for CN to US for openai in 2026-W01', data).code, 'ratio-for');
  });
});

describe('scores do not add', () => {
  const scores = {
    data: [
      'week,model,elo,tokens',
      '2026-W01,openai/a,1400,5',
      '2026-W01,qwen/b,1300,9',
      '2026-W01,deepseek/c,1350,2',
      '2026-W02,openai/a,1410,5',
      '2026-W02,qwen/b,1450,9',
      '2026-W02,deepseek/c,1350,2',
      '',
    ].join('\n'),
  };

  it('are ranked and shown one by one', () => {
    assert.deepEqual(valuesOf('top 2 models by elo in 2026-W01', scores), [
      ['openai/a', 1400],
      ['deepseek/c', 1350],
    ]);
    assert.deepEqual(valuesOf('elo for qwen/b weekly', scores), [
      ['2026-W01', 1300],
      ['2026-W02', 1450],
    ]);
    near(figureOf('gap of elo for openai/a to qwen/b in 2026-W01', scores).value, 100);
    assert.deepEqual(
      valuesOf('all crossings of elo for qwen/b over openai/a weekly', scores).map((row) => row[0]),
      ['2026-W02'],
    );
  });

  it('a side that is not listed has no score, and no gap', () => {
    const some = {
      data: 'week,model,elo\n2026-W01,openai/a,1400\n2026-W01,qwen/b,1300\n2026-W02,openai/a,1410\n',
    };
    assert.deepEqual(valuesOf('gap of elo for openai/a to qwen/b weekly', some), [
      ['2026-W01', 100],
      ['2026-W02', null],
    ]);
  });

  const refused: [query: string, code: string][] = [
    ['share of elo for CN in 2026-W01', 'share-of-score'],
    ['elo by model in 2026-W01 | share', 'share-of'],
    ['elo in 2026-W01', 'score-summed'],
    ['elo for CN in 2026-W01', 'score-summed'],
    ['elo by country in 2026-W01', 'score-summed'],
    ['elo for openai/a', 'score-summed'],
    ['all crossings of elo for CN over US weekly', 'score-summed'],
    ['streak of elo for CN over US weekly', 'score-summed'],
    ['gap of elo for CN to US in 2026-W01', 'score-summed'],
    ['elo by model within top 2 models weekly', 'score-summed'],
  ];
  for (const [query, code] of refused) {
    it(`${query} is refused: ${code}`, () => assert.equal(refusal(query, scores).code, code));
  }
});
