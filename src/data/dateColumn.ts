/**
 * A column of dates → its days. All cells of a column are written alike, so what one of them leaves open another may
 * tell; what none tells is asked for and never guessed.
 */
import type { Grain, PeriodValue } from '../language/literals';
import { daysOf, partsOf, spanLabel } from './calendar';
import {
  inOrder,
  ordersOf,
  parseDate,
  type DateOrder,
  type NoDate,
  type PlainDate,
  type TwoNumbers,
} from './dates';
import { Unreadable, type Say } from './problem';
import { codesFor, type Codes } from './codes';
import { OtherKind, placeOf, placeOfRow, wordsOf, type Table } from './table';
import { writtenCell, type WrittenMoments } from './written';

export interface DateColumn {
  /** Row → code of what is written in it. */
  readonly codes: Codes;
  /** Code → the first day of the period that is written. */
  readonly days: Int32Array;
  /** Code → the first row in which it stands. */
  readonly first: ArrayLike<number>;
  /** Row → the second of the day at which its cell puts it; undefined where no cell has a time of day. */
  readonly times: Int32Array | undefined;
  /** The length of the periods that are written. */
  readonly grain: Grain;
}

/** A date outside of these is a slip of the pen: there was no token usage to count. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

const SECONDS_OF_MINUTE = 60;
const SECONDS_OF_DAY = 86_400;

/** A cell and the first row in which it stands. */
interface Written {
  readonly row: number;
  readonly cell: string;
  readonly date: PlainDate | TwoNumbers;
}

/** The column that is read, for messages. */
interface Place {
  readonly table: Table;
  readonly index: number;
}

/**
 * Reads every cell. Throws Unreadable for one that is no date, for two that contradict each other, and where all read two
 * ways and nothing is `stated`.
 */
export function readDates(table: Table, index: number, stated: DateOrder | undefined, say: Say): DateColumn {
  const place = { table, index };
  const column = table.columns[index];
  if (column?.kind === 'moments') return readMoments(column, place, say);
  const { words, codes, first } = wordsOf(table, index);
  const written = words.map((cell, code) => dateOf(cell, first[code] ?? 0, place));
  const grain = oneForm(written, place);
  const order = orderOf(written, stated, place, say);
  const toUtc = clockOf(written, place, say);
  const moments = written.map((each) => momentOf(each, order, toUtc, place));
  const timed = moments.some(({ second }) => second > 0);
  const days = Int32Array.from(moments, ({ day }) => day);
  const alone = new Set(days).size === days.length;
  if (!timed && alone) return { codes, days, first, times: undefined, grain };
  const seconds = Int32Array.from(moments, ({ second }) => second);
  const times = timed ? Int32Array.from(codes, (code) => seconds[code] ?? 0) : undefined;
  return { ...daysOnly(codes, days, first), times, grain };
}

/** Moments with their times of day beside them already: only the days are still to be read. */
function readMoments(column: WrittenMoments, { table, index }: Place, say: Say): DateColumn {
  const { words, codes, first, seconds, between, zone } = column;
  const late = seconds.findIndex((each) => each > 0);
  const row = Math.max(0, late);
  const place = { table, index };
  const example = dateOf(writtenCell(column, row), row, place);
  // What has to be moved to another day is moved moment by moment.
  if (ahead(example.date) !== 0) throw new OtherKind([table.header[index] ?? ''], 'words');
  clockOf([example], place, say);
  const written = words.map((day, code) => dateOf(`${day}${between}00:00${zone}`, first[code] ?? 0, place));
  const days = written.map((each) => momentOf(each, 'day-first', false, place).day);
  return { codes, days: Int32Array.from(days), first, times: late < 0 ? undefined : seconds, grain: 'day' };
}

/** What is written differently and means one day is one code. */
function daysOnly(
  codes: Codes,
  days: Int32Array,
  first: ArrayLike<number>,
): Pick<DateColumn, 'codes' | 'days' | 'first'> {
  const known = new Map<number, number>();
  const rows: number[] = [];
  const codeOf = days.map((day, code) => {
    const found = known.get(day) ?? known.size;
    if (found === known.size) {
      known.set(day, found);
      rows.push(first[code] ?? 0);
    }
    return found;
  });
  const own = codesFor(known.size, codes.length);
  for (let row = 0; row < codes.length; row++) own[row] = codeOf[codes[row] ?? 0] ?? 0;
  return { codes: own, days: Int32Array.from(known.keys()), first: rows };
}

function momentOf(
  { cell, row, date }: Written,
  order: DateOrder,
  toUtc: boolean,
  { table, index }: Place,
): { readonly day: number; readonly second: number } {
  const start = startOf(date, order);
  const { year } = partsOf(start);
  if (year < FIRST_YEAR || year > LAST_YEAR)
    throw new Unreadable(
      'odd-date',
      `${placeOf(table, row, index)}: ${cell} cannot be right; mend the year.`,
    );
  const seconds = (date.time?.seconds ?? 0) - (toUtc ? ahead(date) * SECONDS_OF_MINUTE : 0);
  const before = Math.floor(seconds / SECONDS_OF_DAY);
  return { day: start + before, second: seconds - before * SECONDS_OF_DAY };
}

function dateOf(cell: string, row: number, { table, index }: Place): Written {
  const date = parseDate(cell);
  const problem = date && problemOf(date);
  if (date && !('problem' in date) && problem === undefined) return { row, cell, date };
  throw new Unreadable(
    'bad-date',
    `${placeOf(table, row, index)}: "${cell}" is not a date${problem === undefined ? '; write 2026-02-09, 2026-W07 or 2026-02' : `: ${problem}`}.`,
  );
}

/** Why something that looks like a date is none in any order of its numbers. */
function problemOf(date: PlainDate | TwoNumbers | NoDate): string | undefined {
  if ('problem' in date) return date.problem;
  if ('period' in date || ordersOf(date).length > 0) return undefined;
  const read = inOrder(date, date.second > 12 ? 'month-first' : 'day-first');
  return 'problem' in read ? read.problem : undefined;
}

function grainOf(date: PlainDate | TwoNumbers): Grain {
  return 'period' in date ? date.period.grain : 'day';
}

/** The grain of the dates. Throws Unreadable where two are written in different ways. */
function oneForm(written: readonly Written[], { table, index }: Place): Grain {
  const [first] = written;
  if (!first) return 'day';
  const grain = grainOf(first.date);
  const other = written.find(({ date }) => date.form !== first.date.form || grainOf(date) !== grain);
  if (!other) return grain;
  throw new Unreadable(
    'mixed-dates',
    `${placeOf(table, other.row, index)}: "${other.cell}" is written in another way than "${first.cell}" in ${placeOfRow(table, first.row)}; write all dates of a column alike.`,
  );
}

const ABOUT = { option: 'dates' } as const;

/** In which order day and month stand, as far as it matters. */
function orderOf(
  written: readonly Written[],
  stated: DateOrder | undefined,
  { table, index }: Place,
  say: Say,
): DateOrder {
  const numbers = written.flatMap(({ row, cell, date }) => ('period' in date ? [] : [{ row, cell, date }]));
  const only = (order: DateOrder): (typeof numbers)[number] | undefined =>
    numbers.find(({ date }) => ordersOf(date).join() === order);
  const [day, month] = [only('day-first'), only('month-first')];
  if (day && month) {
    const [first, second] = day.row < month.row ? [day, month] : [month, day];
    throw new Unreadable(
      'mixed-dates',
      `${placeOf(table, second.row, index)}: "${second.cell}" has the ${second === day ? 'day' : 'month'} first, and "${first.cell}" in ${placeOfRow(table, first.row)} has the ${first === day ? 'day' : 'month'} first; write all dates of a column alike.`,
    );
  }
  const proof = day ?? month;
  const found: DateOrder | undefined = proof && (day ? 'day-first' : 'month-first');
  if (stated && proof && found && found !== stated)
    throw new Unreadable(
      'other-order',
      `${placeOf(table, proof.row, index)}: "${proof.cell}" has the ${day ? 'day' : 'month'} first, not the ${day ? 'month' : 'day'} as the statement says; mend one of the two.`,
      ABOUT,
      [`dates ${found}`],
    );
  if (stated) return stated;
  const open = numbers.find(({ date }) => date.first !== date.second);
  // With points the day stands first wherever dates are written so.
  const order = found ?? (!open || open.date.form === 'dotted' ? 'day-first' : undefined);
  if (order) {
    const read = `with the ${order === 'day-first' ? 'day' : 'month'} first`;
    const why = proof ? `, as "${proof.cell}" in ${placeOfRow(table, proof.row)} shows` : '';
    if (open)
      say({
        severity: 'information',
        code: 'date-order',
        message: `${table.file}: dates such as "${open.cell}" are read ${read}${why}.`,
        about: 'file',
        guess: {
          what: 'dates',
          read: `${read}${why}`,
          ...(proof ? {} : { instead: 'dates month-first' }),
        },
      });
    return order;
  }
  if (!open) return 'day-first';
  throw new Unreadable(
    'ambiguous-dates',
    `${placeOf(table, open.row, index)}: "${open.cell}" may be ${dayLabel(open.date, 'month-first')} or ${dayLabel(open.date, 'day-first')}, and no other date of the column tells which; write \`dates month-first\` or \`dates day-first\` after the file.`,
    ABOUT,
    [],
    ['dates month-first', 'dates day-first'],
  );
}

function dayLabel(date: TwoNumbers, order: DateOrder): string {
  const start = startOf(date, order);
  return spanLabel({ start, end: start }, true);
}

function startOf(date: PlainDate | TwoNumbers, order: DateOrder): number {
  const period: PeriodValue | NoDate = 'period' in date ? date.period : inOrder(date, order);
  const days = 'problem' in period ? period : daysOf(period);
  // Every date was looked at before: there is no such case.
  return 'problem' in days ? 0 : days.start;
}

function ahead({ time }: PlainDate | TwoNumbers): number {
  return time?.zone?.minutes ?? 0;
}

/**
 * Whether times have to be moved to UTC before they are cut off to days. Midnights of another zone are days of that zone,
 * and stay the days that they are called.
 */
function clockOf(written: readonly Written[], { table, index }: Place, say: Say): boolean {
  const column = table.header[index] ?? '';
  const away = written.find(({ date }) => ahead(date) !== 0);
  const timed = written.find(({ date }) => (date.time?.seconds ?? 0) > 0);
  const zone = away?.date.time?.zone?.text ?? '';
  if (away && !timed) {
    const message = `${placeOfRow(table, away.row)}: the days of "${column}" begin at midnight of ${zone}, not of UTC. They are taken as the days that they are called, and hold other hours than those days in data of UTC.`;
    say({ severity: 'warning', code: 'zone', message, about: 'file' });
    return false;
  }
  if (!timed) return false;
  const example = `${timed.date.time?.text ?? ''} in ${placeOfRow(table, timed.row)}`;
  const moved = away ? `moved from ${zone} to UTC and then ` : '';
  const message = `${table.file}: the times of day in "${column}", such as ${example}, are ${moved}cut off: what is counted is whole days of UTC.`;
  say({ severity: 'information', code: 'time-of-day', message, about: 'file' });
  return away !== undefined;
}
