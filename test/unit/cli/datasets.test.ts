import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseResult } from '../../../src/protocol/result';

const CLI = process.env['TOKSHARE_CLI'] ?? join(process.cwd(), 'out', 'cli.js');
const DAYS = 'date,lab,tokens\n2026-02-02,qwen,5\n2026-02-03,qwen,\n2026-02-05,openai,7\n';

describe('datasets on the command line', () => {
  let folder = '';

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tokshare-'));
    writeFileSync(join(folder, 'days.csv'), DAYS);
    copyFileSync(join('examples', 'data', 'openrouter-weekly-top.csv'), join(folder, 'top.csv'));
  });

  after(() => rmSync(folder, { recursive: true }));

  function json(...args: string[]): unknown {
    const { stdout } = spawnSync(process.execPath, [CLI, ...args, '--format', 'json'], {
      encoding: 'utf8',
      cwd: folder,
    });
    return JSON.parse(stdout);
  }

  it('are told with a query: rows read, used and refused, gaps, and what is to be said', () => {
    const result = json('query', 'tokens in 2026-02-05', '--attach', 'days=days.csv') as {
      datasets: unknown;
    };
    assert.ok(parseResult(result).ok);
    const [dataset] = result.datasets as Record<string, unknown>[];
    assert.ok(dataset);
    const { sha256, problems, ...rest } = dataset;
    assert.match(String(sha256), /^[0-9a-f]{64}$/);
    assert.deepEqual(rest, {
      name: 'days',
      file: 'days.csv',
      rows: { read: 3, used: 2, refused: [{ rows: 1, why: 'without tokens' }] },
      period: { grain: 'day', first: '2026-02-02', last: '2026-02-05', missing: ['2026-02-04'] },
      listsTop: null,
      guesses: [],
    });
    assert.deepEqual(
      (problems as { severity: string; code: string }[]).map(({ severity, code }) => [severity, code]),
      [['information', 'gaps']],
    );
  });

  it('are told with a check, those that cannot be read among them', () => {
    const cells = [
      'attach top from "top.csv"',
      'attach gone from "gone.csv"',
      'attach out from "/etc/hostname"',
    ];
    const text = cells.map((cell) => `\`\`\`tokshare\n${cell}\n\`\`\`\n`).join('\n');
    writeFileSync(join(folder, 'n.tokshare'), text);
    const { notebooks } = json('check', 'n.tokshare') as {
      notebooks: { datasets: Record<string, unknown>[] }[];
    };
    const [top, ...others] = notebooks[0]?.datasets ?? [];
    assert.deepEqual(
      [top?.['name'], top?.['listsTop'], top?.['rows']],
      ['top', 10, { read: 598, used: 598, refused: [] }],
    );
    assert.equal((top?.['guesses'] as unknown[]).length, 1);
    assert.deepEqual(
      others.map(({ name, file, problems }) => [
        name,
        file,
        (problems as { code: string }[]).map(({ code }) => code),
      ]),
      [
        ['gone', null, ['file']],
        ['out', null, ['file']],
      ],
    );
  });
});
