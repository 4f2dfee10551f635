/** The cells of one column → its numbers or words. */
import { isAdditive, OTHER, type NumberColumn, type TextColumn } from './dataset';
import { hasBit, recoded } from './codes';
import type { WordTest } from './columns';
import type { Guessed } from './guess';
import { parseNumeral, powerOfWord, type DecimalMark, type Numeral } from './numerals';
import { shown, Unreadable, type About, type Say } from './problem';
import { stretches, type Steps } from './steps';
import { cellAt, columnOf, placeOf, placeOfRow, wordsOf, type Table } from './table';
import type { WrittenFigures } from './written';
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
export function* readNumbers(
  table: Table,
  figures: Figures,
  say: Say,
  guessed: Guessed,
): Steps<NumberColumn> {
  const { index, name, scaling } = figures;
  const column = table.columns[index];
  const seen: Seen = { units: new Set() };
  const read =
    column?.kind === 'figures'
      ? yield* fromFigures(table, column, figures, seen)
      : yield* fromWords(table, figures, seen);
  checkUnits(table, figures, seen, say, guessed);
  const usd = scaling.usd || seen.dollar !== undefined;
  return {
    kind: 'number',
    name,
    additive: addsUp(table, index, name, scaling),
    ...read,
    ...(usd ? { unit: 'usd' } : {}),
  };
}

type Read = Pick<NumberColumn, 'values' | 'scale' | 'missing'>;

/** Each different cell is read once. */
function* fromWords(table: Table, figures: Figures, seen: Seen): Steps<Read> {
  const { words, codes, first } = wordsOf(table, figures.index);
  const numbers = Float64Array.from(words, (cell, code) =>
    cell === '' ? NaN : readCell(table, first[code] ?? 0, cell, figures, seen),
  );
  const scale = scaleOf(numbers);
  const scaled = scale === 1 ? numbers : numbers.map((number) => Math.round(number * scale));
  const values = new Float64Array(codes.length);
  for (const [from, to] of stretches(values.length)) {
    for (let row = from; row < to; row++) values[row] = scaled[codes[row] ?? 0] ?? NaN;
    yield;
  }
  return { values, scale };
}

/** Numbers have no more decimals, or are taken as they are. */
const MOST_DECIMALS = 9;

/** The power of ten by which all numbers become whole ones without losing anything; 1 if there is none. */
function scaleOf(numbers: Float64Array): number {
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
    const scale = 10 ** decimals;
    if (numbers.every((number) => Number.isNaN(number) || isWhole(number, scale))) return scale;
  }
  return 1;
}

/** Whether a number times a power of ten is a whole one that leads back to it. */
function isWhole(number: number, scale: number): boolean {
  const scaled = Math.round(number * scale);
  return Math.abs(scaled) <= Number.MAX_SAFE_INTEGER && scaled / scale === number;
}

/** A cell in base units. */
function readCell(table: Table, row: number, cell: string, figures: Figures, seen: Seen): number {
  const { mark, scaling } = figures;
  const numeral = parseNumeral(cell, mark) ?? noNumber(table, row, figures);
  const value = scaledNumber(numeral.digits, numeral.power ?? scaling.power);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) tooLarge(table, row, figures, numeral.unit);
  // Nothing is nothing in any unit.
  if (value !== 0) note(seen, row, numeral);
  return value;
}

/** Figures are numbers already: what is left are their units, and the cells that are written in another way. */
function* fromFigures(table: Table, column: WrittenFigures, figures: Figures, seen: Seen): Steps<Read> {
  const { values, decimals, empty, units, odd } = column;
  const { power } = figures.scaling;
  const odds = [...odd].map(([row, cell]) => [row, readCell(table, row, cell, figures, seen)] as const);
  if (units || odds.length > 0) noteUnits(column, seen);
  const powers = [power, ...(units?.words ?? []).map((word) => powerOfWord(word) ?? 0)];
  const exponent = Math.max(0, decimals - Math.min(...powers));
  const scale = 10 ** exponent;
  const factors = powers.map((each) => 10 ** (exponent + each - decimals));
  const missing = empty && { missing: empty };
  if (odds.length === 0 && factors.every((factor) => factor === 1)) return { values, scale, ...missing };
  const scaled = new Float64Array(values.length);
  let largest = 0;
  for (const [from, to] of stretches(scaled.length)) {
    yield;
    for (let row = from; row < to; row++) {
      const unit = units?.codes[row] ?? 0;
      const value = (values[row] ?? 0) * (factors[unit] ?? 1);
      const size = Math.abs(value);
      if (size > largest) largest = size;
      if (size / scale > Number.MAX_SAFE_INTEGER) tooLarge(table, row, figures, units?.words[unit - 1]);
      scaled[row] = value;
    }
  }
  const fits = odds.every(([, value]) => isWhole(value, scale));
  if (fits && largest <= Number.MAX_SAFE_INTEGER) {
    for (const [row, value] of odds) scaled[row] = Math.round(value * scale);
    return { values: scaled, scale, ...missing };
  }
  // A cell that is written in its own way can have any decimals.
  for (const [from, to] of stretches(scaled.length)) {
    yield;
    for (let row = from; row < to; row++) scaled[row] = hasBit(empty, row) ? NaN : (scaled[row] ?? 0) / scale;
  }
  for (const [row, value] of odds) scaled[row] = value;
  return { values: scaled, scale: 1 };
}

/** The first rows with and without a unit. */
function noteUnits({ values, units, empty, odd }: WrittenFigures, seen: Seen): void {
  const bare = { digits: '', power: undefined, unit: undefined, usd: false };
  const known = new Set<number>();
  for (let row = 0; row < values.length && known.size <= (units?.words.length ?? 0); row++) {
    const code = units?.codes[row] ?? 0;
    if (known.has(code) || values[row] === 0 || hasBit(empty, row) || odd.has(row)) continue;
    known.add(code);
    const unit = units?.words[code - 1];
    note(seen, row, { ...bare, unit });
  }
}

function note(seen: Seen, row: number, { unit, usd }: Numeral): void {
  const first = (before = row): number => Math.min(before, row);
  if (unit === undefined) seen.noUnit = first(seen.noUnit);
  else {
    seen.unit = first(seen.unit);
    seen.units.add(unit);
  }
  if (usd) seen.dollar = first(seen.dollar);
  else seen.noDollar = first(seen.noDollar);
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

function tooLarge(table: Table, row: number, { index, scaling }: Figures, own: string | undefined): never {
  const unit = own !== undefined || scaling.power === 0 ? '' : ` ${scaling.word ?? ''}`;
  throw new Unreadable(
    'too-large',
    `${placeOf(table, row, index)}: ${shown(cellAt(table, row, index))}${unit} is larger than 9,007,199,254,740,991 and would lose digits.`,
  );
}

/** Cells with a unit beside cells without one, or under a name with another: a factor of a thousand hides there. */
function checkUnits(table: Table, figures: Figures, seen: Seen, say: Say, guessed: Guessed): void {
  const { index, name, scaling, about } = figures;
  const { unit, noUnit, dollar, noDollar } = seen;
  const cell = (row: number): string => `"${shown(cellAt(table, row, index))}"`;
  if (dollar !== undefined && noDollar !== undefined) {
    throw new Unreadable(
      'mixed-dollars',
      `${placeOf(table, noDollar, index)}: ${cell(noDollar)} is not in dollars, as ${cell(dollar)} in ${placeOfRow(table, dollar)} is; write all amounts of a column alike.`,
      about,
    );
  }
  if (unit === undefined) return;
  const ones = unitOption(table, index, name, 'ones');
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

/** A column of words. What `isLump` tells becomes OTHER, however the file calls it. */
export function readWords(table: Table, index: number, name: string, isLump?: WordTest): TextColumn {
  const written = wordsOf(table, index);
  const isPlain = !isLump && !written.words.includes('');
  if (isPlain) return { kind: 'text', name, codes: written.codes, words: written.words };
  const named = written.words.map((cell) => (cell !== '' && isLump?.(cell) === true ? OTHER : cell));
  const known = new Map<string, number>();
  for (const word of named) if (word !== '' && !known.has(word)) known.set(word, known.size);
  const words = [...known.keys()];
  const isAsWritten = words.length === written.words.length;
  const codeOf = Uint32Array.from(named, (word) => known.get(word) ?? words.length);
  const codes = isAsWritten ? written.codes : recoded(written.codes, codeOf, words.length + 1);
  return { kind: 'text', name, codes, words };
}
