/** Labels at the ends of lines and bands instead of a legend: the eye does not travel, and no colour must be matched. */
import type { Annotation, Shape } from 'plotly.js-dist-min';

import { formatValue } from '../../src/protocol/format';
import type { Series, Unit } from '../../src/protocol/result';
import type { Paint } from '../palette';
import { literal, plain, shorten } from '../text';
import type { Surface } from './drawing';
import { textAt, type Frame } from './frame';

/**
 * Moves places apart until no two are closer than `gap`, as little as possible, within `low` and `high`. Labels that
 * push each other form a block, which centres on where its members want to be.
 */
export function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted
    .map((place, index) => ({ place, index }))
    .sort((a, b) => a.place - b.place || a.index - b.index);
  interface Block {
    members: number[];
    sum: number;
  }
  const start = (block: Block) => {
    const length = (block.members.length - 1) * gap;
    return Math.max(low, Math.min(high - length, block.sum / block.members.length - length / 2));
  };
  const blocks: Block[] = [];
  for (const { place, index } of order) {
    let block: Block = { members: [index], sum: place };
    for (let previous = blocks.at(-1); previous; previous = blocks.at(-1)) {
      if (start(previous) + previous.members.length * gap <= start(block) + 1e-9) break;
      blocks.pop();
      block = { members: [...previous.members, ...block.members], sum: previous.sum + block.sum };
    }
    blocks.push(block);
  }
  const result = new Array<number>(wanted.length).fill(0);
  for (const block of blocks) {
    const first = start(block);
    for (const [offset, index] of block.members.entries()) result[index] = first + offset * gap;
  }
  return result;
}

export interface EndLabel {
  /** What stands before the name: a rank. */
  readonly lead?: string;
  readonly name: string;
  readonly value: string | undefined;
  readonly paint: Paint;
}

/** A series' name and its last value; a value of a partial bucket is not worth printing. */
export function endLabel(series: Series, paint: Paint, unit: Unit, lastIsPartial: boolean): EndLabel {
  const last = series.values.at(-1)?.value;
  const value = last === undefined || last === null || lastIsPartial ? undefined : formatValue(last, unit);
  return { name: plain(series.member.label), value, paint };
}

const GAP_TO_LINE = 14;

/** The room labels need at the right, or undefined where a legend is the better choice. */
export function labelRoom(
  surface: Surface,
  labels: readonly EndLabel[],
  plotHeight: number,
  /** Shortened names are better than none. */
  short = false,
): number | undefined {
  const { measure, theme, width } = surface;
  const widest = Math.max(0, ...labels.map((label) => labelWidth(surface, label)));
  const most = Math.min(230, width * 0.34);
  if (short) return Math.ceil(Math.min(widest, most)) + GAP_TO_LINE + 6;
  const fits = labels.length * lineHeight(surface) <= plotHeight && labels.length <= 14;
  // Names may be shortened a little; a column of ellipses says nothing.
  if (!fits || widest > most * 1.25 || measure('m', theme.size) * 4 > most) return undefined;
  return Math.ceil(Math.min(widest, most)) + GAP_TO_LINE + 6;
}

/** The words before and after the name. */
function aroundName({ lead, value }: EndLabel): { before: string; after: string } {
  return { before: lead === undefined ? '' : `${lead}  `, after: value === undefined ? '' : `  ${value}` };
}

function labelWidth({ measure, theme }: Surface, label: EndLabel): number {
  const { before, after } = aroundName(label);
  return measure(label.name, theme.size, true) + measure(before + after, theme.size);
}

export function lineHeight(surface: Surface): number {
  return Math.round(surface.theme.size * 1.35);
}

/** The labels, each at its line's end or joined to it where it had to give way. */
export function drawEndLabels(
  surface: Surface,
  frame: Frame,
  labels: readonly { label: EndLabel; x: number; y: number }[],
): { annotations: Annotation[]; shapes: Shape[] } {
  const height = lineHeight(surface);
  const top = frame.top + height / 2 - 4;
  const bottom = frame.top + frame.plotHeight - height / 2 + 4;
  const places = spread(
    labels.map(({ y }) => y),
    height,
    top,
    bottom,
  );
  const right = frame.left + frame.plotWidth;
  const annotations: Annotation[] = [];
  const shapes: Shape[] = [];
  for (const [index, { label, x, y }] of labels.entries()) {
    const place = places[index] ?? y;
    const { before, after } = aroundName(label);
    const room = frame.right - GAP_TO_LINE - 4 - surface.measure(before + after, surface.theme.size);
    const name = shorten(label.name, room / 1.06, surface.theme.size, surface.measure);
    annotations.push(
      textAt(
        surface,
        frame,
        { x: right + GAP_TO_LINE, y: place },
        `${before.replace('  ', '&nbsp; ')}<b>${literal(name)}</b>${after.replace('  ', '&nbsp; ')}`,
        {
          colour: label.paint.ink,
        },
      ),
    );
    if (Math.abs(place - y) > 3 || right - x > 14) {
      const across = (pixel: number) => (pixel - frame.left) / frame.plotWidth;
      const up = (pixel: number) => 1 - (pixel - frame.top) / frame.plotHeight;
      shapes.push({
        type: 'line',
        xref: 'paper',
        yref: 'paper',
        x0: across(x + 4),
        y0: up(y),
        x1: across(right + GAP_TO_LINE - 3),
        y1: up(place),
        line: { color: label.paint.colour, width: 1 },
        opacity: 0.8,
      });
    }
  }
  return { annotations, shapes };
}
