/** Two buttons, one of which is pressed: what is shown now. */
import { element } from './dom';

export type View = 'chart' | 'table';

export interface Switch {
  readonly root: HTMLElement;
  /** Marks what is shown. */
  show(view: View): void;
  /** The first button: `Chart`, or what stands in place of one. */
  name(chart: string): void;
}

/** `label` says what the buttons are about. */
export function makeSwitch(document: Document, label: string, choose: (view: View) => void): Switch {
  const button = (view: View, text: string): HTMLButtonElement => {
    const made = element(document, 'button', { type: 'button', 'aria-pressed': 'false' }, text);
    made.addEventListener('click', () => choose(view));
    return made;
  };
  const buttons = { chart: button('chart', 'Chart'), table: button('table', 'Table') };
  return {
    root: element(
      document,
      'div',
      { class: 'switch', role: 'group', 'aria-label': label },
      buttons.chart,
      buttons.table,
    ),
    show(view) {
      buttons.chart.setAttribute('aria-pressed', String(view === 'chart'));
      buttons.table.setAttribute('aria-pressed', String(view === 'table'));
    },
    name(chart) {
      buttons.chart.textContent = chart;
    },
  };
}
