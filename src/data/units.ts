/** In what a column counts: from `unit tokens = billions` to base units. */
import { closest } from '../language/closest';
import { listOf } from '../language/diagnostics';
import type { UnitName } from '../language/nodes';
import type { ColumnPlan } from './columns';
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
  readonly word: UnitName | undefined;
  readonly usd: boolean;
}

const POWERS: Readonly<Record<Exclude<UnitName, 'usd'>, number>> = {
  ones: 0,
  thousands: 3,
  millions: 6,
  billions: 9,
  trillions: 12,
};

export const AS_WRITTEN: Scaling = { power: 0, word: undefined, usd: false };

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

/**
 * Column (by its place in the table) → how it is read. A column may be named as the dataset calls it, or as the file
 * does. Throws Unreadable for a unit of no column of numbers: a figure a billion times too small must not pass.
 */
export function scalings(
  table: Table,
  columns: readonly ColumnPlan[],
  stated: readonly StatedUnit[],
): ReadonlyMap<number, Scaling> {
  const found = new Map<number, Scaling>();
  for (const { column, unit } of stated) {
    const { index } = columnOfUnit(table, columns, column);
    const before = found.get(index) ?? AS_WRITTEN;
    if (unit === 'usd') found.set(index, { ...before, usd: true });
    else if (before.word === undefined) found.set(index, { ...before, power: POWERS[unit], word: unit });
    else
      throw new Unreadable(
        'unit-twice',
        `\`${column}\` cannot count both in ${before.word} and in ${unit}; leave one of the two units out.`,
        { unit: column },
      );
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
