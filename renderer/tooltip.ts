/**
 * What is known about the thing that is pointed at, by the mouse or by the arrow keys. Ours and not Plotly's: numbers
 * stand below each other, long names wrap, and names of data are text nodes.
 */
import type { Pointing, Tip } from './charts/drawing';
import { element } from './dom';
import { swatch } from './legend';

export class Tooltip {
  readonly #box: HTMLElement;
  readonly #guide: HTMLElement;
  readonly #ring: HTMLElement;
  /** Says the same to a screen reader when the arrow keys moved. */
  readonly #spoken: HTMLElement;
  #pointing: Pointing | undefined;
  #index: number | undefined;

  constructor(
    private readonly document: Document,
    private readonly plot: HTMLElement,
  ) {
    this.#box = element(document, 'div', { class: 'tip', hidden: '', 'aria-hidden': 'true' });
    this.#guide = element(document, 'div', { class: 'guide', hidden: '', 'aria-hidden': 'true' });
    this.#ring = element(document, 'div', { class: 'ring', hidden: '', 'aria-hidden': 'true' });
    this.#spoken = element(document, 'div', { class: 'hidden', 'aria-live': 'polite' });
    plot.append(this.#guide, this.#ring, this.#box, this.#spoken);
    plot.addEventListener('pointermove', (event) => {
      const box = plot.getBoundingClientRect();
      this.#show(this.#pointing?.at(event.clientX - box.left, event.clientY - box.top));
    });
    plot.addEventListener('pointerleave', () => this.#show(undefined));
  }

  /** A new drawing: what was pointed at may be elsewhere now. */
  use(pointing: Pointing | undefined): void {
    this.#pointing = pointing;
    this.#show(undefined);
  }

  /** What is pointed at. */
  get index(): number | undefined {
    return this.#index;
  }

  hide(): void {
    this.#show(undefined);
  }

  /** Arrow keys, Home, End and Escape; says whether the key was for it. */
  press(key: string): boolean {
    const count = this.#pointing?.count ?? 0;
    if (count === 0) return false;
    const now = this.#index;
    const row = this.#pointing?.columns ?? 1;
    // A step that would leave the things stays where it is.
    const step = (by: number) => {
      if (now === undefined) return by > 0 ? 0 : count - 1;
      return now + by < 0 || now + by >= count ? now : now + by;
    };
    const next = {
      ArrowRight: step(1),
      ArrowDown: step(row),
      ArrowLeft: step(-1),
      ArrowUp: step(-row),
      Home: 0,
      End: count - 1,
    }[key];
    if (next === undefined) {
      if (key !== 'Escape' || now === undefined) return false;
      this.#show(undefined);
      return true;
    }
    this.#show(next);
    const tip = this.#pointing?.tip(next);
    if (tip) this.#spoken.textContent = speak(tip);
    return true;
  }

  #show(index: number | undefined): void {
    const pointing = this.#pointing;
    if (index === this.#index && index !== undefined) return;
    this.#index = index;
    const shown = index !== undefined && pointing !== undefined;
    this.#box.hidden = !shown;
    this.#guide.hidden = !shown || pointing.guide === undefined;
    if (!shown) {
      this.#ring.hidden = true;
      return;
    }
    const { x, y } = pointing.place(index);
    this.#fill(pointing.tip(index));
    if (pointing.guide) {
      const [from, to] = pointing.guide;
      this.#guide.style.cssText = `left:${Math.round(x)}px;top:${from}px;height:${to - from}px`;
    }
    const box = pointing.box?.(index);
    this.#ring.hidden = !box;
    if (box) {
      const { left, right, top, bottom } = box;
      this.#ring.style.cssText = `left:${left}px;top:${top}px;width:${right - left}px;height:${bottom - top}px`;
    }
    // Beside the thing, on the side that has more room, and always inside the output.
    const { clientWidth, clientHeight } = this.plot;
    const { offsetWidth, offsetHeight } = this.#box;
    const left = x + 14 + offsetWidth <= clientWidth ? x + 14 : x - 14 - offsetWidth;
    const top = Math.min(y, clientHeight - offsetHeight - 4);
    this.#box.style.left = `${Math.max(2, Math.min(left, clientWidth - offsetWidth - 2))}px`;
    this.#box.style.top = `${Math.max(2, top)}px`;
  }

  #fill({ title, remark, rows }: Tip): void {
    const { document } = this;
    const head = element(document, 'div', { class: 'tip-title' }, title);
    if (remark !== undefined) head.append(element(document, 'span', { class: 'badge' }, remark));
    const list = element(document, 'div', { class: 'tip-rows' });
    for (const { label, value, detail, paint } of rows) {
      const name = element(document, 'span', { class: 'tip-name' });
      if (paint) name.append(swatch(document, { label, swatch: 'area', paint }));
      name.append(label);
      list.append(name, element(document, 'span', { class: 'tip-value' }, value));
      if (detail !== undefined) list.append(element(document, 'span', { class: 'tip-detail' }, detail));
    }
    this.#box.replaceChildren(head, list);
  }
}

/** A tip in one sentence. */
export function speak({ title, remark, rows }: Tip): string {
  const parts = rows.map(
    ({ label, value, detail }) => `${label} ${value}${detail === undefined ? '' : `, ${detail}`}`,
  );
  return `${title}${remark === undefined ? '' : ` (${remark})`}: ${parts.join('; ')}`;
}
