/**
 * Events and crossings: each is a line at its time, with its words in rows above the plot. No words touch, and no line
 * runs through words. Where there is no room the chart shows numbers, and the page lists what they stand for.
 */
import type { Annotation, Data, Shape } from 'plotly.js-dist-min';

import type { Crossing, TimeFigure } from '../../src/protocol/result';
import { fade } from '../colour';
import { literal, plain, shorten } from '../text';
import { placeDay } from './calendar';
import type { Note, Surface } from './drawing';
import { textAt, tickSize, type Frame } from './frame';

export interface Mark {
  readonly kind: 'event' | 'crossing';
  /** Where the line stands, in steps of the axis. */
  readonly at: number;
  /** A span, if the event lasts. */
  readonly span?: readonly [number, number];
  readonly text: string;
  /** The value at which a crossing happens; events have none. */
  readonly value?: number;
  readonly hollow: boolean;
}

/** `CN passes US · 2026-W07`, with what is in doubt about it. */
export function crossingText(crossing: Crossing): string {
  const when =
    crossing.after === undefined ? crossing.bucket : `between ${crossing.after} and ${crossing.bucket}`;
  return plain(`${crossing.text} · ${when}${crossing.status === 'decided' ? '' : ` (${crossing.status})`}`);
}

/** The marks of a figure that lie inside its axis, from left to right. */
export function findMarks(
  figure: TimeFigure,
  at: readonly number[],
  range: readonly [number, number],
): Mark[] {
  const marks: Mark[] = [];
  for (const crossing of figure.crossings) {
    const index = figure.buckets.findIndex(({ key }) => key === crossing.bucket);
    const place = at[index];
    const value = crossing.values[0].value;
    if (place === undefined) continue;
    marks.push({
      kind: 'crossing',
      at: place,
      text: crossingText(crossing),
      ...(value !== null && { value }),
      hollow: crossing.status !== 'decided',
    });
  }
  for (const event of figure.events) {
    const lasts = event.end > event.start;
    const from = placeDay(event.start, figure.buckets, at, lasts ? 'start' : 'middle');
    const to = placeDay(event.end, figure.buckets, at, lasts ? 'end' : 'middle');
    if (from === undefined || to === undefined) continue;
    if (!lasts && !Number.isFinite(from)) continue;
    const span = [Math.max(range[0], from), Math.min(range[1], to)] as const;
    if (span[1] < span[0]) continue;
    marks.push({
      kind: 'event',
      at: span[0],
      ...(lasts && { span }),
      text: plain(event.label),
      hollow: false,
    });
  }
  return marks.sort((a, b) => a.at - b.at);
}

export interface Placed {
  readonly row: number;
  /** From where to where the words reach, in pixels. */
  readonly from: number;
  readonly to: number;
}

interface Word {
  /** Where its line stands. */
  readonly x: number;
  readonly width: number;
}

/** Whether words in one place leave the lines and words of another alone. */
function clear(word: Word, place: Placed, other: Word, taken: Placed): boolean {
  const apart = 8;
  if (place.row === taken.row) return place.to + apart <= taken.from || taken.to + apart <= place.from;
  // The line of the higher one runs down past the words of the lower one.
  const [high, low] = place.row > taken.row ? [word.x, taken] : [other.x, place];
  return high <= low.from - 3 || high >= low.to + 3;
}

/** Words of the first `right` lines stand to the right of their lines, those of the others to the left, unless they would leave the page. */
function placeSplit(
  words: readonly Word[],
  right: number,
  low: number,
  high: number,
  rows: number,
): (Placed | undefined)[] {
  const placed = new Array<Placed | undefined>(words.length).fill(undefined);
  // From the split outwards: each next line begins beyond the words that are already there.
  const order = [
    ...Array.from({ length: right }, (_, step) => right - 1 - step),
    ...Array.from({ length: words.length - right }, (_, step) => right + step),
  ];
  for (const index of order) {
    const word = words[index];
    if (!word) continue;
    const toRight = { from: word.x + 4, to: word.x + 4 + word.width };
    const toLeft = { from: word.x - 4 - word.width, to: word.x - 4 };
    const fits = ({ from, to }: { from: number; to: number }) => from >= low && to <= high;
    const side = (index < right ? [toRight, toLeft] : [toLeft, toRight]).find(fits);
    if (!side) continue;
    const options = Array.from({ length: rows }, (_, row) => ({ row, ...side }));
    placed[index] = options.find((option) =>
      placed.every((taken, at) => {
        const other = words[at];
        return !taken || !other || clear(word, option, other, taken);
      }),
    );
  }
  return placed;
}

/**
 * Rows for words beside upright lines, sorted from left to right. Undefined are those that find no place in `rows`
 * rows. Of all ways to split them into words to the right and words to the left, the flattest is taken.
 */
export function placeWords(
  words: readonly Word[],
  low: number,
  high: number,
  rows: number,
): (Placed | undefined)[] {
  let best: (Placed | undefined)[] = [];
  let cost = Infinity;
  for (let right = words.length; right >= 0; right--) {
    const placed = placeSplit(words, right, low, high, rows);
    const height = placed.reduce((most, place) => Math.max(most, place ? place.row + 1 : 1000), 0);
    if (height < cost) [best, cost] = [placed, height];
  }
  return best;
}

/** Above the plot there is room for so many rows; a narrow output has fewer. */
function mostRows(width: number): number {
  return width >= 560 ? 6 : 4;
}

export interface MarkPlan {
  readonly marks: readonly Mark[];
  readonly words: readonly string[];
  readonly places: readonly (Placed | undefined)[];
  readonly notes: readonly Note[];
  /** Pixels above the plot. */
  readonly room: number;
}

/** Decides what is written where; `x` gives a place's pixel. */
export function planMarks(surface: Surface, marks: readonly Mark[], x: (at: number) => number): MarkPlan {
  const size = tickSize(surface);
  const { measure, width } = surface;
  const row = size + 6;
  const most = Math.min(360, width * 0.62);
  const full = marks.map(({ text }) => shorten(text, most, size, measure));
  const tryWords = (words: readonly string[]) =>
    placeWords(
      words.map((word, index) => ({ x: x(marks[index]?.at ?? 0), width: measure(word, size) * 1.04 })),
      2,
      width - 2,
      mostRows(width),
    );
  let words: readonly string[] = full;
  let places = tryWords(words);
  const numbered = places.includes(undefined);
  if (numbered) {
    words = marks.map((_, index) => String(index + 1));
    places = tryWords(words);
  }
  const rows = Math.max(0, ...places.map((place) => (place ? place.row + 1 : 0)));
  return {
    marks,
    words,
    places,
    notes: marks.map(({ text }, index) =>
      numbered || words[index] !== text ? { sign: numbered ? String(index + 1) : '·', text } : { text },
    ),
    room: rows === 0 ? 0 : rows * row + 4,
  };
}

/** The plan as Plotly draws it. `y` gives a value's pixel. */
export function drawMarks(
  surface: Surface,
  frame: Frame,
  plan: MarkPlan,
  y: (value: number) => number,
  /** Areas would cover what lies below them. */
  layer: 'above' | 'below',
): { annotations: Annotation[]; shapes: Shape[]; data: Data[] } {
  const { theme } = surface;
  const size = tickSize(surface);
  const row = size + 6;
  const annotations: Annotation[] = [];
  const shapes: Shape[] = [];
  const up = (pixel: number) => 1 - (pixel - frame.top) / frame.plotHeight;
  for (const [index, mark] of plan.marks.entries()) {
    const place = plan.places[index];
    const colour = mark.kind === 'crossing' || layer === 'above' ? theme.text : theme.muted;
    const middle = place ? frame.top - 4 - (place.row + 0.5) * row : frame.top;
    const onValue = mark.kind === 'crossing' && mark.value !== undefined;
    if (mark.span) {
      shapes.push({
        type: 'rect',
        xref: 'x',
        yref: 'paper',
        x0: mark.span[0],
        x1: mark.span[1],
        y0: 0,
        y1: 1,
        layer,
        line: { width: 0 },
        fillcolor: fade(theme.text, theme.highContrast ? 0.22 : 0.09),
      });
    }
    shapes.push({
      type: 'line',
      xref: 'x',
      yref: 'paper',
      x0: mark.at,
      x1: mark.at,
      y0: onValue ? up(y(mark.value ?? 0)) : 0,
      y1: up(place ? middle - size / 2 : frame.top),
      layer,
      line: { color: colour, width: 1, dash: mark.kind === 'event' ? 'dot' : 'solid' },
    });
    if (place) {
      annotations.push(
        textAt(surface, frame, { x: place.from, y: middle }, literal(plan.words[index] ?? ''), {
          colour,
          size,
        }),
      );
    }
  }
  const dots = plan.marks.filter(({ kind, value }) => kind === 'crossing' && value !== undefined);
  const data: Data[] =
    dots.length === 0
      ? []
      : [
          {
            type: 'scatter',
            mode: 'markers',
            name: 'crossings',
            x: dots.map(({ at }) => at),
            y: dots.map(({ value }) => value ?? null),
            cliponaxis: false,
            hoverinfo: 'skip',
            marker: {
              size: 10,
              symbol: 'circle',
              color: dots.map(({ hollow }) => (hollow ? theme.background : theme.text)),
              line: { width: 2, color: dots.map(({ hollow }) => (hollow ? theme.text : theme.background)) },
            },
          },
        ];
  return { annotations, shapes, data };
}
