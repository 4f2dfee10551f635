// DuckDB compiled to WebAssembly, in one thread.
import { dirname, join } from 'node:path';
import { createModels, createUsage, Q1, Q2 } from './sql.mjs';

export async function open(task, { require }) {
  const main = require.resolve('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
  const { createDuckDB, NODE_RUNTIME, VoidLogger, DuckDBDataProtocol } = require(main);
  const bundle = (name) => ({ mainModule: join(dirname(main), `duckdb-${name}.wasm`), mainWorker: '' });
  const database = await createDuckDB(
    { mvp: bundle('mvp'), eh: bundle('eh') },
    new VoidLogger(),
    NODE_RUNTIME,
  );
  await database.instantiate();
  const connection = database.connect();
  for (const file of [task.file, task.modelsFile])
    database.registerFileURL(file, file, DuckDBDataProtocol.NODE_FS, true);
  connection.query(createModels(task));
  const rows = (sql) =>
    connection
      .query(sql)
      .toArray()
      .map((row) => [...row].map(([, value]) => value));
  return {
    load: () => connection.query(createUsage(task)),
    q1: () => rows(Q1),
    q2: () => rows(Q2),
  };
}
