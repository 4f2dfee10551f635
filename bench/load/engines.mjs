// Who takes part in the race.

/**
 * `module` answers the questions, with the packages of `peer`; `way` is tokshare's way to load; `files` is where it takes
 * part: everywhere, unless said.
 * @type {{ name: string, module: string, peer?: string, way?: string, files?: string[] }[]}
 */
export const ENGINES = [
  { name: 'tokshare', module: 'tokshare', way: 'SIMD' },
  { name: 'tokshare, TypeScript', module: 'tokshare', way: 'TypeScript' },
  { name: 'tokshare, two workers', module: 'tokshare', way: 'workers' },
  { name: 'tokshare, from sidecar', module: 'tokshare', way: 'sidecar' },
  { name: 'DuckDB, two threads', module: 'duckdb', peer: 'duckdb' },
  { name: 'DuckDB WASM', module: 'duckdb-wasm', peer: 'duckdb-wasm' },
  { name: 'polars', module: 'polars', peer: 'polars' },
  { name: 'polars, lazy', module: 'polars-lazy', peer: 'polars' },
  { name: 'papaparse, step', module: 'papaparse-step', peer: 'papaparse' },
  { name: 'papaparse, chunk', module: 'papaparse-chunk', peer: 'papaparse' },
  {
    name: 'papaparse, rows kept',
    module: 'papaparse-rows',
    peer: 'papaparse',
    files: ['10k', '1M', 'quoted 1M'],
  },
  { name: 'csv-parse', module: 'csv-parse', peer: 'csv-parse' },
  { name: 'd3-dsv', module: 'd3-dsv', peer: 'd3-dsv' },
  { name: 'arquero', module: 'arquero', peer: 'arquero' },
];
