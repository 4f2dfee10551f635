/** A small menu at a place of an output: what can be done with what was clicked. */
import { element } from './dom';

export interface Choice {
  readonly label: string;
  run(): void;
}

/**
 * Opens a menu inside `root`, at a place of the page, with the focus on its first choice. It closes when one is chosen,
 * with Escape, and when the focus goes elsewhere; `back` then has the focus again, unless something else took it.
 */
export function openMenu(
  root: HTMLElement,
  label: string,
  choices: readonly Choice[],
  at: { readonly x: number; readonly y: number },
  back: HTMLElement,
): () => void {
  const document = root.ownerDocument;
  const menu = element(document, 'div', { class: 'menu', role: 'menu', 'aria-label': label });
  let open = true;
  const close = (refocus: boolean): void => {
    if (!open) return;
    open = false;
    menu.remove();
    if (refocus) back.focus({ preventScroll: true });
  };
  const items = choices.map((choice) => {
    const item = element(
      document,
      'button',
      { type: 'button', role: 'menuitem', tabindex: '-1' },
      choice.label,
    );
    item.addEventListener('click', () => {
      close(true);
      choice.run();
    });
    return item;
  });
  menu.append(element(document, 'div', { class: 'menu-title', 'aria-hidden': 'true' }, label), ...items);
  menu.addEventListener('keydown', (event) => {
    event.stopPropagation();
    const now = items.findIndex((item) => item === document.activeElement);
    const count = items.length;
    const next = {
      ArrowDown: (now + 1) % count,
      ArrowUp: (now - 1 + count) % count,
      Home: 0,
      End: count - 1,
    }[event.key];
    if (next !== undefined) items[next]?.focus();
    else if (event.key === 'Escape') close(true);
    else if (event.key === 'Tab') close(false);
    else return;
    if (event.key !== 'Tab') event.preventDefault();
  });
  menu.addEventListener('focusout', (event) => {
    if (!menu.contains(event.relatedTarget as Node | null)) close(false);
  });
  menu.addEventListener('contextmenu', (event) => event.preventDefault());
  root.append(menu);
  place(menu, root, at);
  items[0]?.focus({ preventScroll: true });
  return () => close(false);
}

/** Beside the place, and inside the output: what leaves it is cut off. */
function place(menu: HTMLElement, root: HTMLElement, at: { readonly x: number; readonly y: number }): void {
  const box = root.getBoundingClientRect();
  const left = Math.min(at.x - box.left, box.width - menu.offsetWidth - 2);
  const top = Math.min(at.y - box.top, box.height - menu.offsetHeight - 2);
  menu.style.left = `${Math.max(2, left)}px`;
  menu.style.top = `${Math.max(2, top)}px`;
}
