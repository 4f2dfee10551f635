import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode, encode, InvalidUtf8Error, read, write } from '../../../src/notebook/format';
import { FILES } from './files';

function errorOf(bytes: readonly number[]): InvalidUtf8Error {
  try {
    decode(Uint8Array.from(bytes));
  } catch (error) {
    if (error instanceof InvalidUtf8Error) return error;
    throw error;
  }
  return assert.fail('decoded');
}

function isUtf8(bytes: Uint8Array): boolean {
  return Buffer.from(Buffer.from(bytes).toString('utf8'), 'utf8').equals(bytes);
}

describe('notebook format: bytes', () => {
  it('gives back the bytes of every file', () => {
    for (const [name, text] of Object.entries(FILES)) {
      const bytes = Buffer.from(text, 'utf8');
      assert.ok(bytes.equals(encode(write(read(decode(bytes))))), name);
    }
  });

  it('keeps the byte order mark', () => {
    assert.equal(decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)), '\uFEFFa');
  });

  it('gives back any UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(decode(encode(text)), text);
      }),
      { numRuns: 3000 },
    );
  }).timeout(60_000);

  const invalid: [name: string, bytes: number[], offset: number, line: number][] = [
    ['Latin 1', [0x61, 0x0a, 0x62, 0xe9, 0x20, 0x63], 3, 2],
    ['a continuation without a start', [0x0d, 0x0a, 0x0d, 0x80], 3, 3],
    ['a character that the file cuts', [0x61, 0xe2, 0x82], 1, 1],
    ['an overlong form', [0xc0, 0x80], 0, 1],
    ['a longer overlong form', [0xe0, 0x9f, 0xbf], 0, 1],
    ['the longest overlong form', [0xf0, 0x8f, 0xbf, 0xbf], 0, 1],
    ['a surrogate', [0x61, 0xed, 0xa0, 0x80], 1, 1],
    ['a code point beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80], 0, 1],
    ['a byte that is never UTF-8', [0x61, 0xff], 1, 1],
    ['a bad third byte', [0xf0, 0x9f, 0x61, 0x80], 0, 1],
  ];
  for (const [name, bytes, offset, line] of invalid) {
    it(`refuses ${name} and says where`, () => {
      const error = errorOf(bytes);
      assert.deepEqual({ offset: error.offset, line: error.line }, { offset, line });
    });
  }

  it('finds the first byte that does not belong in any bytes', () => {
    const byte = fc.constantFrom(
      0x61,
      0x80,
      0x8f,
      0x90,
      0x9f,
      0xa0,
      0xbf,
      0xc2,
      0xe0,
      0xe2,
      0xed,
      0xef,
      0xf0,
      0xf3,
      0xf4,
      0xf5,
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 8 }), (values) => {
        const bytes = Uint8Array.from(values);
        if (isUtf8(bytes)) {
          assert.deepEqual([...encode(decode(bytes))], values);
          return;
        }
        const { offset } = errorOf(values);
        assert.ok(isUtf8(bytes.subarray(0, offset)));
        for (let end = offset + 1; end <= bytes.length; end++) assert.ok(!isUtf8(bytes.subarray(0, end)));
      }),
      { numRuns: 5000 },
    );
  }).timeout(60_000);

  it('says what was read and what to do', () => {
    assert.equal(
      errorOf([0x0a, 0x61, 0xe9]).message,
      'Line 2, byte offset 2: read the byte 0xE9, which is not UTF-8 in this place. Nothing was opened, so that nothing is lost. The file may be saved in another encoding: open it as text with that encoding, save it with the encoding UTF-8, then open it again.',
    );
    assert.equal(
      errorOf([0xff, 0xfe, 0x61, 0x00]).message,
      'Line 1, byte offset 0: read the bytes 0xFF 0xFE, with which UTF-16 text starts. A .tokshare file is UTF-8 text. Open it as text with the encoding UTF-16, save it with the encoding UTF-8, then open it again.',
    );
  });
});
