import assert from 'node:assert/strict';
import { ask, datasetOf, figureOf, grid, near, refusal, rowsOf, valuesOf, warningsOf } from './helpers';

/** Three models, of which the third largest in W01 is the largest in W02. */
const data = {
  data: grid(
    'model',
    `
                 W01 W02
    deepseek/a    50  10
    anthropic/b   40  30
    qwen/c        30  60
    google/d      20  25
    other         10  20
    `,
  ),
};

describe('universe: what within counts', () => {
  const shares: [query: string, expected: number][] = [
    ['share of tokens for CN in 2026-W01', 80 / 150],
    ['share of tokens for CN within (CN, US) in 2026-W01', 80 / 140],
    ['share of tokens for CN within known in 2026-W01', 80 / 140],
    ['share of tokens for CN within all in 2026-W01', 80 / 150],
    ['share of tokens for CN within all except (google) in 2026-W01', 80 / 130],
    ['share of tokens for CN within top 2 models in 2026-W01', 50 / 90],
    // First the three, then of those the two countries; and the other way round.
    ['share of tokens for CN within top 3 models then (CN) in 2026-W01', 1],
    ['share of tokens for anthropic within top 2 models then (CN, US) in 2026-W01', 40 / 90],
    ['share of tokens for US within (CN, FR) then top 2 models in 2026-W01', 0],
    ['share of tokens for deepseek within top 3 models then (CN) in 2026-W01', 50 / 80],
    ['share of tokens for deepseek within CN then top 1 models in 2026-W01', 1],
    ['share of tokens for anthropic within top 1 labs then (US) in 2026-W02', NaN],
    ['share of tokens for CN within top 1 countries in 2026-W02', 1],
  ];
  for (const [query, expected] of shares) {
    it(`${query} is ${expected}`, () => {
      const { value } = figureOf(query, data);
      if (Number.isNaN(expected)) assert.equal(value, null);
      else near(value, expected);
    });
  }

  it('`for` picks inside the universe: what is outside does not count above the line either', () => {
    assert.equal(figureOf('tokens for (deepseek, qwen) within top 2 models in 2026-W01', data).value, 50);
  });

  it('`each week` chooses anew; without it the choice is made once, over the whole period', () => {
    const each = valuesOf('tokens by model within top 2 models each week weekly', data);
    const kept = each.filter((row) => row[2] !== 0).map((row) => row.join(' '));
    assert.deepEqual(kept.sort(), [
      '2026-W01 anthropic/b 40',
      '2026-W01 deepseek/a 50',
      '2026-W02 anthropic/b 30',
      '2026-W02 qwen/c 60',
    ]);
    // qwen/c 90 and anthropic/b 70 are the largest over both weeks; deepseek/a has 60.
    const once = valuesOf('tokens within top 2 models weekly', data);
    assert.deepEqual(once, [
      ['2026-W01', 70],
      ['2026-W02', 90],
    ]);
    assert.deepEqual(valuesOf('tokens within top 2 models each week weekly', data), [
      ['2026-W01', 90],
      ['2026-W02', 90],
    ]);
  });

  it('a single choice over time is warned of, with `each` as the fix', () => {
    assert.deepEqual(warningsOf('tokens within top 2 models weekly', data), ['one-choice']);
    assert.deepEqual(warningsOf('tokens within top 2 models each week weekly', data), []);
    assert.deepEqual(warningsOf('tokens within top 2 models in 2026-W01', data), []);
  });

  it('other, unknown and rest are never ranked', () => {
    const lumps = {
      data: grid(
        'author',
        `
                     W01
        other        900
        openrouter   800
        gryphe       700
        deepseek      50
        anthropic     40
        `,
      ),
    };
    assert.deepEqual(valuesOf('top 5 countries', lumps), [
      ['CN', 50],
      ['US', 40],
    ]);
    // gryphe is a lab without a country, but a lab; openrouter is a slug of undisclosed makers.
    assert.deepEqual(valuesOf('top 5 labs', lumps), [
      ['gryphe', 700],
      ['deepseek', 50],
      ['anthropic', 40],
    ]);
    assert.deepEqual(valuesOf('tokens within top 1 countries', lumps), [[50]]);
    assert.equal(figureOf('tokens by country | count for all', lumps).value, 2);
    assert.deepEqual(valuesOf('tokens by country | top 1', lumps), [
      ['CN', 50],
      ['rest', 40],
      ['unknown', 1500],
      ['other', 900],
    ]);
  });

  it('`known` leaves out other and models without a country', () => {
    const lumps = {
      data: grid('author', 'W01\nother 900\nopenrouter 800\ngryphe 700\ndeepseek 50\nanthropic 40'),
    };
    near(figureOf('share of tokens for CN within known', lumps).value, 50 / 90);
    assert.deepEqual(valuesOf('tokens by country within known', lumps), [
      ['CN', 50],
      ['US', 40],
    ]);
  });

  it('a week of a daily dataset is ranked by the sum of its days', () => {
    const daily = {
      data: datasetOf(
        grid(
          'model',
          `
                       03-02 03-03 03-04 03-05 03-06 03-07 03-08
          deepseek/a       9     -     -     -     -     -     -
          anthropic/b      2     2     2     2     2     2     2
          other            1     1     1     1     1     1     1
          `,
        ),
        { every: 'day' },
      ),
    };
    assert.deepEqual(valuesOf('tokens by model within top 1 models each week in 2026-W10', daily), [
      ['anthropic/b', 14],
    ]);
    assert.deepEqual(valuesOf('tokens by model within top 1 models each day in 2026-W10', daily), [
      ['anthropic/b', 12],
      ['deepseek/a', 9],
    ]);
  });

  it('`each week` needs a period of whole weeks', () => {
    const days = Array.from({ length: 21 }, (_, index) => `03-${String(index + 2).padStart(2, '0')}`);
    const daily = {
      data: grid(
        'model',
        [
          days.join(' '),
          `deepseek/a ${days.map(() => 5).join(' ')}`,
          `anthropic/b ${days.map(() => 3).join(' ')}`,
          `other ${days.map(() => 1).join(' ')}`,
        ].join('\n'),
      ),
    };
    const query = 'tokens within top 1 models each week';
    assert.equal(figureOf(`${query} from 2026-W10 to 2026-W11`, daily).value, 70);
    assert.equal(refusal(`${query} from 2026-03-02 to 2026-03-10`, daily).code, 'each-cuts-bucket');
    assert.equal(refusal(`${query} in 2026-03-04`, daily).code, 'each-cuts-bucket');
    assert.equal(refusal(`${query} daily since 2026-03-04`, daily).code, 'each-cuts-bucket');
    assert.equal(valuesOf(`${query} daily since 2026-W11`, daily).length, 14);
    assert.equal(figureOf(`${query} from 2026-03-02 to 2026-03-10 including partial`, daily).value, 45);
  });

  it('`each` finer than the data is refused, and months are not chosen over weeks', () => {
    assert.equal(refusal('tokens within top 1 models each day in 2026-W01', data).code, 'finer-than-data');
    assert.equal(refusal('tokens within top 1 models each month in 2026-W01', data).code, 'straddling-weeks');
  });

  it('a second `within` is an error whose fix joins the two', () => {
    const query = 'share of tokens for CN within top 3 models within (CN, US) in 2026-W01';
    const { fixes } = refusal(query, data);
    const [fix] = fixes ?? [];
    assert(fix);
    const mended = query.slice(0, fix.start) + fix.text + query.slice(fix.end);
    near(figureOf(mended, data).value, 80 / 120);
  });

  it('ties at a cut go by name, and it is said; a tie outside of the period is not', () => {
    const ties = {
      data: grid('model', 'W01 W02\ndeepseek/z 5 9\ndeepseek/a 5 8\nqwen/m 5 7\nother 1 1'),
    };
    const result = ask('tokens by model within top 2 models each week in 2026-W01', ties);
    assert.deepEqual(rowsOf(result), [
      ['deepseek/a', 5],
      ['deepseek/z', 5],
    ]);
    assert.match(result.notes.join(' '), /Equal values/);
    const later = ask('tokens by model within top 2 models each week in 2026-W02', ties);
    assert.deepEqual(later.notes, []);
  });

  it('`for each` of a dimension is `by`, and of a list keeps the order of the list', () => {
    assert.deepEqual(valuesOf('tokens for each country in 2026-W01', data), [
      ['CN', 80],
      ['US', 60],
      ['other', 10],
    ]);
    assert.deepEqual(valuesOf('tokens for each (US, CN) in 2026-W01', data), [
      ['US', 60],
      ['CN', 80],
    ]);
  });
});
