/** The cells of one column → its numbers or words. */
import { isAdditive, OTHER, type NumberColumn, type TextColumn } from './dataset';
import type { WordTest } from './columns';
import type { Guessed } from './guess';
import { parseNumeral, powerOfWord, type DecimalMark, type Numeral } from './numerals';
import { shown, Unreadable, type About, type Say } from './problem';
import { cellAt, columnOf, placeOf, placeOfRow, type Table } from './table';
import { scaledNumber, scaleName, unitOption, type Scaling } from './units';

/** What is known of a column of numbers before its cells are read. */
export interface Figures {
  readonly index: number;
  readonly name: string;
  readonly mark: DecimalMark;
  readonly scaling: Scaling;
  /** The part of the statement that is to blame if it holds no numbers. */
  readonly about: About;
}

/** The first rows that have something behind or before their numbers, and the first that have not. */
interface Seen {
  unit?: number;
  noUnit?: number;
  dollar?: number;
  noDollar?: number;
  readonly units: Set<string>;
}

/**
 * Reads a column of numbers in base units. A unit in a cell, as in 1.44T, holds for this cell; that of the statement, or
 * of the column's name, for those that have none. Throws Unreadable for a cell that is no number, about `about`, and for
 * one of which nobody can say what it counts.
 */
export function readNumbers(table: Table, figures: Figures, say: Say, guessed: Guessed): NumberColumn {
  const { index, name, mark, scaling } = figures;
  const values = new Float64Array(table.rows.length);
  const seen: Seen = { units: new Set() };
  for (const row of table.rows.keys()) {
    const cell = cellAt(table, row, index);
    if (cell === '') {
      values[row] = NaN;
      continue;
    }
    const numeral = parseNumeral(cell, mark) ?? noNumber(table, row, figures);
    const value = scaledNumber(numeral.digits, numeral.power ?? scaling.power);
    if (Math.abs(value) > Number.MAX_SAFE_INTEGER) tooLarge(table, row, figures, numeral);
    values[row] = value;
    // Nothing is nothing in any unit.
    if (value !== 0) note(seen, row, numeral);
  }
  checkUnits(table, figures, seen, say, guessed);
  const usd = scaling.usd || seen.dollar !== undefined;
  return {
    kind: 'number',
    name,
    additive: addsUp(table, index, name, scaling),
    values,
    ...(usd ? { unit: 'usd' } : {}),
  };
}

function note(seen: Seen, row: number, { unit, usd }: Numeral): void {
  if (unit === undefined) seen.noUnit ??= row;
  else {
    seen.unit ??= row;
    seen.units.add(unit);
  }
  if (usd) seen.dollar ??= row;
  else seen.noDollar ??= row;
}

function noNumber(table: Table, row: number, { index, mark, scaling, about }: Figures): never {
  const cell = cellAt(table, row, index);
  const where = `${placeOf(table, row, index)}: "${shown(cell)}"`;
  const other = mark === '.' ? ',' : '.';
  if (parseNumeral(cell, other)) {
    const [own, better] = mark === '.' ? ['point', 'comma'] : ['comma', 'point'];
    throw new Unreadable(
      'bad-number',
      `${where} is no number with a decimal ${own}, as the statement says; write \`decimal ${better}\`, or mend the cell.`,
      { option: 'decimal' },
      [`decimal ${better}`],
    );
  }
  const example = scaling.power === 0 ? '4120000000000' : '4.12';
  const message = `${where} is not a number; write it in digits, such as ${example}.`;
  throw new Unreadable('bad-number', message + notAMember(table, row, index), about);
}

function tooLarge(table: Table, row: number, { index, scaling }: Figures, numeral: Numeral): never {
  const unit = numeral.unit !== undefined || scaling.power === 0 ? '' : ` ${scaling.word ?? ''}`;
  throw new Unreadable(
    'too-large',
    `${placeOf(table, row, index)}: ${shown(cellAt(table, row, index))}${unit} is larger than 9,007,199,254,740,991 and would lose digits.`,
  );
}

/** Cells with a unit beside cells without one, or under a name with another: a factor of a thousand hides there. */
function checkUnits(table: Table, figures: Figures, seen: Seen, say: Say, guessed: Guessed): void {
  const { index, name, scaling, about } = figures;
  const { unit, noUnit, dollar, noDollar } = seen;
  const ones = unitOption(table, index, name, 'ones');
  const cell = (row: number): string => `"${shown(cellAt(table, row, index))}"`;
  if (dollar !== undefined && noDollar !== undefined) {
    throw new Unreadable(
      'mixed-dollars',
      `${placeOf(table, noDollar, index)}: ${cell(noDollar)} is not in dollars, as ${cell(dollar)} in ${placeOfRow(table, dollar)} is; write all amounts of a column alike.`,
      about,
    );
  }
  if (unit === undefined) return;
  if (noUnit !== undefined && scaling.by === undefined) {
    throw new Unreadable(
      'mixed-units',
      `${placeOf(table, noUnit, index)}: ${cell(noUnit)} has no unit, and ${cell(unit)} in ${placeOfRow(table, unit)} has one. Write the unit in every cell, or say what the others count: \`${ones}\` (or millions, billions …).`,
      about,
      [],
      [ones],
    );
  }
  if (scaling.by === 'header') {
    throw new Unreadable(
      'two-units',
      `${placeOf(table, unit, index)}: ${cell(unit)} has a unit of its own, and the name of the column says ${scaling.word ?? ''}. Take one of them out, or write \`${ones}\` if the cells are right.`,
      about,
      [],
      [ones],
    );
  }
  if (scaling.by === 'statement' && noUnit === undefined && scaling.power !== 0) {
    say({
      severity: 'warning',
      code: 'idle-unit',
      message: `${placeOf(table, unit, index)}: every cell has a unit of its own, such as ${cell(unit)}, so \`unit ${name} = ${scaling.word ?? ''}\` says nothing; leave it out.`,
      about: { unit: name },
    });
  }
  const units = [...seen.units].map((word) => `${word} as ${scaleName(powerOfWord(word) ?? 0)}`);
  guessed({ what: `units in "${table.header[index] ?? ''}"`, read: units.sort().join(', ') });
}

function addsUp(table: Table, index: number, name: string, { usd }: Scaling): boolean {
  // A figure of a whole line of a matrix stands in the rows of all its members, where summing counts it many times.
  if (table.unfolded && index !== table.unfolded.value) return false;
  return usd || (isAdditive(name) && isAdditive(table.header[index] ?? ''));
}

/** In a matrix a column that holds no numbers may be meant as something else than a member. */
function notAMember(table: Table, row: number, index: number): string {
  if (table.unfolded?.value !== index) return '';
  const column = shown(columnOf(table, row, index));
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
