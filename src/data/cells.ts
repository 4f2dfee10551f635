/** The cells of one column → its numbers or words. */
import { isAdditive, OTHER, type NumberColumn, type TextColumn } from './dataset';
import type { WordTest } from './columns';
import { Unreadable, type About } from './problem';
import { cellAt, columnOf, NUMBER, placeOf, type Table } from './table';
import { scaledNumber, type Scaling } from './units';

/** Reads a column of numbers in base units. Throws Unreadable for a cell that is none, about `about`. */
export function readNumbers(
  table: Table,
  index: number,
  name: string,
  scaling: Scaling,
  about: About,
): NumberColumn {
  const values = new Float64Array(table.rows.length);
  for (const row of table.rows.keys()) {
    const cell = cellAt(table, row, index);
    if (cell !== '' && !NUMBER.test(cell)) {
      const example = scaling.power === 0 ? '4120000000000' : '4.12';
      const message = `${placeOf(table, row, index)}: "${cell}" is not a number; write it in digits, such as ${example}.`;
      throw new Unreadable('bad-number', message + notAMember(table, row, index), about);
    }
    const value = cell === '' ? NaN : scaledNumber(cell, scaling.power);
    if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
      const unit = scaling.word === undefined || scaling.power === 0 ? '' : ` ${scaling.word}`;
      throw new Unreadable(
        'too-large',
        `${placeOf(table, row, index)}: ${cell}${unit} is larger than 9,007,199,254,740,991 and would lose digits.`,
      );
    }
    values[row] = value;
  }
  return {
    kind: 'number',
    name,
    additive: addsUp(table, index, name, scaling),
    values,
    ...(scaling.usd ? { unit: 'usd' } : {}),
  };
}

function addsUp(table: Table, index: number, name: string, { usd }: Scaling): boolean {
  // A figure of a whole line of a matrix stands in the rows of all its members, where summing counts it many times.
  if (table.unfolded && index !== table.unfolded.value) return false;
  return usd || (isAdditive(name) && isAdditive(table.header[index] ?? ''));
}

/** In a matrix a column that holds no numbers may be meant as something else than a member. */
function notAMember(table: Table, row: number, index: number): string {
  if (table.unfolded?.value !== index) return '';
  const column = columnOf(table, row, index);
  return ` If "${column}" is no ${table.header[table.unfolded.member] ?? 'member'}, say what it is: \`columns note = "${column}"\`.`;
}

/** Reads a column of words. What `isLump` tells becomes OTHER, however the file calls it. */
export function readWords(table: Table, index: number, name: string, isLump?: WordTest): TextColumn {
  const codes = new Int32Array(table.rows.length);
  const words: string[] = [];
  const known = new Map<string, number>();
  for (const row of table.rows.keys()) {
    const cell = cellAt(table, row, index);
    const word = cell !== '' && isLump?.(cell) === true ? OTHER : cell;
    let code = word === '' ? -1 : known.get(word);
    if (code === undefined) {
      code = words.length;
      known.set(word, code);
      words.push(word);
    }
    codes[row] = code;
  }
  return { kind: 'text', name, codes, words };
}
