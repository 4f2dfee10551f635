/** Putting parts on top of each other. Not left to Plotly, which would draw a missing bucket as zero. */

/** Lower and upper edge of each part in each bucket; undefined where the bucket has no data at all. */
export function stack(
  columns: readonly (readonly (number | undefined)[])[],
  normalized: boolean,
): ({ low: number; high: number }[] | undefined)[] {
  return columns.map((parts) => {
    if (parts.every((part) => part === undefined)) return undefined;
    const total = parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
    if (normalized && total === 0) return undefined;
    const scale = normalized ? 1 / total : 1;
    let sum = 0;
    return parts.map((part) => {
      const low = sum;
      sum += (part ?? 0) * scale;
      return { low, high: sum };
    });
  });
}
