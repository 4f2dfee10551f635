/** What the name of a column says about its numbers: `Tokens (Bio.)`, `tokens_bn`, `Total tokens [T]`. */
import { powerOfWord } from './numerals';

export interface NamedUnit {
  /** The name without its unit. */
  readonly base: string;
  readonly power: number;
  /** The unit as it is written. */
  readonly word: string;
}

const IN_BRACKETS = /^(.*\S)[\s_]*[([{]\s*(?:in\s+)?(\p{L}+\.?)(?:\s+(?:of\s+)?tokens?)?\s*[)\]}]$/iu;
const AFTER_IN = /^(.*[^\s_,-])[\s_,-]+in[\s_-]+(\p{L}+\.?)$/iu;
/** One letter alone may as well tell a column from its sister: `tokens_a`, `tokens_b`. */
const BEHIND = /^(.*[^\s_,-])[\s_,-]+(\p{L}{2,}\.?)$/iu;
/** In `cost_per_m` the unit is of something else. */
const PER = /(^|[\s_-])(per|pro|je|par|por)$|\/$/i;

/** Between words of a name. */
const BETWEEN = /[\s_,.()[\]{}-]+/;

/** Takes a unit off the name of a column; undefined if it has none. */
export function unitInName(name: string): NamedUnit | undefined {
  // Most names have none, which is told without looking for letters of all languages: that takes long to prepare.
  if (!name.split(BETWEEN).some((each) => powerOfWord(each) !== undefined)) return undefined;
  const [, base, word] = IN_BRACKETS.exec(name) ?? AFTER_IN.exec(name) ?? BEHIND.exec(name) ?? [];
  if (base === undefined || word === undefined || PER.test(base)) return undefined;
  const power = powerOfWord(word);
  return power === undefined ? undefined : { base, word, power };
}

/** A name as it is compared with others: `Total tokens` is called as `total_tokens` is. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .trim()
    .replace(/[\s_-]+/g, '_');
}

const AMOUNTS =
  /(^|_)(tokens?|usage|volumes?|counts?|requests?|calls?|spend|spending|costs?|revenue|amounts?)(_|$)/;
/** A second copy of another column, rounded for readers. */
const COPIES = /(^|_)(human|readable|formatted|display|label|text)(_|$)/;

/** Whether a column is called like amounts that are often written with a unit, unlike sizes of models (`7B`). */
export function namesAmounts(name: string): boolean {
  const plain = plainName(unitInName(name)?.base ?? name);
  return AMOUNTS.test(plain) && !COPIES.test(plain);
}
