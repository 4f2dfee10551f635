/** What a file does not say and the statement has not said: how it was read nevertheless. */
export interface Guess {
  /** What was to be found out: `decimals of tokens`. */
  readonly what: string;
  /** How it was read: `"1,440" as 1.44`. */
  readonly read: string;
  /** The option of `attach` that says it otherwise; undefined where only the file can be changed. */
  readonly instead?: string;
}

/** The guess that a file holds only the largest of every bucket. */
export const LISTED = 'rows';

export type Guessed = (guess: Guess) => void;

/** A guess in a sentence without its end: what was read, and what to write to have it otherwise. */
export function guessText({ what, read, instead }: Guess): string {
  return `${what}: ${read}${instead === undefined ? '' : `; say \`${instead}\` to change it`}`;
}

/** The guesses of several files, each said once. */
export function distinctGuesses(guesses: readonly Guess[]): readonly Guess[] {
  const texts = guesses.map(guessText);
  return guesses.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
}
