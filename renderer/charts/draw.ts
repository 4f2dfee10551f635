/** From a figure to its drawing: which kind is drawn by which file, and what is drawn instead where a kind would lie. */
import type { Figure, NumberFigure } from '../../src/protocol/result';
import { drawArea } from './area';
import { drawBars } from './bar';
import { bucketCategories, memberCategories } from './categories';
import { drawColumns } from './column';
import { drawDonut, isWhole } from './donut';
import type { Drawing, Surface } from './drawing';
import { drawLines } from './line';
import { drawTimeColumns } from './timeColumn';

export type Chart = Exclude<Figure, NumberFigure>;

/** Whether there is anything to draw: at least one value. */
export function hasValues(figure: Chart): boolean {
  return figure.series.some(({ values }) => values.some(({ value }) => value !== null));
}

function hasNegative(figure: Chart): boolean {
  return figure.series.some(({ values }) => values.some(({ value }) => value !== null && value < 0));
}

export function draw(figure: Chart, surface: Surface): Drawing {
  if (figure.axis === 'time') {
    switch (figure.kind) {
      case 'line':
        return drawLines(figure, surface);
      case 'area':
        // Stacked negative parts cannot be read.
        return hasNegative(figure) ? drawLines(figure, surface) : drawArea(figure, surface);
      case 'column':
        return drawTimeColumns(figure, surface);
      case 'bar':
        return drawBars(bucketCategories(figure, surface), surface);
    }
  }
  const categories = memberCategories(figure, surface);
  switch (figure.kind) {
    case 'bar':
      return drawBars(categories, surface);
    case 'column':
      return drawColumns(categories, surface);
    case 'donut':
      return isWhole(categories) ? drawDonut(categories, surface) : drawBars(categories, surface);
  }
}
