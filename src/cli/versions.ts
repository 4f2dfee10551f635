/** Former versions of attached files, from the history of the git repository that they stand in. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { sha256Of } from '../data/hash';
import { NO_VERSIONS, type Versions } from '../data/versions';

/** So many commits of a file are looked through. */
const MOST_COMMITS = 200;
const MOST_BYTES = 1_000_000_000;

/** Files are named relative to `folder`. */
export function versionsBeside(folder: string): Versions {
  const git = async (...args: readonly string[]): Promise<Uint8Array> => {
    const run = promisify(execFile);
    return (await run('git', args, { cwd: folder, encoding: 'buffer', maxBuffer: MOST_BYTES })).stdout;
  };
  return {
    ...NO_VERSIONS,
    async find(file, sha256) {
      try {
        const found = await git('log', '--all', '--format=%H', `-n${MOST_COMMITS}`, '--', file);
        const commits = new TextDecoder().decode(found).trim().split('\n');
        for (const commit of commits) {
          const bytes = await git('cat-file', 'blob', `${commit}:./${file}`).catch(() => undefined);
          if (bytes && (await sha256Of(bytes)) === sha256) return bytes;
        }
      } catch {
        // No repository, or no git: then nobody remembers.
      }
      return undefined;
    },
  };
}
