/** Bytes of a file → its text: compressed or not, in whichever of the usual encodings. What had to be guessed is said. */
import { Unreadable, type Say } from './problem';

/** Compressed files are read up to this many bytes of text: a small file can hold very much of nothing. */
const LARGEST = 2 ** 29;

/** So much of a file tells whether every other byte of it is 0. */
const SAMPLE = 4096;

/** The text without a byte order mark. Throws Unreadable for what is no text. */
export async function decodeText(bytes: Uint8Array, file: string, say: Say): Promise<string> {
  const plain = isGzip(bytes) ? await gunzip(bytes, file) : bytes;
  const encoding = encodingOf(plain);
  if (encoding === 'binary')
    throw new Unreadable(
      'binary',
      `${file} is not text: it holds bytes that no table has. Save the table as CSV and attach that file.`,
    );
  // What is decoded strictly is known to be right: nothing else reads as UTF-8 by accident.
  if (encoding === 'utf-8') return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  if (encoding === 'windows-1252')
    say({
      severity: 'warning',
      code: 'encoding',
      message: `${file} is not UTF-8; it is read as Western European text (Windows-1252). If names look wrong, save it as "CSV UTF-8".`,
      about: 'file',
      guess: { what: 'encoding', read: 'Western European (Windows-1252)' },
    });
  return new TextDecoder(encoding).decode(plain);
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'binary';

function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (bytes.includes(0)) return wideEncoding(bytes.subarray(0, SAMPLE)) ?? 'binary';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
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

function isGzip([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b;
}

async function gunzip(bytes: Uint8Array, file: string): Promise<Uint8Array> {
  const packed = new Blob([new Uint8Array(bytes)]).stream();
  const stream: ReadableStream<Uint8Array> = packed.pipeThrough(new DecompressionStream('gzip'));
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for (const reader = stream.getReader(); ;) {
      const { value, done } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > LARGEST) {
        await reader.cancel();
        throw new Unreadable('too-long', `${file} is larger than ${LARGEST / 2 ** 20} MB once unpacked.`);
      }
      parts.push(value);
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(
      'gzip',
      `${file} is compressed, and what is compressed in it is damaged or cut off. Fetch the file again.`,
    );
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
