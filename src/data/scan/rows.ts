/**
 * Bytes → marks: finds the rows of a block and the cells of each. A row with quotes is rewritten in place as what it
 * means, or has blanks in their place, so that nobody behind has to know about quotes; blank lines are left out.
 */
import { followingLines, type FollowingLines } from '../lines';
import type { Separator } from '../separators';
import type { Block } from './block';
import { endOfCell } from './dictionary';
import { Again, badQuotes, binary, raggedRow, tooManyColumns } from './problems';
import { cellText, utf8 } from './text';
import { withRoom } from './typed';

const LINE_END = 10;
const RETURN = 13;
const BLANK = 32;
const QUOTE = 34;

const ONES = 0x01010101;
const HIGH_BITS = 0x80808080;

/** A row without its quotes. */
interface Rewritten {
  readonly cells: number;
  /** Where it ends now. */
  readonly to: number;
  /** How many line ends stand in its cells. */
  readonly inside: number;
  readonly quoted: boolean;
}

export class Rows {
  readonly file: string;
  readonly separator: Separator;
  /** How many cells a row has: 0 before the header is read. */
  width = 0;
  /** How many rows are marked in this block. */
  marked = 0;
  /** Where in the block the first row stands that is not marked yet. */
  at = 0;
  /** Whether that row has to be looked at byte by byte: it has quotes, or is blank, or has too many cells or too few. */
  odd = false;
  /** How many rows there were in the blocks before. */
  private before = 0;
  /** The line of a row is so much larger than its place. */
  private ahead: number;
  /** The rows from which on it is another number, and that number; and how many of them there are. */
  private from = new Uint32Array(16);
  private aheads = new Uint32Array(16);
  private changes = 1;

  /** `line` is the first that is no announcement. */
  constructor(file: string, separator: Separator, line: number) {
    this.file = file;
    this.separator = separator;
    this.ahead = line;
    this.aheads[0] = line;
  }

  /** Row → line; of all that were found. */
  get lines(): FollowingLines {
    return followingLines(this.from.slice(0, this.changes), this.aheads.slice(0, this.changes));
  }

  /** The line of the row at which it stands. */
  get line(): number {
    return this.before + this.marked + this.ahead;
  }

  /**
   * Marks the whole rows that begin at `at` and end before `to`, at most `most` of them, and moves `at` behind them. The
   * marks of rows before are no longer needed. Returns how many.
   */
  mark(block: Block, to: number, most: number): number {
    this.before += this.marked;
    this.marked = 0;
    // Behind the end nothing looks like a quote, nor like the end of a cell.
    block.bytes.fill(0, to, to + 8);
    // The kernel cannot tell that the only cell of a row is blank.
    const kernel = this.width > 1 ? block.kernel : undefined;
    do
      if (kernel) kernel.mark(this, to, most);
      else markPlain(block, this, to, most);
    while (this.odd && this.marked < most && this.markOdd(block, to, most));
    return this.marked;
  }

  /**
   * Marks a row byte by byte, and without a kernel also those behind it, up to one without quotes. Returns whether the
   * last one was there to its end.
   */
  private markOdd(block: Block, to: number, most: number): boolean {
    let quoted = true;
    while (quoted && this.marked < most) {
      const end = this.endOfRow(block, to);
      if (end < 0) return false;
      quoted = this.markRow(block, end) && block.kernel === undefined;
      this.at = end + 1;
    }
    return true;
  }

  /** Where the row at which it stands ends; −1 if that is not before `to`. */
  private endOfRow({ bytes }: Block, to: number): number {
    const separator = this.separator.charCodeAt(0);
    let at = this.at;
    while (at < to) {
      if (bytes[at] === QUOTE) {
        at = this.endOfQuoted(bytes, at, to);
        if (at >= to) return -1;
      } else while (at < to && bytes[at] !== separator && bytes[at] !== LINE_END) at++;
      if (at < to && bytes[at] === LINE_END) return at;
      at++;
    }
    return -1;
  }

  /** Where the separator or line end behind a quoted cell stands; `to` if that is not there. */
  private endOfQuoted(bytes: Uint8Array, from: number, to: number): number {
    const separator = this.separator.charCodeAt(0);
    let at = from + 1;
    for (; ; at += 2) {
      while (at < to && bytes[at] !== QUOTE) {
        if (bytes[at] === RETURN && at + 1 < to && bytes[at + 1] !== LINE_END)
          throw new Again({ carriage: true });
        at++;
      }
      if (at + 1 >= to) return to;
      if (bytes[at + 1] !== QUOTE) break;
    }
    at++;
    const closed = at;
    while (at < to && bytes[at] !== separator && bytes[at] !== LINE_END) at++;
    if (at >= to || at === closed) return at;
    // Blanks may stand there, and nothing else.
    throwIfReturns(bytes, closed, at);
    if (utf8(bytes.subarray(closed, at)).trim() === '') return at;
    throwIfReturns(bytes, 0, at);
    throw badQuotes(this.file, this.line);
  }

  /** Marks the row that ends there, or leaves it out if it is blank. Returns whether it had quotes. */
  private markRow(block: Block, end: number): boolean {
    const { cells, to, inside, quoted } = this.rewrite(block, end);
    if (cells === 1 && this.isBlank(block.bytes, this.at, to)) {
      this.moveAhead(inside + 1);
      return quoted;
    }
    if (cells !== this.width) {
      throwIfReturns(block.bytes, 0, to + 1);
      const row = utf8(block.bytes.subarray(this.at, to));
      if (row.includes('\0')) throw binary(this.file);
      throw raggedRow(this.file, this.line, { cells, row }, this.width, this.separator);
    }
    this.marked++;
    if (inside > 0) this.moveAhead(inside);
    return quoted;
  }

  /** Marks the cells of the row that ends there, and writes those in quotes as what they mean. */
  private rewrite({ bytes, marks }: Block, end: number): Rewritten {
    const separator = this.separator.charCodeAt(0);
    const first = this.marked * (this.width + 1);
    let next = first + 1;
    let quoted = false;
    let inside = 0;
    marks[first] = this.at - 1;
    // What is written never gets ahead of what is read: quotes are left out.
    let to = this.at;
    for (let at = this.at; at <= end; at++) {
      if (bytes[at] === QUOTE) {
        quoted = true;
        for (at++; bytes[at] !== QUOTE || bytes[at + 1] === QUOTE; at++) {
          const byte = bytes[at] ?? 0;
          if (byte === QUOTE) at++;
          else if (byte === LINE_END) inside++;
          bytes[to++] = byte;
        }
        while (bytes[at] !== separator && bytes[at] !== LINE_END) at++;
      } else while (bytes[at] !== separator && bytes[at] !== LINE_END) bytes[to++] = bytes[at++] ?? 0;
      marks[next++] = to;
      bytes[to++] = bytes[at] ?? 0;
    }
    return { cells: next - 1 - first, to: to - 1, inside, quoted };
  }

  /** The cells of the first row that is not blank, if it is there to its end. */
  readHeader(block: Block, to: number): string[] | undefined {
    const { bytes, marks } = block;
    bytes.fill(0, to, to + 8);
    for (;;) {
      const end = this.endOfRow(block, to);
      if (end < 0) return undefined;
      const row = this.rewrite(block, end);
      const blank = row.cells === 1 && this.isBlank(bytes, this.at, row.to);
      this.moveAhead(row.inside + 1);
      this.at = end + 1;
      if (blank) continue;
      if (row.cells >= marks.length) throw tooManyColumns(this.file, row.cells);
      return Array.from({ length: row.cells }, (_, cell) => {
        const from = (marks[cell] ?? 0) + 1;
        return cellText(utf8(bytes.subarray(from, endOfCell(bytes, from, marks[cell + 1] ?? from))));
      });
    }
  }

  private isBlank(bytes: Uint8Array, from: number, to: number): boolean {
    if (to > from && utf8(bytes.subarray(from, to)).trim() !== '') return false;
    throwIfReturns(bytes, from, to + 1);
    return true;
  }

  /** The rows that follow stand so many lines further down. */
  private moveAhead(lines: number): void {
    this.ahead += lines;
    const row = this.before + this.marked;
    if (this.from[this.changes - 1] !== row) this.changes++;
    this.from = withRoom(this.from, this.changes);
    this.aheads = withRoom(this.aheads, this.changes);
    this.from[this.changes - 1] = row;
    this.aheads[this.changes - 1] = this.ahead;
  }
}

/** Old line ends make one row of many, which is then the wrong thing to complain about. */
export function throwIfReturns(bytes: Uint8Array, from: number, to: number): void {
  const part = bytes.subarray(from, to);
  for (let at = part.indexOf(RETURN); at >= 0; at = part.indexOf(RETURN, at + 1))
    if (bytes[from + at + 1] !== LINE_END) throw new Again({ carriage: true });
}

/** So many bytes are looked through at a time: where cells may end in them stays in the nearest memory. */
const STRETCH = 2 ** 12;
const places = new Int32Array(STRETCH + 4);

/** Marks rows up to an odd one. */
function markPlain(block: Block, rows: Rows, to: number, most: number): void {
  const { bytes, marks } = block;
  const { width } = rows;
  const separator = rows.separator.charCodeAt(0);
  const stride = width + 1;
  let marked = rows.marked;
  let base = marked * stride;
  let next = base + 1;
  rows.odd = bytes[rows.at] === QUOTE;
  if (rows.odd || marked === most) return;
  marks[base] = rows.at - 1;
  for (let from = rows.at; from < to; from = (from + STRETCH) & -4) {
    const count = findEnds(block, from, Math.min(to, (from + STRETCH) & -4), separator);
    for (let index = 0; index < count; index++) {
      const at = places[index]!;
      const byte = bytes[at]!;
      if (byte === separator) {
        marks[next++] = at;
        if (bytes[at + 1] !== QUOTE) continue;
        rows.odd = true;
      } else if (byte === LINE_END) {
        marks[next++] = at;
        rows.odd = next - base !== stride || (width === 1 && maybeBlank(bytes, marks[base]!, at));
        if (!rows.odd) {
          rows.marked = ++marked;
          rows.at = at + 1;
          base += stride;
          next = base + 1;
          marks[base] = at;
          rows.odd = bytes[at + 1] === QUOTE;
          if (!rows.odd && marked < most) continue;
        }
      } else continue;
      return;
    }
  }
}

/**
 * Lists the places from `from` on, and before `to`, at which a cell may end, and says how many these are. Four bytes are
 * looked at together: those that can end a cell are found by arithmetic on all four (the highest bit of each tells). There is
 * no branch for the first of them, which would be guessed wrongly at every cell.
 */
function findEnds({ fours }: Block, from: number, to: number, separator: number): number {
  // A byte can end a cell if it is smaller than this, or the separator that is not.
  const small = separator <= 44 ? Math.max(separator, LINE_END) + 1 : LINE_END + 1;
  const smaller = Math.imul(small, ONES);
  const pattern = separator < small ? 0 : Math.imul(separator, ONES);
  const last = (to + 3) >> 2;
  let count = 0;
  let mask = -1 << ((from & 3) << 3);
  for (let place = from >> 2; place < last; place++) {
    const four = fours[place]!;
    let flags = (four - smaller) & ~four & HIGH_BITS;
    if (pattern !== 0) {
      const same = four ^ pattern;
      flags |= (same - ONES) & ~same & HIGH_BITS;
    }
    flags &= mask;
    mask = -1;
    places[count] = (place << 2) + ((31 - Math.clz32(flags & -flags)) >> 3);
    count += (flags | -flags) >>> 31;
    for (flags &= flags - 1; flags !== 0; flags &= flags - 1)
      places[count++] = (place << 2) + ((31 - Math.clz32(flags & -flags)) >> 3);
  }
  return count;
}

/** Whether the only cell of a row may be nothing but blanks. */
function maybeBlank(bytes: Uint8Array, before: number, end: number): boolean {
  const last = bytes[end - 1] ?? 0;
  return end - 1 === before || last <= BLANK || last > 126;
}
