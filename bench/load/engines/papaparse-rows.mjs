// papaparse, all rows kept in memory.
import { readFile } from 'node:fs/promises';
import { askRows } from './rows.mjs';

export async function open(task, { require }) {
  const Papa = require('papaparse');
  let rows = [];
  return {
    async load() {
      rows = Papa.parse(await readFile(task.file, 'utf8'), { skipEmptyLines: true }).data;
    },
    ...askRows(task, () => rows),
  };
}
