/** Parts of a whole over time, stacked; normalized ones fill 100%. A missing bucket is a gap in the stack. */
import type { Data, Shape } from 'plotly.js-dist-min';

import type { TimeFigure } from '../../src/protocol/result';
import { fade } from '../colour';
import { neutral, paintMembers } from '../palette';
import { plain } from '../text';
import type { Drawing, LegendEntry, Surface } from './drawing';
import { known, orderSeries } from './members';
import { valueScale } from './scale';
import { stack } from './stack';
import { stackEnds, stackLabels } from './stackLabels';
import { pointAtBuckets, runs, timeChart } from './time';

export function drawArea(figure: TimeFigure, surface: Surface): Drawing {
  const { theme } = surface;
  const series = orderSeries(figure.series);
  const paints = paintMembers(
    series.map(({ member }) => member),
    theme,
    surface.others,
  );
  const unit = figure.normalized ? 'fraction' : figure.unit;
  const stacked = stack(
    figure.buckets.map((_, bucket) => series.map(({ values }) => known(values[bucket]))),
    figure.normalized,
  );
  const tops = stacked.flatMap((parts) => parts?.at(-1)?.high ?? []);
  const most = Math.max(0, ...tops);
  // Shares of everything add up to one but for rounding: the axis ends there, too.
  const whole = figure.normalized || (figure.unit === 'fraction' && most > 0.98 && most < 1.0001);
  const scale = valueScale([...tops, ...(surface.panel?.reach ?? [])], unit, { count: 5, whole });
  const labels = stackLabels(figure, series, paints, stacked);
  const chart = timeChart(figure, surface, scale, { labels, pad: 0, crossingValues: false });
  const { at } = chart;

  const data: Data[] = series.map(({ member }, index) => {
    const paint = paints[index];
    const x: (number | null)[] = [];
    const y: (number | null)[] = [];
    for (const run of runs(at, (bucket) => stacked[bucket] !== undefined)) {
      if (x.length > 0) {
        x.push(null);
        y.push(null);
      }
      const corners = run.map((bucket) => {
        const part = stacked[bucket]?.[index];
        return { place: at[bucket] ?? 0, low: part?.low ?? 0, high: part?.high ?? 0 };
      });
      const [only] = corners;
      const wide =
        corners.length === 1 && only
          ? [
              { ...only, place: only.place - 0.25 },
              { ...only, place: only.place + 0.25 },
            ]
          : corners;
      const places = wide.map(({ place }) => place);
      x.push(...places, ...[...places].reverse());
      y.push(...wide.map(({ high }) => high), ...wide.map(({ low }) => low).reverse());
    }
    const colour = paint?.colour ?? theme.muted;
    return {
      type: 'scatter',
      mode: 'lines',
      name: member.key,
      x,
      y,
      fill: 'toself',
      ...(paint?.pattern
        ? {
            fillpattern: {
              shape: paint.pattern,
              fgcolor: colour,
              bgcolor: fade(colour, 0.3),
              size: 6,
              solidity: 0.35,
              fillmode: 'replace' as const,
            },
          }
        : { fillcolor: theme.dark ? fade(colour, 0.82) : fade(colour, 0.86) }),
      // The seam between two parts, so that neighbours of like lightness stay two.
      line: { width: 1, color: theme.background },
      hoverinfo: 'skip',
    };
  });

  const shapes: Shape[] = figure.buckets.flatMap((bucket, index): Shape[] => {
    const place = at[index] ?? 0;
    if (!bucket.partial) return [];
    // Partial buckets lie under a veil that begins where the last whole one ends.
    return [
      {
        type: 'rect',
        xref: 'x',
        yref: 'paper',
        x0: Math.max(0, place - 1),
        x1: Math.min(at.at(-1) ?? 0, index === 0 ? place + 1 : place),
        y0: 0,
        y1: 1,
        layer: 'above',
        line: { width: 1, color: theme.text, dash: 'dot' },
        fillcolor: fade(theme.background, 0.5),
      },
    ];
  });

  const legend: LegendEntry[] = chart.labelled
    ? []
    : series.flatMap(({ member }, index) => {
        const paint = paints[index];
        return paint ? [{ label: plain(member.label), swatch: 'area' as const, paint }] : [];
      });
  if (shapes.length > 0)
    legend.push({ label: `partial ${figure.grain}`, swatch: 'dotted', paint: neutral(theme) });

  const share = (which: number, bucket: number) => {
    const part = stacked[bucket]?.[which];
    return part && figure.normalized ? part.high - part.low : undefined;
  };
  return {
    ...chart.finish(data, stackEnds(labels, stacked, chart), { shapes }),
    legend,
    notes: chart.notes,
    pointing: pointAtBuckets(figure, series, paints, chart, share),
  };
}
