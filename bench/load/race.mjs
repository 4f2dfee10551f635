// The race: every engine answers the same questions about the same files, one process a run, in turns.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { collect, exit } from '../../scripts/run.mjs';
import { median } from '../figures.mjs';
import { ensureData } from './data.mjs';
import { ENGINES } from './engines.mjs';

/** Seconds after which a run is given up. */
const PATIENCE = 300;

/**
 * @typedef {{ start: number, cold: number, cpu: number, q1?: number, q2?: number, peak: number }} Medians ms, and bytes
 * @typedef {{ runs: number, medians?: Medians, problem?: string }} Found problem: why it was not measured, or what it answered wrongly
 */

/**
 * Lets all engines run on a file.
 * @param {string} name
 * @param {{ rounds: number, peers: Awaited<ReturnType<import('./peers.mjs').ensurePeers>>, bundle: string }} options
 * @returns {Promise<Map<string, Found>>} by the name of the engine
 */
export async function race(name, { rounds, peers, bundle }) {
  const task = await ensureData(name);
  const results = new Map();
  const problems = new Map();
  const racing = ENGINES.filter(({ files }) => files?.includes(name) ?? true);
  for (let round = 0; round < rounds; round++) {
    for (const engine of racing) {
      if (problems.has(engine.name)) continue;
      const peer = engine.peer === undefined ? {} : peers.get(engine.peer);
      const run = peer.problem === undefined ? await runOnce(engine, task, { ...peer, bundle }) : peer;
      const problem = run.problem ?? run.wrong;
      if (problem !== undefined) problems.set(engine.name, problem);
      else results.set(engine.name, [...(results.get(engine.name) ?? []), run]);
      console.log(`  ${name}, round ${round + 1}, ${engine.name}: ${problem ?? `${run.cold.toFixed(0)} ms`}`);
    }
  }
  return new Map(
    racing.map((engine) => {
      const runs = results.get(engine.name) ?? [];
      return [
        engine.name,
        { runs: runs.length, medians: mediansOf(runs), problem: problems.get(engine.name) },
      ];
    }),
  );
}

function mediansOf(runs) {
  if (runs.length === 0) return undefined;
  const of = (key) => median(runs.flatMap((run) => run[key] ?? []));
  return Object.fromEntries(['start', 'cold', 'cpu', 'q1', 'q2', 'peak'].map((key) => [key, of(key)]));
}

/** A run in a process of its own; one that fails, or takes too long, says why. */
function runOnce({ module, way }, task, { folder, bundle }) {
  return inChild('child.mjs', { engine: module, task, options: { folder, bundle, way } });
}

/** Runs a module of this folder with what it is given, and resolves to what it sends. */
export async function inChild(module, given) {
  const file = fileURLToPath(new URL(module, import.meta.url));
  const child = fork(file, [], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  child.send(given);
  const output = collect(child);
  let measured;
  let late = false;
  child.on('message', (message) => (measured = message));
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, PATIENCE * 1000);
  const how = await exit(child);
  clearTimeout(timer);
  if (measured !== undefined) return measured;
  if (late) return { problem: `given up after ${PATIENCE} s` };
  const fatal = /FATAL ERROR: (.*)/.exec(output())?.[1];
  return { problem: fatal ?? `it ended with ${how}` };
}
