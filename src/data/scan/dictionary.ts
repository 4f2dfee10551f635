/** Words by their bytes: a cell gets the number of its word without ever becoming a string. */
import type { Block } from './block';
import { SPARE_KEYS, type Kernel } from './kernel';
import { cellText, utf8 } from './text';
import { binary } from './problems';

const BLANK = 32;
const LINE_END = 10;
const RETURN = 13;

/** Each four bytes of a word are multiplied by another power of it. */
const MULTIPLIER = 0x9e3779b1 | 0;
const MIX = 0x85ebca77 | 0;
/** No word is longer, in bytes. */
const LONGEST = 2 ** 30;
/** So many bytes of words are decoded at a time. */
const DECODED = 2 ** 16;
/** So many cells are looked up here where the kernel stopped, before it goes on. */
const LEFT = 4;

/**
 * The words of a column in the order in which they first occur. They are found by a hash of their bytes, four at a time;
 * behind their ends stand zeros.
 */
export class Dictionary {
  readonly file: string;
  count = 0;
  /** Slot → one more than the code of its word, or 0; and the hash of that word. A power of two of them. */
  slots: Int32Array;
  /** Code → where its word begins in `keys`, and how many bytes it has. */
  places: Int32Array;
  keys: Int32Array;
  /** How many elements of `keys` are used. */
  used = 0;
  /** Code → the row in which its word first stands. */
  first: Int32Array;
  private readonly words: string[] = [];
  /** Whether a word is another than its bytes, so that two of them may be the same. */
  private changed = false;

  /** In which all arrays lie, as long as there is room. */
  private kernel: Kernel | undefined;

  constructor(file: string, kernel?: Kernel) {
    this.file = file;
    this.kernel = kernel;
    this.slots = this.zeros(2 * 128);
    this.places = this.zeros(2 * 64);
    this.keys = this.zeros(256);
    this.first = this.zeros(64);
  }

  private zeros(length: number): Int32Array {
    const array = this.kernel?.allocate(length);
    if (!array) this.kernel = undefined;
    return array ?? new Int32Array(length);
  }

  private grown(array: Int32Array, length: number): Int32Array {
    const grown = this.zeros(length);
    grown.set(array);
    return grown;
  }

  /**
   * Writes the codes of `count` cells of a column into those of the block, from the first mark of the column on; `row` is
   * the row of the first. Only the first `most` bytes of each are looked at.
   */
  read(block: Block, mark: number, stride: number, count: number, row: number, most = LONGEST): void {
    const { kernel } = block;
    for (let index = 0; index < count;) {
      const quick = most === LONGEST && this.kernel === kernel ? kernel : undefined;
      if (quick) index = quick.words(mark, stride, index, count, row, this);
      // What is not plain, or new while there is no room, is often followed by more of it.
      const last = quick ? Math.min(count, index + LEFT) : count;
      this.readAll(block, mark, stride, index, last, row, most);
      index = last;
    }
  }

  /** The same in TypeScript, from one cell to another. */
  private readAll(
    { bytes, view, marks, codes }: Block,
    column: number,
    stride: number,
    start: number,
    end: number,
    row: number,
    most: number,
  ): void {
    let { slots, places, keys } = this;
    let mask = (slots.length >> 1) - 1;
    for (let index = start, mark = column + start * stride; index < end; index++, mark += stride) {
      let from = (marks[mark] ?? 0) + 1;
      let to = marks[mark + 1] ?? 0;
      if ((bytes[from] ?? 0) <= BLANK || (bytes[to - 1] ?? 0) <= BLANK) {
        to = endOfCell(bytes, from, to);
        from = startOfCell(bytes, from, to);
      }
      if (to - from > most) to = from + most;
      const length = to - from;
      let hash = length;
      let at = from;
      let multiplier = MULTIPLIER;
      for (; at + 4 <= to; at += 4) {
        const four = view.getInt32(at, true);
        hash = (hash + Math.imul(four ^ (four >>> 15), multiplier)) | 0;
        multiplier = Math.imul(multiplier, MULTIPLIER);
      }
      // Of the last four bytes those behind the end are left out.
      const rest = at < to ? firstBytes(view.getInt32(at, true), to - at) : 0;
      hash = (hash + Math.imul(rest ^ (rest >>> 15), multiplier)) | 0;
      hash = Math.imul(hash ^ (hash >>> 15), MIX);
      hash ^= hash >>> 13;
      let slot = hash & mask;
      let code = -1;
      for (;;) {
        code = (slots[2 * slot] ?? 0) - 1;
        if (code < 0) break;
        if (slots[2 * slot + 1] === hash && places[2 * code + 1] === length) {
          let key = places[2 * code] ?? 0;
          let other = from;
          while (other < at && view.getInt32(other, true) === keys[key]) {
            other += 4;
            key++;
          }
          if (other === at && (at === to || rest === keys[key])) break;
        }
        slot = (slot + 1) & mask;
      }
      if (code < 0) {
        code = this.add(bytes, from, to, hash, slot, row + index);
        ({ slots, places, keys } = this);
        mask = (slots.length >> 1) - 1;
      }
      codes[index] = code;
    }
  }

  /** A word that is new, for the empty slot. */
  private add(bytes: Uint8Array, from: number, to: number, hash: number, slot: number, row: number): number {
    const code = this.count++;
    const length = to - from;
    const size = (length + 3) >> 2;
    this.slots[2 * slot] = code + 1;
    this.slots[2 * slot + 1] = hash;
    if (2 * code >= this.places.length) {
      this.places = this.grown(this.places, 4 * code);
      this.first = this.grown(this.first, 2 * code);
    }
    if (this.used + size + SPARE_KEYS > this.keys.length)
      this.keys = this.grown(this.keys, 2 * (this.used + size + SPARE_KEYS));
    this.places[2 * code] = this.used;
    this.places[2 * code + 1] = length;
    this.first[code] = row;
    const key = new Uint8Array(this.keys.buffer, this.keys.byteOffset + (this.used << 2), length);
    for (let at = 0; at < length; at++) key[at] = bytes[from + at] ?? 0;
    this.used += size;
    if (4 * this.count > this.slots.length) this.spread();
    return code;
  }

  /** Twice as many slots. */
  private spread(): void {
    const old = this.slots;
    const slots = this.zeros(2 * old.length);
    const mask = old.length - 1;
    for (let at = 0; at < old.length; at += 2) {
      const [code = 0, hash = 0] = [old[at], old[at + 1]];
      if (code === 0) continue;
      let slot = hash & mask;
      while (slots[2 * slot] !== 0) slot = (slot + 1) & mask;
      slots[2 * slot] = code;
      slots[2 * slot + 1] = hash;
    }
    this.slots = slots;
  }

  /** Makes strings of the words that came since the last time. Throws where they are no text. */
  decode(): readonly string[] {
    const bytes = new Uint8Array(this.keys.buffer, this.keys.byteOffset);
    while (this.words.length < this.count) {
      const start = (this.places[2 * this.words.length] ?? 0) << 2;
      let end = this.words.length;
      while (end < this.count && ((this.places[2 * end] ?? 0) << 2) - start < DECODED) end++;
      this.decodeTo(bytes, start, end);
    }
    return this.words;
  }

  /** Many words are decoded at once where a byte is a character. */
  private decodeTo(bytes: Uint8Array, start: number, end: number): void {
    const stop = end < this.count ? (this.places[2 * end] ?? 0) : this.used;
    const all = utf8(bytes.subarray(start, stop << 2));
    const plain = all.length === (stop << 2) - start;
    for (let code = this.words.length; code < end; code++) {
      const from = (this.places[2 * code] ?? 0) << 2;
      const to = from + (this.places[2 * code + 1] ?? 0);
      const written = plain ? all.slice(from - start, to - start) : utf8(bytes.subarray(from, to));
      if (written.includes('\0')) throw binary(this.file);
      const word = cellText(written);
      if (word.length !== written.length) this.changed = true;
      this.words.push(word);
    }
  }

  /** The words, where they first stand, and the code that each has in the end: undefined if it is its own. */
  finish(): {
    readonly words: readonly string[];
    readonly first: Uint32Array;
    readonly merged: Uint32Array | undefined;
  } {
    const words = this.decode();
    const first = Uint32Array.from(this.first.subarray(0, this.count));
    if (!this.changed) return { words, first, merged: undefined };
    const codes = new Map<string, number>();
    const merged = Uint32Array.from(words, (word, code) => {
      const known = codes.get(word);
      if (known !== undefined) return known;
      first[codes.size] = first[code] ?? 0;
      codes.set(word, codes.size);
      return codes.size - 1;
    });
    return { words: [...codes.keys()], first: first.slice(0, codes.size), merged };
  }
}

/** The first bytes of four, and zeros. */
function firstBytes(four: number, count: number): number {
  return four & (-1 >>> ((4 - count) << 3));
}

/** Where a cell ends without the blanks behind it. A return is one of them only before a line end. */
export function endOfCell(bytes: Uint8Array, from: number, to: number): number {
  let end = to;
  while (end > from) {
    const byte = bytes[end - 1] ?? 0;
    if (byte === RETURN ? bytes[end] !== LINE_END : byte !== BLANK && (byte < 9 || byte > 12)) break;
    end--;
  }
  return end;
}

/** Where a cell begins without the blanks before it. */
export function startOfCell(bytes: Uint8Array, from: number, to: number): number {
  let start = from;
  while (start < to && (bytes[start] === BLANK || ((bytes[start] ?? 0) >= 9 && (bytes[start] ?? 0) <= 12)))
    start++;
  return start;
}
