/**
 * The `.tokshare` file: Markdown in which some fences are cells.
 *
 *     ---
 *     tokshare: 1
 *     ---
 *     # Prose is a cell
 *
 *     ```tokshare
 *     a query is a cell
 *     ```
 *     ```tokshare-result
 *     so is the record of its result
 *     ```
 *
 *     Prose again,
 *
 *     <!-- cell -->
 *
 *     and a second prose cell right after it.
 *
 * - Cells are the fences of backticks in column 1 that say exactly `tokshare` or `tokshare-result`. Any other
 *   fence is prose with everything in it, and so is ```` ``` tokshare ```` with a space: it renders the same, and is
 *   the way to show a query in prose.
 * - `<!-- cell -->` in column 1 and outside of a fence starts a prose cell. It is needed between two prose cells,
 *   and for a prose cell that is empty or would otherwise be taken for something else.
 * - One blank line between cells is layout, none between a query and its record. More blank lines next to prose are
 *   the prose's own.
 *
 * `write(read(text)) === text` for every text. Whatever in a file differs from how it would be printed is kept as small
 * pieces of metadata on the cell it belongs to, and each piece is used again only where the result still reads as the
 * same cells.
 */

export { decode, encode, InvalidUtf8Error } from './bytes';
export { cellPlaces, read } from './read';
export { resolutionsAt, type Kept, type Resolution } from './resolve';
export { write } from './write';
export type { Cell, CellKind, CellMeta, CellPlace, FormatProblem, Notebook, NotebookMeta } from './model';
