/**
 * Sealed columns of large files in a folder of their own, bounded in size. Every one of them may be deleted at any time, or
 * be damaged: then the file itself is read.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadResult } from '../data/read';
import { paddedLength, seal, unseal } from '../data/sealed';

/** The first bytes of every file. */
const MAGIC = 'tokshare columns\n';
const ENDING = '.columns';
/** To write a file takes no longer, in milliseconds. */
const LONGEST_WRITE = 3_600_000;
/** In bytes, of all together. */
const MOST = 2 ** 30;
/** Behind the first bytes stand the length of the head, in 8 bytes, and its hash. */
const LENGTH = 8;
const HASH = 32;

export class SealedFiles {
  constructor(
    private readonly folder: string,
    private readonly most = MOST,
  ) {}

  /** What was kept under this key; undefined if nothing is, or nothing that can be read. */
  async find(key: string): Promise<ReadResult | undefined> {
    const path = this.pathOf(key);
    let file: FileHandle;
    try {
      file = await open(path, 'r');
    } catch {
      return undefined;
    }
    try {
      const read = await readSealed(file, key);
      if (!read) await rm(path, { force: true });
      // What was used last goes last.
      else await utimes(path, new Date(), new Date());
      return read;
    } catch {
      return undefined;
    } finally {
      await file.close();
    }
  }

  /** Keeps what was read under this key, and lets the oldest go where there is too much. Never rejects. */
  async keep(key: string, read: ReadResult): Promise<void> {
    const sealed = seal(key, read);
    if (!sealed) return;
    const path = this.pathOf(key);
    const unfinished = `${path}.${randomUUID()}`;
    try {
      await mkdir(this.folder, { recursive: true });
      const file = await open(unfinished, 'wx');
      try {
        const head = new TextEncoder().encode(sealed.head);
        const begin = Buffer.alloc(beginLength(head.length));
        begin.write(MAGIC, 'latin1');
        begin.writeBigUInt64LE(BigInt(head.length), MAGIC.length);
        begin.set(hashOf(head), MAGIC.length + LENGTH);
        begin.set(head, MAGIC.length + LENGTH + HASH);
        await file.write(begin);
        for (const array of sealed.arrays) {
          await writeAll(file, new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
          await file.write(Buffer.alloc(paddedLength(array) - array.byteLength));
        }
      } finally {
        await file.close();
      }
      await rename(unfinished, path);
      await this.letGo();
    } catch {
      // A full disk, or a folder that is not ours: the file is read again next time.
      await rm(unfinished, { force: true }).catch(() => undefined);
    }
  }

  /** Removes what was kept under this key. Never rejects. */
  async forget(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true }).catch(() => undefined);
  }

  private pathOf(key: string): string {
    return join(this.folder, createHash('sha256').update(key).digest('hex') + ENDING);
  }

  private async letGo(): Promise<void> {
    const files = await Promise.all(
      (await readdir(this.folder)).map(async (name) => {
        const path = join(this.folder, name);
        const { size, mtimeMs } = await stat(path);
        return { path, size, used: mtimeMs, isWhole: name.endsWith(ENDING) };
      }),
    );
    files.sort((a, b) => b.used - a.used);
    let sum = 0;
    for (const { path, size, used, isWhole } of files) {
      sum += size;
      // What nobody has finished writing for so long, nobody will.
      const isLeft = !isWhole && Date.now() - used > LONGEST_WRITE;
      if (isLeft || (isWhole && sum > this.most)) await rm(path, { force: true });
    }
  }
}

/** Head and what stands before it, up to where arrays may start. */
function beginLength(head: number): number {
  return Math.ceil((MAGIC.length + LENGTH + HASH + head) / 8) * 8;
}

function hashOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

async function readSealed(file: FileHandle, key: string): Promise<ReadResult | undefined> {
  const { size } = await file.stat();
  const begin = Buffer.alloc(MAGIC.length + LENGTH + HASH);
  await file.read(begin, 0, begin.length, 0);
  if (begin.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined;
  const length = Number(begin.readBigUInt64LE(MAGIC.length));
  if (length > size) return undefined;
  const head = Buffer.alloc(length);
  await file.read(head, 0, length, begin.length);
  if (!hashOf(head).equals(begin.subarray(MAGIC.length + LENGTH))) return undefined;
  const unsealed = unseal(key, head.toString('utf8'));
  if (!unsealed) return undefined;
  let at = beginLength(length);
  const end = unsealed.arrays.reduce((sum, array) => sum + paddedLength(array), at);
  if (end !== size) return undefined;
  for (const array of unsealed.arrays) {
    await readAll(file, new Uint8Array(array.buffer), at);
    at += paddedLength(array);
  }
  return unsealed.read();
}

/** So many bytes go at once: the system takes no more than 2 GB. */
const PART = 2 ** 26;

async function readAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesRead } = await file.read(bytes, done, Math.min(PART, bytes.length - done), at + done);
    if (bytesRead === 0) throw new RangeError('The file has ended too early.');
    done += bytesRead;
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, Math.min(PART, bytes.length - done));
    done += bytesWritten;
  }
}
