import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import MarkdownIt from 'markdown-it';
import { toMarkdown } from '../../../src/report/markdown';
import { ATTACH, query, reportOf, USAGE, type Files } from './helpers';

async function markdown(text: string, files?: Files): Promise<string> {
  return toMarkdown(await reportOf(text, files));
}

/** What a forge makes of it. */
function shown(text: string): string {
  return new MarkdownIt({ html: true }).render(text);
}

const CLAIM = query(
  'claim "Chinese models reached 70%" = share of tokens for CN in 2026-W07 using usage',
  '  expect 70%',
  '  source "A note | of ours"',
);

describe('report: as Markdown', () => {
  it('holds prose as it is, queries, tables and verdicts, in the order of the notebook', async () => {
    const text = await markdown(
      `---\ntokshare: 1\n---\n# Usage\n\nSee [this](x.md) <br> *now*.\n\n${query(ATTACH)}\n${query('tokens by country weekly using usage as line')}\n${CLAIM}`,
    );
    assert.ok(text.startsWith('# Usage\n\nSee [this](x.md) <br> *now*.\n\n```tokshare\nattach usage'), text);
    assert.match(
      text,
      /```tokshare\ntokens by country weekly using usage as line\n```\n\n\*\*tokens by country/,
    );
    assert.match(text, /\*\*holds\*\*/);
    assert.equal(shown(text).match(/<table>/g)?.length, 2);
  });

  it('turns no reading direction by invisible characters of a query, a record or data', async () => {
    const claim = 'claim "a \u202eb\u2067" = tokens for CN in 2026-W07 expect 70';
    const text = await markdown(query(ATTACH, claim) + query(claim).replace('tokshare', 'tokshare-result'));
    assert.match(text, /claim "a b"[^]*> a b[^]*tokshare-result\nclaim "a b"/);
    assert.doesNotMatch(text, /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
  });

  it('is the same to the byte when it is made again, with one line end at its end', async () => {
    const text = await markdown(CLAIM);
    assert.equal(text, await markdown(CLAIM));
    assert.match(text, /[^\n]\n$/);
  });

  for (const [what, prose] of [
    ['a list', '- one\n- two'],
    ['a paragraph', 'Words | with | bars'],
    ['a table', '| a | b |\n| --- | --- |\n| 1 | 2 |'],
    ['a quotation', '> said'],
    ['an open fence', '````python\nx = 1\n```'],
    ['a fence of tildes', '~~~\nx'],
    ['an open comment', 'Text\n\n<!-- to do'],
    ['a heading underlined', 'Title'],
  ] as const) {
    it(`prose that ends in ${what} breaks no table after it`, async () => {
      const report = await reportOf(`${query(ATTACH)}\n${query('tokens by country in 2026-W07 as table')}`);
      const text = await toMarkdown({ ...report, parts: [{ kind: 'prose', text: prose }, ...report.parts] });
      const html = shown(text);
      assert.match(html, /<th>country<\/th>\s*<th[^>]*>tokens<\/th>[^]*<td>China<\/td>\s*<td[^>]*>70<\/td>/);
      assert.match(html, /<h2>What the figures were computed from<\/h2>/);
    });
  }

  it('leaves closed fences and comments alone', async () => {
    const prose = '```\n<!-- in code\n```\n\n<!-- a --> and <!--\nb -->\n\n`` ```inline``` ``';
    const text = await markdown(`${prose}\n`);
    assert.ok(text.startsWith(`${prose}\n\n---\n`), text);
  });

  it('fences a query with more backticks than stand in it', async () => {
    const report = await reportOf(query('# no'));
    const [part] = report.parts;
    assert.equal(part?.kind, 'query');
    const cell = { ...part.cell, text: '# ```\ntokens' };
    const text = await toMarkdown({ ...report, parts: [{ ...part, cell }] });
    assert.ok(text.startsWith('````tokshare\n# ```\ntokens\n````\n'), text);
  });

  it('says errors in words, at their lines', async () => {
    const text = await markdown(query('attach gone from "gone.csv"', '', 'tokens by contry using gone'));
    assert.match(text, /> \*\*Error in line 1:\*\* gone\.csv does not exist\./);
    assert.match(text, /> \*\*Error in line 3:\*\* /);
    assert.match(text, /- \*\*gone\*\*: could not be read/);
  });

  it('ends with the files, their whole hashes and the version', async () => {
    const text = await markdown(
      query('attach usage from "usage.csv" cite "A | *B*"', 'registry "mine.csv"'),
      {
        'usage.csv': USAGE,
        'mine.csv': 'model,lab\nopenai/gpt-5,deepseek\n',
      },
    );
    const sha256 = createHash('sha256').update(USAGE).digest('hex');
    assert.ok(
      text.includes(
        `- **usage**: \`usage.csv\`; 4 rows; weekly, 2026-W06 to 2026-W07; SHA-256 \`${sha256}\`; cite as: A \\| \\*B\\*\n`,
      ),
      text,
    );
    assert.match(
      text,
      /- \*\*registry\*\*: `mine\.csv`; 1 model and 1 lab over the built-in registry; SHA-256 `[0-9a-f]{64}`\n/,
    );
    assert.match(
      text,
      /- \*\*built-in registry\*\*: \d+ models and \d+ labs; SHA-256 `[0-9a-f]{64}`\n\nComputed by tokshare \d/,
    );
  });

  it('keeps records as they stand', async () => {
    const text = await markdown(`${query(ATTACH)}\`\`\`tokshare-result\nCN 70\n\`\`\`\n`);
    assert.match(text, /```tokshare-result\nCN 70\n```/);
  });
});
