// Builds everything that runs into out/: the extension, the renderers, the command line and, with --tests, the tests.
import { build, context } from 'esbuild';
import { rm } from 'node:fs/promises';

const tests = process.argv.includes('--tests');
const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  target: 'es2022',
  sourcemap: tests || watch ? 'inline' : false,
  minify: !(tests || watch),
  // Names of functions and classes stay readable in a user's error report.
  keepNames: false,
  loader: { '.csv': 'text', '.svg': 'text' },
  legalComments: 'none',
  logLevel: 'warning',
};

/** For the browser's worker host: it uses nothing of Node. */
const extension = {
  ...common,
  entryPoints: { extension: 'src/extension.ts' },
  format: 'cjs',
  platform: 'browser',
  external: ['vscode'],
  outdir: 'out',
};

/** The same for the desktop's host, which reads local files as streams; and the threads that it starts. */
const desktop = {
  ...extension,
  entryPoints: {
    desktop: 'src/desktop.ts',
    hashWorker: 'src/node/hashWorker.ts',
    scanWorker: 'src/node/scanWorker.ts',
  },
  platform: 'node',
  target: 'node20',
};

const cli = {
  ...common,
  entryPoints: { cli: 'src/cli/main.ts' },
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  banner: { js: '#!/usr/bin/env node' },
  outdir: 'out',
};

/** The builds of Plotly by the names of their packages: a file each, the same for notebooks and reports. */
const plotlyBuilds = {
  'plotly.js-basic-dist-min': 'plotly-basic.min.js',
  'plotly.js-dist-min': 'plotly.min.js',
};

/**
 * Each build of Plotly is a file as its makers built it: a script that sets a global variable.
 * @param {(file: string) => string} contents a module that gives what the script has set
 * @returns {import('esbuild').Plugin}
 */
const plotly = (contents) => ({
  name: 'plotly',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^plotly\.js-/ }, ({ path }) => ({ path, namespace: 'plotly' }));
    onResolve({ filter: /^\.\/plotly.*\.min\.js$/ }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /./, namespace: 'plotly' }, ({ path }) => ({ contents: contents(plotlyBuilds[path]) }));
  },
});

const plotlyFiles = {
  entryPoints: Object.entries(plotlyBuilds).map(([name, file]) => `node_modules/${name}/${file}`),
  loader: { '.js': 'copy' },
  entryNames: '[name]',
  outdir: 'out/renderer',
};

/** The renderers run in the notebook's webview. Plotly's files are loaded when the first chart needs one. */
const renderers = {
  ...common,
  entryPoints: { results: 'renderer/results.ts', prose: 'renderer/prose.ts' },
  plugins: [
    // The variable is left as it was found: renderers of other extensions share the page, and may have their own Plotly.
    plotly(
      (file) => `
      const before = globalThis.Plotly;
      await import('./${file}');
      const plotly = globalThis.Plotly;
      globalThis.Plotly = before;
      export default plotly;
    `,
    ),
  ],
  format: 'esm',
  platform: 'browser',
  splitting: true,
  chunkNames: 'chunk-[hash]',
  outdir: 'out/renderer',
};

/** The script of a report, which is copied into its page; the build of Plotly that its charts need stands there before it. */
const report = {
  ...common,
  entryPoints: { report: 'renderer/report.ts' },
  plugins: [plotly(() => 'export default globalThis.Plotly;')],
  sourcemap: false,
  minify: true,
  format: 'iife',
  platform: 'browser',
  outdir: 'out/renderer',
};

/** The script of the registry's table, which is a page of its own. */
const registryTable = {
  ...common,
  entryPoints: { registryTable: 'renderer/registryTable.ts' },
  format: 'iife',
  platform: 'browser',
  outdir: 'out/renderer',
};

const nodeTests = {
  ...common,
  entryPoints: ['test/unit/**/*.test.ts', 'test/renderer/**/*.test.ts', 'test/browser/**/*.test.ts'],
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  // mocha must be the one instance that runs them; playwright and esbuild read their own files beside themselves.
  external: ['esbuild', 'mocha', 'playwright-core', 'vscode'],
  outbase: 'test',
  outdir: 'out/test',
};

const hostTests = {
  ...common,
  entryPoints: { host: 'test/host/index.ts' },
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  external: ['vscode', 'mocha'],
  outdir: 'out/test',
};

const bundles = [
  extension,
  desktop,
  cli,
  plotlyFiles,
  renderers,
  report,
  registryTable,
  ...(tests ? [nodeTests, hostTests] : []),
];

if (watch) {
  for (const options of bundles) await (await context({ ...options, logLevel: 'info' })).watch();
} else {
  await rm('out', { recursive: true, force: true });
  await Promise.all(bundles.map((options) => build(options)));
}
