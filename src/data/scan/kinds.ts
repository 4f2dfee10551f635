/** What a column holds, found from its first cells. It may turn out to be a mistake: then the file is read again. */
import { namesTime } from '../columns';
import { maybeDate } from '../dates';
import { isNumeral, type DecimalMark } from '../numerals';
import type { Separator } from '../separators';
import type { Block } from './block';
import { endOfCell, startOfCell } from './dictionary';
import { FigureReader } from './figure';
import { MomentShape } from './moment';

export type Kind = 'words' | { readonly figures: DecimalMark } | 'moments';

/** So many different words are many. */
export const MANY_WORDS = 2 ** 20;
/** Of so many rows, nearly every one has a word of its own. */
const NEARLY_ALL = 0.9;
/** So many of the words tell whether they are dates, or numbers in a way of their own. */
const SOME = 64;

/** Whether a column with so many rows, whose different words are these, is one of ids. */
export function areIds(words: readonly string[], rows: number): boolean {
  if (words.length <= MANY_WORDS || words.length < NEARLY_ALL * rows) return false;
  return words.slice(0, SOME).some((word) => word !== '' && !isNumeral(word, true) && !maybeDate(word));
}

/** The cells of a column in a block that tell what it holds. */
export interface Cells {
  readonly block: Block;
  /** The first mark of the column, and how far it is to the next. */
  readonly mark: number;
  readonly stride: number;
  readonly count: number;
}

/** What is known of a column before it is looked at. */
export interface Known {
  readonly name: string;
  readonly separator: Separator;
  /** The mark of all figures, where it is stated. */
  readonly decimal: DecimalMark | undefined;
}

/** The kind of a column with these first cells. */
export function kindOf(cells: Cells, { name, separator, decimal }: Known): Kind {
  if (exampleOf(cells) !== undefined) return 'moments';
  if (namesTime(name)) return 'words';
  const possible = decimal === undefined ? MARKS : [decimal];
  const [mark, other] = possible.filter((each) => isFigures(cells, each));
  // Years, and days such as 20260209, are words that are looked up.
  if (mark === undefined || every(cells, isDate)) return 'words';
  return { figures: other === undefined ? mark : separator === ';' ? ',' : '.' };
}

const MARKS: readonly DecimalMark[] = ['.', ','];

/** Whether there are numbers with this mark, and nothing else. */
function isFigures(cells: Cells, mark: DecimalMark): boolean {
  const reader = new FigureReader(mark);
  let numbers = 0;
  return (
    every(cells, (bytes, from, to) => from === to || (reader.read(bytes, from, to) && ++numbers > 0)) &&
    numbers > 0
  );
}

function isDate(bytes: Uint8Array, from: number, to: number): boolean {
  return from === to || maybeDate(textOf(bytes, from, to));
}

/** The first moment of a column that holds moments, all of them written in the same way; undefined of any other. */
export function exampleOf(cells: Cells): string | undefined {
  let example: string | undefined;
  let shape: MomentShape | undefined;
  const isMoment: Test = (bytes, from, to) => {
    if (example === undefined) {
      example = textOf(bytes, from, to);
      shape = MomentShape.of(example);
    }
    return shape !== undefined && shape.secondOf(bytes, from, to) >= 0;
  };
  return every(cells, isMoment) ? example : undefined;
}

type Test = (bytes: Uint8Array, from: number, to: number) => boolean;

function every({ block: { bytes, marks }, mark, stride, count }: Cells, test: Test): boolean {
  for (let index = 0, at = mark; index < count; index++, at += stride) {
    const from = (marks[at] ?? 0) + 1;
    const to = endOfCell(bytes, from, marks[at + 1] ?? 0);
    if (!test(bytes, startOfCell(bytes, from, to), to)) return false;
  }
  return true;
}

const decoder = new TextDecoder();

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return decoder.decode(bytes.subarray(from, to));
}
