// Both questions in the expressions of polars, of lazy frames, in whatever order groups come.
import { QUESTION } from '../question.mjs';

/** Counts that are written in several ways come as text. */
export function optionsOf(pl, { quoted }) {
  return quoted ? { dtypes: { prompt_tokens: pl.Utf8, completion_tokens: pl.Utf8 } } : {};
}

/** The columns of counts as numbers. */
export function withCounts(pl, frame, { quoted }) {
  if (!quoted) return frame;
  const number = (name) => {
    const plain = pl.col(name).str.replaceAll(',', '').str.replaceAll('M', '').cast(pl.Float64);
    const millions = plain.mul(pl.lit(1e6)).round(0);
    return pl.when(pl.col(name).str.contains('M')).then(millions).otherwise(plain).alias(name);
  };
  return frame.withColumns(number('prompt_tokens'), number('completion_tokens'));
}

/** Sums as doubles: what is printed of 64 bits otherwise would be no number of JavaScript's. */
const sum = (pl) => pl.col('prompt_tokens').sum().cast(pl.Float64).alias('tokens');

export function q1Of(pl, frame, models) {
  return frame
    .join(models, { on: 'model' })
    .groupBy(['week', 'country'], false)
    .agg(sum(pl))
    .sort(['week', 'country']);
}

export function q2Of(pl, frame) {
  const [app, week] = [pl.col('app'), pl.col('week')];
  return frame
    .filter(
      app
        .eq(pl.lit(QUESTION.app))
        .and(week.gtEq(pl.lit(QUESTION.from)))
        .and(week.ltEq(pl.lit(QUESTION.to))),
    )
    .groupBy(['model'], false)
    .agg(sum(pl))
    .sort([pl.col('tokens'), pl.col('model')], [true, false])
    .head(QUESTION.top);
}
