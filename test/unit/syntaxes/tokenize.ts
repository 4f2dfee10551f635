/** Texts coloured as the editor does it: the grammars of the package in VS Code's own engine. */
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';

export interface Colored {
  readonly text: string;
  readonly line: number;
  readonly start: number;
  readonly scopes: readonly string[];
}

interface Manifest {
  readonly contributes: {
    readonly grammars: readonly {
      readonly language?: string;
      readonly scopeName: string;
      readonly path: string;
      readonly injectTo?: readonly string[];
    }[];
  };
}

export const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

/** As much of VS Code's Markdown as the fences stand in. */
const MARKDOWN = JSON.stringify({
  scopeName: 'text.html.markdown',
  patterns: [{ match: '^#+ .*$', name: 'markup.heading.markdown' }],
});

let loaded: Registry | undefined;

function registry(): Registry {
  const wasm = join(process.cwd(), 'node_modules', 'vscode-oniguruma', 'release', 'onig.wasm');
  const onigLib = readFile(wasm)
    .then((bytes) => loadWASM(bytes))
    .then(() => ({ createOnigScanner, createOnigString }));
  const { grammars } = manifest.contributes;
  return new Registry({
    onigLib,
    loadGrammar: async (scope) => {
      if (scope === 'text.html.markdown') return parseRawGrammar(MARKDOWN, 'markdown.json');
      const path = grammars.find((each) => each.scopeName === scope)?.path;
      if (path === undefined || !existsSync(path)) return null;
      return parseRawGrammar(await readFile(path, 'utf8'), path);
    },
    getInjections: (scope) =>
      grammars.filter((each) => each.injectTo?.includes(scope) === true).map((each) => each.scopeName),
  });
}

export async function grammarOf(scope: string): Promise<IGrammar> {
  loaded ??= registry();
  const grammar = await loaded.loadGrammar(scope);
  if (!grammar) throw new Error(`There is no grammar ${scope}.`);
  return grammar;
}

/** Every stretch of a text with its scopes, from the outermost to the innermost. */
export async function tokenize(text: string, scope = 'source.tokshare'): Promise<Colored[]> {
  const grammar = await grammarOf(scope);
  let stack = INITIAL;
  return text.split('\n').flatMap((source, line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(source, stack);
    stack = ruleStack;
    return tokens.map(({ startIndex: start, endIndex, scopes }) => ({
      text: source.slice(start, endIndex),
      line,
      start,
      scopes,
    }));
  });
}

/** The innermost scope of every word, blanks left out: `share support.function…`. */
export async function scopesOf(text: string, scope?: string): Promise<[string, string][]> {
  const colored = await tokenize(text, scope);
  return colored
    .filter((each) => each.text.trim() !== '')
    .map((each) => [each.text.trim(), each.scopes.at(-1)?.replace(/\.tokshare$/, '') ?? '']);
}
