/** What a published figure expects of the computed value: the range in which it holds, and how that is said. */
import type { BoundNode, Comparison, Quantity } from '../../language/nodes';
import type { Unit } from '../../protocol/result';
import { compare, roundAt, truncateAt, type Decimal } from './decimal';
import { mismatch, states, toleranceForm, nounOf, valueOf } from './published';
import { about, atDigits, between, comparedWith, nearly, placeIn, within, type Range } from './range';
import { exactText } from './words';

export interface Expected {
  readonly range: Range;
  /** `!=`: it holds outside of the range. */
  readonly negated: boolean;
  /** Judged on both bounds, and not on the attributed value alone. */
  readonly strict: boolean;
  /** As published, without what is said about its precision: `61%`. */
  readonly text: string;
  /** What a value that is off is measured from. */
  readonly reference: (value: Decimal) => Decimal;
  /** The place of the last digit that was written. */
  readonly place: number;
  /** The place down to which the digits of a computed value are of use. */
  readonly finest: number;
  /** Two values of which the same can be said. */
  readonly alike: (a: Decimal, b: Decimal) => boolean;
  /** A sentence about a value; `shown` is that value in words. */
  readonly says: (value: Decimal, shown: string) => string;
}

export type Expectation = Expected | { readonly problem: string };

const WORDS: Readonly<Record<Exclude<Comparison, '=' | '!='>, string>> = {
  '<': 'less than',
  '<=': 'at most',
  '>': 'more than',
  '>=': 'at least',
};

/** Reads one bound: `±` goes before everything else that is said about the precision. */
export function expectedOf({ quantity, modifier, tolerance }: BoundNode, unit: Unit): Expectation {
  const figure = read(quantity, unit);
  if ('problem' in figure) return figure;
  const { text, value } = figure;
  if (tolerance) {
    const size = valueOf(tolerance);
    const form = toleranceForm(unit);
    if (!size || tolerance.quantity.unit !== form.quantity) {
      return {
        problem: `The tolerance \`${tolerance.text}\` is ${nounOf(tolerance)}; a tolerance of \`${text}\` is written like \`${form.example}\`.`,
      };
    }
    return inRange(
      figure,
      within(value, size),
      (ends) => `within ${text} ± ${tolerance.text} (${ends})`,
      unit,
    );
  }
  switch (modifier) {
    case undefined:
    case '=':
      return byDigits(figure);
    case '!=':
      return { ...byDigits(figure), negated: true, strict: true };
    case 'about':
      return inRange(figure, about(value), (ends) => `within 5% of ${text} (${ends})`, unit);
    case 'nearly':
      return inRange(figure, nearly(value), (ends) => `nearly ${text} (${ends})`, unit);
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const phrase = `${WORDS[modifier]} ${text}`;
      return { ...inRange(figure, comparedWith(value, modifier), () => phrase, unit), strict: true };
    }
  }
}

/** `between low and high`: two comparisons, and so judged on both bounds. */
export function expectedBetween(
  low: Quantity | undefined,
  high: Quantity | undefined,
  unit: Unit,
): Expectation {
  const [from, to] = [read(low, unit), read(high, unit)];
  if ('problem' in from) return from;
  if ('problem' in to) return to;
  const phrase = `between ${from.text} and ${to.text}`;
  const place = Math.min(from.value.exponent, to.value.exponent);
  const figure = { ...from, text: phrase };
  return {
    ...inRange(figure, between(from.value, to.value), () => phrase, unit),
    strict: true,
    place,
    finest: place,
    reference: (value) => (compare(value, from.value) < 0 ? from.value : to.value),
  };
}

interface Figure {
  readonly text: string;
  readonly value: Decimal;
}

function read(quantity: Quantity | undefined, unit: Unit): Figure | { readonly problem: string } {
  if (!quantity) return { problem: 'No figure is written that it could be held against.' };
  if (!states(quantity, unit)) return { problem: mismatch(quantity, unit) };
  const value = valueOf(quantity);
  return value ? { text: quantity.text, value } : { problem: `\`${quantity.text}\` cannot be read.` };
}

/** How a value comes to the figure at the digits written. */
type Reading = 'is exactly' | 'rounds and truncates to' | 'rounds to' | 'truncates to' | undefined;

function readingOf(value: Decimal, figure: Decimal): Reading {
  if (compare(value, figure) === 0) return 'is exactly';
  const rounds = compare(roundAt(value, figure.exponent), figure) === 0;
  const truncates = compare(truncateAt(value, figure.exponent), figure) === 0;
  if (rounds) return truncates ? 'rounds and truncates to' : 'rounds to';
  return truncates ? 'truncates to' : undefined;
}

function byDigits({ text, value: figure }: Figure): Expected {
  return {
    range: atDigits(figure),
    negated: false,
    strict: false,
    text,
    reference: () => figure,
    place: figure.exponent,
    // One digit more than published shows how it was rounded.
    finest: figure.exponent - 1,
    alike: (a, b) =>
      readingOf(a, figure) === readingOf(b, figure) && compare(a, figure) === compare(b, figure),
    says: (value, shown) => {
      const reading = readingOf(value, figure);
      if (reading === 'is exactly') return `The computed value is exactly ${text}.`;
      if (reading !== undefined) return `${shown} ${reading} ${text}.`;
      // Whole numbers are counted, not rounded.
      const areWhole = figure.exponent === 0 && value.exponent >= 0;
      return `${shown} ${areWhole ? 'is not' : 'neither rounds nor truncates to'} ${text}.`;
    },
  };
}

/** `phrase` says what the value is that lies in the range, whose ends it is told. */
function inRange(figure: Figure, range: Range, phrase: (ends: string) => string, unit: Unit): Expected {
  const edges = [range.from, range.to].filter((edge) => edge !== undefined);
  const ends = edges.map((edge) => exactText(edge.at, unit)).join(' to ');
  return {
    range,
    negated: false,
    strict: false,
    text: figure.text,
    reference: () => figure.value,
    place: figure.value.exponent,
    finest: figure.value.exponent,
    alike: (a, b) => edges.every((edge) => compare(a, edge.at) === compare(b, edge.at)),
    says: (value, shown) => `${shown} is ${placeIn(range, value) === 'inside' ? '' : 'not '}${phrase(ends)}.`,
  };
}
