// Finds the Chromium that the tests drive. Nothing is downloaded: playwright-core uses what the system has.
import { existsSync } from 'node:fs';
import { Failure, findOnPath } from './run.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const elsewhere = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** No sandbox, because containers have none to offer; no requests of its own, so that runs are alike. */
const args = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** Options for playwright's `chromium.launch`; fails with the way to get a Chromium when there is none. */
export function launchOptions() {
  return { executablePath: executable(), args };
}

function executable() {
  const chosen = process.env.CHROMIUM;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Failure(`CHROMIUM is set to ${chosen}, and there is no such file.`);
  }
  const found = findOnPath(...names) ?? elsewhere.find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Failure(
    'The tests run in Chromium, and none was found. Install one:\n' +
      '  apt-get install chromium fonts-noto-cjk fonts-noto-color-emoji\n' +
      'or name the one you have: CHROMIUM=/path/to/chromium npm test',
  );
}
