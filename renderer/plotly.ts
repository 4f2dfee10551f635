/** Plotly, loaded when the first chart needs it: numbers and tables never wait for its five megabytes. */
import type { Config, Data, Layout } from 'plotly.js-dist-min';

export interface Plotly {
  react(root: HTMLElement, data: Data[], layout: Partial<Layout>, config: Partial<Config>): Promise<unknown>;
  purge(root: HTMLElement): void;
}

let loading: Promise<Plotly> | undefined;

/** A failed load is tried again by the next chart. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= import('plotly.js-dist-min').then(
    (module) => module.default as Plotly,
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/** Plotly only draws: pointing, legends and resizing are ours, so it has nothing to listen to. */
export const CONFIG: Partial<Config> = {
  staticPlot: true,
  displayModeBar: false,
  displaylogo: false,
  responsive: false,
  showTips: false,
};
