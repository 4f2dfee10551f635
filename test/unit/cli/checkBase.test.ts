import assert from 'node:assert/strict';
import { join } from 'node:path';
import { CLAIMS, Folder, notebookText, replaced, SLOW, USAGE } from './checkFolder';

const { holds, off, undecided } = CLAIMS;

describe('tokshare check --base', function () {
  this.timeout(SLOW);
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => folder.remove());

  const compare = (...more: string[]): { out: string; code: number | null } => {
    const { out, err, code } = folder.check('n.tokshare', '--base', 'HEAD', '--format', 'markdown', ...more);
    assert.equal(err, '');
    return { out, code };
  };

  it('counts what is unchanged, and says nothing else about it', () => {
    folder.notebook('n.tokshare', holds, 'tokens by country weekly');
    folder.commit();
    const { out, code } = compare();
    assert.equal(code, 0);
    assert.equal(
      out,
      [
        '## Published figures: all in order',
        '',
        '### n.tokshare',
        '',
        '1 claim: 1 holds.',
        '',
        'Unchanged since HEAD: 1 claim and 1 other result.',
        '',
      ].join('\n'),
    );
  });

  it('an edited query: the claim before and after', () => {
    folder.notebook('n.tokshare', holds, undecided);
    folder.check('n.tokshare', '--record');
    folder.commit();
    folder.write('n.tokshare', replaced(folder.read('n.tokshare'), 'CN in 2026-W11', 'CN in 2026-W10'));
    const { out, code } = compare();
    assert.equal(code, 1);
    assert.match(
      out,
      /\| 8 \| changed \| a third of all tokens \| holds: computed 35\.61% [^|]*W11[^|]* \| off by [^|]*W10[^|]*\|\n/,
    );
    assert.match(out, /Unchanged since HEAD: 1 claim and 0 other results\./);
    assert.match(out, /\*\*Stale records\*\*\n\n- line 10: /);
  });

  it('claims that are new and gone; others keep their place by their sentence', () => {
    folder.notebook('n.tokshare', holds, off);
    folder.commit();
    folder.notebook('n.tokshare', replaced(off, '41%\n', '42%\n'), undecided.replace('W11', 'W10'));
    const { out } = compare();
    assert.match(
      out,
      /\| 8 \| changed \| 41% of a week \| off by −5\.4pp: .*published 41% \| off by −6\.4pp: .*42% \|/,
    );
    assert.match(out, /\| 13 \| new \| more than 40% \| – \| undecided: /);
    assert.match(out, /\| – \| gone \| a third of all tokens \| holds: .* \| – \|/);
    assert.match(out, /\*\*Claims that do not hold and are not accepted\*\*[^]*\| 13 \| more than 40%/);
  });

  it('a claim of which only the sentence is another', () => {
    folder.notebook('n.tokshare', holds, off);
    folder.commit();
    folder.notebook('n.tokshare', replaced(off, '41% of a week', 'Two fifths'), holds);
    const { out } = compare();
    assert.match(
      out,
      /\| 8 \| changed \| Two fifths \| off by [^|]* · “41% of a week” \| off by [^|]* · “Two fifths” \|\n/,
    );
    assert.match(out, /Unchanged since HEAD: 1 claim and 0 other results\./);
  });

  it('reworded claims of one query, told apart by their figures, and failing that by the query', () => {
    folder.notebook('n.tokshare', holds, off);
    folder.commit();
    const [third, fifths] = [
      replaced(holds, 'a third of all tokens', 'A third'),
      replaced(off, '41% of a week', 'Two fifths'),
    ];
    folder.notebook('n.tokshare', fifths, third);
    assert.match(compare().out, /\| 8 \| changed \| Two fifths \|[^|]*41% of a week[^|]*\|/);
    folder.notebook('n.tokshare', replaced(fifths, 'expect 41%', 'expect 42%'), third);
    const { out } = compare();
    assert.match(
      out,
      /\| 8 \| changed \| Two fifths \|[^|]*41% · “41% of a week” \|[^|]*42% · “Two fifths” \|/,
    );
    assert.match(out, /\| 13 \| changed \| A third \|/);
    assert.match(out, /Unchanged since HEAD: 0 claims/);
  });

  it('an edited query without a claim: before and after, by its title or its place', () => {
    const us = 'tokens for US in 2026-W10';
    const titled = 'tokens for CN in 2026-W11 as number title "This week"';
    folder.notebook('n.tokshare', us, 'tokens for CN in 2026-W10', titled);
    folder.commit();
    folder.notebook(
      'n.tokshare',
      us,
      'tokens for CN in 2026-W11',
      'tokens for FR in 2026-W10',
      titled.replace('W11', 'W10'),
    );
    const { out, code } = compare();
    assert.equal(code, 0);
    assert.match(
      out,
      /\| 12 \| changed \| [^|]* \| 5\.356T [^|]* · tokens for CN in 2026-W10 \| 6\.008T [^|]* · tokens for CN in 2026-W11 \|\n/,
    );
    assert.match(out, /\| 16 \| new \| tokens for FR/);
    assert.match(out, /\| 20 \| changed \| This week \| 6\.008T [^|]*W11[^|]* \| 5\.356T [^|]*W10[^|]* \|\n/);
    assert.doesNotMatch(out, /\| gone \|/);
    assert.match(out, /Unchanged since HEAD: 0 claims and 1 other result\./);
  });

  it('queries at other places are new and gone', () => {
    folder.notebook('n.tokshare', 'tokens for CN in 2026-W10', 'tokens for US in 2026-W10');
    folder.commit();
    folder.notebook('n.tokshare', 'tokens for US in 2026-W10', 'tokens for FR in 2026-W11');
    const { out } = compare();
    assert.match(out, /\| 12 \| new \|/);
    assert.match(out, /\| – \| gone \|/);
    assert.doesNotMatch(out, /\| changed \|/);
  });

  it('changed data: the data are read as of the revision as well', () => {
    folder.notebook('n.tokshare', off, 'tokens for CN in 2026-W11', 'tokens for US in 2026-W10');
    folder.commit();
    folder.write('data/usage.csv', `${folder.read('data/usage.csv')}2026-03-15,deepseek,999000000000\n`);
    const { out } = compare();
    assert.match(
      out,
      /changed \| 41% of a week \| off by −5\.4pp: computed 35\.6% .* \| off by −1\.8pp: computed 39\.2% /,
    );
    assert.match(
      out,
      /\*\*Other results that changed since HEAD\*\*[^]*\| 13 \| changed \|[^|]*\| [^|]*6\.008T[^|]* \| [^|]*7\.007T/,
    );
    assert.match(out, /Unchanged since HEAD: 0 claims and 1 other result\./);
  });

  it('several files by a pattern: those of the revision, and no others', () => {
    const [header = '', ...rows] = USAGE.trimEnd().split('\n');
    const part = (from: string, to: string): string =>
      [header, ...rows.filter((row) => row >= from && row < to), ''].join('\n');
    folder.write('data/part-1.csv', part('2026-03-02', '2026-03-09'));
    folder.write('data/part-2.csv', part('2026-03-09', '2026-03-16'));
    // Neither a folder nor what is called otherwise is one of them.
    folder.write('data/part-x.csv/inside.csv', part('2026-03-02', '2026-03-09'));
    folder.write('data/Part 3\n.csv', 'a\n');
    const text = notebookText(off, 'tokens for CN in 2026-W11', 'tokens for US in 2026-W10');
    for (const [file, data] of [
      ['n.tokshare', 'data/part-*.csv'],
      ['deep/er/n.tokshare', '../../data/part-*.csv'],
      ['data/n.tokshare', 'part-*.csv'],
    ] as const) {
      folder.write(file, replaced(text, '"data/usage.csv"', `"${data}"`));
    }
    folder.commit();
    // A lab of which the others say nothing on that day.
    folder.write('data/part-3.csv', `${header}\n2026-03-15,baidu,999000000000\n`);
    for (const file of ['n.tokshare', 'deep/er/n.tokshare', 'data/n.tokshare']) {
      const { out, err } = folder.check(file, '--base', 'HEAD', '--format', 'markdown');
      assert.equal(err, '');
      assert.doesNotMatch(out, /Not everything could be run/);
      assert.match(
        out,
        /changed \| 41% of a week \| off by −5\.4pp: computed 35\.6% .* \| off by −1\.8pp: /,
        file,
      );
      assert.match(out, /\| 13 \| changed \|[^|]*\| [^|]*6\.008T[^|]* \| [^|]*7\.007T/);
      assert.match(out, /Unchanged since HEAD: 0 claims and 1 other result\./);
    }
  });

  it('several files by a pattern, of which there was none then, nor their folder', () => {
    folder.write('n.tokshare', replaced(notebookText(off), '"data/usage.csv"', '"data/part-*.csv"'));
    folder.write('m.tokshare', replaced(notebookText(off), '"data/usage.csv"', '"parts/*.csv"'));
    folder.write('o.tokshare', replaced(notebookText(off), '"data/usage.csv"', '"../*.csv"'));
    folder.commit();
    folder.write('data/part-1.csv', USAGE);
    folder.write('parts/1.csv', USAGE);
    assert.match(
      compare().out,
      /at \\`HEAD\\`, line 4: data\/part-\\\*\.csv: no file is called so; the folder holds usage\.csv\./,
    );
    const without = folder.check('m.tokshare', '--base', 'HEAD').out;
    assert.match(without, /at `HEAD`, line 4: parts\/ is not in the revision `HEAD`\./);
    const outside = folder.check('o.tokshare', '--base', 'HEAD').out;
    assert.match(outside, /at `HEAD`, line 4: \.\.\/ lies outside the folder of the notebook/);
  });

  it('line ends that git changes at a checkout are no change', () => {
    folder.write('.gitattributes', '*.csv text eol=crlf\n');
    folder.notebook('n.tokshare', holds);
    folder.write('data/usage.csv', folder.read('data/usage.csv').replaceAll('\n', '\r\n'));
    folder.check('n.tokshare', '--record');
    folder.commit();
    assert.doesNotMatch(folder.git('cat-file', 'blob', 'HEAD:data/usage.csv'), /\r/);
    const { out, code } = compare();
    assert.equal(code, 0);
    assert.match(out, /Unchanged since HEAD: 1 claim and 0 other results\.\n$/);
  });

  it('a new notebook, and one in a folder below', () => {
    folder.notebook('other.tokshare', holds);
    folder.commit();
    folder.notebook('n.tokshare', holds);
    assert.match(compare().out, /The notebook is new: it is not in \\`HEAD\\`\.[^]*\| 8 \| new \| a third/);
    folder.notebook('deep/n.tokshare', off);
    folder.write('deep/n.tokshare', replaced(folder.read('deep/n.tokshare'), '"data/', '"../data/'));
    folder.git('add', '--all');
    folder.git('commit', '--quiet', '--message', 'more');
    const { out } = folder.check('deep/n.tokshare', '--base', 'HEAD', '--format', 'markdown');
    assert.match(out, /Unchanged since HEAD: 1 claim/);
  });

  it('data that were not in the repository then: the reason is said', () => {
    folder.write('.gitignore', 'data\n');
    folder.notebook('n.tokshare', holds);
    folder.commit();
    const { out, code } = compare();
    assert.equal(code, 0);
    assert.match(
      out,
      /Not everything could be run at \\`HEAD\\`, line 4: data\/usage\.csv is not in the revision \\`HEAD\\`\./,
    );
    assert.match(out, /\| 8 \| changed \| a third of all tokens \| cannot be computed, .* \| holds: /);
  });

  it('data outside of the repository, and data that are only a pointer', () => {
    folder.notebook('repo/n.tokshare', holds);
    folder.write('repo/n.tokshare', replaced(folder.read('repo/n.tokshare'), '"data/', '"../data/'));
    folder.git('init', '--quiet', 'repo');
    folder.git('-C', 'repo', 'add', '--all');
    folder.git('-C', 'repo', 'commit', '--quiet', '--message', 'state');
    const outside = folder.check('repo/n.tokshare', '--base', 'HEAD');
    assert.match(outside.out, /\.\.\/data\/usage\.csv is outside of the repository/);

    const usage = folder.read('data/usage.csv');
    folder.notebook('n.tokshare', holds);
    folder.write('data/usage.csv', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n');
    folder.commit();
    folder.write('data/usage.csv', usage);
    assert.match(compare().out, /data\/usage\.csv is stored with Git LFS/);
  });

  it('a notebook that could not be read then', () => {
    folder.write('n.tokshare', Buffer.from([0x61, 0xff]));
    folder.commit();
    folder.notebook('n.tokshare', holds);
    const { out, code } = compare();
    assert.equal(code, 0);
    assert.match(out, /The notebook cannot be read at \\`HEAD\\`\..*UTF-8/);
  });

  it('text and JSON say the same', () => {
    folder.notebook('n.tokshare', off);
    folder.commit();
    folder.notebook('n.tokshare', replaced(off, '41%\n', '42%\n'));
    const text = folder.check('n.tokshare', '--base', 'HEAD').out;
    assert.match(
      text,
      /\nSince HEAD\n {2}changed claim: line 8: “41% of a week”\n {4}before: off by −5\.4pp: .*41%\n {4}now: off/,
    );
    const json = JSON.parse(folder.check('n.tokshare', '--base', 'HEAD', '--format', 'json').out) as {
      base: string;
      notebooks: { changes: { note: null; unchanged: object; list: Record<string, unknown>[] } }[];
    };
    assert.equal(json.base, 'HEAD');
    const [change] = json.notebooks[0]!.changes.list;
    assert.deepEqual([change!['of'], change!['how'], change!['line']], ['claim', 'changed', 8]);
    assert.match(String(change!['before']), /published 41%$/);
    assert.match(String(change!['after']), /published 42%$/);
  });

  it('a notebook that is gone, and one that never was', () => {
    folder.notebook('n.tokshare', holds);
    folder.commit();
    folder.git('rm', '--quiet', 'n.tokshare');
    const { out, code } = compare();
    assert.equal(code, 2);
    assert.match(out, /\*\*Cannot be read or run\*\*\n\n- Does not exist\.\n/);
    assert.match(out, /\| – \| gone \| a third of all tokens \| holds: /);
    const nowhere = folder.check('no/where.tokshare', '--base', 'HEAD');
    assert.deepEqual([nowhere.code, nowhere.err], [2, '']);
    assert.match(nowhere.out, /^no\/where\.tokshare: error: does not exist\.$/m);
  });

  describe('there is nothing to compare with', () => {
    const refused = (args: string[], said: RegExp, env?: NodeJS.ProcessEnv): void => {
      const { out, err, code } = folder.tokshare(['check', 'n.tokshare', ...args], env);
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.match(err, said);
    };

    it('the revision does not exist, or looks like an option', () => {
      folder.notebook('n.tokshare', holds);
      folder.commit();
      for (const name of ['nowhere', '--all', '--output=written', '-', '', 'HEAD:n.tokshare', 'HEAD..HEAD'])
        refused([`--base=${name}`], /--base: The repository of .* has no revision `/);
      assert.throws(() => folder.read('written'), { code: 'ENOENT' });
    });

    it('no repository', () => {
      folder.notebook('n.tokshare', holds);
      const env = { ...process.env, GIT_CEILING_DIRECTORIES: join(folder.path, '..') };
      refused(['--base', 'HEAD'], /--base: .* is in no git repository/, env);
    });

    it('no git', () => {
      folder.notebook('n.tokshare', holds);
      folder.commit();
      refused(['--base', 'HEAD'], /git is not installed, or not on the PATH/, {
        ...process.env,
        PATH: folder.path,
      });
    });
  });

  it('in a git hook, the repository is that of the notebook', () => {
    folder.notebook('n.tokshare', holds);
    folder.commit();
    const env = { ...process.env, GIT_DIR: '/nowhere', GIT_INDEX_FILE: '/nowhere/index' };
    assert.equal(folder.tokshare(['check', 'n.tokshare', '--base', 'HEAD'], env).code, 0);
  });
});
