/** Moments as programs write them: `2026-02-09T12:30:00Z`, `2026-02-09 12:30`, `2026-02-09T12:30:00.123+02:00`. */

const MOMENT = /^\d{4}-\d\d-\d\d([T ])\d\d:\d\d(:\d\d([.,]\d+)?)?( ?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?$/;
const DAY = 10;
const ZERO = 48;
const DASH = 45;
const COLON = 58;

/** How all moments of a column are written. What is smaller than a second is left out. */
export class MomentShape {
  readonly between: string;
  readonly zone: string;
  private readonly zoneBytes: Uint8Array;
  private readonly withSeconds: boolean;
  private readonly withParts: boolean;

  private constructor(between: string, withSeconds: boolean, withParts: boolean, zone: string) {
    this.between = between;
    this.withSeconds = withSeconds;
    this.withParts = withParts;
    this.zone = zone;
    this.zoneBytes = new TextEncoder().encode(zone);
  }

  /** The shape of a moment; undefined if it is none. */
  static of(cell: string): MomentShape | undefined {
    const match = MOMENT.exec(cell);
    if (!match) return undefined;
    const [, between = '', seconds, parts, zone = ''] = match;
    return new MomentShape(between, seconds !== undefined, parts !== undefined, zone);
  }

  /** The second of its day at which the moment stands; −1 if it is none of this shape. */
  secondOf(bytes: Uint8Array, from: number, to: number): number {
    const time = from + DAY + 1;
    if (
      bytes[from + 4] !== DASH ||
      bytes[from + 7] !== DASH ||
      bytes[time - 1] !== this.between.charCodeAt(0)
    )
      return -1;
    if (
      two(bytes, from) < 0 ||
      two(bytes, from + 2) < 0 ||
      two(bytes, from + 5) < 0 ||
      two(bytes, from + 8) < 0
    )
      return -1;
    const hours = two(bytes, time);
    const minutes = two(bytes, time + 3);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || bytes[time + 2] !== COLON) return -1;
    let at = time + 5;
    let seconds = 0;
    if (this.withSeconds) {
      seconds = bytes[at] === COLON ? two(bytes, at + 1) : -1;
      if (seconds < 0 || seconds > 59) return -1;
      at += 3;
    }
    if (this.withParts) {
      if (bytes[at] !== 46 && bytes[at] !== 44) return -1;
      const first = ++at;
      while (at < to && (bytes[at] ?? 0) >= ZERO && (bytes[at] ?? 0) <= 57) at++;
      if (at === first) return -1;
    }
    const { zoneBytes } = this;
    if (at + zoneBytes.length !== to) return -1;
    for (let index = 0; index < zoneBytes.length; index++)
      if (bytes[at + index] !== zoneBytes[index]) return -1;
    return hours * 3600 + minutes * 60 + seconds;
  }
}

/** Two digits; −1 if they are none. */
function two(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - ZERO;
  const ones = (bytes[at + 1] ?? 0) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}
