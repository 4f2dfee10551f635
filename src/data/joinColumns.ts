/** Columns of several parts of a table, or of several tables, one behind the other. */
import { bitsFor, codesFor, hasBit, setBit, type Bits, type Codes } from './codes';
import { LARGEST, MOST_UNITS, POWERS_OF_TEN } from './scan/figure';
import { MOST_ODD, NARROW } from './scan/figures';
import type { Values } from './scan/typed';
import { stretches, type Steps } from './steps';
import type { WrittenColumn, WrittenFigures, WrittenMoments, WrittenUnits, WrittenWords } from './written';

/** The array with so many elements, where there is room for them behind its own. */
export type Room = <A extends Values>(array: A, length: number) => A | undefined;

const NO_ROOM: Room = () => undefined;

/**
 * One column with the rows of all, in their order: what a single reading of them would have given. undefined where they are
 * not kept in the same way, or could not be kept so together. Where there is `room` behind the first, the others go there.
 */
export function* joinColumns(
  parts: readonly WrittenColumn[],
  room = NO_ROOM,
): Steps<WrittenColumn | undefined> {
  if (parts.length === 1) return parts[0];
  if (parts.every((part) => part.kind === 'words'))
    return { kind: 'words', ...(yield* joinCoded(parts, room)) };
  if (parts.every((part) => part.kind === 'ids'))
    return { kind: 'ids', rows: parts.reduce((sum, { rows }) => sum + rows, 0) };
  if (parts.every((part) => part.kind === 'figures')) return yield* joinFigures(parts, room);
  if (parts.every((part) => part.kind === 'moments')) return yield* joinMoments(parts, room);
  return undefined;
}

type Coded = Pick<WrittenWords, 'words' | 'codes' | 'first'>;

/** So many words are looked up in a step. */
const WORDS = 2 ** 13;

function* joinCoded(parts: readonly Coded[], room: Room): Steps<Coded> {
  const begins = beginsOf(parts.map(({ codes }) => codes.length));
  const known = new Map<string, number>();
  const first: number[] = [];
  const codesOf: Uint32Array[] = [];
  for (const [at, part] of parts.entries()) {
    const codeOf = new Uint32Array(part.words.length);
    for (const [code, word] of part.words.entries()) {
      if (code % WORDS === 0) yield;
      const found = known.get(word) ?? known.size;
      if (found === known.size) {
        known.set(word, found);
        first.push((begins[at] ?? 0) + (part.first[code] ?? 0));
      }
      codeOf[code] = found;
    }
    codesOf.push(codeOf);
  }
  const rows = begins.at(-1) ?? 0;
  // Those of the first part stay as they are, if all fit into as many bytes.
  const [head] = parts;
  const fits = head && codesFor(known.size, 0).BYTES_PER_ELEMENT <= head.codes.BYTES_PER_ELEMENT;
  const longer = fits ? room(head.codes, rows) : undefined;
  const codes = longer ?? codesFor(known.size, rows);
  for (const { part, stretch, begin } of stretchesOf(parts.map((each) => each.codes))) {
    yield;
    if (part > 0 || !longer) recode(stretch, codesOf[part], codes.subarray(begin));
  }
  return { words: [...known.keys()], codes, first };
}

function recode(codes: Codes, codeOf: Uint32Array = new Uint32Array(), into: Codes): void {
  for (let row = 0; row < codes.length; row++) into[row] = codeOf[codes[row] ?? 0] ?? 0;
}

function* joinMoments(parts: readonly WrittenMoments[], room: Room): Steps<WrittenMoments | undefined> {
  const [head] = parts;
  if (!head || parts.some(({ between, zone }) => between !== head.between || zone !== head.zone))
    return undefined;
  const { between, zone } = head;
  const seconds = yield* append(
    parts.map((part) => part.seconds),
    Int32Array,
    room,
  );
  return { kind: 'moments', ...(yield* joinCoded(parts, room)), seconds, between, zone };
}

function* joinFigures(parts: readonly WrittenFigures[], room: Room): Steps<WrittenFigures | undefined> {
  const [head] = parts;
  if (!head || parts.some(({ mark }) => mark !== head.mark)) return undefined;
  const begins = beginsOf(parts.map(({ values }) => values.length));
  const odd = new Map<number, string>();
  for (const [at, part] of parts.entries())
    for (const [row, cell] of part.odd) odd.set((begins[at] ?? 0) + row, cell);
  if (odd.size > MOST_ODD) return undefined;
  const decimals = Math.max(...parts.map((part) => part.decimals));
  const scaled: WrittenFigures['values'][] = [];
  for (const part of parts) {
    const values = yield* scaledValues(part, decimals);
    if (!values) return undefined;
    scaled.push(values);
  }
  const isWide = scaled.some((values) => values instanceof Float64Array);
  const unitWords = [...new Set(parts.flatMap(({ units }) => units?.words ?? []))];
  if (unitWords.length > MOST_UNITS) return undefined;
  return {
    ...{ kind: 'figures', mark: head.mark, decimals, odd },
    values: isWide ? yield* append(scaled, Float64Array, room) : yield* append(scaled, Uint32Array, room),
    empty: yield* joinBits(
      parts.map(({ empty }) => empty),
      begins,
    ),
    units: unitWords.length === 0 ? undefined : yield* joinUnits(parts, begins, unitWords),
    sure: firstOf(
      parts.map(({ sure }) => sure),
      begins,
    ),
    either: firstOf(
      parts.map(({ either }) => either),
      begins,
    ),
  };
}

/** The numbers of a part, times ten to the power of more decimals than it has; undefined if they are not exact then. */
function* scaledValues(
  { values, decimals: own }: WrittenFigures,
  decimals: number,
): Steps<WrittenFigures['values'] | undefined> {
  if (own === decimals) return values;
  const factor = POWERS_OF_TEN[decimals - own] ?? Infinity;
  let largest = 0;
  for (const [from, to] of stretches(values.length)) {
    yield;
    for (let row = from; row < to; row++) largest = Math.max(largest, Math.abs(values[row] ?? 0));
  }
  if (largest * factor > LARGEST) return undefined;
  const isNarrow = values instanceof Uint32Array && largest * factor < NARROW;
  const scaled = isNarrow ? new Uint32Array(values.length) : new Float64Array(values.length);
  for (const [from, to] of stretches(values.length)) {
    yield;
    for (let row = from; row < to; row++) scaled[row] = (values[row] ?? 0) * factor;
  }
  return scaled;
}

/** Arrays one behind the other, as one of a kind that holds all of them. */
function* append<A extends Values>(
  arrays: readonly Values[],
  kind: new (length: number) => A,
  room: Room,
): Steps<A> {
  const [head] = arrays;
  const rows = arrays.reduce((sum, { length }) => sum + length, 0);
  const longer = head instanceof kind ? room(head, rows) : undefined;
  const all = longer ?? new kind(rows);
  for (const { part, stretch, begin } of stretchesOf(arrays)) {
    yield;
    if (part > 0 || !longer) all.set(stretch, begin);
  }
  return all;
}

/** Arrays one behind the other in stretches, with the place where each begins then. */
function* stretchesOf<A extends Values>(
  arrays: readonly A[],
): Generator<{ readonly part: number; readonly stretch: A; readonly begin: number }, void, void> {
  let before = 0;
  for (const [part, array] of arrays.entries()) {
    for (const [from, to] of stretches(array.length))
      yield { part, stretch: array.subarray(from, to) as A, begin: before + from };
    before += array.length;
  }
}

function* joinBits(parts: readonly (Bits | undefined)[], begins: readonly number[]): Steps<Bits | undefined> {
  if (parts.every((bits) => bits === undefined)) return undefined;
  const all = bitsFor(begins.at(-1) ?? 0);
  for (const [at, bits] of parts.entries()) {
    const begin = begins[at] ?? 0;
    if (bits)
      for (const [from, to] of stretches((begins[at + 1] ?? 0) - begin)) {
        yield;
        for (let row = from; row < to; row++) if (hasBit(bits, row)) setBit(all, begin + row);
      }
  }
  return all;
}

function* joinUnits(
  parts: readonly WrittenFigures[],
  begins: readonly number[],
  words: readonly string[],
): Steps<WrittenUnits> {
  const codes = new Uint8Array(begins.at(-1) ?? 0);
  const none = new Uint8Array();
  const codesOf = parts.map(({ units }) =>
    Uint32Array.of(0, ...(units?.words ?? []).map((word) => words.indexOf(word) + 1)),
  );
  for (const [part, { units }] of parts.entries())
    for (const { stretch, begin } of stretchesOf([units?.codes ?? none])) {
      yield;
      recode(stretch, codesOf[part], codes.subarray((begins[part] ?? 0) + begin));
    }
  const first = words.map((word) =>
    firstOf(
      parts.map(({ units }) => units?.first[units.words.indexOf(word)] ?? -1),
      begins,
    ),
  );
  return { codes, words, first };
}

/** Part → its first row; and behind them how many rows there are. */
function beginsOf(lengths: readonly number[]): number[] {
  const begins = [0];
  for (const length of lengths) begins.push((begins.at(-1) ?? 0) + length);
  return begins;
}

/** The first row of all that is found in a part, where it is not −1. */
function firstOf(found: readonly number[], begins: readonly number[]): number {
  const at = found.findIndex((row) => row >= 0);
  return at < 0 ? -1 : (begins[at] ?? 0) + (found[at] ?? 0);
}
