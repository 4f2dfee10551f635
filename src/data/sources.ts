/** The files that rows come from: a row is found by its line, or in JSON by its entry. */
export interface Source {
  readonly file: string;
  readonly counts: 'line' | 'entry';
  /** Several files are counted on, one after the other: the line of a row is `before` larger than in its file. */
  readonly before: number;
}

/** What has rows with lines: a table, or a dataset. */
export interface Sourced {
  readonly file: string;
  readonly sources?: readonly Source[];
}

/** The file in which a line stands, for the lines that a table and a dataset know of their rows. */
export function sourceOf({ file, sources = [] }: Sourced, line: number): Source {
  return sources.findLast(({ before }) => before < line) ?? sources[0] ?? { file, counts: 'line', before: 0 };
}

/** Where a line stands, for messages: `data.csv, line 12`, or `data.json, entry 12`. */
export function placeOfLine(sourced: Sourced, line: number): string {
  const { file, counts, before } = sourceOf(sourced, line);
  return `${file}, ${counts} ${line - before}`;
}
