// d3-dsv, all rows kept in memory: it reads whole texts only.
import { readFile } from 'node:fs/promises';
import { askRows } from './rows.mjs';

export async function open(task, { load }) {
  const { csvParseRows } = await load('d3-dsv');
  let rows = [];
  return {
    async load() {
      rows = csvParseRows(await readFile(task.file, 'utf8'));
    },
    ...askRows(task, () => rows),
  };
}
