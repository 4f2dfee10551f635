import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { filesIn, outside, rootsOfNotebook, rootsOfQuery, type Roots } from '../../../src/cli/files';

const CSV = 'date,tokens\n2026-02-02,5\n';

describe('files that the command line reads', () => {
  let folder = '';
  const path = (...names: string[]): string => join(folder, ...names);

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'tokshare-roots-')));
    for (const name of ['work', 'work/data', 'notebooks', 'notebooks/data', 'elsewhere', 'work-too'])
      mkdirSync(path(name));
    for (const name of [
      'work/in.csv',
      'work/data/a b.csv',
      'notebooks/data/own.csv',
      'elsewhere/secret.csv',
      'work-too/x.csv',
    ])
      writeFileSync(path(name), CSV);
    writeFileSync(path('elsewhere', 'secret.csv'), CSV.replace('tokens', 'secrets'));
    symlinkSync(path('elsewhere', 'secret.csv'), path('notebooks', 'link.csv'));
    symlinkSync(path('elsewhere'), path('notebooks', 'folder'));
    symlinkSync(path('work', 'in.csv'), path('notebooks', 'inside.csv'));
    symlinkSync('data', path('notebooks', 'same'));
    symlinkSync('nowhere.csv', path('notebooks', 'dangling.csv'));
    symlinkSync('round.csv', path('notebooks', 'round.csv'));
    symlinkSync('../elsewhere/nowhere.csv', path('notebooks', 'out.csv'));
  });

  after(() => rmSync(folder, { recursive: true }));

  /** A notebook in `notebooks`, while the command is given in `work`. */
  const roots = (): Roots => ({
    ...rootsOfNotebook(path('notebooks')),
    folders: [path('notebooks'), path('work')],
  });

  async function read(file: string): Promise<string> {
    const bytes = await filesIn(path('notebooks'), roots())(file);
    return bytes instanceof Uint8Array ? 'read' : bytes.problem.replaceAll(folder, '');
  }

  const allowed: [what: string, file: string][] = [
    ['beside the notebook', 'data/own.csv'],
    ['with backslashes', 'data\\own.csv'],
    ['by a way that comes back', '../notebooks/./data/../data/own.csv'],
    ['in the working folder', '../work/in.csv'],
    ['with a blank', '../work/data/a b.csv'],
    ['through a link that stays inside', 'inside.csv'],
    ['through a folder that is a link inside', 'same/own.csv'],
  ];
  for (const [what, file] of allowed) it(`are ${what}`, async () => assert.equal(await read(file), 'read'));

  it('may be named absolutely where they lie inside', async () => {
    assert.equal(await read(path('work', 'in.csv')), 'read');
  });

  const OUTSIDE =
    'lies outside the folder of the notebook and the working folder, so it is not read. Copy it beside the notebook, or run tokshare in a folder that holds both.';
  const LINKED =
    'is reached through a symbolic link that leads outside the folder of the notebook and the working folder, so it is not read. Copy it beside the notebook, or run tokshare in a folder that holds both.';
  const refused: [what: string, file: string, why: string][] = [
    ['outside', '../elsewhere/secret.csv', OUTSIDE],
    ['outside, and do not exist', '../elsewhere/nothing.csv', OUTSIDE],
    ['in a folder whose name begins alike', '../work-too/x.csv', OUTSIDE],
    ['of the system', '/etc/hostname', OUTSIDE],
    ['outside by a way through the roots', '../work/../elsewhere/secret.csv', OUTSIDE],
    ['outside by backslashes', '..\\elsewhere\\secret.csv', OUTSIDE],
    ['on a drive', 'C:\\Users\\x.csv', OUTSIDE],
    ['on another machine', '\\\\server\\share\\x.csv', OUTSIDE],
    ['links that lead outside', 'link.csv', LINKED],
    ['in a folder that is a link to the outside', 'folder/secret.csv', LINKED],
    [
      'addresses',
      'https://example.org/x.csv',
      'is an address, and only files are read. Download it, and attach the file.',
    ],
    [
      'addresses of files',
      'file:///etc/hostname',
      'is an address, and only files are read. Download it, and attach the file.',
    ],
    ['no names', 'a\0b.csv', 'is no name of a file.'],
    ['not there', 'gone.csv', 'does not exist; it is looked for at /notebooks/gone.csv.'],
    [
      'not there, as escapes are not undone',
      '%2e%2e/work/in.csv',
      'does not exist; it is looked for at /notebooks/%2e%2e/work/in.csv.',
    ],
    [
      'in a file',
      'data/own.csv/x.csv',
      'does not exist: a part of its path is no folder; it is looked for at /notebooks/data/own.csv/x.csv.',
    ],
    ['folders', 'data', 'is a folder, not a file; it is looked for at /notebooks/data.'],
    [
      'links to nothing',
      'dangling.csv',
      'is a symbolic link to something that does not exist; it is looked for at /notebooks/dangling.csv.',
    ],
    [
      'links to themselves',
      'round.csv',
      'is a symbolic link that leads back to itself; it is looked for at /notebooks/round.csv.',
    ],
    [
      'links to nothing outside',
      'out.csv',
      'is a symbolic link to something that does not exist; it is looked for at /notebooks/out.csv.',
    ],
  ];
  for (const [what, file, why] of refused) {
    it(`are not those ${what}`, async () => assert.equal(await read(file), `${file} ${why}`));
  }

  it('are not pipes, whoever names them, and nobody waits for one', async function () {
    if (process.platform === 'win32') this.skip();
    execFileSync('mkfifo', [path('notebooks', 'pipe.csv')]);
    const why =
      /is a pipe or a device, not a file, so it is not read\. Write what comes out of it to a file first\.$/;
    assert.match(await read('pipe.csv'), why);
    const named = filesIn(path('notebooks'), rootsOfQuery(['pipe.csv', '/dev/zero']));
    for (const file of ['pipe.csv', '/dev/zero']) {
      const bytes = await named(file);
      assert.ok(!(bytes instanceof Uint8Array));
      assert.match(bytes.problem, why);
    }
  });

  it('are not larger than can be held', async () => {
    const huge = path('notebooks', 'huge.csv');
    writeFileSync(huge, '');
    // Nothing is written: the file has holes only.
    truncateSync(huge, 2_500_000_000);
    assert.equal(
      await read('huge.csv'),
      'huge.csv has 2.5 GB, and no more than 500 MB are read. Attach a part of it, such as one year.',
    );
  });

  it('may be forbidden', async function () {
    // The super-user reads everything.
    if (process.platform === 'win32' || process.getuid?.() === 0) this.skip();
    writeFileSync(path('notebooks', 'closed.csv'), CSV);
    chmodSync(path('notebooks', 'closed.csv'), 0);
    assert.match(await read('closed.csv'), /^closed\.csv may not be read: permission is denied/);
  });

  it('are those that --attach names, wherever they are', async () => {
    const secret = path('elsewhere', 'secret.csv');
    const files = filesIn(path('work'), { ...rootsOfQuery([secret]), folders: [path('work')] });
    assert.ok((await files(secret)) instanceof Uint8Array);
    const other = await files(path('notebooks', 'data', 'own.csv'));
    assert.ok(!(other instanceof Uint8Array));
    assert.match(
      other.problem,
      /lies outside the working folder, so it is not read\. Name it with --attach\.$/,
    );
  });

  it('never are outside, however the path is written', async () => {
    const part = fc.constantFrom(
      '..',
      '.',
      'data',
      'elsewhere',
      'folder',
      'secret.csv',
      'link.csv',
      'own.csv',
      'same',
      'work',
      '',
    );
    const paths = fc
      .array(part, { minLength: 1, maxLength: 6 })
      .chain((parts) =>
        fc.constantFrom(parts.join('/'), parts.join('\\'), `${folder}/notebooks/${parts.join('/')}`),
      );
    const files = filesIn(path('notebooks'), { ...roots(), folders: [path('notebooks')] });
    await fc.assert(
      fc.asyncProperty(paths, async (each) => {
        const bytes = await files(each);
        if (!(bytes instanceof Uint8Array)) return;
        assert.equal(new TextDecoder().decode(bytes), CSV, each);
      }),
      { numRuns: 500 },
    );
  });

  it('of an older version of a notebook are told by their paths', () => {
    const problem = (file: string): string | undefined => outside(roots(), path('notebooks'), file);
    assert.equal(problem('data/own.csv'), undefined);
    assert.equal(problem('../work/in.csv'), undefined);
    assert.equal(problem('../elsewhere/secret.csv'), `../elsewhere/secret.csv ${OUTSIDE}`);
    assert.equal(problem('C:\\x.csv'), `C:\\x.csv ${OUTSIDE}`);
  });
});
