import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CLI = process.env['TOKSHARE_CLI'] ?? join(process.cwd(), 'out', 'cli.js');
const DATA = join(process.cwd(), 'examples', 'data');
const TOP = 'openrouter-weekly-top.csv';
const ALL_LABS = 'openrouter-daily-by-author.csv';

describe('tokshare claims', () => {
  let folder = '';

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tokshare-'));
    for (const name of [TOP, ALL_LABS]) copyFileSync(join(DATA, name), join(folder, name));
  });

  after(() => rmSync(folder, { recursive: true }));

  /** Writes a notebook with these cells; each begins after a title, a blank line and a fence, and has a file of data. */
  function notebook(name: string, ...cells: string[]): string {
    const path = join(folder, name);
    const all = [`attach data from "${file(name)}"`, ...cells];
    writeFileSync(path, `# A title\n\n${all.map((cell) => `\`\`\`tokshare\n${cell}\n\`\`\`\n`).join('\n')}`);
    return path;
  }

  function file(name: string): string {
    return name.startsWith('nine') ? TOP : ALL_LABS;
  }

  function claims(...args: string[]): { out: string; err: string; code: number | null } {
    const { stdout, stderr, status } = spawnSync(process.execPath, [CLI, 'claims', ...args], {
      encoding: 'utf8',
      cwd: folder,
    });
    return { out: stdout, err: stderr, code: status };
  }

  const NINE =
    'claim "nearly 59%" = share of tokens for CN within top 9 models each week then (CN, US) in 2026-W11\n  expect nearly 59% source "A note"';
  const ALL =
    'claim "36% of everything" = share of tokens for CN in 2026-W11 expect 36%\nclaim "openai leads" = share of tokens for openai in 2026-W11 expect 38%';

  it('lists the claims of several notebooks with their places, and what contradicts what', () => {
    notebook('nine.tokshare', NINE);
    notebook('all.tokshare', '# A comment\n' + ALL);
    const { out, err, code } = claims('nine.tokshare', 'all.tokshare');
    assert.equal(err, '');
    // Whatever the verdicts are.
    assert.equal(code, 0);
    assert.equal(
      out,
      `nine.tokshare:8  holds
  “nearly 59%”
  published  nearly 59%
  computed   58.7%
  of what    CN / top 9 models each week, then (CN, US) (of listed rows) ·
             left out: unknown 7.2% of listed rows · 2026-W11 (9–15 Mar 2026) · data
  source     A note

all.tokshare:9  holds
  “36% of everything”
  published  36%
  computed   35.6% (35.6%–43.1%)
  of what    CN / all tokens · other 7.5% · unknown 5.2% · 2026-W11 (9–15 Mar 2026) · data

all.tokshare:10  off by −27.1pp
  “openai leads”
  published  38%
  computed   10.9% (10.9%–18.4%)
  of what    openai / all tokens · other 7.5% · unknown 5.2% · 2026-W11 (9–15 Mar 2026) · data
  readings   0 of 8 other readings hold

Contradictions

  “nearly 59%”: nine.tokshare:8
  “36%”: all.tokshare:9
  “nearly 59%” and “36%” are both about share of tokens for CN in 2026-W11. “nearly 59%” holds
  within top 9 models each week then (CN, US) using data; “36%” holds of all tokens using data.

2 of 3 hold · 1 off, explained by none · 1 contradiction.
`,
    );
  });

  it('as JSON: with figures, readings, contradictions and counts', () => {
    notebook('nine.tokshare', NINE);
    notebook('all.tokshare', ALL);
    const { out, code } = claims('--format', 'json', 'nine.tokshare', 'all.tokshare');
    assert.equal(code, 0);
    const root = JSON.parse(out) as {
      counts: object;
      claims: { file: string; line: number; verdict: object; figures: object[]; readings: object | null }[];
      contradictions: {
        about: string;
        claims: { file: string; published: string; holds: object | null }[];
      }[];
    };
    const none = { explained: 0, undecided: 0, impossible: 0, unread: 0 };
    assert.deepEqual(root.counts, { ...none, claims: 3, holds: 2, off: 1, contradictions: 1 });
    assert.deepEqual(
      root.claims.map(({ file, line, figures }) => [file, line, figures.length]),
      [
        ['nine.tokshare', 8, 1],
        ['all.tokshare', 8, 1],
        ['all.tokshare', 9, 1],
      ],
    );
    assert.deepEqual(Object.keys(root.claims[2]?.readings ?? {}), ['tried', 'holding']);
    assert.deepEqual(
      root.contradictions.map(({ about }) => about),
      ['share of tokens for CN in 2026-W11'],
    );
    assert.deepEqual(
      root.contradictions[0]?.claims.map(({ file, published, holds }) => ({ file, published, holds })),
      [
        {
          file: 'nine.tokshare',
          published: 'nearly 59%',
          holds: {
            asked: true,
            words: 'within top 9 models each week then (CN, US) using data',
            query: 'share of tokens for CN within top 9 models each week then (CN, US) in 2026-W11',
          },
        },
        {
          file: 'all.tokshare',
          published: '36%',
          holds: {
            asked: true,
            words: 'of all tokens using data',
            query: 'share of tokens for CN in 2026-W11',
          },
        },
      ],
    );
  });

  it('lists twenty contradictions for readers, and all of them for programs', () => {
    const many = Array.from(
      { length: 8 },
      (_, at) => `claim "${at}" = share of tokens for CN in 2026-W11 expect ${at * 10}%`,
    );
    notebook('all.tokshare', many.join('\n'));
    const text = claims('all.tokshare').out;
    assert.equal(text.match(/are both about/g)?.length, 20);
    assert.match(text, /\n {2}and 8 more contradictions\n\n[^\n]* · 28 contradictions\.\n$/);
    const markdown = claims('--format', 'markdown', 'all.tokshare').out;
    assert.equal(markdown.match(/are both about/g)?.length, 20);
    assert.match(markdown, /\n\nand 8 more contradictions\.\n$/);
    const root = JSON.parse(claims('--format', 'json', 'all.tokshare').out) as { contradictions: object[] };
    assert.equal(root.contradictions.length, 28);
  });

  it('as CSV: a row for each claim', () => {
    notebook('all.tokshare', ALL);
    const { out } = claims('--format', 'csv', 'all.tokshare');
    const [head, first] = out.split('\n');
    assert.equal(
      head,
      'file,line,claim,source,published,computed,verdict,verdict_text,of_what,readings_tried,readings_holding,first_reading,contradicts',
    );
    assert.equal(
      first,
      'all.tokshare,8,36% of everything,,36%,35.6% (35.6%–43.1%),holds,holds,CN / all tokens · other 7.5% · unknown 5.2% · 2026-W11 (9–15 Mar 2026) · data,,,,',
    );
  });

  it('as Markdown: words of a notebook are words, and call nobody', () => {
    notebook(
      'all.tokshare',
      'claim "a | b <b>bold</b> @somebody" = share of tokens for CN in 2026-W11 expect 36%',
    );
    const { out } = claims('--format', 'markdown', 'all.tokshare');
    assert.match(out, /^## Claims\n\n1 of 1 holds\.\n\n\| place \| claim \|/);
    assert.match(out, /\| all\.tokshare:8 \| a \\\| b &lt;b&gt;bold&lt;\/b&gt; @\u200bsomebody \| 36% \|/);
  });

  it('gives a terminal no commands', () => {
    notebook(
      'all.tokshare',
      'claim "red \u001b[31m \u202eturned" = share of tokens for CN in 2026-W11 expect 36%',
    );
    const { out } = claims('all.tokshare');
    assert.match(out, /“red {2}\[31m {2}turned”/);
  });

  it('keeps to 100 columns, wide characters counted twice', () => {
    const sentence = '模型的份额 '.repeat(40).trim();
    notebook('all.tokshare', `claim "${sentence}" = share of tokens for CN in 2026-W11 expect 36%`);
    const { out } = claims('all.tokshare');
    const lines = out.split('\n').filter((line) => line.includes('模型'));
    assert.equal(lines.join(' ').replace(/ +/g, ' ').trim(), `“${sentence}”`);
    assert.ok(lines.length > 1);
    for (const line of lines)
      assert.ok(Array.from(line).length + (line.match(/\p{Script=Han}/gu)?.length ?? 0) <= 100);
  });

  it('exits with 2 where something cannot be read or run, says where, and lists the rest', () => {
    notebook('all.tokshare', ALL, 'claim "broken" = tokens expect\n\ntokens for nobody_here');
    const { out, err, code } = claims('all.tokshare', 'gone.tokshare');
    assert.equal(code, 2);
    assert.match(err, /^all\.tokshare:13:\d+: error: A published figure after `expect`/);
    assert.match(err, /^all\.tokshare:15:12: error: `nobody_here` is no group/m);
    assert.match(err, /^gone\.tokshare: error: does not exist\.$/m);
    assert.match(out, /“36% of everything”/);
    assert.match(out, /1 of 2 hold · 1 off, explained by none · 1 more cannot be read\.\n$/);
  });

  it('does not hold a notebook that is named twice against itself', () => {
    notebook('all.tokshare', ALL);
    assert.equal(claims('all.tokshare', 'all.tokshare').out, claims('all.tokshare').out);
  });

  for (const [args, message] of [
    [[], /Name the notebooks whose claims to list/],
    [['--format', 'xml', 'all.tokshare'], /--format is text, json, markdown or csv, not `xml`/],
    [['--frmat'], /--frmat/],
  ] as const) {
    it(`${args.join(' ') || 'no notebook'} is an error`, () => {
      const { out, err, code } = claims(...args);
      assert.match(err, message);
      assert.equal(out, '');
      assert.equal(code, 2);
    });
  }
});
