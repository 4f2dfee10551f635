/** Results of the kinds that compare members over time: ranks, two weeks, cells; and of logarithmic axes and labels. */
import type { Measured, Result, Series } from '../../src/protocol/result';
import { LABS } from './numbers';
import { country, lab, memberFigure, result, timeFigure, value, weeks } from './parts';

const BILLION = 1e9;
const FIRST = '2026-02-02';
const named = Object.entries(LABS).filter(([slug]) => lab(slug).kind === 'named');

/** The twelve labs that are largest over all weeks, ranked among all labs week by week; who has no tokens has no rank. */
export function bumpResult(): Result {
  const total = (all: readonly number[]) => all.reduce((sum, each) => sum + each, 0);
  const largest = [...named].sort((a, b) => total(b[1]) - total(a[1])).slice(0, 12);
  const buckets = weeks(FIRST, 16);
  const rank = (all: readonly number[], week: number): Measured => {
    const own = all[week] ?? 0;
    if (own === 0) return value(null);
    return value(1 + largest.filter(([, other]) => (other[week] ?? 0) > own).length);
  };
  return result({
    title: 'Rank of labs by tokens, week by week',
    figure: timeFigure({
      kind: 'bump',
      unit: 'rank',
      buckets,
      series: largest.map(([slug, all]) => ({
        member: lab(slug),
        values: buckets.map((_, week) => rank(all, week)),
      })),
    }),
  });
}

function shares(slug: string, buckets: number): Measured[] {
  const all = LABS[slug] ?? [];
  return Array.from({ length: buckets }, (_, week) => {
    const whole = Object.values(LABS).reduce((sum, other) => sum + (other[week] ?? 0), 0);
    return value((all[week] ?? 0) / whole);
  });
}

/** Shares of labs in the first and in the last week; one comes, one goes, and many are close to each other. */
export function slopeResult(): Result {
  const all = weeks(FIRST, 16);
  const buckets = [all[0], all[15]].flatMap((bucket) => bucket ?? []);
  const slugs = [
    'google',
    'anthropic',
    'openai',
    'deepseek',
    'minimax',
    'moonshotai',
    'qwen',
    'tencent',
    'x-ai',
    'arcee-ai',
    'other',
  ];
  return result({
    title: 'Share of tokens by lab: 2026-W06 and 2026-W21',
    figure: timeFigure({
      kind: 'slope',
      unit: 'fraction',
      buckets,
      series: slugs.map((slug) => {
        const values = shares(slug, 16);
        const end = (week: number) =>
          values[week]?.value === 0 ? value(null) : (values[week] ?? value(null));
        return { member: lab(slug), values: [end(0), end(15)] };
      }),
    }),
  });
}

/** Shares of fourteen labs over sixteen weeks: one week is missing, one lab has no data for a while, the last week is partial. */
export function heatmapResult(): Result {
  const buckets = weeks(FIRST, 16).map((bucket, index) => ({ ...bucket, partial: index === 15 }));
  const series: Series[] = [...named.slice(0, 13).map(([slug]) => slug), 'other'].map((slug) => ({
    member: lab(slug),
    values: shares(slug, 16).map((each, week) =>
      week === 6 || (slug === 'tencent' && week < 11) ? value(null) : each,
    ),
  }));
  return result({
    title: 'Share of tokens by lab, week by week',
    caption: {
      text: 'by lab / all tokens · other 9.6% · 2026-W06 to 2026-W21 · by_lab',
      universe: 'all tokens',
      period: '2026-W06 to 2026-W21',
      dataset: 'by_lab',
    },
    figure: timeFigure({ kind: 'heatmap', unit: 'fraction', buckets, series }),
  });
}

/** Six labs that are far apart, with weeks of no tokens at all. */
export function logLineResult(): Result {
  const slugs = ['google', 'qwen', 'xiaomi', 'nvidia', 'tencent', 'meta-llama'];
  return result({
    title: 'Tokens by lab',
    figure: timeFigure({
      log: true,
      buckets: weeks(FIRST, 16),
      series: slugs.map((slug) => ({
        member: lab(slug),
        values: (LABS[slug] ?? []).map((number) => value(number * BILLION)),
      })),
    }),
  });
}

/** Bars that differ by factors, and one of zero. */
export function logBarOf({ figure, ...rest }: Result): Result {
  if (figure?.axis !== 'members') throw new Error('no bars');
  const factor = (index: number) => 0.6 ** index;
  const series = figure.series.map((one) => ({
    ...one,
    values: one.values.map((each, index): Measured => {
      if (index === 18) return value(0);
      const scaled = (number: number | undefined) => (number ?? 0) * factor(index);
      const bounded = each.low !== undefined && each.high !== undefined;
      return {
        value: scaled(each.value ?? 0),
        ...(bounded && { low: scaled(each.low), high: scaled(each.high) }),
      };
    }),
  }));
  return result({ ...rest, figure: memberFigure({ ...figure, log: true, series }) });
}

/** Three lines with their values at every point. */
export function labelsResult(): Result {
  const slugs = ['google', 'deepseek', 'moonshotai'];
  return result({
    title: 'Tokens of three labs',
    figure: timeFigure({
      labels: true,
      buckets: weeks(FIRST, 16),
      series: slugs.map((slug) => ({
        member: lab(slug),
        values: (LABS[slug] ?? []).map((number) => value(number * BILLION)),
      })),
    }),
  });
}

/** Labs of two countries and what is in neither, a small chart for each. */
export function panelsResult(): Result {
  const buckets = weeks(FIRST, 16);
  const of = (code: string) => named.filter(([slug]) => lab(slug).country === code).slice(0, 6);
  const series = (panel: string, [slug, all]: (typeof named)[number]): Series => ({
    member: lab(slug),
    panel: country(panel),
    values: buckets.map((_, week) => value((all[week] ?? 0) * BILLION)),
  });
  return result({
    title: 'The labs of both countries',
    figure: timeFigure({
      buckets,
      extract: 'the 6 largest of each',
      series: [
        ...of('US').map((each) => series('US', each)),
        ...of('CN').map((each) => series('CN', each)),
        series('other', ['other', LABS['other'] ?? []]),
      ],
    }),
  });
}
