import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { bucketKey, isoDate, isoWeekOf, partsOf } from '../../../src/data/calendar';
import { parseDate } from '../../../src/data/dates';
import type { ReadOptions } from '../../../src/data/read';
import { bucketsOf, columns, daysOf as writtenDays, lines, problemOf, read, remarksOn } from './helpers';

const dated = (name: string, ...dates: string[]): string =>
  lines(`${name};lab;tokens`, ...dates.map((date, at) => `${date};qwen;${at + 1}`));

/** The dates of a column as they are read, row by row. */
function daysOf(csv: string, options: Partial<ReadOptions> = {}): string[] {
  return writtenDays(read(csv, options)).map(isoDate);
}

const two = (value: number): string => String(value).padStart(2, '0');
const ENGLISH = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
];
const GERMAN = [
  ...['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober'],
  ...['November', 'Dezember'],
];

describe('written dates', () => {
  const forms: [name: string, write: (day: number) => string][] = [
    ['2026-02-09', isoDate],
    ['2026/02/09', (day) => isoDate(day).replaceAll('-', '/')],
    ['2026/2/9', (day) => `${partsOf(day).year}/${partsOf(day).month}/${partsOf(day).day}`],
    ['20260209', (day) => isoDate(day).replaceAll('-', '')],
    [
      'Feb 9, 2026',
      (day) =>
        `${(ENGLISH[partsOf(day).month - 1] ?? '').slice(0, 3)} ${partsOf(day).day}, ${partsOf(day).year}`,
    ],
    [
      'February 9, 2026',
      (day) => `${ENGLISH[partsOf(day).month - 1] ?? ''} ${partsOf(day).day}, ${partsOf(day).year}`,
    ],
    [
      '9 feb 2026',
      (day) =>
        `${partsOf(day).day} ${(ENGLISH[partsOf(day).month - 1] ?? '').slice(0, 3).toLowerCase()} ${partsOf(day).year}`,
    ],
    [
      '09-Feb-2026',
      (day) =>
        `${two(partsOf(day).day)}-${(ENGLISH[partsOf(day).month - 1] ?? '').slice(0, 3)}-${partsOf(day).year}`,
    ],
    [
      '9. Februar 2026',
      (day) => `${partsOf(day).day}. ${GERMAN[partsOf(day).month - 1] ?? ''} ${partsOf(day).year}`,
    ],
    ['2026-02-09T00:00:00Z', (day) => `${isoDate(day)}T00:00:00Z`],
    ['2026-02-09 23:59:59.999', (day) => `${isoDate(day)} 23:59:59.999`],
    ['2026-02-09T11:30:00+00:00', (day) => `${isoDate(day)}T11:30:00+00:00`],
  ];
  for (const [name, write] of forms) {
    it(`every day, as ${name}`, () => {
      fc.assert(
        fc.property(fc.integer({ min: 7400, max: 47_000 }), (day) => {
          assert.deepEqual(daysOf(dated('date', write(day), write(day + 1))), [
            isoDate(day),
            isoDate(day + 1),
          ]);
        }),
        { numRuns: 200 },
      );
    });
  }

  it('every day in the order that another one tells, or the statement', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 7400, max: 47_000 }),
        fc.constantFrom('/', '-', '.'),
        fc.boolean(),
        (day, sign, dayFirst) => {
          const write = (each: number): string => {
            const { year, month, day: date } = partsOf(each);
            return [...(dayFirst ? [date, month] : [month, date]), year].join(sign);
          };
          // Of 31 days in a row one is after the 12th.
          const days = Array.from({ length: 31 }, (_, at) => day + at);
          assert.deepEqual(daysOf(dated('date', ...days.map(write))), days.map(isoDate));
          const dates = dayFirst ? 'day-first' : 'month-first';
          assert.deepEqual(daysOf(dated('date', write(day)), { dates }), [isoDate(day)]);
        },
      ),
      { numRuns: 200 },
    );
  });

  const weeks: [name: string, write: (year: number, week: number) => string][] = [
    ['2026-W07', (year, week) => `${year}-W${two(week)}`],
    ['2026W07', (year, week) => `${year}W${two(week)}`],
    ['W07 2026', (year, week) => `W${two(week)} ${year}`],
    ['W7/2026', (year, week) => `W${week}/${year}`],
    ['KW 7 2026', (year, week) => `KW ${week} ${year}`],
    ['Week 7, 2026', (year, week) => `Week ${week}, ${year}`],
  ];
  for (const [name, write] of weeks) {
    it(`every week, as ${name}, those of years with 53 among them`, () => {
      fc.assert(
        fc.property(fc.integer({ min: 7400, max: 47_000 }), (day) => {
          const { year, week } = isoWeekOf(day);
          const { time } = read(lines('period;lab;tokens', `${write(year, week)};qwen;1`));
          assert.equal(time?.grain, 'week');
          assert.equal(bucketKey(time.starts[0] ?? 0, 'week'), `${year}-W${two(week)}`);
        }),
        { numRuns: 200 },
      );
    });
  }

  const others: [cell: string, grain: string, start: string][] = [
    ['Feb 2026', 'month', '2026-02-01'],
    ['Februar 2026', 'month', '2026-02-01'],
    ['02/2026', 'month', '2026-02-01'],
    ['2026/2', 'month', '2026-02-01'],
    ['Q3 2026', 'quarter', '2026-07-01'],
    ['2026Q3', 'quarter', '2026-07-01'],
    ['2026-W53', 'week', '2026-12-28'],
    ['Mon, Feb 9, 2026', 'day', '2026-02-09'],
    ['Feb 9th 2026', 'day', '2026-02-09'],
    ['Sept. 9, 2026', 'day', '2026-09-09'],
    ['2/9/2026 1:30 PM', 'day', '2026-02-09'],
  ];
  for (const [cell, grain, start] of others) {
    it(`${cell}: the ${grain} of ${start}`, () => {
      const { time } = read(lines('period;lab;tokens', `"${cell}";qwen;1`), { dates: 'month-first' });
      assert.equal(time?.grain, grain);
      assert.equal(isoDate(time.starts[0] ?? 0), start);
    });
  }

  it('nothing else is a date, and nothing throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const date = parseDate(text);
        if (date && 'period' in date) assert.match(text, /\d{4}/);
      }),
      { numRuns: 2000 },
    );
    for (const text of ['soon', '', '12', '4120000000000', '7B', 'may', 'model 2 2026-02', '2026-02-09x'])
      assert.equal(parseDate(text), undefined, text);
  });

  const impossible: [cell: string, why: RegExp][] = [
    ['2026-02-30', /: "2026-02-30" is not a date: 2026-02-30 does not exist; that month has 28 days\.$/],
    ['2025-W53', /: "2025-W53" is not a date: 2025 has 52 weeks; there is no W53\.$/],
    ['31/31/2026', /: "31\/31\/2026" is not a date: there is no month 31/],
    ['30.02.2026', /: "30\.02\.2026" is not a date: 2026-02-30 does not exist/],
    [
      '9.2.26',
      /: "9\.2\.26" is not a date: its year has two digits, and it cannot be seen which; write all four\.$/,
    ],
    ['2026-02-09 25:00', /: "2026-02-09 25:00" is not a date: there is no such time as 25:00\.$/],
    [
      '46062',
      /: "46062" is not a date: it is the number by which a spreadsheet counts days \(2026-02-09, if days are counted from 1900\); format the column there as YYYY-MM-DD and save it again\.$/,
    ],
    ['1770595200', /: "1770595200" is not a date: it looks like seconds since 1970/],
    ['1770595200000', /: "1770595200000" is not a date: it looks like thousandths of a second since 1970/],
    ['soon', /: "soon" is not a date; write 2026-02-09, 2026-W07 or 2026-02\.$/],
  ];
  for (const [cell, why] of impossible) {
    it(`"${cell}" is none, and the reason is said`, () => {
      const { code, message } = problemOf(dated('date', cell));
      assert.equal(code, 'bad-date');
      assert.match(message, why);
      assert.match(message, /^data\.csv, line 2, column "date": /);
    });
  }

  it('numbers of eight digits are dates only where their column is called so', () => {
    const csv = lines('build,model,tokens', '20260209,qwen/a,5', '20260210,qwen/b,6');
    assert.equal(read(csv).time, undefined);
    assert.equal(read(csv, columns({ day: 'build' })).time?.starts.length, 2);
    assert.equal(read(csv.replace('build', 'date')).time?.starts.length, 2);
  });
});

describe('the order of day and month', () => {
  it('is asked for where every date reads both ways', () => {
    const { code, message, about, add } = problemOf(dated('date', '03/03/2026', '02/09/2026', '03/09/2026'));
    assert.equal(code, 'ambiguous-dates');
    assert.equal(
      message,
      'data.csv, line 3, column "date": "02/09/2026" may be 9 Feb 2026 or 2 Sep 2026, and no other date of the column tells which; write `dates month-first` or `dates day-first` after the file.',
    );
    assert.deepEqual(about, { option: 'dates' });
    assert.deepEqual(add, ['dates month-first', 'dates day-first']);
  });

  it('does not matter where day and month are the same number', () => {
    assert.deepEqual(daysOf(dated('date', '02/02/2026', '03/03/2026')), ['2026-02-02', '2026-03-03']);
  });

  it('is told by one date of the column, which is named', () => {
    const csv = dated('date', '02/09/2026', '02/16/2026');
    assert.deepEqual(daysOf(csv), ['2026-02-09', '2026-02-16']);
    assert.deepEqual(
      remarksOn(csv).map(({ severity, message }) => [severity, message]),
      [
        [
          'information',
          'data.csv: dates such as "02/09/2026" are read with the month first, as "02/16/2026" in data.csv, line 3 shows.',
        ],
      ],
    );
    assert.deepEqual(daysOf(dated('date', '02/09/2026', '16/09/2026')), ['2026-09-02', '2026-09-16']);
  });

  it('is that of the day with points, unless a date or the statement says otherwise', () => {
    assert.deepEqual(daysOf(dated('date', '09.02.2026')), ['2026-02-09']);
    assert.deepEqual(daysOf(dated('date', '09.02.2026'), { dates: 'month-first' }), ['2026-09-02']);
    assert.deepEqual(daysOf(dated('date', '02.09.2026', '02.16.2026')), ['2026-02-09', '2026-02-16']);
  });

  it('cannot be both', () => {
    const { code, message } = problemOf(dated('date', '02/03/2026', '02/16/2026', '16/02/2026'));
    assert.equal(code, 'mixed-dates');
    assert.equal(
      message,
      'data.csv, line 4, column "date": "16/02/2026" has the day first, and "02/16/2026" in data.csv, line 3 has the month first; write all dates of a column alike.',
    );
  });

  it('is held against the statement', () => {
    const csv = dated('date', '02/16/2026');
    const { code, message, about, instead } = problemOf(csv, { dates: 'day-first' });
    assert.equal(code, 'other-order');
    assert.match(message, /"02\/16\/2026" has the month first, not the day as the statement says/);
    assert.deepEqual([about, instead], [{ option: 'dates' }, ['dates month-first']]);
    assert.deepEqual(daysOf(csv, { dates: 'month-first' }), ['2026-02-16']);
  });
});

describe('a column of dates', () => {
  const mixed: [one: string, other: string][] = [
    ['2026-02-09', '10.02.2026'],
    ['2026-02-09', '02/23/2026'],
    ['2026-02-09', '2026-W08'],
    ['2026-02', '2026-02-09'],
    ['Feb 9, 2026', '2026-02-10'],
    ['23/02/2026', '23.02.2026'],
  ];
  for (const [one, other] of mixed) {
    it(`is written in one way: not ${one} and ${other}`, () => {
      const { code, message } = problemOf(dated('date', one, one, other));
      assert.equal(code, 'mixed-dates');
      assert.equal(
        message,
        `data.csv, line 4, column "date": "${other}" is written in another way than "${one}" in data.csv, line 2; write all dates of a column alike.`,
      );
    });
  }

  it('may stand in any order', () => {
    const dataset = read(dated('date', 'Feb 11, 2026', 'Feb 9, 2026', 'Feb 10, 2026'));
    assert.deepEqual(bucketsOf(dataset), [2, 0, 1]);
  });

  const codes = (csv: string, options: Partial<ReadOptions> = {}): string[] =>
    remarksOn(csv, options).map(({ severity, code }) => `${severity} ${code}`);

  it('has its times of day cut off, with a word', () => {
    const csv = dated('date', '2026-02-09T00:00:00Z', '2026-02-09T13:45:00Z', '2026-02-10 00:10');
    assert.deepEqual(daysOf(csv), ['2026-02-09', '2026-02-09', '2026-02-10']);
    // Hours of one day are not the same row twice.
    assert.deepEqual(codes(csv), ['information time-of-day']);
    assert.match(
      remarksOn(csv)[0]?.message ?? '',
      /^data\.csv: the times of day in "date", such as 13:45 in data\.csv, line 3, are cut off: what is counted is whole days of UTC\.$/,
    );
    const twice = dated('date', '2026-02-09T13:45:00Z', '2026-02-09T13:45:00Z');
    assert.match(remarksOn(twice)[1]?.message ?? '', /line 3 repeats line 2 \(the same moment and names\)/);
  });

  it('is moved to UTC from another zone', () => {
    const csv = dated('date', '2026-02-09T23:30:00-05:00', '2026-02-10T01:30:00+02:00');
    assert.deepEqual(daysOf(csv), ['2026-02-10', '2026-02-09']);
    assert.match(remarksOn(csv)[0]?.message ?? '', /are moved from -05:00 to UTC and then cut off/);
  });

  it('keeps the days of another zone where they begin at its midnight', () => {
    const csv = dated('date', '2026-02-09T00:00:00+08:00', '2026-02-10T00:00:00+08:00');
    assert.deepEqual(daysOf(csv), ['2026-02-09', '2026-02-10']);
    assert.deepEqual(codes(csv), ['warning zone']);
    assert.match(remarksOn(csv)[0]?.message ?? '', /begin at midnight of \+08:00, not of UTC/);
  });

  it('may name weeks by their last days', () => {
    for (const name of ['week_ending', 'Week ending', 'week_end_date', 'w/e']) {
      const csv = dated(name, '02/15/2026', '02/22/2026');
      const { time } = read(csv);
      assert.equal(time?.grain, 'week', name);
      assert.deepEqual(time.starts.map(isoDate), ['2026-02-09', '2026-02-16'], name);
    }
  });

  it('of Sundays may mean their first or their last days, which is said', () => {
    const csv = dated('week', '2026-02-15', '2026-02-22');
    assert.deepEqual(daysOf(csv), ['2026-02-15', '2026-02-22']);
    assert.deepEqual(codes(csv), ['information sunday-weeks']);
    assert.deepEqual(codes(csv, { weekStart: 'sunday' }), []);
    assert.deepEqual(codes(dated('week_start', '2026-02-15', '2026-02-22')), []);
    assert.deepEqual(codes(dated('week', '2026-02-14', '2026-02-21')), []);
  });
});
