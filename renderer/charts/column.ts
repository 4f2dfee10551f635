/** Upright columns for members. Where their names do not fit below, the same bars lie down. */
import type { Annotation, Data } from 'plotly.js-dist-min';

import { formatValue } from '../../src/protocol/format';
import { literal, wrap } from '../text';
import { drawBars } from './bar';
import { arrange, barMarker, numberPlace, partLabels, whiskers } from './barParts';
import { categoryLegend, categoryTip, paintAt, type Categories } from './categories';
import { chooseScale } from './chooseScale';
import type { Drawing, Surface } from './drawing';
import { baseLayout, makeFrame, pixelOf, placeAxis, textAt, tickRoom, valueAxis } from './frame';
import { bounds, known } from './members';
import { hasPlace } from './scale';
import { timeHeight } from './time';

export function drawColumns(all: Categories, surface: Surface): Drawing {
  const { theme, measure, width } = surface;
  const { items, series, unit } = all;
  const { piled, normalized, lone, log, stacked, values: drawn, reach } = arrange(all);
  const { scale, notes } = chooseScale(drawn, reach, normalized ? 'fraction' : unit, {
    log,
    count: 5,
    whole: normalized,
    beneath: true,
  });
  const left = tickRoom(surface, scale);
  const right = 14;
  const plotWidth = Math.max(40, width - left - right);
  const step = plotWidth / Math.max(1, items.length);
  const size = theme.size;
  const names = items.map(({ label }) => wrap(label, step - 10, size, measure, 3));
  if (names.some((lines) => lines.some((line) => line.endsWith('…')))) return drawBars(all, surface);

  const lines = Math.max(1, ...names.map(({ length }) => length));
  const frame = makeFrame(width, timeHeight(width), {
    left,
    right,
    top: size + 14,
    bottom: Math.round(lines * size * 1.3) + 14,
  });
  const x = (place: number) => left + (place + 0.5) * step;
  const y = (value: number) => pixelOf(scale, value, frame.top + frame.plotHeight, -frame.plotHeight);
  const group = Math.min(0.72, 96 / step);
  const share = piled || lone ? group : Math.min(0.84, (series.length * 80) / step) / series.length;
  const offset = (which: number) => (piled || lone ? -share / 2 : (which - series.length / 2) * share);

  const data: Data[] = series.map(({ member, values }, which): Data => ({
    type: 'bar',
    name: member.key,
    x: items.map((_, index) => index),
    y: items.map((_, index) => {
      const part = stacked[index]?.[which];
      const value = known(values[index]);
      if (value === undefined || !hasPlace(scale, value)) return null;
      return piled ? (part ? part.high - part.low : null) : value;
    }),
    ...(piled && { base: items.map((_, index) => stacked[index]?.[which]?.low ?? 0) }),
    width: piled || lone ? share : share * 0.94,
    offset: offset(which),
    hoverinfo: 'skip',
    marker: barMarker(
      items.map((_, index) => paintAt(all, which, index)),
      items.map(({ partial }) => partial),
      theme.background,
    ),
    ...(!piled && whiskers(values, 'y', theme.text, scale)),
  }));

  // Numbers on top of the columns: all of them if they have the room, else those that have, where they are asked for.
  const tops = items.flatMap((_, index) => {
    if (piled) {
      const top = stacked[index]?.at(-1)?.high;
      return top === undefined || normalized
        ? []
        : [{ at: index, value: top, high: top, low: 0, text: formatValue(top, unit) }];
    }
    return series.map(({ values }, which) => {
      const measured = values[index] ?? { value: null };
      const around = bounds(measured);
      const value = measured.value ?? 0;
      return {
        at: index + (lone ? 0 : offset(which) + share / 2),
        value,
        high: Math.max(value, around?.high ?? value),
        low: Math.min(value, around?.low ?? value),
        text: measured.value === null ? 'no data' : formatValue(measured.value, unit),
      };
    });
  });
  const roomy = (piled || lone ? step : step * share) - 4;
  const fitting = tops.filter(({ text }) => measure(text, size) <= roomy);
  const written = all.labels || fitting.length === tops.length ? fitting : [];
  const annotations: Annotation[] = written.map(({ at, value, high, low, text }) => {
    const below = value < 0 && !scale.log;
    const whisker = below ? Math.max(y(low), y(value) + 1) : Math.min(y(high), y(value));
    const direction = below ? 1 : -1;
    // Pixels count downwards: a column's end is mirrored to be reckoned like that of a bar.
    const place = direction * numberPlace(direction * y(value), direction * whisker, size, size * 0.75);
    return textAt(surface, frame, { x: x(at), y: place }, literal(text), {
      colour: theme.text,
      xanchor: 'center',
      ground: true,
    });
  });

  if (piled && all.labels) {
    annotations.push(
      ...partLabels(
        surface,
        frame,
        stacked,
        normalized ? 'fraction' : unit,
        (which, item) => paintAt(all, which, item),
        (item) => items[item]?.partial ?? false,
        ({ low, high }, item) => ({
          x: x(item),
          y: (y(low) + y(high)) / 2,
          width: step * share,
          height: y(low) - y(high),
        }),
      ),
    );
  }

  return {
    data,
    layout: {
      ...baseLayout(surface, frame),
      barmode: 'overlay',
      bargap: 0,
      yaxis: valueAxis(surface, scale),
      xaxis: {
        ...placeAxis(
          surface,
          [-0.5, items.length - 0.5],
          names.map((rows, index) => {
            const text = rows.map(literal).join('<br>');
            return { at: index, text: items[index]?.muted ? `<i>${text}</i>` : text };
          }),
        ),
        tickfont: { family: theme.font, size, color: theme.text },
        ticks: 'outside',
        ticklen: 4,
        tickcolor: 'rgba(0,0,0,0)',
      },
      annotations,
    },
    height: frame.height,
    legend: categoryLegend(all, surface, piled),
    notes: [...all.notes, ...notes],
    pointing: {
      count: items.length,
      at: (pixelX, pixelY) => {
        const index = Math.floor((pixelX - left) / step);
        return index >= 0 && index < items.length && pixelY >= 0 && pixelY <= frame.height
          ? index
          : undefined;
      },
      place: (index) => ({ x: x(index), y: y(Math.max(0, known(series[0]?.values[index]) ?? 0)) }),
      tip: (index) => categoryTip(all, index),
      member: (index) => items[index]?.member,
    },
  };
}
