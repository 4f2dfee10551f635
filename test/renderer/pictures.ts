/** Pictures that tests compare with those they had before. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import pixelmatch from 'pixelmatch';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';

const SNAPSHOTS = join('test', 'renderer', 'snapshots');
/** Where a picture that is not as it was is left, and what differs in it. */
const ARTIFACTS = 'test-artifacts';
/** Edges of letters differ a little from machine to machine. */
const MOST_DIFFERENT = 0.01;

/** `UPDATE_SNAPSHOTS=1 npm test -- renderer` takes everything as it is now. */
const update = process.env['UPDATE_SNAPSHOTS'] !== undefined;

/** The font that the pictures are set in; it is among the packages that the tests ask for. */
export const FONT = 'Noto Sans CJK SC';

export async function useFont(page: Page): Promise<void> {
  const found = await page.evaluate((font) => {
    const context = document.createElement('canvas').getContext('2d');
    const width = (family: string) => {
      if (context) context.font = `40px ${family}`;
      return context?.measureText('Tokens of 2026').width;
    };
    // A font that is not there leaves the generic ones as they are.
    const differs = (generic: string) => width(`"${font}", ${generic}`) !== width(generic);
    document.documentElement.style.setProperty('--vscode-font-family', `"${font}"`);
    return differs('monospace') && differs('cursive');
  }, FONT);
  assert.ok(found, `The pictures are set in ${FONT}, which is not installed: apt-get install fonts-noto-cjk`);
}

/** Fails if more of the picture differs than may; `name` has a folder for each theme. */
export async function comparePicture(name: string, bytes: Buffer): Promise<void> {
  const file = join(SNAPSHOTS, `${name}.png`);
  const now = PNG.sync.read(bytes);
  const before = existsSync(file) ? PNG.sync.read(await readFile(file)) : undefined;
  const difference = before && differenceOf(before, now);
  if (difference !== undefined && difference.share <= MOST_DIFFERENT) return;
  if (update) {
    await put(file, now);
    return;
  }
  assert.ok(before, `There is no ${file} yet: UPDATE_SNAPSHOTS=1 npm test -- renderer makes it.`);
  const left = join(ARTIFACTS, name.replace(/\//g, '-'));
  await put(`${left}.png`, now);
  if (difference?.picture) await put(`${left}-difference.png`, difference.picture);
  const what = difference?.picture
    ? `${(difference.share * 100).toFixed(1)}% of its pixels differ`
    : `it is ${now.width}×${now.height} and was ${before.width}×${before.height}`;
  assert.fail(`${name} is not as it was: ${what}; see ${left}.png. UPDATE_SNAPSHOTS=1 takes it as it is.`);
}

interface Difference {
  /** Of all pixels, 0–1. */
  readonly share: number;
  /** Absent where the sizes differ. */
  readonly picture?: PNG;
}

function differenceOf(before: PNG, now: PNG): Difference {
  const { width, height } = now;
  if (before.width !== width || before.height !== height) return { share: 1 };
  const picture = new PNG({ width, height });
  const count = pixelmatch(before.data, now.data, picture.data, width, height, { threshold: 0.1 });
  return { share: count / (width * height), picture };
}

async function put(file: string, picture: PNG): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(
    file,
    PNG.sync.write(picture, {
      deflateLevel: 9,
      deflateStrategy: 0,
      colorType: 2,
      filterType: 0,
    }),
  );
}

/** Fails if the words are not those of the file. */
export async function compareText(name: string, text: string): Promise<void> {
  const file = join(SNAPSHOTS, `${name}.txt`);
  if (update) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    return;
  }
  const before = existsSync(file) ? await readFile(file, 'utf8') : undefined;
  assert.equal(text, before, `UPDATE_SNAPSHOTS=1 npm test -- renderer takes ${file} as it is.`);
}
