import tseslint from 'typescript-eslint';

/** What a folder may not import. One direction: language <- analysis -> data, registry; editor on it, and host, cli and renderer on top. */
const boundary = (files, groups, message) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: groups.map((group) => ({ group, message })) }],
  },
});

const platform = [['vscode', 'node:*', 'fs', 'path']];
const tops = [['**/host/**', '**/editor/**', '**/cli/**', '**/renderer/**']];

export default tseslint.config(
  { ignores: ['out/', 'node_modules/', '.vscode-server/', 'test-artifacts/'] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './renderer/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: 'error',
    },
  },
  boundary(
    ['src/language/*.ts', 'src/notebook/**'],
    [...platform, ['../**']],
    'imports nothing outside its folder',
  ),
  boundary(
    ['src/language/*/**'],
    [...platform, ['../../**']],
    'imports nothing outside the folder of the language',
  ),
  boundary(
    ['src/data/**', 'src/registry/**'],
    [...platform, ...tops, ['**/analysis/**', '**/notebook/**', '**/protocol/**']],
    'data and registry know the language at most',
  ),
  boundary(['src/analysis/**'], [...platform, ...tops, ['**/notebook/**']], 'analysis knows no host'),
  boundary(
    ['src/records/**'],
    [...platform, ...tops, ['**/notebook/format', '**/report/**']],
    'records know what cells give, and neither the file nor any host',
  ),
  boundary(['src/report/**'], [...platform, ...tops], 'a report is written by hosts, and knows none'),
  boundary(
    ['src/editor/**'],
    [...platform, ['**/host/**', '**/cli/**', '**/renderer/**', '**/notebook/**']],
    'the language service knows the language and its data; the host adapts it',
  ),
  boundary(
    ['src/protocol/**'],
    [...platform, ...tops, ['../**']],
    'the protocol imports zod and nothing of ours',
  ),
  boundary(
    ['src/host/**', 'src/extension.ts'],
    [['node:*', 'fs', 'path', '**/node/**', '**/cli/**', '**/renderer/**']],
    'the host runs in a browser too',
  ),
  boundary(
    ['src/node/**'],
    [['vscode', '**/host/**', '**/editor/**', '**/cli/**', '**/analysis/**', '**/renderer/**']],
    'what needs Node and nothing else serves the desktop and the command line alike',
  ),
  boundary(
    ['src/cli/**'],
    [['vscode', '**/host/**', '**/editor/**', '**/renderer/**']],
    'the command line knows no VS Code',
  ),
  boundary(
    ['renderer/**'],
    [...platform, ['**/src/!(protocol|registry)/**']],
    'the renderers read results and the registry, nothing else of ours',
  ),
  {
    // Loops that stay inside of their arrays, row after row: a question at every place would be asked millions of times.
    files: ['src/data/{loops,groupBy,groupPlaces,repeated,sealed}.ts', 'src/data/scan/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
);
