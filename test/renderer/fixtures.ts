/** Results as the evaluator makes them, with the figures of the public data: what charts are tested on. */
import type { Crossing, Measured, Member, Result, Row, Series } from '../../src/protocol/result';
import { formatValue } from '../../src/protocol/format';
import { CN, LAB_NAMES, LABS, MODELS, US } from './numbers';
import { country, grey, lab, memberFigure, result, timeFigure, value, weeks } from './parts';
import { claimOn, scatterResult, timelineResult, treemapResult } from './planeFixtures';
import {
  bumpResult,
  heatmapResult,
  labelsResult,
  logBarOf,
  logLineResult,
  panelsResult,
  slopeResult,
} from './rankFixtures';

export { country, grey, lab, memberFigure, months, result, timeFigure, value, weeks } from './parts';

const BILLION = 1e9;

function crossing(
  bucket: string,
  winner: string,
  loser: string,
  status: Crossing['status'],
  values: [number, number],
): Crossing {
  return {
    bucket,
    text: `${winner} passes ${loser}`,
    status,
    values: [value(values[0] * BILLION), value(values[1] * BILLION)],
  };
}

/** China against the US over 65 weeks, with all that can be marked: crossings of all kinds, events, a partial week. */
export function lineResult(): Result {
  const buckets = weeks('2025-02-10', 65).map((bucket, index) => ({ ...bucket, partial: index === 64 }));
  const series = (code: string, all: readonly number[]): Series => ({
    member: country(code),
    values: all.map((number) => value(number * BILLION)),
  });
  return result({
    title: 'Tokens of Chinese and US models among the top nine, week by week',
    summary:
      'CN passed US in 2026-W07 and, after five changes of the lead, leads with 7.942T to 3.904T in 2026-W18.',
    notes: ['2026-W19 is partial: the data end on Thursday.'],
    figure: timeFigure({
      buckets,
      series: [series('CN', CN), series('US', US)],
      crossings: [
        crossing('2026-W07', 'CN', 'US', 'decided', [4126, 3375]),
        crossing('2026-W09', 'US', 'CN', 'decided', [3961, 3624]),
        crossing('2026-W10', 'CN', 'US', 'undecided', [4194, 4151]),
        crossing('2026-W16', 'US', 'CN', 'decided', [5475, 4441]),
        crossing('2026-W18', 'CN', 'US', 'unconfirmed', [7942, 3904]),
      ],
      events: [
        { start: '2025-05-28', end: '2025-05-28', label: 'DeepSeek R1-0528' },
        { start: '2025-09-01', end: '2025-09-30', label: 'Free grok-code-fast' },
        {
          start: '2026-04-02',
          end: '2026-04-02',
          label: 'Qwen 3.6 Plus, free for a week',
          source: 'registry',
        },
      ],
    }),
  });
}

/** A share with bounds, a missing week and a single week between two missing ones. */
export function shareResult(): Result {
  const buckets = weeks('2025-09-01', 36).filter((_, index) => index !== 20);
  const values = buckets.map((_, index): Measured => {
    if (index === 9 || index === 11) return { value: null };
    const share = 0.12 + 0.42 / (1 + Math.exp(-(index - 22) / 3)) + 0.02 * Math.sin(index);
    return { value: share, low: share * 0.93, high: Math.min(1, share * 0.93 + 0.09) };
  });
  return result({
    title: 'Share of tokens for CN',
    caption: {
      text: 'CN / all tokens · other 7.1% · 2025-W36 to 2026-W19 · by_lab',
      universe: 'all tokens',
      period: '2025-W36 to 2026-W19',
      dataset: 'by_lab',
    },
    figure: timeFigure({ unit: 'fraction', buckets, series: [{ member: country('CN'), values }] }),
  });
}

function countrySeries(): Series[] {
  const sums = new Map<string, number[]>();
  for (const [slug, all] of Object.entries(LABS)) {
    const code = slug === 'other' ? 'other' : (LAB_NAMES[slug]?.[1] ?? 'unknown');
    const sum = sums.get(code) ?? all.map(() => 0);
    sums.set(
      code,
      sum.map((number, index) => number + (all[index] ?? 0)),
    );
  }
  return [...sums].map(([code, all]) => ({
    member: country(code),
    values: all.map((number) => value(number * BILLION)),
  }));
}

/** Shares of countries: unknown and other come in the middle, to be drawn last. */
export function areaResult(): Result {
  const buckets = weeks('2026-02-02', 16);
  const series = countrySeries();
  const totals = buckets.map((_, index) =>
    series.reduce((sum, { values }) => sum + (values[index]?.value ?? 0), 0),
  );
  const shares = series.map(({ member, values }) => ({
    member,
    values: values.map((measured, index) => value((measured.value ?? 0) / (totals[index] ?? 1))),
  }));
  return result({
    title: 'Share of tokens by country',
    caption: {
      text: 'by country / all tokens · other 9.6% · unknown 3.9% · 2026-W06 to 2026-W21 · by_lab',
      universe: 'all tokens',
      period: '2026-W06 to 2026-W21',
      dataset: 'by_lab',
      source: 'OpenRouter rankings, CC BY 4.0',
    },
    figure: timeFigure({
      kind: 'area',
      unit: 'fraction',
      stacked: true,
      normalized: true,
      buckets,
      series: shares,
      events: [{ start: '2026-03-30', end: '2026-04-05', label: 'Qwen 3.6 Plus is free' }],
    }),
  });
}

export function timeColumnResult(): Result {
  const buckets = weeks('2026-02-02', 16).map((bucket, index) => ({ ...bucket, partial: index === 15 }));
  return result({
    title: 'Tokens by country',
    figure: timeFigure({ kind: 'column', stacked: true, buckets, series: countrySeries() }),
  });
}

/** Labs over time: too many for bands, enough to crowd the labels. */
export function manyLinesResult(): Result {
  const slugs = Object.keys(LABS).slice(0, 13);
  return result({
    title: 'Tokens by lab',
    figure: timeFigure({
      buckets: weeks('2026-02-02', 16),
      series: slugs.map((slug) => ({
        member: lab(slug),
        values: (LABS[slug] ?? []).map((number) => value(number === 0 ? null : number * BILLION)),
      })),
    }),
  });
}

const tokens: Member = {
  key: 'tokens',
  label: 'tokens',
  kind: 'named',
  hue: { key: 'value:tokens', label: 'tokens' },
};

/** Twenty models in the colours of their countries, with whiskers where a model is not listed every day. */
export function barResult(): Result {
  const members = MODELS.map(([slug, name, author, code]): Member => ({
    key: slug,
    label: name,
    kind: 'named',
    hue: country(code).hue.key.startsWith('country:')
      ? country(code).hue
      : { key: 'country:unknown', label: 'unknown' },
    lab: LAB_NAMES[author]?.[0] ?? author,
    country: code,
  }));
  const values = MODELS.map(([, , , , billions], index): Measured => {
    const number = billions * BILLION;
    return index % 3 === 2
      ? { value: number, low: number, high: number * (1.03 + index * 0.012) }
      : { value: number };
  });
  return result({
    title: 'Top 20 models in June 2026',
    caption: {
      text: 'top 20 models / all tokens · rest (61 models) 18.2% · other 11.0% · 2026-06 · by_model',
      universe: 'all tokens',
      period: '2026-06',
      dataset: 'by_model',
    },
    notes: ['Ties at the cut go by name.'],
    figure: memberFigure({
      members: [...members, grey('rest', 'rest (61 models)'), grey('other')],
      series: [{ member: tokens, values: [...values, value(31e12), value(12.06e12)] }],
    }),
  });
}

/** Labs of one week: eight of them, then what is left. */
export function donutResult(): Result {
  const last = Object.entries(LABS).map(([slug, all]) => [slug, all.at(-1) ?? 0] as const);
  const ranked = last.filter(([slug]) => lab(slug).kind === 'named').sort((a, b) => b[1] - a[1]);
  const top = ranked.slice(0, 8);
  const rest = ranked.slice(8).reduce((sum, [, billions]) => sum + billions, 0);
  const amount = (slug: string) => (LABS[slug]?.at(-1) ?? 0) * BILLION;
  return result({
    title: 'Tokens by lab in 2026-W21',
    caption: {
      text: 'all tokens · other 9.6% · unknown 3.9% · 2026-W21 (18–24 May) · by_lab',
      universe: 'all tokens',
      period: '2026-W21',
      dataset: 'by_lab',
    },
    figure: memberFigure({
      kind: 'donut',
      members: [
        grey('rest', `rest (${ranked.length - 8} labs)`),
        ...top.map(([slug]) => lab(slug)),
        grey('unknown'),
        grey('other'),
      ],
      series: [
        {
          member: tokens,
          values: [
            value(rest * BILLION),
            ...top.map(([slug]) => value(amount(slug))),
            value(amount('openrouter')),
            value(amount('other')),
          ],
        },
      ],
    }),
  });
}

export function columnResult(): Result {
  const slugs = ['google', 'anthropic', 'openai', 'deepseek', 'minimax', 'qwen', 'other'];
  return result({
    title: 'Growth of labs',
    figure: memberFigure({
      kind: 'column',
      members: slugs.map(lab),
      series: [
        {
          member: { ...tokens, key: 'feb', label: '2026-W06', hue: { key: 'period:1', label: 'a' } },
          values: slugs.map((slug) => value((LABS[slug]?.[0] ?? 0) * BILLION)),
        },
        {
          member: { ...tokens, key: 'may', label: '2026-W21', hue: { key: 'period:2', label: 'b' } },
          values: slugs.map((slug) => value((LABS[slug]?.at(-1) ?? 0) * BILLION)),
        },
      ],
    }),
  });
}

/** Changes of shares: positive and negative points, with whiskers. */
export function changeResult(): Result {
  const changes: readonly (readonly [string, number])[] = [
    ['deepseek', 0.108],
    ['tencent', 0.101],
    ['anthropic', 0.012],
    ['qwen', -0.004],
    ['openai', -0.031],
    ['google', -0.067],
    ['x-ai', -0.079],
  ];
  return result({
    title: 'Change of share of tokens by lab',
    figure: memberFigure({
      kind: 'bar',
      unit: 'points',
      members: changes.map(([slug]) => lab(slug)),
      series: [
        {
          member: { ...tokens, label: 'change of share' },
          values: changes.map(([, change]) => ({ value: change, low: change - 0.008, high: change + 0.006 })),
        },
      ],
    }),
  });
}

export function numberResult(): Result {
  return result({
    title: 'Streak of tokens for CN over US',
    figure: {
      axis: 'none',
      kind: 'number',
      items: [
        { label: 'weeks in a row', unit: 'buckets', measured: value(12), remark: 'at least' },
        {
          label: 'share of tokens for CN',
          unit: 'fraction',
          measured: { value: 0.587, low: 0.505, high: 0.612 },
        },
        { label: 'tokens for CN', unit: 'tokens', measured: value(4.126e12) },
        { label: 'before the data', unit: 'tokens', measured: value(null) },
      ],
    },
    table: {
      columns: [
        { name: 'what', label: 'value' },
        { name: 'n', label: 'weeks', unit: 'buckets' },
      ],
      rows: [{ cells: [{ key: 'a', label: 'streak' }, value(12)] }],
    },
  });
}

/** A ledger of claims: words, amounts with bounds, muted and partial rows. */
export function tableResult(rows?: number): Result {
  const slugs = Object.keys(LABS);
  const made: Row[] = slugs.map((slug, index) => {
    const billions = LABS[slug]?.at(-1) ?? 0;
    const share = billions / 30000;
    const member = lab(slug);
    return {
      cells: [
        { key: slug, label: member.label },
        { key: member.country ?? '', label: member.country ?? '–' },
        billions === 0 ? value(null) : value(billions * BILLION),
        { value: share, ...(index % 3 === 0 && { low: share * 0.95, high: share * 1.1 }) },
      ],
      ...(member.kind !== 'named' && { muted: true }),
      ...(index === 1 && { partial: true }),
    };
  });
  const filler = Array.from({ length: rows ?? 0 }, (_, index): Row => ({
    cells: [
      { key: `m${index}`, label: `model ${index + 1}` },
      { key: 'x', label: '–' },
      value(index * 1e9),
      { value: index / 10000 },
    ],
  }));
  return result({
    title: 'Tokens and shares by lab',
    caption: {
      text: 'all tokens · other 9.6% · unknown 3.9% · 2026-W21 (18–24 May) · by_lab',
      universe: 'all tokens',
      period: '2026-W21',
      dataset: 'by_lab',
    },
    notes: [`Google leads with ${formatValue(4.081e12, 'tokens')}.`],
    table: {
      columns: [
        { name: 'lab', label: 'lab' },
        { name: 'country', label: 'country' },
        { name: 'tokens', label: 'tokens', unit: 'tokens' },
        { name: 'share', label: 'share of all tokens', unit: 'fraction' },
      ],
      rows: rows === undefined ? made : filler,
    },
  });
}

/** Every kind once, by name, and those whose options change how they are drawn. */
export const KINDS: Readonly<Record<string, () => Result>> = {
  line: lineResult,
  share: shareResult,
  manyLines: manyLinesResult,
  panels: panelsResult,
  area: areaResult,
  timeColumn: timeColumnResult,
  bar: barResult,
  change: changeResult,
  column: columnResult,
  donut: donutResult,
  bump: bumpResult,
  slope: slopeResult,
  heatmap: heatmapResult,
  logLine: logLineResult,
  logBar: () => logBarOf(barResult()),
  labels: labelsResult,
  scatter: () => scatterResult(false),
  logScatter: () => scatterResult(true),
  timeline: () => timelineResult(30),
  treemap: treemapResult,
  claim: () => claimOn(shareResult(), 'undecided'),
  number: numberResult,
  table: tableResult,
};
