/** Horizontal bars: long names stay readable, every bar carries its number, what is known of its error is a whisker. */
import type { Annotation, Data } from 'plotly.js-dist-min';

import { formatValue } from '../../src/protocol/format';
import { literal, wrap, type Measure } from '../text';
import { categoryLegend, categoryTip, paintAt, type Categories } from './categories';
import { chooseScale } from './chooseScale';
import type { Drawing, Surface } from './drawing';
import { arrange, barMarker, numberPlace, partLabels, whiskers } from './barParts';
import { baseLayout, makeFrame, pixelOf, placeAxis, textAt, tickSize, valueAxis } from './frame';
import { bounds, known } from './members';
import { hasPlace, type Scale } from './scale';

export function drawBars(all: Categories, surface: Surface): Drawing {
  const { theme, measure, width } = surface;
  const { series, items, unit } = all;
  const { piled, normalized, lone, log, stacked, values: drawn, reach } = arrange(all);

  // The numbers at the ends of the bars, and the room they need.
  const ends = items.flatMap((item, index) => {
    if (piled) {
      const top = stacked[index]?.at(-1)?.high;
      if (top === undefined || normalized) return [];
      return [{ index, which: 0, from: top, to: top, text: formatValue(top, unit) }];
    }
    return series.map(({ values }, which) => {
      const measured = values[index] ?? { value: null };
      const around = bounds(measured);
      const value = measured.value ?? 0;
      const text =
        measured.value === null ? 'no data' : formatValue(value, unit) + (item.partial ? ' (partial)' : '');
      return {
        index,
        which,
        from: Math.min(value, around?.low ?? value),
        to: Math.max(value, around?.high ?? value),
        text,
      };
    });
  });
  const size = theme.size;
  const room = Math.ceil(Math.max(0, ...ends.map(({ text }) => measure(text, size)))) + 12;
  const negative = !log && reach.some((value) => value < 0);

  const nameRoom = Math.min(
    Math.ceil(Math.max(0, ...items.map(({ label }) => measure(label, size)))) + 2,
    Math.max(80, width * 0.36),
  );
  const left = nameRoom + 12;
  // Numbers of negative bars stand inside the plot, between the bars and the names.
  const inner = negative ? room : 0;
  const right = (ends.length > 0 ? room : 14) + 4;
  const plotWidth = Math.max(40, width - left - right);
  const { scale, notes } = chooseScale(drawn, reach, normalized ? 'fraction' : unit, {
    log,
    count: Math.max(3, Math.floor(plotWidth / 80)),
    whole: normalized,
    beneath: true,
  });
  // Beginnings of names that differ only at their ends would say nothing: such names get a second line.
  const names = items.map(({ label }) => nameLines(label, nameRoom, size, measure));
  const lines = Math.max(1, ...names.map(({ length }) => length));
  const thickness = piled || lone ? (lines > 1 ? size * 2.2 + 10 : 26) : series.length * 17 + 12;
  const frame = makeFrame(width, items.length * thickness, {
    left,
    right,
    top: 4,
    bottom: tickSize(surface) + 14,
  });
  // The axis need not end on a tick: the bars use all the room there is.
  const most = Math.max(scale.low, ...reach, 0);
  const high = normalized ? 1 : most > scale.low ? most : scale.high;
  const least = scale.log ? scale.low : Math.min(0, ...reach);
  const lowest = least - ((high - least) * inner) / Math.max(40, frame.plotWidth - inner);
  const axis: Scale = { ...scale, low: lowest, high };
  const x = (value: number) => pixelOf(axis, value, left, frame.plotWidth);
  const y = (place: number) => frame.top + (place + 0.5) * thickness;

  const share = piled || lone ? 18 / thickness : (series.length * 17) / thickness / series.length;
  const offset = (which: number) => (piled || lone ? -share / 2 : (which - series.length / 2) * share);
  const hollow = items.map(({ partial }) => partial);
  const data: Data[] = series.map(({ member, values }, which): Data => ({
    type: 'bar',
    orientation: 'h',
    name: member.key,
    y: items.map((_, index) => index),
    x: items.map((_, index) => {
      const part = stacked[index]?.[which];
      const value = known(values[index]);
      if (value === undefined || !hasPlace(axis, value)) return null;
      return piled ? (part ? part.high - part.low : null) : value;
    }),
    ...(piled && { base: items.map((_, index) => stacked[index]?.[which]?.low ?? 0) }),
    width: piled || lone ? share : share * 0.88,
    offset: offset(which),
    hoverinfo: 'skip',
    marker: barMarker(
      items.map((_, index) => paintAt(all, which, index)),
      hollow,
      theme.background,
    ),
    ...(!piled && whiskers(values, 'x', theme.text, axis)),
  }));

  const annotations: Annotation[] = ends.map(({ index, which, from, to, text }) => {
    const measured = series[which]?.values[index];
    const below = (measured?.value ?? 0) < 0 && !piled && !axis.log;
    const end = x(piled ? to : (measured?.value ?? 0));
    const length = measure(text, size);
    const middle = piled || lone ? 0 : offset(which) + share / 2;
    return textAt(
      surface,
      frame,
      {
        x: below
          ? numberPlace(end, Math.min(x(from), end - 1), length, 7)
          : numberPlace(end, Math.max(x(to), end), length, 7),
        y: y(index + middle),
      },
      literal(text),
      {
        colour: items[index]?.muted || text === 'no data' ? theme.muted : theme.text,
        xanchor: below ? 'right' : 'left',
        ground: true,
      },
    );
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
          x: (x(low) + x(high)) / 2,
          y: y(item),
          width: x(high) - x(low),
          height: share * thickness,
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
      xaxis: valueAxis(surface, axis),
      yaxis: {
        ...placeAxis(
          surface,
          [items.length - 0.5, -0.5],
          names.map((rows, index) => {
            const text = rows.map(literal).join('<br>');
            return { at: index, text: items[index]?.muted ? `<i>${text}</i>` : text };
          }),
        ),
        tickfont: { family: theme.font, size, color: theme.text },
        ticks: 'outside',
        ticklen: 6,
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
        const index = Math.floor((pixelY - frame.top) / thickness);
        return index >= 0 && index < items.length && pixelX >= 0 && pixelX <= width ? index : undefined;
      },
      place: (index) => ({ x: x(Math.max(0, known(series[0]?.values[index]) ?? 0)), y: y(index) }),
      tip: (index) => categoryTip(all, index),
      member: (index) => items[index]?.member,
    },
  };
}

/** One line if the name fits, otherwise two; the second one ends in an ellipsis if it must. */
function nameLines(label: string, room: number, size: number, measure: Measure): string[] {
  if (measure(label, size) <= room) return [label];
  // Slugs have no spaces: they may break after their separators.
  const lines = wrap(label.replace(/([/:_-])(?=\S)/g, '$1\u200b '), room, size, measure, 2);
  return lines.map((line) => line.replace(/\u200b /g, '').replace(/\u200b/g, ''));
}
