import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { isoDate } from '../../../src/data/calendar';
import type { ReadOptions, ReadProblem } from '../../../src/data/read';
import { tallyOf, usedText } from '../../../src/data/tally';
import { lines, read, remarksOn } from './helpers';

/** What is said under a code. */
function said(code: string, csv: string, options: Partial<ReadOptions> = {}): readonly ReadProblem[] {
  return remarksOn(csv, options).filter((each) => each.code === code);
}

function messages(code: string, csv: string, options: Partial<ReadOptions> = {}): string[] {
  return said(code, csv, options).map(({ severity, message }) => `${severity}: ${message}`);
}

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

/** A file with a line for each bucket and each of its values: models m/0, m/1 … */
function table(
  first: string,
  step: number,
  buckets: readonly (readonly number[])[],
  column = 'date',
): string {
  return lines(
    `${column},model,tokens`,
    ...buckets.flatMap((values, at) =>
      values.map((value, index) => `${isoDate(day(first) + at * step)},m/${index},${value}`),
    ),
  );
}

describe('checks: rows that stand twice', () => {
  it('are summed, with their lines', () => {
    const csv = lines(
      'date,lab,tokens',
      '2026-02-02,qwen,1',
      '2026-02-03,qwen,2',
      '2026-02-02,qwen,1',
      '2026-02-03,qwen,4',
    );
    assert.deepEqual(messages('rows-twice', csv), [
      'warning: data.csv: line 4 repeats line 2 (the same date and names), and 1 more. A sum counts both, and a score that stands twice counts for nobody; remove what is there twice.',
    ]);
  });

  it('are those of one date in a series without names', () => {
    const csv = lines('week_start,tokens', '2026-02-02,1', '2026-02-09,2', '2026-02-09,2');
    assert.match(
      messages('rows-twice', csv)[0] ?? '',
      /line 4 repeats line 3 \(the same date\)\. A sum counts both/,
    );
  });

  it('are those of one name in a snapshot, and none where nothing tells rows apart', () => {
    assert.match(
      messages('rows-twice', lines('model,tokens', 'a/b,1', 'a/b,1'))[0] ?? '',
      /\(the same names\)/,
    );
    assert.deepEqual(messages('rows-twice', lines('tokens', '1', '1')), []);
  });

  it('are found whatever the number of columns', () => {
    const word = fc.constantFrom('', 'a/x', 'b/y', 'c/z');
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word, word), { minLength: 1, maxLength: 12 }), (rows) => {
        const csv = lines('model,app,note,tokens', ...rows.map((cells) => `${cells.join(',')},1`));
        const distinct = new Set(rows.map((cells) => cells.join()));
        assert.equal(said('rows-twice', csv).length > 0, distinct.size < rows.length);
      }),
    );
  });
});

describe('checks: amounts below nothing', () => {
  it('are subtracted, with their line', () => {
    const csv = lines('date,lab,tokens', '2026-02-02,qwen,5', '2026-02-03,qwen,-2', '2026-02-04,qwen,-1');
    assert.deepEqual(messages('negative', csv), [
      'warning: data.csv, line 3: -2 tokens is less than none, as in 1 more. It is subtracted as it stands, and shares of it mean little.',
    ]);
  });
});

describe('checks: gaps', () => {
  it('of days are named with the weeks that lack them', () => {
    const csv = lines(
      'date,tokens',
      ...['02', '03', '05', '06', '09', '10'].map((each) => `2026-02-${each},5`),
    );
    assert.deepEqual(messages('gaps', csv), [
      'information: data.csv has no row for 2026-02-04, 2026-02-07 to 2026-02-08. What is missing is not zero: changes and averages over it are empty. The week 2026-W06 counts as partial.',
    ]);
  });

  it('of weeks are named, across a year of 53', () => {
    const csv = lines('week_start,tokens', '2026-12-14,5', '2026-12-21,5', '2027-01-11,5');
    assert.deepEqual(messages('gaps', csv), [
      'information: data.csv has no row for 2026-W53 to 2027-W01. What is missing is not zero: changes and averages over it are empty.',
    ]);
  });

  it('are none in a row of weeks, months or days in any order', () => {
    assert.deepEqual(messages('gaps', lines('week,tokens', '2027-W01,1', '2026-W52,1', '2026-W53,1')), []);
    assert.deepEqual(messages('gaps', lines('month,tokens', '2026-02,1', '2025-12,1', '2026-01,1')), []);
  });

  it('between events are none: these are no series', () => {
    const csv = lines('date,model,tokens', '2026-02-02,a/b,1', '2026-03-07,c/d,1', '2026-06-09,e/f,1');
    assert.deepEqual(messages('gaps', csv), []);
  });
});

describe('checks: a last bucket that may not be over', () => {
  const weeks = (...last: number[]): string =>
    table('2026-02-02', 7, [...[100, 90, 110, 95, 105].map((each) => [each, each]), last], 'week');

  it('has far fewer tokens than those before', () => {
    const [problem] = said('short-end', weeks(50, 50));
    assert.equal(problem?.severity, 'information');
    assert.equal(
      problem.message,
      'data.csv: 2026-W11 has 100 tokens, and the 5 weeks before it have at least 180. It may not be complete; it is counted as a whole week. If it is none, add `complete until 2026-W10`.',
    );
    assert.deepEqual(problem.add, ['complete until 2026-W10']);
  });

  it('has far fewer rows than those before', () => {
    const full = Array.from({ length: 5 }, () => [10, 10, 10, 10, 10]);
    const [problem] = said('short-end', table('2026-02-02', 7, [...full, [40, 30]], 'week'));
    assert.match(problem?.message ?? '', /2026-W11 has 2 rows, and the 5 weeks before it have at least 5\./);
  });

  it('is nothing to be said about', () => {
    assert.deepEqual(said('short-end', weeks(80, 80)), []);
    const completeUntil = { text: '2026-W10', value: { grain: 'week', year: 2026, week: 10 } } as const;
    assert.deepEqual(said('short-end', weeks(1, 1), { completeUntil }), []);
    // Three weeks do not tell what is usual.
    assert.deepEqual(said('short-end', table('2026-02-02', 7, [[9], [9], [9], [1]], 'week')), []);
  });
});

describe('checks: a unit that jumps', () => {
  const billions = [
    [4_000_000, 3_000_000, 500_000],
    [4_400_000, 2_800_000, 600_000],
  ];
  const thousands = [
    [4900, 2500, 640],
    [4800, 2400, 610],
  ];

  it('is pointed out, with the row, and nothing is converted', () => {
    const csv = table('2026-02-02', 7, [...billions, ...thousands], 'week');
    assert.deepEqual(messages('unit-jump', csv), [
      'warning: data.csv, line 8: from 2026-W07 to 2026-W08 "tokens" becomes about a thousand times smaller in 3 of the 3 that both have, as if its unit had changed. Nothing is converted; mend the figures of one side.',
    ]);
    assert.equal(read(csv).numbers.get('tokens')?.values[6], 4900);
    const up = table('2026-02-02', 7, [...thousands, ...billions], 'week');
    assert.match(messages('unit-jump', up)[0] ?? '', /about a thousand times larger in 3 of the 3/);
  });

  it('is pointed out in a series without names', () => {
    const csv = lines('week,tokens', '2026-W06,4000000', '2026-W07,4100', '2026-W08,4200');
    assert.match(
      messages('unit-jump', csv)[0] ?? '',
      /line 3: from 2026-W06 to 2026-W07 "tokens" becomes about a thousand times smaller, as if/,
    );
  });

  it('is no jump of one model among others, no growth, and no gap', () => {
    const one = [
      [4_000_000, 3_000_000, 500],
      [4_400_000, 2_800_000, 500_000],
    ];
    assert.deepEqual(messages('unit-jump', table('2026-02-02', 7, one, 'week')), []);
    const tenfold = [
      [400, 300, 50],
      [4000, 3000, 500],
      [40_000, 30_000, 5000],
    ];
    assert.deepEqual(messages('unit-jump', table('2026-02-02', 7, tenfold, 'week')), []);
    const apart = lines('week,tokens', '2024-W06,4000', '2025-W07,4100000', '2026-W08,4200000000');
    assert.deepEqual(messages('unit-jump', apart), []);
  });

  it('is never said of figures that change by less than a hundredfold', () => {
    const value = fc.integer({ min: 1000, max: 99_000 });
    const bucket = fc.array(value, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(bucket, { minLength: 2, maxLength: 6 }), (buckets) => {
        assert.deepEqual(messages('unit-jump', table('2026-02-02', 7, buckets, 'week')), []);
      }),
    );
  });
});

describe('checks: top lists', () => {
  const uneven = table(
    '2026-02-02',
    7,
    [
      ...[
        [9, 8, 7],
        [9, 8, 7],
      ].map((each) => each),
      [9, 8, 7, 6],
      [9, 8, 7, 6],
    ],
    'week',
  ).replace('m/3,6\n', 'm/4,6\n');

  it('say which weeks list fewer than others', () => {
    assert.equal(read(uneven).listsTop, 4);
    assert.deepEqual(messages('uneven-list', uneven), [
      'information: data.csv lists fewer in some weeks than in others: 3 in 2026-W06 to 2026-W07; 4 in all others. Every listed row is counted; `within top 3 models each week` counts as many everywhere.',
    ]);
    assert.deepEqual(messages('uneven-list', uneven, { listsTop: 4 }).length, 1);
  });

  it('are not longer than the statement says', () => {
    const [problem] = said('list-longer', uneven, { listsTop: 3 });
    assert.equal(problem?.severity, 'warning');
    assert.equal(
      problem.message,
      'data.csv lists 4 in 2026-W08, and the statement says `lists top 3`. All of its rows are counted; write `lists top 4`, or `lists all` if the file holds everything.',
    );
    assert.deepEqual([problem.about, problem.instead], [{ option: 'lists' }, ['4']]);
    assert.deepEqual(said('list-longer', uneven, { listsTop: 4 }), []);
    assert.deepEqual(said('list-longer', uneven, { listsTop: 3, rest: 'platform' }).length, 1);
  });

  it('may be several, which a column tells apart', () => {
    const csv = lines(
      'window,app,tokens',
      'today,a,9',
      'today,b,8',
      'week,a,9',
      'week,c,8',
      'month,a,7',
      'month,d,7',
    );
    assert.deepEqual(said('list-longer', csv, { listsTop: 2 }), []);
    assert.equal(said('list-longer', csv, { listsTop: 1 }).length, 1);
  });

  it('do not count what is lumped, nor a row that stands twice', () => {
    const csv = lines(
      'week,model,tokens',
      '2026-W06,a/b,5',
      '2026-W06,a/b,5',
      '2026-W06,c/d,5',
      '2026-W06,other,50',
    );
    assert.deepEqual(said('list-longer', csv, { listsTop: 2 }), []);
  });

  it('hold tokens', () => {
    const csv = uneven.replace('tokens', 'price');
    assert.equal(read(csv).listsTop, undefined);
  });
});

describe('checks of the example data', () => {
  const DATA = join('examples', 'data');
  const expected: Readonly<Record<string, string[]>> = {
    // Two rows of the leaderboard are of one model.
    'arena-text.csv': ['warning rows-twice'],
    'openrouter-weekly-top.csv': ['information top-list', 'information uneven-list'],
  };
  for (const file of readdirSync(DATA).filter((name) => name.endsWith('.csv'))) {
    it(`${file}: ${expected[file]?.join(', ') ?? 'nothing to be said'}`, () => {
      const found = remarksOn(readFileSync(join(DATA, file), 'utf8'));
      assert.deepEqual(
        found.map(({ severity, code }) => `${severity} ${code}`),
        expected[file] ?? [],
      );
    });
  }
});

describe('the rows of a file', () => {
  it('are counted: read, used, and why others are not', () => {
    const csv = lines('date,lab,tokens', '2026-02-02,qwen,5', '2026-02-03,qwen,', '2026-02-04,qwen,0');
    const tally = tallyOf(read(csv));
    assert.deepEqual(tally, { read: 3, used: 2, refused: [{ rows: 1, why: 'without tokens' }] });
    assert.equal(usedText(tally), '2; not used: 1 without tokens');
    assert.equal(usedText(tallyOf(read(csv.replace('qwen,\n', 'qwen,1\n')))), 'all');
  });

  it('of a snapshot with scores count where any figure stands', () => {
    const csv = lines('model,elo,votes', 'a/b,1400,', 'c/d,,', 'e/f,,7');
    assert.deepEqual(tallyOf(read(csv)), {
      read: 3,
      used: 2,
      refused: [{ rows: 1, why: 'without a figure' }],
    });
  });
});
