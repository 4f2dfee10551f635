/** The SHA-256 of a local file: of a large one beside everything else, so that nobody waits for it twice. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { chunksOf, WHOLE } from './source';

/** A file of more bytes is worth a thread of its own. */
const LARGE = 2 ** 25;

/** In lower-case hex. Rejects with the reason of the system. */
export function hashFile(path: string, size: number): Promise<string> {
  return size > LARGE ? hashBeside(path) : hashHere(path, size);
}

/** In the thread that asks. */
export async function hashHere(path: string, size?: number): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunksOf(path, WHOLE, size)) hash.update(chunk);
  return hash.digest('hex');
}

function hashBeside(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'hashWorker.js'), { workerData: path });
    worker.once('message', (hash: string) => resolve(hash));
    worker.once('error', reject);
    // Whatever ends it without a word, nobody waits for ever.
    worker.once('exit', () => reject(new Error('The file could not be hashed.')));
  });
}
