// One load by tokshare, in a process of its own: how long the event loop stands still, and how soon it stops when asked.
import { once } from 'node:events';
import { quantile } from '../figures.mjs';
import { open } from './engines/tokshare.mjs';

/** Milliseconds after which the load is asked to stop: a file of a size that matters takes longer. */
const STOP_AFTER = 300;

const [{ task, options, stop }] = await once(process, 'message');
process.send(await (stop ? stopTime() : gaps()).catch((error) => ({ problem: String(error.message) })));
process.disconnect();

/** Time between two turns of a timer of one millisecond, the last one up to the end of the load. */
async function gaps() {
  const session = await open(task, options);
  const found = [];
  let last = performance.now();
  const turn = () => {
    const now = performance.now();
    found.push(now - last);
    last = now;
  };
  const timer = setInterval(turn, 1);
  await session.load();
  turn();
  clearInterval(timer);
  return { p99: quantile(found, 0.99), max: quantile(found, 1) };
}

/** Time from when it is asked to stop, which a loop that stands still hears late, until it has. */
async function stopTime() {
  const session = await open(task, options);
  const controller = new AbortController();
  const asked = performance.now() + STOP_AFTER;
  const timer = setTimeout(() => controller.abort(), STOP_AFTER);
  await session.load(controller.signal).catch((error) => {
    if (!controller.signal.aborted) throw error;
  });
  clearTimeout(timer);
  const took = performance.now() - asked;
  return took < 0 ? { problem: 'it was done before it was asked to stop' } : { took };
}
