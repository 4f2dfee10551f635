import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ATTACH, query, USAGE } from './helpers';

const CLI = process.env['TOKSHARE_CLI'] ?? join(process.cwd(), 'out', 'cli.js');

function render(...args: string[]): { out: string; err: string; code: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [CLI, 'render', ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { out: stdout, err: stderr, code: status };
}

describe('tokshare render', () => {
  let folder = '';
  const path = (name: string): string => join(folder, name);
  const notebook = (name: string, ...texts: string[]): string => {
    writeFileSync(path(name), texts.join('\n'));
    return path(name);
  };
  const text = (name: string): string => readFileSync(path(name), 'utf8');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tokshare-'));
    writeFileSync(path('usage.csv'), USAGE);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes a page beside the notebook, and says where', () => {
    const file = notebook(
      'a.tokshare',
      '# Usage',
      '',
      query(ATTACH),
      query('tokens by country weekly as line'),
    );
    assert.deepEqual(render(file), { out: `${path('a.html')}\n`, err: '', code: 0 });
    assert.match(text('a.html'), /<title>Usage<\/title>[^]*plotly\.js \(basic - minified\) v/);
    const second = notebook('b.tokshare.md', '# Usage', '');
    assert.equal(render(second).out, `${path('b.html')}\n`);
  });

  it('writes what the ending of -o says, and the same bytes each time', () => {
    const file = notebook(
      'a.tokshare',
      '# Usage',
      '',
      query(ATTACH, 'tokens by country weekly using usage as table'),
    );
    for (const name of ['one.md', 'two.md', 'one.html', 'two.html'])
      assert.deepEqual(render(file, '-o', path(name)), { out: `${path(name)}\n`, err: '', code: 0 });
    assert.equal(text('one.md'), text('two.md'));
    assert.equal(text('one.html'), text('two.html'));
    assert.match(text('one.md'), /^# Usage\n[^]*\| week \|/);
  });

  it('writes to standard output with -o -, in the format that is asked for', () => {
    const file = notebook('a.tokshare', '# Usage', '');
    assert.match(render(file, '-o', '-').out, /^<!doctype html>[^]*<\/html>\n$/);
    assert.match(render(file, '-o', '-', '--format', 'markdown').out, /^# Usage\n/);
    assert.equal(existsSync(path('a.html')), false);
  });

  it('tells of statements that fail at their place in the file, and renders all the same', () => {
    const file = notebook(
      'a.tokshare',
      '# Usage',
      '',
      query(ATTACH),
      query('tokens by contry in 2026-W07 using usage'),
    );
    const { err, code } = render(file);
    assert.ok(err.startsWith(`${file}:8:11: error: \`contry\` is not a dimension`), err);
    assert.equal(code, 0);
    assert.match(text('a.html'), /Error in line 1/);
  });

  it('tells where a missing file was looked for, but not in the report', () => {
    const file = notebook('a.tokshare', query('attach gone from "gone.csv"', 'registry "none.csv"'));
    const { err } = render(file);
    assert.ok(err.includes(`it is looked for at ${path('gone.csv')}`), err);
    const page = text('a.html');
    assert.match(page, /gone\.csv does not exist\.</);
    assert.match(page, /none\.csv does not exist\.</);
    assert.ok(!page.includes(folder));
  });

  it('takes pictures from the folder of the notebook and from nowhere else', () => {
    mkdirSync(path('inner'));
    writeFileSync(path('inner/in.png'), 'in');
    writeFileSync(path('secret.png'), 'out');
    symlinkSync(path('secret.png'), path('inner/link.png'));
    const file = notebook(
      'inner/a.tokshare',
      '![a](in.png) ![b](../secret.png) ![c](link.png)',
      `![d](${path('secret.png')}) ![e](gone.png)`,
      '',
    );
    assert.equal(render(file).code, 0);
    const page = text('inner/a.html');
    assert.ok(page.includes(`base64,${Buffer.from('in').toString('base64')}`));
    assert.ok(!page.includes(Buffer.from('out').toString('base64')));
    assert.equal(page.match(/lies outside the folder of the notebook/g)?.length, 3);
    assert.match(page, /\[e: gone\.png does not exist\]/);
  });

  it('2 if the notebook cannot be read, in words', () => {
    const { err, code } = render(path('absent.tokshare'));
    assert.equal(err, `${path('absent.tokshare')}: error: does not exist.\n`);
    assert.equal(code, 2);
    assert.equal(render(path('usage.csv')).code, 2);
  });

  it('2 if the report cannot be written, in words', () => {
    const file = notebook('a.tokshare', '# Usage', '');
    const nowhere = render(file, '-o', path('none/report.html'));
    assert.match(nowhere.err, /none\/report\.html: error: cannot be written: its folder does not exist\.\n$/);
    assert.equal(nowhere.code, 2);
    mkdirSync(path('folder.md'));
    const onFolder = render(file, '-o', path('folder.md'));
    assert.match(onFolder.err, /folder\.md: error: cannot be written: it is a folder/);
    assert.equal(onFolder.code, 2);
  });

  it('never writes over the notebook', () => {
    const file = notebook('a.tokshare.md', '# Usage', '');
    const { err, code } = render(file, '-o', join(folder, '.', 'a.tokshare.md'));
    assert.match(err, /is the notebook itself/);
    assert.equal(code, 2);
    assert.equal(text('a.tokshare.md'), '# Usage\n');
  });

  it('asks for what it was not told', () => {
    const file = notebook('a.tokshare', '# Usage', '');
    assert.match(render().err, /Name the notebook/);
    assert.match(render(file, file).err, /takes one notebook/);
    assert.match(render(file, '-o', path('report.pdf')).err, /report\.pdf` does not say what to write/);
    assert.match(render(file, '--format', 'pdf').err, /--format is html or markdown, not `pdf`/);
    assert.match(render(file, '--wide').err, /--wide/);
  });
});
