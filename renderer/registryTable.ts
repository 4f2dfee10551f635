/** The page of the registry's table: searched, sorted and read, with the keyboard as well as with a mouse. */
import type { Cell, Listing, Row, Sheet } from '../src/registry/listing';
import { element } from './dom';

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: State): void;
};

/** What is remembered while the page is hidden. */
interface State {
  readonly sheet: string;
  readonly search: string;
  /** Sheet → its column, from 1; negative for descending. */
  readonly sorted: Readonly<Record<string, number>>;
}

/** What the extension sends: the registry, and the table to turn to. */
interface Sent {
  readonly listing?: Listing;
  readonly sheet?: string;
}

const vscode = acquireVsCodeApi();
let state: State = stateOf(vscode.getState());
let listing: Listing | undefined;

function stateOf(kept: unknown): State {
  const start: State = { sheet: 'models', search: '', sorted: {} };
  return typeof kept === 'object' && kept !== null ? { ...start, ...kept } : start;
}

function remember(change: Partial<State>): void {
  state = { ...state, ...change };
  vscode.setState(state);
}

const search = element(document, 'input', {
  type: 'search',
  id: 'search',
  placeholder: 'Search: name, slug, lab, country …',
  'aria-label': 'Search the registry',
  spellcheck: 'false',
});
const tabs = element(document, 'div', { role: 'tablist', 'aria-label': 'Tables of the registry' });
const counted = element(document, 'p', { class: 'counted', role: 'status' });
const edition = element(document, 'p', { class: 'edition' });
const sources = element(document, 'details', { class: 'sources' });
const remark = element(document, 'p', { class: 'remark' });
const scroller = element(document, 'div', {
  class: 'scroller',
  role: 'tabpanel',
  id: 'panel',
  tabindex: '0',
});

document.body.append(
  element(
    document,
    'header',
    {},
    element(document, 'h1', {}, 'Registry of models and labs'),
    edition,
    sources,
    element(document, 'div', { class: 'tools' }, tabs, search, counted),
    remark,
  ),
  scroller,
);

search.addEventListener('input', () => {
  remember({ search: search.value });
  filter();
});
search.addEventListener('keydown', ({ key }) => {
  if (key === 'ArrowDown') scroller.focus();
});
tabs.addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const sheets = listing?.sheets ?? [];
  const at = sheets.findIndex((each) => each === shownSheet());
  const next = sheets[(at + (step ?? 0) + sheets.length) % sheets.length];
  if (step === undefined || !next) return;
  event.preventDefault();
  choose(next.id);
  tabs.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
});
window.addEventListener('message', ({ data }: MessageEvent<Sent>) => {
  if (!data.listing) return;
  listing = data.listing;
  if (data.sheet !== undefined) remember({ sheet: data.sheet, search: '' });
  draw();
});
vscode.postMessage('ready');

function choose(sheet: string): void {
  remember({ sheet });
  draw();
}

/** The rows of the table that is shown, with the words in which they are searched. */
let shown: { readonly row: HTMLTableRowElement; readonly words: string }[] = [];

function draw(): void {
  if (!listing) return;
  const { edition: of, overlays, sheets } = listing;
  const over =
    overlays.length === 0
      ? ''
      : ` Over it ${overlays.length === 1 ? 'lies' : 'lie'} ${overlays.join(', ')}: rows that a file says something of are marked.`;
  edition.textContent = `Version ${of.version} of ${of.date}.${over}`;
  const list = listing.sources.map(({ what, from, asOf, licence }) => {
    const about = [
      ...(asOf === undefined ? [] : [`as of ${asOf}`]),
      ...(licence === undefined ? [] : [licence]),
    ];
    return element(
      document,
      'li',
      {},
      `${what}: ${from}${about.length === 0 ? '' : ` (${about.join(', ')})`}.`,
    );
  });
  sources.replaceChildren(
    element(document, 'summary', {}, 'Where it comes from'),
    element(document, 'ul', {}, ...list),
  );
  if (search.value !== state.search) search.value = state.search;
  const sheet = shownSheet();
  tabs.replaceChildren(...sheets.map((each) => tabOf(each, each === sheet)));
  if (sheet) drawSheet(sheet);
}

/** The table that was chosen; the first where it is no longer there. */
function shownSheet(): Sheet | undefined {
  const sheets = listing?.sheets ?? [];
  return sheets.find(({ id }) => id === state.sheet) ?? sheets[0];
}

function tabOf({ id, title, rows }: Sheet, selected: boolean): HTMLElement {
  const tab = element(
    document,
    'button',
    {
      role: 'tab',
      id: `tab-${id}`,
      'aria-selected': String(selected),
      'aria-controls': 'panel',
      tabindex: selected ? '0' : '-1',
    },
    `${title} (${rows.length})`,
  );
  tab.addEventListener('click', () => choose(id));
  return tab;
}

function drawSheet(sheet: Sheet): void {
  remark.textContent = sheet.remark ?? '';
  remark.hidden = sheet.remark === undefined;
  const sorted = state.sorted[sheet.id] ?? 0;
  const column = Math.abs(sorted) - 1;
  const rows = sorted === 0 ? [...sheet.rows] : [...sheet.rows].sort(byColumn(column, sorted > 0));
  shown = rows.map((each) => ({
    row: rowOf(each, sheet),
    words: each.cells
      .map(({ text }) => text)
      .join('\n')
      .toLowerCase(),
  }));
  const head = sheet.columns.map(({ name, meaning, kind }, at) => {
    const button = element(document, 'button', { title: `${meaning} Click to sort.` }, name);
    button.addEventListener('click', () => sortBy(sheet, at));
    const order = at !== column ? undefined : sorted > 0 ? 'ascending' : 'descending';
    return element(document, 'th', { scope: 'col', class: kind, 'aria-sort': order ?? 'none' }, button);
  });
  scroller.setAttribute('aria-labelledby', `tab-${sheet.id}`);
  scroller.replaceChildren(
    element(
      document,
      'table',
      {},
      element(document, 'thead', {}, element(document, 'tr', {}, ...head)),
      element(document, 'tbody', {}, ...shown.map(({ row }) => row)),
    ),
  );
  filter();
}

/** Up, then down, then as the registry has it. */
function sortBy(sheet: Sheet, at: number): void {
  const before = state.sorted[sheet.id] ?? 0;
  const now = Math.abs(before) - 1 !== at ? at + 1 : before > 0 ? -before : 0;
  remember({ sorted: { ...state.sorted, [sheet.id]: now } });
  drawSheet(sheet);
  scroller.querySelectorAll<HTMLElement>('th button')[at]?.focus();
}

/** What is empty or unknown stands last, whichever way one sorts. */
function byColumn(column: number, ascending: boolean): (a: Row, b: Row) => number {
  const sign = ascending ? 1 : -1;
  const blank = (cell: Cell | undefined): boolean =>
    cell === undefined || cell.text === '' || cell.unknown === true;
  return (left, right) => {
    const [a, b] = [left.cells[column], right.cells[column]];
    if (blank(a) || blank(b)) return Number(blank(a)) - Number(blank(b));
    if (a?.order !== undefined && b?.order !== undefined) return sign * (a.order - b.order);
    return sign * (a?.text ?? '').localeCompare(b?.text ?? '', 'en', { numeric: true });
  };
}

function rowOf({ cells, overlay, subject }: Row, { columns }: Sheet): HTMLTableRowElement {
  const made = cells.map(({ text, unknown }, at) => {
    const kind = columns[at]?.kind ?? 'text';
    const classes = unknown ? `${kind} unknown` : kind;
    // The first cell names the row, also for those who hear it.
    return at === 0
      ? element(document, 'th', { scope: 'row', class: classes }, ...(subject ? [adder(subject)] : []), text)
      : element(document, 'td', { class: classes }, text);
  });
  return element(document, 'tr', { class: overlay === '' ? undefined : 'overlaid' }, ...made);
}

/** The button that adds a name to the notebook's overlay. */
function adder(subject: NonNullable<Row['subject']>): HTMLElement {
  const label = `Add ${subject.word} to the registry overlay`;
  const button = element(document, 'button', { class: 'add', title: label, 'aria-label': label }, '+');
  button.addEventListener('click', () => vscode.postMessage({ add: subject }));
  return button;
}

/** Shows the rows that hold every word of the search. */
function filter(): void {
  const sheet = shownSheet();
  const wanted = state.search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  let count = 0;
  for (const { row, words } of shown) {
    const fits = wanted.every((word) => words.includes(word));
    row.hidden = !fits;
    if (fits) count++;
  }
  if (!sheet) return;
  const all = `${shown.length} ${shown.length === 1 ? sheet.one : sheet.many}`;
  counted.textContent = wanted.length === 0 ? all : count === 0 ? `None of ${all}` : `${count} of ${all}`;
}
