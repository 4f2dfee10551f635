/** The card beside a hovered or focused term: what the registry says at once, what the datasets say as soon as it comes. */
import { Answer, type Question } from '../../src/protocol/prose';
import { cardOf, type Term } from '../../src/registry/card';
import { flagUri } from '../../src/registry/flags';
import type { Registry } from '../../src/registry/registry';
import type { ProseContext } from './api';

const GAP = 4;

export class ProseCards {
  private readonly card = document.createElement('div');
  private shown: HTMLElement | undefined;
  private widened: { readonly cell: HTMLElement; readonly room: number } | undefined;
  private asked = 0;

  constructor(
    private readonly registry: Registry,
    private readonly context: ProseContext,
  ) {
    this.card.className = 'tokshare-card';
    this.card.setAttribute('role', 'tooltip');
    this.card.id = 'tokshare-card';
    this.card.hidden = true;
  }

  listen(document: Document): void {
    document.body.append(this.card);
    // Cells are shadow roots: the event's path tells what is inside them.
    document.addEventListener('pointerover', (event) => this.show(termOf(event)), { passive: true });
    document.addEventListener('focusin', (event) => this.show(termOf(event)), { passive: true });
    document.addEventListener('focusout', () => this.hide(), { passive: true });
    document.addEventListener('scroll', () => this.hide(), { passive: true, capture: true });
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.hide();
    });
    this.context.onDidReceiveMessage?.((message) => this.answered(message));
  }

  private show(target: HTMLElement | undefined): void {
    // The pointer may move onto the card, to read or copy from it.
    if (target === this.card || (target && target === this.shown)) return;
    const term = target && readTerm(target);
    if (!target || !term) {
      this.hide();
      return;
    }
    this.hide();
    this.shown = target;
    this.fill(term);
    this.card.hidden = false;
    target.setAttribute('aria-describedby', this.card.id);
    this.place(target);
    this.asked++;
    this.context.postMessage?.({ id: this.asked, term } satisfies Question);
  }

  private hide(): void {
    this.shown?.removeAttribute('aria-describedby');
    this.shown = undefined;
    this.card.hidden = true;
    if (this.widened) this.widened.cell.style.paddingBottom = '';
    this.widened = undefined;
  }

  private fill(term: Term): void {
    const { title, country, lines } = cardOf(term, this.registry);
    const head = document.createElement('div');
    head.className = 'tokshare-card-title';
    const flag = country && flagUri(country.code);
    if (flag !== undefined && country) {
      const image = document.createElement('img');
      image.src = flag;
      image.alt = country.code;
      head.append(image);
    }
    head.append(title);
    const list = document.createElement('dl');
    for (const { label, value } of lines) list.append(...pair(label, value));
    this.card.replaceChildren(head, list);
  }

  private answered(message: unknown): void {
    const answer = Answer.safeParse(message);
    if (!answer.success || answer.data.id !== this.asked || !this.shown) return;
    this.card
      .querySelector('dl')
      ?.append(...answer.data.usage.flatMap(({ dataset, text }) => pair(dataset, text)));
    this.place(this.shown);
  }

  /**
   * Above the term or below it, always on the term's own cell: VS Code draws the editors of the cells around it over
   * this page. A cell that is too low for the card is given room at its end while the card shows.
   */
  private place(target: HTMLElement): void {
    const at = target.getBoundingClientRect();
    const cell = cellOf(target);
    const box = cell.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = this.card;
    const above = at.top - GAP - offsetHeight >= Math.max(box.top, 0);
    const top = above ? at.top - GAP - offsetHeight : at.bottom + GAP;
    const left = Math.max(GAP, Math.min(at.left, window.innerWidth - offsetWidth - GAP));
    this.card.style.top = `${top + window.scrollY}px`;
    this.card.style.left = `${left + window.scrollX}px`;
    const short = top + offsetHeight + GAP - box.bottom;
    if (short > 0) this.makeRoom(cell, short);
  }

  private makeRoom(cell: HTMLElement, height: number): void {
    const before = this.widened?.cell === cell ? this.widened.room : 0;
    this.widened = { cell, room: before + height };
    cell.style.paddingBottom = `${before + height}px`;
  }
}

/** What a Markdown cell is rendered into. It is inside of what VS Code measures, whose own padding would not be noticed. */
function cellOf(target: HTMLElement): HTMLElement {
  const root = target.getRootNode();
  const preview = root instanceof ShadowRoot ? root.getElementById('preview') : null;
  return preview ?? document.body;
}

function termOf(event: Event): HTMLElement | undefined {
  return event
    .composedPath()
    .find(
      (each): each is HTMLElement =>
        each instanceof HTMLElement &&
        (each.classList.contains('tokshare-term') || each.id === 'tokshare-card'),
    );
}

function readTerm({ dataset }: HTMLElement): Term | undefined {
  const { kind, key } = dataset;
  return (kind === 'model' || kind === 'lab' || kind === 'country') && key !== undefined
    ? { kind, key }
    : undefined;
}

function pair(label: string, value: string): [HTMLElement, HTMLElement] {
  const term = document.createElement('dt');
  term.textContent = label;
  const text = document.createElement('dd');
  text.textContent = value;
  return [term, text];
}
