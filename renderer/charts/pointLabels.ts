/** Words at points: each beside or above its own, where no other words are and as few lines as possible. */
import type { Annotation } from 'plotly.js-dist-min';

import { literal } from '../text';
import { boxAround, placeFree, type Box } from './boxes';
import type { Surface } from './drawing';
import { textAt, tickSize, type Frame } from './frame';

export interface PointLabel {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly colour: string;
}

/** Where words stand rather than elsewhere; `on`: at the point itself and nowhere else. */
type First = 'above' | 'beside' | 'on';

/** The eight places around a point, the best ones first. */
function around({ x, y }: PointLabel, width: number, height: number, gap: number, first: First): Box[] {
  if (first === 'on') return [boxAround(x, y, width, height)];
  const at = (dx: number, dy: number) =>
    boxAround(x + dx * (width / 2 + gap), y + dy * (height / 2 + gap), width, height);
  const above = [at(0, -1), at(0, 1)];
  const beside = [at(1, 0), at(-1, 0)];
  const slanted = [at(1, -0.8), at(-1, -0.8), at(1, 0.8), at(-1, 0.8)];
  return first === 'above' ? [...above, ...slanted, ...beside] : [...beside, ...above, ...slanted];
}

/** The words that have a place, the first ones first; `covered` boxes are better left free, `obstacles` must be. */
export function drawPointLabels(
  surface: Surface,
  frame: Frame,
  labels: readonly PointLabel[],
  options: {
    first: First;
    /** From the middle of a point to its words. */
    gap: number;
    within: Box;
    obstacles: readonly Box[];
    covered: readonly Box[];
    /** Words that would cover more boxes than this are left out. */
    mostCovered?: number;
  },
): { annotations: Annotation[]; placed: readonly (Box | undefined)[] } {
  const size = tickSize(surface);
  const placed = placeFree(
    labels.map((label) =>
      around(label, surface.measure(label.text, size) * 1.03 + 2, size + 2, options.gap, options.first),
    ),
    options.within,
    options.obstacles,
    options.covered,
    options.mostCovered,
  );
  const annotations = labels.flatMap(({ text, colour }, index) => {
    const box = placed[index];
    if (!box) return [];
    const at = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
    return [textAt(surface, frame, at, literal(text), { colour, size, xanchor: 'center' })];
  });
  return { annotations, placed };
}

/** First and last, largest and smallest, then the others as they come: who is heard first where not all have room. */
export function tellingFirst(values: readonly (number | undefined)[]): number[] {
  const known = [...values.keys()].filter((index) => values[index] !== undefined);
  const sorted = [...known].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const telling = [known.at(-1), known[0], sorted.at(-1), sorted[0]].flatMap((index) => index ?? []);
  return [...new Set([...telling, ...known])];
}

/** The area inside which words at points may stand: the plot and a little around it. */
export function plotBox(frame: Frame, air: number): Box {
  return {
    left: frame.left - air,
    right: frame.left + frame.plotWidth + air,
    top: frame.top - air,
    bottom: frame.top + frame.plotHeight + air,
  };
}
