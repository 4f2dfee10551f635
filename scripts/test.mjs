// npm test: all suites, or the ones named (npm test -- unit host); --grep TEXT picks the tests whose name has it.
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchOptions } from './chromium.mjs';
import { runHostTests } from './host-tests.mjs';
import { ensurePackages } from './install.mjs';
import { buildAll, buildTests, describe, pack, vsix } from './package.mjs';
import { Failure, exit, main, root, tool } from './run.mjs';
import {
  ensureServer,
  freshFolders,
  installExtension,
  quietSettings,
  startServer,
} from './vscode-server.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped?: number }} Counts
 * @typedef {{ grep?: string, launch?: object }} Context
 * @type {Record<string, { needs: string[], run: (context: Context) => Promise<Counts | void> }>}
 * needs: what has to be there first. A suite that returns nothing counts as one test.
 */
const suites = {
  lint: { needs: [], run: lint },
  types: { needs: [], run: types },
  unit: { needs: ['tests'], run: ({ grep }) => mocha('unit', { grep }) },
  renderer: { needs: ['tests', 'chromium'], run: renderer },
  host: { needs: ['tests', 'chromium'], run: ({ launch, grep }) => runHostTests(launch, grep) },
  browser: { needs: ['package', 'tests', 'chromium'], run: browser },
};

await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { grep: { type: 'string' } },
  });
  const chosen = choose(positionals);
  const needed = new Set(chosen.flatMap((name) => suites[name].needs));
  const context = { grep: values.grep, launch: needed.has('chromium') ? launchOptions() : undefined };
  await ensurePackages();
  const broken = await prepare(needed);
  const results = [];
  for (const name of chosen) results.push(await runSuite(name, context, broken));
  process.exitCode = summarize(results);
});

function choose(names) {
  const unknown = names.filter((name) => !(name in suites));
  if (unknown.length === 0)
    return Object.keys(suites).filter((name) => names.length === 0 || names.includes(name));
  throw new Failure(`There is no suite ${unknown.join(', ')}; there are ${Object.keys(suites).join(', ')}.`);
}

/** Builds what is needed and returns what could not be built. The package comes first: building empties out/. */
async function prepare(needed) {
  const broken = new Set();
  const attempt = async (need, build) => {
    if (!needed.has(need)) return;
    heading(`build: ${need}`);
    try {
      await build();
    } catch (error) {
      report(error);
      broken.add(need);
    }
  };
  await attempt('package', async () => {
    await buildAll();
    await pack();
    await describe();
  });
  await attempt('tests', buildTests);
  return broken;
}

async function runSuite(name, context, broken) {
  heading(name);
  const started = Date.now();
  const counts = await outcome(suites[name], context, broken);
  return { name, skipped: 0, ...counts, seconds: (Date.now() - started) / 1000 };
}

/** @returns {Promise<Counts>} a suite that breaks, or runs nothing at all, has failed */
async function outcome({ needs, run }, context, broken) {
  try {
    const missing = needs.filter((need) => broken.has(need));
    if (missing.length > 0) throw new Failure(`Not run, because the build failed: ${missing.join(', ')}.`);
    const counts = (await run(context)) ?? { passed: 1, failed: 0 };
    if (counts.passed + counts.failed === 0 && context.grep === undefined)
      throw new Failure('There was no test to run.');
    return counts;
  } catch (error) {
    report(error);
    return { passed: 0, failed: 1 };
  }
}

async function lint() {
  await every([
    () => tool('eslint/bin/eslint.js', ['.']),
    () => tool('prettier/bin/prettier.cjs', ['--check', '.']),
  ]);
}

async function types() {
  const tsc = (project) => tool('typescript/bin/tsc', ['--noEmit', '-p', project]);
  await every([() => tsc('tsconfig.json'), () => tsc('renderer/tsconfig.json')]);
}

/** Runs all checks, so that one run names all that is wrong, and fails when one did. */
async function every(checks) {
  const errors = [];
  for (const check of checks) await check().catch((error) => errors.push(error));
  if (errors.length > 0) throw new Failure(errors.map((error) => error.message).join('\n'));
}

/** The built renderers on a page of their own, without VS Code. */
function renderer({ launch, grep }) {
  return mocha('renderer', { grep, timeout: 60_000, env: { CHROMIUM: launch.executablePath } });
}

/** Tests the .vsix itself, in one server and one browser for all of them. */
async function browser({ launch, grep }) {
  await ensureServer();
  const folders = await freshFolders();
  await installExtension(vsix, folders);
  const server = await startServer(folders);
  const { chromium } = await import('playwright-core');
  const chrome = await chromium.launchServer(launch);
  try {
    const { url } = server;
    const environment = {
      url,
      userDataDir: folders.userDataDir,
      browser: chrome.wsEndpoint(),
      settings: quietSettings,
    };
    const env = { TOKSHARE_WORKBENCH: JSON.stringify(environment) };
    return await mocha('browser', { grep, timeout: 120_000, env });
  } finally {
    await chrome.close();
    await server.stop();
    await folders.remove();
  }
}

/**
 * Runs the tests of a folder in a process of their own.
 * @returns {Promise<Counts>}
 */
async function mocha(name, { grep, timeout = 10_000, env = {} }) {
  const folder = join(root, 'out', 'test', name);
  if (!existsSync(folder)) throw new Failure(`There is no test in test/${name}.`);
  const args = ['--timeout', String(timeout), ...(grep === undefined ? [] : ['--grep', grep]), folder];
  const child = fork(join(root, 'scripts', 'mocha.mjs'), args, {
    cwd: root,
    env: { ...process.env, ...env },
    // Stacks then name the lines of the sources.
    execArgv: ['--enable-source-maps'],
  });
  let counts;
  child.on('message', (message) => (counts = message));
  const ended = await exit(child);
  if (counts === undefined) throw new Failure(`The test runner ended (${ended}) without a result.`);
  return counts;
}

function heading(text) {
  console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 60 - text.length))}`);
}

function report(error) {
  console.error(error instanceof Failure ? error.message : error);
}

/** Prints the table and the last line, and returns the exit code. */
function summarize(results) {
  heading('summary');
  for (const { name, passed, failed, skipped, seconds } of results) {
    const more = skipped > 0 ? `, ${skipped} skipped` : '';
    console.log(`${name.padEnd(8)} ${passed} passed, ${failed} failed${more} (${seconds.toFixed(0)} s)`);
  }
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  console.log(`${total('passed')} passed, ${total('failed')} failed`);
  return total('failed') === 0 ? 0 : 1;
}
