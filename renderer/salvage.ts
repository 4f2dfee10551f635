/**
 * What can be read of a payload that is not understood as a whole, as of a newer tokshare: its words and its table. A
 * reader is better served by the figures without their chart than by nothing.
 */
import { Cell } from '../src/protocol/result';
import { element } from './dom';
import { renderTable, type Tabular } from './table';
import { plain } from './text';

export interface Twin extends Tabular {
  readonly summary: string;
}

export function salvage(payload: unknown): Twin | undefined {
  const { title, summary, caption, table } = recordOf(payload);
  const words = {
    title: wordsOf(title),
    summary: wordsOf(summary),
    caption: { text: wordsOf(recordOf(caption)['text']) },
  };
  const { columns, rows } = recordOf(table);
  const heads = listOf(columns).map((column, index) => {
    const { name, label } = recordOf(column);
    return { name: wordsOf(name) || String(index), label: wordsOf(label) || wordsOf(name) };
  });
  const lines = listOf(rows).map((row) => ({
    cells: heads.map((_, index): Cell => cellOf(listOf(recordOf(row)['cells'])[index])),
  }));
  const hasTable = heads.length > 0 && lines.length > 0;
  if (!hasTable && words.title === '' && words.summary === '') return undefined;
  return { ...words, table: hasTable ? { columns: heads, rows: lines } : { columns: [], rows: [] } };
}

/** The twin as elements, to stand below the words that say why it is there. */
export function renderTwin(document: Document, twin: Twin): HTMLElement[] {
  const paragraph = (name: string, text: string) =>
    text === '' ? [] : [element(document, 'p', { class: name }, plain(text))];
  const title =
    twin.title === ''
      ? []
      : [element(document, 'div', { class: 'title', role: 'heading', 'aria-level': '3' }, plain(twin.title))];
  return [
    ...title,
    ...paragraph('caption', twin.caption.text),
    ...paragraph('finding', twin.summary),
    ...(twin.table.columns.length > 0 ? [renderTable(document, twin)] : []),
  ];
}

function cellOf(value: unknown): Cell {
  const parsed = Cell.safeParse(value);
  return parsed.success ? parsed.data : { key: '', label: wordsOf(recordOf(value)['label']) };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
