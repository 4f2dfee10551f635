/** The rectangle of a chart in pixels, and the layout all kinds share: no box, no grid across, quiet lines. */
import type { Annotation, Layout, LayoutAxis } from 'plotly.js-dist-min';

import type { Surface } from './drawing';
import { onAxis, type Scale } from './scale';

export interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Data coordinates to pixels from the top left corner of the drawing. */
export interface Frame extends Margins {
  readonly width: number;
  readonly height: number;
  readonly plotWidth: number;
  readonly plotHeight: number;
}

export function makeFrame(width: number, plotHeight: number, margins: Margins): Frame {
  const plotWidth = Math.max(40, width - margins.left - margins.right);
  return { ...margins, width, height: plotHeight + margins.top + margins.bottom, plotWidth, plotHeight };
}

/** A value's place between `low` and `high`, as pixels from `from` on. */
export function project(value: number, low: number, high: number, from: number, length: number): number {
  return high === low ? from : from + ((value - low) / (high - low)) * length;
}

/** The pixel of a value: `from` is that of the axis' low end, and `length` reaches (also backwards) to its high end. */
export function pixelOf(scale: Scale, value: number, from: number, length: number): number {
  return project(onAxis(scale, value), onAxis(scale, scale.low), onAxis(scale, scale.high), from, length);
}

export function tickSize(surface: Surface): number {
  return Math.max(11, surface.theme.size - 1);
}

export function baseLayout(surface: Surface, frame: Frame): Partial<Layout> {
  const { theme } = surface;
  return {
    width: frame.width,
    height: frame.height,
    autosize: false,
    margin: { l: frame.left, r: frame.right, t: frame.top, b: frame.bottom, pad: 0, autoexpand: false },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: theme.font, size: theme.size, color: theme.text },
    showlegend: false,
    hovermode: false,
    dragmode: false,
  };
}

/** An axis of values with its grid and unit ticks. */
export function valueAxis(surface: Surface, scale: Scale): Partial<LayoutAxis> {
  const { theme } = surface;
  return {
    type: scale.log ? 'log' : 'linear',
    range: [onAxis(scale, scale.low), onAxis(scale, scale.high)],
    tickmode: 'array',
    tickvals: scale.ticks.map(({ at }) => at),
    ticktext: scale.ticks.map(({ text }) => text),
    tickfont: { family: theme.font, size: tickSize(surface), color: theme.muted },
    showgrid: true,
    gridcolor: theme.grid,
    gridwidth: 1,
    zeroline: !scale.log,
    zerolinecolor: theme.axis,
    zerolinewidth: 1,
    showline: false,
    fixedrange: true,
    automargin: false,
  };
}

/** An axis of places (buckets or categories) whose labels are given. */
export function placeAxis(
  surface: Surface,
  range: [number, number],
  ticks: readonly { at: number; text: string }[],
): Partial<LayoutAxis> {
  const { theme } = surface;
  return {
    type: 'linear',
    range,
    tickmode: 'array',
    tickvals: ticks.map(({ at }) => at),
    ticktext: ticks.map(({ text }) => text),
    tickfont: { family: theme.font, size: tickSize(surface), color: theme.muted },
    tickangle: 0,
    ticklabeloverflow: 'allow',
    showgrid: false,
    zeroline: false,
    showline: false,
    fixedrange: true,
    automargin: false,
  };
}

/** Room for the tick labels at the left. */
export function tickRoom(surface: Surface, scale: Scale): number {
  const widest = Math.max(0, ...scale.ticks.map(({ text }) => surface.measure(text, tickSize(surface))));
  return Math.ceil(widest) + 10;
}

/** Words at a pixel of the drawing, whatever the axes are. */
export function textAt(
  surface: Surface,
  frame: Frame,
  at: { x: number; y: number },
  text: string,
  options: {
    colour: string;
    size?: number;
    xanchor?: 'left' | 'center' | 'right';
    align?: 'left' | 'center' | 'right';
    /** Covers what lies below (a grid line, a whisker, a pattern), in this colour or in that of the page. */
    ground?: boolean | string;
  },
): Annotation {
  const { theme } = surface;
  return {
    text,
    xref: 'paper',
    yref: 'paper',
    x: (at.x - frame.left) / frame.plotWidth,
    y: 1 - (at.y - frame.top) / frame.plotHeight,
    xanchor: options.xanchor ?? 'left',
    yanchor: 'middle',
    align: options.align ?? 'left',
    showarrow: false,
    borderpad: options.ground ? 1 : 0,
    ...(options.ground && { bgcolor: options.ground === true ? theme.background : options.ground }),
    font: { family: theme.font, size: options.size ?? theme.size, color: options.colour },
  };
}
