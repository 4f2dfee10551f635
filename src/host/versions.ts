/** Former versions of attached files: those that this window has read, and those in the history of VS Code's git. */
import * as vscode from 'vscode';
import { sha256Of } from '../data/hash';
import type { Versions } from '../data/versions';
import { resolve } from './files';

/** So many bytes of pinned files are remembered for each notebook, latest read last. */
const MOST_BYTES = 50_000_000;
/** So many commits of a file are looked through. */
const MOST_COMMITS = 200;

/** What we use of the API of the built-in git extension; it is absent in browsers. */
interface Git {
  getAPI(version: 1): { getRepository(uri: vscode.Uri): Repository | null };
}
interface Repository {
  log(options: { maxEntries: number; path: string }): Promise<readonly { readonly hash: string }[]>;
  buffer(ref: string, path: string): Promise<Uint8Array>;
}

export function versionsFor(notebook: vscode.Uri): Versions {
  const kept = new Map<string, Uint8Array>();
  return {
    keep(sha256, bytes) {
      kept.delete(sha256);
      kept.set(sha256, bytes);
      let size = [...kept.values()].reduce((sum, each) => sum + each.byteLength, 0);
      for (const [oldest, { byteLength }] of kept) {
        if (size <= MOST_BYTES) break;
        kept.delete(oldest);
        size -= byteLength;
      }
    },
    async find(file, sha256) {
      const uri = resolve(notebook, file);
      return kept.get(sha256) ?? (uri instanceof vscode.Uri ? inHistory(uri, sha256) : undefined);
    },
  };
}

async function inHistory(uri: vscode.Uri, sha256: string): Promise<Uint8Array | undefined> {
  try {
    const git = await vscode.extensions.getExtension<Git>('vscode.git')?.activate();
    const repository = git?.getAPI(1).getRepository(uri);
    if (!repository) return undefined;
    const path = uri.fsPath;
    for (const { hash } of await repository.log({ maxEntries: MOST_COMMITS, path })) {
      const bytes = await repository.buffer(hash, path).catch(() => undefined);
      if (bytes && (await sha256Of(bytes)) === sha256) return bytes;
    }
  } catch {
    // Git is turned off, or the folder is no repository: then nobody remembers.
  }
  return undefined;
}
