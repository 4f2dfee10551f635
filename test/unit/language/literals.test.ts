import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parsePeriod, parseQuantity } from '../../../src/language/literals';
import { closest, editDistance } from '../../../src/language/closest';
import { scan } from '../../../src/language/scanner';

describe('literals: periods', () => {
  const good: [text: string, value: object][] = [
    ['2026-02-09', { grain: 'day', year: 2026, month: 2, day: 9 }],
    ['2024-02-29', { grain: 'day', year: 2024, month: 2, day: 29 }],
    ['2000-02-29', { grain: 'day', year: 2000, month: 2, day: 29 }],
    ['2026-W07', { grain: 'week', year: 2026, week: 7 }],
    ['2026-w53', { grain: 'week', year: 2026, week: 53 }],
    ['2026-02', { grain: 'month', year: 2026, month: 2 }],
    ['2026-Q1', { grain: 'quarter', year: 2026, quarter: 1 }],
    ['2026-q4', { grain: 'quarter', year: 2026, quarter: 4 }],
    ['2026', { grain: 'year', year: 2026 }],
  ];
  for (const [text, value] of good) it(text, () => assert.deepEqual(parsePeriod(text), { value }));

  const bad: [text: string, problem: RegExp][] = [
    ['2026-02-29', /28 days/],
    ['1900-02-29', /28 days/],
    ['2026-04-31', /30 days/],
    ['2026-04-00', /30 days/],
    ['2026-13', /no month 13/],
    ['2026-00', /no month 0/],
    ['2026-W00', /no week 0/],
    ['2026-W54', /no week 54/],
    ['2026-Q5', /no quarter 5/],
    ['2026-Q0', /no quarter 0/],
    ['26-02', /not a period/],
    ['', /not a period/],
    ['2026-W7', /not a period/],
  ];
  for (const [text, problem] of bad) {
    it(`${text || 'nothing'} is refused`, () => {
      const parsed = parsePeriod(text);
      assert('problem' in parsed);
      assert.match(parsed.problem, problem);
    });
  }

  it('every day that there is, and no other', () => {
    const number = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 9999 }), number(14), number(33), (year, month, day) => {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const date = new Date(Date.UTC(year, month - 1, day));
        const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month > 0;
        assert.equal('value' in parsePeriod(text), exists, text);
      }),
    );
  });
});

describe('literals: quantities', () => {
  const good: [text: string, unit: string, value: number][] = [
    ['50', 'number', 50],
    ['-2.5', 'number', -2.5],
    ['+3', 'number', 3],
    ['4.12T', 'number', 4120000000000],
    ['776B', 'number', 776000000000],
    ['1.5M', 'number', 1500000],
    ['3K', 'number', 3000],
    ['61%', 'percent', 0.61],
    ['58.7%', 'percent', 0.587],
    ['2.5pp', 'points', 0.025],
    ['-3pp', 'points', -0.03],
    ['3x', 'times', 3],
    ['$1.2M', 'usd', 1200000],
    ['$0.06', 'usd', 0.06],
  ];
  for (const [text, unit, value] of good) {
    it(text, () => assert.deepEqual(parseQuantity(text), { value: { unit, value } }));
  }

  const bad: [text: string, problem: RegExp, suggestion: string | undefined][] = [
    ['4.12t', /T, B, M and K are capital letters/, '4.12T'],
    ['$5m', /capital letters/, '$5M'],
    ['5q', /not a unit/, undefined],
    ['$61%', /no dollars/, undefined],
    ['5constructor', /not a unit/, undefined],
    ['', /not a quantity/, undefined],
    ['T', /not a quantity/, undefined],
  ];
  for (const [text, problem, suggestion] of bad) {
    it(`${text || 'nothing'} is refused`, () => {
      const parsed = parseQuantity(text);
      assert('problem' in parsed);
      assert.match(parsed.problem, problem);
      assert.equal(parsed.suggestion, suggestion);
    });
  }

  it('no digit is lost: the value is the nearest number to what is written', () => {
    const digits = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 999 }));
    fc.assert(
      fc.property(
        digits,
        fc.constantFrom<[string, number]>(['K', 3], ['M', 6], ['B', 9], ['T', 12]),
        ([whole, part], [unit, power]) => {
          const text = `${whole}.${String(part).padStart(3, '0')}`;
          const parsed = parseQuantity(`${text}${unit}`);
          assert('value' in parsed);
          assert.equal(parsed.value.value, (whole * 1000 + part) * 10 ** (power - 3));
        },
      ),
    );
  });
});

describe('scanner', () => {
  const kinds = (text: string): string =>
    scan(text)
      .map((token) => `${token.kind}<${token.text}>`)
      .join(' ');

  const table: [text: string, tokens: string][] = [
    ['tokens', 'name<tokens>'],
    ['us_big_three', 'name<us_big_three>'],
    ['z-ai', 'name<z-ai>'],
    ['01-ai', 'name<01-ai>'],
    ['Größe.x', 'name<Größe.x>'],
    ['2026', 'quantity<2026>'],
    ['2026-02', 'period<2026-02>'],
    ['2026-W07', 'period<2026-W07>'],
    ['2026-W07-x', 'name<2026-W07-x>'],
    ['2024-06..2024-07', 'period<2024-06> symbol<..> period<2024-07>'],
    ['4.12T', 'quantity<4.12T>'],
    ['59%', 'quantity<59%>'],
    ['$1.5', 'quantity<$1.5>'],
    ['17%->47%±1pp', 'quantity<17%> symbol<->> quantity<47%> symbol<±> quantity<1pp>'],
    ['17->x', 'quantity<17> symbol<->> name<x>'],
    ['17-x', 'name<17-x>'],
    ['a<=5', 'name<a> symbol<<=> quantity<5>'],
    ['a!="b"', 'name<a> symbol<!=> string<b>'],
    ['qwen/qwen3.6-plus:free', 'model<qwen/qwen3.6-plus:free>'],
    ['deepseek/*', 'model<deepseek/*>'],
    ['tencent/hy3:*', 'model<tencent/hy3:*>'],
    ['~anthropic/claude', 'model<~anthropic/claude>'],
    ['lab:meta', 'qualified<lab:meta>'],
    ['model:qwen/a:free', 'qualified<model:qwen/a:free>'],
    ['(CN,US)', 'symbol<(> name<CN> symbol<,> name<US> symbol<)>'],
    ['"a b" "c', 'string<a b> open-string<c>'],
    ['"open\ntokens', 'open-string<open> name<tokens>'],
    ['a # b "c', 'name<a>'],
    ['👍 x', 'unreadable<👍> name<x>'],
    ['±5', 'symbol<±> quantity<5>'],
    ['->', 'symbol<->>'],
  ];
  for (const [text, tokens] of table) {
    it(JSON.stringify(text), () => assert.equal(kinds(text), tokens));
  }

  it('tokens lie in order inside of the text, and nothing but blanks and comments is between them', () => {
    const pieces = fc.constantFrom(
      ...Array.from(' \n\t"#|(),=<>!.:/-*%$~±👍é'),
      'tokens',
      '2026',
      '-W07',
      '4.12',
      'T',
      'CN',
      'a/b',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        let end = 0;
        for (const token of scan(text)) {
          assert(token.start >= end && token.end > token.start && token.end <= text.length);
          assert.match(text.slice(end, token.start), /^(\s|#[^\n]*(\n|$))*$/);
          end = token.end;
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('closest names', () => {
  const names = [
    'deepseek',
    'DeepSeek',
    'qwen',
    'openai',
    'anthropic',
    'anthropic/claude-sonnet-4',
    'minimax',
  ];
  const table: [word: string, found: string[]][] = [
    ['deepsek', ['deepseek']],
    ['DeepSek', ['DeepSeek']],
    ['opneai', ['openai']],
    ['OPENAI', ['openai']],
    ['antropic', ['anthropic']],
    ['sonnet', ['anthropic/claude-sonnet-4']],
    ['mistral', []],
    ['x', []],
    ['', []],
  ];
  for (const [word, found] of table)
    it(word || 'nothing', () => assert.deepEqual(closest(word, names), found));

  it('gives three at most, the nearest first', () => {
    assert.deepEqual(closest('abc', ['abd', 'abe', 'abf', 'abc', 'xyz']), ['abc', 'abd', 'abe']);
  });

  const words = fc.string({ maxLength: 8 });

  it('the distance is a distance: of nothing to itself, the same both ways, at most the longer word', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const distance = editDistance(a, b);
        assert.equal(distance === 0, a === b);
        assert.equal(editDistance(b, a), distance);
        assert(distance <= Math.max(a.length, b.length));
        assert(distance >= Math.abs(a.length - b.length));
      }),
    );
  });

  it('one edit is at distance one', () => {
    assert.equal(editDistance('abcd', 'abd'), 1);
    assert.equal(editDistance('abcd', 'abxcd'), 1);
    assert.equal(editDistance('abcd', 'abxd'), 1);
    assert.equal(editDistance('abcd', 'acbd'), 1);
    assert.equal(editDistance('abcd', 'dcba'), 3);
  });
});
