import assert from 'node:assert/strict';
import { ask, boundsOf, datasetOf, figureOf, grid, measuredOf, near } from './helpers';

const data = {
  data: grid(
    'author',
    `
                W01
    deepseek     50
    anthropic    30
    gryphe       10
    other        20
    `,
  ),
};

describe('bounds: none or all of `other` goes to the numerator', () => {
  const exact: [query: string, low: number, high: number][] = [
    ['tokens for CN', 50, 70],
    ['tokens for deepseek', 50, 70],
    // A group without rows is 0, bounded above by other.
    ['tokens for FR', 0, 20],
    ['share of tokens for CN', 50 / 110, 70 / 110],
    ['share of tokens for FR', 0, 20 / 110],
    // Under a set, other joins the universe both times.
    ['share of tokens for CN within (CN, US)', 50 / 100, 70 / 100],
    ['share of tokens for US within (CN, US)', 30 / 100, 50 / 100],
    ['tokens for CN within (CN, US)', 50, 70],
    // known and top N have none.
    ['share of tokens for CN within known', 50 / 80, 50 / 80],
    ['share of tokens for CN within top 2 labs', 50 / 80, 50 / 80],
    ['share of tokens for CN within known then (CN, US)', 50 / 80, 50 / 80],
    ['share of tokens for CN within (CN, US) then known', 50 / 80, 50 / 80],
    // Everything is everything.
    ['tokens', 110, 110],
    ['tokens within (CN, US)', 80, 100],
    ['share of tokens within (CN, US)', 1, 1],
    ['share of tokens', 1, 1],
    // What is not excepted holds other already, so bounds reach down.
    ['tokens for all except (anthropic)', 60, 80],
    ['share of tokens for all except (anthropic)', 60 / 110, 80 / 110],
    // A ratio and a gap move both ways.
    ['ratio of tokens for CN to US', 50 / 50, 70 / 30],
    ['gap of tokens for CN to US', 50 - 50, 70 - 30],
    ['gap of share of tokens for CN to US', 0, 40 / 110],
    ['gap of share of tokens for CN to US within (CN, US)', 0, 40 / 100],
  ];
  for (const [query, low, high] of exact) {
    it(`${query}: ${low} to ${high}`, () => {
      const [actualLow, actualHigh] = boundsOf(query, data);
      near(actualLow, low);
      near(actualHigh, high);
    });
  }

  it('the value itself counts rows as they are listed', () => {
    near(figureOf('share of tokens for CN within (CN, US)', data).value, 50 / 80);
    near(figureOf('tokens for all except (anthropic)', data).value, 80);
  });

  it('a value lies within its bounds', () => {
    for (const [query] of exact) {
      const { value, low, high } = figureOf(query, data);
      assert(value !== null && (low ?? value) <= value && value <= (high ?? value), query);
    }
  });

  it('the lump row itself is certain', () => {
    const rows = measuredOf(ask('tokens by country', data));
    assert.deepEqual(rows, [
      { value: 50, low: 50, high: 70 },
      { value: 30, low: 30, high: 50 },
      { value: 10, low: 10, high: 30 },
      { value: 20 },
    ]);
  });

  it('a file without `other` is exact', () => {
    const without = { data: grid('author', 'W01\ndeepseek 50\nanthropic 30') };
    assert.deepEqual(figureOf('share of tokens for CN', without), { value: 50 / 80 });
  });

  describe('of a named model', () => {
    const daily = (text: string) => ({ data: datasetOf(grid('model', text), { every: 'day' }) });
    const some = daily(`
                     03-02 03-03 03-04
      deepseek/a        50    50    50
      anthropic/b       10     -     -
      google/c          20    20    30
      other             90    90    12
      `);

    it('other holds it only where it is not listed, and less than the smallest listed row', () => {
      // 03-03: at most the 20 of google/c; 03-04: at most the 12 of other.
      assert.deepEqual(figureOf('tokens for anthropic/b', some), { value: 10, low: 10, high: 10 + 20 + 12 });
    });

    it('one that is listed every day is exact', () => {
      assert.deepEqual(figureOf('tokens for deepseek/a', some), { value: 150 });
    });

    it('several are capped one by one', () => {
      const two = daily(`
                       03-02 03-03
        deepseek/a        50    50
        anthropic/b       10     -
        google/c          20     -
        other            200   200
        `);
      assert.deepEqual(boundsOf('tokens for (anthropic/b, google/c)', two), [30, 30 + 2 * 50]);
    });

    it('two slugs of one model are one model', () => {
      const slugs = daily(`
                                             03-02
        deepseek/deepseek-v4-flash              50
        deepseek/deepseek-v4-flash-20260423     40
        google/c                                20
        other                                   90
        `);
      // deepseek-v4-flash is listed (twice), the other model is not: it may have up to 20.
      assert.deepEqual(
        boundsOf('tokens for (deepseek/deepseek-v4-flash, anthropic/claude-opus-4.6)', slugs),
        [90, 110],
      );
    });

    it('its lab is not capped: other can hold more of a lab that is listed', () => {
      assert.deepEqual(boundsOf('tokens for anthropic', some), [10, 10 + 90 + 90 + 12]);
      assert.deepEqual(boundsOf('tokens for anthropic/*', some), [10, 10 + 90 + 90 + 12]);
    });

    it('a split by model has the same bounds', () => {
      const rows = measuredOf(ask('tokens by model', some));
      assert.deepEqual(rows, [
        { value: 150 },
        { value: 70 },
        { value: 10, low: 10, high: 42 },
        { value: 192 },
      ]);
    });
  });

  it('a condition on models cannot decide about other: it is left out, as a bound', () => {
    const priced = {
      data: datasetOf(
        grid(
          'model',
          `
                                       W01
          deepseek/deepseek-v4-flash    50
          anthropic/claude-opus-4.6     30
          nobody/unheard-of             10
          other                         20
          `,
        ),
        { every: 'week' },
      ),
    };
    assert.deepEqual(figureOf('tokens where weights = open', priced), { value: 50, low: 50, high: 70 });
    near(figureOf('share of tokens for CN where weights = open', priced).value, 1);
  });
});
