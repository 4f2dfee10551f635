import { fenceFor, INFO, openingCell } from './grammar';
import { usualLayout, type Block, type Head } from './layout';
import { dominantEnd, encodeEnds, joinLines, type Line, type LineEnd } from './lines';
import type { Cell, CellMeta, CellPlace, Notebook, NotebookMeta } from './model';
import { findProblems } from './problems';
import { scan, type FenceSpan, type Scan, type Span } from './scan';

/**
 * Reads the text of a file. Never throws and never leaves anything out: what cannot be made sense of is text of some
 * cell, and is pointed out in `problems`.
 */
export function read(text: string): Notebook {
  const found = scan(text);
  const usual = dominantEnd(found.lines);
  const head: Head = {
    bom: found.bom,
    frontMatter: texts(found.lines.slice(0, found.frontMatter?.length ?? 0)),
  };
  let previous: Block | undefined;
  const cells = found.spans.map((span) => {
    const block = { kind: span.kind, lines: texts(found.lines.slice(span.start, span.end)) };
    const cell = readCell(found.lines, span, block, usualLayout(block, previous, head), usual);
    previous = block;
    return cell;
  });
  const meta = readMeta(found, usual);
  return { cells, ...(meta && { meta }), problems: findProblems(found) };
}

/** Where the cells of `read(text)` stand in the file, in the same order. */
export function cellPlaces(text: string): CellPlace[] {
  return scan(text).spans.map((span) => ({
    kind: span.kind,
    line: ('open' in span ? span.open : span.start) + 1,
    textLine: span.start + 1,
    endLine: endOf(span),
  }));
}

function readCell(
  lines: readonly Line[],
  span: Span,
  block: Block,
  usualBefore: readonly string[],
  usual: LineEnd,
): Cell {
  const first = block.lines[0] ?? '';
  const marks = /^\uFEFF+/.exec(first)?.[0] ?? '';
  const text = block.lines.join('\n').slice(marks.length);
  const open = 'open' in span ? span.open : span.start;
  const before = lines.slice(span.above, open);
  const ends = encodeEnds(lines.slice(open, endOf(span)), usual);
  const meta: CellMeta = {
    ...(!isPrinted(before, usualBefore, usual) && { before: joinLines(before) }),
    ...('open' in span && readFence(lines, span, block, text)),
    ...(ends !== '' && { ends }),
    ...(block.lines.length === 1 && first === '' && { emptyLine: true }),
    ...(marks !== '' && { marks }),
  };
  return { kind: span.kind, text, ...present(meta) };
}

function readFence(
  lines: readonly Line[],
  span: FenceSpan,
  block: Block,
  text: string,
): Pick<CellMeta, 'open' | 'close' | 'unclosed'> {
  const open = lines[span.open]?.text ?? '';
  const close = lines[span.end]?.text ?? '';
  return {
    ...(open !== fenceFor(block.lines) + INFO[span.kind] && { open }),
    ...(span.closed && close !== openingCell(open)?.run && { close }),
    ...(!span.closed && { unclosed: text.length }),
  };
}

function readMeta({ bom, lines, frontMatter, tail }: Scan, usual: LineEnd): NotebookMeta | undefined {
  const head = lines.slice(0, frontMatter?.length ?? 0);
  const ends = encodeEnds(head, usual);
  const rest = joinLines(lines.slice(tail));
  const meta: NotebookMeta = {
    ...(bom && { bom }),
    ...(head.length > 0 && { frontMatter: texts(head) }),
    ...(ends !== '' && { frontMatterEnds: ends }),
    ...(rest !== '' && { tail: rest }),
    ...(usual !== '\n' && { lineEnd: usual }),
    ...(lines.at(-1)?.end === '' && { finalLineEnd: false }),
  };
  return present(meta).meta;
}

function endOf(span: Span): number {
  return 'open' in span && span.closed ? span.end + 1 : span.end;
}

function isPrinted(lines: readonly Line[], expected: readonly string[], usual: LineEnd): boolean {
  return (
    lines.length === expected.length &&
    lines.every(({ text, end }, at) => text === expected[at] && end === usual)
  );
}

function texts(lines: readonly Line[]): string[] {
  return lines.map(({ text }) => text);
}

function present<Meta extends object>(meta: Meta): { meta?: Meta } {
  return Object.keys(meta).length > 0 ? { meta } : {};
}
