/**
 * CSV text → dataset. What a column means is found by its name and its cells, or said after `columns`; what cannot be
 * read is said with its line and column. Nothing is guessed that would change a figure.
 */
import Papa from 'papaparse';
import { parsePeriod, type Grain } from '../language/literals';
import { bucketOf, daysOf, isoDate, type Day, partsOf } from './calendar';
import {
  identityRole,
  isAdditive,
  isOther,
  type ColumnRole,
  type Dataset,
  type NumberColumn,
  type TextColumn,
  type TimeColumn,
} from './dataset';

export interface ReadOptions {
  readonly name: string;
  readonly file: string;
  /** Role → column, as the analyst says: `model`, `lab`, `country`, `day`, `week`, `month`, or a value's name. */
  readonly columns?: ReadonlyMap<string, string>;
  readonly every?: Grain | undefined;
  readonly listsTop?: number | undefined;
  readonly cite?: string | undefined;
}

/** `about` says which part of the attach statement is to blame: the file, or the role of a column. */
export interface ReadProblem {
  readonly severity: 'error' | 'warning' | 'information';
  readonly code: string;
  readonly message: string;
  readonly about: 'file' | { readonly role: string };
}

export type ReadResult =
  | { readonly dataset: Dataset; readonly problems: readonly ReadProblem[] }
  | { readonly dataset: undefined; readonly problems: readonly ReadProblem[] };

/** Thrown inside this file only: the first thing that makes the file unusable. */
class Unreadable extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly about: ReadProblem['about'] = 'file',
  ) {
    super(message);
  }
}

const TIME_ROLES: Readonly<Record<string, Grain | undefined>> = {
  day: 'day',
  date: undefined,
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
};

const TIME_NAMES = /^(date|day|week|week_start|week_starting|month|month_start|period|x)$/i;
/** Names that promise dates: cells that are none are a mistake, never a reason to forget about time. */
const SURELY_TIME = /^(date|day|week|week_start|week_starting|month|month_start)$/i;
/** Columns that name a week by its last day. */
const WEEK_ENDS = /^week[_ ]?(end|ending|ended|end_date)$/i;
/** A date outside of these is a slip of the pen: there was no token usage to count. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
const ROLE_NAMES: Readonly<Record<ColumnRole, RegExp>> = {
  model: /^(model|model_slug|model_id|model_permaslug|permaslug|slug|model_name)$/i,
  lab: /^(lab|author|author_slug|organi[sz]ation|org|provider|vendor|company)$/i,
  country: /^(country|country_code|nation)$/i,
};
const TOKEN_NAMES = /^(tokens|total_tokens|token_count|tokens_total|num_tokens)$/i;
const NUMBER = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;
/** A bucket of more rows is taken for a census, not for the top of a list. */
const LONGEST_TOP_LIST = 20;

/** Reads CSV text. Never throws: a file that cannot be used comes back with the reason instead of a dataset. */
export function readCsv(text: string, options: ReadOptions): ReadResult {
  try {
    const table = split(text, options);
    const columns = new Columns(table, options);
    return columns.dataset();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return {
      dataset: undefined,
      problems: [{ severity: 'error', code: error.code, message: error.message, about: error.about }],
    };
  }
}

interface Cells {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
}

function split(text: string, { file }: ReadOptions): Cells {
  // Line ends are made one kind: a file may mix them, and rows must be counted as an editor counts lines.
  const source = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  if (source.trim() === '') {
    throw new Unreadable('empty-file', `${file} is empty: it has neither a header nor rows.`);
  }
  const parsed = Papa.parse<string[]>(source, { delimiter: ',', newline: '\n' });
  const places: number[] = [];
  let line = 1;
  for (const cells of parsed.data) {
    places.push(line);
    line += 1 + cells.reduce((sum, cell) => sum + (cell.split('\n').length - 1), 0);
  }
  const quotes = parsed.errors.find((error) => error.type === 'Quotes');
  if (quotes) {
    throw new Unreadable(
      'quotes',
      `${file}, line ${places[quotes.row ?? 0] ?? line}: a quoted cell is not closed as it should be; write "" for a quote inside a quoted cell.`,
    );
  }
  const filled = parsed.data.flatMap((cells, index) =>
    cells.length > 1 || (cells[0] ?? '').trim() !== '' ? [{ cells, line: places[index] ?? 0 }] : [],
  );
  const [first, ...rows] = filled;
  const header = (first?.cells ?? []).map((cell) => cell.trim());
  const separator = header.length === 1 ? /[;\t|]/.exec(header[0] ?? '')?.[0] : undefined;
  if (separator !== undefined) {
    const called = separator === '\t' ? 'tabs' : `\`${separator}\``;
    throw new Unreadable(
      'separator',
      `${file} separates its columns by ${called}; only commas are read. Save it as CSV with commas (and decimal points).`,
    );
  }
  if (rows.length === 0) throw new Unreadable('no-rows', `${file} has a header but no rows.`);
  const ragged = rows.find(({ cells }) => cells.length !== header.length);
  if (ragged) {
    const { length } = ragged.cells;
    throw new Unreadable(
      'ragged-row',
      `${file}, line ${ragged.line}: ${length} ${length === 1 ? 'cell' : 'cells'} where the header has ${header.length} columns.`,
    );
  }
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new Unreadable('column-twice', `${file} has two columns named "${twice}"; rename one.`);
  }
  return { header, rows: rows.map(({ cells }) => cells), lines: rows.map((row) => row.line) };
}

class Columns {
  private readonly problems: ReadProblem[] = [];

  constructor(
    private readonly cells: Cells,
    private readonly options: ReadOptions,
  ) {}

  dataset(): ReadResult {
    const { name, file, cite } = this.options;
    const said = this.options.columns ?? new Map<string, string>();
    for (const [role, column] of said) this.indexOf(column, role);

    const timeColumn = this.timeColumn(said);
    const time = timeColumn && this.time(timeColumn.index, timeColumn.stated);
    const roles = this.roles(said, timeColumn?.index);
    const texts = new Map<string, TextColumn>();
    const numbers = new Map<string, NumberColumn>();
    const roleColumns = new Set(Object.values(roles));
    const tokens = said.has('tokens') ? -1 : this.tokensColumn();
    for (const [index, column] of this.cells.header.entries()) {
      if (index === timeColumn?.index) continue;
      if (roleColumns.has(column)) {
        texts.set(column, this.text(index, column));
        continue;
      }
      const given = this.givenName(index, said);
      // A name that the analyst has given to one column is not the name of another.
      if (given === undefined && said.has(column)) continue;
      const name = given ?? (index === tokens ? 'tokens' : column);
      if (name === 'tokens' || this.looksNumeric(index)) numbers.set(name, this.number(index, name));
      else texts.set(name, this.text(index, name));
    }
    if (numbers.size === 0) {
      throw new Unreadable(
        'no-values',
        `${file} has no column of numbers; its columns are ${this.cells.header.join(', ')}. Name one: \`columns tokens = …\`.`,
      );
    }
    const draft: Dataset = {
      name,
      file,
      cite,
      time,
      texts,
      numbers,
      roles,
      rows: this.cells.rows.length,
      lines: Int32Array.from(this.cells.lines),
      listsTop: this.options.listsTop,
    };
    this.checkRows(draft);
    return {
      dataset: { ...draft, listsTop: draft.listsTop ?? this.recogniseTopList(draft) },
      problems: this.problems,
    };
  }

  /** Rows that say the same thing twice, and amounts below nothing: summed as they stand, but not without a word. */
  private checkRows({ time, texts, numbers, lines, rows }: Dataset): void {
    const { file } = this.options;
    const columns = [...texts.values()];
    const seen = new Map<string, number>();
    let [twice, example] = [0, ''];
    for (let row = 0; row < rows; row++) {
      const signature = [time?.days[row] ?? '', ...columns.map((column) => column.codes[row])].join(',');
      const first = seen.get(signature);
      if (first === undefined) seen.set(signature, lines[row] ?? 0);
      else if (twice++ === 0) example = `line ${lines[row] ?? 0} repeats line ${first}`;
    }
    // Without words nor dates rows have nothing to be told apart by.
    if (twice > 0 && (time !== undefined || columns.length > 0)) {
      const more = twice > 1 ? `, and ${twice - 1} more` : '';
      const message = `${file}: ${example} (the same date and names)${more}. Such rows are added up; remove what is there twice.`;
      this.problems.push({ severity: 'warning', code: 'rows-twice', message, about: 'file' });
    }
    const tokens = numbers.get('tokens');
    const below = tokens?.values.findIndex((value) => value < 0) ?? -1;
    if (below >= 0) {
      const message = `${file}, line ${lines[below] ?? 0}: ${tokens?.values[below] ?? ''} tokens is less than none. It is subtracted as it stands, and shares of it mean little.`;
      this.problems.push({ severity: 'warning', code: 'negative', message, about: 'file' });
    }
  }

  private indexOf(column: string, role?: string): number {
    const exact = this.cells.header.indexOf(column);
    const index =
      exact >= 0 ? exact : this.cells.header.findIndex((each) => each.toLowerCase() === column.toLowerCase());
    if (index < 0) {
      throw new Unreadable(
        'missing-column',
        `${this.options.file} has no column "${column}"; its columns are ${this.cells.header.join(', ')}.`,
        role === undefined ? 'file' : { role },
      );
    }
    return index;
  }

  private timeColumn(
    said: ReadonlyMap<string, string>,
  ): { index: number; stated: Grain | undefined } | undefined {
    for (const [role, column] of said) {
      if (Object.hasOwn(TIME_ROLES, role))
        return { index: this.indexOf(column, role), stated: TIME_ROLES[role] };
    }
    const taken = new Set([...said.values()].map((column) => this.indexOf(column)));
    const free = (index: number): boolean => !taken.has(index);
    const named = this.cells.header.findIndex(
      (column, index) => TIME_NAMES.test(column) && free(index) && this.someDates(index),
    );
    if (named >= 0) return { index: named, stated: undefined };
    const dated = this.cells.header.findIndex((_, index) => free(index) && this.allDates(index));
    if (dated >= 0) return { index: dated, stated: undefined };
    const promised = this.cells.header.findIndex((column, index) => SURELY_TIME.test(column) && free(index));
    return promised >= 0 ? { index: promised, stated: undefined } : undefined;
  }

  private cell(row: number, index: number): string {
    return this.cells.rows[row]?.[index]?.trim() ?? '';
  }

  private someDates(index: number): boolean {
    return this.cells.rows.some((_, row) => dateOf(this.cell(row, index)) !== undefined);
  }

  private allDates(index: number): boolean {
    return this.cells.rows.every((_, row) => {
      const date = dateOf(this.cell(row, index));
      // A bare year is more often a number than a date.
      return date !== undefined && date.grain !== 'year';
    });
  }

  private place(row: number, index: number): string {
    return `${this.options.file}, line ${this.cells.lines[row] ?? 0}, column "${this.cells.header[index] ?? ''}"`;
  }

  private time(index: number, stated: Grain | undefined): TimeColumn {
    const days = new Int32Array(this.cells.rows.length);
    const written = new Set<Grain>();
    for (const row of this.cells.rows.keys()) {
      const cell = this.cell(row, index);
      const date = dateOf(cell);
      if (!date) {
        throw new Unreadable(
          'bad-date',
          `${this.place(row, index)}: "${cell}" is not a date; write 2026-02-09, 2026-W07 or 2026-02.`,
        );
      }
      const { year } = partsOf(date.day);
      if (year < FIRST_YEAR || year > LAST_YEAR) {
        throw new Unreadable(
          'odd-date',
          `${this.place(row, index)}: ${cell} cannot be right; mend the year.`,
        );
      }
      days[row] = date.day;
      written.add(date.grain);
    }
    if (WEEK_ENDS.test(this.cells.header[index] ?? '') && written.has('day')) {
      for (const row of days.keys()) days[row] = (days[row] ?? 0) - 6;
      this.problems.push({
        severity: 'information',
        code: 'week-ends',
        message: `${this.options.file}: the days of "${this.cells.header[index] ?? ''}" are read as the last days of weeks.`,
        about: 'file',
      });
    }
    const distinct = [...new Set(days)].sort((a, b) => a - b);
    const grain =
      stated ?? this.options.every ?? inferGrain(distinct, written, this.cells.header[index] ?? '');
    const starts =
      grain === 'week' ? distinct : [...new Set(distinct.map((day) => bucketOf(day, grain).start))];
    const position = new Map(starts.map((start, at) => [start, at]));
    const buckets = days.map((day) => position.get(grain === 'week' ? day : bucketOf(day, grain).start) ?? 0);
    const ends = starts.map((start) => (grain === 'week' ? start + 6 : bucketOf(start, grain).end));
    const overlap = starts.findIndex((start, at) => at > 0 && start <= (ends[at - 1] ?? -Infinity));
    if (overlap > 0) {
      throw new Unreadable(
        'overlapping-weeks',
        `${this.options.file} is read as weekly, but the weeks of ${isoDate(starts[overlap - 1] ?? 0)} and ${isoDate(starts[overlap] ?? 0)} overlap; if it is daily, write \`every day\`.`,
      );
    }
    const [first = 0] = starts;
    const uneven = grain === 'week' ? starts.find((start) => (start - first) % 7 !== 0) : undefined;
    if (uneven !== undefined) {
      throw new Unreadable(
        'uneven-weeks',
        `${this.options.file} is read as weekly, but the weeks of ${isoDate(first)} and ${isoDate(uneven)} start on different weekdays, so that days between them would be lost.`,
      );
    }
    return { name: this.cells.header[index] ?? '', grain, days, buckets, starts, ends };
  }

  private roles(
    said: ReadonlyMap<string, string>,
    timeIndex: number | undefined,
  ): Partial<Record<ColumnRole, string>> {
    const roles: Partial<Record<ColumnRole, string>> = {};
    const taken = new Set([...said.values()].map((column) => this.cells.header[this.indexOf(column)] ?? ''));
    for (const role of ['model', 'lab', 'country'] as const) {
      const column = said.get(role);
      if (column !== undefined) roles[role] = this.cells.header[this.indexOf(column, role)] ?? column;
      else {
        const found = this.cells.header.find(
          (name, index) =>
            ROLE_NAMES[role].test(name) &&
            !taken.has(name) &&
            index !== timeIndex &&
            !this.looksNumeric(index),
        );
        if (found !== undefined) roles[role] = found;
      }
    }
    if (roles.model === undefined) {
      const slugs = this.cells.header.find(
        (name, index) => !taken.has(name) && index !== timeIndex && this.looksLikeSlugs(index),
      );
      if (slugs !== undefined) roles.model = slugs;
    }
    return roles;
  }

  private looksLikeSlugs(index: number): boolean {
    let slugs = 0;
    for (const row of this.cells.rows.keys()) {
      const cell = this.cell(row, index);
      if (/^[\w.~-]+\/[\w.:-]+$/.test(cell)) slugs++;
      else if (cell !== '' && !isOther(cell)) return false;
    }
    return slugs > 0;
  }

  /** The name that the analyst gives to a column, such as `elo` in `columns elo = arena_score`. */
  private givenName(index: number, said: ReadonlyMap<string, string>): string | undefined {
    for (const [role, column] of said) {
      if (this.indexOf(column) === index && !Object.hasOwn(TIME_ROLES, role)) return role;
    }
    return undefined;
  }

  /** The column of tokens: the one that is called so, else the first that is called alike. */
  private tokensColumn(): number {
    const exact = this.cells.header.findIndex((name) => name.toLowerCase() === 'tokens');
    return exact >= 0 ? exact : this.cells.header.findIndex((name) => TOKEN_NAMES.test(name));
  }

  private looksNumeric(index: number): boolean {
    let numbers = 0;
    for (const row of this.cells.rows.keys()) {
      const cell = this.cell(row, index);
      if (cell === '') continue;
      if (!NUMBER.test(cell)) return false;
      numbers++;
    }
    return numbers > 0;
  }

  private number(index: number, name: string): NumberColumn {
    const values = new Float64Array(this.cells.rows.length);
    for (const row of this.cells.rows.keys()) {
      const cell = this.cell(row, index);
      if (cell !== '' && !NUMBER.test(cell)) {
        throw new Unreadable(
          'bad-number',
          `${this.place(row, index)}: "${cell}" is not a number; write it in digits, such as 4120000000000.`,
          this.options.columns?.has(name) ? { role: name } : 'file',
        );
      }
      const value = cell === '' ? NaN : Number(cell);
      if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
        throw new Unreadable(
          'too-large',
          `${this.place(row, index)}: ${cell} is larger than 9,007,199,254,740,991 and would lose digits.`,
        );
      }
      values[row] = value;
    }
    const additive = isAdditive(name) && isAdditive(this.cells.header[index] ?? '');
    return { kind: 'number', name, additive, values };
  }

  private text(index: number, name: string): TextColumn {
    const codes = new Int32Array(this.cells.rows.length);
    const words: string[] = [];
    const known = new Map<string, number>();
    for (const row of this.cells.rows.keys()) {
      const cell = this.cell(row, index);
      let code = cell === '' ? -1 : known.get(cell);
      if (code === undefined) {
        code = words.length;
        known.set(cell, code);
        words.push(cell);
      }
      codes[row] = code;
    }
    return { kind: 'text', name, codes, words };
  }

  /** Few rows in every bucket and no `other`: the top of a list, not everything. */
  private recogniseTopList(dataset: Dataset): number | undefined {
    const role = identityRole(dataset);
    const identity = role === 'model' ? dataset.texts.get(dataset.roles.model ?? '') : undefined;
    if (!identity || !dataset.time || dataset.time.starts.length < 2 || identity.words.some(isOther))
      return undefined;
    const counts = new Map<number, number>();
    for (const bucket of dataset.time.buckets) counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    const most = Math.max(...counts.values());
    if (most > LONGEST_TOP_LIST || identity.words.length <= most) return undefined;
    const fewest = Math.min(...counts.values());
    this.problems.push({
      severity: 'information',
      code: 'top-list',
      message: `${this.options.file} has ${fewest === most ? String(most) : `${fewest} to ${most}`} rows in every ${dataset.time.grain} and no "other" row: it is taken for the top of a list, and its figures are of listed rows, not of all tokens.`,
      about: 'file',
    });
    return most;
  }
}

function dateOf(cell: string): { day: Day; grain: Grain } | undefined {
  const parsed = parsePeriod(cell.replace(/[T ]00:00(:00(\.0+)?)?(Z|\+00:?00)?$/, ''));
  if ('problem' in parsed) return undefined;
  const span = daysOf(parsed.value);
  return 'problem' in span ? undefined : { day: span.start, grain: parsed.value.grain };
}

/** Whether days could be those of a grain: weeks are 7 (or a multiple) apart, months start on the first. */
function fits(days: readonly Day[], grain: Grain): boolean {
  const first = days[0] ?? 0;
  switch (grain) {
    case 'day':
      return true;
    case 'week':
      return days.every((day) => (day - first) % 7 === 0);
    default:
      return days.every((day) => bucketOf(day, grain).start === day);
  }
}

/** The grain of ascending days: as they are written, as their column is called, or else the coarsest that fits. */
function inferGrain(days: readonly Day[], written: ReadonlySet<Grain>, column: string): Grain {
  const [only] = written;
  if (written.size === 1 && only !== undefined && only !== 'day') return only;
  const called = (['day', 'week', 'month', 'quarter', 'year'] as const).find((grain) =>
    new RegExp(`(^|_)${grain}(_|$)`, 'i').test(column),
  );
  if (called !== undefined && fits(days, called)) return called;
  if (days.length < 2) return 'day';
  return (['year', 'quarter', 'month', 'week'] as const).find((grain) => fits(days, grain)) ?? 'day';
}
