/**
 * CSV text → dataset. What a column means is found by its name and its cells, or said in the attach statement; what
 * cannot be read is said with its line and column. Nothing is guessed that would change a figure.
 */
import { readNumbers, readWords } from './cells';
import { checkOther, checkRows, recogniseTopList } from './checks';
import { findRoles, findTime, indexOf, planColumns, type Said, type WordTest } from './columns';
import { isOther, type Dataset, type NumberColumn, type TextColumn } from './dataset';
import {
  orProblem,
  some,
  Unreadable,
  type About,
  type ReadProblem,
  type ReadResult,
  type Say,
} from './problem';
import { split, type Table } from './table';
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
  readonly units?: readonly StatedUnit[];
  /** The word of the file's lump row, which becomes OTHER: whoever asks for it knows that word only. */
  readonly other?: string | undefined;
  readonly listsTop?: number | undefined;
  /** The dataset from which what a top list leaves out will be computed, so that nothing is said about that. */
  readonly rest?: string | undefined;
  /** The hash of the bytes from which the text was read. */
  readonly sha256?: string | undefined;
  readonly cite?: string | undefined;
}

/** Reads CSV text. Never throws: a file that cannot be used comes back with the reason instead of a dataset. */
export function readCsv(text: string, options: ReadOptions): ReadResult {
  return orProblem(() => {
    const problems: ReadProblem[] = [];
    const dataset = readTable(split(text, options.file), options, (problem) => problems.push(problem));
    return { dataset, problems };
  });
}

function readTable(file: Table, options: ReadOptions, say: Say): Dataset {
  const asked = options.columns ?? new Map<string, string>();
  for (const [role, column] of asked) indexOf(file, column, role);
  const { table, said } =
    options.wide === undefined ? { table: file, said: asked } : unfold(file, options.wide, asked, say);

  const place = findTime(table, said);
  const time = place && readTime(table, place, options, say);
  if (!time) withoutTime(table.file, options, say);
  const roles = findRoles(table, said, place?.index, lumpOf(options.other));
  const dataset: Dataset = {
    name: options.name,
    file: options.file,
    cite: options.cite,
    sha256: options.sha256 ?? '',
    time,
    roles,
    rows: table.rows.length,
    lines: Int32Array.from(table.lines),
    listsTop: options.listsTop,
    ...readColumns(table, said, place?.index, roles, options, say),
  };
  checkRows(dataset, say);
  if (options.listsTop !== undefined || options.rest !== undefined) return dataset;
  return { ...dataset, listsTop: recogniseTopList(dataset, say) };
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
  { columns, units = [], other }: ReadOptions,
  say: Say,
): Pick<Dataset, 'texts' | 'numbers'> {
  const plans = planColumns(table, said, time, roles);
  const scaling = scalings(table, plans, units);
  const texts = new Map<string, TextColumn>();
  const numbers = new Map<string, NumberColumn>();
  for (const { index, name, kind } of plans) {
    if (kind === 'number') {
      const about: About = columns?.has(name) === true ? { role: name } : 'file';
      numbers.set(name, readNumbers(table, index, name, scaling.get(index) ?? AS_WRITTEN, about));
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
