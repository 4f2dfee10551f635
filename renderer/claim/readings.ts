/** How many other readings hold, of how many: so that nobody takes a lucky one for proof. Each can be asked, and explained. */
import { listedReadings, readingsText } from '../../src/protocol/claimText';
import type { Claim, Readings } from '../../src/protocol/result';
import { element } from '../dom';
import { plain } from '../text';
import { renderComparison } from './comparison';

export interface ReadingContext {
  /** Makes a cell of a query; absent where there is no notebook to put it into. */
  readonly insert: ((query: string) => void) | undefined;
  /** The queries of the readings whose comparison is open. */
  readonly compared: Set<string>;
}

export function renderReadings(
  document: Document,
  readings: Readings,
  claim: Claim,
  context: ReadingContext,
): HTMLElement {
  const { shown, more } = listedReadings(readings);
  const items = shown.map((reading) => renderReading(document, reading, claim, context));
  if (more !== undefined) items.push(element(document, 'li', {}, more));
  const count = readingsText(readings);
  const sentence = count.charAt(0).toUpperCase() + count.slice(1);
  return element(
    document,
    'div',
    { class: 'readings' },
    element(document, 'p', {}, `${sentence}${items.length === 0 ? '.' : ':'}`),
    ...(items.length > 0 ? [element(document, 'ul', {}, ...items)] : []),
  );
}

let comparisons = 0;

function renderReading(
  document: Document,
  { changes, query, computed, path }: Readings['holding'][number],
  claim: Claim,
  { insert, compared }: ReadingContext,
): HTMLElement {
  const words = plain(changes.join(', '));
  const actions = element(document, 'span', { class: 'actions' });
  const item = element(
    document,
    'li',
    {},
    element(document, 'code', {}, words),
    element(document, 'span', { class: 'computed' }, plain(computed)),
    actions,
  );
  // Several buttons of the same words: each says to which reading it belongs.
  const button = (text: string): HTMLButtonElement => {
    const made = element(document, 'button', { type: 'button', 'aria-label': `${text}: ${words}` }, text);
    actions.append(made);
    return made;
  };
  if (path && path.stations.length > 1 && path.sides.length > 0) {
    const toggle = button('Compare');
    const id = `tokshare-comparison-${++comparisons}`;
    const place = element(document, 'div', { id, class: 'comparison', role: 'group', 'aria-label': words });
    const show = (open: boolean): void => {
      toggle.setAttribute('aria-expanded', String(open));
      place.hidden = !open;
      if (open && !place.hasChildNodes()) place.append(...renderComparison(document, path, words, claim));
    };
    toggle.setAttribute('aria-controls', id);
    toggle.addEventListener('click', () => {
      const open = !compared.delete(query);
      if (open) compared.add(query);
      show(open);
    });
    show(compared.has(query));
    item.append(place);
  }
  if (insert) button('Insert as cell').addEventListener('click', () => insert(query));
  return item;
}
