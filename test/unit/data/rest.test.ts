import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { dayOf, isoDate } from '../../../src/data/calendar';
import { isOther, type Dataset } from '../../../src/data/dataset';
import type { ReadOptions, ReadProblem } from '../../../src/data/read';
import { circularTotals, completeWith, unknownTotals, unreadTotals } from '../../../src/data/rest';
import { tallyOf } from '../../../src/data/tally';
import { bucketsOf, daysOf, lines, linesOf, numbers, read, words } from './helpers';
import { readCsv } from './readCsv';

const list = (text: string, options: Partial<ReadOptions> = {}): Dataset =>
  read(text, { name: 'rankings', listsTop: 2, ...options });
const totals = (text: string, options: Partial<ReadOptions> = {}): Dataset =>
  read(text, { name: 'platform', ...options });

const RANKINGS = lines(
  'week,model,tokens,requests',
  '2026-02-02,qwen/a,5,1',
  '2026-02-02,openai/b,3,1',
  '2026-02-09,qwen/a,6,1',
);
const PLATFORM = lines('week,tokens', '2026-02-02,20', '2026-02-09,10');

function completed(one: Dataset, two: Dataset): { dataset: Dataset; problems: readonly ReadProblem[] } {
  const { dataset, problems } = completeWith(one, two);
  assert(dataset, problems[0]?.message);
  return { dataset, problems };
}

function refusal(one: Dataset, two: Dataset): ReadProblem {
  const { dataset, problems } = completeWith(one, two);
  assert.equal(dataset, undefined);
  assert.equal(problems.length, 1);
  const [problem] = problems;
  assert(problem);
  assert.equal(problem.severity, 'error');
  assert.deepEqual(problem.about, { option: 'rest' });
  return problem;
}

describe('the rest of a list from the totals of another dataset', () => {
  it('is what the listed rows leave of every bucket', () => {
    const { dataset, problems } = completed(list(RANKINGS), totals(PLATFORM));
    assert.deepEqual(problems, []);
    assert.deepEqual(words(dataset, 'model'), ['qwen/a', 'openai/b', 'qwen/a', 'other', 'other']);
    assert.deepEqual(numbers(dataset), [5, 3, 6, 12, 4]);
    assert.deepEqual(bucketsOf(dataset), [0, 0, 1, 0, 1]);
    assert.deepEqual(daysOf(dataset).map(isoDate).slice(3), ['2026-02-02', '2026-02-09']);
    assert.equal(dataset.rows, 5);
  });

  it('stands in no line, and knows nothing but tokens', () => {
    const { dataset } = completed(list(RANKINGS), totals(PLATFORM));
    assert.deepEqual(linesOf(dataset), [2, 3, 4, 0, 0]);
    assert.deepEqual(numbers(dataset, 'requests'), [1, 1, 1, NaN, NaN]);
  });

  it('makes the figures those of all tokens, and keeps the rest of the dataset', () => {
    const one = list(RANKINGS, { sha256: 'abc', cite: 'A' });
    const { dataset } = completed(one, totals(PLATFORM, { cite: 'B' }));
    assert.equal(one.listsTop, 2);
    assert.equal(dataset.listsTop, undefined);
    assert.equal(dataset.name, 'rankings');
    assert.equal(dataset.sha256, 'abc');
    assert.equal(dataset.cite, 'A; B');
    assert.equal(completed(one, totals(PLATFORM)).dataset.cite, 'A');
    assert.equal(completed(list(RANKINGS), totals(PLATFORM)).dataset.cite, undefined);
  });

  it('does not touch the list', () => {
    const one = list(RANKINGS);
    completed(one, totals(PLATFORM));
    assert.deepEqual(one, list(RANKINGS));
  });

  it('is zero where the list holds everything, and that is a row', () => {
    const { dataset } = completed(list(RANKINGS), totals(PLATFORM.replace(',20', ',8')));
    assert.deepEqual(numbers(dataset).slice(3), [0, 4]);
  });

  it('of fractions is no less than nothing by their last digits', () => {
    const one = list(lines('week,model,tokens', '2026-W06,a/b,0.1', '2026-W06,c/d,0.2'));
    assert.deepEqual(
      numbers(completed(one, totals(lines('week,tokens', '2026-W06,0.3'))).dataset).slice(2),
      [0],
    );
  });

  it('of whole numbers is exact to the last token', () => {
    const rest = (listed: number, total: number) =>
      completeWith(
        list(lines('week,model,tokens', `2026-W06,a/b,${listed}`)),
        totals(lines('week,tokens', `2026-W06,${total}`)),
      );
    const { dataset } = rest(2e12, 2e12 + 1);
    assert(dataset);
    assert.deepEqual(numbers(dataset), [2e12, 1]);
    assert.equal(rest(2e12, 2e12 - 1).problems[0]?.code, 'rest-negative');
  });

  it('takes the place of the lump rows of the list', () => {
    const one = list(
      lines('week,author,tokens', '2026-02-02,qwen,5', '2026-02-02,Other,1', '2026-02-09,qwen,6'),
    );
    const { dataset } = completed(one, totals(PLATFORM));
    assert.deepEqual(words(dataset, 'author'), ['qwen', 'qwen', 'other', 'other']);
    assert.deepEqual(numbers(dataset), [5, 6, 15, 4]);
  });

  it('holds the tokens of a listed row whose own are missing', () => {
    const { dataset } = completed(list(RANKINGS.replace('openai/b,3', 'openai/b,')), totals(PLATFORM));
    assert.deepEqual(numbers(dataset), [5, NaN, 6, 15, 4]);
  });

  it('sums the rows of the totals', () => {
    const byLab = lines('week,author,tokens', '2026-02-02,x,15', '2026-02-02,other,5', '2026-02-09,x,10');
    assert.deepEqual(numbers(completed(list(RANKINGS), totals(byLab)).dataset).slice(3), [12, 4]);
  });

  it('of two snapshots is that of all', () => {
    const { dataset } = completed(
      list(lines('model,tokens', 'a/b,5', 'c/d,2')),
      totals(lines('tokens', '10')),
    );
    assert.deepEqual(numbers(dataset), [5, 2, 3]);
    assert.equal(dataset.time, undefined);
  });

  it('a bucket without a total is left out, and that is said', () => {
    const weeks = RANKINGS + lines('2026-02-16,qwen/a,9,1', '2026-02-23,qwen/a,9,1');
    const { dataset, problems } = completed(list(weeks), totals(PLATFORM));
    assert.deepEqual(dataset.time?.starts.map(isoDate), ['2026-02-02', '2026-02-09']);
    assert.deepEqual(dataset.time.ends.map(isoDate), ['2026-02-08', '2026-02-15']);
    assert.deepEqual(numbers(dataset), [5, 3, 6, 12, 4]);
    assert.deepEqual(
      problems.map(({ severity, code }) => [severity, code]),
      [['warning', 'rest-no-total']],
    );
    assert.match(problems[0]?.message ?? '', /no total for 2026-W08 and 1 more/);
  });

  it('counts the rows of the list that are no part of it any more', () => {
    const lumped = RANKINGS + lines('2026-02-09,other,9,1', '2026-02-16,qwen/a,1,1');
    const { dataset } = completed(list(lumped), totals(PLATFORM));
    assert.deepEqual(tallyOf(dataset), {
      read: 5,
      used: 3,
      refused: [
        { rows: 1, why: 'lumped, for which the rest stands' },
        { rows: 1, why: 'of a week without a total in platform' },
      ],
    });
  });

  it('a bucket whose total is an empty cell has none', () => {
    const { dataset, problems } = completed(list(RANKINGS), totals(PLATFORM.replace(',20', ',')));
    assert.deepEqual(dataset.time?.starts.map(isoDate), ['2026-02-09']);
    assert.match(problems[0]?.message ?? '', /no total for 2026-W06:/);
  });

  it('a bucket that is not listed stays missing, and that is said', () => {
    const { dataset, problems } = completed(list(RANKINGS), totals(PLATFORM + lines('2026-02-16,30')));
    assert.deepEqual(dataset.time?.starts.map(isoDate), ['2026-02-02', '2026-02-09']);
    assert.deepEqual(
      problems.map(({ severity, code }) => [severity, code]),
      [['information', 'rest-no-list']],
    );
    assert.match(problems[0]?.message ?? '', /lists nothing for 2026-W08 of platform/);
  });

  it('is complete as far as both are', () => {
    const until = (week: number) => ({
      completeUntil: { text: `2026-W${week}`, value: { grain: 'week', year: 2026, week } } as const,
    });
    const end = (one: object, two: object): string | undefined => {
      const day = completed(list(RANKINGS, one), totals(PLATFORM, two)).dataset.time?.completeUntil;
      return day === undefined ? undefined : isoDate(day);
    };
    assert.equal(end({}, {}), undefined);
    assert.equal(end(until(7), {}), '2026-02-15');
    assert.equal(end({}, until(6)), '2026-02-08');
    assert.equal(end(until(7), until(6)), '2026-02-08');
  });

  it('more than the total is an error with both figures', () => {
    const { code, message } = refusal(
      list(RANKINGS),
      totals(lines('week,tokens', '2026-02-02,7', '2026-02-09,1')),
    );
    assert.equal(code, 'rest-negative');
    assert.match(message, /rankings add up to 8 tokens in 2026-W06.* total of 7 in platform/);
    assert.match(message, /The same in 1 more\./);
  });

  const days = lines('date,tokens', '2026-02-02,20', '2026-02-03,20');
  const misfits: [name: string, one: Dataset, two: Dataset, code: string, says: RegExp][] = [
    ['days and weeks', list(RANKINGS), totals(days), 'rest-grain', /weeks that start on a Monday.*every day/],
    [
      'weeks of different weekdays',
      list(RANKINGS),
      totals(lines('week,tokens', '2026-02-01,20', '2026-02-08,20')),
      'rest-grain',
      /Monday.*Sunday/,
    ],
    ['a snapshot', list(RANKINGS), totals(lines('tokens', '20')), 'rest-grain', /no dates/],
    [
      'totals without tokens',
      list(RANKINGS),
      totals(lines('week,n', '2026-W06,1')),
      'rest-tokens',
      /platform has no tokens/,
    ],
    [
      'a list without names',
      list(PLATFORM),
      totals(PLATFORM),
      'rest-names',
      /rankings has no column of models/,
    ],
    ['totals of a list', list(RANKINGS), totals(PLATFORM, { listsTop: 9 }), 'rest-list', /only the top 9/],
    [
      'nothing in common',
      list(RANKINGS),
      totals(lines('week,tokens', '2026-W30,1')),
      'rest-apart',
      /no week of rankings/,
    ],
  ];
  for (const [name, one, two, code, says] of misfits) {
    it(`${name}: ${code}`, () => {
      const problem = refusal(one, two);
      assert.equal(problem.code, code);
      assert.match(problem.message, says);
    });
  }

  it('every bucket adds up to its total', () => {
    const day = dayOf(2026, 2, 2);
    const bucket = fc.record({
      listed: fc.array(fc.nat(1e12), { minLength: 1, maxLength: 5 }),
      more: fc.nat(1e12),
    });
    fc.assert(
      fc.property(fc.array(bucket, { minLength: 1, maxLength: 8 }), (buckets) => {
        const date = (at: number): string => isoDate(day + at);
        const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
        const rows = buckets.flatMap(({ listed }, at) =>
          listed.map((value, rank) => `${date(at)},a/${rank},${value}`),
        );
        const all = buckets.map(({ listed, more }) => sum(listed) + more);
        const { dataset } = completed(
          list(lines('day,model,tokens', ...rows)),
          totals(lines('day,tokens', ...all.map((value, at) => `${date(at)},${value}`))),
        );
        const values = numbers(dataset);
        const named = words(dataset, 'model');
        for (const [at, { more }] of buckets.entries()) {
          const own = values.filter((_, row) => bucketsOf(dataset)[row] === at);
          assert.equal(sum(own), all[at]);
          const rest = values.filter((_, row) => bucketsOf(dataset)[row] === at && isOther(named[row] ?? ''));
          assert.deepEqual(rest, [more]);
        }
      }),
    );
  });

  it('a list that is to be completed is not taken for one of listed rows only', () => {
    const text = lines('week,model,tokens', '2026-W01,a/b,1', '2026-W02,c/d,2');
    const options = { name: 'rankings', file: 'data.csv' };
    assert.equal(readCsv(text, options).problems[0]?.code, 'top-list');
    assert.deepEqual(readCsv(text, { ...options, rest: 'platform' }).problems, []);
  });
});

describe('the sentences about totals that cannot be had', () => {
  it('name the closest dataset, or how to get one', () => {
    const near = unknownTotals('platfrom', ['platform', 'rankings']);
    assert.match(near.message, /`platfrom`; did you mean `platform`\?/);
    assert.deepEqual(near.instead, ['platform']);
    const far = unknownTotals('sums', ['rankings']);
    assert.match(far.message, /attach sums from/);
    assert.equal(far.instead, undefined);
  });

  it('name the circle, and what could not be read', () => {
    assert.match(circularTotals(['a', 'b', 'a']).message, /\(a → b → a\)/);
    assert.match(unreadTotals('platform').message, /`platform` could not be read/);
  });
});
