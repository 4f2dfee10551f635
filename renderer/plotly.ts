/** Plotly, loaded when the first chart needs it: words, numbers and tables never wait for its megabytes. */
import type { Config, Data, Layout } from 'plotly.js-dist-min';

import type { PlotlyBuild } from '../src/protocol/plotly';

export interface Plotly {
  react(root: HTMLElement, data: Data[], layout: Partial<Layout>, config: Partial<Config>): Promise<unknown>;
  purge(root: HTMLElement): void;
}

const IMPORTS: Readonly<Record<PlotlyBuild, () => Promise<{ default: unknown }>>> = {
  basic: () => import('plotly.js-basic-dist-min'),
  full: () => import('plotly.js-dist-min'),
};

const loading = new Map<PlotlyBuild, Promise<Plotly>>();
/** Both builds hand themselves over in the same global variable: one comes after the other. */
let turn: Promise<unknown> = Promise.resolve();

/** A build that can draw what `build` can. A failed load is tried again by the next chart. */
export function loadPlotly(build: PlotlyBuild): Promise<Plotly> {
  // Where the full build is here already, the basic one would be loaded for nothing.
  const found = loading.get('full') ?? loading.get(build);
  if (found) return found;
  const load = turn.then(IMPORTS[build]).then(
    (module) => module.default as Plotly,
    (error: unknown) => {
      loading.delete(build);
      throw error;
    },
  );
  loading.set(build, load);
  turn = load.catch(() => undefined);
  return load;
}

/** Plotly only draws: pointing, legends and resizing are ours, so it has nothing to listen to. */
export const CONFIG: Partial<Config> = {
  staticPlot: true,
  displayModeBar: false,
  displaylogo: false,
  responsive: false,
  showTips: false,
};
