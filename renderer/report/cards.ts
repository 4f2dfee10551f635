/** The card beside a model, lab or country in prose that is pointed at or focused. What it says is in the page. */
import { element } from '../dom';

/** As `src/report/cards.ts` writes it. */
interface Cards {
  readonly cards: Readonly<Record<string, Card | undefined>>;
  readonly flags: Readonly<Record<string, string | undefined>>;
}

interface Card {
  readonly title: string;
  readonly country?: string;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
}

const ID = 'report.card';
const GAP = 4;

export function showCards(document: Document): void {
  const data = document.getElementById('report.cards')?.textContent;
  if (data === undefined) return;
  const { cards, flags } = JSON.parse(data) as Cards;
  const box = element(document, 'div', { class: 'card', id: ID, role: 'tooltip', hidden: '' });
  document.body.append(box);
  let shown: HTMLElement | undefined;

  const hide = () => {
    shown?.removeAttribute('aria-describedby');
    shown = undefined;
    box.hidden = true;
  };
  const point = ({ target }: Event) => {
    // The pointer may move onto the card, to read or copy from it.
    if (!(target instanceof HTMLElement) || box.contains(target)) return;
    const term = target.closest<HTMLElement>('.tokshare-term') ?? undefined;
    if (term === shown) return;
    hide();
    const card = term && cards[`${term.dataset['kind'] ?? ''} ${term.dataset['key'] ?? ''}`];
    if (!card) return;
    shown = term;
    box.replaceChildren(...contentOf(document, card, flags));
    box.hidden = false;
    term.setAttribute('aria-describedby', ID);
    place(box, term);
  };

  document.addEventListener('pointerover', point, { passive: true });
  document.addEventListener('focusin', point, { passive: true });
  document.addEventListener('focusout', hide, { passive: true });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
}

function contentOf(
  document: Document,
  { title, country, lines }: Card,
  flags: Cards['flags'],
): HTMLElement[] {
  const flag = flags[country ?? ''];
  const image = flag === undefined ? [] : [element(document, 'img', { src: flag, alt: country })];
  const list = element(document, 'dl');
  for (const { label, value } of lines)
    list.append(element(document, 'dt', {}, label), element(document, 'dd', {}, value));
  return [element(document, 'div', { class: 'card-title' }, ...image, title), list];
}

/** Above the term where there is room, otherwise below, and never beyond the sides of the window. */
function place(box: HTMLElement, term: HTMLElement): void {
  const view = box.ownerDocument.defaultView;
  if (!view) return;
  const at = term.getBoundingClientRect();
  const above = at.top - GAP - box.offsetHeight;
  const top = above >= 0 ? above : at.bottom + GAP;
  const left = Math.max(GAP, Math.min(at.left, view.innerWidth - box.offsetWidth - GAP));
  box.style.top = `${top + view.scrollY}px`;
  box.style.left = `${left + view.scrollX}px`;
}
