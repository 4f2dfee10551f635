/** Threads that scan a large local file, each a part of it. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Answer, Part, Threads } from '../data/scan/threads';
import { openOrdinary } from './source';

/** A file of more bytes is worth the time that threads take to start. */
const LARGE = 10 ** 8;
/** More of them need as much memory each, and wait for each other. */
const COUNT = 2;
/** A line is shorter, in bytes. */
const LINE = 2 ** 16;

/** What a thread is given when it starts; it sends `Sent`s. */
export interface Given {
  readonly path: string;
  readonly part: Part;
}

export type Sent =
  | { readonly kind: 'progress'; readonly bytes: number; readonly rows: number }
  | { readonly kind: 'answer'; readonly answer: Answer };

/** Where they run, and what. */
interface Place {
  readonly processors?: number;
  readonly script?: string;
}

/**
 * Threads for the file at a path; undefined where they would not pay: they leave a processor to the thread that hashes the
 * file meanwhile.
 */
export function threadsFor(
  path: string,
  size: number,
  { processors = availableParallelism(), script = join(__dirname, 'scanWorker.js') }: Place = {},
): Threads | undefined {
  if (size <= LARGE || processors <= COUNT) return undefined;
  return {
    count: COUNT,
    bytesAt: (place) => bytesAt(path, place),
    scan: (part, watch) => scanBeside(script, { path, part }, watch),
  };
}

async function bytesAt(path: string, place: number): Promise<Uint8Array> {
  const file = await openOrdinary(path);
  try {
    const bytes = new Uint8Array(LINE);
    const { bytesRead } = await file.read(bytes, 0, LINE, place);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function scanBeside(
  script: string,
  given: Given,
  { signal, onProgress }: Parameters<Threads['scan']>[1],
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(script, { workerData: given });
    const end = (): void => {
      signal?.removeEventListener('abort', end);
      void worker.terminate();
      reject(new Error('The thread has ended.'));
    };
    signal?.addEventListener('abort', end);
    worker.on('message', (sent: Sent) => {
      if (sent.kind === 'progress') onProgress?.(sent);
      else {
        resolve(sent.answer);
        end();
      }
    });
    worker.once('error', end);
    worker.once('exit', end);
  });
}
