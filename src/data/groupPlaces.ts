/** Rows → groups: a group is a combination of words, one of each column, and is known by its place. */
import type { Codes } from './codes';
import type { TextColumn } from './dataset';
import { addDigit } from './loops';
import { longer } from './scan/typed';

export interface Places {
  /** All places are below this; it grows while rows are looked at. */
  readonly count: number;
  /** Finds the place of each of the first `count` rows. */
  readonly find: (rows: Int32Array, count: number, places: Int32Array) => void;
  /** Place × column → code of its word. */
  readonly codes: () => Int32Array;
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
  constructor(
    private readonly columns: readonly Codes[],
    private readonly widths: readonly number[],
    readonly count: number,
  ) {}

  find(rows: Int32Array, count: number, places: Int32Array): void {
    places.fill(0, 0, count);
    for (const [index, codes] of this.columns.entries())
      addDigit(rows, count, places, codes, this.widths[index] ?? 1);
  }

  codes(): Int32Array {
    const width = this.widths.length;
    const found = new Int32Array(this.count * width);
    for (let place = 0; place < this.count; place++) {
      let left = place;
      for (let index = width - 1; index >= 0; index--) {
        const digits = this.widths[index] ?? 1;
        found[place * width + index] = left % digits;
        left = Math.floor(left / digits);
      }
    }
    return found;
  }
}

/** A combination gets the next place when it is first met, and is found again by a hash of its codes. */
class FoundPlaces implements Places {
  count = 0;
  private found = new Int32Array(1024);
  private slots = new Int32Array(1024).fill(-1);

  constructor(private readonly columns: readonly Codes[]) {}

  find(rows: Int32Array, count: number, places: Int32Array): void {
    const own = new Int32Array(this.columns.length);
    for (let at = 0; at < count; at++) {
      for (let index = 0; index < own.length; index++) own[index] = this.columns[index]?.[rows[at] ?? 0] ?? 0;
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
    if (this.count * own.length > this.found.length) this.found = longer(this.found, this.found.length * 2);
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

  codes(): Int32Array {
    return this.found.subarray(0, this.count * this.columns.length);
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
