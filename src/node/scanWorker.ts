/** The thread that scans a part of a file: it is given a path and the part, says how far it is, and gives the columns. */
import { parentPort, workerData } from 'node:worker_threads';
import { memoryOf } from '../data/scan/packed';
import { scanPart } from '../data/scan/threads';
import { chunksHere } from './source';
import type { Given, Sent } from './threads';

/** It says so no more often, in milliseconds. */
const OFTEN = 50;

const { path, part } = workerData as Given;
let said = performance.now();

function say(done: { readonly bytes: number; readonly rows: number }): void {
  if (performance.now() - said < OFTEN) return;
  said = performance.now();
  parentPort?.postMessage({ kind: 'progress', ...done } satisfies Sent);
}

async function* open(): AsyncGenerator<Uint8Array, void, void> {
  for (const chunk of chunksHere(path, part)) yield await Promise.resolve(chunk);
}

// A fault ends the thread, and reaches whoever has started it.
void scanPart({ open }, part, say).then((answer) => {
  const memory = answer.kind === 'table' ? memoryOf(answer.packed) : [];
  parentPort?.postMessage({ kind: 'answer', answer } satisfies Sent, memory);
});
