import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { ASSETS, ATTACH, filesOf, pageOf, query, reportOf, USAGE } from './helpers';
import { toHtml } from '../../../src/report/html';
import type { Report } from '../../../src/report/report';
import { parseResult } from '../../../src/protocol/result';

const CHART = `# Usage\n\n${query(ATTACH)}\n${query('tokens by country weekly as line')}`;
const NUMBER = `# Usage\n\n${query(ATTACH, 'tokens for CN in 2026-W07')}`;

/** Every script element of a page: what stands in its opening tag, and its text. */
function scripts(page: string): { attributes: string; text: string }[] {
  return [...page.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)].map(([, attributes = '', text = '']) => ({
    attributes,
    text,
  }));
}

function policyOf(page: string): string {
  return /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
}

function payloads(page: string): unknown[] {
  return scripts(page).flatMap(({ attributes, text }) =>
    attributes === ' type="application/json"' ? [JSON.parse(text) as unknown] : [],
  );
}

describe('report: the page', () => {
  it('is titled by the first heading, and by the name of the file where there is none', async () => {
    assert.match(await pageOf(CHART), /<html lang="en">[^]*<title>Usage<\/title>/);
    assert.match(await pageOf('Text\n\n## Of *CN* & `US`\n'), /<title>Of CN &amp; US<\/title>/);
    const none = await pageOf('Only words.\n');
    assert.match(none, /<title>usage\.tokshare<\/title>/);
    assert.match(none, /<h1>usage\.tokshare<\/h1>/);
    assert.doesNotMatch(await pageOf(CHART), /<h1>usage\.tokshare/);
  });

  it('holds prose, queries, results and records in the order of the notebook', async () => {
    const page = await pageOf(`${NUMBER}\n\`\`\`tokshare-result\nCN 70\n\`\`\`\n\nAfter all of it.\n`);
    const places = [
      '<h1 id="usage">',
      'class="query"',
      'class="result"',
      'class="record"',
      'After all of it.',
    ].map((part) => page.indexOf(part));
    assert.ok(
      places.every((place) => place > 0),
      places.join(),
    );
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
  });

  it('is the same to the byte when it is made again', async () => {
    assert.equal(await pageOf(CHART), await pageOf(CHART));
  });

  it('turns no reading direction by invisible characters of a query, a record or data', async () => {
    const claim = 'claim "a \u202eb\u2067" = tokens for CN in 2026-W07 expect 70';
    const page = await pageOf(
      `# \u061cUsage\n\n${query(ATTACH, claim)}${query(claim).replace('tokshare', 'tokshare-result')}`,
    );
    // The heading is prose, which stays as it is written.
    assert.doesNotMatch(page.replace('>\u061cUsage<', ''), /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
    assert.deepEqual(
      payloads(page).map((payload) => (payload as { claim: { sentence: string } }).claim.sentence),
      ['a b'],
    );
  });

  it('names the hash of every script that runs, and lets nothing else run or load', async () => {
    for (const [notebook, count] of [
      [CHART, 2],
      [NUMBER, 1],
    ] as const) {
      const page = await pageOf(notebook);
      const running = scripts(page).filter(({ attributes }) => attributes === '');
      assert.equal(running.length, count);
      const hashes = running.map(
        ({ text }) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
      );
      assert.equal(
        policyOf(page),
        `default-src 'none'; script-src ${hashes.join(' ')}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`,
      );
    }
    assert.match(policyOf(await pageOf('Only words.\n')), /script-src 'none'/);
  });

  it('holds Plotly once where there is a chart, and not at all where there is none', async () => {
    assert.equal(
      (await pageOf(CHART + query('tokens by lab weekly as area'))).split('the library').length,
      2,
    );
    assert.doesNotMatch(await pageOf(NUMBER), /the library/);
    assert.doesNotMatch(
      await pageOf(`${query(ATTACH)}\n${query('tokens by country weekly as table')}`),
      /the library/,
    );
  });

  it('holds the basic build of Plotly, or the full one alone where a chart needs it', async () => {
    const libraries = async (page: string) => (await pageOf(page)).match(/the library, \w+/g);
    assert.deepEqual(await libraries(CHART), ['the library, basic']);
    const tree = query('tokens by country, lab in 2026-W07 as treemap');
    assert.deepEqual(await libraries(CHART + tree), ['the library, full']);
  });

  it('holds payloads that read as the results that they were', async () => {
    const report = await reportOf(CHART);
    const [payload, ...more] = payloads(await pageOf(CHART));
    assert.deepEqual(more, []);
    const results = report.parts.flatMap((part) => (part.kind === 'query' ? part.outcomes : []));
    const result = results.find((outcome) => outcome.kind === 'result')?.result;
    assert.deepEqual(parseResult(payload), { ok: true, result });
  });

  it('says in words what a result is, for before the script runs and where none does', async () => {
    const page = await pageOf(NUMBER);
    const words = /<div class="result"><script[^]*?<\/script>([^]*?)<\/div>/.exec(page)?.[1] ?? '';
    assert.match(words, /tokens for CN in 2026-W07/);
    assert.match(words, /all tokens/);
  });
});

describe('report: what a notebook may hold', () => {
  const EVIL = '</script><script>evil()</script><!-- <img src=x onerror=evil()>';

  it('markup in titles, names and files is text', async () => {
    const usage = USAGE.replaceAll('openai/gpt-5', `"x/${EVIL.replaceAll('"', '')}"`);
    const files = { [`${EVIL}.csv`]: usage };
    const page = await pageOf(
      `${query(`attach usage from "${EVIL}.csv" cite "${EVIL}"`)}\n${query(`tokens by model weekly as line title "${EVIL}"`)}\n\`\`\`tokshare-result\n${EVIL}\n\`\`\`\n`,
      files,
    );
    // Two payloads would be one too few or too many if any text had ended an element.
    assert.deepEqual(
      scripts(page).map(({ attributes }) => attributes),
      [' type="application/json"', '', ''],
    );
    assert.equal(page.split('</script').length - 1, 3);
    assert.doesNotMatch(page, /<img/);
    assert.ok(JSON.stringify(payloads(page)).includes('evil()'));
  });

  it('raw HTML in prose is shown, not obeyed', async () => {
    const page = await pageOf(
      `# A <b>bold</b> word\n\n${EVIL}\n\n<iframe src="https://example.org"></iframe>\n`,
    );
    assert.doesNotMatch(page, /<(b|img|iframe)\b/);
    assert.match(page, /&lt;iframe src=/);
    assert.match(page, /<title>A &lt;b&gt;bold&lt;\/b&gt; word<\/title>/);
    assert.equal(scripts(page).filter(({ text }) => text.includes('evil')).length, 0);
  });

  it('an error is said in words, at its line, and the rest is there', async () => {
    const page = await pageOf(
      `${query('attach gone from "gone.csv"', ATTACH)}\n${query('tokens by country in 2026-W07 using usage', 'tokens by contry in 2026-W07 using usage')}\n${query('tokens using gone')}`,
    );
    assert.match(
      page,
      /<p class="problem error"><strong>Error in line 1:<\/strong> gone\.csv does not exist\.<\/p>/,
    );
    assert.match(page, /Error in line 2:<\/strong> <code>contry<\/code> is not a dimension/);
    assert.equal(payloads(page).length, 1);
    assert.match(page, /<h3>gone<\/h3>[^]*could not be read/);
  });
});

describe('report: what the figures were computed from', () => {
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

  it('names every dataset with its file, rows, period, whole hash and how to cite it', async () => {
    const page = await pageOf(query('attach usage from "usage.csv" cite "Somebody & others, 2026"'));
    const footer = /<footer[^]*<\/footer>/.exec(page)?.[0] ?? '';
    for (const part of [
      '<h3>usage</h3>',
      '<code>usage.csv</code>',
      '4 rows, weekly, 2026-W06 to 2026-W07',
      hash(USAGE),
      'Somebody &amp; others, 2026',
    ])
      assert.ok(footer.includes(part), part);
    assert.match(footer, /Computed by tokshare \d+\.\d+\.\d+\./);
    assert.match(footer, /built-in registry[^]*\d+ models and \d+ labs[^]*[0-9a-f]{64}/);
  });

  it('names the overlays of the registry with their hashes', async () => {
    const overlay = 'model,lab\nopenai/gpt-5,deepseek\n';
    const page = await pageOf(query('registry "mine.csv"', 'registry "none.csv"'), { 'mine.csv': overlay });
    assert.match(page, /<code>mine\.csv<\/code>[^]*1 model and 1 lab over the built-in registry/);
    assert.ok(page.includes(hash(overlay)));
    assert.match(page, /<code>none\.csv<\/code> could not be read/);
  });
});

describe('report: cards of models, labs and countries', () => {
  it('are in the page once for each term, with what the data say', async () => {
    const page = await pageOf(`DeepSeek and China, and DeepSeek again.\n\n${query(ATTACH)}`);
    const data = scripts(page).find(({ attributes }) => attributes.includes('report.cards'))?.text ?? '{}';
    const { cards, flags } = JSON.parse(data) as {
      cards: Record<string, { title: string; lines: { label: string; value: string }[] }>;
      flags: Record<string, string>;
    };
    assert.deepEqual(Object.keys(cards), ['lab deepseek', 'country CN']);
    assert.equal(page.split('data-key="deepseek"').length - 1, 2);
    const usage = cards['lab deepseek']?.lines.find(({ label }) => label === 'usage')?.value;
    assert.equal(usage, '70 tokens in 2026-W07, rank 1 of 2');
    assert.deepEqual(Object.keys(flags), ['CN']);
  });

  it('no term, no result: no script at all', async () => {
    const report: Report = await reportOf('Only words.\n', {});
    const page = await toHtml(report, ASSETS, filesOf({}));
    assert.deepEqual(scripts(page), []);
  });
});
