import assert from 'node:assert/strict';
import type { ReadFile } from '../../../src/data/attach';
import { builtInRegistry } from '../../../src/registry/registry';
import { LARGEST } from '../../../src/report/images';
import { renderProse } from '../../../src/report/prose';
import { filesOf, type Files } from './helpers';

async function html(text: string, files: Files = {}): Promise<string> {
  const { html: cells } = await renderProse([text], builtInRegistry(), filesOf(files));
  return cells.join('').trim();
}

describe('report: links in prose', () => {
  it('lead to the web, to mail and within the page', async () => {
    assert.equal(
      await html('[a](https://example.org/x) [b](mailto:x@example.org) [c](#part) https://example.org'),
      '<p><a href="https://example.org/x">a</a> <a href="mailto:x@example.org">b</a> <a href="#part">c</a> <a href="https://example.org">https://example.org</a></p>',
    );
  });

  it('to other files stay as words, and those to scripts are no links at all', async () => {
    assert.equal(
      await html('See [the *data*](data/README.md).'),
      '<p>See <span class="nolink" title="data/README.md">the <em>data</em></span>.</p>',
    );
    assert.doesNotMatch(
      await html('[x](javascript:evil()) [y](file:///etc/passwd) [z](data:text/html,x)'),
      /href/,
    );
    assert.doesNotMatch(await html('<ftp://example.org/x> [v](vscode:extension/x)'), /href/);
  });
});

describe('report: headings', () => {
  it('have the ids by which forges know them, each once in all cells', async () => {
    const { html: cells, heading } = await renderProse(
      ['Text\n\n## What to write, then\n## Data\n## Data 1', '## Data\n## Über 中国\n## !?'],
      builtInRegistry(),
      filesOf({}),
    );
    assert.deepEqual(
      [...cells.join('').matchAll(/<h2 id="([^"]*)"/g)].map(([, id]) => id),
      ['what-to-write-then', 'data', 'data-1', 'data-2', 'über-中国', 'section'],
    );
    assert.equal(heading, 'What to write, then');
  });
});

describe('report: pictures in prose', () => {
  const PIXEL = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]);

  it('beside the notebook are part of the page, whatever their name', async () => {
    const files = { 'pics/a b.PNG': PIXEL, 'ü.svg': '<svg/>' };
    assert.equal(
      await html('![A "chart"](<pics/a b.PNG> "of & June") ![](ü.svg?x#y)', files),
      `<p><img src="data:image/png;base64,${Buffer.from(PIXEL).toString('base64')}" alt="A &quot;chart&quot;" title="of &amp; June"> <img src="data:image/svg+xml;base64,${Buffer.from('<svg/>').toString('base64')}" alt=""></p>`,
    );
  });

  it('are encoded whole, whatever their size', async () => {
    const bytes = Uint8Array.from({ length: 50_000 }, (_, index) => (index * 7) % 256);
    assert.ok(
      (await html('![](big.webp)', { 'big.webp': bytes })).includes(Buffer.from(bytes).toString('base64')),
    );
  });

  it('on the web are not loaded: their words are a link', async () => {
    assert.equal(
      await html('![a badge](https://example.org/a.svg)'),
      '<p><a href="https://example.org/a.svg">a badge</a></p>',
    );
    assert.equal(
      await html('[![a badge](https://example.org/a.svg)](https://example.org)'),
      '<p><a href="https://example.org">a badge</a></p>',
    );
    assert.equal(await html('![p](//example.org/a.png)'), '<p>p</p>');
  });

  it('that cannot be shown are said in words', async () => {
    const files = { 'huge.png': new Uint8Array(LARGEST + 1), 'notes.txt': 'x' };
    assert.equal(
      await html('![x](gone.png)'),
      '<p><span class="missing">[x: gone.png does not exist]</span></p>',
    );
    assert.match(await html('![x](huge.png)', files), /\[x: huge\.png is larger than 2 MB\]/);
    assert.match(await html('![](notes.txt)', files), /\[picture: notes\.txt is no picture of a kind/);
  });

  it('are read once each, and nothing else is', async () => {
    const asked: string[] = [];
    const spy: ReadFile = (path) => {
      asked.push(path);
      return Promise.resolve(PIXEL);
    };
    await renderProse(
      ['![](a.png) ![](a.png)', '![](a.png) ![](b.txt) ![](https://example.org/c.png) [d](d.png)'],
      builtInRegistry(),
      spy,
    );
    assert.deepEqual(asked, ['a.png']);
  });
});
