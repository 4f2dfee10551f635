import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { BLOCK } from '../../../src/data/blocks';
import type { Dataset } from '../../../src/data/dataset';
import { listedLines } from '../../../src/data/lines';
import { repeatedRows, type Repeated } from '../../../src/data/repeated';
import { finish } from '../../../src/data/steps';
import { randomOf, textOf, timeOf } from './made';

describe('rows that repeat another', () => {
  it('are counted, and the first of them is found with the row that it repeats', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.nat(20), fc.integer({ min: BLOCK - 2, max: 2 * BLOCK + 2 })),
        fc.array(fc.constantFrom(1, 7, 300, 3000), { maxLength: 3 }),
        fc.option(fc.constantFrom(2, 400), { nil: undefined }),
        fc.integer(),
        (rows, widths, days, seed) => {
          const random = randomOf(seed);
          const drawn = (many: number): number[] =>
            Array.from({ length: rows }, () => Math.floor(random() * many));
          const texts = widths.map((many, index) => textOf(`c${index}`, drawn(many), many));
          const written = days === undefined ? undefined : drawn(days);
          const dataset: Dataset = {
            ...{ name: 'd', file: 'd.csv', sha256: '', rows, lines: listedLines(new Int32Array(rows)) },
            ...{ numbers: new Map(), roles: {}, listsTop: undefined, cite: undefined },
            texts: new Map(texts.map((text) => [text.name, text])),
            time: written && timeOf(written, days ?? 1),
          };
          const seen = new Map<string, number>();
          let expected: Repeated = { count: 0, row: -1, first: -1 };
          for (let row = 0; row < rows; row++) {
            const key = [written?.[row], ...texts.map(({ codes }) => codes[row])].join();
            const first = seen.get(key);
            if (first === undefined) seen.set(key, row);
            else
              expected =
                expected.count === 0 ? { count: 1, row, first } : { ...expected, count: expected.count + 1 };
          }
          assert.deepEqual(finish(repeatedRows(dataset)), expected);
        },
      ),
      { numRuns: 100 },
    );
  });
});
