/** Why a file is no table, in the user's words; and why it has to be read once more. */
import { shown, Unreadable, type ReadProblem } from '../problem';
import { SEPARATORS, separatorName, type Separator } from '../separators';

/** A header is shorter, in characters: what is longer is a file without line ends. */
export const LONGEST_HEADER = 2 ** 20;
/** Spreadsheets have no more. */
const MOST_COLUMNS = 16_384;

/** What the next reading of a file is told, because this one was mistaken. */
export interface Lesson {
  /** It is not UTF-8. */
  readonly western?: true;
  /** Some of its lines end as old Macintoshes wrote them, with `\r` alone. */
  readonly carriage?: true;
  /** The columns, by their places, that hold something else than what they begin with. */
  readonly words?: readonly number[];
}

/** Thrown inside this folder only: the file must be read again from its start. */
export class Again extends Error {
  readonly lesson: Lesson;

  constructor(lesson: Lesson) {
    super('The file has to be read again.');
    this.lesson = lesson;
  }
}

export function emptyFile(file: string): Unreadable {
  return new Unreadable('empty-file', `${file} is empty: it has neither a header nor rows.`);
}

export function noRows(file: string): Unreadable {
  return new Unreadable('no-rows', `${file} has a header but no rows.`);
}

export function binary(file: string): Unreadable {
  return new Unreadable(
    'binary',
    `${file} is not text: it holds bytes that no table has. Save the table as CSV and attach that file.`,
  );
}

export function longHeader(file: string, length: number): Unreadable {
  return new Unreadable(
    'long-line',
    `${file} begins with a line of ${Math.round(length / 1e6).toLocaleString('en-US')} million characters, which is no header. Its line ends may have been lost; save it again as CSV.`,
  );
}

export function longRow(file: string, line: number, most: number): Unreadable {
  return new Unreadable(
    'long-line',
    `${file}, line ${line}: this row takes more than ${most / 2 ** 20} MB. The line ends behind it may have been lost; save the file again as CSV.`,
  );
}

export function badQuotes(file: string, line: number): Unreadable {
  return new Unreadable(
    'quotes',
    `${file}, line ${line}: a quoted cell is not closed as it should be; write "" for a quote inside a quoted cell.`,
  );
}

export function raggedRow(
  file: string,
  line: number,
  { cells, row }: { readonly cells: number; readonly row: string },
  columns: number,
  separator: Separator,
): Unreadable {
  const count = `${cells} ${cells === 1 ? 'cell' : 'cells'}`;
  return new Unreadable(
    'ragged-row',
    `${file}, line ${line}: ${count} where the header has ${columns} columns${otherSeparator(row, columns, separator)}.`,
  );
}

/** A row that would fit the header by another separator than the rest. */
function otherSeparator(row: string, columns: number, separator: Separator): string {
  const other = SEPARATORS.find((each) => each !== separator && row.split(each).length === columns);
  if (other === undefined) return '';
  return `: its cells are separated by ${separatorName(other)}, and those of the header by ${separatorName(separator)}`;
}

export function tooManyColumns(file: string, columns: number): Unreadable {
  return new Unreadable(
    'too-many-columns',
    `${file} has ${columns.toLocaleString('en-US')} columns; no more than ${MOST_COLUMNS.toLocaleString('en-US')} are read. Write it with a row for each figure.`,
  );
}

/** Throws where a header cannot be one of a table. */
export function checkHeader(file: string, header: readonly string[]): void {
  if (header.length > MOST_COLUMNS) throw tooManyColumns(file, header.length);
  const seen = new Set<string>();
  for (const name of header) {
    if (seen.has(name))
      throw new Unreadable('column-twice', `${file} has two columns named "${shown(name)}"; rename one.`);
    seen.add(name);
  }
}

/** What is said about a file that is read as Western European text. */
export function saysWestern(file: string): ReadProblem {
  return {
    severity: 'warning',
    code: 'encoding',
    message: `${file} is not UTF-8; it is read as Western European text (Windows-1252). If names look wrong, save it as "CSV UTF-8".`,
    about: 'file',
    guess: { what: 'encoding', read: 'Western European (Windows-1252)', instead: 'encoding …' },
  };
}

export function notUtf8(file: string): Unreadable {
  return new Unreadable(
    'encoding',
    `${file} is not UTF-8, as it is said to be: some of its bytes are no text in it. Say how it is encoded, or save it as "CSV UTF-8".`,
    { option: 'encoding' },
    ['encoding "windows-1252"'],
  );
}
