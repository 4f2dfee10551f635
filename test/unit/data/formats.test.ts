import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { memberRoleOf } from '../../../src/analysis/load';
import { isoDate } from '../../../src/data/calendar';
import { bucketAt, type Dataset } from '../../../src/data/dataset';
import { guessText } from '../../../src/data/guess';
import type { ReadProblem } from '../../../src/data/problem';
import type { ReadOptions } from '../../../src/data/read';
import { builtInRegistry } from '../../../src/registry/registry';
import { columns, lines, linesOf, numbers, problemOf, read, remarksOn, words } from './helpers';
import { readCsv } from './readCsv';

const memberRole = memberRoleOf(builtInRegistry());
const guesses = (dataset: Dataset): string[] => (dataset.guesses ?? []).map(guessText);
const fixture = (name: string): string =>
  readFileSync(join(process.cwd(), 'test', 'fixtures', 'messy', name), 'utf8');

/** Model → tokens in the week that starts on a day. */
function week(dataset: Dataset, start: string): Record<string, number> {
  const { time, roles } = dataset;
  const models = words(dataset, roles.model ?? '');
  const found: Record<string, number> = {};
  for (const [row, tokens] of numbers(dataset).entries())
    if (isoDate(time?.starts[bucketAt(time, row)] ?? 0) === start) found[models[row] ?? ''] = tokens;
  return found;
}

describe('the same rows in every shape', () => {
  const oracle = read(
    readFileSync(join(process.cwd(), 'examples', 'data', 'openrouter-weekly-top.csv'), 'utf8'),
  );
  const shapes: [file: string, guessed: string[]][] = [
    ['units_suffix.csv', ['units in "tokens": B as billions, T as trillions']],
    ['thousands_bom_crlf.csv', []],
    [
      'semicolon_decimal_comma.csv',
      [
        'cells: separated by ";"; say `separated by …` to change it',
        'dates: "Woche", by its cells; say `columns day = …` to change it',
        'unit of "Tokens (Bio.)": trillions, by its name; say `unit tokens = billions` to change it',
        'decimals of "Tokens (Bio.)": comma, as its cells show; say `decimal point` to change it',
      ],
    ],
    ['wide_matrix.csv', ['layout: a column for each model; say `columns tokens = …` to change it']],
    ['rankings_page_x_ys.json', []],
  ];
  for (const [file, guessed] of shapes) {
    it(`${file} gives the figures of the example, with no option`, () => {
      const { dataset, problems } = readCsv(fixture(file), { name: 'data', file, memberRole });
      assert(dataset, problems[0]?.message);
      for (const start of ['2026-02-09', '2026-03-09']) {
        assert.equal(Object.keys(week(dataset, start)).length, 10);
        assert.deepEqual(week(dataset, start), week(oracle, start));
      }
      assert.equal(dataset.rows, 40);
      assert.deepEqual(
        problems.filter(({ severity }) => severity !== 'information'),
        [],
      );
      assert.deepEqual(
        guesses(dataset).filter((each) => !each.startsWith('rows:')),
        guessed,
      );
      assert(guesses(dataset).includes('rows: only the top 10 of each week; say `lists top …` to change it'));
    });
  }

  it('rankings_api.json is read by the day, with its lump row', () => {
    const dataset = read(fixture('rankings_api.json'), { file: 'rankings_api.json' });
    assert.equal(dataset.rows, 714);
    assert.equal(dataset.time?.grain, 'day');
    assert.equal(dataset.time.starts.length, 14);
    assert.equal(numbers(dataset)[0], 378164336702);
    assert(dataset.texts.get('model_permaslug')?.words.includes('other'));
    assert.equal(dataset.listsTop, undefined);
  });
});

describe('what separates cells', () => {
  const separators = [',', ';', '\t', '|'];
  const plain = lines('week,model,tokens', '2026-02-02,qwen/a,5', '2026-02-09,qwen/a,6');

  it('is found', () => {
    const expected = read(plain);
    for (const separator of separators) {
      const dataset = read(plain.replaceAll(',', separator));
      assert.deepEqual({ ...dataset, guesses: [] }, { ...expected, guesses: [] }, separator);
      assert.equal(guesses(dataset).length, separator === ',' ? 0 : 1);
    }
  });

  it('may stand in quoted cells, as line ends may, and rows know their lines', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...separators),
        fc.array(
          fc.array(fc.constantFrom('a', ',', ';', '\t', '|', '""', '\n', '\r\n', ' b'), { maxLength: 6 }),
          {
            minLength: 1,
            maxLength: 8,
          },
        ),
        (separator, notes) => {
          const rows = notes.map((note, at) => `"n${note.join('')}"${separator}${at}`);
          const dataset = read(`note${separator}tokens\n${rows.join('\n')}\n`);
          const expected = notes.map((note) =>
            `n${note.join('')}`.replaceAll('""', '"').replaceAll('\r\n', '\n').trim(),
          );
          assert.deepEqual(words(dataset, 'note'), expected);
          let line = 2;
          for (const [row, note] of notes.entries()) {
            assert.equal(dataset.lines.at(row), line);
            line += 1 + note.filter((each) => each.endsWith('\n')).length;
          }
        },
      ),
    );
  });

  it('may be announced in a first line, as spreadsheets do', () => {
    const dataset = read('sep=;\r\nmodel;tokens\r\nqwen/a;5\r\n');
    assert.deepEqual(numbers(dataset), [5]);
    assert.deepEqual(linesOf(dataset), [3]);
  });

  it('is that of the header where rows are uneven', () => {
    const text = lines('week;model;tokens', '2026-02-02;qwen/a;1,5', '2026-02-09;qwen/a');
    const { code, message } = problemOf(text);
    assert.equal(code, 'ragged-row');
    assert.match(message, /line 3: 2 cells where the header has 3 columns\.$/);
  });

  it('that changes within a file is said', () => {
    const { code, message } = problemOf(
      lines('week,model,tokens', '2026-02-02;qwen/a;5', '2026-02-09,qwen/a,6'),
    );
    assert.equal(code, 'ragged-row');
    assert.match(message, /line 2: 1 cell .*its cells are separated by ";", and those of the header by ","/);
  });
});

describe('decimals of a column', () => {
  const tokens = (separator: string, ...cells: string[]): string =>
    lines(`model${separator}tokens`, ...cells.map((cell, at) => `qwen/${at}${separator}"${cell}"`));

  it('are found from all of its cells', () => {
    assert.deepEqual(numbers(read(tokens(',', '1,440', '2,5'))), [1.44, 2.5]);
    assert.deepEqual(numbers(read(tokens(';', '1,440', '1,440.5'))), [1440, 1440.5]);
    assert.deepEqual(numbers(read(tokens(',', '1.440.000', '7'))), [1440000, 7]);
  });

  it('that contradict each other are an error with both cells and lines', () => {
    const { code, message } = problemOf(tokens(',', '5', '1.5', '7', '2,5'));
    assert.equal(code, 'mixed-decimals');
    assert.match(message, /data\.csv, line 5, column "tokens": "2,5" .* than "1\.5" in data\.csv, line 3/);
  });

  it('that every cell leaves open are said, and how to say otherwise', () => {
    const [comma] = remarksOn(tokens(';', '1,440', '2,500'));
    assert.equal(comma?.severity, 'warning');
    assert.match(comma.message, /line 2, column "tokens": "1,440" may be 1\.44 or 1440.*read as 1\.44/);
    assert.deepEqual(comma.add, ['decimal comma', 'decimal point']);
    const [point] = remarksOn(tokens(',', '1,440', '2,500'));
    assert.equal(point?.severity, 'information');
    assert.match(point.message, /read as 1440/);
    assert.deepEqual(guesses(read(tokens(',', '1,440'))), [
      'decimals of "tokens": "1,440" as 1440; say `decimal comma` to change it',
    ]);
  });

  it('are read as the statement says, without a word', () => {
    const open = tokens(';', '1,440', '2,500');
    for (const [decimal, values] of [
      [',', [1.44, 2.5]],
      ['.', [1440, 2500]],
    ] as const) {
      assert.deepEqual(numbers(read(open, { decimal })), values);
      assert.deepEqual(remarksOn(open, { decimal }), []);
    }
    const { code, message, about, instead } = problemOf(tokens(',', '1.440', '1.5'), { decimal: ',' });
    assert.equal(code, 'bad-number');
    assert.match(message, /line 3, .*"1\.5" is no number with a decimal comma/);
    assert.deepEqual(about, { option: 'decimal' });
    assert.deepEqual(instead, ['decimal point']);
  });

  it('never change a figure by a thousand without a word', () => {
    const cell = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.stringMatching(/^\d{1,4}$/));
    const separator = fc.constantFrom(',', ';', '\t');
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('.', ','),
        separator,
        (cells, mark, sep) => {
          const text = tokens(sep, ...cells.map(([whole, part]) => `${whole}${mark}${part}`));
          const { dataset, problems } = readCsv(text, { name: 'data', file: 'data.csv' });
          if (!dataset) return;
          const meant = cells.map(([whole, part]) => Number(`${whole}.${part}`));
          const same = numbers(dataset).every((value, at) => value === meant[at]);
          assert(same || problems.some((each) => each.code === 'either-decimals'), text);
        },
      ),
    );
  });
});

describe('units in cells and in names', () => {
  it('in cells are read exactly, in a column of amounts', () => {
    const text = lines('model,tokens', 'qwen/a,1.44T', 'qwen/b,776B', 'qwen/c,0', 'qwen/d,');
    assert.deepEqual(numbers(read(text)), [1440000000000, 776000000000, 0, NaN]);
    assert.deepEqual(numbers(read(lines('model,volume', 'qwen/a,2M')), 'volume'), [2000000]);
    assert.deepEqual(
      numbers(read(lines('model;tokens', 'qwen/a;1,44 Bio.', 'qwen/b;0,776 Bio.'))),
      [1.44e12, 7.76e11],
    );
  });

  it('elsewhere are words: the size of a model is no amount', () => {
    const dataset = read(lines('model,size,tokens_human,tokens', 'qwen/a,7B,5K,5000', 'qwen/b,70B,6K,6000'));
    assert.deepEqual(words(dataset, 'size'), ['7B', '70B']);
    assert.deepEqual([...dataset.numbers.keys()], ['tokens']);
    const said = { units: [{ column: 'size', unit: 'ones' }] } as const;
    assert.deepEqual(numbers(read(lines('model,size', 'qwen/a,7B'), said), 'size'), [7e9]);
  });

  it('beside cells without one are an error, unless the statement says what those count', () => {
    const text = lines('model,tokens', 'qwen/a,0', 'qwen/b,1.44T', 'qwen/c,776');
    const { code, message, add } = problemOf(text);
    assert.equal(code, 'mixed-units');
    assert.match(
      message,
      /line 4, column "tokens": "776" has no unit, and "1\.44T" in data\.csv, line 3 has one/,
    );
    assert.deepEqual(add, ['unit tokens = ones']);
    const units = (unit: 'ones' | 'billions'): Partial<ReadOptions> => ({
      units: [{ column: 'tokens', unit }],
    });
    assert.deepEqual(numbers(read(text, units('ones'))), [0, 1.44e12, 776]);
    assert.deepEqual(numbers(read(text, units('billions'))), [0, 1.44e12, 7.76e11]);
  });

  it('are said so that the language can write it, whatever the column is called', () => {
    const { add } = problemOf(lines('model,Total usage,tokens', 'qwen/a,5M,1', 'qwen/b,776,2'));
    assert.deepEqual(add, ['columns amount = "Total usage" unit amount = ones']);
  });

  it('of every cell are not changed by the statement, which is told', () => {
    const units = [{ column: 'tokens', unit: 'billions' }] as const;
    const [remark] = remarksOn(lines('model,tokens', 'qwen/a,1.44T'), { units });
    assert.equal(remark?.code, 'idle-unit');
    assert.deepEqual(numbers(read(lines('model,tokens', 'qwen/a,1.44T'), { units })), [1.44e12]);
  });

  const names: [header: string, value: number][] = [
    ['Tokens (Bio.)', 1.44e12],
    ['tokens_bn', 1.44e9],
    ['Tokens in trillions', 1.44e12],
    ['Total tokens [T]', 1.44e12],
    ['Total tokens (in millions)', 1.44e6],
    ['tokens-mrd', 1.44e9],
    ['Total tokens', 1.44],
    ['total_tokens', 1.44],
  ];
  for (const [header, value] of names) {
    it(`"${header}" holds tokens: 1.44 are ${value}`, () => {
      const text = lines(`model,${header}`, 'qwen/a,1.44');
      assert.deepEqual(numbers(read(text)), [value]);
      assert.equal(guesses(read(text)).length, value === 1.44 ? 0 : 1);
      const stated = { units: [{ column: 'tokens', unit: 'thousands' }] } as const;
      assert.deepEqual(numbers(read(text, stated)), [1440]);
      assert.deepEqual(guesses(read(text, stated)), []);
    });
  }

  it('in the name of something else than amounts, or per something, are no units', () => {
    const text = lines(
      'model,params_bn,input_usd_per_m,cost_per_m,tokens_a,tokens_b,tokens',
      'qwen/a,1,2,3,4,5,6',
    );
    const dataset = read(text);
    assert.deepEqual(
      [...dataset.numbers].map(([name, { values }]) => [name, ...values]),
      [
        ['params_bn', 1],
        ['input_usd_per_m', 2],
        ['cost_per_m', 3],
        ['tokens_a', 4],
        ['tokens_b', 5],
        ['tokens', 6],
      ],
    );
  });

  it('in two names of one column each keep both columns', () => {
    const dataset = read(lines('model,usage (bn),usage (m),tokens', 'qwen/a,1,2,3'));
    assert.deepEqual(
      [...dataset.numbers].map(([name, { values }]) => [name, ...values]),
      [
        ['usage', 1e9],
        ['usage (m)', 2e6],
        ['tokens', 3],
      ],
    );
  });

  it('in the name and in cells are an error, unless the statement says which', () => {
    const text = lines('model,Tokens (bn)', 'qwen/a,1.44T');
    const { code, message } = problemOf(text);
    assert.equal(code, 'two-units');
    assert.match(message, /"1\.44T" has a unit of its own, and the name of the column says billions/);
    assert.deepEqual(numbers(read(text, { units: [{ column: 'tokens', unit: 'ones' }] })), [1.44e12]);
  });

  it('dollars are dollars in every cell or in none', () => {
    const column = read(lines('model,tokens,price', 'qwen/a,1,$0.15', 'qwen/b,2,$1.20')).numbers.get('price');
    assert.deepEqual(
      [...(column?.values ?? [])].map((value) => value / (column?.scale ?? 1)),
      [0.15, 1.2],
    );
    assert.equal(column?.unit, 'usd');
    assert.equal(column.additive, false);
    const { code, message } = problemOf(lines('model,tokens,price', 'qwen/a,1,$0.15', 'qwen/b,2,1.20'));
    assert.equal(code, 'mixed-dollars');
    assert.match(
      message,
      /line 3, column "price": "1\.20" is not in dollars, as "\$0\.15" in data\.csv, line 2 is/,
    );
  });
});

describe('a matrix that nobody called one', () => {
  const guessed = { memberRole } as const;

  it('is known by models, labs or countries as names of its columns', () => {
    const cases: [header: string, role: string][] = [
      ['date,qwen/a,openai/b', 'model'],
      ['date,qwen/a,other', 'undefined'],
      ['date,Google,Anthropic,OpenAI,Others', 'lab'],
      ['date,google,anthropic,openai,nobody-knows-it', 'lab'],
      ['date,CN,US,Germany', 'country'],
    ];
    for (const [header, role] of cases) {
      const width = header.split(',').length - 1;
      const row = (date: string): string => `${date}${',1.5M'.repeat(width)}`;
      const text = lines(header, row('2026-02-02'), row('2026-02-03'));
      const { dataset } = readCsv(text, { name: 'data', file: 'data.csv', other: 'Others', ...guessed });
      assert.equal(String(dataset && Object.keys(dataset.roles)[0]), role, header);
      if (role === 'undefined') continue;
      assert.equal(dataset?.rows, 2 * width);
      assert.equal(numbers(dataset)[0], 1500000);
      assert(
        guesses(dataset).some((each) => each.startsWith(`layout: a column for each ${role}`)),
        header,
      );
    }
  });

  it('is none with words in it, with tokens, or where the statement names a model', () => {
    const long = (text: string, more: Partial<ReadOptions> = {}): void =>
      assert(!guesses(read(text, { ...guessed, ...more })).some((each) => each.startsWith('layout')), text);
    long(lines('date,google,openai,tokens', '2026-02-02,1,2,3'));
    long(lines('date,google,openai,note', '2026-02-02,1,2,x'));
    long(lines('date,google,openai,kind', '2026-02-02,1,2,x'), columns({ model: 'kind' }));
    long(lines('date,google,rank,votes', '2026-02-02,1,2,3'));
  });

  it('may have columns that are named in the statement, and not be one if the statement says so', () => {
    const text = lines('date,seats,google,openai', '2026-02-02,9,1,2', '2026-02-03,9,1,2');
    const dataset = read(text, { ...guessed, ...columns({ seats: 'seats' }) });
    assert.deepEqual(words(dataset, 'lab'), ['google', 'openai', 'google', 'openai']);
    assert.deepEqual(numbers(read(text, { ...guessed, ...columns({ tokens: 'google' }) })), [1, 1]);
  });
});

describe('JSON as OpenRouter serves it', () => {
  const json = (value: unknown): string => JSON.stringify(value);
  const file = { file: 'r.json' } as const;

  it('of the page: an entry for each date; null is missing', () => {
    const text = json([
      { x: '2026-02-02', ys: { 'qwen/a': 5, 'openai/b': null } },
      { x: '2026-02-09', ys: { 'qwen/a': '1234567890123' } },
    ]);
    const dataset = read(text, file);
    assert.deepEqual(numbers(dataset), [5, 1234567890123]);
    assert.deepEqual(linesOf(dataset), [1, 2]);
    assert.equal(dataset.time?.name, 'x');
  });

  it('of the API, with or without meta', () => {
    const row = { date: '2026-02-02', model_permaslug: 'qwen/a', total_tokens: '5' };
    for (const meta of [undefined, { as_of: 'now' }]) {
      const dataset = read(json({ data: [row, { ...row, date: '2026-02-03', total_tokens: null }], meta }));
      assert.deepEqual(numbers(dataset), [5, NaN]);
    }
    const [remark] = remarksOn(json({ data: [{ ...row, requests: 7 }] }), file);
    assert.equal(remark?.code, 'json-fields');
    assert.match(remark.message, /"requests" is not/);
  });

  const row = { date: '2026-02-02', model_permaslug: 'qwen/a', total_tokens: 5 };
  const refused: [name: string, text: string, code: string, says: RegExp][] = [
    [
      'a figure in words',
      json({ data: [row, { ...row, total_tokens: 'many' }] }),
      'json-field',
      /entry 2: field "total_tokens" is "many"; it should be a number/,
    ],
    [
      'no figure',
      json({ data: [{ ...row, total_tokens: undefined }] }),
      'json-field',
      /entry 1: field "total_tokens" is missing/,
    ],
    [
      'a date that is none',
      json({ data: [{ ...row, date: 5 }] }),
      'json-field',
      /entry 1: field "date" is 5; it should be a date/,
    ],
    [
      'a day that is none',
      json({ data: [row, { ...row, date: 'soon' }] }),
      'bad-date',
      /r\.json, entry 2, field "date": "soon"/,
    ],
    [
      'a list of figures',
      json([{ x: '2026-02-02', ys: [5] }]),
      'json-field',
      /entry 1: field "ys" is \[5\]; it should be an object/,
    ],
    [
      'a figure of a model',
      json([{ x: '2026-02-02', ys: { 'qwen/a': true } }]),
      'json-field',
      /entry 1: field "ys", "qwen\/a" is true/,
    ],
    [
      'an entry that is none',
      json([{ x: '2026-02-02', ys: { 'qwen/a': 5 } }, 7]),
      'json-field',
      /entry 2: it is 7; it should be an object with "x" and "ys"/,
    ],
    ['another shape', json({ rows: [] }), 'json-shape', /what is read is `\[\{"x"/],
    ['another list', json([{ day: 1 }]), 'json-shape', /another shape/],
    ['a number', '5', 'json-shape', /another shape/],
    ['no entries', '[]', 'no-rows', /no entries/],
    ['nothing', ' ', 'empty-file', /empty/],
    ['a cut', '{"data":\n[{"date": "2026', 'json', /line 2: this is not JSON, or it breaks off/],
    [
      'too many digits',
      '{"data":[{"date":"2026-02-02","model_permaslug":"q/a","total_tokens":9007199254740993}]}',
      'too-large',
      /entry 1, field "total_tokens"/,
    ],
  ];
  for (const [name, text, code, says] of refused) {
    it(`${name}: ${code}`, () => {
      const problem = problemOf(text, file);
      assert.equal(problem.code, code, problem.message);
      assert.match(problem.message, says);
      assert.match(problem.message, /r\.json/);
    });
  }

  it('is not taken for what a table may begin with', () => {
    assert.deepEqual(numbers(read('[model],[tokens]\nqwen/a,5\n', columns({ tokens: '[tokens]' }))), [5]);
  });

  it('never throws', () => {
    const leaf = fc.constantFrom<unknown>(null, 5, '5', 'x', true, '2026-02-02', [], {});
    const key = fc.constantFrom(
      'x',
      'ys',
      'data',
      'date',
      'model_permaslug',
      'total_tokens',
      '__proto__',
      'meta',
    );
    const entry = fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf)), { maxKeys: 4 });
    const value = fc.oneof(fc.array(fc.oneof(leaf, entry)), fc.record({ data: fc.array(entry) }), leaf);
    fc.assert(
      fc.property(value, fc.nat(), (each, cut) => {
        const text = JSON.stringify(each);
        for (const part of [text, text.slice(0, cut % (text.length + 1))]) {
          const { dataset, problems } = readCsv(part, { name: 'data', file: 'r.json' });
          assert(dataset !== undefined || problems.length > 0);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('hostile files', () => {
  const wide = (columns: number): string =>
    Array.from({ length: columns }, (_, at) => `c${at}`).join(',') + `\n${'1,'.repeat(columns - 1)}1\n`;
  const cases: [name: string, text: () => string, code: string, says: RegExp][] = [
    ['empty', () => '', 'empty-file', /is empty/],
    ['line ends only', () => '\r\n\n\r', 'empty-file', /is empty/],
    ['header only', () => 'week;model;tokens\n', 'no-rows', /header but no rows/],
    ['more columns than a spreadsheet has', () => wide(20_000), 'too-many-columns', /20,000 columns/],
    [
      'a line of many cells without an end',
      () => 'a,'.repeat(5_000_000),
      'long-line',
      /line of 10 million characters/,
    ],
    ['a line without a cell', () => 'x'.repeat(50_000_000), 'long-line', /line of 50 million characters/],
    [
      'a very long cell',
      () => `model,tokens\nqwen/a,${'9'.repeat(2_000_000)}x\n`,
      'bad-number',
      /"9{59}…" is not a number/,
    ],
    [
      'a quote that never ends',
      () => `model,tokens\nqwen/a,"5\n${'qwen/b,6\n'.repeat(100_000)}`,
      'quotes',
      /line 2: a quoted cell/,
    ],
    ['quotes in the middle', () => 'model,tokens\n"qwen"/a,5\n', 'quotes', /line 2/],
    [
      'mixed separators',
      () => 'week,model;tokens\n2026-02-02,qwen/a;5\n2026-02-09;qwen/a,6,7\n',
      'bad-number',
      /line 3, column "tokens": "qwen\/a,6,7"/,
    ],
    [
      'blanks without end',
      () => `model,tokens\nqwen/a,1${' '.repeat(1_000_000)}x\n`,
      'bad-number',
      /is not a number/,
    ],
    ['a column twice', () => 'model,tokens,model\nqwen/a,5,6\n', 'column-twice', /"model"/],
  ];
  for (const [name, text, code, says] of cases) {
    it(`${name}: ${code}`, () => {
      const problem: ReadProblem = problemOf(text());
      assert.equal(problem.code, code, problem.message);
      assert.match(problem.message, says);
      assert(problem.message.length < 600);
    });
  }

  it('10,000 columns are read', () => {
    const text = `date,${Array.from({ length: 10_000 }, (_, at) => `qwen/m${at}`).join(',')}\n2026-02-02${',1'.repeat(10_000)}\n`;
    assert.equal(read(text).rows, 10_000);
  });
});
