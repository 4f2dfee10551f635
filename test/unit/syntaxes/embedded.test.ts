import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { manifest, scopesOf, tokenize, type Colored } from './tokenize';

const FILE = `---
tokshare: 1
---
# share of prose

\`\`\`tokshare
share of tokens
  for CN
\`\`\`
\`\`\`tokshare-result
holds  CN 4.126T   2026-W07
data rankings@3b1f9c2e
\`\`\`

for CN`;

function within(tokens: readonly Colored[], scope: string): string {
  return tokens
    .filter(({ scopes }) => scopes.includes(scope))
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join(' ');
}

describe('queries in other texts', () => {
  it('every grammar of the package is there', () => {
    for (const { path } of manifest.contributes.grammars) assert.ok(existsSync(path), path);
  });

  it('are coloured in fences of Markdown', async () => {
    const tokens = await tokenize(FILE, 'text.html.markdown');
    assert.equal(within(tokens, 'meta.embedded.block.tokshare'), 'share of tokens for CN');
    assert.equal(within(tokens, 'support.function.value.tokshare'), 'share');
    assert.match(within(tokens, 'meta.embedded.block.tokshare-result'), /^holds .*3b1f9c2e$/);
    assert.equal(within(tokens, 'keyword.other.clause.tokshare'), 'for');
  });

  it('are coloured in a notebook that is opened as text, whose prose is Markdown', async () => {
    const tokens = await tokenize(FILE);
    assert.equal(within(tokens, 'markup.heading.markdown'), '# share of prose');
    assert.equal(within(tokens, 'comment.line.number-sign.tokshare'), '');
    assert.equal(within(tokens, 'meta.embedded.block.tokshare'), 'share of tokens for CN');
  });

  it('are not looked for in fences of other languages', async () => {
    const tokens = await tokenize('```tokshares\nshare of tokens\n```', 'text.html.markdown');
    assert.equal(within(tokens, 'support.function.value.tokshare'), '');
  });

  it('a recorded result shows its verdict, figures and fingerprints', async () => {
    const scope = 'source.tokshare-result';
    const holds = new Map(await scopesOf('holds (cut off)  CN 4.126T · 58.7%   2026-W07 (9–15 Feb)', scope));
    assert.equal(holds.get('holds'), 'markup.inserted.tokshare-result');
    assert.equal(holds.get('4.126T'), 'constant.numeric.tokshare-result');
    assert.equal(holds.get('2026-W07'), 'constant.numeric.date.tokshare-result');
    const off = await scopesOf('off by +2.3pp', scope);
    assert.deepEqual(off[0], ['off by', 'markup.deleted.tokshare-result']);
    const data = await scopesOf('data rankings@3b1f9c2e · registry@90ab12ff', scope);
    assert.equal(data.at(-1)?.[1], 'comment.line.tokshare-result');
  });
});
