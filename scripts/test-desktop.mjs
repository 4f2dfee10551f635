// npm run test:desktop: the host tests in a VS Code desktop, which @vscode/test-electron downloads. --version X picks one.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyExamples, hostTests, requireListed } from './host-tests.mjs';
import { ensurePackages } from './install.mjs';
import { buildTests } from './package.mjs';
import { Failure, main, root } from './run.mjs';
import { freshFolders, home } from './vscode-server.mjs';

await main(async () => {
  const { values } = parseArgs({ options: { version: { type: 'string', default: 'stable' } } });
  await ensurePackages();
  await requireListed();
  const vscodeExecutablePath = await download(values.version);
  await buildTests();
  await test(vscodeExecutablePath);
});

async function download(version) {
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  try {
    return await downloadAndUnzipVSCode({ version, cachePath: join(home, 'desktop'), timeout: 30_000 });
  } catch (error) {
    throw new Failure(
      `VS Code desktop (${version}) could not be downloaded: ${error.message}\n` +
        'These tests need a network that reaches its download site. `npm test -- host` runs the same ones without it.',
    );
  }
}

async function test(vscodeExecutablePath) {
  const { runTests } = await import('@vscode/test-electron');
  const { userDataDir, extensionsDir, remove } = await freshFolders();
  const workspace = await copyExamples();
  const flags = [
    '--disable-workspace-trust',
    '--user-data-dir',
    userDataDir,
    '--extensions-dir',
    extensionsDir,
  ];
  try {
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: root,
      extensionTestsPath: hostTests,
      launchArgs: [workspace.folder, ...flags],
    });
  } catch (error) {
    throw new Failure(`The tests in VS Code desktop failed: ${error.message}`);
  } finally {
    await Promise.all([remove(), workspace.remove()]);
  }
}
