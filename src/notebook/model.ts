/** `query` is a `tokshare` fence, `record` a `tokshare-result` fence, `prose` everything else. */
export type CellKind = 'prose' | 'query' | 'record';

export interface Cell {
  readonly kind: CellKind;
  /** The lines of the cell, separated by `\n` whatever separates them in the file. */
  readonly text: string;
  /** Present only where the cell's slice of the file is not what would be printed for it. */
  readonly meta?: CellMeta;
}

/**
 * How a cell stands in its file, as plain JSON. No piece repeats the text, so a piece outlives an edit of the cell for
 * as long as it fits what the cell has become.
 */
export interface CellMeta {
  /** The layout above the cell: blank lines, and the separator if there is one. */
  readonly before?: string;
  /** The line that opens the fence. */
  readonly open?: string;
  /** The line that closes the fence. */
  readonly close?: string;
  /** The fence is never closed. The number is the length of the text, by which an edited cell is known and closed. */
  readonly unclosed?: number;
  /** One letter for the end of each line, fences included (see lines.ts); the last one counts for all that follow. */
  readonly ends?: string;
  /** An empty text stands for one empty line, not for none. */
  readonly emptyLine?: true;
  /** Byte order marks in front of the text: an editor would drop them. */
  readonly marks?: string;
}

/** What a file has beside its cells. Each part is present only where it is not the usual. */
export interface NotebookMeta {
  /** The file starts with a byte order mark. */
  readonly bom?: true;
  /** The lines of the front matter, with those of `---` and at most one blank line after it. */
  readonly frontMatter?: readonly string[];
  /** One letter for the end of each of these lines, as for cells. */
  readonly frontMatterEnds?: string;
  /** Blank lines after the last fence. */
  readonly tail?: string;
  /** The line end most lines have, if that is not `\n`. */
  readonly lineEnd?: '\r\n' | '\r';
  /** The last line has no line end. */
  readonly finalLineEnd?: false;
}

export interface Notebook {
  readonly cells: readonly Cell[];
  readonly meta?: NotebookMeta;
  /** What is wrong with the file, by line. None of it keeps anything from being read and written back. */
  readonly problems: readonly FormatProblem[];
}

export interface FormatProblem {
  readonly code:
    | 'unknown-version'
    | 'unclosed-front-matter'
    | 'unclosed-fence'
    | 'swallowed-fence'
    | 'missed-cell'
    | 'merge-conflict'
    | 'orphan-record';
  readonly severity: 'error' | 'warning' | 'information';
  /** Where, what was read, what is wrong with it and how to fix it. */
  readonly message: string;
  /** Lines of the file, from 1; `endLine` is the last line meant. */
  readonly line: number;
  readonly endLine?: number;
}

/** The lines of the file a cell stands in, from 1. */
export interface CellPlace {
  readonly kind: CellKind;
  /** The first line: of a fence, the line that opens it. */
  readonly line: number;
  /** The line of the file that is the first line of the cell's text. */
  readonly textLine: number;
  /** The last line: of a fence, the line that closes it. An empty prose cell has none, and `endLine < line`. */
  readonly endLine: number;
}
