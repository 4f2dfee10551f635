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
const BYTES = 1024;
const MOST_BYTES = 2 ** 18;
const MARKS = 264_192;
const MOST_MARKS = 2 ** 18;
const NUMBERS = 1_313_792;
const CODES = 1_575_936;
const DICTIONARIES = 1_707_008;
/** So many bytes of dictionaries may stay in memory that nobody uses. */
const MOST_KEPT = 2 ** 22;

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
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
    count: number,
    slots: number,
    mask: number,
    places: number,
    keys: number,
  ) => number;
  readonly figures: (
    mark: number,
    step: number,
    count: number,
    point: number,
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
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/** What is known of the numbers of a column, as in figures.ts. */
interface Figures {
  readonly point: number;
  readonly decimals: number;
  readonly sure: number;
  readonly either: number;
  readonly largest: number;
}

/** The arrays of a dictionary that lie in the kernel's memory. */
export interface Known {
  readonly slots: Int32Array;
  readonly places: Int32Array;
  readonly keys: Int32Array;
}

export class Kernel {
  private readonly exports: Exports;
  private readonly view: DataView;
  /** Where the memory is free. */
  private free = DICTIONARIES;

  constructor(exports: Exports) {
    this.exports = exports;
    const { buffer } = exports.memory;
    this.view = new DataView(buffer);
    new Uint8Array(buffer).fill(0xff, MASKS, MASKS + 32);
    new Float64Array(buffer, POWERS).set(POWERS_OF_TEN);
  }

  /** A block in the kernel's memory; there is one at a time. */
  block(size: number): Block {
    const { buffer } = this.exports.memory;
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
    const { buffer } = this.exports.memory;
    // Vectors are read beyond the end.
    const size = 4 * length + 32;
    if (this.free + size > buffer.byteLength) return undefined;
    const array = new Int32Array(buffer, this.free, length);
    array.fill(0);
    this.free += size;
    return array;
  }

  /** How many bytes the dictionaries take. */
  get used(): number {
    return this.free - DICTIONARIES;
  }

  /** Forgets all dictionaries. */
  clear(): void {
    this.free = DICTIONARIES;
  }

  /** Marks rows without quotes. */
  mark(rows: Rows, to: number, most: number): void {
    const separator = rows.separator.charCodeAt(0);
    rows.marked = this.exports.mark(rows.at, to, rows.marked, most, separator, rows.width);
    rows.at = this.view.getInt32(STOPPED, true);
    rows.odd = this.view.getInt32(ODD, true) !== 0;
  }

  /** Writes the codes of a column into those of the block: −1 where it leaves one open. Returns how many these are. */
  words(mark: number, stride: number, count: number, { slots, places, keys }: Known): number {
    return this.exports.words(
      MARKS + 4 * mark,
      4 * stride,
      count,
      slots.byteOffset,
      (slots.length >> 1) - 1,
      places.byteOffset,
      keys.byteOffset,
    );
  }

  /** Writes the numbers of a column into those of the block: −1 where it leaves one open. Returns how many these are. */
  figures(mark: number, stride: number, count: number, figures: Figures): number {
    const { point, decimals, sure, either, largest } = figures;
    this.view.setFloat64(LARGEST, largest, true);
    return this.exports.figures(
      MARKS + 4 * mark,
      4 * stride,
      count,
      point,
      decimals,
      Number(sure < 0),
      Number(either < 0),
    );
  }

  /** The first codes of the block, in as many bytes each as those that they are meant for. The block's own are gone then. */
  narrow(count: number, { BYTES_PER_ELEMENT: bytes }: Codes): Codes {
    const { buffer } = this.exports.memory;
    if (bytes < 4) this.exports.narrow(count, bytes);
    if (bytes === 1) return new Uint8Array(buffer, CODES, count);
    return bytes === 2 ? new Uint16Array(buffer, CODES, count) : new Uint32Array(buffer, CODES, count);
  }

  /** The first numbers of the block, all of which are whole and of 32 bits. The block's own are gone then. */
  whole(count: number): Uint32Array {
    this.exports.whole(count);
    return new Uint32Array(this.exports.memory.buffer, NUMBERS, count);
  }

  /** The largest number of all that were read. */
  get largest(): number {
    return this.view.getFloat64(LARGEST, true);
  }
}

let compiled: object | undefined;
/** The kernel that was used last, and is used by nobody. */
let idle: Kernel | undefined;

/** A kernel that nobody else uses; undefined where there is none. */
export function borrowKernel(): Kernel | undefined {
  const known = idle;
  idle = undefined;
  if (known) return known;
  const { WebAssembly: platform } = globalThis as { WebAssembly?: Platform };
  if (!platform) return undefined;
  try {
    // So few bytes are compiled at once, everywhere.
    compiled ??= new platform.Module(
      Uint8Array.from(KERNEL.match(/../g) ?? [], (byte) => parseInt(byte, 16)),
    );
    const { exports } = new platform.Instance(compiled);
    return new Kernel(exports as Exports);
  } catch {
    // It has no vectors, or a policy forbids it.
    return undefined;
  }
}

/** Gives it back: what is in its memory may be written over. One that has used much of it is forgotten. */
export function returnKernel(kernel: Kernel): void {
  if (kernel.used > MOST_KEPT) return;
  kernel.clear();
  idle = kernel;
}
