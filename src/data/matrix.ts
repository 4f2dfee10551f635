/** Whether a file is a matrix though nobody has said so: numbers only, under the names of models, labs or countries. */
import { findTime, placesOf, tokensColumn, TOKENS, type Said, type WordTest } from './columns';
import type { ColumnRole } from './dataset';
import { inQuotes, some } from './problem';
import type { Guess } from './guess';
import { isEmptyColumn, looksNumeric, type Table } from './table';
import { namesTotal } from './wide';

/** What a word is the name of, as far as whoever is asked knows. */
export type MemberRole = (word: string) => ColumnRole | undefined;

const ROLES: readonly ColumnRole[] = ['model', 'lab', 'country'];
/** So many of the names must be known: a lab may be new. */
const KNOWN = 3 / 4;
const SLUG = /^[\w.~-]+\/[\w.:-]+$/;

export interface GuessedMatrix {
  readonly role: ColumnRole;
  readonly guess: Guess;
}

/** The dimension of which the columns are members; undefined for a file that has a row for each figure. */
export function guessMatrix(
  table: Table,
  said: Said,
  isLump: WordTest,
  memberRole: MemberRole,
): GuessedMatrix | undefined {
  const { header } = table;
  if ([TOKENS, ...ROLES].some((role) => said.has(role)) || tokensColumn(header) >= 0) return undefined;
  const time = findTime(table, said)?.index;
  const named = placesOf(table, said);
  const columns = [...header.keys()].filter(
    (index) => index !== time && !named.has(index) && header[index] !== '',
  );
  if (!columns.every((index) => looksNumeric(table, index, true) || isEmptyColumn(table, index)))
    return undefined;
  const names = columns
    .map((index) => header[index] ?? '')
    .filter((name) => !isLump(name) && !namesTotal(name));
  const roleOf = (name: string): ColumnRole | undefined => (SLUG.test(name) ? 'model' : memberRole(name));
  const roles = names.map(roleOf);
  const role = ROLES.find((each) => {
    const known = roles.filter((own) => own === each).length;
    return known > 1 && known >= names.length * KNOWN;
  });
  if (role === undefined) return undefined;
  const unknown = names.filter((_, index) => roles[index] !== role);
  const also = unknown.length === 0 ? '' : `, ${some(inQuotes(unknown))} too`;
  return {
    role,
    guess: { what: 'layout', read: `a column for each ${role}${also}`, instead: 'columns tokens = …' },
  };
}
