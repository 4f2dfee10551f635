// Where measurements keep what is made once: data, other programs, bundles. Building empties out/, so it is not there.
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const base = process.env.TOKSHARE_BENCH ?? join(tmpdir(), 'tokshare-bench');

/** A folder below the place for such things, made if needed. */
export async function folderOf(...names) {
  const folder = join(base, ...names);
  await mkdir(folder, { recursive: true });
  return folder;
}
