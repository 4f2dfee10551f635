/** A local file as a stream of bytes, for the desktop and the command line. */
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import type { ByteSource } from '../data/files';
import { hashFile } from './hash';
import { threadsFor } from './threads';

/** So many bytes are read at once. */
const CHUNK = 2 ** 20;

/** The bytes of the file at a path; it must be an ordinary one. Reading rejects with the reason of the system. */
export function sourceAt(path: string, size: number): ByteSource {
  const threads = threadsFor(path, size);
  return {
    size,
    ...(threads ? { threads } : {}),
    open: () => chunksOf(path, WHOLE, size),
    sha256: () => hashFile(path, size),
    state: () => stateOf(path),
  };
}

async function stateOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch {
    return 'gone';
  }
}

/** A pipe is opened without waiting for whoever writes into it. Not every system has that flag. */
const ORDINARY = constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0);

export function openOrdinary(path: string): Promise<FileHandle> {
  return open(path, ORDINARY);
}

/** The bytes of a file from one place up to, and without, another. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export const WHOLE: Range = { from: 0, to: Infinity };

/**
 * The next chunk is read while the one before is looked at; it may be written over once the next but one is asked for. A
 * small file takes no more memory than the bytes that it seems to have; it is read to its end nevertheless.
 */
export async function* chunksOf(
  path: string,
  { from, to }: Range = WHOLE,
  size = to - from,
): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await openOrdinary(path);
  const length = Math.min(CHUNK, size + 1);
  let [buffer, other] = [new Uint8Array(length), new Uint8Array(length)];
  let at = from;
  const read = async (into: Uint8Array): Promise<Uint8Array> => {
    const { bytesRead } = await file.read(into, 0, Math.min(length, to - at), at);
    at += bytesRead;
    return into.subarray(0, bytesRead);
  };
  let next = read(buffer);
  try {
    for (;;) {
      const chunk = await next;
      if (chunk.length === 0) return;
      [buffer, other] = [other, buffer];
      next = read(buffer);
      yield chunk;
    }
  } finally {
    // Whoever stops in the middle leaves a chunk behind, which nobody waits for.
    await next.catch(() => undefined);
    await file.close();
  }
}

/** So many bytes stay in the nearest memory until they are looked at. */
const NEAR = 2 ** 18;

/** The same for a thread that has nothing else to do: it waits for each chunk, which the next one writes over. */
export function* chunksHere(path: string, { from, to }: Range = WHOLE): Generator<Uint8Array, void, void> {
  const file = openSync(path, ORDINARY);
  const buffer = new Uint8Array(NEAR);
  try {
    for (let at = from; ;) {
      const count = readSync(file, buffer, 0, Math.min(NEAR, to - at), at);
      if (count === 0) return;
      at += count;
      yield buffer.subarray(0, count);
    }
  } finally {
    closeSync(file);
  }
}
