/** A result as Markdown: the twin of every output, for diffs, copies and hosts without our renderer. */
import { listedReadings, readingsText, readingText } from './claimText';
import { formatBounds, formatValue } from './format';
import { plain } from './plain';
import type { Cell, Claim, Column, Readings, Result } from './result';

const MOST_ROWS = 100;

export function toMarkdown(result: Result): string {
  const { columns, rows } = result.table;
  const head = `| ${columns.map((column) => escapeMarkdown(column.label)).join(' | ')} |`;
  const rule = `| ${columns.map((column) => (column.unit === undefined ? '---' : '---:')).join(' | ')} |`;
  const body = rows
    .slice(0, MOST_ROWS)
    .map((row) => `| ${row.cells.map((cell, index) => cellText(cell, columns[index])).join(' | ')} |`);
  const more = rows.length > MOST_ROWS ? [`Showing ${MOST_ROWS} of ${rows.length} rows.`] : [];
  return [
    `**${escapeMarkdown(result.title)}**`,
    escapeMarkdown(result.caption.text),
    ...(result.claim ? [claimText(result.claim)] : []),
    ...(columns.length > 0 ? [[head, rule, ...body].join('\n')] : []),
    ...more,
    ...result.notes.map((note) => escapeMarkdown(note)),
    ...(result.caption.source === undefined ? [] : [`Source: ${escapeMarkdown(result.caption.source)}`]),
  ].join('\n\n');
}

function claimText({ sentence, source, verdict, figures, readings }: Claim): string {
  const from = source === undefined ? '' : ` (${escapeMarkdown(source)})`;
  return [
    `> ${escapeMarkdown(sentence)}${from}`,
    `**${escapeMarkdown(verdict.text)}**. ${escapeMarkdown(verdict.reason)}`,
    ...figures.map(({ label, published, computed }) => {
      const words = `${label === '' ? '' : `${label}: `}published ${published}, computed ${computed}`;
      return escapeMarkdown(words);
    }),
    ...(readings ? [readingsList(readings)] : []),
  ].join('\n\n');
}

/** How many other readings hold, and under each of them its query, to be asked. */
function readingsList(readings: Readings): string {
  const { shown, more } = listedReadings(readings);
  if (shown.length === 0) return `${readingsText(readings)}.`;
  return [
    `${readingsText(readings)}:\n`,
    ...shown.map((reading) => `- ${escapeMarkdown(readingText(reading))}: ${code(reading.query)}`),
    ...(more === undefined ? [] : [`- ${more}`]),
  ].join('\n');
}

/** Code in a line, whatever backticks are in it: more of them stand around it. */
function code(text: string): string {
  const line = plain(text).replace(/\s+/g, ' ');
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? fence + line + fence : `${fence} ${line} ${fence}`;
}

function cellText(cell: Cell, column: Column | undefined): string {
  if (!('value' in cell)) return escapeMarkdown(cell.label);
  const unit = column?.unit ?? 'number';
  const bounds = formatBounds(cell, unit);
  return escapeMarkdown(formatValue(cell.value, unit) + (bounds === undefined ? '' : ` (${bounds})`));
}

/** Data are words, never markup: every character with a meaning in Markdown or HTML is written out. */
export function escapeMarkdown(text: string): string {
  return plain(text)
    .replace(/[\\`*_[\]|~<>&$]/g, (character) =>
      character === '<'
        ? '&lt;'
        : character === '>'
          ? '&gt;'
          : character === '&'
            ? '&amp;'
            : `\\${character}`,
    )
    .replace(/\s+/g, ' ');
}
