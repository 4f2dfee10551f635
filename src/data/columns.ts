/** Which column is what: said after `columns`, or else found by its name and its cells. */
import type { Grain } from '../language/literals';
import { closest } from '../language/closest';
import type { ColumnRole } from './dataset';
import type { Guessed } from './guess';
import { namesAmounts, plainName, unitInName, type NamedUnit } from './headers';
import { inQuotes, some, Unreadable } from './problem';
import { maybeDate, surelyDate } from './dates';
import { distinctCells, looksNumeric, type Table } from './table';
import type { TimePlace } from './time';

/** Role → column, as the analyst says: `model`, `lab`, `country`, `day`, `week`, `month`, or a value's name. */
export type Said = ReadonlyMap<string, string>;

/** Tells the words of the rows into which the source has lumped what it does not list. */
export type WordTest = (word: string) => boolean;

const TIME_ROLES: Readonly<Record<string, Grain | undefined>> = {
  day: 'day',
  date: undefined,
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
};

export function isTimeRole(role: string): boolean {
  return Object.hasOwn(TIME_ROLES, role);
}

const TIME_NAMES =
  /^(date|day|week|week_start|week_starting|month|month_start|period|x|week[_ -]?end(ing|ed)?)$/i;
/** Names that promise dates: cells that are none are a mistake, never a reason to forget about time. */
const SURELY_TIME = /^(date|day|week|week_start|week_starting|month|month_start|week[_ -]?end(ing|ed)?)$/i;
const ROLES: readonly ColumnRole[] = ['model', 'lab', 'country'];
const ROLE_NAMES: Readonly<Record<ColumnRole, RegExp>> = {
  model: /^(model|model_slug|model_id|model_permaslug|permaslug|slug|model_name|modell)$/i,
  lab: /^(lab|author|author_slug|organi[sz]ation|org|provider|vendor|company)$/i,
  country: /^(country|country_code|nation)$/i,
};
const SLUG = /^[\w.~-]+\/[\w.:-]+$/;
/** What every dataset counts, unless it says otherwise. */
export const TOKENS = 'tokens';
const TOKEN_NAMES =
  /^(tokens?|total_tokens|token_count|tokens_total|num_tokens|tokens_used|token_usage|token_volume)$/;

/** What TOKEN_NAMES begin with, before a unit as well. */
const LIKE_TOKENS = /^(token|total_tokens|num_tokens)/;

/** The role that the name of a column promises. */
export function roleOfName(column: string): ColumnRole | undefined {
  return ROLES.find((role) => ROLE_NAMES[role].test(column));
}

/** The place of a column, without regard to case. Throws Unreadable if there is none, about the role that asked for it. */
export function indexOf({ file, header }: Table, column: string, role?: string): number {
  const exact = header.indexOf(column);
  const index = exact >= 0 ? exact : header.findIndex((each) => each.toLowerCase() === column.toLowerCase());
  if (index >= 0) return index;
  const near = closest(column, header);
  throw new Unreadable(
    'missing-column',
    `${file} has no column "${column}"; ${near[0] === undefined ? 'its' : `did you mean "${near[0]}"? Its`} columns are ${some(header)}.`,
    role === undefined ? 'file' : { role },
    inQuotes(near),
  );
}

/** Whether a column is called like one of dates. */
export function namesTime(column: string): boolean {
  return TIME_NAMES.test(column);
}

export function findTime(table: Table, said: Said): TimePlace | undefined {
  for (const [role, column] of said) {
    if (isTimeRole(role)) return { index: indexOf(table, column, role), stated: TIME_ROLES[role] };
  }
  const taken = placesOf(table, said);
  const find = (test: (column: string, index: number) => boolean): number =>
    table.header.findIndex((column, index) => !taken.has(index) && test(column, index));
  const named = find((column, index) => TIME_NAMES.test(column) && someDates(table, index));
  const dated = named >= 0 ? named : find((_, index) => allDates(table, index));
  const index = dated >= 0 ? dated : find((column) => SURELY_TIME.test(column));
  return index >= 0 ? { index, stated: undefined } : undefined;
}

function someDates(table: Table, index: number): boolean {
  const { kind } = table.columns[index] ?? {};
  return (
    kind !== 'figures' &&
    (kind === 'moments' || distinctCells(table, index).some(({ cell }) => maybeDate(cell)))
  );
}

function allDates(table: Table, index: number): boolean {
  const column = table.columns[index];
  if (column?.kind === 'words') return column.words.every(surelyDate);
  return column?.kind === 'moments';
}

/** The columns that the analyst has named, by their places. */
export function placesOf(table: Table, said: Said): ReadonlySet<number> {
  return new Set([...said.values()].map((column) => indexOf(table, column)));
}

/** Role → column. A column of slugs is one of models whatever its name. */
export function findRoles(
  table: Table,
  said: Said,
  time: number | undefined,
  isLump: WordTest,
  guessed: Guessed,
): Partial<Record<ColumnRole, string>> {
  const { header } = table;
  const roles: Partial<Record<ColumnRole, string>> = {};
  const taken = placesOf(table, said);
  const find = (test: (name: string, index: number) => boolean): string | undefined =>
    header.find((name, index) => !taken.has(index) && index !== time && test(name, index));
  for (const role of ROLES) {
    const column = said.get(role);
    const found =
      column === undefined
        ? find((name, index) => ROLE_NAMES[role].test(name) && !looksNumeric(table, index))
        : header[indexOf(table, column, role)];
    if (found !== undefined) roles[role] = found;
  }
  if (roles.model === undefined) {
    const slugs = find((_, index) => looksLikeSlugs(table, index, isLump));
    if (slugs !== undefined) {
      roles.model = slugs;
      guessed({ what: 'models', read: `"${slugs}", by its cells`, instead: 'columns model = …' });
    }
  }
  return roles;
}

function looksLikeSlugs(table: Table, index: number, isLump: WordTest): boolean {
  const column = table.columns[index];
  if (column?.kind !== 'words') return false;
  const cells = column.words.filter((cell) => cell !== '' && !isLump(cell));
  return cells.length > 0 && cells.every((cell) => SLUG.test(cell));
}

/** A column that becomes one of the dataset, under its name there. */
export interface ColumnPlan {
  readonly index: number;
  readonly name: string;
  readonly kind: 'number' | 'text' | 'role';
  /** In what it counts, if its name in the file says so. */
  readonly unit?: NamedUnit | undefined;
}

/**
 * Every column but that of dates: those of roles under their own names, the others as the analyst calls them. A unit in
 * the name of a column of amounts is no part of the name. `counted` are the columns to which the statement gives a unit:
 * in them, and in columns that are called like amounts, numbers may have a unit behind them.
 */
export function planColumns(
  table: Table,
  said: Said,
  time: number | undefined,
  roles: Readonly<Partial<Record<ColumnRole, string>>>,
  counted: readonly string[] = [],
): ColumnPlan[] {
  const ofRoles = new Set(Object.values(roles));
  const given = givenNames(table, said);
  const tokens = said.has('tokens') ? -1 : tokensColumn(table.header);
  const names = new Set([...table.header, ...given.values()]);
  const stated = new Set(counted.map((name) => name.toLowerCase()));
  return table.header.flatMap((column, index): ColumnPlan[] => {
    if (index === time) return [];
    if (ofRoles.has(column)) return [{ index, name: column, kind: 'role' }];
    const own = given.get(index);
    if (own === undefined && isLeftOut(table, index, counted)) return [];
    // A name that the analyst has given to one column is not the name of another.
    if (own === undefined && said.has(column)) return [];
    const unit = namesAmounts(column) ? unitInName(column) : undefined;
    const bare = unit && !names.has(unit.base) ? unit.base : column;
    names.add(bare);
    const name = own ?? (index === tokens ? TOKENS : bare);
    const amounts = [column, name].some((each) => namesAmounts(each) || stated.has(each.toLowerCase()));
    const isNumber = name === TOKENS || looksNumeric(table, index, amounts);
    return [{ index, name, kind: isNumber ? 'number' : 'text', unit: isNumber ? unit : undefined }];
  });
}

/** The columns of ids, by their names: a statement that names one keeps it. */
export function idsOf(table: Table, said: Said, counted: readonly string[] = []): string[] {
  const named = placesOf(table, said);
  return table.header.filter((_, index) => !named.has(index) && isLeftOut(table, index, counted));
}

function isLeftOut({ columns, header }: Table, index: number, counted: readonly string[]): boolean {
  const name = header[index] ?? '';
  const isNamed = counted.some((each) => each.toLowerCase() === name.toLowerCase());
  return columns[index]?.kind === 'ids' && !isNamed && index !== tokensColumn(header);
}

/** Place → the name that the analyst gives to a column, such as `elo` in `columns elo = arena_score`. */
function givenNames(table: Table, said: Said): ReadonlyMap<number, string> {
  const given = new Map<number, string>();
  for (const [role, column] of said) {
    const index = indexOf(table, column);
    if (!isTimeRole(role) && !given.has(index)) given.set(index, role);
  }
  return given;
}

/**
 * The column of tokens: the one that is called so, else the first that is called alike, or alike with a unit; −1 if there
 * is none.
 */
export function tokensColumn(header: readonly string[]): number {
  const tests: readonly ((name: string) => boolean)[] = [
    (name) => name.toLowerCase() === TOKENS,
    (name) => TOKEN_NAMES.test(plainName(name)),
    (name) => LIKE_TOKENS.test(plainName(name)) && TOKEN_NAMES.test(plainName(unitInName(name)?.base ?? '')),
  ];
  for (const test of tests) {
    const index = header.findIndex(test);
    if (index >= 0) return index;
  }
  return -1;
}
