/** Rows as typed arrays: codes of a dictionary, sets of rows. As narrow as what they hold allows. */

/** Row → code, or row → whole number. */
export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** An array for `length` codes below `count`. */
export function codesFor(count: number, length: number): Codes {
  if (count <= 2 ** 8) return new Uint8Array(length);
  return count <= 2 ** 16 ? new Uint16Array(length) : new Uint32Array(length);
}

/** Codes under other numbers: those that `codeOf` gives, which are below `count`. */
export function recoded(codes: Codes, codeOf: Uint32Array, count: number): Codes {
  const own = codesFor(count, codes.length);
  for (let row = 0; row < own.length; row++) own[row] = codeOf[codes[row] ?? 0] ?? 0;
  return own;
}

/** The codes of these rows. */
export function picked(codes: Codes, rows: readonly number[]): Codes {
  const own = new (codes.constructor as new (length: number) => Codes)(rows.length);
  for (const [at, row] of rows.entries()) own[at] = codes[row] ?? 0;
  return own;
}

/** A set of rows, a bit for each: bit `row & 31` of the element `row >> 5`. */
export type Bits = Uint32Array;

export function bitsFor(rows: number): Bits {
  return new Uint32Array((rows + 31) >>> 5);
}

export function hasBit(bits: Bits | undefined, row: number): boolean {
  return bits !== undefined && (((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
}

export function setBit(bits: Bits, row: number): void {
  bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31));
}
