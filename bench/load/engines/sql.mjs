// Both questions in SQL, for DuckDB.
import { QUESTION } from '../question.mjs';

/** A table of the file's rows. Counts that are written in several ways come as text, and are made numbers as they load. */
export function createUsage(task) {
  const file = `read_csv('${task.file}'${task.quoted ? ", types = {'prompt_tokens': 'VARCHAR', 'completion_tokens': 'VARCHAR'}" : ''})`;
  const columns = task.quoted
    ? `* REPLACE (${count('prompt_tokens')} AS prompt_tokens, ${count('completion_tokens')} AS completion_tokens)`
    : '*';
  return `CREATE TABLE usage AS SELECT ${columns} FROM ${file}`;
}

function count(column) {
  return `CASE WHEN ends_with(${column}, 'M')
    THEN CAST(round(CAST(rtrim(${column}, 'M') AS DOUBLE) * 1e6) AS BIGINT)
    ELSE CAST(replace(${column}, ',', '') AS BIGINT) END`;
}

export const createModels = ({ modelsFile }) =>
  `CREATE TABLE models AS SELECT * FROM read_csv('${modelsFile}')`;

export const Q1 = `SELECT CAST(week AS VARCHAR), country, CAST(sum(prompt_tokens) AS DOUBLE)
  FROM usage JOIN models USING (model) GROUP BY week, country ORDER BY week, country`;

export const Q2 = `SELECT model, CAST(sum(prompt_tokens) AS DOUBLE) AS tokens FROM usage
  WHERE app = '${QUESTION.app}' AND week BETWEEN '${QUESTION.from}' AND '${QUESTION.to}'
  GROUP BY model ORDER BY tokens DESC, model LIMIT ${QUESTION.top}`;
