/**
 * Numbers as people and programs write them: `1,440,000`, `1.440.000,5`, `1 440`, `1.44T`, `0,776 Bio.`, `$1.2M`. How a
 * column writes its decimals is found from all of its cells, because a single one may read both ways.
 */

/** The sign before the decimals; whichever of the two it is not may stand between thousands. */
export type DecimalMark = '.' | ',';

/** A number taken apart, exactly: `digits` times ten to the power of `power`. */
export interface Numeral {
  /** As `Number` reads it: `-1440.5`, `1e6`. */
  readonly digits: string;
  /** Of the word or letter behind the number; undefined where there is none. */
  readonly power: number | undefined;
  /** That word or letter, as it is written. */
  readonly unit: string | undefined;
  readonly usd: boolean;
}

// Left out is what means a thousand in one language and a million in another: `mil`.
const SUFFIXES: readonly (readonly [RegExp, number])[] = [
  [/^(t|tn|trn|trillions?|bio|billionen|bill[oó]n|bill?ones)\.?$/i, 12],
  [/^(b|bn|g|billions?|mrd|milliarden?|milliards?)\.?$/i, 9],
  [/^(m|mn|mm|mio|millions?|millionen|millones)\.?$/i, 6],
  [/^(k|tsd|thousands?|tausend|mille)\.?$/i, 3],
];

/** The power of ten of a unit word: 12 for `T`, `trillion` and `Bio.`. The English billion is meant, unless it is plural German. */
export function powerOfWord(word: string): number | undefined {
  return SUFFIXES.find(([pattern]) => pattern.test(word))?.[1];
}

/** No number is longer; what is, is not looked at further. */
const LONGEST = 100;
/** Most numbers, which read in one way only. */
const PLAIN = /^[+-]?\d+$/;
/** How a numeral begins: words are told from it without looking for letters of all languages, which take long to prepare. */
const BEGINNING = /^[+\-−]?\s*[$]?\s*\d/;
/** Sign, currency, digits with whatever stands between them, exponent, unit. */
const NUMERAL =
  /^([+\-−]?)\s*([$]?)\s*(\d(?:[\d.,'’_ \u00a0\u2009\u202f]*\d)?)(e[+-]?\d+)?\s*(\p{L}+\.?)?(?:\s+tokens?)?$/iu;
/** Blanks and apostrophes stand between thousands and nowhere else, one kind of them in a number. */
const SPACES = /['’_ \u00a0\u2009\u202f]/g;
const SPACED = /^\d{1,3}(['’_ \u00a0\u2009\u202f])\d{3}(\1\d{3})*([.,]\d+)?$/;

/** How a number can be written with each mark. Only what starts without a zero has thousands to set apart. */
const WELL_FORMED: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^(\d+|[1-9]\d{0,2}(,\d{3})+)(\.\d+)?$/,
  ',': /^(\d+|[1-9]\d{0,2}(\.\d{3})+)(,\d+)?$/,
};

interface Parts {
  readonly sign: string;
  readonly usd: boolean;
  /** Digits, points and commas only. */
  readonly body: string;
  readonly exponent: string;
  readonly power: number | undefined;
  readonly unit: string | undefined;
}

function partsOf(cell: string): Parts | undefined {
  if (cell.length > LONGEST || !BEGINNING.test(cell)) return undefined;
  const match = NUMERAL.exec(cell);
  if (!match) return undefined;
  const [, sign = '', currency = '', written = '', exponent = '', suffix] = match;
  const word = suffix !== undefined && /^tokens?$/i.test(suffix) ? undefined : suffix;
  const power = word === undefined ? undefined : powerOfWord(word);
  if (word !== undefined && power === undefined) return undefined;
  const body = SPACED.test(written) ? written.replace(SPACES, '') : written;
  if (!/^[\d.,]+$/.test(body)) return undefined;
  return { sign: sign === '−' ? '-' : sign, usd: currency !== '', body, exponent, power, unit: word };
}

/** The mark with which a number surely is written; `either` if it is a different one with each, undefined if it has none. */
type Evidence = DecimalMark | 'either' | 'none' | undefined;

/** What a cell says about its decimals; `none` if it is no number at all. */
function evidenceOf(cell: string): Evidence {
  if (PLAIN.test(cell)) return undefined;
  const parts = partsOf(cell);
  if (!parts) return 'none';
  const { body } = parts;
  const [point, comma] = [WELL_FORMED['.'].test(body), WELL_FORMED[','].test(body)];
  if (point && comma) return /[.,]/.test(body) ? 'either' : undefined;
  return point ? '.' : comma ? ',' : 'none';
}

export interface Marks {
  /** Mark → the first cell that surely uses it, by its place. */
  readonly first: Readonly<Partial<Record<DecimalMark, number | undefined>>>;
  /** The mark that the cells use; undefined where no cell tells. */
  readonly mark: DecimalMark | undefined;
  /** The first cell that reads both ways, by its place. */
  readonly either: number | undefined;
  /** The first two cells that contradict each other, by their places. */
  readonly conflict: readonly [number, number] | undefined;
}

/** What the cells of a column say about their decimals; cells that are no numbers say nothing. */
export function marksOf(cells: Iterable<string>): Marks {
  const found: Partial<Record<DecimalMark | 'either', number>> = {};
  let place = 0;
  for (const cell of cells) {
    const evidence = evidenceOf(cell);
    if (evidence !== undefined && evidence !== 'none') found[evidence] ??= place;
    place++;
  }
  return marksIn(found);
}

/** What follows from the first cell that surely uses each mark, and the first that reads both ways. */
export function marksIn({
  either,
  ...first
}: Readonly<Partial<Record<DecimalMark | 'either', number | undefined>>>): Marks {
  const { '.': point, ',': comma } = first;
  const [one, other] = [point, comma].filter((each) => each !== undefined).sort((a, b) => a - b);
  return {
    first,
    mark: point !== undefined ? '.' : comma !== undefined ? ',' : undefined,
    either,
    conflict: one !== undefined && other !== undefined ? [one, other] : undefined,
  };
}

/** Whether a cell is a number with one of the marks; one with a unit behind it counts where `units` allows them. */
export function isNumeral(cell: string, units: boolean): boolean {
  if (PLAIN.test(cell)) return true;
  return evidenceOf(cell) !== 'none' && (units || partsOf(cell)?.power === undefined);
}

/** A cell with this decimal mark; undefined if it is no such number. */
export function parseNumeral(cell: string, mark: DecimalMark): Numeral | undefined {
  if (PLAIN.test(cell)) return { digits: cell, power: undefined, unit: undefined, usd: false };
  const parts = partsOf(cell);
  if (!parts || !WELL_FORMED[mark].test(parts.body)) return undefined;
  const { sign, usd, body, exponent, power, unit } = parts;
  const digits = body.replaceAll(mark === '.' ? ',' : '.', '').replace(',', '.');
  return { digits: sign + digits + exponent, power, unit, usd };
}
