/** The cell of a CSV file under the cursor, and the model or lab that it names. Only the line is looked at. */
import type { Span } from '../language/diagnostics';
import type { Registry } from '../registry/registry';
import type { Term } from '../registry/card';

/** Longer lines are not looked at, and longer cells are no names. */
const LONGEST_LINE = 100_000;
const LONGEST_CELL = 200;

/** The cell at a place of a line, without its quotes and the spaces around it; undefined for none. */
export function cellAt(line: string, offset: number): (Span & { readonly text: string }) | undefined {
  if (line.length > LONGEST_LINE) return undefined;
  // A cell in quotes may hold separators, and a quote in it is doubled.
  for (const match of line.matchAll(/(?:^|[,;\t|])([ \ufeff]*)(?:"((?:[^"]|"")*)"|([^,;\t|]*))/g)) {
    const [whole, space = '', inQuotes, plain = ''] = match;
    const end = match.index + whole.length;
    if (offset > end) continue;
    const quoted = inQuotes !== undefined;
    const text = (quoted ? inQuotes.replaceAll('""', '"') : plain).trim();
    const separator = /^[,;\t|]/.test(whole) ? 1 : 0;
    const start = match.index + separator + space.length;
    if (offset < start || text === '' || text.length > LONGEST_CELL) return undefined;
    return { start, end: quoted ? end : start + plain.trimEnd().length, text };
  }
  return undefined;
}

/** The model or lab that a whole cell names by its slug or a known name; undefined for any other word. */
export function termOfCell(word: string, registry: Registry): Term | undefined {
  if (registry.resolveModel(word).match !== 'none') return { kind: 'model', key: word };
  const { lab } = registry.resolveLab(word);
  return lab && { kind: 'lab', key: lab.slug, written: word };
}
