/** What the scanner makes of columns: figures, words, moments. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { marksOf, parseNumeral, type DecimalMark } from '../../../../src/data/numerals';
import type { Kind } from '../../../../src/data/scan/scan';
import type { WrittenFigures, WrittenMoments, WrittenWords } from '../../../../src/data/written';
import { writtenCell } from '../../../../src/data/written';
import { KERNELS, meaning, meaningOf, scannedText, sourceOf, scanned } from './helpers';

let kernel: (typeof KERNELS)[number] = 'typescript';

type Options = Parameters<typeof scannedText>[1];

/** The column "n" of these cells, each in a row of its own beside another column. */
async function column(cells: readonly string[], options: Options = {}) {
  const quoted = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`);
  const { columns } = await scannedText(`n,y\n${quoted.map((cell) => `${cell},-`).join('\n')}\n`, {
    separator: ',',
    kernel,
    ...options,
  });
  assert(columns[0]);
  return columns[0];
}

async function figures(cells: readonly string[], options: Options = {}): Promise<WrittenFigures> {
  const read = await column(cells, options);
  assert.equal(read.kind, 'figures');
  return read;
}

async function words(cells: readonly string[], options: Options = {}): Promise<WrittenWords> {
  const read = await column(cells, options);
  assert.equal(read.kind, 'words');
  return read;
}

const asked = (kind: Kind): Options => ({ kinds: new Map([['n', kind]]) });
const many = (count: number, cell: (row: number) => string): string[] =>
  Array.from({ length: count }, (_, row) => cell(row));

/**
 * Two words of 64 letters with the same hash that differ in the four bytes from `4 * group` on and the next four: what the
 * first adds to the sum of the hash, the second takes away.
 */
function collision(group: number): [string, string] {
  const multiplier = 0x9e3779b1;
  const mixed = (four: number): number => four ^ (four >>> 15);
  const plain = (mix: number): number => mix ^ (mix >>> 15) ^ (mix >>> 30);
  const letters = (four: number): string =>
    String.fromCharCode(...[0, 8, 16, 24].map((shift) => (four >>> shift) & 0xff));
  const [one, two] = ['aaaa', 'bbbb'].map((four) => Buffer.from(four).readInt32LE());
  for (let other = 0; ; other++) {
    const second = letters(Buffer.from(other.toString(36).padStart(4, '0')).readInt32LE());
    const taken = mixed(two ?? 0) - mixed(Buffer.from(second).readInt32LE());
    const first = letters(plain((mixed(one ?? 0) + Math.imul(taken, multiplier)) | 0));
    if (taken === 0 || !/^[a-z0-9/.-]{4}$/.test(first)) continue;
    const around = (four: string): string => `${'-'.repeat(4 * group)}${four}`.padEnd(64, '-');
    return [around('aaaabbbb'), around(first + second)];
  }
}

for (const each of KERNELS)
  describe(`with ${each}`, function () {
    this.timeout(60_000);

    before(() => {
      kernel = each;
    });

    describe('scanned figures', () => {
      it('are whole numbers of 32 bits as long as they fit', async () => {
        const read = await figures(['0', '5', '4294967295', '', '+7']);
        assert(read.values instanceof Uint32Array);
        assert.deepEqual([...read.values], [0, 5, 4294967295, 0, 7]);
        assert.deepEqual([read.decimals, read.mark, read.sure, read.either], [0, '.', -1, -1]);
        assert.deepEqual(
          many(5, (row) => writtenCell(read, row)),
          ['0', '5', '4294967295', '', '7'],
        );
      });

      it('become wider where one is larger, or below zero, wherever that is', async () => {
        for (const late of ['4294967296', '-1', '9007199254740991']) {
          const read = await figures([...many(70_000, (row) => String(row)), late]);
          assert(read.values instanceof Float64Array, late);
          assert.equal(read.values[70_000], Number(late));
          assert.equal(read.values[69_999], 69_999);
          assert.equal(read.values[3], 3);
        }
      });

      it('are scaled again where one has more decimals', async () => {
        const read = await figures([...many(70_000, (row) => String(row)), '0.5', '0.125', '2', '-1.75']);
        assert.equal(read.decimals, 3);
        assert.deepEqual([...read.values.slice(-4)], [500, 125, 2000, -1750]);
        assert.equal(read.values[69_999], 69_999_000);
        assert.deepEqual([read.sure, read.either], [70_000, -1]);
      });

      it('leave a cell odd that would make others inexact, or that is not exact itself', async () => {
        const read = await figures(
          ['9007199254740991', '0.5', '9007199254740992', '1e3', '7', '12345678901234567890'],
          { ...asked({ figures: '.' }), kernel: 'typescript' },
        );
        assert.equal(read.decimals, 0);
        assert.deepEqual(
          [...read.odd],
          [
            [1, '0.5'],
            [2, '9007199254740992'],
            [3, '1e3'],
            [5, '12345678901234567890'],
          ],
        );
        assert.equal(read.values[0], 9007199254740991);
        assert.equal(read.values[4], 7);
        const scaled = await figures(
          ['0.25', '9007199254740991', '90071992547409.91', '0.250000000000000000000'],
          { kernel: 'typescript' },
        );
        assert.deepEqual([...scaled.odd], [[1, '9007199254740991']]);
        assert.equal(scaled.values[2], 9007199254740991);
        assert.equal(meaning(scaled, 3), '25 / 10^2');
      });

      it('have units, each with the row in which it first stands', async () => {
        const read = await figures(
          ['1.44T', '5', '0.7 Mrd.', '12 T', '3 tokens', ''],
          asked({ figures: '.' }),
        );
        assert(read.units);
        assert.deepEqual(read.units.words, ['T', 'Mrd.']);
        assert.deepEqual([...read.units.codes], [1, 0, 2, 1, 0, 0]);
        assert.deepEqual(read.units.first, [0, 2]);
        assert.deepEqual([...read.odd], [[4, '3 tokens']]);
      });

      it('have units of one letter and of more among numbers of every kind', async () => {
        const cells = [
          '7',
          '1.25M',
          ' 3K ',
          '2.5 Mio.',
          '12',
          '0.125K',
          '1,250K',
          '',
          '-4M',
          '9Q',
          'M',
          '5KM',
        ];
        const later = [...many(3000, (row) => cells[row % 3] ?? ''), ...cells];
        const read = await figures(later, asked({ figures: '.' }));
        assert(read.units);
        for (const [row, cell] of later.entries()) {
          const trimmed = cell.trim();
          assert.equal(meaning(read, row), meaningOf(trimmed, read, row), cell);
        }
        assert.deepEqual(
          cells.map((_, row) => read.units?.words[(read.units.codes[3000 + row] ?? 0) - 1]),
          [undefined, 'M', 'K', 'Mio.', undefined, 'K', 'K', undefined, 'M', undefined, undefined, undefined],
        );
        assert.deepEqual(read.units.first.slice(0, 2), [1, 2]);
        assert.deepEqual([...read.odd.values()], ['9Q', 'M', '5KM']);
      });

      it('may have their thousands set apart', async () => {
        const cells = ['12', '1,234', '2,345', '1,234,567', '12,345,678', '999,999,999,999', '123,456'];
        const read = await figures(cells);
        assert.deepEqual(
          [...read.values],
          cells.map((cell) => Number(cell.replaceAll(',', ''))),
        );
        assert.deepEqual([read.either, read.sure, read.mark], [1, 3, '.']);
        const odd = ['1234,567', '12,34', '0,123', ',123', '1,,234', '1,2345', '1,234,56', '1.234,567', '1,'];
        // The first rows say that the mark is sure; what follows is read with that in mind.
        const later = [...many(3001, (row) => cells[row % 7] ?? ''), ...odd];
        const mixed = await figures(later, asked({ figures: '.' }));
        assert.deepEqual(
          [...mixed.odd.values()],
          odd.filter((cell) => parseNumeral(cell, '.') === undefined),
        );
        for (let row = 0; row < 3001; row++) assert.equal(mixed.values[row], read.values[row % 7]);
      });

      it('use the mark that the cells show, that is stated, or that is usual', async () => {
        assert.equal((await figures(['1,5', '1.440'])).mark, ',');
        assert.equal((await figures(['1,440', '2'])).mark, '.');
        assert.equal((await figures(['1,440', '2'], { decimal: ',' })).mark, ',');
        const { columns } = await scannedText('n;y\n1.440;-\n5;-\n');
        assert.equal((columns[0] as WrittenFigures).mark, ',');
      });

      it('are words where they are dates, years, or not all numbers', async () => {
        await words(['2024', '2025', '2026']);
        await words(['20260209', '20260216']);
        await words(['5', 'n/a']);
        await words(['', ' ']);
        const { columns } = await scannedText('week,tokens\n7,5\n8,6\n');
        assert.deepEqual(
          columns.map(({ kind }) => kind),
          ['words', 'figures'],
        );
        assert.equal((await figures(['2024', '7'])).odd.size, 0);
      });

      it('keep odd cells of later rows, up to a limit', async () => {
        const read = await figures([...many(5000, (row) => String(row)), 'n/a', '$5', '', '6']);
        assert.deepEqual(
          [...read.odd],
          [
            [5000, 'n/a'],
            [5001, '$5'],
          ],
        );
        assert.equal(read.values[5003], 6);
        const turned = await words([...many(5000, (row) => String(row)), ...many(100_001, () => 'n/a')]);
        assert.equal(turned.words[turned.codes[105_000] ?? 0], 'n/a');
        assert.equal(turned.words[turned.codes[4321] ?? 0], '4321');
      });

      it('are what whoever asks wants them to be', async () => {
        assert.deepEqual((await words(['1', '2'], asked('words'))).words, ['1', '2']);
        const read = await figures(['a', '1,5', '2'], asked({ figures: ',' }));
        assert.deepEqual([...read.odd], [[0, 'a']]);
        assert.deepEqual([...read.values], [0, 15, 20]);
        await words(['a'], asked('moments'));
      });

      it('say the same as the numerals of single cells', async () => {
        const digits = fc.stringMatching(/^\d{1,4}$/);
        const grouped = fc.tuple(
          fc.constantFrom('.', ',', ' ', '’'),
          fc.stringMatching(/^[1-9]\d{0,2}$/),
          fc.array(fc.stringMatching(/^\d{3}$/), { maxLength: 4 }),
        );
        const cell = fc
          .tuple(
            fc.constantFrom('', '', '', '-', '+', '−', '$'),
            fc.oneof(
              digits,
              fc.stringMatching(/^\d{5,19}$/),
              grouped.map(([sign, first, rest]) => [first, ...rest].join(sign)),
            ),
            fc.oneof(
              fc.constant(''),
              fc.stringMatching(/^[.,]\d{0,8}$/),
              fc.stringMatching(/^[.,]\d{3}0{0,12}$/),
            ),
            fc.constantFrom(
              '',
              '',
              '',
              '',
              ' T',
              'T',
              ' Mio.',
              'bn',
              ' M tokens',
              ' tokens',
              'x',
              ' billion ',
              '.',
              'e3',
              '\u00a0K',
            ),
            fc.constantFrom('', ' ', '\t'),
          )
          .map((parts) => parts.join(''));
        const cells = fc.array(
          fc.oneof(
            { weight: 8, arbitrary: cell },
            { weight: 1, arbitrary: fc.constantFrom('', 'n/a', '.5', '5.', '-') },
          ),
          { minLength: 1, maxLength: 12 },
        );
        let read = 0;
        await fc.assert(
          fc.asyncProperty(cells, fc.constantFrom<DecimalMark>('.', ','), async (written, mark) => {
            const got = await figures(written, asked({ figures: mark }));
            const trimmed = written.map((each) => each.trim());
            assert.deepEqual(
              trimmed.map((_, row) => meaning(got, row)),
              trimmed.map((each, row) => meaningOf(each, got, row)),
            );
            for (const [row, odd] of got.odd) assert.equal(odd, trimmed[row]);
            // A plain number that can be kept exactly is never left odd.
            for (const [row, each] of trimmed.entries())
              if (/^[-+]?\d{1,9}$/.test(each)) assert(got.decimals > 6 || !got.odd.has(row), each);
            const evidence = trimmed.map((each) => marksOf([each]));
            assert.equal(
              got.sure,
              evidence.findIndex((marks) => marks.mark === mark),
            );
            assert.equal(
              got.either,
              evidence.findIndex(({ either }) => either !== undefined),
            );
            read += trimmed.filter(
              (each, row) => each !== '' && !got.odd.has(row) && parseNumeral(each, mark),
            ).length;
          }),
          { numRuns: 2000 },
        );
        assert(read > 1000);
      });
    });

    describe('scanned words', () => {
      it('are codes as wide as they must be', async () => {
        for (const [count, type] of [
          [256, Uint8Array],
          [257, Uint16Array],
          [65_536, Uint16Array],
          [65_537, Uint32Array],
        ] as const) {
          const read = await words(many(count + 3, (row) => `w${row % count}`));
          assert(read.codes instanceof type);
          assert.equal(read.words.length, count);
          assert.equal(read.codes.length, count + 3);
          assert.deepEqual(
            [read.words[count - 1], read.codes[count + 2], read.first[count - 1]],
            [`w${count - 1}`, 2, count - 1],
          );
          assert(read.words.every((word, code) => word === `w${code}`));
        }
      });

      it('are found again in the order in which they came, long ones and short ones', async () => {
        const cells = many(5000, (row) => {
          const name = `w${(row * row) % 997}`;
          return row % 7 === 0 ? `${name} `.repeat(9).trim() : row % 11 === 0 ? '' : name;
        });
        const read = await words(cells);
        const distinct = [...new Set(cells)];
        assert.deepEqual(read.words, distinct);
        assert.deepEqual(
          Array.from(read.first),
          distinct.map((word) => cells.indexOf(word)),
        );
        assert.deepEqual(
          Array.from(read.codes),
          cells.map((cell) => distinct.indexOf(cell)),
        );
      });

      it('may all be different, and more than fit into the memory of the kernel', async () => {
        const count = 700_000;
        const { columns } = await scannedText(`n\n${many(count, (row) => `${row}-é`).join('\n')}\n`, {
          kernel,
        });
        const [read] = columns;
        assert(read?.kind === 'words');
        assert.equal(read.words.length, count);
        assert(read.words.every((each, code) => each === `${code}-é`));
        assert(read.codes.every((code, row) => code === row));
      });

      it('are the same word without the blanks around them, of whatever kind', async () => {
        const read = await words(['a', '\u00a0a', 'b', ' a ', '\u2003', '', 'a\u00a0', 'c']);
        assert.deepEqual(read.words, ['a', 'b', '', 'c']);
        assert.deepEqual([...read.codes], [0, 0, 1, 0, 2, 2, 0, 3]);
        assert.deepEqual([...(read.first as Uint32Array)], [0, 2, 4, 7]);
      });

      it('are told apart by each of their bytes, in words of up to more than the kernel looks up', async () => {
        const cells = Array.from({ length: 70 }, (_, last) => last + 1).flatMap((length) => [
          'a'.repeat(length),
          ...many(length, (at) => `${'a'.repeat(at)}b${'a'.repeat(length - at - 1)}`),
        ]);
        const read = await words([...cells, ...cells]);
        assert.deepEqual(read.words, cells);
        assert(read.codes.every((code, row) => code === row % cells.length));
      });

      it('are told apart where their hashes are the same, wherever they differ', async () => {
        const cells = Array.from({ length: 15 }, (_, group) => collision(group)).flat();
        const read = await words([...cells, ...cells]);
        assert.deepEqual(read.words, cells);
        assert(read.codes.every((code, row) => code === row % cells.length));
      });

      it('are different where a single byte is, at any length', async () => {
        const word = fc.stringMatching(/^[ab]{0,18}$/);
        await fc.assert(
          fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 60 }), async (cells) => {
            const read = await words(cells);
            assert.deepEqual(read.words, [...new Set(cells)]);
            assert.deepEqual(
              [...read.codes].map((code) => read.words[code]),
              cells,
            );
            assert.deepEqual(
              [...(read.first as Uint32Array)],
              read.words.map((each) => cells.indexOf(each)),
            );
          }),
          { numRuns: 300 },
        );
      });
    });

    describe('scanned moments', () => {
      const moments = async (cells: readonly string[]): Promise<WrittenMoments> => {
        const read = await column(cells);
        assert.equal(read.kind, 'moments');
        return read;
      };

      it('are days and seconds', async () => {
        const read = await moments(['2026-02-09T12:30:05Z', '2026-02-09T00:00:00Z', '2026-02-10T23:59:59Z']);
        assert.deepEqual(read.words, ['2026-02-09', '2026-02-10']);
        assert.deepEqual([...read.seconds], [45_005, 0, 86_399]);
        assert.deepEqual([read.between, read.zone], ['T', 'Z']);
        assert.equal(writtenCell(read, 0), '2026-02-09T12:30:05Z');
      });

      it('are written in one of many ways', async () => {
        for (const [cell, second, between, zone] of [
          ['2026-02-09 12:30', 45_000, ' ', ''],
          ['2026-02-09T12:30:05.123456+02:00', 45_005, 'T', '+02:00'],
          ['2026-02-09 00:00:01 UTC', 1, ' ', ' UTC'],
        ] as const) {
          const read = await moments([cell, ` ${cell} `]);
          assert.deepEqual([[...read.seconds], read.between, read.zone], [[second, second], between, zone]);
        }
      });

      it('are words where one of them is written in another way', async () => {
        const good = '2026-02-09T12:30:00Z';
        for (const other of [
          '2026-02-09',
          '2026-02-09T12:30:00',
          '2026-02-09T24:30:00Z',
          '2026-02-09 12:30:00Z',
          '',
          '2026-0x-09T12:30:00Z',
          `${good}Z`,
        ]) {
          assert.deepEqual((await words([good, other])).words, [good, other]);
          const late = await words([...many(5000, () => good), other, good]);
          assert.deepEqual(late.words, [good, other]);
          assert.equal(late.codes.length, 5002);
        }
      });
    });

    it('a file from Windows is read once', async () => {
      const source = sourceOf(
        new TextEncoder().encode('w,n\r\na,5\r\n'.replace('a,5', `a,5\r\n`.repeat(99) + 'a,5')),
      );
      let opened = 0;
      const { scanned: read } = await scanned(
        { ...source, open: () => (opened++, source.open()) },
        { kernel },
      );
      assert.equal(opened, 1);
      assert.deepEqual([read?.header, read?.rows], [['w', 'n'], 100]);
    });

    describe('a column that was mistaken', () => {
      it('is read again from the source, and nothing else is asked twice', async () => {
        let opened = 0;
        const source = sourceOf(
          new TextEncoder().encode(`t,n\n${'2026-02-09T12:30:00Z,5\n'.repeat(5000)}none,6\n`),
          1000,
        );
        const counting = { ...source, open: () => (opened++, source.open()) };
        const result = await scanned(counting);
        assert.equal(opened, 2);
        assert.deepEqual(
          result.scanned?.columns.map(({ kind }) => kind),
          ['words', 'figures'],
        );
        assert.deepEqual(result.said, []);
      });
    });
  });
