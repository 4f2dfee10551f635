/** A file that several threads scan says the same as one that is read from its start to its end. */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { readInParts } from '../../../../src/data/scan/parts';
import type { Scanned, ScanOptions, Source } from '../../../../src/data/scan/scan';
import type { Threads } from '../../../../src/data/scan/threads';
import { parseNumeral } from '../../../../src/data/numerals';
import type { WrittenColumn, WrittenFigures } from '../../../../src/data/written';
import { meaning, scanned, sourceOf, withThreads } from './helpers';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The first rows stand in the first block. */
const small: ScanOptions = { separator: ',', blockSize: 64 };

/** Reads it in parts; undefined where they were not enough. */
async function readParts(text: string, count: number, options = small): Promise<Scanned | undefined> {
  const bytes = bytesOf(text);
  return readInParts(withThreads(sourceOf(bytes), bytes, count), options, {});
}

async function readWhole(text: string, options = small): Promise<Scanned> {
  const { scanned: read } = await scanned(sourceOf(bytesOf(text)), options);
  assert(read);
  return read;
}

/** All that is known, in whatever arrays. */
function plain({ lines, columns, ...others }: Scanned): unknown {
  const every = Array.from({ length: others.rows }, (_, row) => lines.at(row));
  return { ...others, lines: every, columns: columns.map(plainColumn) };
}

function plainColumn(column: WrittenColumn): unknown {
  if (column.kind === 'ids') return column;
  const first = 'first' in column ? [...Array.from(column.first)] : [];
  if (column.kind !== 'figures') {
    const seconds = column.kind === 'moments' ? [...column.seconds] : [];
    return { ...column, codes: [...column.codes], first, seconds };
  }
  // Which of two numbers that are not exact together is kept as it is written depends on which are read together.
  const { mark, sure, either, values } = column;
  return { mark, sure, either, cells: [...values.keys()].map((row) => meaningOf(column, row)) };
}

/** The digits of a cell, whether they are kept as a number or as they are written. */
function meaningOf(column: WrittenFigures, row: number): string {
  const odd = column.odd.get(row);
  if (odd === undefined) return meaning(column, row);
  const digits = parseNumeral(odd, column.mark)?.digits;
  if (digits === undefined) return odd;
  const [whole = '', parts = ''] = digits.split('.');
  const plainDigits = parts.replace(/0+$/, '');
  return `${BigInt(whole + plainDigits)} / 10^${plainDigits.length}`;
}

const rows = (count: number, row: (at: number) => string): string =>
  `n,w\n${Array.from({ length: count }, (_, at) => `${row(at)}\n`).join('')}`;

describe('a file in parts', () => {
  it('has columns of every kind', async () => {
    const figure = fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0, max: 100_000 }).map(String) },
      fc.constantFrom('', '', '-7', '1.5', '0.25', '1.440', '12.000001', '3 M', '4T', '5 Mio.', 'n/a'),
      fc.constantFrom('4294967295', '4294967296', '9007199254740991', '900719925474099.1', '+1', '2,000'),
    );
    const word = fc.oneof(
      fc.constantFrom('a', 'b', '', ' é ', '"x,y"', '"two\nlines"', '通义', 'x'.repeat(70)),
      fc.integer({ min: 0, max: 400 }).map((number) => `w${number}`),
    );
    const moment = fc.oneof(
      {
        weight: 30,
        arbitrary: fc
          .integer({ min: 10, max: 59 })
          .map((each) => `2026-02-${(each % 20) + 10}T12:${each}:07Z`),
      },
      { weight: 1, arbitrary: fc.constantFrom('2026-02-09T12:30Z', '2026-02-09 12:30:00Z', '') },
    );
    const quoted = figure.map((cell) => (cell.includes(',') ? `"${cell}"` : cell));
    let [together, left] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(quoted, word, moment), { minLength: 8, maxLength: 60 }),
        fc.integer({ min: 2, max: 5 }),
        fc.constantFrom('typescript', 'simd'),
        async (cells, count, kernel) => {
          const text = `n,w,t\n1,a,2026-02-09T12:30:00Z\n${cells.map((row) => `${row.join(',')}\n`).join('')}`;
          const options = { ...small, kernel } as const;
          const parts = await readParts(text, count, options).catch(() => undefined);
          if (!parts) left++;
          else {
            together++;
            assert.deepEqual(plain(parts), plain(await readWhole(text, options)));
          }
        },
      ),
      { numRuns: 1500 },
    );
    assert(together > 300 && left > 0, `${together} ${left}`);
  }).timeout(60_000);

  it('has the numbers of one reading, also where a later part has more decimals', async () => {
    const text = rows(40, (at) => (at < 30 ? `${at},a` : `${at}.25,b`));
    const read = await readParts(text, 2);
    assert(read);
    assert.deepEqual(plain(read), plain(await readWhole(text)));
    const [n] = read.columns;
    assert(n?.kind === 'figures');
    assert.deepEqual([n.decimals, n.values[3], n.values[39]], [2, 300, 3925]);
  });

  it('is left to one reading where its numbers would not be exact together', async () => {
    const text = rows(40, (at) => (at === 5 ? '9007199254740991,a' : at === 35 ? '0.5,a' : `${at},a`));
    assert.equal(await readParts(text, 2), undefined);
  });

  it('is left to one reading where a row is cut in two', async () => {
    const long = `"${'a\n'.repeat(60)}"`;
    const text = rows(9, (at) => `${at},${at === 4 ? long : 'a'}`);
    assert.equal(await readParts(text, 2), undefined);
    const [whole, parts] = await Promise.all([
      scanned(sourceOf(bytesOf(text)), small),
      scanned(withThreads(sourceOf(bytesOf(text)), bytesOf(text), 2), small),
    ]);
    assert(whole.scanned && parts.scanned);
    assert.deepEqual(plain(parts.scanned), plain(whole.scanned));
  });

  it('may have the line ends of Windows', async () => {
    const text = rows(60, (at) => `${at},"a"`).replaceAll('\n', '\r\n');
    const read = await readParts(text, 2);
    assert(read);
    assert.deepEqual(read.header, ['n', 'w']);
    assert.deepEqual(plain(read), plain(await readWhole(text)));
  });

  it('is left to one reading where its bytes are not its text', async () => {
    const text = rows(400, (at) => `${at},é`);
    const wide = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
    for (const bytes of [wide, wide.slice(2), new Uint8Array(gzipSync(text))]) {
      const source = withThreads(sourceOf(bytes), bytes, 2);
      assert.equal(await readInParts(source, small, {}), undefined);
      assert.deepEqual(plain((await scanned(source, small)).scanned!), plain(await readWhole(text)));
    }
  });

  it('knows the line of every row, whatever blank and long ones stand before it', async () => {
    const text = rows(60, (at) =>
      at % 7 === 3 ? `\n${at},"x\r\ny"` : at % 11 === 5 ? ` \r\n\n${at},z` : `${at},z`,
    );
    for (const count of [2, 3, 4, 5]) {
      const read = await readParts(`\n${text}\n\n`, count);
      if (read) assert.deepEqual(plain(read), plain(await readWhole(`\n${text}\n\n`)));
      else assert.notEqual(count, 2);
    }
  });

  it('is read again in parts where a column turns out to hold words', async () => {
    const text = rows(40, (at) => `2026-02-09T12:${10 + at}:00Z,${at === 38 ? '12' : 'a'}`).replace(
      '12:48:00Z',
      'no moment',
    );
    const bytes = bytesOf(text);
    const source = withThreads(sourceOf(bytes), bytes, 2);
    await assert.rejects(readInParts(source, small, {}), { lesson: { words: [0] } });
    const again = await readInParts(source, small, { words: [0] });
    assert(again);
    assert.deepEqual(plain(again), plain((await scanned(sourceOf(bytes), small)).scanned ?? again));
    assert.equal(again.columns[0]?.kind, 'words');
  });

  it('says what is wrong with it as one reading does', async () => {
    for (const bad of ['1,2,3\n', '"a,b\n', 'a"b,"c\n']) {
      const text = `${rows(40, (at) => `${at},a`)}${bad}${rows(9, (at) => `${at},a`)}`;
      const [whole, parts] = await Promise.all([
        scanned(sourceOf(bytesOf(text)), small),
        scanned(withThreads(sourceOf(bytesOf(text)), bytesOf(text), 2), small),
      ]);
      assert(whole.problem, bad);
      assert.deepEqual(parts.problem, whole.problem);
    }
  });

  const text = rows(4000, (at) => `${at},a`);
  const threads = (change: Partial<Threads>): Source => {
    const source = withThreads(sourceOf(bytesOf(text)), bytesOf(text), 2);
    assert(source.threads);
    return { ...source, threads: { ...source.threads, ...change } };
  };

  it('is read by one where a thread fails, and where lines are too long to cut it', async () => {
    for (const source of [
      threads({ scan: () => Promise.reject(new Error('No thread.')) }),
      threads({ bytesAt: () => Promise.resolve(bytesOf('no line end')) }),
    ])
      assert.equal((await scanned(source, small)).scanned?.rows, 4000);
  });

  it('says how far all parts are together, and ends when it is told to', async () => {
    const said: number[] = [];
    await scanned(threads({}), { ...small, onProgress: ({ bytes, rows: count }) => said.push(bytes, count) });
    const stop = new AbortController();
    let running = 0;
    const waiting = threads({
      scan: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(new Error(`${--running} are left`)));
          if (++running === 2) stop.abort(new Error('Enough.'));
        }),
    });
    await assert.rejects(scanned(waiting, { ...small, signal: stop.signal }), /Enough/);
    assert.equal(running, 0);
  });
});
