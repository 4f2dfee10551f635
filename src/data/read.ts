/**
 * Tables → a dataset. What a column means is found by its name and its cells, or said in the attach statement; what cannot be
 * read is said with its line and column. What is guessed is listed with the dataset, and said where it could change a
 * figure.
 */
import { readNumbers, readWords } from './cells';
import { checked, checkOther } from './checks';
import {
  findRoles,
  findTime,
  idsOf,
  indexOf,
  isTimeRole,
  namesTime,
  planColumns,
  type Said,
  type WordTest,
} from './columns';
import { isOther, type Dataset, type NumberColumn, type TextColumn } from './dataset';
import { decimalMark } from './decimals';
import { distinctGuesses, LISTED, type Guess, type Guessed } from './guess';
import { joinTables } from './join';
import { guessMatrix, type MemberRole } from './matrix';
import type { DecimalMark } from './numerals';
import { some, Unreadable, type About, type ReadProblem, type ReadResult, type Say } from './problem';
import { withoutRepeats } from './repeats';
import type { Encoding } from './scan/scan';
import { separatorName, type Separator } from './separators';
import type { Steps } from './steps';
import type { Table } from './table';
import { readTime, withoutTime, type TimeOptions } from './time';
import { AS_WRITTEN, isName, scalings, type StatedUnit } from './units';
import { unfold } from './wide';

export type { About, AttachOption, ReadProblem, ReadResult } from './problem';

export interface ReadOptions extends TimeOptions {
  readonly name: string;
  readonly file: string;
  /** Role → column, as the analyst says: `model`, `lab`, `country`, `day`, `week`, `month`, or a value's name. */
  readonly columns?: Said;
  /** The dimension of which every column that is not a date nor named in `columns` is a member. */
  readonly wide?: string | undefined;
  /** The mark before the decimals of all numbers. */
  readonly decimal?: DecimalMark | undefined;
  readonly units?: readonly StatedUnit[];
  /** The word of the file's lump row, which becomes OTHER: whoever asks for it knows that word only. */
  readonly other?: string | undefined;
  readonly listsTop?: number | undefined;
  /** It is no top list, however short it is. */
  readonly listsAll?: boolean | undefined;
  /** What stands between cells, and how letters are written, where that is not to be found. */
  readonly separator?: Separator | undefined;
  readonly encoding?: Encoding | undefined;
  /** The dataset from which what a top list leaves out will be computed, so that nothing is said about that. */
  readonly rest?: string | undefined;
  /** The hash of the bytes from which the text was read. */
  readonly sha256?: string | undefined;
  readonly cite?: string | undefined;
  /** What names of columns are the names of, so that a matrix is known as one. */
  readonly memberRole?: MemberRole | undefined;
}

/**
 * Reads the tables of one file or of several, in their order, as one dataset; `said` is what was said about them before.
 * Throws Unreadable for what cannot be used, and OtherKind for columns that have to be kept otherwise.
 */
export function* readTables(
  tables: readonly Table[],
  options: ReadOptions,
  said: readonly ReadProblem[] = [],
): Steps<ReadResult & { readonly dataset: Dataset }> {
  const problems = [...said];
  const guesses: Guess[] = said.flatMap(({ guess }) => guess ?? []);
  const guessed: Guessed = (guess) => guesses.push(guess);
  const say: Say = (problem) => {
    problems.push(problem);
    if (problem.guess) guesses.push(problem.guess);
  };
  const shapes = tables.map((each) => shapeOf(each, options, say, guessed));
  const [first] = shapes;
  const table = yield* joinTables(
    shapes.map((shape) => shape.table),
    options.file,
  );
  const dataset = yield* readTable(table, first?.said ?? NOTHING_SAID, options, say, guessed);
  return { dataset: { ...dataset, guesses: distinctGuesses(guesses) }, problems };
}

const NOTHING_SAID: Said = new Map();

/** A file as a table with a row for each figure, and what is said about that. */
function shapeOf(
  table: Table,
  { columns: said = NOTHING_SAID, wide, other, separator: stated, memberRole = () => undefined }: ReadOptions,
  say: Say,
  guessed: Guessed,
): { readonly table: Table; readonly said: Said } {
  const { separator } = table;
  if (separator !== undefined && separator !== ',' && separator !== stated)
    guessed({ what: 'cells', read: `separated by ${separatorName(separator)}`, instead: 'separated by …' });
  for (const [role, column] of said) indexOf(table, column, role);
  if (wide !== undefined) return unfold(table, wide, said, say);
  const matrix = guessMatrix(table, said, lumpOf(other), memberRole);
  if (!matrix) return { table, said };
  guessed(matrix.guess);
  return unfold(table, matrix.role, said, say);
}

function* readTable(
  table: Table,
  said: Said,
  options: ReadOptions,
  say: Say,
  guessed: Guessed,
): Steps<Dataset> {
  const place = findTime(table, said);
  const dates = table.header[place?.index ?? -1];
  if (dates !== undefined && !namesTime(dates) && ![...said.keys()].some(isTimeRole))
    guessed({ what: 'dates', read: `"${dates}", by its cells`, instead: 'columns day = …' });
  const time = place && readTime(table, place, options, say);
  if (!time) withoutTime(table.file, options, say);
  const roles = findRoles(table, said, place?.index, lumpOf(options.other), guessed);
  const dataset: Dataset = {
    name: options.name,
    file: options.file,
    cite: options.cite,
    sha256: options.sha256 ?? '',
    time,
    roles,
    rows: table.rows,
    lines: table.lines,
    sources: table.sources,
    listsTop: options.listsTop,
    ...(yield* readColumns(table, said, place?.index, roles, options, say, guessed)),
  };
  const done = yield* checked(yield* withoutRepeats(dataset, say), options, say);
  if (done.listsTop !== undefined && options.listsTop === undefined) {
    const read = `only the top ${done.listsTop} of each ${done.time?.grain ?? 'list'}`;
    guessed({ what: LISTED, read, instead: 'lists top …' });
  }
  return done;
}

function lumpOf(other: string | undefined): WordTest {
  const own = other?.trim().toLowerCase();
  return (word) => isOther(word) || word.toLowerCase() === own;
}

function* readColumns(
  table: Table,
  said: Said,
  time: number | undefined,
  roles: Dataset['roles'],
  { columns, units = [], other, decimal }: ReadOptions,
  say: Say,
  guessed: Guessed,
): Steps<Pick<Dataset, 'texts' | 'numbers' | 'ids'>> {
  const counted = units.map(({ column }) => column);
  const plans = planColumns(table, said, time, roles, counted);
  const scaling = scalings(table, plans, units, guessed);
  const ids = idsOf(table, said, counted);
  for (const column of ids) sayLeftOut(table, column, say);
  const texts = new Map<string, TextColumn>();
  const numbers = new Map<string, NumberColumn>();
  for (const { index, name, kind } of plans) {
    yield;
    if (kind === 'number') {
      const about: About = columns?.has(name) === true ? { role: name } : 'file';
      const mark = decimalMark(table, index, decimal, about, say, guessed);
      const figures = { index, name, mark, scaling: scaling.get(index) ?? AS_WRITTEN, about };
      numbers.set(name, yield* readNumbers(table, figures, say, guessed));
    } else {
      const isLump = kind === 'role' && other !== undefined ? lumpOf(other) : undefined;
      texts.set(name, readWords(table, index, name, isLump));
    }
  }
  if (numbers.size === 0) {
    throw new Unreadable(
      'no-values',
      `${table.file} has no column of numbers; its columns are ${some(table.header)}. Name one: \`columns tokens = …\`.`,
    );
  }
  if (other !== undefined) {
    const ofRoles = plans.flatMap(({ index, kind }) => (kind === 'role' ? [index] : []));
    checkOther(table, ofRoles, other.trim(), say);
  }
  return { texts, numbers, ...(ids.length > 0 ? { ids } : {}) };
}

function sayLeftOut({ file }: Table, column: string, say: Say): void {
  const name = isName(column) ? column : 'id';
  say({
    severity: 'information',
    code: 'ids',
    message: `${file}: nearly every row has a word of its own in "${column}", so that nothing can be counted by it, and it is left out. To ask about single ones of them, name it: \`columns ${name} = "${column}"\`.`,
    about: 'file',
  });
}
