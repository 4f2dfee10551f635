/**
 * Text → dataset. What a column means is found by its name and its cells, or said in the attach statement; what cannot be
 * read is said with its line and column. What is guessed is listed with the dataset, and said where it could change a
 * figure.
 */
import { readNumbers, readWords } from './cells';
import { checked, checkOther } from './checks';
import {
  findRoles,
  findTime,
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
import { isJson, readJson } from './json';
import { guessMatrix, type MemberRole } from './matrix';
import type { DecimalMark } from './numerals';
import {
  orProblem,
  some,
  Unreadable,
  type About,
  type ReadProblem,
  type ReadResult,
  type Say,
} from './problem';
import { withoutRepeats } from './repeats';
import { separatorName } from './separators';
import { split } from './split';
import type { Table } from './table';
import { readTime, withoutTime, type TimeOptions } from './time';
import { AS_WRITTEN, scalings, type StatedUnit } from './units';
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
  /** The dataset from which what a top list leaves out will be computed, so that nothing is said about that. */
  readonly rest?: string | undefined;
  /** The hash of the bytes from which the text was read. */
  readonly sha256?: string | undefined;
  readonly cite?: string | undefined;
  /** What names of columns are the names of, so that a matrix is known as one. */
  readonly memberRole?: MemberRole | undefined;
}

/** The text of a file, and how messages call it. */
export interface FileText {
  readonly file: string;
  readonly text: string;
}

/** Reads the text of one file. Never throws: what cannot be used comes back with the reason instead of a dataset. */
export function readCsv(text: string, options: ReadOptions): ReadResult {
  return readTexts([{ file: options.file, text }], options);
}

/** Reads several files as one dataset, in their order. Never throws. */
export function readTexts(texts: readonly FileText[], options: ReadOptions): ReadResult {
  return orProblem(() => {
    const problems: ReadProblem[] = [];
    const guesses: Guess[] = [];
    const guessed: Guessed = (guess) => guesses.push(guess);
    const say: Say = (problem) => {
      problems.push(problem);
      if (problem.guess) guesses.push(problem.guess);
    };
    const shapes = texts.map((each) => shapeOf(each, options, say, guessed));
    const [first] = shapes;
    const table = joinTables(
      shapes.map((shape) => shape.table),
      options.file,
    );
    const dataset = readTable(table, first?.said ?? NOTHING_SAID, options, say, guessed);
    return { dataset: { ...dataset, guesses: distinctGuesses(guesses) }, problems };
  });
}

const NOTHING_SAID: Said = new Map();

/** A file as a table with a row for each figure, and what is said about that. */
function shapeOf(
  { file, text }: FileText,
  { columns: said = NOTHING_SAID, wide, other, memberRole = () => undefined }: ReadOptions,
  say: Say,
  guessed: Guessed,
): { readonly table: Table; readonly said: Said } {
  const table = isJson(text, file) ? readJson(text, file, say) : split(text, file);
  const { separator } = table;
  if (separator !== undefined && separator !== ',')
    guessed({ what: 'cells', read: `separated by ${separatorName(separator)}` });
  for (const [role, column] of said) indexOf(table, column, role);
  if (wide !== undefined) return unfold(table, wide, said, say);
  const matrix = guessMatrix(table, said, lumpOf(other), memberRole);
  if (!matrix) return { table, said };
  guessed(matrix.guess);
  return unfold(table, matrix.role, said, say);
}

function readTable(table: Table, said: Said, options: ReadOptions, say: Say, guessed: Guessed): Dataset {
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
    rows: table.rows.length,
    lines: Int32Array.from(table.lines),
    sources: table.sources,
    listsTop: options.listsTop,
    ...readColumns(table, said, place?.index, roles, options, say, guessed),
  };
  const done = checked(withoutRepeats(dataset, say), options.rest, say);
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

function readColumns(
  table: Table,
  said: Said,
  time: number | undefined,
  roles: Dataset['roles'],
  { columns, units = [], other, decimal }: ReadOptions,
  say: Say,
  guessed: Guessed,
): Pick<Dataset, 'texts' | 'numbers'> {
  const counted = units.map(({ column }) => column);
  const plans = planColumns(table, said, time, roles, counted);
  const scaling = scalings(table, plans, units, guessed);
  const texts = new Map<string, TextColumn>();
  const numbers = new Map<string, NumberColumn>();
  for (const { index, name, kind } of plans) {
    if (kind === 'number') {
      const about: About = columns?.has(name) === true ? { role: name } : 'file';
      const mark = decimalMark(table, index, decimal, about, say, guessed);
      const figures = { index, name, mark, scaling: scaling.get(index) ?? AS_WRITTEN, about };
      numbers.set(name, readNumbers(table, figures, say, guessed));
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
  return { texts, numbers };
}
