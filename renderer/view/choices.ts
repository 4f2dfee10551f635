/** What a reader has chosen to see of an output. It outlives the output, because a cell that runs again has a new one. */
import type { Chart } from '../charts/draw';
import type { View } from '../switch';
import type { Sort } from '../table/sort';
import { partsOf } from './series';
import { fits, type Zoom } from './zoom';

export interface Choices {
  view: View | undefined;
  /** Keys of the series that are hidden, and the series among which they were chosen. */
  hidden: ReadonlySet<string>;
  among: string;
  zoom: Zoom | undefined;
  sort: Sort | undefined;
  /** Whether the list of series, or that of ways to save, is open. */
  open: 'series' | 'save' | undefined;
}

export function noChoices(): Choices {
  return { view: undefined, hidden: new Set(), among: '', zoom: undefined, sort: undefined, open: undefined };
}

/** Drops what was chosen of other series and other buckets. */
export function fitChoices(choices: Choices, figure: Chart | undefined): void {
  const among = figure ? seriesIn(figure) : '';
  if (among !== choices.among) {
    choices.hidden = new Set();
    choices.among = among;
  }
  if (choices.zoom && !(figure && fits(figure, choices.zoom))) choices.zoom = undefined;
}

/** The series of a figure as one word, whatever their order. */
function seriesIn(figure: Chart): string {
  const keys = partsOf(figure).map(({ key }) => key);
  return [figure.axis, ...keys.sort()].join('\n');
}

/** More outputs than this are not remembered: the oldest choices go first. */
const MOST = 200;

/** Choices by the cell and query that they were made for. */
export class Remembered {
  readonly #choices = new Map<string, Choices>();

  get(key: string): Choices | undefined {
    return this.#choices.get(key);
  }

  set(key: string, choices: Choices): void {
    this.#choices.delete(key);
    this.#choices.set(key, choices);
    for (const oldest of this.#choices.keys()) {
      if (this.#choices.size <= MOST) return;
      this.#choices.delete(oldest);
    }
  }
}
