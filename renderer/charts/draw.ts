/** From a figure to its drawing: which kind is drawn by which file, and what is drawn instead where a kind would lie. */
import type { Figure, MemberFigure, NumberFigure, TimeFigure } from '../../src/protocol/result';
import { drawArea } from './area';
import { drawBars } from './bar';
import { drawBump } from './bump';
import { bucketCategories, memberCategories } from './categories';
import { drawColumns } from './column';
import { drawDonut, isWhole } from './donut';
import type { Drawing, Surface } from './drawing';
import { drawHeatmap } from './heatmap';
import { drawLines } from './line';
import { drawPanels, hasPanels } from './panels';
import { drawScatter, isDrawn } from './scatter';
import { drawSlope } from './slope';
import { drawTimeColumns } from './timeColumn';
import { drawTimeline, hasEvents } from './timeline';
import { drawTreemap, hasTiles } from './treemap';

export type Chart = Exclude<Figure, NumberFigure>;

/** Whether there is anything to draw: at least one value, point, event or tile. */
export function hasValues(figure: Chart): boolean {
  switch (figure.axis) {
    case 'time':
    case 'members':
      return figure.series.some(({ values }) => values.some(({ value }) => value !== null));
    case 'plane':
      return figure.points.some((point) => isDrawn(point, false));
    case 'events':
      return hasEvents(figure);
    case 'tree':
      return hasTiles(figure);
  }
}

function hasNegative({ series }: TimeFigure): boolean {
  return series.some(({ values }) => values.some(({ value }) => value !== null && value < 0));
}

export function draw(figure: Chart, surface: Surface): Drawing {
  switch (figure.axis) {
    case 'time':
      return drawTime(figure, surface);
    case 'members':
      return drawMembers(figure, surface);
    case 'plane':
      return drawScatter(figure, surface);
    case 'events':
      return drawTimeline(figure, surface);
    case 'tree':
      return drawTreemap(figure, surface);
  }
}

function drawTime(figure: TimeFigure, surface: Surface): Drawing {
  return hasPanels(figure) ? drawPanels(figure, surface, drawOneTime) : drawOneTime(figure, surface);
}

function drawOneTime(figure: TimeFigure, surface: Surface): Drawing {
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
    case 'bump':
      return figure.unit === 'rank' ? drawBump(figure, surface) : drawLines(figure, surface);
    case 'slope':
      return figure.buckets.length === 2 ? drawSlope(figure, surface) : drawLines(figure, surface);
    case 'heatmap':
      return drawHeatmap(figure, surface);
  }
}

function drawMembers(figure: MemberFigure, surface: Surface): Drawing {
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
