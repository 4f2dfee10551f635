/** A result as it is copied: its finding, what it is a figure of, its table and its source, as text and as HTML. */
import { formatBounds } from '../src/protocol/format';
import type { Cell, Claim, Result } from '../src/protocol/result';
import { columnFormat } from './precision';
import { plain } from './text';

export interface Copied {
  readonly text: string;
  readonly html: string;
}

export function copyOf(result: Result): Copied {
  const { caption, claim, title } = result;
  const finding = plain(result.summary) || plain(title);
  const about = plain(caption.text);
  const cited = plain(caption.source ?? '');
  const source = cited === '' ? '' : `Source: ${cited}`;
  const figures = claim ? figureLines(claim) : [];
  const rows = gridOf(result);
  const lines = [finding, ...figures, about, source].filter((line) => line !== '');
  const [head = [], ...body] = rows;
  const table =
    rows.length === 0
      ? ''
      : [
          `<table><caption>${escape(`${plain(title)}. ${about}`)}</caption>`,
          `<thead><tr>${head.map((text) => `<th scope="col">${escape(text)}</th>`).join('')}</tr></thead>`,
          `<tbody>${body.map(htmlRow).join('')}</tbody></table>`,
        ].join('');
  return {
    text: [lines.join('\n'), rows.map((row) => row.join('\t')).join('\n')]
      .filter((part) => part !== '')
      .join('\n\n'),
    html: [
      ...[finding, ...figures].filter((line) => line !== '').map(paragraph),
      // The caption of the table says it where there is one.
      ...(table === '' && about !== '' ? [paragraph(about)] : [table]),
      ...(source === '' ? [] : [paragraph(source)]),
    ].join(''),
  };
}

/** Each figure of a claim as published and as computed; of an only one the finding has said the verdict. */
function figureLines({ figures, source }: Claim): string[] {
  const lines = figures.map(({ label, published, computed, verdict }) => {
    const whose = plain(label) === '' ? '' : `${plain(label)}: `;
    const ruled = figures.length > 1 ? `: ${plain(verdict.text)}` : '';
    return `${whose}published ${plain(published)}, computed ${plain(computed)}${ruled}`;
  });
  const from = plain(source ?? '');
  return from === '' ? lines : [...lines, `Published in: ${from}`];
}

/** The table as it is shown: a row of names, then the rows; empty where large figures in words say it all. */
function gridOf({ figure, table }: Result): string[][] {
  if (figure?.axis === 'none' || table.rows.length === 0) return [];
  const columns = table.columns.map(({ label, unit = 'number' }, index) => {
    const cells = table.rows.flatMap((row) => measuredIn(row.cells[index]));
    const format = columnFormat(
      cells.flatMap(({ value }) => value ?? []),
      unit,
    );
    const isBounded = cells.some((cell) => formatBounds(cell, unit) !== undefined);
    const write = (cell: Cell | undefined): string[] => {
      const [measured] = measuredIn(cell);
      if (!measured) return [plain(cell && 'label' in cell ? cell.label : ''), ...(isBounded ? [''] : [])];
      const { value, low, high } = measured;
      const text = value === null ? '' : format(value);
      if (!isBounded) return [text];
      if (formatBounds(measured, unit) === undefined || low === undefined) return [text, ''];
      return [text, high === undefined ? `${format(low)} or more` : `${format(low)}–${format(high)}`];
    };
    return { head: isBounded ? [plain(label), `lowest–highest of ${plain(label)}`] : [plain(label)], write };
  });
  return [
    columns.flatMap(({ head }) => head),
    ...table.rows.map((row) => columns.flatMap(({ write }, index) => write(row.cells[index]))),
  ];
}

function measuredIn(cell: Cell | undefined) {
  return cell && 'value' in cell ? [cell] : [];
}

function htmlRow([first = '', ...rest]: readonly string[]): string {
  const cells = rest.map((text) => `<td>${escape(text)}</td>`).join('');
  return `<tr><th scope="row">${escape(first)}</th>${cells}</tr>`;
}

function paragraph(text: string): string {
  return `<p>${escape(text)}</p>`;
}

/** Data are words, never markup. */
function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
