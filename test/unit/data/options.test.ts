import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { isoDate, keyOfBucket, startOfIsoWeek, weekdayName } from '../../../src/data/calendar';
import { parsePeriod, WEEKDAYS } from '../../../src/language/literals';
import { columns, lines, problemOf, read, remarksOn, words } from './helpers';

const dated = (name: string, ...dates: string[]): string =>
  lines(`${name},author,tokens`, ...dates.map((date) => `${date},qwen,1`));

describe('weeks that start on a stated weekday', () => {
  const sundays = dated('week', '2026-02-01', '2026-02-08');
  const fromSunday = { every: 'week', weekStart: 'sunday' } as const;

  it('are held against the dates', () => {
    const { time } = read(sundays, fromSunday);
    assert.equal(time?.grain, 'week');
    assert.deepEqual(time.starts.map(isoDate), ['2026-02-01', '2026-02-08']);
  });

  it('a date on another weekday is said with its row and with what it is', () => {
    const { code, message, about, instead } = problemOf(
      dated('week', '2026-02-01', '2026-02-09'),
      fromSunday,
    );
    assert.equal(code, 'other-weekday');
    assert.match(
      message,
      /line 3, column "week": the week of "2026-02-09" starts on a Monday, not on a Sunday/,
    );
    assert.deepEqual(about, { option: 'every' });
    assert.deepEqual(instead, ['every week from monday']);
  });

  it('daily data are refused, not summed', () => {
    const daily = dated('date', '2026-02-01', '2026-02-02', '2026-02-03');
    assert.match(problemOf(daily, fromSunday).message, /line 3.*`every day` if the data are daily/);
  });

  it('a week that is named by its last day starts six days before', () => {
    const ending = dated('week_ending', '2026-02-07', '2026-02-14');
    assert.deepEqual(read(ending, fromSunday).time?.starts.map(isoDate), ['2026-02-01', '2026-02-08']);
    assert.equal(problemOf(ending, { every: 'week', weekStart: 'tuesday' }).code, 'other-weekday');
    // Who says on which weekday weeks start says which end of them the dates are, whatever the column is called.
    const first = read(ending, { every: 'week', weekStart: 'saturday' });
    assert.deepEqual(first.time?.starts.map(isoDate), ['2026-02-07', '2026-02-14']);
    const last = read(dated('week', '2026-02-15', '2026-02-22'), { every: 'week', weekStart: 'monday' });
    assert.deepEqual(last.time?.starts.map(isoDate), ['2026-02-09', '2026-02-16']);
  });

  it('a week that is written as such keeps its name, wherever it starts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2050 }),
        fc.integer({ min: 1, max: 52 }),
        fc.constantFrom(...WEEKDAYS),
        (year, week, weekStart) => {
          const key = `${year}-W${String(week).padStart(2, '0')}`;
          const { time } = read(dated('week', key), { every: 'week', weekStart });
          const start = time?.starts[0] ?? 0;
          assert.equal(weekdayName(start), weekStart);
          assert.equal(keyOfBucket(start, 'week'), key);
          assert(start <= startOfIsoWeek(year, week) + 3 && start + 6 >= startOfIsoWeek(year, week) + 3);
        },
      ),
    );
  });

  it('only weeks start on a weekday', () => {
    const { code, message } = problemOf(dated('date', '2026-02-01'), { every: 'day', weekStart: 'sunday' });
    assert.equal(code, 'weekday-of-weeks');
    assert.match(message, /every week from sunday/);
    const said = problemOf(sundays, { ...fromSunday, ...columns({ day: 'week' }) });
    assert.equal(said.code, 'weekday-of-weeks');
  });
});

describe('how far a file is complete', () => {
  const until = (text: string) => {
    const parsed = parsePeriod(text);
    assert('value' in parsed, text);
    return { completeUntil: { text, value: parsed.value } };
  };
  const completeUntil = (csv: string, period: string, more = {}): string | undefined => {
    const day = read(csv, { ...until(period), ...more }).time?.completeUntil;
    return day === undefined ? undefined : isoDate(day);
  };
  const mondays = dated('week', '2026-02-02', '2026-02-09', '2026-02-16');
  const sundays = dated('week', '2026-02-01', '2026-02-08', '2026-02-15');
  const fridays = dated('week', '2026-01-30', '2026-02-06', '2026-02-13');
  const days = dated('date', '2026-02-02', '2026-02-03', '2026-02-04', '2026-02-10');

  const table: [name: string, csv: string, period: string, day: string][] = [
    ['weeks', mondays, '2026-W07', '2026-02-15'],
    ['weeks that start on Sunday', sundays, '2026-W07', '2026-02-14'],
    ['weeks that start on Friday', fridays, '2026-W07', '2026-02-12'],
    ['weeks by a month', mondays, '2026-02', '2026-02-28'],
    ['weeks by a year of weeks', mondays, '2026', '2027-01-03'],
    ['weeks from Sunday by a year of weeks', sundays, '2026', '2027-01-02'],
    ['weeks by a day', mondays, '2026-02-10', '2026-02-10'],
    ['days', days, '2026-02-03', '2026-02-03'],
    ['days by a week', days, '2026-W06', '2026-02-08'],
    ['days by a year', days, '2026', '2026-12-31'],
  ];
  for (const [name, csv, period, day] of table) {
    it(`${name} until ${period}: ${day}`, () => {
      assert.equal(completeUntil(csv, period), day);
      const about = remarksOn(csv, until(period)).map((each) => each.about);
      assert.deepEqual(
        about.filter((each) => each !== 'file'),
        [],
      );
    });
  }

  it('without a word everything is complete', () => {
    assert.equal(read(mondays).time?.completeUntil, undefined);
  });

  it('a period before the data is pointed out', () => {
    const remarks = remarksOn(mondays, until('2026-W05'));
    assert.deepEqual(
      remarks.map(({ severity, code, about }) => ({ severity, code, about })),
      [{ severity: 'warning', code: 'nothing-complete', about: { option: 'complete' } }],
    );
    assert.match(remarks[0]?.message ?? '', /begins with 2026-W06/);
    assert.equal(completeUntil(mondays, '2026-W05'), '2026-02-01');
  });

  it('`latest` follows from it and cannot say it', () => {
    const problem = problemOf(mondays, { completeUntil: { text: 'latest', value: 'latest' } });
    assert.equal(problem.code, 'complete-latest');
    assert.deepEqual(problem.instead, ['2026-W08']);
  });

  it('a week that does not exist is an error', () => {
    const problem = problemOf(mondays, until('2025-W53'));
    assert.equal(problem.code, 'no-such-period');
    assert.match(problem.message, /2025 has 52 weeks/);
    assert.deepEqual(problem.about, { option: 'complete' });
  });

  it('a snapshot has neither weeks nor an end', () => {
    const snapshot = lines('author,tokens', 'qwen,1');
    const options = { ...until('2026-W07'), every: 'week', weekStart: 'sunday' } as const;
    assert.deepEqual(
      remarksOn(snapshot, options).map(({ code, about }) => ({ code, about })),
      [
        { code: 'no-dates', about: { option: 'every' } },
        { code: 'no-dates', about: { option: 'complete' } },
      ],
    );
  });
});

describe('the word of the lump row', () => {
  const text = lines('date,author,tokens', '2026-02-02,qwen,1', '2026-02-02,Others (12),5');

  it('becomes `other`, in any case and beside blanks', () => {
    for (const other of ['Others (12)', 'others (12)', ' OTHERS (12) ']) {
      assert.deepEqual(words(read(text, { other }), 'author'), ['qwen', 'other'], other);
      assert.deepEqual(remarksOn(text, { other }), []);
    }
    assert.deepEqual(words(read(text), 'author'), ['qwen', 'Others (12)']);
  });

  it('is found in a column of slugs', () => {
    const slugs = lines('what,tokens', 'qwen/a,1', 'The rest,5');
    assert.deepEqual(read(slugs).roles, {});
    const dataset = read(slugs, { other: 'The rest' });
    assert.deepEqual(dataset.roles, { model: 'what' });
    assert.deepEqual(words(dataset, 'what'), ['qwen/a', 'other']);
  });

  it('makes the file more than the top of a list', () => {
    const list = lines(
      'week,model,tokens',
      ...['2026-W01', '2026-W02'].flatMap((week, at) => [`${week},a/${at},2`, `${week},Rest,1`]),
    );
    assert.equal(read(list).listsTop, 2);
    assert.equal(read(list, { other: 'Rest' }).listsTop, undefined);
  });

  it('means nothing in other columns', () => {
    const dataset = read(lines('note,author,tokens', 'Rest,qwen,1', 'x,Rest,2'), { other: 'Rest' });
    assert.deepEqual(words(dataset, 'note'), ['Rest', 'x']);
    assert.deepEqual(words(dataset, 'author'), ['qwen', 'other']);
  });

  it('that does not occur is said with what may be meant', () => {
    const [problem, ...more] = remarksOn(text, { other: 'Other (12)' });
    assert.deepEqual(more, []);
    assert.equal(problem?.severity, 'warning');
    assert.equal(problem.code, 'other-absent');
    assert.match(problem.message, /no row "Other \(12\)" in "author"; did you mean "Others \(12\)"\?$/);
    assert.deepEqual(problem.about, { option: 'other' });
    assert.deepEqual(problem.instead, ['"Others (12)"']);
  });

  it('that does not occur and is like no other is said with what there is', () => {
    const message = remarksOn(text, { other: 'zzz' })[0]?.message ?? '';
    assert.match(message, /it has qwen, Others \(12\)\.$/);
  });

  it('that does not occur, where `other` does', () => {
    const plain = lines('author,tokens', 'qwen,1', 'Other,2');
    const [problem] = remarksOn(plain, { other: 'Misc' });
    assert.match(problem?.message ?? '', /it has "Other", which is read so without being named/);
    assert.deepEqual(words(read(plain, { other: 'Misc' }), 'author'), ['qwen', 'other']);
  });

  it('beside `other` is one with it, and that is said', () => {
    const both = lines('author,tokens', 'qwen,1', 'other,2', 'Misc,3');
    assert.deepEqual(words(read(both, { other: 'Misc' }), 'author'), ['qwen', 'other', 'other']);
    assert.deepEqual(
      remarksOn(both, { other: 'Misc' }).map((each) => each.code),
      // The two rows of one name are pointed out as well.
      ['other-twice', 'rows-twice'],
    );
  });

  it('needs a column in which it could stand', () => {
    const message = remarksOn(lines('app,tokens', 'Cline,1'), { other: 'Rest' })[0]?.message ?? '';
    assert.match(message, /no column of models, labs or countries/);
  });
});
