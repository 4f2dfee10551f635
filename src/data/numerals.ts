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
  readonly usd: boolean;
}

const SUFFIXES: readonly (readonly [RegExp, number])[] = [
  [/^(t|tn|trn|trillions?|bio|billionen|bill[oó]n(es)?)\.?$/i, 12],
  [/^(b|bn|g|billions?|mrd|milliarden?|milliards?)\.?$/i, 9],
  [/^(m|mn|mm|mio|millions?|millionen|millones)\.?$/i, 6],
  [/^(k|tsd|thousands?|tausend|mille|mil)\.?$/i, 3],
];

/** The power of ten of a unit word: 12 for `T`, `trillion` and `Bio.`. The English billion is meant, unless it is plural German. */
export function powerOfWord(word: string): number | undefined {
  return SUFFIXES.find(([pattern]) => pattern.test(word))?.[1];
}

/** Sign, currency, digits with whatever stands between them, exponent, unit. */
const NUMERAL =
  /^([+\-−]?)\s*([$]?)\s*(\d(?:[\d.,'’_ \u00a0\u2009\u202f]*\d)?)(e[+-]?\d+)?\s*(\p{L}+\.?)?$/iu;
const SPACES = /(?<=\d)['’_ \u00a0\u2009\u202f](?=\d{3}(?!\d))/g;

interface Parts {
  readonly sign: string;
  readonly usd: boolean;
  /** Digits, points and commas only. */
  readonly body: string;
  readonly exponent: string;
  readonly power: number | undefined;
}

function partsOf(cell: string): Parts | undefined {
  const match = NUMERAL.exec(cell);
  if (!match) return undefined;
  const [, sign = '', currency = '', written = '', exponent = '', suffix] = match;
  const power = suffix === undefined ? undefined : powerOfWord(suffix);
  if (suffix !== undefined && power === undefined) return undefined;
  const body = written.replace(SPACES, '');
  if (!/^[\d.,]+$/.test(body)) return undefined;
  return { sign: sign === '−' ? '-' : sign, usd: currency !== '', body, exponent, power };
}

/** What one number says about its decimals: a mark that it surely uses, `either` where it reads both ways. */
function markOf(body: string): DecimalMark | 'either' | undefined {
  const marks = body.match(/[.,]/g) ?? [];
  const [first] = marks;
  const last = marks.at(-1) as DecimalMark | undefined;
  if (first === undefined || last === undefined) return undefined;
  if (first !== last) return last;
  // The same mark again and again stands between thousands.
  if (marks.length > 1) return last === '.' ? ',' : '.';
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(body) ? 'either' : last;
}

export interface Marks {
  /** The mark that the cells use; undefined where no cell tells. */
  readonly mark: DecimalMark | undefined;
  /** A cell that reads both ways. */
  readonly either: string | undefined;
  /** Two cells that contradict each other. */
  readonly conflict: readonly [string, string] | undefined;
}

/** What the cells of a column say about their decimals; cells that are no numbers say nothing. */
export function marksOf(cells: Iterable<string>): Marks {
  const found: Partial<Record<DecimalMark | 'either', string>> = {};
  for (const cell of cells) {
    const parts = partsOf(cell);
    const mark = parts && markOf(parts.body);
    if (mark !== undefined) found[mark] ??= cell;
  }
  const { '.': point, ',': comma, either } = found;
  return {
    mark: point !== undefined ? '.' : comma !== undefined ? ',' : undefined,
    either,
    conflict: point !== undefined && comma !== undefined ? [point, comma] : undefined,
  };
}

/** A cell with this decimal mark; undefined if it is no such number. */
export function parseNumeral(cell: string, mark: DecimalMark): Numeral | undefined {
  const parts = partsOf(cell);
  if (!parts) return undefined;
  const { sign, usd, body, exponent, power } = parts;
  const [group, decimal] = mark === '.' ? ['\\,', '\\.'] : ['\\.', '\\,'];
  const well = new RegExp(`^(\\d+|\\d{1,3}(${group}\\d{3})+)(${decimal}\\d+)?$`);
  if (!well.test(body)) return undefined;
  const digits = body.replace(new RegExp(group, 'g'), '').replace(',', '.');
  return { digits: sign + digits + exponent, power, usd };
}
