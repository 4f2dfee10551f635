/** A merge conflict inside of a cell. Its lines are of two versions: what they say together, nobody has written. */
import type { Diagnostic } from '../language/diagnostics';

/** The markers of git. No line of a query can be one of them. */
const MARKER = /^(?:<{7}|\|{7}|>{7})(?: .*)?$|^={7}$/m;

/** Said instead of everything else that is wrong in the cell. */
export function conflictIn(text: string): Diagnostic | undefined {
  const marker = MARKER.exec(text);
  if (!marker) return undefined;
  const [read] = marker;
  const shown = read.length > 40 ? `${read.slice(0, 39)}…` : read;
  return {
    start: marker.index,
    end: marker.index + read.length,
    severity: 'error',
    code: 'merge-conflict',
    message: `Read ${shown}, a marker of a merge conflict: both sides stand in this cell, so it was not run. Keep the lines you want, remove the markers, and run the cell again.`,
  };
}
