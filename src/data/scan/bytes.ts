/** Bytes of a file → its text in UTF-8, part by part: unpacked if it is compressed, from whichever of the usual encodings. */
import { Unreadable } from '../problem';
import { binary } from './problems';
import type { Threads } from './threads';

/** Bytes that can be read again from the start: a second look is needed where the first one was mistaken. */
export interface Source {
  /** As messages call it. */
  readonly file: string;
  /** Of what is read, in bytes, before it is unpacked; undefined if that is not known. */
  readonly size: number | undefined;
  /** A part that was given may be written over when the next is asked for. */
  readonly open: () => AsyncIterable<Uint8Array>;
  /** What scans parts of the bytes at the same time, where there is such a thing, and they are worth it. */
  readonly threads?: Threads;
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** What is to be done with the bytes. */
export interface How {
  /** undefined: found from the first bytes, where only UTF-16 can be seen. */
  readonly encoding: Encoding | undefined;
  /** Whether lines may end with `\r` alone: all line ends are made `\n`. */
  readonly carriage: boolean;
  /** Stops it. */
  readonly signal: AbortSignal | undefined;
  /** Takes how many bytes of the source are read. */
  readonly onRead?: (bytes: number) => void;
}

/** Compressed files are read up to this many bytes of text: a small file can hold very much of nothing. */
const LARGEST = 2 ** 29;
/** So much of a file tells whether every other byte of it is 0. */
const SAMPLE = 4096;

const LINE_END = 10;
const RETURN = 13;

type Parts = AsyncIterable<Uint8Array>;

/** The text of a file without its byte order mark. Throws Unreadable for what is no text. */
export async function* textParts(source: Source, how: How): AsyncGenerator<Uint8Array> {
  const { file } = source;
  const bytes = watched(source, how);
  try {
    const read = await begun(bytes, SAMPLE);
    const plain = isGzip(read.begin) ? await begun(unpacked(read.parts, file), SAMPLE) : read;
    const encoding = how.encoding ?? encodingOf(plain.begin, file);
    const text = encoding === 'utf-8' ? withoutMark(plain.parts) : converted(plain.parts, encoding);
    yield* how.carriage ? oneLineEnd(text) : text;
  } finally {
    // What reads from it may not have begun to, and then does not end it either.
    await bytes.return(undefined);
  }
}

/** The bytes as they are in the file. */
async function* watched(source: Source, { signal, onRead }: How): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  signal?.throwIfAborted();
  for await (const part of source.open()) {
    signal?.throwIfAborted();
    bytes += part.length;
    onRead?.(bytes);
    if (part.length > 0) yield part;
  }
}

/** The first bytes, and all parts again, of which the first has as many if there are as many. */
async function begun(
  parts: Parts,
  length: number,
): Promise<{ readonly begin: Uint8Array; readonly parts: AsyncGenerator<Uint8Array> }> {
  const iterator = parts[Symbol.asyncIterator]();
  let begin = new Uint8Array();
  while (begin.length < length) {
    const next = await iterator.next();
    if (next.done === true) break;
    begin = joined(begin, next.value);
  }
  return { begin, parts: rest(begin, iterator) };
}

async function* rest(begin: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (begin.length > 0) yield begin;
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function isGzip([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b;
}

async function* unpacked(parts: AsyncGenerator<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  let failure: { readonly error: unknown } | undefined;
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const next = await parts.next();
        if (next.done === true) controller.close();
        // A copy: it may be used later than the source expects.
        else controller.enqueue(new Uint8Array(next.value));
      } catch (error) {
        failure = { error };
        controller.error(error);
      }
    },
  });
  const text: ReadableStream<Uint8Array> = packed.pipeThrough(new DecompressionStream('gzip'));
  const reader = text.getReader();
  let size = 0;
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      size += value.length;
      if (size > LARGEST)
        throw new Unreadable('too-long', `${file} is larger than ${LARGEST / 2 ** 20} MB once unpacked.`);
      yield value;
    }
  } catch (error) {
    if (failure) throw failure.error;
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(
      'gzip',
      `${file} is compressed, and what is compressed in it is damaged or cut off. Fetch the file again.`,
    );
  } finally {
    await reader.cancel().catch(() => undefined);
    await parts.return(undefined);
  }
}

/** Whether the bytes of a file are its text in UTF-8, as far as the first ones tell. */
export function seemsUtf8(begin: Uint8Array): boolean {
  const [first, second] = begin;
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return !isWide && !isGzip(begin) && !begin.subarray(0, SAMPLE).includes(0);
}

/** What can be seen from the first bytes. Throws Unreadable for what is no text. */
function encodingOf(begin: Uint8Array, file: string): Encoding {
  const [first, second] = begin;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const sample = begin.subarray(0, SAMPLE);
  if (!sample.includes(0)) return 'utf-8';
  const wide = wideEncoding(sample);
  if (wide) return wide;
  throw binary(file);
}

/** UTF-16 without its mark: of Western text one byte of each pair is 0, and of the other bytes none. */
function wideEncoding(sample: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const zeros = [0, 0];
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const most = sample.length / 4;
  if (odd > most && even === 0) return 'utf-16le';
  return even > most && odd === 0 ? 'utf-16be' : undefined;
}

/** Text in UTF-8 without the mark before it, and without a second one, which some programs add. */
async function* withoutMark(parts: Parts): AsyncGenerator<Uint8Array> {
  let first = true;
  for await (const part of parts) {
    yield first ? afterMark(afterMark(part)) : part;
    first = false;
  }
}

function afterMark(text: Uint8Array): Uint8Array {
  return text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf ? text.subarray(3) : text;
}

async function* converted(parts: Parts, encoding: Encoding): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for await (const part of parts) yield encoder.encode(decoder.decode(part, { stream: true }));
  yield encoder.encode(decoder.decode());
}

/** Makes every line end `\n`. */
async function* oneLineEnd(parts: Parts): AsyncGenerator<Uint8Array> {
  // A return at the end of a part may belong to a line end in the next.
  let open = false;
  for await (const part of parts) {
    const text = new Uint8Array(part.length + 1);
    let length = 0;
    for (const byte of part) {
      if (open && byte !== LINE_END) text[length++] = LINE_END;
      open = byte === RETURN;
      if (!open) text[length++] = byte;
    }
    yield text.subarray(0, length);
  }
  if (open) yield Uint8Array.of(LINE_END);
}
