/** In which line of its file each row stands, without a number for every row. */

/** Row → line, 1-based. */
export interface Lines {
  readonly at: (row: number) => number;
}

/**
 * Lines that follow each other, but for those of which a row takes several, and blank ones: from row `rows[i]` on, a row
 * stands in line `row + ahead[i]`. Both ascend; `rows` begins with 0.
 */
export function followingLines(rows: ArrayLike<number>, ahead: ArrayLike<number>): FollowingLines {
  return new FollowingLines(rows, ahead);
}

/** Lines in no order: of rows that were picked, or of which several stand in one line. */
export function listedLines(lines: ArrayLike<number>): Lines {
  return new ListedLines(lines);
}

export class FollowingLines implements Lines {
  constructor(
    readonly rows: ArrayLike<number>,
    readonly ahead: ArrayLike<number>,
  ) {}

  at(row: number): number {
    return row + (this.ahead[lastUpTo(this.rows, row)] ?? 0);
  }
}

/** The lines of several files, counted on from one to the next: file → the lines before it, and its first row. */
export class JoinedLines implements Lines {
  constructor(
    private readonly files: readonly Lines[],
    readonly before: readonly number[],
    readonly begins: readonly number[],
  ) {}

  at(row: number): number {
    const file = lastUpTo(this.begins, row);
    return (this.before[file] ?? 0) + (this.files[file]?.at(row - (this.begins[file] ?? 0)) ?? 0);
  }
}

/** The last place of ascending numbers at which one stands that is not above `row`; the first one is not. */
function lastUpTo(begins: ArrayLike<number>, row: number): number {
  let [from, to] = [0, begins.length];
  while (to - from > 1) {
    const middle = (from + to) >>> 1;
    if ((begins[middle] ?? 0) <= row) from = middle;
    else to = middle;
  }
  return from;
}

class ListedLines implements Lines {
  constructor(private readonly lines: ArrayLike<number>) {}

  at(row: number): number {
    return this.lines[row] ?? 0;
  }
}
