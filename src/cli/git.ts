/** Files as they were at a revision of the git repository that they stand in. */
import { execFile, type ExecFileException } from 'node:child_process';
import { isAbsolute, posix, relative, sep } from 'node:path';

export interface Revision {
  /** As the user wrote it. */
  readonly name: string;
  readonly commit: string;
  /** The bytes of a file, by its path relative to the folder that the revision was asked for in. */
  readonly read: (path: string) => Promise<Uint8Array | Unread>;
  /** The names of the files in a folder, by its path relative to the same one. */
  readonly list: (path: string) => Promise<readonly string[] | Unread>;
}

/** `absent`: there was no such file or folder; otherwise it could not be read. */
export interface Unread {
  readonly absent: boolean;
  readonly problem: string;
}

/** The revision `name` of the repository around `folder`, or in a sentence why there is none. */
export async function revisionIn(
  folder: string,
  name: string,
): Promise<Revision | { readonly problem: string }> {
  const inside = await git(folder, ['rev-parse', '--is-inside-work-tree']);
  if (!inside.ok) return { problem: noRepository(folder, inside.why) };
  // One hash and nothing else from here on: whatever the name looks like, it is never taken for an option again.
  const found = await git(folder, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${name}^{commit}`,
  ]);
  const commit = found.ok ? (/[0-9a-f]{40,64}/.exec(found.out.toString())?.[0] ?? '') : '';
  if (commit === '')
    return {
      problem: `The repository of ${folder} has no revision \`${name}\`. Name a commit, branch or tag; if the clone is shallow, fetch the rest of its history first.`,
    };
  const at = { name, commit };
  return { ...at, read: (path) => readAt(folder, path, at), list: (path) => listAt(folder, path, at) };
}

function noRepository(folder: string, why: string): string {
  return /not a git repository/i.test(why)
    ? `${folder} is in no git repository, so there is no revision to compare with.`
    : `The git repository of ${folder} cannot be read. ${why}`;
}

const LARGE_FILE_POINTER = 'version https://git-lfs.github.com/spec/';

type Commit = Pick<Revision, 'name' | 'commit'>;

async function readAt(folder: string, path: string, at: Commit): Promise<Uint8Array | Unread> {
  const unnamed = misnamed(path);
  if (unnamed) return unnamed;
  // Filters give the bytes that a checkout has: line ends, large files.
  const found = await git(folder, ['cat-file', '--filters', objectOf(folder, path, at)]);
  const { name } = at;
  if (found.ok) {
    if (found.out.subarray(0, LARGE_FILE_POINTER.length).toString('latin1') !== LARGE_FILE_POINTER)
      return new Uint8Array(found.out);
    const problem = `${path} is stored with Git LFS, and its contents at \`${name}\` are not here; fetch them with \`git lfs fetch\`.`;
    return { absent: false, problem };
  }
  const absent = /does not exist in|exists on disk, but not in/.test(found.why);
  return absent ? notIn(path, name) : unread(path, name, found.why);
}

async function listAt(folder: string, path: string, at: Commit): Promise<readonly string[] | Unread> {
  const unnamed = misnamed(path);
  if (unnamed) return unnamed;
  // Without --full-tree, git shows only what lies below the folder of the notebook, as seen from that tree.
  const found = await git(folder, ['ls-tree', '-z', '--full-tree', objectOf(folder, path, at)]);
  if (found.ok) return filesOf(found.out.toString());
  const absent = /Not a valid object name|not a tree object/.test(found.why);
  const called = path === '' ? 'The folder of the notebook' : path;
  return absent ? notIn(called, at.name) : unread(called, at.name, found.why);
}

/** Of each entry, `MODE TYPE HASH<tab>NAME`, the name, if it is a file: there are folders and other repositories, too. */
function filesOf(listing: string): string[] {
  const entries = listing.split('\0').map((entry) => /^\d+ blob [0-9a-f]+\t([^]+)$/.exec(entry)?.[1]);
  return entries.filter((name) => name !== undefined);
}

/** No file has such a name, and no program takes it for an argument. */
function misnamed(path: string): Unread | undefined {
  if (!path.includes('\0')) return undefined;
  return { absent: true, problem: `${path.replaceAll('\0', ' ')} is no name of a file.` };
}

/** How git calls a file or folder of a commit. With `./`, it looks from the folder on in which it is asked. */
function objectOf(folder: string, path: string, { commit }: Commit): string {
  const inFolder = isAbsolute(path) ? relative(folder, path) : path;
  return `${commit}:./${posix.normalize(inFolder.split(sep).join('/'))}`;
}

function notIn(path: string, name: string): Unread {
  return { absent: true, problem: `${path} is not in the revision \`${name}\`.` };
}

function unread(path: string, name: string, why: string): Unread {
  if (/outside repository/.test(why)) {
    const problem = `${path} is outside of the repository, so there is none of \`${name}\`.`;
    return { absent: true, problem };
  }
  return { absent: false, problem: `${path} cannot be read at \`${name}\`. ${why}` };
}

type Ran = { readonly ok: true; readonly out: Buffer } | { readonly ok: false; readonly why: string };

/** Runs git without a shell: no argument is ever more than an argument. */
function git(folder: string, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { cwd: folder, env: environment(), encoding: 'buffer', maxBuffer: Infinity } as const;
    execFile('git', args, options, (error, out, stderr) => {
      if (error) resolve({ ok: false, why: reasonOf(error, stderr.toString()) });
      else resolve({ ok: true, out });
    });
  });
}

function reasonOf(error: ExecFileException, said: string): string {
  if (error.code === 'ENOENT') return 'git is not installed, or not on the PATH.';
  const [first = ''] = said.trim().split('\n');
  return `git says: ${first === '' ? error.message : first}`;
}

/** In a git hook, these point at the repository of the hook, which need not be that of the notebook. */
const OF_HOOKS = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX'];

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !OF_HOOKS.includes(name));
  // What git says is read here, in English.
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}
