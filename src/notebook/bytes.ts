/** Thrown for bytes that are not UTF-8, the one thing a notebook does not open with. */
export class InvalidUtf8Error extends Error {
  override readonly name = 'InvalidUtf8Error';

  constructor(
    /** The offset of the first byte that does not belong, from 0. */
    readonly offset: number,
    /** The line of that byte, from 1. */
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * The text of a file, byte order mark included.
 *
 * @throws InvalidUtf8Error if the bytes are not UTF-8: replacing what cannot be read would lose it with the next save.
 */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalidUtf8(bytes);
  }
}

/** The UTF-8 bytes of a text: those it was decoded from. */
export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function invalidUtf8(bytes: Uint8Array): InvalidUtf8Error {
  const offset = firstInvalidByte(bytes);
  const line = lineOf(bytes, offset);
  const read = hex(bytes[offset] ?? 0);
  const message =
    utf16Mark(bytes) && offset === 0
      ? `Line 1, byte offset 0: read the bytes ${read} ${hex(bytes[1] ?? 0)}, with which UTF-16 text starts. ` +
        'A .tokshare file is UTF-8 text. Open it as text with the encoding UTF-16, save it with the encoding UTF-8, then open it again.'
      : `Line ${line}, byte offset ${offset}: read the byte ${read}, which is not UTF-8 in this place. ` +
        'Nothing was opened, so that nothing is lost. The file may be saved in another encoding: ' +
        'open it as text with that encoding, save it with the encoding UTF-8, then open it again.';
  return new InvalidUtf8Error(offset, line, message);
}

function hex(byte: number): string {
  return '0x' + byte.toString(16).toUpperCase().padStart(2, '0');
}

function utf16Mark([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at++) {
    const ends = bytes[at] === 0x0a || (bytes[at] === 0x0d && bytes[at + 1] !== 0x0a);
    if (ends) line++;
  }
  return line;
}

function firstInvalidByte(bytes: Uint8Array): number {
  let at = 0;
  for (let length = 1; at < bytes.length && length > 0; at += length) length = sequenceLength(bytes, at);
  return at;
}

/** The length of the well-formed sequence at an offset (Unicode, table 3-7), or 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  // The second byte excludes overlong forms, surrogates and what lies beyond U+10FFFF.
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  const second = bytes[at + 1] ?? 0;
  if (second < low || second > high) return 0;
  for (let next = at + 2; next < at + length; next++) {
    if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}
