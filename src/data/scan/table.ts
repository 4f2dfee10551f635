/** One reading of a file, from its start to its end. */
import { separatorOf, type Separator } from '../separators';
import { blockOf, rowsAtOnce, type Block } from './block';
import { textParts, type How, type Source } from './bytes';
import type { Place, Reading } from './column';
import { Figures } from './figures';
import { borrowKernel, returnKernel, type Kernel } from './kernel';
import { exampleOf, kindOf, type Cells, type Kind } from './kinds';
import { MomentShape } from './moment';
import { pauses } from './pause';
import {
  badQuotes,
  checkHeader,
  emptyFile,
  LONGEST_HEADER,
  longHeader,
  longRow,
  noRows,
  type Lesson,
} from './problems';
import { Rows, throwIfReturns } from './rows';
import type { Scanned, ScanOptions } from './scan';
import { Moments, Words } from './words';

/** So many bytes are scanned at a time: some fit into the fast memory of a processor. */
const SIZE = 2 ** 18;
/** For a file of no more bytes it does not pay to set up the kernel. */
const SMALL = 2 ** 17;
/** The first part is smaller, and each that follows twice as large: all code is slow at first, and others want to work. */
const FIRST_SIZE = 2 ** 16;
/** No row takes more, in bytes. */
const LONGEST_ROW = 2 ** 28;
/** The header and some rows stand in the first bytes. */
const BEGIN = 2 ** 16;
/** The first line by which spreadsheets say how cells are separated. */
const ANNOUNCED = /^sep=([,;\t|])\n/i;
const LINE_END = 10;
const BLANK = 32;
/** So many rows are read before all others. */
const FIRST_ROWS = 1024;
/** So many rows tell what a column holds; a file that is not larger is soon read again. */
const TRIED_ROWS = 1024;
const FEW_TRIED_ROWS = 256;
const SOON_READ = 2 ** 22;
/** Room for more rows than the first ones let expect. */
const RESERVE = 1.1;

/** What the header and the first rows tell about all others. */
export interface Begun {
  readonly header: readonly string[];
  readonly separator: Separator;
  readonly kinds: readonly BegunKind[];
}

/** A column of moments has one as an example of how all are written. Where nobody has asked for words, they may be ids. */
type BegunKind = Exclude<Kind, 'moments'> | 'words or ids' | { readonly moment: string };

/** What is read: the whole of a file, or a portion, for which its beginning was looked at before. */
export interface Portion {
  readonly begun: Begun | undefined;
  /** Whether the header stands in it. */
  readonly isFirst: boolean;
  /** Whether others follow, for whose rows room is kept. */
  readonly isFollowed: boolean;
}

const WHOLE: Portion = { begun: undefined, isFirst: true, isFollowed: false };

/**
 * Reads a table, or a portion of one that ends with the end of a row, as the lessons of earlier readings tell. Throws
 * Unreadable, or Again if it was mistaken.
 */
export async function readTable(
  source: Source,
  options: ScanOptions,
  lesson: Lesson,
  portion = WHOLE,
): Promise<Scanned> {
  const pays = options.kernel === undefined ? (source.size ?? Infinity) > SMALL : options.kernel === 'simd';
  const kernel = pays ? borrowKernel(source.size) : undefined;
  try {
    return await readWith(kernel, source, options, lesson, portion);
  } finally {
    if (kernel) returnKernel(kernel);
  }
}

/** The beginning of a table, as far as `readTable` looks at it before it reads the rest; undefined if there is no rest. */
export async function beginTable(
  { file, open }: Source,
  options: ScanOptions,
  lesson: Lesson,
): Promise<Begun | undefined> {
  const source: Source = { file, open, size: undefined };
  const reader = new TableReader(source, options, lesson, undefined, WHOLE);
  for await (const part of textParts(source, howOf(options, lesson)))
    for (let at = 0; at < part.length;) {
      at += reader.take(part, at);
      if (reader.begun) return reader.begun;
    }
  return undefined;
}

function howOf({ encoding, signal }: ScanOptions, lesson: Lesson): How {
  return {
    encoding: encoding ?? (lesson.western && 'windows-1252'),
    carriage: lesson.carriage === true,
    signal,
  };
}

async function readWith(
  kernel: Kernel | undefined,
  source: Source,
  options: ScanOptions,
  lesson: Lesson,
  portion: Portion,
): Promise<Scanned> {
  const { signal, onProgress } = options;
  let read = 0;
  let ahead = 0;
  const parts = textParts(source, { ...howOf(options, lesson), onRead: (bytes) => (read = bytes) });
  const reader = new TableReader(source, options, lesson, kernel, portion);
  const pause = pauses(() => {
    signal?.throwIfAborted();
    onProgress?.({ bytes: Math.max(0, read - ahead), rows: reader.count });
  });
  for await (const part of parts) {
    for (let at = 0; at < part.length;) {
      at += reader.take(part, at);
      ahead = part.length - at;
      await pause();
    }
  }
  return reader.finish();
}

class TableReader {
  private readonly source: Source;
  private readonly options: ScanOptions;
  private readonly lesson: Lesson;
  private block: Block;
  /** How many bytes of the block are filled. */
  private filled = 0;
  /** So many of them are filled before they are read. */
  private wanted: number;
  /** How many characters the first line has so far, if it is too long for a header. */
  private overlong: number | undefined;
  private rows: Rows | undefined;
  private header: readonly string[] | undefined;
  private columns: readonly Reading[] | undefined;
  /** What the first rows tell. */
  begun: Begun | undefined;
  private readonly keepsRoom: boolean;
  /** How many rows are read. */
  count = 0;
  /** The line of the last row. */
  private lastLine = 0;

  constructor(
    source: Source,
    options: ScanOptions,
    lesson: Lesson,
    kernel: Kernel | undefined,
    { begun, isFirst, isFollowed }: Portion,
  ) {
    this.keepsRoom = isFollowed;
    this.begun = begun;
    if (begun && !isFirst) {
      this.header = begun.header;
      this.rows = new Rows(source.file, begun.separator, 1);
      this.rows.width = begun.header.length;
    }
    this.source = source;
    this.options = options;
    this.lesson = lesson;
    const size = options.blockSize ?? SIZE;
    this.block = kernel?.block(size) ?? blockOf(size);
    this.wanted = Math.min(this.block.size, FIRST_SIZE);
  }

  /** Takes bytes of a part from `at` on, as many as there is room for, and reads what is whole. Returns how many. */
  take(part: Uint8Array, at: number): number {
    if (this.overlong !== undefined) return this.countLine(part, at);
    const { bytes } = this.block;
    const room = this.wanted - this.filled;
    const count = Math.min(part.length - at, room);
    bytes.set(part.subarray(at, at + count), this.filled);
    this.filled += count;
    if (count === room) this.readBlock(false);
    return count;
  }

  finish(): Scanned {
    const { bytes } = this.block;
    if (this.overlong !== undefined) throw longHeader(this.source.file, this.overlong);
    // The last line may have no end.
    if (this.filled > 0 && bytes[this.filled - 1] !== LINE_END) bytes[this.filled++] = LINE_END;
    this.readBlock(true);
    const { rows, header, columns, count } = this;
    if (rows && rows.at < this.filled) {
      throwIfReturns(bytes, rows.at, this.filled);
      throw badQuotes(this.source.file, rows.line);
    }
    if (!rows || !header) throw emptyFile(this.source.file);
    if (!columns) throw noRows(this.source.file);
    return {
      header,
      rows: count,
      columns: columns.map((column) => column.finish(count)),
      lines: rows.lines,
      lineCount: this.lastLine,
      nextLine: rows.line,
      separator: rows.separator,
    };
  }

  /** Reads the rows that are whole, and keeps the beginning of the next one. */
  private readBlock(last: boolean): void {
    const { file } = this.source;
    this.rows ??= this.begin(last);
    const { rows } = this;
    if (rows) {
      this.header ??= this.readHeader(rows);
      if (this.header) this.readRows(rows);
    }
    const { bytes, size } = this.block;
    const from = rows?.at ?? 0;
    if (last) return;
    bytes.copyWithin(0, from, this.filled);
    this.filled -= from;
    if (rows) rows.at = 0;
    this.wanted = Math.min(size, 2 * this.wanted);
    if (this.filled <= size / 2) return;
    if (size >= LONGEST_ROW)
      throw rows?.odd ? badQuotes(file, rows.line) : longRow(file, rows?.line ?? 1, LONGEST_ROW);
    const grown = blockOf(2 * size);
    grown.bytes.set(bytes.subarray(0, this.filled));
    this.block = grown;
    this.wanted = grown.size;
  }

  /** How cells are separated, if there is enough to see it. */
  private begin(last: boolean): Rows | undefined {
    const { file } = this.source;
    const bytes = this.block.bytes.subarray(0, this.filled);
    const found = endOfBegin(bytes);
    const end = found < 0 ? bytes.length : found;
    throwIfReturns(bytes, 0, end - 1);
    if (found < 0 && !last) {
      if (end > 4 * LONGEST_HEADER) this.overlong = charactersOf(bytes);
      return undefined;
    }
    const begin = new TextDecoder().decode(bytes.subarray(0, end)).replaceAll('\r\n', '\n');
    const announced = ANNOUNCED.exec(begin);
    const text = begin.slice(announced?.[0].length ?? 0).trimStart();
    if (text === '') {
      if (last) throw emptyFile(file);
      return undefined;
    }
    const line = text.includes('\n') ? text.indexOf('\n') : text.length;
    if (line > LONGEST_HEADER) throw longHeader(file, line);
    const separator =
      this.options.separator ?? (announced?.[1] as Separator | undefined) ?? separatorOf(text);
    const rows = new Rows(file, separator, announced ? 2 : 1);
    if (announced) rows.at = bytes.indexOf(LINE_END) + 1;
    return rows;
  }

  /** Counts on to the end of a first line that is too long. */
  private countLine(part: Uint8Array, at: number): number {
    const end = part.indexOf(LINE_END, at);
    const line = part.subarray(at, end < 0 ? part.length : end);
    throwIfReturns(line, 0, line.length - 1);
    this.overlong = (this.overlong ?? 0) + charactersOf(line);
    if (end >= 0) throw longHeader(this.source.file, this.overlong);
    return part.length - at;
  }

  private readHeader(rows: Rows): readonly string[] | undefined {
    const header = rows.readHeader(this.block, this.filled);
    if (!header) return undefined;
    checkHeader(this.source.file, header);
    rows.width = header.length;
    return header;
  }

  private readRows(rows: Rows): void {
    const { block } = this;
    const stride = rows.width + 1;
    const most = rowsAtOnce(block, rows.width);
    for (;;) {
      const from = rows.at;
      // Few rows at first: what they teach helps to read the others.
      const count = rows.mark(block, this.filled, Math.min(most, Math.max(FIRST_ROWS, this.count)));
      if (count === 0) return;
      this.columns ??= this.chooseColumns(rows, count, (rows.at - from) / count);
      for (const [index, column] of this.columns.entries())
        column.read(block, index, stride, count, this.count);
      this.count += count;
      this.lastLine = rows.line - 1;
    }
  }

  private chooseColumns(rows: Rows, count: number, bytesOfRow: number): Reading[] {
    const { source, block, keepsRoom } = this;
    const { file, size = 0 } = source;
    this.begun ??= this.kindsOf(rows, count);
    const expected = Math.max(count, Math.ceil((size / bytesOfRow) * RESERVE));
    return this.begun.kinds.map((kind, column) => {
      const place: Place = { file, column, rows: expected, keepsRoom, kernel: block.kernel };
      if (kind === 'words' || kind === 'words or ids') return new Words(place, kind === 'words or ids');
      const shape = 'moment' in kind ? MomentShape.of(kind.moment) : undefined;
      if (shape) return new Moments(place, shape);
      return 'figures' in kind ? new Figures(place, kind.figures) : new Words(place, false);
    });
  }

  /** What the columns hold, found from the first rows. */
  private kindsOf(rows: Rows, count: number): Begun {
    const { header = [], options, lesson, source, block } = this;
    const { size = 0 } = source;
    const stride = rows.width + 1;
    const tried = Math.min(count, size > 0 && size <= SOON_READ ? FEW_TRIED_ROWS : TRIED_ROWS);
    const kinds = header.map((name, column): BegunKind => {
      const cells: Cells = { block, mark: column, stride, count: tried };
      const known = { name, separator: rows.separator, decimal: options.decimal };
      const asked = lesson.words?.includes(column) ? 'words' : options.kinds?.get(name);
      const kind = asked ?? kindOf(cells, known);
      if (kind === 'words') return asked === undefined ? 'words or ids' : 'words';
      if (kind !== 'moments') return kind;
      const moment = exampleOf(cells);
      return moment === undefined ? 'words' : { moment };
    });
    return { header, separator: rows.separator, kinds };
  }
}

/** The end of the last line of the beginning, or of the first line if it is longer; −1 if that is not there. */
function endOfBegin(bytes: Uint8Array): number {
  let from = 0;
  while (from < bytes.length && (bytes[from] ?? 0) <= BLANK) from++;
  const last = bytes.lastIndexOf(LINE_END, from + BEGIN);
  const end = last < from ? bytes.indexOf(LINE_END, from) : last;
  return end < 0 ? -1 : end + 1;
}

/** How many characters of a string these bytes of UTF-8 are. */
function charactersOf(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) count += (byte & 0xc0) === 0x80 ? 0 : byte >= 0xf0 ? 2 : 1;
  return count;
}
