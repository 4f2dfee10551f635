// DuckDB, the native library with two threads, and a table in memory.
import { createModels, createUsage, Q1, Q2 } from './sql.mjs';

export async function open(task, { require }) {
  const { DuckDBInstance } = require('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run('SET threads = 2');
  await connection.run(createModels(task));
  const rows = async (sql) => (await connection.runAndReadAll(sql)).getRows();
  return {
    load: () => connection.run(createUsage(task)),
    q1: () => rows(Q1),
    q2: () => rows(Q2),
  };
}
