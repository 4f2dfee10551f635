import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseResult } from '../../../src/protocol/result';

const CLI = process.env['TOKSHARE_CLI'] ?? join(process.cwd(), 'out', 'cli.js');
const A = 'A=examples/data/openrouter-weekly-top.csv';
const B = 'B=examples/data/openrouter-daily-by-author.csv';

function tokshare(...args: string[]): { out: string; err: string; code: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
  return { out: stdout, err: stderr, code: status };
}

/** The output of a query that must succeed with nothing but notes on standard error. */
function query(text: string, ...args: string[]): string {
  const { out, err, code } = tokshare('query', text, ...args);
  assert.match(err, /^(note: .*\n)*$/);
  assert.equal(code, 0);
  return out;
}

describe('tokshare query', () => {
  let folder = '';
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tokshare-'));
  });

  after(() => rmSync(folder, { recursive: true }));

  describe('as CSV: dimensions, then one column for each value, in base units', () => {
    const tables: [query: string, attach: string, csv: string[]][] = [
      [
        'tokens for each (CN, US) within top 9 models each week in 2026-W07',
        A,
        ['country,tokens', 'CN,4126000000000', 'US,2935000000000'],
      ],
      ['share of tokens for CN within (CN, US) in 2026-W11', A, ['share_of_tokens', '0.5500821018062397']],
      [
        'tokens, share of tokens by country weekly from 2026-W06 to 2026-W07 within (CN, US)',
        A,
        [
          'period,country,tokens,share_of_tokens',
          '2026-W06,CN,2265689277098,0.4337631113178596',
          '2026-W06,US,2957643961670,0.5662368886821404',
          '2026-W07,CN,4126000000000,0.5500599920010665',
          '2026-W07,US,3375000000000,0.44994000799893347',
        ],
      ],
      [
        'first crossing of tokens for CN over US within top 9 models each week weekly',
        A,
        ['period,direction,CN,US,status', '2026-W07,CN passes US,4126000000000,2935000000000,decided'],
      ],
      [
        'streak of tokens for CN over US within top 9 models each week weekly at 2026-W11',
        A,
        ['length', '2'],
      ],
      ['top 2 models in 2026-W18 | count for CN', A, ['count', '2']],
    ];
    for (const [text, attach, csv] of tables) {
      it(text, () => {
        const expected = `${csv.join('\n')}\n`;
        assert.equal(query(text, '--attach', attach, '--format', 'csv'), expected);
      });
    }

    it('--bounds adds the lowest and the highest value', () => {
      const out = query('tokens for CN in 2026-W07', '--attach', B, '--format', 'csv', '--bounds');
      assert.equal(out, 'tokens,tokens_low,tokens_high\n5456061000000,5456061000000,6217854000000\n');
    });

    it('what is missing is an empty field, and words are quoted where they must be', () => {
      const path = file('gap.csv', 'week,app,tokens\n2026-W01,"a, ""b""",5\n2026-W03,c,6\n');
      assert.equal(
        query('tokens by app weekly', '--attach', `holes=${path}`, '--format', 'csv', '--bounds'),
        [
          'period,app,tokens,tokens_low,tokens_high',
          '2026-W01,c,0,0,0',
          '2026-W01,"a, ""b""",5,5,5',
          '2026-W02,c,,,',
          '2026-W02,"a, ""b""",,,',
          '2026-W03,c,6,6,6',
          '2026-W03,"a, ""b""",0,0,0',
          '',
        ].join('\n'),
      );
    });
  });

  it('as CSV, with notes beside it and partial buckets told from whole ones', () => {
    const path = file(
      'part.csv',
      'date,author,tokens\n2026-02-02,openai,5\n2026-02-09,openai,6\n2026-02-10,openai,6\n',
    );
    const { out, err } = tokshare(
      'query',
      'tokens weekly including partial',
      '--attach',
      `part=${path}`,
      '--format',
      'csv',
    );
    assert.equal(out, 'period,tokens,partial\n2026-W06,5,partial\n2026-W07,12,partial\n');
    assert.equal(err, '');
    const left = tokshare('query', 'tokens daily', '--attach', `part=${path}`, '--format', 'csv');
    assert.match(left.err, /^note: No data for 2026-02-03, /);
  });

  it('as a table: title, caption, figures and notes', () => {
    const out = query('share of tokens for CN in 2026-W11', '--attach', B, '--bounds');
    const [title, caption] = out.split('\n');
    assert.equal(title, 'share of tokens for CN in 2026-W11');
    assert.match(caption ?? '', /^CN \/ all tokens · other 7\.5% .* 2026-W11 \(9–15 Mar 2026\) · B$/);
    assert.match(out, /35\.6% \(35\.6%–43\.1%\)/);
    const series = query('tokens weekly', '--attach', B);
    assert.match(series, /^2026-W06 \(2–8 Feb\) +\d/m);
  });

  it('as JSON: a result that the renderer reads', () => {
    const out = query('tokens by country in 2026-W11', '--attach', B, '--format', 'json');
    const parsed = parseResult(JSON.parse(out));
    assert(parsed.ok);
    assert.equal(parsed.result.caption.dataset, 'B');
  });

  it('several files, of which the query names one', () => {
    const out = query('tokens for CN in 2026-W07 using B', '--attach', A, '--attach', B, '--format', 'csv');
    assert.equal(out, 'tokens\n5456061000000\n');
  });

  const errors: [name: string, args: string[], err: RegExp][] = [
    [
      'a mistake has its line and column',
      ['tokens by\n  contry', '--attach', A],
      /^query:2:3: error: `contry` .*\n {4}contry\n {4}\^{6}\n/,
    ],
    ['with its fix', ['tokens by contry in 2026-W07', '--attach', A], /fix: Write `country`/],
    [
      'a file that is not there',
      ['tokens', '--attach', 'x=nothing.csv'],
      /--attach x=nothing\.csv:1:\d+: error: nothing\.csv does not exist/,
    ],
    ['no file', ['tokens'], /No dataset is attached/],
    ['an empty query', ['# nothing', '--attach', A], /The query is empty/],
    ['no query', [], /Write a query in quotes/],
    ['two queries', ['tokens', 'tokens', '--attach', A], /one argument/],
    ['an unknown format', ['tokens', '--format', 'xml', '--attach', A], /table, csv or json/],
    ['an attach that is none', ['tokens', '--attach', 'x'], /NAME=FILE/],
    ['an option that is none', ['tokens', '--bound'], /--bound/],
  ];
  for (const [name, args, expected] of errors) {
    it(`${name}, on standard error, with exit 2`, () => {
      const { out, err, code } = tokshare('query', ...args);
      assert.match(err, expected);
      assert.doesNotMatch(err, /\bat .*\.js:\d+/);
      assert.equal(out, '');
      assert.equal(code, 2);
    });
  }

  it('a warning is said and the result is given', () => {
    const { out, err, code } = tokshare(
      'query',
      'tokens within top 2 models weekly',
      '--attach',
      A,
      '--format',
      'csv',
    );
    assert.match(err, /query:1:15: warning: This chooses once/);
    assert.match(out, /^period,tokens\n2025-W07,/);
    assert.equal(code, 0);
  });
});

describe('tokshare', () => {
  it('--help says what there is', () => {
    const { out, code } = tokshare('--help');
    assert.match(out, /tokshare query/);
    assert.match(out, /tokshare check/);
    assert.equal(code, 0);
    assert.equal(tokshare().code, 2);
  });

  it('an unknown command is an error', () => {
    const { err, code } = tokshare('chekc');
    assert.match(err, /no command `chekc`/);
    assert.equal(code, 2);
  });
});

describe('tokshare run', () => {
  let folder = '';

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tokshare-'));
    writeFileSync(
      join(folder, 'usage.csv'),
      'week,author,tokens\n2026-W01,deepseek,50\n2026-W01,anthropic,30\n',
    );
  });

  after(() => rmSync(folder, { recursive: true }));

  const notebook = (name: string, ...cells: string[]): string => {
    const path = join(folder, name);
    writeFileSync(
      path,
      `# A title\n\n${cells.map((cell) => `\`\`\`tokshare\n${cell}\n\`\`\`\n`).join('\n')}`,
    );
    return path;
  };

  it('prints every result, with files found beside the notebook', () => {
    const path = notebook(
      'good.tokshare',
      'attach usage from "usage.csv"',
      'tokens for CN',
      'share of tokens for CN',
    );
    const { out, err, code } = tokshare('run', path);
    assert.equal(err, '');
    assert.equal(code, 0);
    assert.match(out, /usage: 2 rows, weekly/);
    assert.match(out, /\b50\b[^]*62\.5%/);
    assert.match(out, /good\.tokshare: 2 results, 0 errors, 0 warnings\n$/);
  });

  it('an error in one cell does not spoil the others; it has its line in the file', () => {
    const path = notebook(
      'bad.tokshare',
      'attach usage from "usage.csv"',
      'tokens for CN',
      'tokens by lab\n  fro CN',
      'tokens for US',
    );
    const { out, err, code } = tokshare('run', path);
    assert.equal(code, 2);
    // Title and blank line, then cells of one line with two fences and a blank line each.
    assert(err.startsWith(`${path}:13:3: error: \`fro\` is not understood here. Did you mean \`for\``), err);
    assert.match(out, /\b50\b[^]*\b30\b/);
    assert.match(out, /2 results, 1 error, 0 warnings\n$/);
  });

  it('several notebooks: every one runs, and one that is missing is an error', () => {
    const good = notebook('one.tokshare', 'attach usage from "usage.csv"\ntokens');
    const { out, err, code } = tokshare('run', good, join(folder, 'absent.tokshare'));
    assert.equal(code, 2);
    assert.match(out, /1 result, 0 errors, 0 warnings/);
    assert.match(err, /absent\.tokshare: error: does not exist/);
  });

  it('no notebook is an error', () => {
    const { err, code } = tokshare('run');
    assert.match(err, /Name the notebooks/);
    assert.equal(code, 2);
  });

  it('a byte that is no text is an error, not a crash', () => {
    const path = join(folder, 'latin.tokshare');
    writeFileSync(path, Buffer.from([0x61, 0xff, 0x0a]));
    const { err, code } = tokshare('run', path);
    assert.match(err, /latin\.tokshare: error: /);
    assert.doesNotMatch(err, /\bat .*\.js:\d+/);
    assert.equal(code, 2);
  });
});

describe('tokshare run', () => {
  it('refuses a file that is no notebook, instead of finding nothing wrong in it', () => {
    const { err, code } = tokshare('run', 'examples/data/openrouter-weekly-total.csv');
    assert.equal(code, 2);
    assert.match(err, /is not a notebook; notebooks end in \.tokshare or \.tokshare\.md/);
  });
});
