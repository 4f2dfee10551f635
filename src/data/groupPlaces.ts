/** Rows → groups: a group is a combination of words, one of each column, and is known by its place. */
import { BLOCK } from './blocks';
import type { Codes } from './codes';
import type { TextColumn } from './dataset';
import { codesOf, type Kept } from './kept';
import { addDigit } from './loops';
import { longer } from './scan/typed';

export interface Places {
  /** All places are below this; it grows while rows are looked at. */
  readonly count: number;
  /** Finds the place of each row of a block. */
  readonly find: (kept: Kept, places: Int32Array) => void;
  /** Writes the codes of a place into `codes`, from `at` on: one for each column. */
  readonly codesOf: (place: number, codes: Int32Array, at: number) => void;
}

/** Every combination has a place, as long as these are few enough; otherwise only those that occur. */
export function placesFor(columns: readonly TextColumn[], most: number): Places {
  const widths = columns.map(({ words }) => words.length + 1);
  const all = widths.reduce((product, width) => product * width, 1);
  const codes = columns.map((column) => column.codes);
  return all <= most ? new AllPlaces(codes, widths, all) : new FoundPlaces(codes);
}

/** The place of a combination is its codes, read as the digits of a number. */
class AllPlaces implements Places {
  private readonly digits = new Int32Array(BLOCK);

  constructor(
    private readonly columns: readonly Codes[],
    private readonly widths: readonly number[],
    readonly count: number,
  ) {}

  find(kept: Kept, places: Int32Array): void {
    const [first, ...others] = this.columns;
    if (first) codesOf(kept, first, places);
    else places.fill(0, 0, kept.count);
    for (const [index, codes] of others.entries()) {
      codesOf(kept, codes, this.digits);
      addDigit(places, kept.count, this.digits, this.widths[index + 1] ?? 1);
    }
  }

  codesOf(place: number, codes: Int32Array, at: number): void {
    let left = place;
    for (let index = this.widths.length - 1; index >= 0; index--) {
      const width = this.widths[index] ?? 1;
      codes[at + index] = left % width;
      left = Math.floor(left / width);
    }
  }
}

/** A combination gets the next place when it is first met, and is found again by a hash of its codes. */
class FoundPlaces implements Places {
  count = 0;
  private found = new Int32Array(1024);
  private slots = new Int32Array(1024).fill(-1);

  /** Of the block: column → the codes of its rows. */
  private readonly digits: readonly Int32Array[];

  constructor(private readonly columns: readonly Codes[]) {
    this.digits = columns.map(() => new Int32Array(BLOCK));
  }

  find(kept: Kept, places: Int32Array): void {
    const { columns, digits } = this;
    for (const [index, codes] of columns.entries()) codesOf(kept, codes, digits[index] ?? places);
    const own = new Int32Array(columns.length);
    for (let at = 0; at < kept.count; at++) {
      for (let index = 0; index < own.length; index++) own[index] = digits[index]?.[at] ?? 0;
      places[at] = this.placeOf(own);
    }
  }

  private placeOf(own: Int32Array): number {
    const width = own.length;
    const mask = this.slots.length - 1;
    for (let slot = hashOf(own, 0, width) & mask; ; slot = (slot + 1) & mask) {
      const place = this.slots[slot] ?? -1;
      if (place < 0) {
        this.slots[slot] = this.count;
        return this.append(own);
      }
      let index = 0;
      while (index < width && this.found[place * width + index] === own[index]) index++;
      if (index === width) return place;
    }
  }

  private append(own: Int32Array): number {
    const place = this.count++;
    const length = this.count * own.length;
    if (length > this.found.length) this.found = longer(this.found, Math.max(2 * this.found.length, length));
    this.found.set(own, place * own.length);
    if (this.count * 2 > this.slots.length) this.spread();
    return place;
  }

  private spread(): void {
    const width = this.columns.length;
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    const mask = this.slots.length - 1;
    for (let place = 0; place < this.count; place++) {
      let slot = hashOf(this.found, place * width, width) & mask;
      while ((this.slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = place;
    }
  }

  codesOf(place: number, codes: Int32Array, at: number): void {
    const width = this.columns.length;
    for (let index = 0; index < width; index++) codes[at + index] = this.found[place * width + index] ?? 0;
  }
}

function hashOf(codes: Int32Array, from: number, width: number): number {
  let hash = 0;
  for (let at = from; at < from + width; at++) {
    hash = Math.imul(hash ^ (codes[at] ?? 0), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}
