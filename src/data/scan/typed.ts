/** Typed arrays that grow with the rows. Memory that is not touched costs nothing, so they begin as long as they may become. */
import type { Codes } from '../codes';

export type Values = Codes | Float64Array | Int32Array;

/** A longer array of the same kind that begins with the same elements. */
export function longer<A extends Values>(array: A, length: number): A {
  const grown = new (array.constructor as new (length: number) => A)(length);
  grown.set(array);
  return grown;
}

/** Bytes one behind the other; the part itself where there is only one. */
export function joinParts(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The array for at least so many rows: itself if it is long enough. */
export function withRoom<A extends Values>(array: A, rows: number): A {
  return array.length >= rows ? array : longer(array, Math.max(rows, Math.ceil(array.length * 1.5)));
}

/** The first elements: a view, or a copy where too much would be kept for nothing. */
export function fitted<A extends Values>(array: A, rows: number, keepsRoom: boolean): A {
  const isFit = keepsRoom || array.length <= rows * 1.25;
  return (isFit ? array.subarray(0, rows) : array.slice(0, rows)) as A;
}

/** An array that `fitted` has given, with more elements behind it; undefined if there is no room for so many. */
export function intoRoom<A extends Values>(array: A, length: number): A | undefined {
  if (array.byteOffset + length * array.BYTES_PER_ELEMENT > array.buffer.byteLength) return undefined;
  const kind = array.constructor as new (buffer: ArrayBufferLike, at: number, length: number) => A;
  return new kind(array.buffer, array.byteOffset, length);
}

/**
 * Gives memory back soon, where it would otherwise stay until somebody needs some: what is sent to nobody is gone. Nothing
 * can be read from it any more.
 */
export function release(memory: ArrayBuffer[]): void {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  port1.postMessage(undefined, memory);
  port1.close();
}
