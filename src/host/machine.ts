/** What the host can do on the user's own machine, and in a browser cannot: read files as streams, keep what was read. */
import * as vscode from 'vscode';
import type { ByteSource } from '../data/files';
import type { SealedReads } from './reads';

export interface Machine {
  /** The bytes of the ordinary file at a path. */
  readonly open: (path: string, size: number) => ByteSource;
  /** Keeps what was read in a folder. */
  readonly sealedIn: (folder: string) => SealedReads;
}

let machine: Machine | undefined;

/** Says what there is; said once, before anything is read. */
export function runsOn(found: Machine): void {
  machine = found;
}

/** A file as a stream, where that can be done. */
export function openLocal(uri: vscode.Uri, size: number): ByteSource | undefined {
  return uri.scheme === 'file' ? machine?.open(uri.fsPath, size) : undefined;
}

/** What was read of large files, in a folder of the extension's own, where that can be done. */
export function sealedIn(storage: vscode.Uri): SealedReads | undefined {
  return storage.scheme === 'file'
    ? machine?.sealedIn(vscode.Uri.joinPath(storage, 'columns').fsPath)
    : undefined;
}
