/** "Did you mean …?": the names nearest to a misspelt one. */

/**
 * The number of single-letter edits (insert, delete, replace, swap of neighbours) between two words: the optimal string
 * alignment distance, a restricted form of Damerau (1964) and Levenshtein (1966).
 */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        best = Math.min(best, (before[column - 2] ?? 0) + 1);
      }
      current.push(best);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/**
 * Up to `limit` of `names` that a writer of `word` may have meant, nearest first; without regard to case. Two letters have
 * no neighbours: a code that is one edit away is another country.
 */
export function closest(word: string, names: Iterable<string>, limit = 3): string[] {
  const wanted = word.toLowerCase();
  const allowed = wanted.length < 3 ? 0 : Math.floor(wanted.length / 3);
  const found = new Map<string, { name: string; distance: number; exact: number }>();
  for (const name of names) {
    const candidate = name.toLowerCase();
    // A name that holds the whole word is near whatever its length: "sonnet" for "claude-sonnet-4".
    const holds = wanted.length >= 4 && candidate.includes(wanted);
    if (!holds && Math.abs(candidate.length - wanted.length) > allowed) continue;
    const distance = holds ? 1 : editDistance(wanted, candidate);
    if (distance > allowed) continue;
    // Of names that differ in capitals only, the one that is written most like the word is offered.
    const exact = editDistance(word, name);
    if (exact < (found.get(candidate)?.exact ?? Infinity)) found.set(candidate, { name, distance, exact });
  }
  return [...found.values()]
    .sort((a, b) => a.distance - b.distance || a.exact - b.exact || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map((each) => each.name);
}
