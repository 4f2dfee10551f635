/** The mark before the decimals of a column, found from all of its cells and never from one. */
import type { Guessed } from './guess';
import { marksOf, parseNumeral, type DecimalMark } from './numerals';
import { shown, Unreadable, type About, type Say } from './problem';
import { cellAt, columnOf, placeOf, placeOfRow, type Table } from './table';

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
  if (stated) return stated;
  const cell = (row: number): string => cellAt(table, row, index);
  const { mark, either, conflict } = marksOf(table.rows.map((_, row) => cell(row)));
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
  if (mark || either === undefined) return mark ?? '.';
  return guess(table, index, either, about, say);
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
