import assert from 'node:assert/strict';
import type { Dataset } from '../../../src/data/dataset';
import { readCsv, type ReadOptions, type ReadProblem } from '../../../src/data/read';

export function read(text: string, options: Partial<ReadOptions> = {}): Dataset {
  const { dataset, problems } = readCsv(text, { name: 'data', file: 'data.csv', ...options });
  assert(dataset, problems[0]?.message);
  return dataset;
}

/** The error that leaves a text without a dataset. */
export function problemOf(text: string, options: Partial<ReadOptions> = {}): ReadProblem {
  const { dataset, problems } = readCsv(text, { name: 'data', file: 'data.csv', ...options });
  assert.equal(dataset, undefined);
  const [problem] = problems;
  assert(problem);
  assert.equal(problem.severity, 'error');
  return problem;
}

/** What is said about a text that can be read. */
export function remarksOn(text: string, options: Partial<ReadOptions> = {}): readonly ReadProblem[] {
  const { dataset, problems } = readCsv(text, { name: 'data', file: 'data.csv', ...options });
  assert(dataset, problems[0]?.message);
  return problems;
}

export const columns = (pairs: Record<string, string>) => ({ columns: new Map(Object.entries(pairs)) });

export const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

export const numbers = (dataset: Dataset, name = 'tokens'): number[] => [
  ...(dataset.numbers.get(name)?.values ?? []),
];

/** The words of a column, row by row; an empty cell is undefined. */
export function words(dataset: Dataset, name: string): (string | undefined)[] {
  const column = dataset.texts.get(name);
  assert(column, `no column ${name}`);
  return [...column.codes].map((code) => column.words[code]);
}
