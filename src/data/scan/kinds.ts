/** What a column holds, found from its first cells. It may turn out to be a mistake: then the file is read again. */
import { namesTime } from '../columns';
import { maybeDate } from '../dates';
import { marksOf, type DecimalMark } from '../numerals';
import type { Separator } from '../separators';
import { FigureReader } from './figure';
import { MomentShape } from './moment';

export type Kind = 'words' | { readonly figures: DecimalMark } | 'moments';

/** So many rows tell what a column holds. */
export const TRIED_ROWS = 2048;

/** What is known of a column before it is looked at. */
export interface Known {
  readonly name: string;
  readonly separator: Separator;
  /** The mark of all figures, where it is stated. */
  readonly decimal: DecimalMark | undefined;
}

/** The kind of a column whose first cells are these words, each of them once. */
export function kindOf(cells: readonly string[], { name, separator, decimal }: Known): Kind {
  if (shapeOf(cells)) return 'moments';
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length === 0 || namesTime(name)) return 'words';
  // What starts with a letter is no number: most columns of words are known by their first cell.
  if (filled.some((cell) => !/^[-+\d]/.test(cell))) return 'words';
  const mark = decimal ?? marksOf(filled).mark ?? (separator === ';' ? ',' : '.');
  const reader = new FigureReader(mark);
  const encoder = new TextEncoder();
  const isFigure = (cell: string): boolean => {
    const bytes = encoder.encode(cell);
    return reader.read(bytes, 0, bytes.length);
  };
  // Years, and days such as 20260209, are words that are looked up.
  return filled.every(isFigure) && !filled.every(maybeDate) ? { figures: mark } : 'words';
}

/** How the moments of a column are written; undefined if it holds something else. */
export function shapeOf(cells: readonly string[]): MomentShape | undefined {
  const shape = MomentShape.of(cells[0] ?? '');
  const encoder = new TextEncoder();
  const isOne = (cell: string): boolean => {
    const bytes = encoder.encode(cell);
    return shape !== undefined && shape.secondOf(bytes, 0, bytes.length) >= 0;
  };
  return cells.every(isOne) ? shape : undefined;
}
