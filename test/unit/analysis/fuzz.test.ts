/**
 * Queries from all over the grammar, sensible and not: each has a result that a renderer can read, or says in the reader's
 * words why it has none. Nothing throws, no figure is NaN or lies outside of its bounds.
 */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readNotebook, runCell } from '../../../src/analysis/notebook';
import type { Scope } from '../../../src/analysis/scope';
import { Result, type Measured, type Unit } from '../../../src/protocol/result';
import { builtInRegistry } from '../../../src/registry/registry';
import { datasetOf, examples, grid, scopeOf, type Data } from './helpers';

const DEFINITIONS = [
  'group cn_big = lab (deepseek, qwen)',
  'group both = (CN, US)',
  'measure blended = tokens * price / 1000000',
  'measure per_row = tokens / tokens',
  'measure doubled = tokens * 2',
  'measure shifted = tokens - tokens * 2',
  'let part = share of tokens',
  'let by_week = tokens by lab weekly',
  'let ranked = top 5 labs',
  'let happened = events since 2026',
  'let passing = first crossing of tokens for CN over US weekly',
  'event 2026-03-04 "a launch" source "press"',
  'event 2026-W10 .. 2026-W11 "a conference"',
  'claim "most" = share of tokens for CN in latest using labs expect > 50%',
].join('\n');

/** Some of the registry's names, an unknown author, a lump row; a week without data, a cell without a number. */
const LABS = grid(
  'author',
  `
          W05 W06 W07 W08 W09 W11 W12 W13
  deepseek  10  20  30   0  50  60  70  80
  qwen       5   -   -   5   5   5   5   5
  openai    40  30  20  20  10  60  60  60
  gryphe     1   1   1   1   _   1   1   1
  other      9   9   9   9   9   9   9   9`,
);

const DAYS = grid(
  'model',
  `
                        03-02 03-03 03-04 03-05 03-06 03-07 03-08 03-09 03-10
  deepseek/deepseek-v3.2    5     5     5     6     7     8     9    10    11
  openai/gpt-5.2            9     8     7     6     -     6     7     8     9
  openrouter/hunter-alpha   3     -     -     3     3     3     3     3     3
  qwen/qwen3.6-plus:free    1     2     3     4     5     6     7     8     9
  other                     2     2     2     2     2     2     2     2     2`,
);

const SCORES = [
  'model,organization,arena_score,votes',
  'GPT-5.2,OpenAI,1400,10',
  'DeepSeek-V3.2,DeepSeek,1390,20',
  'Nobody,Nobody,1380,30',
  '',
].join('\n');

const data: Data = {
  ...examples('A', 'B', 'T'),
  labs: LABS,
  days: datasetOf(DAYS, { name: 'days' }),
  scores: datasetOf(SCORES, { name: 'scores', columns: new Map([['elo', 'arena_score']]) }),
  totals: 'week,tokens\n2026-W05,10\n2026-W06,20\n2026-W07,40\n',
};

const word = (...words: string[]): fc.Arbitrary<string> => fc.constantFrom(...words);
const few = fc.integer({ min: 1, max: 5 });
const grain = word('day', 'week', 'month', 'quarter', 'year');
const stretch = fc.tuple(few, grain).map(([n, each]) => `${n} ${each}${n === 1 ? '' : 's'}`);
const dimension = word('model', 'lab', 'country', 'weights', 'variant', 'labs', 'rank');
const item = word(
  ...['CN', 'US', 'FR', 'deepseek', 'openai', 'qwen', 'cn_big', 'deepseek/*', 'lab:openai', 'country:CN'],
  ...['openai/gpt-5.2', 'qwen/qwen3.6-plus:free', '"Claude Sonnet 4.6"', 'both', 'nobody', 'other', 'gryphe'],
);
const list = fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => `(${items.join(', ')})`);
const set = fc.oneof(
  { weight: 4, arbitrary: item },
  list,
  list.map((items) => `lab ${items}`),
  word('all'),
  list.map((items) => `all except ${items}`),
);
const period = word(
  ...[
    '2026-W05',
    '2026-W07',
    '2026-W10',
    '2026-W12',
    '2026-W13',
    '2026-W60',
    '2026-03',
    '2026-02',
    '2026-Q1',
  ],
  ...['2026', '2025', '2026-03-04', '2026-03-08', '2026-02-30', '2020-W01', 'latest'],
);
const quantity = word('0', '5', '100', '50%', '2.5pp', '3x', '1.5T', '$2M', '10', '12.5%');
const operator = word('=', '!=', '<', '<=', '>', '>=');

const measure = word(
  ...['tokens', 'tokens', 'tokens', 'dollars', 'elo', 'votes', 'blended', 'per_row', 'doubled', 'shifted'],
  ...['part', 'by_week', 'ranked', 'happened', 'passing', 'requests', 'price', 'CN', 'lab'],
);
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    { weight: 4, arbitrary: measure },
    { weight: 3, arbitrary: word('tokens', 'share of tokens', 'part') },
    fc
      .tuple(word('share', 'change', 'growth', 'multiple', 'concentration'), tie('value'))
      .map(([fn, of]) => `${fn} of ${of}`),
    fc
      .tuple(word('ratio', 'gap'), tie('value'), set, set)
      .map(([fn, of, left, right]) => `${fn} of ${of} for ${left} to ${right}`),
  ),
}));

const subject = fc.oneof(
  { weight: 8, arbitrary: fc.array(value, { minLength: 1, maxLength: 3 }).map((all) => all.join(', ')) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(word('top', 'bottom'), few, dimension, fc.option(value))
      .map(([which, n, of, by]) => `${which} ${n} ${of}${by === null ? '' : ` by ${by}`}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        word('first crossing', 'last crossing', 'all crossings', 'streak'),
        value,
        set,
        fc.oneof(set, quantity),
      )
      .map(([which, of, left, right]) => `${which} of ${of} for ${left} over ${right}`),
  },
  word('events', 'claims'),
);

const stage = fc.oneof(
  set,
  word('known'),
  fc
    .tuple(few, dimension, fc.option(grain))
    .map(([n, of, each]) => `top ${n} ${of}${each === null ? '' : ` each ${each}`}`),
);
const condition = fc.oneof(
  fc
    .tuple(
      word('weights', 'price', 'release', 'variant', 'tokens', 'country', 'rank'),
      operator,
      fc.oneof(quantity, period, word('open', 'free', '"x"')),
    )
    .map((parts) => parts.join(' ')),
  fc.tuple(word('weights', 'variant', 'rank'), list).map(([name, items]) => `${name} in ${items}`),
);
const window = fc.oneof(
  period.map((each) => `in ${each}`),
  fc.tuple(period, period).map(([from, to]) => `from ${from} to ${to}`),
  period.map((each) => `since ${each}`),
  period.map((each) => `until ${each}`),
  stretch.map((each) => `last ${each}`),
  fc.tuple(stretch, period).map(([last, until]) => `last ${last} until ${until}`),
);
const clauses: Readonly<Record<string, fc.Arbitrary<string>>> = {
  for: fc.oneof(
    set.map((each) => `for ${each}`),
    fc.oneof(list, dimension, word('both')).map((each) => `for each ${each}`),
  ),
  by: fc.array(dimension, { minLength: 1, maxLength: 3 }).map((all) => `by ${all.join(', ')}`),
  within: fc.array(stage, { minLength: 1, maxLength: 2 }).map((all) => `within ${all.join(' then ')}`),
  where: fc.array(condition, { minLength: 1, maxLength: 2 }).map((all) => `where ${all.join(' and ')}`),
  grain: word('daily', 'weekly', 'weekly', 'weekly', 'monthly', 'quarterly', 'yearly'),
  window,
  partial: word('including partial'),
  sustained: stretch.map((each) => `sustained ${each}`),
  stealth: word('stealth listed', 'stealth revealed'),
};
const step = fc.oneof(
  stretch.map((each) => `moving average ${each}`),
  fc.integer({ min: 1, max: 3 }).map((n) => `moving average ${n} weeks`),
  fc
    .tuple(word('change', 'growth', 'multiple', 'rank change'), stretch)
    .map(([how, over]) => `${how} over ${over}`),
  word('change over 1 week', 'growth over 1 week', 'multiple over 2 weeks', 'rank change over 1 week'),
  word('share', 'rank', 'cumulative', 'max', 'min', 'leader', 'count', 'sum', 'fill zero', 'fill carry'),
  few.map((n) => `top ${n}`),
  fc.tuple(word('count', 'sum'), set).map(([how, of]) => `${how} for ${of}`),
  fc.tuple(quantity, period).map(([to, at]) => `index to ${to} at ${at}`),
  fc.tuple(operator, quantity).map(([op, limit]) => `periods ${op} ${limit}`),
);
const option = word(
  ...['color by country', 'color by lab', 'title "Mine"', 'stacked', 'normalized', 'log', 'labels'],
  ...['mark events', 'mark crossings'],
);
const chart = fc
  .tuple(
    word(
      ...[
        'line',
        'area',
        'bar',
        'column',
        'donut',
        'table',
        'bump',
        'slope',
        'scatter',
        'timeline',
        'number',
      ],
      ...['treemap', 'heatmap'],
    ),
    fc.uniqueArray(option, { maxLength: 2, selector: (each) => each.split(' ')[0] ?? each }),
  )
  .map(([kind, options]) => [`as ${kind}`, ...options].join(' '));

const dataset = word('A', 'B', 'T', 'labs', 'labs', 'labs', 'days', 'scores', 'totals');

const OFTEN = ['grain', 'by', 'window'];

/** Each clause now and then, and in any order. */
const clauseTexts = fc
  .record(
    Object.fromEntries(
      Object.entries(clauses).map(([name, each]) => {
        const absent = { weight: OFTEN.includes(name) ? 1 : 4, arbitrary: fc.constant('') };
        return [name, fc.oneof(absent, { weight: 1, arbitrary: each })];
      }),
    ),
  )
  .chain((all) => {
    const texts = Object.values(all).filter((each) => each !== '');
    return fc.shuffledSubarray(texts, { minLength: texts.length });
  });

const query = fc
  .tuple(subject, clauseTexts, dataset, fc.array(step, { maxLength: 3 }), fc.option(chart))
  .map(([what, all, using, steps, as]) =>
    [what, ...all, `using ${using}`, ...steps.map((each) => `| ${each}`), as ?? ''].join(' ').trim(),
  );

/** Queries of which most have an answer: names, periods and steps that fit the data of `labs` and `days`. */
const side = word('CN', 'US', 'deepseek', 'openai', 'qwen', '(deepseek, openai)', 'all except openai');
const amount = word('tokens', 'share of tokens', 'doubled', 'shifted', 'part');
const plain = fc.oneof(
  { weight: 6, arbitrary: amount },
  { weight: 2, arbitrary: word('tokens, share of tokens', 'share of tokens, doubled') },
  word('ratio of tokens for CN to US', 'gap of share of tokens for CN to US', 'share of change of tokens'),
  fc.tuple(word('change', 'multiple'), amount).map((parts) => parts.join(' of ')),
  word('growth of tokens', 'top 2 labs', 'bottom 2 labs by share of tokens'),
);
const split = word('', '', ' by lab', ' by country', ' by country, lab', ' for each (CN, US)');
const universeOf = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  word(
    ' within known',
    ' within (CN, US)',
    ' within top 2 labs each week',
    ' within top 3 labs each week then (CN, US)',
  ),
);
const week = word('2026-W05', '2026-W06', '2026-W07', '2026-W09', '2026-W12', '2026-W13');
const when = fc.oneof(
  { weight: 4, arbitrary: fc.constant(' weekly') },
  {
    weight: 2,
    arbitrary: word(' weekly since 2026-W07', ' weekly last 3 weeks', ' weekly including partial'),
  },
  week.map((each) => ` in ${each}`),
  week.map((each) => ` from 2026-W05 to ${each}`),
  fc.constant(''),
);
const along = fc.oneof(
  word(
    'moving average 2 weeks',
    'change over 1 week',
    'growth over 1 week',
    'multiple over 2 weeks',
    'fill zero',
  ),
  word(
    'fill carry',
    'cumulative',
    'index to 100 at 2026-W05',
    'rank',
    'rank change over 1 week',
    'top 1',
    'top 2',
  ),
  word(
    'max',
    'min',
    'leader',
    'count',
    'sum',
    'count for CN',
    'sum for CN',
    'periods > 10',
    'periods > 20%',
    'share',
  ),
);
const drawn = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  word(
    ' as line',
    ' as area',
    ' as column',
    ' as bar',
    ' as table',
    ' as heatmap',
    ' as donut',
    ' as treemap',
  ),
  word(
    ' as line mark crossings',
    ' as bar labels',
    ' as column normalized',
    ' as line log',
    ' as area normalized',
  ),
);
const sensible = fc
  .tuple(
    plain,
    fc.oneof(
      fc.constant(''),
      side.map((each) => ` for ${each}`),
    ),
    split,
    universeOf,
    when,
    word('labs', 'labs', 'days'),
    fc.array(along, { maxLength: 3 }),
    drawn,
  )
  .map(([what, whose, by, within, time, using, steps, as]) =>
    [
      `${what}${by.startsWith(' for') || /^(ratio|gap|top|bottom)/.test(what) ? '' : whose}`,
      /^(top|bottom)/.test(what) ? '' : by,
      `${within}${time} using ${using}`,
      ...steps.map((each) => ` | ${each}`),
      as,
    ].join(''),
  );

const bound = fc
  .tuple(word('', 'about ', 'nearly ', '> ', '< ', '= '), quantity, word('', ' ± 1pp', ' ± 5', ' ± 2%'))
  .map((parts) => parts.join(''));
const expectation = fc.oneof(
  bound,
  stretch,
  fc
    .array(fc.tuple(item, bound), { minLength: 1, maxLength: 2 })
    .map((all) => all.map((each) => each.join(' ')).join(', ')),
  period,
  item,
  fc.tuple(quantity, quantity).map(([low, high]) => `between ${low} and ${high}`),
  fc.tuple(quantity, quantity).map(([from, to]) => `${from} -> ${to}`),
);
const statement = fc.oneof(
  { weight: 4, arbitrary: query },
  fc.tuple(query, expectation).map(([each, figure]) => `claim "so they say" = ${each} expect ${figure}`),
);

const registry = builtInRegistry();
let scope: Scope;

/** What must never be in a text that people read. */
const INNARDS = /undefined|\bNaN\b|Infinity|\[object|\bnull\b|\bfunction\b/;

function run(text: string): { results: readonly Result[]; messages: readonly string[]; fixes: string[] } {
  const model = readNotebook([{ id: 'cell', text }], registry);
  const [cell] = model.cells;
  assert(cell);
  const outcomes = [...runCell(cell, model, scope)];
  const fixes: string[] = [];
  for (const { kind, diagnostics } of outcomes) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    assert.equal(kind === 'error', errors.length > 0, `${text}: ${kind} with ${errors.length} errors`);
    for (const { start, end, message, fixes: all = [] } of diagnostics) {
      assert(start >= 0 && start <= end && end <= text.length, `${text}: ${start}–${end} for ${message}`);
      assert.doesNotMatch(message, INNARDS, text);
      assert.doesNotMatch(message, /``|\(\)| {2}|, \.|^ /, text);
      for (const fix of all) {
        assert(fix.start >= 0 && fix.start <= fix.end && fix.end <= text.length, `${text}: ${fix.title}`);
        assert.doesNotMatch(`${fix.title} ${fix.text}`, INNARDS, text);
        fixes.push(text.slice(0, fix.start) + fix.text + text.slice(fix.end));
      }
    }
  }
  const results = outcomes.flatMap((outcome) => (outcome.kind === 'result' ? [outcome.result] : []));
  return {
    results,
    messages: outcomes.flatMap(({ diagnostics }) => diagnostics.map((each) => each.message)),
    fixes,
  };
}

/** The units whose figures are never negative, however they are computed. */
const WITHOUT_SIGN: readonly Unit[] = ['buckets', 'rank'];

function checkMeasured({ value: at, low, high }: Measured, unit: Unit | undefined, text: string): void {
  if (at === null) {
    assert(low === undefined && high === undefined, `${text}: bounds of nothing`);
    return;
  }
  // A streak that may be any longer has a lower bound alone.
  if (unit !== 'buckets') assert((low === undefined) === (high === undefined), text);
  else assert(low !== undefined || high === undefined, text);
  const slack = 1e-9 * Math.max(1, Math.abs(at));
  assert((low ?? at) <= at + slack && at <= (high ?? at) + slack, `${text}: ${low} ≤ ${at} ≤ ${high}`);
  if (unit && WITHOUT_SIGN.includes(unit)) assert(at >= 0, `${text}: ${at} ${unit}`);
}

function checkResult(result: Result, text: string): void {
  const parsed = Result.safeParse(JSON.parse(JSON.stringify(result)));
  assert(parsed.success, `${text}: ${parsed.error?.message}`);
  assert.deepEqual(parsed.data, result, text);
  const { table, figure, notes, summary, title, caption } = result;
  for (const words of [summary, title, caption.text, ...notes]) assert.doesNotMatch(words, INNARDS, text);
  for (const { label } of table.columns) assert.doesNotMatch(label, INNARDS, text);
  for (const { cells } of table.rows) {
    assert.equal(cells.length, table.columns.length, text);
    for (const [index, cell] of cells.entries()) {
      const unit = table.columns[index]?.unit;
      assert.equal('value' in cell, unit !== undefined, text);
      if ('value' in cell) {
        checkMeasured(cell, unit, text);
        // A part is no more than its whole, whatever the lump row holds.
        if (/^(sum_of_)?share_of_(tokens|dollars|votes)$/.test(table.columns[index]?.name ?? ''))
          for (const end of [cell.low, cell.value, cell.high])
            assert((end ?? 0) >= 0 && (end ?? 0) <= 1 + 1e-9, `${text}: a share of ${end}`);
      } else assert.doesNotMatch(cell.label, INNARDS, text);
    }
  }
  if (figure?.axis === 'time' || figure?.axis === 'members') {
    const categories = figure.axis === 'time' ? figure.buckets : figure.members;
    for (const { values, member } of figure.series) {
      assert.equal(values.length, categories.length, text);
      assert.doesNotMatch(member.label, INNARDS, text);
      for (const each of values) checkMeasured(each, figure.unit, text);
    }
  }
  if (figure?.axis === 'tree')
    for (const { measured, share } of figure.nodes) {
      checkMeasured(measured, figure.unit, text);
      assert(share >= 0 && share <= 1 + 1e-9, text);
    }
}

function check(text: string): void {
  const { results, fixes } = run(text);
  for (const result of results) checkResult(result, text);
  // What is offered as a mend can be run as well.
  for (const mended of fixes) for (const result of run(mended).results) checkResult(result, mended);
}

describe('any query at all', function () {
  this.timeout(120_000);

  before(() => {
    scope = scopeOf(data, DEFINITIONS);
  });

  it('gives a result that can be read, or says why it has none', () => {
    fc.assert(
      fc.property(statement, (text) => {
        check(text);
      }),
      {
        numRuns: Number(process.env.RUNS ?? 800),
        examples: [['streak of tokens for (CN) over "Claude Sonnet 4.6" within all except (gryphe) using A']],
      },
    );
  });

  it('gives a result for many queries that make sense', () => {
    let answered = 0;
    const runs = Number(process.env.RUNS ?? 800);
    fc.assert(
      fc.property(sensible, (text) => {
        check(text);
        answered += run(text).results.length;
      }),
      { numRuns: runs },
    );
    // Else this would test refusals only.
    assert(answered > runs / 5, `${answered} of ${runs} have a result`);
  });

  it('each step after each step', () => {
    const steps = [
      ...['share', 'rank', 'cumulative', 'max', 'min', 'leader', 'count', 'sum', 'fill zero', 'fill carry'],
      ...[
        'top 2',
        'count for CN',
        'sum for CN',
        'moving average 2 weeks',
        'change over 1 week',
        'growth over 1 week',
      ],
      ...[
        'multiple over 1 week',
        'rank change over 1 week',
        'index to 100 at 2026-W06',
        'periods > 5',
        'periods > 20%',
      ],
    ];
    const subjects = [
      ...[
        'tokens by lab weekly',
        'share of tokens by lab weekly',
        'change of tokens by country weekly',
        'tokens weekly',
      ],
      ...[
        'top 2 labs weekly',
        'ratio of tokens for CN to US weekly',
        'tokens, share of tokens by lab weekly',
      ],
      ...[
        'gap of share of tokens for CN to US weekly',
        'concentration of tokens by lab weekly',
        'tokens by lab',
      ],
      ...['tokens by country, lab weekly including partial', 'share of change of tokens by lab weekly'],
    ];
    for (const what of subjects)
      for (const one of steps) for (const two of steps) check(`${what} using labs | ${one} | ${two}`);
  });

  it('each chart of each shape', () => {
    const kinds = [
      ...[
        'line',
        'area',
        'bar',
        'column',
        'donut',
        'table',
        'bump',
        'slope',
        'scatter',
        'timeline',
        'number',
      ],
      ...['treemap', 'heatmap'],
    ];
    const shapes = [
      ...[
        'tokens',
        'tokens by lab',
        'tokens by country, lab',
        'tokens by country, lab, weights',
        'tokens weekly',
      ],
      ...[
        'tokens by lab weekly',
        'share of tokens by country weekly',
        'tokens, share of tokens by lab',
        'top 2 labs',
      ],
      ...[
        'tokens, share of tokens, dollars weekly',
        'tokens by lab weekly in 2026-W07',
        'change of tokens by lab weekly',
      ],
      ...[
        'tokens for each (CN, US) weekly',
        'top 2 labs weekly',
        'ratio of tokens for CN to US',
        'elo by model',
      ],
      ...['first crossing of tokens for CN over US', 'streak of tokens for CN over US', 'events', 'claims'],
    ];
    for (const shape of shapes)
      for (const using of ['labs', 'days', 'scores', 'totals'])
        for (const kind of kinds)
          for (const more of [
            '',
            ' log',
            ' stacked',
            ' normalized',
            ' mark crossings',
            ' labels color by country',
          ])
            check(`${shape} using ${using} as ${kind}${more}`);
  });
});
