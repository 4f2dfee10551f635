/** Files on the command line: what is wrong with one is a sentence, not an exception. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ReadFile } from '../data/attach';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read',
  EISDIR: 'is a folder, not a file',
};

/** A reader of files relative to `folder`. */
export function filesIn(folder: string): ReadFile {
  return async (path) => {
    try {
      return await readFile(resolve(folder, path));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      return {
        problem: `${path} ${REASONS[code] ?? `cannot be read (${code})`}; it is looked for at ${resolve(folder, path)}.`,
      };
    }
  };
}
