// From files to answers: the tables of the race, of the goals, and of how tokshare lets others work meanwhile.
import { kilobytes, median, megabytes, milliseconds, NOTHING } from '../figures.mjs';
import { bundle } from '../bundle.mjs';
import { folderOf } from '../home.mjs';
import { table } from '../table.mjs';
import { ensureData } from './data.mjs';
import { goalRows } from './goals.mjs';
import { ensurePeers } from './peers.mjs';
import { inChild, race } from './race.mjs';

/** File → how often each engine runs; only the last has so many rows that three must do. */
const ROUNDS = { '10k': 7, '1M': 5, 'quoted 1M': 5, '10M': 3 };
const QUICK = { '10k': 3, '1M': 3 };

/** Races and prints; `quick` leaves out the largest file and the quoted one, `rounds` says how often all run. */
export async function load({ quick, rounds: asked }) {
  const peers = await ensurePeers();
  const own = await bundle('load/tokshare', await folderOf('bundles'));
  const rounds = Object.fromEntries(
    Object.entries(quick ? QUICK : ROUNDS).map(([name, usual]) => [name, asked ?? usual]),
  );
  const raced = new Map();
  for (const name of Object.keys(rounds))
    raced.set(name, await race(name, { rounds: rounds[name], peers, bundle: own }));
  const largest = quick ? '1M' : '10M';
  const parts = [versions(peers)];
  for (const [name, found] of raced) parts.push(await raceTable(name, found, rounds[name]));
  parts.push(goalTable(raced), await responsiveTable(largest, own, asked ?? (quick ? 1 : 3)));
  return parts.join('\n\n');
}

function versions(peers) {
  const of = [...peers.values()].flatMap(({ packages }) => packages?.[0] ?? []);
  return `Raced against ${of.join(', ')}.`;
}

async function raceTable(name, found, rounds) {
  const { bytes } = await ensureData(name);
  const duckdb = found.get('DuckDB, two threads')?.medians?.cold;
  const rows = [...found].map(([engine, { medians, problem }]) => {
    if (problem !== undefined || !medians) return [engine, ...Array(7).fill(NOTHING)];
    const { start, cold, cpu, q1, q2, peak } = medians;
    const ratio = duckdb === undefined ? NOTHING : (cold / duckdb).toFixed(2);
    return [
      engine,
      milliseconds(start),
      milliseconds(cold),
      ratio,
      milliseconds(cpu),
      milliseconds(q1),
      milliseconds(q2),
      megabytes(peak),
    ];
  });
  const size = bytes < 10e6 ? kilobytes(bytes) : megabytes(bytes);
  const head = [`${name} rows, ${size}`, 'start', 'cold', '/ DuckDB', 'CPU', 'warm Q1', 'warm Q2', 'peak'];
  const why = [...found].flatMap(([engine, { problem }]) =>
    problem === undefined ? [] : [`- ${engine}: ${problem}`],
  );
  return [
    `${name} rows, medians of ${rounds}:`,
    table(head, rows),
    ...(why.length > 0 ? [`Without a figure:\n\n${why.join('\n')}`] : []),
  ].join('\n\n');
}

function goalTable(raced) {
  return ['Goals:', table(['ratio', 'goal', 'measured', 'met'], goalRows(raced))].join('\n\n');
}

async function responsiveTable(name, bundle, rounds) {
  const task = await ensureData(name);
  const given = { task, options: { bundle, way: 'SIMD' } };
  const [gaps, stops] = [[], []];
  for (let round = 0; round < rounds; round++) {
    gaps.push(await inChild('responsive.mjs', { ...given, stop: false }));
    stops.push(await inChild('responsive.mjs', { ...given, stop: true }));
  }
  const middle = (runs, key) => milliseconds(median(runs.flatMap((run) => run[key] ?? [])));
  const problem = [...gaps, ...stops].find((run) => run.problem !== undefined)?.problem;
  const rows = [
    ['event loop, gap that 99% do not exceed', '≤ 8 ms', middle(gaps, 'p99')],
    ['event loop, longest gap', '≤ 60 ms', middle(gaps, 'max')],
    ['from Stop to stopped', '≤ 200 ms', middle(stops, 'took')],
  ];
  return [
    `While tokshare loads ${name} rows, medians of ${rounds}:`,
    table(['', 'goal', 'measured'], rows),
    ...(problem === undefined ? [] : [`Without a figure: ${problem}`]),
  ].join('\n\n');
}
