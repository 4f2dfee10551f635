import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLOURS } from '../../../src/editor/colours';
import { parse } from '../../../src/language/parser';

function json(path: string): unknown {
  return JSON.parse(readFileSync(join(process.cwd(), path), 'utf8'));
}

interface Manifest {
  readonly contributes: {
    readonly snippets: readonly { readonly language: string; readonly path: string }[];
    readonly semanticTokenScopes: readonly { readonly scopes: Readonly<Record<string, readonly string[]>> }[];
  };
}
const { contributes } = json('package.json') as Manifest;

describe('snippets', () => {
  const [file] = contributes.snippets;
  const snippets = json(file!.path) as Record<
    string,
    { prefix: string; body: string[]; description: string }
  >;

  /** The text that a snippet writes when nothing is changed in it, for each of its first choices. */
  function written(body: readonly string[]): string {
    return body
      .join('\n')
      .replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1')
      .replace(/\$\{\d+:([^}]*)\}/g, '$1');
  }

  for (const [name, { prefix, body, description }] of Object.entries(snippets)) {
    it(`${name} is a statement as it stands`, () => {
      const text = written(body);
      assert.doesNotMatch(text, /[${}]/);
      const [first, ...more] = parse(text).statements;
      assert.deepEqual(first?.diagnostics, [], text);
      assert.equal(more.length, 0);
      assert(prefix !== '' && description !== '');
    });
  }

  it('every choice of a snippet can stand there', () => {
    for (const { body } of Object.values(snippets)) {
      for (const [choice, options = ''] of body.join('\n').matchAll(/\$\{\d+\|([^}]*)\|\}/g)) {
        for (const option of options.split(',')) {
          const text = written([body.join('\n').replace(choice, option)]);
          assert.deepEqual(parse(text).statements[0]?.diagnostics, [], text);
        }
      }
    }
  });

  it('have prefixes of their own, and a file in the package', () => {
    const prefixes = Object.values(snippets).map(({ prefix }) => prefix);
    assert.equal(new Set(prefixes).size, prefixes.length);
    assert(existsSync(join(process.cwd(), file!.path)));
    const packed = readFileSync(join(process.cwd(), '.vscodeignore'), 'utf8');
    assert.match(packed, /^!snippets\/\*\*$/m);
  });
});

describe('colours', () => {
  it('each has a scope that themes know', () => {
    const scopes = contributes.semanticTokenScopes[0]?.scopes ?? {};
    assert.deepEqual(Object.keys(scopes).sort(), [...COLOURS].sort());
    for (const all of Object.values(scopes))
      for (const scope of all)
        assert.match(scope, /^(entity\.name|variable\.other|support\.type)\..*\.tokshare$/);
  });
});

describe('the Enter key', () => {
  interface Rule {
    readonly beforeText: string;
    readonly action: { readonly indent: string };
  }
  const { onEnterRules } = json('language-configuration.json') as { onEnterRules: readonly Rule[] };
  const indentAfter = (line: string): string =>
    onEnterRules.find(({ beforeText }) => new RegExp(beforeText).test(line))?.action.indent ?? 'none';

  const table: [line: string, indent: string][] = [
    ['tokens by lab', 'none'],
    ['tokens by lab,', 'indent'],
    ['tokens for', 'indent'],
    ['share of tokens for CN within ', 'indent'],
    ['tokens by lab |', 'indent'],
    ['tokens by lab | moving', 'indent'],
    ['measure cost = tokens *', 'indent'],
    ['claim "a published figure" =', 'indent'],
    ['claim "x" = tokens for CN expect', 'indent'],
    ['attach a from "x.csv" complete until', 'indent'],
    ['tokens as', 'indent'],
    ['tokens for deepseek/*', 'none'],
    ['group as-of-by', 'none'],
    ['tokens in 2026 # compare with', 'none'],
    ['tokens as line title "what it is made of', 'none'],
    ['tokens as line title "by"', 'none'],
    ['# by', 'none'],
    ['  within', 'none'],
    ['  ', 'outdent'],
    ['', 'none'],
  ];
  for (const [line, indent] of table)
    it(`"${line}" → ${indent}`, () => {
      assert.equal(indentAfter(line), indent);
    });
});
