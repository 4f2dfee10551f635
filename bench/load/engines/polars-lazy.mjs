// polars, which reads the file as it answers, and no more of it than the question needs.
import { optionsOf, q1Of, withCounts } from './polars-expressions.mjs';

export async function open(task, { require }) {
  const pl = require('nodejs-polars').default;
  const models = pl.readCSV(task.modelsFile).lazy();
  return {
    async q1() {
      const frame = withCounts(pl, pl.scanCSV(task.file, optionsOf(pl, task)), task);
      return (await q1Of(pl, frame, models).collect()).rows();
    },
  };
}
