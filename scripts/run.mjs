// Running other programs: what every script here shares.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, with no slash at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** What went wrong in words a reader can act on; a script prints the message alone, without a stack. */
export class Failure extends Error {}

/**
 * Runs a program in the project's folder with its output on ours, and rejects unless it ends with 0.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean }} [options] quiet: the output is shown only on failure
 * @returns {Promise<void>}
 */
export async function run(command, args, { cwd = root, env = process.env, quiet = false } = {}) {
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['ignore', ...(quiet ? ['pipe', 'pipe'] : ['inherit', 'inherit'])],
  });
  const output = collect(child);
  const ended = await exit(child);
  if (ended === 0) return;
  throw new Failure(`\`${[command, ...args].join(' ')}\` ended with ${ended}.\n${output()}`.trimEnd());
}

/** Runs the npm that started us, or else the one on PATH. */
export function npm(args, options) {
  const cli = process.env.npm_execpath ?? '';
  return cli.endsWith('npm-cli.js')
    ? run(process.execPath, [cli, ...args], options)
    : runOnPath('npm', args, options);
}

/** Runs a program from PATH. On Windows npm and VS Code's `code` are batch files there, which only the shell starts. */
export function runOnPath(name, args, options) {
  return process.platform === 'win32' ? run('cmd', ['/c', name, ...args], options) : run(name, args, options);
}

/** The file of a program on PATH, or undefined. */
export function findOnPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const files = names.flatMap((name) =>
    endings.flatMap((ending) => folders.map((folder) => join(folder, name + ending))),
  );
  return files.find((file) => existsSync(file));
}

/** Runs the command line tool of an installed package, `node_modules/<file>`. */
export function tool(file, args, options) {
  return run(process.execPath, [`${root}/node_modules/${file}`, ...args], options);
}

/**
 * Follows a child's output and returns a function that gives the last of it.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} [limit] characters kept
 */
export function collect(child, limit = 8000) {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk) => (text = (text + chunk).slice(-limit)));
  }
  return () => text;
}

/**
 * How a child ended: its exit code, or the name of the signal or error that ended it.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number | string>}
 */
export function exit(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'no exit code'));
  });
}

/** Runs a script's main function: a Failure or a wrong flag prints its words, anything else its stack; all end with 1. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    const hasWords = error instanceof Failure || String(error.code).startsWith('ERR_PARSE_ARGS');
    console.error(hasWords ? `\n${error.message}` : error);
    process.exit(1);
  }
}

/** Whether this module is the script that node was asked to run, rather than an import of one. */
export function isMain(moduleUrl) {
  return process.argv[1] !== undefined && fileURLToPath(moduleUrl) === realpathSync(process.argv[1]);
}
