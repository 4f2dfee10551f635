import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { isNumeral, marksOf, parseNumeral, powerOfWord, type DecimalMark } from '../../../src/data/numerals';
import { scaledNumber } from '../../../src/data/units';

const MARKS = ['.', ','] as const;
const other = (mark: DecimalMark): DecimalMark => (mark === '.' ? ',' : '.');

/** Digits with a sign between thousands, if any. */
function grouped(digits: string, sign: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, sign);
}

const valueOf = (cell: string, mark: DecimalMark): number | undefined => {
  const numeral = parseNumeral(cell, mark);
  return numeral && scaledNumber(numeral.digits, numeral.power ?? 0);
};

describe('numbers as they are written', () => {
  const table: [cell: string, mark: DecimalMark, value: number | undefined][] = [
    ['1,440,000', '.', 1440000],
    ['1.440.000,5', ',', 1440000.5],
    ['1 440', '.', 1440],
    ['1 440 000,25', ',', 1440000.25],
    ['1’440’000.5', '.', 1440000.5],
    ["1'440", '.', 1440],
    ['1_440', '.', 1440],
    ['1.44T', '.', 1440000000000],
    ['776B', '.', 776000000000],
    ['0,776 Bio.', ',', 776000000000],
    ['1,44 Mrd.', ',', 1440000000],
    ['12 Mio', ',', 12000000],
    ['3 Tsd.', ',', 3000],
    ['0.5 trillion', '.', 500000000000],
    ['2 billion tokens', '.', 2000000000],
    ['5 tokens', '.', 5],
    ['$1.2M', '.', 1200000],
    ['-1.5k', '.', -1500],
    ['−3', '.', -3],
    ['+7', ',', 7],
    ['4.12e12', '.', 4120000000000],
    ['4,12e3', ',', 4120],
    ['007', '.', 7],
    ['0,776', '.', undefined],
    ['0.776', ',', undefined],
    ['1,44', '.', undefined],
    ['1.2.3', '.', undefined],
    ['1.2.3', ',', undefined],
    ['1,2345', '.', undefined],
    ['12,34,567', '.', undefined],
    ['1 2345', '.', undefined],
    ['1 440\u00a0000', '.', undefined],
    ['1234 567', '.', undefined],
    ['5 mil', '.', undefined],
    ['3 apples', '.', undefined],
    ['1.', '.', undefined],
    ['.5', '.', undefined],
    ['fifty', '.', undefined],
    ['', '.', undefined],
    ['9'.repeat(200) + '.5', '.', undefined],
  ];
  for (const [cell, mark, value] of table) {
    it(`"${cell.slice(0, 20)}" with ${mark} is ${value}`, () => assert.equal(valueOf(cell, mark), value));
  }

  const units = fc.constantFrom<[string, number]>(
    ...(['T', 't', 'tn', 'trillion', 'Bio.', 'Bio', 'Billionen'] as const).map((word): [string, number] => [
      word,
      12,
    ]),
    ...(['B', 'bn', 'billion', 'Mrd.', 'Milliarden', 'G'] as const).map((word): [string, number] => [
      word,
      9,
    ]),
    ...(['M', 'mn', 'million', 'Mio.', 'MM'] as const).map((word): [string, number] => [word, 6]),
    ...(['K', 'k', 'thousand', 'Tsd.'] as const).map((word): [string, number] => [word, 3]),
    ['', 0],
  );
  const written = fc.record({
    value: fc.maxSafeInteger(),
    mark: fc.constantFrom(...MARKS),
    between: fc.constantFrom('', 'mark', ' ', '\u202f', '’', "'", '_'),
    unit: units,
    blank: fc.constantFrom('', ' '),
    dollar: fc.boolean(),
  });

  type Style = typeof written extends fc.Arbitrary<infer Value> ? Value : never;

  /** A whole number of base units in one of the styles. */
  function write({ value, mark, between, unit, blank, dollar }: Style): string {
    const [word, power] = unit;
    const digits = String(Math.abs(value)).padStart(power + 1, '0');
    const at = digits.length - power;
    const whole = grouped(digits.slice(0, at), between === 'mark' ? other(mark) : between);
    const fraction = power === 0 ? '' : `${mark}${digits.slice(at)}`;
    return `${value < 0 ? '-' : ''}${dollar ? '$' : ''}${whole}${fraction}${word === '' ? '' : blank + word}`;
  }

  it('any number that is written in any of the styles reads back exactly', () => {
    fc.assert(
      fc.property(written, (style) => {
        const cell = write(style);
        assert.equal(valueOf(cell, style.mark), style.value, cell);
        assert.equal(parseNumeral(cell, style.mark)?.usd, style.dollar, cell);
      }),
      { numRuns: 2000 },
    );
  });

  it('a number that reads with both marks either is the same with both, or is said to be open', () => {
    fc.assert(
      fc.property(written, (style) => {
        const cell = write(style);
        const [point, comma] = MARKS.map((mark) => valueOf(cell, mark));
        const { mark, either } = marksOf([cell]);
        const reads = [point, comma].filter((each) => each !== undefined);
        if (reads.length === 1) assert.equal(mark, style.mark, cell);
        else assert.equal(either === undefined, Object.is(point, comma), cell);
      }),
      { numRuns: 2000 },
    );
  });

  it('no text at all is read as a number without a digit, or without end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const mark of MARKS) if (parseNumeral(text, mark)) assert.match(text, /\d/);
      }),
    );
    for (const hostile of ['1'.repeat(1e6), '1 '.repeat(5e5), '1,'.repeat(5e5), `1${' '.repeat(1e6)}x`])
      assert.equal(isNumeral(`${hostile}!`, true), false);
  });
});

describe('the decimal mark of a column', () => {
  const table: [
    cells: string[],
    mark: string | undefined,
    either: number | undefined,
    conflict: number[] | undefined,
  ][] = [
    [['1440', '5'], undefined, undefined, undefined],
    [['1,440'], undefined, 0, undefined],
    [['7', '1.440'], undefined, 1, undefined],
    [['1,440', '1,44'], ',', 0, undefined],
    [['1,440', '0,776'], ',', 0, undefined],
    [['1,440', '1,440,000'], '.', 0, undefined],
    [['1.440.000', '7'], ',', undefined, undefined],
    [['1.440,5'], ',', undefined, undefined],
    [['1,440.5'], '.', undefined, undefined],
    [['x', '1.5', '1,440', '2,5'], '.', 2, [1, 3]],
    [['2,5', '1.5'], '.', undefined, [0, 1]],
    [['1.2.3', 'n/a'], undefined, undefined, undefined],
    [['1.440T'], undefined, 0, undefined],
  ];
  for (const [cells, mark, either, conflict] of table) {
    it(cells.join(' and '), () => {
      const found = marksOf(cells);
      assert.deepEqual([found.mark, found.either, found.conflict], [mark, either, conflict]);
    });
  }
});

describe('unit words', () => {
  it('are of any case, with or without a point', () => {
    const powers = { T: 12, 'Bio.': 12, BIO: 12, bn: 9, 'Mrd.': 9, Mio: 6, k: 3, 'tsd.': 3 };
    for (const [word, power] of Object.entries(powers)) assert.equal(powerOfWord(word), power, word);
    for (const word of ['mil', 'x', '', 'tokens', 'constructor'])
      assert.equal(powerOfWord(word), undefined, word);
  });
});
