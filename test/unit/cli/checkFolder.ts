/** Real folders with notebooks and data for tests of `tokshare check`, some of them git repositories. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const CLI = process.env['TOKSHARE_CLI'] ?? join(process.cwd(), 'out', 'cli.js');

/** Enough for the dozens of processes of a test on a slow machine, in milliseconds. */
export const SLOW = 60_000;

export interface Ran {
  readonly out: string;
  readonly err: string;
  readonly code: number | null;
}

/** Two weeks of real data, by lab and day: 2026-W10 and 2026-W11. */
export const USAGE = readFileSync(join('examples', 'data', 'openrouter-daily-by-author.csv'), 'utf8')
  .split('\n')
  .filter((line, at) => at === 0 || (line >= '2026-03-02' && line < '2026-03-16'))
  .map((line) => `${line}\n`)
  .join('');

export const ATTACH = 'attach usage from "data/usage.csv"';

/** What the data say to each is what its name says. */
export const CLAIMS = {
  holds: 'claim "a third of all tokens" = share of tokens for CN in 2026-W11 expect 35.6%',
  off: 'claim "41% of a week" = share of tokens for CN in 2026-W11 expect 41%\n  source "a headline"',
  undecided: 'claim "more than 40%" = share of tokens for CN in 2026-W11 expect > 40%',
  impossible: 'claim "some day" = share of tokens for CN in 2026-W26 expect 35.6%',
} as const;

export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'tokshare-'));

  constructor() {
    this.write('data/usage.csv', USAGE);
  }

  write(name: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.path, name)), { recursive: true });
    writeFileSync(join(this.path, name), content);
  }

  /** A notebook of query cells, the data attached in the first: line 3 is the first line of its text. */
  notebook(name: string, ...cells: readonly string[]): void {
    this.write(name, notebookText(...cells));
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }

  check(...args: readonly string[]): Ran {
    return this.tokshare(['check', ...args]);
  }

  tokshare(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Ran {
    const options = { cwd: this.path, encoding: 'utf8', env } as const;
    const { stdout, stderr, status } = spawnSync(process.execPath, [CLI, ...args], options);
    // Nobody is ever shown where our own code stands.
    assert.doesNotMatch(stderr, /\bat .*\.js:\d+/);
    return { out: stdout, err: stderr, code: status };
  }

  git(...args: readonly string[]): string {
    const settings = ['user.name=Test', 'user.email=test@example.org', 'commit.gpgsign=false'];
    const config = [...settings, 'init.defaultBranch=main'].flatMap((each) => ['-c', each]);
    return execFileSync('git', [...config, ...args], { cwd: this.path, encoding: 'utf8', stdio: 'pipe' });
  }

  /** Everything in the folder as one commit. */
  commit(): void {
    this.git('init', '--quiet');
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', 'state');
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export function notebookText(...cells: readonly string[]): string {
  return ['# Notebook\n', ...[ATTACH, ...cells].map((cell) => `\`\`\`tokshare\n${cell}\n\`\`\`\n`)].join(
    '\n',
  );
}

/** The text with its first `from` replaced, which it must have. */
export function replaced(text: string, from: string, to: string): string {
  assert.ok(text.includes(from), `${from} is not in\n${text}`);
  return text.replace(from, to);
}
