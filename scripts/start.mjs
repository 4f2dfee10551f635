// npm start: from a fresh clone to the example notebook, on the command line and then in VS Code.
// --no-serve stops after the command line; --browser leaves an installed VS Code alone; --port N serves there.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackages } from './install.mjs';
import { buildAll, describe, pack, packOpener, vsix } from './package.mjs';
import { Failure, findOnPath, main, root, run, runOnPath } from './run.mjs';
import {
  ensureServer,
  folderAddress,
  foldersIn,
  home,
  installExtension,
  startServer,
} from './vscode-server.mjs';

const examples = join(root, 'examples');
const notebook = join(examples, 'chinese-models.tokshare');

await main(async () => {
  const { values } = parseArgs({
    options: { 'no-serve': { type: 'boolean' }, browser: { type: 'boolean' }, port: { type: 'string' } },
  });
  await ensurePackages();
  console.log('Building the extension …');
  await buildAll();
  await pack();
  await describe();
  await check();
  if (values['no-serve']) return;
  if (!values.browser && findOnPath('code') !== undefined) await openInstalled();
  else await serve(Number(values.port ?? 0));
});

async function check() {
  console.log(
    '\nThe example notebook on the command line: node out/cli.js check examples/chinese-models.tokshare\n',
  );
  await run(process.execPath, [join('out', 'cli.js'), 'check', join('examples', 'chinese-models.tokshare')]);
}

async function openInstalled() {
  console.log('\nOpening the example in your VS Code …');
  await runOnPath('code', ['--install-extension', vsix, '--force']);
  await runOnPath('code', [examples, notebook]);
}

/** VS Code in the browser, which needs nothing but Node. Stays until Ctrl+C. */
async function serve(port) {
  console.log('\nThere is no VS Code on PATH, so here it comes in the browser.');
  await ensureServer();
  const folders = foldersIn(home);
  await installExtension(vsix, folders);
  await installExtension(await packOpener(home), folders);
  // Ctrl+C is the way this ends well; what the server started goes with us.
  process.once('SIGINT', () => process.exit(0));
  const server = await startServer({ ...folders, port, env: { TOKSHARE_OPEN: notebook } });
  console.log(`\nOpen this in a browser:\n\n  ${folderAddress(server, examples)}\n`);
  console.log('The notebook chinese-models.tokshare opens by itself; "Run All" above it runs the queries.');
  console.log('(If another file is open instead, double click it in the Explorer.) Ctrl+C ends the server.');
  throw new Failure(`VS Code's server ended by itself (${await server.ended}). Start it again: npm start`);
}
