/** Records among the cells of a notebook: which record belongs to which query, and where a new one goes. */
export interface PlacedCell {
  readonly kind: 'prose' | 'query' | 'record';
}

/** The index of the record of the query at `index`: the cell right after it, if that is a record. */
export function recordAfter(cells: readonly PlacedCell[], index: number): number | undefined {
  return cells[index]?.kind === 'query' && cells[index + 1]?.kind === 'record' ? index + 1 : undefined;
}

/** The index of the query of the record at `index`; undefined for an orphan. */
export function queryOf(cells: readonly PlacedCell[], index: number): number | undefined {
  return cells[index]?.kind === 'record' && cells[index - 1]?.kind === 'query' ? index - 1 : undefined;
}

/**
 * The cells with these records, by the index of their query: a record that is there is replaced, others follow their
 * query. Everything else stays as it is.
 */
export function withRecords<Cell extends PlacedCell>(
  cells: readonly Cell[],
  records: ReadonlyMap<number, string>,
  make: (text: string, before: Cell | undefined) => Cell,
): Cell[] {
  return cells.flatMap((cell, index) => {
    const query = queryOf(cells, index);
    if (query !== undefined && records.has(query)) return [];
    const record = records.get(index);
    if (record === undefined) return [cell];
    const before = recordAfter(cells, index);
    return [cell, make(record, before === undefined ? undefined : cells[before])];
  });
}
