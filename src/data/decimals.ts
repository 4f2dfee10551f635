/** The mark before the decimals of a column, found from all of its cells and never from one. */
import type { Guessed } from './guess';
import { marksIn, marksOf, parseNumeral, type DecimalMark, type Marks } from './numerals';
import { shown, Unreadable, type About, type Say } from './problem';
import { cellAt, columnOf, distinctCells, OtherKind, placeOf, placeOfRow, type Table } from './table';
import type { WrittenFigures } from './written';

const NAMES = { '.': 'decimal point', ',': 'decimal comma' } as const;
const OTHER_MARK = { '.': ',', ',': '.' } as const;

/**
 * The mark of a column. One that every cell leaves open is a guess: the comma in files that are separated by semicolons,
 * which is how programs write in countries that use it, and the point elsewhere. Throws Unreadable where two cells
 * contradict each other.
 */
export function decimalMark(
  table: Table,
  index: number,
  stated: DecimalMark | undefined,
  about: About,
  say: Say,
  guessed: Guessed,
): DecimalMark {
  const column = table.columns[index];
  const figures = column?.kind === 'figures' ? column : undefined;
  if (figures && stated && figures.mark !== stated) throw otherMark(table, index, stated);
  if (stated) return stated;
  const cell = (row: number): string => cellAt(table, row, index);
  const { mark, either, conflict } = figures ? marksOfFigures(figures) : marksOfWords(table, index);
  if (conflict) {
    const [first, second] = conflict;
    throw new Unreadable(
      'mixed-decimals',
      `${placeOf(table, second, index)}: "${shown(cell(second))}" is written with another decimal mark than "${shown(cell(first))}" in ${placeOfRow(table, first)}; write all numbers of a column alike.`,
      about,
    );
  }
  if (mark === ',') {
    const what = `decimals of "${table.header[index] ?? ''}"`;
    guessed({ what, read: 'comma, as its cells show', instead: NAMES['.'] });
  }
  const found =
    mark ?? (either === undefined ? (figures?.mark ?? '.') : guess(table, index, either, about, say));
  // Read with the other mark, its figures are others.
  if (figures && figures.mark !== found) throw otherMark(table, index, found);
  return found;
}

function otherMark({ header }: Table, index: number, mark: DecimalMark): OtherKind {
  return new OtherKind([header[index] ?? ''], { figures: mark });
}

/** What the cells of a column say, by rows. */
function marksOfWords(table: Table, index: number): Marks {
  const cells = distinctCells(table, index);
  return byRows(marksOf(cells.map(({ cell }) => cell)), (place) => cells[place]?.row ?? 0);
}

function marksOfFigures({ mark, sure, either, odd }: WrittenFigures): Marks {
  const rows = [...odd.keys()];
  const others = byRows(marksOf(odd.values()), (place) => rows[place] ?? 0);
  const first = (one: number | undefined, other: number | undefined): number | undefined =>
    one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
  const own = (row: number): number | undefined => (row < 0 ? undefined : row);
  const point = first(mark === '.' ? own(sure) : undefined, others.first['.']);
  const comma = first(mark === ',' ? own(sure) : undefined, others.first[',']);
  return marksIn({ '.': point, ',': comma, either: first(own(either), others.either) });
}

function byRows(marks: Marks, rowAt: (place: number) => number): Marks {
  const row = (place: number | undefined): number | undefined =>
    place === undefined ? undefined : rowAt(place);
  return marksIn({ '.': row(marks.first['.']), ',': row(marks.first[',']), either: row(marks.either) });
}

function guess(table: Table, index: number, row: number, about: About, say: Say): DecimalMark {
  const mark = table.separator === ';' ? ',' : '.';
  const cell = cellAt(table, row, index);
  const [read, otherwise] = [valueText(cell, mark), valueText(cell, OTHER_MARK[mark])];
  const instead = NAMES[OTHER_MARK[mark]];
  say({
    severity: mark === ',' ? 'warning' : 'information',
    code: 'either-decimals',
    message: `${placeOf(table, row, index)}: "${shown(cell)}" may be ${read} or ${otherwise}, and no cell of the column tells which. It is read as ${read}; if it is ${otherwise}, write \`${instead}\` after the file, and if not, \`${NAMES[mark]}\` ends this remark.`,
    about,
    add: [NAMES[mark], instead],
    guess: {
      what: `decimals of "${columnOf(table, row, index)}"`,
      read: `"${shown(cell)}" as ${read}`,
      instead,
    },
  });
  return mark;
}

/** What a cell is with a mark: 1.44, or 1440. */
function valueText(cell: string, mark: DecimalMark): string {
  const { digits = '', unit } = parseNumeral(cell, mark) ?? {};
  return `${Number(digits)}${unit === undefined ? '' : ` ${unit}`}`;
}
