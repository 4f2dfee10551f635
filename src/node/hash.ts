/** The SHA-256 of a local file: of a large one beside everything else, so that nobody waits for it twice. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { chunksHere, chunksOf, WHOLE } from './source';

/** A file of more bytes is worth a thread of its own. */
const LARGE = 2 ** 25;

/** In lower-case hex. Rejects with the reason of the system. */
export function hashFile(path: string, size: number): Promise<string> {
  return size > LARGE ? hashBeside(path) : hashMeanwhile(path, size);
}

async function hashMeanwhile(path: string, size: number): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunksOf(path, WHOLE, size)) hash.update(chunk);
  return hash.digest('hex');
}

/** The same for a thread that has nothing else to do. Throws the reason of the system. */
export function hashHere(path: string): string {
  const hash = createHash('sha256');
  for (const chunk of chunksHere(path)) hash.update(chunk);
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
