/** The first rows of a dataset as the evaluator understood them, and the page that shows them. */
import type { Attached } from '../../analysis/scope';
import { isoDate, keyOfBucket } from '../../data/calendar';
import {
  bucketAt,
  dayAt,
  numberAt,
  wordAt,
  type Dataset,
  type NumberColumn,
  type TextColumn,
  type TimeColumn,
} from '../../data/dataset';
import { sourceOf } from '../../data/sources';
import { tallyOf, tallyText } from '../../data/tally';
import { formatValue } from '../../protocol/format';
import { escapeHtml, sentenceHtml } from '../../report/escape';
import { periodOfDataset } from '../datasetCard';

/** So many rows and columns are shown; a page of more would be slow, and nobody reads it. */
const MOST_ROWS = 1000;
const MOST_COLUMNS = 60;

export interface Preview {
  /** What the file counts its rows by. */
  readonly place: 'Line' | 'Entry' | 'Place';
  readonly title: string;
  /** The dataset in a line, and how much of it is shown. */
  readonly remarks: readonly string[];
  readonly columns: readonly PreviewColumn[];
  readonly rows: readonly PreviewRow[];
}

export interface PreviewColumn {
  readonly name: string;
  /** How its cells were understood: `week`, `model`, `words`, `tokens` … */
  readonly meaning: string;
  readonly numeric: boolean;
}

export interface PreviewRow {
  /** Where it stands: the line of the file, or one of several files and its line. Undefined if it was computed. */
  readonly place: string | undefined;
  /** No figure counts it, because it has none. */
  readonly unused: boolean;
  /** Of each column; undefined is an empty cell. */
  readonly cells: readonly (string | undefined)[];
}

interface Column extends PreviewColumn {
  readonly cell: (row: number) => string | undefined;
}

export function previewOf({ name, dataset, problems }: Attached): Preview {
  if (!dataset)
    return {
      ...{ place: 'Line', title: name, remarks: problems.map(({ message }) => message) },
      ...{ columns: [], rows: [] },
    };
  const all = columnsOf(dataset);
  const columns = all.slice(0, MOST_COLUMNS);
  const count = Math.min(dataset.rows, MOST_ROWS);
  const { sources = [] } = dataset;
  const tally = tallyOf(dataset);
  const isUnused = unusedTest(dataset);
  return {
    place: sources.length > 1 ? 'Place' : sources[0]?.counts === 'entry' ? 'Entry' : 'Line',
    title: name,
    remarks: [
      `${dataset.file} · ${periodOfDataset(dataset)} · ${shownOf(count, dataset.rows, 'row')}${
        columns.length < all.length ? ` · ${shownOf(columns.length, all.length, 'column')}` : ''
      }`,
      ...(tally.refused.length === 0 ? [] : [`Rows: ${tallyText(tally)}`]),
      ...problems.map(({ message }) => message),
    ],
    columns: columns.map(({ name: column, meaning, numeric }) => ({ name: column, meaning, numeric })),
    rows: Array.from({ length: count }, (_, row) => ({
      place: placeOf(dataset, dataset.lines.at(row)),
      unused: isUnused(row),
      cells: columns.map(({ cell }) => cell(row)),
    })),
  };
}

/** Tells the rows that have no value that could be counted, as the tally does. */
function unusedTest({ numbers }: Dataset): (row: number) => boolean {
  const tokens = numbers.get('tokens');
  const columns = tokens ? [tokens] : [...numbers.values()];
  return (row) => columns.every((column) => Number.isNaN(numberAt(column, row)));
}

function placeOf(dataset: Dataset, line: number): string | undefined {
  if (line === 0) return undefined;
  const { file, before } = sourceOf(dataset, line);
  const number = String(line - before);
  return (dataset.sources?.length ?? 1) > 1 ? `${file.replace(/.*\//, '')}, ${number}` : number;
}

function shownOf(shown: number, all: number, thing: string): string {
  const things = `${whole(all)} ${thing}${all === 1 ? '' : 's'}`;
  return shown < all ? `the first ${whole(shown)} of ${things}` : things;
}

function columnsOf({ time, texts, numbers, roles }: Dataset): Column[] {
  const roleOf = new Map(Object.entries(roles).map(([role, column]) => [column, role]));
  return [
    ...(time ? timeColumns(time) : []),
    ...[...texts.values()].map((column) => textColumn(column, roleOf.get(column.name))),
    ...[...numbers.values()].map(numberColumn),
  ];
}

/** The day that is written in the file, and, unless the data are daily, the step of time that it belongs to. */
function timeColumns(time: TimeColumn): Column[] {
  const { name, grain, starts } = time;
  const day: Column = {
    ...{ name, meaning: 'day', numeric: false },
    cell: (row) => isoDate(dayAt(time, row)),
  };
  const bucket: Column = {
    ...{ name: grain, meaning: 'counted as', numeric: false },
    cell: (row) => keyOfBucket(starts[bucketAt(time, row)] ?? 0, grain),
  };
  return grain === 'day' ? [day] : [day, bucket];
}

function textColumn(column: TextColumn, role: string | undefined): Column {
  return { name: column.name, meaning: role ?? 'words', numeric: false, cell: (row) => wordAt(column, row) };
}

function numberColumn(column: NumberColumn): Column {
  const { name, unit, additive } = column;
  const meaning = additive ? (unit ?? (name === 'tokens' ? 'tokens' : 'number')) : 'number, does not add up';
  return {
    ...{ name, meaning, numeric: true },
    cell(row) {
      const value = numberAt(column, row);
      return Number.isNaN(value) ? undefined : exact(value);
    },
  };
}

/** Every digit, unlike in results: whoever looks here wants to compare with the file. */
function exact(value: number): string {
  const [whole = '', fraction] = String(value).split('.');
  if (!/^-?\d+$/.test(whole)) return String(value);
  const grouped = whole.replace('-', '−').replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A page without scripts. `source` is what the webview allows styles from: a nonce. */
export function previewPage(preview: Preview, nonce: string): string {
  const { title, remarks, columns, rows, place: places } = preview;
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'`;
  const head = columns
    .map(
      ({ name, meaning, numeric }) =>
        `<th scope="col"${numeric ? ' class="number"' : ''}>${escapeHtml(name)}<small>${escapeHtml(meaning)}</small></th>`,
    )
    .join('');
  const body = rows
    .map(({ place, unused, cells }) => {
      const shown = cells.map((cell, index) => cellOf(cell, columns[index]?.numeric ?? false)).join('');
      return `<tr${unused ? ' class="unused" title="counted nowhere: it has no figure"' : ''}><th scope="row">${place === undefined ? '<span title="computed, in no line of a file">–</span>' : escapeHtml(place)}</th>${shown}</tr>`;
    })
    .join('\n');
  const table =
    columns.length === 0
      ? ''
      : `<div class="table" tabindex="0" role="region" aria-label="Rows of ${escapeHtml(title)}">
<table><thead><tr><th scope="col">${places}</th>${head}</tr></thead>
<tbody>
${body}
</tbody></table></div>`;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${STYLE}</style></head>
<body><header><h1>${escapeHtml(title)}</h1>${remarks.map((text) => `<p>${sentenceHtml(text)}</p>`).join('')}</header>
${table}</body></html>`;
}

function cellOf(cell: string | undefined, numeric: boolean): string {
  const classes = numeric ? ' class="number"' : '';
  if (cell === undefined) return `<td${classes}><span class="missing">missing</span></td>`;
  return `<td${classes}>${escapeHtml(cell)}</td>`;
}

const STYLE = `
html, body { height: 100%; }
body { margin: 0; padding: 0; display: flex; flex-direction: column; color: var(--vscode-editor-foreground);
  background: var(--vscode-editor-background); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); }
header { padding: 12px 20px 8px; flex: none; max-height: 40%; overflow: auto; }
h1 { font-size: 1.2em; font-weight: 600; margin: 0 0 4px; }
p { margin: 0 0 2px; color: var(--vscode-descriptionForeground); }
.table { flex: 1; min-height: 0; overflow: auto; padding: 0 20px 12px; }
.table:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: -1px; }
table { border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 3px 12px; white-space: pre; max-width: 40ch; overflow: hidden; text-overflow: ellipsis;
  border-bottom: 1px solid var(--vscode-editorWidget-border, rgba(128, 128, 128, 0.25)); font-weight: 400; }
thead th { position: sticky; top: 0; background: var(--vscode-editor-background); font-weight: 600; vertical-align: bottom; }
small { display: block; font-weight: 400; color: var(--vscode-descriptionForeground); }
tbody th, thead th:first-child { color: var(--vscode-editorLineNumber-foreground); text-align: right; padding-left: 0; }
.number { text-align: right; }
.missing { color: var(--vscode-descriptionForeground); font-style: italic; }
tbody .unused td { color: var(--vscode-descriptionForeground); text-decoration: line-through; }
.unused .missing { text-decoration: none; display: inline-block; }
code { font-family: var(--vscode-editor-font-family); color: var(--vscode-textPreformat-foreground); }
tbody tr:hover > * { background: var(--vscode-list-hoverBackground); }
`;

function whole(value: number): string {
  return formatValue(value, 'number');
}
