/** The thread that hashes a file: it is given a path and gives the hash. */
import { parentPort, workerData } from 'node:worker_threads';
import { hashHere } from './hash';

// A fault ends the thread, and reaches whoever has started it.
parentPort?.postMessage(hashHere(String(workerData)));
