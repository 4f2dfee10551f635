// npm run package: builds the extension and packs what runs, and nothing else, into tokshare.vsix.
import { execFileSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ensurePackages } from './install.mjs';
import { isMain, main, root, tool, run } from './run.mjs';

export const vsix = join(root, 'tokshare.vsix');

/** Builds for production, replacing out/. */
export async function buildAll() {
  await run(process.execPath, ['esbuild.mjs']);
}

/** Builds everything with the tests and for reading, replacing out/. */
export async function buildTests() {
  await run(process.execPath, ['esbuild.mjs', '--tests']);
}

/** Packs what was built. The same commit gives the same bytes, so that anyone can check a published package. */
export async function pack() {
  await vsce(root, vsix, ['--no-rewrite-relative-links', '--allow-missing-repository']);
}

/** Packs the helper of `npm start` that opens the example, and returns the file. */
export async function packOpener(folder) {
  const file = join(folder, 'opener.vsix');
  await vsce(join(root, 'scripts', 'opener'), file, ['--allow-missing-repository', '--skip-license']);
  return file;
}

async function vsce(cwd, file, flags) {
  // A zip file has local times.
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(lastCommit()), TZ: 'UTC' };
  await tool('@vscode/vsce/vsce', ['package', '--no-dependencies', ...flags, '--out', file], {
    cwd,
    env,
    quiet: true,
  });
}

/** Seconds since 1970 of the last commit; outside a git repository the first day of 2026. */
function lastCommit() {
  try {
    const options = { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
    return Number(execFileSync('git', ['log', '-1', '--format=%ct'], options).trim()) || 1767225600;
  } catch {
    return 1767225600;
  }
}

/** Says what is in the package. */
export async function describe() {
  const { listFiles } = await import('@vscode/vsce');
  const files = await listFiles({ cwd: root, dependencies: false });
  const { size } = await stat(vsix);
  console.log(`tokshare.vsix: ${(size / 1024).toFixed(0)} KB, ${files.length} files`);
}

if (isMain(import.meta.url)) {
  await main(async () => {
    await ensurePackages();
    await buildAll();
    await pack();
    await describe();
  });
}
