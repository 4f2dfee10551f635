// A real VS Code, served to a browser: the npm package code-server carries its server and web workbench.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure, collect, exit, npm, root, run } from './run.mjs';

/** code-server 4.100.3 is VS Code 1.100.3, the oldest that package.json's `engines` admits and the newest for Node 20. */
const version = '4.100.3';
const ripgrep = '1.18.0';
/** Counts up when `install` below changes what it makes, so that older installations are replaced. */
const recipe = 2;

/** Everything of the server that may be thrown away: git ignores it. */
export const home = join(root, '.vscode-server');
const installed = join(home, `code-server-${version}-${recipe}`);
const vscode = (base) => join(base, 'node_modules', 'code-server', 'lib', 'vscode');
const main = join(vscode(installed), 'out', 'server-main.js');

/** Settings of every VS Code started here. Auto save is on in browsers, and would hide a notebook that became dirty. */
export const quietSettings = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'files.autoSave': 'off',
  'extensions.autoCheckUpdates': false,
  'git.openRepositoryInParentFolders': 'never',
};

/**
 * @typedef {{ userDataDir: string, extensionsDir: string }} Folders where a server keeps its settings and its extensions
 * @typedef {{ url: string, port: number, authority: string, ended: Promise<number | string>, stop: () => Promise<void> }} Server
 *   authority: what a remote URI names this server by; ended: resolves when the server ends, for whatever reason
 */

/** Installs the server into `.vscode-server/`, unless that was done before. */
export async function ensureServer() {
  if (existsSync(installed)) return;
  const started = Date.now();
  console.log(`Installing VS Code's server (code-server ${version}, 300 MB, once) …`);
  await mkdir(home, { recursive: true });
  await removeAbandoned();
  const partial = join(home, `partial-${process.pid}`);
  try {
    await install(partial);
    await publish(partial);
  } catch (error) {
    const reason = error instanceof Failure ? error.message : error;
    throw new Failure(`VS Code's server could not be installed from the npm registry.\n${reason}`);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  console.log(`VS Code's server is installed (${((Date.now() - started) / 1000).toFixed(0)} s).`);
}

/** Without install scripts no compiler is needed; what those would have built is put in its place or stubbed here. */
async function install(folder) {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await mkdir(folder);
  // npm would otherwise install into the nearest folder above that has a package.json: the project itself.
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const packages = [`code-server@${version}`, `@vscode/ripgrep@${ripgrep}`];
  await npm(['install', ...flags, '--no-save', '--no-package-lock', ...packages], {
    cwd: folder,
    quiet: true,
  });
  console.log('  the server itself is there; now the packages it runs on …');
  await npm(['install', ...flags, '--omit=dev'], { cwd: vscode(folder), quiet: true });
  await copyRipgrep(folder);
  await stub(folder, 'native-watchdog', 'native-watchdog.cjs');
  await stub(folder, '@vscode/spdlog', 'spdlog.cjs');
  await shareServiceWorker(folder);
}

/** `findFiles` calls ripgrep, which an install script would have downloaded. */
async function copyRipgrep(folder) {
  const built = join(folder, 'node_modules', '@vscode', `ripgrep-${process.platform}-${process.arch}`, 'bin');
  if (!existsSync(built))
    throw new Failure(`There is no ripgrep for ${process.platform} on ${process.arch}.`);
  await cp(built, join(vscode(folder), 'node_modules', '@vscode', 'ripgrep', 'bin'), { recursive: true });
}

/** Puts a module of ours in the place of a native one that is not built. */
async function stub(folder, name, file) {
  const target = join(vscode(folder), 'node_modules', name);
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await writeFile(join(target, 'package.json'), `${JSON.stringify({ name, main: file })}\n`);
  await cp(join(root, 'scripts', 'stubs', file), join(target, file));
}

/**
 * Elsewhere each webview has an origin of its own and in it a service worker, which is why the worker's address has the
 * webview's id. Here all share one origin: each worker would replace the one before, and a notebook would wait for that
 * up to 30 s when another one was just closed. One address for all lets them share one worker.
 */
async function shareServiceWorker(folder) {
  const file = join(vscode(folder), ...'out/vs/workbench/contrib/webview/browser/pre/index.html'.split('/'));
  const page = await readFile(file, 'utf8');
  const script = /<script async type="module">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
  const shared = script.replace('&id=${ID}', '');
  const isKnown = shared !== script && page.includes(hash(script));
  if (!isKnown) throw new Failure(`${file} is not as it was in code-server ${version}.`);
  // The page's security policy admits only the script with this hash.
  await writeFile(
    file,
    page.replace(script, () => shared).replace(hash(script), () => hash(shared)),
  );
}

function hash(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** The folder gets its final name last, so whatever has that name is complete. */
async function publish(partial) {
  try {
    await rename(partial, installed);
  } catch (error) {
    // Another process may have been faster; its copy is as good.
    if (!existsSync(installed)) throw error;
  }
}

/** Removes what older recipes and interrupted installs left behind, but not what a running install is working on. */
async function removeAbandoned() {
  for (const name of await readdir(home)) {
    const pid = /^partial-(\d+)$/.exec(name)?.[1];
    const isAbandoned = pid === undefined ? name.startsWith('code-server-') : !isRunning(Number(pid));
    if (isAbandoned) await rm(join(home, name), { recursive: true, force: true });
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * Makes the folders of a VS Code that has never run, below the system's temporary folder.
 * @returns {Promise<Folders & { remove: () => Promise<void> }>}
 */
export async function freshFolders() {
  const base = await mkdtemp(join(tmpdir(), 'tokshare-vscode-'));
  return { ...foldersIn(base), remove: () => rm(base, { recursive: true, force: true, maxRetries: 3 }) };
}

/** @returns {Folders} */
export function foldersIn(base) {
  return { userDataDir: join(base, 'user'), extensionsDir: join(base, 'extensions') };
}

/**
 * Installs a .vsix for servers that use the same folders, replacing the same version of it too.
 * @param {string} vsix
 * @param {Folders} folders
 */
export async function installExtension(vsix, folders) {
  await run(process.execPath, [main, ...folderFlags(folders), '--install-extension', vsix, '--force'], {
    quiet: true,
  });
}

/**
 * Writes the user's settings: ours, then `settings` over them. A workbench reads them as it loads.
 * @param {string} userDataDir
 * @param {Record<string, unknown>} [settings]
 */
export async function writeSettings(userDataDir, settings = {}) {
  await mkdir(join(userDataDir, 'User'), { recursive: true });
  const text = JSON.stringify({ ...quietSettings, ...settings }, undefined, 2);
  await writeFile(join(userDataDir, 'User', 'settings.json'), `${text}\n`);
}

/**
 * Starts the server and waits until it accepts connections.
 * @param {Folders & { port?: number, settings?: Record<string, unknown>, env?: NodeJS.ProcessEnv, args?: string[] }} options
 *   port: 0, the default, takes a free one; env: variables for the extension host too; args: more flags of the server
 * @returns {Promise<Server>}
 */
export async function startServer({ port = 0, settings, env = {}, args = [], ...folders }) {
  await writeSettings(folders.userDataDir, settings);
  const flags = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
  const child = spawn(process.execPath, [main, ...flags, ...folderFlags(folders), ...args], {
    // A group of its own, so that its extension hosts and watchers end with it.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    // No extension gallery, so that nothing asks the network.
    env: { ...process.env, EXTENSIONS_GALLERY: '{}', ...env },
  });
  const ended = exit(child);
  const stop = endWithUs(child, ended);
  try {
    const bound = await readiness(child, ended);
    const authority = `127.0.0.1:${bound}`;
    return { url: `http://${authority}/`, port: bound, authority, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * The address that opens a folder. The flag --default-folder is no way to do that: such a folder's notebooks do not run.
 * @param {Server} server
 * @param {string} folder
 */
export function folderAddress({ url }, folder) {
  return `${url}?folder=${encodeURI(remotePath(folder))}`;
}

/** A path as it stands in a URI: `C:\\a b` on Windows is `/C:/a b`. */
export function remotePath(path) {
  return path.startsWith('/') ? path : `/${path.replaceAll('\\', '/')}`;
}

function folderFlags({ userDataDir, extensionsDir }) {
  const dataDir = join(userDataDir, 'server');
  return [
    ...['--accept-server-license-terms', '--disable-getting-started-override', '--disable-update-check'],
    ...['--user-data-dir', userDataDir, '--extensions-dir', extensionsDir, '--server-data-dir', dataDir],
  ];
}

/** Resolves to the port once the server says that it listens; rejects with its last words when it ends before. */
async function readiness(child, ended) {
  const output = collect(child);
  const listening = new Promise((resolve) => {
    child.stdout.on('data', () => {
      const port = /Server bound to \S+:(\d+)/.exec(output())?.[1];
      if (port !== undefined && output().includes('agent listening')) resolve(Number(port));
    });
  });
  const gone = ended.then((how) => {
    throw new Failure(`VS Code's server ended (${how}) before it was ready. Its last output:\n${output()}`);
  });
  return deadline(
    Promise.race([listening, gone]),
    60,
    () => `VS Code's server is not ready. Its last output:\n${output()}`,
  );
}

/** Rejects when the promise has not settled after so many seconds. */
export async function deadline(promise, seconds, message) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Failure(`${message()}\n(waited ${seconds} s)`)), seconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Ends the child with all its own children when we end, however that comes, and returns how to do so before. */
function endWithUs(child, ended) {
  const kill = () => killTree(child);
  const interrupted = (signal) => {
    kill();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('exit', kill);
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  return async () => {
    kill();
    await ended;
    process.off('exit', kill).off('SIGINT', interrupted).off('SIGTERM', interrupted);
  };
}

function killTree(child) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has ended already.
  }
}
