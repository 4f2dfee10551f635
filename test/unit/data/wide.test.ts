import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { isoDate } from '../../../src/data/calendar';
import type { Dataset } from '../../../src/data/dataset';
import { bucketsOf, columns, lines, linesOf, numbers, problemOf, read, remarksOn, words } from './helpers';
import { readCsv } from './readCsv';

const byModel = { wide: 'model' } as const;

/** Bucket and member → the sum of tokens. */
function sums(dataset: Dataset, column: string): Map<string, number> {
  const members = words(dataset, column);
  const found = new Map<string, number>();
  for (const [row, value] of numbers(dataset).entries()) {
    const start = dataset.time?.starts[bucketsOf(dataset)[row] ?? 0];
    const key = `${start === undefined ? '' : isoDate(start)} ${members[row] ?? ''}`;
    found.set(key, (found.get(key) ?? 0) + value);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('a wide file', () => {
  const matrix = lines('week,qwen/a,openai/b,google/c', '2026-02-02,5,,7', '2026-02-09,,3,0');

  it('has a row for each filled cell; an empty one is no row, and zero is one', () => {
    const dataset = read(matrix, byModel);
    assert.deepEqual(words(dataset, 'model'), ['qwen/a', 'google/c', 'openai/b', 'google/c']);
    assert.deepEqual(numbers(dataset), [5, 7, 3, 0]);
    assert.equal(dataset.rows, 4);
    assert.deepEqual(dataset.roles, { model: 'model' });
    assert.equal(dataset.time?.grain, 'week');
    assert.equal(dataset.time.name, 'week');
    assert.deepEqual(bucketsOf(dataset), [0, 0, 1, 1]);
  });

  it('knows the line of each cell, past blank lines and quoted line ends', () => {
    const text = 'week,note,a,b\n\n2026-02-02,"two\nlines",1,2\r\n2026-02-09,x,,3\n';
    const dataset = read(text, { ...byModel, ...columns({ note: 'note' }) });
    assert.deepEqual(linesOf(dataset), [3, 3, 5]);
    assert.deepEqual(words(dataset, 'note'), ['two\nlines', 'two\nlines', 'x']);
  });

  it('says where a bad cell stands by the column of the file', () => {
    const { code, message } = problemOf(lines('week,qwen/a,note', '2026-02-02,5,ok'), byModel);
    assert.equal(code, 'bad-number');
    assert(message.includes('line 2, column "note": "ok"'), message);
    assert(message.includes('columns note = "note"'), message);
    const date = problemOf(lines('week,qwen/a', '2026-02-02,5', 'soon,6'), byModel);
    assert(date.message.includes('line 3, column "week": "soon"'), date.message);
  });

  it('a line without a figure is no row, and its bucket stays missing', () => {
    const dataset = read(lines('week,a,b', '2026-02-02,1,2', '2026-02-09,,', '2026-02-16,3,'), byModel);
    assert.deepEqual(dataset.time?.starts.map(isoDate), ['2026-02-02', '2026-02-16']);
  });

  const dimensions: [written: string, column: string, roles: Record<string, string>][] = [
    ['model', 'model', { model: 'model' }],
    ['models', 'model', { model: 'model' }],
    ['lab', 'lab', { lab: 'lab' }],
    ['Labs', 'lab', { lab: 'lab' }],
    ['country', 'country', { country: 'country' }],
    ['countries', 'country', { country: 'country' }],
    ['author', 'author', { lab: 'author' }],
    ['app', 'app', {}],
  ];
  for (const [written, column, roles] of dimensions) {
    it(`wide by ${written}: ${JSON.stringify(roles)}`, () => {
      const dataset = read(lines('date,x/1,x/2', '2026-02-02,1,2', '2026-02-03,3,4'), { wide: written });
      assert.deepEqual(dataset.roles, roles);
      assert.deepEqual([...dataset.texts.keys()], [column]);
      assert.deepEqual([...dataset.numbers.keys()], ['tokens']);
    });
  }

  it('members are words even where they look like numbers', () => {
    const dataset = read(lines('date,2024,2025', '2026-02-02,1,2'), { wide: 'cohort' });
    assert.deepEqual(words(dataset, 'cohort'), ['2024', '2025']);
    assert.deepEqual(numbers(dataset), [1, 2]);
  });

  it('without dates it is a snapshot', () => {
    const dataset = read(lines('qwen,openai', '5,6'), { wide: 'lab' });
    assert.equal(dataset.time, undefined);
    assert.deepEqual(words(dataset, 'lab'), ['qwen', 'openai']);
  });

  it('a date column is the one that is said', () => {
    const text = lines('from,until,a', '2026-02-02,2026-02-08,1', '2026-02-09,2026-02-15,2');
    const dataset = read(text, { ...byModel, ...columns({ week: 'from', ends: 'until' }) });
    assert.deepEqual(dataset.time?.starts.map(isoDate), ['2026-02-02', '2026-02-09']);
    assert.deepEqual(words(dataset, 'ends'), ['2026-02-08', '2026-02-15']);
    assert.deepEqual(words(dataset, 'model'), ['a', 'a']);
  });

  it('named columns hold for every member of their line', () => {
    const text = lines('date,app,seats,qwen/a,openai/b', '2026-02-02,Cline,9,1,2', '2026-02-03,Kilo,8,3,');
    const dataset = read(text, { ...byModel, ...columns({ app: 'app', seats: 'seats' }) });
    assert.deepEqual(words(dataset, 'app'), ['Cline', 'Cline', 'Kilo']);
    assert.deepEqual(numbers(dataset, 'seats'), [9, 9, 8]);
    // A figure of the whole line would be counted once for every member.
    assert.equal(dataset.numbers.get('seats')?.additive, false);
    assert.equal(dataset.numbers.get('tokens')?.additive, true);
  });

  it('a figure of the whole line does not add up even in dollars', () => {
    const dataset = read(lines('date,spend,a,b', '2026-02-02,9,1,2'), {
      ...byModel,
      ...columns({ spend: 'spend' }),
      units: [{ column: 'spend', unit: 'usd' }],
    });
    assert.equal(dataset.numbers.get('spend')?.additive, false);
    assert.equal(dataset.numbers.get('spend')?.unit, 'usd');
  });

  it('its cells have the unit of tokens, and its lump column the word of the statement', () => {
    const dataset = read(lines('date,qwen,Rest of all', '2026-02-02,1.5,2'), {
      wide: 'lab',
      other: 'rest of all',
      units: [{ column: 'tokens', unit: 'millions' }],
    });
    assert.deepEqual(words(dataset, 'lab'), ['qwen', 'other']);
    assert.deepEqual(numbers(dataset), [1500000, 2000000]);
  });

  it('a few members in every bucket are the top of a list', () => {
    assert.equal(read(matrix, byModel).listsTop, 2);
  });

  it('a column that may be the sum of the others is pointed out', () => {
    const text = lines('date,qwen,openai,Total', '2026-02-02,1,2,3');
    const codes = remarksOn(text, { wide: 'lab' }).map(({ severity, code }) => [severity, code]);
    assert.deepEqual(codes, [['warning', 'wide-total']]);
    assert.deepEqual(remarksOn(text, { wide: 'lab', ...columns({ line_total: 'Total' }) }), []);
  });

  const refused: [
    name: string,
    text: string,
    options: Parameters<typeof problemOf>[1],
    code: string,
    says: RegExp,
  ][] = [
    ['only dates', lines('date', '2026-02-02'), byModel, 'no-values', /no columns that could be members/],
    ['only empty cells', lines('date,a,b', '2026-02-02,,'), byModel, 'no-rows', /no figure .* a, b/],
    ['figures without a name', lines('date,a,', '2026-02-02,1,2'), byModel, 'nameless-column', /column 3/],
    ['the dimension twice', matrix, { ...byModel, ...columns({ model: 'qwen/a' }) }, 'wide-twice', /`model`/],
    [
      'tokens twice',
      matrix,
      { ...byModel, ...columns({ tokens: 'qwen/a' }) },
      'wide-twice',
      /are its tokens/,
    ],
    [
      'a named column called as the dimension',
      lines('date,model,a', '2026-02-02,x,1'),
      { ...byModel, ...columns({ note: 'model' }) },
      'wide-clash',
      /column "model"/,
    ],
    ['a dimension that follows from others', matrix, { wide: 'weights' }, 'wide-dimension', /wide by model/],
    ['time', matrix, { wide: 'week' }, 'wide-dimension', /no dimension/],
    [
      'a column that is not there',
      matrix,
      { ...byModel, ...columns({ app: 'apps' }) },
      'missing-column',
      /"apps"/,
    ],
  ];
  for (const [name, text, options, code, says] of refused) {
    it(`${name}: ${code}`, () => {
      const problem = problemOf(text, options);
      assert.equal(problem.code, code);
      assert.match(problem.message, says);
    });
  }

  it('empty columns without a name, as spreadsheets leave them, change nothing', () => {
    const dataset = read(lines('date,a,', '2026-02-02,1,', '2026-02-03,2, '), byModel);
    assert.deepEqual(words(dataset, 'model'), ['a', 'a']);
  });

  it('says the same as the same rows below one another', () => {
    const dates = ['2026-02-02', '2026-02-03', '2026-02-05', '2026-02-10'];
    const members = ['qwen/a', 'openai/b', 'Other', 'x,"y"'];
    const cell = fc.option(fc.nat({ max: 2 ** 40 }), { nil: undefined, freq: 3 });
    const grid = fc.array(fc.array(cell, { minLength: members.length, maxLength: members.length }), {
      minLength: dates.length,
      maxLength: dates.length,
    });
    const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(grid, (cells) => {
        fc.pre(cells.flat().some((each) => each !== undefined));
        const wide = lines(
          ['date', ...members.map(quoted)].join(','),
          ...cells.map((row, at) => [dates[at] ?? '', ...row.map((each) => each ?? '')].join(',')),
        );
        const long = lines(
          'date,model,tokens',
          ...cells.flatMap((row, at) =>
            row.flatMap((each, member) =>
              each === undefined ? [] : [`${dates[at] ?? ''},${quoted(members[member] ?? '')},${each}`],
            ),
          ),
        );
        const options = { every: 'day' } as const;
        const [one, two] = [
          read(wide, { ...options, ...byModel }),
          read(long, { ...options, ...columns({ model: 'model' }) }),
        ];
        assert.deepEqual(sums(one, 'model'), sums(two, 'model'));
        assert.deepEqual(one.time?.starts, two.time?.starts);
        assert.equal(one.listsTop, two.listsTop);
      }),
    );
  });

  it('never throws', () => {
    const part = fc.constantFrom(
      'date',
      'model',
      'a',
      '2026-02-02',
      '5',
      '"',
      '\n',
      ',',
      ',',
      '',
      'other',
      'Total',
    );
    const wide = fc.constantFrom('model', 'lab', 'app', 'tokens', 'weights', 'date', '', '__proto__');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), wide, (parts, dimension) => {
        const { dataset, problems } = readCsv(parts.join(''), {
          name: 'data',
          file: 'data.csv',
          wide: dimension,
        });
        assert(dataset !== undefined || problems.length > 0);
      }),
      { numRuns: 500 },
    );
  });
});
