import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { versionsBeside } from '../../../src/cli/versions';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('former versions of a file', () => {
  let folder = '';
  const git = (...args: string[]): void => {
    const author = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...author, ...args], { cwd: folder, stdio: 'ignore' });
  };
  const commit = (text: string): void => {
    writeFileSync(join(folder, 'data', 'x.csv'), text);
    git('add', '.');
    git('commit', '-m', 'data');
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tokshare-'));
    mkdirSync(join(folder, 'data'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are found by their hash in the history of git, from any folder of it', async () => {
    git('init');
    commit('first\n');
    commit('second\n');
    const found = await versionsBeside(join(folder, 'data')).find('x.csv', hash('first\n'));
    assert.equal(new TextDecoder().decode(found), 'first\n');
    const above = await versionsBeside(folder).find('data/x.csv', hash('second\n'));
    assert.equal(new TextDecoder().decode(above), 'second\n');
    assert.equal(await versionsBeside(folder).find('data/x.csv', hash('third\n')), undefined);
  });

  it('are nowhere without a repository, and no name of a file is taken for an option', async () => {
    assert.equal(await versionsBeside(folder).find('data/x.csv', hash('first\n')), undefined);
    git('init');
    commit('first\n');
    assert.equal(await versionsBeside(folder).find('--output=stolen', hash('first\n')), undefined);
    assert.equal(await versionsBeside(join(folder, 'gone')).find('x.csv', hash('first\n')), undefined);
  });
});
