import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CLAIMS, CLI, Folder, replaced, SLOW } from './checkFolder';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
}

interface Workflow {
  readonly on: Record<string, unknown>;
  readonly permissions: Record<string, string>;
  readonly jobs: { readonly check: { readonly steps: readonly Step[] } };
}

/** The ready workflow, its steps run as GitHub runs them: by bash, in a clone of a repository. */
describe('examples/check-notebooks.yml', function () {
  this.timeout(SLOW);
  let folder: Folder;
  const yaml = createRequire(join(process.cwd(), 'package.json'))('js-yaml') as {
    load: (text: string) => unknown;
  };
  const workflow = yaml.load(readFileSync(join('examples', 'check-notebooks.yml'), 'utf8')) as Workflow;
  const { steps } = workflow.jobs.check;

  beforeEach(() => {
    folder = new Folder();
    folder.write('.github/placeholder', '');
    copyFileSync(CLI, join(folder.path, '.github', 'tokshare.cjs'));
  });
  afterEach(() => folder.remove());

  const run = (name: string): { out: string; code: number | null } => {
    const script = steps.find((step) => step.name === name)?.run ?? assert.fail(`no step ${name}`);
    const env = {
      ...process.env,
      GITHUB_WORKSPACE: folder.path,
      RUNNER_TEMP: join(folder.path, 'temp'),
      GITHUB_STEP_SUMMARY: join(folder.path, 'temp', 'summary.md'),
    };
    const options = { cwd: folder.path, encoding: 'utf8', env } as const;
    const { stdout, stderr, status } = spawnSync('bash', ['-e', '-c', script], options);
    assert.equal(stderr, '');
    return { out: stdout, code: status };
  };

  it('runs for pushes and pull requests, and may do no more than it needs', () => {
    assert.deepEqual(Object.keys(workflow.on), ['push', 'pull_request']);
    assert.deepEqual(workflow.permissions, { contents: 'read', 'pull-requests': 'write' });
    const uses = steps.flatMap((step) => step.uses ?? []);
    assert.deepEqual(uses, ['actions/checkout@v4', 'actions/setup-node@v4']);
  });

  it('every script is good bash, and no word of a pull request is pasted into one', () => {
    const scripts = steps.flatMap((step) => step.run ?? []);
    assert.equal(scripts.length, 3);
    for (const script of scripts) {
      const { stderr, status } = spawnSync('bash', ['-n', '-c', script], { encoding: 'utf8' });
      assert.deepEqual([stderr, status], ['', 0]);
      assert.doesNotMatch(script, /\$\{\{/);
    }
  });

  it('checks all notebooks of the repository, whatever they are called', () => {
    folder.notebook('my own.tokshare', CLAIMS.holds);
    folder.notebook('-deep/er "quoted"/n.tokshare.md', CLAIMS.holds);
    folder.write('-deep/er "quoted"/data/usage.csv', folder.read('data/usage.csv'));
    folder.commit();
    folder.notebook('untracked.tokshare', CLAIMS.off);
    assert.deepEqual(run('Check'), { out: '2 notebooks · 2 claims: 2 hold\n', code: 0 });
  });

  it('fails if a claim does not hold', () => {
    folder.notebook('my own.tokshare', CLAIMS.off);
    folder.commit();
    const { out, code } = run('Check');
    assert.match(out, /^::error file=my own\.tokshare,line=8,endLine=9,title=tokshare%3A off by −5\.4pp::/);
    assert.notEqual(code, 0);
  });

  it('a repository without notebooks is in order', () => {
    folder.commit();
    assert.deepEqual(run('Check'), { out: '', code: 0 });
  });

  it('compares a pull request with its target', () => {
    folder.notebook('n.tokshare', CLAIMS.off, CLAIMS.holds);
    folder.commit();
    folder.git('switch', '--quiet', '--create', 'change');
    folder.write('n.tokshare', replaced(folder.read('n.tokshare'), 'expect 41%', 'expect 42%'));
    folder.commit();
    folder.git('switch', '--quiet', 'main');
    folder.write('README.md', 'The target went on.\n');
    folder.commit();
    folder.git('merge', '--quiet', '--no-ff', '--message', 'merge', 'change');
    folder.write('temp/keep', '');
    assert.equal(run('Compare').code, 0);
    const summary = folder.read('temp/summary.md');
    assert.match(summary, /\| 8 \| changed \| 41% of a week \| off by −5\.4pp: .* \| off by −6\.4pp: /);
    assert.match(summary, /Unchanged since HEAD\^1: 1 claim and 0 other results\./);
    assert.equal(folder.read('temp/notebooks.md'), summary);
  });

  it('comments only where the run may write', () => {
    const condition = steps.find(({ name }) => name === 'Comment')?.if ?? '';
    assert.match(condition, /github\.event_name == 'pull_request'/);
    assert.match(condition, /head\.repo\.full_name == github\.repository/);
  });
});
