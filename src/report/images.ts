/** Pictures in prose: those beside the notebook become part of the page, those elsewhere stay where they are. */
import type { ReadFile } from '../data/attach';

export type Picture =
  | { readonly kind: 'embedded'; readonly uri: string }
  /** On another machine: the page loads nothing, so that opening it tells nobody. */
  | { readonly kind: 'remote' }
  | { readonly kind: 'missing'; readonly why: string };

/** Bytes of the largest picture that is made part of a page. */
export const LARGEST = 2 * 1024 * 1024;

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
};

/** What stands behind the address of a picture in prose. */
export async function pictureAt(address: string, readFile: ReadFile): Promise<Picture> {
  if (/^data:image\//i.test(address)) return { kind: 'embedded', uri: address };
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(address)) return { kind: 'remote' };
  const path = decoded(address.replace(/[?#].*$/, ''));
  const type = TYPES[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''];
  if (type === undefined)
    return { kind: 'missing', why: `${path} is no picture of a kind that can be shown here` };
  const bytes = await readFile(path);
  if (!(bytes instanceof Uint8Array)) return { kind: 'missing', why: bytes.problem.replace(/\.$/, '') };
  if (bytes.length > LARGEST)
    return { kind: 'missing', why: `${path} is larger than ${LARGEST / 1024 / 1024} MB` };
  return { kind: 'embedded', uri: `data:${type};base64,${base64(bytes)}` };
}

/** Addresses in Markdown write blanks and accents as `%20`. */
function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** In pieces, because a call takes only so many arguments. A piece of a multiple of three bytes ends without padding. */
const PIECE = 3 * 4096;

export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE)
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE)));
  return text;
}
