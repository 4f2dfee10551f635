/** Rows that stand in several files of one dataset, as where each download overlaps the one before. */
import { picked } from './codes';
import { numberAt, withNumbers, type Dataset, type NumberColumn } from './dataset';
import { JoinedLines, listedLines } from './lines';
import { Unreadable, type Say } from './problem';
import { rowKey, type Key } from './rowKey';
import { placeOfLine } from './sources';
import type { Steps } from './steps';

/**
 * The dataset with each such row once. Throws Unreadable where two files disagree about one: nobody can say which is
 * right. Rows that stand twice in one file are left as they are.
 */
export function* withoutRepeats(dataset: Dataset, say: Say): Steps<Dataset> {
  const { lines, file, rows } = dataset;
  if (!(lines instanceof JoinedLines)) return dataset;
  const fileOf = filesOf(lines, rows);
  const keyOf = yield* keysOf(dataset, fileOf);
  const seen = new Map<Key, number>();
  const kept: number[] = [];
  let example = '';
  for (let row = 0; row < rows; row++) {
    if (row % STEP === 0) yield;
    const key = keyOf(row);
    const before = seen.get(key);
    if (before === undefined || fileOf[before] === fileOf[row]) {
      if (before === undefined) seen.set(key, row);
      kept.push(row);
      continue;
    }
    const places = (): string[] => [before, row].map((each) => placeOfLine(dataset, lines.at(each)));
    checkSame(dataset, before, row, places);
    if (example === '') example = `${places()[1] ?? ''} repeats ${places()[0] ?? ''}`;
  }
  const repeated = rows - kept.length;
  if (repeated === 0) return dataset;
  const more = repeated > 1 ? `, and so do ${(repeated - 1).toLocaleString('en-US')} more rows` : '';
  say({
    severity: 'information',
    code: 'rows-in-two-files',
    message: `${file}: ${example}${more}. What stands in several files is counted once.`,
    about: 'file',
  });
  return { ...pick(dataset, kept), repeated };
}

/** So many rows are a step. */
const STEP = 2 ** 13;

/** Row → the place of its file. */
function filesOf({ begins }: JoinedLines, rows: number): Uint32Array {
  const fileOf = new Uint32Array(rows);
  for (const [file, begin] of begins.entries()) fileOf.fill(file, begin, begins[file + 1] ?? rows);
  return fileOf;
}

/**
 * What tells rows apart: the date with the models, labs and countries where these are enough within every file, and all
 * words otherwise.
 */
function* keysOf(dataset: Dataset, fileOf: Uint32Array): Steps<(row: number) => Key> {
  const { texts, roles, rows } = dataset;
  const all = [...texts.values()];
  const ofRoles = all.filter(({ name }) => Object.values(roles).includes(name));
  const short = rowKey(dataset, ofRoles);
  const within = new Set<Key>();
  for (let row = 0; row < rows; row++) {
    if (row % STEP === 0) yield;
    if (row > 0 && fileOf[row] !== fileOf[row - 1]) within.clear();
    const key = short(row);
    if (within.has(key)) return rowKey(dataset, all);
    within.add(key);
  }
  return short;
}

function checkSame(
  { numbers, file }: Dataset,
  before: number,
  row: number,
  places: () => readonly string[],
): void {
  for (const column of numbers.values()) {
    const [one, other] = [numberAt(column, before), numberAt(column, row)];
    if (Object.is(one, other)) continue;
    const figure = (value: number): string =>
      Number.isNaN(value) ? 'nothing' : value.toLocaleString('en-US');
    throw new Unreadable(
      'files-disagree',
      `${places()
        .map((place) => place || file)
        .join(
          ' and ',
        )} are about the same, but \`${column.name}\` is ${figure(one)} in the first and ${figure(other)} in the second. Keep the file that is right, or name the files one by one.`,
    );
  }
}

/** The dataset with these rows only, which hold every bucket. */
function pick(dataset: Dataset, rows: readonly number[]): Dataset {
  const { time, texts, numbers, lines } = dataset;
  return {
    ...dataset,
    rows: rows.length,
    lines: listedLines(Int32Array.from(rows, (row) => lines.at(row))),
    time: time && {
      ...time,
      codes: picked(time.codes, rows),
      ...(time.times ? { times: Int32Array.from(rows, (row) => time.times?.[row] ?? 0) } : {}),
    },
    texts: new Map(
      [...texts].map(([name, column]) => [name, { ...column, codes: picked(column.codes, rows) }]),
    ),
    numbers: new Map([...numbers].map(([name, column]) => [name, pickNumbers(column, rows)])),
  };
}

function pickNumbers(column: NumberColumn, rows: readonly number[]): NumberColumn {
  return withNumbers(
    column,
    Float64Array.from(rows, (row) => numberAt(column, row)),
  );
}
