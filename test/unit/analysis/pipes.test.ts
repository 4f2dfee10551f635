import assert from 'node:assert/strict';
import { ask, figureOf, grid, measuredOf, near, refusal, rowsOf, valuesOf, type Data } from './helpers';

/** No lump row, so that every figure is exact; no data in the tenth week. */
const labs = grid(
  'author',
  `
          W05 W06 W07 W08 W09 W11
  deepseek  10  20  30   0  50  60
  qwen       5   0   -   5   5   5
  openai    40  30  20  20  10  60
  gryphe     1   1   1   1   1   1`,
);

/** One of four is the lump row. */
const lumped = grid(
  'author',
  `
          W05 W06
  deepseek  10  20
  qwen       5  10
  openai    40  30
  other     10  10`,
);

const apps = 'week,app,requests,tokens\n2026-W05,a,3,9\n2026-W05,b,0,8\n2026-W06,a,1,7\n2026-W06,b,2,6\n';

const data: Data = { labs };

/** `lab: value value …` for each member, in the order of the table. */
function lines(query: string, from: Data = data): string[] {
  const found = new Map<string, string[]>();
  const { table } = ask(query, from);
  const at = table.columns.findIndex(({ name }) => name !== 'period');
  for (const { cells } of table.rows) {
    const member = cells[at];
    const name = member && 'key' in member ? member.key : '';
    const value = cells.at(-1);
    const text = value && 'value' in value ? String(value.value ?? '–') : '';
    found.set(name, [...(found.get(name) ?? []), text]);
  }
  return [...found].map(([name, values]) => `${name}: ${values.join(' ')}`);
}

describe('steps: rank', () => {
  it('1 is the largest; who has nothing, and a week without data, has no rank', () => {
    assert.deepEqual(lines('tokens by lab weekly | rank'), [
      'deepseek: 2 2 1 – 1 – 1',
      'openai: 1 1 2 1 2 – 2',
      'qwen: 3 – – 2 3 – 3',
      'gryphe: 4 3 3 3 4 – 4',
    ]);
  });

  it('equal figures go by name, and it is said', () => {
    const { notes } = ask('tokens by lab weekly | rank', data);
    assert(notes.includes('Equal values fell on both sides of a cut; the order of names decided.'));
    assert.deepEqual(ask('tokens by lab weekly until 2026-W09 | rank', data).notes, []);
  });

  it('rest, unknown and other are not ranked', () => {
    assert.deepEqual(lines('tokens by country weekly | rank'), ['CN: 2 2 1 2 1 – 1', 'US: 1 1 2 1 2 – 2']);
    assert.deepEqual(lines('tokens by lab weekly | rank', { lumped }), [
      'openai: 1 1',
      'deepseek: 2 2',
      'qwen: 3 3',
    ]);
    assert.deepEqual(lines('tokens by lab weekly | top 1 | rank', { lumped }), ['openai: 1 1']);
  });

  it('a change of rank is positive upwards', () => {
    assert.deepEqual(lines('tokens by lab weekly | rank change over 1 week'), [
      'openai: – 0 -1 1 -1 – –',
      'deepseek: – 0 1 – – – –',
      'qwen: – – – – -1 – –',
      'gryphe: – 1 0 0 -1 – –',
    ]);
  });

  it('of changes and other columns: zero is a figure of a change, and none of an amount', () => {
    assert(lines('tokens by lab weekly | change over 1 week | rank').includes('deepseek: – 1 1 4 1 – –'));
    assert.deepEqual(lines('requests by app weekly | rank', { apps }), ['b: – 1', 'a: 1 2']);
  });

  it('in one period', () => {
    assert.deepEqual(lines('tokens by lab in 2026-W05 | rank'), [
      'openai: 1',
      'deepseek: 2',
      'qwen: 3',
      'gryphe: 4',
    ]);
  });
});

describe('steps: along time', () => {
  it('an index is in proportion to its base', () => {
    assert.deepEqual(lines('tokens by lab weekly | index to 100 at 2026-W06'), [
      `openai: ${[40 / 30, 1, 20 / 30, 20 / 30, 10 / 30].map((each) => each * 100).join(' ')} – 200`,
      'deepseek: 50 100 150 0 250 – 300',
      'qwen: – – – – – – –',
      'gryphe: 100 100 100 100 100 – 100',
    ]);
    const { notes, table } = ask('tokens by lab weekly | index to 100 at 2026-W06', data);
    assert(notes.includes('1 of 4 series have nothing in 2026-W06, so they have no index.'));
    assert.equal(table.columns[2]?.label, 'tokens, 2026-W06 = 100');
  });

  it('an index of what is below zero is none', () => {
    const query = 'gap of tokens for CN to US weekly | index to 100 at 2026-W05';
    assert(measuredOf(ask(query, data)).every(({ value }) => value === null));
  });

  it('an index keeps its bounds around it', () => {
    const cells = measuredOf(ask('tokens for deepseek weekly | index to 10 at 2026-W05', { lumped }));
    assert.deepEqual(cells, [
      // The base is what it is set to; the other is a multiple of it: from 20 of 20 to 30 of 10.
      { value: 10 },
      { value: 20, low: 10, high: 30 },
    ]);
  });

  it('a cumulative sum starts with the window and ends at a gap', () => {
    assert.deepEqual(lines('tokens by lab weekly | cumulative').slice(0, 2), [
      'openai: 40 70 90 110 120 – –',
      'deepseek: 10 30 60 60 110 – –',
    ]);
    assert.deepEqual(lines('tokens for deepseek weekly from 2026-W06 to 2026-W08 | cumulative'), [
      ': 20 50 50',
    ]);
  });

  it('fill says by what, and from where; it is seen by what follows', () => {
    assert.deepEqual(lines('tokens for deepseek weekly | fill zero'), [': 10 20 30 0 50 0 60']);
    assert.deepEqual(lines('tokens for deepseek weekly | fill carry'), [': 10 20 30 0 50 50 60']);
    assert.deepEqual(lines('tokens for deepseek weekly | fill zero | cumulative'), [
      ': 10 30 60 60 110 110 170',
    ]);
    assert.deepEqual(lines('tokens for deepseek weekly since 2026-W10 | fill carry'), [': 50 60']);
    const { notes } = ask('tokens for deepseek weekly | fill zero', data);
    assert(notes.includes('1 missing figure is filled with zero, as `fill zero` asks.'));
  });

  it('the rest of a top is what the steps have made of all of it', () => {
    const tops: [steps: string, rest: string][] = [
      ['', '16 21 31 6 56 – 66'],
      [' | cumulative', '16 37 68 74 130 – –'],
      [' | fill zero', '16 21 31 6 56 0 66'],
      [' | fill zero | cumulative', '16 37 68 74 130 130 196'],
      [' | moving average 2 weeks', '– 18.5 26 18.5 31 – –'],
      [' | moving average 2 weeks | moving average 2 weeks', '– – 22.25 22.25 24.75 – –'],
    ];
    for (const [steps, rest] of tops) {
      const [first, second] = lines(`tokens by lab weekly${steps} | top 1`);
      assert.match(first ?? '', /^openai/, steps);
      assert.equal(second, `rest: ${rest}`, steps);
    }
  });

  it('what does not add up has no rest, and it is said', () => {
    for (const step of ['change over 1 week', 'index to 100 at 2026-W05', 'max', 'periods > 5']) {
      const { table, notes } = ask(`tokens by lab weekly | ${step} | top 1`, data);
      assert(
        !table.rows.some(({ cells }) => cells.some((cell) => 'key' in cell && cell.key === 'rest')),
        step,
      );
      assert(notes.includes('3 more are not shown: their figures do not add up to one.'), step);
    }
  });
});

describe('steps: over time', () => {
  it('max and min say when; of equal ones the first', () => {
    assert.deepEqual(valuesOf('tokens by lab weekly | max', data), [
      ['openai', '2026-W11', 60],
      ['deepseek', '2026-W11', 60],
      ['qwen', '2026-W05', 5],
      ['gryphe', '2026-W05', 1],
    ]);
    assert.deepEqual(valuesOf('tokens for openai weekly | min', data), [['2026-W09', 10]]);
    assert.equal(ask('tokens for openai weekly | max', data).summary, '60 in 2026-W11');
  });

  it('a further value is what it was in that bucket, not its own maximum', () => {
    const { table } = ask('tokens, share of tokens for openai weekly | max', data);
    assert.deepEqual(
      table.columns.map(({ label }) => label),
      ['week', 'max of tokens', 'share of tokens'],
    );
    const [[when, tokens, share] = []] = rowsOf(ask('tokens, share of tokens for openai weekly | max', data));
    assert.deepEqual([when, tokens], ['2026-W11', 60]);
    // In W05 it was 40 of 56.
    near(Number(share), 60 / 126);
  });

  it('periods counts whole buckets with a figure, and what the lump row could turn is in the bounds', () => {
    assert.deepEqual(figureOf('tokens for deepseek weekly | periods > 10', data), { value: 4 });
    assert.deepEqual(figureOf('tokens for deepseek weekly | periods = 0', data), { value: 1 });
    assert.deepEqual(figureOf('tokens for deepseek weekly | periods >= 0', data), { value: 6 });
    assert.deepEqual(figureOf('tokens for deepseek weekly | periods > 15', { lumped }), {
      value: 1,
      low: 1,
      high: 2,
    });
    // 10 to 20, 20 to 30: neither can be known to be 25 or not.
    assert.deepEqual(figureOf('tokens for deepseek weekly | periods < 25', { lumped }), {
      value: 2,
      low: 1,
      high: 2,
    });
    assert.deepEqual(figureOf('tokens for deepseek by lab weekly | rank | periods = 1', data), {
      value: 6 - 1,
    });
    const { table } = ask('share of tokens for CN weekly | periods > 50%', data);
    assert.equal(table.columns[0]?.label, 'weeks with share of tokens > 50%');
  });

  it('a limit is of the unit of every value', () => {
    assert.equal(refusal('tokens, share of tokens weekly | periods > 50%', data).code, 'wrong-unit');
    assert.equal(refusal('tokens, share of tokens weekly | periods > 5', data).code, 'wrong-unit');
    assert.equal(
      refusal('tokens, share of tokens weekly | growth over 1 week', data).code,
      'growth-of-share',
    );
    assert.equal(refusal('tokens, share of tokens weekly | cumulative', data).code, 'no-sum');
  });
});

describe('steps: over members', () => {
  it('the leader of each bucket', () => {
    assert.deepEqual(
      valuesOf('tokens by lab weekly until 2026-W09 | leader', data).map(
        ([week, lab, value]) => `${week} ${lab} ${value}`,
      ),
      [
        ...['2026-W05 openai 40', '2026-W06 openai 30', '2026-W07 deepseek 30', '2026-W08 openai 20'],
        '2026-W09 deepseek 50',
      ],
    );
    assert.deepEqual(valuesOf('tokens by lab in 2026-W05 | leader', { lumped }), [['openai', 40]]);
  });

  it('count and sum, of all and of a set', () => {
    assert.deepEqual(lines('tokens by lab weekly | count'), [': 4 3 3 3 4 – 4']);
    assert.deepEqual(lines('tokens by lab weekly | count for CN'), [': 2 1 1 1 2 – 2']);
    assert.deepEqual(lines('tokens by lab weekly | sum'), [': 56 51 51 26 66 – 126']);
    assert.deepEqual(lines('tokens by lab weekly | sum for CN'), [': 15 20 30 5 55 – 65']);
    assert.deepEqual(lines('tokens by lab weekly | count | cumulative'), [': 4 7 10 13 17 – –']);
    assert.deepEqual(lines('top 2 labs in 2026-W05 | count for CN'), [': 1']);
    assert.deepEqual(lines('top 2 labs in 2026-W05 | sum'), [': 50']);
  });

  it('a sum has the bounds of its members together, not a sum of their bounds', () => {
    for (const value of ['tokens', 'share of tokens']) {
      assert.deepEqual(
        measuredOf(ask(`${value} by lab weekly | sum for CN`, { lumped })),
        measuredOf(ask(`${value} for CN weekly`, { lumped })),
        value,
      );
    }
    // Without a set, of all named members: what is lumped could be theirs, and is not counted as if it were.
    const all = ask('tokens by lab weekly | sum', { lumped });
    assert.deepEqual(measuredOf(all), [
      { value: 55, low: 55, high: 65 },
      { value: 60, low: 60, high: 70 },
    ]);
    assert.deepEqual(all.notes, ['Not in the sum: other.']);
    assert.deepEqual(
      measuredOf(ask('tokens by lab weekly | cumulative | sum for CN', { lumped })),
      measuredOf(ask('tokens for CN weekly | cumulative', { lumped })),
    );
  });

  it('so has the sum of a ranking, whoever is in it in which week', () => {
    assert.deepEqual(measuredOf(ask('top 2 labs in 2026-W05 | sum', { lumped })), [
      { value: 50, low: 50, high: 60 },
    ]);
    assert.deepEqual(measuredOf(ask('top 2 labs weekly | share | sum', { lumped })), [
      { value: 50 / 65, low: 50 / 65, high: 60 / 65 },
      { value: 50 / 70, low: 50 / 70, high: 60 / 70 },
    ]);
    // Whole models are listed by name, so that the lump row holds nothing more of them.
    const models = 'week,model,tokens\n2026-W05,x/a,9\n2026-W05,x/b,7\n2026-W05,x/c,5\n2026-W05,other,5\n';
    assert.deepEqual(measuredOf(ask('top 2 models | sum', { models })), [{ value: 16 }]);
  });

  it('the sum of leaders is that of those who are left', () => {
    assert.deepEqual(lines('tokens by lab weekly until 2026-W09 | leader | sum'), [': 40 30 30 20 50']);
  });
});

describe('steps: what the lump row could turn', () => {
  const close =
    'week,lab,tokens\n2026-W05,openai,50\n2026-W05,deepseek,45\n2026-W05,xai,20\n2026-W05,other,10\n';

  it('ranks say how far each could move', () => {
    assert.deepEqual(measuredOf(ask('tokens by lab | rank', { close })), [
      { value: 1, low: 1, high: 2 },
      { value: 2, low: 1, high: 2 },
      { value: 3 },
    ]);
  });

  it('a leader who could be another one is said, and counts for no sure week', () => {
    const leader = ask('tokens by lab | leader', { close });
    assert.deepEqual(rowsOf(leader), [['openai', 50]]);
    assert.match(leader.notes.join(), /Somebody else could lead/);
    const weeks = ask('tokens by lab weekly | leader | periods > 0', { close });
    assert.deepEqual(measuredOf(weeks), [{ value: 1, low: 0, high: 1 }]);
  });

  it('a count of a list has the bounds of who is in it', () => {
    assert.deepEqual(measuredOf(ask('top 1 labs | count for US', { close })), [
      { value: 1, low: 0, high: 1 },
    ]);
    assert.deepEqual(measuredOf(ask('top 2 labs | count for US', { close })), [{ value: 1 }]);
  });
});

describe('steps: the order in which they make sense', () => {
  const refused: [query: string, code: string, at: string, message: RegExp][] = [
    [
      'tokens by lab | cumulative',
      'needs-series',
      '| cumulative',
      /needs a series; add a grain, such as `weekly`/,
    ],
    ['tokens by lab | max', 'needs-series', '| max', /needs a series/],
    ['tokens by lab | fill zero', 'needs-series', '| fill zero', /needs a series/],
    [
      'tokens by lab | moving average 2 weeks',
      'average-of-one',
      '| moving average 2 weeks',
      /needs a series/,
    ],
    ['tokens weekly | rank', 'needs-members', '| rank', /split the figures, such as `by lab`/],
    ['tokens weekly | leader', 'needs-members', '| leader', /split the figures/],
    ['tokens weekly | count', 'needs-members', '| count', /split the figures/],
    ['tokens weekly | top 2', 'needs-members', '| top 2', /split the figures/],
    [
      'tokens by lab weekly | max | cumulative',
      'needs-series',
      '| cumulative',
      /`\| max` has made one figure/,
    ],
    [
      'tokens by lab weekly | sum | rank',
      'step-order',
      '| rank',
      /`\| sum` has made one figure of all members/,
    ],
    ['tokens by lab weekly | rank | top 2', 'step-order', '| top 2', /these are ranks/],
    ['tokens by lab weekly | rank | rank', 'step-order', '| rank', /These are ranks already/],
    ['tokens by lab weekly | rank | leader', 'step-order', '| leader', /these are ranks/],
    [
      'tokens by lab weekly | rank | change over 1 week',
      'step-order',
      '| change over 1 week',
      /rank change over 4 weeks/,
    ],
    ['tokens by lab weekly | rank | sum', 'no-sum', '| sum', /do not add up/],
    ['tokens by lab weekly | change over 1 week | sum', 'no-sum', '| sum', /do not add up/],
    ['share of tokens by lab weekly | cumulative', 'no-sum', '| cumulative', /Only sums/],
    ['tokens by lab weekly | change over 1 week | cumulative', 'no-sum', '| cumulative', /Only sums/],
    [
      'tokens by lab weekly | moving average 2 weeks | share',
      'step-order',
      '| share',
      /before `\| moving average`/,
    ],
    ['tokens by lab weekly | rank | share', 'step-order', '| share', /before `\| rank`/],
    ['ratio of tokens for CN to US weekly | share', 'share-of', '| share', /divides a sum/],
    ['tokens weekly | growth over 2 days', 'other-grain', '2 days', /`growth over 2 weeks`/],
    ['tokens weekly | moving average 7 days', 'other-grain', '7 days', /`moving average 7 weeks`/],
    [
      'tokens by lab weekly | rank change over 1 month',
      'other-grain',
      '1 month',
      /`rank change over 1 week`/,
    ],
    [
      'share of tokens weekly | growth over 1 week',
      'growth-of-share',
      '| growth over 1 week',
      /percentage points/,
    ],
    ['tokens weekly | index to 50% at 2026-W05', 'wrong-unit', '50%', /plain number/],
    [
      'tokens weekly | index to 100 at 2026-W10',
      'no-data',
      '2026-W10',
      /has no week 2026-W10; it runs from 2026-W05 to 2026-W11/,
    ],
    ['tokens weekly | index to 100 at 2025', 'no-data', '2025', /has no week 2025/],
    ['tokens weekly | periods > 50%', 'wrong-unit', '50%', /to compare shares, write `share of tokens`/],
    ['share of tokens weekly | periods > 50', 'wrong-unit', '50', /compared with a percentage/],
    [
      'tokens by lab weekly | rank | index to 100 at 2026-W05',
      'step-order',
      '| index to 100 at 2026-W05',
      /Ranks are/,
    ],
    ['top 2 labs weekly | fill carry', 'step-order', '| fill carry', /who is not ranked is no gap/],
    ['tokens by lab weekly | leader | fill zero', 'step-order', '| fill zero', /who is not ranked is no gap/],
    ['tokens by lab weekly | rank | fill zero', 'step-order', '| fill zero', /who is not ranked is no gap/],
    ['tokens by lab, labs', 'by-twice', 'labs', /name it once/],
    ['tokens for each lab by lab', 'by-twice', 'lab', /name it once/],
  ];
  for (const [query, code, at, message] of refused) {
    it(query, () => {
      const error = refusal(query, data);
      assert.equal(error.code, code);
      assert.equal(query.slice(error.start, error.end), at);
      assert.match(error.message, message);
    });
  }

  it('what is offered is the mend', () => {
    const { fixes = [] } = refusal('share of tokens weekly | growth over 1 week', data);
    assert.deepEqual(
      fixes.map(({ text }) => text),
      ['| change over 1 week', '| multiple over 1 week'],
    );
    assert.deepEqual(
      refusal('tokens weekly | moving average 7 days', data).fixes?.map(({ text }) => text),
      ['7 weeks'],
    );
  });
});
