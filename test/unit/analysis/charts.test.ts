import assert from 'node:assert/strict';
import type { Figure } from '../../../src/protocol/result';
import { answer, ask, datasetOf, grid, refusal, type Data } from './helpers';

const labs = grid(
  'author',
  `
          W05 W06 W07
  deepseek  10  20  30
  qwen       5   5   5
  openai    40  30  20
  other     10  10  10`,
);

const models =
  'week,model,tokens\n2026-W05,anthropic/claude-sonnet-4.6,100\n2026-W05,deepseek/deepseek-v4-flash,300\n';

const scores = datasetOf(
  'model,organization,arena_score,votes\nGPT-5.2,OpenAI,1400,10\nDeepSeek-V3.2,DeepSeek,1390,20\n',
  { name: 'scores', columns: new Map([['elo', 'arena_score']]) },
);

const many = [
  'week,author,tokens',
  ...Array.from({ length: 12 }, (_, lab) => `2026-W05,lab-${lab},${lab + 1}`),
  '2026-W05,other,5',
  '',
].join('\n');

const data: Data = { labs, models, scores, many };

function figureIn(query: string): Figure {
  const { figure } = ask(query, data);
  assert(figure, query);
  return figure;
}

describe('charts: the shape of the result chooses', () => {
  const kinds: [query: string, kind: string][] = [
    ['tokens in 2026-W05 using labs', 'number'],
    ['change of tokens from 2026-W05 to 2026-W07 using labs', 'number'],
    ['ratio of tokens for CN to US using labs', 'number'],
    ['tokens by lab in 2026-W05 using labs', 'bar'],
    ['change of tokens by lab from 2026-W05 to 2026-W07 using labs', 'bar'],
    ['top 2 labs in 2026-W05 using labs', 'bar'],
    ['tokens by lab weekly using labs | max', 'bar'],
    ['tokens weekly using labs', 'line'],
    ['tokens by lab weekly using labs', 'line'],
    ['change of share of tokens by lab weekly using labs', 'line'],
    ['concentration of tokens by lab weekly using labs', 'line'],
    ['share of tokens by country weekly using labs', 'area'],
    ['share of tokens by lab weekly using labs | top 1', 'area'],
    ['share of tokens by lab weekly using labs | moving average 2 weeks', 'line'],
    ['share of tokens for CN by lab weekly using labs', 'line'],
    ['tokens by lab weekly using labs | rank', 'bump'],
    ['tokens by lab weekly using labs | rank change over 1 week', 'line'],
    ['tokens by lab weekly using labs | leader', 'column'],
    ['tokens by lab weekly from 2026-W05 to 2026-W06 using labs', 'slope'],
    ['tokens by lab from 2026-W05 to 2026-W07 using labs as slope', 'slope'],
    ['share of tokens by country from 2026-W05 to 2026-W07 using labs as slope', 'slope'],
    ['tokens weekly from 2026-W05 to 2026-W06 using labs', 'line'],
    ['tokens by lab weekly using labs as heatmap', 'heatmap'],
    ['tokens by country, lab in 2026-W05 using labs as treemap', 'treemap'],
    ['tokens by lab weekly in 2026-W05 using labs as treemap', 'treemap'],
    ['tokens by lab weekly in 2026-W05 using labs as donut', 'donut'],
    ['tokens, share of tokens by lab in 2026-W05 using labs as scatter log', 'scatter'],
    ['elo, votes by model using scores as scatter', 'scatter'],
    ['all crossings of tokens for CN over US weekly using labs', 'line'],
    ['streak of tokens for CN over US weekly using labs', 'number'],
    ['events since 2026', 'timeline'],
    ['change of tokens by lab weekly using labs as line', 'line'],
    ['tokens weekly using labs as area', 'area'],
    ['gap of tokens for CN to US weekly using labs as area', 'area'],
  ];
  for (const [query, kind] of kinds) {
    it(`${query}: ${kind}`, () => {
      assert.equal(figureIn(query).kind, kind);
    });
  }

  it('a slope of two periods shows both, each summed whole', () => {
    const figure = figureIn('tokens by country from 2026-W05 to 2026-W07 using labs as slope');
    assert(figure.axis === 'time');
    assert.deepEqual(
      figure.buckets.map(({ key }) => key),
      ['2026-W05', '2026-W07'],
    );
    assert.deepEqual(
      figure.series.map(({ member, values }) => [member.key, ...values.map(({ value }) => value)]),
      [
        ['US', 40, 20],
        ['CN', 15, 35],
        ['other', 10, 10],
      ],
    );
  });

  it('lines of several values have one unit; the table has all of them', () => {
    const { figure, table } = ask(
      'tokens, share of tokens, gap of tokens for CN to US weekly using labs',
      data,
    );
    assert(figure?.axis === 'time');
    assert.equal(figure.unit, 'tokens');
    assert.deepEqual(
      figure.series.map(({ member }) => member.label),
      ['tokens', 'gap of tokens'],
    );
    assert.deepEqual(
      table.columns.map(({ name }) => name),
      ['period', 'tokens', 'share_of_tokens', 'gap_of_tokens'],
    );
  });

  it('several values of each member: points for two of them, a bar for each of one unit', () => {
    const plane = figureIn('tokens, share of tokens by lab in 2026-W05 using labs as scatter');
    assert(plane.axis === 'plane');
    assert.deepEqual([plane.x.label, plane.y.label, plane.points.length], ['tokens', 'share of tokens', 4]);
    const bars = figureIn('tokens, share of tokens by lab in 2026-W05 using labs');
    assert(bars.axis === 'members');
    assert.deepEqual(
      bars.series.map(({ member }) => member.label),
      ['tokens'],
    );
  });

  it('a treemap holds each part once, and its shares are of all that is drawn', () => {
    const figure = figureIn('tokens by country, lab in 2026-W05 using labs as treemap');
    assert(figure.axis === 'tree');
    assert.deepEqual(
      figure.nodes.map(({ id, measured, share }) => [id, measured.value, share]),
      [
        ['named:US', 40, 40 / 65],
        ['named:US/named:openai', 40, 40 / 65],
        ['named:CN', 15, 15 / 65],
        ['named:CN/named:deepseek', 10, 10 / 65],
        ['named:CN/named:qwen', 5, 5 / 65],
        ['other:other', 10, 10 / 65],
      ],
    );
  });
});

describe('charts: what would mislead is refused, and the better one is offered', () => {
  const refused: [query: string, better: string | undefined, message: RegExp][] = [
    ['tokens by lab weekly using labs as bump', 'line', /Put `\| rank` before it/],
    ['tokens by lab in 2026-W05 using labs as bump', 'bar', /Add `weekly \| rank`/],
    ['tokens by lab weekly using labs as slope', 'line', /these are 3/],
    ['tokens by lab in 2026-W05 using labs as slope', 'bar', /this is one/],
    ['tokens by lab weekly using labs as scatter', 'line', /A scatter shows one period/],
    ['tokens by lab in 2026-W05 using labs as scatter', 'bar', /here is one/],
    ['tokens, share of tokens in 2026-W05 using labs as scatter', 'number', /a point for each member/],
    ['tokens, share of tokens, tokens by lab in 2026-W05 using labs as scatter', 'bar', /here are 3/],
    ['tokens by lab weekly using labs as treemap', 'area', /A treemap shows one period/],
    ['tokens in 2026-W05 using labs as treemap', 'bar', /parts of one whole/],
    ['change of tokens by lab from 2026-W05 to 2026-W07 using labs as treemap', 'bar', /parts of one whole/],
    ['elo by model using scores as treemap', 'bar', /parts of one whole/],
    ['tokens by lab weekly using labs | max as treemap', 'bar', /parts of one whole/],
    ['tokens by lab in 2026-W05 using labs as heatmap', 'bar', /A heatmap shows time/],
    ['tokens by lab in 2026-W05 using labs as line', 'bar', /A line shows time/],
    ['tokens by lab in 2026-W05 using labs as area', 'bar', /An area shows time/],
    ['tokens by lab weekly using labs as timeline', 'line', /events as timeline/],
    ['tokens by lab weekly using labs as donut', 'area', /A donut shows one period/],
    ['tokens by lab using many as donut', 'bar', /A donut of 12 slices/],
    [
      'change of tokens by lab from 2026-W05 to 2026-W07 using labs as donut',
      'bar',
      /these figures are no parts/,
    ],
    ['tokens by lab weekly using labs | max as donut', 'bar', /these figures are no parts/],
    ['tokens by lab weekly using labs | periods > 5 as donut', 'bar', /these figures are no parts/],
    ['elo by model using scores as donut', 'bar', /these figures are no parts/],
    ['tokens weekly using labs as number', 'line', /A number shows one period/],
    ['tokens by lab using many as number', 'bar', /13 figures are too many/],
    ['tokens by lab weekly using labs | rank as area', 'bump', /Ranks do not add up/],
    ['change of tokens by lab weekly using labs as area', 'line', /do not add up/],
    ['tokens by lab weekly using labs | growth over 1 week as area', 'line', /do not add up/],
    ['growth of tokens by lab weekly using labs as column stacked', 'line', /without `stacked`/],
    ['elo by model using scores as bar normalized', undefined, /without `normalized`/],
    ['tokens by lab weekly using labs as area log', 'line', /logarithmic/],
    ['tokens by lab weekly using labs as column stacked log', 'line', /logarithmic/],
    ['tokens by lab in 2026-W05 using labs as donut log', 'bar', /logarithmic/],
    ['tokens by lab in 2026-W05 using labs as bar stacked log', undefined, /logarithmic/],
    [
      'all crossings of tokens for CN over US weekly using labs as bar',
      'line',
      /A crossing is seen in two lines/,
    ],
    ['events as bar', 'timeline', /`events` is a list; show it `as timeline` or `as table`/],
    ['claims as line', 'table', /`claims` is a list; show it `as table`/],
  ];
  for (const [query, better, message] of refused) {
    it(query, () => {
      const error = refusal(query, data);
      assert.equal(error.code, 'chart-refused');
      assert.match(error.message, message);
      const [fix] = error.fixes ?? [];
      assert.equal(fix?.text, better);
      if (!fix) return;
      // What is offered stands in place of the kind, and is drawn.
      assert.match(query.slice(error.start, error.end), /^[a-z]+$/);
      const { diagnostics } = answer(query.slice(0, fix.start) + fix.text + query.slice(fix.end), data);
      assert.deepEqual(
        diagnostics.filter(({ severity }) => severity === 'error'),
        [],
      );
    });
  }

  it('below zero nothing is stacked', () => {
    const definition = 'measure below = tokens - tokens * 2';
    for (const query of [
      'below by lab weekly using labs as area',
      'below by lab in 2026-W05 using labs as bar normalized',
    ])
      assert.match(refusal(query, data, definition).message, /below zero/);
    assert.equal(
      refusal('below by lab in 2026-W05 using labs as donut', data, definition).code,
      'chart-refused',
    );
  });
});
