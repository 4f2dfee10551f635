/** What can be said about the name of a file before anybody looks for it. */

/** Larger files are refused where they have to be held as a whole, in bytes. */
export const LARGEST_FILE = 500_000_000;

/** The path with the slashes that every system understands: a notebook may have been written on another one. */
export function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

/** `C:/data.csv`, on whichever system. */
export function hasDrive(path: string): boolean {
  return /^[A-Za-z]:\//.test(slashed(path));
}

/** `/data.csv`, `C:\data.csv`, `\\server\share\data.csv`. */
export function isAbsolutePath(path: string): boolean {
  return slashed(path).startsWith('/') || hasDrive(path);
}

/** Why no file can be called so, as the end of a sentence that begins with the path; undefined if one can. */
export function misnamed(path: string): string | undefined {
  if (path.includes('\0')) return 'is no name of a file.';
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(path))
    return 'is an address, and only files are read. Download it, and attach the file.';
  return undefined;
}

/** What is said of a file that is too large, in the same way. */
export function tooLarge(bytes: number): string {
  const size = bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`;
  return `has ${size}, and no more than ${LARGEST_FILE / 1e6} MB are read. Attach a part of it, such as one year.`;
}
