/** The files that an attach statement names: one, or with `*` in the name all that fit, in the order of their names. */
import { sha256Of } from './hash';
import type { Threads } from './scan/threads';
import { joinParts } from './scan/typed';
import { some } from './problem';

/** Why something cannot be read, in the user's words. */
export interface Refusal {
  readonly problem: string;
}

/** Bytes that are read from the start as often as somebody asks for them, as a stream. */
export interface ByteSource {
  readonly size: number | undefined;
  readonly open: () => AsyncIterable<Uint8Array>;
  /** Of what `open` gives, in lower-case hex. */
  readonly sha256: () => Promise<string>;
  /** Tells one state of the file from another, where it can change while it is read. Never rejects. */
  readonly state?: () => Promise<string>;
  /** What scans parts of them at the same time, where there is such a thing, and they are worth it. */
  readonly threads?: Threads;
}

/** Reads files named relative to the notebook. */
export interface ReadFile {
  /** The bytes of a file, or why not. Never rejects for a bad file. */
  (path: string): Promise<Uint8Array | Refusal>;
  /** The same without having all bytes at once; where it is missing, files are read whole. */
  readonly open?: (path: string) => Promise<ByteSource | Refusal>;
  /** The names of the files in a folder, which ends in a slash or is empty; without it, no `*` can be read. */
  readonly list?: (folder: string) => Promise<readonly string[] | Refusal>;
}

/** A file that can be read. */
export interface FileSource extends ByteSource {
  /** As messages call it: relative to the notebook. */
  readonly file: string;
}

/** Whether a path means many files. */
export function isPattern(path: string): boolean {
  return path.includes('*');
}

/** A path in its folder, up to and with the last slash, and the name in it. */
export function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  return { folder: path.slice(0, at), name: path.slice(at) };
}

/** Whether the name of a file fits a pattern, in which `*` is any characters. Names that begin with a point are hidden. */
export function fitsPattern(name: string, pattern: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false;
  const [head = '', ...parts] = pattern.split('*');
  const tail = parts.pop();
  if (tail === undefined) return name === pattern;
  if (!name.startsWith(head) || !name.endsWith(tail) || name.length < head.length + tail.length) return false;
  // What stands between the stars is looked for in order, the first place each: no other could leave more room.
  let from = head.length;
  for (const part of parts) {
    const at = name.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= name.length - tail.length;
}

/** Opens a file, or all that fit a pattern; the first that cannot be read is said. */
export async function openAll(path: string, readFile: ReadFile): Promise<readonly FileSource[] | Refusal> {
  const paths = isPattern(path) ? await matching(path, readFile) : [path];
  if ('problem' in paths) return paths;
  const opened: FileSource[] = [];
  for (const file of paths) {
    const found = readFile.open ? await readFile.open(file) : await readFile(file);
    if ('problem' in found) return found;
    opened.push(found instanceof Uint8Array ? sourceOf(file, found) : { file, ...found });
  }
  return opened;
}

/** Bytes that are there already, as a source. */
export function sourceOf(file: string, bytes: Uint8Array): FileSource {
  return {
    file,
    size: bytes.length,
    async *open() {
      yield await Promise.resolve(bytes);
    },
    sha256: () => sha256Of(bytes),
  };
}

/** All bytes of a source at once. */
export async function wholeBytes({ open }: Pick<ByteSource, 'open'>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  // A copy: the source may write over what it gave.
  for await (const part of open()) parts.push(part.slice());
  return joinParts(parts);
}

async function matching(path: string, { list }: ReadFile): Promise<readonly string[] | Refusal> {
  const { folder, name } = splitPath(path);
  if (isPattern(folder))
    return { problem: `${path}: \`*\` may stand in the name of a file, not in that of a folder.` };
  if (!list) return { problem: `${path}: several files cannot be read here; name one.` };
  const names = await list(folder);
  if ('problem' in names) return names;
  const found = names.filter((each) => fitsPattern(each, name));
  if (found.length > 0) return [...new Set(found)].sort().map((each) => folder + each);
  const has = names.filter((each) => !each.startsWith('.'));
  const holds =
    has.length === 0 ? 'there is no file in that folder' : `the folder holds ${some([...has].sort())}`;
  return { problem: `${path}: no file is called so; ${holds}.` };
}

/**
 * The hash of what was read: of one file its SHA-256; of several the SHA-256 of the list of theirs, a line `HASH  NAME`
 * for each in the order of names, which is what `sha256sum NAMES | sha256sum` prints in their folder.
 */
export async function hashOf(files: readonly FileSource[], path: string): Promise<string> {
  const [first] = files;
  if (!isPattern(path) && first) return first.sha256();
  const lines = await Promise.all(
    files.map(async ({ file, sha256 }) => `${await sha256()}  ${splitPath(file).name}\n`),
  );
  return sha256Of(new TextEncoder().encode(lines.join('')));
}
