/** The text of a file as a whole, or its beginning: for what is no table. */
import { Unreadable, type Say } from '../problem';
import { textParts, type Encoding, type How, type Source } from './bytes';
import { Again, binary, notUtf8, saysWestern } from './problems';
import { utf8 } from './text';
import { joinParts } from './typed';

export interface TextOptions {
  /** Stated; else found. */
  readonly encoding?: Encoding | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** So much of a file tells whether it is JSON. */
const BEGIN = 2 ** 16;
/** No string is longer, in characters. */
const LONGEST = 2 ** 29 - 24;

/** The whole text, without a byte order mark. Throws Unreadable for what is no text. */
export async function textOf(source: Source, options: TextOptions, say: Say): Promise<string> {
  const { encoding } = options;
  try {
    return utf8(await collected(source, options, encoding, LONGEST));
  } catch (error) {
    if (!(error instanceof Again)) throw error;
    if (encoding !== undefined) throw notUtf8(source.file);
    say(saysWestern(source.file));
    return utf8(await collected(source, options, 'windows-1252', LONGEST));
  }
}

/** The first part of the text, some 64 KB. What is wrong with the rest is not seen. */
export async function beginOf(source: Source, options: TextOptions): Promise<string> {
  const bytes = await collected(source, options, options.encoding, BEGIN, true);
  // A character may be cut in two.
  const text = new TextDecoder().decode(bytes, { stream: true });
  if (!text.includes('\ufffd') || options.encoding !== undefined) return text;
  return new TextDecoder().decode(await collected(source, options, 'windows-1252', BEGIN, true), {
    stream: true,
  });
}

async function collected(
  source: Source,
  { signal }: TextOptions,
  encoding: Encoding | undefined,
  most: number,
  cut = false,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const how: How = { encoding, carriage: false, signal };
  for await (const part of textParts(source, how)) {
    // A copy: the source may write over what it gave.
    parts.push(part.slice());
    length += part.length;
    if (length <= most) continue;
    if (cut) break;
    throw new Unreadable(
      'too-long',
      `${source.file} is larger than ${Math.round(most / 2 ** 20)} MB; only tables of that size are read.`,
    );
  }
  const whole = joinParts(parts);
  const text = cut ? whole.subarray(0, most) : whole;
  if (text.includes(0)) throw binary(source.file);
  return text;
}
