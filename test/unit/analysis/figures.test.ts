import assert from 'node:assert/strict';
import type { Figure, Result } from '../../../src/protocol/result';
import { Result as ResultSchema } from '../../../src/protocol/result';
import { ask, grid, refusal, type Data } from './helpers';

const data = {
  data: grid(
    'author',
    `
                W01 W02 W04
    deepseek     50  10  40
    anthropic    30  30  30
    mistralai    10  20   5
    gryphe        5   5   5
    other        10  40  25
    `,
  ),
};

function figure(query: string, on: Data = data, definitions = ''): Figure {
  const { figure: found } = ask(query, on, definitions);
  assert(found, `${query} has no figure`);
  return found;
}

describe('figures: the chart that suits the result', () => {
  const kinds: [query: string, kind: string, axis: string][] = [
    ['tokens in 2026-W01', 'number', 'none'],
    ['share of tokens for CN in 2026-W01', 'number', 'none'],
    ['tokens for each (CN, US) in 2026-W01', 'number', 'none'],
    ['ratio of tokens for CN to US in 2026-W01', 'number', 'none'],
    ['streak of tokens for CN over US weekly', 'number', 'none'],
    ['top 2 labs in 2026-W01 | count for CN', 'number', 'none'],
    ['tokens by country in 2026-W01', 'bar', 'members'],
    ['share of tokens by lab in 2026-W01', 'bar', 'members'],
    ['top 2 labs in 2026-W01', 'bar', 'members'],
    ['tokens for each (CN, US, FR) in 2026-W01', 'bar', 'members'],
    ['tokens weekly', 'line', 'time'],
    ['tokens by country weekly', 'line', 'time'],
    ['share of tokens for CN weekly', 'line', 'time'],
    ['share of tokens by country weekly', 'area', 'time'],
    ['tokens by country weekly | share', 'area', 'time'],
    ['share of tokens by country weekly | moving average 2 weeks', 'line', 'time'],
    ['first crossing of tokens for CN over US weekly', 'line', 'time'],
    ['tokens by country in 2026-W01 as column', 'column', 'members'],
    ['tokens by country in 2026-W01 as donut', 'donut', 'members'],
    ['tokens by country weekly as column', 'column', 'time'],
    ['tokens by country weekly as area', 'area', 'time'],
    ['tokens weekly in 2026-W01 as number', 'number', 'none'],
  ];
  for (const [query, kind, axis] of kinds) {
    it(`${query}: ${kind}`, () => {
      const found = figure(query);
      assert.deepEqual([found.kind, found.axis], [kind, axis]);
    });
  }

  it('a table has no figure', () => {
    assert.equal(ask('tokens by country weekly as table', data).figure, undefined);
    assert.equal(ask('all crossings of tokens for CN over US weekly as table', data).figure, undefined);
  });

  it('shares of one whole over time fill the page; other areas only if asked', () => {
    const normalized = (query: string): boolean => {
      const found = figure(query);
      return 'normalized' in found && found.normalized;
    };
    assert.equal(normalized('share of tokens by country weekly'), true);
    assert.equal(normalized('tokens by country weekly as area'), false);
    assert.equal(normalized('tokens by country weekly as area normalized'), true);
    assert.equal(normalized('tokens by country weekly as column normalized'), true);
    assert.equal(normalized('tokens by country weekly as line'), false);
  });
});

describe('figures: what they hold', () => {
  it('series and table say the same, and a missing bucket is a gap in both', () => {
    const result = ask('tokens by country weekly', data);
    assert(result.figure?.axis === 'time');
    assert.deepEqual(
      result.figure.buckets.map(({ key, start, end, partial }) => [key, start, end, partial]),
      [
        ['2026-W01', '2025-12-29', '2026-01-04', false],
        ['2026-W02', '2026-01-05', '2026-01-11', false],
        ['2026-W03', '2026-01-12', '2026-01-18', false],
        ['2026-W04', '2026-01-19', '2026-01-25', false],
      ],
    );
    const series = result.figure.series.map(({ member, values }) => [
      member.key,
      member.kind,
      ...values.map((each) => each.value),
    ]);
    assert.deepEqual(series, [
      ['CN', 'named', 50, 10, null, 40],
      ['US', 'named', 30, 30, null, 30],
      ['FR', 'named', 10, 20, null, 5],
      ['unknown', 'unknown', 5, 5, null, 5],
      ['other', 'other', 10, 40, null, 25],
    ]);
  });

  it('`color by` gives a member the hue of its country', () => {
    const found = figure('top 2 labs in 2026-W01 as bar color by country');
    assert(found.axis === 'members');
    assert.deepEqual(
      found.members.map((member) => member.hue.key),
      ['country:CN', 'country:US'],
    );
    const plain = figure('top 2 labs in 2026-W01');
    assert(plain.axis === 'members');
    assert.deepEqual(
      plain.members.map((member) => member.hue.key),
      ['lab:deepseek', 'lab:anthropic'],
    );
  });

  it('two dimensions are categories and series', () => {
    const found = figure('tokens by country, lab in 2026-W01');
    assert(found.axis === 'members');
    assert.deepEqual(
      found.members.map((member) => member.key),
      ['CN', 'US', 'FR', 'unknown', 'other'],
    );
    assert(found.series.some(({ member, values }) => member.key === 'deepseek' && values[0]?.value === 50));
  });

  it('`mark crossings` marks those of the two largest series', () => {
    const found = figure('tokens by country weekly as line mark crossings');
    assert(found.axis === 'time');
    assert.deepEqual(
      found.crossings.map((each) => [each.bucket, each.after, each.text, each.status]),
      [
        ['2026-W02', undefined, 'US passes CN', 'undecided'],
        ['2026-W04', '2026-W02', 'CN passes US', 'undecided'],
      ],
    );
    const unmarked = figure('tokens by country weekly');
    assert(unmarked.axis === 'time');
    assert.deepEqual(unmarked.crossings, []);
  });

  it('`mark events` shows those that touch the window', () => {
    const events = [
      'event 2026-01-07 "a day" source "press"',
      'event 2026-W01 .. 2026-W02 "two weeks"',
      'event 2025-06 "long before"',
      'event 2026-01 "a month"',
      'event 2027 "long after"',
    ].join('\n');
    const found = figure('tokens weekly since 2026-W02 as line mark events', data, events);
    assert(found.axis === 'time');
    assert.deepEqual(found.events, [
      { start: '2026-01-07', end: '2026-01-07', label: 'a day', source: 'press' },
      { start: '2025-12-29', end: '2026-01-11', label: 'two weeks' },
      { start: '2026-01-01', end: '2026-01-31', label: 'a month' },
    ]);
  });

  it('the title is the query without its dataset, comments and chart', () => {
    const title = (query: string): string => ask(query, { data: data.data }).title;
    assert.equal(title('tokens by lab # labs\n  using data in 2026-W01 as bar'), 'tokens by lab in 2026-W01');
    assert.equal(title('tokens in 2026-W01 as number title "All # of it"'), 'All # of it');
    const apps = { data: 'app,model,tokens\nC#,deepseek/a,5\nGo,deepseek/a,5\n' };
    assert.equal(ask('tokens where app = "C#" using data', apps).title, 'tokens where app = "C#"');
  });

  it('every result is one that the renderer can read', () => {
    const queries = [
      'tokens by country weekly',
      'tokens by country, lab in 2026-W01',
      'top 2 labs weekly',
      'all crossings of tokens for CN over US weekly',
      'streak of tokens for CN over US weekly',
      'tokens, share of tokens by lab in 2026-W01',
      'tokens for DE by lab in 2026-W01',
    ];
    for (const query of queries) {
      const result: Result = ask(query, data);
      assert.deepEqual(ResultSchema.parse(JSON.parse(JSON.stringify(result))), result);
    }
  });
});

describe('figures: what is refused', () => {
  const many = {
    data: grid(
      'author',
      [
        'W01',
        ...['qwen', 'z-ai', 'xai', 'openai', 'google', 'meta', 'nvidia', 'amazon', 'cohere'].map(
          (lab, index) => `${lab} ${20 - index}`,
        ),
        'other 99',
      ].join('\n'),
    ),
  };
  const refused: [query: string, on: Data, better: string][] = [
    ['tokens by lab as donut', many, 'bar'],
    ['gap of tokens for CN to US by lab as donut', many, 'bar'],
    ['ratio of tokens for CN to US by lab as donut', many, 'bar'],
    ['tokens by country weekly as donut', data, 'area'],
    ['tokens in 2026-W01 as line', data, 'bar'],
    ['tokens by country in 2026-W01 as area', data, 'bar'],
    ['tokens weekly as number', data, 'line'],
    ['tokens by lab as number', many, 'bar'],
    ['first crossing of tokens for CN over US weekly as donut', data, 'line'],
    ['first crossing of tokens for CN over US weekly as number', data, 'line'],
  ];
  for (const [query, on, better] of refused) {
    it(`${query}: ${better} is offered`, () => {
      const error = refusal(query, on);
      assert.equal(error.code, 'chart-refused');
      const [fix] = error.fixes ?? [];
      assert(fix);
      const mended = query.slice(0, fix.start) + fix.text + query.slice(fix.end);
      assert.equal(figure(mended, on).kind, better);
    });
  }

  it('eight named slices are not too many: rest, unknown and other do not count', () => {
    const found = figure('tokens by lab | top 8 as donut', many);
    assert(found.axis === 'members');
    assert.deepEqual(
      found.members.map((member) => member.kind),
      [...Array<string>(8).fill('named'), 'rest', 'other'],
    );
  });

  it('a donut has no negative slices', () => {
    const negative = { data: 'author,tokens\ndeepseek,5\nopenai,-3\n' };
    assert.equal(refusal('tokens by lab as donut', negative).code, 'chart-refused');
  });
});

describe('figures: what is stacked', () => {
  const cases: [query: string, stacked: boolean][] = [
    ['tokens by country weekly as area', true],
    ['tokens by country weekly as column', true],
    ['tokens for each (CN, US) weekly as column', false],
    ['tokens for each (CN, US) weekly as column stacked', true],
    ['tokens for each (CN, US) weekly as column normalized', true],
    ['ratio of tokens for CN to US weekly as column', false],
    ['tokens by country, lab in 2026-W01 as bar', true],
    ['tokens by lab in 2026-W01 as bar', false],
    ['tokens by country weekly as line', false],
  ];
  for (const [query, stacked] of cases) {
    it(`${query}: ${stacked ? 'on each other' : 'side by side'}`, () => {
      const found = figure(query);
      assert('stacked' in found);
      assert.equal(found.stacked, stacked);
    });
  }

  it('says when sets that are stacked share models', () => {
    const { notes } = ask('tokens for each (CN, deepseek) weekly as area', data);
    assert.match(notes.join('\n'), /overlap: the stack counts what both have twice/);
    assert.doesNotMatch(ask('tokens for each (CN, US) weekly as area', data).notes.join('\n'), /overlap/);
  });
});
