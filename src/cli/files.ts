/**
 * Files on the command line: a notebook reads inside of its folders and nowhere else, wherever links in them lead. What
 * is wrong with a file is a sentence, not an exception.
 */
import { lstat, readdir, realpath, type FileHandle } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { ReadFile } from '../data/attach';
import { fitsPattern, isPattern, splitPath, type ByteSource, type Refusal } from '../data/files';
import { hasDrive, LARGEST_FILE, misnamed, slashed, tooLarge } from '../data/paths';
import { openOrdinary, sourceAt } from '../node/source';

/** Where files may be read. */
export interface Roots {
  readonly folders: readonly string[];
  /** Files that may be read wherever they are and wherever they lead, as they are written: the user has named them. */
  readonly named?: readonly string[];
  /** What these are, for messages. */
  readonly called: string;
  /** What to do about a file that lies elsewhere, in a sentence. */
  readonly remedy: string;
}

/** A notebook reads its own folder, and the one in which the command was given. */
export function rootsOfNotebook(folder: string): Roots {
  return {
    folders: [folder, '.'],
    called: 'the folder of the notebook and the working folder',
    remedy: 'Copy it beside the notebook, or run tokshare in a folder that holds both.',
  };
}

/** A query reads the working folder, and the files that are named beside it. */
export function rootsOfQuery(named: readonly string[]): Roots {
  return {
    folders: ['.'],
    named,
    called: 'the working folder',
    remedy: 'Name it with --attach.',
  };
}

/** A reader of files relative to `folder`, by default of those in it. */
export function filesIn(
  folder: string,
  roots: Roots = { folders: [folder], called: `the folder ${folder}`, remedy: 'Copy it there.' },
): ReadFile {
  const find = async <Found>(
    path: string,
    isNamed: boolean,
    take: (file: string, problem: Problem) => Promise<Found | Refusal>,
  ): Promise<Found | Refusal> => {
    const problem: Problem = (text) => ({ problem: `${path} ${text}` });
    const file = resolve(folder, isNamed ? path : slashed(path));
    try {
      const outside = isNamed ? undefined : await outsideOf(roots, file, path);
      return outside === undefined ? await take(file, problem) : problem(outside);
    } catch (error) {
      return problem(await reasonOf(error as NodeJS.ErrnoException, file));
    }
  };
  const fileBy =
    <Found>(take: (file: string, problem: Problem) => Promise<Found | Refusal>) =>
    (path: string): Promise<Found | Refusal> => {
      const wrong = misnamed(path);
      if (wrong !== undefined) return Promise.resolve({ problem: `${path} ${wrong}` });
      return find(path, roots.named?.some((each) => covers(each, path)) === true, take);
    };
  const list = (path: string): Promise<readonly string[] | Refusal> => {
    const isNamed = roots.named?.some((each) => isPattern(each) && splitPath(each).folder === path) === true;
    return find(path, isNamed, async (place) => {
      const found = await readdir(place, { withFileTypes: true });
      return found.flatMap((each) => (each.isDirectory() ? [] : [each.name]));
    });
  };
  return Object.assign(fileBy(readOrdinary), { open: fileBy(streamOrdinary), list });
}

/** Whether naming the one, which may be a pattern, names the other. */
function covers(named: string, path: string): boolean {
  if (named === path) return true;
  const [one, other] = [splitPath(named), splitPath(path)];
  return isPattern(named) && one.folder === other.folder && fitsPattern(other.name, one.name);
}

/** Why a file may not be read, without a look at what is outside; undefined if it may. Rejects if it cannot be found. */
async function outsideOf(roots: Roots, file: string, path: string): Promise<string | undefined> {
  const lies = `lies outside ${roots.called}, so it is not read. ${roots.remedy}`;
  if (sep === '/' && hasDrive(path)) return lies;
  const written = isInside(roots, file);
  let real: string;
  try {
    real = await realpath(file);
  } catch (error) {
    if (written) throw error;
    return lies;
  }
  const folders = await Promise.all(roots.folders.map((each) => realpath(each).catch(() => resolve(each))));
  if (isInside({ folders }, real)) return undefined;
  if (!written) return lies;
  return `is reached through a symbolic link that leads outside ${roots.called}, so it is not read. ${roots.remedy}`;
}

/** Why a path that is written in an older version of a notebook may not be read; undefined if it may. */
export function outside(roots: Roots, folder: string, path: string): string | undefined {
  const drive = sep === '/' && hasDrive(path);
  if (!drive && isInside(roots, resolve(folder, slashed(path)))) return undefined;
  return `${path} lies outside ${roots.called}, so it is not read. ${roots.remedy}`;
}

function isInside({ folders }: Pick<Roots, 'folders'>, file: string): boolean {
  return folders.some((folder) => {
    const way = relative(resolve(folder), file);
    return !/^\.\.([\\/]|$)/.test(way) && !isAbsolute(way);
  });
}

type Problem = (text: string) => Refusal;

/** Takes what is a file and nothing else: a pipe might never end, or never begin. */
async function ordinary<Found>(
  file: string,
  problem: Problem,
  take: (handle: FileHandle, size: number) => Promise<Found> | Found,
): Promise<Found | Refusal> {
  const handle = await openOrdinary(file);
  try {
    const found = await handle.stat();
    if (found.isDirectory()) return problem(`${IS_FOLDER}; ${lookedFor(file)}`);
    return found.isFile() ? await take(handle, found.size) : problem(IS_PIPE);
  } finally {
    await handle.close();
  }
}

/** All bytes of a file. */
function readOrdinary(file: string, problem: Problem): Promise<Uint8Array | Refusal> {
  return ordinary<Uint8Array | Refusal>(file, problem, (handle, size) =>
    size > LARGEST_FILE ? problem(tooLarge(size)) : handle.readFile(),
  );
}

/** The same as a stream, of any size. */
function streamOrdinary(file: string, problem: Problem): Promise<ByteSource | Refusal> {
  return ordinary(file, problem, (_, size) => sourceAt(file, size));
}

const IS_FOLDER = 'is a folder, not a file';
const IS_PIPE =
  'is a pipe or a device, not a file, so it is not read. Write what comes out of it to a file first.';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist: a part of its path is no folder',
  EACCES: 'may not be read: permission is denied',
  EPERM: 'may not be read: permission is denied',
  EISDIR: IS_FOLDER,
  ELOOP: 'is a symbolic link that leads back to itself',
  ENAMETOOLONG: 'has too long a name',
};

async function reasonOf({ code = 'unknown' }: NodeJS.ErrnoException, file: string): Promise<string> {
  if (code === 'ENXIO') return IS_PIPE;
  const isLink = code === 'ENOENT' && (await lstat(file).catch(() => undefined))?.isSymbolicLink() === true;
  const reason = isLink
    ? 'is a symbolic link to something that does not exist'
    : (REASONS[code] ?? `cannot be read (${code})`);
  return `${reason}; ${lookedFor(file)}`;
}

function lookedFor(file: string): string {
  return `it is looked for at ${file}.`;
}
