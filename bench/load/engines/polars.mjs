// polars, the file read into a frame.
import { optionsOf, q1Of, q2Of, withCounts } from './polars-expressions.mjs';

export async function open(task, { require }) {
  const pl = require('nodejs-polars').default;
  const models = pl.readCSV(task.modelsFile).lazy();
  let frame;
  return {
    load() {
      frame = withCounts(pl, pl.readCSV(task.file, optionsOf(pl, task)), task).lazy();
    },
    q1: async () => (await q1Of(pl, frame, models).collect()).rows(),
    q2: async () => (await q2Of(pl, frame).collect()).rows(),
  };
}
