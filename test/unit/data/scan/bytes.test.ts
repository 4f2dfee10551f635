/** How the scanner gets its bytes: encodings, compression, stopping; and what it says where a file is no table. */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { Unreadable, type ReadProblem } from '../../../../src/data/problem';
import { beginOf, scan, textOf, type Encoding, type Source } from '../../../../src/data/scan/scan';
import { writtenCell } from '../../../../src/data/written';
import { scanned, scannedText, sourceOf } from './helpers';

const utf16 = (text: string, big: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return big ? bytes.swap16() : bytes;
};

const silent = (): void => undefined;

/** The cells of a file, and what was said about it. */
async function read(bytes: Uint8Array, encoding?: Encoding, size?: number) {
  const { scanned: got, problem, said } = await scanned(sourceOf(bytes, size), { encoding });
  if (!got) return { code: problem?.code, message: problem?.message };
  const rows = Array.from({ length: got.rows }, (_, row) =>
    got.columns.map((column) => writtenCell(column, row)),
  );
  return { header: got.header, rows, said: said.map(({ code, severity }) => `${severity} ${code}`) };
}

async function textFrom(bytes: Uint8Array, encoding?: Encoding) {
  const said: ReadProblem[] = [];
  try {
    const text = await textOf(sourceOf(bytes, 5), { encoding }, (each) => said.push(each));
    return { text, said: said.map(({ code, severity }) => `${severity} ${code}`) };
  } catch (error) {
    assert(error instanceof Unreadable);
    return { code: error.problem.code };
  }
}

describe('bytes that are scanned', () => {
  const text = 'week,model,tokens\n2026-W07,Qwen “é” 通,5\n2026-W08,x,6\n';
  const rows = [
    ['2026-W07', 'Qwen “é” 通', '5'],
    ['2026-W08', 'x', '6'],
  ];
  const table = { header: ['week', 'model', 'tokens'], rows, said: [] };

  it('are the same table from every encoding, plain or compressed, in parts of any size', async () => {
    const forms = [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(`\ufeff\ufeff${text}`),
      utf16(`\ufeff${text}`, false),
      utf16(`\ufeff${text}`, true),
      utf16(text, false),
      utf16(text, true),
    ];
    for (const form of forms) {
      for (const size of [1, 2, 3, 7, 4096, 10_000]) {
        assert.deepEqual(await read(form, undefined, size), table);
        assert.deepEqual(await read(gzipSync(form), undefined, size), table);
      }
    }
    assert.deepEqual(await read(utf16(text, true), 'utf-16be', 3), table);
  });

  it('are Western European where they are not UTF-8, wherever that is seen, with one warning', async () => {
    const warning = ['warning encoding'];
    const late = `model;größe\n${'a;5\n'.repeat(100_000)}groß – é;6\n`.replaceAll('–', '\x96');
    for (const [written, at, cells] of [
      ['Modell;Größe\nMistral \x96 groß;5\n', 0, ['Mistral – groß', '5']],
      ['model;tokens\nx;5\ngroß;6\n', 1, ['groß', '6']],
      ['model;tokens\nx;5\nx;6 \xa0\n', 1, ['x', '6']],
      ['"model" \xa0;tokens\nx;6\n', 0, ['x', '6']],
      [late.replace('größe', 'tokens'), 100_000, ['groß – é', '6']],
    ] as const) {
      const got = await read(Buffer.from(written, 'latin1'));
      assert.deepEqual(got.said, warning);
      assert.deepEqual(got.rows[at], cells);
    }
  });

  it('are refused where they are not what they are said to be', async () => {
    const western = Buffer.from('model;tokens\ngroß;5\n', 'latin1');
    const got = await read(western, 'utf-8');
    assert.equal(got.code, 'encoding');
    assert.match(got.message ?? '', /^data.csv is not UTF-8, as it is said to be/);
    assert.deepEqual((await read(western, 'windows-1252')).said, []);
  });

  it('are refused where they are no text', async () => {
    for (const bytes of [
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 1, 2]),
      Buffer.from('a,b\n1,\0\n'),
      Buffer.from(`a,b\n${'1,2\n'.repeat(5000)}1,\0\n`),
      Buffer.from(`a,b\n${'x,2\n'.repeat(5000)}\0,3\n`),
      Buffer.from(`a,b\n${'x,2\n'.repeat(5000)}\0\n`),
    ])
      assert.equal((await read(bytes)).code, 'binary');
    assert.equal((await read(gzipSync(Buffer.from(text)).subarray(0, 30))).code, 'gzip');
    assert.equal((await read(Uint8Array.from([0x1f, 0x8b, 1, 2, 3]))).code, 'gzip');
  });

  it('may have old line ends, also late in the file and inside of cells', async () => {
    const old = 'a,b\r1,x\r2,"y\rz"\r';
    assert.deepEqual((await read(Buffer.from(old))).rows, [
      ['1', 'x'],
      ['2', 'y\nz'],
    ]);
    const late = await scannedText(`a,b\n${'1,x\n'.repeat(100_000)}2,y\r3,z\n`);
    assert.equal(late.rows, 100_002);
    assert.equal(late.lines.at(100_001), 100_003);
  });
});

describe('the text of a file', () => {
  it('is decoded as a whole', async () => {
    const text = '{"é": "通"}\r\n';
    for (const form of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      utf16(`\ufeff${text}`, true),
      gzipSync(Buffer.from(text)),
    ])
      assert.deepEqual(await textFrom(form), { text, said: [] });
    assert.deepEqual(await textFrom(Buffer.from('{"é": 1}', 'latin1')), {
      text: '{"é": 1}',
      said: ['warning encoding'],
    });
    assert.deepEqual(await textFrom(Buffer.from('{"é": 1}', 'latin1'), 'utf-8'), { code: 'encoding' });
    assert.deepEqual(await textFrom(Buffer.from('[1\0]')), { code: 'binary' });
  });

  it('is any text that can be written as UTF-8', async () => {
    const texts = fc.string({ unit: 'grapheme' }).filter((each) => !/[\0\ufeff]/.test(each));
    await fc.assert(
      fc.asyncProperty(texts, async (each) => {
        assert.deepEqual(await textFrom(Buffer.from(each)), { text: each, said: [] });
      }),
    );
  });

  it('begins as it does, without the rest', async () => {
    let closed = 0;
    const long = sourceOf(Buffer.from(`[${'通'.repeat(100_000)}`), 1000);
    const source: Source = {
      ...long,
      async *open() {
        try {
          yield* long.open();
        } finally {
          closed++;
        }
      },
    };
    const begin = await beginOf(source, {});
    assert.equal(begin, `[${'通'.repeat(21_845)}`);
    assert.equal(closed, 1);
    assert.equal(await beginOf(sourceOf(Buffer.from('[é]', 'latin1')), {}), '[é]');
    assert.equal(await beginOf(sourceOf(Buffer.alloc(0)), {}), '');
  });
});

describe('a scan', () => {
  const rows = 'a,b\n'.repeat(1000);
  const big: Source = sourceOf(Buffer.from(`x,y\n${rows.repeat(500)}`), 2 ** 16);

  it('ends when it is told to, and closes what it reads', async () => {
    const reason = new Error('enough');
    for (const when of ['before', 'between'] as const) {
      const abort = new AbortController();
      let [opened, closed, parts] = [0, 0, 0];
      const source: Source = {
        ...big,
        async *open() {
          opened++;
          try {
            for await (const part of big.open()) {
              if (++parts === 5) abort.abort(reason);
              yield part;
            }
          } finally {
            closed++;
          }
        },
      };
      if (when === 'before') abort.abort(reason);
      await assert.rejects(scan(source, { signal: abort.signal }, silent), reason);
      assert.equal(opened, closed);
      assert.equal(parts, when === 'before' ? 0 : 5);
    }
  });

  it('ends within a part that is the whole file', async () => {
    const abort = new AbortController();
    const whole = sourceOf(Buffer.from(`x,y\n${'some words,and 5\n'.repeat(2_000_000)}`));
    const turn = setImmediate(() => abort.abort());
    await assert.rejects(scan(whole, { signal: abort.signal }, silent), { name: 'AbortError' });
    clearImmediate(turn);
  });

  it('says how far it is', async () => {
    const seen: { readonly bytes: number; readonly rows: number }[] = [];
    const source = sourceOf(Buffer.from(`x,y\n${'some words,and 5\n'.repeat(1_000_000)}`));
    await scan(source, { onProgress: (done) => seen.push(done) }, silent);
    assert(seen.length > 1);
    for (const [index, { bytes, rows: done }] of seen.entries()) {
      assert(bytes > 0 && bytes <= (source.size ?? 0));
      assert(done >= (seen[index - 1]?.rows ?? 0) && bytes >= (seen[index - 1]?.bytes ?? 0));
    }
  });

  it('lets errors of the source through', async () => {
    const broken: Source = {
      ...{ file: 'data.csv', size: undefined },
      async *open() {
        await Promise.resolve();
        yield Buffer.from('a,b\n1,2\n');
        throw new Error('disk');
      },
    };
    await assert.rejects(scan(broken, {}, silent), /^Error: disk$/);
    const packed: Source = {
      ...broken,
      async *open() {
        await Promise.resolve();
        yield gzipSync(Buffer.from('a,b\n1,2\n')).subarray(0, 12);
        throw new Error('disk');
      },
    };
    await assert.rejects(scan(packed, {}, silent), /^Error: disk$/);
  });
});

describe('what is no table', () => {
  const wide = (columns: number): string =>
    `${Array.from({ length: columns }, (_, at) => `c${at}`).join(',')}\n${'1,'.repeat(columns - 1)}1\n`;
  const cases: [name: string, text: () => string, code: string, says: RegExp][] = [
    ['empty', () => '', 'empty-file', /is empty/],
    ['only blanks', () => '\ufeff \n\n', 'empty-file', /is empty/],
    ['line ends only', () => '\r\n\n\r', 'empty-file', /is empty/],
    ['very many blanks', () => ' \n'.repeat(500_000), 'empty-file', /is empty/],
    ['an announcement only', () => 'sep=;\n', 'empty-file', /is empty/],
    ['header only', () => 'week;model;tokens\n', 'no-rows', /header but no rows/],
    [
      'a short row',
      () => 'author,tokens\nqwen,1\nqwen\n',
      'ragged-row',
      /line 3: 1 cell where .* 2 columns\.$/,
    ],
    [
      'a long row',
      () => 'author,tokens\nqwen,1\n\nqwen,1,2\n',
      'ragged-row',
      /line 4: 3 cells .* 2 columns\.$/,
    ],
    ['a long row late', () => `a,b\n${'1,2\n'.repeat(300_000)}1,2,3`, 'ragged-row', /line 300002: 3 cells/],
    [
      'a row of very many cells',
      () => `a,b\n${'1,'.repeat(400_000)}1\n`,
      'ragged-row',
      /line 2: 400001 cells/,
    ],
    [
      'another separator',
      () => 'sep=,\na,b\n1,2\n1;2\n',
      'ragged-row',
      /line 4: 1 cell .*its cells are separated by ";", and those of the header by ","/,
    ],
    [
      'a header of very many cells',
      () => `${'1,'.repeat(299_999)}1\n`,
      'too-many-columns',
      /300,000 columns/,
    ],
    ['more columns than a spreadsheet has', () => wide(20_000), 'too-many-columns', /20,000 columns/],
    [
      'a line of many cells without an end',
      () => 'a,'.repeat(5_000_000),
      'long-line',
      /line of 10 million characters/,
    ],
    [
      'a line without a cell',
      () => `\n${'通'.repeat(3_000_000)}\nx`,
      'long-line',
      /line of 3 million characters/,
    ],
    [
      'a header of more than a million characters',
      () => `${'x'.repeat(2_000_000)}\n1\n`,
      'long-line',
      /of 2 million/,
    ],
    [
      'a quote that never ends',
      () => `model,tokens\nqwen/a,"5\n${'qwen/b,6\n'.repeat(100_000)}`,
      'quotes',
      /line 2: a quoted cell/,
    ],
    ['quotes in the middle', () => 'model,tokens\n"qwen"/a,5\n', 'quotes', /line 2/],
    ['a column twice', () => 'model,tokens,model\nqwen/a,5,6\n', 'column-twice', /"model"/],
  ];
  for (const [name, text, code, says] of cases) {
    it(`${name}: ${code}`, async () => {
      const { problem } = await scanned(sourceOf(new TextEncoder().encode(text()), 100_000));
      assert.equal(problem?.code, code, problem?.message);
      assert.match(problem.message, says);
    });
  }
});

describe('what is a table nevertheless', () => {
  it('has a very long cell, or very long blanks', async () => {
    const long = '9'.repeat(2_000_000);
    const { columns } = await scannedText(`a,b\nx,${long}x\ny,1${' '.repeat(1_000_000)}\n`);
    assert(columns[1]);
    assert.equal(writtenCell(columns[1], 0), `${long}x`);
    assert.equal(writtenCell(columns[1], 1), '1');
  });

  it('has as many columns as a spreadsheet', async () => {
    const names = Array.from({ length: 16_384 }, (_, at) => `c${at}`);
    const { columns, header, rows } = await scannedText(
      `${names.join(',')}\n${`${names.map((_, at) => at).join(',')}\n`.repeat(20)}`,
    );
    assert.deepEqual([header.length, rows], [16_384, 20]);
    assert(columns[16_383]);
    assert.equal(writtenCell(columns[16_383], 19), '16383');
  });

  it('has its separator found, announced or stated', async () => {
    for (const [text, separator] of [
      ['a;b\n1,5;2\n', ';'],
      ['a\tb\n1,5\t2\n', '\t'],
      ['a|b\n1|2\n', '|'],
      ['sep=;\r\na;b,c\n1;2\n', ';'],
      ['a\n1\n', ','],
    ] as const)
      assert.equal((await scannedText(text)).separator, separator);
    const stated = await scannedText('sep=;\na;b,c\n1;2,3\n', { separator: ',' });
    assert.deepEqual([stated.header, stated.lines.at(0), stated.lineCount], [['a;b', 'c'], 3, 3]);
  });
});
