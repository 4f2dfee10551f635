import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, lstatSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../../src/cli/check/record';
import { ATTACH, CLAIMS, CLI, Folder, notebookText, replaced, SLOW } from './checkFolder';

const { holds, off, undecided, impossible } = CLAIMS;

describe('tokshare check', function () {
  this.timeout(SLOW);
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => folder.remove());

  describe('exit 0', () => {
    it('every claim holds', () => {
      folder.notebook('n.tokshare', holds, 'tokens for CN in 2026-W11');
      const { out, err, code } = folder.check('n.tokshare');
      assert.equal(code, 0);
      assert.equal(err, '');
      assert.equal(
        out,
        [
          'Claims in n.tokshare',
          '  line 8  holds  “a third of all tokens”',
          '',
          'n.tokshare: 1 claim: 1 holds',
          '',
        ].join('\n'),
      );
    });

    it('there is no claim, and everything runs', () => {
      folder.notebook('n.tokshare', 'tokens for CN in 2026-W11');
      assert.deepEqual(folder.check('n.tokshare'), { out: 'n.tokshare: no claims\n', err: '', code: 0 });
    });

    it('a fresh record says what the claim is, whatever that is', () => {
      folder.notebook('n.tokshare', off, undecided, impossible, holds);
      assert.equal(folder.check('n.tokshare', '--record').code, 0);
      const { out, code } = folder.check('n.tokshare');
      assert.equal(code, 0);
      assert.match(out, /line 8 +off by −5\.4pp \(recorded\) +“41% of a week”\n +computed 35\.6%/);
      assert.match(out, /\(recorded\) +“more than 40%”/);
      assert.match(out, /cannot be computed \(recorded\) +“some day”/);
      assert.match(
        out,
        /4 claims: 1 holds, 1 off, 1 undecided, 1 cannot be computed; 3 recorded as they are/,
      );
    });

    it('the query of a record is laid out otherwise, and nothing else', () => {
      folder.notebook('n.tokshare', off);
      folder.check('n.tokshare', '--record');
      const text = replaced(
        folder.read('n.tokshare'),
        ' = share of tokens for CN',
        ' =\n  share of tokens   for CN # !\n ',
      );
      folder.write('n.tokshare', text);
      assert.equal(folder.check('n.tokshare').code, 0);
    });

    it('a record after no query is a warning', () => {
      folder.write('n.tokshare', '```tokshare-result\n41%\n```\n');
      const { out, code } = folder.check('n.tokshare');
      assert.equal(code, 0);
      assert.match(out, /^n\.tokshare:1: warning: Read a tokshare-result fence after the start of the file/);
      assert.match(out, /1 warning\n$/);
    });
  });

  describe('exit 1', () => {
    const claims: [what: string, claim: string, said: RegExp][] = [
      ['off', off, /off by −5\.4pp: computed 35\.6% \(35\.6%–43\.1%\), published 41%\..*No record says so/],
      ['undecided', undecided, /undecided: computed 35\.6% \(35\.6%–43\.1%\), published > 40%\./],
      [
        'not computable',
        impossible,
        /cannot be computed, published 35\.6%\. usage has no data for `2026-W26`/,
      ],
    ];
    for (const [what, claim, said] of claims) {
      it(`a claim is ${what}, and no record says so`, () => {
        folder.notebook('n.tokshare', holds, claim);
        const { out, code } = folder.check('n.tokshare');
        assert.equal(code, 1);
        assert.match(out, /^n\.tokshare:12: error: “/);
        assert.match(out, said);
      });
    }

    const staleness: [what: string, change: () => void, said: RegExp][] = [
      [
        'somebody wrote “holds” into a record',
        () => {
          folder.write('n.tokshare', replaced(folder.read('n.tokshare'), '\noff by −5.4pp', '\nholds'));
        },
        /says something else than the cell gives/,
      ],
      [
        'the data changed',
        () => {
          folder.write('data/usage.csv', `${folder.read('data/usage.csv')}2026-03-15,nobody,1\n`);
        },
        /the data of `usage` changed/,
      ],
      [
        'the query changed',
        () => {
          folder.write('n.tokshare', replaced(folder.read('n.tokshare'), 'expect 41%', 'expect 42%'));
        },
        /the query, or a definition that it uses, was edited/,
      ],
      [
        'the record lost its last line',
        () => {
          folder.write('n.tokshare', folder.read('n.tokshare').replace(/^data .*\n/m, ''));
        },
        /its last line does not say what it was made from/,
      ],
    ];
    for (const [what, change, said] of staleness) {
      it(`a record is stale: ${what}`, () => {
        folder.notebook('n.tokshare', off);
        folder.check('n.tokshare', '--record');
        change();
        const { out, code } = folder.check('n.tokshare');
        assert.equal(code, 1);
        assert.match(out, /^n\.tokshare:8: error: .*Its record is stale\.$/m);
        assert.match(out, /^n\.tokshare:11: error: This record is stale: /m);
        assert.match(out, said);
        assert.match(out, /1 record, 1 stale/);
        // Whoever agrees records again.
        assert.equal(folder.check('n.tokshare', '--record').code, 0);
      });
    }

    it('a stale record of a claim that holds, and of a query without a claim', () => {
      const record = '```tokshare-result\nholds\n```';
      folder.write(
        'n.tokshare',
        `${notebookText(holds)}${record}\n\n\`\`\`tokshare\ntokens\n\`\`\`\n${record}\n`,
      );
      const { out, code } = folder.check('n.tokshare');
      assert.equal(code, 1);
      assert.match(out, /2 records, 2 stale/);
    });

    it('a stale record of a cell that asks nothing any more: it is to be deleted', () => {
      const record = '```tokshare-result\n6.008T\n```\n';
      folder.write('n.tokshare', `${notebookText('group ours = lab (qwen)')}${record}`);
      for (const args of [[], ['--record']]) {
        const { out, code } = folder.check('n.tokshare', ...args);
        assert.equal(code, 1);
        assert.match(
          out,
          /^n\.tokshare:10: error: This record is stale: the cell gives no result any more\. Delete it, or bring back the question\.$/m,
        );
      }
    });

    it('--strict: whatever the record says', () => {
      folder.notebook('n.tokshare', off, undecided, impossible);
      folder.check('n.tokshare', '--record');
      const { out, code } = folder.check('n.tokshare', '--strict');
      assert.equal(code, 1);
      assert.equal(out.match(/With --strict, only claims that hold are accepted\./g)?.length, 3);
      folder.notebook('n.tokshare', holds);
      assert.equal(folder.check('n.tokshare', '--strict').code, 0);
    });
  });

  it('a fence that was meant for a query is pointed out, and fails nothing', () => {
    folder.write('n.tokshare', replaced(notebookText(off), '```tokshare\nclaim', '```tokshare {x}\nclaim'));
    const { out, code } = folder.check('n.tokshare');
    assert.equal(code, 0);
    assert.match(out, /^n\.tokshare:7: warning: Read ```tokshare \{x\}, which opens no query, /m);
    assert.match(out, /no claims · 1 warning$/m);
  });

  describe('exit 2', () => {
    const files: [what: string, name: string, content: string | Uint8Array | undefined, said: RegExp][] = [
      ['it is no notebook', 'data/usage.csv', undefined, /is not a notebook; notebooks end in \.tokshare/],
      ['it is not there', 'absent.tokshare', undefined, /^absent\.tokshare: error: does not exist/],
      [
        'it is not UTF-8',
        'n.tokshare',
        Buffer.from([0x61, 0xff, 0x0a]),
        /^n\.tokshare: error: .*0xFF|not UTF-8/,
      ],
      [
        'a merge conflict is in it',
        'n.tokshare',
        '<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n',
        /^n\.tokshare:1: error: Read.*conflict/,
      ],
      [
        'a fence is not closed',
        'n.tokshare',
        '```tokshare\n# nothing\n',
        /^n\.tokshare:1: error: The fence of a query/,
      ],
      [
        'a statement has an error',
        'n.tokshare',
        notebookText('tokens by lab\n  fro CN'),
        /^n\.tokshare:9:3: error: `fro` .*\n {4}fro CN\n {4}\^\^\^\n {2}fix: /,
      ],
      [
        'a dataset cannot be read',
        'n.tokshare',
        '```tokshare\nattach usage from "none.csv"\n```\n',
        /^n\.tokshare:2:19: error: none\.csv does not exist/,
      ],
      [
        'a claim has an error',
        'n.tokshare',
        notebookText('claim "a" = tokens expect 5 apples'),
        /n\.tokshare:8:.*error: /,
      ],
    ];
    for (const [what, name, content, said] of files) {
      it(what, () => {
        if (content !== undefined) folder.write(name, content);
        const { out, code } = folder.check(name);
        assert.equal(code, 2);
        assert.match(out, said);
      });
    }

    it('it is a folder', () => {
      folder.write('n.tokshare/x', '');
      const { out, code } = folder.check('n.tokshare');
      assert.equal(code, 2);
      assert.match(out, /^n\.tokshare: error: is a folder; name the notebook in it\.$/m);
      assert.equal(folder.check('n.tokshare/x/y.tokshare').code, 2);
    });

    it('comes before 1, and the other notebooks are checked all the same', () => {
      folder.notebook('off.tokshare', off);
      folder.notebook('good.tokshare', holds);
      const { out, code } = folder.check('off.tokshare', 'absent.tokshare', 'good.tokshare');
      assert.equal(code, 2);
      assert.match(out, /off\.tokshare: 1 claim: 1 off\n/);
      assert.match(out, /good\.tokshare: 1 claim: 1 holds\n/);
      assert.match(out, /\n3 notebooks · 2 claims: 1 holds, 1 off · 1 error\n$/);
    });

    it('a record whose cell has an error is not called stale', () => {
      folder.notebook('n.tokshare', off);
      folder.check('n.tokshare', '--record');
      folder.write('n.tokshare', replaced(folder.read('n.tokshare'), 'share of tokens', 'share fo tokens'));
      const { out, code } = folder.check('n.tokshare');
      assert.equal(code, 2);
      assert.doesNotMatch(out, /stale/);
    });

    const usage: [what: string, args: string[], said: RegExp][] = [
      ['no notebook', [], /Name the notebooks to check/],
      ['an unknown format', ['n.tokshare', '--format', 'toString'], /text, github, json, junit or markdown/],
      ['an unknown option', ['n.tokshare', '--recrod'], /--recrod/],
      ['--base where it has no place', ['n.tokshare', '--format', 'junit', '--base', 'HEAD'], /no place in/],
    ];
    for (const [what, args, said] of usage) {
      it(`the command cannot be understood: ${what}`, () => {
        const { out, err, code } = folder.check(...args);
        assert.equal(code, 2);
        assert.equal(out, '');
        assert.match(err, said);
      });
    }
  });

  describe('--record', () => {
    it('writes a record behind every cell with a claim, and nothing else', () => {
      folder.notebook('n.tokshare', holds, 'tokens for CN in 2026-W11', off);
      const before = folder.read('n.tokshare');
      const { out, code } = folder.check('n.tokshare', '--record');
      assert.equal(code, 0);
      assert.match(out, /· 2 records written\n$/);
      const after = folder.read('n.tokshare');
      const record = /^```\n```tokshare-result\n([^]*?)^```\n/gm;
      assert.equal(after.replace(record, '```\n'), before);
      const records = [...after.matchAll(record)].map(([, text]) => text ?? '');
      assert.match(records[0] ?? '', /^holds: computed 35\.61% \(35\.61%–43\.15%\), published 35\.6%\n/);
      assert.match(
        records[1] ?? '',
        /^off by −5\.4pp: .*\n.*\n {2}\d+ of \d+ other readings .*\ndata usage@[0-9a-f]{8} · /,
      );
    });

    it('twice changes nothing', () => {
      folder.notebook('n.tokshare', off, holds);
      folder.check('n.tokshare', '--record');
      const [text, written] = [folder.read('n.tokshare'), statSync(join(folder.path, 'n.tokshare'))];
      const { out, code } = folder.check('n.tokshare', '--record');
      assert.equal(code, 0);
      assert.match(out, /no record had to be written/);
      assert.equal(folder.read('n.tokshare'), text);
      assert.equal(statSync(join(folder.path, 'n.tokshare')).ino, written.ino);
    });

    it('brings up to date what is recorded of a query without a claim', () => {
      folder.write(
        'n.tokshare',
        `${notebookText('tokens for CN in 2026-W11')}\`\`\`tokshare-result\nold\n\`\`\`\n`,
      );
      assert.equal(folder.check('n.tokshare', '--record').code, 0);
      assert.doesNotMatch(folder.read('n.tokshare'), /^old$/m);
      assert.match(folder.read('n.tokshare'), /```tokshare-result\n6\.008T\n {2}CN of all tokens/);
    });

    it('two clones in different folders have the same records', () => {
      const other = new Folder();
      try {
        for (const each of [folder, other]) {
          each.notebook('deep/er/n.tokshare', off, holds, undecided);
          each.write('deep/er/n.tokshare', replaced(each.read('deep/er/n.tokshare'), 'data/', '../../data/'));
        }
        folder.check('deep/er/n.tokshare', '--record');
        other.check(join(other.path, 'deep', 'er', 'n.tokshare'), '--record');
        assert.match(folder.read('deep/er/n.tokshare'), /tokshare-result/);
        assert.equal(other.read('deep/er/n.tokshare'), folder.read('deep/er/n.tokshare'));
      } finally {
        other.remove();
      }
    });

    it('leaves line ends, byte order mark and the missing last line end alone', () => {
      const text = `\uFEFF${notebookText(off)}\nLast words \t`.replaceAll('\n', '\r\n');
      folder.write('n.tokshare', text);
      assert.equal(folder.check('n.tokshare', '--record').code, 0);
      const after = folder.read('n.tokshare');
      assert.equal(after.replace(/```tokshare-result\r\n[^]*?```\r\n/, ''), text);
      assert.doesNotMatch(after, /[^\r]\n/);
      assert.match(after, /tokshare-result\r\noff by/);
      assert.equal(folder.check('n.tokshare').code, 0);
    });

    it('keeps the fences of a record that it replaces', () => {
      const record = '````tokshare-result  \nold\n`````\n';
      folder.write('n.tokshare', `${notebookText(off)}\n\n${record}`);
      assert.equal(folder.check('n.tokshare', '--record').code, 0);
      assert.match(folder.read('n.tokshare'), /```\n\n\n````tokshare-result {2}\noff by [^`]*`````\n$/);
    });

    it('keeps the mode of the file, and a link a link', () => {
      folder.notebook('real.tokshare', off);
      chmodSync(join(folder.path, 'real.tokshare'), 0o640);
      symlinkSync('real.tokshare', join(folder.path, 'n.tokshare'));
      assert.equal(folder.check('n.tokshare', '--record').code, 0);
      assert.equal(lstatSync(join(folder.path, 'n.tokshare')).isSymbolicLink(), true);
      assert.equal(statSync(join(folder.path, 'real.tokshare')).mode & 0o777, 0o640);
      assert.match(folder.read('real.tokshare'), /tokshare-result/);
      assert.deepEqual(readdirSync(folder.path).sort(), ['data', 'n.tokshare', 'real.tokshare']);
    });

    it('records the cells that run, and says which do not', () => {
      folder.notebook('n.tokshare', `${off}\ntokens fro CN`, undecided);
      const { out, code } = folder.check('n.tokshare', '--record');
      assert.equal(code, 2);
      assert.match(out, /^n\.tokshare:8: warning: This cell was not recorded/m);
      assert.match(out, /· 1 record written\n$/);
      assert.equal(folder.read('n.tokshare').match(/tokshare-result/g)?.length, 1);
    });

    it('leaves a record whose cell gives nothing any more to its author', () => {
      folder.write('n.tokshare', `\`\`\`tokshare\n${ATTACH}\n\`\`\`\n\`\`\`tokshare-result\nold\n\`\`\`\n`);
      const before = folder.read('n.tokshare');
      const { out, code } = folder.check('n.tokshare', '--record');
      assert.equal(code, 1);
      assert.match(out, /^n\.tokshare:4: error: This record is stale/m);
      assert.equal(folder.read('n.tokshare'), before);
    });

    it('writes nothing into a file with a merge conflict', () => {
      const text = `${notebookText(off)}\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n`;
      folder.write('n.tokshare', text);
      const { out, code } = folder.check('n.tokshare', '--record');
      assert.equal(code, 2);
      assert.match(out, /Nothing was recorded in this file; mend it first\./);
      assert.equal(folder.read('n.tokshare'), text);
    });

    it('a file that changed meanwhile stays as it is, and so does one beside it', async () => {
      folder.write('n.tokshare', 'theirs');
      const path = join(folder.path, 'n.tokshare');
      assert.match((await replaceFile(path, 'before', 'after')) ?? '', /^was changed while it was checked/);
      const temporary = `.n.tokshare.${process.pid}.tmp`;
      folder.write(temporary, 'of somebody');
      assert.match(
        (await replaceFile(path, 'theirs', 'after')) ?? '',
        /^could not be written, .*: EEXIST\.$/,
      );
      assert.match((await replaceFile(`${path}x`, 'a', 'b')) ?? '', /^could not be written, .*: ENOENT\.$/);
      assert.deepEqual([folder.read('n.tokshare'), folder.read(temporary)], ['theirs', 'of somebody']);
    });
  });

  it('prints no command for a terminal that stands in a notebook', () => {
    folder.notebook('n.tokshare', 'claim "\u001b[31mred" = tokens for CN in 2026-W11 expect 1T');
    assert.doesNotMatch(folder.check('n.tokshare').out, /\u001b/);
  });

  it('a reader that has seen enough is no error, and the exit code stays', async () => {
    folder.notebook('n.tokshare', off);
    const child = spawn(process.execPath, [CLI, 'check', 'n.tokshare', '--record'], { cwd: folder.path });
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    assert.equal(err, '');
    assert.equal(code, 0);
    assert.match(folder.read('n.tokshare'), /tokshare-result/);
  });

  it('names with blanks, and with a dash in front', () => {
    folder.notebook('my own notebook.tokshare', holds);
    folder.notebook('-n.tokshare.md', holds);
    const { code, out } = folder.check('my own notebook.tokshare', '--', '-n.tokshare.md');
    assert.equal(code, 0);
    assert.match(out, /2 notebooks · 2 claims: 2 hold\n$/);
  });
});
