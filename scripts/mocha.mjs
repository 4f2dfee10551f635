// Runs built tests with mocha and tells the script that started it how they went:
// node scripts/mocha.mjs [--timeout MS] [--grep TEXT] FOLDER…
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Mocha from 'mocha';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { timeout: { type: 'string', default: '10000' }, grep: { type: 'string' } },
});

const mocha = new Mocha({ reporter: 'spec', timeout: Number(values.timeout), forbidOnly: true });
if (values.grep !== undefined) mocha.grep(values.grep);
for (const folder of positionals) {
  for (const file of await testsIn(folder)) mocha.addFile(file);
}
await mocha.loadFilesAsync();
const runner = mocha.run((failed) => {
  const { passes: passed, pending: skipped } = runner.stats;
  process.send?.({ passed, failed, skipped });
  process.disconnect?.();
  process.exitCode = failed === 0 ? 0 : 1;
});

/** The test files of a folder, in an order that does not depend on the file system. */
async function testsIn(folder) {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => name.endsWith('.test.js'))
    .sort()
    .map((name) => join(folder, name));
}
