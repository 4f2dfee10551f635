// One run of one engine, in a process of its own, which says what it measured to the one that started it.
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { median } from '../figures.mjs';
import { difference } from './question.mjs';

/** How often a question is asked again. */
const AGAIN = 7;

const [{ engine, task, options }] = await once(process, 'message');
process.send(await measure().catch((error) => ({ problem: firstLine(error) })));
// What engines leave running is of no interest any more.
process.disconnect();
setTimeout(() => process.exit(0), 200).unref();

async function measure() {
  const begin = performance.now();
  const { open } = await import(`./engines/${engine}.mjs`);
  const session = await open(task, { ...options, ...packagesIn(options.folder) });
  const start = performance.now() - begin;
  await session.prepare?.();
  const before = process.cpuUsage();
  const opened = performance.now();
  await session.load?.();
  const answer = await session.q1();
  const cold = performance.now() - opened;
  const { user, system } = process.cpuUsage(before);
  const peak = process.resourceUsage().maxRSS * 1024;
  const wrong = [difference('Q1', answer, task.answers.q1)];
  const measured = { start, cold, cpu: (user + system) / 1000, peak };
  if (session.load) {
    measured.q1 = await warm(session, session.q1);
    measured.q2 = await warm(session, session.q2);
    wrong.push(difference('Q2', await session.q2(), task.answers.q2));
  }
  return { ...measured, wrong: wrong.find((each) => each !== undefined) };
}

/** The median time of a question that is asked again and again; engines forget what they found before. */
async function warm(session, ask) {
  const times = [];
  for (let round = 0; round < AGAIN; round++) {
    session.forget?.();
    const begin = performance.now();
    await ask.call(session);
    times.push(performance.now() - begin);
  }
  return median(times);
}

/** Ways to load what is installed in a folder. */
function packagesIn(folder) {
  if (folder === undefined) return {};
  const require = createRequire(join(folder, 'package.json'));
  return { require, load: (name) => import(pathToFileURL(require.resolve(name))) };
}

function firstLine(error) {
  return String(error?.message ?? error).split('\n', 1)[0];
}
