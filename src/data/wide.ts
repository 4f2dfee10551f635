/**
 * A matrix, with a column for each member of a dimension, → a row for each filled cell. Whatever reads tables then needs
 * to know nothing about matrices, except where a value stands.
 */
import { findTime, indexOf, isTimeRole, placesOf, roleOfName, TOKENS, type Said } from './columns';
import { some, Unreadable, type Say } from './problem';
import { listedLines } from './lines';
import { cellAt, isEmptyColumn, type Table } from './table';
import { writtenWords } from './written';

const VALUE = TOKENS;
/** Members that are more likely the sum of all the others. */
const TOTALS = /^(grand[ _]?)?(total|sum|all)s?$/i;

/** Whether members are more likely the sum of all the others. */
export function namesTotal(word: string): boolean {
  return TOTALS.test(word);
}

export interface Unfolded {
  readonly table: Table;
  /** What was said about the matrix, and what `wide` says about its rows. */
  readonly said: Said;
}

/**
 * Unfolds a matrix. Columns that are named in `said`, and that of dates, hold for every member of their line; all others
 * are members of the dimension with their tokens. An empty cell is no row. Throws Unreadable if the two do not go together.
 */
export function unfold(matrix: Table, dimension: string, said: Said, say: Say): Unfolded {
  const { file, header } = matrix;
  const { role, column } = nameOf(dimension);
  refuse(file, dimension, said, role);
  const time = findTime(matrix, said);
  for (const [each, name] of said) indexOf(matrix, name, each);
  const named = placesOf(matrix, said);
  const isFixed = (index: number): boolean => index === time?.index || named.has(index);
  const fixed = [...header.keys()].filter(isFixed);
  const members = [...header.keys()].filter((index) => !isFixed(index));
  checkHeader(matrix, fixed, members, column, say);

  const cells: string[] = [];
  const names: string[] = [];
  const rows: number[] = [];
  for (let row = 0; row < matrix.rows; row++) {
    for (const index of members) {
      const cell = cellAt(matrix, row, index);
      if (cell === '') continue;
      cells.push(cell);
      names.push(header[index] ?? '');
      rows.push(row);
    }
  }
  if (rows.length === 0) {
    throw new Unreadable(
      'no-rows',
      `${file} has no figure in any of the columns ${some(members.map((index) => header[index] ?? ''))}.`,
    );
  }
  return {
    table: {
      ...matrix,
      header: [...fixed.map((index) => header[index] ?? ''), column, VALUE],
      rows: rows.length,
      columns: [
        ...fixed.map((index) => writtenWords(rows.map((row) => cellAt(matrix, row, index)))),
        writtenWords(names),
        writtenWords(cells),
      ],
      lines: listedLines(rows.map((row) => matrix.lines.at(row))),
      unfolded: { member: fixed.length, value: fixed.length + 1 },
    },
    said: new Map([
      ...said,
      ...(time && ![...said.keys()].some(isTimeRole) ? [['date', header[time.index] ?? ''] as const] : []),
      [role, column],
      [VALUE, VALUE],
    ]),
  };
}

/** The role of a dimension, singular or plural, and the name of its column; one of the analyst's own is its own role. */
function nameOf(dimension: string): { readonly role: string; readonly column: string } {
  const singular = dimension.toLowerCase().replace(/ies$/, 'y').replace(/s$/, '');
  const role = roleOfName(singular);
  return role ? { role, column: singular } : { role: dimension, column: dimension };
}

function refuse(file: string, dimension: string, said: Said, role: string): void {
  const about = { option: 'wide' } as const;
  if (/^(weights|variants?)$/i.test(dimension)) {
    throw new Unreadable(
      'wide-dimension',
      `\`${dimension}\` follows from the model of a row, so no file is wide by it; write \`wide by model\`, or a name of your own.`,
      about,
      ['model'],
    );
  }
  if (isTimeRole(dimension) || dimension === VALUE) {
    throw new Unreadable(
      'wide-dimension',
      `\`${dimension}\` is no dimension: \`wide by\` names what the columns of ${file} are, such as \`wide by model\`.`,
      about,
      ['model'],
    );
  }
  if (said.has(role)) {
    throw new Unreadable(
      'wide-twice',
      `${file} is wide by ${dimension}, so no single column can be \`${role}\`; leave one of the two out.`,
      { role },
    );
  }
  if (said.has(VALUE)) {
    throw new Unreadable(
      'wide-twice',
      `The cells of a file that is wide by ${dimension} are its tokens, so no single column can be; leave \`tokens = …\` out, or give that column another name.`,
      { role: VALUE },
    );
  }
}

function checkHeader(
  matrix: Table,
  fixed: readonly number[],
  members: readonly number[],
  column: string,
  say: Say,
): void {
  const { file, header } = matrix;
  if (members.length === 0) {
    throw new Unreadable(
      'no-values',
      `${file} has no columns that could be members of ${column}: all of ${some(header)} are dates or named after \`columns\`.`,
      { option: 'wide' },
    );
  }
  const clash = fixed.find((index) => header[index] === column || header[index] === VALUE);
  if (clash !== undefined) {
    throw new Unreadable(
      'wide-clash',
      `${file} has a column "${header[clash] ?? ''}" beside the members of ${column} with their tokens, so that there would be two of one name; rename it in the file.`,
    );
  }
  const nameless = members.find((index) => header[index] === '' && !isEmptyColumn(matrix, index));
  if (nameless !== undefined) {
    throw new Unreadable(
      'nameless-column',
      `${file}: column ${nameless + 1} has cells but no name in the header, so nobody knows whose tokens they are.`,
    );
  }
  const total = members.find((index) => namesTotal(header[index] ?? ''));
  if (total !== undefined) {
    const name = header[total] ?? '';
    say({
      severity: 'warning',
      code: 'wide-total',
      message: `${file}: the column "${name}" is read as a ${column} like the others. If it is the sum of them, everything is counted twice; then name it: \`columns line_total = "${name}"\`.`,
      about: { option: 'wide' },
    });
  }
}
