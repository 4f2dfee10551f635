/** A donut: few parts of one whole, each with its name and share beside it. */
import type { Annotation, Data, Shape } from 'plotly.js-dist-min';

import { formatValue } from '../../src/protocol/format';
import { literal, shorten } from '../text';
import { patternOf } from './barParts';
import type { Categories } from './categories';
import { paintAt } from './categories';
import type { Drawing, LegendEntry, Surface } from './drawing';
import { baseLayout, makeFrame, textAt } from './frame';
import { lineHeight, spread } from './labels';
import { known, tipRow } from './members';

const HOLE = 0.58;

/** Whether the values can be parts of one whole. */
export function isWhole({ series }: Categories): boolean {
  const values = series[0]?.values ?? [];
  return (
    series.length === 1 &&
    values.every(({ value }) => (value ?? 0) >= 0) &&
    values.some(({ value }) => (value ?? 0) > 0)
  );
}

export function drawDonut(all: Categories, surface: Surface): Drawing {
  const { theme, measure, width } = surface;
  const { unit } = all;
  const values = all.series[0]?.values ?? [];
  const total = values.reduce((sum, { value }) => sum + (value ?? 0), 0);
  const slices = all.items.flatMap((item, index) => {
    const value = known(values[index]);
    return value === undefined || value === 0 ? [] : [{ item, index, value, share: value / total }];
  });
  let turned = 0;
  const arcs = slices.map((slice) => {
    const from = turned;
    turned += slice.share;
    return { ...slice, from, middle: (from + turned) / 2 };
  });

  const size = theme.size;
  const text = (share: number) => `${(share * 100).toFixed(1)}%`;
  const widest = Math.max(
    ...arcs.map(({ item, share }) => measure(item.label, size, true) + measure(`  ${text(share)}`, size)),
  );
  const diameter = Math.round(Math.min(300, Math.max(180, width * 0.4)));
  const side = (width - diameter) / 2 - 36;
  const labelled = side >= Math.min(widest * 1.05, 150);
  const radius = diameter / 2;
  const height = labelled ? Math.max(diameter + 44, 300) : diameter + 16;
  const frame = makeFrame(width, height, { left: 0, right: 0, top: 0, bottom: 0 });
  const centre = { x: width / 2, y: height / 2 };
  const on = (share: number, distance: number) => ({
    x: centre.x + distance * Math.sin(share * 2 * Math.PI),
    y: centre.y - distance * Math.cos(share * 2 * Math.PI),
  });

  const data: Data[] = [
    {
      type: 'pie',
      name: 'shares',
      labels: arcs.map(({ item }) => item.member?.key ?? item.label),
      values: arcs.map(({ value }) => value),
      hole: HOLE,
      sort: false,
      direction: 'clockwise',
      rotation: 0,
      textinfo: 'none',
      hoverinfo: 'skip',
      domain: {
        x: [(centre.x - radius) / width, (centre.x + radius) / width],
        y: [(centre.y - radius) / height, (centre.y + radius) / height],
      },
      marker: {
        colors: arcs.map(({ index }) => paintAt(all, 0, index).colour),
        line: { color: theme.background, width: 2 },
        pattern: patternOf(arcs.map(({ index }) => paintAt(all, 0, index).pattern)),
      },
    },
  ];

  const annotations: Annotation[] = [];
  const shapes: Shape[] = [];
  if (labelled) {
    for (const right of [true, false]) {
      const half = arcs.filter(({ middle }) => middle < 0.5 === right);
      const wanted = half.map(({ middle }) => centre.y + (on(middle, radius + 16).y - centre.y));
      const places = spread(wanted, lineHeight(surface), 10, height - 10);
      for (const [index, arc] of half.entries()) {
        const y = places[index] ?? 0;
        // Labels follow the ring: near the top and the bottom they may stand closer to the middle.
        const away = Math.min(radius + 16, Math.abs(y - centre.y));
        const reach = Math.sqrt(Math.max(0, (radius + 16) ** 2 - away ** 2)) + 10;
        const sign = right ? 1 : -1;
        const x = centre.x + sign * Math.max(reach, 26);
        const value = `&nbsp; ${text(arc.share)}`;
        const room = (right ? width - x : x) - measure(`  ${text(arc.share)}`, size) - 8;
        const name = shorten(arc.item.label, room / 1.06, size, measure);
        annotations.push(
          textAt(surface, frame, { x, y }, `<b>${literal(name)}</b>${value}`, {
            colour: paintAt(all, 0, arc.index).ink,
            xanchor: right ? 'left' : 'right',
            align: right ? 'left' : 'right',
          }),
        );
        const from = on(arc.middle, radius + 2);
        const bend = on(arc.middle, radius + 9);
        const path = [from, bend, { x: x - sign * 4, y }];
        const words = path.map((point) => `${point.x / width},${1 - point.y / height}`);
        shapes.push({
          type: 'path',
          xref: 'paper',
          yref: 'paper',
          path: `M${words.join(' L')}`,
          line: { color: theme.axis, width: 1 },
          fillcolor: 'rgba(0,0,0,0)',
        });
      }
    }
  }
  // Shares add up to the whole by themselves; of amounts, the sum is worth knowing.
  if (unit === 'tokens' || unit === 'usd' || unit === 'number') {
    const sum = formatValue(total, unit);
    const big = Math.round(size * 1.7);
    annotations.push(
      textAt(surface, frame, { x: centre.x, y: centre.y - 8 }, `<b>${literal(sum)}</b>`, {
        colour: theme.text,
        size: big,
        xanchor: 'center',
      }),
    );
    const word = unit === 'tokens' ? 'tokens' : 'in total';
    annotations.push(
      textAt(surface, frame, { x: centre.x, y: centre.y + big * 0.75 }, word, {
        colour: theme.muted,
        xanchor: 'center',
      }),
    );
  }

  const legend: LegendEntry[] = labelled
    ? []
    : arcs.map(({ item, index, share }) => ({
        label: item.label,
        value: text(share),
        swatch: 'area',
        paint: paintAt(all, 0, index),
      }));

  return {
    data,
    layout: { ...baseLayout(surface, frame), annotations, shapes },
    height,
    legend,
    notes: all.notes,
    pointing: {
      count: arcs.length,
      at(pixelX, pixelY) {
        const [dx, dy] = [pixelX - centre.x, pixelY - centre.y];
        const distance = Math.hypot(dx, dy);
        if (distance > radius + 4 || distance < radius * HOLE - 4) return undefined;
        const share = (Math.atan2(dx, -dy) / (2 * Math.PI) + 1) % 1;
        const found = arcs.findLastIndex(({ from }) => from <= share);
        return found < 0 ? undefined : found;
      },
      place: (index) => on(arcs[index]?.middle ?? 0, radius * 0.8),
      member: (index) => arcs[index]?.item.member,
      tip(index) {
        const arc = arcs[index];
        const member = arc?.item.member;
        if (!arc || !member) return { title: '', rows: [] };
        const measured = values[arc.index] ?? { value: null };
        const row = tipRow(
          member,
          measured,
          unit,
          paintAt(all, 0, arc.index),
          unit === 'fraction' ? undefined : arc.share,
        );
        return { title: arc.item.label, rows: [{ ...row, label: all.series[0]?.member.label ?? '' }] };
      },
    },
  };
}
