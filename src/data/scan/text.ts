/** Bytes that are known to be UTF-8, or that show that they are not. */
import { Again } from './problems';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What is decoded strictly is known to be right: nothing else reads as UTF-8 by accident. */
export function utf8(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    throw new Again({ western: true });
  }
}

/** A cell without the blanks around it, its line ends of one kind. Throws where they are of the old kind. */
export function cellText(written: string): string {
  if (!written.includes('\r')) return written.trim();
  if (/\r(?!\n)/.test(written)) throw new Again({ carriage: true });
  return written.replaceAll('\r\n', '\n').trim();
}
