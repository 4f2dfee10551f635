/** A new row for an overlay: the name filled in, and the rest left to whoever knows it. */
import { findColumns } from './overlay-columns';
import { splitRows } from './overlay-rows';
import { shown } from './overlay-words';

/** The columns of an overlay that is begun. */
export const NEW_OVERLAY = 'model,lab,country,weights,release,price,output_price,aliases\n';

export interface Subject {
  readonly kind: 'model' | 'lab';
  readonly word: string;
}

/** Where a row is written into the text, and where its first empty cell then is. */
export interface NewRow {
  /** Offset in the text at which `text` is inserted: its end. */
  readonly at: number;
  readonly text: string;
  /** Offset in the text as it then is. */
  readonly cursor: number;
}

/** The row that speaks of the name already: its line, from 0. */
export interface OldRow {
  readonly line: number;
}

export interface NoRow {
  /** Why no row can be added, in the user's words. */
  readonly problem: string;
}

/** The row that an overlay gets for a name; `columns` are those that its statement says. Never throws. */
export function rowFor(
  { kind, word }: Subject,
  text: string,
  columns: ReadonlyMap<string, string>,
  file: string,
): NewRow | OldRow | NoRow {
  const split = splitRows(text, file, 0);
  if ('problem' in split) return { problem: split.problem };
  const found = findColumns(split.header, columns, file);
  if ('problem' in found) return { problem: found.problem };
  const column = found.at.get(kind);
  if (column === undefined)
    return {
      problem: `${file} has no column of ${kind}s, so \`${shown(word)}\` has no place there. Add a column \`${kind}\`.`,
    };
  const model = found.at.get('model');
  const old = split.rows.find(
    ({ cells }) =>
      cells[column]?.toLowerCase() === word.toLowerCase() &&
      // A row of a model names its lab, too: that is no row of the lab.
      (kind === 'model' || model === undefined || cells[model] === ''),
  );
  if (old) return { line: old.line - 1 };
  const { separator } = split;
  const cells = split.header.map((_, at) => (at === column ? quoted(word, separator) : ''));
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text === '' || /[\r\n]$/.test(text) ? '' : newline;
  const row = cells.join(separator);
  const first = cells.findIndex((cell, at) => at > column && cell === '');
  const inRow = first < 0 ? row.length : cells.slice(0, first).join(separator).length + 1;
  return { at: text.length, text: before + row + newline, cursor: text.length + before.length + inRow };
}

function quoted(word: string, separator: string): string {
  return word.includes(separator) || /["\r\n]/.test(word) || word.trim() !== word
    ? `"${word.replaceAll('"', '""')}"`
    : word;
}
