// papaparse, a call for every part of a stream.
import { createReadStream } from 'node:fs';
import { WeeklyRows } from './rows.mjs';

export async function open(task, { require }) {
  const Papa = require('papaparse');
  return {
    q1: () =>
      new Promise((resolve, reject) => {
        const weekly = new WeeklyRows(task);
        Papa.parse(createReadStream(task.file), {
          chunk: ({ data }) => data.forEach((row) => weekly.add(row)),
          skipEmptyLines: true,
          complete: () => resolve(weekly.answer),
          error: reject,
        });
      }),
  };
}
