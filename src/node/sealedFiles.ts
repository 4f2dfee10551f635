/**
 * Sealed columns of large files in a folder of their own, bounded in size. Every one of them may be deleted at any time, or
 * be damaged: then the file itself is read.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { ReadResult } from '../data/read';
import { paddedLength, seal, unseal, type Column } from '../data/sealed';

/** The first bytes of every file. */
const MAGIC = 'tokshare columns\n';
const ENDING = '.columns';
/** To write a file takes no longer, in milliseconds. */
const LONGEST_WRITE = 3_600_000;
/** In bytes, of all together. */
const MOST = 2 ** 30;
/** Behind the first bytes stand the length of the head, in 8 bytes, and its hash; then the head, and the arrays. */
const LENGTH = 8;
const HASH = 32;
/**
 * So many bytes of an array go at once. Damage is noticed by their sums, which stand behind the arrays: to sum a part takes
 * less than a millisecond, and meanwhile others are read.
 */
const PART = 2 ** 22;
/** So many parts are read at once: no core waits, and of the four threads that read files one is left to others. */
const AT_ONCE = 3;

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
        await writeAll(file, begin);
        const sums: number[] = [];
        for (const array of sealed.arrays) {
          for (const { bytes } of partsOf(array)) {
            sums.push(crc32(bytes));
            await writeAll(file, bytes);
          }
          await writeAll(file, Buffer.alloc(paddedLength(array) - array.byteLength));
        }
        await writeAll(file, bytesOf(Uint32Array.from(sums)));
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
  const parts = placed(unsealed.arrays, beginLength(length));
  const sums = new Uint32Array(parts.length);
  const end = unsealed.arrays.reduce((sum, array) => sum + paddedLength(array), beginLength(length));
  if (end + sums.byteLength !== size) return undefined;
  await readAll(file, bytesOf(sums), end);
  return (await readParts(file, parts, sums)) ? unsealed.read : undefined;
}

interface Part {
  readonly bytes: Uint8Array;
  /** In the file. */
  readonly at: number;
}

/** The parts of an array that starts at this place of the file. */
function* partsOf(array: Column, at = 0): Generator<Part> {
  const bytes = bytesOf(array);
  for (let from = 0; from < bytes.length; from += PART)
    yield { bytes: bytes.subarray(from, from + PART), at: at + from };
}

/** The parts of arrays of which the first starts at this place of the file. */
function placed(arrays: readonly Column[], begin: number): readonly Part[] {
  let at = begin;
  return arrays.flatMap((array) => {
    const parts = [...partsOf(array, at)];
    at += paddedLength(array);
    return parts;
  });
}

function bytesOf({ buffer, byteOffset, byteLength }: Column): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Fills the parts; false if one of them is damaged. */
async function readParts(file: FileHandle, parts: readonly Part[], sums: Uint32Array): Promise<boolean> {
  let isWhole = true;
  const left = parts.entries();
  const reader = async (): Promise<void> => {
    for (const [index, { bytes, at }] of left) {
      if (!isWhole) return;
      await readAll(file, bytes, at);
      if (crc32(bytes) !== sums[index]) isWhole = false;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, reader));
  return isWhole;
}

async function readAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, at + done);
    if (bytesRead === 0) throw new RangeError('The file has ended too early.');
    done += bytesRead;
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done);
    done += bytesWritten;
  }
}
