/** Hiding, zooming, sorting, files and findings, without a browser. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Chart } from '../../renderer/charts/draw';
import { draw } from '../../renderer/charts/draw';
import { findingOf } from '../../renderer/finding';
import { gridOf, toCsv, toTsv, withCaption } from '../../renderer/grid';
import { salvage } from '../../renderer/salvage';
import { nextSort, sortRows } from '../../renderer/table/sort';
import { wordsAround } from '../../renderer/save/words';
import { fitChoices, noChoices, Remembered } from '../../renderer/view/choices';
import { canNarrow } from '../../renderer/view/member';
import { hiddenWords, isolated, partsOf, toggled, without } from '../../renderer/view/series';
import { bucketNear, canZoom, zoomBy, zoomed, zoomTo } from '../../renderer/view/zoom';
import { fileName } from '../../src/protocol/messages';
import type { Member, Result, Series, Table, TimeFigure, Unit } from '../../src/protocol/result';
import {
  areaResult,
  barResult,
  country,
  donutResult,
  grey,
  KINDS,
  lab,
  lineResult,
  memberFigure,
  numberResult,
  tableResult,
  value,
} from './fixtures';
import { surface } from './surface';

function chartOf({ figure }: Result): Chart {
  assert.ok(figure && figure.axis !== 'none');
  return figure;
}

function timeOf(made: Result): TimeFigure {
  const figure = chartOf(made);
  assert.ok(figure.axis === 'time');
  return figure;
}

const CHARTS = Object.entries(KINDS).flatMap(([name, make]) => {
  const { figure } = make();
  return figure && figure.axis !== 'none' ? [[name, figure] as const] : [];
});

const keys = (figure: Chart) => partsOf(figure).map(({ key }) => key);

describe('renderer: hidden series', () => {
  for (const [name, figure] of CHARTS) {
    it(`are neither drawn nor listed: ${name}`, () => {
      const parts = partsOf(figure);
      const [first] = parts;
      if (!first) return;
      const left = without(figure, new Set([first.key]));
      assert.deepEqual(
        keys(left).filter((key) => key === first.key),
        [],
      );
      const pointing = draw(left, surface()).pointing;
      for (let index = 0; index < pointing.count; index++)
        assert.notEqual(pointing.member?.(index)?.key, first.key);
    });
  }

  it('take the crossings with them in which they are a side', () => {
    const figure = timeOf(lineResult());
    assert.equal(figure.crossings.length, 5);
    const left = without(figure, new Set(['US']));
    assert.ok(left.axis === 'time');
    assert.deepEqual(left.crossings, []);
  });

  it('leave the crossings of others, whose names may hold theirs', () => {
    const figure = timeOf(lineResult());
    const named = (key: string, label: string, hue = `model:${key}`): Member => ({
      key,
      label,
      kind: 'named',
      hue: { key: hue, label },
    });
    const members = [
      named('gpt-5', 'GPT-5'),
      named('gpt-5-mini', 'GPT-5 mini'),
      named('US', 'United States', 'country:US'),
    ];
    const [values = []] = figure.series.map((one) => one.values);
    const texts = ['GPT-5 mini passes US', 'GPT-5 passes GPT-5 mini'];
    const many = {
      ...figure,
      series: members.map((member) => ({ member, values })),
      crossings: texts.flatMap((text) => figure.crossings.slice(0, 1).map((each) => ({ ...each, text }))),
    };
    const left = (key: string) => {
      const shown = without(many, new Set([key]));
      assert.ok(shown.axis === 'time');
      return shown.crossings.map(({ text }) => text);
    };
    assert.deepEqual(left('gpt-5'), ['GPT-5 mini passes US']);
    assert.deepEqual(left('US'), ['GPT-5 passes GPT-5 mini']);
    assert.deepEqual(left('gpt-5-mini'), []);
    // Of two series, whatever they are called.
    const two = without({ ...many, series: many.series.slice(1) }, new Set(['US']));
    assert.deepEqual(two.axis === 'time' && two.crossings, []);
  });

  it('take all that a tile holds with it', () => {
    const figure = chartOf(KINDS['treemap']!());
    assert.ok(figure.axis === 'tree');
    const left = without(figure, new Set(['CN']));
    assert.ok(left.axis === 'tree');
    const ids = new Set(left.nodes.map(({ id }) => id));
    assert.ok(left.nodes.length < figure.nodes.length);
    for (const { parent } of left.nodes) assert.ok(parent === undefined || ids.has(parent));
  });

  it('come back when the last one would go', () => {
    const parts = partsOf(timeOf(lineResult()));
    const one = toggled(parts, new Set(), ['CN']);
    assert.deepEqual([...one], ['CN']);
    assert.deepEqual([...toggled(parts, one, ['US'])], []);
    assert.deepEqual([...toggled(parts, one, ['CN'])], []);
  });

  it('are all others when one is isolated, and none when it is so already', () => {
    const parts = partsOf(chartOf(areaResult()));
    const alone = isolated(parts, new Set(['US']), ['US']);
    assert.deepEqual(
      [...alone].sort(),
      keys(chartOf(areaResult()))
        .filter((key) => key !== 'US')
        .sort(),
    );
    assert.deepEqual([...isolated(parts, alone, ['US'])], []);
  });

  it('are named, and what a percentage is then of', () => {
    assert.equal(hiddenWords(timeOf(lineResult()), new Set(['CN'])), 'Hidden: CN.');
    assert.equal(hiddenWords(timeOf(lineResult()), new Set()), '');
    const donut = chartOf(donutResult());
    assert.match(
      hiddenWords(donut, new Set(keys(donut).slice(0, 6))),
      /^Hidden: .+, .+, .+ and 3 more\. 100% is what is shown\.$/,
    );
  });
});

describe('renderer: zoom', () => {
  it('shows the buckets between two places, whichever comes first', () => {
    const figure = timeOf(lineResult());
    const zoom = zoomTo(figure, 20, 10);
    const shown = zoomed(figure, zoom);
    assert.ok(shown.axis === 'time');
    assert.deepEqual(shown.buckets, figure.buckets.slice(10, 21));
    assert.deepEqual(shown.series[0]?.values, figure.series[0]?.values.slice(10, 21));
    assert.equal(zoomed(figure, undefined), figure);
    assert.equal(zoomTo(figure, 0, 64), undefined);
  });

  it('halves and doubles around a place, and never leaves the calendar', () => {
    const figure = timeOf(lineResult());
    const count = figure.buckets.length;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('in' as const, 'out' as const), fc.nat(count - 1)), {
          maxLength: 12,
        }),
        (steps) => {
          let zoom: ReturnType<typeof zoomBy>;
          for (const [way, at] of steps) zoom = zoomBy(figure, zoom, at, way);
          const shown = zoomed(figure, zoom);
          assert.ok(shown.axis === 'time' && shown.buckets.length >= 2 && shown.buckets.length <= count);
          for (const { values } of shown.series) assert.equal(values.length, shown.buckets.length);
          assert.ok(draw(shown, surface()).data.length > 0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('finds the bucket that is nearest to a pixel, in heat maps too', () => {
    for (const name of ['line', 'heatmap', 'timeColumn', 'bump']) {
      const figure = chartOf(KINDS[name]!());
      assert.ok(canZoom(figure), name);
      const { pointing } = draw(figure, surface());
      for (const index of [0, 3, figure.buckets.length - 1])
        assert.equal(bucketNear(pointing, pointing.place(index).x + 1), index, name);
    }
  });

  it('is not for charts without a calendar along the page', () => {
    for (const name of ['bar', 'donut', 'slope', 'scatter', 'treemap', 'timeline'])
      assert.equal(canZoom(chartOf(KINDS[name]!())), false, name);
  });
});

describe('renderer: choices', () => {
  it('are dropped when the series or the buckets are others', () => {
    const choices = noChoices();
    const figure = timeOf(lineResult());
    fitChoices(choices, figure);
    choices.hidden = new Set(['CN']);
    choices.zoom = { from: '2025-W10', to: '2025-W20' };
    fitChoices(choices, figure);
    assert.deepEqual([...choices.hidden], ['CN']);
    assert.ok(choices.zoom);
    const later = { ...figure, buckets: figure.buckets.slice(20), series: figure.series.slice(0, 1) };
    fitChoices(choices, later);
    assert.deepEqual([...choices.hidden], []);
    assert.equal(choices.zoom, undefined);
  });

  it('of outputs that were not seen for long are forgotten', () => {
    const remembered = new Remembered();
    for (let index = 0; index < 300; index++) remembered.set(String(index), noChoices());
    assert.equal(remembered.get('0'), undefined);
    assert.ok(remembered.get('299'));
  });
});

describe('renderer: sorted rows', () => {
  const table: Table = {
    columns: [
      { name: 'model', label: 'model' },
      { name: 'tokens', label: 'tokens', unit: 'tokens' },
    ],
    rows: [
      ['model 10', 3],
      ['Model 2', null],
      ['alpha', 3],
      ['', 7],
    ].map(([label, value]) => ({
      cells: [{ key: '', label: String(label) }, { value: value as number | null }],
    })),
  };
  const order = (sort: Parameters<typeof sortRows>[1]) =>
    sortRows(table, sort).map(({ cells: [cell] }) => (cell && 'label' in cell ? cell.label : ''));

  it('begin with the largest figure, or with A; what is missing comes last both ways', () => {
    assert.deepEqual(order({ column: 'tokens', down: true }), ['', 'model 10', 'alpha', 'Model 2']);
    assert.deepEqual(order({ column: 'tokens', down: false }), ['model 10', 'alpha', '', 'Model 2']);
    assert.deepEqual(order({ column: 'model', down: false }), ['alpha', 'Model 2', 'model 10', '']);
    assert.deepEqual(order({ column: 'model', down: true }), ['model 10', 'Model 2', 'alpha', '']);
    assert.equal(sortRows(table, { column: 'gone', down: true }), table.rows);
  });

  it('turn with the second press, and stand as they came with the third', () => {
    const first = nextSort(table, 'tokens', undefined);
    assert.deepEqual(first, { column: 'tokens', down: true });
    const second = nextSort(table, 'tokens', first);
    assert.deepEqual(second, { column: 'tokens', down: false });
    assert.equal(nextSort(table, 'tokens', second), undefined);
    assert.deepEqual(nextSort(table, 'model', first), { column: 'model', down: false });
  });

  it('are all rows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.double({ noNaN: true })), { maxLength: 40 }),
        fc.boolean(),
        (values, down) => {
          const rows = values.map((value) => ({ cells: [{ value }] }));
          const sorted = sortRows({ columns: [{ name: 'a', label: 'a' }], rows }, { column: 'a', down });
          assert.deepEqual(new Set(sorted), new Set(rows));
          assert.equal(sorted.length, rows.length);
        },
      ),
    );
  });
});

describe('renderer: files', () => {
  it('have all digits, bounds in columns of their own, and nothing where a figure is missing', () => {
    const [head, first, second] = gridOf(tableResult());
    assert.deepEqual(head, [
      'lab',
      'country',
      'tokens',
      'share of all tokens',
      'share of all tokens lowest',
      'share of all tokens highest',
      'partial',
    ]);
    assert.equal(first?.[0], 'Google (DeepMind)');
    assert.ok(first.slice(2, 6).every((text) => Number.isFinite(Number(text)) && text !== ''));
    assert.equal(second?.at(-1), 'yes');
    const missing = {
      columns: [{ name: 'a', label: 'a', unit: 'tokens' as const }],
      rows: [{ cells: [{ value: null }] }],
    };
    assert.deepEqual(gridOf({ table: missing }), [['a'], ['']]);
  });

  it('stand in the order in which the table is sorted', () => {
    const grid = gridOf(tableResult(), { column: 'tokens', down: false });
    const figures = grid.slice(1).map((row) => (row[2] === '' ? Infinity : Number(row[2])));
    assert.deepEqual(
      figures,
      [...figures].sort((a, b) => a - b),
    );
  });

  it('are quoted as CSV wants it, and tabs never stand in a cell', () => {
    const grid = [
      ['a', 'b'],
      ['x,"y"', ' 1\t2 '],
    ];
    assert.equal(toCsv(grid), 'a,b\r\n"x,""y"""," 1\t2 "\r\n');
    const table: Table = {
      columns: [{ name: 'a', label: 'a\tb' }],
      rows: [{ cells: [{ key: '', label: 'c\td\ne' }] }],
    };
    assert.equal(toTsv(gridOf({ table })), 'a b\nc d e');
  });

  it('say in a file what they are of, in every row', () => {
    const { caption } = lineResult();
    assert.deepEqual(withCaption([['a'], ['1'], ['2']], caption), [
      ['a', 'universe', 'period', 'dataset', 'source'],
      ...['1', '2'].map((cell) => [
        cell,
        'top 9 models each week',
        '2025-W07 to 2026-W19',
        'rankings',
        'OpenRouter rankings, weekly top models',
      ]),
    ]);
    assert.deepEqual(withCaption([['a'], ['1']], { ...caption, source: undefined })[1]?.at(-1), '');
  });

  it('of large figures have a row for each', () => {
    const { figure } = numberResult();
    assert.deepEqual(gridOf({ figure, table: { columns: [], rows: [] } })[0], [
      'figure',
      'value',
      'lowest',
      'highest',
    ]);
  });

  it('name a source around a picture: the one to be cited, or the data', () => {
    const { caption, figure } = lineResult();
    assert.ok(figure);
    const around = (made: Result) => wordsAround(made, figure, [], []).source;
    assert.equal(around(lineResult()), 'Source: OpenRouter rankings, weekly top models');
    assert.equal(around({ ...lineResult(), caption: { ...caption, source: undefined } }), 'Source: rankings');
  });

  it('are called after their title, whatever is in it', () => {
    assert.equal(fileName('Share of tokens, CN vs. US (50%)', 'svg'), 'share-of-tokens-cn-vs-us-50.svg');
    assert.equal(fileName('../../etc/passwd', 'csv'), 'etc-passwd.csv');
    assert.equal(fileName('份额 2026', 'png'), '份额-2026.png');
    assert.equal(fileName('///', 'png'), 'result.png');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        assert.match(fileName(title, 'csv'), /^[\p{L}\p{N}][\p{L}\p{N}-]{0,63}\.csv$/u);
      }),
    );
  });
});

describe('renderer: a query of one member', () => {
  const columns = (name: string, unit: Unit = 'tokens') => ({
    ...barResult(),
    table: {
      columns: [
        { name, label: name },
        { name: 'value', label: 'value', unit },
      ],
      rows: [],
    },
  });

  it('is offered where it can mean the same figure', () => {
    assert.equal(canNarrow(columns('lab'), country('CN')), true);
    assert.equal(canNarrow(columns('variant'), country('CN')), false);
    assert.equal(canNarrow(columns('lab', 'rank'), country('CN')), false);
    assert.equal(canNarrow(columns('lab', 'places'), country('CN')), false);
    assert.equal(canNarrow(columns('lab'), grey('other')), false);
  });
});

describe('renderer: findings', () => {
  it('tell crossings with both sides, and where the lines begin and end', () => {
    const text = findingOf(lineResult());
    assert.match(text, /CN passes US in 2026-W18, 7\.942T to 3\.904T \(unconfirmed\); 2 earlier\./);
    assert.match(text, /CN: 22\.00B in 2025-W07, 7\.942T in 2026-W18;/);
  });

  it('tell the leaders and their figures', () => {
    assert.equal(
      findingOf(barResult()),
      'Top 20 models in June 2026. DeepSeek: DeepSeek V4 Flash 0423 19.14T, MiniMax: MiniMax M3 15.54T, Xiaomi: MiMo-V2.5 15.45T (15.45T–16.28T), and 17 more.',
    );
    assert.match(findingOf(KINDS['treemap']!()), /CN \d+\.\d% .*\. Largest lab of CN: /);
    assert.match(findingOf(KINDS['timeline']!()), /30 events, from .+ \(\d{4}-\d\d-\d\d\) to /);
    assert.match(findingOf(KINDS['scatter']!()), /points\. Most /);
  });

  const finding = (parts: Partial<TimeFigure>, rest: Partial<Result> = {}) =>
    findingOf({ ...lineResult(), title: '', ...rest, figure: { ...short, ...parts } });
  const short: TimeFigure = {
    ...timeOf(lineResult()),
    buckets: timeOf(lineResult()).buckets.slice(0, 3),
    crossings: [],
    events: [],
  };
  const series = (name: string, values: readonly number[], panel?: string): Series => ({
    member: country(name),
    values: values.map((each) => value(each * 1e9)),
    ...(panel === undefined ? {} : { panel: lab(panel) }),
  });

  it('begin and end with whole buckets, or say that they do not', () => {
    const buckets = short.buckets.map((bucket, index) => ({ ...bucket, partial: index !== 1 }));
    assert.equal(finding({ buckets, series: [series('CN', [1, 5, 2])] }), 'CN: 5.000B in 2025-W08.');
    const all = buckets.map((bucket) => ({ ...bucket, partial: true }));
    assert.equal(
      finding({ buckets: all, series: [series('CN', [1, 5, 2])] }),
      'CN: 1.000B in 2025-W07 (partial), 2.000B in 2025-W09 (partial).',
    );
  });

  it('give no number of others where the chart has not got all of them', () => {
    const five = ['CN', 'US', 'FR', 'DE', 'JP'].map((name, index) => series(name, [9 - index]));
    assert.match(finding({ series: five }), /, and 2 more\.$/);
    assert.match(finding({ series: five, extract: 'the 5 largest of 86' }), /, and others\.$/);
  });

  it('name the small chart of a member, and rank within each alone', () => {
    const found = finding({
      series: [
        series('US', [3, 3, 1], 'qwen'),
        series('CN', [2, 2, 2], 'qwen'),
        series('US', [9, 9, 9], 'openai'),
      ],
    });
    assert.equal(
      found,
      `Largest of each: ${lab('qwen').label} · CN: 2.000B in 2025-W07, 2.000B in 2025-W09; ${lab('openai').label} · US: 9.000B in 2025-W07, 9.000B in 2025-W09.`,
    );
  });

  it('say the range of a figure that has one', () => {
    const shares = [{ value: 0.5, low: 0.4, high: 0.6 }];
    assert.equal(
      finding({ unit: 'fraction', series: [{ member: country('CN'), values: shares }] }),
      'CN: 50.0% (40.0%–60.0%) in 2025-W07.',
    );
    const figure = memberFigure({
      unit: 'fraction',
      members: [country('CN')],
      series: [{ member: country('CN'), values: shares }],
    });
    assert.equal(findingOf({ ...lineResult(), title: '', figure }), 'CN 50.0% (40.0%–60.0%).');
  });

  it('say first that nobody passes in a race', () => {
    const table: Table = { columns: [{ name: 'direction', label: 'who passes whom' }], rows: [] };
    const summary = 'No crossing: CN leads US in the whole period.';
    const courses = { series: [series('CN', [3]), series('US', [2])] };
    assert.ok(finding(courses, { table, summary }).startsWith(`${summary} CN: 3.000B`));
    assert.doesNotMatch(finding(courses, { summary }), /No crossing/);
  });

  it('are the words of the result where there is no chart', () => {
    assert.equal(findingOf(numberResult()), numberResult().summary);
    assert.equal(findingOf({ ...tableResult(), summary: '', title: '' }), 'Result');
  });

  it('are there for every chart, in sentences', () => {
    for (const [name, make] of Object.entries(KINDS)) assert.match(findingOf(make()), /\S/, name);
    for (const [, figure] of CHARTS)
      assert.doesNotMatch(findingOf({ ...barResult(), figure }), /undefined|null|NaN/);
  });
});

describe('renderer: what can be read of an unknown payload', () => {
  it('is its words and its table', () => {
    const newer = {
      ...tableResult(),
      tokshare: 2,
      figure: { axis: 'globe' },
      table: { ...tableResult().table, extra: 1 },
    };
    const twin = salvage(newer);
    assert.equal(twin?.title, tableResult().title);
    assert.equal(twin.table.rows.length, tableResult().table.rows.length);
  });

  it('is nothing of nothing, and never fails', () => {
    for (const nothing of [
      undefined,
      null,
      1,
      'x',
      [],
      {},
      { table: null },
      { table: { columns: [1], rows: [] } },
    ])
      assert.equal(salvage(nothing), undefined);
    fc.assert(
      fc.property(
        fc.object({ key: fc.constantFrom('title', 'table', 'columns', 'rows', 'cells', 'label') }),
        (any) => {
          salvage(any);
        },
      ),
    );
  });
});
