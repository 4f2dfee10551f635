import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNotebook, runCell } from '../../../src/analysis/notebook';
import type { Scope } from '../../../src/analysis/scope';
import type { ReadOptions } from '../../../src/data/read';
import type { Dataset } from '../../../src/data/dataset';
import type { Diagnostic } from '../../../src/language/diagnostics';
import type { Measured, Result } from '../../../src/protocol/result';
import { builtInRegistry } from '../../../src/registry/registry';
import { readCsv } from '../data/readCsv';

/** CSV texts, or datasets, under the names by which queries use them. */
export type Data = Readonly<Record<string, string | Dataset>>;

const FILES = {
  A: 'openrouter-weekly-top.csv',
  B: 'openrouter-daily-by-author.csv',
  M: 'openrouter-rankings-daily.csv',
  T: 'openrouter-weekly-total.csv',
} as const;

export function exampleText(name: keyof typeof FILES): string {
  return readFileSync(join(process.cwd(), 'examples', 'data', FILES[name]), 'utf8');
}

export function datasetOf(text: string, options: Partial<ReadOptions> = {}): Dataset {
  const { dataset, problems } = readCsv(text, { name: 'data', file: 'data.csv', ...options });
  assert(dataset, problems.map((each) => each.message).join('\n'));
  return dataset;
}

const read = new Map<string, Dataset>();

/** The example data, read once. */
export function examples(...names: (keyof typeof FILES)[]): Data {
  return Object.fromEntries(
    names.map((name) => {
      const dataset = read.get(name) ?? datasetOf(exampleText(name), { name, file: FILES[name] });
      read.set(name, dataset);
      return [name, dataset];
    }),
  );
}

/**
 * A small dataset as a grid: a column for each date (`W01` is a week of 2026, `03-09` a day of it), a row for each name,
 * `-` where there is no row, `_` where the cell is empty.
 */
export function grid(column: string, text: string): string {
  const [head = '', ...lines] = text.trim().split('\n');
  const dates = head.trim().split(/\s+/).map(dateOf);
  const rows = lines.flatMap((line) => {
    const [name = '', ...cells] = line.trim().split(/\s+/);
    return cells.flatMap((cell, index) => {
      const date = dates[index] ?? '';
      return cell === '-' ? [] : [`${date},${name},${cell === '_' ? '' : cell}`];
    });
  });
  return [`${dates.some((date) => date.includes('W')) ? 'week' : 'date'},${column},tokens`, ...rows, ''].join(
    '\n',
  );
}

function dateOf(word: string): string {
  return word.startsWith('W') || /^\d\d-\d\d$/.test(word) ? `2026-${word}` : word;
}

export interface Answer {
  readonly results: readonly Result[];
  readonly diagnostics: readonly Diagnostic[];
}

export function scopeOf(data: Data, definitions = '', registry = builtInRegistry()): Scope {
  const { named, groups, measures, lets, events, claims } = readNotebook(
    [{ id: 'definitions', text: definitions }],
    registry,
  ).definitions;
  const nodes = <Node>(defined: ReadonlyMap<string, { node: Node }>): Map<string, Node> =>
    new Map([...defined].map(([name, { node }]) => [name, node]));
  return {
    registry,
    overlays: new Map(),
    datasets: new Map(
      Object.entries(data).map(([name, each]) => {
        const dataset = typeof each === 'string' ? datasetOf(each, { name }) : each;
        return [name, { name, dataset, problems: [] }];
      }),
    ),
    groups: nodes(groups),
    measures: nodes(measures),
    lets: nodes(lets),
    broken: new Set([...named].flatMap(([name, { broken }]) => (broken ? [name] : []))),
    events: events.map(({ node }) => node),
    claims,
  };
}

/** Runs the text of one cell. */
export function answer(text: string, data: Data, definitions = ''): Answer {
  const registry = builtInRegistry();
  const model = readNotebook([{ id: 'cell', text }], registry);
  const [cell] = model.cells;
  assert(cell);
  const outcomes = [...runCell(cell, model, scopeOf(data, definitions))];
  return {
    results: outcomes.flatMap((outcome) => (outcome.kind === 'result' ? [outcome.result] : [])),
    diagnostics: outcomes.flatMap((outcome) => outcome.diagnostics),
  };
}

/** The result of one query that must have one. */
export function ask(query: string, data: Data, definitions = ''): Result {
  const { results, diagnostics } = answer(query, data, definitions);
  const [result] = results;
  assert(result, `${query}: ${diagnostics.map((each) => each.message).join('\n')}`);
  return result;
}

/** The first error of a query that must have one. */
export function refusal(query: string, data: Data, definitions = ''): Diagnostic {
  const { results, diagnostics } = answer(query, data, definitions);
  const error = diagnostics.find((each) => each.severity === 'error');
  assert(error, `${query} gave a result: ${results[0]?.summary ?? 'none'}`);
  assert.equal(results.length, 0, `${query} gave a result beside its error`);
  return error;
}

export function warningsOf(query: string, data: Data, definitions = ''): string[] {
  return answer(query, data, definitions).diagnostics.flatMap((each) =>
    each.severity === 'warning' ? [each.code] : [],
  );
}

/** A table as plain cells: keys of words, numbers of values. */
export function rowsOf(result: Result): (string | number | null)[][] {
  return result.table.rows.map((row) => row.cells.map((cell) => ('value' in cell ? cell.value : cell.key)));
}

export function valuesOf(query: string, data: Data, definitions = ''): (string | number | null)[][] {
  return rowsOf(ask(query, data, definitions));
}

/** The measured cells of a table, row by row. */
export function measuredOf(result: Result): Measured[] {
  return result.table.rows.flatMap((row) => row.cells.flatMap((cell) => ('value' in cell ? [cell] : [])));
}

/** The only figure of a query. */
export function figureOf(query: string, data: Data, definitions = ''): Measured {
  const cells = measuredOf(ask(query, data, definitions));
  assert.equal(cells.length, 1, `${query} has ${cells.length} figures`);
  return cells[0] ?? { value: null };
}

export function near(actual: number | null | undefined, expected: number, tolerance = 1e-12): void {
  assert(typeof actual === 'number', `${String(actual)} is no number; expected ${expected}`);
  assert(
    Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)),
    `${actual} is not near ${expected}`,
  );
}

/** `[low, high]` of a figure; of an exact one, twice its value. */
export function boundsOf(query: string, data: Data, definitions = ''): [number | null, number | null] {
  const { value, low, high } = figureOf(query, data, definitions);
  return [low ?? value, high ?? value];
}
