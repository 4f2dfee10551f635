import assert from 'node:assert/strict';
import { withDisagreements } from '../../../../src/analysis/attached/totals';
import type { Attached } from '../../../../src/analysis/scope';
import { isoDate } from '../../../../src/data/calendar';
import type { ReadOptions } from '../../../../src/data/read';
import { readCsv } from '../../data/readCsv';

const MONDAY = Date.parse('2026-02-02T00:00:00Z') / 86_400_000;

/** A file without names: so many tokens on each day, or in each week, from 2 February 2026 on. */
function series(step: number, ...tokens: readonly (number | '')[]): string {
  const rows = tokens.map((each, at) => `${isoDate(MONDAY + at * step)},${each}`);
  return `${step === 7 ? 'week' : 'date'},tokens\n${rows.join('\n')}\n`;
}

const days = (...tokens: readonly (number | '')[]): string => series(1, ...tokens);
const weeks = (...tokens: readonly (number | '')[]): string => series(7, ...tokens);
const WEEK = [100, 100, 100, 100, 100, 100, 100];

/** Dataset → what is said about totals that disagree. */
function said(
  files: Readonly<Record<string, string>>,
  options: Partial<ReadOptions> = {},
): Record<string, string[]> {
  const datasets = new Map(
    Object.entries(files).map(([name, text]): [string, Attached] => [
      name,
      { name, ...readCsv(text, { ...(name === 'one' ? options : {}), name, file: `${name}.csv` }) },
    ]),
  );
  for (const [name, { dataset, problems }] of datasets)
    assert(dataset, `${name}: ${problems[0]?.message ?? ''}`);
  return Object.fromEntries(
    [...withDisagreements(datasets)].map(([name, { problems }]) => [
      name,
      problems.flatMap(({ code, severity, message }) =>
        code === 'totals-disagree' ? [`${severity}: ${message}`] : [],
      ),
    ]),
  );
}

function agree(one: string, other: string, options: Partial<ReadOptions> = {}): boolean {
  const { one: first = [], other: second = [] } = said({ one, other }, options);
  assert.equal(first.length, second.length);
  return first.length === 0;
}

describe('totals of two datasets', () => {
  it('that disagree are pointed out at both, with the bucket and both figures', () => {
    assert.deepEqual(said({ one: weeks(100, 110, 120), other: weeks(100, 100, 100) }), {
      one: [
        'warning: All tokens of 2026-W07 are 110 in one and 100 in other, 9.1% apart, so the two do not count the same. The same in 2 of the 3 weeks that both hold whole. Each is used as it stands; do not compare their figures, or say `lists top …` where only a part is listed.',
      ],
      other: [
        'warning: All tokens of 2026-W07 are 100 in other and 110 in one, 9.1% apart, so the two do not count the same. The same in 2 of the 3 weeks that both hold whole. Each is used as it stands; do not compare their figures, or say `lists top …` where only a part is listed.',
      ],
    });
  });

  it('may differ by 5%', () => {
    assert.equal(agree(weeks(100), weeks(95)), true);
    assert.equal(agree(weeks(100), weeks(94.9)), false);
  });

  it('are those of the coarser grain', () => {
    assert.equal(agree(days(...WEEK), weeks(700)), true);
    assert.equal(agree(days(...WEEK), weeks(800)), false);
    assert.equal(agree('month,tokens\n2026-02,1\n', 'quarter,tokens\n2026-Q1,3\n'), true);
    assert.equal(
      agree('month,tokens\n2026-01,1\n2026-02,1\n2026-03,1\n', 'quarter,tokens\n2026-Q1,5\n'),
      false,
    );
  });

  it('are compared only where both hold the bucket whole', () => {
    // A day is missing, a figure is missing, the week is not over, nothing is shared.
    assert.equal(agree(days(...WEEK.slice(1)), weeks(900)), true);
    assert.equal(agree(days(100, '', ...WEEK.slice(2)), weeks(900)), true);
    const completeUntil = {
      text: '2026-02-03',
      value: { grain: 'day', year: 2026, month: 2, day: 3 },
    } as const;
    assert.equal(agree(weeks(700), weeks(900), { completeUntil }), true);
    assert.equal(agree(weeks(700), 'week,tokens\n2026-W20,900\n'), true);
  });

  it('are not compared where weeks would be cut, or start on other days', () => {
    assert.equal(agree(weeks(1, 1, 1, 1), 'month,tokens\n2026-02,900\n'), true);
    assert.equal(agree(weeks(1, 1), 'week_start,tokens\n2026-02-01,900\n2026-02-08,900\n'), true);
  });

  it('are not those of lists, of scores, nor of files without dates', () => {
    assert.equal(agree(weeks(700), weeks(900), { listsTop: 1 }), true);
    assert.equal(agree(weeks(700).replace('tokens', 'elo'), weeks(900)), true);
    assert.equal(agree('model,tokens\na/b,5\n', 'model,tokens\na/b,9\n'), true);
  });

  it('of three are told of each pair', () => {
    const found = said({ one: weeks(100), other: weeks(200), third: weeks(100) });
    assert.deepEqual(
      Object.values(found).map((each) => each.length),
      [1, 2, 1],
    );
  });
});
