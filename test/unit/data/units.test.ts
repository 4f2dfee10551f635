import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { UnitName } from '../../../src/language/nodes';
import { scaledNumber } from '../../../src/data/units';
import { columns, lines, numbers, problemOf, read } from './helpers';

const unit = (pairs: Record<string, UnitName>) => ({
  units: Object.entries(pairs).map(([column, each]) => ({ column, unit: each })),
});
const POWERS = { ones: 0, thousands: 3, millions: 6, billions: 9, trillions: 12 } as const;

describe('units of columns', () => {
  const table: [cell: string, unit: UnitName, value: number][] = [
    ['1.234', 'billions', 1234000000],
    ['4.12', 'trillions', 4120000000000],
    ['0.29', 'millions', 290000],
    ['1.005', 'thousands', 1005],
    ['4.35', 'billions', 4350000000],
    ['-8.2', 'thousands', -8200],
    ['+7', 'millions', 7000000],
    ['4.12e3', 'billions', 4120000000000],
    ['5E-3', 'thousands', 5],
    ['12', 'ones', 12],
    ['0', 'trillions', 0],
    ['9007.199254740991', 'trillions', 9007199254740991],
    ['0.0001', 'ones', 0.0001],
  ];
  for (const [cell, word, value] of table) {
    it(`${cell} ${word} are ${value}`, () => {
      assert.deepEqual(numbers(read(lines('author,tokens', `qwen,${cell}`), unit({ tokens: word }))), [
        value,
      ]);
    });
  }

  it('whole tokens are read exactly, in whatever unit they are written', () => {
    const words = Object.keys(POWERS) as (keyof typeof POWERS)[];
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(...words), (value, word) => {
        const power = POWERS[word];
        const digits = String(Math.abs(value)).padStart(power + 1, '0');
        const at = digits.length - power;
        const fraction = power === 0 ? '' : `.${digits.slice(at)}`;
        const cell = `${value < 0 ? '-' : ''}${digits.slice(0, at)}${fraction}`;
        const dataset = read(lines('author,tokens', `qwen,${cell}`), unit({ tokens: word }));
        assert.deepEqual(numbers(dataset), [value], cell);
      }),
    );
  });

  it('exponents of any size end in a number', () => {
    const huge = '9'.repeat(400);
    assert.equal(scaledNumber(`1e${huge}`, 9), Infinity);
    assert.equal(scaledNumber(`1e-${huge}`, 9), 0);
  });

  it('an empty cell stays missing', () => {
    assert.deepEqual(
      numbers(read(lines('author,tokens', 'qwen,1', 'openai,'), unit({ tokens: 'thousands' }))),
      [1000, NaN],
    );
  });

  it('only the named column is scaled, in any case', () => {
    const dataset = read(lines('author,tokens,requests', 'qwen,5,3'), unit({ Requests: 'thousands' }));
    assert.deepEqual(numbers(dataset), [5]);
    assert.deepEqual(numbers(dataset, 'requests'), [3000]);
    assert.equal(dataset.numbers.get('requests')?.unit, undefined);
  });

  it('a column is named as the dataset calls it, or as the file does', () => {
    const text = lines('author,total_tokens', 'qwen,5');
    for (const name of ['tokens', 'total_tokens']) {
      assert.deepEqual(numbers(read(text, unit({ [name]: 'millions' }))), [5000000], name);
    }
    const renamed = lines('author,n,tokens', 'qwen,5,7');
    const named = { ...columns({ tokens: 'n' }), ...unit({ tokens: 'thousands' }) };
    assert.deepEqual(numbers(read(renamed, named)), [5000]);
  });

  it('`usd` makes dollars, which add up whatever the column is called', () => {
    const dataset = read(lines('author,tokens,price', 'qwen,5,1.5'), unit({ price: 'usd' }));
    assert.deepEqual(numbers(dataset, 'price'), [1.5]);
    assert.equal(dataset.numbers.get('price')?.unit, 'usd');
    assert.equal(dataset.numbers.get('price')?.additive, true);
    assert.equal(dataset.numbers.get('tokens')?.unit, undefined);
  });

  it('dollars may be counted in thousands', () => {
    const text = lines('author,spend', 'qwen,1.5');
    for (const units of [
      [
        { column: 'spend', unit: 'usd' },
        { column: 'spend', unit: 'thousands' },
      ],
      [
        { column: 'spend', unit: 'thousands' },
        { column: 'spend', unit: 'usd' },
      ],
    ] as const) {
      const column = read(text, { units }).numbers.get('spend');
      assert.deepEqual(
        [...(column?.values ?? [])].map((value) => value / (column?.scale ?? 1)),
        [1500],
      );
      assert.equal(column?.unit, 'usd');
    }
  });

  it('a column has one scale', () => {
    const { code, about, message } = problemOf(lines('author,tokens', 'qwen,1'), {
      units: [
        { column: 'tokens', unit: 'thousands' },
        { column: 'tokens', unit: 'billions' },
      ],
    });
    assert.equal(code, 'unit-twice');
    assert.match(message, /thousands and in billions/);
    assert.deepEqual(about, { unit: 'tokens' });
  });

  it('of a column that is not there the closest is offered', () => {
    const { code, about, message, instead } = problemOf(
      lines('author,tokens,requests', 'qwen,1,2'),
      unit({ request: 'thousands' }),
    );
    assert.equal(code, 'unit-column');
    assert.match(message, /no column of numbers `request`; did you mean `requests`\?/);
    assert.deepEqual(instead, ['requests']);
    assert.deepEqual(about, { unit: 'request' });
  });

  it('of a column that is like no other all are named', () => {
    const { message } = problemOf(lines('author,tokens,requests', 'qwen,1,2'), unit({ money: 'usd' }));
    assert.match(message, /; its columns of numbers are `tokens` and `requests`\.$/);
  });

  it('words have no unit', () => {
    const { code, message } = problemOf(lines('author,tokens', 'qwen,1'), unit({ author: 'billions' }));
    assert.equal(code, 'unit-column');
    assert.match(message, /holds words/);
  });

  it('what would lose digits is refused with its unit', () => {
    const { code, message } = problemOf(
      lines('author,tokens', 'qwen,1', 'qwen,9008'),
      unit({ tokens: 'trillions' }),
    );
    assert.equal(code, 'too-large');
    assert.match(message, /line 3, column "tokens": 9008 trillions/);
  });
});
