/** Columns over time: parts of a sum on top of each other, anything else side by side; partial buckets are hollow. */
import type { Annotation, Data } from 'plotly.js-dist-min';

import { formatValue } from '../../src/protocol/format';
import type { TimeFigure } from '../../src/protocol/result';
import { neutral, paintMembers, type Paint } from '../palette';
import { plain } from '../text';
import { barMarker, partLabels, pilesUp, whiskers } from './barParts';
import { chooseScale } from './chooseScale';
import type { Drawing, LegendEntry, Surface } from './drawing';
import { bounds, known, orderSeries } from './members';
import { drawPointLabels, plotBox, tellingFirst, type PointLabel } from './pointLabels';
import { hasPlace } from './scale';
import { stack } from './stack';
import { stackEnds, stackLabels } from './stackLabels';
import { pointAtBuckets, timeChart } from './time';

export function drawTimeColumns(figure: TimeFigure, surface: Surface): Drawing {
  const { theme } = surface;
  const series = orderSeries(figure.series);
  const paints = paintMembers(
    series.map(({ member }) => member),
    theme,
    surface.others,
  );
  const columns = figure.buckets.map((_, bucket) => series.map(({ values }) => known(values[bucket])));
  const piled = pilesUp(figure);
  const normalized = piled && figure.normalized;
  const stacked = stack(columns, normalized);
  const lone = series.length === 1;
  const bounded = !piled && (surface.panel?.bounds ?? true);

  const measured = piled ? [] : series.flatMap(({ values }) => values);
  const tops = piled ? stacked.flatMap((parts) => parts?.at(-1)?.high ?? []) : [];
  const { scale, notes } = chooseScale(
    [...tops, ...measured.flatMap((each) => known(each) ?? [])],
    [
      ...(bounded ? measured.flatMap((each) => Object.values(bounds(each) ?? {})) : []),
      ...(surface.panel?.reach ?? []),
    ],
    normalized ? 'fraction' : figure.unit,
    { log: !piled && (figure.log ?? false), count: 5, whole: normalized, beneath: true },
  );
  const labels = piled ? stackLabels(figure, series, paints, stacked) : [];
  const chart = timeChart(figure, surface, scale, { labels, pad: 0.6, crossingValues: false });
  const { at } = chart;
  const wide = 0.78;
  const width = piled || lone ? wide : wide / series.length;
  const left = (index: number) => (piled || lone ? -wide / 2 : -wide / 2 + index * width);
  const paintOf = (index: number): Paint => {
    const paint = paints[index];
    if (!paint) throw new Error('a series without a paint');
    return paint;
  };
  const data: Data[] = series.map(({ member, values: all }, index): Data => {
    const paint = paintOf(index);
    const offset = left(index);
    const part = (bucket: number) => stacked[bucket]?.[index];
    const partial = figure.buckets.map((bucket) => bucket.partial);
    return {
      type: 'bar',
      name: member.key,
      x: [...at],
      y: figure.buckets.map((_, bucket) => {
        const value = columns[bucket]?.[index];
        if (value === undefined || !hasPlace(scale, value)) return null;
        const edges = part(bucket);
        return piled ? (edges ? edges.high - edges.low : null) : value;
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
      ...(bounded && whiskers(all, 'y', theme.text, scale)),
    };
  });

  /** The value at the end of each column, beyond its whisker. */
  function labelTops(): Annotation[] {
    const labels = series.flatMap(({ values }, index) =>
      tellingFirst(values.map(known)).flatMap((bucket): PointLabel[] => {
        const value = known(values[bucket]);
        const place = at[bucket];
        if (value === undefined || place === undefined || !hasPlace(scale, value)) return [];
        const around = bounds(values[bucket]);
        const below = value < 0 && !scale.log;
        const end = chart.y(
          below ? Math.min(value, around?.low ?? value) : Math.max(value, around?.high ?? value),
        );
        const x = chart.x(place + left(index) + width / 2);
        return [
          { x, y: end + (below ? 11 : -11), text: formatValue(value, figure.unit), colour: theme.text },
        ];
      }),
    );
    return drawPointLabels(surface, chart.frame, labels, {
      first: 'on',
      gap: 0,
      within: plotBox(chart.frame, 14),
      obstacles: [],
      covered: [],
    }).annotations;
  }

  const legend: LegendEntry[] =
    lone || chart.labelled
      ? []
      : series.flatMap(({ member }, index) => {
          const paint = paints[index];
          return paint ? [{ label: plain(member.label), swatch: 'area' as const, paint }] : [];
        });
  if (bounded && measured.some((each) => bounds(each))) {
    const paint = { ...neutral(theme), colour: theme.text };
    legend.push({ label: 'range by “other” or price mix', swatch: 'whisker', paint });
  }
  if (figure.buckets.some(({ partial }) => partial)) {
    const [paint] = lone ? paints : [];
    legend.push({ label: `partial ${figure.grain}`, swatch: 'hollow', paint: paint ?? neutral(theme) });
  }
  const share = (which: number, bucket: number) => {
    const part = stacked[bucket]?.[which];
    return part && normalized ? part.high - part.low : undefined;
  };
  const annotations = figure.labels
    ? piled
      ? partLabels(
          surface,
          chart.frame,
          stacked,
          normalized ? 'fraction' : figure.unit,
          paintOf,
          (bucket) => figure.buckets[bucket]?.partial ?? false,
          ({ low, high }, bucket) => ({
            x: chart.x(at[bucket] ?? 0),
            y: (chart.y(low) + chart.y(high)) / 2,
            width: chart.x(width) - chart.x(0),
            height: chart.y(low) - chart.y(high),
          }),
        )
      : labelTops()
    : [];
  const finished = chart.finish(data, stackEnds(labels, stacked, chart), { annotations });
  return {
    ...finished,
    layout: { ...finished.layout, barmode: 'overlay', bargap: 0 },
    legend,
    notes: [...chart.notes, ...notes],
    pointing: pointAtBuckets(figure, series, paints, chart, share),
  };
}
