// What engines that hand out rows share.
import { Largest, Weekly } from '../question.mjs';

/** Columns of a row, in the order of the files. */
const [WEEK, MODEL, APP, TOKENS] = [0, 1, 2, 3];

/** Reads a count as the files write it. */
export function tokensOf(text) {
  if (text.endsWith('M')) return Math.round(Number(text.slice(0, -1)) * 1e6);
  return Number(text.includes(',') ? text.replaceAll(',', '') : text);
}

/** How counts of this file are read: those that are all digits need no look at their ends. */
export const readerOf = ({ quoted }) => (quoted ? tokensOf : Number);

/** Q1 of rows that come one by one; the first is the header. */
export class WeeklyRows {
  #isHeader = true;
  #weekly;
  #read;

  constructor(task) {
    this.#weekly = new Weekly(new Map(task.models));
    this.#read = readerOf(task);
  }

  add(row) {
    if (this.#isHeader) this.#isHeader = false;
    else this.#weekly.add(row[WEEK], row[MODEL], this.#read(row[TOKENS]));
  }

  get answer() {
    return this.#weekly.answer;
  }
}

/** Both questions, asked of all rows in memory. */
export function askRows(task, rows) {
  const read = readerOf(task);
  return {
    q1() {
      const weekly = new WeeklyRows(task);
      for (const row of rows()) weekly.add(row);
      return weekly.answer;
    },
    q2() {
      const largest = new Largest();
      const all = rows();
      for (let at = 1; at < all.length; at++) {
        const row = all[at];
        largest.add(row[WEEK], row[MODEL], row[APP], read(row[TOKENS]));
      }
      return largest.answer;
    },
  };
}
