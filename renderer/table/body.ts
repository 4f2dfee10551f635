/**
 * The rows of a table. Up to a thousand stand on the page; of more, only those in sight, between two empty rows that
 * keep the place of the others, so that a hundred thousand scroll like a hundred.
 */
import type { Row, Table } from '../../src/protocol/result';
import { element } from '../dom';
import { renderRow, widestRow, type Writer } from './columns';

/** More rows than this are written only where they are seen. */
export const MOST_WRITTEN = 1000;

/** Rows written beyond those in sight, above and below: fast scrolling shows no gaps. */
const BEYOND = 16;

export interface Body {
  readonly root: HTMLTableSectionElement;
  /** Writes these rows, from the first one on. */
  use(rows: readonly Row[]): void;
}

export function plainBody(document: Document, writers: readonly Writer[]): Body {
  const root = element(document, 'tbody');
  return {
    root,
    use: (rows) => root.replaceChildren(...rows.map((row) => renderRow(document, row, writers))),
  };
}

/**
 * A body that writes what `scroll` has in sight. Every row is `height` pixels high. `told` hears which rows those are,
 * counted from 1.
 */
export function windowedBody(
  document: Document,
  table: Table,
  writers: readonly Writer[],
  scroll: HTMLElement,
  height: number,
  told: (first: number, last: number) => void,
): Body {
  const root = element(document, 'tbody', { class: 'windowed' });
  // The row above holds the widest words of all rows, unseen: no column changes its width on the way.
  const above = renderRow(document, widestRow(table, writers), writers);
  above.className = 'keep wide';
  for (const cell of above.children) cell.removeAttribute('title');
  const below = element(document, 'tr', { class: 'keep' }, element(document, 'td'));
  for (const keep of [above, below]) keep.setAttribute('aria-hidden', 'true');
  let rows: readonly Row[] = [];
  let shown: readonly [number, number] = [0, 0];
  const write = (again: boolean): void => {
    // Before it is on the page it has no height yet.
    const room = Math.ceil((scroll.clientHeight || 420) / height);
    const top = Math.min(Math.floor(scroll.scrollTop / height), Math.max(0, rows.length - room));
    told(Math.min(rows.length, top + 1), Math.min(rows.length, top + room));
    const first = Math.max(0, top - BEYOND);
    const last = Math.min(rows.length, top + room + BEYOND);
    if (!again && first === shown[0] && last === shown[1]) return;
    shown = [first, last];
    above.style.height = `${first * height}px`;
    below.style.height = `${(rows.length - last) * height}px`;
    const written = rows.slice(first, last).map((row, index) => {
      const made = renderRow(document, row, writers);
      // The head is the first row.
      made.setAttribute('aria-rowindex', String(first + index + 2));
      made.style.height = `${height}px`;
      return made;
    });
    root.replaceChildren(above, ...written, below);
  };
  scroll.addEventListener('scroll', () => write(false), { passive: true });
  return {
    root,
    use(next) {
      rows = next;
      scroll.scrollTop = 0;
      write(true);
    },
  };
}
