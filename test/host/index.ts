// VS Code's extension host calls run(). Each test file has a line here; one without it fails `npm test`.
const suites = [
  () => import('./smoke.test'),
  () => import('./running.test'),
  () => import('./stale.test'),
  () => import('./records.test'),
  () => import('./editing.test'),
  () => import('./navigation.test'),
  () => import('./colours.test'),
  () => import('./exportReport.test'),
  () => import('./verdicts.test'),
  () => import('./review.test'),
  () => import('./registry.test'),
  () => import('./messaging.test'),
  () => import('./datasets.test'),
  () => import('./data.test'),
  () => import('./severalFiles.test'),
];

export async function run(): Promise<void> {
  // Imported when it is needed, because mocha is an ES module and this bundle is not.
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', timeout: 30_000, forbidOnly: true });
  const grep = process.env['TOKSHARE_GREP'];
  if (grep !== undefined) mocha.grep(grep);
  // Defines describe() and it(), which the test files call as they are imported.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const load of suites) await load();
  await finished(mocha);
}

/** Between these two lines scripts/host-tests.mjs prints what it hears; it reads the counts from the second. */
function finished(mocha: Mocha): Promise<void> {
  console.log('tokshare-host-tests begin');
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failed) => {
      const { passes: passed = 0, pending: skipped = 0 } = runner.stats ?? {};
      console.log(`tokshare-host-tests end ${JSON.stringify({ passed, failed, skipped })}`);
      if (failed === 0) resolve();
      else reject(new Error(`${failed} tests failed in the extension host`));
    });
  });
}
