import assert from 'node:assert/strict';
import type { Day } from '../../../src/data/calendar';
import { bucketAt, dayAt, numberAt, wordAt, type Dataset } from '../../../src/data/dataset';
import { readSources } from '../../../src/data/attach';
import { sourceOf } from '../../../src/data/files';
import type { ReadOptions, ReadProblem, ReadResult } from '../../../src/data/read';
import { readCsv } from './readCsv';

/** Everything that a test has read as text: it is read as bytes, too, by the scanner, and must be the same. */
const asked = new Map<string, readonly [text: string, options: ReadOptions, result: ReadResult]>();
/** Of a property it is enough to read some texts twice. */
const MOST_ASKED = 1000;

function readText(text: string, options: Partial<ReadOptions>): ReadResult {
  const whole = { name: 'data', file: 'data.csv', ...options };
  const result = readCsv(text, whole);
  if (asked.size < MOST_ASKED) asked.set(`${asked.size}`, [text, whole, result]);
  return result;
}

after('what was read as text is the same when it is read as bytes', async function () {
  this.timeout(60_000);
  for (const [text, options, { dataset, problems }] of asked.values()) {
    const source = sourceOf(options.file, new TextEncoder().encode(text));
    const scanned = await readSources([source], options, {});
    assert.deepEqual(scanned.problems, problems, text);
    assert.deepEqual(plainOf(scanned.dataset), plainOf(dataset), text);
  }
});

/** All that a dataset says, in whatever arrays it keeps it. */
function plainOf(dataset: Dataset | undefined): unknown {
  if (!dataset) return undefined;
  const { time, texts, numbers: all } = dataset;
  return {
    ...dataset,
    lines: linesOf(dataset),
    time: time && {
      ...time,
      codes: [],
      days: daysOf(dataset),
      buckets: bucketsOf(dataset),
      times: [...(time.times ?? [])],
    },
    texts: [...texts].map(([name]) => [name, words(dataset, name)]),
    numbers: [...all].map(([name, { additive, unit }]) => [name, additive, unit, numbers(dataset, name)]),
  };
}

export function read(text: string, options: Partial<ReadOptions> = {}): Dataset {
  const { dataset, problems } = readText(text, options);
  assert(dataset, problems[0]?.message);
  return dataset;
}

/** The error that leaves a text without a dataset. */
export function problemOf(text: string, options: Partial<ReadOptions> = {}): ReadProblem {
  const { dataset, problems } = readText(text, options);
  assert.equal(dataset, undefined);
  const [problem] = problems;
  assert(problem);
  assert.equal(problem.severity, 'error');
  return problem;
}

/** What is said about a text that can be read. */
export function remarksOn(text: string, options: Partial<ReadOptions> = {}): readonly ReadProblem[] {
  const { dataset, problems } = readText(text, options);
  assert(dataset, problems[0]?.message);
  return problems;
}

export const columns = (pairs: Record<string, string>) => ({ columns: new Map(Object.entries(pairs)) });

export const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

/** The numbers of a column, row by row; NaN is missing. */
export function numbers(dataset: Dataset | undefined, name = 'tokens'): number[] {
  const column = dataset?.numbers.get(name);
  return column ? rowsOf(dataset, (row) => numberAt(column, row)) : [];
}

/** The line of every row. */
export function linesOf(dataset: Dataset): number[] {
  return rowsOf(dataset, (row) => dataset.lines.at(row));
}

/** The bucket of every row. */
export function bucketsOf(dataset: Dataset | undefined): number[] {
  return rowsOf(dataset, (row) => bucketAt(dataset?.time, row));
}

/** The day that is written in every row. */
export function daysOf(dataset: Dataset | undefined): Day[] {
  const time = dataset?.time;
  return time ? rowsOf(dataset, (row) => dayAt(time, row)) : [];
}

function rowsOf<Value>(dataset: Dataset | undefined, of: (row: number) => Value): Value[] {
  return Array.from({ length: dataset?.rows ?? 0 }, (_, row) => of(row));
}

/** The words of a column, row by row; an empty cell is undefined. */
export function words(dataset: Dataset, name: string): (string | undefined)[] {
  const column = dataset.texts.get(name);
  assert(column, `no column ${name}`);
  return rowsOf(dataset, (row) => wordAt(column, row));
}
