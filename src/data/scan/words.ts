/** Columns of words, and of moments, whose days are words. */
import { codesFor, type Codes } from '../codes';
import type { WrittenIds, WrittenMoments, WrittenWords } from '../written';
import type { Block } from './block';
import type { Place, Reading } from './column';
import { Dictionary, endOfCell, startOfCell } from './dictionary';
import { areIds } from './kinds';
import type { MomentShape } from './moment';
import { Again } from './problems';
import { fitted, withRoom } from './typed';

/** The codes of a column. */
class CodedRows {
  readonly dictionary: Dictionary;
  private readonly place: Place;
  private codes: Codes;

  constructor(place: Place) {
    this.place = place;
    this.dictionary = new Dictionary(place.file, place.kernel);
    this.codes = new Uint8Array(place.rows);
  }

  read(block: Block, mark: number, stride: number, count: number, row: number, most?: number): void {
    const { dictionary } = this;
    dictionary.read(block, mark, stride, count, row, most);
    dictionary.decode();
    this.codes = withRoom(this.codes, row + count);
    this.widen(row);
    this.codes.set(block.kernel?.narrow(count, this.codes) ?? block.codes.subarray(0, count), row);
  }

  private widen(rows: number): void {
    const { count } = this.dictionary;
    if (count <= 2 ** (8 * this.codes.BYTES_PER_ELEMENT)) return;
    const wide = codesFor(count, this.codes.length);
    wide.set(this.codes.subarray(0, rows));
    this.codes = wide;
  }

  finish(rows: number): Pick<WrittenWords, 'words' | 'codes' | 'first'> {
    const { words, first, merged } = this.dictionary.finish();
    if (merged) for (let row = 0; row < rows; row++) this.codes[row] = merged[this.codes[row] ?? 0] ?? 0;
    return { words, codes: fitted(this.codes, rows, this.place.keepsRoom), first };
  }
}

export class Words implements Reading {
  /** undefined once they have turned out to be ids. */
  private rows: CodedRows | undefined;

  constructor(
    place: Place,
    private readonly mayBeIds: boolean,
  ) {
    this.rows = new CodedRows(place);
  }

  read(block: Block, mark: number, stride: number, count: number, row: number): void {
    if (!this.rows) return;
    this.rows.read(block, mark, stride, count, row);
    if (this.mayBeIds && areIds(this.rows.dictionary.decode(), row + count)) this.rows = undefined;
  }

  finish(rows: number): WrittenWords | WrittenIds {
    return this.rows ? { kind: 'words', ...this.rows.finish(rows) } : { kind: 'ids', rows };
  }
}

const DAY = '2026-02-09'.length;

export class Moments implements Reading {
  private readonly days: CodedRows;
  private readonly place: Place;
  private readonly shape: MomentShape;
  private seconds: Int32Array;

  constructor(place: Place, shape: MomentShape) {
    this.days = new CodedRows(place);
    this.place = place;
    this.shape = shape;
    this.seconds = new Int32Array(place.rows);
  }

  read(block: Block, mark: number, stride: number, count: number, row: number): void {
    const { bytes, marks } = block;
    this.seconds = withRoom(this.seconds, row + count);
    const { seconds, shape } = this;
    for (let index = 0, at = mark; index < count; index++, at += stride) {
      let from = (marks[at] ?? 0) + 1;
      const to = endOfCell(bytes, from, marks[at + 1] ?? 0);
      from = startOfCell(bytes, from, to);
      const second = shape.secondOf(bytes, from, to);
      if (second < 0) throw new Again({ words: [this.place.column] });
      seconds[row + index] = second;
    }
    this.days.read(block, mark, stride, count, row, DAY);
  }

  finish(rows: number): WrittenMoments {
    const { between, zone } = this.shape;
    const seconds = fitted(this.seconds, rows, this.place.keepsRoom);
    return { kind: 'moments', ...this.days.finish(rows), seconds, between, zone };
  }
}
