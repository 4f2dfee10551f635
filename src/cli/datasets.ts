/** What was read, for programs: each dataset with its rows, what was done with them, and what is to be said about it. */
import type { Attached } from '../analysis/scope';
import { keyOfBucket } from '../data/calendar';
import { gapsOf } from '../data/gaps';
import { guessText } from '../data/guess';
import { tallyOf } from '../data/tally';

/** docs/checking.md describes the shape. */
export function datasetJson({ name, dataset, problems }: Attached): object {
  const said = problems.map(({ severity, code, message }) => ({ severity, code, message }));
  if (!dataset) return { name, file: null, problems: said };
  const { file, sha256, time, listsTop = null, guesses = [] } = dataset;
  const key = (start = 0): string => (time ? keyOfBucket(start, time.grain) : '');
  return {
    name,
    file,
    sha256,
    rows: tallyOf(dataset),
    period: time
      ? {
          grain: time.grain,
          first: key(time.starts[0]),
          last: key(time.starts.at(-1)),
          missing: gapsOf(time),
        }
      : null,
    listsTop,
    guesses: guesses.map(guessText),
    problems: said,
  };
}
