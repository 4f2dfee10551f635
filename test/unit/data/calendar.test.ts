import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  bucketBefore,
  bucketKey,
  bucketOf,
  dayOf,
  daysOf,
  isoDate,
  isoWeekOf,
  isoYear,
  partsOf,
  spanLabel,
  startOfIsoWeek,
  weekdayLabel,
  weekdayName,
  weekdayOf,
  weekShift,
  weeksIn,
} from '../../../src/data/calendar';
import { parsePeriod, WEEKDAYS } from '../../../src/language/literals';

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

function spanOf(period: string): string {
  const parsed = parsePeriod(period);
  assert('value' in parsed, period);
  const span = daysOf(parsed.value);
  return 'problem' in span ? span.problem : `${isoDate(span.start)} ${isoDate(span.end)}`;
}

describe('calendar: the days of a period', () => {
  const table: [period: string, span: string][] = [
    ['2026-02-09', '2026-02-09 2026-02-09'],
    ['2026-W07', '2026-02-09 2026-02-15'],
    ['2026-W01', '2025-12-29 2026-01-04'],
    ['2026-W53', '2026-12-28 2027-01-03'],
    ['2020-W53', '2020-12-28 2021-01-03'],
    ['2021-W01', '2021-01-04 2021-01-10'],
    ['2025-W52', '2025-12-22 2025-12-28'],
    ['2025-W53', '2025 has 52 weeks; there is no W53'],
    ['2024-02', '2024-02-01 2024-02-29'],
    ['2026-02', '2026-02-01 2026-02-28'],
    ['2026-12', '2026-12-01 2026-12-31'],
    ['2026-Q1', '2026-01-01 2026-03-31'],
    ['2026-Q4', '2026-10-01 2026-12-31'],
    ['2026', '2026-01-01 2026-12-31'],
  ];
  for (const [period, span] of table) it(`${period}: ${span}`, () => assert.equal(spanOf(period), span));

  it('years of 53 weeks are those that start, or leap-start, on a Thursday', () => {
    const long = Array.from({ length: 30 }, (_, index) => 2000 + index).filter(
      (year) => weeksIn(year) === 53,
    );
    assert.deepEqual(long, [2004, 2009, 2015, 2020, 2026]);
  });
});

/** Any day from 1600 to 2400, as `Date` has it. */
const dates = fc.integer({ min: day('1600-01-01'), max: day('2400-12-31') });

describe('calendar: against Date', () => {
  it('days, parts, dates and weekdays', () => {
    fc.assert(
      fc.property(dates, (each) => {
        const date = new Date(each * 86_400_000);
        assert.deepEqual(partsOf(each), {
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        });
        assert.equal(isoDate(each), date.toISOString().slice(0, 10));
        assert.equal(weekdayOf(each), (date.getUTCDay() + 6) % 7);
        assert.equal(dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()), each);
      }),
    );
  });

  it('the ISO week is that of the Thursday', () => {
    fc.assert(
      fc.property(dates, (each) => {
        const { year, week } = isoWeekOf(each);
        const start = startOfIsoWeek(year, week);
        assert(start <= each && each <= start + 6);
        assert.equal(weekdayOf(start), 0);
        const thursday = new Date((start + 3) * 86_400_000);
        assert.equal(thursday.getUTCFullYear(), year);
        // The week number counts the Thursdays of the year.
        assert.equal(Math.ceil((thursday.getTime() - Date.UTC(year, 0, 0)) / 86_400_000 / 7), week);
        assert(week >= 1 && week <= weeksIn(year));
      }),
    );
  });

  const grains = fc.constantFrom('day', 'week', 'month', 'quarter', 'year');

  it('buckets hold their day, are told by their key, and leave no day out', () => {
    fc.assert(
      fc.property(dates, grains, (each, grain) => {
        const bucket = bucketOf(each, grain);
        assert(bucket.start <= each && each <= bucket.end);
        assert.deepEqual(bucketOf(bucket.start, grain), bucket);
        assert.deepEqual(bucketOf(bucket.end, grain), bucket);
        assert.equal(bucketOf(bucket.end + 1, grain).start, bucket.end + 1);
        assert.equal(spanOf(bucketKey(each, grain)), `${isoDate(bucket.start)} ${isoDate(bucket.end)}`);
      }),
    );
  });

  it('the bucket before is the neighbour, and N before are N neighbours', () => {
    fc.assert(
      fc.property(dates, grains, fc.integer({ min: 0, max: 30 }), (each, grain, count) => {
        let expected = bucketOf(each, grain);
        for (let step = 0; step < count; step++) expected = bucketOf(expected.start - 1, grain);
        assert.deepEqual(bucketBefore(each, grain, count), expected);
      }),
    );
  });

  it('a week belongs to the ISO week of its Thursday, on whatever weekday it starts', () => {
    fc.assert(
      fc.property(dates, fc.constantFrom(...WEEKDAYS), (each, weekday) => {
        const monday = bucketOf(each, 'week').start;
        const start = monday + weekShift(weekday);
        assert.equal(weekdayName(start), weekday);
        assert(start <= monday + 3 && monday + 3 <= start + 6);
      }),
    );
  });

  it('ISO years follow each other without a gap', () => {
    for (let year = 1990; year < 2060; year++) {
      assert.equal(isoYear(year).end + 1, isoYear(year + 1).start);
      assert.equal(isoYear(year).end - isoYear(year).start + 1, weeksIn(year) * 7);
    }
  });
});

describe('calendar: labels for people', () => {
  it('weekdays', () => {
    assert.equal(weekdayName(day('2026-02-09')), 'monday');
    assert.equal(weekdayName(day('1969-12-28')), 'sunday');
    assert.equal(weekdayLabel('sunday'), 'Sunday');
  });

  const table: [from: string, to: string, year: boolean, label: string][] = [
    ['2026-02-09', '2026-02-15', false, '9–15 Feb'],
    ['2026-02-09', '2026-02-15', true, '9–15 Feb 2026'],
    ['2026-03-30', '2026-04-05', false, '30 Mar – 5 Apr'],
    ['2026-03-30', '2026-04-05', true, '30 Mar – 5 Apr 2026'],
    ['2025-12-29', '2026-01-04', false, '29 Dec 2025 – 4 Jan 2026'],
    ['2026-02-09', '2026-02-09', false, '9 Feb'],
    ['2026-02-09', '2026-02-09', true, '9 Feb 2026'],
  ];
  for (const [from, to, year, label] of table) {
    it(label, () => assert.equal(spanLabel({ start: day(from), end: day(to) }, year), label));
  }
});
