import assert from 'node:assert/strict';
import { ask, datasetOf, figureOf, grid, refusal } from './helpers';
import { readCsv } from '../data/readCsv';

/** Questions that once had a clean but wrong answer. Each is refused now, or says what a reader has to know. */
const data = {
  data: grid(
    'model',
    `
                              W10 W11 W12
    deepseek/deepseek-r1       60  60  60
    qwen/qwen3.6-plus:free     20  20  20
    openai/gpt-4o-mini         30  70  75
    other                      10  10  20
    `,
  ),
};

describe('questions about the lump row', () => {
  for (const query of [
    'tokens for other',
    'tokens within (CN, other)',
    'tokens for all except (other)',
    'tokens for model:other',
  ]) {
    it(`${query} is refused, with the way to leave it out`, () => {
      const found = refusal(query, data);
      assert.equal(found.code, 'other-as-set');
      assert.match(found.message, /within known/);
    });
  }
});

describe('misspelt attributes', () => {
  for (const [query, suggestion] of [
    ['tokens where weights = opne', 'open'],
    ['tokens where variant = fre', 'free'],
  ] as const) {
    it(`${query} is refused instead of counted as nothing`, () => {
      const found = refusal(query, data);
      assert.equal(found.code, 'unknown-word');
      assert.equal(found.fixes?.[0]?.text, suggestion);
    });
  }
});

describe('sides that share models', () => {
  for (const query of [
    'gap of tokens for CN to deepseek',
    'ratio of tokens for deepseek to CN',
    'all crossings of tokens for CN over deepseek',
    'streak of tokens for (CN, US) over US',
  ]) {
    it(`${query} is refused`, () => assert.equal(refusal(query, data).code, 'sides-overlap'));
  }
});

describe('streaks and the lump row', () => {
  it('have the lengths that it allows as bounds', () => {
    // CN leads by 50, 10 and 5; other can turn the last two, and before the first week nothing is known.
    const { value, low, high } = figureOf('streak of tokens for CN over US weekly', data);
    assert.deepEqual({ value, low, high }, { value: 3, low: 0, high: undefined });
  });
});

describe('streaks that other may carry to the beginning of the data', () => {
  const weeks = { data: grid('lab', 'W01 W02 W03\ndeepseek 50 60 60\nopenai 55 30 30\nother 10 1 1') };

  it('have no upper bound', () => {
    const { table, figure, notes } = ask('streak of tokens for CN over US weekly', weeks);
    assert.deepEqual(table.rows[0]?.cells, [{ value: 2, low: 2 }]);
    assert.equal(figure?.axis === 'none' && figure.items[0]?.remark, 'at least');
    assert.match(notes.join('\n'), /may reach the first bucket of the data and be longer/);
  });

  it('and so no claim of a longer one is off', () => {
    const told = (weeksLong: number): (string | undefined)[] => {
      const { claim } = ask(
        `claim "x" = streak of tokens for CN over US weekly expect ${weeksLong} weeks`,
        weeks,
      );
      return [claim?.verdict.text, claim?.figures[0]?.computed];
    };
    assert.deepEqual(told(9), ['undecided', 'at least 2 weeks']);
    assert.deepEqual(told(1), ['off by +1 week', 'at least 2 weeks']);
  });
});

describe('answers that are nothing', () => {
  it('a crossing that is none says who led', () => {
    const result = ask('first crossing of tokens for CN over US weekly', data);
    assert.deepEqual(result.table.rows, []);
    assert.ok(
      result.notes.includes('No crossing: CN leads US in the whole period.'),
      result.notes.join('\n'),
    );
  });

  it('a numerator outside of its universe is said', () => {
    assert.match(
      ask('tokens for CN within US', data).notes.join('\n'),
      /No row of the universe and the period belongs to CN\./,
    );
  });
});

describe('files that would be misread', () => {
  const problemOf = (text: string): string => {
    const { dataset, problems } = readCsv(text, { name: 'data', file: 'data.csv' });
    const [first] = problems.filter((each) => each.severity !== 'information');
    return `${dataset ? 'read' : 'refused'}: ${first?.code ?? 'nothing'}: ${first?.message ?? ''}`;
  };
  const cases: [what: string, text: string, expected: RegExp][] = [
    [
      'a date in another form',
      'date,author,tokens\n02/03/2026,openai,1\n02/04/2026,openai,2\n',
      /^refused: ambiguous-dates: data\.csv, line 2, column "date": "02\/03\/2026" may be 3 Feb 2026 or 2 Mar 2026/,
    ],
    [
      'dates that begin late in the file',
      `date,author,tokens\n${'n/a,openai,1\n'.repeat(30)}2026-02-03,openai,2\n`,
      /^refused: bad-date: data\.csv, line 2/,
    ],
    [
      'a slip in the year',
      'date,author,tokens\n2026-02-02,openai,1\n1026-02-03,openai,2\n',
      /^refused: odd-date: data\.csv, line 3, column "date": 1026-02-03 cannot be right/,
    ],
    [
      'rows that repeat',
      'date,author,tokens\n2026-02-02,openai,1\n2026-02-03,openai,2\n2026-02-02,openai,1\n',
      /^read: rows-twice: data\.csv: line 4 repeats line 2/,
    ],
    [
      'amounts below nothing',
      'date,author,tokens\n2026-02-02,openai,-5\n2026-02-03,openai,2\n',
      /^read: negative: data\.csv, line 2/,
    ],
    [
      'a comma that may stand before decimals or between thousands',
      'date;author;tokens\n2026-02-02;openai;1,440\n',
      /^read: either-decimals: data\.csv, line 2, column "tokens": "1,440" may be 1\.44 or 1440/,
    ],
  ];
  for (const [what, text, expected] of cases) it(what, () => assert.match(problemOf(text), expected));

  it('weeks named by their last day are the weeks before it', () => {
    const text = 'week_ending,author,tokens\n2026-02-08,openai,1\n2026-02-15,openai,2\n';
    const { time } = datasetOf(text);
    assert.equal(time?.grain, 'week');
    assert.equal(figureOf('tokens in 2026-W06', { data: text }).value, 1);
  });

  it('countries by their common names are one country', () => {
    const text = 'date,country,tokens\n2026-02-02,USA,1\n2026-02-02,US,2\n2026-02-02,PRC,4\n';
    assert.equal(figureOf('tokens for US', { data: text }).value, 3);
    assert.equal(figureOf('tokens for CN', { data: text }).value, 4);
  });

  it('two spellings of the lump row are both a bound', () => {
    const text =
      'date,model,tokens\n2026-02-02,deepseek/deepseek-v4-flash,10\n2026-02-02,other,5\n2026-02-02,Other,50\n';
    assert.deepEqual(figureOf('tokens where weights = open', { data: text }), {
      value: 10,
      low: 10,
      high: 65,
    });
  });
});
