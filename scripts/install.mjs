// Installs the project's packages when node_modules is not what package-lock.json asks for.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, isMain, main, npm, root } from './run.mjs';

/** Without install scripts: no package here needs one, and none should run on a reader's machine unasked. */
export async function ensurePackages() {
  requireNode(20, 15);
  const reason = await difference();
  if (reason === undefined) return;
  console.log(`Installing packages (${reason}) …`);
  await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}

function requireNode(major, minor) {
  const [found, behind] = process.versions.node.split('.').map(Number);
  if (found < major || (found === major && behind < minor))
    throw new Failure(`Node ${major}.${minor} or newer is needed; this is Node ${process.versions.node}.`);
}

/** Why the installed packages are not the locked ones, or undefined when they are. npm notes what it installed. */
async function difference() {
  const locked = await packagesOf(join(root, 'package-lock.json'));
  if (locked === undefined)
    throw new Failure('package-lock.json is missing or no JSON. Restore it: git checkout package-lock.json');
  const present = await packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (present === undefined) return 'none are installed';
  for (const [path, wanted] of Object.entries(locked)) {
    if (path === '') continue;
    const found = present[path];
    // What is optional may be made for another system.
    if (found === undefined && wanted.optional) continue;
    if (found?.version !== wanted.version || found?.integrity !== wanted.integrity)
      return `${path} is not the locked one`;
  }
  return undefined;
}

/** The packages that a lock file lists, or undefined when it cannot be read. */
async function packagesOf(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

if (isMain(import.meta.url)) await main(ensurePackages);
