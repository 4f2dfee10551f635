/** In what a column counts: from `unit tokens = billions`, or from a name such as `Tokens (bn)`, to base units. */
import { closest } from '../language/closest';
import { listOf } from '../language/diagnostics';
import type { UnitName } from '../language/nodes';
import type { ColumnPlan } from './columns';
import type { Guessed } from './guess';
import { Unreadable } from './problem';
import type { Table } from './table';

/** What the statement says about one column; of several units of a column one may be a scale and one `usd`. */
export interface StatedUnit {
  readonly column: string;
  readonly unit: UnitName;
}

/** How the cells of a column are read: scaled by a power of ten, and whether they are dollars. */
export interface Scaling {
  readonly power: number;
  /** The word of the scale, for messages. */
  readonly word: ScaleName | undefined;
  /** Who says so: nobody where cells count single units. */
  readonly by: 'statement' | 'header' | undefined;
  readonly usd: boolean;
}

type ScaleName = Exclude<UnitName, 'usd'>;

const POWERS: Readonly<Record<ScaleName, number>> = {
  ones: 0,
  thousands: 3,
  millions: 6,
  billions: 9,
  trillions: 12,
};

export const AS_WRITTEN: Scaling = { power: 0, word: undefined, by: undefined, usd: false };

/** An exponent beyond this is far beyond any double, whatever is added to it. */
const LARGEST_EXPONENT = 9999;

/**
 * A written number times a power of ten: the exponent is shifted and not the number multiplied, so that 1.234 billions
 * are exactly 1234000000.
 */
export function scaledNumber(cell: string, power: number): number {
  const [digits = '', exponent = '0'] = cell.toLowerCase().split('e');
  const written = Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, Number(exponent)));
  return Number(`${digits}e${written + power}`);
}

/** The word of a power of ten: trillions of 12. */
export function scaleName(power: number): ScaleName {
  return (Object.keys(POWERS) as ScaleName[]).find((word) => POWERS[word] === power) ?? 'ones';
}

/** Whether the language can write the name of a column as it is. */
export function isName(column: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(column);
}

/** The option that gives a column a unit; one whose name the language cannot write gets another name first. */
export function unitOption({ header }: Table, index: number, name: string, unit: UnitName): string {
  if (isName(name)) return `unit ${name} = ${unit}`;
  return `columns amount = "${header[index] ?? name}" unit amount = ${unit}`;
}

/**
 * Column (by its place in the table) → how it is read. A column may be named as the dataset calls it, or as the file
 * does. What the statement says wins over the name of a column. Throws Unreadable for a unit of no column of numbers: a
 * figure a billion times too small must not pass.
 */
export function scalings(
  table: Table,
  columns: readonly ColumnPlan[],
  stated: readonly StatedUnit[],
  guessed: Guessed,
): ReadonlyMap<number, Scaling> {
  const found = new Map<number, Scaling>();
  for (const { column, unit } of stated) {
    const { index } = columnOfUnit(table, columns, column);
    const before = found.get(index) ?? AS_WRITTEN;
    if (unit === 'usd') found.set(index, { ...before, usd: true });
    else if (before.word === undefined)
      found.set(index, { ...before, power: POWERS[unit], word: unit, by: 'statement' });
    else
      throw new Unreadable(
        'unit-twice',
        `\`${column}\` cannot count both in ${before.word} and in ${unit}; leave one of the two units out.`,
        { unit: column },
      );
  }
  for (const { index, name, unit } of columns) {
    const before = found.get(index) ?? AS_WRITTEN;
    if (!unit || before.by === 'statement') continue;
    const word = scaleName(unit.power);
    found.set(index, { ...before, power: unit.power, word, by: 'header' });
    guessed({
      what: `unit of "${table.header[index] ?? ''}"`,
      read: `${word}, by its name`,
      instead: unitOption(table, index, name, word === 'billions' ? 'trillions' : 'billions'),
    });
  }
  return found;
}

function columnOfUnit(table: Table, columns: readonly ColumnPlan[], name: string): ColumnPlan {
  const wanted = name.toLowerCase();
  const called = (each: string | undefined): boolean => each?.toLowerCase() === wanted;
  const column =
    columns.find((each) => called(each.name)) ?? columns.find((each) => called(table.header[each.index]));
  if (column?.kind === 'number') return column;
  const numbers = columns.flatMap((each) => (each.kind === 'number' ? [each.name] : []));
  const near = closest(name, numbers);
  const has = listOf(
    numbers.map((each) => `\`${each}\``),
    'and',
  );
  const which = column
    ? `"${name}" of ${table.file} holds words, which have no unit`
    : `${table.file} has no column of numbers \`${name}\``;
  const hint = near[0] === undefined ? '' : `did you mean \`${near[0]}\`? `;
  throw new Unreadable(
    'unit-column',
    `${which}; ${hint}${hint === '' ? 'its' : 'Its'} columns of numbers are ${has}.`,
    { unit: name },
    near,
  );
}
