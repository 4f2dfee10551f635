/** Columns of numbers. */
import { bitsFor, setBit, type Bits } from '../codes';
import { marksOf, type DecimalMark } from '../numerals';
import type { WrittenFigures, WrittenUnits } from '../written';
import type { Block } from './block';
import type { Place, Reading } from './column';
import { endOfCell, startOfCell } from './dictionary';
import { bytesOf, FigureReader, LARGEST, MOST_DECIMALS, POWERS_OF_TEN, ZERO } from './figure';
import type { Kernel } from './kernel';
import { Again, binary } from './problems';
import { cellText, utf8 } from './text';
import { fitted, longer, withRoom } from './typed';

/** A column with more odd cells than this one is no column of numbers. */
export const MOST_ODD = 100_000;
/** So many digits are whole numbers of 32 bits. */
const FEW_DIGITS = 9;
const BLANK = 32;
/** Whole numbers below it have 32 bits. */
export const NARROW = 2 ** 32;

export class Figures implements Reading {
  private readonly place: Place;
  private readonly mark: DecimalMark;
  private readonly reader: FigureReader;
  private values: Uint32Array | Float64Array;
  private decimals = 0;
  /** The largest number without its sign, and whether there is one below 0. */
  private largest = 0;
  private negative = false;
  private empty: Bits | undefined;
  private units: { codes: Uint8Array; readonly first: number[] } | undefined;
  /** Byte → the place of the unit that is this one letter, counted from 1; 0 if none is known. */
  private readonly letters = new Uint8Array(256);
  private readonly odd = new Map<number, string>();
  private sure = -1;
  private either = -1;

  constructor(place: Place, mark: DecimalMark) {
    this.place = place;
    this.mark = mark;
    this.reader = new FigureReader(mark);
    this.values = new Uint32Array(place.rows);
  }

  read(block: Block, mark: number, stride: number, count: number, row: number): void {
    this.values = withRoom(this.values, row + count);
    if (this.empty && this.empty.length << 5 < row + count)
      this.empty = longer(this.empty, bitsFor(this.values.length).length);
    if (this.units) this.units.codes = withRoom(this.units.codes, row + count);
    const left = block.kernel ? this.readPlain(block.kernel, mark, stride, count) : count;
    if (left > 0) this.readNumbers(block, mark, stride, count, row, block.kernel !== undefined);
    this.widen(row);
    const kernel = this.values instanceof Uint32Array ? block.kernel : undefined;
    this.values.set(kernel?.whole(count) ?? block.numbers.subarray(0, count), row);
  }

  /** Returns how many numbers are missing. */
  private readPlain(kernel: Kernel, mark: number, stride: number, count: number): number {
    const { decimals, sure, either, largest } = this;
    const marks = bytesOf(this.mark);
    const left = kernel.figures(mark, stride, count, { ...marks, decimals, sure, either, largest });
    this.largest = kernel.largest;
    return left;
  }

  /**
   * Most numbers are a few digits, perhaps with one letter behind them; whatever is more is read one by one. If only some
   * are missing, these are below 0, and the others are not.
   */
  private readNumbers(
    block: Block,
    mark: number,
    stride: number,
    count: number,
    row: number,
    onlyMissing: boolean,
  ): void {
    const { bytes, marks, numbers } = block;
    const { letters } = this;
    const { point } = bytesOf(this.mark);
    let { decimals, largest } = this;
    let { sure, either } = this;
    for (let index = 0, at = mark; index < count; index++, at += stride) {
      if (onlyMissing && (numbers[index] ?? 0) >= 0) continue;
      let from = (marks[at] ?? 0) + 1;
      let to = marks[at + 1] ?? 0;
      // One stands in the place of a quote.
      if (bytes[from] === BLANK) from++;
      if (to > from && bytes[to - 1] === BLANK) to--;
      let place = from;
      let value = 0;
      let digit = (bytes[place] ?? 0) - ZERO;
      while (digit >= 0 && digit <= 9) {
        value = (Math.imul(value, 10) + digit) | 0;
        digit = (bytes[++place] ?? 0) - ZERO;
      }
      let behind = 0;
      if (place < to && digit + ZERO === point && place > from) {
        const first = ++place;
        digit = (bytes[place] ?? 0) - ZERO;
        while (digit >= 0 && digit <= 9) {
          value = (Math.imul(value, 10) + digit) | 0;
          digit = (bytes[++place] ?? 0) - ZERO;
        }
        behind = place - first;
        // The first numbers that tell something about the mark are not passed over.
        const open = behind === 3 && first - from <= 4 && bytes[from] !== ZERO;
        if (behind === 0 || (open ? either : sure) < 0) place = from;
      }
      const unit = place + 1 === to && place > from ? (letters[bytes[place] ?? 0] ?? 0) : 0;
      if (unit > 0) place++;
      if (place === to && to > from && to - from <= FEW_DIGITS && behind <= decimals) {
        const number = behind === decimals ? value : value * (POWERS_OF_TEN[decimals - behind] ?? 0);
        if (unit > 0 && this.units && number <= LARGEST) this.units.codes[row + index] = unit;
        if (number <= largest) {
          numbers[index] = number;
          continue;
        }
        if (number <= LARGEST) {
          numbers[index] = largest = number;
          continue;
        }
      }
      this.largest = largest;
      numbers[index] = this.readNumber(block, from, to, row, index, onlyMissing ? count : index);
      ({ decimals, largest, sure, either } = this);
    }
    this.largest = largest;
  }

  /** The number of a cell that may be anything. */
  private readNumber(
    { bytes, numbers }: Block,
    from: number,
    to: number,
    first: number,
    index: number,
    read: number,
  ): number {
    const row = first + index;
    const end = endOfCell(bytes, from, to);
    const start = startOfCell(bytes, from, end);
    if (start === end) {
      this.empty ??= bitsFor(this.values.length);
      setBit(this.empty, row);
      return 0;
    }
    const { reader } = this;
    if (!reader.read(bytes, start, end)) return this.readOdd(bytes, start, end, row);
    if (reader.unit > 0) this.noteUnit(reader.unit, row);
    if (reader.decimals > this.decimals && !this.rescale(reader.decimals, first, numbers.subarray(0, read)))
      return this.readOdd(bytes, start, end, row);
    const value = reader.value * (POWERS_OF_TEN[this.decimals - reader.decimals] ?? 0);
    if (Math.abs(value) > LARGEST) return this.readOdd(bytes, start, end, row);
    if (value < 0) this.negative = true;
    if (Math.abs(value) > this.largest) this.largest = Math.abs(value);
    this.note(reader.evidence === 'sure', reader.evidence === 'either', row);
    if (this.units) this.units.codes[row] = reader.unit;
    return value;
  }

  private note(sure: boolean, either: boolean, row: number): void {
    if (sure && this.sure < 0) this.sure = row;
    if (either && this.either < 0) this.either = row;
  }

  private noteUnit(unit: number, row: number): void {
    this.units ??= { codes: new Uint8Array(this.values.length), first: [] };
    this.units.first[unit - 1] ??= row;
    const word = this.reader.units[unit - 1] ?? '';
    if (word.length === 1) this.letters[word.charCodeAt(0)] = unit;
  }

  private readOdd(bytes: Uint8Array, from: number, to: number, row: number): number {
    const written = utf8(bytes.subarray(from, to));
    if (written.includes('\0')) throw binary(this.place.file);
    const cell = cellText(written);
    this.odd.set(row, cell);
    if (this.odd.size > MOST_ODD) throw new Again({ words: [this.place.column] });
    const { mark, either } = marksOf([cell]);
    this.note(mark === this.mark, either !== undefined, row);
    return 0;
  }

  /** More decimals for all that was read before; false if these numbers would not be exact any more. */
  private rescale(decimals: number, row: number, numbers: Float64Array): boolean {
    const factor = POWERS_OF_TEN[decimals - this.decimals] ?? 0;
    if (decimals > MOST_DECIMALS || this.largest * factor > LARGEST) return false;
    this.decimals = decimals;
    this.largest *= factor;
    this.widen(row);
    const { values } = this;
    for (let each = 0; each < row; each++) values[each] = (values[each] ?? 0) * factor;
    for (let each = 0; each < numbers.length; each++) numbers[each] = (numbers[each] ?? 0) * factor;
    return true;
  }

  private widen(rows: number): void {
    if (this.values instanceof Float64Array || (this.largest < NARROW && !this.negative)) return;
    const wide = new Float64Array(this.values.length);
    wide.set(this.values.subarray(0, rows));
    this.values = wide;
  }

  finish(rows: number): WrittenFigures {
    const { mark, decimals, odd, sure, either } = this;
    return {
      ...{ kind: 'figures', mark, decimals, odd, sure, either },
      values: fitted(this.values, rows, this.place.keepsRoom),
      empty: this.empty && this.empty.slice(0, bitsFor(rows).length),
      units: this.writtenUnits(rows),
    };
  }

  private writtenUnits(rows: number): WrittenUnits | undefined {
    if (!this.units) return undefined;
    const { codes, first } = this.units;
    return { codes: fitted(codes, rows, false), words: this.reader.units, first };
  }
}
