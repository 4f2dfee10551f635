/** A button that opens and closes a place below it. */
import { element } from '../dom';

export interface Foldout {
  readonly button: HTMLButtonElement;
  show(open: boolean): void;
}

let foldouts = 0;

export function makeFoldout(
  document: Document,
  text: string,
  hint: string,
  place: HTMLElement,
  toggle: () => void,
): Foldout {
  place.id = `tokshare-foldout-${++foldouts}`;
  const button = element(
    document,
    'button',
    { type: 'button', class: 'quiet', title: hint, 'aria-expanded': 'false', 'aria-controls': place.id },
    text,
  );
  button.addEventListener('click', toggle);
  return {
    button,
    show(open) {
      button.setAttribute('aria-expanded', String(open));
    },
  };
}
