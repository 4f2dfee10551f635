/** The hash by which a notebook knows the file that it was written for. */
import type { ReadProblem } from './problem';

const DIGITS_SHOWN = 12;

/** SHA-256 in lower-case hex. Web Crypto is there in browsers and in Node. */
export async function sha256Of(bytes: Uint8Array): Promise<string> {
  // A copy, because Web Crypto takes no memory that is shared between threads, and a reader may hand out such.
  const digest = await globalThis.crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether what a statement states can be a hash at all. */
export function isHash(stated: string): boolean {
  return /^[0-9a-f]{64}$/i.test(stated);
}

/**
 * What is wrong if a file with the hash `actual` is attached under the hash `stated`. `where` says in a sentence what
 * differs.
 */
export function hashProblem(file: string, stated: string, actual: string, where: string): ReadProblem {
  const begin = (hash: string): string => `${hash.toLowerCase().slice(0, DIGITS_SHOWN)}…`;
  const hex = isHash(stated);
  return {
    severity: 'error',
    code: hex ? 'other-file' : 'bad-hash',
    message: hex
      ? `${file} is not the file that this statement names: its SHA-256 is ${begin(actual)}, not ${begin(stated)}. ${where} Bring back the file as it was, or, if its change is meant, write the new hash.`
      : `\`sha256 "${stated}"\` is no hash: SHA-256 is written in 64 digits from 0 to 9 and a to f. That of ${file} begins with ${begin(actual)}`,
    about: { option: 'sha256' },
    instead: [`"${actual}"`],
  };
}
