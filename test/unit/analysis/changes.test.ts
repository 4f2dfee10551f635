import assert from 'node:assert/strict';
import {
  ask,
  boundsOf,
  datasetOf,
  figureOf,
  grid,
  measuredOf,
  near,
  refusal,
  rowsOf,
  valuesOf,
  type Data,
} from './helpers';

/** A lump row of 10 in every week; openai falls, deepseek rises; no data in the tenth week. */
const labs = grid(
  'author',
  `
          W05 W06 W07 W08 W09 W11
  deepseek  10  20  30   0  50  60
  qwen       5   0   -   5   5   5
  openai    40  30  20  20  10  60
  other     10  10  10  10  10  10`,
);

const data: Data = { labs };

/** The values of a series, in the order of its weeks. */
function series(query: string, from: Data = data): (number | null)[] {
  return valuesOf(query, from).map((row) => (Number.isFinite(row.at(-1)) ? Number(row.at(-1)) : null));
}

describe('change, growth and multiple of a value', () => {
  it('in a period: against the one before it', () => {
    assert.equal(figureOf('change of tokens in 2026-W07', data).value, 0);
    assert.equal(figureOf('change of tokens for deepseek in 2026-W07', data).value, 10);
    assert.equal(figureOf('growth of tokens for deepseek in 2026-W07', data).value, 0.5);
    assert.equal(figureOf('multiple of tokens for deepseek in 2026-W07', data).value, 1.5);
    assert.equal(figureOf('change of tokens for openai in 2026-W07', data).value, -10);
  });

  it('from A to B: B against A, whatever lies between', () => {
    assert.equal(figureOf('change of tokens for deepseek from 2026-W05 to 2026-W11', data).value, 50);
    assert.equal(figureOf('growth of tokens for deepseek from 2026-W05 to 2026-W11', data).value, 5);
    assert.equal(figureOf('multiple of tokens for deepseek from 2026-W05 to 2026-W11', data).value, 6);
    assert.equal(
      ask('change of tokens from 2026-W05 to 2026-W11', data).caption.period,
      '2026-W05 → 2026-W11 (26 Jan – 1 Feb 2026 → 9–15 Mar 2026)',
    );
  });

  it('over time: each bucket against the one before it; the first one and those beside a gap have none', () => {
    assert.deepEqual(series('change of tokens for deepseek weekly'), [null, 10, 10, -30, 50, null, null]);
    assert.deepEqual(series('multiple of tokens for deepseek weekly'), [null, 2, 1.5, 0, null, null, null]);
    assert.deepEqual(series('growth of tokens for deepseek weekly'), [null, 1, 0.5, -1, null, null, null]);
    // The week before the window is seen.
    assert.deepEqual(series('change of tokens for deepseek weekly from 2026-W07 to 2026-W08'), [10, -30]);
  });

  it('a share changes by points', () => {
    const { table } = ask('change of share of tokens for CN in 2026-W06', data);
    assert.equal(table.columns[0]?.unit, 'points');
    near(figureOf('change of share of tokens for CN in 2026-W06', data).value, 20 / 60 - 15 / 65);
  });

  it('nothing has no growth, and no multiple', () => {
    assert.deepEqual(figureOf('growth of tokens for deepseek in 2026-W09', data), { value: null });
    assert.deepEqual(figureOf('multiple of tokens for qwen in 2026-W08', data), { value: null });
    assert.equal(figureOf('change of tokens for deepseek in 2026-W09', data).value, 50);
  });

  it('less than nothing has no growth either', () => {
    // China is behind by 25 in W05, and by 10 in W06.
    assert.equal(figureOf('gap of tokens for CN to US in 2026-W05', data).value, -25);
    assert.deepEqual(figureOf('growth of gap of tokens for CN to US in 2026-W06', data), { value: null });
    assert.equal(figureOf('change of gap of tokens for CN to US in 2026-W06', data).value, 15);
  });

  it('the lump row of both periods is in the bounds', () => {
    // 10 to 20 before, 20 to 30 now.
    assert.deepEqual(boundsOf('change of tokens for deepseek in 2026-W06', data), [0, 20]);
    assert.deepEqual(boundsOf('growth of tokens for deepseek in 2026-W06', data), [0, 2]);
    assert.deepEqual(boundsOf('multiple of tokens for deepseek in 2026-W06', data), [1, 3]);
    // Everything is certain, and so is what is known.
    assert.deepEqual(figureOf('change of tokens in 2026-W06', data), { value: -5 });
    assert.deepEqual(figureOf('change of tokens for CN within known in 2026-W06', data), { value: 5 });
  });

  it('a start that may have been nothing bounds no growth, one that is nothing has none', () => {
    assert.deepEqual(figureOf('multiple of tokens for qwen in 2026-W09', data).value, 1);
    assert.deepEqual(boundsOf('multiple of tokens for qwen in 2026-W09', data), [1 / 3, 3]);
  });

  it('a partial bucket is never held against a whole one', () => {
    const days = datasetOf(
      [
        'date,author,tokens',
        ...Array.from({ length: 17 }, (_, day) => `2026-02-${String(day + 2).padStart(2, '0')},openai,10`),
        '',
      ].join('\n'),
      { name: 'days' },
    );
    const partial = (steps: string): (number | null)[] =>
      series(`tokens weekly including partial${steps}`, { days });
    assert.deepEqual(partial(''), [70, 70, 30]);
    assert.deepEqual(series('change of tokens weekly including partial', { days }), [null, 0, null]);
    assert.deepEqual(partial(' | change over 1 week'), [null, 0, null]);
    assert.deepEqual(partial(' | moving average 2 weeks'), [null, 70, null]);
    assert.deepEqual(partial(' | index to 100 at 2026-W06'), [100, 100, null]);
    assert.deepEqual(rowsOf(ask('tokens weekly including partial | min', { days })), [['2026-W06', 70]]);
    // Sums go on, as far as the data do.
    assert.deepEqual(partial(' | cumulative'), [70, 140, 170]);
  });

  const refused: [query: string, code: string, message: RegExp][] = [
    ['change of tokens', 'compare-what', /between two periods/],
    ['growth of tokens since 2026-W06', 'compare-what', /between two periods/],
    ['growth of share of tokens for CN in 2026-W06', 'growth-of-share', /30 percentage points, or 176%/],
    ['change of change of tokens weekly', 'nested', /not of another change/],
    ['growth of multiple of tokens weekly', 'nested', /not of another change/],
    ['change of tokens in 2026-W05', 'no-data', /no data for `2026-W04`, the week before: it runs from/],
    ['change of tokens in 2026-W11', 'no-data', /no data for `2026-W10`, the week before/],
    ['change of tokens from 2026-W05 to 2026', 'unequal-periods', /sums of unequal periods/],
    ['change of tokens from 2026-W07 to 2026-W05', 'backwards', /comes after/],
    ['change of tokens from 2026-W05 to 2026-W05', 'overlap', /overlap/],
    ['tokens, change of tokens from 2026-W05 to 2026-W07', 'mixed-periods', /two queries/],
    ['share of growth of tokens from 2026-W05 to 2026-W07', 'share-of', /adds up/],
    ['first crossing of change of tokens for CN over US weekly', 'race-value', /compares its two sides/],
  ];
  for (const [query, code, message] of refused) {
    it(`${query}: ${code}`, () => {
      const error = refusal(query, data);
      assert.equal(error.code, code);
      assert.match(error.message, message);
    });
  }
});

describe('share of change: who made the growth', () => {
  it('is the side’s change by that of the universe', () => {
    // 65 tokens become 135, deepseek’s 10 become 60.
    near(figureOf('share of change of tokens for deepseek from 2026-W05 to 2026-W11', data).value, 50 / 70);
    near(
      figureOf('share of change of tokens for CN within (CN, US) from 2026-W05 to 2026-W11', data).value,
      50 / 70,
    );
    assert.deepEqual(figureOf('share of change of tokens from 2026-W05 to 2026-W11', data), { value: 1 });
    assert.deepEqual(figureOf('share of change of tokens within (CN, US) from 2026-W05 to 2026-W11', data), {
      value: 1,
    });
  });

  it('who shrinks has a negative part, and all parts are the whole', () => {
    const rows = valuesOf('share of change of tokens by lab from 2026-W07 to 2026-W09', data);
    const parts = new Map(rows.map(([lab, part]) => [lab, Number(part)]));
    // 60 become 75: deepseek +20, qwen +5, openai −10.
    near(parts.get('deepseek'), 20 / 15);
    near(parts.get('qwen'), 5 / 15);
    near(parts.get('openai'), -10 / 15);
    assert.equal(parts.get('other'), 0);
  });

  it('bounds: a counted lump row moves the part, one that is left out the whole as well', () => {
    const inside = boundsOf('share of change of tokens for CN from 2026-W05 to 2026-W11', data);
    near(inside[0], 40 / 70);
    near(inside[1], 60 / 70);
    // 15 of 55 become 65 of 125; both lump rows may be China’s, the other side’s, or nobody’s.
    const outside = boundsOf(
      'share of change of tokens for CN within (CN, US) from 2026-W05 to 2026-W11',
      data,
    );
    near(outside[0], 40 / 70);
    near(outside[1], 60 / 70);
    assert.deepEqual(
      figureOf('share of change of tokens for CN within known from 2026-W05 to 2026-W11', data),
      {
        value: 50 / 70,
      },
    );
  });

  it('of a universe that does not grow nobody has a part', () => {
    const error = refusal('share of change of tokens for CN from 2026-W05 to 2026-W06', data);
    assert.equal(error.code, 'falling-total');
    assert.match(error.message, /Ask for `change of tokens` instead/);
    const { notes } = ask('share of change of tokens for CN weekly', data);
    assert.deepEqual(
      series('share of change of tokens for CN weekly').map((each) => each === null),
      [...[true, true, true, true], ...[false, true, true]],
    );
    assert(
      notes.includes(
        'The universe did not grow in 2026-W06, 2026-W07 and 2026-W08, so nobody has a share of its growth there.',
      ),
    );
  });

  it('what is missing at one end is missing, not zero', () => {
    const holes = grid(
      'author',
      `
              W05 W06
      deepseek  10   _
      openai    40  80`,
    );
    assert.deepEqual(
      valuesOf('share of change of tokens by lab from 2026-W05 to 2026-W06', { holes }).map(([lab, part]) => [
        lab,
        part,
      ]),
      [
        ['deepseek', null],
        ['openai', 40 / 30],
      ].sort(([a], [b]) => (String(a) < String(b) ? 1 : -1)),
    );
  });

  it('a score has no part in its change', () => {
    const scores = datasetOf('week,model,arena_score\n2026-W05,x/a,5\n2026-W06,x/a,6\n', {
      name: 'scores',
      columns: new Map([['elo', 'arena_score']]),
    });
    assert.equal(
      refusal('share of change of elo from 2026-W05 to 2026-W06', { scores }).code,
      'share-of-score',
    );
  });
});

describe('concentration', () => {
  const squares = (...parts: number[]): number => {
    const sum = parts.reduce((total, part) => total + part, 0);
    return parts.reduce((total, part) => total + ((100 * part) / sum) ** 2, 0);
  };

  it('is the sum of squared percentages of the named parts, rescaled to 100', () => {
    near(figureOf('concentration of tokens by lab in 2026-W05', data).value, squares(10, 5, 40));
    near(figureOf('concentration of share of tokens by lab in 2026-W05', data).value, squares(10, 5, 40));
    near(figureOf('concentration of tokens by country in 2026-W05', data).value, squares(15, 40));
    near(figureOf('concentration of tokens for CN by lab in 2026-W05', data).value, squares(10, 5));
    assert.deepEqual(figureOf('concentration of tokens for US by lab in 2026-W05', data), { value: 10_000 });
  });

  it('of the last dimension, for each member of those before it', () => {
    const rows = valuesOf('concentration of tokens by country, lab in 2026-W05', data);
    assert.deepEqual(
      rows.map(([country]) => country),
      ['US', 'CN', 'other'],
    );
    assert.equal(rows[0]?.[1], 10_000);
    near(Number(rows[1]?.[1]), squares(10, 5));
    // Nobody is known in it.
    assert.equal(rows[2]?.[1], null);
  });

  it('over time; a member with nothing is no part', () => {
    const all = series('concentration of tokens by lab weekly');
    near(all[1], squares(20, 30));
    near(all[3], squares(5, 20));
    assert.equal(all[5], null);
    near(
      figureOf('change of concentration of tokens by lab in 2026-W06', data).value,
      squares(20, 30) - squares(10, 5, 40),
    );
  });

  it('the caption says of what', () => {
    assert.match(
      ask('concentration of tokens by lab in 2026-W05', data).caption.text,
      /known labs of all tokens/,
    );
  });

  it('refuses what is no part', () => {
    const error = refusal('concentration of tokens weekly', data);
    assert.equal(error.code, 'concentration-by');
    assert.deepEqual(
      error.fixes?.map(({ text }) => text),
      [' by lab'],
    );
    assert.equal(refusal('concentration of growth of tokens by lab weekly', data).code, 'nested');
    assert.equal(refusal('tokens, concentration of tokens by lab', data).code, 'concentration-alone');
    assert.equal(refusal('concentration of tokens by lab, lab', data).code, 'by-twice');
  });

  it('ratios and gaps of it are refused', () => {
    assert.equal(refusal('ratio of concentration of tokens for CN to US by lab', data).code, 'nested');
    assert.equal(measuredOf(ask('concentration of tokens by lab', data)).length, 1);
  });
});
