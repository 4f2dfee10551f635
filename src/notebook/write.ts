import {
  closes,
  fenceFor,
  INFO,
  isSeparator,
  openingCell,
  openingFence,
  type Fence,
  type FencedKind,
} from './grammar';
import { layoutFits, usualLayout, type Block, type Head } from './layout';
import { applyEnds, joinLines, splitLines, type Line, type LineEnd } from './lines';
import type { Cell, Notebook } from './model';

/**
 * Prints a notebook as the text of a file. For what `read` returned, this is the text it was read from; after an edit,
 * only lines of edited, moved, added and removed cells differ.
 *
 * Any list of cells is read back as the same kinds with the same texts, with these exceptions, none of which changes how
 * prose renders: in prose, a line that would be read as the fence of a cell or as a separator gets one space, as in
 * ```` ``` tokshare ````, and a fence still open where a cell ends is closed unless nothing follows. In any text, `\r` and
 * `\r\n` become line ends like others, and byte order marks in front become metadata.
 */
export function write({ cells, meta = {} }: Pick<Notebook, 'cells' | 'meta'>): string {
  const usual = meta.lineEnd ?? '\n';
  const head: Head = { bom: meta.bom === true, frontMatter: meta.frontMatter ?? [] };
  const front = applyEnds(head.frontMatter, meta.frontMatterEnds ?? '', usual);
  // After prose, the blank lines at the end of a file would be read as part of it.
  const tail = cells.at(-1)?.kind === 'prose' ? [] : splitLines(meta.tail ?? '');

  const printed: Line[][] = [front];
  let previous: Block | undefined;
  cells.forEach((cell, index) => {
    const isLast = index === cells.length - 1 && tail.length === 0;
    const block = blockOf(cell, isLast);
    printed.push(printLayout(cell, block, previous, head, usual), printBlock(cell, block, isLast, usual));
    previous = block;
  });
  printed.push(tail);

  const lines = printed.flat().map(({ text, end }) => ({ text, end: end === '' ? usual : end }));
  return (head.bom ? '\uFEFF' : '') + joinLines(meta.finalLineEnd === false ? withoutFinalEnd(lines) : lines);
}

function blockOf(cell: Cell, isLast: boolean): Block {
  const marked = (cell.meta?.marks ?? '') + normalised(cell.text);
  const isEmpty = marked === '' && cell.meta?.emptyLine !== true;
  const lines = isEmpty ? [] : marked.split('\n');
  return { kind: cell.kind, lines: cell.kind === 'prose' ? guardProse(lines, isLast) : lines };
}

/** An editor hands a text over with the line ends of its own choice. */
function normalised(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** Keeps prose from being read as anything else, and from swallowing the cells after it. */
function guardProse(lines: readonly string[], isLast: boolean): string[] {
  let open: Fence | undefined;
  const guarded = lines.map((line) => {
    if (open) {
      if (closes(line, open)) open = undefined;
      return line;
    }
    if (isSeparator(line)) return ' ' + line;
    open = openingFence(line);
    const cell = openingCell(line);
    return cell ? `${cell.run} ${line.slice(cell.run.length)}` : line;
  });
  // Indented like the line that opens it: in a list item, a fence in column 1 would open another.
  if (open && !isLast) guarded.push(open.indent + open.run);
  return guarded;
}

function printLayout(
  cell: Cell,
  block: Block,
  previous: Block | undefined,
  head: Head,
  usual: LineEnd,
): Line[] {
  const kept = cell.meta?.before;
  if (kept !== undefined) {
    const lines = splitLines(kept);
    const texts = lines.map(({ text }) => text);
    if (layoutFits(texts, block, previous)) return lines;
  }
  return usualLayout(block, previous, head).map((text) => ({ text, end: usual }));
}

function printBlock(cell: Cell, block: Block, isLast: boolean, usual: LineEnd): Line[] {
  const lines = block.kind === 'prose' ? block.lines : fenced(cell, block.kind, block.lines, isLast);
  return applyEnds(lines, cell.meta?.ends ?? '', usual);
}

function fenced(
  { text, meta = {} }: Cell,
  kind: FencedKind,
  lines: readonly string[],
  isLast: boolean,
): string[] {
  const kept = meta.open === undefined ? undefined : openingCell(meta.open);
  const fits = kept?.kind === kind && !lines.some((line) => closes(line, kept));
  const fence = fits ? kept : { indent: '', run: fenceFor(lines) };
  const open = fits && meta.open !== undefined ? meta.open : fence.run + INFO[kind];
  if (isLast && meta.unclosed === normalised(text).length) return [open, ...lines];
  const close = meta.close !== undefined && closes(meta.close, fence) ? meta.close : fence.run;
  return [open, ...lines, close];
}

/** Leaves the end of the last line away, except where the line is nothing but its end. */
function withoutFinalEnd(lines: readonly Line[]): Line[] {
  const last = lines.at(-1);
  return last === undefined || last.text === ''
    ? [...lines]
    : [...lines.slice(0, -1), { text: last.text, end: '' }];
}
