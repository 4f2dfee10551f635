/**
 * Which build of Plotly draws a figure. The basic one knows lines, bars and slices, is a quarter as large and painted
 * sooner; the full one is needed for treemaps only, and draws everything else as well.
 */
import type { Figure } from './result';

/** Their files, beside the renderer's. */
export const PLOTLY_FILES = { basic: 'plotly-basic.min.js', full: 'plotly.min.js' } as const;
export type PlotlyBuild = keyof typeof PLOTLY_FILES;

/** Nothing for figures in words. */
export function plotlyBuildFor({ axis }: Figure): PlotlyBuild | undefined {
  switch (axis) {
    case 'none':
      return undefined;
    case 'tree':
      return 'full';
    case 'time':
    case 'members':
    case 'plane':
    case 'events':
      return 'basic';
  }
}

/** The one build that draws all of the figures. */
export function plotlyBuildForAll(figures: Iterable<Figure>): PlotlyBuild | undefined {
  const builds = new Set([...figures].map(plotlyBuildFor));
  return (['full', 'basic'] as const).find((build) => builds.has(build));
}
