/** Results as text, CSV and JSON. */
import type { Diagnostic } from '../language/diagnostics';
import { listedReadings, readingsText, readingText } from '../protocol/claimText';
import { formatBounds, formatValue } from '../protocol/format';
import type { Cell, Claim, Column, Measured, Readings, Result } from '../protocol/result';

export function isMeasured(cell: Cell): cell is Extract<Cell, { value: unknown }> {
  return 'value' in cell;
}

/** Columns padded to their widest cell, numbers to the right; wide characters count two. */
export function asTable(result: Result, bounds: boolean): string {
  const { columns, rows } = result.table;
  const head = columns.map((column) => column.label);
  const body = rows.map((row) =>
    row.cells.map(
      (cell, index) =>
        cellText(cell, columns[index], bounds) + (index === 0 && row.partial ? ' (partial)' : ''),
    ),
  );
  const widths = head.map((label, index) =>
    Math.max(widthOf(label), ...body.map((cells) => widthOf(cells[index] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) =>
        columns[index]?.unit === undefined
          ? cell + pad(cell, widths[index])
          : pad(cell, widths[index]) + cell,
      )
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [
    result.title,
    result.caption.text,
    ...(result.claim ? verdictLines(result.claim) : []),
    '',
    ...(columns.length > 0 ? [line(head), rule, ...body.map(line)] : []),
    ...result.notes.map((note) => `Note: ${note}`),
    ...(result.caption.source === undefined ? [] : [`Source: ${result.caption.source}`]),
    '',
  ].join('\n');
}

function verdictLines({ verdict, figures, source, readings }: Claim): string[] {
  const several = figures.length > 1;
  return [
    `Claim: ${verdict.text}. ${verdict.reason}`,
    ...figures.map(
      ({ label, published, computed, verdict: own }) =>
        `  ${label === '' ? '' : `${label}: `}published ${published}, computed ${computed}${several ? `: ${own.text}` : ''}`,
    ),
    ...(source === undefined ? [] : [`  published in: ${source}`]),
    ...(readings ? readingLines(readings) : []),
  ];
}

function readingLines(readings: Readings): string[] {
  const { shown, more } = listedReadings(readings);
  return [
    `  ${readingsText(readings)}${shown.length === 0 ? '.' : ':'}`,
    ...shown.map((reading) => `    ${readingText(reading)}`),
    ...(more === undefined ? [] : [`    ${more}`]),
  ];
}

function cellText(cell: Cell, column: Column | undefined, bounds: boolean): string {
  if (!isMeasured(cell)) return cell.label;
  const unit = column?.unit ?? 'number';
  const between = bounds ? formatBounds(cell, unit) : undefined;
  return formatValue(cell.value, unit) + (between === undefined ? '' : ` (${between})`);
}

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      )
        ? 2
        : 1;
  return width;
}

function pad(text: string, width = 0): string {
  return ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Plain numbers in base units under the names of the columns; an empty field is missing. RFC 4180. */
export function asCsv(result: Result, bounds: boolean): string {
  const { columns, rows } = result.table;
  // Rows of buckets that are covered only in part are told from whole ones by a last column.
  const partial = rows.some((row) => row.partial === true);
  const head = columns.flatMap(({ name, unit }) =>
    bounds && unit !== undefined ? [name, `${name}_low`, `${name}_high`] : [name],
  );
  const body = rows.map((row) => [
    ...row.cells.flatMap((cell) => {
      if (!isMeasured(cell)) return [cell.key];
      const value = cell.value === null ? '' : String(cell.value);
      return bounds ? [value, numberText(cell.low ?? cell.value), numberText(highest(cell))] : [value];
    }),
    ...(partial ? [row.partial === true ? 'partial' : ''] : []),
  ]);
  return [[...head, ...(partial ? ['partial'] : [])], ...body]
    .map((fields) => `${fields.map(csvField).join(',')}\n`)
    .join('');
}

/** Nothing of what has a lower bound alone: it may be any larger. */
function highest({ value, low, high }: Measured): number | null {
  return high ?? (low === undefined ? value : null);
}

function numberText(value: number | null): string {
  return value === null ? '' : String(value);
}

export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export interface Place {
  readonly file: string;
  /** The line of the file on which the text begins, 1-based. */
  readonly line: number;
  readonly text: string;
}

/** `file:line:column: error: message`, with the line and a caret under it. */
export function describeDiagnostic(diagnostic: Diagnostic, { file, line, text }: Place): string {
  const before = text.slice(0, diagnostic.start);
  const row = before.split('\n').length - 1;
  const column = diagnostic.start - (before.lastIndexOf('\n') + 1);
  const source = text.split('\n')[row] ?? '';
  const length = Math.max(1, Math.min(diagnostic.end, text.length) - diagnostic.start);
  const caret =
    ' '.repeat(widthOf(source.slice(0, column))) +
    '^'.repeat(Math.max(1, Math.min(length, source.length - column)));
  const fixes = (diagnostic.fixes ?? []).map((fix) => `  fix: ${fix.title}`);
  return [
    `${file}:${line + row}:${column + 1}: ${diagnostic.severity}: ${diagnostic.message}`,
    `  ${source}`,
    `  ${caret}`,
    ...fixes,
    '',
  ].join('\n');
}
