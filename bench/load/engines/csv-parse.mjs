// csv-parse, a call for every row of a stream.
import { createReadStream } from 'node:fs';
import { WeeklyRows } from './rows.mjs';

export async function open(task, { require }) {
  const { parse } = require('csv-parse');
  return {
    q1: () =>
      new Promise((resolve, reject) => {
        const weekly = new WeeklyRows(task);
        createReadStream(task.file)
          .on('error', reject)
          .pipe(parse())
          .on('data', (row) => weekly.add(row))
          .on('end', () => resolve(weekly.answer))
          .on('error', reject);
      }),
  };
}
