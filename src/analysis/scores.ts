/** Scores do not add: a figure of a score is one row of the data, never a sum of several. */

/** Thrown where a choice, or everything that was asked for, would rest on sums of scores. */
export class SummedScores extends Error {
  constructor(readonly rows: number) {
    super(`${rows} scores would be summed.`);
  }
}

/** Throws if more than one row would be summed. */
export function refuseSum(rows: number): void {
  if (rows > 1) throw new SummedScores(rows);
}
