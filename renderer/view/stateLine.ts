/** What a chart does not show now, in words, with the ways back: nothing is ever missing without a word. */
import { element } from '../dom';

export interface StateLine {
  readonly root: HTMLElement;
  /** Empty words: nothing is hidden, all of the calendar is shown. */
  show(hidden: string, zoom: string): void;
}

export function makeStateLine(document: Document, use: { showAll(): void; resetZoom(): void }): StateLine {
  const button = (text: string, press: () => void): HTMLButtonElement => {
    const made = element(document, 'button', { type: 'button' }, text);
    made.addEventListener('click', press);
    return made;
  };
  const words = element(document, 'span', { role: 'status' });
  const all = button('Show all', () => use.showAll());
  const reset = button('Reset zoom', () => use.resetZoom());
  const root = element(document, 'div', { class: 'state' }, words, all, reset);
  return {
    root,
    show(hidden, zoom) {
      const text = [hidden, zoom === '' ? '' : `Zoomed to ${zoom}.`].filter((part) => part !== '').join(' ');
      if (words.textContent !== text) words.textContent = text;
      all.hidden = hidden === '';
      reset.hidden = zoom === '';
      root.classList.toggle('empty', text === '');
    },
  };
}
