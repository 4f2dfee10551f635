/** Long work in steps: whoever does it decides what happens between them. */

/** Yields between its steps, each of which takes a few milliseconds at most, and returns what comes out of it. */
export type Steps<Result> = Generator<void, Result, void>;

/** All steps at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** All steps, with a pause between them, which may throw to end it. */
export async function finishWith<Result>(
  steps: Steps<Result>,
  pause: () => Promise<void> | undefined,
): Promise<Result> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await pause();
  }
}

/** So many rows are a step of a loop that does little with each. */
const ROWS = 2 ** 19;

/** The rows from 0 to `rows`, a stretch for each step. */
export function* stretches(rows: number): Generator<readonly [from: number, to: number], void, void> {
  for (let from = 0; from < rows; from += ROWS) yield [from, Math.min(rows, from + ROWS)];
}
