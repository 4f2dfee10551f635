/**
 * The table of a result: the second representation of every chart, and the first of what is no chart. It lives in a
 * shadow root, because VS Code styles every table of the notebook's page.
 */
import type { Result, Table } from '../src/protocol/result';
import { element } from './dom';
import { MOST_WRITTEN, plainBody, windowedBody, type Body } from './table/body';
import { writersOf, type Writer } from './table/columns';
import { nextSort, sortRows, type Sort } from './table/sort';
import { TABLE_STYLE } from './table/style';
import { plain } from './text';

/** A table, and the words that say what it is of. */
export type Tabular = Pick<Result, 'table' | 'title'> & { readonly caption: Pick<Result['caption'], 'text'> };

/** Sorting by the heads of the columns: how the rows stand now, and who remembers it. */
export interface Sorting {
  readonly sort: Sort | undefined;
  chosen(sort: Sort | undefined): void;
}

/** A host element with the table in its shadow root. Without `sorting` its rows keep their order. */
export function renderTable(document: Document, result: Tabular, sorting?: Sorting): HTMLElement {
  const { table, caption } = result;
  const host = element(document, 'div', { class: 'tokshare-table' });
  const root = host.attachShadow({ mode: 'open' });
  const writers = writersOf(table);
  const ofWords = !writers.some(({ number }) => number);
  const scroll = element(document, 'div', {
    class: ofWords ? 'scroll words' : 'scroll',
    role: 'region',
    tabindex: '0',
    'aria-label': `Table: ${plain(result.title)}`,
  });
  const total = table.rows.length;
  const count = element(document, 'p', { class: 'count' });
  const tell = (text: string): void => {
    if (count.textContent !== text) count.textContent = text;
  };
  const body = bodyOf(document, table, writers, scroll, tell);

  let sort = sorting?.sort;
  const heads = headsOf(document, table, writers, ofWords, (column) => {
    sort = nextSort(table, column, sort);
    sorting?.chosen(sort);
    order();
  });
  const order = (): void => {
    heads.mark(sort);
    body.use(sortRows(table, sort));
  };
  if (!sorting) heads.fix();
  const made = element(
    document,
    'table',
    total > MOST_WRITTEN ? { 'aria-rowcount': String(total + 1) } : {},
    element(document, 'caption', {}, `${plain(result.title)}. ${plain(caption.text)}`),
    element(document, 'thead', {}, heads.row),
    body.root,
  );
  scroll.append(made);
  root.append(element(document, 'style', {}, TABLE_STYLE), scroll);
  order();
  if (total === 0) tell('No rows.');
  if (total === 0 || total > MOST_WRITTEN) root.append(count);
  return host;
}

function bodyOf(
  document: Document,
  table: Table,
  writers: readonly Writer[],
  scroll: HTMLElement,
  tell: (text: string) => void,
): Body {
  const total = table.rows.length;
  if (total <= MOST_WRITTEN) return plainBody(document, writers);
  const words = (value: number) => value.toLocaleString('en');
  // Paper cannot be scrolled.
  if (document.documentElement.classList.contains('printing')) {
    const body = plainBody(document, writers);
    tell(`Showing ${words(MOST_WRITTEN)} of ${words(total)} rows`);
    return { root: body.root, use: (rows) => body.use(rows.slice(0, MOST_WRITTEN)) };
  }
  return windowedBody(document, table, writers, scroll, rowHeight(document), (first, last) =>
    tell(`Showing ${words(first)}–${words(last)} of ${words(total)} rows`),
  );
}

/** In pixels: a line of the editor's font with air above and below. */
function rowHeight(document: Document): number {
  const style = document.defaultView?.getComputedStyle(document.documentElement);
  const size = parseFloat(style?.getPropertyValue('--vscode-font-size') ?? '');
  return Math.round((size >= 8 && size <= 40 ? size : 13) * 1.4) + 9;
}

interface Heads {
  readonly row: HTMLTableRowElement;
  /** Says by which column the rows are sorted. */
  mark(sort: Sort | undefined): void;
  /** Without buttons. */
  fix(): void;
}

function headsOf(
  document: Document,
  table: Table,
  writers: readonly Writer[],
  ofWords: boolean,
  press: (column: string) => void,
): Heads {
  const row = element(document, 'tr', table.rows.length > MOST_WRITTEN ? { 'aria-rowindex': '1' } : {});
  const widths = ofWords ? widthsOf(table) : [];
  const cells = table.columns.map((column, index) => {
    const writer = writers[index];
    const label = plain(column.label);
    const button = element(document, 'button', { type: 'button', class: 'sort' }, label);
    button.addEventListener('click', () => press(column.name));
    const cell = element(
      document,
      'th',
      { scope: 'col', ...(writer?.number && { class: 'number' }) },
      button,
    );
    const width = widths[index];
    if (width !== undefined) cell.style.width = `${width}%`;
    row.append(cell);
    if (writer?.bounded) {
      const hidden = element(document, 'span', { class: 'hidden' }, ` of ${label}`);
      row.append(element(document, 'th', { scope: 'col', class: 'number bounds' }, 'lowest–highest', hidden));
    }
    return { cell, label, name: column.name };
  });
  return {
    row,
    mark(sort) {
      let found = false;
      for (const { cell, name } of cells) {
        // Two columns of one name are sorted by the first of them.
        if (!found && sort?.column === name) {
          found = true;
          cell.setAttribute('aria-sort', sort.down ? 'descending' : 'ascending');
        } else cell.removeAttribute('aria-sort');
      }
    },
    fix() {
      for (const { cell, label } of cells) cell.replaceChildren(label);
    },
  };
}

/** Columns of longer words are wider, in per cent of the table: left to itself, a browser makes them all alike. */
function widthsOf({ columns, rows }: Table): number[] {
  const weights = columns.map((_, index) => {
    const lengths = rows.map(({ cells }) => {
      const cell = cells[index];
      return cell && 'label' in cell ? cell.label.length : 0;
    });
    // By the root, because long words may break into lines; and no column is so narrow that its head does not fit.
    return Math.sqrt(8 + lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, rows.length));
  });
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => Math.round((1000 * weight) / all) / 10);
}
