// The libraries that are raced against: installed here, each on its own, and no part of the project.
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm } from '../../scripts/run.mjs';
import { folderOf } from '../home.mjs';

/** Name → what npm installs for it. */
const PEERS = {
  papaparse: ['papaparse@5.7.1'],
  'd3-dsv': ['d3-dsv@3.0.2'],
  'csv-parse': ['csv-parse@7.0.3'],
  // npm does not always install the binary that polars names as optional.
  polars: ['nodejs-polars@0.26.1', `nodejs-polars-${polarsPlatform()}@0.26.1`],
  duckdb: ['@duckdb/node-api@1.5.6-r.1'],
  'duckdb-wasm': ['@duckdb/duckdb-wasm@1.32.0'],
  // 8.0.3, the newest, needs @uwdata/wk-geojson, which was not to be had.
  arquero: ['arquero@7.2.1'],
};

function polarsPlatform() {
  const ends = { linux: '-gnu', win32: '-msvc' };
  return `${process.platform}-${process.arch}${ends[process.platform] ?? ''}`;
}

/**
 * Installs them all, unless they are there.
 * @returns {Promise<Map<string, { folder: string, packages: string[] } | { problem: string }>>}
 */
export async function ensurePeers() {
  const found = new Map();
  for (const [name, packages] of Object.entries(PEERS)) found.set(name, await ensurePeer(name, packages));
  return found;
}

async function ensurePeer(name, packages) {
  const folder = await folderOf('peers', name);
  const note = join(folder, 'installed.json');
  const wanted = JSON.stringify(packages);
  if (existsSync(note) && (await readFile(note, 'utf8')) === wanted) return { folder, packages };
  console.log(`Installing ${packages[0]} …`);
  try {
    await rm(join(folder, 'node_modules'), { recursive: true, force: true });
    // npm would otherwise install into the nearest folder above that has a package.json.
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-retries=0'];
    await npm(['install', ...flags, '--no-save', '--no-package-lock', ...packages], {
      cwd: folder,
      quiet: true,
    });
    await writeFile(note, wanted);
    return { folder, packages };
  } catch (error) {
    console.log(error.message);
    const code = /npm error code (\S+)/.exec(error.message)?.[1] ?? 'npm failed';
    return { problem: `not installed: ${code}` };
  }
}
