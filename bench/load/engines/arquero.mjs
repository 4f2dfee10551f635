// arquero, the file read into a table: it reads whole texts only.
import { readFile } from 'node:fs/promises';
import { inOrder, QUESTION } from '../question.mjs';
import { tokensOf } from './rows.mjs';

export async function open(task, { load }) {
  const { desc, escape, fromCSV, op, table } = await load('arquero');
  const countries = new Map(task.models);
  const models = table({ model: [...countries.keys()], country: [...countries.values()] });
  const parse = task.quoted ? { prompt_tokens: tokensOf, completion_tokens: tokensOf } : {};
  const total = { tokens: op.sum('prompt_tokens') };
  let usage;
  return {
    async load() {
      // Dates stay text: as such they are compared and printed without a time zone.
      usage = fromCSV(await readFile(task.file, 'utf8'), { parse: { week: String, ...parse } });
    },
    q1() {
      const sums = usage.join(models, 'model').groupby('week', 'country').rollup(total);
      return inOrder(sums.objects().map(({ week, country, tokens }) => [week, country, tokens]));
    },
    q2() {
      const { app, from, to, top } = QUESTION;
      const asked = escape((row) => row.app === app && row.week >= from && row.week <= to);
      const sums = usage.filter(asked).groupby('model').rollup(total);
      const largest = sums.orderby(desc('tokens'), 'model').objects({ limit: top });
      return largest.map(({ model, tokens }) => [model, tokens]);
    },
  };
}
