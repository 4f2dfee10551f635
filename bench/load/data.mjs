// The files that every engine reads: made here, the same on every machine, once.
import { closeSync, openSync, writeSync } from 'node:fs';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { root } from '../../scripts/run.mjs';
import { folderOf } from '../home.mjs';
import { Largest, WEEKS, Weekly } from './question.mjs';
import { randomOf } from './random.mjs';

/** Counts up when other data are made, so that older ones are replaced. */
const RECIPE = 1;
const MODELS = 400;
const APPS = 2000;
const HEADER = 'week,model,app,prompt_tokens,completion_tokens,price_usd\n';

/** Name → rows and how they are written. */
export const FILES = {
  '10k': { rows: 10_000, line: plainLine },
  '1M': { rows: 1_000_000, line: plainLine },
  '10M': { rows: 10_000_000, line: plainLine },
  'quoted 1M': { rows: 1_000_000, line: quotedLine },
};

/**
 * Makes a file, unless it is there.
 * @returns {Promise<{ file: string, rows: number, bytes: number, models: [string, string][], modelsFile: string, quoted: boolean, answers: { q1: unknown[][], q2: unknown[][] } }>}
 *   models: model → country, which modelsFile holds as CSV for engines that join tables
 */
export async function ensureData(name) {
  const folder = await folderOf('data');
  const file = join(folder, `${name.replace(' ', '-')}.csv`);
  const note = `${file}.json`;
  const modelsFile = join(folder, 'models.csv');
  const models = await modelsWithCountry();
  await writeFile(modelsFile, `model,country\n${models.map((row) => `${row.join(',')}\n`).join('')}`);
  const { rows, line } = FILES[name];
  const common = { file, rows, models, modelsFile, quoted: line === quotedLine };
  const made = await readFile(note, 'utf8').then(JSON.parse, () => undefined);
  const size = await stat(file).then(
    (found) => found.size,
    () => undefined,
  );
  if (made?.recipe === RECIPE && made.bytes === size) return { ...common, ...made };
  console.log(`Writing ${file} …`);
  const answers = write(`${file}.partial`, rows, models, line);
  await rename(`${file}.partial`, file);
  const { size: bytes } = await stat(file);
  await writeFile(note, JSON.stringify({ recipe: RECIPE, bytes, answers }));
  return { ...common, bytes, answers };
}

/** Models of the built-in registry whose lab has one country, in the registry's order. */
async function modelsWithCountry() {
  const table = async (name) => {
    const text = await readFile(join(root, 'src', 'registry', 'tables', `${name}.csv`), 'utf8');
    return Papa.parse(text, { header: true, skipEmptyLines: true }).data;
  };
  const countries = new Map((await table('labs')).map((row) => [row.author_slug, row.country]));
  return (await table('models'))
    .map(({ model, author_slug }) => [model, countries.get(author_slug) ?? ''])
    .filter(([, country]) => /^[A-Z]{2}$/.test(country))
    .slice(0, MODELS);
}

/** Writes the rows week by week, and returns the right answers, which it knows because it adds up what it writes. */
function write(file, rows, models, line) {
  const random = randomOf(rows);
  const weekly = new Weekly(new Map(models));
  const largest = new Largest();
  const out = openSync(file, 'w');
  let text = HEADER;
  for (let row = 0; row < rows; row++) {
    const week = WEEKS[Math.floor((row * WEEKS.length) / rows)];
    const [model] = models[skewed(random, models.length)];
    const app = skewed(random, APPS);
    const written = line(random, week, model, app);
    text += written.text;
    weekly.add(week, model, written.tokens);
    largest.add(week, model, written.app, written.tokens);
    if (text.length < 1 << 20) continue;
    writeSync(out, text);
    text = '';
  }
  writeSync(out, text);
  closeSync(out);
  return { q1: weekly.answer, q2: largest.answer };
}

/** A number below the count, small ones far more often than large ones. */
function skewed(random, count) {
  return (((random() >>> 16) * (random() >>> 16) * count) / 2 ** 32) | 0;
}

function appName(app) {
  return `app-${String(app).padStart(4, '0')}`;
}

/** Dollars with six decimals, of millionths. */
function dollars(millionths) {
  return `0.${String(millionths % 1_000_000).padStart(6, '0')}`;
}

function plainLine(random, week, model, number) {
  const tokens = 1 + (random() % 20_000);
  const app = appName(number);
  const text = `${week},${model},${app},${tokens},${1 + (random() % 4000)},${dollars(random())}\n`;
  return { app, tokens, text };
}

/** Every text in quotes; line ends and quotes in some; counts with thousands set apart, and in millions. */
function quotedLine(random, week, model, number) {
  const app = number % 50 === 49 ? `app "${number}"\nof two lines` : appName(number);
  const [tokens, written] = count(random);
  const [, completion] = count(random);
  const text = `${week},"${model}","${app.replaceAll('"', '""')}",${written},${completion},${dollars(random())}\n`;
  return { app, tokens, text };
}

function count(random) {
  const form = random() % 3;
  if (form === 2) {
    const hundredths = 1 + (random() % 500);
    return [
      hundredths * 10_000,
      `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}M`,
    ];
  }
  const tokens = 1 + (random() % 2_000_000);
  return [tokens, form === 0 ? String(tokens) : `"${String(tokens).replace(/\B(?=(\d{3})+$)/g, ',')}"`];
}
