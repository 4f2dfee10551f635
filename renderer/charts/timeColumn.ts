/** Columns over time: parts of a sum on top of each other, anything else side by side; partial buckets are hollow. */
import type { Data } from 'plotly.js-dist-min';

import type { TimeFigure } from '../../src/protocol/result';
import { neutral, paintMembers } from '../palette';
import { plain } from '../text';
import { barMarker, pilesUp, whiskers } from './barParts';
import type { Drawing, LegendEntry, Surface } from './drawing';
import { bounds, known, orderSeries } from './members';
import { valueScale } from './scale';
import { stack } from './stack';
import { pointAtBuckets, timeChart } from './time';

export function drawTimeColumns(figure: TimeFigure, surface: Surface): Drawing {
  const { theme } = surface;
  const series = orderSeries(figure.series);
  const paints = paintMembers(
    series.map(({ member }) => member),
    theme,
  );
  const columns = figure.buckets.map((_, bucket) => series.map(({ values }) => known(values[bucket])));
  const piled = pilesUp(figure);
  const normalized = piled && figure.normalized;
  const stacked = stack(columns, normalized);
  const lone = series.length === 1;

  const values = piled
    ? stacked.flatMap((parts) => parts?.at(-1)?.high ?? [])
    : series.flatMap(({ values: all }) =>
        all.flatMap((measured) => {
          const around = bounds(measured);
          return [known(measured) ?? 0, around?.low ?? 0, around?.high ?? 0];
        }),
      );
  const scale = valueScale(values, normalized ? 'fraction' : figure.unit, { count: 5, whole: normalized });
  const chart = timeChart(figure, surface, scale, { labels: [], pad: 0.6, crossingValues: false });
  const { at } = chart;
  const wide = 0.78;
  const data: Data[] = series.map(({ member, values: all }, index): Data => {
    const paint = paints[index];
    if (!paint) throw new Error('a series without a paint');
    const width = piled || lone ? wide : wide / series.length;
    const offset = piled || lone ? -wide / 2 : -wide / 2 + index * width;
    const part = (bucket: number) => stacked[bucket]?.[index];
    const partial = figure.buckets.map((bucket) => bucket.partial);
    return {
      type: 'bar',
      name: member.key,
      x: [...at],
      y: figure.buckets.map((_, bucket) => {
        if (columns[bucket]?.[index] === undefined) return null;
        const edges = part(bucket);
        return piled ? (edges ? edges.high - edges.low : null) : columns[bucket][index];
      }),
      ...(piled && { base: figure.buckets.map((_, bucket) => part(bucket)?.low ?? 0) }),
      width,
      offset,
      hoverinfo: 'skip',
      marker: barMarker(
        partial.map(() => paint),
        partial,
        theme.background,
      ),
      ...(!piled && whiskers(all, 'y', theme.text)),
    };
  });

  const legend: LegendEntry[] = lone
    ? []
    : series.flatMap(({ member }, index) => {
        const paint = paints[index];
        return paint ? [{ label: plain(member.label), swatch: 'area' as const, paint }] : [];
      });
  if (!piled && series.some(({ values: all }) => all.some((measured) => bounds(measured)))) {
    const paint = { ...neutral(theme), colour: theme.text };
    legend.push({ label: 'lowest to highest possible value', swatch: 'whisker', paint });
  }
  if (figure.buckets.some(({ partial }) => partial)) {
    const [paint] = lone ? paints : [];
    legend.push({ label: `partial ${figure.grain}`, swatch: 'hollow', paint: paint ?? neutral(theme) });
  }
  const share = (which: number, bucket: number) => {
    const part = stacked[bucket]?.[which];
    return part && normalized ? part.high - part.low : undefined;
  };
  const finished = chart.finish(data, []);
  return {
    ...finished,
    layout: { ...finished.layout, barmode: 'overlay', bargap: 0 },
    legend,
    notes: chart.notes,
    pointing: pointAtBuckets(figure, series, paints, chart, share),
  };
}
