/** What is said about an attached file: in the user's words, and about which part of the attach statement. */
import type { Dataset } from './dataset';
import type { Guess } from './guess';

/** The options of which an attach statement has one each. */
export type AttachOption =
  | ('wide' | 'every' | 'dates' | 'decimal' | 'separated' | 'encoding')
  | ('other' | 'lists' | 'rest' | 'complete' | 'sha256');

/** Which part of the attach statement is to blame: the file, the column of a role, the unit of a column, or an option. */
export type About =
  'file' | { readonly role: string } | { readonly unit: string } | { readonly option: AttachOption };

export interface ReadProblem {
  readonly severity: 'error' | 'warning' | 'information';
  readonly code: string;
  readonly message: string;
  readonly about: About;
  /** What could be written in place of the part that is to blame, likeliest first. */
  readonly instead?: readonly string[];
  /** Options that the statement lacks and could be given, each of which settles the matter, likeliest first. */
  readonly add?: readonly string[];
  /** What was guessed, where this is about a guess: it is listed with the dataset, too. */
  readonly guess?: Guess;
}

/** Takes what is to be said about a file that can be used nevertheless. */
export type Say = (problem: ReadProblem) => void;

export type ReadResult =
  | { readonly dataset: Dataset; readonly problems: readonly ReadProblem[] }
  | { readonly dataset: undefined; readonly problems: readonly ReadProblem[] };

/** Thrown inside this folder only: the first thing that makes a file unusable. */
export class Unreadable extends Error {
  readonly problem: ReadProblem;

  constructor(
    code: string,
    message: string,
    about: About = 'file',
    instead: readonly string[] = [],
    add: readonly string[] = [],
  ) {
    super(message);
    this.problem = {
      ...{ severity: 'error', code, message, about },
      ...(instead.length > 0 ? { instead } : {}),
      ...(add.length > 0 ? { add } : {}),
    };
  }
}

/** What `read` returns, or why there is no dataset. Lets through what is not about the file. */
export function orProblem(read: () => ReadResult): ReadResult {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { dataset: undefined, problems: [error.problem] };
  }
}

const LONGEST_LIST = 12;
const LONGEST_WORD = 60;

/** The words for a message; of many the first, and how many more there are. */
export function some(words: readonly string[]): string {
  const left = words.length - LONGEST_LIST;
  const list = (left <= 1 ? words : words.slice(0, LONGEST_LIST)).map(shown).join(', ');
  return left <= 1 ? list : `${list} and ${left} more`;
}

/** What stands in a file, for a message: not too long. */
export function shown(text: string): string {
  return text.length > LONGEST_WORD ? `${text.slice(0, LONGEST_WORD - 1)}…` : text;
}

/** Words as the language writes them in quotes; without those that it cannot write. */
export function inQuotes(words: readonly string[]): string[] {
  return words.filter((word) => !/["\n]/.test(word)).map((word) => `"${word}"`);
}
