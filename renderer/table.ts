/**
 * The table of a result: the second representation of every chart, and the first of what is no chart. It lives in a
 * shadow root, because VS Code styles every table of the notebook's page.
 */
import { formatBounds } from '../src/protocol/format';
import type { Cell, Measured, Result, Table } from '../src/protocol/result';
import { element } from './dom';
import { columnFormat } from './precision';
import { plain } from './text';

/** Rows that are written at once; more come on request. */
export const PAGE = 1000;

const STYLE = `
:host { display: block; overflow-wrap: normal; }
th[scope="row"] { min-width: 110px; }
.scroll { max-height: 420px; overflow: auto; border: 1px solid var(--tokshare-line); border-radius: 3px; }
/* Of words alone: their rows are tall, and every pixel between the columns is one less for them. */
.words { max-height: 640px; }
.words th, .words td { padding: 5px 8px; }
.scroll:focus-visible, button:focus-visible { outline: 2px solid var(--vscode-focusBorder, currentColor); outline-offset: 1px; }
table { border-collapse: separate; border-spacing: 0; min-width: 100%; font: inherit; color: var(--tokshare-text); }
caption, .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { padding: 4px 14px; text-align: left; vertical-align: baseline; font-weight: 400; border-bottom: 1px solid var(--tokshare-line); }
tbody tr:last-child > * { border-bottom: 0; }
thead th { position: sticky; top: 0; z-index: 1; background: var(--tokshare-background); font-weight: 600; white-space: nowrap; vertical-align: bottom; border-bottom: 1px solid var(--tokshare-axis); }
tbody tr:hover > * { background: var(--vscode-list-hoverBackground, transparent); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bounds { color: var(--tokshare-muted); font-size: 0.92em; padding-left: 0; }
thead .bounds { font-weight: 400; }
tr.muted > * { color: var(--tokshare-muted); font-style: italic; }
.badge { display: inline-block; margin-left: 8px; padding: 0 5px; border: 1px dashed currentColor; border-radius: 3px; color: var(--tokshare-muted); font-size: 0.85em; font-style: normal; }
.none { color: var(--tokshare-muted); }
.more { display: flex; gap: 12px; align-items: center; margin-top: 8px; color: var(--tokshare-muted); }
button { font: inherit; padding: 3px 10px; cursor: pointer; border-radius: 3px;
  color: var(--vscode-button-secondaryForeground, inherit); background: var(--vscode-button-secondaryBackground, transparent);
  border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, var(--tokshare-axis))); }
`;

function isMeasured(cell: Cell | undefined): cell is Measured {
  return cell !== undefined && 'value' in cell;
}

interface Writer {
  readonly number: boolean;
  readonly bounded: boolean;
  readonly write: (measured: Measured) => { text: string; exact: string | undefined };
  readonly bounds: (measured: Measured) => string | undefined;
}

/** How each column is written, decided from all of its rows. */
function writers(table: Table): Writer[] {
  return table.columns.map(({ unit }, index) => {
    const cells = table.rows.map((row) => row.cells[index]).filter(isMeasured);
    const counted = unit ?? 'number';
    const format = columnFormat(
      cells.flatMap(({ value }) => value ?? []),
      counted,
    );
    return {
      number: unit !== undefined || (cells.length > 0 && cells.length === table.rows.length),
      bounded: cells.some((cell) => formatBounds(cell, counted) !== undefined),
      write: ({ value }) =>
        value === null ? { text: '–', exact: undefined } : { text: format(value), exact: String(value) },
      bounds: (measured) => {
        const { low, high } = measured;
        if (formatBounds(measured, counted) === undefined || low === undefined) return undefined;
        return high === undefined ? `${format(low)} or more` : `${format(low)}–${format(high)}`;
      },
    };
  });
}

/** A table, and the words that say what it is of. */
export type Tabular = Pick<Result, 'table' | 'title'> & { readonly caption: Pick<Result['caption'], 'text'> };

/** A host element with the table in its shadow root. */
export function renderTable(document: Document, result: Tabular): HTMLElement {
  const { table, caption } = result;
  const host = element(document, 'div', { class: 'tokshare-table' });
  const root = host.attachShadow({ mode: 'open' });
  const columns = writers(table);

  const ofWords = !columns.some(({ number }) => number);
  const widths = ofWords ? widthsOf(table) : [];
  const head = element(document, 'tr');
  for (const [index, column] of table.columns.entries()) {
    const writer = columns[index];
    const label = plain(column.label);
    const cell = element(document, 'th', { scope: 'col', ...(writer?.number && { class: 'number' }) }, label);
    const width = widths[index];
    if (width !== undefined) cell.style.width = `${width}%`;
    head.append(cell);
    if (writer?.bounded) {
      const hidden = element(document, 'span', { class: 'hidden' }, ` of ${label}`);
      head.append(
        element(document, 'th', { scope: 'col', class: 'number bounds' }, 'lowest–highest', hidden),
      );
    }
  }
  const body = element(document, 'tbody');
  const addRows = (from: number, to: number) => {
    const rows = document.createDocumentFragment();
    for (const row of table.rows.slice(from, to)) rows.append(renderRow(document, row, columns));
    body.append(rows);
  };
  const tableElement = element(
    document,
    'table',
    {},
    element(document, 'caption', {}, `${plain(result.title)}. ${plain(caption.text)}`),
    element(document, 'thead', {}, head),
    body,
  );
  const scroll = element(
    document,
    'div',
    {
      class: ofWords ? 'scroll words' : 'scroll',
      role: 'region',
      tabindex: '0',
      'aria-label': `Table: ${plain(result.title)}`,
    },
    tableElement,
  );
  root.append(element(document, 'style', {}, STYLE), scroll);

  addRows(0, PAGE);
  if (table.rows.length === 0) root.append(element(document, 'p', { class: 'none' }, 'No rows.'));
  if (table.rows.length > PAGE) root.append(pager(document, table.rows.length, addRows));
  return host;
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

/** "Showing 1,000 of 4,000" and a button for the next page; the words are read aloud when they change. */
function pager(document: Document, total: number, addRows: (from: number, to: number) => void): HTMLElement {
  let shown = PAGE;
  const count = (value: number) => value.toLocaleString('en');
  const words = element(document, 'span', { role: 'status' });
  const button = element(document, 'button', { type: 'button' });
  const bar = element(document, 'div', { class: 'more' }, words, button);
  const update = () => {
    words.textContent = `Showing ${count(shown)} of ${count(total)} rows`;
    button.textContent = `Show ${count(Math.min(PAGE, total - shown))} more`;
    button.hidden = shown >= total;
    // A button that vanishes under the reader's finger must not take the focus to nowhere.
    if (button.hidden) bar.parentNode?.querySelector<HTMLElement>('.scroll')?.focus();
  };
  button.addEventListener('click', () => {
    addRows(shown, shown + PAGE);
    shown = Math.min(total, shown + PAGE);
    update();
  });
  update();
  return bar;
}

function renderRow(document: Document, row: Table['rows'][number], columns: readonly Writer[]): HTMLElement {
  const made = element(document, 'tr', row.muted ? { class: 'muted' } : {});
  for (const [index, writer] of columns.entries()) {
    const cell = row.cells[index];
    // The first word of a row names it.
    const name = index === 0 && !isMeasured(cell) ? 'th' : 'td';
    const written = element(document, name, {
      ...(name === 'th' && { scope: 'row' }),
      ...(writer.number && { class: 'number' }),
    });
    if (isMeasured(cell)) {
      const { text, exact } = writer.write(cell);
      written.append(text);
      if (exact !== undefined) written.title = exact;
      else written.append(element(document, 'span', { class: 'hidden' }, 'no data'));
    } else {
      written.append(plain(cell?.label ?? ''));
    }
    if (index === 0 && row.partial) written.append(element(document, 'span', { class: 'badge' }, 'partial'));
    made.append(written);
    if (writer.bounded) {
      const text = isMeasured(cell) ? writer.bounds(cell) : undefined;
      made.append(element(document, 'td', { class: 'number bounds' }, text ?? ''));
    }
  }
  return made;
}
