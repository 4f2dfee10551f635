import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { findCrossings, streakAt, type Difference } from '../../../src/analysis/crossing';
import { ask, datasetOf, grid, refusal, rowsOf } from './helpers';

/** `+` A leads, `-` B leads, `0` a tie, `.` missing; `P` and `M` lead only if other does not matter. */
function series(text: string): Difference[] {
  return Array.from(text).map((sign): Difference => {
    switch (sign) {
      case '+':
        return { value: 5, low: 4, high: 6 };
      case '-':
        return { value: -5, low: -6, high: -4 };
      case 'P':
        return { value: 5, low: -1, high: 6 };
      case 'M':
        return { value: -5, low: -6, high: 1 };
      case '0':
        return { value: 0, low: 0, high: 0 };
      default:
        return { value: null, low: 0, high: 0 };
    }
  });
}

/** `4+` a passing by A at 4, `2..4-` one by B between 2 and 4; `?` undecided, `…` unconfirmed. */
function found(text: string, sustained = 1): string {
  return findCrossings(series(text), sustained)
    .map(({ index, after, direction, status }) => {
      const mark = { decided: '', undecided: '?', unconfirmed: '…' }[status];
      return `${after === undefined ? '' : `${after}..`}${index}${direction > 0 ? '+' : '-'}${mark}`;
    })
    .join(' ');
}

describe('crossing: the remembered leader', () => {
  const table: [name: string, text: string, sustained: number, expected: string][] = [
    ['leading from the start is none', '+++', 1, ''],
    ['nothing at all is none', '', 1, ''],
    ['only ties are none', '000', 1, ''],
    ['only gaps are none', '...', 1, ''],
    ['the first lead after ties is none', '00+', 1, ''],
    ['both directions', '-+-', 1, '1+ 2-'],
    ['a tie keeps the state', '+0+', 1, ''],
    ['a tie before the passing delays it', '+0-', 1, '2-'],
    ['over a gap it lies between', '-.+', 1, '0..2+'],
    ['over a longer gap', '-...+', 1, '0..4+'],
    ['a gap without a change is none', '+.+', 1, ''],
    ['a tie after the gap: the signs on both sides of the passing are known', '-.0+', 1, '3+'],
    ['sustained: a single bucket is none', '--+--', 2, ''],
    ['sustained: dated at the start of the run', '--++', 2, '2+'],
    ['sustained: a tie breaks the run', '-+0+', 2, '3+…'],
    ['sustained: a gap breaks the run', '-+.++', 2, '1..3+'],
    ['sustained: a run that begins after a gap lies between', '-.++', 2, '0..2+'],
    ['sustained: the data end first', '--+', 2, '2+…'],
    ['sustained: three and back', '-+++--+', 3, '1+'],
    ['sustained: the pretender takes over only with a run of its own', '-+-++-++', 2, '3+'],
    ['undecided before', 'M+', 1, '1+?'],
    ['undecided after', '-P', 1, '1+?'],
    ['decided where both signs survive', 'M-+P', 1, '2+'],
    ['undecided before, with ties between', 'M00+', 1, '3+?'],
  ];
  for (const [name, text, sustained, expected] of table) {
    it(`${name}: ${text || 'nothing'}`, () => assert.equal(found(text, sustained), expected));
  }

  /** Walks the signs once for every bucket: slow, and with nothing to remember. */
  function reference(text: string): string {
    const signs = Array.from(text).map((sign) => ({ '+': 1, P: 1, '-': -1, M: -1, '0': 0 })[sign]);
    return signs
      .flatMap((sign, index) => {
        if (!sign) return [];
        const before = signs.slice(0, index).filter((each) => each !== undefined && each !== 0);
        if (before.length === 0 || before.at(-1) === sign) return [];
        const seen = signs.slice(0, index).findLastIndex((each) => each !== undefined);
        return [`${seen < index - 1 ? `${seen}..` : ''}${index}${sign > 0 ? '+' : '-'}`];
      })
      .join(' ');
  }

  const texts = fc.array(fc.constantFrom('+', '-', '0', '.'), { maxLength: 20 }).map((all) => all.join(''));

  it('agrees with a simple reference', () => {
    fc.assert(fc.property(texts, (text) => assert.equal(found(text), reference(text))));
  });

  it('alternates, whatever the length that is asked for', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 4 }), (text, sustained) => {
        const directions = findCrossings(series(text), sustained).map((each) => each.direction);
        for (const [index, direction] of directions.entries()) {
          if (index > 0) assert.equal(direction, -(directions[index - 1] ?? 0));
        }
      }),
    );
  });

  it('a longer sustained never finds more confirmed crossings', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 4 }), (text, sustained) => {
        const confirmed = (n: number): number =>
          findCrossings(series(text), n).filter((each) => each.status !== 'unconfirmed').length;
        assert(confirmed(sustained + 1) <= confirmed(sustained));
      }),
    );
  });

  it('seen from the other side, every crossing goes the other way', () => {
    const swap: Record<string, string> = { '+': '-', '-': '+' };
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 3 }), (text, sustained) => {
        const other = Array.from(text)
          .map((sign) => swap[sign] ?? sign)
          .join('');
        const mirrored = found(other, sustained).replace(/[+-]/g, (sign) => swap[sign] ?? sign);
        assert.equal(found(text, sustained), mirrored);
      }),
    );
  });
});

describe('streak: whole buckets in a row', () => {
  const table: [
    name: string,
    text: string,
    length: number,
    atLeast: boolean,
    decided: boolean,
    shortest: number,
    longest: number | undefined,
  ][] = [
    ['none', '++-', 0, false, true, 0, 0],
    ['two', '-++', 2, false, true, 2, 2],
    ['a tie ends it', '+0+', 1, false, true, 1, 1],
    ['a gap ends it', '+.+', 1, false, true, 1, 1],
    ['one that reaches the first bucket is at least', '+++', 3, true, true, 3, undefined],
    ['nothing is known before the first figure either', '.++', 2, true, true, 2, undefined],
    ['a lead that other could turn is undecided', '-P+', 2, false, false, 1, 2],
    ['one that other may carry to the first bucket may be any longer', 'M+', 1, false, true, 1, undefined],
    ['one that reaches it, and that other may end', '+P', 2, true, false, 0, undefined],
  ];
  for (const [name, text, length, atLeast, decided, shortest, longest] of table) {
    it(`${name}: ${text}`, () => {
      assert.deepEqual(streakAt(series(text), text.length - 1), {
        length,
        atLeast,
        decided,
        shortest,
        longest,
      });
    });
  }
});

const weeks = (text: string) => ({ data: grid('author', text) });

describe('crossing: queries', () => {
  const two = weeks(`
              W01 W02 W03 W04 W05 W06
    deepseek    1   5   5   2   -   9
    anthropic   3   3   5   6   -   6
    `);

  it('lists both directions, or A passing B only', () => {
    const column = (query: string): string[] =>
      rowsOf(ask(query, two)).map((row) => `${String(row[0])} ${String(row[1])}`);
    assert.deepEqual(column('all crossings of tokens for CN over US weekly'), [
      '2026-W02 CN passes US',
      '2026-W04 US passes CN',
      '2026-W06 CN passes US',
    ]);
    assert.deepEqual(column('first crossing of tokens for CN over US'), ['2026-W02 CN passes US']);
    assert.deepEqual(column('last crossing of tokens for CN over US'), ['2026-W06 CN passes US']);
    assert.deepEqual(column('first crossing of tokens for US over CN'), ['2026-W04 US passes CN']);
  });

  it('over a gap it is told between which buckets', () => {
    const result = ask('last crossing of tokens for CN over US weekly', two);
    assert.match(result.summary, /between 2026-W04 and 2026-W06/);
    assert(result.figure?.axis === 'time');
    assert.equal(result.figure.crossings[0]?.after, '2026-W04');
  });

  it('a crossing in the first bucket of the window is one: the lead before is known', () => {
    assert.deepEqual(
      rowsOf(ask('all crossings of tokens for CN over US weekly since 2026-W02 until 2026-W03', two)).map(
        (row) => row[0],
      ),
      ['2026-W02'],
    );
  });

  it('over a threshold', () => {
    const rows = rowsOf(ask('all crossings of share of tokens for CN over 50% weekly', two));
    assert.deepEqual(rows, [
      ['2026-W02', 'CN rises above 50%', 5 / 8, 0.5, 'decided', ''],
      ['2026-W04', 'CN falls below 50%', 2 / 8, 0.5, 'decided', ''],
      ['2026-W06', 'CN rises above 50%', 9 / 15, 0.5, 'decided', '2026-W04'],
    ]);
  });

  it('other makes it undecided where it could turn a sign', () => {
    const lump = weeks('W01 W02 W03\ndeepseek 1 5 1\nanthropic 3 3 9\nother 1 3 1');
    const result = ask('all crossings of tokens for CN over US weekly', lump);
    assert.deepEqual(
      rowsOf(result).map((row) => row.at(-1)),
      ['undecided', 'undecided'],
    );
    const small = weeks('W01 W02 W03\ndeepseek 1 5 1\nanthropic 3 3 9\nother 1 1 1');
    assert.deepEqual(
      rowsOf(ask('all crossings of tokens for CN over US weekly', small)).map((row) => row.at(-1)),
      ['decided', 'decided'],
    );
  });

  it('an unconfirmed passing is shown as such, where there is no other', () => {
    const late = weeks('W01 W02 W03\ndeepseek 1 1 5\nanthropic 3 3 3');
    const query = 'crossing of tokens for CN over US weekly sustained 2 weeks';
    for (const which of ['first', 'last', 'all']) {
      assert.deepEqual(
        rowsOf(ask(`${which} ${query}`, late)).map((row) => [row[0], row.at(-1)]),
        [['2026-W03', 'unconfirmed']],
      );
    }
  });

  it('partial buckets lead nobody', () => {
    const line = (author: string, tokens: readonly number[]): string =>
      tokens.map((each, day) => `2026-03-${String(day + 1).padStart(2, '0')},${author},${each}`).join('\n');
    // 1 March is the Sunday of W09: on that day alone CN leads. In the whole weeks US leads, then CN.
    const cn = [9, ...Array<number>(7).fill(1), ...Array<number>(7).fill(5), 1];
    const us = [1, ...Array<number>(7).fill(3), ...Array<number>(7).fill(3), 9];
    const daily = {
      data: datasetOf(`date,author,tokens\n${line('deepseek', cn)}\n${line('anthropic', us)}\n`, {
        every: 'day',
      }),
    };
    const query = 'all crossings of tokens for CN over US weekly';
    assert.deepEqual(
      rowsOf(ask(query, daily)).map((row) => row[0]),
      ['2026-W11'],
    );
    assert.deepEqual(
      rowsOf(ask(`${query} including partial`, daily)).map((row) => row[0]),
      ['2026-W11'],
    );
    const streak = ask('streak of tokens for CN over US weekly', daily);
    assert.deepEqual(rowsOf(streak), [[1]]);
    assert.deepEqual(rowsOf(ask('streak of tokens for US over CN weekly until 2026-W10', daily)), [[1]]);
    assert.match(ask('streak of tokens for US over CN weekly until 2026-W10', daily).summary, /at least 1/);
  });

  it('a streak until a missing week ends with the last week that is there', () => {
    const result = ask('streak of tokens for US over CN weekly until 2026-W05', two);
    assert.deepEqual(rowsOf(result), [[1]]);
    assert.match(result.summary, /2026-W04/);
  });

  const refused: [query: string, code: string][] = [
    ['first crossing of tokens for CN over 50% weekly', 'wrong-unit'],
    ['first crossing of share of tokens for CN over 5B weekly', 'wrong-unit'],
    ['first crossing of share of tokens for CN over 5pp weekly', 'wrong-unit'],
    ['first crossing of tokens for CN over 3x weekly', 'wrong-unit'],
    ['first crossing of tokens for CN over $5 weekly', 'wrong-unit'],
    ['first crossing of tokens for CN over US by lab weekly', 'race-by'],
    ['first crossing of tokens for CN over US for openai weekly', 'race-by'],
    ['first crossing of tokens for CN over US weekly | moving average 2 weeks', 'race-step'],
    ['streak of tokens for CN over US weekly | share', 'race-step'],
    ['first crossing of ratio of tokens for CN to US for CN over US weekly', 'race-value'],
    ['first crossing of tokens for CN over US weekly sustained 2 days', 'other-grain'],
    ['tokens by country weekly sustained 2 weeks', 'sustained-alone'],
  ];
  for (const [query, code] of refused) {
    it(`${query} is refused: ${code}`, () => assert.equal(refusal(query, two).code, code));
  }
});
