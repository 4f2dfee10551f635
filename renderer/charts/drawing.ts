/** What a chart kind makes of a figure: Plotly's traces and layout, and what the page around them needs to know. */
import type { Data, Layout } from 'plotly.js-dist-min';

import type { Member } from '../../src/protocol/result';
import type { Paint } from '../palette';
import type { Measure } from '../text';
import type { Theme } from '../theme';
import type { Box } from './boxes';

/** What is drawn upon. The same figure on the same surface is the same drawing. */
export interface Surface {
  readonly width: number;
  readonly theme: Theme;
  readonly measure: Measure;
  /** Members that are not drawn now, as some are hidden or stand in another panel: colours are as they are among them. */
  readonly others?: readonly Member[];
  /** Set where the drawing is one of several small ones. */
  readonly panel?: Panel;
}

/** What small drawings beside each other have in common. */
export interface Panel {
  readonly height: number;
  /** Values that the axis holds as well, because another panel has them. */
  readonly reach: readonly number[];
  /** Pixels for names at the ends of lines; 0 where all panels share a legend. */
  readonly names: number;
  /** Whether bounds are drawn: in all of the panels, or in none. */
  readonly bounds: boolean;
}

export type Swatch = 'line' | 'area' | 'band' | 'whisker' | 'dotted' | 'hollow' | 'ramp';

/** A line of the legend, in page text: it wraps, can be selected and is read aloud. */
export interface LegendEntry {
  readonly label: string;
  readonly value?: string;
  readonly swatch: Swatch;
  readonly paint: Paint;
  readonly symbol?: string;
  /** The colours of a `ramp`, between what `label` and `value` stand for. */
  readonly ramp?: readonly string[];
}

/** An event or a crossing in full words. `sign` is what stands for it on the chart if the words found no room there. */
export interface Note {
  readonly sign?: string;
  readonly text: string;
}

export interface TipRow {
  readonly label: string;
  readonly value: string;
  readonly detail?: string;
  readonly paint?: Paint;
}

export interface Tip {
  readonly title: string;
  readonly remark?: string;
  readonly rows: readonly TipRow[];
}

/** Pointing at a drawing: which thing is at a pixel, where it is, and what is known about it. */
export interface Pointing {
  readonly count: number;
  at(x: number, y: number): number | undefined;
  place(index: number): { x: number; y: number };
  tip(index: number): Tip;
  /** Whose thing it is, where it is that of a single member. */
  member?(index: number): Member | undefined;
  /** From and to, in pixels from the top: a vertical line is drawn through what is pointed at. */
  readonly guide?: readonly [number, number];
  /** An outline around what is pointed at. */
  box?(index: number): Box;
  /** Things that lie in rows of so many: up and down go from row to row. */
  readonly columns?: number;
}

export interface Drawing {
  readonly data: Data[];
  readonly layout: Partial<Layout>;
  readonly height: number;
  readonly legend: readonly LegendEntry[];
  readonly notes: readonly Note[];
  readonly pointing: Pointing;
}
