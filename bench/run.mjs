// npm run bench: measures, and prints tables. bench/README.md says how to read them.
import { parseArgs } from 'node:util';
import { ensurePackages } from '../scripts/install.mjs';
import { buildAll } from '../scripts/package.mjs';
import { Failure, main } from '../scripts/run.mjs';
import { load } from './load/load.mjs';
import { machine } from './machine.mjs';
import { memory } from './memory.mjs';
import { packageSize } from './package.mjs';
import { renderer } from './renderer.mjs';
import { typing } from './typing.mjs';
import { workbench } from './workbench.mjs';

/**
 * Name → the measurements that are asked for by it. What `built` needs is in out/, which is replaced.
 * @type {Record<string, { built: boolean, measure: (options: { quick: boolean, rounds?: number }) => Promise<string> }[]>}
 */
const PARTS = {
  load: [{ built: false, measure: load }],
  host: [
    { built: true, measure: workbench },
    { built: true, measure: typing },
  ],
  renderer: [
    { built: true, measure: renderer },
    { built: true, measure: ({ quick }) => memory({ runs: quick ? 20 : 200 }) },
  ],
  package: [{ built: true, measure: packageSize }],
};

/** Said beside the names of parts, or alone: fewer runs, and only the smaller files. */
const QUICK = 'quick';

await main(async () => {
  const { values, positionals: words } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: 'string' } },
  });
  const rounds = values.rounds === undefined ? undefined : wholeNumber(values.rounds);
  const quick = words.includes(QUICK);
  const chosen = choose(words.filter((word) => word !== QUICK));
  await ensurePackages();
  const measuredOn = machine();
  console.log(measuredOn);
  if (chosen.some(({ built }) => built)) await buildAll();
  const printed = [];
  for (const { measure } of chosen) printed.push(await attempt(() => measure({ quick, rounds })));
  console.log(`\n${[measuredOn, ...printed].join('\n\n')}`);
});

/** How often everything runs; without it, each measurement knows itself. */
function wholeNumber(text) {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Failure(`--rounds takes a number such as 3, not ${text}.`);
}

/** What the names mean; all of it where there is none. */
function choose(names) {
  const unknown = names.filter((name) => !Object.hasOwn(PARTS, name));
  if (unknown.length > 0)
    throw new Failure(
      `There is nothing to measure called ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}, and ${QUICK} for fewer runs.`,
    );
  return (names.length > 0 ? names : Object.keys(PARTS)).flatMap((name) => PARTS[name]);
}

/** What one measurement prints; one that fails says why, and the next one begins. */
async function attempt(measure) {
  try {
    return await measure();
  } catch (error) {
    process.exitCode = 1;
    const why = error instanceof Failure ? error.message : error.stack;
    console.error(why);
    return `Not measured: ${why}`;
  }
}
