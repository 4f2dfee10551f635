// What is to be reached, as ratios of one run of the race.
import { NOTHING } from '../figures.mjs';

const DUCKDB = 'DuckDB, two threads';
const STEP = 'papaparse, step';

/** One figure of one engine: `[file, engine, key of its medians]`. A ratio is the first figure by the second. */
const GOALS = [
  goal(
    'cold, 10M rows, TypeScript / DuckDB',
    1,
    ['10M', 'tokshare, TypeScript', 'cold'],
    ['10M', DUCKDB, 'cold'],
  ),
  goal(
    'cold, 10M rows, TypeScript / papaparse, step',
    0.25,
    ['10M', 'tokshare, TypeScript', 'cold'],
    ['10M', STEP, 'cold'],
  ),
  goal('cold, 10M rows, SIMD / DuckDB', 0.55, ['10M', 'tokshare', 'cold'], ['10M', DUCKDB, 'cold']),
  goal(
    'cold, 10M rows, two workers / DuckDB',
    0.4,
    ['10M', 'tokshare, two workers', 'cold'],
    ['10M', DUCKDB, 'cold'],
  ),
  goal(
    'cold, quoted 1M rows / papaparse, step',
    0.3,
    ['quoted 1M', 'tokshare', 'cold'],
    ['quoted 1M', STEP, 'cold'],
  ),
  goal('warm Q1, 10M rows / DuckDB', 0.35, ['10M', 'tokshare', 'q1'], ['10M', DUCKDB, 'q1']),
  goal('warm Q2, 10M rows / DuckDB', 0.7, ['10M', 'tokshare', 'q2'], ['10M', DUCKDB, 'q2']),
  goal('peak memory, 10M rows / DuckDB', 0.3, ['10M', 'tokshare', 'peak'], ['10M', DUCKDB, 'peak']),
  goal('cold, 10k rows / papaparse, step', 1.1, ['10k', 'tokshare', 'cold'], ['10k', STEP, 'cold']),
  goal(
    'from sidecar, 10M rows / own cold',
    0.15,
    ['10M', 'tokshare, from sidecar', 'cold'],
    ['10M', 'tokshare', 'cold'],
  ),
  goal('cold, 10M rows / 1M rows', 11, ['10M', 'tokshare', 'cold'], ['1M', 'tokshare', 'cold']),
  goal('warm Q1, 10M rows / 1M rows', 11, ['10M', 'tokshare', 'q1'], ['1M', 'tokshare', 'q1']),
  goal('warm Q2, 10M rows / 1M rows', 11, ['10M', 'tokshare', 'q2'], ['1M', 'tokshare', 'q2']),
];

function goal(name, most, above, below) {
  return { name, most, above, below };
}

/**
 * Rows of the table of goals.
 * @param {Map<string, Map<string, import('./race.mjs').Found>>} raced by file and engine
 */
export function goalRows(raced) {
  const figure = ([file, engine, key]) => raced.get(file)?.get(engine)?.medians?.[key];
  return GOALS.map(({ name, most, above, below }) => {
    const [one, other] = [figure(above), figure(below)];
    const isMeasured = one !== undefined && other !== undefined;
    const ratio = one / other;
    const met = ratio <= most ? 'yes' : 'no';
    return [name, `≤ ${most}`, isMeasured ? ratio.toFixed(2) : NOTHING, isMeasured ? met : NOTHING];
  });
}
