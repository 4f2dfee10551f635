import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { filesIn } from '../../../src/cli/files';
import { attach } from '../../../src/data/attach';
import { fitsPattern, type ReadFile } from '../../../src/data/files';
import { guessText } from '../../../src/data/guess';
import type { ReadResult } from '../../../src/data/problem';
import { placeOfLine } from '../../../src/data/sources';
import { parse } from '../../../src/language/parser';
import { lines, linesOf, numbers } from './helpers';

type Content = string | Uint8Array;

/** A folder in memory, whose names come in no order. */
function folder(files: Readonly<Record<string, Content>>): ReadFile {
  const read = (path: string): ReturnType<ReadFile> => {
    const content = files[path];
    if (content === undefined) return Promise.resolve({ problem: `${path} does not exist.` });
    return Promise.resolve(typeof content === 'string' ? new TextEncoder().encode(content) : content);
  };
  const list = (prefix: string): Promise<string[]> =>
    Promise.resolve(
      Object.keys(files)
        .filter((path) => path.startsWith(prefix))
        .map((path) => path.slice(prefix.length))
        .reverse(),
    );
  return Object.assign(read, { list });
}

function attached(statement: string, files: ReadFile): Promise<ReadResult> {
  const node = parse(statement).statements[0]?.statement;
  assert(node?.kind === 'attach');
  return attach(node, files);
}

async function refused(statement: string, files: ReadFile): Promise<string> {
  const { dataset, problems } = await attached(statement, files);
  assert.equal(dataset, undefined);
  return problems.at(-1)?.message ?? '';
}

const values = ({ dataset }: ReadResult): number[] => numbers(dataset);

describe('several files as one dataset', () => {
  const statement = 'attach r from "data/rankings-*.csv"';
  const first = lines('date,model,tokens', '2026-02-02,qwen/a,1', '2026-02-03,qwen/a,2');
  const second = lines('date,model,tokens', '', '2026-02-04,qwen/a,3', '2026-02-05,qwen/a,4');

  it('are read in the order of their names, and rows know their files and lines', async () => {
    const read = await attached(
      statement,
      folder({ 'data/rankings-1.csv': first, 'data/rankings-2.csv': second, 'data/other.csv': 'x' }),
    );
    assert.deepEqual(values(read), [1, 2, 3, 4]);
    assert.deepEqual(read.problems, []);
    const { dataset } = read;
    assert(dataset);
    assert.equal(dataset.file, 'data/rankings-*.csv');
    assert.deepEqual(
      linesOf(dataset).map((line) => placeOfLine(dataset, line)),
      [
        'data/rankings-1.csv, line 2',
        'data/rankings-1.csv, line 3',
        'data/rankings-2.csv, line 3',
        'data/rankings-2.csv, line 4',
      ],
    );
  });

  it('may each be written in their own way, with columns in their own order', async () => {
    const read = await attached(
      statement,
      folder({
        'data/rankings-1.csv': gzipSync(first),
        'data/rankings-2.csv': lines('tokens;date;model', '3,5;2026-02-04;qwen/a'),
      }),
    );
    assert.deepEqual(values(read), [1, 2, 3.5]);
    assert.deepEqual(read.dataset?.guesses?.map(guessText), [
      'cells: separated by ";"; say `separated by …` to change it',
      'decimals of "tokens": comma, as its cells show; say `decimal point` to change it',
    ]);
  });

  it('are each read once, with numbers that have more decimals, units and gaps in some of them', async () => {
    const files = [
      lines('date,model,tokens', '2026-02-02,qwen/a,7', '2026-02-02,qwen/b,'),
      lines('date,model,tokens', '2026-02-03,qwen/a,0.25', '2026-02-03,qwen/b,-3'),
      lines('date,model,tokens', '2026-02-04,qwen/a,1.5K', '2026-02-04,qwen/b,5000000000'),
    ].map((text) => new TextEncoder().encode(text));
    const opened = files.map(() => 0);
    const open = (path: string) => {
      const at = Number(/(\d)\.csv$/.exec(path)?.[1]);
      return Promise.resolve({
        size: files[at]?.length,
        sha256: () => Promise.resolve(''),
        async *open() {
          opened[at] = (opened[at] ?? 0) + 1;
          yield await Promise.resolve(files[at] ?? new Uint8Array());
        },
      });
    };
    const names = files.map((_, at) => `rankings-${at}.csv`);
    const list = () => Promise.resolve(names);
    const read = await attached(
      'attach r from "rankings-*.csv" unit tokens = ones',
      Object.assign(folder({}), { open, list }),
    );
    assert.deepEqual(values(read), [7, NaN, 0.25, -3, 1500, 5e9]);
    // Once for its beginning, which tells that it is a table, and once for all of it.
    assert.deepEqual(opened, [2, 2, 2]);
  });

  it('may be matrices with different members', async () => {
    const read = await attached(
      `${statement} wide by model`,
      folder({
        'data/rankings-1.csv': lines('date,qwen/a', '2026-02-02,1'),
        'data/rankings-2.csv': lines('date,qwen/b,qwen/a', '2026-02-03,2,3'),
      }),
    );
    assert.deepEqual(values(read), [1, 2, 3]);
    assert.deepEqual(read.dataset?.texts.get('model')?.words, ['qwen/a', 'qwen/b']);
  });

  it('that have a row in common count it once, and say so', async () => {
    const overlapping = lines('date,model,tokens', '2026-02-03,qwen/a,2', '2026-02-04,qwen/a,3');
    const read = await attached(
      statement,
      folder({ 'data/rankings-1.csv': first, 'data/rankings-2.csv': overlapping }),
    );
    assert.deepEqual(values(read), [1, 2, 3]);
    assert.equal(read.dataset?.repeated, 1);
    assert.equal(read.dataset.rows, 3);
    const [said, ...more] = read.problems;
    assert.deepEqual(more, []);
    assert.equal(said?.severity, 'information');
    assert.match(said.message, /data\/rankings-2\.csv, line 2 repeats data\/rankings-1\.csv, line 3\./);
  });

  it('that have rows in common give what the rows of all give, however they overlap', async () => {
    const day = (at: number): string => `2026-02-${String(at + 1).padStart(2, '0')}`;
    const rows = Array.from({ length: 10 }, (_, at) => `${day(at)},qwen/${at % 2},${at}`);
    const range = fc
      .tuple(fc.nat(9), fc.nat(9))
      .map(([one, two]) => [Math.min(one, two), Math.max(one, two)]);
    await fc.assert(
      fc.asyncProperty(fc.array(range, { minLength: 1, maxLength: 4 }), async (ranges) => {
        const files = Object.fromEntries(
          ranges.map(([from = 0, to = 0], at) => [
            `data/rankings-${at}.csv`,
            lines('date,model,tokens', ...rows.slice(from, to + 1)),
          ]),
        );
        const read = await attached(statement, folder(files));
        const all = new Set(ranges.flatMap(([from = 0, to = 0]) => rows.slice(from, to + 1)));
        assert.equal(read.dataset?.rows, all.size);
        assert.deepEqual(
          values(read).sort((a, b) => a - b),
          [...all].map((row) => Number(row.split(',').at(-1))).sort((a, b) => a - b),
        );
        assert.equal(
          read.dataset.repeated ?? 0,
          ranges.reduce((sum, [from = 0, to = 0]) => sum + to + 1 - from, 0) - all.size,
        );
      }),
    );
  });

  it('that disagree about a row are an error with both places', async () => {
    const changed = lines('date,model,tokens', '2026-02-05,qwen/a,9', '2026-02-03,qwen/a,7');
    assert.match(
      await refused(statement, folder({ 'data/rankings-1.csv': first, 'data/rankings-2.csv': changed })),
      /^data\/rankings-1\.csv, line 3 and data\/rankings-2\.csv, line 3 are about the same, but `tokens` is 2 in the first and 7 in the second\./,
    );
  });

  it('are told apart by other words only where one file needs them', async () => {
    const named = (name: string): string => lines('date,model,name,tokens', `2026-02-02,qwen/a,${name},1`);
    const renamed = folder({ 'data/rankings-1.csv': named('A'), 'data/rankings-2.csv': named('Qwen A') });
    assert.deepEqual(values(await attached(statement, renamed)), [1]);
    const apps = (app: string): string =>
      lines('date,model,app,tokens', `2026-02-02,qwen/a,${app},1`, '2026-02-02,qwen/a,Kilo,2');
    const byApp = folder({ 'data/rankings-1.csv': apps('Cline'), 'data/rankings-2.csv': apps('Roo') });
    assert.deepEqual(values(await attached(statement, byApp)), [1, 2, 1]);
  });

  it('need the same columns', async () => {
    const other = lines('date,model,total', '2026-02-04,qwen/a,3');
    assert.match(
      await refused(statement, folder({ 'data/rankings-1.csv': first, 'data/rankings-2.csv': other })),
      /^data\/rankings-2\.csv has no column "tokens", which data\/rankings-1\.csv has/,
    );
    const more = lines('date,model,tokens,rank', '2026-02-04,qwen/a,3,1');
    assert.match(
      await refused(statement, folder({ 'data/rankings-1.csv': first, 'data/rankings-2.csv': more })),
      /^data\/rankings-1\.csv has no column "rank", which data\/rankings-2\.csv has/,
    );
  });

  it('say in which of them something is wrong', async () => {
    const bad = lines('date,model,tokens', '2026-02-04,qwen/a,many');
    assert.match(
      await refused(statement, folder({ 'data/rankings-1.csv': first, 'data/rankings-2.csv': bad })),
      /^data\/rankings-2\.csv, line 2, column "tokens": "many" is not a number/,
    );
    assert.match(
      await refused(statement, folder({ 'data/rankings-1.csv': first, 'data/rankings-2.csv': '' })),
      /^data\/rankings-2\.csv is empty/,
    );
    const point = lines('date,model,tokens', '2026-02-02,qwen/a,1.5');
    const comma = lines('date;model;tokens', '2026-02-03;qwen/a;1,5');
    assert.match(
      await refused(statement, folder({ 'data/rankings-1.csv': point, 'data/rankings-2.csv': comma })),
      /^data\/rankings-2\.csv, line 2, .*"1,5" .*"1\.5" in data\/rankings-1\.csv, line 2/,
    );
  });

  it('that are not there are said with those that are', async () => {
    assert.match(
      await refused(statement, folder({ 'data/a.csv': first, 'data/b.csv': first, 'data/.hidden': '' })),
      /^data\/rankings-\*\.csv: no file is called so; the folder holds a\.csv, b\.csv\./,
    );
    assert.match(await refused(statement, folder({})), /there is no file in that folder/);
    assert.match(await refused('attach r from "*/a.csv"', folder({})), /not in that of a folder/);
    const single: ReadFile = () => Promise.resolve({ problem: 'never asked' });
    assert.match(await refused(statement, single), /several files cannot be read here; name one/);
  });

  it('have the hash that sha256sum gives to the list of theirs', async () => {
    const place = mkdtempSync(join(tmpdir(), 'tokshare-'));
    try {
      writeFileSync(join(place, 'rankings-1.csv'), first);
      writeFileSync(join(place, 'rankings-2.csv'), second);
      const { dataset } = await attached('attach r from "rankings-*.csv" unit tokens = ones', filesIn(place));
      const command = 'LC_ALL=C; sha256sum rankings-*.csv | sha256sum';
      const printed = execFileSync('sh', ['-c', command], { cwd: place }).toString();
      assert.equal(dataset?.sha256, printed.slice(0, 64));
      const pinned = `attach r from "rankings-*.csv" sha256 "${dataset.sha256}"`;
      assert.deepEqual((await attached(pinned, filesIn(place))).problems, []);
      writeFileSync(join(place, 'rankings-2.csv'), second.replace('4', '5'));
      assert.match(await refused(pinned, filesIn(place)), /stands for 2 files, and it cannot be said which/);
    } finally {
      rmSync(place, { recursive: true });
    }
  });
});

describe('bytes that are no table', () => {
  const png = Uint8Array.from([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
  ]);
  const text = lines('model,tokens', 'qwen/a,5');
  const cases: [name: string, content: Content, says: RegExp][] = [
    ['a picture', png, /is not text/],
    ['NUL bytes', 'model,tokens\nqwen/a,\0\n', /is not text/],
    ['nothing', '', /is empty/],
    ['nothing, compressed', gzipSync(''), /is empty/],
    ['a compressed file that is cut off', gzipSync(text).subarray(0, 20), /damaged or cut off/],
    ['a compressed picture', gzipSync(png), /is not text/],
  ];
  for (const [name, content, says] of cases) {
    it(name, async () => {
      const message = await refused('attach a from "a.csv"', folder({ 'a.csv': content }));
      assert.match(message, says);
      assert.match(message, /^a\.csv /);
    });
  }

  it('are a table in any usual encoding, compressed or not', async () => {
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const content of [text, `\ufeff${text}`, utf16, gzipSync(utf16)]) {
      const read = await attached('attach a from "a.csv"', folder({ 'a.csv': content }));
      assert.deepEqual(values(read), [5]);
      assert.deepEqual(read.problems, []);
    }
    const latin = Buffer.from('Größe;tokens\nx;5\n', 'latin1');
    const read = await attached('attach a from "a.csv"', folder({ 'a.csv': latin }));
    assert.deepEqual(values(read), [5]);
    assert.deepEqual(read.dataset?.guesses?.map(guessText), [
      'encoding: Western European (Windows-1252); say `encoding …` to change it',
      'cells: separated by ";"; say `separated by …` to change it',
    ]);
  });

  it('have the decimal mark that the statement says', async () => {
    const open = folder({ 'a.csv': lines('model;tokens', 'qwen/a;1,440') });
    assert.deepEqual(values(await attached('attach a from "a.csv" decimal comma', open)), [1.44]);
    assert.deepEqual(values(await attached('attach a from "a.csv" decimal point', open)), [1440]);
    assert.deepEqual(values(await attached('attach a from "a.csv" decimal', open)), [1.44]);
  });
});

describe('patterns of names', () => {
  const table: [name: string, pattern: string, fits: boolean][] = [
    ['rankings-1.csv', 'rankings-*.csv', true],
    ['rankings-.csv', 'rankings-*.csv', true],
    ['rankings-1.csv.gz', 'rankings-*.csv', false],
    ['RANKINGS-1.csv', 'rankings-*.csv', false],
    ['a.csv', '*', true],
    ['.hidden.csv', '*.csv', false],
    ['.hidden.csv', '.*.csv', true],
    ['aba', 'ab*ba', false],
    ['abba', 'ab*ba', true],
    ['a1b2c', 'a*b*c', true],
    ['a1c2b', 'a*b*c', false],
    ['aXbXb', 'a*b*b', true],
    ['a+b.csv', 'a+*.csv', true],
  ];
  for (const [name, pattern, fits] of table)
    it(`${name} ${fits ? 'fits' : 'does not fit'} ${pattern}`, () =>
      assert.equal(fitsPattern(name, pattern), fits));

  it('fit what is made of them, and take no time', () => {
    const part = fc.stringMatching(/^[ab.]{0,4}$/);
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.array(part, { minLength: 3, maxLength: 3 }),
        (parts, gaps) => {
          const name = parts.map((each, at) => (at === 0 ? each : (gaps[at - 1] ?? '') + each)).join('');
          fc.pre(!name.startsWith('.') && parts.length > 1);
          assert(fitsPattern(name, parts.join('*')), `${name} ${parts.join('*')}`);
        },
      ),
    );
    assert.equal(fitsPattern('a'.repeat(100_000), `${'*a'.repeat(1000)}*b`), false);
  });
});
