/**
 * The inner loops of the scanner in WebAssembly, where there is such a thing and it knows vectors. They do the same as
 * those in TypeScript: `kernel.wat` says how, and how its memory is laid out.
 */
import type { Codes } from '../codes';
import { MOST_ROWS, PADDING, type Block } from './block';
import { POWERS_OF_TEN } from './figure';
import { KERNEL } from './kernelBytes';
import type { Rows } from './rows';

const MASKS = 16;
const POWERS = 80;
const STOPPED = 512;
const ODD = 516;
const LARGEST = 520;
const WORDS = 528;
const USED = 532;
const BYTES = 1024;
const MOST_BYTES = 2 ** 18;
const MARKS = 264_192;
const MOST_MARKS = 2 ** 18;
const NUMBERS = 1_313_792;
const CODES = 1_575_936;
const DICTIONARIES = 1_707_008;
/** So many bytes of dictionaries may stay in memory that nobody uses. */
const MOST_KEPT = 2 ** 22;
/** Of memory, in bytes; and so many there are at least and at most. */
const PAGE = 2 ** 16;
const FEWEST_PAGES = 32;
const MOST_PAGES = 512;
/** A word is written with all of the vectors in which it was read: so many keys behind the last are left free. */
export const SPARE_KEYS = 16;
/** Memory for so many bytes of dictionaries for each byte of the file. */
const DICTIONARY_SHARE = 4;

interface Exports {
  readonly mark: (
    at: number,
    to: number,
    rows: number,
    most: number,
    separator: number,
    width: number,
  ) => number;
  readonly words: (
    mark: number,
    step: number,
    index: number,
    count: number,
    row: number,
    slots: number,
    mask: number,
    places: number,
    keys: number,
    first: number,
    mostWords: number,
    mostKeys: number,
  ) => number;
  readonly figures: (
    mark: number,
    step: number,
    count: number,
    point: number,
    group: number,
    decimals: number,
    wantsSure: number,
    wantsEither: number,
  ) => number;
  readonly narrow: (count: number, bytes: number) => void;
  readonly whole: (count: number) => void;
}

/** As much of WebAssembly as is used. */
interface Platform {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  readonly Memory: new (pages: { readonly initial: number; readonly maximum: number }) => {
    readonly buffer: ArrayBuffer;
  };
}

/** What is known of the numbers of a column, as in figures.ts. */
interface Figures {
  readonly point: number;
  readonly group: number;
  readonly decimals: number;
  readonly sure: number;
  readonly either: number;
  readonly largest: number;
}

/** A dictionary whose arrays lie in the kernel's memory, which adds words to it. */
export interface Known {
  readonly slots: Int32Array;
  readonly places: Int32Array;
  readonly keys: Int32Array;
  readonly first: Int32Array;
  count: number;
  used: number;
}

export class Kernel {
  private readonly exports: Exports;
  private readonly buffer: ArrayBuffer;
  private readonly view: DataView;
  /** Where the memory is free. */
  private free = DICTIONARIES;

  constructor(exports: Exports, buffer: ArrayBuffer) {
    this.exports = exports;
    this.buffer = buffer;
    this.view = new DataView(buffer);
    new Uint8Array(buffer).fill(0xff, MASKS, MASKS + 32);
    new Float64Array(buffer, POWERS).set(POWERS_OF_TEN);
  }

  /** A block in the kernel's memory; there is one at a time. */
  block(size: number): Block {
    const { buffer } = this;
    const length = (Math.min(size, MOST_BYTES) + PADDING + 3) & -4;
    return {
      size: Math.min(size, MOST_BYTES),
      bytes: new Uint8Array(buffer, BYTES, length),
      fours: new Int32Array(buffer, BYTES, length >> 2),
      view: new DataView(buffer, BYTES, length),
      marks: new Int32Array(buffer, MARKS, MOST_MARKS),
      numbers: new Float64Array(buffer, NUMBERS, MOST_ROWS),
      codes: new Int32Array(buffer, CODES, MOST_ROWS),
      kernel: this,
    };
  }

  /** Memory for a dictionary, all zeros; undefined if there is not so much left. */
  allocate(length: number): Int32Array | undefined {
    const { buffer } = this;
    // Vectors are read beyond the end.
    const size = 4 * length + 64;
    if (this.free + size > buffer.byteLength) return undefined;
    const array = new Int32Array(buffer, this.free, length);
    array.fill(0);
    this.free += size;
    return array;
  }

  /** How many bytes of memory there are. */
  get size(): number {
    return this.buffer.byteLength;
  }

  /** How many bytes the dictionaries take. */
  get used(): number {
    return this.free - DICTIONARIES;
  }

  /** Forgets all dictionaries. */
  clear(): void {
    this.free = DICTIONARIES;
  }

  /** Marks rows up to an odd one. Quotes around cells become blanks, which mean nothing there. */
  mark(rows: Rows, to: number, most: number): void {
    const separator = rows.separator.charCodeAt(0);
    rows.marked = this.exports.mark(rows.at, to, rows.marked, most, separator, rows.width);
    rows.at = this.view.getInt32(STOPPED, true);
    rows.odd = this.view.getInt32(ODD, true) !== 0;
  }

  /**
   * Writes the codes of a column into those of the block, from the cell `index` on; `row` is the row of the first of
   * `count` cells. Returns which cell it leaves to others: `count` if there is none.
   */
  words(mark: number, stride: number, index: number, count: number, row: number, known: Known): number {
    const { slots, places, keys, first } = known;
    this.view.setInt32(WORDS, known.count, true);
    this.view.setInt32(USED, known.used, true);
    const stopped = this.exports.words(
      MARKS + 4 * mark,
      4 * stride,
      index,
      count,
      row,
      slots.byteOffset,
      (slots.length >> 1) - 1,
      places.byteOffset,
      keys.byteOffset,
      first.byteOffset,
      Math.min(slots.length >> 2, places.length >> 1, first.length),
      keys.length - SPARE_KEYS,
    );
    known.count = this.view.getInt32(WORDS, true);
    known.used = this.view.getInt32(USED, true);
    return stopped;
  }

  /** Writes the numbers of a column into those of the block: −1 where it leaves one open. Returns how many these are. */
  figures(mark: number, stride: number, count: number, figures: Figures): number {
    const { point, group, decimals, sure, either, largest } = figures;
    this.view.setFloat64(LARGEST, largest, true);
    return this.exports.figures(
      MARKS + 4 * mark,
      4 * stride,
      count,
      point,
      group,
      decimals,
      Number(sure < 0),
      Number(either < 0),
    );
  }

  /** The first codes of the block, in as many bytes each as those that they are meant for. The block's own are gone then. */
  narrow(count: number, { BYTES_PER_ELEMENT: bytes }: Codes): Codes {
    const { buffer } = this;
    if (bytes < 4) this.exports.narrow(count, bytes);
    if (bytes === 1) return new Uint8Array(buffer, CODES, count);
    return bytes === 2 ? new Uint16Array(buffer, CODES, count) : new Uint32Array(buffer, CODES, count);
  }

  /** The first numbers of the block, all of which are whole and of 32 bits. The block's own are gone then. */
  whole(count: number): Uint32Array {
    this.exports.whole(count);
    return new Uint32Array(this.buffer, NUMBERS, count);
  }

  /** The largest number of all that were read. */
  get largest(): number {
    return this.view.getFloat64(LARGEST, true);
  }
}

let compiled: object | undefined;
/** The kernel that was used last, and is used by nobody. */
let idle: Kernel | undefined;

/** A kernel that nobody else uses, for a file of so many bytes; undefined where there is none. */
export function borrowKernel(size = Infinity): Kernel | undefined {
  const pages = Math.min(MOST_PAGES, FEWEST_PAGES + Math.ceil((DICTIONARY_SHARE * size) / PAGE));
  const known = idle;
  idle = undefined;
  if (known && known.size >= pages * PAGE) return known;
  const { WebAssembly: platform } = globalThis as { WebAssembly?: Platform };
  if (!platform) return undefined;
  try {
    // So few bytes are compiled at once, everywhere.
    compiled ??= new platform.Module(bytesOfHex(KERNEL));
    // Memory counts as used before it is touched: small files take no more than they need.
    const memory = new platform.Memory({ initial: pages, maximum: pages });
    const { exports } = new platform.Instance(compiled, { scan: { memory } });
    return new Kernel(exports as Exports, memory.buffer);
  } catch {
    // It has no vectors, or a policy forbids it.
    return undefined;
  }
}

function bytesOfHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = parseInt(hex.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

/** Gives it back: what is in its memory may be written over. One that has used much of it is forgotten. */
export function returnKernel(kernel: Kernel): void {
  if (kernel.used > MOST_KEPT) return;
  kernel.clear();
  idle = kernel;
}
