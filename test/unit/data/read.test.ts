import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { isoDate } from '../../../src/data/calendar';
import { isAdditive, type Dataset } from '../../../src/data/dataset';
import { bucketsOf, columns, lines, linesOf, numbers, problemOf, read } from './helpers';
import { readCsv } from './readCsv';

describe('reading a CSV file: time', () => {
  const dated = (name: string, ...dates: string[]): Dataset =>
    read(lines(`${name},author,tokens`, ...dates.map((date) => `${date},deepseek,1`)));
  const grains: [name: string, column: string, dates: string[], grain: string][] = [
    ['days in a row', 'date', ['2026-02-02', '2026-02-03'], 'day'],
    ['one day', 'date', ['2026-02-02'], 'day'],
    ['days that skip some', 'date', ['2026-02-02', '2026-02-03', '2026-02-07'], 'day'],
    ['weeks', 'week_start', ['2026-02-02', '2026-02-09'], 'week'],
    ['weeks that skip some', 'date', ['2026-02-02', '2026-02-16', '2026-02-23'], 'week'],
    ['one week, by the name of its column', 'week_start', ['2026-02-02'], 'week'],
    ['months', 'date', ['2026-01-01', '2026-02-01', '2026-04-01'], 'month'],
    ['one month, by the name of its column', 'month', ['2026-02-01'], 'month'],
    [
      'months that look like quarters, by the name of their column',
      'month',
      ['2026-01-01', '2026-04-01'],
      'month',
    ],
    [
      'months that look like years, by the name of their column',
      'month',
      ['2025-01-01', '2026-01-01'],
      'month',
    ],
    ['days that look like weeks, by the name of their column', 'day', ['2026-02-02', '2026-02-09'], 'day'],
    ['February and March, which are four weeks apart', 'date', ['2026-02-01', '2026-03-01'], 'month'],
    ['quarters', 'date', ['2026-01-01', '2026-04-01'], 'quarter'],
    ['years', 'date', ['2025-01-01', '2026-01-01'], 'year'],
    ['weeks as they are written', 'date', ['2026-W01', '2026-W02'], 'week'],
    ['months as they are written', 'date', ['2026-01', '2026-02'], 'month'],
    ['quarters as they are written', 'period', ['2026-Q1', '2026-Q2'], 'quarter'],
    ['time stamps at midnight', 'date', ['2026-02-02 00:00:00', '2026-02-03T00:00:00Z'], 'day'],
  ];
  for (const [name, column, dates, grain] of grains) {
    it(`${name}: ${grain}`, () => assert.equal(dated(column, ...dates).time?.grain, grain));
  }

  it('what is said is not inferred', () => {
    const text = lines('date,author,tokens', '2026-02-02,qwen,1', '2026-02-09,qwen,1');
    assert.equal(read(text).time?.grain, 'week');
    assert.equal(read(text, { every: 'day' }).time?.grain, 'day');
    assert.equal(read(text, columns({ day: 'date' })).time?.grain, 'day');
  });

  it('buckets are ascending days, whatever the order of rows', () => {
    const dataset = dated('date', '2026-02-04', '2026-02-02', '2026-02-03', '2026-02-02');
    assert.deepEqual(dataset.time?.starts.map(isoDate), ['2026-02-02', '2026-02-03', '2026-02-04']);
    assert.deepEqual(bucketsOf(dataset), [2, 0, 1, 0]);
  });

  it('weeks of one file start on one weekday', () => {
    const uneven = lines('date,author,tokens', '2026-02-02,qwen,1', '2026-02-10,qwen,1');
    assert.equal(problemOf(uneven, { every: 'week' }).code, 'uneven-weeks');
    const overlapping = lines('date,author,tokens', '2026-02-02,qwen,1', '2026-02-03,qwen,1');
    assert.equal(problemOf(overlapping, { every: 'week' }).code, 'overlapping-weeks');
  });

  it('a file without dates is a snapshot', () => {
    assert.equal(read(lines('model,tokens', 'qwen/a,5')).time, undefined);
    // A year is more often a number than a date.
    assert.equal(read(lines('model,founded,tokens', 'qwen/a,2023,5')).time, undefined);
  });

  const bad: [date: string][] = [['2026-02-30'], ['2026-13-01'], ['soon'], ['']];
  for (const [date] of bad) {
    it(`"${date}" is not a date, said with its place`, () => {
      const text = lines('date,author,tokens', '2026-02-02,qwen,1', `${date},qwen,1`);
      const { code, message } = problemOf(text);
      assert.equal(code, 'bad-date');
      assert(message.includes(`line 3, column "date": "${date}"`), message);
    });
  }
});

describe('reading a CSV file: numbers', () => {
  const exact = ['0', '-5', '1.5', '2147483648', '4120000000000', '9007199254740991', '4.12e12', '+7', '007'];
  for (const cell of exact) {
    it(`${cell} is ${Number(cell)}`, () => {
      assert.deepEqual(numbers(read(lines('author,tokens', `qwen,${cell}`))), [Number(cell)]);
    });
  }

  for (const cell of ['9007199254740992', '9007199254740993', '1e16', '-9007199254740992', '1e400']) {
    it(`${cell} would lose digits and is refused`, () => {
      const { code, message } = problemOf(lines('author,tokens', 'qwen,1', `qwen,${cell}`));
      assert.equal(code, 'too-large');
      assert(message.includes('line 3, column "tokens"'), message);
    });
  }

  it('an empty cell is missing, not zero', () => {
    assert.deepEqual(numbers(read(lines('author,tokens', 'qwen,1', 'openai,', 'google, '))), [1, NaN, NaN]);
  });

  for (const cell of ['fifty', '-', '0x10', 'NaN', 'Infinity', '1.', '.5']) {
    it(`"${cell}" is not a number, said with its place`, () => {
      const { code, message } = problemOf(lines('author,tokens', 'qwen,1', `qwen,${cell}`));
      assert.equal(code, 'bad-number');
      assert(message.includes(`line 3, column "tokens": "${cell}"`), message);
    });
  }

  it('numbers of any size up to 2^53 are read exactly', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger(), { minLength: 1, maxLength: 20 }), (values) => {
        assert.deepEqual(
          numbers(read(lines('author,tokens', ...values.map((each) => `qwen,${each}`)))),
          values,
        );
      }),
    );
  });

  it('other columns of numbers are values under their own names', () => {
    const dataset = read(lines('model,tokens,requests,note', 'qwen/a,5,3,x', 'qwen/b,6,,'));
    assert.deepEqual([...dataset.numbers.keys()], ['tokens', 'requests']);
    assert.deepEqual(numbers(dataset, 'requests'), [3, NaN]);
    assert.deepEqual([...dataset.texts.keys()], ['model', 'note']);
  });

  it('`tokens` is the column that is called so, before any that is called alike', () => {
    const dataset = read(lines('model,total_tokens,tokens', 'qwen/a,7,5'));
    assert.deepEqual(numbers(dataset), [5]);
    assert.deepEqual(numbers(dataset, 'total_tokens'), [7]);
  });

  it('`columns tokens = …` wins over a column that is called tokens', () => {
    const text = lines('model,prompt,tokens', 'qwen/a,7,5');
    assert.deepEqual(numbers(read(text, columns({ tokens: 'prompt' }))), [7]);
    const before = lines('model,tokens,prompt', 'qwen/a,5,7');
    assert.deepEqual(numbers(read(before, columns({ tokens: 'prompt' }))), [7]);
  });

  it('what adds up and what does not is known by the name', () => {
    for (const name of ['tokens', 'requests', 'usd', 'votes']) assert.equal(isAdditive(name), true, name);
    for (const name of ['elo', 'arena_score', 'rank', 'price_usd', 'avg_latency', 'win_rate']) {
      assert.equal(isAdditive(name), false, name);
    }
    const renamed = read(lines('model,arena_score', 'qwen/a,1400'), columns({ quality: 'arena_score' }));
    assert.equal(renamed.numbers.get('quality')?.additive, false);
  });
});

describe('reading a CSV file: its text', () => {
  it('a byte order mark, CRLF, no last line end and blank lines change nothing', () => {
    const plain = 'date,author,tokens\n2026-02-02,qwen,1\n2026-02-03,openai,2\n';
    const variants = [
      `\ufeff${plain}`,
      plain.replaceAll('\n', '\r\n'),
      plain.trimEnd(),
      plain.replaceAll('\n', '\n\n'),
      `\ufeff${plain.replaceAll('\n', '\r\n').trimEnd()}`,
      'date,author,tokens\n2026-02-02,"qwen","1"\n2026-02-03,openai,2\n',
      ' date , author,tokens \n2026-02-02, qwen ,1\n2026-02-03,openai, 2\n',
    ];
    const expected = read(plain);
    for (const text of variants) {
      const dataset = read(text);
      assert.deepEqual(
        { ...dataset, lines: undefined },
        { ...expected, lines: undefined },
        JSON.stringify(text),
      );
    }
  });

  it('every row knows its line, past blank lines and quoted line ends', () => {
    const text = 'author,note,tokens\n\nqwen,"two\nlines",1\nopenai,"a ""quote""",2\r\n\ngoogle,"x\r\ny",3\n';
    const dataset = read(text);
    assert.deepEqual(linesOf(dataset), [3, 5, 7]);
    assert.deepEqual(dataset.texts.get('note')?.words, ['two\nlines', 'a "quote"', 'x\ny']);
  });

  it('a bad cell after quoted line ends is said with the line where its row starts', () => {
    const { message } = problemOf('author,note,tokens\nqwen,"two\nlines",1\nqwen,x,bad\n');
    assert.match(message, /line 4, column "tokens"/);
  });

  const refused: [name: string, text: string, code: string, message: RegExp][] = [
    ['an empty file', '', 'empty-file', /empty/],
    ['only blanks', '\ufeff \n\n', 'empty-file', /empty/],
    ['only a header', 'author,tokens\n', 'no-rows', /header but no rows/],
    ['a short row', 'author,tokens\nqwen,1\nqwen\n', 'ragged-row', /line 3: 1 cells? .* 2 columns/],
    ['a long row', 'author,tokens\nqwen,1\n\nqwen,1,2\n', 'ragged-row', /line 4: 3 cells .* 2 columns/],
    ['a column twice', 'author,tokens,tokens\nqwen,1,2\n', 'column-twice', /two columns named "tokens"/],
    ['no numbers at all', 'author,name\nqwen,x\n', 'no-values', /columns tokens =/],
    ['a quote that is not closed', 'author,tokens\nqwen,1\n\n"qwen,2\n', 'quotes', /line 4/],
    ['text after a closing quote', 'author,tokens\nqwen,1\n\n"qw"en,2\n', 'quotes', /line 4/],
  ];
  for (const [name, text, code, message] of refused) {
    it(`${name}: ${code}`, () => {
      const problem = problemOf(text);
      assert.equal(problem.code, code);
      assert.match(problem.message, message);
      assert.match(problem.message, /data\.csv/);
    });
  }

  it('never throws', () => {
    const cells = fc.constantFrom(
      'date',
      'tokens',
      'author',
      '2026-02-02',
      'qwen',
      '5',
      '"',
      '\n',
      '\r\n',
      ',',
      '',
      'other',
      '\ufeff',
    );
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 40 }), (parts) => {
        const { dataset, problems } = readCsv(parts.join(''), { name: 'data', file: 'data.csv' });
        assert(dataset !== undefined || problems.length > 0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('reading a CSV file: what columns mean', () => {
  const roles: [header: string, row: string, roles: Record<string, string>][] = [
    ['date,author,total_tokens', '2026-02-02,qwen,1', { lab: 'author' }],
    ['date,model_permaslug,total_tokens', '2026-02-02,qwen/a,1', { model: 'model_permaslug' }],
    ['week_start,rank,model,name,tokens', '2026-02-02,1,qwen/a,A,1', { model: 'model' }],
    ['country,tokens', 'CN,1', { country: 'country' }],
    ['Model,Organization,tokens', 'a,Alibaba,1', { model: 'Model', lab: 'Organization' }],
    // A column of slugs is one of models whatever its name.
    ['what,tokens', 'qwen/a,1', { model: 'what' }],
    ['what,tokens', 'qwen,1', {}],
  ];
  for (const [header, row, expected] of roles) {
    it(`${header}: ${JSON.stringify(expected)}`, () => {
      const dataset = read(lines(header, row));
      assert.deepEqual(dataset.roles, expected);
      assert.deepEqual(numbers(dataset), [1]);
    });
  }

  it('what is said wins over what is guessed', () => {
    const text = lines('day,model,vendor,maker,n', '2026-02-02,a,x,qwen,5', '2026-02-03,b,y,openai,6');
    const dataset = read(text, columns({ lab: 'maker', tokens: 'N' }));
    assert.deepEqual(dataset.roles, { model: 'model', lab: 'maker' });
    assert.deepEqual(numbers(dataset), [5, 6]);
    assert.deepEqual(numbers(read(text, columns({ requests: 'n' })), 'requests'), [5, 6]);
  });

  it('a column of words gets the name that is said', () => {
    const dataset = read(lines('app_name,model,tokens', 'Cline,qwen/a,5'), columns({ app: 'app_name' }));
    assert.deepEqual([...dataset.texts.keys()], ['app', 'model']);
    assert.equal(dataset.texts.get('app')?.name, 'app');
  });

  it('a column that is not there is said with those that are', () => {
    const { code, message, about } = problemOf(
      lines('author,tokens', 'qwen,1'),
      columns({ elo: 'arena_score' }),
    );
    assert.equal(code, 'missing-column');
    assert.match(message, /no column "arena_score"; its columns are author, tokens/);
    assert.deepEqual(about, { role: 'elo' });
  });

  it('a column that is misspelt is said with the closest', () => {
    const { message, instead } = problemOf(lines('author,tokens', 'qwen,1'), columns({ lab: 'autor' }));
    assert.match(message, /no column "autor"; did you mean "author"\? Its columns are author, tokens/);
    assert.deepEqual(instead, ['"author"']);
  });

  it('words are told apart as they are written, `other` in any case', () => {
    const dataset = read(lines('author,tokens', 'Other,1', 'qwen,2', '  ,3'));
    assert.deepEqual(dataset.texts.get('author')?.words, ['Other', 'qwen']);
    assert.deepEqual([...(dataset.texts.get('author')?.codes ?? [])], [0, 1, 2]);
  });
});

describe('reading a CSV file: lists of the largest', () => {
  const list = (perWeek: number[], extra: string[] = []): string =>
    lines(
      'week,model,tokens',
      ...perWeek.flatMap((count, week) =>
        Array.from({ length: count }, (_, index) => `2026-W0${week + 1},lab/${week}-${index},${index + 1}`),
      ),
      ...extra,
    );

  it('few rows in every bucket and no `other` is the top of a list, and it is said', () => {
    const { dataset, problems } = readCsv(list([3, 3]), { name: 'data', file: 'data.csv' });
    assert.equal(dataset?.listsTop, 3);
    assert.deepEqual(
      problems.map(({ severity, code }) => [severity, code]),
      [['information', 'top-list']],
    );
    assert.match(problems[0]?.message ?? '', /3 rows in every week/);
    assert.equal(read(list([2, 3])).listsTop, 3);
  });

  const complete: [name: string, text: string][] = [
    ['with `other`', list([3, 3], ['2026-W01,other,9'])],
    ['with many rows', list([30, 30])],
    ['with the same models in every bucket', lines('week,model,tokens', '2026-W01,a/b,1', '2026-W02,a/b,2')],
    ['of one bucket only', list([3])],
  ];
  for (const [name, text] of complete) {
    it(`a file ${name} is not`, () => assert.equal(read(text).listsTop, undefined));
  }

  it('what is said is not recognised again', () => {
    const { dataset, problems } = readCsv(list([3, 3]), { name: 'data', file: 'data.csv', listsTop: 10 });
    assert.equal(dataset?.listsTop, 10);
    assert.deepEqual(problems, []);
  });
});
