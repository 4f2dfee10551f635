/** What stands between cells, and where a piece of layout that was read may be used again. */

import { frontMatter, isSeparator, SEPARATOR } from './grammar';
import { isBlank } from './lines';
import type { CellKind } from './model';

/** A cell as it stands in the file: prose lines are all of its lines, a fence's lines are those inside. */
export interface Block {
  readonly kind: CellKind;
  readonly lines: readonly string[];
}

/** What stands before the first cell. */
export interface Head {
  readonly bom: boolean;
  readonly frontMatter: readonly string[];
}

/** The lines to print between a cell and what is before it. */
export function usualLayout(block: Block, previous: Block | undefined, head: Head): string[] {
  if (previous === undefined) {
    if (startsMistakably(block, head)) return [SEPARATOR, ''];
    // The front matter takes one blank line, which must not be one of the prose.
    return takesBlankLine(head) && block.kind === 'prose' && startsBlank(block) ? [''] : [];
  }
  if (block.kind === 'prose' && (previous.kind === 'prose' || allBlank(block))) return ['', SEPARATOR, ''];
  return block.kind === 'record' && previous.kind === 'query' ? [] : [''];
}

/**
 * Whether a layout that was read, perhaps in front of other neighbours, would be read as layout again. The reader takes
 * at most one blank line from prose on either side, and takes it from the text if the layout has none.
 */
export function layoutFits(layout: readonly string[], block: Block, previous: Block | undefined): boolean {
  const at = layout.findIndex(isSeparator);
  const above = at < 0 ? layout : layout.slice(0, at);
  const below = at < 0 ? [] : layout.slice(at + 1);
  if (!above.every(isBlank) || !below.every(isBlank)) return false;
  if (previous?.kind === 'prose' && !isOneTakenLine(above, endsBlank(previous))) return false;
  if (block.kind !== 'prose') return at < 0;
  if (at >= 0) return isOneTakenLine(below, startsBlank(block));
  return (
    previous !== undefined &&
    previous.kind !== 'prose' &&
    !allBlank(block) &&
    isOneTakenLine(above, startsBlank(block))
  );
}

function isOneTakenLine(blank: readonly string[], textIsBlankThere: boolean): boolean {
  return blank.length === 1 || (blank.length === 0 && !textIsBlankThere);
}

/** Whether prose at the start of the file would be read as nothing, as front matter or as a byte order mark. */
function startsMistakably(block: Block, head: Head): boolean {
  if (block.kind !== 'prose') return false;
  if (allBlank(block)) return true;
  if (head.frontMatter.length > 0) return false;
  const closed = frontMatter(block.lines.map((text) => ({ text })))?.closed === true;
  return closed || (!head.bom && block.lines[0]?.startsWith('\uFEFF') === true);
}

function takesBlankLine({ frontMatter: lines }: Head): boolean {
  return lines.length > 0 && !isBlank(lines.at(-1) ?? '');
}

function allBlank({ lines }: Block): boolean {
  return lines.every(isBlank);
}

function startsBlank({ lines }: Block): boolean {
  return lines.length > 0 && isBlank(lines[0] ?? '');
}

function endsBlank({ lines }: Block): boolean {
  return lines.length > 0 && isBlank(lines.at(-1) ?? '');
}
